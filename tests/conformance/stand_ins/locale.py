"""Stands for locale: there is only the locale C."""
LC_ALL, LC_NUMERIC, LC_CTYPE = 6, 1, 0


class Error(Exception):
    pass


def setlocale(category, locale=None):
    if locale not in (None, "", "C"):
        raise Error("unsupported locale setting")
    return "C"


def getlocale(category=LC_CTYPE):
    return None, None


def localeconv():
    return {"decimal_point": ".", "thousands_sep": "", "grouping": []}


def format_string(text, value, grouping=False, monetary=False):
    return text % value


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def getencoding():
    return "UTF-8"
