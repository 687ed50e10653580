"""Enumerations: named constants with an identity and a class of their own."""
import sys
from _operator import or_ as _or_
from types import DynamicClassAttribute, MappingProxyType

__all__ = [
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
    "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
    "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
    "NAMED_FLAGS", "UNIQUE",
]

# Filled at the end of this module, when the classes exist.
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = None

_builtin_property = property


class nonmember:
    """Keep a value of the class body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Make a value of the class body a member that would not be one."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1:2] != "_" and name[-2:-1] != "_"


def _is_internal_class(cls_name, cls):
    inner = f"{cls_name}.{cls.__name__}"
    return cls.__qualname__ == inner or cls.__qualname__.endswith("." + inner)


def _break_on_call_reduce(self, proto):
    raise TypeError("%r cannot be pickled" % self)


def _make_class_unpicklable(obj):
    """Let pickling an object, or the instances of a class, fail."""
    setattr(obj, "__reduce_ex__", _break_on_call_reduce)
    setattr(obj, "__module__", "<unknown>")


def _is_private(cls_name, name):
    start = f"_{cls_name}__"
    return len(name) > len(start) and name.startswith(start) and (name[-1] != "_" or name[-2] != "_")


def _is_single_bit(number):
    if number == 0:
        return False
    rest = number
    rest &= number - 1
    return rest == 0


def _iter_bits_lsb(number):
    """The single bits of a non-negative number, lowest first."""
    number = getattr(number, "value", number)
    if number < 0:
        raise ValueError("%r is not a positive integer" % number)
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def bin(num, max_bits=None):
    """Two's complement text: a sign bit, a space, the digits."""
    limit = 2 ** num.bit_length()
    if num >= 0:
        text = "0b" + format(num + limit, "b")
        sign, digits = "0b0", text[3:]
    else:
        text = "0b" + format(~num ^ (limit - 1) + limit, "b")
        sign, digits = "0b1", format(limit + num if num else 0, "b").rjust(num.bit_length(), "0")
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


class _auto_null:
    def __repr__(self):
        return "_auto_null"


_auto_null = _auto_null()


class auto:
    """A value that the class chooses."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """An attribute of members that does not hide a member of the same name in the class."""

    def __get__(self, instance, ownerclass=None):
        if instance is None or self.fget is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}") from None
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class _EnumDict(dict):
    """Namespace of an enumeration's body: notes the members in order, refuses doubles."""

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = None

    def __setitem__(self, key, value):
        """Note a member or a setting."""
        if isinstance(value, type) and _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn("In 3.13 classes created inside an enum will not become a member.  "
                          "Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=2)
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            self._set_sunder(key, value)
            if key == "_ignore_":
                value = self._ignore
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            value = self._add_member(key, value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        allowed = ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                   "_iter_member_by_value_", "_iter_member_by_def_")
        if key not in allowed:
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            function = value.__func__ if isinstance(value, staticmethod) else value
            self._generate_next_value = function
        elif key == "_ignore_":
            names = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            taken = set(names) & set(self._member_names)
            if taken:
                raise ValueError(f"_ignore_ cannot specify already set names: {taken!r}")
            self._ignore = names

    def _add_member(self, key, value):
        if key in self:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._next_value(key, value)
        elif type(value) is tuple and any(isinstance(v, auto) for v in value):
            value = tuple([self._next_value(key, v) if isinstance(v, auto) else v for v in value])
        else:
            self._last_values.append(value)
        self._member_names[key] = None
        return value

    def _next_value(self, key, given):
        if given.value is _auto_null:
            given.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(given.value)
        return given.value

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


class _FutureMember:
    """Stands in the namespace for a member, which is made when the class exists."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, name):
        delattr(enum_class, name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if enum_class._member_type_ is tuple:
            args = (args,)
        new = self._new(enum_class, value, args)
        value = new._value_
        new._name_ = name
        new.__objclass__ = enum_class
        new.__init__(*args)
        new._sort_order_ = len(enum_class._member_names_)
        try:
            try:
                new = enum_class._value2member_map_[value]
            except TypeError:
                for other in enum_class._member_map_.values():
                    if other._value_ == value:
                        new = other
                        break
                else:
                    raise KeyError
        except KeyError:
            if Flag is None or not issubclass(enum_class, Flag) or _is_single_bit(value):
                enum_class._member_names_.append(name)
        enum_class._add_member_(name, new)
        try:
            enum_class._value2member_map_.setdefault(value, new)
        except TypeError:
            enum_class._unhashable_values_.append(value)

    @staticmethod
    def _new(enum_class, value, args):
        """The member, with a _value_ of its class's or our choice."""
        data_type, use_args = enum_class._member_type_, enum_class._use_args_
        new = enum_class._new_member_(enum_class, *args if use_args else ())
        if not hasattr(new, "_value_"):
            if use_args and data_type is object:
                new._value_ = value
            else:
                try:
                    new._value_ = data_type(*args)
                except MemoryError:
                    raise
                except Exception:
                    if use_args:
                        raise TypeError("_value_ not set in __new__, unable to create it") from None
                    new._value_ = value
        return new


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for name in classdict["_ignore_"]:
            classdict.pop(name, None)
        names = list(classdict._member_names)
        invalid = set(names) & {"mro", ""}
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join(repr(n) for n in invalid)}")
        order = classdict.pop("_order_", None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        namespace = dict(classdict.items())
        flags = 0
        for name in names:
            value = namespace[name]
            if isinstance(value, int):
                flags |= value
            namespace[name] = _FutureMember(value)
        namespace.update(
            _new_member_=new_member, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
            _unhashable_values_=[], _member_type_=member_type,
            _value_repr_=metacls._find_data_repr_(cls, bases),
        )
        if cls == "Flag" if Flag is None else any(issubclass(base, Flag) for base in bases):
            namespace.update(
                _boundary_=boundary or getattr(first_enum, "_boundary_", None), _flag_mask_=flags,
                _all_bits_=2 ** flags.bit_length() - 1, _inverted_=None,
            )
        failure = None
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as error:   # the error of a __set_name__, told as the class statement's own
            failure = error.__cause__ or error
        if failure is not None:
            raise failure
        namespace.update(enum_class.__dict__)
        metacls._choose_methods_(enum_class, bases, namespace, member_type, first_enum)
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new_member
            enum_class.__new__ = Enum.__new__
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        if Flag is not None and issubclass(enum_class, Flag):
            order = metacls._finish_flag_(enum_class, order)
        if order:
            metacls._check_order_(enum_class, order)
        return enum_class

    @staticmethod
    def _choose_methods_(enum_class, bases, namespace, member_type, first_enum):
        """A data type's __format__ and the like win over Enum's only where that makes sense."""
        settled = set(namespace)
        if ReprEnum is not None and ReprEnum in bases:
            if member_type is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in namespace:
                enum_class.__format__ = member_type.__format__
            if "__str__" not in namespace:
                method = member_type.__str__
                enum_class.__str__ = member_type.__repr__ if method is object.__str__ else method
            settled |= {"__format__", "__str__"}
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in settled or first_enum is None:
                continue
            found = getattr(enum_class, name)
            if found is getattr(member_type, name, None) or found is getattr(object, name):
                setattr(enum_class, name, getattr(first_enum, name))
        if Flag is not None and issubclass(enum_class, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in namespace:
                    setattr(enum_class, name, getattr(Flag, name))

    def _add_member_(cls, name, member):
        """Put a member into the class; a property of that name in a base keeps serving members."""
        hidden, found = False, None
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if found is not None:
                if isinstance(found, DynamicClassAttribute):
                    break
                hidden = True
        if not found:
            type.__setattr__(cls, name, member)
        elif hidden:
            redirect = property(found.fget, found.fset, found.fdel)
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        cls._member_map_[name] = member

    @staticmethod
    def _finish_flag_(enum_class, order):
        """Settle the mask and the way of iterating; _order_ without what is no single bit."""
        mask, members = 0, enum_class._member_map_
        for flag in members.values():
            value = flag._value_
            if _is_single_bit(value):
                mask |= value
        enum_class._flag_mask_ = mask
        values = [flag._value_ for flag in enum_class]
        if values != sorted(values):
            enum_class._iter_member_ = enum_class._iter_member_by_def_
        return order and [name for name in order if name not in members or _is_single_bit(enum_class[name]._value_)]

    @staticmethod
    def _check_order_(enum_class, order):
        expected = enum_class._member_names_
        order = [o for o in order if o not in enum_class.__members__ or o in enum_class._member_names_]
        if order != expected:
            raise TypeError(f"member order does not match _order_:\n  {expected!r}\n  {order!r}")

    def __bool__(cls):
        """Always true."""
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """A member by its value, or a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        """Is it a member?"""
        if not isinstance(member, Enum):
            import warnings

            warnings.warn(
                "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                "False depending on whether the value is a member",
                DeprecationWarning, stacklevel=2,
            )
            raise TypeError(
                "unsupported operand type(s) for 'in': '%s' and '%s'" % (type(member).__qualname__, cls.__class__.__qualname__)
            )
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__"}
        names.update(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getattr__(cls, name):
        """A member by its name, where a property of that name serves instances."""
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        """A member by its name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """The members in order."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """How many members there are."""
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        """All names with their members, read only."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    def __reversed__(cls):
        """The members, last first."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        """Members cannot be replaced."""
        member_map = cls.__dict__.get("_member_map_", {})
        if name in member_map:
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """The functional form: Enum('Animal', 'CAT DOG')."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names = names, []
            last = []
            for count, name in enumerate(original):
                value = first_enum._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            if isinstance(item, str):
                classdict[item] = names[item]
            else:
                name, value = item
                classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of a module's constants, and put it and its members in their place."""
        target = vars(sys.modules[module])
        members = [(key, value) for key, value in (vars(source) if source else target).items() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        made = _simple_enum(cls, boundary=boundary or KEEP)(type(name, (), {**dict(members), "__module__": module}))
        made.__reduce_ex__ = _reduce_ex_by_global_name
        if as_global:
            global_enum(made)
        else:
            vars(sys.modules[made.__module__]).update(made.__members__)
        target[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if Enum is not None and isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type of the members, and the enumeration that the class derives from."""
        if not bases:
            return object, Enum
        mcls._check_for_existing_members_(class_name, bases)
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        types = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        types.add(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__init__" in base.__dict__:
                    types.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(types) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {types!r}")
        return types.pop() if types else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """The __new__ that makes members."""
        new = classdict.get("__new__")
        save_new = first_enum is not None and new is not None
        if new is None:
            for method in ("__new_member__", "__new__"):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in {None, None.__new__, object.__new__, getattr(Enum, "__new__", None)}:
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        elif isinstance(new, staticmethod):
            new = new.__func__
        use_args = first_enum is not None and new is not object.__new__
        return new, save_new, use_args


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """Base of enumerations.

    class Color(Enum):
        RED = 1
        BLUE = 2
    """

    def __new__(cls, value):
        # Look a member up by its value.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        exc = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            error = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and exc is None:
                raise error
            if exc is None:
                exc = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")
            if not isinstance(exc, ValueError):
                exc.__context__ = error
            raise exc
        finally:
            exc = error = None

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        """The value of auto()."""
        if not last_values:
            return start
        try:
            last = last_values[-1]
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
        except TypeError:
            pass
        import warnings
        warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and "
                      "support adding +1\nand the value returned will be the largest value in the enum incremented by 1",
                      DeprecationWarning, stacklevel=3)
        for value in last_values:
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        """Attributes and methods that a member is for."""
        names = set() if self.__class__._member_type_ is object else set(object.__dir__(self))
        names.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_")
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, property):
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                else:
                    names.add(name)
        base = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        return sorted(base | names | {"name", "value"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return getattr, (self.__class__, self._name_)

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only the repr is an enumeration's: str() and format() are the data type's."""


class IntEnum(int, ReprEnum):
    """Members are ints."""


class StrEnum(str, ReprEnum):
    """Members are str."""

    def __new__(cls, *values):
        # The value must be a str.
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2],))
        value = str(*values)
        new = str.__new__(cls, value)
        new._value_ = value
        return new

    def _generate_next_value_(name, start, count, last_values):
        """The name in lower case."""
        return name.lower()


def _reduce_ex_by_global_name(self, proto):
    return self.name


class FlagBoundary(StrEnum):
    """What happens to flag values with unknown bits."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _operand(flag, other):
    if isinstance(other, flag.__class__):
        return other._value_
    if flag._member_type_ is not object and isinstance(other, flag._member_type_):
        return other
    return NotImplemented


class Flag(Enum, boundary=CONFORM):
    """Members combine with | & ^ ~."""

    _numeric_repr_ = repr

    def __reduce_ex__(self, proto):
        cls, known = self.__class__, self._value_ & self._flag_mask_
        unknown = self._value_ & ~known
        if unknown and known:
            return _or_, (cls(known), unknown)
        for bit in _iter_bits_lsb(known):
            if known != bit:
                return _or_, (cls(known & ~bit), cls._value2member_map_.get(bit))
            break
        if self._name_ is None:
            return cls, (self._value_,)
        return getattr, (cls, self._name_)

    def _generate_next_value_(name, start, count, last_values):
        """The next power of two."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            high = last.bit_length() - 1
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None
        return 2 ** (high + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        """Members of a value by value."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """Members of a value in the order of definition."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A member for a combination of bits."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        flag_mask, all_bits = cls._flag_mask_, cls._all_bits_
        neg_value = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                max_bits = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s"
                    % (cls, value, bin(value, max_bits), bin(flag_mask, max_bits))
                )
            if cls._boundary_ is CONFORM:
                value = value & flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError("%r unknown flag boundary %r" % (cls, cls._boundary_))
        if value < 0:
            neg_value = value
            value = all_bits + 1 + value
        unknown = value & ~flag_mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            pseudo = object.__new__(cls)
        else:
            pseudo = cls._member_type_.__new__(cls, value)
        if not hasattr(pseudo, "_value_"):
            pseudo._value_ = value
        names = [m._name_ for m in cls._iter_member_(value)] if value & flag_mask else []
        if names:
            pseudo._name_ = "|".join(names)
            if unknown:
                pseudo._name_ += "|%s" % cls._numeric_repr_(unknown)
        else:
            pseudo._name_ = None
        if not unknown:
            pseudo = cls._value2member_map_.setdefault(value, pseudo)
            if neg_value is not None:
                cls._value2member_map_[neg_value] = pseudo
        return pseudo

    def __contains__(self, other):
        """Are all bits of the other set?"""
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """The members whose bits are set."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls_name = self.__class__.__name__
        value_repr = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (cls_name, value_repr(self._value_))
        return "<%s.%s: %s>" % (cls_name, self._name_, value_repr(self._value_))

    def __str__(self):
        cls_name = self.__class__.__name__
        if self._name_ is None:
            return "%s(%r)" % (cls_name, self._value_)
        return "%s.%s" % (cls_name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        other = _operand(self, other)
        if other is NotImplemented:
            return NotImplemented
        value = self._value_
        return self.__class__(value | other)

    def __and__(self, other):
        other = _operand(self, other)
        if other is NotImplemented:
            return NotImplemented
        value = self._value_
        return self.__class__(value & other)

    def __xor__(self, other):
        other = _operand(self, other)
        if other is NotImplemented:
            return NotImplemented
        value = self._value_
        return self.__class__(value ^ other)

    def __invert__(self):
        if self._inverted_ is None:
            keep = self._boundary_ is KEEP
            self._inverted_ = self.__class__((-1 if keep else self._flag_mask_) ^ self._value_)
            if isinstance(self._inverted_, self.__class__):
                self._inverted_._inverted_ = self
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


def unique(enumeration):
    """Class decorator: refuse two names for one value."""
    duplicates = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def global_enum_repr(self):
    """repr of members that live in their module: module.NAME."""
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    """The same for flags."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    if _is_single_bit(self._value_):
        return "%s.%s" % (module, self._name_)
    keep = self._boundary_ is KEEP
    return "|".join(name if keep and name[0].isdigit() else "%s.%s" % (module, name) for name in self._name_.split("|"))


def global_str(self):
    """str of members that live in their module: NAME."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: put the members into the class's module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator: check the members as the EnumChecks given say."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                if duplicates:
                    details = ", ".join("%s -> %s" % pair for pair in duplicates)
                    raise ValueError("aliases found in %r: %s" % (enumeration, details))
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named_flags(enumeration)
        return enumeration

    @staticmethod
    def _continuous(enumeration):
        values = {m.value for m in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        missing = []
        if issubclass(enumeration, Flag):
            missing = [2**i for i in range(low.bit_length(), high.bit_length()) if 2**i not in values]
        elif issubclass(enumeration, IntEnum) or all(isinstance(v, int) for v in values):
            missing = [i for i in range(low + 1, high) if i not in values]
        else:
            raise Exception("verify: unknown type %r" % enumeration)
        if missing:
            raise ValueError(
                ("invalid %s %r: missing values %s"
                 % ("flag" if issubclass(enumeration, Flag) else "enum", enumeration.__name__,
                    ", ".join(str(m) for m in missing)))[:256]
            )

    @staticmethod
    def _named_flags(enumeration):
        known = {m._value_ for m in enumeration}
        bad_names, bad_bits = [], 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            missing = [bit for bit in _iter_bits_lsb(alias.value) if bit not in known]
            if missing:
                bad_names.append(name)
                for bit in missing:
                    bad_bits |= bit
        if bad_names:
            who = "alias %s is missing" % bad_names[0] if len(bad_names) == 1 else \
                "aliases %s and %s are missing" % (", ".join(bad_names[:-1]), bad_names[-1])
            what = "value 0x%x" % bad_bits if _is_single_bit(bad_bits) else "combined values of 0x%x" % bad_bits
            raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]"
                             % (enumeration.__name__, who, what))


def show_flag_values(value):
    # The single bits of a number, as a list.
    return list(_iter_bits_lsb(value))


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator: an enumeration with the attributes of a plain class."""

    def convert_class(cls):
        names = type(etype).__prepare__(cls.__name__, (etype,))
        for name, value in vars(cls).items():
            if name not in ("__dict__", "__weakref__"):
                names[name] = value
        made = type(etype)(cls.__name__, (etype,), names, boundary=boundary)
        made.__qualname__ = cls.__qualname__
        return made

    return convert_class


def _test_simple_enum(checked_enum, simple_enum):
    """Complain if the two do not have the same attributes and members."""
    failed = []
    if checked_enum.__dict__ != simple_enum.__dict__:
        ours, theirs = vars(checked_enum), vars(simple_enum)
        for name in dict.fromkeys([*ours, *theirs]):
            if name in ("__module__", "_member_map_", "_value2member_map_", "__doc__", "__new__", "__signature__"):
                continue
            if name not in theirs:
                failed.append("missing key: %r" % (name,))
            elif name not in ours:
                failed.append("extra key:   %r" % (name,))
            elif callable(ours[name]) or isinstance(ours[name], _builtin_property):
                continue
            elif name in checked_enum._member_map_:
                pairs = vars(ours[name]), vars(theirs[name])
                for key in dict.fromkeys([*pairs[0], *pairs[1]]):
                    if key not in ("__objclass__", "_sort_order_") and pairs[0].get(key) != pairs[1].get(key):
                        failed.append("%r: %r != %r in member %s" % (key, pairs[0].get(key), pairs[1].get(key), name))
            elif ours[name] != theirs[name]:
                failed.append("%r: %r != %r" % (name, ours[name], theirs[name]))
    if failed:
        raise TypeError("enum mismatch:\n   %s" % "\n   ".join(failed))
