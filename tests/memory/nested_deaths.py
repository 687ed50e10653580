# The order in which nested objects die: beyond a depth of 50 they are put aside, and which types
# count towards that depth can be seen.
import collections
import functools
import itertools

told = []


class Leaf:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        told.append(self.number)


class Node:
    def method(self):
        pass


class Slots:
    __slots__ = ("first", "second")


class Dict(dict):
    pass


class List(list):
    pass


def instance(inner, leaf):
    node = Node()
    node.inner = inner
    node.leaf = leaf
    return node


def with_dict(inner, leaf):
    node = Node()
    node.__dict__
    node.inner = inner
    node.leaf = leaf
    return node


def bound(inner, leaf):
    return instance(inner, leaf).method


def slots(inner, leaf):
    node = Slots()
    node.first = inner
    node.second = leaf
    return node


def function(inner, leaf):
    def f():
        return inner, leaf
    return f


def dict_with_attributes(inner, leaf):
    node = Dict()
    node.inner = inner
    node.leaf = leaf
    return node


def runs(numbers):
    """1 2 3 7 6 5 -> '1..3 7..5'."""
    texts, at = [], 0
    while at < len(numbers):
        end = at + 1
        step = numbers[end] - numbers[at] if end < len(numbers) else 0
        while abs(step) == 1 and end + 1 < len(numbers) and numbers[end + 1] - numbers[end] == step:
            end += 1
        last = end if abs(step) == 1 else at
        texts.append(f"{numbers[at]}..{numbers[last]}" if last > at else str(numbers[at]))
        at = last + 1
    return " ".join(texts)


KINDS = {
    "list": lambda inner, leaf: [inner, leaf],
    "tuple": lambda inner, leaf: (inner, leaf),
    "dict": lambda inner, leaf: {1: inner, 2: leaf},
    "instance": instance,
    "instance with a dict": with_dict,
    "bound method": bound,
    "slots": slots,
    "function": function,
    "iterator": lambda inner, leaf: iter([inner, leaf]),
    "slice": lambda inner, leaf: slice(inner, leaf),
    "dict with attributes": dict_with_attributes,
    "derived list": lambda inner, leaf: List([inner, leaf]),
    "partial": lambda inner, leaf: functools.partial(print, inner, leaf),
    "chain": lambda inner, leaf: itertools.chain([inner], [leaf]),
    "zip": lambda inner, leaf: zip([inner], [leaf]),
    "deque": lambda inner, leaf: collections.deque([inner, leaf]),
    "exception": lambda inner, leaf: ValueError(inner, leaf),
    "property": lambda inner, leaf: property(inner, leaf),
    "classmethod": lambda inner, leaf: classmethod([inner, leaf]),
    "mapping proxy": lambda inner, leaf: type(Node.__dict__)({1: inner, 2: leaf}),
    "method wrapper": lambda inner, leaf: [inner, leaf].__len__,
    "built-in method": lambda inner, leaf: [inner, leaf].append,
}

for name, link in KINDS.items():
    outer = None
    for number in range(120):
        outer = link(outer, Leaf(number))
    del outer
    print(name, runs(told))
    told.clear()


# The cells of a generator that dies with its function: in order, behind the variables.
def plain(x, y):
    def g():
        a = x, y
        yield a
    return g()


def guarded(x, y):
    def g():
        try:
            yield y, x
        finally:
            pass
    return g()


for make in plain, guarded:
    for arguments in (("b", "a"), ("a", "b")):
        g = make(*map(Leaf, arguments))
        next(g)
        g = make(g, Leaf("last"))
        next(g)
        del g
        print(make.__name__, *told)
        told.clear()


# Deaths within deaths: how deep a finalizer that lets the next one die has come when they are put aside.
import sys


class Deep:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        told.append(self.number)
        if self.number < 70:
            die(self.number + 1)
        told.append(-self.number)


def holds(x):
    yield x


def guards(x):
    try:
        yield
    finally:
        pass


def in_generator(number):
    g = holds(Deep(number))
    next(g)


def in_closed_generator(number):
    g = guards(Deep(number))
    next(g)
    g.close()


def in_new_generator(number):
    holds(Deep(number))


def in_failed_finalizer(number):
    class Fails:
        def __del__(self):
            local = Deep(number)
            raise ValueError
    Fails()


def in_swallowed_error(number):
    class Fails:
        def __getattr__(self, name):
            local = Deep(number)
            raise AttributeError
    hasattr(Fails(), "x")


def in_group(number):
    try:
        raise ExceptionGroup("", [ValueError(Deep(number))])
    except* ValueError:
        pass


sys.unraisablehook = lambda unraisable: None
for die in in_generator, in_closed_generator, in_new_generator, in_failed_finalizer, in_swallowed_error, in_group:
    die(1)
    print(die.__name__, runs(told))
    told.clear()
