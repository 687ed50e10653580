# gc.callbacks: when they are called, with what; errors, collections inside, changes of the list.
import gc
import sys

gc.disable()
gc.collect()
log = []


def callback(phase, info):
    log.append((phase, type(info).__name__, list(info.items())))


def show(*what):
    print(*what, log)
    log.clear()


gc.callbacks.append(callback)
show(gc.collect())
show(gc.collect(0))
show(gc.collect(1))
cycle = []
cycle.append(cycle)
del cycle
show(gc.collect(0))
infos = []


def keep(phase, info):
    infos.append(info)
    info["extra"] = phase


gc.callbacks.append(keep)
gc.collect()
print(infos[0] is infos[1], infos, gc.callbacks == [callback, keep])
log.clear()
infos.clear()
gc.callbacks.remove(keep)


def nested(phase, info):
    log.append(("nested", phase, gc.collect()))


gc.callbacks.append(nested)
show(gc.collect())
gc.callbacks.remove(nested)

print("-- errors")


def hook(u):
    print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, getattr(u.object, "__name__", u.object),
          u.exc_traceback is not None)


def bad(phase, info):
    raise ValueError(phase)


def interrupt(phase, info):
    raise KeyboardInterrupt(phase)


sys.unraisablehook = hook
for wrong in (bad, 5, lambda: 1, interrupt):
    gc.callbacks.insert(0, wrong)
    show(gc.collect())
    gc.callbacks.remove(wrong)

print("-- the list changes")


def remove(phase, info):
    gc.callbacks.remove(remove)
    log.append("removed")


def add(phase, info):
    gc.callbacks.append(added)
    log.append("add")


def added(phase, info):
    log.append(("added", phase))


def clear(phase, info):
    gc.callbacks.clear()
    log.append("clear " + phase)


gc.callbacks.insert(0, remove)
show(gc.collect())
gc.callbacks.append(add)
show(gc.collect())
gc.callbacks[:] = [callback, clear]
show(gc.collect())
show(gc.collect())

print("-- the names gc.callbacks and gc.garbage mean nothing")
old = gc.callbacks
old.append(callback)
gc.callbacks = [5]
show(gc.collect())
del gc.callbacks
show(gc.collect())
gc.callbacks = old
old.clear()
garbage = gc.garbage
gc.garbage = None
gc.set_debug(gc.DEBUG_SAVEALL)
cycle = []
cycle.append(cycle)
del cycle
print(gc.collect(), garbage)
gc.set_debug(0)
garbage.clear()
gc.garbage = garbage

print("-- garbage made in callbacks")


def make(phase, info):
    cycle = []
    cycle.append(cycle)
    log.append(phase)


gc.callbacks.append(make)
show(gc.collect())
show(gc.collect())
gc.callbacks.clear()
show(gc.collect())
show(gc.collect())


class Raises:
    def __del__(self):
        print("collect in a finalizer:", gc.collect())
        raise OSError(1)


o = Raises()
o.o = o
del o
print(gc.collect(), gc.get_stats()[2]["uncollectable"])


def handled(phase, info):
    print(phase, sys.exc_info()[0])


gc.callbacks.append(handled)
try:
    1 / 0
except ZeroDivisionError:
    gc.collect()
gc.callbacks.clear()


def changes(phase, info):
    info.clear()


gc.callbacks[:] = [changes, callback]
show(gc.collect())
print("-- at the end none is called, the collector being off")
