"""with: a method of another type as __exit__ is refused before __enter__ is called."""


def attempt(enter, exit):
    class Manager:
        __enter__ = enter
        __exit__ = exit

    try:
        with Manager() as value:
            print("inside", value)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


def entered(self):
    print("entered")
    return 5


for enter in (entered, ",", list.append, staticmethod(lambda: "static")):
    for exit in (list.append, int.__add__, str.join, lambda *args: print(len(args)), "x", None, classmethod(print), staticmethod(lambda *a: 1)):
        attempt(enter, exit)
