# OrderedDict.__init__ is the wrapper of a slot.
from collections import OrderedDict
o = OrderedDict({1: 2})
print(type(o.__init__).__name__, type(OrderedDict.__init__).__name__, o.__init__.__name__, OrderedDict.__init__.__qualname__)
class D(OrderedDict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        print('made')
print(D([(1, 2)], x=3), OrderedDict(a=1), OrderedDict({}, b=2))
for a in ((1,), ({}, {}), ([1],)):
    for f in OrderedDict, D, o.__init__, o.update:
        try: f(*a)
        except Exception as e: print(type(e).__name__, e)
o.__init__(z=3); print(o)
try: OrderedDict.__init__(5)
except Exception as e: print(e)
try: OrderedDict.__init__()
except Exception as e: print(e)
print(OrderedDict.__init__ is D.__init__, OrderedDict.__init__)
