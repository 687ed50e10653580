# What all file objects have: attributes of their own, state, the parts that derived classes fill in.
import io
print(io.open is open, open.__module__, io.text_encoding.__module__)
b=io.BytesIO(b'hello\nworld\nx'); v=b.getbuffer(); v[0]=72; print(b.getvalue(), len(v))
try: b.write(b'x')
except BufferError as e: print(e)
v.release(); b.write(b'J'); print(b.readlines()); print(b.__getstate__())
import copy
c=copy.copy(b); print(c.getvalue(), c.tell())
s=io.StringIO('a\nb', newline=None); s.x=3; print(s.__getstate__(), s.__dict__)
t=copy.deepcopy(s); print(t.x, t.getvalue(), t.__dict__)
class R(io.RawIOBase):
    def readinto(self, b):
        b[:3]=b'abc'; return 3
    def readable(self): return True
    def close(self):
        print('close'); super().close()
r=R(); print(r.read(5)); r.y=1; print(r.__dict__)
del r
for T,m in ((io.BufferedIOBase,'read'),(io.TextIOBase,'write'),(io.RawIOBase,'write'),(io.BufferedIOBase,'detach')):
    try: getattr(T(),m)(*([''] if m=='write' else []))
    except Exception as e: print(type(e),e)
f=open('/dev/null'); print(f, f.__dict__, f.buffer.raw.__dict__, f.mode, f.buffer.mode, f.buffer.raw.mode)
f.z=3; print(f.__dict__)
print(io.IOBase()._checkClosed())
try: io.IOBase()._checkReadable()
except Exception as e: print(type(e),e)
try: memoryview(b)
except TypeError as e: print(e)
try: s.__setstate__((1,2))
except TypeError as e: print(e)
class BB(io.BufferedIOBase):
    def read(self,n): return b'z'*n
x=bytearray(3); print(BB().readinto(x),x)
print(io.BytesIO.__del__, io.FileIO.__del__.__qualname__)
d=io.IncrementalNewlineDecoder(None,True)
for x in ('a\r','\nb\r','c\n','d\r'): print(repr(d.decode(x)), d.newlines, d.getstate())
print(repr(d.decode('',True)), d.newlines)
d.reset(); print(d.newlines)
p=io.BufferedRWPair(io.BytesIO(b'abc'), io.BytesIO())
print(p.read(2), p.write(b'xx'), p.closed, p.readable(), p.isatty(), p.peek())
p.close(); print(p.closed)
print(io.open_code('/dev/null'))
