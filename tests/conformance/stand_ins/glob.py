"""Stands for glob: "*" in the last part of the path."""
import os


def glob(pattern):
    folder, _, last = pattern.rpartition("/")
    start, star, end = last.partition("*")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder or "."))
            if (name.startswith(start) and name.endswith(end) if star else name == last)]
