# compile, eval and exec: arguments, flags, inheritance of __future__ features, modes.
from __future__ import annotations
import __future__

def say(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        print(type(result).__name__, getattr(result, "co_filename", result))
    except BaseException as e:
        print(type(e).__name__, e)

for args in (("1",), ("1", "f", "bad"), ("1", "f", "func_type"), (5, "f", "eval"), ("1", 5, "eval"), ("1", "f", "eval", -1), ("1", "f", "eval", 0, 0, 5),
             ("a\0b", "f", "eval"), ("", "f", "eval"), ("", "f", "single"), (bytearray(b"1"), b"name", "eval"), ("1", "f", "eval", 2**40)):
    say(compile, *args)
text = "def f(x: int): pass\nprint(f.__annotations__)"
exec(text)
exec(compile(text, "f", "exec"))
exec(compile(text, "f", "exec", dont_inherit=True))
exec(compile(text, "f", "exec", __future__.annotations.compiler_flag, True))
print(hex(compile("x", "f", "exec").co_flags), hex(compile("x", "f", "exec", 0, True).co_flags))
for text in ("await x", "[await x for x in y]", "async with a: pass", "async for a in b: pass", "[x async for x in y]", "def f(): await x", "lambda: await x",
             "def f(): [x async for x in y]", "class A: await x"):
    for flags in (0, 0x2000):
        try:
            print(text, hex(compile(text, "f", "exec", flags, True).co_flags))
        except SyntaxError as e:
            print(text, e)
for text in ("from .__future__ import x", "from __future__ import braces", "from __future__ import *", "from __future__ import division as d\nprint(d.compiler_flag)",
             "'doc'\n'x'\nfrom __future__ import division", "def f():\n from __future__ import division"):
    say(exec, text, {"__name__": "m"})
space = {}
exec("x = 1", space)
print(type(space["__builtins__"]), space["__builtins__"]["len"] is len)
for text in ("1;2", "None", "if 1: 7\n", "1\n2", "", "# c\n", "(1,\n2)\n", "1\n\n\n", "1\n  ", "await x", "yield 1", "pass;"):
    try:
        exec(compile(text, "f", "single"))
    except SyntaxError as e:
        print(e.args)
for text in ("(1", "1 +", "x = 'a", "if 1:\n  x", "if 1:\n  x\n", "a b", "f(", "'''", "@a"):
    for mode in ("exec", "single", "eval"):
        for flags in (0x200, 0x4000, 0x4200):
            try:
                compile(text, "f", mode, flags)
                print(ascii(text), mode, flags, "ok")
            except SyntaxError as e:
                print(ascii(text), mode, flags, e.msg, e.lineno)
