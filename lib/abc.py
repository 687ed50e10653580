"""Abstract base classes."""
from _weakref import _refers, ref as _ref
from sys import _take_patterns


def abstractmethod(funcobj):
    """Mark a method that subclasses must define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A class method that is abstract (use classmethod over abstractmethod instead)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A static method that is abstract (use staticmethod over abstractmethod instead)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A property that is abstract (use property over abstractmethod instead)."""

    __isabstractmethod__ = True


def _abstract_names(cls):
    names = {
        name
        for name, value in cls.__dict__.items()
        if getattr(value, "__isabstractmethod__", False)
    }
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Compute again which methods of an abstract class are abstract."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls)
    return cls


# Counts registrations with any abstract class: answers "is not a subclass" that were
# remembered before the last one are not trusted any more.
_registrations = 0


def get_cache_token():
    """A value that changes with each ABCMeta.register()."""
    return _registrations


class _abc_data:
    """What an abstract class remembers: virtual subclasses and answers given."""

    __slots__ = ("registry", "yes", "no", "no_version")

    def __init__(self):
        self.registry = None
        self.yes = None
        self.no = None
        self.no_version = _registrations


_Method = type(abstractmethod.__get__(1))
_abc_data.__module__ = get_cache_token.__module__ = "_abc"


def _forget(weak_set, dead):
    refs = weak_set()
    if refs is not None:
        refs.discard(dead)


def _weak_set(refs, cls, ref=_ref, _Method=_Method, _forget=_forget):
    """Add a weak reference to a class to a set, which is made on first use. No cycle: a set that is
    dropped dies at once."""
    if refs is None:
        refs = set()
    refs.add(ref(cls, _Method(_forget, ref(refs))))
    return refs


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        """Declare a class to be a virtual subclass."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        state = cls._abc_impl
        state.registry = _weak_set(state.registry, subclass)
        _registrations += 1
        _take_patterns(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        """Is it an instance, maybe of a virtual subclass?"""
        subclass = instance.__class__
        if _refers(cls._abc_impl.yes, subclass):
            return True
        kind = type(instance)
        if kind is subclass:
            return cls.__subclasscheck__(subclass)
        return any(cls.__subclasscheck__(c) for c in (subclass, kind))

    def __subclasscheck__(cls, subclass):
        """Is it a subclass, maybe a virtual one?"""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        if _refers(state.yes, subclass):
            return True
        if state.no_version < _registrations:
            if state.no:
                state.no.clear()
            state.no_version = _registrations
        elif _refers(state.no, subclass):
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            if _refers(state.registry, subclass):
                return True
            answer = _derived(cls, subclass)
        if answer:
            state.yes = _weak_set(state.yes, subclass)
            return True
        state.no = _weak_set(state.no, subclass)
        return False

    def _dump_registry(cls, file=None):
        """Print what the class remembers."""
        state = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {state.registry or set()!r}", file=file)
        print(f"_abc_cache: {state.yes or set()!r}", file=file)
        print(f"_abc_negative_cache: {state.no or set()!r}", file=file)
        print(f"_abc_negative_cache_version: {state.no_version!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget the virtual subclasses."""
        cls._abc_impl.registry = None

    def _abc_caches_clear(cls):
        """Forget the answers given."""
        cls._abc_impl.yes = cls._abc_impl.no = None


def _derived(cls, subclass):
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for ref in list(cls._abc_impl.registry or ()):
        registered = ref()
        if registered is not None and issubclass(subclass, registered):
            return True
    return any(issubclass(subclass, child) for child in cls.__subclasses__())


class ABC(metaclass=ABCMeta):
    """Helper class: derive from it to get ABCMeta as metaclass."""

    __slots__ = ()
