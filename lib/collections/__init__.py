"""Containers beyond the built-in ones."""
import sys as _sys
from _collections import _count_elements, _move_key, _raise_key, _seal, _tuplegetter, defaultdict, deque

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]

_keywords = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield".split()
)


# ---- namedtuple -------------------------------------------------------------


def _check_field_names(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = list(map(str, field_names))
    typename = _sys.intern(str(typename))
    if rename:
        seen = set()
        for i, name in enumerate(field_names):
            if not name.isidentifier() or name in _keywords or name.startswith("_") or name in seen:
                field_names[i] = f"_{i}"
            seen.add(name)
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return typename, tuple(map(_sys.intern, field_names))


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple with named fields.

    Point = namedtuple('Point', 'x y'); p = Point(1, y=2); p.x"""
    typename, field_names = _check_field_names(typename, field_names, rename)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(reversed(list(zip(reversed(field_names), reversed(defaults)))))
    count = len(field_names)
    tuple_new = tuple.__new__

    # __new__ is compiled, so that arguments are checked by the call itself
    arg_list = ", ".join(field_names)
    if count == 1:
        arg_list += ","
    namespace = {"_tuple_new": tuple_new, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    __new__ = eval(f"lambda _cls, {arg_list}: _tuple_new(_cls, ({arg_list}))", namespace)
    __new__.__name__ = "__new__"
    __new__.__doc__ = f"Create new instance of {typename}({', '.join(field_names)})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    _make.__func__.__doc__ = f"Make a new {typename} object from a sequence or iterable"

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, field_names, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    repr_text = "(" + ", ".join(f"{name}=%r" for name in field_names) + ")"

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + repr_text % self

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    for method in (__new__, _make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"
    class_namespace = {
        "__doc__": f"{typename}({', '.join(field_names)})",
        "__slots__": (),
        "_fields": field_names,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": _make,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": field_names,
    }
    for index, name in enumerate(field_names):
        class_namespace[name] = _tuplegetter(index, _sys.intern(f"Alias for field number {index}"))
    result = type(typename, (tuple,), class_namespace)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        result.__module__ = module
    return result


# ---- Counter ----------------------------------------------------------------


def _add_new_counts(result, own, other):
    for key, count in other.items():
        if key not in own and count > 0:
            result[key] = count
    return result


class Counter(dict):
    """Counts of hashable items."""

    def __init__(self, iterable=None, /, **kwds):
        """Count the elements given."""
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        """Elements that were not counted have zero."""
        return 0

    def total(self):
        """Sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n most common items with their counts, most common first."""
        if n is None:
            return sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        items = self.items()
        if n == 1:
            best = max(items, key=lambda pair: pair[1], default=None)
            return [] if best is None else [best]
        ranked = sorted(items, key=lambda pair: pair[1], reverse=True)
        return ranked[:n] if n >= len(ranked) else ranked[: len(range(0, -n, -1))]

    def elements(self):
        """Each item as often as its count says."""
        from itertools import chain, repeat, starmap

        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Add counts of an iterable's items, or of a mapping."""
        if iterable is not None:
            if _is_mapping(iterable):
                if self:
                    get = self.get
                    for key, count in iterable.items():
                        self[key] = count + get(key, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Like update, but subtracts."""
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for key, count in iterable.items():
                    self[key] = get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """Like dict's, without KeyError."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)
        return f"{self.__class__.__name__}({d!r})"

    def __eq__(self, other):
        """Equal counts, absent ones being zero?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        """Any count that differs?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        """No count larger than the other?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        """Smaller, and not equal?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        """No count smaller than the other?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        """Larger, and not equal?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    # Results have the keys of the left operand first. Counts can be anything: what is asked of them is as in CPython.

    def __add__(self, other):
        """Sums of counts that are positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if (total := count + other[key]) > 0:
                result[key] = total
        return _add_new_counts(result, self, other)

    def __sub__(self, other):
        """Differences of counts that are positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if (rest := count - other[key]) > 0:
                result[key] = rest
        for key, count in other.items():
            if key not in self and count < 0:
                result[key] = 0 - count
        return result

    def __or__(self, other):
        """The larger counts that are positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            others = other[key]
            larger = others if count < others else count
            if larger > 0:
                result[key] = larger
        return _add_new_counts(result, self, other)

    def __and__(self, other):
        """The smaller counts that are positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            others = other[key]
            smaller = count if count < others else others
            if smaller > 0:
                result[key] = smaller
        return result

    def __pos__(self):
        """The positive counts."""
        result = Counter()
        for key, count in self.items():
            if count > 0:
                result[key] = count
        return result

    def __neg__(self):
        """The negative counts, with the sign changed."""
        result = Counter()
        for key, count in self.items():
            if count < 0:
                result[key] = 0 - count
        return result

    def _keep_positive(self):
        """Remove counts that are not positive."""
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        """Add counts, keep positive ones."""
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        """Subtract counts, keep positive ones."""
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        """Take the larger counts, keep positive ones."""
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._keep_positive()

    def __iand__(self, other):
        """Take the smaller counts, keep positive ones."""
        for key, count in self.items():
            others = other[key]
            if others < count:
                self[key] = others
        return self._keep_positive()


def _is_mapping(obj):
    if isinstance(obj, dict):
        return True
    if isinstance(obj, (str, bytes, list, tuple, set, frozenset)):
        return False
    from collections.abc import Mapping

    return isinstance(obj, Mapping)


# ---- OrderedDict ------------------------------------------------------------


_missing = object()


class OrderedDict(dict):
    """A dict with a few more operations on the order of its keys."""

    def popitem(self, last=True):
        """Remove and return a pair: the last, or the first."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, dict.pop(self, key)

    def move_to_end(self, key, last=True):
        """Move a key to the end, or to the beginning."""
        if not _move_key(self, key, last):
            _raise_key(key)

    def pop(self, key, default=_missing):
        """Remove a key and return its value."""
        if not dict.__len__(self):
            hash(key)   # which an empty dict does not ask for
        value = dict.pop(self, key, default)
        if value is _missing:
            _raise_key(key)
        return value

    def setdefault(self, key, default=None):
        """The value of a key, which is set if it is absent."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def __repr__(self):
        """Its name and the pairs."""
        cls_name = type(self).__name__
        if not dict.__len__(self):
            return f"{cls_name}()"
        key = id(self)
        if key in _printing:
            return "..."
        _printing.add(key)
        try:
            return f"{cls_name}({list(self.items())!r})"
        finally:
            _printing.discard(key)

    def __reduce__(self):
        """What is needed to make it again."""
        return type(self), (), self.__getstate__(), None, iter(self.items())

    def copy(self):
        """A shallow copy."""
        new = type(self)()
        for key in dict.__iter__(self):
            new[key] = self[key]
        return new

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new one with these keys and one value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __eq__(self, other):
        """Equal pairs, in the same order?"""
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(a is b or a == b for a, b in zip(dict.__iter__(self), dict.__iter__(other)))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        """Not equal?"""
        answer = OrderedDict.__eq__(self, other)
        return answer if answer is NotImplemented else not answer

    __hash__ = None

    def __ior__(self, other):
        """Take the pairs of the other."""
        self.update(other)
        return self

    def __or__(self, other):
        """Both together, in a new one."""
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self)
        new.update(other)
        return new

    def __ror__(self, other):
        """Both together, in a new one."""
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(other)
        new.update(self)
        return new


_seal(OrderedDict)
_printing = set()


# The classes below derive from abstract classes, which are loaded only when one is asked for.
def __getattr__(name):
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        import collections._user as user

        value = getattr(user, name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})
