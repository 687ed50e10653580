def f():
    raise KeyError("the end")
print("before")
f()
