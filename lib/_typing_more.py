"""The part of typing that is loaded when one of its names is used."""
import collections
import sys
import types
import warnings
from abc import ABCMeta, abstractmethod
from functools import update_wrapper
from types import GenericAlias
from typing import Annotated, Any, AnyStr, Callable, ForwardRef, Generic, List, Never, NoneType, NotRequired, Optional
from typing import Required, T, T_co, get_args, get_origin
from typing import _AnnotatedAlias, _GenericAlias, _caller, _eval_type, _roots, _type_check, _with_args

__name__ = "typing"  # where its classes and functions are said to come from


# ---- protocols ------------------------------------------------------------------

# Names in a protocol class that are not members of the protocol.
_NOT_MEMBERS = frozenset(
    "__parameters__ __orig_bases__ __orig_class__ _is_protocol _is_runtime_protocol __abstractmethods__ "
    "__annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ "
    "__class_getitem__ _MutableMapping__marker".split()
)
# Classes that are no protocols, but can be bases of protocols.
_LIKE_PROTOCOLS = {
    "collections.abc": (
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable", "Sized", "Container", "Collection",
        "Reversible",
    ),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager"),
}
_RUNTIME_ONLY = "Instance and class checks can only be used with @runtime_checkable protocols"


def _get_protocol_attrs(cls):
    """The names of the members of a protocol."""
    return {
        name
        for base in cls.__mro__[:-1] if base.__name__ not in ("Protocol", "Generic")
        for name in (*base.__dict__, *getattr(base, "__annotations__", ()))
        if name not in _NOT_MEMBERS and not name.startswith("_abc_")
    }


def _has_only_methods(cls):
    return all(callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls))


def _asked_by_library(depth):
    """Does abc or functools ask (for its own purposes), so that any protocol may be looked at?"""
    return _caller(depth) in ("abc", "functools", None)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        protocol = getattr(cls, "_is_protocol", False)
        if protocol and not getattr(cls, "_is_runtime_protocol", False) and not _asked_by_library(2):
            raise TypeError(_RUNTIME_ONLY)
        if (not protocol or _has_only_methods(cls)) and issubclass(instance.__class__, cls):
            return True
        if protocol and all(
            hasattr(instance, name) and (not callable(getattr(cls, name, None)) or getattr(instance, name) is not None)
            for name in _get_protocol_attrs(cls)
        ):
            return True
        return super().__instancecheck__(instance)


def _protocol_hook(cls, other):
    """Has a class all methods of a protocol?"""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    if not getattr(cls, "_is_runtime_protocol", False):
        if _asked_by_library(4):
            return NotImplemented
        raise TypeError(_RUNTIME_ONLY)
    if not _has_only_methods(cls):
        if _asked_by_library(4):
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")
    for name in _get_protocol_attrs(cls):
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if (
                name in getattr(base, "__annotations__", ()) and issubclass(other, Generic)
                and getattr(other, "_is_protocol", False)
            ):
                break
        else:
            return NotImplemented
    return True


def _protocol_init(self, *args, **kwargs):
    """The __init__ of protocols: none for themselves, that of the next class for derived ones."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _protocol_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _protocol_init)
        if init is not _protocol_init:
            break
    cls.__init__ = init
    init(self, *args, **kwargs)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """class P(Protocol): what an object must have, whatever its class is derived from."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = lambda other: _protocol_hook(cls, other)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (
                base in (object, Generic) or base.__name__ in _LIKE_PROTOCOLS.get(base.__module__, ())
                or (issubclass(base, Generic) and getattr(base, "_is_protocol", False))
            ):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _protocol_init


_roots.append(Protocol)


def runtime_checkable(cls):
    """Allow isinstance() and issubclass() with a protocol."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    """Has __int__."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """Has __float__."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """Has __complex__."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """Has __bytes__."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """Has __index__."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """Has __abs__, with a result of type T_co."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """Has __round__, with a result of type T_co."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


# ---- NamedTuple -----------------------------------------------------------------

_RESERVED = frozenset(
    "__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _make _replace _asdict _source".split()
)


def _make_nmtuple(name, fields, module, defaults=()):
    hints = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in fields}
    result = collections.namedtuple(name, list(hints), defaults=defaults, module=module)
    result.__annotations__ = result.__new__.__annotations__ = hints
    return result


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        hints = ns.get("__annotations__", {})
        with_default = []
        for name in hints:
            if name in ns:
                with_default.append(name)
            elif with_default:
                plural = "s" if len(with_default) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field{plural} {', '.join(with_default)}"
                )
        result = _make_nmtuple(typename, hints.items(), ns["__module__"], [ns[name] for name in with_default])
        result.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        if Generic in bases:
            result.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for name, value in ns.items():
            if name in _RESERVED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__module__", "__name__", "__annotations__") and name not in result._fields:
                setattr(result, name, value)
        if Generic in bases:
            result.__init_subclass__()
        return result


def NamedTuple(typename, fields=None, /, **kwargs):
    """class Point(NamedTuple): x: int; y: int = 0, or NamedTuple('Point', [('x', int), ('y', int)])."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_nmtuple(typename, fields, _caller())


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


# ---- TypedDict ------------------------------------------------------------------


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        result = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        hints, required, optional = {}, set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, hint in ns.get("__annotations__", {}).items():
            hints[key] = hint = _type_check(hint, msg, module=result.__module__)
            origin = get_origin(hint)
            if origin is Annotated:
                origin = get_origin(get_args(hint)[0])
            needed = origin is Required or (total and origin is not NotRequired)
            (required if needed else optional).add(key)
        result.__annotations__ = hints
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        if not hasattr(result, "__total__"):
            result.__total__ = total
        return result

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """class Point(TypedDict): x: int; y: int, or TypedDict('Point', {'x': int, 'y': int}): a dict with these keys."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    if kwargs:
        warnings.warn(
            "The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed in "
            "Python 3.13, and may not be understood by third-party type checkers.",
            DeprecationWarning, stacklevel=2,
        )
    ns = {"__annotations__": dict(fields)}
    module = _caller()
    if module is not None:
        ns["__module__"] = module
    return _TypedDictMeta(typename, (), ns, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# ---- files ----------------------------------------------------------------------


class IO(Generic[AnyStr]):
    """What open() returns: IO[str] or IO[bytes]."""

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self) -> str:
        pass

    @property
    @abstractmethod
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @property
    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: int = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> "IO[AnyStr]":
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """A binary file."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: bytes | bytearray) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> "BinaryIO":
        pass


class TextIO(IO[str]):
    """A text file."""

    __slots__ = ()

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO:
        pass

    @property
    @abstractmethod
    def encoding(self) -> str:
        pass

    @property
    @abstractmethod
    def errors(self) -> Optional[str]:
        pass

    @property
    @abstractmethod
    def line_buffering(self) -> bool:
        pass

    @property
    @abstractmethod
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> "TextIO":
        pass


# ---- functions ------------------------------------------------------------------

_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg: Never, /) -> Never:
    """For a place that cannot be reached: AssertionError."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj: T, /) -> T:
    """Print the type of an object to stderr, and return the object."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def is_typeddict(tp):
    """Is it a class made by TypedDict?"""
    return isinstance(tp, _TypedDictMeta)


def _strip_annotations(t):
    """A type without Annotated, Required and NotRequired in it."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if getattr(t, "__origin__", None) in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    args = tuple(map(_strip_annotations, t.__args__))
    return t if args == t.__args__ else _with_args(t, args)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a function, class (with its bases), module, strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}

    def add(annotations, globalns, localns, **how):
        for name, value in annotations.items():
            if value is None:
                value = NoneType
            elif isinstance(value, str):
                value = ForwardRef(value, **how)
            hints[name] = _eval_type(value, globalns, localns)

    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            notes = base.__dict__.get("__annotations__", {})
            if isinstance(notes, types.GetSetDescriptorType):
                continue
            outer = getattr(sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            inner = dict(vars(base)) if localns is None else localns
            if globalns is None and localns is None:
                outer, inner = inner, outer  # names of the module go first
            add(notes, outer, inner, is_argument=False, is_class=True)
    else:
        is_module = isinstance(obj, types.ModuleType)
        if globalns is None:
            inner = obj
            while not is_module and hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = obj.__dict__ if is_module else getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
        notes = getattr(obj, "__annotations__", None)
        if notes is None:
            if isinstance(obj, (
                types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType,
            )):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        add(dict(notes), globalns, localns, is_argument=not is_module, is_class=False)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def no_type_check(arg):
    """Decorator: annotations of a function or class (and of what it defines) are no type hints."""
    if isinstance(arg, type):
        for name in dir(arg):
            value = getattr(arg, name)
            # only what this class defines: not what it got from elsewhere
            if (
                not hasattr(value, "__qualname__") or value.__qualname__ != f"{arg.__qualname__}.{value.__name__}"
                or getattr(value, "__module__", None) != arg.__module__
            ):
                continue
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            elif isinstance(value, types.MethodType):
                value.__func__.__no_type_check__ = True
            elif isinstance(value, type):
                no_type_check(value)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Make a decorator that does no_type_check() too."""

    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return update_wrapper(wrapped_decorator, decorator)


def dataclass_transform(
    *,
    eq_default: bool = True,
    order_default: bool = False,
    kw_only_default: bool = False,
    field_specifiers: tuple[type[Any] | Callable[..., Any], ...] = (),
    **kwargs: Any,
) -> Callable[[T], T]:
    """Decorator: a function or class that does to classes what dataclass() does."""

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return cls_or_fn

    return decorator
