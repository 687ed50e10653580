"""Stands for importlib.machinery."""
import _absent

__getattr__ = _absent.names_of("importlib")
