# Attribute look-up and its errors.
def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        line = type(e).__name__ + ": " + str(e)
        if isinstance(e, AttributeError):
            line += " | name=%r obj=%s" % (e.name, type(e.obj).__name__)
        print(line)

class Slotted:
    __slots__ = ("x", "y")

class Plain:
    """doc"""
    shared = 1

s, p = Slotted(), Plain()
attempt(lambda: s.x)
attempt(lambda: s.z)
attempt(setattr, s, "z", 1)
attempt(delattr, s, "x")
attempt(delattr, s, "z")
attempt(delattr, p, "q")
attempt(delattr, p, "shared")
attempt(lambda: Plain.q)
attempt(delattr, Plain, "q")
attempt(setattr, int, "q", 1)
attempt(delattr, int, "q")
attempt(setattr, 1, "real", 2)
attempt(setattr, 1, "foo", 2)
attempt(setattr, [], "append", 2)
attempt(getattr, p, 1)
attempt(setattr, p, 1, 2)
attempt(getattr, p, "nothing", "default")
s.x = 5
attempt(lambda: s.x)
del s.x
attempt(lambda: s.x)

# Attributes of an instance: order, many, deletion, replaced dict.
for i in range(80):
    setattr(p, "a%d" % i, i)
print(len(p.__dict__), p.a79, list(p.__dict__)[:3])
q = Plain()
q.one, q.two, q.three = 1, 2, 3
del q.two
q.two = 22
print(q.__dict__)
d = q.__dict__
q.four = 4
print(d, d is q.__dict__)
q.__dict__ = {"z": 26}
print(q.z, vars(q), d)
attempt(setattr, q, "__dict__", 3)
del q.__dict__
print(q.__dict__)
q.again = 1
print(vars(q))

# Class attributes seen through instances change with the class.
r = Plain()
print(r.shared)
Plain.shared = 2
print(r.shared)
r.shared = 3
print(r.shared, Plain.shared)
del r.shared
print(r.shared)

class Child(Plain):
    pass

c = Child()
print(c.shared)
Plain.shared = 9
print(c.shared)
Child.shared = 10
print(c.shared, Plain.shared)
del Child.shared
print(c.shared)

# Hooks.
class Hook:
    def __getattr__(self, name):
        if name.startswith("dyn"):
            return name.upper()
        raise AttributeError("no " + name)

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)

h = Hook()
h.x = 1
print(h.x, h.dynamic)
attempt(lambda: h.other)
del h.x
attempt(delattr, h, "x")

class Everything:
    def __getattribute__(self, name):
        if name == "real":
            return object.__getattribute__(self, "__class__").__name__
        raise AttributeError(name)

e = Everything()
print(e.real)
attempt(lambda: e.unreal)

class Late:
    pass

late = Late()
attempt(lambda: late.foo)
Late.__getattr__ = lambda self, name: "late " + name
print(late.foo)
del Late.__getattr__
attempt(lambda: late.foo)

# Descriptors.
class Data:
    def __get__(self, obj, owner=None):
        return ("get", obj is None, owner.__name__)

    def __set__(self, obj, value):
        print("stored", value)

class NonData:
    def __get__(self, obj, owner=None):
        return "nondata"

class User:
    data = Data()
    nondata = NonData()

u = User()
u.__dict__["data"] = "hidden"
u.__dict__["nondata"] = "shown"
print(u.data, u.nondata, User.data, User.nondata)
u.data = 7
attempt(delattr, u, "data")
print(u.__dict__)
User.nondata = 5
print(u.nondata)

attempt(object.__setattr__, int, "x", 1)
attempt(object.__setattr__, Plain, "x", 1)
attempt(type.__setattr__, p, "x", 1)
attempt(object.__getattribute__, p, "a3")
attempt(lambda: (1).__getattribute__("reel"))
