"""Stands for importlib.util: names of files alone."""
import os
import sys
import unittest


def cache_from_source(path, debug_override=None, *, optimization=None):
    folder, name = os.path.split(path)
    return os.path.join(folder, "__pycache__", name.removesuffix(".py") + ".ouro.pyc")


def _skip(*args, **kwargs):
    raise unittest.SkipTest("needs the module importlib")


source_from_cache = spec_from_file_location = module_from_spec = find_spec = spec_from_loader = _skip
