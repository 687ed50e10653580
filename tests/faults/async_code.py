class Wait:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


class Manager:
    async def __aenter__(self):
        return await Wait("enter")

    async def __aexit__(self, *details):
        await Wait("exit")
        return details[0] is not MemoryError


async def numbers(n):
    for i in range(n):
        await Wait(i)
        yield i


async def main():
    out = []
    async with Manager() as m:
        out.append(m)
        async for x in numbers(3):
            out.append(x)
        out += [y async for y in numbers(2) if y]
        raise ValueError("gone")
    return out


def run(coroutine):
    sent = None
    seen = []
    while True:
        try:
            seen.append(coroutine.send(sent))
            sent = f"reply {len(seen)}"
        except StopIteration as stop:
            return seen, stop.value


print(run(main()))
half = main()
print(half.send(None))
half.close()
g = numbers(2)
try:
    g.__anext__().throw(KeyError("k"))
except KeyError as e:
    print(repr(e))
