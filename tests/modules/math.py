# Module math.
import math

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source))[:150])
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", str(error)[:150])

inf = math.inf
nan = math.nan
one = ("acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs frexp gamma"
       " isfinite isinf isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh ulp"
       " ceil floor trunc").split()
arguments = [0, 0.0, -0.0, 1, -1, 0.5, -0.5, 0.75, 2, 2.5, -2.5, 10, 100.25, -171.5, 1e-5, 1e-10, 1e-300, 5e-324,
             710.5, -745.2, 1e22, 1e308, 2**70, inf, -inf, nan, True]
for name in one:
    function = getattr(math, name)
    results = []
    for x in arguments:
        try:
            results.append(repr(function(x)))
        except (ValueError, OverflowError) as error:
            results.append(str(error).split()[1])
    print(name, *results)
two = "atan2 copysign fmod nextafter pow remainder".split()
pairs = [(a, b) for a in (0.0, -0.0, 1.0, -1.5, 2.0, 7.25, -1e300, 1e-300, inf, -inf, nan)
         for b in (0.0, -0.0, 1.0, -1.0, 0.5, 3.0, -2.5, 1e300, inf, -inf, nan)]
for name in two:
    function = getattr(math, name)
    print(name)
    results = []
    for x, y in pairs:
        try:
            results.append(repr(function(x, y)))
        except (ValueError, OverflowError) as error:
            results.append(str(error).split()[1])
    print(*results)

class Real:
    def __float__(self):
        return 2.5

class Rounds:
    def __ceil__(self):
        return "ceil"
    def __floor__(self):
        return "floor"
    def __trunc__(self):
        return "trunc"

show("math.sqrt('a')", "math.sqrt()", "math.sqrt(1, 2)", "math.sqrt(x=1)", "math.sqrt(10**400)", "math.sqrt(Real())",
     "math.log(10**400), math.log2(10**400), math.log10(10**400), math.log2(2**2000), math.log(3**1000, 3)",
     "math.log(8, 2), math.log(2.5, 10)", "math.log(8, 1)", "math.log(8, 0)", "math.log(0)", "math.log(-10**400)",
     "math.log()", "math.log(1, 2, 3)", "math.log('a')", "math.log(x=1)", "math.log1p(-1)",
     "math.ceil(2.1), math.floor(-2.1), math.trunc(-2.9), math.ceil(1e20), math.ceil(5)",
     "math.ceil(Rounds()), math.floor(Rounds()), math.trunc(Rounds())", "math.ceil(Real()), math.floor(Real())",
     "math.trunc(Real())", "math.ceil('a')", "math.floor(nan)", "math.ceil(inf)",
     "math.factorial(0), math.factorial(20), math.factorial(21), math.factorial(100) % 10**40",
     "math.factorial(3000) % (10**9 + 7), math.factorial(1234).bit_length()", "math.factorial(-1)",
     "math.factorial(5.0)", "math.factorial(10**30)", "math.factorial('a')",
     "math.comb(5, 2), math.comb(5, 0), math.comb(5, 5), math.comb(5, 6), math.comb(100, 50), math.comb(0, 0)",
     "math.comb(1000, 300) % (10**9 + 7), math.comb(10**20, 3), math.comb(5000, 2500).bit_length()",
     "math.comb(-1, 2)", "math.comb(5, -2)", "math.comb(5.0, 2)", "math.comb(10**100, 10**50)",
     "math.comb(10**30, 10**30 - 2)", "math.perm(5), math.perm(5, None), math.perm(5, 2), math.perm(5, 6), math.perm(0)",
     "math.perm(10**20, 3), math.perm(300, 100) % (10**9 + 7)", "math.perm(-1)", "math.perm(5, -1)",
     "math.perm(10**100, 10**50)", "math.gcd(), math.gcd(0), math.gcd(-4), math.gcd(12, 18, 27), math.gcd(0, 5)",
     "math.gcd(2**200 * 3**50, 6**100) == 2**100 * 3**50, math.gcd(10**40, 10**25 + 5)", "math.gcd(1.5)", "math.gcd('a')",
     "math.gcd(2**63, -2**63), math.gcd(-2**63, 0)", "math.lcm(), math.lcm(0), math.lcm(4, 6), math.lcm(-4, 6, 10**20)",
     "math.lcm(1.5)", "math.isqrt(0), math.isqrt(1), math.isqrt(15), math.isqrt(16), math.isqrt(2**64 - 1)",
     "math.isqrt(10**40), math.isqrt(10**41), math.isqrt(2**2001) % 10**9, math.isqrt(10**100 - 1)", "math.isqrt(-1)",
     "math.isqrt(2.0)", "math.prod([1, 2, 3]), math.prod([]), math.prod([1.5, 2]), math.prod([2], start=5)",
     "math.prod(['a', 3], start=1)", "math.prod(5)", "math.prod([1], 2)", "math.prod(range(1, 30))",
     "math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([]), math.fsum([1, 2.5])",
     "math.fsum([1e16, 1.0, 1e-16]), math.fsum([2.0**53, -0.5, -2.0**-54]), math.fsum([inf, 1]), math.fsum([nan, inf])",
     "math.fsum([inf, -inf])", "math.fsum([1e308, 1e308])", "math.fsum(['a'])", "math.fsum(5)",
     "math.fsum([2.0**n - 2.0**(n+50) + 2.0**(n+52) for n in range(-1074, 972, 2)] + [-2.0**1022])",
     "math.hypot(), math.hypot(3, 4), math.hypot(1, 2, 3, 4), math.hypot(-5), math.hypot(nan, inf), math.hypot(nan)",
     "math.hypot(1e308, 1e308), math.hypot(1e-320, 1e-320), math.hypot(*[0.1] * 30)", "math.hypot('a')",
     "math.dist([1, 2], [4, 6]), math.dist((1.5,), (4,)), math.dist([], [])", "math.dist([1], [1, 2])",
     "math.dist(5, 6)", "math.dist([1], ['a'])", "math.ldexp(1, 10), math.ldexp(0.75, -1074), math.ldexp(5, -1077)",
     "math.ldexp(1, 1024)", "math.ldexp(1, 10**30)", "math.ldexp(-1, -10**30), math.ldexp(0, 10**30)",
     "math.ldexp(1, 2.0)", "math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2)",
     "math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(inf, inf), math.isclose(inf, 1e308)",
     "math.isclose(nan, nan), math.isclose(1, 2, abs_tol=1)", "math.isclose(1, 2, rel_tol=-1)", "math.isclose(1, 2, 3)",
     "math.pi, math.e, math.tau, math.inf, math.nan", "math.sumprod", "sorted(n for n in dir(math) if n[0] != '_')")
for x in (0.5, 1.5, 2.75, 10.1, 33.3, 100.7, 170.6, -0.5, -1.25, -20.75, -150.3, 1e-7, 4.999, 5.0, 23.0, 24.0):
    print(x, math.gamma(x), math.lgamma(x), math.erf(x), math.erfc(x))
