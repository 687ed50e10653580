# Exceptions made and set up in unusual ways.
import types


def t(*sources):
    for source in sources:
        try:
            text = repr(eval(source))
        except BaseException as error:
            text = type(error).__name__ + ': ' + str(error)
        print(source, '=>', text)


def again(e, *args, **options):
    try:
        e.__init__(*args, **options)
    except Exception as error:
        print(type(error).__name__, error)
    print(repr(e), str(e), e.args, getattr(e, 'errno', 0), getattr(e, 'filename', 0))


# what __new__ has set, __init__ leaves
again(OSError(2, 'x', 'f'), 3, 'y')
again(OSError(2, 'x', 'f'), a=1)
again(OSError(), 1)
again(BlockingIOError(11, 'b', 3), 2, 'x', 1.5)
again(OSError.__new__(OSError), 2, 'x')


class Init(OSError):
    def __init__(self, *args):
        super().__init__(*args)


again(Init(2, 'x'), 3, 'y', 'g')
again(ValueError(1), 2)

# keywords
t('NameError("m", name="n", path="p")', 'NameError(path="p")', 'ImportError(name="n", path="p", x=1)', 'ImportError(x=1)',
  'AttributeError(name="n", obj=1, x=2)', 'AttributeError(nam=1)', 'OSError(a=1)', 'StopIteration(value=1)')

# numbers
e = UnicodeDecodeError('u', b'ab', 0, 1, 'r')
t('UnicodeDecodeError("u", b"ab", 2 ** 70, 1, "r")', 'UnicodeTranslateError("ab", 0, 2 ** 70, "r")', 'setattr(e, "start", 2 ** 70)',
  'setattr(e, "start", 1.5)', 'setattr(e, "end", True)', 'e.end')


def tb():
    try:
        1 / 0
    except ZeroDivisionError as error:
        return error.__traceback__


f = tb().tb_frame
t('types.TracebackType(None, f, 2 ** 31, 1)', 'types.TracebackType(None, f, 1, -2 ** 63)', 'types.TracebackType(None, f, 1, "a")',
  'types.TracebackType(None, None, 1, 1)', 'types.TracebackType(1, f, 1, 1)', 'types.TracebackType(1, f, 1, 1, 5)')
t('setattr(f, "f_lineno", None)', 'setattr(f, "f_lineno", 1)', 'setattr(f, "f_lineno", True)', 'delattr(f, "f_lineno")')
t('open("/nonexistent/x")')
