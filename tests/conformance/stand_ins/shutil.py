"""Stands for shutil: folders are removed, files copied."""
import contextlib
import os


def rmtree(path, ignore_errors=False):
    with contextlib.suppress(OSError) if ignore_errors else contextlib.nullcontext():
        for name in os.listdir(path):
            inner = os.path.join(path, name)
            if os.path.isdir(inner) and not os.path.islink(inner):
                rmtree(inner)
            else:
                os.unlink(inner)
        os.rmdir(path)


def copyfile(source, target):
    with open(source, "rb") as file:
        content = file.read()
    with open(target, "wb") as file:
        file.write(content)
    return target


copy = copyfile


def move(source, target):
    os.rename(source, target)
    return target
