# Module contextvars: values in contexts, tokens, errors.
import collections.abc
import contextvars
import re
from contextvars import Context, ContextVar, Token, copy_context

def show(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
        print(re.sub("0x[0-9a-f]+", "0x", repr(result)))
    except Exception as e:
        print(type(e).__name__, re.sub("0x[0-9a-f]+", "0x", str(e)))

a, b = ContextVar("a"), ContextVar("b", default=[1])
show(a.get), show(b.get), show(a.get, 5), show(b.get, None), show(lambda: a), show(lambda: b), show(lambda: a.name)
token = a.set(1)
show(lambda: token), show(a.get), show(lambda: token.old_value), show(lambda: token.var is a), show(lambda: Token.MISSING)
second = a.set(2)
show(lambda: second.old_value), show(a.reset, second), show(a.get), show(a.reset, second), show(lambda: second), show(b.reset, token)
show(a.reset, 5), show(Token), show(ContextVar), show(ContextVar, 1), show(ContextVar, 'x', 1), show(ContextVar, "x", default=2)
show(Context, 1), show(Context), show(lambda: ContextVar[int]), show(lambda: Token[str])
context = copy_context()
show(len, context), show(lambda: list(context) == [a], ), show(lambda: context[a]), show(lambda: context[b]), show(lambda: context["x"])
show(lambda: a in context), show(lambda: b in context), show(lambda: 1 in context), show(context.get, a), show(context.get, b, 7), show(context.get, 1)
show(lambda: list(context.values())), show(lambda: [v.name for v in context.keys()]), show(lambda: list(context.items())[0][1])
def inside(x, *, y=0):
    t = a.set((x, y))
    show(a.get), show(context.run, inside), show(lambda: len(copy_context()))
    show(a.reset, token)
    return t
inner = context.run(inside, 3, y=4)
show(a.get), show(lambda: context[a]), show(a.reset, inner), show(context.run, lambda: a.get()), show(context.run, a.reset, inner)
show(context.run, lambda: 1 / 0), show(lambda: context[a])
show(lambda: context == copy_context()), show(lambda: context == context.copy()), show(lambda: context == 1), print(Context.__hash__, Token.__hash__)
show(a.reset, token), show(a.get), show(lambda: isinstance(context, collections.abc.Mapping))
def change(): a.name = 1
try:
    change()
except AttributeError:
    print('AttributeError')
for base in Context, ContextVar, Token:
    show(lambda: type("Sub", (base,), {}))
show(lambda: [base.__module__ for base in (Context, ContextVar, Token)]), show(lambda: sorted(contextvars.__all__))
def nested():
    a.set("outer")
    copy_context().run(a.set, "inner")
    return a.get()
show(Context().run, nested)
