# What str() of an exception prints while a traceback is printed comes where it does in CPython: in the middle of the line.
import sys

sys.stderr = sys.stdout
sys.unraisablehook = lambda unraisable: print('ignored', unraisable.exc_value)


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        print('repr of', self.name)
        Loud('inner ' + self.name)
        return '<%s>' % self.name

    def __del__(self):
        print('end of', self.name)
        raise ValueError(self.name)


class Error(Exception):
    def __str__(self):
        print('str')
        raise KeyError


class Note(str):
    def __str__(self):
        print('note')
        return 'a note'


def show(error):
    sys.excepthook(type(error), error, None)


error = TypeError('text', Loud('one'))
error.__notes__ = [Note('x'), 'plain', Loud('two')]
show(error)
error.__context__ = Error()
show(error)
del error
show(KeyError(Loud('three')))
show(KeyError('three', 4))
show(ExceptionGroup('some', [ValueError(Loud('four')), Error(1, 'two'), OSError(2, Loud('five'))]))
error = Error()
error.__cause__ = ValueError(Loud('six'))
show(error)
