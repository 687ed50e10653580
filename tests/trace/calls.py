def f(x):
    return x

def g():
    y = [1000]
    z = y
    return y

a = [211]
f(a)
b = f(a)
c = g()
len(a)
f([222])
