# generators, yield from, send, throw, close; coroutines and async
def echo():
    got = []
    try:
        while True:
            got.append((yield len(got)))
    except ValueError as e:
        yield f"value error {e}"
    finally:
        print("closed", got)


g = echo()
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError("v")))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)


def inner():
    x = yield 1
    print("inner got", x)
    return "result"


def outer():
    r = yield from inner()
    print("inner returned", r)
    yield from [10, 20]
    return "done"


o = outer()
print(next(o), o.send("sent"), next(o))
try:
    next(o)
except StopIteration as e:
    print(e.value)


def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")


for x in cleanup():
    break
c = cleanup()
next(c)
c.close()
print(c.gi_frame, list(cleanup()))
def bad():
    yield 1
    raise StopIteration
try:
    list(bad())
except RuntimeError as e:
    print(e)
try:
    g = echo(); g.send(1)
except TypeError as e:
    print(e)


class Awaitable:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got * 2


async def add(a, b):
    return await Awaitable(a) + await Awaitable(b)


def drive(coro):
    value = None
    try:
        while True:
            value = coro.send(value)
            print("  awaiting", value)
    except StopIteration as e:
        return e.value


print(drive(add(1, 2)))


async def agen():
    for i in range(3):
        yield i
        await Awaitable(100 + i)


class AsyncManager:
    async def __aenter__(self): print("aenter"); return self
    async def __aexit__(self, *a): print("aexit", a[0]); return True


async def main():
    async for x in agen():
        print("got", x)
    print([x async for x in agen() if x], {x: await Awaitable(x) async for x in agen()})
    async with AsyncManager():
        raise ValueError
    return "main done"


print(drive(main()))

# A class whose instances are no exceptions.
class NoException(BaseException):
    def __new__(cls):
        return 1


try:
    (i for i in "a").throw(NoException)
except TypeError as e:
    print(e)
