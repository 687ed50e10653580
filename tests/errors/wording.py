# Wording of argument errors; int() of odd objects; folded divisions; exec and eval of code with free variables.
import sys, operator, itertools, math, functools, collections, time, random
def t(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(getattr(f,'__name__',f), type(e).__name__, e)
N = None
t(compile, "x", "f", N); t(compile, "x", N, "exec")
t("".format_map, N); t("a".replace, N, "b"); t("a".replace, "b", N); t("a".startswith, N); t("a".partition, N); t("a".strip, 3); t("a".join, N); t("a".split, 3); t("a".encode, N); t("a".encode, "ascii", N); t("a".removeprefix, N); t("a".find, N); t("a".count, N); t("a".center, N); t("a".ljust, 3, N); t("a".zfill, N); t("a".expandtabs, N); t("a".translate, N); t(str.maketrans, N)
t(b"a".replace, N, b"b"); t(b"".join, N); t(b"a".split, 3); t(b"a".decode, N); t(b"a".hex, N); t(bytes.fromhex, N); t(b"a".find, N); t(b"a".startswith, N); t(bytes, N); t(bytearray, N); t(bytes, "a", N); t(bytes, "a"); t(b"a".center, 3, N)
t(float.fromhex, N); t(int.from_bytes, b"a", N); t((1).to_bytes, N, "big"); t((1).to_bytes, 1, N); t(int, "1", N); t(round, 1.5, "a"); t(round, N); t(float, N); t(int, N); t(complex, N); t(abs, N); t(chr, N); t(ord, N); t(hex, N); t(len, N); t(iter, N); t(sum, N); t(max, N); t(sorted, N); t(range, N); t(slice); t(isinstance, 1, N); t(issubclass, 1, N); t(issubclass, int, N); t(getattr, 1, N); t(setattr, 1, N, 1); t(hasattr, 1, N); t(delattr, 1, N); t(vars, N); t(dir, 1, 2); t(open, N); t(open, "/dev/null", N); t(open, "/dev/null", "r", N); t(open, "/dev/null", encoding=3); t(print, sep=3); t(print, end=3); t(input, 1, 2); t(eval, N); t(exec, N); t(__import__, N); t(divmod, N, 1); t(pow, N, 1); t(pow, 2, 3, "a"); t(hash, []); t(memoryview, N); t(reversed, N); t(enumerate, N); t(enumerate, [], "a"); t(zip, N); t(map, N); t(map, N, N); t(filter, N, N); t(type, "a", (), N); t(type, N, (), {}); t(type, "a", N, {}); t(super, N); t(classmethod); t(property, N, N, N, N, N); t(dict, N); t(dict.fromkeys, N); t(set, N); t(frozenset, N); t(list, N); t(tuple, N); t(format, 1, N); t(bin, N); t(callable); t(id); t(staticmethod)
t(sys.setrecursionlimit, N); t(sys.intern, N); t(sys.getrefcount); t(sys.exit, 1, 2); t(sys.getsizeof); t(sys.set_int_max_str_digits, N)
t(operator.itemgetter); t(operator.attrgetter, N); t(operator.methodcaller, N); t(operator.length_hint, 1, N); t(operator.index, N); t(itertools.islice, [], "a"); t(itertools.repeat, 1, N); t(itertools.count, N); t(itertools.combinations, [], N); t(itertools.permutations, [], "a"); t(itertools.product, [], repeat=N); t(itertools.tee, [], N); t(math.sqrt, N); t(math.gcd, N); t(math.factorial, N); t(math.isclose, 1, N); t(math.ldexp, 1.0, N); t(math.comb, 1, N); t(functools.reduce, N); t(functools.partial, N); t(functools.lru_cache, "a"); t(collections.deque, [], "a"); t(collections.deque, N); t(collections.OrderedDict, N); t(collections.defaultdict, 1); t(collections.namedtuple, N, "a"); t(time.sleep, N); t(time.strftime, N); t(random.seed, []); t(random.randrange, N)
t([].insert, N, 1); t([].pop, N); t([].index, 1, N); t([].sort, N); t([].sort, key=3); t([1,2].sort, key=3); t([].extend, N); t([].__setitem__, N, 1); t([].__getitem__, N); t(().__getitem__, N); t({}.update, N); t({}.update, [N]); t({}.update, [(1,)]); t({1}.update, N); t({1}.union, N); t(range(3).index, N); t("abc".__getitem__, N); t(b"abc".__getitem__, N); t([1]*3 .__class__ and N) if 0 else None
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class A: pass
t(lambda: object.__format__(None))
t(lambda: object().__format__(None))
t(lambda: object.__format__(A(), 3))
t(lambda: object.__format__(A(), "s"))
t(lambda: format(A(), "s"))
t(lambda: format(A(), None))
t(lambda: format(A(), 3))
t(lambda: object.__format__())
t(lambda: object.__format__(1, ""))
t(lambda: object.__reduce_ex__(1, "a"))
t(lambda: object.__reduce_ex__(1, 1.5))
t(lambda: object.__sizeof__())
t(lambda: object.__dir__(3, 4))
t(lambda: object.__new__())
t(lambda: object.__new__(3))
t(lambda: object.__init__())
t(lambda: object.__repr__())
t(lambda: object.__eq__(1))
t(lambda: object.__setattr__(1, 2, 3))
t(lambda: object.__getattribute__(1, 2))
t(lambda: object.__delattr__(1, "x"))
t(lambda: object.__subclasshook__(1))
t(lambda: object.__init_subclass__(1))
t(lambda: object.__hash__(1, 2))
t(lambda: object.__str__(1, 2))
t(lambda: int.__format__(1, 2))
t(lambda: str.__format__("a", 2))
t(lambda: float.__format__(1.0, None))
t(lambda: complex.__format__(1j, None))
t(lambda: "".__format__())
t(lambda: (1).__format__("a", "b"))
t(lambda: None.__format__("x"))
t(lambda: [].__format__("x"))
t(lambda: object.__class__.__format__(3))
t(lambda: object.__lt__(1, 2))
t(lambda: object.__ne__(1, 1))
t(lambda: type.__call__())
t(lambda: type.__call__(3))
t(lambda: type.mro())
t(lambda: type.mro(3))
t(lambda: type.__prepare__(1,2,3,x=3))
t(lambda: type.__subclasses__(3))
t(lambda: type.__instancecheck__(int))
t(lambda: list.append(3, 4))
t(lambda: list.append())
t(lambda: [].append())
t(lambda: [].append(1, 2))
t(lambda: [].append(x=1))
t(lambda: {}.get())
t(lambda: {}.get(1,2,3))
t(lambda: {}.pop())
t(lambda: "".join())
t(lambda: "".split(1))
t(lambda: "".split("a", "b"))
t(lambda: "".startswith(1))
t(lambda: "".encode(1))
t(lambda: int.from_bytes(1, "big"))
t(lambda: (1).to_bytes())
t(lambda: (1).to_bytes(1, "x"))
import warnings, sys
class T:
    def __trunc__(s): print("trunc"); return 5
class TB:
    def __trunc__(s): return 1.5
class TI:
    def __trunc__(s):
        return I()
class I:
    def __index__(s): return 7
class TN:
    def __trunc__(s): raise ValueError("x")
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
for mode in ("always", "error", "ignore"):
    print(mode)
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter(mode)
        for c in (T, TB, TI, TN):
            t(lambda: int(c()))
            print([(x.category.__name__, str(x.message)) for x in w]); w.clear()
        t(lambda: int(c(), 10))
        class X(int):
            def __trunc__(s): return 3
        t(lambda: int(X(5)))
        class Y:
            def __int__(s): return True
        t(lambda: int(Y()))
        print([(x.category.__name__, str(x.message)) for x in w]); w.clear()
        class Y:
            def __int__(s): return 1.5
        t(lambda: int(Y()))
        class Y:
            def __index__(s): return True
        t(lambda: int(Y()))
        print([(x.category.__name__, str(x.message)) for x in w]); w.clear()
        class Y:
            def __int__(s): return 4
            def __trunc__(s): return 5
            def __index__(s): return 6
        t(lambda: int(Y()))
        class Y:
            def __float__(s): return True
        t(lambda: float(Y()))
        class F(float): pass
        class Y:
            def __float__(s): return F(3)
        t(lambda: float(Y()))
        print([(x.category.__name__, str(x.message)) for x in w]); w.clear()
        class Y:
            def __complex__(s): return F(3)
        t(lambda: complex(Y()))
        class K(complex): pass
        class Y:
            def __complex__(s): return K(3)
        t(lambda: complex(Y()))
        print([(x.category.__name__, str(x.message)) for x in w]); w.clear()
vals = ["0.0","-0.0","1.0","-1.0","3.5","-3.5","1e308","1e-308","5e-324","float('inf')","0.1","0.3","1e16","7","-7","0","3", "2**70", "-(2**70)", "True"]
import itertools
for a, b in itertools.product(vals, vals):
    for op in ("//", "%", "/", "**", "divmod"):
        if op == "divmod": src = f"divmod({a}, {b})"
        else: src = f"{a} {op} {b}" if not a.startswith("-") else f"({a}) {op} ({b})"
        if op == "**" and ("70" in b or "70" in a or "1e" in b or "inf" in b): continue
        if op == "**": src = f"({a}) ** ({b})"
        try: r1 = eval(src)
        except Exception as e: r1 = e
        try: r2 = eval(src.replace(a, "A").replace(b, "B"), {"A": eval(a), "B": eval(b)}) if False else None
        except Exception as e: r2 = e
        print(src, repr(r1))
for s in ("1.0 // 0", "1 % 0", "1.0 % 0.0", "5 // 0.0", "0.0 ** -1", "(-8) ** 0.5", "(-8.0) ** (1/3)", "2.0**5000", "1e200*1e200", "1 << 10000", "1 << -1", "1 >> -1", "'a' % 3", "'%d' % 3", "'%s %s' % (1,)", "b'%d' % 3", "'a' * -1", "'ab' * 5000", "(1,) * 3", "-(-0.0)", "+True", "~True", "not 0", "1j // 2", "1j % 2", "divmod(1.0, 0.0)", "3 @ 4", "'a' + 1", "(1,2)[3]", "'abc'[1]", "'abc'[-4]", "'abc'[0:2]", "b'a'[0]", "1.5 // 0.1", "-1.5 // 0.1", "1.5 % -0.1", "1e300 % 1e-300", "-1e300 % 1e-300","2 ** -1", "0 ** -1", "2 ** 0.5", "10 ** 30 / 10 ** 15", "10**400 / 10 ** 399", "10**400 // 1.0", "1.0 % 10**400"):
    try: print(s, repr(eval(s)))
    except Exception as e: print(s, type(e).__name__, e)
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def mk():
    x = 3
    def f(): return x
    return f
f = mk()
t(lambda: eval(f.__code__))
t(lambda: exec(f.__code__))
t(lambda: exec(f.__code__, {}))
t(lambda: exec(f.__code__, closure=f.__closure__))
t(lambda: exec(f.__code__, closure=(1,)))
t(lambda: exec(f.__code__, closure=()))
t(lambda: exec(f.__code__, closure=[]))
t(lambda: exec("x=1", closure=f.__closure__))
t(lambda: exec(compile("x=1","","exec"), closure=f.__closure__))
t(lambda: exec(mk.__code__))
def g(a): return a
t(lambda: eval(g.__code__))
def gg(*a, b): return a
t(lambda: exec(gg.__code__))
def gen(): yield 1
t(lambda: eval(3))
t(lambda: exec(3))
t(lambda: eval("1", 3))
t(lambda: eval("1", {}, 3))
t(lambda: exec("1", 3))
t(lambda: exec("1", {}, 3))
t(lambda: eval())
t(lambda: eval("1", x=3))
t(lambda: exec("1", globals={}))
