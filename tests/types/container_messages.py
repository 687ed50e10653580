# What wrong arguments to containers and iterators say.
def t(f,*a,**k):
    try:
        x=f(*a,**k); print(type(x).__name__ if '0x' in repr(x) else x)
    except BaseException as e: print(type(e).__name__, e)
t(zip,1); t(zip,[1],2); t(zip,[1],foo=1); t(zip,[1],strict=1,foo=1); t(map,1); t(map,1,2); t(map,int,[1],a=1)
t(filter,1); t(filter,None,1); t(filter,None,[],a=1); t(enumerate); t(enumerate,1); t(enumerate,[],'x'); t(enumerate,[],1,2); t(enumerate,foo=1); t(enumerate,iterable=[],start=3); t(enumerate,start=3,iterable=[]); t(enumerate,[],foo=3)
t(reversed); t(reversed,1); t(reversed,{1}); t(reversed,1,2); t(reversed,a=1); t(enumerate,start=3)
print(frozenset() is frozenset(), frozenset([]) is frozenset())
def g(n):
    for i in range(n):
        print('y',i); yield i
print({1}.intersection(g(4)))
print({1}.issubset(g(4)))
t(iter([]).__setstate__,'x'); t(iter([]).__setstate__,2**70)
t(iter([1,2]).__setstate__,1.5)
class M(dict): pass
print({1:2}.keys()|{3}, M(a=1)|{'b':2}, type(M(a=1)|{'b':2}))
t(set,1,2); t(set,a=1); t(frozenset,a=1); t(frozenset,1,2); t(slice); t(slice,1,2,3,4); t(range); t(range,1,2,3,4); t(range,1.5); t(range,1,2,0); t(slice,a=1); t(range,a=1)
t(range(5).__getitem__,'a'); t(range(5).__getitem__,7);t(slice(1,2).indices,-1);t(slice('a',2).indices,3);t(slice(1,2,0).indices,3);t(slice(1).indices,'a')
t(range(5).index,7); t(range(5).index,'a'); t(range(5).count,2.0)
it=iter(range(5)); next(it); print(it.__reduce__())
t(enumerate,[],None)
t(map); t(map,None); t(list(map,),None) if 0 else None
t(dict,1); t(dict,[1]); t(dict,[(1,2,3)]); t(dict,1,2); t({}.update,1,2); t({}.update,[1]); t(dict.fromkeys); t(dict.fromkeys,1); t({}.pop); t({}.pop,1,2,3); t({}.get); t({}.keys,1); t({}.popitem); t({}.pop,[]); t({}.setdefault); t([].append); t([].insert,1); t([].insert,'a',1); t([].pop,'a'); t([].pop); t([1].pop,3); t([].sort,1); t([].sort,foo=1); t([].sort,reverse='a'); t([].sort,reverse=2**40); t([].extend,1); t([].index,1,None); t([].remove,1); t([].index,1); t(list,1,2); t(list,a=1); t(tuple,1,2); t(tuple,a=1); t(().index,1); t([].sort,reverse=None);t([].index); t([].sort, reverse=1.5)
