# __index__ of a slice's parts changes the sequence: the length counts afterwards.
class I:
    def __init__(self, n, value):
        self.n, self.value = n, value

    def __index__(self):
        o[:] = start[:self.n]
        return self.value


def run(function):
    try:
        print(function(), len(o), o)
    except ValueError as e:
        print(e, len(o), o)


def assign(key, value):
    o[key] = value


def delete(key):
    del o[key]


for start in bytearray(b'0123456789'), list(range(10)):
    for n in 0, 1, 7:
        steps = ((0, 9, 2), (-1, None, -1)) if type(start) is list else ()
        for first, stop, step in (0, 2, None), (2, 30, None), (-5, 3, 1), *steps:
            for f in (lambda k: o[k], lambda k: assign(k, start[:2]), delete):
                o = start[:]
                run(lambda: f(slice(I(n, first), stop, step)))
