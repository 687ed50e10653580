# Module struct: results and messages of every function over odd arguments.
import struct


def t(function, *args, **keywords):
    try:
        result = repr(function(*args, **keywords))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result if " at 0x" not in result else result[:result.index(" at 0x")])


S=struct.Struct
t(S); t(S,1); t(S,'i','i'); t(S,format='i'); t(S,'é'); t(S,b'\xe9'); t(S,'i\0'); t(S,'3'); t(S,'z'); t(S,' 3 i'); t(S,'3 '); t(S,'9'*30+'i'); t(S,'9223372036854775807i'); t(S,'9223372036854775807s'); t(S,'n9223372036854775807s'); t(S,'<n'); t(S, bytearray(b'i'))
t(struct.calcsize); t(struct.calcsize,1);t(struct.calcsize,'i','i');t(struct.pack);t(struct.pack,1);t(struct.unpack,'i');t(struct.unpack,'i',1);t(struct.unpack,'i',b'');t(struct.unpack,'i','abcd');t(struct.unpack,format='i',buffer=b'')
t(struct.unpack_from,'i');t(struct.unpack_from,'i',b'');t(struct.unpack_from,'i',b'12345',2);t(struct.unpack_from,'i',b'12345',-3);t(struct.unpack_from,'i',b'12345',-6);t(struct.unpack_from,'i',b'12345',-5);t(struct.unpack_from,'i',b'12345',offset=1);t(struct.unpack_from,'i',buffer=b'12345',offset=1);t(struct.unpack_from,'i',b'12345',10**30); t(struct.unpack_from,'i',b'12345','a');t(struct.unpack_from,'i',b'12345',2**63-1);
t(struct.iter_unpack,'i');t(struct.iter_unpack,'',b'');t(struct.iter_unpack,'i',b'12345');t(struct.iter_unpack,'i',1);t(struct.iter_unpack,'i',b'12345678')
t(struct.pack_into);t(struct.pack_into,'i');t(struct.pack_into,'i',1);t(struct.pack_into,'i',b'1');t(struct.pack_into,'i',bytearray(2));t(struct.pack_into,'i',bytearray(2),0);t(struct.pack_into,'i',bytearray(2),0,1);t(struct.pack_into,'i',bytearray(4),-2,1);t(struct.pack_into,'i',bytearray(4),-5,1);t(struct.pack_into,'i',bytearray(4),1,1);t(struct.pack_into,'i',b'1234',0,1);t(struct.pack_into,'i',bytearray(4),'a',1);t(struct.pack_into,'i',bytearray(4),10**30,1); t(struct.pack_into,'i',bytearray(4),2**63-1,1);t(struct.pack_into,'',1,0);t(struct.pack_into,'','',0)
t(struct.pack,'i');t(struct.pack,'i',1,2);t(struct.pack,'ii',1);t(struct.pack,'i',a=2)
s=S('i')
t(s.pack);t(s.pack,1,2);t(s.unpack,b'');t(s.unpack);t(s.unpack_from);t(s.unpack_from,b'12');t(s.unpack_from,buffer=b'1234',offset=0);t(s.pack_into);t(s.pack_into,bytearray(4));t(s.pack_into,bytearray(4),0);t(s.pack_into,bytearray(4),0,1,2);t(s.iter_unpack);t(s.iter_unpack,b'1')
print(s.size,s.format); print(S(b'i').format); t(setattr,s,'size',3)
n=S.__new__(S); t(lambda:n.size); t(lambda:n.format);t(n.pack); t(n.unpack,b'');t(n.iter_unpack,b''); t(n.pack_into, bytearray(2),0); t(S.__new__,S,1,2,3,b=4)
print(S.__mro__,S.__module__,struct.error.__mro__, struct.error.__module__, type(s.iter_unpack(b'')), S.__name__,S.__qualname__)
print(sorted(set(dir(S))-set(dir(object))-{'__module__'}))
it=s.iter_unpack(b'12341234'); print(it.__length_hint__(), list(it), it.__length_hint__()); t(type(it))
class X(S):
    def __init__(self,a): super().__init__(a+'i'); self.z=1
x=X('h'); print(x.size,x.format,x.z, x.pack(1,2)); import weakref; weakref.ref(s)
t(repr, struct.pack); s.__init__('q'); print(s.size)
t(struct._clearcache)
print(struct.pack.__module__, struct.__all__)

for v in [0.0,-0.0,1.5,65504.0,65519.9,65520.0,6e-8,2.9e-8,2.98e-8,5.96e-8,3e-8,1e-300,float('inf'),float('-inf'),float('nan'),-float('nan'), 1/3, 2049.0,2051.0, 1e39,3.4028235677973366e+38,3.4028235677973362e38]:
    t(struct.pack,'>e',v); t(struct.pack,'<f',v)
class I:
    def __index__(self): return 5
class F:
    def __float__(self): return 5.0
class E:
    def __index__(self): 1/0
class BE:
    def __bool__(self): raise KeyError(1)
t(struct.pack,'bB',I(),I()); t(struct.pack,'b',E()); t(struct.pack,'d',F()); t(struct.pack,'d',I());t(struct.pack,'d',E());t(struct.pack,'d','a');t(struct.pack,'?',BE());t(struct.pack,'<?',BE()); t(struct.pack,'P',I()); t(struct.pack,'s','a');t(struct.pack,'p','a');t(struct.pack,'c','a');t(struct.pack,'c',b'ab');t(struct.pack,'3s3p0s0p',b'a',bytearray(b'abcde'),b'a',b'a');t(struct.pack,'300p',b'a'*300);t(struct.unpack,'5p',b'\x09abcd')
t(struct.pack,'d',10**400);t(struct.pack,'f',10**400);t(struct.pack,'e',10**400)
t(struct.unpack,'>e',b'\x7c\x01');t(struct.unpack,'?3c',b'\x02abc');
for code, value in (">q", 2**70 + 5), (">Q", -1), (">Q", 2**65 + 3), (">q", -2**63 - 9), ("<q", 2**70 + 5), ("0s", 1):
    buffer = bytearray(b"\xff" * 10)
    t(struct.pack_into, code, buffer, 1, value)
    print(buffer)
    t(struct.pack, "=" + code[-1] if code[0] != "0" else code, value)
