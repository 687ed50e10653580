"""An attempt to delete an attribute that is not there makes its name known to the class."""
class X:
    def __init__(s,n): s.n=n
    def __del__(s): print(s.n)
class P: pass
p=P(); p.name=1
try: del p.r
except AttributeError: pass
p.b=X("b"); p.r=X("r"); del p
