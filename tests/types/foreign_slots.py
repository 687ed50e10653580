"""The descriptor of one class's slot, put into another class, finds nothing there, however warm the code is."""


class Slots:
    __slots__ = "p", "q", "r", "s"


class B:
    __slots__ = "x", "y"


class C(B):
    z = property(lambda self: self.x)
    w = Slots.p


class Empty:
    __slots__ = ()
    w = Slots.s


class Plain:
    w = Slots.s


class Own(Slots):
    w = Slots.s


def read(o):
    return o.w


def write(o):
    o.w = 1


def delete(o):
    del o.w


def both(o):
    o.w = 5
    o.w += 1
    return o.w


for cls in C, Empty, Plain, B, Own:
    for function in read, write, delete, both:
        results = set()
        for i in range(30):
            try:
                results.add(str(function(cls())))
            except (TypeError, AttributeError) as error:
                results.add(f"{type(error).__name__}: {error}")
        print(cls.__name__, function.__name__, sorted(results))


def mixed(o):
    o.x = 1
    o.x += 1
    return o.x, o.w


for i in range(20):
    try:
        print(mixed(C()))
    except TypeError as error:
        print(error)
objects = [Own() for i in range(20)]
for i, o in enumerate(objects + [C(), Empty()] * 3 + objects):
    try:
        print(both(o), end=" ")
    except TypeError as error:
        print(error)
