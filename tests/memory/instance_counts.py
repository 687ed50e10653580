"""How many objects a collection finds in an instance: with or without a dict of its own."""
import gc
gc.disable(); gc.collect()
class C: pass
class L(list): pass
class D(dict): pass
class I(int): pass
class T(tuple): pass
class S(str): pass
class E(Exception): pass
class St(set): pass
class F(float): pass
class M(type): pass
class Sl: __slots__=("a","__dict__")
class Sub(Sl): pass
class B(bytes): pass
for cls in (C,L,D,I,T,S,E,St,F,Sl,Sub,B):
    for how in range(12):
        o=cls()
        if how==0: o.a=o
        if how==1: o.a=1; o.me=o; del o.a
        if how==2: o.me=o; o.__dict__
        if how==3:
            for i in range(28): setattr(o, "k%d"%i, i)
            o.me=o
        if how==4:
            for i in range(29): setattr(o, "k%d"%i, i)
            o.me=o
        if how==5:
            for i in range(31): setattr(o, "k%d"%i, i)
            o.me=o
        if how==6: o.me=o; o.a=o; del o.a; o.a=5
        if how==7: o.me=o; setattr(o, "".join(["x","y"]), 5)
        if how==8: o.__dict__={"me":o}
        if how==9: o.me=o; vars(o)["x"]=1; del o.x
        if how==10: o.me=o; dir(o)
        if how==11: o.me=o; o.__class__=o.__class__
        o=None
        print(getattr(cls,"__name__"), how, gc.collect())
