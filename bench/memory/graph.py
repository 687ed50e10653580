"""graph.py KIND: build a cyclic graph of a million nodes, collect while it lives, drop it.

Each node holds the one made before it, one made long before, and one made after it."""
import gc
import sys
from time import process_time as now

COUNT = 1000000


class Node:
    def __init__(self, before, other):
        self.before = before
        self.other = other
        self.after = None


class Slots:
    __slots__ = ("before", "other", "after")

    def __init__(self, before, other):
        self.before = before
        self.other = other
        self.after = None


def build_objects(node_class):
    first = node = node_class(None, None)
    nodes = [node]
    number = 1
    for i in range(1, COUNT):
        number = (number * 1103515245 + 12345) & 0x7fffffff
        new = node_class(node, nodes[number % i])
        node.after = new
        nodes.append(new)
        node = new
    node.after = first
    return nodes


def build_lists():
    first = node = [None, None, None]
    nodes = [node]
    number = 1
    for i in range(1, COUNT):
        number = (number * 1103515245 + 12345) & 0x7fffffff
        new = [node, nodes[number % i], None]
        node[2] = new
        nodes.append(new)
        node = new
    node[2] = first
    return nodes


def build_dicts():
    first = node = {"before": None, "other": None, "after": None}
    nodes = [node]
    number = 1
    for i in range(1, COUNT):
        number = (number * 1103515245 + 12345) & 0x7fffffff
        new = {"before": node, "other": nodes[number % i], "after": None}
        node["after"] = new
        nodes.append(new)
        node = new
    node["after"] = first
    return nodes


def build_tuples():
    """Each a tuple of two tuples before it and a list that closes the cycle."""
    link = []
    node = (None, None, link)
    nodes = [node]
    number = 1
    for i in range(1, COUNT // 2):
        number = (number * 1103515245 + 12345) & 0x7fffffff
        new_link = []
        new = (node, nodes[number % i], new_link)
        link.append(new)
        nodes.append(new)
        node = new
        link = new_link
    link.append(nodes[0])
    return nodes


BUILD = {
    "instance": lambda: build_objects(Node),
    "slots": lambda: build_objects(Slots),
    "list": build_lists,
    "dict": build_dicts,
    "tuple": build_tuples,
}

pauses = []
began = 0.0


def watch(phase, info):
    global began
    if phase == "start":
        began = now()
    else:
        pauses.append(now() - began)


def main(kind):
    gc.collect()
    gc.callbacks.append(watch)
    start = now()
    nodes = BUILD[kind]()
    print("build", now() - start)
    gc.callbacks.remove(watch)
    print("pause", max(pauses))
    times = []
    for _ in range(3):
        start = now()
        gc.collect()
        times.append(now() - start)
    print("live", sorted(times)[1])
    start = now()
    del nodes
    found = gc.collect()
    print("drop", now() - start)
    assert found >= COUNT


main(sys.argv[1])
