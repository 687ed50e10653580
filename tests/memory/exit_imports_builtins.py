"""At the end: modules cannot be imported any more, builtins has what it had at the beginning; and
with the collector off, cycles die after the modules."""
import builtins
import gc
import sys

gc.disable()


def attempt(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Added:
    def __del__(self):
        print("what was added to builtins goes", [hasattr(builtins, n) if builtins else None for n in ("added", "len")])


class Last:
    def __del__(self):
        print(self.name)
        for name in ("math", "string", "sys", "builtins", "atexit", "nonexistent"):
            print(name, attempt(lambda: __import__(name)))
        for name in ("open", "help", "exit", "print", "len", "added", "sum", "ValueError", "_"):
            print(name, attempt(lambda: eval(name) and "there"))
        print(attempt(lambda: sum([1, 2])), attempt(lambda: len([1, 2])))


builtins.added = Added()
builtins.sum = lambda values: "replaced"
builtins._ = 5
last = Last()
last.name = "last"
cycle = Last()
cycle.name = "cycle"
cycle.cycle = cycle
del cycle
print("end")
