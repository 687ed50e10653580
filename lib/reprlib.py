"""repr() with limits on depth and length, and repr of objects that contain themselves."""
import builtins
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Decorator: a __repr__ called again for the same object gives fillvalue."""

    def decorate(function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(function, name))
        wrapper.__annotations__ = getattr(function, "__annotations__", {})
        return wrapper

    return decorate


class Repr:
    """Limits, and a method repr_<type name> for each type with limits of its own."""

    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = 6
        self.maxtuple = 6
        self.maxlist = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxset = 6
        self.maxfrozenset = 6
        self.maxdeque = 6
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        """The limited repr of x."""
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The limited repr of x, `level` more levels deep."""
        name = type(x).__name__.replace(" ", "_")
        return getattr(self, "repr_" + name, self.repr_instance)(x, level)

    def _join(self, pieces, size, limit):
        if size > limit:
            pieces.append(self.fillvalue)
        return ", ".join(pieces)

    def _repr_iterable(self, x, level, left, right, maxiter, trail=""):
        size = len(x)
        if level <= 0 and size:
            inner = self.fillvalue
        else:
            inner = self._join([self.repr1(e, level - 1) for e in islice(x, maxiter)], size, maxiter)
            if size == 1:
                right = trail + right
        return left + inner + right

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._repr_iterable(x, level, f"array('{x.typecode}', [", "])", self.maxarray)

    def repr_set(self, x, level):
        return self._repr_iterable(_in_order(x), level, "{", "}", self.maxset) if x else "set()"

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._repr_iterable(_in_order(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if x and level <= 0:
            return "{" + self.fillvalue + "}"
        one = self.repr1
        pieces = [f"{one(key, level - 1)}: {one(x[key], level - 1)}" for key in islice(_in_order(x), self.maxdict)]
        return "{" + self._join(pieces, len(x), self.maxdict) + "}"

    def _ends(self, limit):
        """How many characters to keep at both ends of a text that is too long."""
        left = max(0, (limit - 3) // 2)
        return left, max(0, limit - 3 - left)

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        return self._without_middle(text, *self._ends(limit))

    def _without_middle(self, text, left, right):
        return text[:left] + self.fillvalue + text[len(text) - right:]

    def repr_str(self, x, level):
        limit = self.maxstring
        text = builtins.repr(x[:limit])
        if len(text) > limit:
            left, right = self._ends(limit)
            text = self._without_middle(builtins.repr(x[:left] + x[len(x) - right:]), left, right)
        return text

    def repr_int(self, x, level):
        return self._cut(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)


def _in_order(x):
    """The items sorted; as they come if they cannot be sorted."""
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
