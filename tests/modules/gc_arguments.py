# Module gc: its names, the signatures of its functions, what they make of unusual arguments.
import gc


def t(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        if f is gc.get_objects:
            result = type(result)
    except BaseException as e:
        result = f"{type(e).__name__}: {e}"
    print(f.__name__, args if len(repr(args)) < 60 else "", kwargs, "->", result)


gc.disable()
print(sorted(n for n in dir(gc) if not n.startswith("__")))
for n in sorted(dir(gc)):
    f = getattr(gc, n)
    if callable(f) and not n.startswith("__"):
        print(n, f.__text_signature__, type(f).__name__, f.__module__, f.__qualname__, f.__self__ is gc)
t(gc.get_threshold)
for a in [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), (0,), (-1,), (-5, -6, -7), (2 ** 31 - 1,), (2 ** 31,), (-2 ** 31,),
          (-2 ** 31 - 1,), (2 ** 63,), (-2 ** 63,), (2 ** 64,), ("a",), (1, "a"), (5, 6, "a"), (1.0,), (None,), (True,),
          (7, None)]:
    t(gc.set_threshold, *a)
    t(gc.get_threshold)
t(gc.set_threshold, threshold0=1)
gc.set_threshold(700, 10, 10)
for a in [(), (0,), (1,), (2,), (3,), (-1,), (2 ** 31,), (2 ** 70,), ("a",), (1.0,), (None,), (1, 2), (True,)]:
    t(gc.collect, *a)
t(gc.collect, generation=1)
t(gc.collect, generation="x")
t(gc.collect, gen=1)
t(gc.collect, 1, generation=1)
for a in [(), (0,), (None,), (3,), (-1,), (-2,), (-1000,), (2 ** 31,), (2 ** 63,), (2 ** 70,), (-2 ** 70,), ("a",),
          (1.0,), (1, 2)]:
    t(gc.get_objects, *a)
t(gc.get_objects, gen=1)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value if self.value != 0 else 1 / 0

    def __repr__(self):
        return f"Index({self.value!r})"


for o in (Index(1), Index(0), Index("x")):
    for f in (gc.collect, gc.set_debug, gc.set_threshold, gc.get_objects):
        t(f, o)
gc.set_threshold(700, 10, 10)
for a in [(), (0,), (4,), (63 - 1,), (2 ** 31,), (-2 ** 31,), (2 ** 70,), ("a",), (1.0,), (None,), (1, 2)]:
    t(gc.set_debug, *a)
    t(gc.get_debug)
    gc.set_debug(0)
for f in (gc.get_debug, gc.get_count, gc.enable, gc.disable, gc.isenabled, gc.get_threshold, gc.get_stats, gc.freeze,
          gc.unfreeze, gc.get_freeze_count):
    t(f, 1)
t(gc.is_tracked)
t(gc.is_tracked, 1, 2)
t(gc.is_tracked, obj=1)
t(gc.is_finalized)
t(gc.is_finalized, obj=1)
t(gc.get_referrers)
t(gc.get_referents)
t(gc.get_referrers, objs=1)
t(gc.get_referents, objs=1)
print(gc.enable(), gc.isenabled(), gc.disable(), gc.isenabled())
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print(gc.garbage, gc.callbacks, type(gc.garbage), [list(d) for d in gc.get_stats()])
