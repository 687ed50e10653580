# Generated cases: __bases__ of every kind of class set to every kind of bases.
with open("class_kinds.py") as source:
    exec(compile(source.read(), __file__, "exec"))

def part_b():
    for c in classes:
        for bs in ([A],[B],[A,B],[object],[int],[list],[S1],[S0],[SD],[S1,S2],[S1,S1b],[int,str],[E],[D],[I],[type],[M],[],[c],[A,A],(A,),[1],[En],[Ab],[Exception],[bool],[types.FunctionType],[A,object],[object,A]):
            bs=tuple(bs)
            def f():
                old=c.__bases__
                c.__bases__=bs
                r=[k.__name__ for k in c.__mro__]
                try: c.__bases__=old
                except Exception as e: r.append('back '+str(e))
                return r
            attempt('bases %s -> %s'%(c.__name__,[getattr(b,'__name__',b) for b in bs]),f)
part_b()
