# The order in which operands of displays die: when a key cannot be hashed, when keys are equal.
class Leaf:
    def __init__(s,n): s.n=n
    def __del__(s): print('leaf',s.n)
class U(Leaf): __hash__ = None
def t(f):
    try: f()
    except TypeError: print('error')
t(lambda: {U(1): Leaf(2)})
t(lambda: {Leaf(0): Leaf(9), U(1): Leaf(2), Leaf(3): Leaf(4)})
t(lambda: {U(1), Leaf(2)})
t(lambda: {Leaf(2), U(1), Leaf(3)})
t(lambda: {**{}, U(1): Leaf(2), Leaf(3): Leaf(4)})
t(lambda: {U(k): Leaf(v) for k, v in [(1,2)]})
t(lambda: {U(k) for k, v in [(1,2)]})
t(lambda: dict([(U(1), Leaf(2))]))
t(lambda: {'a': Leaf(1)}[U(2)])
def s():
    d = {}; d[U(1)] = Leaf(2)
t(s)
def s():
    d = {}; del d[U(1)]
t(s)
class E(Leaf):
    def __hash__(s): return 1
    def __eq__(s,o): return True
print('dup'); d={1:Leaf(1),1:Leaf(2),1:Leaf(3),1:Leaf(4)}; print('-'); d=None
s={E(1),E(2),E(3)}; print('-'); s=None
d={E(1):Leaf(1),E(2):Leaf(2),E(3):Leaf(3)}; print('-'); d=None
