# options: --trace-memory=type:Noisy
# __del__ is called when no reference is left; it may make a new one.
from _weakref import ref
class Noisy:
    def __del__(self):
        global saved
        saved = self
n = Noisy()
r = ref(n)
n = 211
saved = 212
