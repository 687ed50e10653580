# Coroutines, generators and asynchronous generators that have finished, and delegates that fail.
import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value)
import sys
async def c(): return 1
def t(f, *a):
    try: print(f.__name__, f(*a))
    except BaseException as e: print(f.__name__, type(e), e.args)
k = c()
t(k.send, None)
t(k.send, None)
t(k.throw, ValueError)
t(k.throw, ValueError(3))
t(k.throw, StopIteration)
t(k.throw, GeneratorExit)
t(k.close)
t(k.close)
k = c(); k.close()
t(k.send, None)
t(k.throw, ValueError(3))
t(k.throw, 3)
t(k.throw, ValueError, 3, 4)
w = c().__await__()
t(w.close); t(w.send, None); t(w.throw, ValueError(1)); t(w.__next__)
k = c(); k.close(); w = k.__await__()
t(w.close); t(w.send, None); t(w.throw, ValueError(1)); t(w.__next__)
async def d():
    await k
t(d().send, None)
k = c()
t(k.throw, ValueError(3))
t(k.throw, ValueError(4))
t(k.send, None)
def g():
    return 1
    yield
k = g(); 
t(k.__next__); t(k.send, 3); t(k.throw, ValueError(3)); t(k.throw, StopIteration); t(k.close)
k = g(); t(k.throw, ValueError(5)); t(k.__next__)
async def ag():
    yield 1
a = ag()
t(a.asend(None).send, None)
t(a.asend(None).send, None)
t(a.asend(None).send, None)
t(a.athrow(ValueError(3)).send, None)
t(a.aclose().send, None)
x = a.asend(None)
t(x.close); t(x.send, None); t(x.throw, ValueError(1))
x = a.aclose()
t(x.close); t(x.send, None); t(x.throw, ValueError(1))
x = a.__anext__()
t(x.send, None)
t(x.send, None)
t(x.throw, ValueError(2))
class It:
    def __iter__(s): return s
    def __next__(s): return 1
    def close(s): raise ValueError("close")
def g(): 
    yield from It()
k = g(); next(k)
try: k.close()
except BaseException as e: print(repr(e))
k = g(); next(k)
del k
class It2(It):
    @property
    def close(s): raise ValueError("get close")
def g(): 
    try: yield from It2()
    except BaseException as e: print("in", repr(e)); raise
k = g(); next(k)
try: k.close()
except BaseException as e: print(repr(e))
k = g(); next(k)
del k
k = g(); next(k)
try: k.throw(GeneratorExit)
except BaseException as e: print(repr(e))
class It3(It):
    @property
    def throw(s): raise ValueError("get throw")
    close=None
def g(): 
    try: yield from It3()
    except BaseException as e: print("in", repr(e)); raise
k = g(); next(k)
try: k.throw(KeyError)
except BaseException as e: print(repr(e))
k = g(); next(k)
try: k.close()
except BaseException as e: print(repr(e))
k = g(); next(k)
del k
class It4(It):
    def close(s): return 3
    def throw(s, *a): print(a); return 5
def g():
    try: yield from It4()
    except BaseException as e: print("in", repr(e)); raise
k = g(); next(k)
print(k.throw(KeyError))
print(k.throw(KeyError, 4))
print(k.throw(KeyError(3), None, None))
del k
def gi():
    try: yield 1
    finally: yield 2
def g():
    yield from gi()
k = g(); next(k)
try: k.close()
except BaseException as e: print(repr(e))
k = g(); next(k)
del k
def g():
    try: yield 1
    except TypeError as e: print("thrown in:", e); yield 2
k = g(); next(k)
t(k.throw, BaseExceptionGroup)
class NoException(Exception):
    def __new__(cls): return 3
k = g(); next(k)
t(k.throw, NoException)
t(g().throw, NoException)
async def nothing():
    yield None
x = nothing(); a = x.asend(None); t(a.send, None)
a = anext(x, None).__await__(); t(a.send, None)

def show(e):
    print(repr(e), repr(e.__context__))
class It:
    def __await__(s):
        yield 1
class Sub:
    def __iter__(s): return s
    def __next__(s): return 1
    def throw(s, *a): raise a[0]
async def c():
    try: raise KeyError(1)
    except KeyError:
        await It()
def g():
    try: raise KeyError(1)
    except KeyError: yield from sub()
def sub(): yield 1
def g1():
    try: raise KeyError(1)
    except KeyError: yield 1
def g2():
    try: raise KeyError(1)
    except KeyError: yield from Sub()
async def d():
    try: await c()
    except ValueError as e: show(e); await It()
for mk in (c, g, g1, g2, d):
    k = mk(); k.send(None)
    try: print(k.throw(ValueError(2)))
    except BaseException as e: show(e)
    try: print(k.throw(TypeError(2)))
    except BaseException as e: show(e)
