# Each block once differed from CPython; scripts/fuzz-diff found it.
import enum
import io
import copy


def show(function, *arguments):
    try:
        print(function(*arguments))
    except BaseException as error:
        print(type(error).__name__, error, type(error.__context__).__name__)


# A walrus in an annotated assignment to an attribute.
class Place:
    pass


def annotated(text):
    place = Place()
    place.x: int = (text := text.upper())
    return place.x, text


show(annotated, 'a')

# Annotations in a match statement alone do not make __annotations__.
show(exec, 'match 1:\n    case _:\n        a: int = 1', {})
show(exec, 'if 0:\n    b: int\nmatch 1:\n    case _:\n        a: int = 1', {})


def called_pattern(pattern):
    match 1:
        case pattern():
            return 1


show(called_pattern, str.upper)
show(b','.join, [b'a', memoryview(b'abcd')[::2]])
show(b','.join, [b'a', 1])


class Super(super):
    pass


show(Super, 1)
show(super, 1)
show(Super, 1, 2, 3)
show(io.StringIO('ab').seek, 2**64)
show(io.BytesIO(b'ab').seek, 1.5)


# All patterns of except* are looked at, also when nothing is left.
def star(*patterns):
    try:
        raise OSError(1)
    except* patterns[0]:
        print('first')
    except* patterns[1]:
        print('second')


show(star, OSError, ExceptionGroup)
show(star, OSError, 1)
show(star, ValueError, ExceptionGroup)
show(star, OSError, ValueError)


def flag(value):
    class Flag(enum.Flag):
        A = 1
        B = value
    return list(Flag), Flag.B.value


for value in (2, 3, 'x', 2.0, {}, (1,), 1, -1):
    show(flag, value)


class Loud:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        print('asked for', name)
        return super().__getattribute__(name)


copy.copy(Loud())

for newline in (None, '', '\n', '\r', '\r\n'):
    show(lambda: copy.deepcopy(io.StringIO('a\nb\r\nc\rd', newline=newline)).getvalue())
show(b','.join, [b'a', released := memoryview(b'a')])
released.release()
show(b','.join, [b'a', released])
