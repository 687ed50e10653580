"""Stands for CPython's abc in Python; ouro's is the only one it has."""
from abc import ABCMeta, get_cache_token
