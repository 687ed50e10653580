"""Command line: -m unittest."""
import os
import sys
from .main import main

sys.argv[0] = os.path.basename(sys.executable) + " -m unittest"
__unittest = True
main(module=None)
