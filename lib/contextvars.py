"""Variables whose values belong to a context: ContextVar, Context, Token, copy_context()."""
import types
from _collections import _seal

__all__ = ("Context", "ContextVar", "Token", "copy_context")


class _Missing:
    __slots__ = ()

    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()
_current = []  # the contexts that have been entered, the innermost last; below all the one of the program


class Context:
    """A mapping of context variables to their values; run() calls a function in it."""

    __slots__ = "_values", "_entered", "__weakref__"
    __hash__ = None

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._entered = False

    def run(self, callable, /, *args, **kwargs):
        """Call a function in this context; what it sets stays there."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._entered = True
        _current.append(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _current.pop()
            self._entered = False

    def copy(self):
        """A context with the same values."""
        new = Context()
        new._values = self._values.copy()
        return new

    def _checked(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return key

    def __getitem__(self, key):
        return self._values[self._checked(key)]

    def __contains__(self, key):
        return self._checked(key) in self._values

    def get(self, key, default=None, /):
        """The value of a variable, or default."""
        return self._values.get(self._checked(key), default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        """The variables."""
        return self._values.keys()

    def values(self):
        """The values."""
        return self._values.values()

    def items(self):
        """(variable, value) of each."""
        return self._values.items()

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented


class Token:
    """What ContextVar.set() returns: reset() needs it."""

    __slots__ = "_context", "_var", "_old_value", "_used", "__weakref__"
    __hash__ = None
    MISSING = _MISSING
    var = property(lambda self: self._var)
    old_value = property(lambda self: self._old_value)
    __class_getitem__ = classmethod(types.GenericAlias)

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"


class ContextVar:
    """A variable whose value depends on the context."""

    __slots__ = "_name", "_default", "__weakref__"
    name = property(lambda self: self._name)
    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, *args, default=_MISSING):
        if len(args) != 1:
            raise TypeError(f"ContextVar() takes {'at most' if args else 'exactly'} 1 positional argument ({len(args)} given)")
        name = args[0]
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    def get(self, default=_MISSING, /):
        """The value in the current context; else default, else the variable's own; else LookupError."""
        value = _current[-1]._values.get(self, default)
        if value is _MISSING:
            value = self._default
            if value is _MISSING:
                raise LookupError(self)
        return value

    def set(self, value, /):
        """Set the value in the current context; returns a token for reset()."""
        context = _current[-1]
        token = object.__new__(Token)
        token._context, token._var, token._used = context, self, False
        token._old_value = context._values.get(self, _MISSING)
        context._values[self] = value
        return token

    def reset(self, token, /):
        """Make the value what it was before the set() that returned the token."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        values = _current[-1]._values
        if token._context is not _current[-1]:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token._old_value is _MISSING:
            del values[self]
        else:
            values[self] = token._old_value

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


for _class in (Context, Token, ContextVar):
    _seal(_class)
del _class


def copy_context():
    """A copy of the current context."""
    return _current[-1].copy()


_current.append(Context())
