# parameters of every kind, defaults, closures, decorators, recursion
def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*(1, 2), **{"d": 3, "x": 4}))
for call in ("f()", "f(1)", "f(1, d=2, b=3)", "f(1, 2, c=3, d=4, a=5)", "f(1, d=1, **{'d': 2})", "f(*1)", "f(**1)"):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, "->", e)


def one(x): return x
def two(x, *, y): return x
def three(x, y=1): return x
for call in ("one()", "one(1, 2)", "one(y=1)", "two(1)", "two(1, 2)", "two(1, y=2, z=3)", "three(1, 2, 3)", "three(x=1, x2=2)"):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, "->", e)


def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    return up


c1, c2 = counter(), counter()
print(c1(), c1(5), c2())
fs = [lambda i=i: i for i in range(3)]
print([g() for g in fs], [g() for g in [lambda: i for i in range(3)]])


def deco(arg):
    def wrap(fn):
        def inner(*a, **k):
            return arg, fn(*a, **k)
        return inner
    return wrap


@deco("outer")
@deco("inner")
def g(x): return x


print(g(1), g.__name__, f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames[:7])
def default_list(x, acc=[]):
    acc.append(x)
    return acc
print(default_list(1), default_list(2))
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
print(deep(900))
try:
    deep(10**6)
except RecursionError as e:
    print(e)
