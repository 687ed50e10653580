# FileIO.__init__() called again: the old descriptor is closed first, whatever comes then.
import io, os, warnings
warnings.simplefilter('ignore')
class F(io.FileIO): pass
def state(f):
    x = [f.closed, f.mode, f.closefd, repr(f) if type(getattr(f, 'name', 0)) is str else 'number', type(getattr(f, 'name', 0))]
    for m in (f.readable, f.writable, f.seekable):
        try: x.append(m())
        except ValueError as e: x.append(str(e))
    try: x.append(f.fileno() >= 0)
    except ValueError as e: x.append(str(e))
    return x
def again(f, *a, **k):
    old = -1 if f.closed else f.fileno()
    try: f.__init__(*a, **k)
    except BaseException as e: print('  ', type(e).__name__, ascii(e.args))
    print('  ', state(f))
    if old > 0:
        try: os.fstat(old); print('   still open')
        except OSError: print('   was closed')
def fresh(): return [io.FileIO('/dev/null'), io.FileIO('/dev/null', 'w'), io.FileIO(os.open('/dev/null', os.O_RDONLY), closefd=False), F('/dev/zero', 'r+')]
class Ix:
    def __init__(s, v): s.v = v
    def __index__(s):
        print('   index', F0.closed)
        if isinstance(s.v, int): return s.v
        raise s.v
class P:
    def __fspath__(s): print('   fspath', F0.closed); return '/dev/null'
def opener(*a): print('   opener', F0.closed, F0.mode); return os.open('/dev/null', 0)
calls = [(('/dev/null', 'w'), {}), (('/dev/null', 'rw'), {}), (('/dev/null', 'w', False), {}), (('/dev/null', 'q'), {}), (('/dev/null', 'wq'), {}), (('/dev/null', 'a+'), {}), (('/none/a',), {}), (('/', ), {}), (('/', 'w'), {}),
 ((-1,), {}), ((99,), {}), ((Ix(KeyError(3)),), {}), ((Ix(99), 'w'), {}), ((P(),), {}), ((P(), 'a'), {}), ((P(), 'r', True, opener), {}), (('/dev/null',), {'opener': lambda *a: 1/0}), (('/dev/null',), {'opener': lambda *a: -5}), (('/dev/null',), {'opener': lambda *a: 'x'}), (('/dev/null',), {'opener': lambda *a: 99}),
 (('/dev/null', 'r\0'), {}), (('/dev/null', 3), {}), ((), {}), ((2.5,), {}), (('a\0b',), {}), (('/dev/null', 'r+', True), {}), ((10**30,), {}), (('/dev/null', 'r', 10**30), {}), (('/dev/null', 'r', 'x'), {}), (('/dev/null', 'r\udc80'), {}), (('/dev/null', ''), {}), (('/dev/null', 'x'), {}), (('/dev/null', 'rr'), {}), (('/dev/null', 'r++'), {}), (('/dev/null', 'b'), {})]
for a, k in calls:
    print(len(a), len(k))
    for F0 in fresh():
        again(F0, *a, **k)
        again(F0, '/dev/null', 'r')
        F0.close()
class N(io.FileIO):
    @property
    def name(self): return 'x'
    @name.setter
    def name(self, v): print('   set', self.closed); 1/0
F0 = None
for a in (('/dev/null',), (0,), ('/',)):
    f = N.__new__(N)
    again(f, *a)
f = io.FileIO('/dev/null')
fd = f.fileno()
os.close(fd)
again(f, '/dev/null', 'w')
again(f, '/dev/null', 'w')
f = io.FileIO.__new__(io.FileIO)
print(state(f))
