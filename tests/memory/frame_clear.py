# frame.clear(): variables, cells and what the closure showed are gone.
import sys, weakref

class C:
    pass

def f():
    c = C()
    x = 5

    def g():
        return (c, x)
    y = [c]
    1 / 0
try:
    f()
except ZeroDivisionError as e:
    tb = e.__traceback__
    ee = e
fr = tb.tb_next.tb_frame
w = weakref.ref(fr.f_locals['c'])
print(sorted(fr.f_locals))
fr.clear()
print(fr.f_locals, w())

def outer():
    x = 5

    def inner():
        z = x + 2
        1 / 0
    inner()
try:
    outer()
except ZeroDivisionError as e:
    tb = e.__traceback__
a, b = (tb.tb_next.tb_frame, tb.tb_next.tb_next.tb_frame)
print(sorted(a.f_locals), sorted(b.f_locals))
b.clear()
print(sorted(a.f_locals), b.f_locals)
a.clear()
print(a.f_locals, b.f_locals, a.f_lineno > 0)
