"""Stands for CPython's io in Python: ouro's own, there being one alone."""
import io

globals().update({name: value for name, value in vars(io).items() if not name.startswith("__")})
__all__ = io.__all__


def __getattr__(name):
    return getattr(io, name)


_open_code_with_warning = io.open_code
