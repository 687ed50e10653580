# What scripts/fuzz-memory found in its long runs: orders in the collector's lists, deaths in warm code.
import functools
import gc
import sys
import weakref

gc.disable()


class Loud:
    def __init__(self, name, x=None, y=None):
        self.name = name
        self.x = x
        self.y = y

    def __del__(self):
        print('del', getattr(self, 'name', None))


def rounds():
    """What stands in a cycle with a list is garbage together; its finalizers run in the collector's order."""
    print('garbage', gc.collect())


def nothing(*values, **names):
    pass


# A partial object takes the keywords over if there were none before: they are older than it.
def partials():
    older = [Loud('keyword'), Loud('in a list')]
    keywords = functools.partial(functools.partial(nothing, 1), q=older.pop(0))
    younger = [older.pop()]
    gc.collect()
    older += [older, keywords, younger]

gc.collect()
partials()
rounds()
gc.collect()


# A weak reference whose callback was called in a collection is the last of the survivors.
class Ref(weakref.ref):
    def __del__(self):
        print('del reference')


def callbacks():
    class Garbage:
        pass
    keep = [Ref(Garbage, lambda reference: print('callback')), Loud('beside the reference')]
    del Garbage
    gc.collect()
    keep.append(keep)

callbacks()
rounds()


# The collector sees the function of a running generator, and its variables if it has called a function.
def running():
    def first(value=Loud('default of the generator')):
        inner = [Loud('in the generator')]
        second()
        yield inner

    def second(value=Loud('default of the function')):
        gc.collect()
    keep = [first, second]
    keep.append((keep, next(first())))

running()
rounds()


# So it does with the cells of generators and frames.
def cells():
    def inside(p, go):
        weak[p] = ((p, o) for o in go)
        other = {Loud('in the set')}
        undefined
    weak = weakref.WeakKeyDictionary()
    keep = [weak]
    try:
        inside(Loud('key', Loud('of the key')), keep)
    except NameError as error:
        keep.append(error)
    gc.collect()

cells()
rounds()


# An exception of built-in code is made after what it finds on its way to a handler has died.
def raised():
    class Collects:
        def __del__(self):
            gc.collect()
    try:
        nothing([Collects()], len(3))
    except TypeError as error:
        return error

error = raised()
print(gc.is_tracked(error.args))
del error


# A dict that shares its keys with a class releases in the order of the class, by itself too, and so does its copy.
Loud(0)
for way in 'clear', 'clear late', 'copy', 'popitem':
    one = Loud('one', Loud('x'), Loud('y'))
    del one.x
    one.x = Loud('new x')
    names = one.__dict__
    if way == 'popitem':
        names.popitem()
        one.x = Loud('newest x')
    copy = names.copy() if way == 'copy' else None
    if way != 'clear':
        one.name = way
        del one
    names.clear()
    print(way)
    one = copy = names = None


# What a call of a method leaves dies in the order callable, object, arguments, in warm code too.
def setdefault(number):
    return {0: Loud(number), 1: Loud(number + 1)}.setdefault(0, Loud(number + 2))

for number in range(0, 60, 10):
    setdefault(number)


# Lines that a text's own code writes come inside of the line that is being written.
class Tells(Exception):
    def __str__(self):
        if self.args:
            inner = Raises(Tells())
            del inner
        return 'text of the exception'


class Raises:
    def __init__(self, error):
        self.error = error

    def __del__(self):
        raise self.error.with_traceback(None)

    def __repr__(self):
        return 'it'


class Stream(list):
    write = list.append

    def flush(self):
        pass

sys.stderr, outer = Stream(), Raises(Tells(1))
del outer
lines, sys.stderr = ''.join(sys.stderr).split('\n'), sys.__stderr__
print([line.split(':')[-1].split(' at ')[0] for line in lines if line[:4] not in ('Trac', '    ', '  Fi')])
