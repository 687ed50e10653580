#!/usr/bin/env python3
# First comment of the module,
# in two lines.
"""Doc."""
import inspect
import sys
import functools

# just above

# about plain
#
def plain(a,
          b=")",  # comment (
          *c):
    """Doc
    of plain."""
    x = '''
not the end
'''
    if a:
        return [
    1,
        ]

    # last comment of plain
  # less deep
# at the margin
    # deep again
# not plain


def one_line(): return 1
def next_line(): return 2


@functools.wraps(plain)
# comment between
@functools.lru_cache(
    maxsize=3,
)
def decorated():
    s = "\
    def inner(): pass"
    return s + 'x'
class Outer:
    """Outer's
      text."""

    # about method
    # of Outer
    def method(self):
        def inner():
            return 1
        return inner
    async def co(self): await x

    class Inner(
        object,
    ):
        def deep(self): pass
        @property
        def prop(self):
            "Doc of prop."
            return 1

        # tail of Inner

    @staticmethod
    def st():
        yield 1

    @classmethod
    def cl(cls): return lambda: cls


if True:
    class Choice:
        a = 1
else:
    class Choice:
        a = 2


class Choice:
    a = 3


def maker():
    class Local:
        def m(self):
            return 1

    return Local


first = lambda x: x
second = [
    lambda y: y,
    lambda z: (
        z),
]
third = functools.partial(lambda: "a\
b", 1); fourth = 4
with_tab = lambda:\
    5


def unfinished():
	if 1:
		pass
	# tab comment


def show(name, object):
    print("-----", name)
    for f in (inspect.getsource, inspect.getcomments, inspect.getsourcelines, inspect.getdoc):
        if f is inspect.getdoc and not hasattr(object, "__module__") or object is int or object is len:
            continue
        try:
            result = f(object)
            print(result if isinstance(result, str) else repr(result))
        except Exception as e:
            print(type(e).__name__, e)


class Bare(Outer):
    def method(self):
        return 0

    def cl(cls):
        pass


show("plain", plain)
show("one_line", one_line)
show("next_line", next_line)
show("decorated", decorated)
show("unwrapped", decorated.__wrapped__)
show("Outer", Outer)
show("Outer.method", Outer.method)
show("Outer.method inner", Outer().method())
show("co", Outer.co)
show("Inner", Outer.Inner)
show("deep", Outer.Inner().deep)
show("prop", Outer.Inner.prop.fget)
show("st", Outer.st)
show("cl", Outer.cl)
show("cl()", Outer.cl())
show("Choice", Choice)
show("Local", maker())
show("Local.m", maker().m)
show("first", first)
show("second", second[0])
show("third", second[1])
show("partial", third.func)
show("with_tab", with_tab)
show("unfinished", unfinished)
show("Bare", Bare)
show("Bare.method", Bare.method)
show("Bare.method bound", Bare().method)
show("generator code", Outer.st.__code__)
show("genexp", (lambda: 0 for i in ()).gi_code)
show("int", int)
show("len", len)
show("3", 3)
show("last", lambda: [
    1, 2])
print(inspect.getcomments(sys.modules["__main__"]))
print(inspect.getsource(sys.modules["__main__"])[:40], len(inspect.getsourcelines(sys.modules["__main__"])[0]))
print(inspect.getmodule(plain).__name__, inspect.getmodule(Outer.Inner).__name__, inspect.getmodule(len).__name__)
print(inspect.getmodule(plain.__code__).__name__, inspect.getmodule(sys._getframe()).__name__)
for object in (plain, Outer, Outer.method, plain.__code__, sys._getframe(), sys.modules["__main__"]):
    path = inspect.getsourcefile(object)
    print(path.split("/")[-1], inspect.getfile(object).split("/")[-1], inspect.getabsfile(object)[0])
print([inspect.getmodulename(p) for p in ("/a/b.py", "c.pyc", "d.so", "e.txt", "", ".py")])
print(inspect.getblock(["if x:\n", "    pass\n", "y\n"]), inspect.getblock(["x = 1\n", "y\n"]))
print([inspect.indentsize(s) for s in ("a", "  a", "\ta", " \ta", "")])

exec(compile("class Q:\n  def m(self): pass\n", "<nowhere>", "exec"))
show("Q", Q)
show("Q.m", Q.m)


def frames(context):
    result = []
    for info in inspect.stack(context)[:2]:
        result.append(info)
    return result


class Raises:
    def f(self, x):
        y = x + 1
        raise ValueError(y)


def trace_text(infos):
    for i in infos:
        print(i.filename.split("/")[-1], i.lineno, i.function, i.code_context, i.index, i.positions)


trace_text(frames(1))
trace_text(frames(3))
trace_text(frames(0))
try:
    Raises().f(2)
except ValueError as e:
    trace_text(inspect.trace())
    trace_text(inspect.getinnerframes(e.__traceback__, 5))
    info = inspect.getframeinfo(e.__traceback__.tb_next)
    print(info.function, info.index, info.code_context, info.positions.lineno, type(info).__name__, len(info), info._fields)
    args = inspect.getargvalues(e.__traceback__.tb_next.tb_frame)
    print(args.args, args.varargs, args.keywords, sorted(args.locals))
    print(inspect.getlineno(e.__traceback__.tb_frame))
    print(inspect.getsourcelines(e.__traceback__.tb_next)[1])
print(inspect.currentframe().f_code.co_name, inspect.currentframe() is sys._getframe())
f = inspect.FrameInfo(None, "file", 1, "fn", ["x\n"], 0)
print(f, f.positions, inspect.Traceback("file", 1, "fn", None, None, positions=3))
try:
    inspect.getframeinfo(3)
except AttributeError as e:
    print(e)
