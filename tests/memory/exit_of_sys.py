# What lives until sys and builtins are taken apart: what of the library still works then.
import builtins
import sys
from functools import lru_cache


class Late:
    def __init__(self, k):
        self.k = k

    def __del__(self, print=print, lru_cache=lru_cache, out=sys.stdout):
        cached = lru_cache(maxsize=3)(lambda: self.k)
        print("printed:", cached())
        out.write("written: %s\n" % cached())
        out.flush()


sys.keep = Late("kept by sys")
sys._keep = Late("kept by sys, private")
builtins.keep = Late("kept by builtins")
