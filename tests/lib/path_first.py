"""posixpath, imported before os, which imports it."""
import posixpath

print(posixpath.join("a", "b"), posixpath.sep)
import os

print(os.path is posixpath)
