# names: global, nonlocal, class scope, del, exec, locals, builtins
x = "global"
def read(): return x
def write():
    global x
    x = "changed"
def local():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
local()
write()
print(read())
class K:
    x = "class"
    def get(self): return x
    y = x
print(K().get(), K.y)
def outer():
    a = 1
    def mid():
        nonlocal a
        a += 1
        def deep():
            nonlocal a
            a += 10
            return a
        return deep
    return mid()(), a
print(outer())
def unbound():
    def inner(): return v
    try:
        inner()
    except NameError as e:
        print(e)
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
unbound()
try:
    nope
except NameError as e:
    print(e)
ns = {"a": 1}
exec("b = a + 1\ndef f(): return b\nc = f()", ns)
print(ns["b"], ns["c"], eval("a * 10", {"a": 3}), eval("x", {"x": 1}, {"x": 2}))
def loc(p, q=2):
    r = p + q
    return locals()
print(loc(1), sorted(k for k in globals() if k in ("ns", "loc")))
class Mangle:
    __secret = 1
    def get(self): return self.__secret, self._Mangle__secret
print(Mangle().get(), [n for n in dir(Mangle) if "secret" in n])
len = lambda q: "my len"
print(len([]))
del len
print(len([1]))
a = b = c = []
a.append(1)
print(b, c is a)
a, b = b, a
(d, e), [f, *g] = (1, 2), "xyz"
print(d, e, f, g)
i = 0
l = [10, 20]
i, l[i] = 1, "set"
print(i, l)
