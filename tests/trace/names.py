a = 211
b = a
a = 212
del b
c = d = 1000
c = 2000
del d
