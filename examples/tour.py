"""A guided tour of how ouro manages memory, in the order of docs/memory.md, which explains each part.

Run it with `make run`, or `ouro examples/tour.py`; `ouro --trace-memory examples/tour.py` tells every step of it.
Everything it shows can be tried at the prompt: the names sys, gc, weakref and intern need no import."""
import memory


def title(text):
    print()
    print(text)
    print("-" * len(text))


class Noisy:
    """Says when it dies."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(f"    {self.name} is freed")


title("1. Names refer to objects; references are counted")
a = ["a", "list"]
print("a = ['a', 'list']      count:", sys.getrefcount(a) - 1)
b = a
print("b = a                  count:", sys.getrefcount(a) - 1)
box = [a, a]
print("box = [a, a]           count:", sys.getrefcount(a) - 1)


def callee(argument):
    print("inside callee(a)       count:", sys.getrefcount(argument) - 1)


callee(a)
print("memory.explain(a) names the holders:")
for holder in memory.explain(a).holders:
    print("   ", holder)
del b
box.pop()
print("del b; box.pop()       count:", sys.getrefcount(a) - 1)

title("2. At zero an object dies, there and then")
thing = Noisy("the first thing")
print("rebinding the only name:")
thing = Noisy("the second thing")
print("deleting it:")
del thing


def scope():
    local = Noisy("a local variable")
    print("leaving a function:")


scope()
print("a container takes its content along, from the end:")
shelf = [Noisy("item 0"), Noisy("item 1"), Noisy("item 2")]
del shelf

title("3. Where things live")
tree = {"branches": [["leaf"]]}


def work():
    local = ["in a frame"]
    print("    a local variable:", memory.path(local))


print("the shortest way to an object:")
print("    part of a global:", memory.path(tree["branches"][0]))
work()
print("memory.regions() tells how much is where:", ", ".join([region.name for region in memory.regions()][:6]), "...")

title("4. Small integers, characters and names exist once; others are made anew")
small, big, letter, literal = 23, 1000, "x", "memory"
print("23 and an int('23') made at run time are one object:", small is int("23"))
print("1000 and an int('1000') are one object:             ", big is int("1000"))
word = "axe"
print("'x' and the second letter of 'axe' are one object:  ", letter is word[1])
word = "".join(["mem", "ory"])
print("a string built at run time is the literal:          ", word is literal)
print("intern(it) is the literal:                          ", intern(word) is literal)

title("5. A cycle keeps itself alive; the collector finds it")
gc.collect()
gc.disable()
left, right = Noisy("left"), Noisy("right")
left.other, right.other = right, left
witness = weakref.ref(left)
del left, right
print("both names are gone, alive:", witness() is not None)
print("gc.collect():")
found = gc.collect()
print("    unreachable objects found:", found, " alive:", witness() is not None)
gc.enable()

title("6. A weak reference does not count")
target = Noisy("the target")
ref = weakref.ref(target, lambda r: print("    the callback of the weak reference runs"))
print("count with a weak reference:", sys.getrefcount(target) - 1)
del target
print("ref() now gives:", ref())

title("7. Generations: survivors grow old and are looked at less often")
gc.disable()
print("thresholds:", gc.get_threshold())
survivor = [[]]
for number in range(3):
    print(f"    after {number} collections the list is in generation {memory.generation(survivor)}")
    gc.collect(number)
gc.enable()

title("8. __slots__, and what objects cost")


class Plain:
    def __init__(self):
        self.x = self.y = 0


class Slim:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = self.y = 0


plain, slim = Plain(), Slim()
print("a plain instance:", sys.getsizeof(plain), "bytes; with __slots__:", sys.getsizeof(slim), "bytes")
print("asking for __dict__ makes one:", plain.__dict__)
print("the slim one has none:", not hasattr(slim, "__dict__"))
room = [None] * 1000
before = memory.snapshot()
for number in range(1000):
    room[number] = Slim()
made = memory.snapshot().compare(before)["__main__.Slim"]
print("what a thousand of them added: %+d objects, %+d bytes" % made)
del room

title("9. Pools: the memory of the dead is used again")


def address_of_sum(x):
    return id(x + 1)


print("a dead integer's:", address_of_sum(10**6) == address_of_sum(10**6))
place = id([])
print("a dead list's:   ", place == id([]))

title("10. The end of the program")
last = Noisy("what a global variable holds")
weakref.finalize(last, print, "    weakref.finalize runs before the modules go")
print("Go on by yourself: ouro starts a prompt; gc, sys, weakref and intern are there. docs/memory.md explains it all.")
print("Now the program ends:")
