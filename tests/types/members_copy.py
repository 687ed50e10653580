# Taking apart and copying an object of every type; what the methods for it say to wrong arguments.
with open("object_kinds.py") as source:
    exec(compile(source.read(), __file__, "exec"))

def part_a():
  for n,x in samples.items():
    T=type(x)
    if n not in('coro','agen','frame','wproxy','type','module'):
        for pr in (0,1,2,4): attempt('%s.reduce_ex%d'%(n,pr),lambda:x.__reduce_ex__(pr))
        attempt(n+'.reduce',lambda:x.__reduce__())
        attempt(n+'.getstate',lambda:x.__getstate__())
        attempt(n+'.getnewargs',lambda:x.__getnewargs__())
        if hasattr(x,'__setstate__'):
            for st in (None,(),(1,),1,{'a':1},-5,100):
                try: y=copy.copy(x)
                except Exception: continue
                attempt('%s.setstate %r'%(n,st),lambda:y.__setstate__(st))
        attempt(n+'.copy',lambda:copy.copy(x)); attempt(n+'.copyis',lambda:copy.copy(x) is x)
        attempt(n+'.deepcopy',lambda:copy.deepcopy(x)); attempt(n+'.deepis',lambda:copy.deepcopy(x) is x)
    attempt(n+'.sizeof',lambda:type(x.__sizeof__()).__name__)
    attempt(n+'.T[int]',lambda:T[int])
    attempt(n+'.T[int,str]',lambda:T[int,str])
    attempt(n+'.subclasshook',lambda:T.__subclasshook__(1))
    attempt(n+'.subclasshook0',lambda:T.__subclasshook__())
    attempt(n+'.init_subclass',lambda:T.__init_subclass__())
    attempt(n+'.init_subclass1',lambda:T.__init_subclass__(1))
    attempt(n+'.init_subclassk',lambda:T.__init_subclass__(a=1))
    attempt(n+'.format',lambda:T.__format__(x,'zz'))
    attempt(n+'.mro()',lambda:T.mro()==list(T.__mro__))
    attempt(n+'.ror',lambda:x|1 if n not in('dict','odict','counter','ddict') else 0)
    attempt(n+'.call',lambda:x() if not isinstance(x,type) and n not in('bmethod','cell') else 0)


part_a()
coro.close()
