# Integers: both representations, arithmetic, text, bytes, methods, errors.

def show(*sources):
    for source in sources:
        try:
            result = eval(source)
            text = repr(result)
            if len(text) > 120:
                text = text[:60] + "…" + text[-40:] + " (%d)" % len(text)
            print(source, "->", text)
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:200])

# A generator of numbers of all sizes, so that this file depends on nothing.
state = 12345

def bits(count):
    global state
    value = 0
    while count > 0:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = value << 32 | state >> 32
        count -= 32
    return value

def number(size):
    value = bits(size) >> (-size % 32)
    kind = bits(32) % 4
    if kind == 0:
        value = 2**size - 1
    elif kind == 1:
        value = 2**(size - 1)
    return -value if bits(32) % 2 else value

# ---- the laws of arithmetic ----
edges = [0, 1, -1, 2, -2, 255, 256, 257, -5, -6, 2**31, 2**32 - 1, 2**62, 2**63 - 1, 2**63,
         -2**63, -2**63 - 1, 2**64 - 1, 2**64, -2**64, 2**127, 10**19, 10**40, -10**40]
checksum = 0
count = 0
for a in edges:
    for b in edges:
        checksum = (checksum * 31 + (a + b) * 3 + (a - b) * 5 + a * b) % (2**89 - 1)
        checksum = (checksum + (a & b) + (a | b) * 7 + (a ^ b) * 11) % (2**89 - 1)
        assert (a < b) + (a == b) + (a > b) == 1
        assert (a <= b) == (not a > b) and (a != b) == (not a == b)
        assert a + b - b == a and a - b == -(b - a)
        assert (a & b) + (a | b) == a + b and (a ^ b) == (a | b) - (a & b)
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and 0 <= abs(r) < abs(b) and (r == 0 or (r < 0) == (b < 0))
            assert a // b == q and a % b == r
        count += 1
print(count, checksum)
for size in (3, 31, 63, 64, 65, 130, 700, 2500, 6000):
    for _ in range(12):
        a, b, c = number(size), number(size * 2 // 3 + 1), number(size // 3 + 1)
        assert (a + b) * c == a * c + b * c
        assert (a + b) * (a - b) == a * a - b * b
        if b:
            q, r = divmod(a * c, b)
            assert q * b + r == a * c and (r == 0 or (r < 0) == (b < 0)) and abs(r) < abs(b)
        shift = bits(32) % 300
        assert a << shift == a * 2**shift and a >> shift == a // 2**shift
        assert ~a == -a - 1 and -(-a) == a and abs(a) == max(a, -a)
        text = hex(a)
        assert int(text, 16) == a and int(oct(a), 8) == a and int(bin(a), 2) == a
        assert int(str(a)) == a
        checksum = (checksum * 37 + a * b * c + hash(a)) % (2**89 - 1)
print(checksum)

# ---- representation: what fits 64 bits is kept so ----
x = 2**64
x -= 2**64 - 7
seven = 7
print(x, x is seven, hash(x), 2**63 - 1 - (2**63 - 2), -2**63 + 2**63)
print([v.bit_length() for v in edges])
print([v.bit_count() for v in edges])
print([hash(v) for v in edges])
print([int(v) == v and v.__index__() == v for v in edges].count(False))

# ---- division, powers, shifts ----
show("7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 2, -7 % 2, 7 % -2, -7 % -2",
     "-2**63 // -1", "-2**63 % -1", "divmod(-2**63, -1)", "10**30 // 10**29", "-10**30 // 7",
     "10**30 % -7", "divmod(10**30, -10**15 - 1)", "1 // 0", "1 % 0", "divmod(1, 0)", "1 / 0",
     "10**30 // 0", "10**30 % 0", "7 / 2", "2**53 / 3", "(2**53 + 1) / 1", "10**400 / 10**399",
     "1 / 10**400", "-1 / 10**400", "10**400 / 3", "1 / 3 * 10**20", "(10**22 + 1) / 10**22",
     "2**1074 / 2**2148", "1 / 2**1074", "1 / 2**1075", "3 / 2**1076", "(2**1024 - 2**970) / 1",
     "(2**1024 - 2**970 - 1) / 1", "0 / 10**50", "-7 / 10**30",
     "2**10, 2**0, 0**0, (-2)**3, (-2)**63, 2**64, 2**100", "10**50", "3**200", "(-7)**77",
     "12**40", "2**-1", "(-2)**-2", "0**-1", "10**-400", "(10**400)**-1", "1**10**30",
     "(-1)**(10**30 + 1)", "0**10**30", "pow(3, 200, 1000)", "pow(3, -1, 7)", "pow(3, -2, -7)",
     "pow(2, -1, 4)", "pow(2, 5, 0)", "pow(2, 5, -7)", "pow(7, 0, 1)", "pow(-7, 3, 5)",
     "pow(3, 10**40, 10**30 + 57)", "pow(10**30, 10**20, 2**89 - 1)",
     "pow(5, 117, 2**200)", "pow(0, 0, 5)", "pow(2, 3.0, 5)", "pow(2, 3, 5.0)", "pow(2, 3, 'a')",
     "1 << 0, 1 << 62, 1 << 63, 1 << 64, -1 << 63, -1 << 64, 5 << 200", "0 << 10**30",
     "1 << -1", "1 >> -1", "1 >> 10**30, -1 >> 10**30", "-5 >> 1, -5 >> 2, -5 >> 3, -5 >> 70",
     "-2**64 >> 64, -2**64 >> 63, (-2**64 - 1) >> 64, 2**100 >> 98")

# ---- bits ----
show("~0, ~5, ~-1, ~(2**64), ~(-2**64)", "-1 & 2**70, -1 | 2**70, -1 ^ 2**70",
     "-2**70 & -2**65, -2**70 | 2**65, -2**70 ^ -2**65", "(2**64 - 1) & -2**32",
     "True & False, True | False, True ^ True, True & 3, True | 2, ~True",
     "(-2**63).bit_length(), (2**200).bit_length(), (-7).bit_count(), (10**50).bit_count()")

# ---- text ----
show("str(-0), str(10**19), str(-2**63), repr(2**64)", "int('12'), int('  -12\\n'), int('+1_000')",
     "int('0x1F', 16), int('1f', 16), int('0b101', 2), int('0o17', 8), int('z', 36)",
     "int('0x1F', 0), int('0b101', 0), int('0o17', 0), int('19', 0), int('0', 0), int('000', 0)",
     "int('010', 0)", "int('')", "int('-')", "int('1__0')", "int('_1')", "int('1_')",
     "int('0x_1f', 0)", "int('0_x1', 0)", "int('0x', 16)", "int('12', 1)", "int('12', 37)",
     "int('12', -2)", "int('9', 8)", "int(b'12'), int(bytearray(b' 7 '))", "int(b'1x')",
     "int('1x')", "int('1\\0')", "int('٣٤')", "int('\\u2003٣')", "int('٣x')", "int('a' * 300)",
     "int('9' * 18), int('9' * 19), int('-' + '9' * 40)", "int('1' * 5000)", "int('1' * 4300) % 97",
     "str(10**4299)[-3:]", "str(10**4300)", "int('f' * 5000, 16) % 1000003",
     "len(hex(2**20000)), len(oct(2**20000)), len(bin(2**20000))", "hex(-255), oct(-8), bin(-5)",
     "int('1' * 3000, 7) % (10**9 + 7)", "int('zz' * 500, 36) % (10**9 + 7)",
     "'%d' % 10**25, '%x' % 10**25, '%o' % -10**25", "format(10**25, ','), format(-10**25, '_x')",
     "f'{2**70:>30}', f'{-5:05d}', f'{255:#x}', f'{255:b}', f'{10**20:e}', f'{65:c}'")

# ---- the constructor ----
class Index:
    def __index__(self):
        return 42

class ToInt:
    def __int__(self):
        return 2**70

class Bad:
    def __int__(self):
        return "x"

class Sub(int):
    pass

show("int(), int(5), int(2.9), int(-2.9), int(1e30), int(True)", "int(1e400)", "int(float('nan'))",
     "int(Index()), int(ToInt())", "int(Bad())", "int(x=1)", "int(base=10)", "int('1', base=3)",
     "int(1, 10)", "int('1', 2, 3)", "int([])", "int(None)", "int(1j)", "int('1', 'a')",
     "int('1', 10**30)", "int('1', Index())", "int('1', foo=3)",
     "Sub(5), Sub('7'), Sub(2**100), type(Sub(1))", "Sub(5) + 1, type(Sub(5) + 1), type(+Sub(5))",
     "type(int(Sub(5))), Sub(2**100) - 2**100 + 1, hash(Sub(2**80)) == hash(2**80)",
     "Sub(7) == 7, Sub(2**90) == 2**90, Sub(3) < 4, -Sub(2**64), abs(Sub(-3)), ~Sub(1)",
     "Sub.from_bytes(b'\\1\\0', 'big'), type(Sub.from_bytes(b'\\1', 'big'))",
     "type(Sub(3).real), type(Sub(3).conjugate()), type(Sub(3).__index__()), type(round(Sub(3)))",
     "isinstance(True, int), issubclass(bool, int), type(True + True), True * 10**20")
s = Sub(2**100)
s.name = "big"
print(s.name, s, s == 2**100)

# ---- bytes ----
show("(1000).to_bytes(2, 'big'), (1000).to_bytes(4, 'little'), (0).to_bytes(0, 'big')",
     "(5).to_bytes(), (-1).to_bytes(3, 'big', signed=True), (-2**70).to_bytes(10, 'little', signed=True)",
     "(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(128).to_bytes(1, 'big', signed=True)",
     "(-128).to_bytes(1, 'big', signed=True), (-129).to_bytes(2, 'big', signed=True)",
     "(-129).to_bytes(1, 'big', signed=True)", "(1).to_bytes(-1, 'big')", "(1).to_bytes(1, 'x')",
     "(1).to_bytes('a', 'big')", "(2**128 - 1).to_bytes(16, 'big')", "(2**128).to_bytes(16, 'big')",
     "int.from_bytes(b'', 'big'), int.from_bytes(b'\\1\\2', 'big'), int.from_bytes(b'\\1\\2', 'little')",
     "int.from_bytes(b'\\xff\\xfe', 'big', signed=True), int.from_bytes(b'\\xff' * 9, 'little')",
     "int.from_bytes(b'\\x80' + bytes(8), 'big', signed=True)", "int.from_bytes([1, 2], 'big')",
     "int.from_bytes(5, 'big')", "int.from_bytes('a', 'big')", "int.from_bytes([256], 'big')",
     "int.from_bytes(b'1', 'x')", "bool.from_bytes(b'\\1', 'big')")
for size in (1, 7, 8, 9, 15, 16, 17, 40):
    value = number(size * 8 - 1)
    for order in ("big", "little"):
        raw = value.to_bytes(size, order, signed=True)
        assert int.from_bytes(raw, order, signed=True) == value and len(raw) == size

# ---- methods ----
show("round(15, -1), round(25, -1), round(-25, -1), round(24, -1), round(10**20 + 5, -1)",
     "round(5, -1), round(6, -1), round(5, -20), round(7, 3), round(7, None)", "round(5, 1.5)",
     "round(12345678901234567890123, -10), round(-15 * 10**20, -21)",
     "(5).__round__(1, 2)", "(5).__floor__(), (5).__ceil__(), (5).__trunc__()",
     "(5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate()",
     "(10**30).as_integer_ratio(), True.as_integer_ratio()", "(5).__getnewargs__()",
     "(5).__add__('a'), (5).__radd__(2.0), (5).__rsub__(2), (5).__rpow__(2), (5).__divmod__(3)",
     "(5).__lt__(6), (5).__lt__(6.0), (5).__eq__('a'), (5).__bool__(), (0).__bool__()",
     "(5).foo", "(5).bit_length(1)", "int.bit_length()", "int.bit_length('a')", "int.__add__('a', 1)",
     "5 + 'a'", "5 - None", "2**64 * []", "[1] * 2**64", "-'a'", "5 < 'a'", "5 @ 2",
     "5 == 5.0, 5 != 5.5, 2**53 + 1 == float(2**53), 10**400 > 1e308, -10**400 < -1e308",
     "10**400 == float('inf'), 10**400 < float('inf'), 1 < float('nan'), 2**64 > float('nan')",
     "2**64 == 2.0**64, 2**64 + 1 > 2.0**64, 2**64 < 2.0**64 * 1.0000001, 3 < 3.5 < 4",
     "float(2**53 + 1), float(2**63), float(2**64 + 2**11), float(2**64 + 2**11 + 1)",
     "float(10**400)", "float(2**1024 - 2**970)", "float(2**1024 - 2**970 - 1)", "10**400 + 1.5")
