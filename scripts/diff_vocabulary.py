"""The vocabulary of scripts/diff_program.py: templates of expressions and statements, by kind.

`$int` stands for any expression that is (mostly) an int, `$vint` for a variable that holds one, and so on; a
template on a line of its own may stand more than once: it is as much more likely. The first block of a kind has the leaves,
which are taken where an expression is deep enough.
"""

# Variables of each kind, bound at the beginning of a program; parameters and locals of functions have the same names.
VARIABLES = {
    'int': 'i0 i1 i2', 'flt': 'f0 f1', 'cpx': 'c0', 'str': 's0 s1 s2', 'byt': 'b0 b1', 'bya': 'y0', 'mem': 'm0', 'lst': 'l0 l1',
    'tup': 't0 t1', 'dic': 'd0 d1', 'set': 'e0 e1', 'fro': 'z0', 'rng': 'r0', 'any': 'o0 o1', 'gen': 'g0', 'fn': 'k0 k1', 'obj': 'w0 w1',
}

# leaves, a line of dashes, the rest
EXPRESSIONS = {
    'int': '''
$vint
$vint
$lit
$lit
$big
----
($int + $int)
($int - $int)
($int * $lit)
($lit * $int)
($int * $int)
($int // $int)
($int % $int)
($big % $lit)
($big // $lit)
($big % $big)
($big // $big)
($big * $big)
(True + $lit)
(False - $lit)
(-$int)
(+$int)
(~$int)
($int & $int)
($int | $int)
($int ^ $int)
($int << $n)
($int >> $n)
($lit ** $n)
($int if $bool else $int)
($int and $int)
($int or $int)
(i0 := $int)
abs($int)
int($flt)
int($str)
int($numtext)
int($numtext, $base)
int($byt)
int($bool)
len($sized)
ord($chr)
hashof($hashable)
round($flt)
round($int, $lit)
sum($lst)
sum($tup, $int)
min($int, $int)
max($int, $int, $int)
min($lst)
max($tup)
min($lst, default=$int)
max($lst, key=$key)
divmod($int, $int)[$cnt]
pow($int, $n, $int)
pow($lit, $idx, $int)
$int.bit_length()
$int.bit_count()
$int.conjugate()
$int.real
$int.imag
$int.numerator
$int.denominator
$int.__add__($int)
$int.__index__()
$int.__floor__()
$int.__round__($idx)
int.from_bytes($byt, $endian)
int.from_bytes($byt, $endian, signed=$bool)
math.gcd($int, $int)
math.lcm($int, $int)
math.isqrt($int)
math.factorial($n)
math.comb($n, $n)
math.perm($n, $n)
math.floor($flt)
math.ceil($flt)
math.trunc($flt)
$str.find($str)
$str.rfind($str, $idx, $idx)
$str.index($chr)
$str.count($str)
$byt.find($byt)
$byt.count($byt, $idx)
$byt[$idx]
$bya[$idx]
$mem[$idx]
$lst.index($any)
$lst.count($any)
$tup.index($any)
$tup.count($any)
$rng.index($int)
$rng.count($int)
$rng[$idx]
$rng.start
$rng.step
$lst[$idx]
$tup[$idx]
$dic[$str]
$dic.get($str, $int)
$dic.setdefault($str, $int)
$dic.pop($str, $int)
operator.add($int, $int)
operator.index($int)
operator.floordiv($int, $int)
functools.reduce(lambda p, q: p + q, $lst, $int)
functools.reduce(operator.mul, $rng, 1)
sys.getrecursionlimit()
bin($int).count('1')
next($gen, $int)
next(iter($lst))
k0($int)
$fn($int)
(lambda p, q=$int: p + q)($int)
(lambda *p: len(p))(*$lst)
[$int, $int][$idx]
{1: $int, 2: $int}[$n]
bool($any) + $int
$int.__class__($flt)
''',
    'flt': '''
$vflt
$vflt
$fltlit
$fltlit
----
($flt + $flt)
($flt - $int)
($flt * $flt)
($flt / $flt)
($int / $int)
($flt // $flt)
($flt % $flt)
($flt ** $fltlit)
($flt ** $idx)
(-$flt)
abs($flt)
float($int)
float($numtext)
float($bool)
round($flt, $idx)
sum($lst, $flt)
min($flt, $int)
max($flt, $flt)
divmod($flt, $int)[$cnt]
$flt.real
$flt.conjugate()
$flt.__mul__($flt)
float.fromhex($flt.hex())
$cpx.real
$cpx.imag
abs($cpx)
math.sqrt($flt)
math.floor($flt) + $flt
math.fsum([$flt, $flt, $flt])
math.fmod($flt, $flt)
math.hypot($flt, $flt)
math.copysign($flt, $flt)
math.ldexp($flt, $n)
math.modf($flt)[0]
math.frexp($flt)[0]
math.dist([$flt, $int], [$int, $flt])
math.prod($lst)
math.remainder($flt, $fltlit)
math.nextafter($flt, $fltlit)
math.ulp($flt)
random.Random($lit).random()
struct.unpack('<d', struct.pack('<d', $flt))[0]
($flt if $bool else $flt)
''',
    'cpx': '''
$vcpx
2j
(1+2j)
(-0.5-0j)
----
complex($flt, $int)
complex($numtext)
($cpx + $cpx)
($cpx * $cpx)
($cpx - $flt)
($cpx / $cpx)
($cpx ** $n)
(-$cpx)
$cpx.conjugate()
cmath.rect($fltlit, $idx)
''',
    'str': '''
$vstr
$vstr
$strlit
$strlit
$chr
----
($str + $str)
($str * $cnt)
($cnt * $str)
($str % $any)
($template % ($any, $any))
($template % $any)
'%s|%r|%5.2s' % ($any, $any, $str)
'%d %i %5d %-5d|%05d %+d' % ($int, $int, $int, $int, $int, $int)
'%x %X %o %#x %c' % ($int, $int, $int, $int, $n)
'%e %.3f %g %G %10.2f' % ($flt, $flt, $flt, $flt, $flt)
'%(a)s %(b)r' % {'a': $any, 'b': $any}
'{} {}'.format($any, $any)
'{0:>5} {1!r:<6}|{0!s}'.format($str, $str)
'{a} {b[0]} {c.real}'.format(a=$any, b=$lst, c=$int)
'{:{}}'.format($str, $n)
'{:$strspec}'.format($str)
$formats.format($any, $any, a=$any)
$str.format_map($dic)
f'{$plain}'
f'{$plain!r}'
f'{$plain!s:>10}'
f'{$vint:$intspec}|{$vflt:$fltspec}'
f'{$vstr:$strspec}'
f'{$vflt:{$vint % 20}.{$vint % 5}f}'
f'{$plain=} {$vint = :>5}'
f'a{{{$vint}}}b' 'c' f"{$vany!a}"
f'{$vdic["a"]}' rf'\\d{$vint}'
format($int, '$intspec')
format($flt, '$fltspec')
format($str, '$strspec')
format($any, $spec)
format($cpx, '$fltspec')
str($any)
repr($any)
ascii($str)
str($byt, $encoding)
str($byt, $encoding, $errors)
chr($n + 64)
chr($int)
hex($int)
oct($int)
bin($int)
$str[$idx]
$str[$idx:]
$str[$idx:$idx]
$str[::$step]
$str[$idx:$idx:$step]
$str[$slice]
$str.upper()
$str.lower()
$str.title()
$str.capitalize()
$str.swapcase()
$str.casefold()
$str.strip()
$str.strip($str)
$str.lstrip($chr)
$str.rstrip()
$str.replace($str, $str)
$str.replace($chr, $str, $idx)
$str.center($width)
$str.center($width, $chr)
$str.ljust($width, $chr)
$str.rjust($width)
$str.zfill($width)
$str.expandtabs($n)
$str.join($strs)
$str.join($str)
$str.removeprefix($str)
$str.removesuffix($str)
$str.translate({97: $str, 98: None, 99: $n})
$str.translate(str.maketrans('abc', 'xyz', 'd'))
$str.partition($chr)[$cnt]
$str.rpartition($str)[0]
$str.split($chr)[0]
$str.__getitem__($idx)
$str.__format__('$strspec')
$byt.decode()
$byt.decode($encoding, $errors)
$byt.hex()
$byt.hex(':', $idx)
$flt.hex()
$str.encode('unicode_escape').decode()
min($str)
max($str, default='x')
''.join(sorted($str))
''.join(reversed($str))
''.join([$strlit for _ in $rng])
''.join(map(str, $lst))
type($any).__name__
type($any).__qualname__
$fn.__name__
$fn.__qualname__
next(iter($str))
string.capwords($str)
string.ascii_letters[$idx:$n]
textof($any)
unicodedata.name($chr, 'none')
unicodedata.category($chr)
unicodedata.normalize($nf, $str)
(s0 := $str)
($str or $str)
''',
    'byt': '''
$vbyt
$vbyt
$bytlit
$bytlit
----
($byt + $byt)
($byt * $cnt)
($byt % ($any, ))
b'%d %x' % ($int, $int)
b'%s|%5s' % ($byt, $byt)
b'%a %r' % ($any, $any)
bytes($n)
bytes($lst)
bytes($str, $encoding)
bytes($bya)
bytes($mem)
bytes([65, 66, $n])
$byt[$idx:]
$byt[$idx:$idx:$step]
$str.encode()
$str.encode($encoding)
$str.encode($encoding, $errors)
$byt.upper()
$byt.lower()
$byt.title()
$byt.swapcase()
$byt.capitalize()
$byt.strip()
$byt.strip($byt)
$byt.replace($byt, $byt)
$byt.replace($byt, $byt, $n)
$byt.join([$byt, $byt])
$byt.center($width, b'*')
$byt.ljust($width)
$byt.zfill($width)
$byt.expandtabs($n)
$byt.removeprefix($byt)
$byt.translate(bytes(range(256)), $byt)
$byt.translate(None, b'ab')
$byt.translate(bytes.maketrans(b'ab', b'xy'))
$byt.partition($byt)[$cnt]
bytes.fromhex($hex)
$int.to_bytes($n, $endian)
$int.to_bytes($n, $endian, signed=True)
$mem.tobytes()
struct.pack($structfmt, $n, $n)
array.array('h', [$n, $n]).tobytes()
b''.join([$byt, $bya, $mem])
''',
    'bya': '''
$vbya
$vbya
bytearray(b'hello')
bytearray()
----
bytearray($byt)
bytearray($n)
bytearray($str, $encoding)
bytearray($lst)
($bya + $byt)
($bya * $cnt)
$bya[$idx:]
$bya[::$step]
$bya.copy()
$bya.upper()
$bya.replace($byt, $byt)
$bya.strip()
$bya.split($byt)[0]
''',
    'mem': '''
$vmem
$vmem
memoryview(b'abcdef')
memoryview(bytearray(b'abcdefgh'))
----
memoryview($byt)
memoryview($bya)
memoryview($mem)
memoryview($mem[::$step])
$mem[$idx:]
$mem[::$step]
$mem[$idx:$idx]
memoryview(bytes(range(16))).cast($memfmt)
memoryview(bytearray(range(24))).cast('B', [$cnt, 4])
memoryview(bytes(range(12))).cast('B', (3, 4))[$idx, $idx]
$mem.cast('B')
$mem.cast('b')
$mem.toreadonly()
memoryview(array.array('i', [1, -2, 3]))
''',
    'lst': '''
$vlst
$vlst
[1, 2, 3]
[3, 1, 2]
[]
['a', 'b']
----
[$int, $int]
[$any, $any, $any]
[$int, *$iter]
[*$lst, *$tup]
($lst + $lst)
($lst * $cnt)
($cnt * $lst)
$lst[$idx:]
$lst[:$idx]
$lst[$idx:$idx]
$lst[$idx:$idx:$step]
$lst[$slice]
$lst.copy()
list($iter)
list($str)
list($gen)
sorted($lst)
sorted($iter, key=$key)
sorted($lst, reverse=$bool)
sorted($strs, key=$key, reverse=True)
list(reversed($lst))
list(map($fn1, $iter))
list(map($fn2, $iter, $iter))
list(filter($pred, $iter))
list(filter(None, $lst))
list(zip($iter, $iter))
list(zip($lst, $str, strict=$bool))
list(enumerate($iter))
list(enumerate($iter, $int))
$str.split()
$str.split($str)
$str.split($chr, $idx)
$str.rsplit(None, $n)
$str.rsplit($chr, $n)
$str.rsplit($chr, $idx)
$str.split('ab', $n)
'a--b--c--'.split('--', $n)
sorted($str, key=$key)
sorted($str, key=$key, reverse=$bool)
sorted($rng, key=$key)
$str.splitlines()
$str.splitlines(True)
$byt.split()
$byt.splitlines()
$mem.tolist()
list($dic)
list($dic.items())
list($dic.values())
[p for p in $iter]
[p * 2 for p in $rng if $bool]
[(p, q) for p in $iter for q in $iter]
[$int for p in $rng]
[p for q in [$lst, $tup] for p in q if p]
[p for p, *q in [$str, $lst]]
[(lambda: p)() for p in $rng]
[(i1 := p) for p in $rng]
[[q for q in range(p)] for p in range($n)]
list(itertools.chain($iter, $iter))
list(itertools.chain.from_iterable([$iter, $iter]))
list(itertools.islice($iter, $n))
list(itertools.islice($iter, $cnt, $n, $n))
list(itertools.islice(itertools.count($int, $lit), $n))
list(itertools.islice(itertools.cycle($iter), $n))
list(itertools.repeat($any, $cnt))
list(itertools.accumulate($lst))
list(itertools.accumulate($iter, $fn2, initial=$any))
list(itertools.takewhile($pred, $iter))
list(itertools.dropwhile($pred, $iter))
list(itertools.filterfalse($pred, $iter))
list(itertools.starmap($fn2, [$tup, ($int, $int)]))
list(itertools.combinations($str, $cnt))
list(itertools.permutations($rng, $cnt))
list(itertools.product($str[:2], $rng))
list(itertools.product($str[:2], repeat=$cnt))
list(itertools.combinations_with_replacement('abc', $cnt))
list(itertools.compress($iter, $iter))
list(itertools.pairwise($iter))
list(itertools.zip_longest($iter, $iter, fillvalue=$any))
[(p, list(q)) for p, q in itertools.groupby($iter)]
[(p, list(q)) for p, q in itertools.groupby($iter, $key)]
[list(p) for p in itertools.tee($iter, $cnt)]
random.Random($lit).sample(range(20), $n)
random.Random($lit).choices([1, 2, 3], k=$n)
list(collections.deque($iter, $cnt))
collections.Counter($str).most_common($cnt)
list(struct.iter_unpack('<h', $byt))
list(string.Formatter().parse($formats))
ordered($set)
''',
    'tup': '''
$vtup
$vtup
(1, 2)
()
('a', 1, 2.5)
----
($any, $any)
($int, )
(*$iter, $any)
(*$lst, *$str)
tuple($iter)
tuple($gen)
tuple(p for p in $iter if $bool)
($tup + $tup)
($tup * $cnt)
$tup[$idx:]
$tup[$idx:$idx:$step]
divmod($int, $int)
$flt.as_integer_ratio()
$int.as_integer_ratio()
$str.partition($str)
$byt.rpartition($byt)
$slice.indices($n)
math.frexp($flt)
math.modf($flt)
struct.unpack($structfmt, $byt)
struct.unpack_from('<h', $byt, $n)
$mem.shape
$cls.__mro__
cmath.polar($cpx)
Pair($any, $any)
Pair($any, b=$any)._replace(a=$any)
collections.namedtuple('N', 'p q', defaults=[$any])($any)
''',
    'dic': '''
$vdic
$vdic
{'a': 1, 'b': 2}
{}
{1: 'x'}
----
{$hashable: $any}
{'a': $any, **$dic}
{**$dic, $str: $int}
dict($dic)
dict($dic, a=$any)
dict(a=$any, b=$any)
dict(zip($str, $iter))
dict([($hashable, $any), ($str, $any)])
dict.fromkeys($iter)
dict.fromkeys($str, $any)
{p: q for p, q in zip($str, $iter)}
{p: $any for p in $rng}
{str(p): p for p in $iter if p}
$dic.copy()
($dic | $dic)
collections.Counter($str)
(collections.Counter($str) + collections.Counter($str))
(collections.Counter($str) - collections.Counter($str))
(collections.Counter($str) & collections.Counter($str))
collections.OrderedDict($dic)
collections.OrderedDict(a=$any, b=$any)
collections.defaultdict(list, $dic)
collections.defaultdict(lambda: $int)
collections.ChainMap($dic, $dic)
types.MappingProxyType($dic)
vars($obj)
dataclasses.asdict(Data($int, $str))
''',
    'set': '''
$vset
$vset
{1, 2, 3}
set()
----
{$hashable, $int}
{*$rng, $int}
set($iter)
set($str)
{p for p in $iter}
{p % 5 for p in $rng}
($set | $set)
($set & $set)
($set - $set)
($set ^ $set)
$set.union($iter)
$set.intersection($iter)
$set.difference($iter)
$set.symmetric_difference($iter)
$set.copy()
set($dic)
($dic.keys() & $set)
($dic.keys() | $iter)
($dic.keys() - $set)
''',
    'fro': '''
$vfro
frozenset({1, 2})
frozenset()
----
frozenset($iter)
frozenset($str)
($fro | $set)
($fro - $set)
$fro.union($iter)
''',
    'rng': '''
$vrng
range(3)
range($cnt)
range(1, 7, 2)
----
range($n)
range($cnt, $n)
range($n, $idx, -1)
range($idx, $n, $cnt)
$rng[$idx:]
$rng[::$step]
reversed($rng)
''',
    'bool': '''
True
False
$vint
$vlst
----
$int < $int
$int == $int
$int != $flt
$flt <= $int
$str < $str
$str == $str
$lst == $lst
$tup < $tup
$set <= $set
$dic == $dic
$byt > $bya
$any == $any
$any is $any
$any is not None
$any in $lst
$any >= $any
$any <= $any
$any > $any
$int >= $str
(lambda p: (p in [p], {1: p} == {1: p}, operator.countOf((p,), p), p in iter([p]), p in collections.deque([p])))($flt)
$bool and $bool and $bool and $bool
$bool or $bool or $bool or $bool
($bool and $bool or $bool) and $bool
$str in $str
$str not in $strs
$int in $rng
$int in $byt
$hashable in $set
$hashable in $dic
$int < $int <= $int
$lit < $int != $int > $lit
$any == $any != $any
not $any
not ($any and $any)
($any or $any) is $any
isinstance($any, $cls)
isinstance($any, (int, $cls))
isinstance($any, int | $cls)
issubclass($cls, $cls)
callable($any)
hasattr($any, $attr)
bool($any)
any($iter)
all($iter)
all(p < $int for p in $rng)
any($pred(p) for p in $iter)
$str.isalpha()
$str.isdigit()
$str.isdecimal()
$str.isnumeric()
$str.isalnum()
$str.isspace()
$str.isupper()
$str.islower()
$str.istitle()
$str.isidentifier()
$str.isprintable()
$str.isascii()
$str.startswith($str)
$str.startswith(($chr, $str), $idx)
$str.endswith($str, $idx, $idx)
$byt.startswith($byt)
$byt.isalpha()
$byt.isupper()
$byt.isspace()
$byt.istitle()
$byt.isalnum()
$flt.is_integer()
$set.issubset($iter)
$set.issuperset($iter)
$set.isdisjoint($iter)
$dic.keys().isdisjoint($iter)
math.isnan($flt)
math.isclose($flt, $flt)
math.isinf($flt)
math.isfinite($flt)
keyword.iskeyword($str)
''',
    'fn': '''
$vfn
$vfn
str
len
----
(lambda p: p)
(lambda p, q=$any: (p, q))
(lambda *p, **q: (p, q))
(lambda p: $int)
functools.partial($fn, $any)
functools.partial($fn, p=$any)
operator.itemgetter($idx)
operator.itemgetter($idx, $idx)
operator.attrgetter('real')
operator.methodcaller('upper')
operator.methodcaller('replace', $str, $str)
$str.replace
$lst.append
$cls
$obj
$obj.meth
functools.lru_cache(maxsize=$cnt)($vfn)
functools.cache($vfn)
functools.wraps($vfn)($vfn)
staticmethod($vfn)
types.MethodType($vfn, $any)
''',
    'gen': '''
$vgen
iter([1, 2])
gen(3)
gen_echo()
----
(p for p in $iter)
(p * 2 for p in $rng if $bool)
(q for p in [$str, $lst] for q in p)
iter($lst)
iter($str)
iter($dic)
iter($dic.items())
iter($set)
iter($rng)
iter($byt)
iter($fn, $any)
reversed($lst)
reversed($dic)
reversed($str)
enumerate($iter)
zip($iter, $iter)
map($fn1, $iter)
filter($pred, $iter)
itertools.chain($iter, $iter)
itertools.islice($iter, $n)
itertools.repeat($any, $n)
itertools.accumulate($iter)
G0($int)
G1($iter)
gen_raise($cnt)
iter(Seq($any, $any))
iter(It($any, $any))
copy.copy($vgen)
''',
    'obj': '''
$vobj
$vobj
A0()
A1()
----
A0($any)
A1($any)
A2($any)
A0($any, $any)
A1(x=$any)
Data($any)
Data($int, $str)
Pair($any, $any)
Color.RED
Color($cnt)
Color[$str]
Size($n)
(Size.SMALL | Size.LARGE)
types.SimpleNamespace(a=$any)
copy.copy($obj)
copy.deepcopy($obj)
dataclasses.replace(Data($int), y=$str)
type('T', (A0,), {'x': $any})()
Obj()
Slots()
Cls($any)
$cls()
$cls($any)
''',
    'cls': '''
A0
A1
A2
int
str
list
dict
float
ValueError
object
type
----
type($any)
Cls
Data
Color
Pair
tuple
collections.OrderedDict
collections.deque
type('T', ($cls, ), {'x': $any})
type('T', (), dict(meth=$vfn))
$cls.__base__
Exception
bool
''',
    'err': '''
ValueError($any)
KeyError($any)
E0($any)
----
TypeError($str)
IndexError()
Exception($any, $any)
StopIteration($any)
OSError($n, $str)
OSError($n, $str, $str)
E0($any, $any)
E1($any)
ZeroDivisionError($str)
AttributeError($str, name=$str, obj=$any)
ImportError($str, name=$str)
NameError($str, name=$str)
UnicodeDecodeError('utf-8', $byt, $n, $n, 'why')
UnicodeEncodeError('ascii', $str, $n, $n, 'why')
ExceptionGroup($str, [$err, $err])
BaseExceptionGroup($str, [$err, KeyboardInterrupt()])
SystemExit($any)
GeneratorExit()
AssertionError($any)
SyntaxError($str, ('f', 1, 2, $str))
caught($err)
caught($err).with_traceback(None)
RuntimeError($str)
''',
    'slice': '''
slice($idx)
slice($idx, $idx)
----
slice($idx, $idx, $step)
slice(None, None, $step)
slice($int, None)
slice(None)
''',
}

# Kinds that are others, each as likely.
UNIONS = {
    'any': ['int', 'int', 'flt', 'str', 'str', 'byt', 'lst', 'tup', 'dic', 'set', 'bool', 'none', 'obj', 'vany', 'vany', 'rng', 'fro', 'cpx',
            'bya', 'cls', 'vfn', 'err', 'wild', 'slice', 'mem'],
    'iter': ['lst', 'lst', 'tup', 'str', 'rng', 'rng', 'gen', 'dic', 'set', 'byt', 'strs', 'iterobj', 'views'],
    'sized': ['lst', 'tup', 'str', 'rng', 'dic', 'set', 'byt', 'bya', 'mem', 'obj', 'views'],
    'hashable': ['int', 'str', 'str', 'flt', 'byt', 'bool', 'cpx', 'plaintuple'],
    'fn1': ['fn', 'typefn', 'typefn', 'key'],
    'plain': ['vint', 'vstr', 'vflt', 'vany', 'vlst', 'vdic', 'vtup', 'vbyt', 'vobj', 'vcpx'],
    'var': ['vint', 'vstr', 'vflt', 'vany', 'vlst', 'vdic', 'vtup', 'vbyt', 'vset', 'vobj', 'vgen'],
}

# Words: separated by two or more blanks.
WORDS = {
    'lit': '0  1  2  3  5  7  10  -1  -2  -3  100  255  1000  -17',
    'big': '2**31  2**32-1  2**63  2**64  -2**63  -2**63-1  2**63-1  10**20  -10**30  2**100+1  123456789123456789  3**80  2**30  65536  10**40+7  -3**90  (-2)**150+5  2**200-1',
    'n': '0  1  2  3  4  5  6  8  12',
    'cnt': '0  1  2  3',
    'idx': '0  1  2  3  -1  -2  -3  4  7  None',
    'step': '1  2  -1  -2  3  -3  None  0',
    'width': '0  3  5  8  12  -1',
    'base': '10  16  2  8  36  0  1  7',
    'fltlit': '0.0  -0.0  1.0  0.5  1.5  -2.5  3.7  1e-7  0.1  1e16  123456.789  1e22  2.675  1e300  -1e-300  99.995  float("inf")  float("nan")  1234567.0',
    'strlit': "''  'a'  'b'  'ab'  'abc'  'hello world'  'Hello World'  ' a b c '  'a,b,,c'  'x=1;y=2'  'aaaa'  '12'  'line1\\nline2\\r\\nl3'  'tab\\tx'  "
              "'héllo'  'ß'  '日本語'  'a😀b'  'ÀÉ'  'İ'  'Σς'  'ﬁ'  '\\ud800'  'x'*20  '%s'  '{}'  'Title Case'  'x_1'  \"it's\"  'q\"q'  '\\x00\\x7f\\x80'  'ǆ'  '½'  '٣'  '\\u2028a'",
    'chr': "'a'  'b'  ' '  ','  'é'  '日'  '😀'  'l'  '\\n'  'x'",
    'numtext': "'12'  '-7'  ' 42 '  '1_000'  '0x1f'  '0b101'  '1.5'  '1e5'  'nan'  '-inf'  '1+2j'  'zz'  '9'*30  '٣'  ''  '0o17'  '-0'",
    'bytlit': "b''  b'a'  b'abc'  b'hello world'  b' a b c '  b'\\xff\\xfe\\x00'  b'a,b,c'  b'12'  b'\\xc3\\xa9'  b'line\\nnext'  b'AbC'  b'aaaa'  bytes(range(8))",
    'hex': "'00ff'  'a b'  '4142 43'  'zz'  'abc'  ''",
    'endian': "'little'  'big'  'little'  'big'  'middle'",
    'encoding': "'utf-8'  'ascii'  'latin-1'  'utf-16'  'utf-16-le'  'utf-32'  'utf-8-sig'  'cp1252'  'unicode_escape'  'raw_unicode_escape'  'no such'",
    'errors': "'strict'  'ignore'  'replace'  'backslashreplace'  'xmlcharrefreplace'  'namereplace'  'surrogateescape'  'surrogatepass'  'no such'",
    'nf': "'NFC'  'NFD'  'NFKC'  'NFKD'",
    'memfmt': "'i'  'H'  'B'  'q'  'd'  'c'  'b'  '@I'  'f'  '?'  'h'  'Q'",
    'structfmt': "'<hh'  '>BB'  'ii'  '=bH'  '<q'  '!hI'  '2s'  '<xb?'  '@bi'",
    'intspec': 'd  5  05  +d  ,  _  x  #x  #b  o  X  >8  <8  ^8  *^9  =+8  c  n  .2f  e  %  08,  #010x  _b  s  .3  -5d  ,x  <05  ^07d  ,.2f  <05x',
    'fltspec': '.2f  e  g  .0f  10.3f  +.1e  %  ,.2f  08.2f  .10g  n  E  G  #.0f  <12  >+9.1f  *^12.2e  _.1f  .0%  d  z  5  .3  010  .20f  .0e',
    'strspec': '5  >5  <5  ^8  *^9  .2  10.3  s  >10.1s  é^7  05  d  =5  -  5s',
    'plaintuple': "(1, 2)  ('a', 2.5)  ()  (b'x', ('y', 3))  $vtup",
    'spec': "''  '>10'  '5'  'd'  's'  '.2f'  'x'  'q'  '^8'  '{}'  ',d'",
    'template': "'%s'  '%d'  '%r %s'  '%5.2f'  '%(a)s'  '%x'  '%c'  '%s %s'  '%%'  '%*d'  '%q'  '%-5s|'  '%a'  '%05d'  '%+.1e'  '%i%%'  '%.3s'  '%'",
    'formats': "'{}'  '{0}{1}'  '{a}'  '{0!r:>5}'  '{0.real}'  '{0[0]}'  '{'  '}'  '{:{}}'  '{0:{1}}'  '{a!s}'  '{!x}'  '{}{0}'  '{{}}'  '{:>8}|{:<8}'  '{a.x}'  '{0[a]}'  '{2}'  '{!a}'",
    'none': 'None',
    'attr': "'real'  'x'  'y'  'meth'  'upper'  'append'  '__len__'  '__iter__'  '__call__'  '__module__'  'zzz'  '__name__'  'prop'",
    'name': 'x  y  z  meth  real  prop  zzz  x  y  _A0__p  sm  cm  slot',
    # Not by hash: that of an object is its address.
    'key': 'len  str  abs  repr  (lambda p: -p)  (lambda p: p % 3)  operator.neg  (lambda p: str(p)[::-1])  (lambda p: 0)  str.lower  type  bool  None',
    'pred': 'bool  str.isalpha  (lambda p: p)  (lambda p: p > 1)  callable  (lambda p: True)  (lambda p: p % 2)  (lambda p: 1 / p)  str.isdigit',
    'fn2': '(lambda p, q: (p, q))  operator.add  operator.mul  max  (lambda p, q: p)  operator.sub  divmod  pow  (lambda p, q: str(p) + str(q))  operator.eq  operator.lt',
    'typefn': 'str  int  float  list  tuple  set  repr  bool  bytes  type  len  iter  dict  frozenset  abs  chr  ord  sorted  sum  reversed  hex  ascii  complex  bytearray  max  round  id.__class__  range  memoryview  enumerate  next  all',
    'strs': "['b', 'a', 'c']  ['x', 'Y', 'z']  ('ab', 'cd')  ['a', 1]  []  ['10', '9']  ['é', 'e']  'a b c'.split()",
    'iterobj': "It(1, 2)  It('a', 'b')  Seq(1, 2)  It(1, error=KeyError)  Sized(3, 4)  A0()  A1()  A2()  gen(2)",
    'errcls': 'Exception  ValueError  (KeyError, TypeError)  E0  E1  LookupError  ArithmeticError  (E0, OSError)  TypeError  BaseException  IndexError  AttributeError  ZeroDivisionError  StopIteration  NameError',
    'binop': '+  -  *  /  //  %  &  |  ^  @  <<  >>  **  +  -',
    'augop': '+=  -=  *=  /=  //=  %=  &=  |=  ^=  @=  <<=  >>=  +=  -=  |=',
    'cmpop': '==  !=  <  <=  >  >=  is  is not  in  not in',
    'special': 'add  sub  mul  truediv  floordiv  mod  divmod  pow  lshift  rshift  and  xor  or  matmul',
    'intop': '+  -  *  //  %  &  |  ^  <<  >>  +  -  *',
    'fltop': '+  -  *  /  //  %  +  *',
    'hotlit': '1  3  7  12  60  62  -5  1000',
    'hot': 'i0 + 1  i0 * 3  i0 - i0  i0 << 60  i0 >> 12  i0 % 7  i0 // -3  -i0  i0 & 5  i0 | 8  i0 ^ 3  i0 < 5  i0 == 7  i0 / 2  i0 ** 2  not i0  3 - i0  2.5 * i0  i0 if i0 > 10 else -i0  [1, 2, 3][i0 % 3]  i0 < 10 <= i0 + 5  (i0, i0)  f0 + i0  f0 < i0  str(i0)  len(str(i0))  abs(i0)  i0 and f0  l1[0]  d1  s1  isinstance(i0, int)  f"{i0:5}"',
    'annotated': "'with Ctx(1):\\n    a: int = 1\\nsay(a, __annotations__)'  'for q in [1]:\\n    a: str\\nsay(__annotations__)'  'try:\\n    b: int = 1\\nfinally:\\n    say(__annotations__)'  'while 1:\\n    b: int = 1\\n    break\\nsay(b)'",
    'errname': 'ValueError  KeyError  E0  E1  TypeError  StopIteration  NameError  Exception',
    'errstar': 'Exception  ValueError  (KeyError, TypeError)  E0  OSError  ExceptionGroup  LookupError  BaseException',
    'enumbase': 'Enum  IntEnum  Flag  IntFlag  Enum  StrEnum',
    'enumname': 'P  Q  R',
    'arrfmt': "'i'  'b'  'd'  'H'  'q'  'u'  'x'",
    'pattern literal': "_  1  2  'a'  None  True  -1  1.5  b'abc'  0  2+1j  ''  'b' 'c'  math.pi  Color.RED  sys.maxsize",
    'pattern alternative': '1  \'a\'  None  [_]  [_, *_]  int()  str()  {"a": _}  (0 | 2)  A0()  ()  list() | tuple()  2.5',
    'pattern class': 'int  str  list  dict  A0  A1  Data  Pair  float  tuple  object  Cls  bool  bytes  set  Exception'
                     '  types.SimpleNamespace  k0',
    'ann': "int  str  'later'  list[int]  int | None  $int  None  dict[str, int]  A0",
}
MORE_UNIONS = {
    'views': ['$dic.keys()', '$dic.values()', '$dic.items()', '$dic.keys()'],
}

# Statements. $BLOCK: statements, indented as it stands; $LOOP: those of a loop. & begins what goes on with the row.
STATEMENTS = '''
say($any)
say($int, $str)
say($expr)
say($expr)
say($expr)
say($expr)
say($expr)
say($expr, $expr)
say($mixed)
say($mixed)
say($method)
say($method)
say($attribute)
say($function)
say($function)
$operation
$operation
$operation
print($any, $any, sep=$chr, end='|\\n')
print($str, $int, $flt, $lst)
$aint = $int % 1000003
$aint = $int
$aflt = $flt
$astr = $str
$alst = $lst
$adic = $dic
$atup = $tup
$aset = $set
$aany = $any
$abyt = $byt
$abya = $bya
$amem = $mem
$agen = $gen
$aobj = $obj
$afn = $fn
$acpx = $cpx
$arng = $rng
$aint += $lit
$aint -= $int
$aint *= $lit
$aint //= $lit
$aint %= $int
$aint <<= $cnt
$aint >>= $n
$aint &= $int
$aint |= $int
$aint ^= $lit
$aint **= 2
$aflt += $flt
$aflt /= $flt
$aflt *= $flt
$aflt **= $idx
$astr += $strlit
$astr *= $cnt
$astr %= $any
$alst += $iter
$alst *= $cnt
$atup += $tup
$aset |= $set
$aset -= $set
$aset &= $set
$aset ^= $set
$adic |= $dic
$abya += $byt
$abya *= $cnt
$abyt += $byt
$aany $augop $any
$aobj $augop $any
$vlst[$idx] += $int
$vdic[$str] $augop $any
$vobj.$name $augop $any
$vlst[$idx] = $any
$vlst[$idx:$idx] = $iter
$vlst[$idx:$idx:$step] = $iter
del $vlst[$idx]
del $vlst[$idx:$idx]
del $vlst[::$step]
del $vdic[$hashable]
del $vbya[$idx]
del $vbya[$idx:$idx]
del $vobj.$name
del $var
$vdic[$hashable] = $any
$vdic[$str] = $any
$vbya[$idx] = $n
$vbya[$idx:$idx] = $byt
$vmem[$idx] = $n
$vmem[$idx:$idx] = $byt
$vobj.$name = $any
$vobj[$any] = $any
setattr($vobj, $attr, $any)
say(getattr($any, $attr, $any))
say(getattr($vobj, $attr))
delattr($vobj, $attr)
$vlst.append = $any
del $vlst.append
$vstr.upper = $any
$vint.real = 1
$vlst.append($any)
exec($annotated)
say(pow($any, $any, $any))
$vlst.extend($iter)
$vlst.insert($idx, $any)
$vlst.remove($any)
$vlst.reverse()
$vlst.sort()
$vlst.sort(key=$key, reverse=$bool)
$vlst.clear()
say($vlst.pop())
say($vlst.pop($idx))
say($vlst.index($any, $idx))
$vdic.update($dic)
$vdic.update(a=$any)
$vdic.update([($str, $any)])
$vdic.clear()
say($vdic.popitem())
say($vdic.pop($str))
say($vdic.setdefault($hashable, $any))
say($vdic.get($hashable))
$vset.add($hashable)
$vset.discard($hashable)
$vset.remove($hashable)
$vset.update($iter, $iter)
$vset.difference_update($iter)
$vset.intersection_update($iter)
$vset.symmetric_difference_update($iter)
say($vset.pop())
$vbya.append($n)
$vbya.extend($byt)
$vbya.insert($idx, $n)
$vbya.reverse()
say($vbya.pop())
$vbya.remove($n)
$vmem.release()
say(next($vgen))
say(next($vgen, $any))
say($vgen.send($any))
say($vgen.throw($err))
$vgen.close()
say(drive($gen, $script))
say(drive(gen_echo(), $script))
say(drive(G0($any), $script))
say(drive(G0($any), $script))
say(drive(G1($iter), $script))
say(drive(G1($iter), $script))
say(run(C0($any)))
say(run(C0($any)))
say(run(C1($any)))
say(run(alist(AG0($any))))
say(drive_agen(AG0($any), $script))
$aint, $aint = $int, $int
$aany, $astr = $any, $str
$aint, *$alst = $iter
*$alst, $aany = $iter
($aany, $alst), $aint = $tup, $int
[$aany, *$alst, $astr] = $iter
$aany = $aany = $any
$alst[$idx], $aint = $int, $int
$vobj.x, $aany = $any, $any
$aint, $aint = $aint, $aint
$aany: $ann = $any
$vobj.x: int = $any
assert $bool
assert $bool, $any
raise $err
raise $err from $err
raise $errname
raise $any
pass
say(($aint := $int) + $vint)
if (o0 := $any): say(o0)
if $bool:
    $BLOCK
if $bool:
    $BLOCK
else:
    $BLOCK
if $bool:
    $BLOCK
elif $bool:
    $BLOCK
else:
    $BLOCK
for $aint in $rng:
    $LOOP
for $aint in $rng:
    $LOOP
for $aany in $iter:
    $LOOP
for $aany in $iter:
    $LOOP
else:
    $BLOCK
for $aany, $aint in enumerate($iter):
    $LOOP
for $astr, *$alst in [$str, $lst, $tup]:
    $LOOP
for $vobj.x in $iter:
    $LOOP
for $alst[0] in $iter:
    $LOOP
for $astr, $aany in $dic.items():
    $LOOP
while tick():
    $LOOP
    if $bool: break
while (i2 := i2 - 1) > 0 and tick():
    $LOOP
while tick() and $bool:
    $LOOP
else:
    $BLOCK
try:
    $BLOCK
except $errcls as x0:
    fail(x0)
    $HANDLER
try:
    $BLOCK
except $errcls as x0:
    fail(x0)
except $errcls:
    $HANDLER
else:
    $BLOCK
finally:
    $BLOCK
try:
    $BLOCK
finally:
    $BLOCK
try:
    $BLOCK
except:
    $HANDLER
try:
    raise $err
except* $errstar as x0:
    say(x0, x0.exceptions)
    $HANDLER
except* $errstar:
    $HANDLER
try:
    raise ExceptionGroup($str, [$err, $err, ExceptionGroup('in', [$err])])
except* $errstar as x0:
    say(x0)
else:
    $BLOCK
finally:
    say('f')
try:
    $BLOCK
except* $errstar as x0:
    fail(x0)
with Ctx($any) as $aany:
    $BLOCK
with Ctx($any, $bool) as $aany, Ctx($any):
    $BLOCK
with (Ctx($any), Ctx($any) as ($aint, $astr)):
    $BLOCK
with contextlib.suppress($errcls):
    $BLOCK
with contextlib.ExitStack() as x0:
    x0.enter_context(Ctx($any))
    x0.callback(say, $any)
    $BLOCK
with cm($any) as $aany:
    $BLOCK
with $vobj as $aany:
    $BLOCK
with memoryview($bya) as $amem:
    $BLOCK
match $any:
    $CASES
match $expr:
    $CASES
match $seqs:
    $CASES
match $seqs:
    $CASES
match $dic:
    $CASES
match $obj:
    $CASES
def F($params):
    $FUNCTION
&say(F($args))
def F($params) -> $ann:
    $FUNCTION
&say(F($args))
&say(F($args))
def F($params):
    $FUNCTION
&say(F($args))
&$functioninfo
def F($params):
    i0 = $int
    def H():
        nonlocal i0
        $BLOCK
        return i0
    say(H())
    $FUNCTION
&say(F($args))
def F(i0=1, *, o0=2):
    $FUNCTION
&say(F($args))
def F(i0, /, o0=1, **d0):
    return i0, o0, d0
&say(F($any, i0=$any), F(i0=1))
for i2 in range(-20, 40):
    i0, i1 = i2 $intop $hotlit, $lit $intop $lit
    i1 = $hotlit $intop (i2 & 63)
    f0 = i2 $fltop $fltlit
    f1 = $fltlit $fltop $fltlit
&say(i0, i1, f0, f1)
for i2 in [*range(40), 2.5, 'a', 2**70, None]:
    x0 = i2 $intop $lit
    say(x0, x0 $cmpop i2) if i2 == 39 or type(i2) is not int else 0
def F(i0, f0=$flt):
    i1 = $hot
    i1 = $hot
    return i1, f0 $fltop $fltlit, $hot
&for i2 in [*range(30), *$lst]:
    x0 = F(i2)
&say(x0)
def F(o0, i0=$int):
    o0.x = i0
    return o0.x, o0.meth, o0.$name
&for i2 in range(30):
    x0 = F(Cls())
&for o1 in [A0(), A1(), Cls(), Obj(), $obj, 5, Cls]:
    x0 = tblines(F, o1)
    say(x0)
def F(l0, i0):
    i1 = 0
    for i2 in l0: i1 += i2
    while i0 < 5: i0 += 1; i1 -= l0[i0 % len(l0)]; l0[i0 % 2] = i1 $intop $lit
    return i1, l0
&for i2 in range(25): x0 = F([1, 2, i2], i2)
&say(x0, tblines(F, [1, 2.5, 'a'], 2), tblines(F, (1, 2), 3), tblines(F, [], 3), tblines(F, {0: 1, 1: 2}, 3))
def F(l0):
    s0 = ''
    for o0 in l0: s0 += str(o0); s0 += 'x'
    return s0 + s0[-1], [q + 1 for q in l0 if q > 2], {q: q for q in l0}, max(l0)
&for i2 in range(25): x0 = F([i2, 3])
&say(x0, tblines(F, ['a']), tblines(F, (1.5, 2)), tblines(F, $iter))
class B(Slots, type('H', (), {})):
    __slots__ = ()
&$aobj = B()
&$aobj.x = $any
&say($objuse)
class B(int):
    def __radd__(self, p): return 'radd', int(p)
    def __rsub__(self, p): return 'rsub'
    def __rpow__(self, p, q=None): return 'rpow'
&say($int + B(3), $int - B(3), B(1) + B(2), $int ** B(2), $flt - B(1))
match [1, 2, $any, 4, 5]:
    case [_, *_, s0, i0]:
        say(s0, i0)
match $lst:
    case [$aint, *$alst]:
        say('some')
    case [*$alst]:
        say('none')
def F():
    global $vint
    $FUNCTION
&say(F())
@deco($any)
def F($params):
    $FUNCTION
&say(F($args))
@functools.lru_cache(maxsize=$cnt)
def F(p, *q):
    $FUNCTION
&say(F($any), F($any), F($int), F.cache_info())
def F($params):
    $GENERATOR
&say(drive(F($args), $script))
def F($params):
    $GENERATOR
&say(list(itertools.islice(F($args), 9)))
async def F($params):
    $ASYNC
&say(run(F($args)))
async def F($params):
    $AGEN
&say(drive_agen(F($args), $script))
class B$bases:
    $CLASSBODY
&say(B.__name__, B.__mro__, ordered(k for k in vars(B) if k[0] != '_'))
&$aobj = B($any)
&say($objuse)
class B$bases:
    $CLASSBODY
&$aobj = B()
&say($objuse)
&say($objuse)
@dataclasses.dataclass$dcargs
class B:
    $DATABODY
&$aobj = B($args)
&say($aobj, B($args) == $aobj)
&say(dataclasses.fields(B)[0].name, hash(B($args)) == hash(B($args)))
class B(enum.$enumbase):
    $ENUMBODY
&say(list(B), B(1), B.$enumname, B['$enumname'].value)
&say(B.P $binop B.Q, B.P $cmpop B.Q)
&say($objuse)
&say($objuse)
&say($objuse)
say($binary)
say($binary)
say($binary)
say($binary)
say(io.StringIO($str).$filecall)
say(io.BytesIO($byt).$filecall)
x0 = io.StringIO($str); say(x0.read($idx), x0.readline(), x0.write($str), x0.getvalue(), x0.tell())
x0 = io.BytesIO($byt); say(x0.read($idx), x0.seek($n), x0.write($byt), x0.getvalue(), x0.tell(), x0.readlines())
say(eval($exprtext))
say(eval($exprtext, {'i0': $int, 's0': $str}))
exec($stmttext)
say(compile($exprtext, 'text', 'eval').co_names)
say(tuple(k for k in locals() if len(k) == 2))
say(sys.exc_info()[0])
say(copy.deepcopy($any))
say(copy.copy($any))
say(sorted(dir($any))[:$n])
say(fn_signature($vfn))
say(string.Template('$$a ${b} $$$$').safe_substitute(a=$any, b=$any))
say(types.SimpleNamespace(a=$any, b=$any) == types.SimpleNamespace(a=$any, b=$any))
x0 = collections.deque($iter, maxlen=$idx); x0.append($any); x0.rotate($lit); say(x0)
x0 = collections.deque($iter); x0.appendleft($any); x0.extendleft($iter); say(x0.pop(), x0, x0.count($any))
x0 = array.array($arrfmt, $lst); x0.append($n); say(x0, x0.tolist(), x0[$idx], x0[$idx:$idx])
x0 = random.Random($lit); say(x0.randrange($n), x0.shuffle($vlst), x0.choice($str), x0.uniform(0, $lit), x0.getrandbits($n))
x0 = functools.reduce($fn2, $iter); say(x0)
say(functools.singledispatch($vfn)($any))
x0 = slice($any, $any, $any); say(x0, x0 == slice($any), x0.start, x0.indices($n))
x0 = super($cls, $obj); say(x0.$name)
say(types.GenericAlias($cls, ($any,)), list[$cls], $cls | None, (int | str) == (str | int))
say($cls.__name__, $cls.__module__, $cls.__bases__)
say(tblines($fn, $any))
say(tblines(F0, $any))
say(tbtext(F0, $any))
say(tbtext($fn, $any))
'''

LOOP_STATEMENTS = '''
continue
break
if $bool: continue
if $bool: break
if $bool: continue
'''
FUNCTION_STATEMENTS = '''
return $any
return
return $int
if $bool: return $any
return $vint, *$vlst
return F0($any)
return lambda: ($var, $var)
return [lambda: $var for p in $rng]
'''
HANDLER_STATEMENTS = '''
raise
raise $err
raise $err from None
raise $err from x0
say(sys.exc_info()[1])
say(x0.__context__)
'''
GENERATOR_STATEMENTS = '''
yield $any
yield $any
yield $any
$aany = yield $any
$aany = yield
say((yield $any))
yield from $iter
$aany = yield from G2($any)
$aany = yield from $gen
yield
try:
    yield $any
except $errcls as x0:
    fail(x0)
try:
    yield $any
finally:
    say('fin', $any)
with Ctx($any):
    yield $any
for $aany in $iter:
    yield $aany
return $any
'''
ASYNC_STATEMENTS = '''
await Aw($any)
$aany = await Aw($any)
say(await C2($any))
async for $aany in AG1($any):
    $LOOP
async with ACtx($any) as $aany:
    $BLOCK
say([p async for p in AG1($any)])
say({p: q async for p in AG1($any) for q in $rng if await Aw(q)})
say([await Aw(p) for p in $rng])
await $any
return await Aw($any)
try:
    await Aw($any, $err)
except $errcls as x0:
    fail(x0)
'''
AGEN_STATEMENTS = '''
yield $any
yield $any
$aany = yield $any
await Aw($any)
try:
    yield $any
finally:
    await Aw($any)
try:
    yield $any
except $errcls as x0:
    fail(x0)
'''

# Members of classes, by what they define.
MEMBERS = '''
x = $any
y: int = $any
z = property(lambda self: $any)
x: int
__slots__ = 'x', 'slot'
__slots__ = ('y', '__dict__')
__slots__ = ()
__slots__ = 'x'
__slots__ = ['y']
__match_args__ = 'xy'
__match_args__ = ['x']
__match_args__ = 'x', 'y'
__hash__ = None
sm = staticmethod(lambda *p: p)
cm = classmethod(lambda *p: p[1:])
real = Desc($any)
zzz = Desc2($any)
__p = $int
def meth(self, *p, **q):
    $FUNCTION
def meth(self, p=$any, /, *, q=$any):
    $FUNCTION
def meth(self, $params):
    $FUNCTION
@property
def prop(self):
    $FUNCTION
@prop.setter
def prop(self, p):
    say('set', p)
    $BLOCK
@staticmethod
def sm($params):
    $FUNCTION
@classmethod
def cm(cls, *p):
    $FUNCTION
@functools.cached_property
def prop(self):
    $FUNCTION
@functools.singledispatchmethod
def meth(self, p):
    return 'any', p
def __init__(self, x=$any, *y):
    self.x = x
    $BLOCK
def __init__(self, *p, **q):
    super().__init__(*p, **q)
    self.y = $any
def __init__(self, *p):
    self.x, self.y = $any, p
def __new__(cls, *p):
    say('new', cls.__name__)
    return super().__new__(cls)
def __new__(cls, *p):
    return super().__new__(cls, *p)
def __init_subclass__(cls, **p):
    say('sub', cls.__name__, p)
    super().__init_subclass__()
def __set_name__(self, owner, name): say(owner.__name__, name)
def __class_getitem__(cls, p): return cls.__name__, p
def __repr__(self): return $str
def __repr__(self): return 'R(%s)' % getattr(self, 'x', 0)
def __str__(self): return $str
def __format__(self, p): return $str + p
def __bytes__(self): return $byt
def __bool__(self): return $bool
def __len__(self): return $n
def __len__(self): return $any
def __hash__(self): return $int
def __eq__(self, other): return $bool
def __eq__(self, other): return NotImplemented
def __ne__(self, other): return $any
def __lt__(self, other): return $bool
def __le__(self, other): return $any
def __gt__(self, other): return NotImplemented
def __ge__(self, other): return $bool
def __getitem__(self, p):
    if p == 3: raise IndexError(p)
    return 'item', p
def __getitem__(self, p): return $lst[p]
def __setitem__(self, p, q): say('setitem', p, q)
def __delitem__(self, p): say('delitem', p)
def __contains__(self, p): return $any
def __missing__(self, p): return 'missing', p
def __iter__(self): return iter($iter)
def __iter__(self):
    yield $any
    yield from $iter
def __iter__(self): return self
def __next__(self):
    if not tick(): raise StopIteration
    return $any
def __next__(self): raise StopIteration($any)
def __reversed__(self): return $any
def __length_hint__(self): return $n
def __call__(self, *p, **q): return 'call', p, q
def __call__(self, $params):
    $FUNCTION
def __getattr__(self, p): return 'attr', p
def __getattr__(self, p): raise AttributeError(p)
def __getattribute__(self, p):
    say('getattribute', p)
    return super().__getattribute__(p)
def __setattr__(self, p, q):
    say('setattr', p)
    super().__setattr__(p, q)
def __delattr__(self, p): say('delattr', p)
def __dir__(self): return $strs
def __get__(self, p, q=None): return 'get', p is None
def __set__(self, p, q): say('set', q)
def __delete__(self, p): say('delete')
def __enter__(self): return $any
def __exit__(self, *p): say('exit', p[0]); return $bool
def __$special__(self, other): return '$special', $any
def __$special__(self, other): return '$special', $any
def __$special__(self, other): return NotImplemented
def __r$special__(self, other): return 'r$special', $any
def __r$special__(self, other): return 'r$special', other
def __i$special__(self, other): return self
def __i$special__(self, other): return 'i$special', $any
def __pow__(self, p, q=0): return p, q
def __neg__(self): return $any
def __pos__(self): return $any
def __invert__(self): return $any
def __abs__(self): return $any
def __int__(self): return $int
def __float__(self): return $flt
def __complex__(self): return $cpx
def __index__(self): return $n
def __index__(self): return $any
def __round__(self, *p): return 'round', p
def __trunc__(self): return $int
def __floor__(self): return $int
def __ceil__(self): return $int
def __fspath__(self): return $str
def __instancecheck__(self, p): return $bool
def __subclasscheck__(self, p): return $bool
def __copy__(self): return $any
def __deepcopy__(self, p): return $any
def __reduce__(self): return str, ($any,)
def __await__(self): return iter($iter)
def __await__(self):
    yield $any
    return $any
def __aiter__(self): return AG1(self)
async def __aenter__(self): return $any
async def __aexit__(self, *p): return $bool
async def __anext__(self): raise StopAsyncIteration
def __sizeof__(self): return $n
def __prepare__(*p): return {}
def __mro_entries__(self, p): return (A0,)
def __del__(self): say('del', $lit)
class Inner:
    $CLASSBODY
lambda_ = lambda self, p=x: (self, p)
if $bool:
    $CLASSBODY
for _ in $rng:
    $CLASSBODY
'''

# What stands behind the name of a class.
BASES = '''
(A0)  (A1)  (A2)  (A0, A2)  (A1, A0)  (int)  (str)  (list)  (dict)  (tuple)  (float)  (set)  (Exception)  (A0, dict)
(object, metaclass=M0)  (type)  (A0, metaclass=M0)  (A0, x=1)  (Cls)  (Slots)  (bytes)  (bytearray)  (frozenset)
(complex)  (collections.deque)  (collections.OrderedDict)  (Pair)  (list, A0)  (ValueError, A2)  (*[A0], **{})  (Obj())
(property)  (collections.UserDict)  (object)  (types.SimpleNamespace)  (collections.abc.Mapping)  (BaseException)
(range)  (bool)  (functools.partial)  (collections.abc.Sequence)  (int, str)  (A0, A0)  (object, A0)
(collections.defaultdict)  (enum.Enum)  (staticmethod)  (classmethod)  (slice)  (memoryview)  (types.ModuleType)
(super)  (OSError)  (KeyError, IndexError)  (list, dict)  (reversed)  (zip)  (map)  (1)  (None)  (ExceptionGroup)
'''
DATACLASS_ARGUMENTS = '''
()  (order=True)  (frozen=True)  (eq=False)  (slots=True)  (kw_only=True)  (order=True, frozen=True)  (repr=False)
(unsafe_hash=True)
'''

# Members of the metaclass.
META_MEMBERS = '''
def __call__(cls, *p):
    say('meta call', cls.__name__)
    return super().__call__(*p)
def __new__(cls, name, bases, space, **p):
    say('meta new', name, p)
    return super().__new__(cls, name, bases, space)
def __prepare__(*p, **q): return {'prepared': 1}
@classmethod
def __prepare__(cls, name, bases, **p): return {'prepared': name}
def __init__(cls, *p, **q):
    say('meta init', p[0])
def meth(cls, *p): return 'meta meth', p
@property
def prop(cls): return 'meta prop'
def __getattr__(cls, p): return 'meta attr', p
def __getitem__(cls, p): return 'meta item', p
def __len__(cls): return $n
def __iter__(cls): return iter($iter)
def __instancecheck__(cls, p): return $bool
def __subclasscheck__(cls, p): return $bool
def __add__(cls, p): return 'meta add'
def __or__(cls, p): return 'meta or'
def __repr__(cls): return 'meta repr'
def __eq__(cls, p): return $bool
def __bool__(cls): return $bool
def __contains__(cls, p): return $bool
def __setattr__(cls, p, q): super().__setattr__(p, (q,))
def __dir__(cls): return ['z']
def mro(cls): return super().mro()
x = $any
'''

# What is done with a function just defined, F.
FUNCTION_USES = '''
say(F.__defaults__, F.__kwdefaults__, F.__name__)
say(F.__annotations__, F.__code__.co_varnames)
say(fn_signature(F))
say(F.__code__.co_argcount, F.__code__.co_flags, F.__code__.co_names)
say(F.__closure__)
F.x = 1; say(F.__dict__, F.x)
F.__defaults__ = (1, 2); say(F(0))
say(F.__get__(1))
say(tblines(F, 1))
F.__code__ = (lambda *p: p).__code__; say(F(1))
say(F.__qualname__, F.__module__, F.__doc__)
say(tbtext(F))
'''

# How a program begins.
FIRST = '''
i0, i1, i2, f0, f1, c0 = 3, 10, -1, 1.5, -0.25, 1j
s0, s1, s2, b0, b1, y0 = 'a', 'hello', 'b c', b'ab', b'xyz', bytearray(b'abc')
m0, l0, l1, t0, t1, d0, d1 = memoryview(bytearray(b'mem')), [1, 2, 3], ['a', 'b'], (1, 2), ('x',), {'a': 1, 'b': [2]}, {1: 2, 'c': 3}
e0, e1, z0, r0, o0, o1, g0, k0, k1 = {1, 2}, set(), frozenset({3}), range(4), None, 'o', iter([1, 2]), str, lambda *p, **q: (p, q)
w0 = w1 = Obj()
'''

# What is done with an instance.
OBJECT_USES = '''
$vobj
$vobj.x
$vobj.$name
$vobj.meth()
$vobj.meth($args)
$vobj.sm($any)
$vobj.cm($any)
$vobj($args)
$vobj[$any]
$vobj[$idx:$idx]
$vobj[$idx, ...]
len($vobj)
bool($vobj)
str($vobj)
repr($vobj)
format($vobj, $spec)
f'{$vobj!s:>5}'
hashof($vobj)
bytes($vobj)
int($vobj)
float($vobj)
complex($vobj)
abs($vobj)
round($vobj)
round($vobj, $n)
-$vobj
~$vobj
+$vobj
$vobj == $any
$vobj != $vobj
$vobj < $any
$vobj <= $vobj
$any > $vobj
$any >= $vobj
$vobj $binop $any
$any $binop $vobj
$vobj $binop $vobj
$vobj $cmpop $any
$any in $vobj
list(itertools.islice(iter($vobj), 9))
[*itertools.islice($vobj, 4)]
iter($vobj)
next($vobj)
reversed($vobj)
operator.index($vobj)
operator.length_hint($vobj)
[1, 2, 3][$vobj]
'abc' * $vobj
range($vobj)
divmod($vobj, $any)
pow($vobj, $any, $any)
isinstance($any, $vobj)
issubclass($cls, $vobj)
ordered(vars($vobj))
type($vobj).__name__
$vobj.__class__
ordered($vobj.__dict__)
getattr($vobj, $attr)
hasattr($vobj, $attr)
copy.copy($vobj)
copy.deepcopy($vobj)
math.floor($vobj)
math.ceil($vobj)
math.trunc($vobj)
math.sqrt($vobj)
sorted([$vobj, $vobj])
max($vobj, $vobj)
sum([$vobj, $vobj], $any)
{$vobj: 1}
{**$vobj}
F0(*$vobj)
F0(**$vobj)
$str % $vobj
$str.join($vobj)
isinstance($vobj, (A0, A1))
A0.x
A1.__dict__.keys()
A0[$any]
A1.cm($any)
A0.meth
A1.sm($args)
A0.__doc__
super(A1, $vobj).meth()
run(runaw($vobj))
dir($vobj)[-$n:]
'%d' % $vobj
'%s' % $vobj
'%5.1f' % $vobj
chr($vobj)
$vobj.__init__($args)
$vobj.__eq__($any)
$vobj.__reduce_ex__(2)[0]
type($vobj).x
'{0.x} {0[1]}'.format($vobj)
print($vobj)
'''
FILE_CALLS = '''
read()
read($idx)
read($n)
readline()
readlines()
readline($n)
readlines($n)
getvalue()
write($any)
write($str)
write($byt)
write($str)
write($byt)
writelines($strs)
writelines($iter)
seek($int)
seek($n, $cnt)
seek($idx, 2)
seek(0)
tell()
truncate($idx)
truncate()
close()
closed
readable()
writable()
seekable()
__iter__()
__next__()
__next__()
getbuffer()
readinto($filebuffer)
readinto1($filebuffer)
readinto($vbya)
read1($n)
read1()
readall()
peek($n)
peek()
flush()
isatty()
detach()
__enter__()
__exit__(None, None, None)
newlines.__class__
mode
name.__class__
raw.__class__
buffer.__class__
encoding
errors
line_buffering
write_through
closefd
reconfigure(encoding=$encoding)
reconfigure(errors=$errors, newline=$newline, line_buffering=$any)
_checkClosed()
_checkReadable()
_checkWritable()
_checkSeekable()
__repr__()[:12]
x
__setattr__('x', $any)
fileno().__class__
__del__()
_CHUNK_SIZE
__setattr__('_CHUNK_SIZE', $any)
'''
