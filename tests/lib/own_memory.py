# Module memory: what its reports say, checked against counts, sizes and expressions.
import gc
import memory
import random
import sys
gc.disable()  # generations change by explicit collections only

def masked(obj):
    """A report without addresses and sizes."""
    words = repr(obj).split(" ")
    for i, word in enumerate(words):
        if word.startswith("0x"):
            words[i] = "0x..." + "".join(word.partition("\n")[1:])
        elif words[i + 1:i + 2] == ["bytes"]:
            words[i] = "N"
    return " ".join(words)


class Node:
    def __init__(self, value=None):
        self.value = value


class Slotted:
    __slots__ = ("first", "second")


print("== names")
a = [1, 2]
print(masked(memory.explain(a)))
b = a
e = memory.explain(a)
print(e.count, [h.text for h in e.holders], sys.getrefcount(a) - 1)
del b
print(memory.explain(a).count)

print("== containers")
holder_list = [a, a, "other", a]
holder_dict = {"k": a, 5: a}
holder_tuple = (a,)
frozen = frozenset([holder_tuple[0:0]])
node = Node(a)
slotted = Slotted()
slotted.second = a
print(masked(memory.explain(a)))
many = [a] * 1000
print([h for h in memory.holders(a) if h.owner == "list"])
print([(h.kind, h.count, h.owner, h.place) for h in memory.holders(a) if h.count > 1])
del many
of_key = (1, "key")
keyed = {of_key: 1}
members = {of_key}
print(memory.holders(of_key))

print("== functions")
def outer(parameter, default=a):
    captured = parameter
    def inner():
        return captured
    e = memory.explain(parameter)
    return inner, e

def generator():
    local = a
    yield
    yield local

before = memory.explain(a).count
inner, e = outer(a)
for h in e.holders:
    if h.kind != "element":
        print(h)
print(e.count, sum(h.count for h in e.holders))
g = generator()
next(g)
bound = a.append
partial = [h.text for h in memory.holders(a)]
print([t for t in partial if t not in [h.text for h in e.holders]])
del inner, g, bound

print("== what is told beside")
print(masked(memory.explain(23)).split("\n")[0], memory.explain(23).pooled, memory.explain(10 ** 6).pooled)
number = 10 ** 6 + len(a)
print(memory.explain(number).pinned, memory.explain(number).pinned)
word = "".join(["un", "usual"])
print(memory.explain(word).interned, memory.explain(sys.intern(word)).interned, memory.explain("x").pooled)
print(memory.explain(None).immortal, memory.explain(a).immortal, memory.explain(a).type)
print(memory.explain(a).tracked, memory.explain(1.5).tracked, memory.explain(1.5).generation)
young = Node()
print(memory.generation(young), memory.explain(young).generation, end=" ")
gc.collect(0)
print(memory.generation(young), end=" ")
gc.collect(1)
print(memory.generation(young), memory.generation("x"))
import weakref
first, second = weakref.ref(node), weakref.ref(node, print)
print(memory.explain(node).weakrefs, memory.explain(node).count)
class Final:
    def __del__(self):
        global risen
        risen = self
Final()
print(memory.explain(risen).finalized, memory.explain(node).finalized)
print(memory.explain(risen).address == id(risen), memory.explain(risen).size == sys.getsizeof(risen))
print(masked(memory.explain([])))
print(memory.explain(Node()).count, memory.holders("".join(["a", "b"])))

print("== shared constants")
start = memory.explain(77).count
c1 = 77
c2 = c1
print(memory.explain(77).count - start)
ten = [77] * 10
print(memory.explain(77).count - start, sys.getrefcount(77) - 1 == memory.explain(77).count)
crowd = [Node(None) for i in range(50)]
print([h.text for h in memory.holders(Node) if h.count > 1])
total = memory.explain(None)
print(total.count == sum(h.count for h in total.holders))
del crowd

print("== paths")
tree = Node()
tree.left = [0, 1, 2, {"k": Node()}]
tree.names = {"a b": [tree.left], 7: (0, Node())}
def show(get):
    p = memory.path(get())
    print(p, len(p), eval(repr(p), {"__main__": sys.modules["__main__"]}) is get())
for get in (lambda: tree, lambda: tree.left, lambda: tree.left[3]["k"], lambda: tree.names[7][1],
            lambda: tree.names["a b"], lambda: outer.__defaults__, lambda: holder_dict):
    show(get)
print(memory.path(tree.left[3]["k"]).steps)
def local_path():
    inside = [Node()]
    return memory.path(inside[0]), memory.path(inside)
print(local_path())
def make():
    def f():
        return hidden
    hidden = Node()
    return f, memory.path(hidden)
f, p = make()
hidden = f.__closure__[0].cell_contents
del hidden
print(p, memory.path(f()), memory.path(Node()), memory.path([]))
attribute = Node()
vars(attribute)["odd name"] = Node()
print(memory.path(vars(attribute)["odd name"]), memory.path(vars(attribute)))
print(memory.path(len), memory.path(sys.modules), memory.path(Node.__init__), memory.path(Node.__init__.__code__))
loop = Node()
loop.value = Node(loop)
lost = id(loop)
del loop
found = [n for n in memory.objects(Node) if id(n) == lost]
print(memory.path(found[0]), len(found))
del found
gc.collect()

print("== snapshots")
first, second = memory.snapshot(), memory.snapshot()
print(second.compare(first), len(second.compare(first)))
kept = [Node() for i in range(100)]
change = memory.snapshot().compare(second)
print(change["__main__.Node"][0], change["list"][0], change["no such type"], [row for row in change][0][0])
print(change["__main__.Node"][1] == sum(sys.getsizeof(n) for n in kept), change["list"][1] == sys.getsizeof(kept))
del kept
print(memory.snapshot().compare(second)["__main__.Node"], memory.snapshot().compare(second)["list"])
now = memory.snapshot()
print(now["__main__.Node"][0] == len(memory.objects(Node)), now.objects == sum(v[0] for v in now.types.values()))
print(repr(now).split("\n")[0].split(), repr(change).split("\n")[0].split())
print(len(memory.objects(Final)), memory.objects(Final)[0] is risen, memory.objects(bool))

print("== all memory")
def check():
    s = memory.stats()
    tables, free = sum(s.tables.values()), sum(s.free.values())
    return (s.object_bytes + tables + free == s.charged,
            s.object_bytes + tables + s.free["dead numbers"] == s.live,
            sum(size for count, size in s.types.values()) == s.object_bytes,
            sum(count for count, size in s.types.values()) == s.objects,
            s.tables["running built-in functions"],
            sum(size * n for size, n in s.free_lists.items()) == s.free_list_bytes)
print(check())
regions = memory.regions()
print([r.name for r in regions])
print(regions["stack"].count, regions["heap"].count > 500, regions["globals"].count > len(globals()))
def deep(n):
    return deep(n - 1) if n else memory.regions()["stack"].count
print(deep(0), deep(10), len(regions), regions["classes"].count == len(memory.objects(type)))
print(repr(regions).split("\n")[0].split(), repr(memory.stats()).split("\n")[0].split())

print("== sizes are real")
def growth(make, n=64):
    """Bytes of memory for n objects, less what they say."""
    before = after = 10 ** 9
    for turn in (0, 1):  # the first turn makes what is made once
        kept = [None] * n
        before = used()
        for i in range(n):
            kept[i] = make(i)
        after = used()
    said = sum([sys.getsizeof(x) for x in kept])
    return "ok" if after - before == said else (after - before, said)

def used():
    return memory._memory.totals(())[1]["object_bytes"]

class Many:
    def __init__(self, i):
        for k in range(i):
            setattr(self, f"a{k}", None)

class Dict(dict):
    pass

class Text(str):
    pass

class Number(int):
    pass

import array, collections, io, itertools
some_bytes = b"abc"
makers = {
    "int": lambda i: i + 2 ** 40, "big": lambda i: 7 ** (100 + i), "float": lambda i: i + 0.5,
    "str": lambda i: "x" * (i + 2), "wide": lambda i: "\u20ac" * (i + 2), "bytes": lambda i: b"x" * (i + 2),
    "bytearray": lambda i: bytearray(i), "list": lambda i: [None] * i, "append": lambda i: list(range(3)),
    "tuple": lambda i: (None,) * (i + 2), "dict": lambda i: dict.fromkeys(range(i)),
    "set": lambda i: set(range(i)), "frozenset": lambda i: frozenset(range(i)), "instance": lambda i: Node(None),
    "slots": lambda i: Slotted(), "attributes": lambda i: Many(i % 8), "subclass": lambda i: Dict(),
    "text": lambda i: Text("abc"), "number": lambda i: Number(5),
    "deque": lambda i: collections.deque(range(i)), "array": lambda i: array.array("i", range(i)),
    "range": lambda i: range(i, 5), "function": lambda i: (lambda: 0), "generator": lambda i: generator(),
    "exception": lambda i: ValueError(), "object": lambda i: object(), "iterator": lambda i: iter(()),
    "memoryview": lambda i: memoryview(some_bytes), "BytesIO": lambda i: io.BytesIO(b"x" * i),
    "StringIO": lambda i: io.StringIO("x" * i), "product": lambda i: itertools.repeat(None),
    "slice": lambda i: slice(1, 2), "complex": lambda i: complex(i, 1), "property": lambda i: property(),
    "counter": lambda i: itertools.count(i),
}
print({name: result for name, result in ((n, growth(m)) for n, m in makers.items()) if result != "ok"})
text = "\u20ac" * 1000
small = sys.getsizeof(text)
text[500]
print(sys.getsizeof(text) > small, check())

print("== random graphs")
class Slots:
    __slots__ = ("a", "b", "__weakref__")

def grow(rng, n):
    objects = []
    for i in range(n):
        kind = rng.randrange(9)
        pick = lambda: rng.choice(objects) if objects else None
        if kind == 0:
            o = [pick() for i in range(rng.randrange(6))]
        elif kind == 1:
            o = {rng.randrange(9): pick() for i in range(rng.randrange(5))}
        elif kind == 2:
            o = (pick(), pick())
        elif kind == 3:
            o = Node(pick())
            if rng.random() < 0.3:
                vars(o)["x"] = pick()
        elif kind == 4:
            o = Slots()
            o.a = pick()
        elif kind == 5:
            captured = pick()
            o = lambda default=pick(): captured
        elif kind == 6:
            def generate(value):
                held = value
                yield held
            o = generate(pick())
            if rng.random() < 0.5:
                next(o)
        elif kind == 7:
            o = collections.deque([pick(), pick()])
        else:
            o = Many(rng.randrange(4))
            o.link = pick()
        objects.append(o)
        if rng.random() < 0.4 and type(objects[0]) is list:
            objects[0].append(o)
    return objects

wrong = []
for seed in range(6):
    objects = grow(random.Random(seed), 40)
    for i, o in enumerate(objects):
        e = memory.explain(o)
        expected = sys.getrefcount(o) - 1
        if not e.count == expected == sum([h.count for h in e.holders]):
            wrong.append((seed, i, type(o).__name__, e.count, expected, e.holders))
        if [h for h in e.holders if h.kind == "temporary"]:
            wrong.append((seed, i, e.holders))
print(wrong, check()[:4])

print("== errors")
for call in (lambda: memory.explain(), lambda: memory.explain(obj=1), lambda: memory.objects(1),
             lambda: memory.snapshot().compare(1), lambda: memory.path(), lambda: memory.regions()["x"]):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(all(getattr(memory, name).__doc__ for name in memory.__all__))

# A snapshot is a sequence of rows; a variable's name is told before its being a key.
shot = memory.snapshot()
rows = list(shot)
print(len(rows) == len(shot), sum([row[1] for row in rows]) == shot.objects, rows[0][1:] == shot[rows[0][0]])
unusual_name = "unusual_name"
print(memory.path(unusual_name))

# Names that the body of a class or code of exec() binds.
class Body:
    listed = ["in a class"]
    print(memory.path(listed), memory.path(listed).steps, memory.holders(listed))
    print(memory.path(locals()))

exec("own = [7]; print(memory.path(own), memory.holders(own))", {"memory": memory}, {})
exec(compile("deep = [[7]]; print(memory.path(deep[0]))", "x", "exec"))

# Fields of built-in types are told by the names of the attributes that show them.
class Upper:
    def up(self):
        return super()

from functools import partial
shown = [Upper().up(), partial([].append), memoryview(bytearray(3)), AttributeError("a", obj=[1]), list[Upper]]
for x, attribute in zip(shown, ("__self__", "func", "obj", "obj", "__args__")):
    held = getattr(x, attribute)
    print([holder.text for holder in memory.holders(held) if holder.kind == "attribute"])
