# What was unpacked and not yet stored dies from the first to the last when a target fails.
class Loud:
    def __init__(self, k):
        self.k = k

    def __del__(self):
        print(self.k, end=' ')

    def __setattr__(self, name, value):
        if name == 'bad':
            raise ValueError
        object.__setattr__(self, name, value)


def run(text):
    for head in ('def f():\n  ', 'def f():\n class g:\n  '):
        exec(head + text + '\ntry: f()\nexcept Exception as e: print(type(e).__name__)\n', globals())


loud = Loud('end')
for n in 2, 3, 5:
    values = ', '.join(['Loud(%d)' % i for i in range(n)])
    for k in range(n):
        for bad in 'nope.x', 'loud.bad', 'nope[0]', 'loud[nope]', 'loud[n if n else k].x':
            targets = ['a%d' % i for i in range(n)]
            targets[k] = bad
            targets = ', '.join(targets)
            print(targets)
            run('%s = %s' % (targets, values))
            run('%s = [%s]' % (targets, values))
            run('%s = iter([%s])' % (targets, values))
        for s in range(n):
            if s != k:
                targets = ['a%d' % i for i in range(n)]
                targets[k] = 'nope.x'
                targets[s] = '*' + targets[s]
                run('%s = %s, Loud("a"), Loud("b")' % (', '.join(targets), values))
for text in ('a, (b, nope.x), c = Loud(1), (Loud(2), Loud(3)), Loud(4)',
             'a, (nope.x, b), c = Loud(1), (Loud(2), Loud(3)), Loud(4)',
             '(nope.x, b), c = (Loud(2), Loud(3)), Loud(4)',
             'c, (nope.x, b) = Loud(1), (Loud(2), Loud(3))',
             'for nope.x, b in [(Loud(1), Loud(2))]: pass',
             'for (a, nope.x), b in [((Loud(1), Loud(3)), Loud(2))]: pass',
             '[1 for nope.x, b, c in [(Loud(1), Loud(2), Loud(3))]]',
             'x = nope.x, b = Loud(1), Loud(2)',
             'nope.x, b = x = Loud(1), Loud(2)',
             'a, nope.x = 1, Loud(2)'):
    run(text)
