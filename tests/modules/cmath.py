# Module cmath: values at special, large, small and ordinary points.
import cmath

inf = float("inf")
nan = float("nan")
parts = [0.0, -0.0, 1.0, -1.0, 2.5, -0.3, 1e-310, 1e-5, 1e200, 710.0, -1e308, inf, -inf, nan]
names = "acos acosh asin asinh atan atanh cos cosh exp log log10 phase polar sin sinh sqrt tan tanh".split()
for name in names:
    function = getattr(cmath, name)
    print(name)
    for x in parts:
        results = []
        for y in parts:
            try:
                results.append(repr(function(complex(x, y))))
            except (ValueError, OverflowError) as error:
                results.append(str(error).split()[1])
        print(x, *results)
print("log with a base")
for x in 0j, -0j, 1 + 0j, 2 - 1j, inf, nan, -inf, 0.5:
    for base in 0, 1, -1, 0.5, 1j, inf, nan, 1e300:
        try:
            print(x, base, cmath.log(x, base))
        except (ValueError, OverflowError) as error:
            print(x, base, error)
print("rect")
for x in parts:
    results = []
    for y in parts:
        try:
            results.append(repr(cmath.rect(x, y)))
        except (ValueError, OverflowError) as error:
            results.append(str(error).split()[1])
    print(x, *results)

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source))[:150])
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:150])

class C:
    def __complex__(self):
        return 3 + 4j

show("cmath.sqrt(-1), cmath.sqrt(C()), cmath.sqrt(True)", "cmath.sqrt('a')", "cmath.sqrt()", "cmath.log(8, 2)",
     "cmath.log(1j, 2 + 1j)", "cmath.log(0)", "cmath.log(1, 0)", "cmath.log(5, 1)", "cmath.polar(3 + 4j)",
     "cmath.isfinite(1j), cmath.isfinite(complex(inf, 0)), cmath.isinf(complex(0, -inf)), cmath.isnan(complex(nan, 1))",
     "cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isclose(1, 2), cmath.isclose(inf, inf), cmath.isclose(1, 2, abs_tol=1)",
     "cmath.isclose(1, 2, rel_tol=-1)", "cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj",
     "sorted(n for n in dir(cmath) if n[0] != '_')")
