"""Stands for concurrent.futures: tests that use it are skipped."""
import _absent

__getattr__ = _absent.names_of("concurrent.futures")
