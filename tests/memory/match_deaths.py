# match: when what has been captured is stored, and what is left after a failure released.


class A:
    def __init__(self, k): self.k = k
    def __del__(self): print("del", self.k)


def nested_last():
    for i in range(2):
        match [A(10*i+1), A(10*i+2), [A(10*i+3), A(10*i+4)]]:
            case [a, b, [c, d]]:
                print("m")


def nested_middle():
    for i in range(2):
        match [A(10*i+1), [A(10*i+3), A(10*i+4)], A(10*i+2)]:
            case [a, [b, c], d]:
                print("m")
            case [a, _, c]:
                print("n")


def wildcard():
    for i in range(2):
        match [A(10*i+1), A(10*i+2), A(10*i+3)]:
            case [a, _, c]:
                print("n")


def alternatives():
    for i in range(2):
        match [A(10*i+1), A(10*i+2), A(10*i+3)]:
            case ([a, b] as c) | [a, b, c]:
                print("n")
            case _:
                print("no")


def star_wildcard():
    for i in range(2):
        match [A(10*i+1), A(10*i+2), A(10*i+3)]:
            case [a, *_, c]:
                print("n")


def keys():
    for i in range(2):
        match {0: A(10*i+1), 1: A(10*i+2), 2: A(10*i+3)}:
            case {0: a, 1: b, 2: c}:
                print("n")


def keys_and_rest():
    for i in range(2):
        match {0: A(10*i+1), 1: [A(10*i+2), A(10*i+3)], 2: A(10*i+4), 4: A(10*i+5)}:
            case {0: a, 1: [b, c], 2: d, **e}:
                print("n")


def attributes():
    for i in range(2):
        y = A(i); y.x = A(10*i+1); y.y = A(10*i+2)
        match [y, A(10*i+3)]:
            case [A(x=a, y=b) as c, d]:
                print("n")
            case [A(x=a, y=b, z=2), _]:
                print("n")


def two_lines():
    for i in range(2):
        match [A(10*i+1), A(10*i+2)]:
            case [a,
                  b]: print("n")


def fails_inside_last():
    match [A(1), [A(2), A(3), 6], A(4)]:
        case [a, [b, c, 5], d]:
                pass


def fails_inside():
    match [A(1), [A(2), 6, A(3)], A(4)]:
        case [a, [b, 5, c], d]:
                pass


def fails_at_value():
    match [A(1), {0: A(2), 1: 6, 2: A(3)}, A(4)]:
        case [a, {0: b, 1: 5, 2: d}, d1]:
                pass


def fails_at_key():
    match [A(1), {0: A(2), 1: 6, 2: A(3)}, A(4)]:
        case [a, {0: b, 1: 6, 5: d}, d1]:
                pass


def fails_at_attribute():
    y = A(0); y.x = A(1); y.y = A(2); y.z = 3
    match [A(5), y, A(3)]:
        case [e, A(x=a, z=4, y=b) as c, d]:
                print("n")


def no_alternative():
    match [A(1), A(2), A(3)]:
        case ([a, b, 5] | [a, 5, b]) as c:
                print("n")


def fails_at_item():
    match [A(1), A(2), A(3), A(4)]:
        case [a, *_, 5]:
                print("n")


def fails_behind_star():
    match [A(1), A(2), A(3), A(4)]:
        case [a, *b, 5, c]:
                print("n")


def guards():
    match [A(1), A(2), A(3), A(4)]:
        case [a, b, c, d] if a.k == 2:
                print("n")
        case [a, b, c, d] if a.k == 1:
                print("n"); raise ValueError


def cell():
    def f():
            return a
    for i in range(2):
        match {0: A(10*i+1), 1: A(10*i+2), 2: A(10*i+3)}:
            case {0: a, 1: b, **c}:
                print("n")


def second_case(): 
    match [A(1), A(2), A(3), A(4)]:
        case [a, b, *c, 5]:
                pass
        case [a, b, c, 5]:
                pass


def second_nested(): 
    match (A(1), A(2), A(3), A(4)):
        case [a, b, c, 5]:
                pass
        case [a, b, [c], 5]:
                pass


def second_keys(): 
    x = A(5)
    match {0: A(1), 1: A(2), 2: A(3), 3: A(4)}:
        case {0: o, 1: p, 3: A(k=i, l=2), **d}:
                pass
        case {0: o, 1: p, 3: A(k=i, l=2), **d}:
                pass


for function in (nested_last, nested_middle, wildcard, alternatives, star_wildcard, keys,
                 keys_and_rest, attributes, two_lines, fails_inside_last, fails_inside, fails_at_value,
                 fails_at_key, fails_at_attribute, no_alternative, fails_at_item, fails_behind_star, guards,
                 cell, second_case, second_nested, second_keys):
    print(function.__name__)
    try:
        function()
    except ValueError as error:
        del error
    print("end")
for i in range(2):
    match {0: A(10 * i + 1), 1: A(10 * i + 2), 2: A(10 * i + 3)}:
        case {0: a, 1: b, **c}:
            print("at module level")
del a, b, c
