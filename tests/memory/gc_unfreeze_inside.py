# What a finalizer or callback unfreezes or freezes is no part of the running collection.
import gc
import weakref
gc.disable()
gc.collect()


class Node:
    def __init__(self, name, act=None):
        self.name, self.me, self.act = name, self, act

    def __del__(self):
        print("del", self.name, hasattr(self, "act"))
        if self.act:
            self.act()


for act in gc.unfreeze, gc.freeze, lambda: (gc.unfreeze(), gc.freeze()), lambda: (gc.freeze(), gc.unfreeze()):
    for generation in 0, 1, 2:
        for name in "frozen", "frozen too":
            Node(name)
        gc.freeze()
        Node("first")
        Node("second", act)
        Node("third")
        node = Node("fourth")
        ref = weakref.ref(node, lambda r: act())
        del node
        print(generation, gc.collect(generation), ref())
        gc.unfreeze()
        print(gc.collect(), gc.collect())
