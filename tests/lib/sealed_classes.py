"""Classes that are written in Python here and in C elsewhere: no slots show, and copying them is refused; patterns are made
again by what copyreg knows."""
import contextvars
import copy
import copyreg
import io
import os
import re


def tried(function):
    try:
        answer = function()
        print(answer if ' object at ' not in repr(answer) else type(answer))
    except Exception as error:
        print(type(error).__name__, error)


folder = os.scandir('.')
entry = next(folder)
variable = contextvars.ContextVar('variable')
token = variable.set(1)
objects = (contextvars.copy_context(), variable, token, io.BufferedRWPair(io.BytesIO(), io.BytesIO()),
           io.IncrementalNewlineDecoder(None, True), entry, folder, re.compile('a'))
for value in objects:
    cls = type(value)
    print(cls, cls.__module__, cls.__qualname__, bool(cls.__flags__ & 1 << 10), '__slots__' in cls.__dict__)
    tried(lambda: type('Own', (cls,), {}).__mro__)
    tried(lambda: value.__getstate__())
    tried(lambda: value.__reduce_ex__(2))
    tried(lambda: object.__reduce_ex__(value, 4))
    if value is not entry and value is not folder:
        tried(lambda: value.__reduce_ex__(0)[1])
        tried(lambda: setattr(cls, 'x', 1))
for value in objects[:-1]:
    if isinstance(value, (io.BufferedRWPair, io.IncrementalNewlineDecoder)):
        continue
    tried(lambda: copy.copy(value))
    tried(lambda: copy.deepcopy([value]))


class Pair(io.BufferedRWPair):
    pass


p = Pair(io.BytesIO(), io.BytesIO())
p.x = 1
print(p.__dict__, p.__getstate__())
tried(lambda: p.__reduce_ex__(2))


class Decoder(io.IncrementalNewlineDecoder):
    __slots__ = 'a'


d = Decoder(None, 1)
d.a = 2
print(d.__getstate__())
tried(lambda: d.__reduce_ex__(2))
r = re.compile('a(b)', re.I)
print(copy.copy(r) is r, copy.deepcopy([r])[0] is r, '__reduce__' in vars(re.Pattern))
function, arguments = copyreg.dispatch_table[re.Pattern](r)
print(arguments, function(*arguments) is r, function.__name__)
folder.close()
