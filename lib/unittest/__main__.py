"""Command line: -m unittest."""
import sys
from .main import main

if sys.argv[0].endswith("__main__.py"):
    sys.argv[0] = "python3 -m unittest"
__unittest = True
main(module=None)
