import sys

sys.modules.pop("popped")
from . import second
