"""When dicts and tuples become known to the collector, and when it forgets them again."""
import gc
print(gc.is_tracked({}), gc.is_tracked({1:2}), gc.is_tracked({1:[]}), gc.is_tracked({'a':(1,2)}))
d={}; print(gc.is_tracked(d)); d[1]=[]; print(gc.is_tracked(d)); del d[1]; print(gc.is_tracked(d)); gc.collect(); print(gc.is_tracked(d))
tt=tuple([1,2]); print(gc.is_tracked(tt)); gc.collect(); print(gc.is_tracked(tt)); tt=tuple([[],2]); gc.collect(); print(gc.is_tracked(tt))
d={1:tt}; print(gc.is_tracked(d)); d2=d.copy(); print(gc.is_tracked(d2)); print(gc.is_tracked(dict({1:2})))
