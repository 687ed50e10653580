import gc


class Plain:
    def __init__(self, k=0): self.k = k
    def __del__(self, print=print): print('plain', self.k, end=' ')


class D:
    def __del__(self, gc=gc): gc.collect()


# Collections while an attribute of a class is replaced or deleted: they find its namespace held by the class only.
def t1():
    class A1:
        h = Plain(18)
    gl0 = [Plain(7)]
    gc.collect()
    gl0.append(gl0); A1.l = gl0


def t2():
    class A1:
        h = Plain(18)
    gl0 = [Plain(7)]
    def f(): return A1
    gc.collect()
    gl0.append(gl0); A1.l = gl0


def t3():
    class A1:
        h = Plain(18)
    gl0 = [Plain(7)]
    def f(): return A1
    gc.collect()
    gc.collect()
    gl0.append(gl0); A1.l = gl0


def t4():
    class A1:
        h = Plain(18)
    gl0 = [Plain(7)]
    def f(): return A1
    D()
    gl0.append(gl0); A1.l = gl0


def t5():
    class A1:
        h = Plain(18)
        n = D()
    gl0 = [Plain(7)]
    A1.n = 1
    gl0.append(gl0); A1.l = gl0


def t6():
    class A1:
        h = Plain(18)
        n = D()
    gl0 = [Plain(7)]
    del A1.n
    gl0.append(gl0); A1.l = gl0


def t7():
    class A1: pass
    a = A1()
    a.h = Plain(18)
    a.n = D()
    gl0 = [Plain(7)]
    a.n = 1
    gl0.append(gl0); A1.l = gl0; gl0.append(a)


def t8():
    a = {}
    a['h'] = Plain(18)
    a['n'] = D()
    gl0 = [Plain(7)]
    a['n'] = 1
    gl0.append(gl0); gl0.append(a)


gc.disable()
for n in t1, t2, t3, t4, t5, t6, t7, t8:
    print(n.__name__, end=' ')
    gc.collect()
    n()
    gc.collect()
    print()
