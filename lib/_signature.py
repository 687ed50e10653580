"""The part of inspect that deals with signatures; loaded when one of its names is used."""
import enum
import functools
import sys
import types
from collections import OrderedDict, namedtuple
from inspect import CO_VARARGS, CO_VARKEYWORDS, _like_function, isbuiltin, isclass, iscode, isfunction, ismethod
from inspect import ismethoddescriptor, ismodule, unwrap
from keyword import iskeyword

__name__ = "inspect"  # where its classes and functions are said to come from



class _void:
    """Marks an argument that was not given."""


class _empty:
    """Marks that a default or an annotation is absent."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        words = ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")
        return words[self]


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


class Parameter:
    """One parameter of a function: name, kind, default, annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[0] == "." and name[1:].isdigit():
            # ".0": the iterable of a comprehension
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(
                    "implicit arguments must be passed as positional or keyword arguments, not "
                    + self._kind.description
                )
            self._kind = _POSITIONAL_ONLY
            name = "implicit" + name[1:]
        if not name.isidentifier() or (iskeyword(name) and self._kind is not _POSITIONAL_ONLY):
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    def __reduce__(self):
        return (
            type(self),
            (self._name, self._kind),
            {"_default": self._default, "_annotation": self._annotation},
        )

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with changes."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
        )

    def __str__(self):
        text = self._name
        equals = "="
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
            equals = " = "
        if self._default is not _empty:
            text += equals + repr(self._default)
        return {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._annotation, self._default

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._key() == other._key()


class BoundArguments:
    """Which parameter gets which value: what Signature.bind() gives."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    def _split(self):
        """(positional values, keyword values) for a call."""
        args, kwargs = [], {}
        by_name = False
        for name, param in self._signature.parameters.items():
            kind = param.kind
            if kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or (name not in self.arguments and kind != _VAR_POSITIONAL):
                by_name = True
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if kind == _VAR_KEYWORD:
                kwargs.update(value)
            elif kind == _VAR_POSITIONAL and not by_name:
                args.extend(value)
            elif by_name:
                kwargs[name] = value
            else:
                args.append(value)
        return tuple(args), kwargs

    args = property(lambda self: self._split()[0])
    kwargs = property(lambda self: self._split()[1])

    def apply_defaults(self):
        """Set the parameters that got no value to their defaults."""
        full = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                full[name] = self.arguments[name]
            elif param.default is not _empty:
                full[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                full[name] = ()
            elif param.kind is _VAR_KEYWORD:
                full[name] = {}
        self.arguments = full

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({args})>"


class Signature:
    """The parameters of a function, and what it is annotated to return."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = OrderedDict()
        latest = _POSITIONAL_ONLY
        defaults = False
        for param in parameters or () if parameters is None else parameters:
            if __validate_parameters__:
                kind = param.kind
                if kind < latest:
                    raise ValueError(
                        f"wrong parameter order: {latest.description} parameter before {kind.description} parameter"
                    )
                if kind > latest:
                    latest = kind
                    defaults = False
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is not _empty:
                        defaults = True
                    elif defaults:
                        raise ValueError("non-default argument follows default argument")
                if param.name in found:
                    raise ValueError(f"duplicate parameter name: {param.name!r}")
            found[param.name] = param
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """Constructs Signature for the given callable object."""
        return _Finder(cls, follow_wrapped, True, globals, locals, eval_str).find(obj)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with changes."""
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=self._return_annotation if return_annotation is _void else return_annotation,
        )

    def _key(self):
        params = self._parameters.values()
        positional = tuple(p for p in params if p.kind != _KEYWORD_ONLY)
        return positional, {p.name: p for p in params if p.kind == _KEYWORD_ONLY}, self._return_annotation

    def __hash__(self):
        positional, by_name, returns = self._key()
        return hash((positional, frozenset(by_name.values()), returns))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._key() == other._key()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        params = list(self._parameters.values())
        used = 0
        while used < len(args):
            param = params.pop(0) if params else None
            if param is None or param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                raise TypeError("too many positional arguments") from None
            if param.kind == _VAR_POSITIONAL:
                arguments[param.name] = tuple(args[used:])
                break
            if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {param.name!r}") from None
            arguments[param.name] = args[used]
            used += 1
        rest = None
        for param in params:
            name = param.name
            if param.kind == _VAR_KEYWORD:
                rest = name
            elif param.kind == _VAR_POSITIONAL:
                continue
            elif name in kwargs:
                if param.kind == _POSITIONAL_ONLY:
                    raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}") from None
        if kwargs:
            if rest is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[rest] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """BoundArguments for a call with these values; TypeError if the call would fail."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Like bind(), but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (
            type(self),
            (tuple(self._parameters.values()),),
            {"_return_annotation": self._return_annotation},
        )

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        parts = []
        slash_due = False
        star_due = True
        for param in self._parameters.values():
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                parts.append("/")
                slash_due = False
            if kind == _VAR_POSITIONAL:
                star_due = False
            elif kind == _KEYWORD_ONLY and star_due:
                parts.append("*")
                star_due = False
            parts.append(str(param))
        if slash_due:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of anything that can be called."""
    return Signature.from_callable(
        obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str
    )


_SLOTS_IN_C = (
    types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType, types.BuiltinFunctionType,
)


class _Finder:
    """Finds signatures of the class `cls`, in one of the ways there are."""

    def __init__(self, cls, follow_wrapped=True, skip_bound=True, globals=None, locals=None, eval_str=False):
        self.cls = cls
        self.follow_wrapped = follow_wrapped
        self.skip_bound = skip_bound
        self.annotations = {"globals": globals, "locals": locals, "eval_str": eval_str}

    def find(self, obj):
        if not callable(obj):
            raise TypeError(f"{obj!r} is not a callable object")
        if ismethod(obj):
            return self._skip_first(self.find(obj.__func__))
        if self.follow_wrapped:
            obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
            if ismethod(obj):
                return self.find(obj)
        given = getattr(obj, "__signature__", None)
        if given is not None:
            if not isinstance(given, Signature):
                raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
            return given
        method = getattr(obj, "_partialmethod", None)
        if isinstance(method, functools.partialmethod):
            return self._of_partialmethod(method)
        if isfunction(obj) or _like_function(obj):
            text = getattr(obj, "__text_signature__", None)
            return self._of_text(obj, text) if text else self._of_function(obj)
        if isbuiltin(obj) or ismethoddescriptor(obj) or isinstance(obj, _SLOTS_IN_C) or obj in (type, object):
            text = getattr(obj, "__text_signature__", None)
            if not text or _UNKNOWN in text:
                raise ValueError(f"no signature found for builtin {obj!r}")
            return self._of_text(obj, text)
        if isinstance(obj, functools.partial):
            return self._of_partial(self.find(obj.func), obj)
        if isclass(obj):
            found = self._of_class(obj)
            return self._skip_first(found[0]) if type(found) is tuple else found
        call = _method_in_python(type(obj), "__call__")
        if call is not None:
            try:
                found = self.find(call)
            except ValueError as ex:
                raise ValueError(f"no signature found for {obj!r}") from ex
            return self._skip_first(found)
        raise ValueError(f"callable {obj!r} is not supported by signature")

    def _skip_first(self, found):
        """The signature of a bound method, from that of its function."""
        if not self.skip_bound:
            return found
        params = tuple(found.parameters.values())
        if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
            raise ValueError("invalid method signature")
        return found if params[0].kind is _VAR_POSITIONAL else found.replace(parameters=params[1:])

    def _of_class(self, obj):
        """A signature, or a tuple of one whose first parameter is the class or instance."""
        call = _method_in_python(type(obj), "__call__")
        if call is not None:
            return (self.find(call),)
        methods = {name: _method_in_python(obj, name) for name in ("__new__", "__init__")}
        for base in obj.__mro__:
            for name, method in methods.items():
                if method is not None and name in base.__dict__:
                    return (self.find(method),)
        for base in obj.__mro__[:-1]:
            text = getattr(base, "__text_signature__", None)
            if text and _UNKNOWN not in text:
                return self._of_text(base, text)
        if type not in obj.__mro__:
            if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
                return self.cls.from_callable(object)
            raise ValueError(f"no signature found for builtin type {obj!r}")
        raise ValueError(f"callable {obj!r} is not supported by signature")

    def _of_function(self, func):
        code = func.__code__
        names = code.co_varnames
        positional = code.co_argcount
        named = positional + code.co_kwonlyargcount
        defaults = func.__defaults__ or ()
        by_name = func.__kwdefaults__ or {}
        notes = get_annotations(func, **self.annotations)
        make = self.cls._parameter_cls
        params = []

        def add(name, kind, default=_empty):
            params.append(make(name, kind, default=default, annotation=notes.get(name, _empty)))

        first_default = positional - len(defaults)
        for i in range(positional):
            kind = _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
            add(names[i], kind, defaults[i - first_default] if i >= first_default else _empty)
        if code.co_flags & CO_VARARGS:
            add(names[named], _VAR_POSITIONAL)
        for name in names[positional:named]:
            add(name, _KEYWORD_ONLY, by_name.get(name, _empty))
        if code.co_flags & CO_VARKEYWORDS:
            add(names[named + (code.co_flags & CO_VARARGS != 0)], _VAR_KEYWORD)
        return self.cls(
            params, return_annotation=notes.get("return", _empty), __validate_parameters__=not isfunction(func)
        )

    def _of_text(self, obj, text):
        """From a __text_signature__: "($self, x, /, y=1)"."""
        module = sys.modules.get(getattr(obj, "__module__", None))
        namespace = {**sys.modules, **vars(module)} if module else dict(sys.modules)
        try:
            func = eval(f"lambda {text.replace('$', '').replace(chr(10), ' ').strip()[1:-1]}: 0", namespace)
            for value in (*(func.__defaults__ or ()), *(func.__kwdefaults__ or {}).values()):
                if not isinstance(value, (str, int, float, complex, bytes, bool, type(None), tuple)):
                    raise ValueError
        except Exception:
            raise ValueError(f"{obj!r} has invalid signature") from None
        found = self._of_function(func)
        if "$" not in text:
            return found
        params = list(found.parameters.values())
        owner = getattr(obj, "__self__", None)
        if owner is not None and (self.skip_bound or ismodule(owner)):
            params.pop(0)
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
        return found.replace(parameters=params)

    def _of_partialmethod(self, method):
        inner = self.find(method.func)
        found = self._of_partial(inner, method, (None,))
        first = next(iter(inner.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return found
        return found.replace(parameters=(first, *found.parameters.values()))

    def _of_partial(self, inner, partial, extra=()):
        """The signature that is left when some arguments are fixed."""
        keywords = partial.keywords or {}
        try:
            bound = inner.bind_partial(*extra, *(partial.args or ()), **keywords).arguments
        except TypeError as ex:
            raise ValueError(f"partial object {partial!r} has incorrect arguments") from ex
        before, after = [], []
        by_name = False  # a parameter given by name: it and those after it can be given by name only
        for name, param in inner.parameters.items():
            kind = param.kind
            if name in bound and kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _KEYWORD_ONLY):
                if kind is _POSITIONAL_ONLY or (kind is _POSITIONAL_OR_KEYWORD and name not in keywords):
                    continue
                by_name = by_name or kind is _POSITIONAL_OR_KEYWORD
                param = param.replace(default=bound[name])
            if not by_name:
                before.append(param)
            elif kind is _POSITIONAL_OR_KEYWORD:
                after.append(param.replace(kind=_KEYWORD_ONLY))
            elif kind is not _VAR_POSITIONAL:
                after.append(param)
        return inner.replace(parameters=before + after)


# A default in a __text_signature__ that has no text: the signature is for people only.
_UNKNOWN = "<unrepresentable>"


def _method_in_python(cls, name):
    """A method of a class, unless it is one that C code provides."""
    method = getattr(cls, name, None)
    return None if isinstance(method, _SLOTS_IN_C) else method


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A copy of the annotations of a class, module or function; strings evaluated if asked for."""
    own_globals = own_locals = inner = None
    if isclass(obj):
        found = obj.__dict__.get("__annotations__", None)
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        module = sys.modules.get(getattr(obj, "__module__", None), None)
        own_globals = getattr(module, "__dict__", None)
        own_locals = dict(vars(obj))
        inner = obj
    elif ismodule(obj):
        found = getattr(obj, "__annotations__", None)
        own_globals = obj.__dict__
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        own_globals = getattr(obj, "__globals__", None)
        inner = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not found or not eval_str:
        return dict(found)
    if inner is not None:
        while True:
            if hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            elif isinstance(inner, functools.partial):
                inner = inner.func
            else:
                break
        own_globals = getattr(inner, "__globals__", own_globals)
    globals = own_globals if globals is None else globals
    locals = own_locals if locals is None else locals
    return {
        name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()
    }


def formatannotation(annotation, base_module=None):
    """The text of an annotation, without the names of modules that can be left out."""
    if getattr(annotation, "__module__", None) == "typing":
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _without_typing(text):
    parts = text.split("typing.")
    result = parts[0]
    for part in parts[1:]:
        before = result[-1:]
        result += ("typing." if before.isalnum() or before in ("_", ".") and before else "") + part
    return result


def formatannotationrelativeto(object):
    """formatannotation() as seen from the module of an object."""
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


FullArgSpec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
Arguments = namedtuple("Arguments", "args varargs varkw")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")


def getfullargspec(func):
    """Names, defaults and annotations of parameters; of a bound method, self included."""
    try:
        found = _Finder(Signature, follow_wrapped=False, skip_bound=False).find(func)
    except Exception as ex:
        raise TypeError("unsupported callable") from ex
    names = {kind: [] for kind in _ParameterKind}
    defaults = []
    by_name = {}
    notes = {}
    if found.return_annotation is not _empty:
        notes["return"] = found.return_annotation
    for name, param in found.parameters.items():
        names[param.kind].append(name)
        if param.default is not _empty:
            if param.kind is _KEYWORD_ONLY:
                by_name[name] = param.default
            else:
                defaults.append(param.default)
        if param.annotation is not _empty:
            notes[name] = param.annotation
    return FullArgSpec(
        names[_POSITIONAL_ONLY] + names[_POSITIONAL_OR_KEYWORD],
        next(iter(names[_VAR_POSITIONAL]), None), next(iter(names[_VAR_KEYWORD]), None),
        tuple(defaults) or None, names[_KEYWORD_ONLY], by_name or None, notes,
    )


def getargs(co):
    """The names of the parameters of a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    args = list(names[: co.co_argcount]) + list(names[co.co_argcount : count])
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[count]
        count += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return Arguments(args, varargs, varkw)


def getargvalues(frame):
    """The parameters of a frame's function, and the frame's local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """The text for what getargvalues() gives."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(parts)})"


def _complain_missing(f_name, names, positional, values):
    names = [repr(name) for name in names if name not in values]
    kind = "positional" if positional else "keyword-only"
    if len(names) > 2:
        names[-2:] = [f"{names[-2]} and {names[-1]}"]
        text = ", ".join(names)
        count = len(names) + 1
    else:
        text = " and ".join(names)
        count = len(names)
    raise TypeError(f"{f_name}() missing {count} required {kind} argument{'' if count == 1 else 's'}: {text}")


def _complain_too_many(f_name, args, kwonly, varargs, optional, given, values):
    required = len(args) - optional
    named = sum(name in values for name in kwonly)
    if varargs:
        plural, takes = required != 1, f"at least {required}"
    elif optional:
        plural, takes = True, f"from {required} to {len(args)}"
    else:
        plural, takes = len(args) != 1, str(len(args))
    extra = ""
    if named:
        extra = f" positional argument{'s' * (given != 1)} (and {named} keyword-only argument{'s' * (named != 1)})"
    were = "was" if given == 1 and not named else "were"
    raise TypeError(f"{f_name}() takes {takes} positional argument{'s' * plural} but {given}{extra} {were} given")


def getcallargs(func, /, *positional, **named):
    """Which parameter of a function would get which value in a call."""
    args, varargs, varkw, defaults, kwonly, kwdefaults, _ = getfullargspec(func)
    f_name = func.__name__
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    optional = len(defaults or ())
    values = dict(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args) :])
    if varkw:
        values[varkw] = {}
    known = set(args + kwonly)
    for name, value in named.items():
        if name not in known:
            if not varkw:
                raise TypeError(f"{f_name}() got an unexpected keyword argument {name!r}")
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError(f"{f_name}() got multiple values for argument {name!r}")
        values[name] = value
    if len(positional) > len(args) and not varargs:
        _complain_too_many(f_name, args, kwonly, varargs, optional, len(positional), values)
    if len(positional) < len(args):
        required = args[: len(args) - optional]
        if any(name not in values for name in required):
            _complain_missing(f_name, required, True, values)
        for name, default in zip(args[len(required) :], defaults or ()):
            values.setdefault(name, default)
    for name in kwonly:
        if name not in values and kwdefaults and name in kwdefaults:
            values[name] = kwdefaults[name]
    if any(name not in values for name in kwonly):
        _complain_missing(f_name, kwonly, False, values)
    return values
