# format(): the mini-language for str, int, float, complex
def show(value, spec):
    try:
        print(repr(format(value, spec)), end=' ')
    except Exception as e:
        print(f'{type(e).__name__}: {e}', end=' ')


for spec in ('', '5', '<5', '>5', '^5', '*^7', 'é^5', '.2', '10.2', 's', '05', '=5', '+', ' ', '#', ',', '_', 'd', 'ss', '.', 'z', '\x01', '99999999999999999999', ',_'):
    for value in ('abc', 'é€😀', ''):
        show(value, spec)
    print()
for spec in ('', 'd', '5', '<5d', '^7', '=+8d', '08', '+', ' ', ',', '_', '_b', '#b', '#o', '#x', '#X', '_x', '010_x', '020,', ',.2f', 'e', 'g', '.3', '%', 'c', '5c', 'n', 's', 'z', '+c', '#c', ',b', ',c', '#010b', '^+#20_b', '.1f', 'E'):
    for value in (0, 42, -1234567, 65, True, 2**70, -10**30):
        show(value, spec)
    print()
for spec in ('', '.0', '.3', '10', '<10', '^+12.2f', '010.1f', '=+10', ',', '_', ',.2f', 'e', '.0e', 'E', 'f', 'F', '.0f', '#.0f', 'g', '#g', 'G', '.3g', '%', '.1%', 'n', 'z.1f', 'd', 's', 'x', '030,.3f', ' ', '.20f', '.30g'):
    for value in (0.0, -0.0, 1.5, -1234567.891, 1e16, 1e-7, float('inf'), float('nan'), 0.05, 123456789012345680.0):
        show(value, spec)
    print()
for spec in ('', '.2f', '>20', '<20', '^25.1e', 'g', '+', ',.1f', '=5', '010', 's', '%', '#g', ' .1f'):
    for value in (1 + 2j, -0.5j, complex('nan'), 1e20 - 3j, 0j):
        show(value, spec)
    print()


class Money:
    def __init__(self, value):
        self.value = value

    def __format__(self, spec):
        return f'<{self.value}|{spec}>'


class Int(int):
    def __str__(self):
        return 'an Int'


print(format(Money(5), 'x'), f'{Money(3):>{4}}', f'{Money(1)}', f'{Int(5)}', f'{Int(5):d}', format(Int(7)))
x, w, p = 3.14159, 12, 3
print(f'{x:{w}.{p}f}|{x!r:>10}|{"é"!a}|{w=}|{x = :.1f}|{{}}|{"a" "b"}|{w:#06x}|{p!s:^5}')
for f in (lambda: format(1, 5), lambda: format(object(), 'x'), lambda: format([], '5'), lambda: format(None, '>5'), lambda: f'{5!r:d}'):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e)[:80])
