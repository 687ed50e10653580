# Module _random: the same numbers for the same seeds.
import _random

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source))[:150])
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:150])

Random = _random.Random
for seed in (0, 1, -1, 42, 2**31, 2**32, 2**64 + 5, -10**50, 2.5, True):
    r = Random(seed)
    print(seed, r.random(), r.random(), [r.getrandbits(k) for k in (1, 8, 31, 32, 33, 64, 65, 100)])
    for _ in range(1300):
        r.random()
    print(r.random(), r.getrandbits(400))
r = Random(7)
state = r.getstate()
first = [r.random() for _ in range(5)]
r.setstate(state)
print(first == [r.random() for _ in range(5)], len(state), type(state), state[:3], state[-1])
r.seed(7)
print(first == [r.random() for _ in range(5)])
r.seed()
other = Random()
print(0 <= r.random() < 1, r.random() != other.random())

class Sub(Random):
    pass

s = Sub(3)
s.name = "x"
print(s.name, s.random() == Random(3).random())
show("r.getrandbits(0)", "r.getrandbits(-1)", "r.getrandbits(1.5)", "r.getrandbits(2**31)", "r.getrandbits()",
     "r.seed(1, 2)", "r.seed(x=1)", "r.seed([])", "r.setstate(5)", "r.setstate((1,))", "r.setstate((1,) * 624 + (700,))",
     "r.setstate((-1,) * 625)", "r.setstate((2**32,) * 625)", "r.setstate(('a',) * 625)", "r.setstate((1,) * 625)",
     "Random(1, 2)", "Random(x=1)", "Random([])", "Random.__name__, Random.__module__", "Random.random(5)")
