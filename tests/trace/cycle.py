# options: --trace-memory=type:Node --trace-memory=type:list
# Two objects that hold each other, found and cleared by the collector.
import gc
class Node:
    pass
gc.freeze()
x = Node()
y = Node()
z = []
x.next = y
y.next = x
y.data = z
del x, y
gc.collect()
gc.unfreeze()
