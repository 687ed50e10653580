# Tracebacks as text: excerpts with carets, chains, groups, notes, repeats, suggestions.
import io
import sys


def show(function, *args):
    try:
        function(*args)
    except BaseException as e:
        old, sys.stderr = sys.stderr, io.StringIO()
        try:
            sys.excepthook(type(e), e, e.__traceback__)
            text = sys.stderr.getvalue()
        finally:
            sys.stderr = old
        print(text.replace(__file__, 'FILE'))


def divide(x):
    return x / 0 + len('abc')


def nested(x):
    return divide(x) + 1


d = {'a': {'b': None}}


def subscripts():
    return d['a']['b']['c'] + 1


def caused():
    try:
        subscripts()
    except TypeError as e:
        raise ValueError('wrapped', 3) from e


def contexts():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            undefined_name
    except NameError:
        [].foo


def suppressed():
    try:
        raise ValueError(1)
    except ValueError:
        raise TypeError(2) from None


def recursive(n):
    if n == 0:
        raise KeyError('deep')
    return recursive(n - 1)


def noted():
    e = ValueError('multi\nline')
    e.add_note('note 1')
    e.add_note('note 2\nsecond line')
    e.add_note('')
    raise e


def make(n):
    try:
        raise ValueError(n)
    except ValueError as e:
        e.add_note('on %d' % n)
        return e


def grouped():
    try:
        raise KeyError('first')
    except KeyError as k:
        inner = ExceptionGroup('inner', [make(2), TypeError('no traceback')])
        raise ExceptionGroup('top', [make(1), inner, make(3)]) from k


def wide():
    raise ExceptionGroup('many', [ValueError(i) for i in range(20)])


def deep():
    g = ValueError('leaf')
    for i in range(13):
        g = ExceptionGroup('g%d' % i, [g])
    raise g


class Thing:
    def __init__(self):
        self.blech = 1
        self.barbar = 2


def attribute():
    Thing().blec


def name():
    foobar = 1
    print(foobra)


def builtin_name():
    pritn(1)


class Silent(Exception):
    def __str__(self):
        raise ValueError


class Outer:
    class Error(Exception):
        pass


def silent():
    raise Silent


def inner_class():
    raise Outer.Error('nested')


def syntax():
    compile('x = (1 +', 'file.py', 'exec')


def custom_syntax():
    raise SyntaxError('custom', ('f.py', 3, 5, 'abc def ghi\n', 3, 8))


def several_lines(a,
                  b):
    return (a
            + b)


def wide_call():
    return [several_lines(1,
                          2),
            several_lines('é' + 'x', 1), 3]


def accents():
    é = 'ü'
    return é + ü.x(é) [ 1 : 2 ]


ü = None


def circular():
    e1 = ValueError(1)
    e2 = ValueError(2)
    e1.__context__ = e2
    e2.__context__ = e1
    raise e1


def generators():
    def f():
        yield 1
        raise Outer.Error('gen')

    def g():
        yield from f()
    list(g())


def renamed():
    class E(Exception):
        pass
    E.__module__ = 'some.where'
    raise E('x')


for function in (nested, divide):
    show(function, 1)
show(recursive, 20)
for function in (subscripts, caused, contexts, suppressed, noted, grouped, wide, deep, attribute, name,
                 builtin_name, silent, inner_class, syntax, custom_syntax, wide_call, accents, circular,
                 generators, renamed):
    show(function)
def goes_on():
    return ("é日" +   
            5)
def goes_on_ascii():
    return ("abc"   /   
            5)
for function in goes_on, goes_on_ascii:
    show(function)
sys.tracebacklimit = 1
show(nested, 1)
