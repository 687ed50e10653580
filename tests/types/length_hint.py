# Length hints: who asks for them, and what is too much.
import collections
class H:
    def __init__(s, n): s.n = n
    def __iter__(s): return iter([1,2])
    def __length_hint__(s): return s.n
class HI(H):
    def __iter__(s): return s
    def __next__(s): raise StopIteration
import operator
def t(name, f):
    try: print(name, f())
    except BaseException as e: print(name, type(e), e.args)
for n in (0, 5, -1, 2**40, 2**59, 2**60,2**61, 2**62, 2**63-1, 2**63, -2**70, 1.5, None, NotImplemented, True, "a"):
    for h in (H(n), HI(n)):
        print(n)
        t("list", lambda: list(h))
        t("tuple", lambda: tuple(h))
        def ext():
            l = [1]; l.extend(h); return l
        t("ext", ext)
        def iext():
            l = [1]; l += h; return l
        t("iext", iext)
        t("star", lambda: [*h])
        t("star", lambda: [1,*h])
        t("start", lambda: (*h,))
        t("set", lambda: {*h})
        t("ba", lambda: bytearray(h))
        t("join", lambda: ",".join(h))
        t("lh", lambda: operator.length_hint(h))
        t("sorted", lambda: sorted(h))
        t("deque", lambda: collections.deque(h))
        t("init", lambda: [].__init__(h))
        def sl():
            l = [1]; l[:] = h; return l
        t("sl", sl)
        def f(*a): return a
        def unp():
            a, *b = h; return a, b
        t("unp", unp)
        t("dict", lambda: dict.fromkeys(h))
        def bext():
            l = bytearray(b"1"); l.extend(h); return l
class L:
    def __len__(s): return 2**41
    def __getitem__(s, i): raise IndexError
    
t("listL", lambda: list(L()))
t("tupleL", lambda: tuple(L()))
def exl():
    l = []; l.extend(L()); return l
t("exL", exl)
class L:
    def __len__(s): raise ValueError("len")
    def __getitem__(s, i): raise IndexError
t("listL", lambda: list(L()))
t("tupleL", lambda: tuple(L()))
class L:
    def __len__(s): raise TypeError("len")
    def __getitem__(s, i): raise IndexError
t("listL", lambda: list(L()))
t("tupleL", lambda: tuple(L()))
t("mulsize", lambda: [1]*(2**60))
t("mulsize", lambda: (1,)*(2**62))
