import numbers
from numbers import *

print(numbers.__all__)
for cls in (Number, Complex, Real, Rational, Integral):
    print(cls.__name__, cls.__mro__, cls.__hash__ is None, sorted(cls.__abstractmethods__))
    print([isinstance(x, cls) for x in (1, True, 1.5, 2j, "1", None)])
    try:
        cls()
    except TypeError as e:
        print(type(e).__name__)


class Fixed(Integral):
    def __init__(self, n):
        self.n = n

    def __int__(self):
        return self.n

    def __neg__(self):
        return Fixed(-self.n)

    def __pos__(self):
        return self

    def __add__(self, other):
        return Fixed(self.n + int(other))

    def __eq__(self, other):
        return self.n == other

    def __floordiv__(self, other):
        return self.n // other

    def __mod__(self, other):
        return self.n % other

    def __rfloordiv__(self, other):
        return other // self.n

    def __rmod__(self, other):
        return other % self.n

    def __repr__(self):
        return f"Fixed({self.n})"


print(sorted(Fixed.__abstractmethods__))
Fixed.__abstractmethods__ = frozenset()
f = Fixed(7)
print(bool(f), bool(Fixed(0)), f - 2, 2 - f, divmod(f, 4), divmod(30, f), float(f), complex(f), f.real, f.imag)
print(f.conjugate(), f.numerator, f.denominator, [10, 20, 30][Fixed(1)], hex(f))
try:
    Integral.__and__(f, 1)
except NotImplementedError:
    print("not implemented")


class Half(Rational):
    numerator, denominator = 1, 2


Half.__abstractmethods__ = frozenset()
print(float(Half()), Rational.numerator.fget.__isabstractmethod__)

import __future__ as future

print(future.__all__, future.all_feature_names)
for name in future.all_feature_names:
    feature = getattr(future, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), feature.compiler_flag)
print({k: v for k, v in vars(future).items() if k.startswith("CO_")})

import types, keyword, copyreg, collections.abc, abc, traceback

for module in (types, keyword, copyreg, collections.abc, traceback, numbers, future):
    names = [n for n in dir(module) if n in module.__all__]
    print(module.__name__, names, sorted(module.__all__) == sorted(names), len(module.__all__))
for module in (keyword, copyreg, abc, collections.abc, types):
    print([n for n in dir(module) if not n.startswith("_")])
