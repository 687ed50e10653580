# Floats: text both ways, arithmetic, comparison, rounding, methods, errors.

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source))[:150])
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:150])

inf = float("inf")
nan = float("nan")

# ---- text ----
values = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2, 0.30000000000000004, 1 / 3, 2 / 3, 100.0, 1e15, 1e16, 1e17,
          123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 1.5e-7, 5e-324, 2.2250738585072014e-308,
          2.225073858507201e-308, 1.7976931348623157e308, 9007199254740993.0, 4.35, 1e100, inf, -inf, nan,
          2.0**-1074, 2.0**1023, 8.41e21, 9.5e-6, 123456.789]
for value in values:
    print(repr(value), str(value), f"{value:.3f}", f"{value:.10e}", f"{value:g}", f"{value:.17g}", "%r" % value)
    if value == value:
        assert float(repr(value)) == value
value = 1.0
checksum = 0
for i in range(400):
    value = value * 1.9 + 0.1 * i
    text = repr(value)
    assert float(text) == value and float(str(-value)) == -value
    checksum = (checksum * 31 + sum(ord(c) * k for k, c in enumerate(text))) % 1000003
    text = repr(1 / value)
    assert float(text) == 1 / value
    checksum = (checksum * 31 + sum(ord(c) * k for k, c in enumerate(text))) % 1000003
print(checksum)
show("float('1.5'), float(' -2e3\\n'), float('1_0.5_0'), float('.5'), float('5.'), float('1E5')",
     "float('inf'), float('-Infinity'), float('+nan'), float('iNf')", "float('1e400'), float('-1e400')",
     "float('1e-400'), float('4.9e-324'), float('2.4703282292062327e-324'), float('2.4703282292062328e-324')",
     "float('1.7976931348623158e308'), float('1.7976931348623159e308')",
     "float('9007199254740993'), float('9007199254740993.0000000000000000000000001')",
     "float('0.' + '0' * 400 + '1e400'), float('1' + '0' * 400 + 'e-400')",
     "float('2.2250738585072011e-308'), float('6.103515625e-05')", "float('٣.٥')",
     "float('')", "float('.')", "float('1e')", "float('1e+')", "float('abc')", "float('1__0')",
     "float('_1')", "float('1_')", "float('1_.5')", "float('0x10')", "float('infin')", "float('1 2')",
     "float('1\\0')", "float(b'1.5'), float(bytearray(b'2'))", "float(b'x')", "float(b'\\xff')")

# ---- the constructor ----
class F:
    def __float__(self):
        return 2.5

class Wrong:
    def __float__(self):
        return 3

class Index:
    def __index__(self):
        return 7

class Sub(float):
    pass

show("float(), float(3), float(True), float(F()), float(Index())", "float(Wrong())", "float([])",
     "float(None)", "float(1j)", "float(x=1)", "float(1, 2)", "float(10**400)", "float(2**1024 - 1)",
     "Sub('1.5'), type(Sub(1)), type(Sub(1) + 1), type(float(Sub(1))), type(+Sub(1)), Sub(2.5) == 2.5",
     "hash(Sub(2.5)) == hash(2.5), Sub(1e300) * 10, -Sub(1)")

# ---- arithmetic ----
show("1.5 + 2, 2 - 1.5, 1.5 * 2**70, 7.5 / 2, 7 / 2.5, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2",
     "divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), divmod(-7, 2.5)", "0.0 % -5, -0.0 % 5, -1 % inf",
     "1.0 % -inf, 5.0 // inf, -5.0 // inf, inf // 1, inf % 2, 1e300 // 1e-300", "1.0 / 0", "1.0 // 0",
     "1.0 % 0", "divmod(1.0, 0)", "1 / 0.0", "0.0 / 0.0", "2.0**3, 2**0.5, 2.0**-1, 4**-0.5, 10.0**308",
     "10.0**309", "(-2.0)**1025", "0.0**0, 0.0**5, (-0.0)**3, (-0.0)**2", "0.0**-1", "(-0.0)**-2.5",
     "0.0**-inf, inf**-1, inf**0, (-inf)**3, (-inf)**-3, (-inf)**2, (-inf)**0.5",
     "nan**0, 1.0**nan, (-1.0)**inf, (-0.5)**inf, 2.0**inf, 2.0**-inf, nan**1",
     "(-8.0)**(1/3)", "(-8)**0.5", "pow(2.0, 3, 5)", "1e308 * 10, -1e308 * 10, 1e-320 / 1e10, inf - inf",
     "1.5 + 'a'", "1.5 + None", "1.5 + 10**400", "1.5 @ 2", "-1.5, +1.5, abs(-1.5), -0.0, abs(-0.0)",
     "~1.5", "1.5 << 1", "0.1 + 0.2, 1e16 + 1, 0.1 * 3, 1 - 0.9", "bool(0.0), bool(-0.0), bool(nan), bool(1e-320)",
     "int(1e20), int(-2.99), int(1.5e300) % 10**9", "int(inf)", "int(nan)")

# ---- comparison and hash ----
show("1.5 < 2, 2 < 1.5, 1.5 == 1.5, 1.5 != 1, nan == nan, nan != nan, nan < 1, inf > 10**400",
     "2.0**53 == 2**53, 2.0**53 == 2**53 + 1, 1e300 == 10**300, 1e22 == 10**22, 1e23 == 10**23",
     "1e23 < 10**23, 0.5 < 1, -0.5 > -1, 0.0 == -0.0 == 0, 2.5 > 2, 2.5 < 3, -2.5 < -2, -2.5 > -3",
     "2.0**63 == 2**63, 2.0**63 > 2**63 - 1, -2.0**63 == -2**63, -2.0**63 > -2**63 - 1",
     "1.5 < 'a'", "1.5 == 'a', 1.5 != None", "sorted([3.5, 1, 2.25, -1, 2])", "min(1.0, 1), max(1, 1.0)",
     "hash(1.0), hash(0.5), hash(-1.0), hash(1e300), hash(5e-324), hash(inf), hash(-inf), hash(2.0**61)",
     "hash(0.1), hash(1e22) == hash(10**22), hash(2.0**100) == hash(2**100), hash(-0.0)",
     "{1.0: 'a', 1: 'b', True: 'c'}", "nan in [nan], [nan] == [nan], float('nan') in [nan]")

# ---- methods ----
show("round(2.5), round(3.5), round(-2.5), round(0.5), round(1e22), round(-0.3), round(2.5, None)",
     "round(2.675, 2), round(1.005, 2), round(0.5, 0), round(1.5, 0), round(-0.3, 0), round(1234.5, -2)",
     "round(5e-324, 400), round(1.5, -400), round(-1.5, -400), round(123456.789, 10**30)",
     "round(1.7e308, -308)", "round(inf)", "round(nan)", "round(nan, 2), round(inf, -2)", "round(2.5, 'a')",
     "round(0.15, 1), round(0.25, 1), round(0.35, 1), round(1e16 + 2, -1), round(56294995342131.5, 3)",
     "1.5.is_integer(), 2.0.is_integer(), inf.is_integer(), nan.is_integer(), 1e300.is_integer()",
     "0.75.as_integer_ratio(), (-0.1).as_integer_ratio(), 1e20.as_integer_ratio(), 0.0.as_integer_ratio()",
     "5e-324.as_integer_ratio()[1] == 2**1074", "inf.as_integer_ratio()", "nan.as_integer_ratio()",
     "1.5.hex(), (-0.0).hex(), 0.1.hex(), 5e-324.hex(), 1.7976931348623157e308.hex(), inf.hex(), nan.hex()",
     "float.fromhex('0x1.8p+1'), float.fromhex('-1.8P-1'), float.fromhex(' 0xA.8 '), float.fromhex('inf')",
     "float.fromhex('0x1.00000000000008p0'), float.fromhex('0x1.00000000000018p0'), float.fromhex('0x.8p-1074')",
     "float.fromhex('0x.80000000000000000001p-1073'), float.fromhex('0x1p-5000'), float.fromhex('nan')",
     "float.fromhex('0x1.fffffffffffff7p1023')", "float.fromhex('0x1.fffffffffffff8p1023')",
     "float.fromhex('0x1p1024')", "float.fromhex('')", "float.fromhex('0x')", "float.fromhex('1p')",
     "float.fromhex('0x1 x')", "float.fromhex(1.5)", "type(Sub.fromhex('0x1p1'))",
     "1.5.real, 1.5.imag, 1.5.conjugate(), 1.5.__trunc__(), 1.5.__floor__(), (-1.5).__ceil__()",
     "1.5.__getnewargs__(), 1.5.__int__(), 1.5.__float__(), 1.5.__bool__()", "1.5.__floor__(1)",
     "1.5.__add__(1), 1.5.__add__('a'), 1.5.__radd__(1), 1.5.__rpow__(2), 1.5.__divmod__(1)", "1.5.foo",
     "float.__getformat__('double')", "float.__getformat__('x')")
