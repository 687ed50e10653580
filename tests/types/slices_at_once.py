# Slices that built-in sequences take without an object being made: values, errors, deaths, counts.
import sys


class Loud:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(self.name)


class Index:
    def __index__(self):
        return 1


class Custom:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


class MyList(list):
    def __getitem__(self, key):
        return ("mine", key, list.__getitem__(self, key))


def get(x, a, b, c):
    return x[a:b:c]


def get2(x, a, b):
    return x[a:b]


def put(x, a, b, value):
    x[a:b] = value
    return x


def put_stepped(x, a, b, c, value):
    x[a:b:c] = value
    return x


def delete(x, a, b):
    del x[a:b]
    return x


def delete_stepped(x, a, b, c):
    del x[a:b:c]
    return x


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        trace = error.__traceback__.tb_next
        where = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
        return type(error).__name__, str(error), trace.tb_lineno - function.__code__.co_firstlineno, where[2:]


for turn in range(120):
    get([1, 2, 3], None, None, -1), get2([1, 2], 0, 1), put([1, 2], 0, 1, [3])
    put_stepped([1, 2, 3], None, None, 2, (4, 5)), delete([1, 2], 0, 1), delete_stepped([1, 2], None, None, 2)
bounds = None, 0, 1, 3, -1, -2, 9, -9, True, 1 << 80, -(1 << 80), Index()
for x in [1, 2, 3, 4, 5], (1, 2, 3, 4, 5), "abcde", "aßc漢e", b"abcde", bytearray(b"abcde"), range(5):
    print(type(x).__name__, [get(x, a, b, c) for a in bounds for b in bounds for c in (None, 1, 2, -1, -2)
                             if isinstance(x, (bytes, list)) or a in (None, 1, -2)][::7])
    print([get2(x, a, b) for a in bounds for b in bounds][::5])
    print(attempt(get, x, 0, 1, 0), attempt(get, x, 0, 1, 1.5), attempt(get2, x, "a", 1))
print(get(Custom(), 1, 2, 3), get2(MyList("abc"), 0, 2), get(MyList("abc"), 0, 2, 1))
put(Custom(), 1, None, 3), delete_stepped(Custom(), 1, None, 3)
for value in [], [7], (7, 8), "xyz", iter([1, 2]), {3: 4}:
    print(put(list("abcde"), 1, 3, value), put(list("ab"), 5, 9, "q"), attempt(put_stepped, list("abcd"), 3, None, -2, value))
x = list("abc")
print(put(x, 1, 2, x), put_stepped(x, None, None, -1, x), x is put(x, 0, 0, x))
print(attempt(put, [1], 0, 1, 5), attempt(put_stepped, [1], None, None, 2, 5), attempt(put_stepped, [1], 0, 1, 0, [5]))
print(attempt(put, (1,), 0, 1, [5]), attempt(delete, (1,), 0, 1), attempt(put, "a", 0, 1, "b"))
print(delete(list("abcdef"), 1, -1), delete_stepped(list("abcdef"), None, None, -2))


# What is taken out dies when the list has its new items; values and containers that nobody holds die in order.
def deaths():
    log = []
    x = [Loud(i, log) for i in range(4)]
    x[1:3] = [Loud("new", log)]
    log.append("one")
    del x[::2]
    log.append("two")
    [Loud("a", log), Loud("b", log)][::-1]
    log.append("three")
    [Loud("c", log), Loud("d", log)][0:1] = [Loud("e", log)]
    log.append("four")
    x[:] = (Loud(i, log) for i in "xy")
    log.append("five")
    x[:1] = x[1::-1]
    x[:] = []
    return log


for i in range(60):
    log = deaths()
print(log)


class Meddler:
    def __init__(self, x):
        self.x = x

    def __del__(self):
        self.x.append("meddled")
        self.x[0:1] = "AB"


def meddle():
    x = [0, 1, 2]
    x[1] = Meddler(x)
    x[1:2] = "z"
    return x


for i in range(60):
    x = meddle()
print(x)
one = object()
many = [one] * 10
part = many[8:2:-2]
many[::2] = [None] * 5
print(sys.getrefcount(one) - 2, len(part))


# A generator that C code drives: its variables, its end, how it fails.
def numbers(log, n):
    held = Loud("held", log)
    for i in range(n):
        held = yield i
        log.append(held)
    return "end" if n == 3 else None


log = []
for i in range(50):
    log.clear()
    assert sum(numbers(log, 4)) == 6
print(log, list(numbers([], 3)), set(numbers([], 2)), max(numbers([], 5)), any(numbers([], 2)))


def again():
    me = running[0]
    yield 1
    try:
        yield next(me)
    except ValueError as error:
        yield str(error)


class Resumer:
    def __init__(self, generator):
        self.generator = generator

    def __del__(self):
        try:
            print("got", next(self.generator[0]))
        except Exception as error:
            print(type(error).__name__, error)


def resumed(generator):
    x = Resumer(generator)
    x = yield 1
    yield 2


running = []
running.append(again())
print(tuple(running[0]))
box = []
box.append(resumed(box))
print(list(box[0]))
box[0] = resumed(box)
print(next(box[0]), box[0].send(3))


def failing():
    yield 1
    raise StopIteration(5)


def thrower():
    yield 1
    yield 1 / 0


for make in failing, thrower:
    try:
        tuple(make())
    except Exception as error:
        print(type(error).__name__, error, error.__traceback__.tb_next is None, type(error.__cause__).__name__)
done = failing()
next(done)
for turn in range(3):
    try:
        print(next(done, "none"))
    except RuntimeError as error:
        print(error)


def deep(n):
    yield n
    if n:
        yield from deep(n - 1)
        yield sum(deep(n - 1))


print(sum(deep(6)))


def endless(n):
    for x in map(endless, [n + 1]):
        yield sum(x)


try:
    sum(endless(0))
except RecursionError:
    print("too deep")
