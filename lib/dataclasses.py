"""Classes made of fields: @dataclass writes __init__, __repr__, comparison and more."""
import copy
import functools
import keyword
import sys
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass  # A field of a frozen instance was assigned or deleted.


class _DefaultFactoryMark:
    def __repr__(self):
        return "<factory>"


_factory_mark = _DefaultFactoryMark()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = MappingProxyType({})


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FieldKind("_FIELD")
_FIELD_CLASSVAR = _FieldKind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FieldKind("_FIELD_INITVAR")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class InitVar:
    # Annotation of a parameter of __init__ that is not a field.
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


def _recursive_repr(function):
    """repr that prints ... for an instance inside itself."""
    running = set()

    @functools.wraps(function)
    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)

    return wrapper


class Field:
    # What is known of one field.
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_recursive_repr
    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={self._field_type})"
        )

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (
            f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
            f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})"
        )


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Describe a field more closely than by a default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _make_function(name, args, body, *, namespace, return_type=MISSING):
    """Compile a method; `namespace` holds the names that its text uses."""
    globals = namespace.pop("__globals__", {})
    annotation = ""
    if return_type is not MISSING:
        namespace["_return_type"] = return_type
        annotation = "->_return_type"
    lines = "\n".join(f"  {line}" for line in body)
    text = f"def __make__({', '.join(namespace)}):\n def {name}({','.join(args)}){annotation}:\n{lines}\n return {name}"
    scope = {}
    exec(text, globals, scope)
    return scope["__make__"](**namespace)


def _assign(frozen, name, value, self_name):
    if frozen:
        return f"__dataclass_builtins_object__.__setattr__({self_name},{name!r},{value})"
    return f"{self_name}.{name}={value}"


def _field_init(f, frozen, namespace, self_name, slots):
    """The line of __init__ for a field, or None."""
    default = f"_dflt_{f.name}"
    if f.default_factory is not MISSING:
        namespace[default] = f.default_factory
        if f.init:
            value = f"{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}"
        else:
            value = f"{default}()"
    elif f.init:
        if f.default is not MISSING:
            namespace[default] = f.default
        value = f.name
    elif slots and f.default is not MISSING:
        namespace[default] = f.default
        value = default
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    return _assign(frozen, f.name, value, self_name)


def _init_param(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = f"=_dflt_{f.name}"
    else:
        default = "=_HAS_DEFAULT_FACTORY"
    return f"{f.name}:_type_{f.name}{default}"


def _make_init(all_fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, globals, slots):
    seen_default = False
    for f in std_fields:
        if f.init:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")
    namespace = {f"_type_{f.name}": f.type for f in all_fields}
    namespace.update(MISSING=MISSING, _HAS_DEFAULT_FACTORY=_factory_mark, __dataclass_builtins_object__=object)
    body = []
    for f in all_fields:
        line = _field_init(f, frozen, namespace, self_name, slots)
        if line:
            body.append(line)
    if has_post_init:
        params = ",".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({params})")
    params = [_init_param(f) for f in std_fields]
    if kw_only_fields:
        params += ["*"] + [_init_param(f) for f in kw_only_fields]
    namespace["__globals__"] = globals
    return _make_function("__init__", [self_name] + params, body or ["pass"], namespace=namespace, return_type=None)


def _make_repr(repr_fields, globals):
    text = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in repr_fields)
    function = _make_function(
        "__repr__", ("self",), [f'return self.__class__.__qualname__ + f"({text})"'], namespace={"__globals__": globals}
    )
    return _recursive_repr(function)


def _tuple_text(obj_name, some_fields):
    if not some_fields:
        return "()"
    return f"({','.join(f'{obj_name}.{f.name}' for f in some_fields)},)"


def _make_compare(name, op, some_fields, globals):
    self_tuple, other_tuple = _tuple_text("self", some_fields), _tuple_text("other", some_fields)
    return _make_function(
        name, ("self", "other"),
        ["if other.__class__ is self.__class__:", f" return {self_tuple}{op}{other_tuple}", "return NotImplemented"],
        namespace={"__globals__": globals},
    )


def _make_frozen(cls, some_fields, globals):
    names = tuple(f.name for f in some_fields)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _make_hash(cls, some_fields, globals):
    return _make_function(
        "__hash__", ("self",), [f"return hash({_tuple_text('self', some_fields)})"], namespace={"__globals__": globals}
    )


def _leading_names(text):
    """(module or '', name) with which an annotation given as text begins: typing.ClassVar[int]."""
    words = []
    rest = text
    while len(words) < 2:
        rest = rest.lstrip()
        size = next((i for i, c in enumerate(rest) if not (c.isalnum() or c == "_")), len(rest))
        words.append(rest[:size])
        rest = rest[size:].lstrip()
        if not size or not rest.startswith("."):
            break
        rest = rest[1:]
    words = [word for word in words if word]
    return (words[0], words[1]) if len(words) == 2 else ("", words[0] if words else "")


def _means(annotation, cls, name):
    """Is an annotation (perhaps as text) a ClassVar or an InitVar, as `name` says?"""
    home = sys.modules.get("typing" if name == "ClassVar" else __name__)
    if home is None:
        return False
    if isinstance(annotation, str):
        module, last = _leading_names(annotation)
        if not last:
            return False
        scope = sys.modules.get(cls.__module__)
        names = scope.__dict__ if scope or not module else {}
        if module:
            names = home.__dict__ if names.get(module) is home else {}
        annotation = names.get(last)
    wanted = getattr(home, name)
    if annotation is wanted:
        return True
    return type(annotation) is InitVar if name == "InitVar" else getattr(annotation, "__origin__", None) is wanted


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _means(annotation, cls, "ClassVar"):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD and _means(annotation, cls, "InitVar"):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


def _set_new_attribute(cls, name, value):
    """Set a method unless the class has one of that name: True if it has."""
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f"{cls.__qualname__}.{value.__name__}"
    setattr(cls, name, value)
    return False


def _set_hash(cls, fields, globals, unsafe_hash, eq, frozen, has_explicit_hash):
    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        make = True
    elif not eq or has_explicit_hash:
        return
    else:
        make = frozen
    if not make:
        cls.__hash__ = None
        return
    chosen = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    _method = _make_hash(cls, chosen, globals)
    _method.__qualname__ = f"{cls.__qualname__}.__hash__"
    cls.__hash__ = _method


def _collect_fields(cls, frozen, kw_only):
    """Fields of the bases and of the class, by name; checks frozen-ness of the bases."""
    fields = {}
    any_frozen = has_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            if getattr(b, _PARAMS).frozen:
                any_frozen = True
    own = []
    seen_kw_only = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or (isinstance(annotation, str) and annotation.rpartition(".")[2] == "KW_ONLY"):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return fields


def _annotation_text(annotation):
    """An annotation as a signature shows it."""
    if getattr(annotation, "__module__", None) == "typing":
        parts = repr(annotation).split("typing.")
        text = parts[0]
        for part in parts[1:]:
            text += ("typing." if text[-1:].isalnum() or text[-1:] in ("_", ".") and text else "") + part
        return text
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        module = "" if annotation.__module__ == "builtins" else annotation.__module__ + "."
        return module + annotation.__qualname__
    return repr(annotation)


def _text_signature(cls, init, std_init, kw_init):
    """The parameters with which the class is called; without inspect if __init__ is the one made here."""
    if init is None or cls.__dict__.get("__init__") is not init or type(cls) is not type or cls.__new__ is not object.__new__:
        import inspect

        return str(inspect.signature(cls)).replace(" -> None", "")
    params = []
    for f in [*std_init, None, *kw_init] if kw_init else std_init:
        if f is None:
            params.append("*")
            continue
        text = f"{f.name}: {_annotation_text(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        params.append(text)
    return f"({', '.join(params)})".replace(" -> None", "")


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    fields = _collect_fields(cls, frozen, kw_only)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    setattr(cls, _FIELDS, fields)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in cls.__dict__))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    with_init = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_init = [f for f in with_init if f.init and not f.kw_only]
    kw_init = [f for f in with_init if f.init and f.kw_only]
    plain = [f for f in fields.values() if f._field_type is _FIELD]
    made_init = None
    if init:
        self_name = "__dataclass_self__" if "self" in fields else "self"
        made_init = _make_init(
            with_init, std_init, kw_init, frozen, hasattr(cls, _POST_INIT_NAME), self_name, globals, slots
        )
        _set_new_attribute(cls, "__init__", made_init)
    if repr:
        _set_new_attribute(cls, "__repr__", _make_repr([f for f in plain if f.repr], globals))
    compared = [f for f in plain if f.compare]
    if eq:
        _set_new_attribute(cls, "__eq__", _make_compare("__eq__", "==", compared, globals))
    if order:
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new_attribute(cls, name, _make_compare(name, op, compared, globals)):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
    if frozen:
        for function in _make_frozen(cls, plain, globals):
            if _set_new_attribute(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    _set_hash(cls, plain, globals, unsafe_hash, eq, frozen, has_explicit_hash)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _text_signature(cls, made_init, std_init, kw_init)
    if match_args:
        _set_new_attribute(cls, "__match_args__", tuple(f.name for f in std_init))
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    if hasattr(cls, "__abstractmethods__"):
        import abc

        abc.update_abstractmethods(cls)
    return cls


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return ()
    if isinstance(slots, str):
        return (slots,)
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return tuple(slots)


def _add_slots(cls, is_frozen, weakref_slot):
    """A new class like this one, with __slots__ for the fields."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    namespace = dict(cls.__dict__)
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        if "__getstate__" not in namespace:
            cls.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            cls.__setstate__ = _dataclass_setstate
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator: write the methods that follow from the annotated fields."""

    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass, as a tuple of Field objects."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Is it a dataclass, or an instance of one?"""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, nested dataclasses and containers too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if _is_instance(obj):
        items = []  # a variable, and the last part another: both live on in the frame of an exception
        for f in fields(obj):
            part = _asdict_inner(getattr(obj, f.name), dict_factory)
            items.append((f.name, part))
        return dict_factory(items)
    return _rebuilt(obj, lambda item: _asdict_inner(item, dict_factory))


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, nested dataclasses and containers too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_instance(obj):
        items = []
        for f in fields(obj):
            part = _astuple_inner(getattr(obj, f.name), tuple_factory)
            items.append(part)
        return tuple_factory(items)
    return _rebuilt(obj, lambda item: _astuple_inner(item, tuple_factory))


def _rebuilt(obj, convert):
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[convert(v) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(convert(v) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((convert(k), convert(v)) for k, v in obj.items())
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Make a dataclass from names, (name, type) or (name, type, field) entries."""
    namespace = {} if namespace is None else dict(namespace)
    seen = set()
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, namespace[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    import types

    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A copy with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
