"""A finalizer or a weak reference's callback that asks for the frame whose variable dies as it returns."""
import sys
import weakref

frames = []


class Asks:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        frames.append(frame)
        print("del", self.name, frame.f_code.co_name, sorted(n for n in frame.f_locals if n not in ("module", "error", ".0")))


class Plain:
    pass


def returns(a, b, c):
    d = Asks("d")
    return len([a, b, c])


def raises(a):
    b = Asks("b in raises")
    c = Plain()
    raise ValueError


def generates(a):
    b = Asks("b in generates")
    yield 1


def closes(a):
    held = Asks("held")
    return lambda x: held and x


def temporary(x):
    kept = x
    return 5


def main():
    print(returns(Asks("a"), [Asks("in b")], Plain()))
    print(returns(1, Plain(), Asks("c")))
    try:
        raises(Asks("a in raises"))
    except ValueError as error:
        print(error.__traceback__.tb_next.tb_frame.f_code.co_name)
    g = generates(Asks("a in generates"))
    print(list(g))
    g = generates(Asks("a in generates"))
    next(g)
    del g
    print(closes(1)(Plain()) is not None)
    print(temporary(Asks("x")))
    print([temporary(Asks("x")) for i in range(2)])


def quiet(unraisable):
    frames.append(unraisable.exc_traceback)
    print("unraisable", unraisable.exc_type.__name__)


def callback(ref):
    frames.append(sys._getframe(1))
    raise KeyError(frames[-1].f_code.co_name)


def short(o):
    more = [o]
    return 1


def watched():
    o = Plain()
    references = [weakref.ref(o, callback), weakref.proxy(o, callback)]
    return [o], references


main()
sys.unraisablehook = quiet
objects, references = watched()
print(short(objects.pop()))
print([type(f).__name__ for f in frames])
frames.clear()
