# Deeply nested text, iterators and structures: errors, never a crash.
import itertools
def t(name, source, mode="eval"):
    try: compile(source, "<s>", mode); print(name, "ok")
    except (RecursionError, SyntaxError) as e: print(name, type(e).__name__, getattr(e, "msg", e))
for n in (100, 200, 201, 2900, 3200):
    for name, source in (("not", "not " * n + "0"), ("minus", "-" * n + "x"), ("brackets", "[" * n + "]" * n),
                         ("open", "x + (" * n), ("calls", "f" + "()" * n), ("sum", "1" + "+x" * n),
                         ("if", "0 if 1 else " * n + "0"), ("names", "a" + ".b" * n)):
        t(f"{name} {n}", source)
t("with", "with " + "x," * 100000 + "x: pass", "exec")
f = eval("lambda: " * 1500 + "7")
while callable(f): f = f()
print(f)
class D:
    def __init__(self, n, inner): self.n, self.inner = n, inner
    def __del__(self): print(self.n, end=" ")
for make in (lambda n, x: D(n, x), lambda n, x: D(n, [x]), lambda n, x: iter([D(n, x)])):
    x = None
    for n in range(130): x = make(n, x)
    del x
    print()
for make in (lambda x: map(str, x), lambda x: itertools.chain(x), lambda x: enumerate(x)):
    x = iter([1])
    for n in range(50000): x = make(x)
    try: next(x)
    except RecursionError: pass
    x = None
for make in (lambda x: [x], lambda x: (x,), lambda x: {0: x}, lambda x: (lambda: x)):
    x = None
    for n in range(100000): x = make(x)
print("done")
