# A StopIteration raised by __next__ keeps its value on the way through built-in iterators.
import itertools, functools
class It:
    def __init__(s, v): s.v=v
    def __iter__(s): return s
    def __next__(s): raise StopIteration(s.v)
def t(name, it):
    try:
        print(name, next(it))
    except StopIteration as e:
        print(name, "SI", e.value, e.args)
    except BaseException as e:
        print(name, repr(e))
def gen(v):
    return v
    yield
for v in (1, None):
  for mk in (It, gen):
    t("enumerate", enumerate(mk(v)))
    t("map", map(lambda x: x, mk(v)))
    t("map2", map(lambda x,y: x, mk(v), mk(v)))
    t("map3", map(lambda x,y: x, [1], mk(v)))
    t("zip", zip(mk(v)))
    t("zip2", zip([1], mk(v)))
    t("zips", zip(mk(v), mk(v), strict=True))
    t("zips2", zip([1], mk(v), strict=True))
    t("zips3", zip(mk(v), [1], strict=True))
    t("filter", filter(None, mk(v)))
    t("filter2", filter(lambda x: x, mk(v)))
    t("chain", itertools.chain(mk(v)))
    t("chain2", itertools.chain.from_iterable(mk(v)))
    t("accumulate", itertools.accumulate(mk(v)))
    t("takewhile", itertools.takewhile(bool, mk(v)))
    t("dropwhile", itertools.dropwhile(bool, mk(v)))
    t("filterfalse", itertools.filterfalse(bool, mk(v)))
    t("compress", itertools.compress(mk(v), [1]))
    t("compress", itertools.compress([1], mk(v)))
    t("cycle", itertools.cycle(mk(v)))
    t("groupby", itertools.groupby(mk(v)))
    t("islice", itertools.islice(mk(v), 3))
    t("islice", itertools.islice(mk(v), 1, 3))
    t("pairwise", itertools.pairwise(mk(v)))
    t("starmap", itertools.starmap(bool, mk(v)))
    t("tee", itertools.tee(mk(v))[0])
    t("zip_longest", itertools.zip_longest(mk(v)))
    t("zip_longest", itertools.zip_longest([1], mk(v)))
    t("iter", iter(lambda: next(mk(v)), 3))
    t("reversed", iter(mk(v)))
    t("mapf", map(lambda x: next(mk(v)), [1]))
    t("filterf", filter(lambda x: next(mk(v)), [1]))
    t("starmapf", itertools.starmap(lambda x: next(mk(v)), [[1]]))
    for f in (list, tuple, set, dict, sum, any, all, sorted, bytes, bytearray, frozenset, "".join, ):
        try: print(f.__name__, f(mk(v)))
        except BaseException as e: print(f.__name__, repr(e))
    for f in (max, min):
        try: print(f.__name__, f(mk(v)))
        except BaseException as e: print(f.__name__, repr(e))
    def y(it):
        r = yield from it
        print("r", r)
    t("yf", y(mk(v)))
    t("yf", y(map(str,mk(v))))
    t("yf", y(enumerate(mk(v))))
    class S:
        def __getitem__(s, i): raise StopIteration(v)
    t("seq", iter(S()))
    class G:
        def __getitem__(s, i): raise IndexError(v)
    t("seqI", iter(G()))
