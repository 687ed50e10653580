"""Stands for importlib: import_module, reload of modules that have a file."""
import sys


def import_module(name, package=None):
    if name.startswith("."):
        level = len(name) - len(name.lstrip("."))
        name = ".".join(filter(None, [package.rsplit(".", level - 1)[0], name[level:]]))
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass


def reload(module):
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    del sys.modules[name]
    try:
        __import__(name)
        fresh = sys.modules[name]
    finally:
        sys.modules[name] = module
    vars(module).update(vars(fresh))
    return module
