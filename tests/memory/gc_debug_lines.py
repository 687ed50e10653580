# gc.set_debug: what is printed, with all flags; addresses and times left out.
import gc
import io
import sys
import weakref


def masked(text):
    lines = []
    for line in text.split("\n"):
        if " 0x" in line:
            line = line[:line.index(" 0x") + 3] + ">"
        elif line.endswith("s elapsed"):
            number = line.split()[-2]
            line = line.replace(number, f"{len(number.split('.')[1])} digits")
        elif line.startswith("gc: objects in"):
            line = " ".join(line.split()[:-1 if "permanent" in line else -3])
        lines.append(line)
    return "\n".join(lines)


class A:
    pass


class Dies:
    def __del__(self):
        print("dies", file=sys.stderr)


class Returns:
    def __del__(self):
        print("returns", file=sys.stderr)
        kept.append(self)


def cycle(cls):
    o = cls()
    o.me = o


def lists():
    a, b, c = [[]], {}, ([],)
    a[0].append(a)
    b[1] = b
    c[0].append(c)


def weak():
    o = A()
    o.me = o
    o.ref = weakref.ref(o, lambda ref: print("not called", file=sys.stderr))
    outside.append(weakref.ref(o, lambda ref: print("called back", file=sys.stderr)))


gc.disable()
gc.collect()
kept, outside = [], []
flags = [gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK,
         gc.DEBUG_LEAK | gc.DEBUG_STATS, gc.DEBUG_STATS | gc.DEBUG_COLLECTABLE, 8, 16, -1]
for flag in flags:
    for make in (int, lambda: cycle(A), lambda: cycle(Dies), lambda: (cycle(Returns), cycle(A)), lists, weak):
        for generation in (2, 0):
            make()
            stderr, sys.stderr = sys.stderr, io.StringIO()
            gc.set_debug(flag)
            number = gc.collect(generation)
            gc.set_debug(0)
            stderr, sys.stderr = sys.stderr, stderr
            print(flag, generation, number, [type(o).__name__ for o in gc.garbage])
            print(masked(stderr.getvalue()), end="")
            gc.garbage.clear()
            kept.clear()
            gc.collect()
gc.set_debug(gc.DEBUG_STATS)
for sys.stderr in (None, 5):
    print(gc.collect())
sys.stderr = sys.__stderr__
gc.set_debug(0)
