"""Arguments to parameters: every kind of signature with every kind of call."""
import itertools


class Name(str):
    """A keyword that is not the parameter's own string."""


SIGNATURES = [
    '', 'a', 'a, b', 'a, b=2', 'a=1, b=2', 'a, /', 'a, /, b', 'a, b=2, /, c=3', '*, k', '*, k=5', 'a, *, k, m=6',
    'a, b=2, *, k=5, m', '*rest', 'a, *rest', 'a, b=2, *rest', 'a, *rest, k=5', '**options', 'a, **options',
    'a, /, **options', '*rest, **options', 'a, *rest, **options', 'a, b=2, *rest, k, m=6, **options',
]
POSITIONAL = ['', '1', '1, 2', '1, 2, 3', '*(1, 2)', '1, *[2]']
KEYWORDS = ['', 'a=7', 'b=8', 'k=9', 'm=0', 'k=9, m=0', 'b=8, k=9', 'm=0, k=9, a=7', 'z=4', "**{'b': 8}", "**{'k': 9, 'z': 4}",
            "b=8, **{'k': 9}", "**{Name('a'): 7}", "**{Name('k'): 9, 'm': 0}"]


class Holder:
    pass


def outcome(call, scope):
    try:
        return eval(call, scope)
    except TypeError as error:
        return str(error)


seen = 0
for number, signature in enumerate(SIGNATURES):
    shown = ', '.join(p.split('=')[0].lstrip('*') for p in signature.split(', ') if p not in ('', '/', '*'))
    scope = {'Name': Name}
    exec(f'def f({signature}): return [{shown}]\ndef g({signature}):\n  yield [{shown}]\n', scope)
    first = signature if signature.startswith('*rest') else f'self, {signature}' if signature else 'self'
    exec(f'def m({first}): return [{shown}]', scope)
    Holder.m = scope['m']
    scope['h'] = Holder()
    for positional, keywords in itertools.product(POSITIONAL, KEYWORDS):
        arguments = ', '.join(part for part in (positional, keywords) if part)
        results = [outcome(f'f({arguments})', scope), outcome(f'next(g({arguments}))', scope),
                   outcome(f'h.m({arguments})', scope)]
        if isinstance(results[2], list) and 'rest' in shown and first.startswith('*rest'):
            results[2][0] = results[2][0][1:]
        print(f'{number}({arguments})', results[0])
        if isinstance(results[0], list):
            assert results[0] == results[1] == results[2], results
        seen += 1
print(seen)

print('# defaults that change')


def f(a, b=1, *, k=2, m=3):
    return a, b, k, m


f.__kwdefaults__ = {Name('k'): 20, 'm': 30, 5: 6}
print(f(1), f(1, m=4), f(1, 2, k=3), f(a=1, k=3, m=4))
f.__kwdefaults__ = {'m': 30}
print(outcome('f(1)', globals()), outcome('f(1, k=2)', globals()), outcome('f(k=2)', globals()))
f.__kwdefaults__ = None
print(outcome('f(1, k=2)', globals()), outcome('f(1, k=2, m=3)', globals()))
f.__defaults__ = (8, 9)
print(outcome('f(k=2, m=3)', globals()))
f.__defaults__ = None
print(outcome('f(k=2, m=3)', globals()), outcome('f(b=1, k=2, m=3)', globals()))

print('# many')
names = [f'p{i}' for i in range(100)]
scope = {}
exec(f"def many({', '.join(name + '=0' for name in names)}): return sum((i + 1) * v for i, v in enumerate(({', '.join(names)})))", scope)
many = scope['many']
print(many(p0=1), many(p63=1), many(p64=1, p99=1), many(1, 2, p98=3), many(**{name: 1 for name in names}))
exec(f"def few({', '.join(names[:12])}): return [{', '.join(names[:12])}]", scope)
print(scope['few'](**{name: i for i, name in enumerate(reversed(names[:12]))}), scope['few'](1, 2, 3, **{name: i for i, name in enumerate(names[3:12])}))

print('# what dies when')


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dies', self.name)


def pair(a, b=None, *, k=None):
    print('in')


pair(Loud(1), k=Loud(2))
pair(k=Loud(3), a=Loud(4), b=Loud(5))
for wrong in ('pair(Loud(6), a=Loud(7))', 'pair(Loud(8), z=Loud(9))', 'pair(Loud(10), Loud(11), Loud(12))', 'pair(k=Loud(13))'):
    print(wrong, outcome(wrong, globals()))
