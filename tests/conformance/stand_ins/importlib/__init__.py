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
    with open(module.__file__, "rb") as file:
        code = compile(file.read(), module.__file__, "exec")
    exec(code, vars(module))
    return sys.modules[name]
