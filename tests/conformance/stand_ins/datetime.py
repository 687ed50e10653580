"""Stands for datetime: values that can be compared, hashed and shown; no arithmetic but that of timedelta."""
import functools


@functools.total_ordering
class _Fields:
    """A value given by its fields."""

    def __init_subclass__(cls, fields=()):
        cls._names = fields or cls._names
        for name in fields:
            setattr(cls, name, property(lambda self, name=name: self._values[self._names.index(name)]))

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._values = (*args, *(kwargs.get(name, 0) for name in cls._names[len(args):]))
        return self

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, _Fields) else NotImplemented

    def __lt__(self, other):
        return self._values < other._values if isinstance(other, _Fields) else NotImplemented

    def __hash__(self):
        return hash(self._values)

    def __repr__(self):
        values = list(self._values)
        while len(values) > 2 and not values[-1]:
            values.pop()
        return f"{type(self).__module__}.{type(self).__qualname__}({', '.join(map(repr, values))})"

    def __reduce__(self):
        return type(self), self._values


class date(_Fields, fields=("year", "month", "day")):
    def isoformat(self):
        return "%04d-%02d-%02d" % self._values[:3]

    __str__ = isoformat

    def strftime(self, text):
        for letter, value in zip("YmdHMS", self._values):
            text = text.replace("%" + letter, f"{value:02}")
        return text

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    @classmethod
    def today(cls):
        import time
        return cls(*time.localtime()[:3])


class time(_Fields, fields=("hour", "minute", "second", "microsecond")):
    pass


class datetime(date, fields=("year", "month", "day", "hour", "minute", "second", "microsecond")):
    @classmethod
    def now(cls, tz=None):
        import time
        return cls(*time.localtime()[:6])


class timedelta(_Fields, fields=("days", "seconds", "microseconds")):
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
        total = total * 10 ** 6 + milliseconds * 1000 + microseconds
        return super().__new__(cls, total // 86400_000_000, total // 10 ** 6 % 86400, total % 10 ** 6)

    def __repr__(self):
        shown = [f"{name}={value}" for name, value in zip(self._names, self._values) if value]
        return f"datetime.timedelta({', '.join(shown) or '0'})"

    def total_seconds(self):
        return self.days * 86400 + self.seconds + self.microseconds / 10 ** 6
