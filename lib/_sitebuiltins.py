"""The built-in names for the prompt: exit, quit, copyright, credits, license, help."""
import sys


class Quitter:
    # exit and quit: callable, and with a repr that tells how to leave.

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Use {self.name}() or Ctrl-D (i.e. EOF) to exit"

    def __call__(self, code=None):
        try:
            sys.stdin.close()
        except Exception:
            pass
        raise SystemExit(code)


class _Printer:
    """Text that is shown when asked for or called."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


class _Helper:
    """help(x): signature and documentation of an object; help(): a prompt for questions."""

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwds):
        from pydoc import help as show

        return show(*args, **kwds)


def _breakpoint_function():
    """What breakpoint() has to call: PYTHONBREAKPOINT names it; None for nothing."""
    import os
    import warnings

    path = "" if sys.flags.ignore_environment else os.environ.get("PYTHONBREAKPOINT", "")
    if path == "0":
        return None
    if not path:
        raise RuntimeError("breakpoint(): ouro has no debugger; set sys.breakpointhook or PYTHONBREAKPOINT")
    module, dot, name = path.rpartition(".")
    try:
        if dot and not module:
            raise ImportError
        return getattr(__import__(module or "builtins", fromlist=[name]), name)
    except (AttributeError, ImportError, ValueError):
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{path}"', RuntimeWarning, stacklevel=2)
        return None


exit = Quitter("exit")
quit = Quitter("quit")
copyright = _Printer("Copyright (c) the ouro authors.")
credits = _Printer("ouro: a small interpreter for Python 3.11, with its memory open to see.")
license = _Printer("ouro is under the MIT license; see the file LICENSE.")
help = _Helper()
