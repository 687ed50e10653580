"""The second part of the vocabulary of scripts/diff_program.py: scenes, by subject, that go where single operations do not.

Written as the statements of diff_vocabulary.py. `$xTYPE` is a receiver of that type from calls_vocabulary.py.
"""

SCENES = {}

SCENES['files'] = '''
x0 = $file; say(each(x0, $filesteps))
x0 = $file; say(each(x0, $filesteps))
x0 = $file; say(each(x0, $filesteps))
x0 = $file; say(each(x0, $filesteps)); say(each(x0, $filesteps))
x0 = io.StringIO($str, $newline); say(each(x0, $filesteps))
x0 = io.StringIO(newline=$newline); say(each(x0, lambda f: f.write($str), lambda f: f.write($str), $filesteps))
x0 = io.BytesIO($byt); say(each(x0, lambda f: f.seek($n, $cnt), $filesteps))
x0 = text_file($byt, encoding=$encoding, errors=$errors, newline=$newline); say(each(x0, $filesteps))
x0 = wrapper($byt, encoding=$encoding, errors=$errors, newline=$newline); say(each(x0, $filesteps))
x0 = wrapper(b'', encoding=$encoding, newline=$newline, write_through=$bool, line_buffering=$bool); say(each(x0, lambda f: f.write($str), lambda f: f.write($str), lambda f: f.flush(), lambda f: f.buffer.getvalue(), $filesteps))
x0 = text_file(mode='w+', encoding=$encoding, newline=$newline); say(each(x0, lambda f: f.write($str), lambda f: f.tell(), lambda f: f.seek(0), lambda f: f.read($idx), lambda f: f.tell(), $filesteps))
x0 = text_file('a\\u00e9\\u65e5\\r\\nb\\n'.encode() * 3, newline=$newline, encoding='utf-8'); x1 = x0.read($n); x2 = x0.tell(); say(x1, x2, x0.readline(), x0.seek(x2), x0.read())
x0 = wrapper('a\\u00e9\\u65e5'.encode($encoding), encoding=$encoding); say(x0.read(1), x0.tell(), x0.read(), x0.seek(0), x0.read(2), x0.seek(0, 1), x0.seek(0, 2))
x0 = io.BufferedReader(Raw($byt * 3, $n, $rawanswer), $size); say(each(x0, $filesteps), x0.raw)
x0 = io.BufferedWriter(Raw($byt, $n, $rawanswer), $size); say(each(x0, lambda f: f.write($byt * 3), $filesteps), x0.raw.data)
x0 = io.BufferedRandom(Raw($byt * 4, $n, $rawanswer), $size); say(each(x0, lambda f: f.read($n), lambda f: f.write($byt), lambda f: f.peek($n), lambda f: f.seek($idx, $cnt), $filesteps), x0.raw.data)
x0 = Raw($byt * 2, $cnt, $rawanswer, error=$rawerror); say(each(x0, $filesteps))
x0 = io.TextIOWrapper(Inner($byt, $any, $byt), encoding=$encoding); say(each(x0, $filesteps))
x0 = io.TextIOWrapper(Inner($byt, $byt), 'utf-8', newline=$newline); say(each(x0, $filesteps))
x0 = Lines($str, $str, $any); say(each(x0, $filesteps))
x0 = Inner($byt, $any); say(each(x0, $filesteps), each(x0, lambda f: f.readinto(bytearray(3)), lambda f: f.readinto1(bytearray(2)), lambda f: f.readline()))
x0 = io.IOBase(); say(each(x0, $filesteps))
x0 = io.RawIOBase(); say(each(x0, $filesteps))
x0 = io.BufferedIOBase(); say(each(x0, $filesteps))
x0 = io.TextIOBase(); say(each(x0, $filesteps))
say(each(io.open(tmp($byt), $mode, $idx), $filesteps))
say(each(io.open(tmp($byt), $mode, encoding=$encoding, errors=$errors, newline=$newline), $filesteps))
say(each(io.FileIO(tmp($byt), $mode), $filesteps))
say(io.open(tmp($byt), $mode, opener=lambda *p: say(p[0]) and apart($any)))
say(io.FileIO(apart($any), $mode))
say(io.open(apart($any), $mode))
with io.open(tmp($byt), 'rb', buffering=$size) as x0: say(x0.read($n), x0.peek($n)[:4], x0.read1($n), x0.readinto(bytearray($n)), x0.tell())
with io.open(tmp($byt * 5), 'r+b', buffering=$size) as x0: say(x0.read($cnt), x0.write($byt), x0.tell(), x0.seek(-$cnt, 2), x0.truncate(), x0.seek(0), x0.read())
with io.open(tmp(b'line\\n' * 4), newline=$newline) as x0: say([p for p in x0], x0.closed, x0.newlines if 0 else 1)
print($any, file=io.StringIO(), flush=$any)
print($str, $str, file=$any)
x0 = io.BytesIO($byt); x1 = x0.getbuffer(); say(each(x0, $filesteps)); x1.release(); say(x0.write(b'z' * $n), x0.getvalue())
x0 = io.StringIO($str); x0.__setstate__(($str, $newline, $n, None)); say(x0.getvalue(), x0.tell(), x0.__getstate__())
x0 = io.BytesIO($byt); x0.__setstate__(($byt, $n, {'x': 1})); say(x0.getvalue(), x0.tell(), x0.__getstate__(), x0.x)
say(io.IncrementalNewlineDecoder(None, $bool).decode($str, $cnt))
x0 = io.BufferedRWPair(Raw($byt), Raw()); say(each(x0, lambda f: f.read($n), lambda f: f.write($byt), lambda f: f.flush(), lambda f: f.readable()))
'''

SCENES['errors and tracebacks'] = '''
say(hooktext(raises, $err))
say(hooktext(F0, $any))
say(hooktext(F0, $any))
say(hooktext(lambda: $expr))
say(hooktext(lambda: $mixed))
say(hooktext(lambda: $vobj.$nearname))
say(hooktext(eval, '$nearname'))
say(hooktext(lambda: $any.$nearname))
say(hooktext(exec, 'from $module import $nearname'))
say(hooktext(exec, $badsource))
say(hooktext(exec, $badsource))
say(tbtext(exec, $badsource))
x0 = $err; x0.add_note($str); x0.add_note($str); say(hooktext(raises, x0), x0.__notes__)
x0 = $err; x0.__notes__ = $any; say(hooktext(raises, x0))
x0 = $err; x0.__cause__ = $err; x0.__context__ = $err; say(hooktext(raises, x0), x0)
x0 = caught($err); x0.__context__ = caught($err); x0.__suppress_context__ = $any; say(hooktext(raises, x0))
x0 = x1 = $err; x1.__context__ = $err; x1.__context__.__context__ = x0; say(hooktext(raises, x0))
x0 = $err; x0.args = $any; say(x0, x0.args, hooktext(raises, x0))
x0 = $err; del x0.$errattr; say(x0)
x0 = $err; x0.$errattr = $any; say(x0, x0.$errattr)
x0 = caught($err); say(x0.$errattr, x0.__traceback__.tb_lineno, x0.__traceback__.tb_next)
x0 = caught($err); x0.__traceback__ = $any; say(x0)
x0 = caught($err); x0.with_traceback($any); say(x0.__traceback__)
x0 = caught($err); x0.__traceback__.tb_next = $any; say(x0.__traceback__.tb_next)
x0 = caught($err); x0.__traceback__.tb_next = x0.__traceback__; say(0)
x0 = caught(E0(1)).__traceback__; x1 = caught(E1(2)).__traceback__; x1.tb_next = x0; say(x1.tb_next is x0, dir(x0)); x0.tb_next = x1
x0 = types.TracebackType(None, sys._getframe(), $idx, $n); say(x0.tb_lineno, x0.tb_next)
say(types.TracebackType($any, $any, $any, $any))
x0 = $err; x0.__setstate__({'x': $any}); say(x0.x, ordered(vars(x0)))
x0 = $err; say(x0.__reduce__(), copy.copy(x0), copy.deepcopy(x0))
x0 = $err; x0.__setstate__($any); say(vars(x0))
x0 = OSError($any, $any, $any, $any, $any); say(x0, x0.errno, x0.strerror, x0.filename, x0.filename2, x0.args, x0.__reduce__())
x0 = OSError($n, $str, $str); x0.errno = $any; x0.strerror = $any; x0.filename2 = $any; say(x0, x0.args)
x0 = OSError(1, 'a'); x0.filename = $any; say(x0); del x0.filename; say(x0, x0.filename)
x0 = BlockingIOError($n, $str, $any); say(x0.characters_written, x0.args); x0.characters_written = $any; say(x0.characters_written); del x0.characters_written; say(x0.characters_written)
x0 = UnicodeDecodeError('utf-8', $byt, $n, $n, 'why'); x0.start = $int; x0.end = $int; x0.reason = $any; say(str(x0), x0.start, x0.end)
x0 = UnicodeEncodeError('ascii', $str, $n, $n, 'why'); x0.object = $str; say(str(x0))
x0 = UnicodeTranslateError($str, $n, $n, $any); x0.start = $any; x0.encoding = 5; say(str(x0))
x0 = UnicodeDecodeError($any, $any, $any, $any, $any); say(x0)
x0 = SyntaxError($any, ($any, $any, $any, $any)); say(x0, x0.text, x0.offset, x0.msg)
x0 = SyntaxError($str, ('file', $n, $n, $str, $n, $n)); say(x0, x0.end_lineno, hooktext(raises, x0))
x0 = SyntaxError($str, ('file', 1, $n, 'x = (' + $str, 1, $idx)); x0.print_file_and_line = $any; say(hooktext(raises, x0))
x0 = SyntaxError('m', ('program', 2, 3, ' a b\\n', 2, 5)); x0.filename = $any; x0.lineno = $any; say(hooktext(raises, x0), str(x0))
x0 = ImportError($any, name=$any, path=$any); say(x0, x0.name, x0.path, x0.msg, x0.__reduce__())
x0 = NameError($any, name=$any); x0.name = $any; say(x0, hooktext(raises, x0))
x0 = AttributeError($str, name='$nearname', obj=$any); say(hooktext(raises, x0))
x0 = StopIteration($any); x0.value = $any; say(x0, x0.value)
x0 = SystemExit($any, $any); say(x0.code); x0.code = $any; say(x0.code); del x0.code; say(x0.code)
x0 = $errgroup; say(x0.subgroup($groupfilter), x0.split($groupfilter), x0.exceptions, x0.message)
x0 = $errgroup; x0.__notes__ = $any; x0.__cause__ = $err; say(x0.split($groupfilter), [getattr(p, '__notes__', 0) for p in x0.split($groupfilter) if p])
x0 = $errgroup; say(hooktext(raises, x0), tbtext(raises, x0))
x0 = caught($errgroup); x0.__context__ = $errgroup; x0.add_note($str); say(hooktext(raises, x0))
say($errgroup.derive($seqs), $errgroup.derive([$err]))
say(ExceptionGroup($any, $any))
say(BaseExceptionGroup($str, [$any, $err]))
class B(ExceptionGroup):
    def derive(self, p): return $groupderived
&x0 = B($str, [$err, $err, ExceptionGroup('n', [$err])]); say(x0.split($groupfilter), x0.subgroup($groupfilter))
&try: raise x0
&except* $errstar as x1: say(x1)
class B(ExceptionGroup):
    def __new__(cls, *p): return super().__new__(cls, 'B', [$err])
    def __init__(self, *p): self.x = p
&x0 = B($any); say(x0, x0.x, x0.split($groupfilter), copy.copy(x0))
class B($errbase):
    def __init__(self, *p, **q): self.x = $any; super().__init__(*p)
    def __str__(self): return $str
&x0 = B($any, $any); say(x0, x0.args, hooktext(raises, x0), copy.copy(x0))
&raise x0 from $any
class B($errbase): pass
&x0 = B($args); say(x0, hooktext(raises, x0))
class B($errbase, $errbase): x = 1
&say(B($any), B.__mro__, B.__bases__)
try:
    try: raise $err
    finally: raise $err
except BaseException as x0: say(x0.__context__, hooktext(raises, x0))
def F(p):
    try: raise $err
    except $errcls as x0:
        if p: raise $err from $err
        raise $err
    finally: say('fin')
&say(hooktext(F, $bool), tbtext(F, $bool))
def F(p):
    if p > 0: return F(p - 1)
    return $mixed
&say(hooktext(F, $n), tbtext(F, $n), tblines(F, $cnt))
def F(): return F()
&try: F()
&except RecursionError as x0: say(x0.args)
x0 = l0 = []
&for p in range(100000): l0 = [l0]
&say(tblines(repr, l0), tblines(lambda: l0 == [l0]), tblines(hash, (l0,)))
l0 = [1]; l0.append(l0); d0 = {'a': l0}; d0['d'] = d0; say(l0, d0, (l0, d0), str([d0.items(), d0.values()]))
x0 = types.SimpleNamespace(); x0.x = x0; x1 = collections.deque([1]); x1.append(x1); x2 = functools.partial(F0); x2.__setstate__((x2, (x2,), {}, {})); say(x0, x1, repr(x2)[:20])
warnings.warn($str, $warning); say(1)
say(sys.exception(), sys.exc_info())
raise $any from $any
raise $cls
raise $cls from $cls
raise E0
assert 0, ($any, $any)
try: raise $err
except $any: say(1)
try: raise $err
except ($cls, $any): say(1)
try: raise $errgroup
except* $any: say(1)
try: raise $err
except* ($cls, $errstar) as x0: say(x0)
try: raise $errgroup
except* $errstar as x0: raise
except* $errstar as x0: raise $err
except* Exception as x0: say(x0); raise x0
'''

SCENES['generics'] = '''
say($generic)
say($generic)
say($generic[$any])
say($generic[$any, $any])
say($generic[int], $generic[int, str])
x0 = $generic; say(x0.__origin__, x0.__args__, x0.__parameters__, x0.__unpacked__ if hasattr(x0, '__unpacked__') else 0)
x0 = $generic; say(x0 == $generic, hash(x0) == hash(copy.copy(x0)), copy.deepcopy(x0), repr(x0), x0.__reduce__(), x0.__class__)
x0 = $generic; say(x0($any))
x0 = $generic; say(isinstance($any, x0))
x0 = $generic; say(issubclass($cls, x0))
x0 = $generic; x0.$name = $any; say(x0.$name)
x0 = $generic; say(x0 | $any, $cls | x0, x0 | x0)
x0 = $generic; say([*x0], x0.__mro_entries__(()), x0.__dir__()[:0])
x0 = $generic; x1 = iter(x0); say(x1, next(x1), next(x1, 'end'), x1.__reduce__() if 0 else 0)
x0 = $generic; say(x0.$attr2)
class B($generic): x = 1
&say(B.__mro__, B.__orig_bases__, B.__bases__)
&$aobj = B(); say($objuse)
say(types.GenericAlias($any, $any), types.GenericAlias(list, (T, $any))[$any])
say((int | $generic)[str], (int | T)[$any], (T | list[T])[int], int | None | T)
x0 = int | $generic; say(x0.__args__, x0.__parameters__, hash(x0) == hash(x0), x0 == (int | str), x0 | $any, isinstance($any, x0))
say(int | str | $any, $any | int, isinstance($any, int | list | None), issubclass($cls, int | A0))
say(tuple[*Ts][int, str], tuple[int, *Ts, str][$any, $any], tuple[*tuple[int, ...]], list[*Ts])
say(dict[str, T][int].__args__, dict[T, U][int, str], dict[T, list[U]][int, str], list[list[T]][$cls])
say(tuple[()], tuple[int, ...], tuple[(int, str)], list[int,], type[int], type[T][int])
say(collections.deque[int], collections.abc.Callable[[int], T][str], collections.OrderedDict[str, T][$any], functools.partial[int])
say(types.resolve_bases((list[int], $cls)), types.get_original_bases if 0 else 0)
say(typing.get_type_hints(F0) if 0 else typing.get_origin($generic), typing.get_args($generic))
say(typing.Optional[$generic], typing.Union[int, $generic], typing.List[T][$cls], typing.Callable[P, T])
'''

SCENES['big ints'] = '''
x0, x1 = $digits, $digits; say(bigtext(lambda: x0 // x1), bigtext(lambda: x0 % x1), bigtext(lambda: x0 * x1), bigtext(lambda: divmod(x0, x1)[1] - x0))
x0, x1 = $digits, $digits; say(bigtext(lambda: x0 * x1 // x1 - x0), bigtext(lambda: (x0 * x1 + x0 // 3) // x1), bigtext(lambda: -x0 // x1), bigtext(lambda: x0 % -x1))
x0, x1 = $digits, $digits; say(bigtext(lambda: x0 + x1), bigtext(lambda: x0 - x1), bigtext(lambda: x0 & x1), bigtext(lambda: x0 | -x1), bigtext(lambda: x0 ^ x1), x0 < x1, x0 == x1)
x0 = $digits; say(bigtext(lambda: str(x0)), bigtext(lambda: int(str(x0)) - x0), bigtext(lambda: hex(x0)), bigtext(lambda: oct(x0)), bigtext(lambda: bin(x0)))
x0 = $digits; say(bigtext(lambda: str(-x0)), bigtext(lambda: '%d' % x0), bigtext(lambda: f'{x0:,}'), bigtext(lambda: f'{x0:_x}'), bigtext(lambda: '%x' % x0))
x0 = $digits; say(bigtext(lambda: int(hex(x0), 16) - x0), bigtext(lambda: int(bin(x0), 2)), bigtext(lambda: int(oct(x0), 0) + 1), bigtext(lambda: int('7' * $bits, $base)))
x0 = $digits; say(bigtext(lambda: int('z' * ($bits // 5), 36)), bigtext(lambda: int('_'.join('12' * ($bits // 9)))), bigtext(lambda: int('9' * ($bits // 3))))
x0 = $digits; say(bigtext(lambda: x0 * x0), bigtext(lambda: x0 ** 2), bigtext(lambda: x0 ** 3), bigtext(lambda: math.isqrt(abs(x0))), bigtext(lambda: math.isqrt(x0 * x0)))
x0, x1 = $digits, $digits; say(bigtext(lambda: pow(3, abs(x0), x1)), bigtext(lambda: pow(x0, $n, x1)), bigtext(lambda: pow(x0, -1, x1)), bigtext(lambda: pow(x1, x0 % 1000, $big)))
x0, x1 = $digits, $digits; say(bigtext(lambda: math.gcd(x0, x1)), bigtext(lambda: math.gcd(x0 * 12, x1 * 18)), bigtext(lambda: math.lcm(x0, $lit)), x0.bit_length(), x0.bit_count())
x0 = $digits; say(bigtext(lambda: x0 << $bits), bigtext(lambda: x0 >> ($bits // 2)), bigtext(lambda: -x0 >> $n), bigtext(lambda: x0 << $bits >> $bits), bigtext(lambda: ~x0))
x0 = $digits; say(bigtext(lambda: x0 / $digits), bigtext(lambda: float(x0)), bigtext(lambda: x0 * 1.0), bigtext(lambda: round(x0, -$bits // 4)), math.log2(abs(x0)), math.log(abs(x0)))
x0 = $digits; say(bigtext(lambda: int.from_bytes(x0.to_bytes($bits, $endian, signed=True), $endian, signed=True) - x0), hash(x0), x0 == float(1 << 60), (x0 > 1e300))
x0 = $digits; say(str(x0), repr(x0), int('1' * 5000), int('1' * 4300 + '_1'))
x0 = $digits; say(bigtext(lambda: math.factorial($bits // 20)), bigtext(lambda: math.comb($bits, $n)), bigtext(lambda: math.perm($bits // 10)), bigtext(lambda: 3 ** $bits), bigtext(lambda: 10 ** ($bits // 4) // x0))
x0 = 2 ** $bits + $lit; x1 = 2 ** $bits - $lit; say(bigtext(lambda: x0 * x1), bigtext(lambda: x0 // x1), bigtext(lambda: divmod(-x0, x1)[0]), bigtext(lambda: pow($lit, x0, x1)), bigtext(lambda: str(x0)))
say(float.fromhex($hexfloat), float($hexfloat[:9]), int($flt * 2.0 ** $bits) if $bits < 500 else 0)
say(int($any), int($str, $any), int($byt, $base), int($numtext, $any), int(bytearray($byt)), int(x=$any) if 0 else 0)
say(round($any, $any), $int.__round__($int), $flt.__round__($int), round($flt, $bits), round(1e300, -$n))
say($int.to_bytes($any, $any), int.from_bytes($any, $any, signed=$any))
say($flt.as_integer_ratio(), $flt.hex(), float($str), float($any), $flt.__getformat__('double') if 0 else float.__getformat__($fmtname))
say(complex($any, $any), complex($cpxtext), complex($str), $cpx ** $cpx, $cpx == $any, $cpx.__getnewargs__(), abs($cpx), $cpx.__complex__())
say(cmath.$cmathfn($any), math.$mathfn($any))
say(math.$mathfn($flt), math.$mathfn($int), cmath.$cmathfn($cpx))
say(math.$mathfn2($flt, $int), math.$mathfn2($any, $any))
say(float.__$special__($flt, $any), int.__$special__($int, $any), complex.__r$special__($cpx, $any), int.__r$special__($int, $any), float.__r$special__($flt, $any))
'''

SCENES['text and bytes'] = '''
say($escapes.decode('unicode_escape'), $escapes.decode('unicode_escape', $errors))
say($escapes.decode('raw_unicode_escape', $errors), $escapes.decode($encoding, $errors))
say($widetext.encode($encoding, $errors).decode($encoding, $errors), $widetext.encode($encoding, $errors))
say($widetext.encode($encoding2, $errors), $rawbytes.decode($encoding2, $errors))
say($rawbytes.decode($encoding2, $errors), str($rawbytes, $encoding2, $errors))
say($rawbytes.decode($encoding2), $widetext.encode($encoding2))
say($widetext.$textmethod(), $widetext.$textmethod1($widetext), $widetext.$textmethod2($widetext, $any))
say($str.$textmethod(), $str.$textmethod1($any), $str.$textmethod2($str, $idx), $str.$textmethod2($str, $any, $any))
say($byt.$bytesmethod(), $byt.$bytesmethod1($byt), $byt.$bytesmethod2($byt, $idx))
say($bya.$bytesmethod(), $bya.$bytesmethod1($any), $bya.$bytesmethod2($byt, $any))
say($rawbytes.$bytesmethod(), $rawbytes.$bytesmethod1($byt), $rawbytes.$bytesmethod2($byt, $idx, $idx), $rawbytes.$bytesmethod2($n, $idx))
x0 = $longtext; say(x0[$bits], x0[$idx], x0[$idx:$bits], x0.find($chr, $bits), x0.rfind($chr), x0.count($str), x0.index($chr, $n), len(x0), x0 == $longtext, hash(x0))
x0 = $longtext; say(x0.replace($chr, $widetext), x0.split($chr, $n), x0.rsplit($chr, $n), x0.upper(), x0.center($bits, $chr), x0.translate({97: $widetext, 0xe9: None, 0x65e5: $n}))
x0 = $longtext; say(x0[::$step], x0[$bits::$step], x0 * $cnt, x0 + $longtext, x0 < $longtext, $longtext in x0, x0.startswith($longtext), x0.partition($str), x0.strip($widetext))
x0 = $longbytes; say(x0.find($byt, $bits), x0.rfind($byt), x0.count($byt), x0.replace($byt, $byt), x0.split($byt, $n), x0.rsplit($byt, $n), x0.rsplit(None, $n), x0.hex($chr, $idx))
x0 = $longtext; x1 = iter(x0); say(next(x1), x1.__reduce__(), x1.__length_hint__(), x1.__setstate__($int), list(x1)[:3], x1.__reduce__())
s0 = $widetext; s0 += $widetext; s0 += $str; s1 = s0; s0 += $chr; say(s0, s1, s0 is s1)
for i2 in range(20): s0 += $chr
&say(s0, len(s0), s0[$idx], s0[-$n])
say($str.translate($any), $str.translate({97: $any, 98: $any}), $str.translate(str.maketrans($any)), str.maketrans($str, $any, $str))
say('abc\\xe9'.translate({97: $widetext, 98: $n, 99: None, 233: $bigchar}), 'abcabc'.translate(Map(a=1)), 'ab'.translate(collections.defaultdict(lambda: $any)), 'ab'.translate(Seq(*'xyz' * 40)))
say($byt.translate($any), $byt.translate(bytes(range(255, -1, -1)), $any), $bya.translate(None, $byt), bytes.maketrans($any, $any))
say($byt.hex($any, $any), $mem.hex($chr, $idx), bytes.fromhex($any), bytearray.fromhex($hex), bytes.fromhex($str))
say($byt.join($any), $byt.join([$byt, $any]), $bya.join((bytearray(b'a'), $mem)), $str.join([$str, $any]), $str.join($widelist))
say(bytes($any), bytes($any, $any), bytes([$any]), bytearray($any, $any, $any), bytes(It($n, 300)), bytes(It(1, error=KeyError)), bytearray(HintBad()))
say($byt % $any, $byt % ($any, $any), $bya % $any, b'%(a)s %(b)d' % {b'a': $byt, b'b': $any}, b'%*d|%-6s|%.2s' % ($n, $int, $byt, $byt))
say($pctbytes % $any, $pctbytes % ($any,), $pctbytes % ($int, $any), $pctbytes % {b'a': $any})
say($pcttext % $any, $pcttext % ($any,), $pcttext % ($int, $any), $pcttext % {'a': $any, 'b': $flt})
say('%$pctflags$pctconv' % $any, '%$pctflags$pctconv' % $int, '%$pctflags$pctconv' % $flt, b'%$pctflags$pctconv' % $any)
say(format($int, '$specflags'), format($flt, '$specflags'), format($cpx, '$specflags'))
say(format($flt, '$specflags'), format($str, '$specflags'), format($big, '$specflags'))
say(f'{$vint:$specflags}', f'{$vflt:$specflags}', '{:$specflags}'.format($any), '{0:{1}{2}}'.format($any, $any, $any))
say($formats2.format($any, $any, a=$any, b=$any), $formats2.format_map({'a': $any}))
say(list(string.Formatter().parse($formats2)), list(string.Formatter().vformat($formats2, [$any, $any], {'a': $any})))
say(string.Formatter().format($formats2, $any, $any, a=$any), string.Formatter().get_field($fieldname, [$any], {'a': $any}))
x0 = $bya; x1 = memoryview(x0); x0.append(1)
x0 = $bya; x1 = memoryview(x0); x0 $augop $any; say(x0)
x0 = bytearray($byt); x0[$idx:$idx:$step] = $any; say(x0)
x0 = bytearray($byt * 3); del x0[$idx:$idx:$step]; say(x0, x0.__alloc__() >= 0)
x0 = bytearray($byt); x0[$idx] = $any; x0[$any] = $n; say(x0)
x0 = bytearray(b'hello world'); x0.$byamethod($any); say(x0)
x0 = bytearray(b'hello world'); del x0[:$n]; x0.insert($idx, $n); x0 += $byt; x0.extend($any); say(x0, x0.pop(), x0.__reduce__(), x0.__reduce_ex__(2), copy.copy(x0))
x0 = bytearray(b'abc'); x0[:] = $any; x0[$idx:] = x0; say(x0)
x0 = bytearray(b'abcdef'); x0 += x0; x0[2:4] = x0; x0 *= $cnt; x0.extend(x0); say(x0, x0 == $any, x0 < $any, x0 in x0)
class B(str):
    def __$specialtext__(self, *p): return $any
&x0 = B($str); say(each(x0, str, repr, format, len, list, hashof, lambda p: p + 'x', lambda p: f'{p}', lambda p: '%s' % p, lambda p: p.join('ab'), lambda p: 'a'.join([p, p]), lambda p: p[0], lambda p: 'a' in p, lambda p: p * 2, lambda p: p % 1, lambda p: p.upper(), lambda p: {p: 1}))
class B(bytes):
    def __$specialtext__(self, *p): return $any
&x0 = B($byt); say(each(x0, bytes, bytearray, repr, len, list, hashof, lambda p: p + b'x', lambda p: b'%s' % p, lambda p: b'a'.join([p, p]), lambda p: p[0], lambda p: 97 in p, lambda p: p % 1, int, float))
'''

SCENES['memoryview'] = '''
x0 = $xmemoryview; say(x0.$viewattr, x0.$viewattr, x0.$viewattr)
x0 = $xmemoryview; say(x0 == $xmemoryview, x0 == $byt, x0 != $bya, x0 == x0[:], hash(x0) if x0.readonly and x0.format == 'B' else 0)
x0 = $xmemoryview; say(x0.cast($memfmt), x0.cast('B'), x0.cast($memfmt, $any))
x0 = $xmemoryview; say(x0.cast('B').cast($memfmt, [$cnt, $cnt]))
x0 = $xmemoryview; say(x0.tolist(), list(x0), x0.hex($chr, $idx), x0.tobytes($order), bytes(x0))
x0 = $xmemoryview; say(x0[$idx], x0[$idx:], x0[$idx:$idx:$step], x0[$idx, $idx])
x0 = $xmemoryview; x0[$idx] = $any; say(x0)
x0 = $xmemoryview; x0[$idx] = $num; say(x0)
x0 = $xmemoryview; x0[$idx:$idx:$step] = $any; say(x0)
x0 = $xmemoryview; x0[$idx:] = $xmemoryview; say(x0)
x0 = $xmemoryview; x0[$idx, $idx] = $num; x0[...] = $any; say(x0)
x0 = $xmemoryview; del x0[$idx]
x0 = $xmemoryview; x0.release(); say(each(x0, len, repr, bytes, list, hashof, lambda p: p[0], lambda p: p.$viewattr, lambda p: p.cast('B'), lambda p: p == p, lambda p: p.release(), lambda p: p.tolist(), memoryview))
x0 = bytearray(8); x1 = memoryview(x0).cast($memfmt); x1[0] = $num; x1[-1] = $num; say(x0, x1.tolist(), x1[0], x1)
x0 = bytearray(16); x1 = memoryview(x0).cast('$memfmt1'); x1[0] = $num; x1[$idx] = $num; say(x0, x1.tolist()); x1.release(); x0.append(1); say(x0)
x0 = memoryview(bytes(range(24))).cast('B', [2, 3, 4]); say(x0.tolist(), x0[1, 2, 3], x0[$cnt, $cnt, $cnt], x0.tobytes('F'), x0.c_contiguous, x0.strides, x0 == x0, len(x0))
x0 = memoryview(bytearray(range(6))).cast('B', [2, 3]); x0[$idx, $idx] = $n; say(x0.tolist(), x0[0:1], x0[0])
x0 = memoryview(array.array($arrfmt, [1, 2, 3])); say(x0, x0.tolist(), x0[::2].tolist(), x0 == array.array($arrfmt, [1, 2, 3]), x0.cast('B'), x0.itemsize)
with memoryview($byt) as m0: say(m0.nbytes, m0.obj, m0[:$n].obj)
m0 = memoryview(bytearray(b'abcdef')); m0[1:4] = m0[2:5]; m0[:3] = m0[::-1][:3]; m0[::2] = b'xyz'; say(m0, m0[::-2].tobytes(), m0[$idx:$idx].contiguous)
say(memoryview($any), memoryview(object=$byt), memoryview($mem, $any))
x0 = iter(memoryview(b'abc')); say(next(x0), list(x0), next(x0, 'end'), $n in memoryview(b'\\1\\2'), memoryview(b'abc').index if 0 else 0)
say(memoryview(b'ab').cast('H') == memoryview(b'ab'), memoryview(b'\\0' * 8).cast($memfmt) == memoryview(b'\\0' * 8).cast($memfmt), memoryview(b'12345678').cast($memfmt) == memoryview(b'12345678').cast($memfmt))
say(struct.unpack_from($structfmt, $mem, $n), struct.pack_into('<h', $bya, $n, $n), struct.pack($structfmt, $any, $any), struct.calcsize($str))
x0 = array.array($arrfmt, $any); say(x0, x0.typecode, x0.tobytes())
x0 = array.array('$memfmt1', [1, 2, 3]); x0[$idx] = $any; x0[$idx:$idx] = array.array('$memfmt1', [7]); x0.extend($any); x0.insert($idx, $n); say(x0, x0.index($n), x0.count(1), x0 * $cnt, x0 + x0, x0 < x0, x0.buffer_info()[1])
'''

SCENES['weak references'] = '''
x0 = $vobj; x1 = weakref.proxy(x0); say(each(x1, $proxyuses)); say(x0)
x0 = $vobj; x1 = weakref.proxy(x0); say(each(x1, $proxyuses)); x1.$name = $any; say(x1.$name); del x1.$name
x0 = Cls($any); x1 = weakref.proxy(x0, $any); say(each(x1, $proxyuses)); del x0; say(each(x1, str, lambda p: p.y, $proxyuses))
x0 = A0(); x1 = weakref.proxy(x0); x1 $augop $any; say(type(x1).__name__)
x0 = Ops(); x1 = weakref.proxy(x0); say(each(x1, $proxyuses)); say(x1 $binop $any, $any $binop x1, pow(x1, $any, $any), pow($any, x1), divmod(x1, $any), -x1, ~x1, +x1, abs(x1))
x0 = Box($any); x1 = weakref.proxy(x0); x1.value = $any; say(x1.value, x1 == x0, x1 != $any, bool(x1))
x0 = $intlike; x1 = weakref.proxy(x0); say(each(x1, int, float, complex, operator.index, round, lambda p: [1, 2, 3][p], bytes, str, lambda p: p + 1, lambda p: 1 - p, lambda p: p @ 1, hash))
class B(list): pass
&x0 = B($lst); x1 = weakref.proxy(x0); say(each(x1, len, list, lambda p: p[0], lambda p: p[:2], lambda p: 1 in p, lambda p: p + [1], lambda p: p * 2, lambda p: p == x0, lambda p: p.append($any), reversed, iter, bool, lambda p: p < [5])); x1[$idx] = $any; del x1[$idx]; x1 += [$any]; say(type(x1).__name__)
class B(set): pass
&x0 = B($set); x1 = weakref.proxy(x0); say(each(x1, len, ordered, lambda p: p | {1}, lambda p: {1} - p, lambda p: p & p, lambda p: 1 in p)); x2 = weakref.ref(x0, say); x3 = weakref.ref(x0); say(x2 == x3, x3 is weakref.ref(x0), hash(weakref.ref(fun)) == hash(fun)); del x0, x1; say(x2(), x3, x2 == x3)
x0 = iter(It(1, 2)); x1 = weakref.proxy(gen(2)) if 0 else weakref.proxy(x0); say(next(x1), list(x1), next(x1))
x0 = $vobj; x1 = weakref.ref(x0, $any); say(x1() is x0, x1.__callback__, x1 == weakref.ref(x0), hash(x1) == hash(x0)); x1($any)
x0 = A1(); x1 = weakref.ref(x0, lambda p: say('gone', p())); x2 = weakref.ref(x0, lambda p: 1 / 0); del x0; say(x1(), x1.__callback__, hash(x1))
x0 = A0(); x1 = weakref.WeakValueDictionary({1: x0}); x1[2] = x0; say(len(x1), list(x1.keys()), x1.get(2) is x0, 3 in x1); del x0; say(len(x1), list(x1.items()))
x0 = Cls(); x1 = weakref.WeakKeyDictionary({x0: $any}); say(len(x1), x1[x0], x0 in x1); del x0; say(list(x1))
x0 = Cls(); x1 = weakref.WeakSet([x0]); x1.add(Cls); say(len(x1), x0 in x1); del x0; say(len(x1))
x0 = weakref.WeakMethod(Cls().method); x1 = Cls(); x2 = weakref.WeakMethod(x1.method); say(x0(), x2().__name__, x2 == weakref.WeakMethod(x1.method)); del x1; say(x2())
x0 = Cls(); x1 = weakref.finalize(x0, say, 'final', $any); say(x1.alive, x1.peek()[1] if $bool else x1.detach()[1]); del x0; say(x1.alive, x1())
say(weakref.ref($any), weakref.proxy($any), weakref.ref($vobj, $any, $any))
class B(weakref.ref):
    __slots__ = 'x',
    def __new__(cls, p, *q): return super().__new__(cls, p)
    def __init__(self, p, q=1): super().__init__(p); self.x = q
&x0 = Cls(); x1 = B(x0, $any); say(x1.x, x1() is x0, x1 == weakref.ref(x0)); del x0; say(x1())
'''

SCENES['classes'] = '''
$vobj.__class__ = $cls; say(type($vobj).__name__)
x0 = $obj; x0.__class__ = $cls; say(type(x0).__name__, x0.x)
x0 = A1(); x0.__class__ = A0; say(type(x0) is A0, each(x0, lambda p: p.x, lambda p: p.meth(), lambda p: p.y)); x0.__class__ = A1; say(type(x0) is A1)
class B: __slots__ = $slots
&class C: __slots__ = $slots
&x0 = B(); x0.__class__ = C; say(type(x0).__name__)
class B: __slots__ = ('x', 'y', '__weakref__')
&class C: __slots__ = ('x', 'y', '__weakref__')
&x0 = B(); x0.x = $any; x0.__class__ = C; say(type(x0) is C, x0.x, B.x, C.y.__get__(x0))
class B($cls): __slots__ = $slots
&x0 = B(); x0.x = $any; say(x0.x, hasattr(x0, '__dict__'), B.__slots__); del x0.x; x0.x
class B($cls, $cls): __slots__ = $slots
&say(B.__mro__, B.__base__, B.__bases__)
class B(A0): pass
&B.__bases__ = $bases2; say(B.__mro__, B.__base__, each(B(), lambda p: p.x, lambda p: p.meth()))
class B: z = 1
&class C(B): pass
&x0 = C(); say(x0.z); C.__bases__ = (A0, B); say(C.__mro__, x0.z, x0.x); B.__bases__ = (Cls,); say(C.__mro__)
del A0.__bases__
A1.__bases__ = $any
class M(type):
    def mro(cls): return $mro
&class B(A0, metaclass=M): pass
&say(B.__mro__, B().x); B.__bases__ = (Cls,); say(B.__mro__)
class B(metaclass=$any): x = 1
&say(B)
class B(A0, metaclass=M0, $kw=$any): pass
&say(B, type(B))
class B(*$any): pass
class B(**{$str: $any}): pass
class B($any): x = 1
&say(B.__mro__, B.x)
class B($cls, $any): x = 1
say(type($any, $any, $any))
say(type($str, ($cls,), $dic), type('T', ($cls, $cls), {'x': $any}).__mro__)
say(type.__new__($cls, $any, $any, $any), type.__call__($cls, $any))
say(type('T', (A0,), {'__slots__': $slots, 'x': 1}))
say(type('T', (), {$str: $any, '__qualname__': $any, '__classcell__': $any}))
say(type('T', (), {'__doc__': $any, '__module__': $any, '__hash__': $any}).__doc__)
say(types.new_class($str, $bases2, {'metaclass': M0}, lambda p: p.update(x=$any)), types.prepare_class('T', (A0,))[0])
class B:
    x = Desc($any)
    def __set_name__(self, *p): raise $err
&class C:
    y = B()
class B:
    def __init_subclass__(cls, **p): say(p); raise $err
&class C(B, x=$any): pass
class B:
    def __class_getitem__(cls, p): return $any
&say(B[$any], B[1:2, ...])
B = type('B', (A0,), {}); B.$classattr = $any; say(B.$classattr, B)
B = type('B', (A0,), {}); del B.$classattr; say(B.$classattr, B)
A0.$classattr = $any; say(A0.$classattr)
say(A0.$classattr, $cls.$classattr, $cls.$classattr)
$cls.$classattr = $any
$cls.x = $any
del $cls.x
say($cls.$classattr2)
A0.__$special__ = $vfn; say($vobj + $any, A0() $binop $any)
A0.$classspecial = $vfn; say($objuse, $objuse)
A0.$classspecial = $any; say($objuse, $objuse)
del A0.$classspecial; say($objuse)
A1.$classspecial = $vfn; x0 = A1(); say(each(x0, $proxyuses))
w0.$classspecial = $any; say($objuse)
say(each($vobj, $proxyuses))
say(each(A0, $proxyuses))
say(isinstance($any, $any), issubclass($any, $any), isinstance($any, ((A0, (int,)), $cls)), isinstance($any, ()))
class B:
    __class__ = property(lambda self: $cls)
&x0 = B(); say(isinstance(x0, $cls), x0.__class__, type(x0).__name__, isinstance(x0, B))
class B:
    __bases__ = $any
&say(isinstance($any, B()), issubclass(B(), A0), issubclass(A0, B()))
class B(abc.ABC):
    @abc.abstractmethod
    def meth(self): pass
    @property
    @abc.abstractmethod
    def prop(self): pass
&say(B.__abstractmethods__ == {'meth', 'prop'}, isinstance(A0(), B), B.register(A1), isinstance(A1(), B)); B()
B = type('B', (), {}); B.__abstractmethods__ = $any; say(B.__abstractmethods__); B()
x0 = super($any, $any); say(x0)
x0 = super(A1, $vobj); say(x0.__thisclass__, x0.__self_class__, x0.$name)
x0 = super(A0); say(x0.__self__, x0.__get__($any), x0.__get__(A1(), $any)); x0.__init__($any, $any); say(x0)
class B(A0):
    x = super
    def meth(self): return super().$name, super(B, self).x, super(B, B).x, super().__init__($any)
    @classmethod
    def cm(cls): return super().x, super().__new__(cls), super().$name
    @staticmethod
    def sm(p): return super().x
    def __getattr__(self, p): return super().__getattribute__(p)
&say(each(B(), lambda p: p.meth(), lambda p: p.cm(), lambda p: p.sm(p), lambda p: p.zz))
class B:
    def meth(self): del self; return super().x
    def prop(*p): return super().x
    def y(): return super()
&say(each(B(), lambda p: p.meth(), lambda p: p.prop(), lambda p: p.y(), lambda p: B.y()))
class B(A0):
    def __new__(cls, *p): return $any
    def __init__(self, *p): say('init', p)
&say(B($any), B())
class B:
    def __init__(self): return $any
&B()
class B:
    __new__ = $any
    __init__ = $any
&B($any)
class B:
    __getattribute__ = lambda self, p: $any
    __len__ = $any
    __iter__ = $any
    __call__ = $any
&say(each(B(), len, iter, lambda p: p(), lambda p: p.x, bool))
class B:
    def __eq__(self, p): return $any
&say(B() == B(), {B: 1}, each(B(), hash, lambda p: {p: 1}, lambda p: [p].index($any), lambda p: p in [p, 1], lambda p: (1, p) == (1, 2)))
class B($cls):
    def __$special__(self, *p): return $any
    def __r$special__(self, *p): return $any
&x0 = B(); say(x0 $binop $any, $any $binop x0, x0 $binop x0); x0 $augop $any; say(x0)
class B($cls): __$special__ = $any
&x0 = B(); say(x0 $binop $any, $any $binop x0)
class B($basetype):
    def __$specialtext__(self, *p): return $any
    def __$specialtext__(self, *p): return super().__$specialtext__(*p)
&x0 = B($any); say(each(x0, $proxyuses)); say(each(x0, $proxyuses))
class B($basetype):
    def __$specialtext__(self, *p): raise $err
    def __$specialtext__(self, *p): return $any
&x0 = B(); say(each(x0, $proxyuses)); say(each(x0, $proxyuses))
class B($basetype): pass
&x0 = B($any); x0.x = $any; say(x0, x0.x, vars(x0), x0 $binop $any, copy.copy(x0), x0 == B($any), each(x0, $proxyuses))
&x0.__class__ = A0
class B($basetype):
    __slots__ = $slots
&x0 = B(); say(each(x0, $proxyuses), copy.copy(x0)); x0.x = $any
x0 = $obj; x0.__dict__ = $any; say(x0.__dict__, x0.x)
x0 = A0(); x0.__dict__ = {'x': $any, 'q': 1, 2: 3}; x0.y = 5; say(x0.x, ordered(vars(x0).items()), x0.q); del x0.__dict__; say(vars(x0)); del x0.q
x0 = A0(); x1 = x0.__dict__; x1['x'] = $any; x1[$any] = 1; x0.z = 2; say(x0.x, len(x1), x1 is x0.__dict__); del x1['x']; x1.clear(); say(x0.x); x0.w = 1; say(x1)
x0 = Obj()
&for p in 'abcdefghijklmnopqrstuvwxyzABCDEFGH': setattr(x0, p, p)
&say(x0.a + x0.H, len(vars(x0))); del x0.b, x0.z; x0.b = 1; say(list(vars(x0))[-3:], dir(x0)[-3:]); setattr(x0, $any, 1); getattr(x0, $any); delattr(x0, 'zzz')
say(object.__new__($any), object.__new__(A0, $any), object.__init__(A0(), $any), object().__format__($any), object.__reduce_ex__(A0(), $n)[0])
say(each($obj, lambda p: p.__reduce_ex__($n)[:2], lambda p: p.__reduce__(), lambda p: p.__getstate__(), lambda p: p.__dir__()[:0], lambda p: p.__str__(), lambda p: p.__format__(''), lambda p: p.__eq__($any), lambda p: p.__ne__(p), lambda p: p.__lt__($any), lambda p: p.__sizeof__() > 0, lambda p: p.__init_subclass__()))
say(object.__getattribute__($any, $any), object.__setattr__($any, $any, $any), object.__delattr__($obj, $any), type.__getattribute__($cls, $str), type.__setattr__(A0, $any, $any))
class B:
    def __getstate__(self): return $any
    def __setstate__(self, p): say('set', p)
    def __getnewargs_ex__(self): return $any
&x0 = B(); say(copy.copy(x0), x0.__reduce_ex__($n)[1:3])
class B:
    def __reduce__(self): return $any
    def __getnewargs__(self): return $any
&say(copy.copy(B()), copy.deepcopy(B()), B().__reduce_ex__(2))
class B(list):
    x = 1
    def __getstate__(self): return {'x': $any}
&x0 = B($lst); say(copy.copy(x0), copy.deepcopy(x0), copy.copy(x0).x, x0.__reduce_ex__(4)[2:])
class B(Slots): __slots__ = ('x', '__dict__')
&x0 = B(); x0.p = $any; x0.x = $any; x0.w = 1; say(x0.__getstate__(), copy.copy(x0).p, copy.deepcopy(x0).w); del x0.p; say(x0.__getstate__())
@dataclasses.dataclass$dcargs
class B(A0):
    x: int = $int
    y: int = $any
    z: list = dataclasses.field(default_factory=$vfn)
&x0 = B($any); say(x0, x0 == B(), x0 < B(), hash(x0), dataclasses.astuple(x0), dataclasses.replace(x0, x=$any), B.__match_args__)
'''

SCENES['descriptors and functions'] = '''
x0 = $builtincall; say(x0.$funcattr, x0.$funcattr, x0.$funcattr2)
x0 = $builtincall; say(x0 == $builtincall, hash(x0) == hash(x0), x0.__reduce__(), x0 != $builtincall, copy.copy(x0), each(x0, repr, lambda p: p.__name__, lambda p: p.__qualname__, lambda p: p.__self__, lambda p: p.__objclass__, lambda p: p.__text_signature__))
x0 = $builtincall; say(x0($any), x0($any, $any), x0())
x0 = $builtincall; x0.$funcattr = $any; say(x0.$funcattr)
x0 = $descriptor; say(x0.__get__($any), x0.__get__($any, $any), x0.__get__(None, $cls), x0.__get__(None, None))
x0 = $descriptor; say(each(x0, repr, lambda p: p.__name__, lambda p: p.__qualname__, lambda p: p.__objclass__, lambda p: p.__reduce__(), lambda p: p.__set__($any, $any), lambda p: p.__delete__($any), lambda p: p.__get__(5, int), callable, lambda p: p.__get__(), lambda p: p.__get__(1, 2, 3)))
x0 = $descriptor; x0.__set__($any, $any)
x0 = $descriptor; x0.$funcattr2 = $any
x0 = property($any, $any, $any, $any); say(x0.fget, x0.fset, x0.fdel, x0.__doc__ is None, x0.__isabstractmethod__, x0.getter($any).fget, x0.setter($any).fset, x0.deleter($any).fdel)
class B:
    x = property($vfn, $vfn, $vfn)
    y = property(fset=$vfn)
    z = property(); w = property(lambda self: self.zz)
&x0 = B(); say(each(x0, lambda p: p.x, lambda p: p.y, lambda p: p.z, lambda p: p.w, lambda p: setattr(p, 'x', 1), lambda p: setattr(p, 'y', 1), lambda p: setattr(p, 'z', 1), lambda p: delattr(p, 'x'), lambda p: delattr(p, 'y'), lambda p: delattr(p, 'z'), lambda p: delattr(p, 'q')))
class B(property):
    """Doc"""
    x = 1
    def __get__(self, p, q=None): return 'got', super().__get__(p, q)
&class C:
    @B
    def prop(self): 'doc of prop'; return $any
    @prop.setter
    def prop(self, p): say('set')
&x0 = C(); say(x0.prop, C.prop, vars(C)['prop'].__doc__); x0.prop = 1; del x0.prop
x0 = staticmethod($any); say(x0.__func__, x0.__wrapped__, x0.__get__($any), x0.__isabstractmethod__, repr(x0)); say(x0($any)); x0.x = 1; say(vars(x0))
x0 = classmethod($any); say(x0.__func__, x0.__wrapped__, x0.__isabstractmethod__); say(x0.__get__($any, $cls)); say(x0.__get__(None, None)); x0()
x0 = $vobj.meth; say(x0.__self__ is $vobj, x0.__func__, x0 == $vobj.meth, x0.__name__, hash(x0) == hash($vobj.meth), x0.__reduce__()); x0.x = 1
x0 = types.MethodType($any, $any); say(x0 == types.MethodType(fun, 1), x0.__func__, x0.__self__, hash(x0) == 0, repr(x0)); say(x0($any))
x0 = types.MethodType(F0, $any); say(x0.__defaults__, x0.__qualname__, x0.$funcattr, x0.$funcattr2); say(x0($args)); x0.__get__(1, 2)
F0.$funcattr = $any; say(F0.$funcattr); say(F0($any))
del F0.$funcattr; say(F0.$funcattr); say(F0($any))
def F(p, q=1, *, z=2): return p, q, z
&F.__defaults__ = $any; F.__kwdefaults__ = $any; say(F.__defaults__, F.__kwdefaults__, F($any)); F.__code__ = $any; F.__dict__ = $any; F.__name__ = $any
&del F.__defaults__, F.__kwdefaults__; F()
def F(p): return lambda: (p, $vint)
&x0 = F($any); x1 = x0.__closure__[0]; say(x1.cell_contents, x1 == F($any).__closure__[0], x1 < F(1).__closure__[0], repr(x1)[:10]); x1.cell_contents = $any; say(x0()); del x1.cell_contents; say(x1); x0()
x0 = types.CellType($any); x1 = types.CellType(); say(x0 == x1, x0 < x1, x0.cell_contents, x0 == types.CellType($any)); x1.cell_contents
x0 = types.FunctionType($code, $any, $any, $any, $any); say(x0)
x0 = types.FunctionType((lambda p=1, *q: (p, q, x9)).__code__, {'x9': $any}, $any, $any); say(x0.__name__, x0.__defaults__, x0($any), x0())
x0 = types.FunctionType(cell.__code__, {}, closure=$any); x1 = (lambda p: lambda: p)(1); x2 = types.FunctionType(x1.__code__, {}, 'n', None, (types.CellType($any),)); say(x2(), x2.__closure__[0].cell_contents)
x0 = F0.__code__; say(x0.co_name, x0.co_varnames, x0.co_argcount, x0.co_posonlyargcount, x0.co_kwonlyargcount, x0.co_flags, x0.co_nlocals, x0.co_freevars, x0.co_cellvars, x0 == F0.__code__, x0.replace(co_name=$any).co_name)
say(fn_signature($fn), fn_signature(F0), inspect.signature(F0).bind_partial($any))
say($fn($any, $any), $fn(*$iter), $fn(**$dic), $fn(p=$any), $fn(*$any), $fn(**$any), $fn($any, *$tup, q=$any, **{'z': 1}))
say(F0(*$any, *$any), F0(**$any, **$any), F0(i0=1, **{'i0': 2}), F0(**{$any: 1}), F0(*[], **{}))
say(anyargs(*$iter, $any, *$any, x=$any, **$dic), anyargs(**$dic, **$dic), anyargs(x=1, **{'x': 2}), anyargs(**Map(a=1)), anyargs(**GetRaise()))
say(fun($any), fun($any, $any, $any, $any), fun(a=1), fun(1, d=$any, e=1), fun(1, b=2), fun(), fun(1, 2, 3, d=4, c=5), fun(1, c=$any))
say(functools.partial($fn, $any, x=$any)($any), functools.partial(functools.partial($fn, 1), 2).args, functools.partial($any))
say([].append.__call__($any), [].append(1, 2), {}.get(), ''.join(), len(), len(1, 2), max(), int(1, 2, 3), str(1, 2, 3, 4), dict(1, 2), list(1, 2), print(sep=1), sorted(), sorted([1], None), iter(), range(), isinstance(1))
say(each($any, abs, round, len, iter, next, reversed, repr, callable, bool, int, float, complex, str, bytes, bytearray, memoryview, list, tuple, set, frozenset, dict, enumerate, zip, sum, min, max, sorted, all, any, ord, chr, hex, oct, bin, ascii, vars, dir))
say(each($any, math.floor, math.ceil, math.trunc, math.sqrt, operator.index, operator.neg, operator.pos, operator.invert, operator.not_, operator.truth, operator.length_hint, itertools.count, itertools.cycle, itertools.repeat, itertools.chain, copy.copy, copy.deepcopy, type))
say($builtin($any), $builtin($any, $any), $builtin($any, $any, $any), $builtin(*$tup), $builtin($any, key=$any), $builtin())
say($itfn($any), $itfn($iter, $any), $itfn($any, $iter), $itfn($iter, $iter, $any), $itfn(), $itfn($iter, $kw=$any))
x0 = $itfn($iter, $any); say(next(x0), x0.__reduce__(), copy.copy(x0), x0)
'''

SCENES['generators and frames'] = '''
x0 = G0($any); say(x0.$genattr, x0.$genattr, x0.$genattr); x0.$genattr = $any; say(x0.$genattr, repr(x0)[:20])
x0 = C0($any); say(x0.$coroattr, x0.$coroattr); x0.$coroattr = $any; say(x0.$coroattr); say(run(x0)); say(x0.$coroattr); x0.send(None)
x0 = AG0($any); say(x0.$agenattr, x0.$agenattr); x0.$agenattr = $any; say(x0.$agenattr); say(drive_agen(x0, $script))
x0 = pending(G0($any)); say(x0.gi_suspended, x0.gi_running, x0.gi_yieldfrom, x0.gi_frame.f_lineno); say(drive(x0, $script)); say(x0.gi_frame, x0.gi_suspended)
x0 = pending(C0($any)); say(x0.cr_suspended, x0.cr_running, x0.cr_await, x0.cr_origin); say(each(x0, lambda p: p.throw($err), lambda p: p.send($any), lambda p: p.close(), lambda p: p.send(None)))
x0 = pending(AG0($any)); say(x0.ag_running, x0.ag_await, x0.ag_suspended if hasattr(x0, 'ag_suspended') else 0); say(drive_agen(x0, $script))
x0 = C0($any).__await__(); say(each(x0, next, lambda p: p.send($any), lambda p: p.throw($err), lambda p: p.close(), next, iter))
x0 = C1($any); say(each(x0, iter, next, len, lambda p: p.send(1), lambda p: p.throw($any), lambda p: p.close(), lambda p: p.send(None), lambda p: p.__await__().send(None)))
x0 = G0($any); say(each(x0, lambda p: p.send($any), lambda p: p.throw($any), lambda p: p.throw($cls), lambda p: p.throw($cls, $any), lambda p: p.throw($cls, $any, $any), lambda p: p.close(), next, lambda p: p.throw(ValueError), lambda p: p.close()))
x0 = gen_echo(); say(next(x0), x0.throw(ValueError), x0.throw(ValueError, 'x'), x0.throw(ValueError('y')), x0.throw(ValueError, ('a', 'b')), x0.throw(ValueError('z'), None, None), x0.throw(ValueError, $err), x0.throw($any, $any, $any))
x0 = AG0($any).asend($any); say(each(x0, lambda p: p.send($any), lambda p: p.send(None), lambda p: p.throw($err), lambda p: p.close(), next, iter, lambda p: p.__await__() is p))
x0 = AG0($any).athrow($err); say(each(x0, lambda p: p.send(None), lambda p: p.throw($err), lambda p: p.send(None), lambda p: p.close(), next))
x0 = AG0($any).aclose(); say(each(x0, lambda p: p.throw($err), lambda p: p.send($any), lambda p: p.send(None), lambda p: p.send(None), lambda p: p.close()))
x0 = AG0($any); x1 = x0.asend(None); x2 = x0.asend(None); say(each(x1, lambda p: p.send(None), lambda p: x2.send(None), lambda p: x0.aclose().send(None), lambda p: x0.athrow($err).send(None), lambda p: p.close(), lambda p: x2.close()))
x0 = AG0($any); say(run(x0.__anext__()), run(x0.asend($any)), run(x0.athrow($err)), run(x0.aclose()), run(x0.__anext__()), run(x0.aclose()))
x0 = AG0($any); say(run(runaw(anext(x0, $any))), run(runaw(anext(x0))), run(runaw(anext(x0, $any))), run(runaw(anext(x0, 'end'))))
x0 = anext(AG1($any), $any); say(each(x0, next, lambda p: p.send($any), lambda p: p.throw($err), lambda p: p.close(), iter))
say(anext($any), aiter($any), aiter(AG0($any)) is 0, anext($any, $any))
say(run(runaw(anext(aiter($vobj), $any))))
x0 = anext($vobj, $any); say(each(x0, next, lambda p: p.__await__(), lambda p: p.send(None), lambda p: p.throw($err), lambda p: p.close()))
async def F(p):
    async for q in $vobj: say(q); break
    async with $vobj as q: say(q)
&say(run(F($any)))
async def F(p):
    async for q in $any: say(q)
&say(run(F($any)))
async def F(p):
    async with $any: pass
&say(run(F($any)))
async def F(p):
    x = await $any
    return x, [await q for q in p]
&say(run(F($any)), run(F([Aw(1), Aw(2)])))
async def F(p):
    try: yield p; yield await Aw($any)
    except $errcls as x0: yield x0
    finally: await Aw('fin'); $yieldmore
&x0 = F($any); say(drive_agen(x0, $script)); say(drive_agen(F(1), $script))
def F(p):
    try: yield p
    except GeneratorExit: $yieldmore2
    finally: say('fin')
&x0 = F($any); next(x0); say(each(x0, lambda p: p.close(), lambda p: p.gi_frame, lambda p: p.close()))
def F(p):
    q = yield from $sub
    say('got', q)
    return q
&say(drive(F($any), $script), drive(F(1), $script))
def F(p):
    try: yield from $sub
    except $errcls as x0: say('inner', x0); yield 9
&say(drive(F($any), $script), drive(F(1), $script))
class B:
    def __iter__(self): return self
    def __next__(self): return $any
    $submethod
    $submethod
def F():
    return (yield from B())
&say(drive(F(), $script)); say(drive(F(), $script))
def F(): x0.$genuse; yield 1
&x0 = F(); say(each(x0, next, next))
def F(): yield x0.gi_running, x0.gi_frame is not None, x0.gi_suspended; x0.$genuse; yield
&x0 = F(); say(each(x0, next, next, next))
async def F(): await Aw(1); x0.$corouse
&x0 = F(); say(each(x0, lambda p: p.send(None), lambda p: p.send(None), lambda p: p.close()))
@types.coroutine
def F(p): q = yield p; return q, $any
&async def H(): return await F($any), await F(1)
&say(run(H()), run(F(2)))
def F(p, *q, **z):
    x1 = sys._getframe(); y = $any
    say(x1.f_code.co_name, x1.f_lineno > 0, ordered(x1.f_locals), x1.f_globals is globals(), x1.f_back.f_code.co_name, x1.f_trace, x1.f_trace_lines, x1.f_trace_opcodes, 'len' in x1.f_builtins)
    return x1
&x0 = F($any, $any, z=1); say(ordered(x0.f_locals), x0.f_back, x0.f_code is F.__code__, repr(x0)[:6]); x0.clear(); say(x0.f_locals)
def F(p):
    x1 = 5; c = lambda: (p, x1)
    say(ordered(locals()), ordered(vars()), dir(), ordered(sys._getframe().f_locals), sys._getframe(1).f_code.co_name)
    del x1; say(ordered(locals())); locals()['zz'] = 1
    return c
&x0 = F($any); say(x0())
def F():
    class D:
        x = $any
        say(ordered(k for k in locals() if k[0] != '_'), sys._getframe().f_code.co_name, __qualname__)
        def meth(self): return __class__, D.x
    return D().meth()
&say(F())
x0 = pending(G0($any)).gi_frame; say(ordered(x0.f_locals), x0.f_back, x0.f_lasti > 0); x0.clear(); say(x0.f_locals)
x0 = G0($any); x1 = x0.gi_frame; say(x1.f_lineno > 0, list(x1.f_locals)); x1.clear(); say(next(x0))
x0 = sys._getframe(); x0.$frameattr = $any; say(x0.$frameattr2); x0.clear()
x0 = caught($err).__traceback__.tb_frame; say(x0.f_code.co_name, ordered(x0.f_locals)); x0.clear(); say(x0.f_locals); del x0.f_trace
sys._getframe($n); sys._getframe($any)
say(inspect.getgeneratorstate(pending(G0(1))), inspect.getcoroutinestate(C0(1)), inspect.isawaitable($any), inspect.getgeneratorlocals(gen(2)))
say(sum(p for p in $any), [*(p for p in $iter)], max((p for p in $iter), default=1), list(p for q in $iter for p in q), (p for p in $any))
x0 = (p for p in $lst if p); $vlst.clear(); say(list(x0)); x1 = ((yield_ := p) for p in $iter); say(list(x1))
contextlib.closing(gen(3)).__enter__().close()
'''

SCENES['containers'] = '''
x0 = $dic; say(x0.keys() $setop $any, $any $setop x0.items(), x0.items() $setop $dic.items(), x0.keys() $setop $dic.keys())
x0 = $dic; say(x0.keys() $cmpop $set, x0.items() $cmpop $dic.items(), x0.keys() $cmpop $any, x0.items() $cmpop $any, x0.values() == x0.values())
x0 = $dic; say(x0.keys().isdisjoint($any), x0.items().isdisjoint($iter), ($str, $any) in x0.items(), $any in x0.items(), $any in x0.values(), $any in x0.keys(), x0.keys().mapping, x0.items().mapping.get('a'), len(x0.items()))
x0 = dict($dic); x1 = iter(x0.$dictview); say(x1.__length_hint__(), next(x1), x1.__reduce__(), copy.copy(x1), x1.__length_hint__()); x0[$any] = 1; next(x1)
x0 = dict($dic); x1 = reversed(x0.$dictview); say(x1.__length_hint__(), next(x1), x1.__reduce__(), list(x1), next(x1, 0))
x0 = {1: 2, 'a': 3, None: 4}; x1 = reversed(x0.$dictview); say(next(x1)); $dictchange; say(next(x1)); say(list(x1))
x0 = {1: 2, 'a': 3, None: 4}; x1 = iter(x0.$dictview); say(next(x1)); $dictchange; say(next(x1)); say(list(x1))
x0 = {1: 2, 'a': 3, None: 4}
&for p in x0: $dictchange; say(p)
x0 = {1, 2, 3}
&for p in x0: $setchange; say(p)
x0 = [1, 2, 3, 4]
&for p in x0: $listchange; say(p, x0)
x0 = collections.deque([1, 2, 3, 4])
&for p in x0: $dequechange; say(p, x0)
x0 = $dic; x0 |= $any; say(x0, x0 | $any, $any | x0)
x0 = $dic; x0.update($any, **{$str: $any}); say(x0); x0.update($any); x0.__init__($any); say(x0)
x0 = dict($any); say(x0); x0 = dict($any, **{$str: $any}); dict.fromkeys($any, $any); dict([$any, $any])
x0 = {$any: 1}; x0[$any] = 2; say(x0); say(x0[$any], $any in x0)
x0 = $odddict; say(each(x0, $dictsteps)); say(x0)
x0 = $odddict; say(each(x0, $dictsteps)); say(each(x0, $dictsteps))
x0 = {EqTrue(): 1, EqOdd(): 2}; say(x0.get(1), x0.get(EqTrue()), x0 == {1: $any}, 1 in x0, x0.pop(EqTrue(), 0), len(x0)); x0[EqRaise()] = 1
x0 = {p: p for p in range(40)}
&for p in range(35): del x0[p]
&x0['a'] = 1; say(x0, len(x0), x0.popitem(), list(reversed(x0)), x0.copy(), {**x0})
x0 = {str(p): p for p in range(12)}; del x0['3'], x0['7']; x0['3'] = 'new'; say(list(x0), x0.keys() - {'1'}, {q: p for p, q in x0.items()}[5]); x0.clear(); x0[1] = 1; say(x0)
x0 = $oddset; say(each(x0, $setsteps)); say(len(x0))
x0 = $oddset; say(each(x0, $setsteps)); say(each(x0, $setsteps))
x0 = $set; x0 $setaug $any; say(ordered(x0))
x0 = set($any); say(ordered(x0)); x0 = frozenset($any); say(x0 $setop $any, $any $setop x0, x0 $cmpop $any)
x0 = {EqTrue(), EqOdd(), 1}; say(len(x0), 1 in x0, EqTrue() in x0, len(x0 | {1, 2}), len(x0 & {1})); x0.add(EqRaise())
x0 = set(range(50)); x1 = set(range(0, 100, 3)); say(len(x0 | x1), len(x0 & x1), sorted(x0 ^ x1)[:5], len(x0 - x1), x0.isdisjoint(x1)); x0 -= x1; x0 ^= x1; x0 |= {$hashable}; say(len(x0)); x0.clear(); x0.pop()
x0 = {(1, 2), frozenset({1})}; say({1} in x0, len(x0), x0.discard({1})); x0.remove({5}); say(len(x0))
say(ordered({$hashable, $hashable} $setop {$hashable}), {1, 2} $cmpop {$hashable, 1}, frozenset({1, $hashable}) $cmpop {1}, hash(frozenset($tup)) == hash(frozenset($tup)))
x0 = iter($set); say(x0.__length_hint__(), next(x0, 0), x0.__reduce__()[0], x0.__length_hint__())
x0 = $rng; say(x0.__reduce__(), x0 == $rng, x0.count($any), $any in x0, x0[$slice], x0.index($any), bool(x0), repr(x0))
x0 = $xrange; say(each(x0, lambda p: p.count($any), lambda p: p.index($any), lambda p: $any in p, lambda p: p[$idx], lambda p: p[$slice], lambda p: p == $xrange, len, lambda p: p.start, lambda p: list(p)[:4], lambda p: list(reversed(p))[:4], copy.copy))
x0 = iter($xrange); say(x0.__length_hint__(), next(x0), x0.__reduce__(), x0.__setstate__($any), list(itertools.islice(x0, 4)), copy.copy(x0), next(x0, 'end'), x0.__setstate__($int))
x0 = range($any, $any, $any); say(x0, x0[$any], x0[$any:$any:$any])
x0 = range(2**70, 2**70 + 9, $step); say(x0[$idx], x0[$slice], x0[::$step], len(x0), list(x0)[:3], 2**70 + 3 in x0, x0.index(2**70), x0 == range(2**70, 2**70 + 9), hash(x0) == hash(x0), reversed(x0), x0.count(2.0**70))
x0 = slice($any, $any, $any); say(x0.indices($any), x0 == slice($any), x0 < slice($int), hash(x0), x0.__reduce__(), copy.copy(x0), x0.start, repr(x0)); x0.start = 1
x0 = $xiter; say(next(x0, 0), x0.__reduce__(), x0.__setstate__($any), x0.__length_hint__(), copy.copy(x0), list(x0), next(x0, 1), x0.__reduce__(), x0.__length_hint__())
x0 = $xiter; say(each(x0, next, lambda p: p.__setstate__($int), next, lambda p: p.__reduce__(), copy.copy, copy.deepcopy, lambda p: p.__length_hint__(), lambda p: list(p)[:5], next, lambda p: p.__reduce__(), lambda p: p.__setstate__(0), next))
x0 = iter($fn, $any); say(x0, next(x0), x0.__reduce__(), copy.copy(x0)); next(x0)
x0 = iter(iter([1, 2, 3]).__next__, $lit); say(next(x0), x0.__reduce__()[1][1:], list(x0), x0.__reduce__()); next(x0)
x0 = zip($iter, $iter, strict=$any); say(next(x0), x0.__reduce__(), list(x0)); x0.__setstate__($any)
x0 = zip([1, 2], [1], $iter, strict=True); say(tblines(list, x0)); say(tblines(list, zip([1], [1, 2], strict=True)), tblines(list, zip([], [1], [1], strict=True))); list(zip([1], [2], [3, 4], strict=True))
x0 = $lst; x0[$any] = $any; say(x0); x0[$slice] = $any; say(x0); del x0[$slice]; say(x0); del x0[$any]
x0 = $lst; x0[$idx:$idx:$step] = [$any, $any]; say(x0); x0[::2] = $iter; say(x0); x0[:] = x0; x0[1:1] = x0; say(x0)
x0 = $lst; x0 += $any; x0 *= $any; x0.extend($any); say(x0); x0.extend(x0); x0 += x0; x0.insert($any, 1); x0.pop($any); say(len(x0), x0)
x0 = $unequal; say(x0 in [x0], x0 in (1, x0), [x0].index(x0), [1, x0].count(x0), [x0] == [x0], (x0,) == (x0,), {x0: 1}.get(x0), x0 in {x0: 1}, {x0} == {x0}, {1: x0} == {1: x0}, [x0, x0].remove(x0), x0 == x0, collections.deque([x0]).index(x0), x0 in iter([x0]), (x0, 1) < (x0, 2), [x0] != [x0], max([x0, 1]), sorted([x0, 2, x0])[:0], x0 in {1: x0}.values(), (1, x0) in {1: x0}.items(), [[x0]] == [[x0]], operator.countOf([x0], x0), operator.indexOf([x0], x0))
x0 = [$unequal, $unequal]; say(x0 == x0[:], x0 == list(x0), x0.index(x0[1]), x0.count(x0[0]), x0[1] in x0, tuple(x0) == tuple(x0), x0 < x0, set(x0) == set(x0), dict.fromkeys(x0) == dict.fromkeys(x0), x0.remove(x0[1]), x0 in [x0], copy.copy(x0) == x0, [*x0, 1] == x0)
x0 = $lst; say(x0 $cmpop $lst, x0 + $any, $any + x0, x0 * $any, $any * x0, $any in x0, x0.index($any, $any, $any), x0.count($any), x0 == x0[:], x0.__reversed__(), x0.__getitem__($any), x0.copy() is x0)
x0 = $tup; say(x0 $cmpop $tup, x0 + $any, x0 * $any, $any in x0, x0.index($any, $idx, $idx), x0.count($any), x0[$any], x0.__getnewargs__(), hash(x0) == hash(x0 + ()), x0[:] is x0, x0 * 1 is x0, x0 + () is x0)
x0 = [$odditem, 1, $odditem]; say(each(x0, lambda p: p.index($any), lambda p: p.count($odditem), lambda p: p.remove($any), lambda p: $any in p, lambda p: p == [1, 2, 3], lambda p: p < [2], sorted, min, max, sum, set, repr, lambda p: dict.fromkeys(p), all, any, hashof, lambda p: tuple(p) == (1, 2, 3), lambda p: ''.join(p)))
x0 = shuffled($sortcount, $sortmost); x0.sort(); say(x0); x0 = shuffled($sortcount, $sortmost, 2); say(sorted(x0, key=lambda p: $sortkey), sorted(x0, reverse=True)[:9])
x0 = shuffled($sortcount, $sortmost, $n); x0.sort(key=lambda p: $sortkey, reverse=$bool); say(x0); say(sorted([(p % 3, p) for p in x0]), sorted([(p % 5, str(p)) for p in x0], reverse=True))
x0 = [*range($sortcount)] + shuffled($sortcount, $sortmost) + [*range($sortcount, 0, -1)]; x0.sort(key=lambda p: $sortkey); say(x0); x0[$n:$n] = [5, 6]; x0.sort(); say(x0)
x0 = [str(p) for p in shuffled($sortcount, $sortmost)]; say(sorted(x0), sorted(x0, key=len), sorted([p + '\\u65e5' for p in x0] + x0), sorted([p.encode() for p in x0]), sorted([float(p) for p in x0] + [0.5]))
x0 = shuffled($sortcount, $sortmost) + [$any]; say(sorted(x0)); x0.sort(key=$key)
x0 = [3, 1, 2]; x0.sort(key=lambda p: $listchange2); say(x0)
x0 = [(p % 3, $sortmixed) for p in shuffled($sortcount, 99)]; say(sorted(x0)); x0.sort(reverse=True); say(x0[:9])
x0 = [Data(p, str(p)) for p in shuffled($sortcount, $sortmost)]; x0.sort(); say(x0[:9]); x0.sort(key=lambda p: p.y, reverse=True); say(x0[:9]); say(sorted([LtRaise(), 1], key=$key))
x0 = [[p % 4, p] for p in shuffled($sortcount, $sortmost)]; x0.sort(); say(x0); x0 = [(p,) for p in shuffled(9, 9)] + [()]; x0.sort(); say(x0); x0 = [(1.5, p) for p in 'cab'] + [(1, 'b')]; say(sorted(x0), sorted([2**70, 1, -2**70, 5, 2**63]), sorted([1.5, float('nan'), 0.5, 1]), sorted([True, 0, 2]), sorted([b'b', b'a']))
say(types.MappingProxyType($any), types.MappingProxyType($dic) | $any, types.MappingProxyType($dic) == $any, each(types.MappingProxyType($dic), $dictsteps))
x0 = types.SimpleNamespace(**$dic); x0.x = $any; say(x0, x0 == types.SimpleNamespace($kw=$any), x0 < x0, vars(x0), x0.__reduce__(), copy.copy(x0)); del x0.zz; types.SimpleNamespace($any)
x0 = collections.deque($any, $any); say(x0); x0[$any] = $any; x0.insert($idx, $any); x0.remove($any); x0.rotate($any); say(x0, x0 + $any, x0 * $n, x0 == $any, x0 < collections.deque([1]))
x0 = collections.defaultdict($any, $dic); say(x0[$any], x0, x0.default_factory, x0 | $any, x0.copy(), x0.__reduce__(), x0.__missing__($any))
x0 = collections.OrderedDict($dic); x0.move_to_end($str, $bool); say(x0, x0 == $dic, list(reversed(x0)), x0.popitem($bool), x0)
'''

SCENES['the rest'] = '''
x0 = types.ModuleType($any, $any); say(x0.__name__, x0.__doc__, x0, ordered(vars(x0)))
x0 = types.ModuleType('m'); x0.$modattr = $any; say(repr(x0), x0.$modattr, dir(x0)[-2:]); del x0.$modattr; say(x0.$modattr2)
x0 = types.ModuleType('m'); x0.__getattr__ = $vfn; x0.__dir__ = $any; say(x0.zz, x0.x, dir(x0)); del x0.__name__; say(repr(x0)[:12]); x0.zz2
x0 = types.ModuleType('m'); x0.__file__ = $any; say(repr(x0)); x0.zz
class B(types.ModuleType):
    x = property(lambda self: $any)
    def __getattr__(self, p): return 'attr', p
&x0 = B('mod'); say(x0.x, x0.zz, x0, x0.__dict__['__name__']); x0.__class__ = types.ModuleType; say(type(x0)); x0.zz
import $module as x0
&say(x0.__name__, x0.__doc__ is None, x0.zzz)
from $module import $nearname as x0
exec('from $module import *', {})
say(__import__($any), __import__($str, $any, $any, $any, $any))
say(__import__('os.path').__name__, __import__('os.path', fromlist=['join']).__name__, __import__('collections', None, None, ['abc']).__name__)
exec('from . import x', $dic)
exec('from .$module import x', {'__package__': $any, '__name__': $any})
exec('import $module.zz')
x0 = $structseq; say(x0, x0[$idx], x0[$idx:], len(x0), x0 == tuple(x0), x0.__reduce__(), hash(x0) == hash(tuple(x0)), x0.n_fields, x0.n_sequence_fields, x0.n_unnamed_fields, copy.copy(x0), $any in x0, x0 + $any, x0.__match_args__)
x0 = $structseq; x0.$seqfield = $any
say(time.struct_time($any), time.struct_time(range($ninety)), time.struct_time((1, 2, 3, 4, 5, 6, 7, 8, 9), $any), os.stat_result(range($ninety)), os.stat_result(range(10), {'st_atime': $any}))
say(time.gmtime($int % 10 ** 10), time.asctime(time.gmtime($n)), time.strftime($timefmt, time.gmtime($int % 10 ** 9)), time.mktime(time.gmtime(0)), time.asctime($any), time.gmtime($any))
x0 = $exprtext; x1 = compile(x0, $str, $compilemode, $flags, $bool); say(x1.co_name, x1.co_names, x1.co_argcount); say(eval(x1))
x0 = compile($stmttext, $str, $compilemode); exec(x0)
say(eval($any), eval($exprtext, $any, $any)); exec($any)
exec($badsource)
say(eval($badsource))
say(compile($any, $str, $any))
exec($stmttext, {'__builtins__': {'say': say, 'len': len}})
exec('x = len([1]); y = $nearname', {'__builtins__': {'len': len}})
exec('class B: pass\\nx = 1', {'__builtins__': {}}, $dic)
exec('class B: pass\\nsay(B)', {'__builtins__': {'__build_class__': $any, 'say': say}})
x0 = Map(); exec('a = 1; b = a', {}, {}); exec('def f(): return x9\\nsay(f())', {'x9': $any, 'say': say}); eval('zz', {}, Map(zz=$any)); eval('zz', MissSub(a=1))
say(eval('[p for p in q]', {'q': $any}), eval('(lambda: zz)()', {'zz': $any}, {'zz': 1}), eval('zz', {}, collections.ChainMap({'zz': $any})))
global x9
&x9 = $any; del x9; say(x9)
def F(): global x9; x9 = $any; del x9; return x9
&F()
def F():
    x1 = $any
    def H(): nonlocal x1; x1 = $any; del x1; return x1
    return H()
&F()
def F(p):
    if p: x1 = $any
    def H(): return x1
    return x1, H()
&say(F($any), F(0))
def F(p): del p; return p
&F($any)
def F(p): return [p for p in p], {p for p in p}, {p: p for p in p}, (lambda q: [q for q in q])(p), [q for q in [zz for zz in p]]
&say(F($iter)); F($any)
def F(l0): return [(x1, x2) for x1 in l0 if x1 for x2 in (x1, $any) if x2], [[q * p for q in l0] for p in l0]
&say(F($lst)); F($any)
x0 = [lambda: p for p in $iter]; say([q() for q in x0]); x1 = [(lambda p=p: p)() for p in $iter]; say(x1)
with $any as x0: say(x0)
with Ctx($any) as x0, $any as x1: say(x0)
with Ctx($any) as (x0, x1): say(x0)
with Ctx($any, $any): raise $err
class B:
    def __enter__(self): $raiseor
    def __exit__(self, *p): $raiseor
&with B() as x0: say(x0); raise $err
class B:
    __enter__ = $any
    __exit__ = $any
&with B() as x0: say(x0)
match $any:
    case $pattern if $any: say('first')
    case $pattern: say('second')
    case x0: say('last', x0)
match $seqs:
    case $pattern: say('first')
    case $pattern: say('second')
    case [x0, *x1]: say(x0, x1)
    case {**x0}: say(x0)
match $any, $any:
    case $pattern, x0: say('first', x0)
    case [$pattern0, *_] | [*_, $pattern0]: say('second')
class B:
    __match_args__ = $matchargs
    x = $any; y = $any
&match B():
    case B(x0, x1): say('two', x0, x1)
    case B(x0, y=x1): say('one', x0, x1)
    case B(x0): say(x0)
    case B(): say('none')
match $any:
    case int(x0) | float(x0): say('number', x0)
    case str(x0) | bytes(x0) | bytearray(x0): say('text', x0)
    case list([x0, *_]) | tuple([x0, *_]): say('seq', x0)
    case dict({'a': x0}) | {1: x0}: say('map', x0)
    case set(x0) | frozenset(x0): say('set')
    case bool(x0, x1): say('no')
match $odditem:
    case [x0, x1]: say('seq')
    case {'a': x0}: say('map', x0)
    case A0(x=x0, y=x1): say('A0')
    case $cls2(x0): say('one', x0)
    case _ if $bool: say('any')
match Map(a=1):
    case {'a': x0}: say(x0)
match collections.UserDict(a=$any, b=1):
    case {'a': x0, **x1}: say(x0, x1)
match collections.OrderedDict(a=$any), $dic:
    case {'a': x0, **x1}, {$pkey: x2, **x3}: say(x0, x1, x2, x3)
    case {$pkey: _}, _: say('second')
x0, (x1, *x2), x3 = $any, $any, $any; say(x0, x1, x2, x3)
x0, x1, x2 = $any; say(x0)
(x0, x1), *x2 = $iter; say(x0, x1, x2)
*x0, x1, x2 = $any; say(x0, x1)
x0, *x1, x2, x3 = $odditerable; say(x1)
for x0, (x1, x2) in [$any, (1, (2, 3))]: say(x0, x1, x2)
[x0, x1] = $odditerable; say(x0, x1)
{**$any}; [*$any]; {*$any}; (*$any,)
say([*$odditerable], {*$odditerable}, (*$odditerable, 1), [*$iter, *$iter, $any])
x0 = [$any]; x0[0] $augop $any; say(x0)
x0 = {'a': $any}; x0['a'] $augop $any; x0['b'] $augop 1; say(x0)
x0 = Box($any); x0.value $augop $any; x0.zz $augop 1
x0 = ([1],); x0[0] += [2]
x0 = 'abc'; x0[0] $augop 'd'
x0 = ($any, $any); del x0[0]
del x0, x0
del (x0, [x1, w0.zz]), $vlst[0]
del $any[$any]
del $vobj[$any], $vobj.$name
$any[$any] = $any
$any.x = $any
say($any[$any], $any[$any:$any], $any[$idx, $any])
say($any($any))
say($any.__class__, $any.__doc__ is None, $any.$attr2)
say(-$any, +$any)
say(~$any, not $any)
say($any $binop $any)
say($any $cmpop $any, $any $cmpop $any)
x0 = $any; x0 $augop $any; say(x0)
x0 = $any; x0 $augop x0; say(x0)
say(divmod($any, $any), pow($any, $any))
say($odditem $binop $any, $any $binop $odditem, $odditem $cmpop $odditem)
x0 = $odditem; x0 $augop $any; say(x0)
say(each($odditem, $proxyuses))
say(each($odditem, len, iter, hashof, repr, str, bool, int, float, complex, bytes, list, dict, round, abs, operator.index, operator.length_hint, reversed, sorted, sum, format, next, lambda p: p(), lambda p: p[0], lambda p: 1 in p, lambda p: [1][p], lambda p: [1, 2][p:], lambda p: 'a' * p, lambda p: range(p), lambda p: chr(p), lambda p: '%s%r' % (p, p), lambda p: '%d' % p, lambda p: f'{p:>5}', lambda p: {p: 1}[p], lambda p: p < p, lambda p: p == 1, lambda p: getattr([], p), lambda p: math.floor(p), lambda p: int.from_bytes(p, 'big'), lambda p: os.fspath(p), lambda p: open(apart(p)), lambda p: print(p), lambda p: copy.copy(p)))
say(operator.$opfn($any, $any), operator.$opfn($any, $any), operator.$opfn($any))
say(functools.cmp_to_key($fn2)($any) $cmpop functools.cmp_to_key($fn2)($any), sorted($lst, key=functools.cmp_to_key(lambda p, q: $any)))
say(functools.reduce($fn2, $any), functools.reduce($fn2, $iter, $any), functools.total_ordering(type('T', (), {'__lt__': $vfn}))() > 1)
x0 = functools.lru_cache($any)($vfn); say(x0($any), x0($any), x0.cache_info(), x0.cache_parameters(), x0.__wrapped__); x0.cache_clear(); x0([])
say(gc.get_threshold(), gc.isenabled(), gc.is_finalized($any), gc.get_debug(), gc.callbacks == [], gc.garbage == []); gc.set_threshold($any)
gc.freeze(); gc.unfreeze(); say(gc.get_freeze_count()); gc.collect($any); gc.set_debug($str)
x0 = [Obj() for p in range(20)]
&for p in x0: p.x = x0; p.y = p, [1.5, 'a', p]
&del x0, p; say(gc.collect() > 20)
class B:
    def __del__(self): $delwhat
&x0 = B(); x0.x = x0; del x0; gc.collect(); B(); say(1)
say(sys.$sysattr, sys.intern($any), sys.getrecursionlimit(), sys.getsizeof($any) > 0, sys.getdefaultencoding(), sys.maxunicode, sys.float_info.max, sys.hash_info.modulus)
sys.setrecursionlimit($str); sys.set_int_max_str_digits($any)
x0 = sys.displayhook; sys.displayhook($any); x0([$any])
say(unicodedata.$unifn($widechar), unicodedata.$unifn($any), unicodedata.normalize($nf, $widetext), unicodedata.lookup($str), unicodedata.name($widechar, 'none'), unicodedata.is_normalized($nf, $widetext))
say(enum.Flag('Fl', 'a b c')['$enumname2'] | 1 if 0 else Size(3), Size(0), ~Size.SMALL, Size.SMALL | $any, Color['RED'].value, Color(1), Color.RED.zz)
say(random.Random($any).random(), random.Random($lit).gauss(0, 1), random.Random($lit).sample($any, $n), random.Random(1).randbytes($n), random.Random(2).getrandbits($any))
'''

SCENES['warm code'] = '''
def F(o0, i0=1): return $hotexpr
&for o1 in [*[$hotkind] * 30, $hotkind, $hotkind, $hotkind, $any, None]: x0 = tblines(F, o1); say(x0) if x1 != repr(x0) else 0; x1 = repr(x0)
def F(o0, i0=1): return $hotexpr, $hotexpr
&for o1 in [*[$hotkind] * 30, *[$hotkind] * 9, $hotkind, $any]: x0 = tblines(F, o1)
&say(x0, tblines(F, $hotkind), tblines(F, $any), tblines(F, $hotkind, $any), tblines(F, $any, $idx))
def F(o0, i0=1):
    $hotdo
    $hotdo
    return o0
&for o1 in [*[$hotkind] * 30, $hotkind, $hotkind, $any]: x0 = tblines(F, o1)
&say(x0, tblines(F, $hotkind), tblines(F, $any), tblines(F, $hotkind, $any), tblines(F, $any, $idx))
def F(o0, i0=1):
    for o1 in o0: $hotdo
    return [$hotexpr for p in o0], i0
&for i2 in range(20): x0 = tblines(F, [[1, 2], [3, 4]])
&say(x0, tblines(F, $hotkind), tblines(F, [$hotkind, $hotkind]), tblines(F, $any), tblines(F, $odditerable))
def F(o0, i0): return o0 $binop i0, i0 $binop o0, o0 $cmpop i0
&for i2 in range(30): x0 = tblines(F, $hotnum, i2)
&say(x0, tblines(F, $any, $any), tblines(F, $int, $flt), tblines(F, $flt, $big), tblines(F, $big, $big), tblines(F, $str, $n), tblines(F, True, $int))
def F(i0, i1):
    i0 $augop i1
    f0 = i0 $binop 2.5
    return i0, f0, i0 $intop $hotlit, -i1, i1 $cmpop i0
&for i2 in range(30): x0 = tblines(F, i2, $hotnum)
&say(x0, tblines(F, $int, $int), tblines(F, $flt, $int), tblines(F, $big, $lit), tblines(F, $any, $any), tblines(F, $lit, -$n))
class B: __slots__ = ('x', 'y')
&class C(B): z = property(lambda self: self.x); w = $any
&def F(o0): o0.x = 1; o0.y = $any; o0.x += 1; return o0.x, o0.z, o0.w, o0.y
&for i2 in range(30): x0 = F(C())
&say(x0); C.w = $any; say(F(C())); C.z = $any; say(F(C())); B.x = $any; say(tblines(F, C()), tblines(F, A0()), tblines(F, B()))
class B:
    x = $any
    def meth(self, p=1): return self.x, p
    def __getattr__(self, p): return 'attr', p
&def F(o0): return o0.x, o0.meth(), o0.meth(2), o0.zz
&for i2 in range(30): x0 = F(B())
&o1 = B(); o1.x = $any; say(x0, F(o1)); o1.meth = $vfn; say(tblines(F, o1)); B.x = $any; say(tblines(F, o1), tblines(F, B())); del B.meth; say(tblines(F, B())); o1.__class__ = A0; say(tblines(F, o1))
def F(): return len($vlst), $vint, x9, $builtin
&x9 = 1
&for i2 in range(30): x0 = F()
&x9 = $any; say(x0, F()[2]); len = $vfn; say(tblines(F)); del len, x9; say(tblines(F))
def F(o0): return math.pi, o0.$classattr2, o0.$nearname
&for i2 in range(20): x0 = tblines(F, A0)
&A0.zz = 1; say(x0, tblines(F, A0), tblines(F, $any), tblines(F, math), tblines(F, $cls))
def F(p, q=2, *r, s=3, **t): return p, q, r, s, t
&def H(o0): return o0(1), o0(1, 2), o0($any, s=$any)
&for i2 in range(20): x0 = tblines(H, F)
&say(x0, tblines(H, $fn), tblines(H, $cls), tblines(H, $any), tblines(H, lambda p, q=1, s=0: (p, q)), tblines(H, Cls().method), tblines(H, functools.partial(F, 5)), tblines(H, len))
def F(n): return n if n < 2 else F(n - 1) + F(n - 2)
&say(F(12), tblines(F, $any))
def F(o0):
    with o0 as p: return p
&for i2 in range(15): x0 = tblines(F, Ctx(i2))
&say(x0, tblines(F, $any), tblines(F, Ctx($any, True)))
def F(o0): i0, o1 = o0; [l0, *l1] = o0; return i0, o1, l0, l1
&for i2 in range(15): x0 = tblines(F, (1, 2))
&say(x0, tblines(F, [1, 2]), tblines(F, 'ab'), tblines(F, $any), tblines(F, $odditerable), tblines(F, {1: 2, 3: 4}), tblines(F, (1, 2, 3)))
def F(n):
    for p in range(n): yield p, (yield)
&for i2 in range(9): x0 = [*F(4)]
&say(x0, tblines(list, F($any)), drive(F(3), $script))
'''

SCENES['odd corners'] = '''
def F(p): return super()
&F($any)
class B:
    def meth(self): nonlocal __class__; __class__ = $any; return super().x
&say(tblines(B().meth)); B().meth()
class B:
    def meth(self): f = lambda: self; del self; return super().x
&B().meth()
class B:
    def meth(self): f = lambda: self; self = $any; return super().x, f()
&say(tblines(B().meth), tblines(B.meth, $any)); B.meth($any)
class M(type):
    def __new__(m, name, bases, space): say(tblines(space['meth'], 1)); return super().__new__(m, name, bases, space)
&class B(metaclass=M):
    def meth(self): return super().x
class M(type):
    def __new__(m, name, bases, space): space['__classcell__'] = $any; return super().__new__(m, name, bases, space)
&class B(metaclass=M):
    def meth(self): return __class__
class M(type):
    def __new__(m, name, bases, space): return $any
&class B(metaclass=M):
    def meth(self): return __class__
&say(B)
class M(type):
    def __prepare__(*p): return $any
&class B(metaclass=M): x = 1
class M(type):
    def __prepare__(*p): return MissSub(say=say)
&class B(metaclass=M): x = zz; y = x; del x; say(y)
class M(type):
    def __prepare__(*p): return Map(x=1)
&class B(metaclass=M): y = x
class M(type):
    def __call__(cls, *p, **q): return $any
    def __instancecheck__(cls, p): raise $err
    def __subclasscheck__(cls, p): raise $err
    def __$special__(cls, p): return $any
&class B(metaclass=M): pass
&say(B($any), tblines(isinstance, 1, B), tblines(issubclass, int, B), B $binop $any, B | int, tblines(lambda: {B: 1}[B]))
sys.set_coroutine_origin_tracking_depth($cnt); x0 = C0(1); x1 = C1(1); sys.set_coroutine_origin_tracking_depth(0); say(x0.cr_origin is None, [p[2] for p in x0.cr_origin or ()][:2], run(x0)[:0])
sys.set_coroutine_origin_tracking_depth($any)
gc.collect(); x0 = []; x0.append([x0, $vint, 'str', (1, 'a'), 2.5, b'x' * 9, (x0, 5)]); x1 = {'a': x0}; x1['d'] = x1; x0.append(x1); del x0, x1; say(gc.collect())
gc.collect(); l0 = [[p, str(p), (p, 'a')] for p in range(200)]
&for p in l0: p.append(l0); p.append({'x': p, p[0]: 2.5})
&l0 = p = None; say(gc.collect() > 100)
gc.collect(); x0 = {}; x0['x'] = x0, $any; x1 = x0['x']; x2 = [x1, {1: x0}, {x1[0] is x0}]; x2.append(x2); del x0, x1, x2; say(gc.collect() > 1)
gc.collect(); sys.stderr = io.StringIO(); gc.set_debug(gc.$debug); x0 = []; x0.append((x0, {'a': x0})); del x0; x1 = gc.collect(); gc.set_debug(0); say(x1, len(gc.garbage), [p[:3] for p in sys.stderr.getvalue().split('\\n')[:2]]); gc.garbage.clear()
gc.callbacks.append(lambda *p: say(p[0], sorted(p[1]))); gc.collect($cnt); gc.callbacks.clear(); gc.callbacks.append($any); gc.collect(); gc.callbacks.clear()
gc.enable(); l0 = [[p] for p in range(3000)]; l1 = [A0() for p in range(20)]; say(gc.isenabled()); gc.disable(); say(len(l0))
x0 = [Obj() for p in range(40)]; x1 = [weakref.ref(p) for p in x0]; x2 = [weakref.ref(p, lambda q: 1) for p in x0[:5]]; del x0, p; say([q() for q in x1][:3], len(x2), weakref.getweakrefcount(Obj))
x0 = Obj(); x1 = weakref.ref(x0, lambda p: say('first')); x2 = weakref.ref(x0, lambda p: $any); x3 = weakref.proxy(x0, say); say(weakref.getweakrefcount(x0), len(weakref.getweakrefs(x0))); del x1; x0.x = x0; del x0; gc.collect(); say(x2())
x0 = $longtext; say(x0.find($longtext[:3] + $chr), x0[::-1][$idx:$bits], x0.join([$str, $str]), ''.join(['', x0]) is x0, x0.zfill($bits), x0 % (), x0.encode($encoding2, $errors)[:50])
x0 = $longtext; say([x0.index($chr, p) for p in (0, 5, 50)], [p for p, q in enumerate(x0) if q == $chr][-3:], sorted(set(x0)), x0.splitlines()[:2], x0.casefold()[:9], x0.title()[:9])
x0 = 'a\\xe9\\u65e5' * 400; say(x0[$bits % 1200], x0.find('\\u65e5', $bits % 1000), x0.rfind('a', 0, $bits % 1000), x0.count('\\xe9', $n, $bits), x0.index('\\u65e5a', $bits % 900))
say($str.join([StrSub('a'), $str]), '%s' % StrSub($str), StrSub($str) + 'x', str(StrSub($str)), StrSub($str).lower(), [StrSub('a')].index('a'), {StrSub('a'): 1}['a'], getattr(Cls(), StrSub('y')), ''.join([StrSub('q')]), intern if 0 else sys.intern('a'))
say(complex($cpxtext), complex($cpxtext, $any), complex(Cpx($any)), complex(Flt($any)), complex(Idx($any)), complex(ComplexSub(2j)), complex($cpx, $cpx), complex(imag=$any, real=$any), complex(cpx=1))
say(($cpx) ** ($cpx), ($cpx) / ($cpx), ($cpx) ** -2, 0j ** ($cpx), 1e200j ** 3, abs(1e308+1e308j), ($cpx) ** 1000, 1 / 0j, (1e300+1j) * (1e300j), (0j) ** -1, (2+3j) ** 50, complex('inf') ** 2, pow($cpx, $cpx, $any))
say(format($cpx, '$specflags'), ($cpx).__format__($any), ($cpx) < 1, ($cpx) // 1, ($cpx) % 2, divmod($cpx, 1), int(1j), float(1j), round(1j), hash($cpx), ($cpx) == $flt, bool($cpx), ($cpx).__complex__(), ($cpx).__getnewargs__(), +($cpx))
say($flt.__trunc__(), $flt.__floor__(), $flt.__ceil__(), $flt.__getnewargs__(), $flt.imag, $flt.is_integer(), $flt.__int__(), $flt.__divmod__($flt), $flt.__rdivmod__($any), $flt.__rpow__($any), $flt.__pow__($any, $any), $flt.__bool__(), $flt.__getformat__ if 0 else 1)
say($int.__getnewargs__(), $int.__trunc__(), $int.__ceil__(), $int.__float__(), $int.__divmod__($any), $int.__rpow__($any), $int.__pow__($any, $any), $int.__lshift__($any), $int.__format__('$specflags'), $int.__round__($any), $int.to_bytes($n), $int.as_integer_ratio(), $int.__rlshift__($n), $int.__invert__())
say(None.__bool__(), type(None)(), type(...)(), type(NotImplemented)(), NotImplemented.__reduce__(), ....__reduce__(), type(None)($any), bool(NotImplemented), True.__and__($any), True | $any, True ^ False, bool.__new__(bool, $any), bool($any, $any), True.__repr__(), type(...)($any), copy.copy(...), copy.copy(NotImplemented), None.__eq__($any), NotImplemented == $any)
say(filter(None, $iter).__reduce__(), map(str, $iter).__reduce__(), zip($iter).__reduce__(), enumerate($iter).__reduce__(), reversed($lst).__reduce__(), iter($set).__reduce__(), frozenset($iter).copy(), frozenset($iter).__reduce__(), set($iter).__reduce__(), memoryview(b'a').__reduce__(), slice(1).__reduce__(), range(3).__reduce__())
say([1].__getitem__($any), $dic.__getitem__($any), $tup.__getitem__($any), $str.__getitem__($any), $byt.__getitem__($any), $bya.__getitem__($any), $rng.__getitem__($any), $lst.__setitem__($any, 1), $dic.__contains__($any), $lst.__contains__($any), $lst.__imul__($any), $lst.__iadd__($any))
say(F0.__module__, fun.__get__(1).__reduce__(), Cls().method.__reduce__(), [].append.__reduce__(), str.upper.__reduce__(), len.__reduce__(), int.__add__.__reduce__(), (1).__add__.__reduce__(), dict.fromkeys.__reduce__(), int.real.__reduce__(), Slots.p.__reduce__(), math.floor.__reduce__(), int.from_bytes.__reduce__(), type.__dict__['__mro__'].__reduce__())
say(super(A1, A1()), super(A1, A1), super(A1), super(A1, A2()), super(A1, A1()).__repr__(), super(int, True).real, super(bool, True).__add__(1), super().x)
say(type.__subclasscheck__($cls, $cls), type.__instancecheck__($cls, $any), int.__subclasscheck__($any), A0.__subclasses__()[:0], type.mro($cls)[:1], type.__prepare__($any), type.__dir__(A0)[:0], type.__or__($cls, $any), type.__ror__($cls, $any), type($any, (), {}), type.__init__(A0, $any), type.__call__(type, $any))
say('\\u03a3'.lower(), 'a\\u03a3'.lower(), 'a\\u03a3b'.lower(), 'a\\u0301\\u03a3.'.lower(), '\\u1fb3'.upper(), '\\u0149x'.title(), '\\ufb01'.capitalize(), '\\u01c4'.swapcase(), $widetext.casefold(), ($widetext + '\\u03a3').lower(), ('\\u03a3' + $widetext).title())
say('ab'.translate({97: 'xyz'}), 'a\\xe9b'.translate({233: None}), 'abcd'.translate({97: 98, 98: '\\u65e5', 99: '', 100: None}), ('ab' * 20).translate({97: $widetext}), 'abc'.translate(str.maketrans('ab', $widetext[:2] + 'xy')), 'ab'.translate([None] * 97 + ['q', 98]), str.maketrans({'a': $any, $n: 'x'}), str.maketrans('ab', 'c'), str.maketrans({'ab': 1}))
say(b'abc'.startswith((b'x', $byt)), $byt.startswith($any), $byt.endswith(($byt, $any)), $byt.isdigit(), $byt.isascii(), $byt.rjust($width, $byt), $byt.center($width, $any), (b'-12').zfill($width), b'a\\tb\\n\\tc'.expandtabs($n), $byt.hex($byt), bytes.fromhex($widetext), bytes.maketrans($byt, $byt), $byt.__getnewargs__(), $bya.clear(), bytearray.fromhex($hex), BytesSub.fromhex('61'), BytearraySub.fromhex('6162'))
x0 = time.gmtime($n); say(x0, str(x0)[:30], x0.tm_zone, x0 < time.gmtime(99), x0[:2], x0.__reduce__()[1], time.struct_time.__new__(time.struct_time, $any), os.stat_result.n_fields, time.struct_time.n_unnamed_fields, os.uname_result(($str,) * 5), os.times_result($any))
x0 = types.ModuleType('m'); x0.__annotations__ = $any; say(x0.__annotations__); del x0.__annotations__; say(x0.__annotations__); del x0.__annotations__; del x0.__annotations__
x0 = types.ModuleType('m'); x0.__dict__['__annotations__'] = {'a': 1}; say(x0.__annotations__); x0.__dict__.clear(); say(repr(x0)); x0.x
x0 = io.FileIO(tmp(b'abc'), $mode, $any, $any); say(x0.mode, x0.closefd, x0.name, x0.read($idx), x0)
x0 = io.FileIO(tmp(b'abcdef'), 'r+', closefd=$bool, opener=$any); say(x0)
x0 = io.open(tmp(b'abc'), $mode, $idx, $any, $any, $any, $any, $any); say(x0)
say(tblines(io.FileIO, -1), tblines(io.FileIO, '.'), tblines(io.open, '.'), tblines(io.open, -$n - 1), tblines(io.FileIO, 'no/such/file'), tblines(io.open, 'file.tmp', 'x'), tblines(io.open, 'a\\0b'), tblines(io.open, 10 ** 6), tblines(io.FileIO, 10 ** 6), tblines(io.open, b'file.tmp'.__class__(b'none')), tblines(io.open, $any), tblines(io.FileIO, 'file.tmp', 'r', False), tblines(io.open, 'file.tmp', opener=lambda *p: -1), tblines(io.FileIO, 'x', opener=lambda *p: $any))
x0 = raw_file($byt, $mode); x0.close(); say(each(x0, $filesteps), repr(x0), x0.mode)
x0 = raw_file($byt * 3, 'r+'); say(each(x0, $filesteps), x0.mode, x0.closefd, repr(x0)[:10]); del x0.name; say(repr(x0)[:9] if 0 else 1)
x0 = wrapper(encoding=$any); say(x0)
x0 = wrapper(errors=$any, newline=$any); say(each(x0, $filesteps))
x0 = wrapper(encoding=$encoding2, newline=$newline, errors=$errors); say(each(x0, lambda f: f.write($widetext), lambda f: f.write('a\\nb\\r'), lambda f: f.write($any), lambda f: f.flush(), lambda f: f.buffer.getvalue(), lambda f: f.seek(0), lambda f: f.read(2), lambda f: f.tell()))
x0 = wrapper($rawbytes * 3, encoding=$encoding2, errors=$errors, newline=$newline); x0._CHUNK_SIZE = $n; say(each(x0, lambda f: f.read(1), lambda f: f.tell(), lambda f: f.readline(), lambda f: f.read($n), lambda f: f.seek(0), lambda f: f.read()))
say(each($surrogates, lambda p: p.encode($encoding2, 'surrogatepass'), lambda p: p.encode('utf-8', 'surrogatepass').decode('utf-8', 'surrogatepass'), lambda p: p.encode($encoding, 'surrogateescape'), lambda p: p.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'surrogatepass'), lambda p: p.encode('utf-32', 'surrogatepass').decode('utf-32', $errors), lambda p: p.encode('cp1252', $errors), lambda p: p.encode('utf-16', $errors)))
say($rawbytes.decode($encoding2, 'surrogatepass'), $rawbytes.decode($encoding2, 'surrogateescape'), $rawbytes.decode('utf-8', 'surrogatepass'), $rawbytes.decode('utf-16-le', 'surrogatepass'), $rawbytes.decode('utf-16', $errors), $rawbytes.decode('utf-32-le', $errors), $rawbytes.decode('utf-8', $errors), $rawbytes.decode('cp1252', $errors))
say(str($byt, errors=$errors), bytes($str, errors=$errors), bytes('a'), bytearray('a'), bytes(b'a', 'utf-8'), bytearray(3, 'utf-8'), bytes(5, errors='x'), bytearray(-$n), bytes(-$n), str($str, 'utf-8'), str(bytearray(b'a'), $encoding), b'ab' in $byt, $any in $byt, $byt == $str, b'a' * $big, bytes.fromhex('6'), ($byt).__getnewargs__())
say(type('T', (list[int],), {}), types.new_class('T', (list[int],)), type('T', (M0,), {}), type('T', (A0, object, A0), {}), type('T', (int, str), {}), type('T', (bool,), {}), type('a\\0b', (), {}), type(5, (), {}), type('T', [], {}), type('T', (), []), type('T', (1,), {}), type('T', (object, A0), {}), type('T', ($cls, $cls), {}), type('T', (type, A0), {}))
class B: x = $any
&collections.abc.$abcname.register(B)
&match B():
    case []: say('empty')
    case [x0, *_]: say(x0)
    case {'a': x0}: say(x0)
    case _: say('none')
&say(isinstance(B(), collections.abc.$abcname), issubclass(B, collections.abc.$abcname), isinstance($any, collections.abc.$abcname))
class B(collections.abc.$abcname):
    def __len__(self): return $n
    def __getitem__(self, p): return $any
    def __iter__(self): return iter($iter)
    def __contains__(self, p): return $bool
&x0 = B(); say(each(x0, $proxyuses), list(itertools.islice(x0, 5)))
x0 = iter($generic); say(next(x0)); next(x0)
x0 = iter($generic); x1 = next(x0); say(x1, x1.__reduce__(), copy.copy(x1), x1.__unpacked__, dir(x1)[:0], x1.__args__, x1 == $generic, hash(x1) == 1)
def F(f0, i0): return -f0, f0 / i0, i0 / f0, f0 / 2.5, f0 // i0, f0 % 3, f0 ** 2, f0 == i0, f0 != 2.5, f0 < i0, +f0, f0 + 1, 2 - f0, f0 * f0
&for i2 in range(1, 30): x0 = F(i2 + 0.5, i2)
&say(x0, tblines(F, $flt, $lit), tblines(F, $flt, $flt), tblines(F, $any, $any), tblines(F, 1.5, 0))
def F(f0, o0):
    if f0 != o0: return 1
    if f0 == 2.5 or not f0 == o0: return 2
    return f0 != o0, f0 is o0, f0 is not o0
&for i2 in range(1, 30): x0 = F(i2 * 0.5, $hotnum)
&say(x0, tblines(F, $flt, $flt), tblines(F, $any, $any), tblines(F, $odditem, $any), tblines(F, 2.5, 2.5))
x0 = io.open(Path('file.tmp'), 'w'); say(x0.write('abc'), x0.name); x0.close(); say(each(Path($any), lambda p: open(apart(p)), lambda p: io.FileIO(apart(p)), os.fspath))
x0 = binary_file(b'abc\\n' * 9, buffering=$size); x0.seek($n); say(x0.read($n), x0.readline(), x0.peek()[:3], x0.read1(2), x0.seek(-2, 1), x0.readinto(bytearray(5)), x0.tell(), x0.read(), x0.readlines(), x0.seek(0), list(x0)[:2])
x0 = binary_file(mode='w+b', buffering=$size); say(x0.write($byt * $n), x0.tell(), x0.seek(0), x0.read(3), x0.write(b'zz'), x0.flush(), x0.truncate($idx), x0.seek(0), x0.read())
x0 = text_file(b'line one\\nline two\\r\\nthree' * $cnt, newline=$newline); say(x0.readline($idx), x0.readlines($n), x0.tell() if 1 else 0, x0.read(), x0.seek(0), next(x0), x0.tell(), x0.seek($any))
'''

# Words that only the scenes use.
WORDS = {
    'unequal': 'float("nan")  float("nan")  complex("nan")  EqOdd()  EqRaise()  (float("nan"),)  1.5  Obj()  FloatSub("nan")',
    'surrogates': "'\\ud800'  'a\\udcff'  '\\udc80\\udcff'  '\\ud83d\\ude00x'  '\\udfff\\xe9'  'x\\ud800\\udc00\\u20ac'  $widetext",
    'abcname': 'Sequence  Mapping  Set  MutableSequence  MutableMapping  Sized  Iterable  Hashable  Callable  Container  Collection  Iterator  Reversible  Awaitable  ByteString',
    'debug': 'DEBUG_STATS  DEBUG_SAVEALL  DEBUG_COLLECTABLE  DEBUG_UNCOLLECTABLE  DEBUG_LEAK',
    'hotnum': 'i2  7  2.5  -3  1000  2**40  True  "ab"  0.0  2**62',
    'hotexpr': 'o0[i0]  o0[1]  o0[-1]  o0[0]  o0.x  o0.real  o0.meth()  len(o0)  o0 + 1  o0 + o0  o0 * 2  2 * o0  o0 == o0  o0 < o0  i0 in o0  [p for p in o0]  o0[i0:]  o0()  -o0  not o0  o0.append(1)  o0.upper()  o0[0:2]  math.pi  int(o0)  str(o0)  isinstance(o0, int)  f"{o0}"  o0.x.y  o0.count(1)  o0 and 1  o0 is None  o0 - i0  o0 / 2  o0 // 2  o0 % 2  o0 & 1  o0 << 1  o0 > 1  o0 != 1  o0 <= i0  1 - o0  o0 ** 2  o0 @ 1  abs(o0)  [*o0]  {**o0}  o0.y  o0.keys()  o0.items()  o0.pop()  o0.get(1)  o0[i0][0]  o0.__class__  next(o0)  o0.prop  (lambda: o0)()  o0(1)  o0(i0, p=1)  type(o0)  bool(o0)  o0[i0, 1]  o0 if o0 else 1  o0 or i0  tuple(o0)  o0.a + o0.b  o0.value  o0.name  o0.sort()  o0.split()  o0.find("a")  o0.join("ab")',
    'hotdo': 'o0.x = i0  o0[i0] = 5  o0[0] += 1  o0 += 1  o0[-1] = i0  o0.x += 1  i0 += o0  del o0[0]  o0.append(i0)  o0 -= 1  o0 *= 2  i0 = o0[i0]  i0 = -i0  i0 *= 3  i0 = i0 - 1 if i0 > 0 else 5  o0.y = o0  o0[i0:] = [1]  i0, o1 = o0, i0  o0["k"] = i0  pass  i0 = i0 < 5  i0 = len(o0)  o0.update(a=1)  o0 |= {1}  i0 = f"{i0}{o0}"  i0 = (i0, o0)  o0.zz',
    'hotkind': "[1, 2, 3]  (1, 2, 3)  'abc'  b'abc'  {1: 2, 0: 3, -1: 4}  5  2.5  A0()  Obj()  Cls()  range(5)  Slots()  math  A0  bytearray(b'abc')  array.array('i', [1, 2, 3])  collections.deque([1, 2, 3])  Pair(1, 2)  gen(3)  None  'a\xe9\u65e5'  ListSub([1, 2])  IntSub(3)  memoryview(b'abc')  Color.RED  Data(1)  2**70  True  1j  (lambda *p: p)  F0  str  Ops()  A1()  A2()  {1, 2}  [[1], [2]]  [1.5, 2.5]  Seq(1, 2, 3)  MissSub()  types.SimpleNamespace(x=1, y=2)  'a'  Cls  {'k': 1}  StrSub('abc')  TupleSub((1, 2))  DictSub(a=1)  -1  0  iter([1, 2])  functools.partial(len)  types.ModuleType('m')  FloatSub(2.5)  w0  w1",
    'newline': "None  ''  '\\n'  '\\r'  '\\r\\n'  '\\n'  None  'x'",
    'mode': "'r'  'w'  'rb'  'wb'  'r+'  'w+b'  'a'  'rb+'  'ab+'  'x'  'U'  'rw'  'r'  'rt'  'bt'  ''",
    'size': '1  2  4  8  16  5',
    'rawanswer': '...  ...  ...  ...  None  0  -1  100  "x"  2**70',
    'rawerror': 'None  None  ValueError("raw")  BlockingIOError(11, "b", 2)  OSError(4, "interrupted")  KeyError("k")',
    'filebuffer': 'bytearray(5)  bytearray()  memoryview(bytearray(4))  array.array("h", [1, 2])  b"abc"  5  memoryview(bytearray(8)).cast("i")',
    'nearname': 'lne  prnt  i00  appnd  uper  s00  lst  keyss  realy  valueerror  xx  meht  itmes  A00  zzz  _x  Tru  copyy  sqrtt  OrderedDct  E00  tell_me_more_about_it  self  x',
    'module': 'math  itertools  zzz  sys  time',
    'badsource': "'x ='  'def f(:'  'a b'  'if 1:'  '(1'  '1 +'  'x = 5 y'  'return 1'  'break'  \"'abc\"  'f(a=1, 2)'  'f\"{a!x}\"'  'del f()'  '1 = x'  'x++'  'class'  'None = 1'  ' x'  'if 1:\\nx'"
                 "  'for x in y'  'print 1'  'a = \\\\'  'nonlocal x'  'def f():\\n global x\\n nonlocal x'  'def f(a, a): 0'  'f(**a, *b)'  'x: int: 3'  '0777'  '1__0'  'a $ b'  'yield 1'  'await x'"
                 "  'lambda *: 0'  'try: 1'  'import a.b as'  'from x import (a'  '{1: 2, 3}'  '[1, 2'  'a = b = '  'with a as 1: 0'  'match x:\\n case a: 0\\n case b: 0'  \"b'é'\"  \"'\\\\N{zz}'\"  'x = \"\\n\"'  'not'  'def f(*): 0'  'a if b'  'f() = 1'  'continue'  'async x'",
    'errattr': '__cause__  __context__  __suppress_context__  __traceback__  args  __notes__  x  __dict__  errno  msg  value  filename  name  strerror  start  end  lineno  text  code  exceptions  message',
    'errgroup': "ExceptionGroup($str, [$err, $err])  ExceptionGroup('g', [ValueError(1), E0(2), ExceptionGroup('n', [E1(3), $err])])  BaseExceptionGroup('b', [$err, KeyboardInterrupt()])  ExceptionGroup('e', [ExceptionGroup('f', [caught($err)]), TypeError('t')])  ExceptionGroup('many', [ValueError(p) for p in range(20)])",
    'groupfilter': 'ValueError  E0  (E0, KeyError)  $errcls  lambda p: isinstance(p, ValueError)  lambda p: $any  $any  BaseException  lambda p: False  ExceptionGroup  lambda p: p.args == (1,)',
    'groupderived': 'B(self.message, p)  ExceptionGroup("d", p)  $any  None  super().derive(p)',
    'errbase': 'Exception  ValueError  KeyError  OSError  E0  SyntaxError  ImportError  StopIteration  UnicodeDecodeError  BaseException  AttributeError  NameError  SystemExit  ExceptionGroup  FileNotFoundError  UnicodeEncodeError  MemoryError',
    'warning': 'UserWarning  DeprecationWarning  $any  None  $cls',
    'generic': 'list[int]  dict[str, int]  tuple[int, ...]  list[T]  dict[T, U]  tuple[*Ts]  tuple[int, *Ts]  list[T][int]  type[A0]  set[list[T]]  $cls[$any]  list[$any]  dict[$any, T]  types.GenericAlias($cls, ($any,))  collections.deque[T]  list[list[int]]  *tuple[int, str],  tuple[()]  collections.abc.Callable[[int], T]  list[int, T]  list["x"]  list[(1, 2)]  next(iter(tuple[int, T]))  list[P]  A0[int]',
    'attr2': 'real  x  __class__  __args__  __origin__  append  __module__  __name__  __qualname__  __dict__  fromkeys  __mro__  zz  __parameters__  __copy__  __bases__',
    'digits': 'digits($bits)  digits($bits, 2)  digits(-$bits)  digits($bits, 3) // 7  digits($bits) >> 60 << 60  2 ** $bits - 1  2 ** $bits  -(2 ** $bits) + 1  10 ** ($bits // 5)  (2 ** $bits - 1) << 700',
    'bits': '1  31  63  64  65  100  128  200  333  500  700  1000  1500  2300  2400  3600  4000  4700  5200  6400  7777  10300  12000  15000  20000  26000',
    'fmtname': '"double"  "float"  "x"  5',
    'hexfloat': "'0x1.8p3'  '-0x.1p-1074'  '0x1p1024'  'inf'  '0x1.fffffffffffff8p0'  '0x1.fffffffffffff7p-1030'  'nan'  '1e5'  '0xp1'  ' 0x1.0p+5 '  '0x1p-1080'  '-infinity'  '0x123456789abcdef01p0'  '0x1.p'  '0x0p99999'  '1.5'  '0x1.00000000000018p0'",
    'cpxtext': "'1+2j'  ' 1j '  '(1+2j)'  '1e5-inf j'  'nan+nanj'  '1_0j'  '1+'  'j'  '-j'  '+1-j'  '(1'  '1+2'  '1e-5j'  'infj'  '1 + 2j'  'é'",
    'cmathfn': 'sqrt  exp  log  sin  cos  tan  asin  acos  atan  sinh  cosh  tanh  asinh  acosh  atanh  log10  phase  polar  isnan  isinf  isfinite',
    'mathfn': 'sqrt  exp  log  sin  cos  tan  asin  acos  atan  sinh  cosh  tanh  asinh  acosh  atanh  log10  log2  log1p  expm1  gamma  lgamma  erf  erfc  cbrt  exp2  fabs  floor  ceil  trunc  frexp  modf  degrees  radians  isqrt  factorial  ulp  isnan  isinf',
    'mathfn2': 'atan2  pow  fmod  remainder  copysign  hypot  log  ldexp  isclose  nextafter  gcd  lcm  comb  perm  dist  prod',
    'escapes': "b'a\\\\x41\\\\n\\\\u00e9'  b'\\\\N{DIGIT ONE}\\\\777\\\\8'  b'\\\\x4'  b'\\\\u12'  b'\\\\U00110000'  b'\\\\N{zz}'  b'\\\\N{'  b'\\\\N'  b'end\\\\'  b'\\\\q\\\\a\\\\b\\\\v\\\\0'  b'\\\\U0001F600\\\\ud83d\\\\ude00'  b'\\\\\\n\\\\t\\\\\\'\\\\\"'  b'\\xff\\\\xff'  b'\\\\12\\\\1234\\\\400'  b'\\\\u{1}'  b'\\\\xg1\\\\u00g1\\\\U0000000g'",
    'widetext': "'h\\xe9llo'  '\\xdf\\xff'  '\\u65e5\\u672c'  'a\\U0001F600b'  '\\ud800x'  '\\udcff\\udc80'  '\\ud83d\\ude00'  'I\\u0307\\u0130'  '\\u03a3\\u03c2 A\\u03a3'  '\\ufb01\\u01c6'  'abc'  ''  '\\x00\\x80'  '\\ufffe\\uffff\\U0010ffff'  'a\\u0300\\u0301'  'AbC dE'  '\\u1e9e\\u0149'  '\\u20ac\\u0192'  '$$'  '\\xaa\\xba'  '\\u2028\\x85\\x1c'",
    'widechar': "'a'  '\\xe9'  '\\u65e5'  '\\U0001F600'  '\\u0663'  '\\xbd'  '\\u0130'  '\\ud800'  '\\uac00'  '\\u2167'  '\\u0bef'  '\\x00'  '\\u4e00'  '('  '\\u05d0'  'ab'  '\\uf900'",
    'bigchar': '0xe9  0x65e5  0x1f600  0x110000  -1  0xd800  "\\u65e5"  ""  2**70',
    'rawbytes': "b'\\xff\\xfea\\x00b\\x00'  b'\\xef\\xbb\\xbfa'  b'\\xe9t\\xe9'  b'\\xc3\\xa9\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80'  b'\\xf0\\x9f\\x98'  b'\\xed\\xa0\\x80'  b'\\xc0\\x80'  b'a\\x80b\\xffc'  b'\\x00\\xd8\\x00'  b'\\x3d\\xd8\\x00\\xde'  b'\\x00\\xdca\\x00'  b'\\x00\\x00\\xfe\\xffa'  b'\\xff\\xfe\\x00\\x00a\\x00\\x00\\x00'  b'a\\x00\\x11\\x00'  b'\\xf4\\x90\\x80\\x80'  b'\\xe2\\x28\\xa1'  b'\\x81\\x8d\\x80'  b'\\\\u12'  b'abc'  b'\\xf8\\x88'",
    'encoding2': "'utf-16'  'utf-16-be'  'utf-16-le'  'utf-32'  'utf-32-le'  'utf-32-be'  'utf-8-sig'  'cp1252'  'x'  'latin-1'  'ascii'  'utf-8'  'iso8859-1'  'UTF_16LE'  'unicode_escape'  'raw_unicode_escape'  'mbcs'",
    'longtext': "'ab' * 300  ('\\xe9' + 'a') * 200  ('\\u65e5' + 'ab') * 200  ('a\\U0001F600') * 200  'a' * 500 + '\\xe9'  'x y ' * 150 + '\\u65e5'  ('\\ud800' + 'b') * 120  ' ' * 300 + 'a' + ' ' * 300  '\\xff' * 300 + '\\u0100'  'aab' * 200 + 'c'",
    'longbytes': "b'ab' * 300  b'a' * 500 + b'x'  b' a b ' * 100  bytes(range(256)) * 2  b'\\xff\\x00' * 300  bytearray(b'xyz' * 200)",
    'textmethod': 'upper  lower  title  capitalize  swapcase  casefold  strip  split  rsplit  splitlines  isalpha  isdigit  isdecimal  isnumeric  isalnum  isspace  isupper  islower  istitle  isidentifier  isprintable  isascii  expandtabs  encode  lstrip  rstrip  __len__  __hash__  __repr__  __str__  __getnewargs__  __iter__  __sizeof__().__bool__',
    'textmethod1': 'strip  lstrip  rstrip  split  rsplit  partition  rpartition  find  rfind  index  rindex  count  startswith  endswith  removeprefix  removesuffix  join  center  ljust  rjust  zfill  expandtabs  encode  translate  __contains__  __add__  __mul__  __mod__  __rmod__  __getitem__  __eq__  __ne__  __lt__  __le__  __gt__  __ge__  __format__  format  format_map  splitlines',
    'textmethod2': 'find  rfind  index  rindex  count  startswith  endswith  split  rsplit  replace  center  ljust  rjust  encode  format',
    'bytesmethod': 'upper  lower  title  capitalize  swapcase  strip  split  rsplit  splitlines  isalpha  isdigit  isalnum  isspace  isupper  islower  istitle  isascii  expandtabs  decode  lstrip  rstrip  hex  __len__  __repr__  __str__  __iter__  __bytes__',
    'bytesmethod1': 'strip  lstrip  rstrip  split  rsplit  partition  rpartition  find  rfind  index  rindex  count  startswith  endswith  removeprefix  removesuffix  join  center  ljust  rjust  zfill  expandtabs  decode  translate  __contains__  __add__  __mul__  __mod__  __rmod__  __getitem__  __eq__  __ne__  __lt__  __le__  __gt__  __ge__  hex  splitlines',
    'bytesmethod2': 'find  rfind  index  rindex  count  startswith  endswith  split  rsplit  replace  center  ljust  rjust  decode  translate  hex  find  rfind  rindex  endswith',
    'byamethod': 'append  extend  remove  __delitem__  __iadd__  __imul__  insert  pop  __setitem__  __init__  join  clear  reverse  copy',
    'widelist': "['\\xe9', 'a']  ['\\u65e5', '\\U0001F600']  ('a', 'b', 'c', '\\xff')  ['', '']  ['\\ud800']  It('a', '\\xe9')  (p for p in 'xyz')  ['a', 1]  ['a', b'b']  []",
    'pctbytes': "b'%d'  b'%s'  b'%b|%b'  b'%a'  b'%r'  b'%c'  b'%x %o'  b'%5.1f'  b'%(a)d'  b'%*d'  b'%'  b'%q'  b'%5s|'  b'%-5b|%.2b'  b'%+d%%'  b'%i %u'  b'%#x'  b'%05d'  b'%c%c'  b'%e %g'",
    'pcttext': "'%d'  '%s'  '%r|%a'  '%c'  '%x %o'  '%5.1f'  '%(a)d'  '%(a)s %(b)s %(zz)s'  '%*d'  '%.*f'  '%'  '%q'  '%-5s|'  '%.2s'  '%+d%%'  '%i %u'  '%#x %#o'  '%05d'  '%c%c'  '%e %g'  '%(a'  '%()s'  '%((a))s'  '%l5d'  '%5'  '%\\xe9'  '%(a)s %s'  '%99999999999d'  '%.99999999999f'  '%ld %hd'  '%-05d|% d'  '%.0f %#.0f %.50g'",
    'pctflags': '5  -5  05  +  #  .2  5.2  +08.1  -+6  0  #0  .0  .20  10.3',
    'pctconv': 'd  i  u  x  X  o  e  E  f  F  g  G  s  r  a  c  q',
    'specflags': '5d  >5  <08.2f  ^10  *^10.3  +d  -f  #x  #_b  ,d  _d  _x  ,.3f  _.2e  .0%  z.1f  zd  0=+8  e  E  F  G  n  5n  .3n  c  #o  X  08,d  020_.3f  .5g  #.5g  s  .2s  =5  10s  ,s  ,x  _c  .  5.  +s  #s  {}  ,_d  __d  99999999999d  .99999999999f  é>6  0>6  <<6  >>6x  =^9d  .3d  !d  +.3  < 6.1f  0005  ,  _  %  .1%  +.0e  ,.0f  ,n  0^9.1f  020,.2f  >020,d  *<+12,.1f  é=+12_d',
    'formats2': "'{}'  '{0}{1}'  '{a}'  '{0!r:>5}'  '{0.real}'  '{0[0]}'  '{0[a]}'  '{'  '}'  '{:{}}'  '{0:{1}}'  '{a!s}'  '{!x}'  '{}{0}'  '{0}{}'  '{{}}'  '{{{}}}'  '{:>8}|{:<8}'  '{a.x}'  '{2}'  '{!a}'  '{0.}'  '{0[}'  '{0[]}'  '{.real}'  '{[0]}'  '{0[0]x}'  '{0!}'  '{0!r'  '{0!rr}'  '{a:{b}}'  '{:{:{}}}'  '{-1}'  '{0[-1]}'  '{0[99999999999999999999]}'  '{99999999999999999999}'  '{0:{{}}}'  'a{0}b{1}c'  '{0.a.b[1].c}'  '{a[b]}'  '{ }'  '{0:}'  '{:!}'  '{a!r:^{b}}'  '\\u65e5{}\\xe9'  '{\\xe9}'  '{0[\\xe9]}'  '{a}{}'  '{}{a}{}'",
    'fieldname': "'0'  'a'  'a.real'  '0[0]'  'a[x].y'  '0.x[1]'  ''  'zz'  '0['  '0.'  5",
    'specialtext': 'str  repr  len  iter  getitem  hash  eq  lt  format  add  mul  mod  contains  radd  rmod  rmul  bytes  index  int  float  bool  call  ne  next  neg  abs  ge  gt  le  invert  reversed  setitem  delitem  missing  round  trunc  length_hint  instancecheck  complex  iadd  get  set  delete  getattribute  getattr  setattr  enter  exit  dir  await  aiter  anext',
    'viewattr': 'format  itemsize  ndim  shape  strides  readonly  nbytes  obj  suboffsets  c_contiguous  f_contiguous  contiguous  zzz',
    'order': "'C'  'F'  'A'  None  'x'  5",
    'num': '0  1  -1  255  256  -128  -129  65535  65536  2**31  2**32-1  2**63  -2**63  2**64  1.5  float("inf")  1e300  True  b"a"  b"ab"  "a"  None  Idx(3)  Flt(2.5)  IdxRaise()',
    'memfmt1': 'b  B  h  H  i  I  l  L  q  Q  f  d',
    'intlike': 'Idx(2)  Int(3)  Flt(2.5)  Cpx(1j)  Str("s")  Trunc(4)  Sized(1, 2)  Seq(1)  It(1, 2)  Ops()  Map(a=1)',
    'slots': "('x',)  'x'  ()  ('x', 'y')  ['x', '__dict__']  ('x', '__weakref__')  ('x', 'x')  ('1',)  (1,)  ('__x', 'p')  {'x': 'doc'}  ('__dict__', '__dict__')  None  'a b'  iter('xy')  ('meth',)  ('__slots__',)  ('x', 'p', 'slot', 'zz')  ('__module__',)  ('__qualname__',)  ('é',)  b'x'",
    'bases2': '(A0,)  (A1,)  (A0, Cls)  (Cls, A0)  (object,)  ()  (int,)  (list,)  (A0, A0)  (A1, A0)  (A0, A1)  $any  (Slots,)  (bool,)  ($cls,)  ($cls, $cls)  (Exception,)  (Obj, A0)  (B,)',
    'mro': '$any  [cls, object]  [object, cls]  [cls]  super().mro()  super().mro()[::-1]  [cls, A0, int, object]  [cls, Cls, object]  ()  [1]  (cls, A0, object)  [cls, A0, Obj, object]',
    'kw': 'x  default  key  r  p  start  strict  initial  func  i0  sep  a  fillvalue  repeat',
    # Neither offsets within objects nor their sizes: they are ouro's own (docs/language.md).
    'classattr': '__name__  __qualname__  __module__  __bases__  __annotations__  __abstractmethods__  __mro__  __text_signature__  __base__  x  meth  __class__  __slots__  __hash__  __match_args__  __eq__',
    'classattr2': '__name__  __qualname__  __module__  __bases__  __base__  __mro__  __annotations__  __abstractmethods__  __text_signature__  __class__  __dict__["__doc__"].__class__  mro()  __subclasses__()[:0]  __dict__.get("x")  __hash__  __prepare__()  __instancecheck__(1)  __subclasscheck__(int)  __or__(int)  __ror__(int)  __call__()  __itemsize__.__class__  __sizeof__().__class__  __init_subclass__()  __dir__()[:0]  __slots__  __match_args__',
    'classspecial': '__len__  __bool__  __iter__  __next__  __getitem__  __setitem__  __delitem__  __contains__  __call__  __eq__  __hash__  __lt__  __repr__  __str__  __add__  __radd__  __iadd__  __getattr__  __getattribute__  __setattr__  __delattr__  __get__  __set__  __index__  __int__  __float__  __neg__  __init__  __new__  __del__  __format__  __enter__  __exit__  __pow__  __matmul__  __reversed__  __dir__  __class_getitem__  __missing__  __abs__  __divmod__  __ne__  __ge__  __await__  __aiter__  __anext__  __bytes__  __complex__  __round__',
    'basetype': 'int  str  list  dict  tuple  float  set  bytes  bytearray  frozenset  complex  Exception  object  collections.deque  type  property  collections.OrderedDict  collections.defaultdict  array.array  types.SimpleNamespace  types.ModuleType  OSError  ValueError  enumerate  reversed  zip  map  filter  super  staticmethod  classmethod  functools.partial  random.Random  io.StringIO  io.BytesIO  weakref.ref  itertools.count  itertools.chain  collections.Counter  collections.UserList  Pair  Data  enum.Enum  io.RawIOBase',
    'builtincall': 'len  [1, 2].append  "ab".upper  print  sorted  dict.fromkeys  "a,b".split  str.upper  list.append  dict.get  int.__add__  object.__init__  list.__getitem__  type.__call__  (1).__add__  [1].__getitem__  "a".__eq__  object().__init__  dict.__dict__["fromkeys"]  int.from_bytes  int.__dict__["from_bytes"]  str.maketrans  str.__dict__["maketrans"]  [].__len__  (5).__pow__  int.__pow__  int.__rpow__  float.__new__  (1).bit_length  {}.get  object.__reduce_ex__  type.mro  object.__init_subclass__  A0.__init_subclass__  math.floor  (1,).__hash__  set().add  bytes.fromhex  float.fromhex  [3].sort  {1: 2}.items  gen(1).send  int.__hash__  "a".__contains__  list.sort  dict.__contains__  int.__lt__  type.__subclasses__  super.__init__  range(3).index  memoryview.cast  w0.__init__  A0.__new__  (lambda: 1).__call__  "a".__format__  object.__eq__  object().__eq__  io.StringIO().write  itertools.chain.from_iterable  iter([1]).__next__  ().__getnewargs__  [].__iadd__  [].__class_getitem__  {}.__setitem__  [1].__delitem__  "".__getattribute__  A0().__setattr__  int.__bool__  (1).__rsub__  slice.indices  object.__class__.__call__',
    'funcattr': '__name__  __qualname__  __module__  __dict__  __defaults__  __kwdefaults__  __annotations__  __code__  __closure__  __globals__.__class__  __builtins__.__class__  __type_params__  __self__  __wrapped__  x  __text_signature__  __objclass__  __func__  __call__',
    'funcattr2': '__self__  __objclass__  __text_signature__  __signature__  __func__  __name__  x  __get__  __class__  __isabstractmethod__',
    'descriptor': 'int.real  int.__dict__["real"]  type.__dict__["__dict__"]  Cls.__dict__["__dict__"]  Slots.p  slice.start  A0.__dict__["__weakref__"] if "__weakref__" in vars(A0) else int.imag  property(len)  Cls.prop  str.upper  int.__add__  dict.__dict__["fromkeys"]  fun  gen  staticmethod(fun)  classmethod(fun)  types.FunctionType.__code__  type.__mro__  BaseException.args  OSError.errno  SyntaxError.msg  functools.partial.func  memoryview.nbytes  type.__dict__["__doc__"]  type.__dict__["__abstractmethods__"]  types.FunctionType.__closure__  classmethod(len)  functools.cached_property(fun)  types.GeneratorType.gi_frame  range.start  Desc(1)  int.__hash__  list.__getitem__  object.__dict__["__class__"]  io.StringIO.closed  complex.real  super.__thisclass__  type.__base__  BaseException.__context__  collections.deque.maxlen  io.TextIOWrapper.encoding',
    'code': 'fun.__code__  gen.__code__  (lambda: i0).__code__  F0.__code__  (lambda p, *q, z=1: p).__code__  cell.__code__  $any',
    'builtin': 'abs  all  any  ascii  bin  bool  bytearray  bytes  callable  chr  complex  delattr  dict  dir  divmod  enumerate  filter  float  format  frozenset  getattr  hasattr  hex  int  isinstance  issubclass  iter  len  list  map  max  memoryview  min  next  object  oct  ord  pow  print  property  range  repr  reversed  round  set  setattr  slice  sorted  staticmethod  str  sum  super  tuple  type  vars  zip  classmethod  anext  aiter',
    'itfn': 'itertools.chain  itertools.islice  itertools.repeat  itertools.accumulate  itertools.takewhile  itertools.dropwhile  itertools.filterfalse  itertools.starmap  itertools.compress  itertools.pairwise  itertools.zip_longest  itertools.groupby  itertools.product  itertools.permutations  itertools.combinations  itertools.combinations_with_replacement  itertools.tee  enumerate  zip  map  filter  reversed  iter  itertools.count  itertools.cycle',
    'genattr': 'gi_code  gi_frame.__class__  gi_running  gi_suspended  gi_yieldfrom  __name__  __qualname__  x  __class__',
    'coroattr': 'cr_code  cr_frame.__class__  cr_running  cr_suspended  cr_await  cr_origin  __name__  __qualname__  x',
    'agenattr': 'ag_code  ag_frame.__class__  ag_running  ag_await  __name__  __qualname__  x',
    'genuse': '__next__()  send(1)  throw(ValueError)  close()  gi_frame.clear()',
    'corouse': 'send(1)  throw(ValueError)  close()  cr_frame.clear()',
    'yieldmore': 'yield 1  await Aw(2)  return  raise $err  pass',
    'yieldmore2': 'yield 1  return 5  raise $err  pass  raise',
    'sub': 'G2($any)  gen_echo()  gen(2)  gen_raise()  $iter  iter(Seq(1, 2))  It(1, error=E0)  G0($any)  $any  C0(1)  AG0(1)  B()  [1]',
    'submethod': 'def send(self, p): return "sent", p  def throw(self, *p): return "thrown", p[0]  def throw(self, *p): raise $err  def close(self): say("closed")  def close(self): raise $err  throw = $any  close = $any  send = $any  def __getattr__(self, p): raise $err  def send(self, p): raise StopIteration($any)  def throw(self, *p): raise StopIteration($any)  def __getattr__(self, p): say(p); raise AttributeError(p)',
    # Without those that show all modules, whose reprs differ.
    'frameattr2': 'f_trace  f_trace_lines  f_trace_opcodes  f_back  f_code  x',
    'frameattr': 'f_trace  f_trace_lines  f_trace_opcodes  f_locals  f_back  f_code  x',
    'setop': '|  &  -  ^',
    'setaug': '|=  &=  -=  ^=  +=',
    'dictview': 'keys()  values()  items()  keys()',
    'dictchange': "x0[9] = 1  del x0['a']  x0.clear()  x0[1] = 5  x0.pop('a', 0)  x0.update(a=1, z=2)  del x0[1]; x0[8] = 1  x0 = 5  x0.popitem()  x0.setdefault(None, 1)",
    'setchange': 'x0.add(9)  x0.discard(3)  x0.clear()  x0.add(1)  x0.pop()  x0 |= {7}  x0 = 5  x0.discard(p); x0.add(8)',
    'listchange': 'x0.append(p) if len(x0) < 9 else 0  x0.pop()  x0.clear()  x0.insert(0, p) if len(x0) < 9 else 0  del x0[0]  x0.reverse()  x0.sort(reverse=True)  x0[:] = [7]  x0 = 5  x0.remove(p)',
    'dequechange': 'x0.append(9)  x0.pop()  x0.clear()  x0.rotate(1)  x0[0] = 5  x0.appendleft(1)  del x0[0]  x0.reverse()  x0.remove(p)',
    'listchange2': 'x0.append(p)  x0.clear()  len(x0)  -p  x0  1 / 0  x0.pop()  $any',
    'odddict': "MissSub(a=1)  DictSub(a=1, b=2)  $xdefaultdict  $xOrderedDict  $xCounter  {EqTrue(): 1, 5: 2}  {EqRaise(): 1}  $dic  collections.ChainMap({'a': 1}, {'b': 2})  collections.UserDict(a=1)  {'a': 1, 'b': 2, 'c': 3}  {p: p for p in range(9)}  {None: 1, (1, 2): 2, 1.5: 3, 'a': 4}  types.MappingProxyType({'a': 1})  {HashBad: 1}",
    'dictsteps': "lambda p: p[$any], lambda p: p.get($any, $any), lambda p: p.pop($any), lambda p: p.setdefault($any, $any)  lambda p: p.update($any), lambda p: p.popitem(), lambda p: p | $dic, lambda p: list(p.items())  lambda p: p.__setitem__($any, 1), lambda p: p.__delitem__($any), lambda p: p.__contains__($any), lambda p: p == $dic  lambda p: p.copy(), len, lambda p: list(reversed(p)), lambda p: p.__ior__($any), bool, repr  lambda p: p.pop('a', 1), lambda p: p.pop('a'), lambda p: p['a'], lambda p: p.__setitem__('a', 2), lambda p: p.update(a=3, z=4), lambda p: p.keys() & {'a'}, lambda p: {**p}  lambda p: p.fromkeys($iter, $any), lambda p: p.clear(), lambda p: p.popitem(), hash, lambda p: p.__init__(a=1), lambda p: p.__ror__({1: 2}), lambda p: p != {}",
    'oddset': "{1, 2, 3}  SetSub({1, 2})  {EqTrue(), 5}  {EqRaise()}  set('abc')  $set  {(1, 2), 'a', None, 1.5}  set(range(40))  set()  {frozenset({1}), 2}",
    'setsteps': 'lambda p: p.add($any), lambda p: p.remove($any), lambda p: p.discard($any), len, lambda p: $any in p  lambda p: p.union($any, $any), lambda p: p.intersection($any, $any), lambda p: p.difference($any, $any), lambda p: p.symmetric_difference($any)  lambda p: p.update($any), lambda p: p.intersection_update($any), lambda p: p.difference_update($any), lambda p: p.symmetric_difference_update($any), ordered  lambda p: p.issubset($any), lambda p: p.issuperset($any), lambda p: p.isdisjoint($any), lambda p: p == $set, lambda p: p < $set, lambda p: p >= $any  lambda p: p.remove({1}), lambda p: {1} in p, lambda p: p.discard(frozenset({1})), lambda p: p.copy() is p, hash, repr, lambda p: ordered(p.__reduce__()[1][0]), lambda p: p.__init__($any), ordered  lambda p: p.pop(), lambda p: p.clear(), lambda p: p.pop(), lambda p: p.__ior__($any), lambda p: p.__ixor__($any), lambda p: p.__rsub__($any), lambda p: p.__rand__($any), len',
    'xiter': "$xlistiterator  iter([1, 2, 3])  iter((1, 2, 3))  reversed([1, 2, 3])  iter('abc')  iter('a\\u65e5c')  iter(b'abc')  iter(bytearray(b'abc'))  iter(range(5))  reversed(range(5))  iter(range(2**70, 2**70 + 4))  iter(Seq(1, 2, 3))  enumerate('abc', $int)  reversed(Sized(1, 2, 3))  zip('ab', [1, 2])  map(str, [1, 2])  filter(None, [0, 1, 2])  iter({1: 2, 3: 4})  itertools.count($any, $any)  itertools.cycle('ab')  itertools.repeat($any, $n)  itertools.chain('ab', [1])  itertools.islice(range(9), 1, $n, 2)  itertools.accumulate([1, 2, 3])  itertools.product('ab', [1, 2])  itertools.permutations('abc', 2)  itertools.combinations('abc', 2)  itertools.groupby('aab')  itertools.zip_longest('ab', [1])  itertools.tee('abc')[1]  itertools.takewhile(abs, [1, 0])  iter(collections.deque([1, 2, 3]))  itertools.compress('abc', [1, 0, 1])  reversed(collections.deque([1, 2]))  iter(array.array('i', [1, 2]))  iter(memoryview(b'ab'))  itertools.pairwise('abc')  iter(list[int])",
    'xlistiterator': 'iter([1, 2])  iter([])',
    'sortcount': '5  12  33  64  65  90  130  300',
    'sortmost': '3  10  50  1000  2**70',
    'sortkey': 'p  -p  p % 7  str(p)  (p % 3, p)  p // 4  1.5 * p  0  (p % 4, str(p))  [p % 2]  p if p % 5 else float(p)  bytes([p % 200])  Data(p % 3)  None if p == 2 else p',
    'sortmixed': 'p  str(p)  p if p % 2 else 0.5  -p  (p,)  None if p == 3 else p',
    'odditem': 'EqRaise()  EqTrue()  EqOdd()  LtRaise()  HashRaise()  HashBad()  BoolRaise()  BoolBad()  GetRaise()  AttrRaise()  MissSub()  Ops()  ListSub([1, 2])  TupleSub((1, 2))  DictSub(a=1)  SetSub({1, 2})  IntSub(3)  FloatSub(1.5)  StrSub("ab")  BytesSub(b"ab")  BytearraySub(b"ab")  ComplexSub(1j)  FrozensetSub({1})  IdxBad()  IdxRaise()  IntBad()  NumRaise()  LenBad()  LenNeg()  LenRaise()  LenHuge()  HintBad()  HintRaise()  IterBad()  IterRaise()  NoInt()  StrBad()  StrRaise()  ReprRaise()  ReprBad()  PathBad()  Idx(2)  Idx(2**70)  Int(3)  Flt(2.5)  Flt(1)  Cpx(1j)  Cpx(1)  Trunc(4)  Str("s")  Str(5)  Path("p")  Seq(1, 2)  Sized(1, 2)  Map(a=1)  It(1, 2)  Int(True)  float("nan")',
    'odditerable': 'IterBad()  IterRaise()  LenBad()  LenNeg()  LenRaise()  HintBad()  HintRaise()  It(1, 2, 3)  It(1, error=E0)  Seq(1, 2, 3)  Sized(1, 2)  gen(3)  gen_raise()  $iter  $any  {1: 2, 3: 4}  "ab"  A0()  A1()  NoInt()',
    'odddata': '$odditem',
    # Deleted, `__doc__` would be that of the type, which has words of its own.
    'modattr2': '__name__  __file__  __loader__  __package__  __annotations__  x  __path__',
    'modattr': '__name__  __doc__  __file__  __loader__  __spec__  __package__  __annotations__  __dict__  __class__  x  __path__',
    'structseq': 'time.gmtime(0)  time.gmtime(10 ** 9)  time.struct_time(range(9))  os.stat_result(range(10))  os.stat_result(range(16))  os.terminal_size((80, 24))  sys.float_info  sys.hash_info  os.uname_result("abcde")  os.times_result(range(5))  time.struct_time(range(11))',
    'seqfield': 'tm_year  st_mode  columns  max  n_fields  x  tm_zone  st_atime',
    'ninety': '0  8  9  10  11  12  16  19  25',
    'timefmt': "'%Y-%m-%d'  '%H:%M:%S %j'  '%a %A %b %B'  ''  '%%'  '%y %U %w'  5",
    'compilemode': "'exec'  'eval'  'single'  'x'  $any",
    'flags': '0  0  1  "x"  0x200000',
    'raiseor': 'return $any  raise $err  return True  pass  return self',
    'matchargs': "('x', 'y')  'xy'  ('x',)  ('x', 'x')  ('x', 1)  ['x', 'y']  ()  ('x', 'zz')  None  $any",
    'cls2': 'A0  A1  Data  Pair  Cls  Obj  int  list  EqTrue  k0  Ops  types.SimpleNamespace  collections.deque',
    'pkey': "'a'  'b'  1  None  math.pi  -1  Color.RED  'a' 'b'  1.5  b'x'  True  1+2j",
    'opfn': 'add  sub  mul  truediv  floordiv  mod  pow  lshift  rshift  and_  or_  xor  matmul  concat  contains  countOf  indexOf  getitem  delitem  eq  lt  is_  iadd  isub  imul  iconcat  ior  iand  ixor  ipow  ilshift  irshift  imatmul  itruediv  ifloordiv  imod  neg  pos  inv  abs  index  truth  not_  length_hint  call',
    'delwhat': 'say("del")  raise $err  self.x = 1; del self.x  global o1; o1 = self  $any',
    'sysattr': 'exc_info()  byteorder  maxsize  float_repr_style  getrecursionlimit()  get_int_max_str_digits()  float_info.dig  hash_info.width  int_info.bits_per_digit  getfilesystemencoding()  zzz  is_finalizing()  gettrace()  getprofile()  get_coroutine_origin_tracking_depth()  platform',
    'unifn': 'name  category  bidirectional  combining  east_asian_width  mirrored  decimal  digit  numeric  decomposition',
    'enumname2': 'a  b  zz',
    'proxyuses': "lambda p: p.$name, lambda p: p[$any], lambda p: p($any), len  lambda p: p + $any, lambda p: $any + p, lambda p: p - 1, lambda p: 1 - p, lambda p: p * 2, lambda p: p / 2, lambda p: p // 2, lambda p: p % 2, lambda p: p & 1, lambda p: p | 1, lambda p: p ^ 1, lambda p: p @ p  lambda p: p << 1, lambda p: p >> 1, lambda p: p ** 2, lambda p: 2 ** p, lambda p: divmod(p, 2), lambda p: pow(p, 2, 3), lambda p: -p, lambda p: +p, lambda p: ~p, abs  int, float, complex, operator.index, round, bytes, str, bool, hashof  lambda p: $any in p, iter, list, reversed, next, lambda p: p == $any, lambda p: p < $any, lambda p: p != p, lambda p: [*p]"
                 "  lambda p: setattr(p, 'x', $any), lambda p: p.x, lambda p: delattr(p, 'x'), lambda p: p.__setitem__(0, $any), lambda p: p.__delitem__(0), lambda p: operator.setitem(p, $any, 1), lambda p: operator.delitem(p, $any)  operator.neg, operator.pos, operator.invert, lambda p: operator.iadd(p, $any), lambda p: operator.isub(p, 1), lambda p: operator.imul(p, 2), lambda p: operator.ior(p, 1), lambda p: operator.iand(p, 1), lambda p: operator.ixor(p, 1), lambda p: operator.ipow(p, 2), lambda p: operator.ilshift(p, 1), lambda p: operator.irshift(p, 1), lambda p: operator.imatmul(p, 1), lambda p: operator.itruediv(p, 2), lambda p: operator.ifloordiv(p, 2), lambda p: operator.imod(p, 2)"
                 "  repr, lambda p: f'{p:>8}'[:0], lambda p: '%d' % p, lambda p: [1, 2, 3][p], lambda p: 'a' * p, lambda p: range(p), lambda p: chr(p), lambda p: {p: 1}, sorted, sum, min, dict, lambda p: p()  lambda p: p.meth(), lambda p: p.prop, lambda p: p.cm(1), lambda p: p.sm(1), lambda p: p.__class__, lambda p: p.__dict__, lambda p: isinstance(p, A0), callable, lambda p: p.zz, vars, dir",
}
