# every kind of pattern
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y


class Color:
    RED = 1


def kind(v):
    match v:
        case None: return "none"
        case True | False: return "bool"
        case 0: return "zero"
        case -1 | 1.5 | 2j: return "number literal"
        case Color.RED: return "never: 1 == True"
        case "a" | "b" as letter: return f"letter {letter}"
        case b"x": return "bytes"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, 2, *rest]: return f"1, 2 and {rest}"
        case (first, *_, last) if first == last: return f"same ends {first}"
        case [Point(x=0, y=0), Point(a, b)]: return f"origin and {a},{b}"
        case [*_, "end"]: return "ends with end"
        case {"type": "circle", "r": r, **other}: return f"circle {r} {other}"
        case {"k": [x, {"deep": y}]}: return f"deep {x} {y}"
        case {}: return "mapping"
        case Point(0, y): return f"on the y axis at {y}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "point"
        case int(n): return f"int {n}"
        case str() | bytes() as text: return f"text {text!r}"
        case float(f): return f"float {f}"
        case _: return "other"


for v in (None, True, 0, -1, 1.5, 2j, "a", "zz", b"x", b"y", [], [7], [1, 2, 3, 4], (5, 6, 5), [Point(0, 0), Point(3, 4)],
          [1, "end"], {"type": "circle", "r": 2, "c": 3}, {"k": [1, {"deep": 2}]}, {"q": 1}, Point(0, 9), Point(4, 4),
          Point(1, 2), 42, 2.5, {1}, object, range(2)):
    print(kind(v) if not isinstance(v, Point) else kind(v))


def seq(x):
    match x:
        case [a, b] | [a, b, _]: return a, b
        case str(): return "str"
        case _: return "no"


print(seq([1, 2]), seq((1, 2, 3)), seq("ab"), seq({1: 2}), seq(range(2)), seq(bytearray(b"ab")))
match 5:
    case x if x > 10: print("big")
    case x: print("bound", x)
match (1, 2), {"a": 1}:
    case (a, b), {"a": c}: print(a, b, c)
match = case = type = 1
print(match + case)

print('# names of modules in messages')
import collections
import types
for subject in (types.SimpleNamespace(), collections.deque(), collections.OrderedDict(), collections.defaultdict(), 3):
    kind = type(subject)
    try:
        match subject:
            case kind(1, 2):
                pass
    except TypeError as error:
        print(error)
