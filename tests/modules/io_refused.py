# What open() and the classes of files refuse, and in which order they look at their arguments.
import io, os
class I:
    def __init__(s,n): s.n=n
    def __index__(s): return s.n
class P(I):
    def __fspath__(s): return '/dev/null'
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, type(e.__context__).__name__)
t(lambda: io.FileIO(-1,'bad')); t(lambda: io.FileIO(I(-1))); t(lambda: io.FileIO(I(1<<70))); t(lambda: open(P(-1)))
t(lambda: io.FileIO('/dev/null', 5)); t(lambda: io.FileIO(5.5)); t(lambda: open(5.5)); t(lambda: open(I(900)))
t(lambda: open('x', 'ab+', opener=lambda *p: 977)); t(lambda: io.FileIO('x', opener=lambda *p: 977))
t(lambda: io.TextIOWrapper(io.BytesIO(), 'a\0b')); t(lambda: io.TextIOWrapper(io.BytesIO(), '\ud800'));t(lambda: io.TextIOWrapper(io.BytesIO(), newline='\0')); t(lambda: open('x', encoding='a\0')); t(lambda: open('x', errors='\ud800')); t(lambda: open('x', 'r\0'))
t(lambda: io.IncrementalNewlineDecoder(None, 1<<40)); t(lambda: io.IncrementalNewlineDecoder(None, 1).decode('x', 1<<70))
f = io.TextIOWrapper(io.BytesIO()); f.detach(); t(lambda: f.reconfigure(line_buffering='x')); t(lambda: f.reconfigure(newline='x')); t(lambda: f.reconfigure())
f = io.TextIOWrapper.__new__(io.TextIOWrapper); t(lambda: f.reconfigure(line_buffering='x')); t(lambda: f.reconfigure()); t(lambda: f.reconfigure(encoding='x')); t(f.newlines.__str__) if 0 else None
x = UnicodeDecodeError('u', b'abc', 0, 1, 'r')
x.start, x.end = 4, 5
print(x)
