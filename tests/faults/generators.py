def count(n):
    for i in range(n):
        got = yield i
        if got:
            yield "got " + str(got)


def delegate(n):
    try:
        result = yield from count(n)
        yield result
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("closed")


g = delegate(5)
print(next(g), g.send("x" * 3), next(g))
print(g.throw(ValueError("v")))
g.close()
print([x for x in count(4)], {x: str(x) for x in count(3)}, {x % 2 for x in count(9)})
print(list(zip(count(3), map(str, count(3)), enumerate(count(3)))))
print(sum(x * x for x in range(10) if x % 2), list(filter(None, count(3))), sorted(count(5), key=lambda x: -x))
h = count(3)
next(h)
del h
first, *rest = count(5)
print(first, rest, max(count(4)), min("cab"), any(count(2)), all(count(2)))
it = iter([1, 2].pop, 1)
print(list(it))
