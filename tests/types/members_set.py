# Setting, deleting and calling the members of objects of every type with what they cannot take.
with open("object_kinds.py") as source:
    exec(compile(source.read(), __file__, "exec"))

def part_b():
  for n,x in samples.items():
    T=type(x)
    if n in ('usr','type','eg'): continue
    attempt(n+' set T.foo',lambda:setattr(T,'foo',1))
    attempt(n+' del T.foo',lambda:delattr(T,'foo'))
    if n in ('int','list','function','ns','partial','tsize','stringio','wref'):
      for a in ('__name__','__doc__','__module__','__qualname__','__bases__','__dict__','__mro__','__init__','__class__','__annotations__','__abstractmethods__','__base__','__basicsize__','__text_signature__'):
          attempt(n+' set T.'+a,lambda:setattr(T,a,1))
          attempt(n+' del T.'+a,lambda:delattr(T,a))
    attempt(n+' get foo',lambda:x.foo)
    attempt(n+' set foo',lambda:setattr(x,'foo',1))
    attempt(n+' del foo',lambda:delattr(x,'foo'))
    attempt(n+' del foo',lambda:delattr(x,'foo'))
    attempt(n+' set class',lambda:setattr(x,'__class__',C))
    attempt(n+' set class int',lambda:setattr(x,'__class__',int))
    attempt(n+' set class 1',lambda:setattr(x,'__class__',1))
    attempt(n+' del class',lambda:delattr(x,'__class__'))
    attempt(n+' set dict',lambda:setattr(x,'__dict__',1))
    attempt(n+' del dict',lambda:delattr(x,'__dict__'))
    attempt(n+' set doc',lambda:setattr(x,'__doc__','d') if n not in('module',) else 0)
    attempt(n+' weakref',lambda:weakref.ref(x))
    for m in sorted(T.__dict__):
        if m in ('__vectorcalloffset__','__hash__'): continue
        v=T.__dict__[m]
        if n in('frame','code','module') : continue
        if type(v).__name__ in('getset_descriptor','member_descriptor'):
            for bad in ('s',):
                if n in ('cell',) or m in('__class__','__isabstractmethod__'): continue
                attempt('%s.%s = %r'%(n,m,bad),lambda:setattr(x,m,bad))
            attempt('del %s.%s'%(n,m),lambda:delattr(x,m) if n!='cell' else 0)
            attempt('%s.%s get'%(n,m),lambda:type(getattr(x,m)).__name__)
            if n in('int','function','exc'):
                attempt('%s.%s.__get__'%(n,m),lambda:v.__get__(C()))
                attempt('%s.%s.__set__'%(n,m),lambda:v.__set__(C(),1))
                attempt('%s.%s.__delete__'%(n,m),lambda:v.__delete__(C()))
        elif callable(v) and type(v).__name__ in('method_descriptor','wrapper_descriptor','classmethod_descriptor'):
            if m in ('__del__','__reduce__','close','__init__'): continue
            if len(m)%3==1: attempt('T.%s.%s()'%(n,m),lambda:v())
            if len(m)%3==2: attempt('T.%s.%s(C())'%(n,m),lambda:v(C()))
            if len(m)%3==0: attempt('%s.%s set'%(n,m),lambda:setattr(x,m,1) if n not in('function','stringio','bytesio','textio','breader','bwriter','brandom','fileio','ns','partial','lru','type','cm','sm') else 0)


part_b()
coro.close()
