# BaseException basics
e = ValueError('a', 1)
print(repr(e), str(e), e.args, ValueError(), repr(ValueError('x')), str(KeyError('k')), str(KeyError('a','b')), repr(KeyError()))
def t(f):
    try:
        r = f()
        print('OK', repr(r))
    except BaseException as x:
        print(type(x).__name__, '|', x)
for s in ['Exception(foo=1)','KeyError(foo=1)','ImportError(foo=1)','ImportError("a",name="n",path="p").__reduce__()','ImportError("a",name="n").msg','NameError("x",name="y").name','AttributeError("x",name="y",obj=3).obj','NameError(nam=1)','AttributeError(x=1)','OSError(2,"no").__class__','OSError(2,"no","f")','repr(OSError(2,"no","f"))','OSError(2,"no","f",None,"g")','OSError(2)','OSError()','OSError(1,2,3,4,5,6)','OSError(9999,"x")','OSError(2,"no","f").args','OSError(2,"no","f").__reduce__()','BlockingIOError(11,"x",5).characters_written','OSError(2,"x").characters_written','SystemExit().code','SystemExit(1).code','SystemExit(1,2).code','StopIteration().value','StopIteration(3,4).value','SyntaxError("m",("f",1,2,"t"))','SyntaxError("m",("/a/b/f",1,2,"t",3,4)).end_offset','SyntaxError("m",(1,2))','SyntaxError("m",1)','SyntaxError("m",("f",1,2,"t",3))','SyntaxError("m",("f",None,2,"t"))','SyntaxError("m",(None,3,2,"t"))','SyntaxError().msg','UnicodeDecodeError("utf-8",b"abc",0,1,"bad")','UnicodeDecodeError("utf-8",b"abc",0,2,"bad")','UnicodeDecodeError("utf-8","abc",0,2,"bad")','UnicodeDecodeError(1,b"abc",0,2,"bad")','UnicodeDecodeError("a",b"abc",0,2)','UnicodeDecodeError("a",bytearray(b"abc"),0,2,"r").object','UnicodeEncodeError("ascii","h\u00e9",1,2,"r")','UnicodeEncodeError("ascii","h\u20ac",1,2,"r")','UnicodeEncodeError("ascii","h\U0001F600",1,2,"r")','UnicodeEncodeError("ascii","h\u20ac",0,2,"r")','UnicodeTranslateError("h\u20ac",1,2,"r")','UnicodeTranslateError("h\u20ac",0,2,"r")','UnicodeTranslateError(1,0,2,"r")','UnicodeEncodeError("ascii","x","a",2,"r")','UnicodeEncodeError("ascii",b"x",0,2,"r")','Exception().with_traceback(None)','Exception().with_traceback(1)','Exception().add_note(1)','Exception().__setstate__({"a":1})','Exception().__setstate__(3)','Exception(1).__reduce__()','BaseExceptionGroup("m",[])','BaseExceptionGroup("m",[1])','BaseExceptionGroup("m",1)','BaseExceptionGroup(1,[])','BaseExceptionGroup("m")','repr(BaseExceptionGroup("m",[ValueError(1)]))','repr(BaseExceptionGroup("m",[KeyboardInterrupt(1)]))','ExceptionGroup("m",[KeyboardInterrupt(1)])','str(ExceptionGroup("m",[ValueError(1)]))','str(ExceptionGroup("m",[ValueError(1),TypeError(2)]))','ExceptionGroup.__mro__','ExceptionGroup.__bases__','isinstance(ExceptionGroup("m",[ValueError(1)]),Exception)','ExceptionGroup("m",[ValueError(1)]).exceptions','ExceptionGroup("m",[ValueError(1)]).message','ExceptionGroup("m",(ValueError(1),)).split(ValueError)','ExceptionGroup("m",[ValueError(1),TypeError(2)]).split(ValueError)','ExceptionGroup("m",[ValueError(1),TypeError(2)]).split((ValueError,TypeError))','ExceptionGroup("m",[ValueError(1),TypeError(2)]).subgroup(lambda e: isinstance(e,TypeError))','ExceptionGroup("m",[ValueError(1),ExceptionGroup("n",[TypeError(2),KeyError(3)])]).split(TypeError)','ExceptionGroup("m",[ValueError(1)]).split(1)','ExceptionGroup("m",[ValueError(1)]).split((1,))','ExceptionGroup("m",[ValueError(1)]).derive([TypeError()])','ExceptionGroup[int]']:
    t(lambda: eval(s))
e = ValueError(1)
for name in ['args','__traceback__','__context__','__cause__','__suppress_context__','foo']:
    def d(): delattr(e, name)
    t(d)
    def st(): setattr(e, name, 5)
    t(st)
    t(lambda: getattr(e, name))
try:
    try: raise KeyError(1)
    except KeyError as k: raise ValueError(2) from k
except ValueError as v:
    print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
class My(Exception):
    def __init__(self, a, b=2): self.a=a; super().__init__(a)
m = My(1); print(m.args, m.a, m.__dict__, repr(m), My.__mro__)
class MyOS(OSError):
    def __init__(self, *a, k=None): super().__init__(*a)
print(repr(MyOS(2,'x',k=4)), MyOS(2,'x','f').filename, type(MyOS(2,'x')))
class MyOS2(OSError): pass
print(repr(MyOS2(2,'x','f')), MyOS2(2,'x','f').filename, type(MyOS2(2,'x')))
class MyOS3(OSError):
    def __new__(cls, *a, **k): return super().__new__(cls, *a)
print(repr(MyOS3(2,'x','f')), MyOS3(2,'x','f').filename)
class G(ExceptionGroup):
    def derive(self, excs): return G('derived', excs)
g = G('top', [ValueError(1), TypeError(2)])
g.add_note('n')
a, b = g.split(ValueError)
print(repr(a), repr(b), a.__notes__, a.__notes__ is g.__notes__)
class G2(BaseExceptionGroup): pass
t(lambda: repr(G2('x',[KeyboardInterrupt()])))
class G3(ExceptionGroup): pass
t(lambda: repr(G3('x',[KeyboardInterrupt()])))
import sys
def ctx():
    try:
        try: 1/0
        except ZeroDivisionError: raise KeyError('a')
    except KeyError as e:
        return e
x = ctx()
print(repr(x.__context__), x.__traceback__ is not None, x.__traceback__.tb_lineno, x.__traceback__.tb_next)
tb = x.__traceback__
print(type(tb).__name__, tb.tb_frame.f_code.co_name)
t(lambda: setattr(tb,'tb_next',tb)); t(lambda: setattr(tb,'tb_next',1)); t(lambda: delattr(tb,'tb_next'))
T=type(tb)
n = T(None, tb.tb_frame, 0, 5); print(n.tb_lineno, n.tb_next)
n.tb_next = tb; print(n.tb_next is tb); t(lambda: setattr(tb,'tb_next',n))
t(lambda: T(1, tb.tb_frame, 0, 5)); t(lambda: T(None, 1, 0, 5)); t(lambda: T(None, tb.tb_frame, 'a', 5)); t(lambda: T())
# except star
def star(e):
    try:
        try: raise e
        except* ValueError as v: print('V', repr(v))
        except* (TypeError, KeyError) as v: print('T', repr(v))
    except BaseException as r: print('rest', repr(r), repr(r.__context__))
star(ValueError(1)); star(IndexError(2)); star(ExceptionGroup('g',[ValueError(1),TypeError(2),IndexError(3)])); star(ExceptionGroup('g',[ValueError(1),ExceptionGroup('h',[TypeError(2),IndexError(3)])]))
def star2():
    try:
        try: raise ExceptionGroup('g',[ValueError(1),TypeError(2)])
        except* ValueError as v: raise OSError(5)
        except* TypeError: raise
    except BaseException as r: print(repr(r), [repr(x) for x in r.exceptions], repr(r.__context__))
star2()
def star3():
    try:
        try: raise ExceptionGroup('g',[ValueError(1),TypeError(2)])
        except* ExceptionGroup as v: pass
    except BaseException as r: print(repr(r))
star3()
def star4():
    try:
        try: raise ExceptionGroup('g',[ValueError(1),TypeError(2)])
        except* 5 as v: pass
    except BaseException as r: print(repr(r))
star4()
try:
    try: raise ValueError
    except 5: pass
except TypeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
class Bad(Exception):
    def __new__(cls): return 5
try: raise Bad
except TypeError as e: print(e)
