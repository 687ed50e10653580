"""Stands for the tests of importlib: the help that test_import takes from there."""
