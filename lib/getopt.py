"""Options of a command line, as getopt() of C takes them apart."""
import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """What is wrong, and the option that it is about."""

    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(options, rest): a list of (option, value), and what comes from the first word that is none on."""
    found, rest = _parse(args, shortopts, longopts, True)
    return found, rest


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt(), but options may come after other words, unless shortopts begins with "+"."""
    stops = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    return _parse(args, shortopts.removeprefix("+"), longopts, stops)


def _parse(args, shortopts, longopts, stops):
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    found, words = [], []
    while args:
        word, rest = args[0], args[1:]
        if word == "--":
            return found, words + rest
        if word.startswith("--"):
            args = _long(found, word[2:], longopts, rest)
        elif word.startswith("-") and word != "-":
            args = _short(found, word[1:], shortopts, rest)
        elif stops:
            break
        else:
            words.append(word)
            args = rest
    return found, words + args


def _long(found, word, longopts, rest):
    name, equals, value = word.partition("=")
    matches = [option for option in longopts if option.startswith(name)]
    if not matches:
        raise GetoptError(f"option --{name} not recognized", name)
    if name in matches:
        full, wants = name, False
    elif name + "=" in matches:
        full, wants = name, True
    elif len(matches) > 1:
        raise GetoptError(f"option --{name} not a unique prefix", name)
    else:
        full, wants = matches[0].removesuffix("="), matches[0].endswith("=")
    if wants and not equals:
        if not rest:
            raise GetoptError(f"option --{full} requires argument", full)
        value, rest = rest[0], rest[1:]
    elif equals and not wants:
        raise GetoptError(f"option --{full} must not have an argument", full)
    found.append(("--" + full, value))
    return rest


def _short(found, letters, shortopts, rest):
    while letters:
        letter, letters = letters[0], letters[1:]
        at = shortopts.find(letter) if letter != ":" else -1
        if at < 0:
            raise GetoptError(f"option -{letter} not recognized", letter)
        value = ""
        if shortopts.startswith(":", at + 1):
            if not letters:
                if not rest:
                    raise GetoptError(f"option -{letter} requires argument", letter)
                letters, rest = rest[0], rest[1:]
            value, letters = letters, ""
        found.append(("-" + letter, value))
    return rest
