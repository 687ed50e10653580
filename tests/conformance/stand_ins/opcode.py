"""Stands for opcode: CPython's operations have no numbers."""


class _Numbers(dict):
    def __missing__(self, name):
        return -1


opmap = _Numbers()
