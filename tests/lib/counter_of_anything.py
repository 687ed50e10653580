"""Counter's operators with counts that are no numbers or tell what they are asked."""
from collections import Counter


class Told:
    def __init__(self, name, size):
        self.name, self.size = name, size

    def size_of(self, other):
        return other.size if isinstance(other, Told) else other

    def __lt__(self, other):
        print(self.name, "<", other)
        return self.size < self.size_of(other)

    def __gt__(self, other):
        print(self.name, ">", other)
        return self.size > self.size_of(other)

    def __add__(self, other):
        print(self.name, "+", other)
        return Told(self.name + "+", self.size + self.size_of(other))

    def __sub__(self, other):
        print(self.name, "-", other)
        return Told(self.name + "-", self.size - self.size_of(other))

    def __rsub__(self, other):
        print(other, "-", self.name)
        return Told("-" + self.name, self.size_of(other) - self.size)

    def __repr__(self):
        return f"<{self.name} {self.size}>"


class Asked(Counter):
    def __missing__(self, key):
        print("missing", key)
        return 0


OPERATORS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "|": lambda a, b: a | b, "&": lambda a, b: a & b,
}


def in_place(a, b, name):
    if name == "+":
        a += b
    elif name == "-":
        a -= b
    elif name == "|":
        a |= b
    else:
        a &= b
    return a


for name, operator in OPERATORS.items():
    for left, right in (({"x": Told("a", 2)}, {"x": Told("b", 1), "y": Told("c", -1)}),
                        ({"x": 1}, {"x": Told("b", 1), "y": Told("c", 3)}),
                        ({"a": 1}, {1: "x"}), ({1: "x"}, {"a": 1}), ({1: "x"}, {1: "y"}), ({1: None}, {1: 2}), ({}, {1: None})):
        for operation in (operator, lambda a, b: in_place(a, b, name)):
            try:
                print(name, dict(operation(Asked(left), Asked(right))))
            except TypeError as error:
                print(name, error)
