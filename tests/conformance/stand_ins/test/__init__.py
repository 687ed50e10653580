"""Stands for CPython's package `test`: its support is ours, the test files are those that Debian installs."""
__path__.append("/usr/lib/python3.11/test")
