# Calls with arguments that are wrong, or seldom given: results, exception types, messages.
import copyreg
import types


def t(*sources):
    for source in sources:
        try:
            text = repr(eval(source))
        except BaseException as error:
            text = type(error).__name__ + ': ' + str(error)
        print(source, '=>', text)


# slot wrappers: which of them name the function
t('[].__imul__()', '[].__mul__(1, 2)', '().__rmul__()', '[].__setitem__(1)', '[].__delitem__()', '[].__setattr__("a")',
  '(1).__pow__()', '(1).__pow__(1, 2, 3)', 'len.__get__', 'func.__get__()', 'func.__get__(1, 2, 3)', '[].__len__(1)',
  '[].__add__()', '[].__eq__(1, 2)', '[1].__mul__(Big())', '[1].__mul__("a")', '{}.__setitem__(1, 2, 3)')


class Big:
    def __index__(self):
        return 2 ** 70


def func():
    pass


t('[1].__mul__(Big())', 'func.__get__()', 'func.__get__(1, 2, 3)', 'func.__get__(None, None)')

# methods that stand for a slot
t('list.__getitem__', 'dict.__getitem__', 'dict.__contains__', 'set.__contains__', 'frozenset.__contains__',
  '[].__getitem__()', '{}.__getitem__(1, 2)', '{1}.__contains__()', '{}.__contains__()', '{}.__contains__(x=1)',
  'list.__getitem__(1, 2)', 'dict.__contains__({1: 2}, 1)', 'type([].__getitem__)', 'list.__getitem__([1, 2], 1)')


class L(list):
    pass


class D(dict):
    def __getitem__(self, key):
        return 'D', super().__getitem__(key)

    def __contains__(self, key):
        return not super().__contains__(key)


class E(dict):
    __contains__ = dict.__getitem__


class F(dict):
    __getitem__ = dict.__contains__


t('L([1, 2])[1]', 'L([1, 2]).__getitem__()', 'D(a=1)["a"]', '"a" in D(a=1), "b" in D()', '2 in E({2: 0}), 2 in E({2: 1})',
  'F(a=1)["a"], F()["b"]')
D.__contains__ = dict.__contains__
t('"a" in D(a=1), "b" in D()')
del D.__getitem__
t('D(a=1)["a"]', 'D(a=1)["b"]')

# object
t('[].__format__(None)', '[].__format__(1)', '[].__reduce_ex__(2 ** 31)', '[].__reduce_ex__(10 ** 30)', '[].__reduce_ex__(-2 ** 63)',
  '(x for x in "a").__init__(5)', 'func.__code__.__init__(1)', 'func.__init__(1)', 'object().__init__(1)', 'hash(types.MappingProxyType({}))')

# iterators and ranges
t('range(5).__reduce__(1, 2)', 'iter("ab").__setstate__(None)', 'iter("ab").__setstate__(10 ** 30)', 'iter("ab").__setstate__(Big())',
  'iter(range(3)).__setstate__(None)', 'iter(range(3)).__setstate__(10 ** 30)', 'iter(range(3)).__setstate__(Big())',
  'iter(range(10 ** 20, 10 ** 20 + 3)).__setstate__("")')


class S:
    __slots__ = ('a',)


t('S().__reduce__()', 'S().__reduce_ex__(1)', 'S().__reduce_ex__(2)[1]', '(int | str).__reduce_ex__(0)', 'copyreg._reduce_ex([], 0)',
  'copyreg._reduce_ex(L([1]), 0)[1:]', 'iter([1]).__class__.__reduce__(5)')

# whose __new__ it is
t('KeyError.__new__(0)', 'OSError.__new__(0)', 'FileNotFoundError.__new__(0)', 'SyntaxError.__new__()', 'UnicodeDecodeError.__new__(int)',
  'ExceptionGroup.__new__(0)', 'StopIteration.__new__(int)', 'BlockingIOError.__new__(0)')
t('super(L).__init__(1)', 'super(L).__init__(None)', 'super(L).__init__(1, 2, 3)', 'super(1, 2, 3)', 'super(None)')

# classmethod and staticmethod copy names when they are made, and again
c = classmethod(func)
t('c.__annotations__', 'c.__name__', 'c.__dict__')
c.__init__(D)
t('c.__name__', 'c.__qualname__', 'staticmethod(func).__annotations__')

g = ExceptionGroup('g', [ValueError(1)])
t('g.split()', 'g.subgroup(1, 2)', 'g.derive()', 'g.derive(1, 2)', 'g.split(x=1)', 'g.derive(excs=1)')
c = classmethod(func)
t('c.__setattr__("a", 1)', 'c.a, c.__name__', 'c.__delattr__("a")', 'c.__delattr__("b")', 'c.__setattr__(None, None)', 'staticmethod(5).__setattr__("a", 2)')
