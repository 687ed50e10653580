"""What objects are: kinds, members, source text, signatures, frames."""
import builtins
import functools
import linecache
import os
import sys
import types
from collections import namedtuple

CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_NOFREE = 0x40
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200
TPFLAGS_IS_ABSTRACT = 1 << 20

_missing = object()


# ---- kinds of objects ---------------------------------------------------------


def ismodule(object):
    """Is it a module?"""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Is it a class?"""
    return isinstance(object, type)


def ismethod(object):
    """Is it a bound method of a class written in Python?"""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Is it a function written in Python?"""
    return isinstance(object, types.FunctionType)


def _class_of_other(object):
    """The class of anything but a class, a method, a function."""
    return None if isclass(object) or ismethod(object) or isfunction(object) else type(object)


def ismethoddescriptor(object):
    """Has it __get__ but not __set__, and is no class, method or function?"""
    cls = _class_of_other(object)
    return cls is not None and hasattr(cls, "__get__") and not hasattr(cls, "__set__")


def isdatadescriptor(object):
    """Has it __set__ or __delete__?"""
    cls = _class_of_other(object)
    return cls is not None and (hasattr(cls, "__set__") or hasattr(cls, "__delete__"))


def ismemberdescriptor(object):
    """Is it a slot or a field of a built-in type?"""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Is it a computed attribute of a built-in type?"""
    return isinstance(object, types.GetSetDescriptorType)


def _like_function(obj):
    """Does it look like a function, without being one (made by a compiler, say)?"""
    if not callable(obj) or isclass(obj):
        return False
    defaults = getattr(obj, "__defaults__", _missing)
    by_name = getattr(obj, "__kwdefaults__", _missing)
    notes = getattr(obj, "__annotations__", None)
    return (
        isinstance(getattr(obj, "__code__", None), types.CodeType)
        and isinstance(getattr(obj, "__name__", None), str)
        and (defaults is None or isinstance(defaults, tuple))
        and (by_name is None or isinstance(by_name, dict))
        and (notes is None or isinstance(notes, dict))
    )


def _has_code_flag(object, flag):
    while True:
        if ismethod(object):
            object = object.__func__
        elif isinstance(object, functools.partial):
            object = object.func
        else:
            break
    if not (isfunction(object) or _like_function(object)):
        return False
    return bool(object.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Is it a function with yield?"""
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Is it an async function?"""
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Is it an async function with yield?"""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    """Is it an asynchronous generator?"""
    return isinstance(object, types.AsyncGeneratorType)


def isgenerator(object):
    """Is it a generator?"""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Is it a coroutine?"""
    return isinstance(object, types.CoroutineType)


def isawaitable(object):
    """Can it be awaited?"""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    from collections.abc import Awaitable

    return isinstance(object, Awaitable)


def istraceback(object):
    """Is it a traceback?"""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Is it a frame?"""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Is it a code object?"""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Is it a function or bound method in C?"""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Is it a bound special method of a built-in type?"""
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    """Is it any kind of function or method?"""
    return (
        isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
        or ismethodwrapper(object)
    )


def isabstract(object):
    """Is it a class with abstract methods left?"""
    if not isclass(object):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta

    if not issubclass(type(object), ABCMeta) or hasattr(object, "__abstractmethods__"):
        return False
    # The class is being made (__init_subclass__): ABCMeta has not looked at it yet.
    names = [name for base in object.__bases__ for name in getattr(base, "__abstractmethods__", ())]
    values = list(object.__dict__.values()) + [getattr(object, name, None) for name in names]
    return any(getattr(value, "__isabstractmethod__", False) for value in values)


# ---- members ------------------------------------------------------------------


def _members(object, predicate, get):
    names = dir(object)
    bases = ()
    if isclass(object):
        bases = (object,) + getmro(object)
        try:
            for base in object.__bases__:
                names += [k for k, v in base.__dict__.items() if isinstance(v, types.DynamicClassAttribute)]
        except AttributeError:
            pass
    results = []
    seen = set()
    for name in names:
        value = _missing
        if name not in seen:
            try:
                value = get(object, name)
            except AttributeError:
                pass
        if value is _missing:
            for base in bases:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        seen.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """(name, value) of all attributes, sorted; only values for which the predicate holds."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """Like getmembers(), by getattr_static()."""
    return _members(object, predicate, getattr_static)


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """Attribute(name, kind, defining_class, object) for each name in dir(cls)."""
    mro = getmro(cls)
    bases = (cls,) + mro
    meta = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(name)
    result = []
    seen = set()
    for name in names:
        found = home = None
        if name not in seen and name != "__dict__":
            try:
                found = getattr(cls, name)
            except Exception:
                pass
            else:
                home = _home_of(cls, name, found, bases, meta)
        raw = None
        for base in bases + meta:
            if name in base.__dict__:
                raw = base.__dict__[name]
                if home not in meta:
                    home = base
                break
        if home is None:
            continue
        value = raw if found is None else found
        kind = "data"
        if isinstance(raw, (staticmethod, types.BuiltinMethodType)):
            kind, value = "static method", raw
        elif isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
            kind, value = "class method", raw
        elif isinstance(raw, property):
            kind, value = "property", raw
        elif isroutine(value):
            kind = "method"
        result.append(Attribute(name, kind, home, value))
        seen.add(name)
    return result


def _home_of(cls, name, found, bases, meta):
    """The class that an attribute comes from, judged by what look-ups give."""
    home = getattr(found, "__objclass__", None)
    if home in bases:
        return home
    home = None
    for base in bases:
        if getattr(base, name, None) is found:
            home = base
    for base in meta:
        try:
            if base.__getattr__(cls, name) is found:
                home = base
        except AttributeError:
            pass
    return home


def getmro(cls):
    """The classes in which attributes are looked up, in order."""
    return cls.__mro__


def walktree(classes, children, parent):
    """Part of getclasstree(): the tree below some classes."""
    result = []
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    for cls in classes:
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


def getclasstree(classes, unique=False):
    """Nested lists of (class, bases); a list after a pair has the classes derived from it."""
    children = {}
    roots = []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for base in cls.__bases__:
            below = children.setdefault(base, [])
            if cls not in below:
                below.append(cls)
            if unique and base in classes:
                break
    roots += [parent for parent in children if parent not in classes]
    return walktree(roots, children, None)


def unwrap(func, *, stop=None):
    """Follow __wrapped__ to the end, or to the first for which stop() is true."""
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


# Looking at attributes without running code of the object.

_dict_of_class = type.__dict__["__dict__"].__get__
_mro_of_class = type.__dict__["__mro__"].__get__


def _find_in_class(cls, name):
    for base in _mro_of_class(cls):
        if _own_dict_attribute(type(base)) is _missing and name in base.__dict__:
            return base.__dict__[name]
    return _missing


def _own_dict_attribute(cls):
    """What a class has under the name __dict__, if it is not the usual descriptor."""
    for base in _mro_of_class(cls):
        found = _dict_of_class(base).get("__dict__", _missing)
        if found is not _missing and not (
            type(found) is types.GetSetDescriptorType and found.__name__ == "__dict__" and found.__objclass__ is base
        ):
            return found
    return _missing


def getattr_static(obj, attr, default=_missing):
    """getattr() without descriptors, __getattr__ and __getattribute__."""
    in_instance = _missing
    is_class = issubclass(type(obj), type)
    cls = obj if is_class else type(obj)
    if not is_class:
        special = _own_dict_attribute(cls)
        if special is _missing or type(special) is types.MemberDescriptorType:
            try:
                in_instance = dict.get(object.__getattribute__(obj, "__dict__"), attr, _missing)
            except AttributeError:
                pass
    in_class = _find_in_class(cls, attr)
    if in_instance is not _missing and in_class is not _missing:
        kind = type(in_class)
        if _find_in_class(kind, "__get__") is not _missing and (
            _find_in_class(kind, "__set__") is not _missing or _find_in_class(kind, "__delete__") is not _missing
        ):
            return in_class
    for found in in_instance, in_class:
        if found is not _missing:
            return found
    if is_class:
        found = _find_in_class(type(obj), attr)
        if found is not _missing:
            return found
    if default is not _missing:
        return default
    raise AttributeError(attr)


# ---- documentation --------------------------------------------------------------


def cleandoc(doc):
    """Take away the indentation of a doc string, and blank lines around it."""
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()), default=None)
    if lines:
        lines[0] = lines[0].lstrip()
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The documentation, that of a base class if there is none of its own."""
    try:
        doc = object.__doc__
        if doc is None:
            doc = _inherited_doc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _class_of_function(func):
    """The class in which a function was defined, by its qualified name."""
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _inherited_doc(obj):
    if isclass(obj):
        docs = (base.__doc__ for base in obj.__mro__ if base is not object)
        return next((doc for doc in docs if doc is not None), None)
    if ismethod(obj):
        name = obj.__func__.__name__
        owner = obj.__self__
        same = isclass(owner) and getattr(getattr(owner, name, None), "__func__", None) is obj.__func__
        cls = owner if same else owner.__class__
    elif isfunction(obj) or isinstance(obj, property):
        func = obj if isfunction(obj) else obj.fget
        name = func.__name__
        cls = _class_of_function(func)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif isbuiltin(obj):
        name = obj.__name__
        owner = obj.__self__
        same = isclass(owner) and f"{owner.__qualname__}.{name}" == obj.__qualname__
        cls = owner if same else owner.__class__
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name = obj.__name__
        cls = obj.__objclass__
        if getattr(cls, name) is not obj:
            return None
        slots = getattr(cls, "__slots__", None)
        if ismemberdescriptor(obj) and isinstance(slots, dict) and name in slots:
            return slots[name]
    else:
        return None
    for base in cls.__mro__:
        try:
            found = getattr(base, name)
        except AttributeError:
            continue
        doc = found.__doc__
        # An instance of a class with documentation has that, not one of its own.
        if doc is not None and found is not type and (isinstance(found, type) or type(found).__doc__ is not doc):
            return doc
    return None


# ---- files and source text --------------------------------------------------------


def getfile(object):
    """The file in which an object was defined."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            file = getattr(sys.modules.get(object.__module__), "__file__", None)
            if file:
                return file
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    code = _code_of(object)
    if code is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got "
            + type(object).__name__
        )
    return code.co_filename


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


_SUFFIXES = (".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".pyc", ".so", ".py")


def getmodulename(path):
    """The name of the module in a file; None for another file."""
    name = os.path.basename(path)
    return next((name[: -len(suffix)] for suffix in _SUFFIXES if name.endswith(suffix)), None)


def getsourcefile(object):
    """The file with the source text of an object; None if there is none."""
    filename = getfile(object)
    if filename.endswith(".so"):
        return None
    if filename.endswith(".pyc"):
        filename = filename[:-1]
    if filename in linecache.cache or os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    return None if module is None else filename


def getabsfile(object, _filename=None):
    """The absolute path of the file in which an object was defined."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


modulesbyfile = {}
_filesbymodname = {}


def getmodule(object, _filename=None):
    """The module in which an object was defined; None if that cannot be told."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if file not in modulesbyfile:
        for name, module in sys.modules.copy().items():
            path = getattr(module, "__file__", None) if ismodule(module) else None
            if path and path != _filesbymodname.get(name):
                _filesbymodname[name] = path
                path = getabsfile(module)
                modulesbyfile[path] = modulesbyfile[os.path.realpath(path)] = module.__name__
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    if hasattr(object, "__name__"):
        for module in sys.modules["__main__"], builtins:
            if getattr(module, object.__name__, _missing) is object:
                return module
    return None


class ClassFoundException(Exception):
    pass


class EndOfBlock(Exception):
    pass


def findsource(object):
    """(all lines of the file, index of the line where the object begins)."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        line = _line_of_class(compile("".join(lines), file, "exec", 0, True), object.__qualname__)
        if line is None:
            raise OSError("could not find class definition")
        return lines, line - 1
    code = _code_of(object)
    if not hasattr(code, "co_firstlineno"):
        raise OSError("could not find function definition")
    number = code.co_firstlineno - 1
    if number >= len(lines):
        raise OSError("lineno is out of bounds")
    while number > 0 and not _begins_function(lines[number]):
        number -= 1
    return lines, number


def _line_of_class(code, name):
    """The first line of a class with this qualified name, found among the code objects."""
    for inner in sorted((c for c in code.co_consts if iscode(c)), key=lambda c: c.co_firstlineno):
        if inner.co_qualname == name and not inner.co_flags & CO_NEWLOCALS:
            return inner.co_firstlineno
        if name.startswith(inner.co_qualname + "."):
            line = _line_of_class(inner, name)
            if line is not None:
                return line
    return None


def _begins_function(line):
    words = line.split(None, 2)
    if not words:
        return False
    if words[0] == "def" or words[:2] == ["async", "def"] or words[0].startswith("@"):
        return True
    at = line.find("lambda")
    while at >= 0:
        before, after = line[at - 1 : at] or " ", line[at + 6 : at + 7]
        if not (before.isalnum() or before == "_") and (after == ":" or after.isspace()):
            return True
        at = line.find("lambda", at + 1)
    return False


def _logical_lines(lines):
    """(index of the first line, index after the last, is it only a comment) of each logical line."""
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        if not text or text.startswith("#"):
            if text:
                yield at, at + 1, True
            at += 1
            continue
        first = at
        quote, depth = "", 0
        while at < len(lines):
            quote, depth, joined = _scan_line(lines[at], quote, depth)
            at += 1
            if not (quote or depth or joined):
                break
        yield first, at, False


def _scan_line(line, quote, depth):
    """(quote that is open at the end, depth of brackets, is the next line joined)."""
    at = 0
    size = len(line)
    while at < size:
        c = line[at]
        if c == "\\":
            if line[at + 1 :] in ("\n", "\r\n", ""):
                return quote, depth, True
            at += 2
        elif quote:
            if line.startswith(quote, at):
                at += len(quote)
                quote = ""
            else:
                at += 1
        elif c in "\"'":
            quote = c * 3 if line.startswith(c * 3, at) else c
            at += len(quote)
        elif c == "#":
            break
        else:
            depth = depth + 1 if c in "([{" else max(0, depth - 1) if c in ")]}" else depth
            at += 1
    return quote if len(quote) == 3 else "", depth, False


def indentsize(line):
    """The width of the white space a line begins with."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


class BlockFinder:
    """Finds where a block ends: feed it logical lines until it says so; `last` is the number of lines."""

    def __init__(self):
        self.last = 1
        self.start = None
        self.body = None
        self.islambda = False

    def line(self, lines, first, end, is_comment):
        """Take a logical line; true if the block ended before it or with it."""
        indent = indentsize(lines[first])
        if is_comment:
            if self.body is not None and indent >= self.body:
                self.last = end
            return False
        text = lines[first].lstrip()
        if self.start is None:
            if not text.startswith("@"):
                self.start = indent
                self.islambda = text.split(None, 1)[0] not in ("def", "class", "async")
            self.last = end
            return self.islambda
        if indent <= self.start:
            return True
        if self.body is None:
            self.body = indent
        self.last = end
        return False


def getblock(lines):
    """The lines of the block (function, class, statement with a lambda) at the beginning."""
    finder = BlockFinder()
    for line in _logical_lines(lines):
        if finder.line(lines, *line):
            break
    return lines[: finder.last]


def getsourcelines(object):
    """(lines of source text, number of the first), the number being 0 for a module."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source text of an object."""
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    """The comment lines just above an object, or at the beginning of a module."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0].startswith("#!") else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        found = []
        for line in lines[start:]:
            if not line.startswith("#"):
                break
            found.append(line.expandtabs())
        return "".join(found) if found else None
    if number <= 0:
        return None
    indent = indentsize(lines[number])
    found = []
    for line in reversed(lines[:number]):
        text = line.expandtabs().lstrip()
        if not text.startswith("#") or indentsize(line) != indent:
            break
        found.insert(0, text)
    if not found:
        return None
    while found and found[0].strip() == "#":
        found.pop(0)
    while found and found[-1].strip() == "#":
        found.pop()
    return "".join(found)


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """The outer names a function uses, with their values: ClosureVars."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    outer = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    space = func.__globals__
    built_in = space.get("__builtins__", builtins.__dict__)
    if ismodule(built_in):
        built_in = built_in.__dict__
    in_globals, in_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in space:
            in_globals[name] = space[name]
        elif name in built_in:
            in_builtins[name] = built_in[name]
        else:
            unbound.add(name)
    return ClosureVars(outer, in_globals, in_builtins, unbound)


# ---- frames -------------------------------------------------------------------------

_Traceback = namedtuple("_Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("_FrameInfo", ("frame",) + _Traceback._fields)


def _fields_text(self):
    fields = [f"{name}={value!r}" for name, value in zip(self._fields, self)]
    return f"{type(self).__name__}({', '.join(fields)}, positions={self.positions!r})"


class Traceback(_Traceback):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    __repr__ = _fields_text


class FrameInfo(_FrameInfo):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    __repr__ = _fields_text


def getframeinfo(frame, context=1):
    """Traceback(file, line, function, lines around it, index in them) of a frame or traceback."""
    from dis import Positions
    from itertools import islice

    if istraceback(frame):
        line, at = frame.tb_lineno, frame.tb_lasti
        frame = frame.tb_frame
    else:
        line, at = frame.f_lineno, frame.f_lasti
    positions = next(islice(frame.f_code.co_positions(), at // 2, None), None) if at >= 0 else None
    if positions is None or positions[0] is None:
        positions = (line,) + (positions or (None,) * 4)[1:]
    line = positions[0]
    if not isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    lines = index = None
    if context > 0:
        start = line - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start : start + context]
            index = line - 1 - start
    name = getsourcefile(frame) or getfile(frame)
    return Traceback(name, line, frame.f_code.co_name, lines, index, positions=Positions(*positions))


def getlineno(frame):
    """The line a frame is at."""
    return frame.f_lineno


def _frame_info(place, frame, context):
    found = getframeinfo(place, context)
    return FrameInfo(frame, *found, positions=found.positions)


def getouterframes(frame, context=1):
    """FrameInfo of a frame and of all that called it."""
    result = []
    while frame:
        result.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """FrameInfo of the frames of a traceback, the outermost first."""
    result = []
    while tb:
        result.append(_frame_info(tb, tb.tb_frame, context))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """FrameInfo of the caller and of all that called it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo of the frames between the handler and where its exception was raised."""
    return getinnerframes(sys.exc_info()[2], context)


GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def getgeneratorstate(generator):
    """One of the GEN_ constants."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator; none when it is closed."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    return generator.gi_frame.f_locals if generator.gi_frame is not None else {}


def getcoroutinestate(coroutine):
    """One of the CORO_ constants."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine; none when it is closed."""
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}


_OTHERS = "builtins functools linecache modulesbyfile namedtuple os sys types".split()
_IN_SIGNATURE = (
    "ArgInfo Arguments BoundArguments FullArgSpec Parameter Signature formatannotation formatannotationrelativeto "
    "formatargvalues get_annotations getargs getargvalues getcallargs getfullargspec signature"
).split()
__all__ = sorted([name for name in globals() if name[0] != "_" and name not in _OTHERS] + _IN_SIGNATURE)


def __getattr__(name):
    if name not in _IN_SIGNATURE and name not in ("_empty", "_void", "_ParameterKind"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import _signature

    value = globals()[name] = getattr(_signature, name)
    return value


def __dir__():
    return sorted({*globals(), *__all__})


def _main(arguments):
    """-m inspect [--details] module[:name]: the source text, or where it comes from."""
    details = [word for word in arguments if word in ("-d", "--details")]
    names = [word for word in arguments if word not in details]
    if len(names) != 1 or names[0].startswith("-"):
        print("usage: inspect.py [-h] [-d] module[:qualified.name]", file=sys.stderr)
        return 0 if names in (["-h"], ["--help"]) else 2
    module_name, _, path = names[0].partition(":")
    try:
        target = module = __import__(module_name, fromlist=["x"])
    except Exception as error:
        print(f"Failed to import {module_name} ({type(error).__name__}: {error})", file=sys.stderr)
        return 2
    for name in path.split(".") if path else ():
        target = getattr(target, name)
    if module_name in sys.builtin_module_names or not hasattr(module, "__file__"):
        print("Can't get info for builtin modules.", file=sys.stderr)
        return 1
    if not details:
        print(getsource(target))
        return 0
    print("Target:", names[0])
    print("Origin:", getsourcefile(module))
    if target is not module:
        print("Line:", findsource(target)[1])
    elif hasattr(module, "__path__"):
        print("Submodule search path:", module.__path__)
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
