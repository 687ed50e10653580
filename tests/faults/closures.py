def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return step, get


step, get = counter(5)
step()
step(by=1000000)
print(get(), [f() for f in [lambda i=i: i for i in range(3)]])


def decorate(prefix):
    def apply(function):
        def call(*args, **kw):
            return prefix + function(*args, **kw)
        call.__name__ = function.__name__
        call.__doc__ = "doc " + function.__name__
        return call
    return apply


@decorate(">> ")
@decorate("- ")
def greet(name: str, greeting: "str" = "hi") -> str:
    """Greets."""
    return f"{greeting} {name}"


print(greet("you"), greet(name="me", greeting="yo"), greet.__name__, greet.__doc__)


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(9), list(map(fib, range(6))))


def deep(n):
    a, b, c, d, e, f, g, h = range(n, n + 8)
    return deep(n - 1) + a + h if n else 0


print(deep(40))
ns = {}
exec("x = 1\ndef f(): return x + y\nclass C:\n    z = x", ns)
ns["y"] = 2
print(ns["f"](), ns["C"].z, eval("x * 10 + len(q)", ns, {"q": "abc"}), sorted(k for k in ns if k[0] != "_"))
code = compile("[i for i in range(3)]", "<x>", "eval")
print(eval(code), code.co_filename, code.co_names, locals() is globals())
