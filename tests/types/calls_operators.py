# Operators and calls on objects that are of the wrong kind: which message it is.
import collections
import operator
import types


def t(*sources):
    for source in sources:
        try:
            text = repr(eval(source))
        except BaseException as error:
            text = type(error).__name__ + ': ' + str(error)
        print(source, '=>', text)


def run(*sources):
    for source in sources:
        try:
            exec(source, {'collections': collections, 'types': types})
            print(source, '=> done')
        except BaseException as error:
            print(source, '=>', type(error).__name__ + ':', error)


class L(list):
    pass


class Adds:
    def __getitem__(self, i):
        raise IndexError

    def __radd__(self, other):
        return 'radd'


# what counts as a sequence, and what as a mapping
t('iter(int | str)', '1 in int | str', '[*(int | str)]', 'reversed(list[int])', 'reversed(types.MappingProxyType([]))',
  'types.MappingProxyType(collections.deque())', '"ab" % collections.deque([1])', 'b"ab" % collections.deque([1])',
  '"%(a)s" % collections.deque([1])', 'eval("1", collections.deque())', 'eval("1", [1])', 'eval("1", 5)',
  'eval("a", {}, collections.deque())', 'ExceptionGroup("a", types.MappingProxyType({}))', 'ExceptionGroup("a", list[int])')
run('x = {1: 2}.values(); x *= "ab"', 'x = list[int]; x *= "ab"', 'x = int | str; x *= [1]', 'x = {}; x *= "ab"', 'x = types.MappingProxyType({}); x *= "a"')
t('operator.concat(memoryview(b"ab"), "ab")', 'operator.concat(memoryview(b"ab"), L())', 'operator.concat(True, 1)', 'operator.concat(1, "a")',
  'operator.concat("a", 1)', 'operator.concat(memoryview(b"a"), Adds())', 'operator.iconcat(types.MappingProxyType({}), Adds())', 'operator.iconcat(1, 2)',
  'operator.concat(b"a", b"b")')

# names of attributes, arguments of compile, exec, open
t('hasattr(1, 1)', 'getattr(1, 1)', 'setattr(1, 2, 3)', 'delattr(1, 2)', 'open(1, None)', 'open(None, mode=5)',
  'compile("1", "f\\0", "exec")', 'compile(1, 2, 3)', 'compile(1, b"f", 3)', 'compile(1, "f", "exec")', 'compile((lambda: 1).__code__, "f", "exec")',
  'compile("1", "f", "exec", 2 ** 31)', 'compile("1", "f", "x")', 'compile("1", "f", "x", 1 << 30)', 'compile("1", "f", "eval", optimize=5)',
  'compile("1", types.SimpleNamespace(), "exec")', 'sorted([], reverse=2 ** 31)', '[].sort(reverse=2 ** 31)',
  'memoryview(1, 2)', 'memoryview(object=1, b=2)', 'types.MappingProxyType(1, 2)', 'types.CodeType()', 'types.CodeType(a=1)', 'types.CodeType(*range(19))')


# names in dictionaries of a derived class
class Missing(dict):
    def __missing__(self, key):
        if key.startswith('__'):
            raise KeyError(key)
        return 'missing ' + key


space = Missing(y=5)
t('eval("x", space)', 'eval("x + str(y)", space)', 'eval("(lambda: x)()", space)', 'eval("[x for _ in range(2)]", space)',
  'eval("len", space)', 'eval("x", {}, space)')
exec('def f(): return z, y\nx = 1\ndel x', space)
t('space["f"]()', 'space["f"]()', 'sorted(k for k in space if k != "__builtins__")')
t('eval("x", collections.Counter("a"))', 'eval("nothing", collections.OrderedDict())')

# OrderedDict stands for a built-in type
t('1 + collections.OrderedDict()', 'hash(collections.OrderedDict())', 'int(collections.OrderedDict())', 'collections.OrderedDict() < 1',
  'setattr(collections.OrderedDict, "x", 1)', 'collections.OrderedDict.__name__', 'collections.OrderedDict.__flags__ & 512')


class Derived(collections.OrderedDict):
    pass


Derived.x = 1
t('1 + Derived()', 'Derived.x', 'Derived(a=1)')

# unions
t('isinstance(1, int | str)', 'isinstance(1, str | None)', 'issubclass(bool, int | str)', 'issubclass(list[int], int | str)',
  'isinstance(1, str | list[int])', 'isinstance("", str | list[int])', 'issubclass(1, int | str)', '(int | str).__instancecheck__',
  'isinstance(None, int | None)', 'isinstance(1, (str, float | int))')

# a bound method has no __get__ of its own
class C:
    def m(self):
        return self


t('classmethod(C().m).__get__(True)()', 'type(C().m).__dict__.get("__get__")')
C.again = C().m
t('C().again is C().again', 'type(C().again()) is C')
t('sorted([1], kee=1)', 'sorted([1], key=None, reverse=1, x=2)', 'sorted([2, 3, 1], reverse=True, key=None)', 'sorted(5, kee=1)', 'sorted([1], reverse="a")')
t('collections.Counter("aab").elements().__class__', 'collections.Counter("aab").most_common(1.5)', 'collections.Counter("aab").most_common(1)',
  'collections.Counter("aab").most_common(-1)', 'collections.Counter("aab").most_common(9)', 'collections.ChainMap({}) | type("K", (), {"keys": list})()')
t('eval("1", 5, 5)', 'eval("1", None, 5)')
run('exec("1", 5, 5)', 'exec("1", {}, 5)', 'x = ExceptionGroup("a", [ValueError(1)]); x *= "a"', 'x = object(); x *= "a"',
    'import functools; x = functools.partial(len); del x[1]', 'import functools; x = functools.partial(len); x *= [1]', 'x = object(); del x[1]')


class Raises:
    def __index__(self):
        raise KeyError('index')


t('operator.setitem(int | str, Raises(), 1)', 'operator.delitem(list[int], Raises())', 'operator.setitem({1: 2}.values(), Raises(), 1)',
  'operator.delitem((1, 2), Raises())', 'operator.delitem({1: 2}.keys(), 1)', 'operator.delitem(range(3), 1)', 'operator.delitem(int | str, 1)',
  'operator.setitem(iter([]), Raises(), 1)', 'operator.delitem(types.MappingProxyType({}), 1)')
