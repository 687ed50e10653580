"""Kinds of chains: how to put one more link before `next`. For deep_chains.py and bench/memory/linear.py."""
import functools
import itertools
import sys
import weakref


class Node:
    def __init__(self, next):
        self.next = next


class Slots:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


class Final:
    def __init__(self, next):
        self.next = next

    def __del__(self):
        pass


class Referred:
    pass


class OwnDict(dict):
    pass


class OwnList(list):
    pass


class OwnInt(int):
    pass


def closure(next):
    def function():
        return next
    return function


def lambda_default(next):
    return lambda x=next: x


def generator(next):
    yield next


def started_generator(next):
    g = generator(next)
    g.send(None)
    return g


def waiting_generator(next):
    """Like `yield from next`: it holds the next one as a local variable, not running."""
    def work():
        held = next
        yield
        return held
    g = work()
    g.send(None)
    return g


async def async_generator(next):
    yield next


def exception_context(next):
    e = ValueError()
    e.__context__ = next
    return e


def exception_cause(next):
    e = ValueError()
    e.__cause__ = next
    return e


def raised(next):
    try:
        raise ValueError(next)
    except ValueError as e:
        return e


def own_int(next):
    i = OwnInt(5)
    i.next = next
    return i


def instance_dict(next):
    n = Node(next)
    n.__dict__
    return n


def own_dict(next):
    d = OwnDict()
    d["next"] = next
    return d


def frame(next):
    return sys._getframe()


def referred(next):
    r = Referred()
    r.next = weakref.ref(r, lambda ref, next=next: None), next
    return r


def called_back(next):
    r = Referred()
    r.held = next
    refs.append(weakref.ref(r, refs_seen))
    return r


def class_chain(next):
    return type("C", (), {"next": next})


refs = []


def refs_seen(ref):
    pass


KINDS = {
    "instance": Node,
    "slots": Slots,
    "finalizer": Final,
    "instance_dict": instance_dict,
    "tuple": lambda next: (next,),
    "list": lambda next: [next],
    "dict": lambda next: {"next": next},
    "dict_key": lambda next: {Node(next): None},
    "set": lambda next: {Node(next)},
    "frozenset": lambda next: frozenset((Node(next),)),
    "own_list": lambda next: OwnList((next,)),
    "own_dict": own_dict,
    "own_int": own_int,
    "closure": closure,
    "default": lambda_default,
    "generator": started_generator,
    "waiting": waiting_generator,
    "async_generator": async_generator,
    "frame": frame,
    "context": exception_context,
    "cause": exception_cause,
    "raised": raised,
    "partial": lambda next: functools.partial(print, next),
    "method": lambda next: Node(next).__init__,
    "slice": lambda next: slice(next),
    "range_iter": lambda next: iter([next]),
    "tuple_iter": lambda next: iter((next,)),
    "enumerate": lambda next: enumerate([next]),
    "zip": lambda next: zip([next]),
    "map": lambda next: map(print, [next]),
    "chain": lambda next: itertools.chain([next]),
    "reversed": lambda next: reversed([next]),
    "map_of": lambda next: map(print, next if next else ()),
    "chain_of": lambda next: itertools.chain(next if next else ()),
    "repeat": lambda next: itertools.repeat(next),
    "dict_view": lambda next: {1: next}.values(),
    "dict_items_iter": lambda next: iter({1: next}.items()),
    "cell": lambda next: closure(next).__closure__[0],
    "property": lambda next: property(next),
    "staticmethod": lambda next: staticmethod(next),
    "weakref_callback": lambda next: referred(next),
    "called_back": called_back,
}
FEW = {"class": class_chain}   # a class takes kilobytes

def build(make, count, end=None):
    o = end
    for _ in range(count):
        o = make(o)
    return o
