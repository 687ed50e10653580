# Values of an instance die in the order in which the class first saw their names.
class D:
    def __init__(s, n): s.n=n
    def __del__(s): print("del", s.n, end=" ")
class C: pass
def mk(cls, names):
    o = cls()
    for n in names: setattr(o, n, D(n))
    return o
print("fresh"); 
for names in ("abc", "abc", "cba", "bca", "c", "cb", "dcb", "dabc", "abcd", "edcba"):
    o = mk(C, names); print(names, end=": "); del o; print()
class C2: pass
for names in ("abc", "cab", "bca"):
    o = mk(C2, names); print(names, list(o.__dict__), end=": "); del o; print()
class C3: pass
print("del and add")
o = mk(C3, "abc"); del o.a; o.a = D("a2"); print(); print(list(o.__dict__)); del o; print()
o = mk(C3, "abc"); del o.a; o.a = D("a2"); print(); del o; print()
o = mk(C3, "abcd"); del o.b; print(); del o; print()
o = mk(C3, "abcd"); del o.b; o.e = D("e"); o.b = D("b"); print(); del o; print()
class C4:
    def __init__(s, flip):
        if flip: s.y = D("y"); s.x = D("x")
        else: s.x = D("x"); s.y = D("y")
for f in (False, True, True, False):
    o = C4(f); del o; print()
class C5:
    def __init__(s, flip):
        if flip: s.y = D("y"); s.x = D("x")
        else: s.x = D("x"); s.y = D("y")
for f in (True, False, True, False):
    o = C5(f); del o; print()
for f in (True, False, True, False):
    o = C5(f); o.__dict__; del o; print()
class Big: pass
import sys
o = mk(Big, [f"a{i}" for i in range(40)]); del o; print()
o = mk(Big, [f"a{i}" for i in reversed(range(40))]); del o; print()
class Sub(C4):
    def __init__(s): super().__init__(True); s.z = D("z"); s.a = D("a")
for i in range(3):
    o = Sub(); del o; print()
# vary
class V: pass
import random
random.seed(3)
for i in range(30):
    names = random.sample("pqrstuvw", random.randrange(1, 8))
    o = mk(V, names)
    for k in range(random.randrange(3)):
        n = random.choice(names)
        if hasattr(o, n): delattr(o, n)
        if random.random() < .5: setattr(o, n, D(n+"'"))
    print("".join(names), end=": "); del o; print()
class S:
    __slots__ = ("b", "a", "__dict__")
o = S(); o.a = D("a"); o.b = D("b"); o.z = D("z"); o.y = D("y"); del o; print()
o = S(); o.b = D("b"); o.a = D("a"); o.y = D("z"); o.z = D("y"); del o; print()
import random, sys
seed = 5
R = random.Random(seed)
class D:
    def __init__(s, n): s.n=n
    def __del__(s): print(s.n, end=" ")
for k in range(12):
    base = R.choice([object, object, Exception])
    try:
        C = type("C", (base,), {})
    except TypeError: continue
    names = ["n%d" % i for i in range(R.choice([3, 6, 12, 40]))]
    keep = []
    for j in range(R.choice([5, 20, 50])):
        o = C()
        for m in range(R.randrange(1, 2 + R.choice([3, 6, len(names)]))):
            n = R.choice(names)
            a = R.random()
            if a < .7: setattr(o, n, D(n))
            elif a < .8 and hasattr(o, n): delattr(o, n)
            elif a < .84: o.__dict__
            elif a < .91: vars(o).pop(n, None)
        print("|", k, j, list(vars(o)) if R.random() < .1 else "", end=": ")
        if R.random() < .2: keep.append(o)
        del o
        print()
    R.shuffle(keep)
    print("keep")
    while keep: keep.pop(); print()
    del C
