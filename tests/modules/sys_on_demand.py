# Attributes of sys are made when they are asked for: what a script can see of that.
import sys

old = sys.displayhook
sys.displayhook = print
print(sys.__displayhook__ is old, sys.displayhook is print)
del sys.displayhook
print(hasattr(sys, "displayhook"), sys.__displayhook__ is old)
sys.displayhook = old

class Writer:
    def write(self, text):
        texts.append(text)
    def flush(self):
        pass

texts = []
sys.stderr = Writer()
print("a", file=sys.stderr)
print(sys.__stderr__ is not sys.stderr, texts)
sys.stderr = sys.__stderr__
print(sys.stdout is sys.__stdout__, sys.stdin is sys.__stdin__)
print(sys.path is sys.path, sys.flags is sys.flags, sys.modules["sys"] is sys)
print(list(sys.modules)[:2] == ["sys", "builtins"])
names = dir(sys)
print(names == sorted(names), all(hasattr(sys, name) for name in names))
for name in ("argv", "path", "flags", "version_info", "stdout", "__stdout__", "exit", "maxsize"):
    print(name in names, name in vars(sys), name in sys.__dict__)
del sys.path_hooks
print(hasattr(sys, "path_hooks"), "path_hooks" in dir(sys))
try:
    sys.nothing
except AttributeError as e:
    print(e)
try:
    del sys.nothing
except AttributeError as e:
    print(type(e).__name__)

class Last:
    def __init__(self, name):
        self.name = name
    def __del__(self, sys=sys, print=print):
        print(self.name, sys.path, sys.meta_path)

keep = Last("global")
sys.keep = Last("in sys")
