"""Texts and comparisons that the other parts of unittest share."""
from itertools import takewhile

__unittest = True

_MAX_LENGTH = 80      # of a repr in a message
_PLACEHOLDER_LEN = 12  # "[123 chars]"
_MIN_SIDE = 5          # characters kept at either side of what is left out
_MIN_DIFF_LEN = _MAX_LENGTH - (3 * _MIN_SIDE + 2 * _PLACEHOLDER_LEN)


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def safe_repr(obj, short=False):
    """repr(obj), also when that fails; `short` cuts it."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if not short or len(text) < _MAX_LENGTH:
        return text
    return text[:_MAX_LENGTH] + " [truncated]..."


def _shorten(text, head, tail):
    skipped = len(text) - head - tail
    if skipped > _PLACEHOLDER_LEN:
        return f"{text[:head]}[{skipped} chars]{text[len(text) - tail:]}"
    return text


def _common_shorten_repr(*args):
    """The reprs of objects, cut around the place where they begin to differ."""
    texts = tuple(safe_repr(arg) for arg in args)
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    common = sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*texts)))
    prefix = texts[0][:common]
    room = _MAX_LENGTH - (longest - common + _MIN_SIDE + _PLACEHOLDER_LEN)
    if room > _MIN_SIDE:
        prefix = _shorten(prefix, _MIN_SIDE, room)
        return tuple(prefix + text[common:] for text in texts)
    prefix = _shorten(prefix, _MIN_SIDE, _MIN_SIDE)
    return tuple(prefix + _shorten(text[common:], _MIN_DIFF_LEN, _MIN_SIDE) for text in texts)


def line_difference(first, second):
    """What turns one list of lines into another: '- ' only in the first, '+ ' only in the second, '  ' in both.

    Simple: one block of changes between what is common at the start and at the end."""
    def common(a, b):
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b)))

    head = common(first, second)
    tail = common(first[head:][::-1], second[head:][::-1])
    end_first, end_second = len(first) - tail, len(second) - tail
    return (["  " + line for line in first[:head]] + ["- " + line for line in first[head:end_first]] +
            ["+ " + line for line in second[head:end_second]] + ["  " + line for line in first[end_first:]])


def display_lines(obj):
    """The repr of a container as lines, an item each where it is long."""
    text = safe_repr(obj)
    if len(text) <= _MAX_LENGTH or type(obj) not in (list, tuple, dict):
        return text.splitlines() or [text]
    if type(obj) is dict:
        try:
            items = sorted(obj.items())
        except TypeError:
            items = list(obj.items())
        parts, ends = [f"{safe_repr(key)}: {safe_repr(value)}" for key, value in items], "{}"
    else:
        parts, ends = [safe_repr(item) for item in obj], "[]" if type(obj) is list else "()"
    last = len(parts) - 1
    return [f"{ends[0] if i == 0 else ' '}{part}{ends[1] if i == last else ','}" for i, part in enumerate(parts)]


def count_differences(first, second):
    """(count in first, count in second, item) for each item whose counts differ; items need only ==."""
    first, second = list(first), list(second)
    taken_first, taken_second = [False] * len(first), [False] * len(second)
    differences = []

    def count(item, items, taken):
        number = 0
        for i, other in enumerate(items):
            if not taken[i] and (other is item or other == item):
                taken[i] = True
                number += 1
        return number

    for items, taken in ((first, taken_first), (second, taken_second)):
        for i, item in enumerate(items):
            if not taken[i]:
                numbers = count(item, first, taken_first), count(item, second, taken_second)
                if numbers[0] != numbers[1]:
                    differences.append((*numbers, item))
    return differences


def matches(name, pattern):
    """Does a name match a pattern of the shell (*, ?, [abc])? Case counts."""
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(matches(name[i:], pattern[1:]) for i in range(len(name) + 1))
    close = pattern.find("]", 3 if pattern[1:2] == "!" else 2)
    if pattern[0] == "[" and close > 0:
        inside, negated = pattern[1:close], pattern[1] == "!"
        inside, found, i = inside[negated:], False, 0
        while name and i < len(inside):
            if inside[i + 1:i + 2] == "-" and i + 2 < len(inside):
                found = found or inside[i] <= name[0] <= inside[i + 2]
                i += 2
            else:
                found = found or inside[i] == name[0]
            i += 1
        return bool(name) and found != negated and matches(name[1:], pattern[close + 1:])
    return bool(name) and pattern[0] in ("?", name[0]) and matches(name[1:], pattern[1:])
