# Which names are suggested for one that is not found.
import io
import sys


def unbound():
    value1 = 1
    del value1
    value2


def parameter(taken1=1):
    def inner():
        return taken1, other1

    other1 = 1
    taken2


def cell(taken1=1):
    def inner():
        return taken1, other1

    other1 = 1
    other2


def free():
    outside1 = 1

    def inner():
        outside1
        outside2

    inner()


def later():
    len1
    lent = 1


class Body:
    attribute1 = 1

    def method(self):
        attribute2

    def builtin(self):
        len1


go0 = 1


def nearest():
    for a in [0]:
        gf0
    gd0 = 1


sys.stderr = sys.stdout
for call in unbound, parameter, cell, free, later, Body().method, Body().builtin, nearest:
    try:
        call()
    except NameError:
        saved, sys.stderr = sys.stderr, io.StringIO()
        sys.excepthook(*sys.exc_info())
        print(sys.stderr.getvalue().replace(__file__, 'FILE'), end='')
        sys.stderr = saved
