import keyword
import operator as op
from collections import OrderedDict, deque, namedtuple
from functools import partial, reduce
from itertools import chain, combinations, groupby, islice
import sys

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p._replace(x=5), p._asdict(), keyword.iskeyword("for"))
print(reduce(op.add, [1, 2, 3]), partial(max, 3)(9), list(islice(chain("ab", [1]), 2)), list(combinations("abc", 2)))
print([(k, list(v)) for k, v in groupby("aab")], deque([1, 2], 3), OrderedDict(a=1))
try:
    import no_such_module
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from sys import nothing
except ImportError as e:
    print(e)
print("keyword" in sys.modules, sys.modules["keyword"] is keyword, __name__)
exec("from keyword import *\nprint(len(kwlist) > 30)", {})
