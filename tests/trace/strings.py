# options: --trace-memory=type:str
# Strings made at run time are objects of their own; intern() keeps one per text.
import sys
n = 3
s = "abc" * n
t = "abc" * n
s = sys.intern(s)
t = sys.intern(t)
del s, t
