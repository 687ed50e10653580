x = 1000
x = x + 1
x = x + 1
x = x + 1
y = x * 1.5
del y
y = x / 4
