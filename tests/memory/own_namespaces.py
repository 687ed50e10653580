# The namespace of a class never reaches a script: changed behind the back of the caches it would
# leave freed methods in them. (CPython hands it out, and crashes.)
import gc


class A:
    def f(self):
        return 1


class Odd:
    def __eq__(self, other):
        print("eq", type(other).__name__)
        if isinstance(other, dict):
            other.clear()
        return True

    def __ror__(self, other):
        print("ror", type(other).__name__)
        other.clear()
        return other


def use(a):
    for i in range(50):
        value = a.f()
    return value


a = A()
print(use(a))
print(gc.get_referents(A.__dict__), gc.get_referents(A.__dict__.keys()), gc.get_referents(iter(A.__dict__.items())))
print(A.f in gc.get_referents(A), A in gc.get_referrers(A.f), [type(o) for o in gc.get_referrers(A.f) if o is not A])
print([o for o in gc.get_objects() if isinstance(o, dict) and o.get("f") is A.f])
print(A.__dict__ == Odd(), Odd() == A.__dict__, A.__dict__ != Odd(), A.__dict__ | Odd(), (A.__dict__ | {}).get("f") is A.f)
print(use(a))
gc.set_debug(gc.DEBUG_SAVEALL)
class Lost(A):
    pass
del Lost
gc.collect()
print([type(o).__name__ for o in gc.garbage if isinstance(o, (dict, type))])
gc.set_debug(0)
gc.garbage.clear()
