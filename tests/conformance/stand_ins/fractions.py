"""Stands for fractions: exact rational numbers, without their text forms."""
import math
import numbers
import operator


class Fraction(numbers.Rational):
    __slots__ = ("numerator", "denominator")

    def __new__(cls, numerator=0, denominator=1):
        self = super().__new__(cls)
        if isinstance(numerator, str):
            numerator, _, below = numerator.partition("/")
            numerator, denominator = int(numerator), int(below or 1)
        if not isinstance(numerator, int):
            numerator, below = numerator.as_integer_ratio()
            denominator *= below
        if not isinstance(denominator, int):
            above, denominator = denominator.as_integer_ratio()[::-1]
            numerator *= above
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator) * (1 if denominator > 0 else -1)
        self.numerator, self.denominator = numerator // common, denominator // common
        return self

    @classmethod
    def from_float(cls, value):
        return cls(*value.as_integer_ratio())

    def as_integer_ratio(self):
        return self.numerator, self.denominator

    def __repr__(self):
        return f"Fraction({self.numerator}, {self.denominator})"

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

    def __reduce__(self):
        return type(self), (self.numerator, self.denominator)

    def _binary(exact, with_float):
        def forward(a, b):
            if isinstance(b, (int, Fraction)):
                return exact(a, b)
            if isinstance(b, float):
                return with_float(float(a), b)
            if isinstance(b, complex):
                return with_float(complex(a), b)
            return NotImplemented

        def backward(b, a):
            if isinstance(a, numbers.Rational):
                return exact(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return with_float(float(a), float(b))
            if isinstance(a, numbers.Complex):
                return with_float(complex(a), complex(b))
            return NotImplemented

        return forward, backward

    def _add(a, b):
        return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

    def _sub(a, b):
        return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

    def _mul(a, b):
        return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

    def _div(a, b):
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    def _floordiv(a, b):
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _mod(a, b):
        return a - b * (a // b)

    __add__, __radd__ = _binary(_add, operator.add)
    __sub__, __rsub__ = _binary(_sub, operator.sub)
    __mul__, __rmul__ = _binary(_mul, operator.mul)
    __truediv__, __rtruediv__ = _binary(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _binary(_floordiv, operator.floordiv)
    __mod__, __rmod__ = _binary(_mod, operator.mod)

    def __pow__(a, b):
        if isinstance(b, int):
            if b >= 0:
                return Fraction(a.numerator ** b, a.denominator ** b)
            return Fraction(a.denominator ** -b, a.numerator ** -b)
        return float(a) ** b

    def __rpow__(b, a):
        return a ** b.numerator if b.denominator == 1 and b.numerator >= 0 else a ** float(b)

    def __pos__(self):
        return Fraction(self.numerator, self.denominator)

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)

    def __trunc__(self):
        return -(-self.numerator // self.denominator) if self.numerator < 0 else self.numerator // self.denominator

    def __floor__(self):
        return self.numerator // self.denominator

    def __ceil__(self):
        return -(-self.numerator // self.denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self.numerator, self.denominator)
            twice = rest * 2
            return floor + (twice > self.denominator or twice == self.denominator and floor % 2)
        shift = Fraction(10) ** ndigits
        return Fraction(round(self * shift)) / shift

    def __hash__(self):
        return hash(self.numerator) if self.denominator == 1 else hash(self.numerator / self.denominator)

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return a.numerator == b.numerator and a.denominator == b.denominator
        if isinstance(b, float):
            return b == b and abs(b) != math.inf and a == Fraction(b)
        return NotImplemented

    def _compare(a, b, op):
        if isinstance(b, numbers.Rational):
            return op(a.numerator * b.denominator, a.denominator * b.numerator)
        if isinstance(b, float):
            return op(a, Fraction(b)) if b == b and abs(b) != math.inf else op(0.0, b)
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(self):
        return self.numerator != 0
