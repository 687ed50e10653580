# Generated cases: subclasses of all built-in types, pairs of bases, type() with all kinds of arguments, __mro_entries__.
with open("class_kinds.py") as source:
    exec(compile(source.read(), __file__, "exec"))

class Entries:
    def __init__(s,r): s.r=r
    def __mro_entries__(s,b): return s.r
def part_c():
    import builtins
    names=sorted(n for n in vars(builtins) if isinstance(vars(builtins)[n],type) and n not in('__loader__',))
    for n in names:
        t=vars(builtins)[n]
        for ns in ({},{'__slots__':()},{'__slots__':('a',)},{'__slots__':('__dict__',)},{'__slots__':('__weakref__',)},{'__slots__':('__dict__','a','__weakref__')}):
            def f():
                c=type('C',(t,),dict(ns))
                try: x=c()
                except TypeError as e: return 'no instance '+str(e)
                r=[type(x).__name__,hasattr(x,'__dict__'),isinstance(x,t),c.__basicsize__>=t.__basicsize__,c.__base__.__name__,c.__flags__>>10&1]
                try: x.foo=1; r.append('set')
                except AttributeError as e: r.append(str(e))
                try: x.a=1; r.append('set')
                except AttributeError as e: r.append(str(e))
                try: weakref.ref(x); r.append('weak')
                except TypeError as e: r.append(str(e))
                r.append(type(copy.copy(x)).__name__ if n not in('memoryview','super','type') else 0)
                return r
            attempt('sub %s %s'%(n,ns),f)
    bl=[int,str,list,dict,tuple,set,A,S1,S2,S1b,Exception,KeyError,OSError,types.ModuleType,type,object,property,E,ESI,float,range,bool,types.FunctionType,weakref.ref,collections.deque,io.StringIO,io.IOBase,functools.partial,En,Ab,SD,SW,classmethod,memoryview,collections.defaultdict,random.Random]
    for a in bl:
        for b in bl:
            attempt('two %s %s'%(a.__name__,b.__name__),lambda:[k.__name__ for k in types.new_class('C',(a,b)).__mro__])
    for args in ((),(1,),('a',),(1,2),('a',()),('a',(),{}),('a',(),{},1),(1,(),{}),('a',[],{}),('a',(),[]),('a',(1,),{}),('a',(int,1),{}),('a\0b',(),{}),('a',(int,int),{}),('a',(bool,),{}),('',(),{}),('a',(Entries((A,)),),{}),('a',(list[int],),{}),('a',(),{'__slots__':1}),('a',(),{'__slots__':(1,)}),('a',(),{'__slots__':('1a',)}),('a',(),{'__slots__':('a','a')}),('a',(),{'__slots__':('x',),'x':1}),('a',(),{'__slots__':'__dict__'}),('a',(int,),{'__slots__':'x'}),('a',(A,),{'__slots__':'__dict__'}),('a',(A,),{'__slots__':'__weakref__'}),('a',(),{'__qualname__':1}),('a',(),{'__classcell__':1}),('a',(),{'__doc__':1}),('a',(),{1:2}),('a',(),{'__new__':1}),('a',(),{'__init_subclass__':1}),('a',(),{'__class_getitem__':1}),('a',(),{'__hash__':None}),('a',(),{'__eq__':1}),('a',(Ab,),{}),('a',(object,A),{}),('a',(A,object),{}),('a',(A,A),{})):
        attempt(clean('type%r'%(args,)),lambda:type(*args))
        attempt(clean('type%r()'%(args,)),lambda:type(*args)() if len(args)==3 else 0)
        attempt(clean('type.__new__%r'%(args,)),lambda:type.__new__(type,*args))
        attempt(clean('type.__init__%r'%(args,)),lambda:type.__init__(A,*args))
        attempt(clean('M%r'%(args,)),lambda:M(*args))
    for kw in ({'a':1},{'metaclass':type},{'name':'x'},{'bases':()},{'dict':{}}):
        attempt('type kw%r'%kw,lambda:type('a',(),{},**kw))
        attempt('type1 kw%r'%kw,lambda:type('a',**kw))
        attempt('new kw%r'%kw,lambda:type.__new__(type,'a',(),{},**kw))
        attempt('init kw%r'%kw,lambda:type.__init__(A,'a',(),{},**kw))
        attempt('call kw%r'%kw,lambda:type.__call__(A,**kw))
    for r in ((),(A,),(A,B),[A],None,(1,),(int,),(A,A),Entries(()),):
        def f():
            class C(Entries(r)): pass
            return C.__bases__,C.__orig_bases__
        attempt('entries %s'%(type(r).__name__),f)
        attempt('entries2',lambda:types.resolve_bases((Entries(r),int)))
        attempt('entries3',lambda:type('x',(Entries(r),),{}))
        attempt('entries4',lambda:types.new_class('x',(Entries(r),)))
    for mk in ('type.__call__()','type.__call__(1)','type.__call__(int,5)','type.__call__(A,1)','type.__call__(type,5)','type()','object(1)','object.__new__()','object.__new__(1)','object.__new__(int)','object.__new__(A,1)','object.__new__(list)','int.__new__(str)','int.__new__(I,3)','list.__new__(I)','A.__new__(A)','A.__new__(int)','A.__new__(A,1)','A(1)','object.__init__(A(),1)','object().__init__(1)','type.mro(A)','type.mro(1)','A.mro()','type.__subclasses__()','A.__prepare__()','type.__prepare__(1,2,a=3)','type.__prepare__()','type.__instancecheck__(int,1)','type.__subclasscheck__(int,bool)','type.__instancecheck__(1,1)','type.__dir__(int)==dir(int)','type.__dir__(1)','type.__sizeof__(int)>0','type.__sizeof__(1)','int.__class_getitem__','list.__class_getitem__(int)','list.__class_getitem__()','list.__class_getitem__(1,2)','int[int]','A[1]','type[int]','type[int,str]','M[int]','En[1]','En["X"]','Ab()','Abs().f()','type(1,2)','type(1,2,3)','type.__or__(int,str)','int|1','int|None','1|int','int|"a"','int|list[int]','type.__or__(int,1)','type.__ror__(int,str)','super()','super(1)','super(A)','super(A,1)','super(A,A())','super(A,A)','super(A,B)','super(A).x','super(A,Ob()).foo','super(Ob,Ob()).__init__()','A.__bases__.__class__','A.__basicsize__>0','A.__dictoffset__!=0','A.__weakrefoffset__!=0','A.__text_signature__','A.__abstractmethods__','Ab.__abstractmethods__','A.__annotations__','int.__annotations__','A.__module__','int.__module__','int.__qualname__','A.__dict__.__class__','A.foo','int.foo','A().foo','type.__getattribute__(int,"foo")','type.__getattribute__(1,"foo")','type.__setattr__(int,"foo",1)','object.__setattr__(int,"foo",1)','object.__setattr__(A,"foo",1)','type.__setattr__(A,1,1)','object.__getattribute__(A,"__name__")','object.__getattribute__(A,"mro")','object.__delattr__(A,"x")','type.__delattr__(A,"x")','type.__delattr__(int,"x")','type.__repr__(1)','type.__call__(*[int])','type.__name__.__get__(int)','type.__dict__["__name__"].__get__(int)','type.__dict__["__name__"].__get__(1)','type.__dict__["__name__"].__set__(int,"a")','type.__dict__["__doc__"].__get__(A)','object.__class__','object.__doc__.__class__','object.__eq__(1,2)','object.__eq__(1)','object.__lt__(1,2)','object.__hash__(1)==object.__hash__(1)','object.__reduce__(1)','object.__reduce_ex__(A(),2)','object.__reduce_ex__(A())','object.__reduce_ex__(A(),"a")','object.__format__(1,"d")','object.__format__(1,5)','object.__sizeof__(1)>0','object.__dir__(1).__class__','object.__subclasshook__(1)','object.__init_subclass__()','object.__init_subclass__(a=1)','object.__getstate__(A())','object.__getstate__(1)','object.__getstate__([1])','object.__str__(1)','object.__repr__(1).__class__'):
        attempt(mk,lambda:eval(mk,globals()))


part_c()
