import functools, typing, types
@functools.singledispatch
def f(x): return 'base'
def t(g):
    try: print(str(g()).split(" at 0x")[0])
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
@f.register
def _(x: typing.Union[int,str]): return 'int or str'
@f.register
def _(x: float|None): return 'float|None'
@f.register
def _(x: "list", y: "dict"=3): return 'list'
@f.register
def _(x: typing.Annotated[bytes,1]): return 'bytes'
for v in (1,'a',1.5,None,[],b'',{}): print(f(v))
def bad1(x: typing.List[int]): pass
def bad2(x: typing.Union[int,typing.List[int]]): pass
def bad3(x): pass
def bad4(x: "nope"): pass
def bad5(x: int|list[int]): pass
def bad6(x: list[int]): pass
for b in (bad1,bad2,bad3,bad4,bad5,bad6,42,list[int]): t(lambda: f.register(b))
t(lambda: f.register(list[int],print)); t(lambda: f.register(typing.Union[int,str])); t(lambda: f.register(typing.List)); t(lambda: f.register(3,print)); t(lambda: f.register("x",print)); t(lambda: f.register(typing.Optional[complex],lambda x:'cx')(3)); print(f(2j))
t(lambda: f()); 
@functools.lru_cache
def g(x): return x
g(1); g(1); g(2)
print(g.cache_info(), type(g.cache_info()).__module__, type(g.cache_info()) is type(functools.cache(len).cache_info()))
@functools.total_ordering
class Order:
    def __le__(self, other): return True
print(Order.__lt__.__qualname__, Order.__gt__.__name__, Order.__ge__.__module__)
