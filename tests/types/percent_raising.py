"""Formats with % whose values raise when they are asked for a number."""


class Raising:
    def __init__(self, error):
        self.error = error

    def raising(self):
        raise self.error

    __index__ = __int__ = __float__ = __str__ = __repr__ = __bytes__ = raising


for text in ("%c", "%d", "%x", "%s", "%r", "%a", "%f", "%e", "%*d", "%(a)s", "%i", "%.*f",
             b"%c", b"%d", b"%s", b"%b", b"%x", b"%f", b"%a"):
    for error in (TypeError("own type"), ValueError("own value"), OverflowError("own size"), KeyError("key")):
        for value in (Raising(error), (Raising(error),), (Raising(error), 1), (1, Raising(error))):
            try:
                print(text, text % value)
            except Exception as e:
                print(text, type(e).__name__, e, e.__context__)
