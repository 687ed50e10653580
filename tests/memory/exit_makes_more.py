"""Finalizers that make new objects at the end, each a new cycle; frozen and saved garbage: nothing may stay
alive, however long the chain is."""
import functools
import gc
import sys
import weakref


class Chain:
    def __init__(self, number):
        self.number = number
        self.cycle = self

    def __del__(self):
        if self.number < 100:
            self.make(self.number + 1)


@functools.lru_cache(maxsize=None)
def make(number, cls=Chain):
    return cls(number)


Chain.make = staticmethod(make)


class Garbage:
    def __init__(self):
        self.cycle = self
        self.ref = weakref.ref(self, lambda ref: Garbage())

    def __del__(self, garbage=gc.garbage, callbacks=gc.callbacks):
        if len(garbage) < 1000:
            other = Garbage()
            other.other = self
            garbage.append(other)


class Class(type):
    def __del__(cls):
        if cls.level < 20:
            Class("Class%d" % cls.level, (), {"level": cls.level + 1})


class Generator:
    def __init__(self, level):
        self.generator = self.run(level)
        next(self.generator)

    def run(self, level):
        try:
            yield self
        finally:
            if level < 20:
                Generator(level + 1)


make(0)
gc.garbage.append(Garbage())
Class("Class0", (), {"level": 0})
Generator(0)
sys.modules["kept"] = Generator(10)
gc.freeze()
Garbage()
gc.set_debug(gc.DEBUG_SAVEALL)
Garbage()
print(gc.collect() > 0, len(gc.garbage) > 2)
make(50)
print("end")
