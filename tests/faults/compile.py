source = '''
"""doc"""
from __future__ import annotations
import sys as system, os.path
global_value: int = 1
def function(a, *, b: int = 2, **kw) -> str:
    """Doc of function."""
    global global_value
    x = [i for i in range(3) if i % 2 for j in (1, 2)]
    y = {k: v for k, v in kw.items()}
    while x:
        x.pop()
        if a: continue
        elif b and not a: break
    else:
        del x
    try:
        yield a if b else (yield)
    except (ValueError, TypeError) as e:
        raise RuntimeError(f"text {a!r:>{b}} {a + b}") from e
    else:
        return
    finally:
        print("end")
@decorator
class C(Base, metaclass=M):
    attr = lambda self, *a: (self, *a)
    async def method(self):
        async with a as b, c: await d
    def inner(self):
        nonlocal_ = 1
        def closure():
            nonlocal nonlocal_
            nonlocal_ += super().x @ 3
            return __class__
        return closure
with open("x") as f, (g): pass
for i, (j, *k) in [1, 2]: pass
match value:
    case {"a": [1, 2, *_], **rest} if rest: x = y = 1 < 2 < 3
    case C(a=1) | None: assert x, "message"
    case _: x[1:2, ::3] = 0xFF, 1_000.5e3, 3j, b"bytes" b"more", "a" "b", ..., -1 ** 2
print(x := 5, *a, **k, sep="")
'''
code = compile(source, "<source>", "exec")
print(code.co_name, code.co_names[:4], len(code.co_consts) > 3)
bad = ["x = (", "def f(a, a): pass", "return", "a b", "'open", "for x in", "  x", "1 = x", "f(x for x in y, 1)", "{**a for a in b}",
       "nonlocal x", "class C: return", "break", "f'{a b}'", "x = 1 +", "def f():\n  x\n y", "import", "lambda x=1, y: 2", "print 1"]
for text in bad:
    try:
        compile(text, "<bad>", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset)
