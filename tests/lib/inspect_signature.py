import inspect
import functools
import types
import copy
import random
from inspect import Parameter as P, Signature as S, signature


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as e:
        cause = "" if e.__cause__ is None else f" from {type(e.__cause__).__name__}: {e.__cause__}"
        result = f"{type(e).__name__}: {e}{cause}"
    print(str(result).split(" at 0x")[0])


print([(repr(k), str(k), k.description, int(k)) for k in type(P.POSITIONAL_ONLY)], type(P.VAR_KEYWORD).__mro__)
a, b, c, d, e = P("a", 0), P("b", 1), P("c", 2), P("d", 3), P("e", 4)
for args, kw in (
    (("a", P.VAR_POSITIONAL), {"default": 1}), (("a", P.VAR_KEYWORD), {"default": None}), (("a", 9), {}), (("1", 1), {}),
    ((3, 1), {}), ((P.empty, 1), {}), (("if", 1), {}), (("if", 0), {}), ((".0", 1), {}), ((".1", 3), {}), (("x", "y"), {}),
    (("x", 1), {"annotation": int, "default": "d"}), (("x", 2), {"annotation": "int"}), (("x",), {}), (("é", 1), {}),
):
    attempt(P, *args, **kw)
for params in ([b, a], [e, d], [a, a], [P("a", 1, default=2), b], [P("a", 0, default=2), b], [c, b], [c, c], [e, P("f", 4)],
               [a, b, c, d, e], [a, d], [a], [d], [b, d], [a, c], 3, "ab", None, [P("a", 1, default=2), d]):
    attempt(S, params)
print(repr(S([a, b, c, d, e])), S([], return_annotation=int), repr(b), S([b]).parameters, S.empty is P.empty)
attempt(lambda: b.replace(name="q", default=3, annotation=list[int]))
attempt(lambda: b.replace(kind=P.VAR_POSITIONAL, default=P.empty))
attempt(lambda: b.replace(kind=7))
attempt(lambda: S([b]).replace(parameters=[a], return_annotation="x"))
attempt(lambda: S([a, b]).replace(return_annotation=S.empty) == S([a, b]))
print(b == P("b", 1), b != P("b", 0), b == 3, hash(b) == hash(P("b", 1)), P("b", 1, default=1) == P("b", 1, default=1.0))
print(S([P("x", 3), P("y", 3)]) == S([P("y", 3), P("x", 3)]), hash(S([P("x", 3), P("y", 3)])) == hash(S([P("y", 3), P("x", 3)])))
print(S([a]) == S([a], return_annotation=1), S([a]) == 3, copy.copy(S([a, b])) == S([a, b]), copy.deepcopy(b) == b)
attempt(lambda: setattr(b, "name", 1))


# ---- where signatures come from


class M(type):
    def __call__(cls, x, *y): return 1


class Meta2(type):
    def __new__(mcls, name, bases, ns, *, flag=False): return super().__new__(mcls, name, bases, ns)


class A(metaclass=M):
    def __init__(self, q): pass


class B:
    def __new__(cls, a, b): pass

    def __init__(self, q): pass


class C(B):
    def __init__(self, q, r): pass


class D: pass


class E:
    def __call__(self, x, y=1): pass


class F:
    __call__ = len


class G(Exception): pass


class H(list): pass


class I(C):
    def __new__(cls, *args): pass


class J(metaclass=Meta2): pass


class PM:
    def m(self, a, b, c=3): pass

    p = functools.partialmethod(m, 1)
    q = functools.partialmethod(m, b=1)
    v = functools.partialmethod(lambda *a: 1, 2)

    @functools.singledispatchmethod
    def s(self, x): pass

    @staticmethod
    def sm(a, b): pass

    @classmethod
    def cm(cls, a): pass


def f(a, b=1, /, c=2, *d, e, g=3, **h): pass
def f2(a, b, c, d): pass
def note(a: int, b: "str" = "x", *c: list[int], d: None = None, **e: "D") -> "PM": pass
def noargs(): pass


fake = lambda a: a
fake.__signature__ = 3
nosig = lambda a: a
nosig.__signature__ = None
given = lambda a: a
given.__signature__ = S([d])


@functools.wraps(f2)
def wrapped(*args): pass


class Wrapped:
    def __init__(self, func): functools.update_wrapper(self, func)

    def __call__(self, *args): pass


partial = functools.partial
for x in (
    3, max, int, type, object, dict, list, Exception, zip, str.join, "".join, object().__str__, object.__init__, dict.fromkeys,
    dict.__dict__["fromkeys"], property, range, getattr, len, print, sorted, complex, type.__call__, [].append,
    list.append, partial(max, 1), A, B, C, D, E, E(), F, F(), G, H, I, J, D(), E().__call__, C.__init__, B.__new__,
    partial(E(), 1), partial(E(), y=1), partial(f, 1), partial(f, 1, 2, 3, 4, 5), partial(f, 1, c=7), partial(f, 1, e=7),
    partial(f, z=7), partial(f, 1, e=7, c=4), partial(f2, b=1), partial(f2, 1, c=3), partial(f2, 1, 2, 3, 4, 5), partial(f2, x=1),
    partial(partial(f2, b=1), 2), PM.p, PM().p, PM.q, PM().q, PM.v, PM.s, PM().s, PM.sm, PM.cm, PM.__dict__["sm"],
    PM.__dict__["cm"], fake, nosig, given, types.MethodType(noargs, 1), types.MethodType(lambda *, a: 1, 1), note, wrapped,
    types.MethodType(lambda *a: 1, 1), Wrapped(f2), types.MethodType(f, 1), lambda: 0, (lambda *, x=1: 0), f, len.__call__,
    (1).__add__, int.__add__, int.from_bytes, "".format, isinstance, hash, sum, id, chr, pow, round, open, compile, exec, divmod,
    functools.lru_cache(f2), M, sorted.__call__, bytes.fromhex,
):
    attempt(signature, x)
attempt(signature, wrapped, follow_wrapped=False)
attempt(signature, Wrapped(f2), follow_wrapped=False)
attempt(signature, note, eval_str=True)
attempt(signature, note, eval_str=True, globals={"str": 5, "D": 6, "PM": 7})
attempt(S.from_callable, f)
attempt(S.from_callable, f, x=1)


class Own(S):
    class _parameter_cls(P):
        pass


own = Own.from_callable(f2)
print(type(own).__name__, {type(p).__name__ for p in own.parameters.values()})
for x in (f, f2, note, len, 3, max, PM().m, PM.cm, D, C, "".join, partial(f2, b=1), wrapped, int, E()):
    attempt(inspect.getfullargspec, x)

# ---- binding: against the calls themselves, and the messages

shapes = [
    f, f2, noargs, lambda *a: 0, lambda **k: 0, lambda a, *b, **c: 0, lambda a=1, *, b, c=2: 0, lambda a, /: 0, lambda a, /, **k: 0,
    lambda a, b=2, /, c=3: 0, lambda a, /, b, *, c: 0,
]
random.seed(5)
for shape in shapes:
    found = signature(shape)
    print(found)
    for _ in range(14):
        args = [random.randrange(9) for _ in range(random.randrange(5))]
        kw = {name: random.randrange(9) for name in random.sample("abcdeghz", random.randrange(4))}
        print(args, kw)
        for bind in (found.bind, found.bind_partial):
            try:
                bound = bind(*args, **kw)
                print(bound, bound.args, bound.kwargs, end=" ")
                bound.apply_defaults()
                print(bound.arguments, bound.args, bound.kwargs)
            except TypeError as e:
                print(e)
        shape.__name__ = "shape"
        attempt(inspect.getcallargs, shape, *args, **kw)
bound = signature(f).bind(1, e=2)
print(bound == signature(f).bind(1, e=2), bound == signature(f).bind(2, e=2), bound == 1, bound.signature is not None)
print(copy.copy(bound) == bound, bound.__getstate__(), BoundArguments := type(bound).__name__)
attempt(hash, bound)
bound.arguments["d"] = (7,)
bound.arguments["c"] = 5
print(bound.args, bound.kwargs)
attempt(inspect.getcallargs, PM().m, 1)
attempt(inspect.getcallargs, PM().m, 1, 2)
attempt(inspect.getcallargs, f2, 1, 2)
attempt(inspect.getcallargs, f2)
attempt(inspect.getcallargs, lambda a, b=1: 0, 1, 2, 3)
attempt(inspect.getcallargs, lambda a, *, b, c: 0, 1, 2, b=1)
attempt(inspect.getcallargs, lambda: 0, 1)
attempt(inspect.getcallargs, lambda *, a, b, c, d: 0)

# ---- annotations


class Notes:
    x: int
    y: "list[int]" = []
    z: "Local"
    Local = str


class Sub(Notes):
    pass


module = types.ModuleType("m")
module.__annotations__ = {"v": "int"}
for x in (Notes, Sub, note, module, len, partial(note), types.ModuleType("n"), 3, int, E()):
    attempt(inspect.get_annotations, x)
    attempt(inspect.get_annotations, x, eval_str=True)
attempt(inspect.get_annotations, note, eval_str=True, locals={"D": 1, "PM": 2})
note.__wrapped__ = f
weird = types.SimpleNamespace(__annotations__=3, __call__=1)
attempt(inspect.get_annotations, weird)


class Weird:
    __annotations__ = 3

    def __call__(self): pass


attempt(inspect.get_annotations, Weird)
attempt(inspect.get_annotations, Weird())
for x in (int, list[int], D, "text", None, 3, int | str, types.ModuleType, ...):
    print(inspect.formatannotation(x), inspect.formatannotation(x, "__main__"), inspect.formatannotationrelativeto(D)(x))
