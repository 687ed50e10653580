# attributes and methods of instances
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def add(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def length2(self):
        return self.x * self.x + self.y * self.y


def run(n):
    v, step = Vector(0, 0), Vector(1, 2)
    for i in range(n):
        v.add(step)
        if v.length2() > 1000000:
            v.x = v.y = 0
    return v.x, v.y


print(*run(600000))
