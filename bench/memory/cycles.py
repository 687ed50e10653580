"""cycles.py KIND: 500,000 cycles become garbage beside a large live graph."""
import sys
from time import process_time as now

LIVE = 500000
CYCLES = 500000


class Node:
    def __init__(self, other):
        self.other = other
        self.back = None


class Slots:
    __slots__ = ("other", "back")

    def __init__(self, other):
        self.other = other
        self.back = None


def live_graph():
    nodes = [Node(None)]
    number = 1
    for i in range(1, LIVE):
        number = (number * 1103515245 + 12345) & 0x7fffffff
        node = Node(nodes[number % i])
        nodes[i - 1].back = node
        nodes.append(node)
    return nodes


def objects(node_class):
    for _ in range(CYCLES):
        one = node_class(None)
        one.other = two = node_class(one)
        two.back = one


def lists():
    for _ in range(CYCLES):
        one = []
        two = [one]
        one.append(two)


def dicts():
    for _ in range(CYCLES):
        one = {}
        two = {"other": one}
        one["other"] = two


def itself():
    for _ in range(CYCLES):
        one = []
        one.append(one)


def closures():
    def call(n):
        def inner():
            return inner
        return n

    for i in range(CYCLES):
        call(i)


MAKE = {
    "instance": lambda: objects(Node),
    "slots": lambda: objects(Slots),
    "list": lists,
    "dict": dicts,
    "itself": itself,
    "closure": closures,
}


def main(kind):
    kept = live_graph()
    start = now()
    MAKE[kind]()
    print("cycles", now() - start)
    assert len(kept) == LIVE


main(sys.argv[1])
