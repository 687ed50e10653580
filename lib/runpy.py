"""Run modules and files as __main__: what `ouro -m` calls."""
import sys

__all__ = ["run_module", "run_path"]


def _source_of(name):
    """(code, file name, package) of a module that is not imported."""
    import os.path

    package, _, tail = name.rpartition(".")
    folders = sys.path
    if not name or name.startswith("."):
        raise ImportError("Relative module names not supported" if name else "No module named ")
    if package:
        try:
            module = __import__(package, fromlist=["x"])
        except ModuleNotFoundError as error:
            raise ImportError(f"Error while finding module specification for {name!r} (ModuleNotFoundError: {error})")
        if not hasattr(module, "__path__"):
            hint = f". Try using {name[:-3]!r} instead of {name!r} as the module name." if tail == "py" else ""
            raise ImportError(f"Error while finding module specification for {name!r} (ModuleNotFoundError: __path__ "
                              f"attribute not found on {package!r} while trying to find {name!r}){hint}")
        folders = module.__path__
    for folder in folders:
        base = os.path.abspath(os.path.join(folder, tail))
        for file, pkg in ((os.path.join(base, "__main__.py"), name), (base + ".py", package)):
            if os.path.isfile(file) and (pkg != name or os.path.isfile(os.path.join(base, "__init__.py"))):
                if pkg == name:
                    __import__(name)
                with open(file, "rb") as f:
                    return compile(f.read(), file, "exec"), file, pkg
    raise ImportError(f"No module named {name}")


def _library_source_of(name, problem):
    """(code, name, package) of a module that is part of ouro; ImportError(problem) if it is none."""
    code = sys._library_code(name + ".__main__")
    if code is not None:
        __import__(name)
        return code, name, name
    code = sys._library_code(name)
    if code is not None:
        return code, name, name.rpartition(".")[0]
    try:
        module = __import__(name, fromlist=["x"]) if name[:1] not in ("", ".") else None
    except ImportError:
        module = None
    if module is None:
        raise ImportError(problem)
    if hasattr(module, "__path__"):
        problem = f"No module named {name}.__main__; {name!r} is a package and cannot be directly executed"
    elif not hasattr(module, "__file__"):
        problem = f"No code object available for {name}"
    raise ImportError(problem)


def _run_module_as_main(name):
    import os

    if sys.path[:1] == [""]:
        sys.path[0] = os.getcwd()
    main = sys.modules["__main__"].__dict__
    try:
        try:
            code, sys.argv[0], main["__package__"] = _source_of(name)
            main["__file__"] = sys.argv[0]
        except ImportError as error:
            code, sys.argv[0], main["__package__"] = _library_source_of(name, str(error))
    except ImportError as error:
        sys.exit(f"{sys.executable}: {error}")
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
