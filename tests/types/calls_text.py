"""Calls that once gave another result than in CPython."""
import sys

sys.path.insert(0, '../../scripts')
sys.dont_write_bytecode = True
from calls_program import perform

CALLS = r'''
12345	type(R).__setattr__('%', collections.Counter('a'))
-256	R.__setattr__({97:98,98:None})
2**63-1	bytes(R)
10**50	hasattr(R, None)
7	hasattr(R, None)
2**63-1	chr(R)
-2**63	chr(R)
2**63-1	chr(R)
1+2j	>del R.imag
complex("inf")	>R.imag = HashBad()
complex("inf")	type(R).imag
1+2j	type(R).imag
'aXbXc'	R.__mul__(raiser, IntSub(2))
''	R.__rmul__()
'12'	bytes(R, 'cp1252', 'ignore')
''	bytes(R, 'cp1252', 'surrogatepass')
b'a'	R.__reduce_ex__(Idx(2**70))
BytesSub(b'sub')	R + 'ﬁ'
BytesSub(b'sub')	>R += ()
b'%s %d'	str(R, 'cp1252')
bytearray()	>R[None:'cp1252'] = object
bytearray(b' a b  c ')	>R[slice(None):'%c'] = HashRaise()
bytearray(b'12')	>R[[97,98,99]:2**53+1] = 'ignore'
bytearray(b'\xff\xfea')	>R['1+2j':BytearraySub(b'ab')] = {'x':5,'y':6}
bytearray(b'a\nb')	>R[2.5:'XY'] = IdxBad()
bytearray(b'12')	>R[range(10,0,-3):7:0.1] = Ops()
bytearray(b'\xff\xfea')	float(R)
BytearraySub(b'sub')	float(R)
bytearray(b'a\nb')	float(R)
bytearray(b'\xff\xfea')	R(**{97:98,98:None})
bytearray(b' a b  c ')	eval(R)
memoryview(b'')	R.__delitem__(memoryview(b'abcdef').cast('B',(2,3)), 'utf-7', 1+2j, Ops(), key='A b\tc\n')
memoryview(bytearray(16)).cast('i')	R.__enter__(1.0, memoryview(b'abcdef').cast('B',(2,3)))
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.__getitem__(False)
memoryview(bytearray(b'abcdefgh')).cast('@L')	R.__iter__(wrong=range(0))
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.__iter__(1.0, slice(1,3))
memoryview(bytearray(b'abcdefgh')).cast('@L')	R.__len__(set(), -float("inf"), slice(None,None,2))
memoryview(bytearray(16)).cast('i')	R.__reduce_ex__(2**63)
memoryview(bytearray(16)).cast('q')	R.__reduce_ex__(2**32)
memoryview(bytearray(b'abcd')).cast('b')	R.__reduce_ex__(2**31)
memoryview(bytearray(range(12))).cast('B',(3,4))	R.c_contiguous
memoryview(b'abcdef')	R.cast('backslashreplace', float("inf"))
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.cast(5e-324)
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.cast()
memoryview(bytearray(range(24))).cast('h',(2,2,3))	>del R.contiguous
memoryview(b'abcd').cast('I',[])	R.contiguous
memoryview(bytearray(range(24))).cast('h',(2,2,3))	>del R.contiguous
memoryview(bytearray(b'abcdefgh')).cast('@L')	>del R.contiguous
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.f_contiguous
memoryview(b'abcd').cast('I',[])	R.format
memoryview(b'abcd').cast('I',[])	R.format
memoryview(b'abcd').cast('I',[])	R.hex(b'a b\tc\n', self=[True,None])
memoryview(bytearray(b'abcdefgh')).cast('@L')	R.hex('utf_16_be')
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.hex((1,))
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.shape
memoryview(bytearray(range(12))).cast('B',(3,4))	R.strides
memoryview(bytearray(range(12))).cast('B',(3,4))	R.tobytes('a,b,,c')
memoryview(bytearray(b'abcdefgh')).cast('@L')	R.tobytes('', order='日本語')
memoryview(b'\x00\x01').cast('?')	R.tobytes(1.0)
memoryview(bytearray(range(12))).cast('B',(3,4))	R.tolist(2**200+1, -2**64, encoding=1e16)
0	memoryview(memoryview(b'abcd')[::2], range(3), 'z.1f', NoInt(), b'\xc3\xa9')
0	memoryview(TupleSub((1,2)), 'a')
memoryview(bytearray(b'abcdefgh'))[::2]	BytearraySub(b'ab') + R
memoryview(b'abcd').cast('f')	R == memoryview(b'abcdef').cast('B',(2,3))
memoryview(b'abcdef')	R != memoryview(b'abcdef').cast('B',(2,3))
memoryview(b'abcd').cast('I',[])	Idx(10) in R
memoryview(bytearray(range(12))).cast('B',(3,4))	{'a':1} in R
memoryview(b'abcd').cast('I',[])	1000 in R
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R[b'b']
memoryview(bytearray(range(12))).cast('B',(3,4))	R[str.upper:memoryview(b'abcd')[::2]]
memoryview(bytearray(b'abcdefgh')).cast('@L')	R[lambda x,y:x:{'a':1}.keys()]
memoryview(b'abcd').cast('I',[])	R[It(1,error=KeyError):[1.5,2]:[0]]
memoryview(b'abcd').cast('I',[])	R[StrBad():[0]:2.0**63]
memoryview(bytearray(range(12))).cast('B',(3,4))	R[(), 'ÀÉ']
memoryview(bytearray(b'abcdefgh'))[::2]	>R[7] = memoryview(b'abcdef').cast('B',(2,3))
memoryview(b'abcd').cast('I',[])	>R[gen():ComplexSub(1j)] = {'a':1,'b':2}
memoryview(bytearray(b'abcdefgh')).cast('@L')	>R[IterBad():tuple] = None
memoryview(bytearray(range(24))).cast('h',(2,2,3))	>R[[]:None] = {'a':1}
memoryview(bytearray(b'abcdefgh')).cast('@L')	>R[None:dict:97] = ' '
memoryview(b'abcd').cast('I',[])	>R[1.0:memoryview(b'abcdef').cast('B',(2,3)):' '] = 'cp1252'
memoryview(bytearray(b'abcdefgh')).cast('@L')	>del R[3]
memoryview(bytearray(range(24))).cast('h',(2,2,3))	>del R[::{}]
memoryview(bytearray(range(24))).cast('h',(2,2,3))	>del R[::'raw_unicode_escape']
memoryview(bytearray(b'abcdefgh'))[::-3]	int(R)
memoryview(bytearray(range(24))).cast('h',(2,2,3))	int(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	int(R)
memoryview(bytearray(b'abcdefgh'))[::-3]	float(R)
memoryview(bytearray(range(12))).cast('B',(3,4))	bytes(R)
memoryview(bytearray(range(12))).cast('B',(3,4))	bytes(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	len(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	iter(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	iter(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	>exec('result = []\nfor x in R:\n    result.append(x)\n    if len(result) > 20: break')
memoryview(bytearray(b'abcdefgh'))[::2]	copy.copy(R)
memoryview(bytearray(b'abcdefgh'))[::2]	copy.copy(R)
memoryview(bytearray(range(24))).cast('h',(2,2,3))	copy.copy(R)
memoryview(b'abcd').cast('I',[])	memoryview(R)
memoryview(b'abcd').cast('I',[])	memoryview(R)
memoryview(b'abcd').cast('I',[])	int.from_bytes(R, 'ab')
memoryview(bytearray(b'abcdefgh')).cast('@L')	int.from_bytes(R, '__class__')
memoryview(b'abcd').cast('I',[])	operator.length_hint(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	operator.length_hint(R)
memoryview(b'abcd').cast('I',[])	str(R, 'no such')
memoryview(bytearray(range(24))).cast('h',(2,2,3))	str(R, 'ascii')
memoryview(bytearray(b'abcdefgh'))[::2]	str(R, 'raw_unicode_escape', 'a,b,,c')
memoryview(bytearray(range(24))).cast('h',(2,2,3))	bytes(R, 'utf-8', None)
memoryview(bytearray(range(12))).cast('B',(3,4))	print(R, end=False)
memoryview(bytearray(range(12))).cast('B',(3,4))	print(R, end=b' ')
memoryview(bytearray(b'abcdefgh'))[::-3]	exec(R)
memoryview(bytearray(b'abcdefgh')).cast('@L')	exec(R)
memoryview(bytearray(b'abcdefgh'))[::2]	exec(R)
after(__import__('builtins'),0)	R.compile([1.5,2], b'\x80abc', ['a','b'])
after(__import__('builtins'),0)	R.eval(1j, bytearray(b'ab'))
after(__import__('builtins'),0)	R.float(memoryview(b'abcd')[::2])
after(__import__('builtins'),0)	R.type([1]*10, errors=StrRaise())
b'ab\x81\x80c'	R.decode('cp1252')
b'ab\x81\x80c\x9f\x8d'	R.decode('windows-1252','replace')
'a€\x81\x82ÿŸ日x'	R.encode('cp1252','xmlcharrefreplace')
'\udcff日€'	R.encode('cp1252','surrogateescape')
'\udcff\udc80€'	R.encode('cp1252','surrogateescape')
b'\xff\x81'	R.decode('ascii','namereplace')
b'\xff\x81'	R.decode('646','namereplace')
b'\xff\x81'	R.decode('646','nope')
'é'	R.encode('iso8859-15-x','nope')
'é'	bytes(R, 'iso8859-1\ud800')
0	random.Random('seed').random()
0	random.Random(bytearray(b'abc')).getrandbits(40)
0	random.Random(1, 2)
-2.5	R ** 1j
StrSub('ab')	R.format() is R
b'Hello'	R % collections.deque([1, 2])
memoryview(bytearray(range(24))).cast('h',(2,2,3))	R.tolist(), R[1,1,2], R[0:1].tolist(), R.tobytes('F'), R.tobytes('A'), R[::-1].tolist()
memoryview(bytearray(range(12))).cast('B',(3,4))	>R[1,1] = 77; result = R.tolist()
memoryview(bytearray(4)).cast('I',[])	>R[()] = 7; R[...] = R[()] + 1; result = R.tolist()
memoryview(bytearray(range(12))).cast('B',(3,4))	R[0:1, 0:1]
memoryview(bytearray(range(12))).cast('B',(3,4))	R[3, 0]
memoryview(bytearray(range(12))).cast('B',(3,4))	R[0, -5]
memoryview(b'abcdef')	R.cast('B', [1] * 65)
memoryview(b'abcdef')	R.cast('B', [2**62, 2**62])
memoryview(b'')	R.cast('B', [1])
b' 1'	eval(R)
'\ud800x'	eval(R)
0	open(1.5, 'b')
0	open('x', 'r', 1, 5)
0	open('x', 'r\0')
0	open('x', 'rw')
0	open('x', 'rbt')
0	open('x', 'rb', 1, 'utf-8')
'''
for line in CALLS.strip().split('\n'):
    receiver, call = line.split('\t')
    print(receiver, ';', call, '->', ascii(perform(receiver, call)))

# The smallest width that there is.
print(repr("%*d" % (-2**63, 1)), repr("%*s" % (-5, "a")), repr(b"%*d" % (-2**63, 1)))
