"""tree.py KIND: build a binary tree of a million nodes, then drop it."""
import sys
from time import process_time as now

DEPTH = 19  # 2 ** 20 - 1 nodes


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Slots:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def objects(node_class, depth):
    if depth == 0:
        return node_class(None, None)
    return node_class(objects(node_class, depth - 1), objects(node_class, depth - 1))


def lists(depth):
    if depth == 0:
        return [None, None]
    return [lists(depth - 1), lists(depth - 1)]


def dicts(depth):
    if depth == 0:
        return {"left": None, "right": None}
    return {"left": dicts(depth - 1), "right": dicts(depth - 1)}


def tuples(depth):
    if depth == 0:
        return (None, depth)
    return (tuples(depth - 1), tuples(depth - 1))


BUILD = {
    "instance": lambda: objects(Node, DEPTH),
    "slots": lambda: objects(Slots, DEPTH),
    "list": lambda: lists(DEPTH),
    "dict": lambda: dicts(DEPTH),
    "tuple": lambda: tuples(DEPTH),
}


def main(kind):
    start = now()
    tree = BUILD[kind]()
    print("build", now() - start)
    start = now()
    del tree
    print("drop", now() - start)


main(sys.argv[1])
