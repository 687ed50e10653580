"""Run modules and files as __main__: what `ouro -m` calls."""
import sys

__all__ = ["run_module", "run_path"]


def _source_of(name):
    """(code, file name, package) of a module that is not imported."""
    import os.path

    package, _, tail = name.rpartition(".")
    folders = sys.path
    if package:
        module = __import__(package, fromlist=["x"])
        if not hasattr(module, "__path__"):
            hint = f". Try using {name[:-3]!r} instead of {name!r} as the module name." if tail == "py" else ""
            raise ImportError(f"Error while finding module specification for {name!r} (ModuleNotFoundError: __path__ "
                              f"attribute not found on {package!r} while trying to find {name!r}){hint}")
        folders = module.__path__
    for folder in folders:
        base = os.path.abspath(os.path.join(folder, tail))
        for file, pkg in ((os.path.join(base, "__main__.py"), name), (base + ".py", package)):
            if os.path.isfile(file) and (pkg != name or os.path.isfile(os.path.join(base, "__init__.py"))):
                with open(file, "rb") as f:
                    return compile(f.read(), file, "exec"), file, pkg
    raise ImportError(f"No module named {name}")


def _run_library_module(name, problem):
    """A module without a file: a package of the library with __main__, or a module with main()."""
    try:
        module = __import__(name, fromlist=["x"])
    except ImportError:
        module = None
    run = getattr(module, "main", None)
    if hasattr(module, "__path__"):
        try:
            __import__(name + ".__main__")
            return
        except ModuleNotFoundError as error:
            if error.name != name + ".__main__":
                raise
        problem = f"No module named {name}.__main__; {name!r} is a package and cannot be directly executed"
    elif run is not None:
        sys.exit(run())
    sys.exit(f"{sys.executable}: {problem}")


def _run_module_as_main(name):
    import os

    if sys.path[:1] == [""]:
        sys.path[0] = os.getcwd()
    found = None
    try:
        found = _source_of(name)
    except ImportError as error:
        problem = str(error)
    if found is None:
        return _run_library_module(name, problem)
    main = sys.modules["__main__"].__dict__
    code, sys.argv[0], main["__package__"] = found
    main["__file__"] = sys.argv[0]
    exec(code, main)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code in a fresh namespace; returns that."""
    code, file, package = _source_of(mod_name)
    namespace = dict(init_globals or {})
    namespace.update(__name__=run_name or mod_name, __file__=file, __package__=package)
    exec(code, namespace)
    return namespace


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file in a fresh namespace; returns that."""
    with open(path_name, "rb") as f:
        code = compile(f.read(), path_name, "exec")
    namespace = dict(init_globals or {})
    namespace.update(__name__=run_name or "<run_path>", __file__=path_name, __package__="")
    exec(code, namespace)
    return namespace
