"""Stands for py_compile: tests that use it are skipped."""
import _absent

__getattr__ = _absent.names_of("py_compile")
