import io
import sys
import types


class Base:
    """A base."""

    def shared(self):
        "Shared doc."

    def over(self):
        "Base's doc of over."


class Thing(Base):
    """A thing.

        With an indented line.
    """

    limit = 10

    def __init__(self, name: str, *, size=1):
        self.name = name

    def method(self, a, b=2) -> int:
        """Does it.

        In detail."""

    def over(self):
        pass

    @property
    def prop(self):
        "The prop."

    @classmethod
    def make(cls):
        "Makes one."

    @staticmethod
    def helper(x):
        "Helps."

    def __len__(self):
        return 0


# comment on function
def function(a, /, b, *args, c=3, **kw):
    pass


def show(*args):
    print("=====", *[a if isinstance(a, str) else "" for a in args])
    help(*args)


show(Thing)
show(Thing("x"))
show(Thing.method)
show(Thing("x").method)
show(Thing.over)
show(Thing.prop)
show(function)
show(lambda x: 1)
show("if")
show("keywords")
show("topics")
show("memory")
show("nothing.like.it")
show("len")
show("math.nothing")
show("not a name")
module = types.ModuleType("made", "Made by hand.")
module.Thing, module.value, module._hidden = Thing, 3, 4
module.__all__ = ["Thing", "value", "function"]
module.function = function
show(module)
print(repr(help), type(help).__name__)
for wrong in (lambda: help(1, 2),):
    try:
        wrong()
    except TypeError as e:
        print(e)
sys.stdin = io.StringIO("len\n\n")
help()
sys.stdin = io.StringIO("topics\n")
help()
import pydoc

print(pydoc.locate("os.path.join").__name__, pydoc.locate("str.upper"), pydoc.locate("zzz"), pydoc.locate("a b"))
print(pydoc.render_doc(len, "About %s"))
pydoc.doc("zzz")

# Everything built in can be shown.
import builtins

out = sys.stdout
sys.stdout = io.StringIO()
for name in dir(builtins):
    help(getattr(builtins, name))
for module in ("sys", "math", "collections", "typing", "inspect", "os", "itertools", "types", "gc", "pydoc", "io"):
    help(module)
    help(sys.modules[module])
size = len(sys.stdout.getvalue())
sys.stdout = out
print(size > 50000)
try:
    breakpoint()
except RuntimeError as e:
    print(e)
