# Module struct: every code with numbers at the limits.
import struct


def t(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


values = [sign * (1 << bits) + more for bits in (7, 8, 15, 16, 31, 32, 63, 64, 70, 200)
          for sign in (-1, 1) for more in (-1, 0, 1)]
values += [0, 1, -1, 127.5, "a", b"a", None, True]
for order in "@=<>!":
    for code in "bBhHiIlLqQnNPefd?csp":
        last = None
        for value in values:
            result = t(struct.pack, order + code, value)
            if result != last:
                print(order, code, repr(value)[:30], result)
            last = result
