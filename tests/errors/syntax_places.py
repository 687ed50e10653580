# Where a syntax error is said to be: .text, ends, args, and the display; sources as text, bytes, files.
import os, sys, warnings

def say(source, mode="exec", name="<none>"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, name, mode)
            print(ascii(source)[:60], "accepted")
        except SyntaxError as e:
            print(ascii(source)[:60], type(e).__name__, ascii((e.args, e.text, e.lineno, e.offset, e.end_lineno, e.end_offset)))
        except (ValueError, UnicodeError) as e:
            print(ascii(source)[:60], type(e).__name__, ascii(e.args[0]), str(e).encode("ascii", "backslashreplace"))
    for w in caught:
        print("   ", w.category.__name__, w.message, w.lineno)

# the line: behind the lexer without its end, joined lines where it stands in them
for text in ("f(\n", "x = (1,\n\n2\n", "x = '''\na\n''' y\n", "x = 1 + \\\n 2 3\n", "x = [1\n\ny z]\n", "if 1:\nx", "a b\nc\n",
             "def f(a=1, b): pass\nx", "é = 'ü'; ö ü\n", "f(ä = 'ü' ü\n", "x = 1 \\ 2", "é = 1 \\\n + \\ 2", "(a b\n\n", "if x:\r\n",
             "x = f(\n  a,\n  b c\n)\nd"):
    say(text)
    say(text.encode())
    say(b"\xef\xbb\xbf" + text.encode())
    say(b"# coding: utf-8\n" + text.encode())
# bytes that are no UTF-8
for source in (b"# \xe9\nx = 1", b"x = '\xe9'", b"caf\xe9 = 1", b"x = '\xc3", b"\xff", b"x = b'\xe9'", b"x = '\xe9\x80a'", b"# coding: ascii\n'\xe9'",
               b"# coding: nothing\n", b"\xef\xbb\xbf# coding: latin-1\n", b"# coding: latin-1\ncaf\xe9 = '\xe9' 1", b"a\0b"):
    say(source)
say("x = '\udc80'")
say("\ud800 = 1", "eval")
say("a\0b")
# errors of scopes have attributes only; no text where there is no file
for text in ("def f(x):\n  global x", "def f():\n  nonlocal x", "return 1", "x = *a", "object.__debug__: int", "__debug__ = 1", "break",
             "match x:\n case a as a: pass", "match x:\n case [a, [c, b as a]]: pass", "match x:\n case {'a': a, **a}: pass",
             "from __future__ import braces", "from __future__ import nothing", "x\nfrom __future__ import division",
             "def f(a, a): pass", "await x", "async def f():\n  yield from x", "class A:\n  yield", "print(1)\nx: int\nglobal x"):
    say(text)
# warnings: in a text that is wrong too; twice where CPython reads twice; as errors
for text in (r"x = '\d \407'", r"y = '\400'", r"z = b'\d\777'", r"u = f'\d{1}\e'", r"'\e' 1", "1if 2else 3", "0x1for x in y", r"a b '\d'", "x is 1",
             r"v = '\é \z'"):
    say(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile("q = 1; " + text, "<none>", "exec")
        except SyntaxError as e:
            print("   ", ascii(e.args))
# the line of a real file
say("x = 1\n\n)", "exec", os.path.basename(__file__))
say("x = 1\na b", "exec", os.path.basename(__file__))
say("x = 1\nreturn", "exec", os.path.basename(__file__))

# the display: one caret for derived classes, not more than the line has
sys.stderr = sys.stdout
class Own(SyntaxError): pass
for cls in (SyntaxError, IndentationError, TabError, Own):
    for place in ((2, 1, "pass\n", 2, 5), (2, 7, "    pass\n", 2, 15), (2, 60, "  pass\n", 2, 66), (1, 1, "日本 x\n", 1, 900), (1, 2, "a\nb c\n", 3, 1),
                  (2, 0, "x y", 2, 0), (None, 1, "x y", 2, 3), (2, None, "x y", 2, 3), (2, 6, "", 2, 8), (2, 1, "abc", None, None)):
        error = cls("message", ("file.py", *place))
        sys.excepthook(cls, error, None)
noted = SyntaxError("noted", ("file.py", 2, 1, "pass", 2, 5))
noted.add_note("not shown")
sys.excepthook(SyntaxError, noted, None)
for text in ("if 1:\npass", "x = (\n", " x", "if 1:\n\tx\n        y", "global x; a b"):
    try:
        compile(text, "<none>", "exec")
    except SyntaxError as e:
        sys.excepthook(type(e), e.with_traceback(None), None)
# where warnings that are errors are said to be
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for text in ("f(x is 5)", "y = 1; (\n1)(2)", "[1][\n'a']", "assert (1, 2)", "z = [1] (2)", "if x is 5: pass"):
        say(text)
for text in ("while x is 5: pass", "match x:\n case [a, b] | {'k': a, **b}: pass", "(b'c' '\\d' x, y)", "b'a' '\\x1'", "while x[1] is 5 and 2(3): pass"):
    say(text)
