# The same instructions meet ints, floats and all else in every order, cold and warm.
import itertools
import random

VALUES = [0, 1, -1, 2**53 + 1, 2**63 - 1, -2**63, 2**64, 0.0, -0.0, 1.5, 1e308, float("inf"), float("nan"), True,
          None, {1}, 1j]


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def div(a, b):
    return a / b


def extend(a, b):
    a += b
    return a


def fixed(a, b):
    return a * 2.5, a + 2, a - 0.5, a / 3, a / 2.0


def run(function, a, b):
    try:
        return repr(function(a, b))
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


random.seed(3)
FUNCTIONS = [add, sub, mul, div, extend, fixed]
seen = []
for turn in range(3):
    pairs = list(itertools.product(VALUES, VALUES))
    random.shuffle(pairs)
    for function in FUNCTIONS:
        for a, b in pairs if turn else sorted(pairs, key=lambda pair: type(pair[0]).__name__):
            seen.append(run(function, a, b))
for i in range(5000):
    function, a, b = random.choice(FUNCTIONS), random.choice(VALUES[:14]), random.choice(VALUES[:14])
    seen.append(run(function, a, b))
total = 0  # of the reprs
for text in seen:
    for c in text:
        total = (total * 31 + ord(c)) % 1000000007
print(len(seen), total)
for i in range(0, len(seen), 97):
    print(seen[i])
