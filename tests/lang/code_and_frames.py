# Code offsets, lines of frames that an exception has left, iterators of generic aliases.
def f(a):
    b = a + 1
    if b: 
        return [x for x in b]
    return 3
c = f.__code__
print(type(c.co_code), len(c.co_code) > 0)
l = list(c.co_lines())
print(l[-1][1] == len(c.co_code), all(a[1] == b[0] for a, b in zip(l, l[1:])))
print(len(list(c.co_positions()))*2 == len(c.co_code))
import sys
def show(tb):
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_frame.f_lineno - tb.tb_frame.f_code.co_firstlineno)
        tb = tb.tb_next
def f():
    try:
        1/0
    finally:
        a = 1
        b = 2
def f2():
    try:
        1/0
    except ValueError:
        pass
def f3():
    try:
        1/0
    except ZeroDivisionError as e:
        x = 1
        raise
def f4():
    with open("/dev/null"):
        x = 1
        1/0
def f5():
    try:
        f()
    except KeyError:
        pass
    finally:
        x = 3
        for i in range(2):
            x = 4
def f6():
    for i in range(3):
        try:
            if i == 1: f()
        finally:
            i += 1
            x = 3
def f7():
    try:
        try:
            1/0
        except ZeroDivisionError as e:
            raise KeyError
    finally:
        print("z")
def f8x():
    try: 1/0
    except* ValueError:
        pass
def f9():
    try:
        yield 1
    finally:
        a = 1
        a = 2
def f10():
    class C:
        try: 1/0
        finally:
            x = 1
def f11():
    with open("/dev/null") as f, \
         open("/dev/null") as g:
        f3()
for g in (f,f2,f3,f4,f5,f6,f7,f10,f11):
    try: g()
    except BaseException as e: show(e.__traceback__)
k = f9(); next(k)
try: k.throw(ValueError)
except BaseException as e: show(e.__traceback__)
x = list[int]
it = iter(x)
print(type(it))
print(type(it).__name__, type(it).__module__)
print([*x], list(it), list(it))
print(next(iter(x)) )
a = next(iter(tuple[int,str]))
print(repr(a), a.__unpacked__, a == tuple[int,str], hash(a)==hash(tuple[int,str]))
print(*tuple[int, str], *list[int])
def t(f):
    try: print(f())
    except BaseException as e: print(type(e), e)
t(lambda: next(iter(next(iter(x)))))
it = iter(x); next(it)
t(lambda: next(it)); t(lambda: next(it))
print(iter(x).__reduce__())
print(repr(type(it)), it.__iter__() is it)
t(lambda: type(it)())
import copy
i2 = copy.copy(iter(x)); print(list(i2))
print([m for m in dir(it) if m not in dir(object)])
def f(*args: *tuple[int, ...]): pass
print(f.__annotations__)
print(tuple[*tuple[int,str]])
t(lambda: it.__setstate__)
t(lambda: tuple[*tuple[int,str]].__args__)
t(lambda: a.__args__)
t(lambda: a.__parameters__)
t(lambda: a.__origin__)
t(lambda: a())
t(lambda: a[0])
t(lambda: isinstance(3, a))
