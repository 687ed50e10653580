# Packages and their submodules: what is bound, and what is told while imports go round in circles.
import sys
import warnings

sys.path.insert(0, "import_found")
sys.dont_write_bytecode = True
try:
    import circle.parent
except AttributeError as e:
    print(e)
import popped.first

print(popped.first.__name__, popped.second.__name__, popped is sys.modules["popped"])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    import sealed.inner
print([str(w.message) for w in seen], hasattr(sealed, "inner"))
try:
    exec("from wrong_all import *")
except TypeError as e:
    print(e)
