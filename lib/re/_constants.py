"""Numbers of module re that scripts import from here."""
from _sre import MAXGROUPS, MAXREPEAT
from re import error
