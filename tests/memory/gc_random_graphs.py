# Random graphs of objects with finalizers and weak references: the order of everything. The
# gc_random scripts bring the SEED.
import gc, weakref, sys
state = SEED * 7919 + 12345
def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % n
log = []
alive = {}
class Node:
    def __init__(self, i):
        self.i = i
        self.links = []
    def __del__(self):
        log.append(('del', self.i))
        if self.i % 11 == 3:
            log.append(('res', self.i)); saved.append(self)
        if self.i % 13 == 5:
            self.links.clear()
        if self.i % 17 == 2:
            for x in self.links:
                if isinstance(x, Node): x.links = []
class Plain:
    def __init__(self, i):
        self.i = i; self.x0 = self.x1 = self.x2 = None
class Slots:
    __slots__ = ('i', 'a', 'b', '__weakref__')
    def __init__(self, i): self.i = i; self.a = None; self.b = None
    def __del__(self): log.append(('sdel', self.i))
class L(list):
    def __del__(self): log.append(('ldel', len(self)))
class D(dict):
    def __del__(self): log.append(('ddel', len(self)))
saved = []
roots = []
wrs = []
def cb(r): log.append(('cb', ids.get(id(r))))
ids = {}
count = 0
def make():
    global count
    count += 1
    k = rnd(9)
    if k < 3: o = Node(count)
    elif k == 3: o = Plain(count)
    elif k == 4: o = Slots(count)
    elif k == 5: o = L([count])
    elif k == 6: o = D({0: count})
    elif k == 7: o = [count]
    else: o = {count: count}
    return o
def link(a, b):
    if isinstance(a, Node): a.links.append(b)
    elif isinstance(a, Plain): setattr(a, 'x%d' % rnd(3), b)
    elif isinstance(a, Slots):
        if rnd(2): a.a = b
        else: a.b = b
    elif isinstance(a, list): a.append(b)
    elif isinstance(a, dict): a[rnd(5)] = b
gc.disable()
gc.collect()
gc.collect()
for step in range(300):
    k = rnd(12)
    if k < 4: roots.append(make())
    elif k < 8 and len(roots) > 1:
        a = roots[rnd(len(roots))]; b = roots[rnd(len(roots))]
        if rnd(4) == 0: b = (b, roots[rnd(len(roots))])
        elif rnd(6) == 0: b = lambda b=b: b
        elif rnd(9) == 0: b = iter([b])
        elif rnd(9) == 0 and isinstance(b, Node): b = b.__del__
        link(a, b); del a, b
    elif k < 10 and roots:
        roots.pop(rnd(len(roots)))
    elif k == 10 and roots:
        o = roots[rnd(len(roots))]
        if not type(o) in (list, dict):
            r = weakref.ref(o, cb) if rnd(2) else weakref.ref(o)
            ids[id(r)] = step
            if rnd(3): wrs.append(r)
            else: link(roots[rnd(len(roots))], r)
            del r
        del o
    else:
        g = rnd(4)
        if g < 3:
            n = gc.collect(g)
            log.append(('collect', g, n, gc.get_count()[1:]))
    if len(saved) > 3: saved.pop(0)
saved.clear(); roots.clear()
log.append(gc.collect()); log.append(gc.collect())
log.append([w() is None for w in wrs])
log.append(gc.get_stats()[0]['collected'] >= 0)
for x in log: print(x)
