# Generators that cannot be closed, that nobody closes, and calls from them that fail.
import gc
import sys

gc.disable()
gc.collect()
sys.unraisablehook = lambda u: print('unraisable', u.exc_value)


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


# One that goes on after GeneratorExit: the exception that its frame handles has the frame in its traceback.
def goes_on(*rest):
    try:
        yield 1
    finally:
        yield rest


def goes_on_quietly(*rest):
    try:
        yield 1
    except GeneratorExit:
        (Loud('left operand'), (yield rest))


def goes_on_with_name(*rest):
    try:
        yield 1
    except GeneratorExit as error:
        yield rest


async def goes_on_async(*rest):
    try:
        yield 1
    finally:
        yield rest


def step(awaitable):
    try:
        return awaitable.send(None)
    except StopIteration as error:
        return error.value


for make in goes_on, goes_on_quietly, goes_on_with_name, goes_on_async:
    print(make.__name__)
    generator = make(Loud('argument'))
    if make is goes_on_async:
        step(generator.asend(None))
    else:
        next(generator)
    del generator
    print('gone')
    print(gc.collect())


# What a generator that is closed holds: its function goes first.
def closes(how, start):
    def generator(default=Loud('default'), *rest):
        variable = Loud('variable')
        (Loud('left operand'), (yield))
    made = generator(Loud('argument'))
    if start:
        next(made)
    del generator
    if how == 'close':
        made.close()
    elif how == 'frame':
        frame = made.gi_frame
        made.close()
        print('closed')
        del frame
    else:
        del made
    print('done')


for how in 'close', 'frame', 'del':
    for start in False, True:
        closes(how, start)


# A call from a generator that is refused: finalizers of its arguments need room beside them.
def refuses(first=0, second=None):
    pass


def refused_keyword():
    refuses(Loud('first'), Loud('second'), third=Loud('third'))
    yield


def refused_number():
    refuses(Loud('first'), Loud('second'), Loud('third'))
    yield


def refused_spread():
    refuses(Loud('first'), *[Loud('second'), Loud('third')])
    yield


for make in refused_keyword, refused_number, refused_spread:
    try:
        list(make())
    except TypeError as error:
        print(error)


# Constants that functions of one text share live with those who have them, not with the text.


def garbage(text):
    space = {'__name__': 'space'}
    exec(text, space)
    space = None
    print(gc.collect())


garbage('class A:\n  def f(self, p=0): pass\nclass B:\n  def g(self, p=0): pass')
garbage('def f(p=(1, 2)): return (1, 2)\ndef g(): return (1, 2), lambda p=(1, 2): p\ng()')
garbage('''
async def coroutine(first, *rest):
    await first
    lambda: (first, rest)
import warnings
warnings.simplefilter('ignore')
made = coroutine(0)''')


# A dict whose only tuple is found to be without cycles in this collection is too.
def pairs():
    content = {0: Loud('pair')}
    for _ in range(30):
        content[0] = {'b': 0}.popitem()
    gc.collect()
    print(gc.is_tracked(content), gc.is_tracked(content[0]))


pairs()


# What athrow() was given is a tuple; it waits in the frame that drives it.
garbage('''
async def generator():
    yield
def step(awaitable):
    awaitable.send(None)
try:
    step(generator().athrow(KeyError('thrown')))
except KeyError as error:
    kept = error''')


# Keywords of a partial are older than it.
class Deaf(Loud):
    attribute = Loud('attribute')


def partials():
    from functools import partial
    space = {}
    exec('''class Deaf(Loud):
    attribute = Loud('attribute')
kept = partial(print, first=Deaf('keyword'))
gc.collect()
cycle = kept, Deaf
''', {'Loud': Loud, 'partial': partial, 'gc': gc}, space)
    space['space'] = space


del Deaf
partials()
print(gc.collect())


# Temporaries of a generator that is closed die while it runs, its variables afterwards.
class Looks:
    def __del__(self):
        print('current frame:', sys._getframe(1).f_code.co_name)


def watched():
    variable = Looks()
    (Looks(), (yield))


def drops_generator():
    generator = watched()
    next(generator)
    del generator


drops_generator()
