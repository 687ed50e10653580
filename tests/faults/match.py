class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n > 1000:
            return f"big {n}"
        case str() as s:
            return "str " + s
        case [] | ():
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, *rest, {"k": y}]:
            return f"list {x} {rest} {y}"
        case [x, *rest]:
            return f"seq {x} {rest}"
        case {"type": "p", "at": Point(x=0, y=y), **rest}:
            return f"on axis {y} {rest}"
        case {"type": kind}:
            return f"kind {kind}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case None | True:
            return "constant"
        case float(f):
            return f"float {f}"
    return "other"


for v in (0, 5000, "t" * 3, [], [1], [1, 2, {"k": 3}], (4, 5, 6), {"type": "p", "at": Point(0, 9), "m": 1},
          {"type": "q"}, Point(2, 2), Point(2, 3), None, 1.5, {1}, 77):
    print(describe(v))
