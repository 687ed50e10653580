# Complex numbers.

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source))[:150])
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:150])

inf = float("inf")
nan = float("nan")

class C:
    def __complex__(self):
        return 1 + 2j

class Wrong:
    def __complex__(self):
        return 3

class Index:
    def __index__(self):
        return 7

class Sub(complex):
    pass

show("1j, 1 + 2j, -1j, 0j, -0j, 1 - 2j, complex(-0.0, 1), complex(0, -0.0), complex(nan, inf), 1e20j, 1.5j",
     "complex(inf, -inf), complex(1, nan), str(1j), repr(complex(1e300, 1e-300))",
     "complex(), complex(1), complex(1, 2), complex(1j, 2j), complex(1, 2j), complex(real=1), complex(imag=2)",
     "complex('1+2j'), complex(' (1-2j) '), complex('j'), complex('-j'), complex('1e5'), complex('1_0j')",
     "complex('nan+infj'), complex('-infj'), complex('1.5e3-2.5e-3j'), complex('+1-j')", "complex('1 + 2j')",
     "complex('1+2')", "complex('')", "complex('()')", "complex('(1')", "complex('1++2j')", "complex('1__0')",
     "complex('1', 2)", "complex(1, '2')", "complex([])", "complex(1, [])", "complex(None)", "complex(b'1')",
     "complex(1, 2, 3)", "complex(foo=1)", "complex(C()), complex(C(), 1), complex(Index())", "complex(Wrong())",
     "complex(10**400)", "complex(True, False)", "Sub(1, 2), type(Sub(1)), type(Sub(1) + 1), Sub('2j')",
     "complex(Sub(1j)), type(complex(Sub(1j)))",
     "(1+2j) + 1, (1+2j) - 1.5, 2 * (1+2j), (1+2j) * (3-4j), (1+2j) / (3-4j), (1+2j) / 2, 1 / (1+2j)",
     "1j / 0", "1j // 2", "1j % 2", "divmod(1j, 2)", "1j + 'a'", "1j * 10**400", "1j < 2j", "1j <= 1",
     "(1+2j)**2, (1+2j)**-2, (1+2j)**0, (1+2j)**0.5, (1+2j)**100, (1+2j)**-100, (1+2j)**101, (2+0j)**(0.5+1j)",
     "0j**0, 0j**2, 0j**1.5", "0j**-1", "0j**1j", "(1e200+1j)**2", "(1+2j)**10**6", "pow(1j, 2, 3)",
     "2**1j, (-1)**0.5, (-8)**(1/3), 1j**2, 1j**3, 1j**1j", "abs(3+4j), abs(complex(inf, nan)), abs(complex(nan, 1))",
     "abs(complex(1.7e308, 1.7e308))", "-(1+2j), +(1+2j), ~1j", "bool(0j), bool(1j), bool(complex(0, -0.0))",
     "1j == 1j, 1j != 1, complex(2, 0) == 2, complex(2, 0) == 2.0, complex(2**53, 0) == 2**53 + 1, 1j == 'a'",
     "complex(nan, 0) == complex(nan, 0), 1j == 10**400, complex(5) in [5]",
     "hash(1j), hash(1+2j), hash(complex(3, 0)) == hash(3), hash(complex(0.5, -1.5)), {1: 'a'}[1+0j]",
     "(1+2j).real, (1+2j).imag, (1+2j).conjugate(), (1j).__complex__(), (1+2j).__getnewargs__()",
     "format(1+2j, '.2f'), format(1j, ''), format(1+2j, '>20'), f'{1.5-2j:+.1e}', '%s' % 1j", "'%d' % 1j",
     "format(1j, '05')", "int(1j)", "float(1j)", "(1j).foo", "1j.__add__(1), 1j.__add__('a'), 1j.__rpow__(2)",
     "round(1j)", "1j * inf, complex(inf, 1) * 1j, complex(0, inf) * 1")
