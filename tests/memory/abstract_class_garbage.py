"""What a collection finds when abstract classes and those registered with them die."""
import gc, abc
gc.disable()
gc.collect()
for variant in range(64):
    class A(abc.ABC):
        if variant & 8:
            @abc.abstractmethod
            def m(self): pass
    class B: pass
    if variant & 1: A.register(int)
    if variant & 2: isinstance(1, A)
    if variant & 4: isinstance([], A)
    if variant & 16: isinstance(B(), A)
    if variant & 32: 
        A.register(B)
    gc.collect()
    del B
    n=gc.collect()
    del A
    print(variant, n, gc.collect())
