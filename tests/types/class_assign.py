# Generated cases: __class__ from every kind of class to every other, __bases__ likewise; what the answers are.
with open("class_kinds.py") as source:
    exec(compile(source.read(), __file__, "exec"))

def part_a():
    for c in classes:
        for d in classes+[int,object,list,type,types.ModuleType,types.FunctionType]:
            x=make(c)
            if c is En: x2=None
            def f():
                x.__class__=d
                r=type(x) is d
                x.__class__=c
                return r
            attempt('class %s -> %s'%(c.__name__,d.__name__),f)
part_a()


