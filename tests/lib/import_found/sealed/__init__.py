import sys
import types


class Sealed(types.ModuleType):
    def __setattr__(self, name, value):
        raise AttributeError("sealed")


sys.modules[__name__].__class__ = Sealed
