# codeop: complete, begun or wrong; the beginnings of many texts in all three modes.
import codeop
SRC = r'''
x = 1
if a:
    b
elif c:
    d
else:
    e
for i in x:
    pass
def f(a, b=1):
    return a
class A:
    def m(self): pass
    x = [1,
      2]
try:
    a
except B as c:
    d
finally:
    e
with a as b, c: pass
x = (1 +
 2)
y = """abc
def"""
z = 'abc'
print("a" \
  "b")
@deco
def g(): pass
async def h():
    await x
match x:
    case 1: pass
    case [a, b]:
        c
lambda x: x
x = {1: 2,
 3: [4, 5]}
while 1: break
import a.b as c, d
from x import (a,
  b)
f"a{x}"
del a; a += 1
return 5
a b
f(a for
'''.strip('\n').split('\n')
def one(text, symbol):
    try:
        return "more" if codeop.compile_command(text, "<input>", symbol) is None else "ok"
    except (SyntaxError, ValueError, OverflowError) as e:
        return f"{type(e).__name__} {e}"

for start in range(0, len(SRC), 3):
    text = "\n".join(SRC[start:start + 4])
    for end in range(0, len(text) + 1, 3):
        for symbol in ("single", "exec", "eval"):
            print(ascii(text[:end]), symbol, one(text[:end] + ("\n" if end % 2 else ""), symbol))
for text in ("", "\n", "# c", "x = 1;", "a\\", "'", '"""', "f'{", "(]", "if 1:\n  a\n", "if 1:\n  a\n\n", "0x", "$", "x = 'a\\", "a ? b", "@a\n", " a", "if 1:\n a\n  b"):
    print(ascii(text), one(text, "single"), one(text, "exec"))
compiler = codeop.CommandCompiler()
compiler("from __future__ import annotations")
print(compiler.compiler.flags == 0x4200 | 0x1000000, hex(compiler("x: int").co_flags & 0x1000000))
