# Comprehensions that have become warm: what they hold, what dies when, what fails half way.
import sys


class Item:
    def __init__(self, name, log, same=False):
        self.name, self.log, self.same = name, log, same

    def __hash__(self):
        if self.name == "no hash":
            raise TypeError("no hash")
        return 1

    def __eq__(self, other):
        self.log.append(f"{self.name}=={other.name}")
        return self.same

    def __del__(self):
        self.log.append("del " + self.name)


def warm():
    for i in range(300):
        assert [x for x in (1, 2)] == [1, 2]


def lists(n):
    return [x for x in range(n)]


def sets(items):
    return {x for x in items}


def made(names, log):
    return {Item(name, log, name == "c") for name in names}


def pairs(names, log):
    return {Item(name, log, name == "b"): Item(name + "!", log) for name in names}


def kept(items):
    return [item for item in items if item]


for i in range(300):
    lists(3), sets((1, 2)), kept((1, 2))
print([len(lists(n)) for n in range(20)], [sys.getsizeof(lists(n)) - sys.getsizeof([]) for n in range(0, 40, 3)])
for i in range(200):
    log = []
    made("ab", log)
    pairs("ab", log)
log = []
s = made("abc", log)
print(len(s), sorted(log))
del s
print(sorted(log[-4:]))
log = []
d = pairs("aab", log)
print(len(d), log)
d.clear()
print(log[-5:])
for function in made, pairs:
    log = []
    try:
        function(["a", "b", "no hash", "d"], log)
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno - function.__code__.co_firstlineno)
        del error
    print(log)
one = object()
many = kept([one] * 50)
print(sys.getrefcount(one) - 50)
del many
print(sys.getrefcount(one))


# The truth of objects that have none of their own.
class Plain:
    pass


class Sized(Plain):
    length = 0

    def __len__(self):
        return self.length


class Truth:
    value = False

    def __bool__(self):
        return self.value


def ask(x):
    if x:
        return "yes"
    return "no" if not x else "?"


def until(items):
    result = []
    for item in items:
        while not item:
            result.append("-")
            break
        else:
            result.append("+")
    return "".join(result)


objects = [Plain(), Plain, ask, len, object(), None, True, False, 0, 1, "", "a", [], [0], (), {}, Sized(), Truth()]
for i in range(100):
    ask(objects[0])
    until(objects[:5])
print([ask(x) for x in objects], until(objects))
thing = Plain()
print([ask(thing) for i in range(100)].count("yes"))
Plain.__bool__ = lambda self: False
print([ask(thing) for i in range(100)].count("yes"))
del Plain.__bool__
Plain.__len__ = lambda self: 0
print(ask(thing), until([thing, None, thing]))
Plain.__len__ = lambda self: 2
print(ask(thing), until([thing, None, thing]))
del Plain.__len__
print(ask(thing), until([thing, None, thing]))
thing.__class__ = Truth
print(ask(thing), ask(Plain()))
log = []


class Mortal(Plain):
    def __del__(self):
        log.append("died")


def fleeting():
    if Mortal():
        log.append("true")
    while Mortal():
        log.append("loop")
        break


for i in range(100):
    fleeting()
print(log == ["died", "true", "died", "loop"] * 100)
