# options: --trace-memory=name:b,left
# Only objects that have one of these names, from then on.
class Box:
    pass
a = [1]
b = [2]
c = b
box = Box()
box.left = c
del a, b, c
box = 211
