# syntax errors: message and place
for text in ("x = ", "if True print(1)", "def f(:", "a b", "1 = x", "f() = 1", "for x in", "(1, 2", "x]", "'abc", "'''abc",
             "if 1:\npass", "  x", "if 1:\n  x\n y", "return 1", "break", "x = yield", "def f(a, a): pass", "f(a=1, 2)",
             "f(**a, *b)", "a, b += 1", "del f()", "import a.b as", "from x import", "lambda x=: 1", "{1: 2, 3}", "[x for]",
             "print 1", "exec 'a'", "x = 0777", "0x", "1__0", "1.e", "5abc", "@", "class C(x for x in y): pass", "$x", "x = 5 5",
             "None = 1", "def f():\n  nonlocal x", "def f(x):\n  global x", "async def f(): yield from x", "await x",
             "with open(x) as 1: pass", "try: pass", "match x:\n  case 1 | y: pass\n  case z: pass", "f'{x'", "f'{}'", "f'{x!z}'",
             "b'é'", "'\\N{nope}'", "\\x", "a = (1,\n", "x = {'a': 1 'b': 2}", "else: pass", "raise x from", "not", "a if b",
             "*a", "*a = 1", "x: int: y", "(x := 1) = 2", "def f(*): pass", "def f(x, /, y, /): pass", "continue"):
    try:
        compile(text, "<test>", "exec")
        print(repr(text), "accepted")
    except SyntaxError as e:
        print(repr(text), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
