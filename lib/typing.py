"""Type hints: forms to write in annotations, kept as objects that can be looked into.

Hints are not checked when a program runs. Parts that are used less often are in _typing_more, which
is loaded when one of its names is asked for.
"""
import collections
import collections.abc
import sys
import types
from functools import lru_cache, update_wrapper
from types import GenericAlias

_FORMS = (
    "Annotated Any Callable ClassVar Concatenate Final ForwardRef Generic Literal LiteralString Never NewType NoReturn "
    "NotRequired Optional ParamSpec ParamSpecArgs ParamSpecKwargs Required Self Tuple TypeAlias TypeGuard "
    "TypeVar TypeVarTuple Union Unpack AnyStr Text TYPE_CHECKING"
)
_FUNCTIONS = (
    "assert_type cast clear_overloads final get_args get_origin get_overloads overload"
)
# name of an alias: number of its parameters, class
_ALIASES = {
    "AbstractSet": (1, "Set"), "AsyncGenerator": (2,), "AsyncIterable": (1,), "AsyncIterator": (1,), "Awaitable": (1,),
    "ByteString": (0,), "Collection": (1,), "Container": (1,), "Coroutine": (3,), "Generator": (3,), "Hashable": (0,),
    "ItemsView": (2,), "Iterable": (1,), "Iterator": (1,), "KeysView": (1,), "Mapping": (2,), "MappingView": (1,),
    "MutableMapping": (2,), "MutableSequence": (1,), "MutableSet": (1,), "Reversible": (1,), "Sequence": (1,),
    "Sized": (0,), "ValuesView": (1,), "List": (1, list), "Set": (1, set), "FrozenSet": (1, frozenset), "Dict": (2, dict),
    "Type": (1, type), "Deque": (1, collections.deque), "DefaultDict": (2, collections.defaultdict),
    "Counter": (1, collections.Counter), "OrderedDict": (2, collections.OrderedDict),
}
# The classes of these are loaded when they are asked for: name: parameters, module, class.
_LATE_ALIASES = {
    "ChainMap": (2, "collections", "ChainMap"),
    "ContextManager": (1, "contextlib", "AbstractContextManager"),
    "AsyncContextManager": (1, "contextlib", "AbstractAsyncContextManager"),
    "Match": (1, "re", "Match"), "Pattern": (1, "re", "Pattern"),
}
_MORE = (
    "BinaryIO IO NamedTuple SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt "
    "SupportsRound TextIO TypedDict assert_never dataclass_transform get_type_hints is_typeddict no_type_check "
    "no_type_check_decorator reveal_type runtime_checkable Protocol"
).split()
__all__ = [
    *_FORMS.split(), *_FUNCTIONS.split(), *_ALIASES, *_MORE, *_LATE_ALIASES,
]
_MORE_INSIDE = (
    "_ASSERT_NEVER_REPR_MAX_LENGTH", "NamedTupleMeta", "_NamedTuple", "_ProtocolMeta", "_TypedDict",
    "_TypedDictMeta", "_get_protocol_attrs",
)
NoneType = type(None)
_PLAIN = "Parameters to generic types must be types."


# ---- tools ----------------------------------------------------------------------

_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    """Remember results; arguments that cannot be hashed, and errors, take the way without memory."""
    if func is None:
        return lambda function: _tp_cache(function, typed=typed)
    cached = lru_cache(typed=typed)(func)
    _cleanups.append(cached.cache_clear)

    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            pass
        return func(*args, **kwds)

    return update_wrapper(inner, func)


def _caller(depth=1, default="__main__"):
    """The name of the module that called the caller."""
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", default)
    except (AttributeError, ValueError):
        return None


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type: None and strings converted, what is certainly no type refused."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms)
    kind = type(arg)
    if kind is type and arg is not Generic:
        return arg
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (
            origin in _roots or (origin is Final and is_argument and not allow_special_forms)
            or (origin is ClassVar and not allow_special_forms)
        ):
            raise TypeError(f"{arg} is not valid as type argument")
    elif isinstance(arg, _SpecialForm):
        if arg in _BARE or (allow_special_forms and arg in (ClassVar, Final)):
            return arg
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif issubclass(kind, type) and arg in _roots:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif kind is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _types_of(params, msg):
    return tuple(_type_check(p, msg) for p in params)


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _type_repr(obj):
    if isinstance(obj, types.GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _collect_parameters(args):
    """The type variables in some arguments, in the order in which they appear."""
    found = {}
    for arg in args:
        if isinstance(arg, type):
            continue
        if hasattr(arg, "__typing_subst__"):
            found[arg] = None
        else:
            found.update(dict.fromkeys(getattr(arg, "__parameters__", ())))
    return tuple(found)


def _check_count(what, given, expected):
    if given != expected:
        many = "many" if given > expected else "few"
        raise TypeError(f"Too {many} arguments for {what}; actual {given}, expected {expected}")


def _unpack_args(args):
    """Arguments with those like *tuple[int, str] replaced by what is in them."""
    result = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is None or (inner and inner[-1] is ...):
            result.append(arg)
        else:
            result.extend(inner)
    return result


def _once(items, key=None):
    """The items without later equal ones."""
    found = {}
    for item in items:
        found.setdefault(item if key is None else key(item), item)
    return tuple(found.values())


def _value_and_type(value):
    return value, type(value)


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _is_unpacked_variable(arg):
    """Is it *Ts, Ts being a TypeVarTuple?"""
    return not isinstance(arg, type) and getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


def _prepared(what, params, args):
    """Arguments for parameters, each parameter having had its say about how many it takes."""
    for param in params:
        prepare = getattr(param, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(what, args)
    _check_count(what, len(args), len(params))
    return args


def _is_flat_callable(alias, args):
    """Are these the arguments of a Callable, the parameter types one by one?"""
    return alias.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0]))


def _or_together(args):
    result = args[0]
    for arg in args[1:]:
        result |= arg
    return result


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """A type with the forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in t.__args__)
        unpacked = t.__unpacked__
        t = t.__origin__[(args[:-1], args[-1]) if _is_flat_callable(t, args) else args]
        if unpacked:
            t = Unpack[t]
    args = tuple(_eval_type(arg, globalns, localns, recursive_guard) for arg in t.__args__)
    return t if args == t.__args__ else _with_args(t, args)


def _with_args(t, args):
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    return _or_together(args) if isinstance(t, types.UnionType) else t.copy_with(args)


# ---- traits ---------------------------------------------------------------------


class _Final:
    """Cannot be derived from, unless with _root=True."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=None, **kwds):
        if _root is None:
            raise TypeError("Cannot subclass special typing classes")


class _Or:
    """x | y makes a Union."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _NotIterable:
    """Has __getitem__, but is no sequence."""

    __slots__ = ()
    __iter__ = None


class _Immutable:
    """Copies are the object itself."""

    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


# ---- special forms ----------------------------------------------------------------


class _SpecialForm(_Final, _Or, _NotIterable, _root=True):
    # Union and the like: made from a function that says what form[params] is.
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _LiteralSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        return self._getitem(self, *_as_tuple(parameters))


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Every type, for checkers of types; a class derived from it can stand for any other."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _bare_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


NoReturn = _bare_form("NoReturn", "What a function returns that never returns.")
Never = _bare_form("Never", "The type without values.")
Self = _bare_form("Self", "The class in which it is written, or the derived class of the instance.")
LiteralString = _bare_form("LiteralString", "A str that was made of literals only.")
TypeAlias = _bare_form("TypeAlias", "Marks an assignment as the definition of a type's other name.")
_BARE = (LiteralString, NoReturn, Never, Self, TypeAlias)


def _form_of_one(name, doc):
    """A form that takes one type."""

    def getitem(self, parameters):
        msg = f"{self._name} accepts only a single type." if "Required" in name else f"{self} accepts only single type."
        return _GenericAlias(self, (_type_check(parameters, msg),))

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


ClassVar = _form_of_one("ClassVar", "ClassVar[type]: a variable of the class, not of instances.")
Final = _form_of_one("Final", "Final[type]: a name that is bound only once.")
TypeGuard = _form_of_one("TypeGuard", "TypeGuard[type]: a bool that tells if the argument has this type.")
Required = _form_of_one("Required", "Required[type]: a key of a TypedDict that must be there.")
NotRequired = _form_of_one("NotRequired", "NotRequired[type]: a key of a TypedDict that may be missing.")


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[tuple or TypeVarTuple]: its parts one by one, as with a star."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f"{self} accepts only single type."),))


@_SpecialForm
def Union(self, parameters):
    """Union[type, ...]: one of several types; flat, and each type once."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    flat = []
    for arg in _types_of(_as_tuple(parameters), "Union[arg, ...]: each arg must be a type."):
        if isinstance(arg, (_UnionGenericAlias, types.UnionType)):
            flat.extend(arg.__args__)
        else:
            flat.append(arg)
    args = _once(flat)
    if len(args) == 1:
        return args[0]
    optional = len(args) == 2 and NoneType in args
    return _UnionGenericAlias(self, args, name="Optional" if optional else None)


@_SpecialForm
def Optional(self, parameters):
    """Optional[type]: the type or None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), NoneType]


@_LiteralSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """Literal[value, ...]: one of these values."""
    flat = []
    for value in parameters:
        if isinstance(value, _LiteralGenericAlias):
            flat.extend(value.__args__)
        else:
            flat.append(value)
    try:
        flat = _once(flat, _value_and_type)
    except TypeError:
        pass
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[type, ..., ParamSpec]: parameters, and those of the ParamSpec after them."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    *first, last = _as_tuple(parameters)
    if not (last is ... or isinstance(last, ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    args = (*_types_of(first, "Concatenate[arg, ...]: each arg must be a type."), last)
    return _ConcatenateGenericAlias(self, args, _paramspec_tvars=True)


class ForwardRef(_Final, _Or, _root=True):
    """A type given as text, to be evaluated later."""

    __slots__ = (
        "__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__",
        "__forward_is_class__", "__forward_module__",
    )

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            # a star is allowed only inside brackets
            code = compile(f"({arg},)[0]" if arg[0] == "*" else arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        text = self.__forward_arg__
        if text in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None:
                globalns = {} if localns is None else localns
            if localns is None:
                localns = globalns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
            found = _type_check(
                eval(self.__forward_code__, globalns, localns), "Forward references must evaluate to types.",
                is_argument=self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__,
            )
            self.__forward_value__ = _eval_type(found, globalns, localns, recursive_guard | {text})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


# ---- type variables -----------------------------------------------------------------


class _Variable(_Final, _Immutable, _root=True):
    def _set_name(self, name, depth):
        self.__name__ = name
        module = _caller(depth)
        if module != "typing":
            self.__module__ = module

    def __reduce__(self):
        return self.__name__


class _Bounded(_Variable, _Or, _root=True):
    def __init__(self, name, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self._set_name(name, 3)
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = _type_check(bound, "Bound must be a type.") if bound else None

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__


class TypeVar(_Bounded, _root=True):
    """T = TypeVar('T'): a type that can be chosen; constraints or a bound limit the choice."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = _types_of(constraints, "TypeVar(name, constraint, ...): constraints must be types.")

    def __typing_subst__(self, arg):
        arg = _type_check(arg, _PLAIN)
        if isinstance(arg, _UnpackGenericAlias) or (isinstance(arg, GenericAlias) and arg.__unpacked__):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple(_Variable, _root=True):
    """Ts = TypeVarTuple('Ts'): any number of types."""

    def __init__(self, name):
        self._set_name(name, 2)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        """Put the arguments that are this variable's into one tuple."""
        params = alias.__parameters__
        before = params.index(self)
        after = len(params) - before - 1
        if any(isinstance(param, TypeVarTuple) for param in params[before + 1 :]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        count = len(args)
        # *tuple[int, ...] among the arguments stands for as many ints as are needed
        endless = None
        for place, arg in enumerate(args):
            inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if endless is not None:
                    raise TypeError("More than one unpacked arbitrary-length tuple argument")
                endless, filler = place, inner[0]
        left, right = before, after
        if endless is not None:
            left = min(left, endless)
            right = min(right, count - endless - 1)
        elif left + right > count:
            raise TypeError(f"Too few arguments for {alias}; actual {count}, expected at least {len(params) - 1}")
        head = list(args[:left])
        tail = list(args[count - right :])
        if endless is not None:
            head += [filler] * (before - left)
            tail = [filler] * (after - right - left) + tail  # (that many: as CPython 3.11 has it)
        return (*head, tuple(args[left : count - right]), *tail)


class ParamSpec(_Bounded, _root=True):
    """P = ParamSpec('P'): the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return _types_of(arg, "Expected a type.")
        if not _is_param_expr(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        place = params.index(self)
        if place >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(params) == 1 and not _is_param_expr(args[0]):
            return (args,)
        if isinstance(args[place], list):
            return (*args[:place], tuple(args[place]), *args[place + 1 :])
        return args


class _ParamSpecPart(_Final, _Immutable, _root=True):
    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, type(self)) else NotImplemented


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """P.args: the positional arguments of a ParamSpec."""

    _part = "args"

    def __init__(self, origin):
        self.__origin__ = origin


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """P.kwargs: the keyword arguments of a ParamSpec."""

    _part = "kwargs"

    def __init__(self, origin):
        self.__origin__ = origin


# ---- aliases: what a form or class with [] is ---------------------------------------------


class _BaseGenericAlias(_Final, _Or, _root=True):
    """A class (or form) with another face: attributes come from it, instances are its instances."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None  # else it would be asked of the class

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        later = bases[bases.index(self) + 1 :]
        if not any(isinstance(base, _BaseGenericAlias) or issubclass(base, Generic) for base in later):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ("_name", "_inst", "_nparams", "_paramspec_tvars"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list({*super().__dir__(), *(name for name in dir(self.__origin__) if not _is_dunder(name))})


class _GenericAlias(_BaseGenericAlias, _root=True):
    """origin[args]."""

    def __init__(self, origin, args, *, inst=True, name=None, _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = args = _as_tuple(args)
        self.__parameters__ = _collect_parameters(args)
        self._paramspec_tvars = _paramspec_tvars
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ in _roots:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        params = self.__parameters__
        if not params:
            raise TypeError(f"{self} is not a generic class")
        args = tuple(_unpack_args(_type_convert(arg) for arg in _as_tuple(args)))
        chosen = dict(zip(params, _prepared(self, params, args)))
        result = []
        for arg in self.__args__:
            new = arg if isinstance(arg, type) else _substituted(arg, chosen)
            many = _is_unpacked_variable(arg) or (
                self.__origin__ is collections.abc.Callable and isinstance(new, tuple)
            )
            if many:
                result.extend(new)
            else:
                result.append(new)
        return self.copy_with(tuple(result))

    def copy_with(self, args):
        return type(self)(
            self.__origin__, args, name=self._name, inst=self._inst, _paramspec_tvars=self._paramspec_tvars
        )

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        return f"{name}[{', '.join(map(_type_repr, self.__args__)) if self.__args__ else '()'}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        return _get_item, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            later = bases[bases.index(self) + 1 :]
            if any(base in _roots[1:] for base in bases) or any(isinstance(b, _BaseGenericAlias) and b is not self for b in later):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


def _substituted(arg, chosen):
    """An argument of an alias with the type variables in it replaced."""
    substitute = getattr(arg, "__typing_subst__", None)
    if substitute:
        return substitute(chosen[arg])
    inner = []
    for param in getattr(arg, "__parameters__", ()):
        if isinstance(param, TypeVarTuple):
            inner.extend(chosen[param])
        else:
            inner.append(chosen[param])
    return arg[tuple(inner)] if getattr(arg, "__parameters__", ()) else arg


def _get_item(origin, args):
    return origin[args]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """List, Mapping …: a class that takes a certain number of types in []."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        module = "" if origin.__module__ == "builtins" else origin.__module__ + "."
        self.__doc__ = f"The class {module}{origin.__qualname__}, for type hints."

    @_tp_cache
    def __getitem__(self, params):
        params = _types_of(_as_tuple(params), _PLAIN)
        if not self._nparams:
            raise TypeError(f"{self} is not a generic class")
        _check_count(self, len(params), self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def __repr__(self):
        *args, result = self.__args__
        if len(args) == 1 and _is_param_expr(args[0]):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_type_repr, args))}], {_type_repr(result)}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return _get_item, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(
            self.__origin__, params, name=self._name, inst=self._inst, _paramspec_tvars=True
        )

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        return self._get(tuple(args) if isinstance(args, list) else args, result)

    @_tp_cache
    def _get(self, args, result):
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        return self.copy_with((*(_type_convert(arg) for arg in _as_tuple(args)), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        params = _as_tuple(params)
        if len(params) >= 2 and params[-1] is ...:
            return self.copy_with((*_types_of(params[:-1], "Tuple[t, ...]: t must be a type."), ...))
        return self.copy_with(_types_of(params, "Tuple[t0, t1, ...]: each t must be a type."))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and NoneType in args:
            return f"typing.Optional[{_type_repr(args[args[0] is NoneType])}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return _get_item, (Union, super().__reduce__()[1][1])


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _set(self):
        return frozenset(map(_value_and_type, self.__args__))

    def __eq__(self, other):
        return self._set() == other._set() if isinstance(other, _LiteralGenericAlias) else NotImplemented

    def __hash__(self):
        return hash(self._set())


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *first, last = params
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*first, *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "*" + repr(self.__args__[0])

    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        inner = self.__args__[0]
        return inner.__args__ if isinstance(inner, (_GenericAlias, GenericAlias)) else None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    """Annotated[type, metadata, ...]: behaves as the type."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __reduce__(self):
        return _get_item, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)


class Annotated:
    """Annotated[type, metadata, ...]: a type with more to say about it."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    @_tp_cache
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError(
                "Annotated[...] should be used with at least two arguments (a type and an annotation)."
            )
        if _is_unpacked_variable(params[0]):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
        return _AnnotatedAlias(origin, params[1:])

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


# ---- generic classes -------------------------------------------------------------


class Generic:
    """class C(Generic[T]): a class with type variables; C[int] chooses them."""

    __slots__ = ()
    _is_protocol = False

    @_tp_cache
    def __class_getitem__(cls, params):
        params = tuple(_type_convert(p) for p in _as_tuple(params))
        if cls in _roots:
            name = cls.__name__
            if not params:
                raise TypeError(f"Parameter list to {name}[...] cannot be empty")
            if not all(isinstance(p, _Bounded) or _is_unpacked_variable(p) for p in params):
                raise TypeError(
                    f"Parameters to {name}[...] must all be type variables or parameter specification variables."
                )
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {name}[...] must all be unique")
            return _GenericAlias(cls, params, _paramspec_tvars=True)
        own = cls.__parameters__
        for param in own:
            prepare = getattr(param, "__typing_prepare_subst__", None)
            if prepare is not None:
                params = prepare(cls, params)
        if not own:
            raise TypeError(f"{cls} is not a generic class")
        _check_count(cls, len(params), len(own))
        args = []
        for param, arg in zip(own, params):
            if isinstance(param, TypeVarTuple):
                args.extend(arg)
            else:
                args.append(arg)
        return _GenericAlias(cls, tuple(args), _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get("__orig_bases__")
        if written is None:
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol" and not _is_typed_dict_class(cls)
        else:
            plain = Generic in written
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        found = ()
        if written is not None:
            found = _collect_parameters(written)
            listed = None
            for base in written:
                if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                    if listed is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple types.")
                    listed = base.__parameters__
            if listed is not None:
                missing = ", ".join(str(t) for t in found if t not in listed)
                if missing:
                    raise TypeError(
                        f"Some type variables ({missing}) are not listed in Generic[{', '.join(map(str, listed))}]"
                    )
                found = listed
        cls.__parameters__ = tuple(found)


# Generic, and Protocol when it is loaded
_roots = [Generic]


def _is_typed_dict_class(cls):
    more = sys.modules.get("_typing_more")
    return more is not None and type(cls) is more._TypedDictMeta


for _name, (_count, *_class) in _ALIASES.items():
    _class = _class[0] if _class else _name
    if isinstance(_class, str):
        _class = getattr(collections.abc, _class)
    globals()[_name] = _SpecialGenericAlias(
        _class, _count, inst=_class not in (list, set, frozenset, dict, type), name=_name
    )
Callable = _CallableType(collections.abc.Callable, 2)
Callable.__doc__ = "Callable[[type, ...], type]: a function of these parameters with this result."
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Tuple.__doc__ = "Tuple[type, ...]: a tuple with items of these types; Tuple[type, ...] with dots: any number."
T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
TYPE_CHECKING = False
del _name, _count, _class


class NewType(_Or):
    """UserId = NewType('UserId', int): another name for a type, that checkers keep apart."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        above = self.__name__

        class Refuse:
            def __init_subclass__(cls):
                name = cls.__name__
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{name} = NewType({name!r}, {above})`"
                )

        return (Refuse,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__


# ---- functions -----------------------------------------------------------------------


def cast(typ, val):
    """The value: only checkers of types see a cast."""
    return val


def assert_type(val, typ, /):
    """The value: only checkers of types look at the type."""
    return val


def get_origin(tp):
    """What stands before the []: get_origin(List[int]) is list; None without []."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return types.UnionType if isinstance(tp, types.UnionType) else None


def get_args(tp):
    """What stands in the []: get_args(Dict[str, int]) is (str, int); () without []."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        return (list(args[:-1]), args[-1]) if _is_flat_callable(tp, args) else args
    return tp.__args__ if isinstance(tp, types.UnionType) else ()


_overload_registry = {}


def _overload_dummy(*args, **kwds):
    """What an overloaded function is until its implementation follows."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed."
    )


def overload(func):
    """Decorator: one of several signatures of the function that follows."""
    inner = getattr(func, "__func__", func)
    try:
        names = _overload_registry.setdefault(inner.__module__, {})
        names.setdefault(inner.__qualname__, {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The functions that overload() was given for a function."""
    func = getattr(func, "__func__", func)
    return list(_overload_registry.get(func.__module__, {}).get(func.__qualname__, {}).values())


def clear_overloads():
    """Forget what overload() was given."""
    _overload_registry.clear()


def final(f):
    """Decorator: a method not to be overridden, a class not to be derived from."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def __getattr__(name):
    if name in _LATE_ALIASES:
        count, module, attribute = _LATE_ALIASES[name]
        try:
            cls = getattr(__import__(module), attribute)
        except ImportError:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}: there is no module {module}") from None
        value = _SpecialGenericAlias(cls, count, name=name)
    elif name in _MORE or name in _MORE_INSIDE:
        import _typing_more

        value = getattr(_typing_more, name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
