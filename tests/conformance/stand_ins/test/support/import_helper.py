"""Imports in tests."""
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """The module, or the test is skipped."""
    try:
        __import__(name)
        return sys.modules[name]
    except ImportError as e:
        raise unittest.SkipTest(str(e))


def unload(name):
    sys.modules.pop(name, None)
