"""For stand-ins of modules that ouro does not have: their names can be imported; who uses them is skipped."""
import unittest


class _Names(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __instancecheck__(cls, instance):
        return False


def names_of(module):
    """A module's __getattr__: any name is a class whose attributes are itself and that cannot be called."""

    def skip(*args, **kwargs):
        raise unittest.SkipTest(f"needs the module {module}")

    names = _Names("Absent", (), {"__new__": skip})

    def __getattr__(name):
        if name.startswith("__"):
            raise AttributeError(name)
        return names

    return __getattr__
