# How often `and`, `or` and branches ask for a truth, and when their operands die.
log = []


class Flag:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        log.append("bool " + self.name)
        if self.value is None:
            raise ValueError(self.name)
        return self.value

    def __lt__(self, other):
        return Flag(self.name + "<" + other.name, self.value and not other.value)

    def __del__(self):
        log.append("del " + self.name)

    def __repr__(self):
        return self.name


def a():
    return Flag("a", True)


def b():
    return Flag("b", False)


def c():
    return Flag("c", True)


def bad():
    return Flag("bad", None)


def show(function):
    try:
        print(repr(function()), end=" ")
    except ValueError as error:
        print("ValueError", error, end=" ")
    print(log)
    log.clear()


def branch(test):
    if test() < b():
        return 1
    return 2


def statement():
    (b() < b() < c()) and a()
    log.append("-")
    ((b() < b() < c()) and a()) or c()
    log.append("-")
    (not (b() and c())) and a()
    log.append("-")
    (not b()) and a()
    log.append("-")
    (b() and c() if a() else b()) and a()
    log.append("-")
    (b() and c()) if a() else b()
    log.append("-")
    (b() and c()) and a()
    log.append("-")
    not (b() < b() < c())
    log.append("-")
    a() < b() < c()


show(lambda: (a() or b()) or c())
show(lambda: (b() or b()) or c())
show(lambda: (b() and a()) and c())
show(lambda: (a() and b()) and c())
show(lambda: (a() or b()) and c())
show(lambda: (b() and a()) or c())
show(lambda: (a() and b()) or c())
show(lambda: (a() and c()) or b())
show(lambda: ((a() or b()) and (b() or c())) or a())
show(lambda: b() or (b() and a()) or c())
show(lambda: (not a() or b()) and c())
show(lambda: (a() if b() else c()) or b())
show(lambda: [(b() or a()) and b(), c() and (b() or c())])
show(lambda: (a() and bad()) or c())
show(lambda: (bad() or a()) or c())
show(lambda: not (a() or b()))
show(lambda: 1 if (a() or b()) and c() else 2)
show(lambda: 1 if a() < b() else 2)
show(lambda: 1 if a() < b() < c() else 2)
show(lambda: 1 if not a() < bad() else 2)
# A chained comparison is a value first.
show(lambda: (a() < b() < c()) or c())
show(lambda: (b() < b() < c()) or c())
show(lambda: (b() < b() < c()) and c())
show(lambda: (b() < b() < c() < c()) and c())
show(lambda: ((b() < b() < c()) and a()) or c())
show(lambda: ((b() < b() < c()) or a()) and c())
show(lambda: (a() and (b() < b() < c())) or c())
show(lambda: (a() and (b() < b() < c())) and c())
show(lambda: (b() or (b() < b() < c())) and c())
show(lambda: (b() or (b() < b() < c())) or c())
show(lambda: ((b() or (b() < b() < c())) or c()) and a())
show(lambda: ((a() < b() < c()) and a()) or c())
show(lambda: ((a() < b() < c()) or a()) and c())
show(lambda: (a() and (a() < b() < c())) or c())
show(lambda: (a() and (a() < b() < c())) and c())
show(lambda: (b() or (a() < b() < c())) and c())
show(lambda: (b() or (a() < b() < c())) or c())
show(lambda: ((b() or (a() < b() < c())) or c()) and a())
show(lambda: 1 if ((b() < b() < c()) or a()) and c() else 2)
show(lambda: 1 if a() and (b() < b() < c()) else 2)
show(lambda: 1 if (a() and (b() < b() < c())) or a() else 2)
show(lambda: not (a() and (b() < b() < c())))
show(lambda: not (b() < b() < c()))
show(lambda: (not (b() < b() < c())) or a())
show(lambda: (1 if (b() < b() < c()) else a()) or a())
show(lambda: ((not (b() < b() < c())) and a()) or c())
show(lambda: ((not (b() and c())) and a()) or c())
show(lambda: ((not (b() or c())) and b()) or c())
show(lambda: (((b() and c()) if a() else b()) and b()) or c())
show(lambda: (((b() and c()) if a() else b()) or b()) or c())
show(lambda: ((b() and c()) if a() else b()) or c())
show(lambda: ((b() and c()) if b() else (b() and c())) or c())
show(lambda: ((b() and c()) if b() else (a() or c())) or c())
show(lambda: ((b() or c()) if a() else (a() or c())) or c())
show(lambda: ((b() < b() < c()) if a() else (a() or c())) or c())
show(lambda: ((a() < b() < c()) if a() else (a() or c())) and c())
show(lambda: ((a() < b() < c()) if b() else (a() < b() < c())) and c())
show(lambda: (((a() < b() < c()) if b() else (a() < b() < c())) and c()) or b())
show(lambda: 1 if (((a() < b() < c()) if b() else (a() < b() < c())) and c()) or b() else 2)
show(statement)
for test in a, b, bad:
    show(lambda: branch(test))
    show(lambda: branch(test))
