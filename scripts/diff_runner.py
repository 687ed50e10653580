"""The part of scripts/fuzz-diff that runs under both interpreters: executes programs, each in a namespace of its own.

Programs come from stdin, each headed by a NUL. What they may use besides built-ins are the names of calls_program.py
and those below: `say` shows values, `fail` an exception; `step` begins a group of statements and its allowance of ticks.
"""
import abc
import array
import builtins
import cmath
import collections
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import functools
import gc
import inspect
import io
import itertools
import keyword
import math
import operator
import os
import random
import re
import string
import struct
import sys
import time
import traceback
import types
import typing
import unicodedata
import warnings
import weakref

try:
    import signal
except ImportError:         # it is the oracle that says which programs take too long
    signal = None

import calls_program
from calls_program import Idx, failure, show

TICKS = 40
SECONDS = 1
LONGEST = 1500


class Over(BaseException):
    """The group of statements has taken enough steps."""


class Tick:
    left = TICKS
    ended = False


def tick(*ignored):
    Tick.left -= 1
    if Tick.left < 0:
        raise Over
    return True


LIBRARY = re.compile(r"(<module '[\w.]+')(?: from '/usr/lib/[^']*'| \(frozen\))>")     # ouro's modules have no files


def write(text):
    if Tick.ended:      # the modules go: what still works of them is not the same
        return
    text = LIBRARY.sub(r'\1>', text)
    if len(text) > LONGEST:
        text = re.sub('0x[0-9a-f]+', '0x', text)     # addresses, which count nowhere
        text = '%s... %d %d' % (text[:LONGEST], len(text), hash(text))
    sys.stdout.write(text.encode('utf-8', 'backslashreplace').decode() + '\n')


def step(number):
    Tick.left = TICKS
    write('step %d' % number)


def without_builtins(value):
    """A namespace without what exec() adds to it, which shows documentation."""
    if isinstance(value, dict) and '__builtins__' in dict.keys(value):
        return {name: item for name, item in dict.items(value) if name != '__builtins__'}
    return value


def say(*values):
    write(' ; '.join([show(without_builtins(value)) for value in values]))
    return values[0] if values else None


def fail(error):
    if isinstance(error, RecursionError):
        write('!RecursionError')
    elif isinstance(error, Over):
        write('!Over')
    else:
        lines = [number for name, number in places(error)]
        write('%s %s' % (failure(error), lines[:8] or ''))


def places(error):
    """Where the error came by: names and lines of the program's functions; CPython 3.11.2 may tell the line before that of
    an UnboundLocalError, which does not count."""
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == 'program':
            unsure = trace.tb_next is None and isinstance(error, UnboundLocalError)
            found.append((code.co_name, 0 if unsure else trace.tb_lineno))
        trace = trace.tb_next
    return found


def tblines(function, *arguments):
    try:
        return function(*arguments)
    except RecursionError:      # how deep it may go is not the same
        return 'too deep'
    except Exception as error:
        return places(error)


def tbtext(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return own_lines(''.join(traceback.format_exception(error)))


def state(space, names):
    """The variables after a group of statements; iterators are not asked for their items."""
    shown = []
    for name in names.split():
        if name in space:
            value = space[name]
            kind = type(value)
            shown.append('%s=%s' % (name, kind.__name__ if hasattr(kind, '__next__') else show(without_builtins(value))))
        else:
            shown.append(name + ' is gone')
    write('| ' + ', '.join(shown))


def each(subject, *calls):
    """What each of the functions answers for the subject, one after the other."""
    answers = []
    for call in calls:
        try:
            answers.append(call(subject))
        except Exception as error:
            answers.append(failure(error))
    return answers


def hashof(value):
    """Its hash where that is no address."""
    number, kind = hash(value), type(value)
    if kind in (tuple, frozenset):
        return number if all([hashof(item) is not None for item in value]) else None
    if kind in (int, bool, str, bytes, complex, range) or kind is float and value == value:
        return number
    return number if isinstance(kind.__hash__, types.FunctionType) else None


HEADER = 'Traceback (most recent call last):'


def own_lines(text):
    """The lines of a traceback that tell of the program: the codecs that CPython has in Python are in no traceback of ouro's."""
    lines = [line for line in text.split('\n') if 'diff_runner' not in line and '/usr/lib' not in line and '<frozen' not in line
             and line[:4] != '    ']
    return [line for line, following in zip(lines, lines[1:] + ['']) if line != HEADER or following[:7] == '  File ']


def hooktext(function, *arguments):
    """What the interpreter writes about an exception that nobody handles."""
    saved, sys.stderr = sys.stderr, io.StringIO()
    try:
        try:
            return function(*arguments)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            return own_lines(sys.stderr.getvalue())
    finally:
        sys.stderr = saved


def raises(error):
    raise error


def digits(count, seed=1):
    """An int of so many bits, always the same."""
    return random.Random(seed).getrandbits(count) | 1 << count if count > 0 else -(random.Random(seed).getrandbits(-count) | 1 << -count)


def bigtext(function, *arguments):
    """For results with more digits than may be written."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        value = function(*arguments)
        return hash(value) if type(value) is int else value[-40:], type(value).__name__
    finally:
        sys.set_int_max_str_digits(limit)


def shuffled(count, most, seed=1):
    generator = random.Random(seed)
    return [generator.randrange(most) for _ in range(count)]


class Raw(io.RawIOBase):
    """A raw file of its own: gives so many bytes at a time, or what it is told to answer."""
    def __init__(self, data=b'', step=3, answer=Ellipsis, error=None):
        self.data, self.step, self.place, self.answer, self.error = bytearray(data), step, 0, answer, error

    def readable(self):
        return True

    writable = seekable = readable

    def strange(self):
        if self.error:
            raise self.error
        return self.answer is not Ellipsis

    def readinto(self, buffer):
        if self.strange():
            return self.answer
        part = self.data[self.place:self.place + min(self.step, len(buffer))]
        buffer[:len(part)] = part
        self.place += len(part)
        return len(part)

    def write(self, data):
        if self.strange() and self.answer is not None:
            return self.answer
        part = bytes(data)[:self.step]
        self.data[self.place:self.place + len(part)] = part
        self.place += len(part)
        return len(part)

    def seek(self, place, whence=0):
        self.place = max(0, place + (0, self.place, len(self.data))[whence])
        return self.place

    def tell(self):
        return self.place

    def truncate(self, size=None):
        del self.data[self.place if size is None else size:]
        return len(self.data)

    def __repr__(self):
        return '<%s at %s>' % (type(self).__name__, self.place)


class Lines(io.TextIOBase):
    def __init__(self, *lines):
        self.lines = list(lines)

    def read(self, size=-1):
        return self.lines.pop(0) if self.lines else ''

    readline = read

    def __repr__(self):
        return '<Lines>'


class Inner(io.BufferedIOBase):
    def __init__(self, *answers):
        self.answers = list(answers)

    def read(self, size=-1):
        return self.answers.pop(0) if self.answers else b''

    read1 = read

    def readable(self):
        return True

    def __repr__(self):
        return '<Inner>'


T, U = typing.TypeVar('T'), typing.TypeVar('U')
Ts = typing.TypeVarTuple('Ts')
P = typing.ParamSpec('P')


def pending(*path):
    """A generator, coroutine or asynchronous generator that stands behind its first step."""
    value = path[0]
    try:
        if hasattr(value, 'asend'):
            value.__anext__().send(None)
        else:
            value.send(None)
    except (StopIteration, StopAsyncIteration):
        pass
    return value


def ordered(values):
    return sorted(values, key=repr)


def textof(value):
    return '<%s>' % (value,)


def fn_signature(function):
    return str(inspect.signature(function)), function.__defaults__, function.__kwdefaults__


def drive(generator, script):
    """What a generator answers to the steps of a script."""
    answers = []
    for what, *value in script:
        try:
            if what == 'next':
                answers.append(next(generator))
            else:
                answers.append(getattr(generator, what)(*value))
        except Exception as error:
            answers.append(failure(error))
        except Over:
            answers.append('over')
    answers.append(generator.gi_frame is None if isinstance(generator, types.GeneratorType) else None)
    return answers


def run(coroutine):
    """Run it to its end, by hand; it gets numbers for what it waits for."""
    answers, value = [], None
    while True:
        try:
            answers.append(coroutine.send(value))
            value = len(answers)
        except StopIteration as stop:
            return answers, stop.value
        except Exception as error:
            return answers, failure(error), places(error)
        if len(answers) > 12:
            coroutine.close()
            return answers


def drive_agen(generator, script):
    answers = []
    for what, *value in script:
        what = {'next': '__anext__', 'send': 'asend', 'throw': 'athrow', 'close': 'aclose'}[what]
        try:
            answers.append(run(getattr(generator, what)(*value)))
        except Exception as error:
            answers.append(failure(error))
    return answers


async def alist(values):
    return [value async for value in values]


async def runaw(value):
    return await value


class Aw:
    """Awaitable: gives its value to who runs it, and what that answers to who awaits it."""
    def __init__(self, value, error=None):
        self.value, self.error = value, error

    def __await__(self):
        got = yield self.value
        if self.error:
            raise self.error
        return self.value, got

    def __repr__(self):
        return '<Aw %r>' % (self.value,)


async def C2(value):
    return await Aw(value)


async def AG1(value):
    yield value
    await Aw(value)
    yield 1


def G2(value):
    try:
        got = yield value
        yield got
    except ValueError as error:
        yield error
    return 'G2'


class Ctx:
    def __init__(self, value, suppress=False):
        self.value, self.suppress = value, suppress

    def __enter__(self):
        say('enter')
        return self.value

    def __exit__(self, kind, error, trace):
        say('exit', kind)
        return self.suppress


class ACtx(Ctx):
    async def __aenter__(self):
        return self.value

    async def __aexit__(self, kind, error, trace):
        say('aexit', kind)
        await Aw(1)


@contextlib.contextmanager
def cm(value):
    try:
        yield value
    finally:
        say('cm')


def deco(value):
    def wrap(function):
        say('deco', function.__name__, value)
        return function
    return wrap


class Desc:
    def __init__(self, value):
        self.value = value

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return self.name, self.value, instance is None

    def __repr__(self):
        return '<Desc>'


class Desc2(Desc):
    def __set__(self, instance, value):
        say('desc set', value)
        self.value = value

    def __delete__(self, instance):
        say('desc delete')


NAMES = {name: value for name, value in {**calls_program.NAMES, **globals()}.items()
         if not name.startswith('_') and name not in ('PLAIN', 'main', 'NAMES', 'signal')}


def perform(text):
    space = dict(NAMES)
    space['__name__'] = 'program'
    Tick.left = TICKS
    try:
        exec(compile(text, 'program', 'exec'), space)
    except BaseException as error:
        fail(error)


def clear_folder(kept):
    """What a program has left in the folder must not be there for the other interpreter."""
    for name in set(os.listdir('.')) - kept:
        if os.path.isfile(name):
            os.remove(name)


def main(mark):
    texts = sys.stdin.read().split('\0')
    del texts[0]
    gc.disable()
    gc.collect()
    gc.freeze()     # what is collected after each program is that program's
    kept = set(os.listdir('.'))
    for name in ('copyright', 'credits', 'exit', 'help', 'license', 'quit'):     # CPython has them from site, which is not run
        vars(builtins).pop(name, None)
    hook, stdin, stderr = sys.displayhook, sys.stdin, sys.stderr
    digits_limit, thresholds = sys.get_int_max_str_digits(), gc.get_threshold()
    for number in range(len(texts)):
        for stream in (sys.stdout, sys.stderr):
            stream.write(mark % number)
            stream.flush()
        if signal:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
        perform(texts[number])
        clear_folder(kept)
        sys.displayhook, sys.stdin, sys.stderr = hook, stdin, stderr
        vars(builtins).pop('_', None)
        sys.set_int_max_str_digits(digits_limit)
        gc.set_threshold(*thresholds)
        gc.set_debug(0)
        gc.disable()
        del gc.callbacks[:], gc.garbage[:]
        gc.collect()
        sys.stdout.flush()
    Tick.ended = True
