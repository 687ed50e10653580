"""OrderedDict that changes while it is iterated over, and move_to_end()."""
from collections import OrderedDict
import io
import operator

CHANGES = {
    "setdefault": lambda d: d.setdefault("x", 1), "set new": lambda d: d.__setitem__("x", 1), "pop": lambda d: d.pop("a"),
    "set old": lambda d: d.__setitem__("a", 5), "delete": lambda d: d.__delitem__("b"), "update": lambda d: d.update(x=1),
    "move a": lambda d: d.move_to_end("a"), "move b": lambda d: d.move_to_end("b"),
    "move a first": lambda d: d.move_to_end("a", last=False), "move b first": lambda d: d.move_to_end("b", False),
    "clear": lambda d: d.clear(), "popitem": lambda d: d.popitem(), "popitem first": lambda d: d.popitem(last=False),
    "or": lambda d: d.__ior__({"x": 1}), "anew": lambda d: d.__setitem__("a", d.pop("a")), "nothing": lambda d: None,
}


class Derived(OrderedDict):
    pass


for cls in OrderedDict, Derived:
    for at in 1, 2:
        for view in ("items", "keys", "values", "__iter__", "__reversed__"):
            for name, change in CHANGES.items():
                d = cls(a=1, b=2)
                seen = []
                try:
                    iterator = iter(getattr(d, view)())
                    for item in iterator:
                        seen.append(item)
                        if len(seen) == at:
                            change(d)
                except (RuntimeError, KeyError) as error:
                    print(cls.__name__, at, view, name, seen, type(error).__name__, error)
                    try:
                        print(next(iterator))
                    except (RuntimeError, StopIteration) as again:
                        print(" then", type(again).__name__, again)
                else:
                    print(cls.__name__, at, view, name, seen, list(d.items()), list(reversed(d)))

d = OrderedDict.fromkeys(range(5))
iterator = iter(d)
next(iterator)
print(operator.length_hint(iterator), iterator.__reduce__()[1:], list(iterator))


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.name.lower() == other.name.lower()

    def __repr__(self):
        return self.name


keys = [Key(c) for c in "abc"]
d = OrderedDict((k, i) for i, k in enumerate(keys))
for key, last in ((keys[0], True), (keys[0], True), (keys[0], False), (Key("B"), True), (Key("B"), True), (Key("C"), False),
                  (Key("c"), False), (Key("x"), True), (Key("x"), False)):
    print("move", key, last)
    try:
        d.move_to_end(key, last)
    except KeyError as error:
        print("KeyError", error)
    print(list(d.values()), [key is keys["abc".index(key.name)] for key in d])
for last in ([], [1], "", None):
    d = OrderedDict([(1, "a"), (2, "b"), (3, "c")])
    d.move_to_end(2.0, last)
    print(d)
try:
    OrderedDict().move_to_end([])
except KeyError as error:
    print("KeyError", error)

many = OrderedDict.fromkeys(range(300))
for i in range(0, 300, 7):
    del many[i]
for i in range(1, 300, 2):
    if i in many:
        many.move_to_end(i, last=i % 3 == 0)
print(list(many), list(many) == list(many.keys()), all(i in many for i in list(many)), 7 in many)
for i in range(300, 400):
    many[i] = i
    many.move_to_end(i, False)
print(list(many), sum(v or 0 for v in many.values()))

# half a surrogate waits for the rest, also where it is an error
for chunk in 1, 2, 3:
    file = io.TextIOWrapper(io.BytesIO(b"a\xed\xa0\x80b\xed\xbf"), encoding="utf-8", errors="backslashreplace")
    file._CHUNK_SIZE = chunk
    print([(file.read(1), file.tell()) for i in range(8)])
