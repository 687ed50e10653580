"""Stands for marshal: tests that use it are skipped."""
import _absent

__getattr__ = _absent.names_of("marshal")
