# options: --trace-memory=type:A
# An object that nothing but a call has held, and whose finalizer runs when that is over.
from _weakref import ref

class A:
    def __del__(self):
        pass

dead = ref(A())
print(dead())
