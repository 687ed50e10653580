"""Stands for importlib._bootstrap_external."""
import _absent

__getattr__ = _absent.names_of("importlib")
