# loops, else clauses, try/finally in every way out, with
def ways(kind):
    log = []
    for i in range(3):
        try:
            log.append(f"try {i}")
            if kind == "break" and i == 1: break
            if kind == "continue" and i == 1: continue
            if kind == "return" and i == 1: return log
            if kind == "raise" and i == 1: raise KeyError(i)
            log.append("end of body")
        except KeyError as e:
            log.append(f"caught {e}")
        else:
            log.append("else")
        finally:
            log.append("finally")
    else:
        log.append("loop else")
    return log


for kind in ("none", "break", "continue", "return", "raise"):
    print(kind, ways(kind))


def finally_wins():
    try:
        return "try"
    finally:
        return "finally"


def nested():
    out = []
    try:
        try:
            1 / 0
        finally:
            out.append("inner finally")
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
        try:
            raise ValueError("second") from e
        except ValueError as v:
            out.append((str(v), type(v.__cause__).__name__, v.__suppress_context__))
    try:
        e
    except NameError as n:
        out.append(str(n))
    return out


print(finally_wins(), nested())


class Manager:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__)
        return self.swallow


with Manager("a") as a, Manager("b", True):
    raise ValueError
with (Manager("c"), Manager("d") as d):
    print(d.name)
try:
    with Manager("e"):
        raise KeyError("k")
except KeyError as e:
    print("through", e)
n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
else:
    print("never")
print(n)
for i in []: pass
else: print("empty else")
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3)])])
except* ValueError as g:
    print("values", g.exceptions)
except* TypeError as g:
    print("types", g.exceptions)
assert True, "not shown"
try:
    assert 1 > 2, f"{1} is not more"
except AssertionError as e:
    print("assert:", e)
