# the % operator of str and bytes
def show(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


CASES = [('%s', 'a'), ('%s %r %a', ('é', 'é', 'é')), ('%d', 5), ('%d', 5.9), ('%d', 'x'), ('%d', None), ('%i', True), ('%u', -3),
         ('%x %X %o', (255, 255, 8)), ('%#x %#X %#o', (255, 255, 8)), ('%x', 1.5), ('%c%c', (65, 'é')), ('%c', 'ab'), ('%c', -1), ('%c', 1.5),
         ('%5d|%-5d|%05d|%+d|% d', (1, 2, 3, 4, 5)), ('%8.3f|%-8.2e|%g|%G', (1.5, 2.5, 1e10, 1e-10)), ('%08.2f|%+.0f|%#.0f', (-1.5, 2.5, 2.5)),
         ('%f', float('nan')), ('%010f', float('-inf')), ('%E %F', (1.5, float('inf'))), ('%f', 'x'), ('%.3d|%.5x|%08.3d', (5, 255, 7)),
         ('%*d|%-*d|%.*f', (5, 1, 5, 2, 2, 1.234)), ('%*d', ('x', 1)), ('%*d', (1,)), ('%.*f', (-1, 1.5)), ('%5s|%-5s|%.2s|%5.1s', ('a', 'b', 'cde', 'fg')),
         ('%%', ()), ('%d%%', 50), ('%5%', ()), ('%', 1), ('a%', 1), ('%y', 1), ('%\u1234', 1), ('%ld %hd %Ld', (1, 2, 3)), ('%lld', 1),
         ('%(a)s %(b)d', {'a': 1, 'b': 2}), ('%(a)s', [1]), ('%(a)s', 5), ('%(a', {}), ('%(a)', {'a': 1}), ('%(x)s', {}), ('%((a))s', {'(a)': 1}),
         ('%(a)s %s', {'a': 1}), ('%s', {'a': 1}), ('%s', ()), ('%s', (1, 2)), ('%s %s', 1), ('x', 1), ('x', ()), ('x', {}), ('x', []), ('x', [1]),
         ('%s', (None,)), ('%s', ((1, 2),)), ('%d', 10**40), ('%x', -10**20), ('%.50f', 0.1), ('%r', 'a"b\'c'), ('é%sé', 'ü'),
         ('%99999999999999999999d', 1), ('%.99999999999d', 1), ('%-+5d|', 3), ('%0-5d|', 3), ('%+s', 'a'), ('%05s', 'a')]
for template, values in CASES:
    show(lambda: template % values)
BYTES = [(b'%s %b', (b'a', bytearray(b'c'))), (b'%s', 'a'), (b'%s', 1), (b'%d %5d %-5d| %05d', (1, 2, 3, 4)), (b'%x %#X', (255, 255)), (b'%c%c%c', (65, b'B', bytearray(b'C'))),
         (b'%c', 300), (b'%c', 'a'), (b'%c', b'ab'), (b'%r %a', ('é', 'é')), (b'%f %.1e', (1.5, 2.5)), (b'%f', 'a'), (b'%(a)s', {b'a': b'x'}), (b'%(a)s', {'a': 1}),
         (b'%s', ()), (b'a', 1), (b'%d', 'x'), (b'%i', b'x'), (b'%', 1), (b'%y', 1), (b'%.2s|%5s|%-5s', (b'abc', b'd', b'e')), (b'%zf', -0.0), (b'%%', ()), (b'%*d', (5, 1))]
for template, values in BYTES:
    show(lambda: template % values)
    show(lambda: bytearray(template) % values)


class Both:
    def __str__(self):
        return 'str'

    def __repr__(self):
        return 'repr'

    def __bytes__(self):
        return b'bytes'

    def __index__(self):
        return 66

    def __float__(self):
        return 2.5

    def __int__(self):
        return 7


b = Both()
show(lambda: '%s %r %d %x %f %c' % (b, b, b, b, b, b))
show(lambda: b'%s %b %d %c' % (b, b, b, b))


class Mapping:
    def __getitem__(self, key):
        return key * 2


show(lambda: '%(ab)s %(c)5s' % Mapping())
show(lambda: 'no fields' % Mapping())


class Boom:
    def __str__(self):
        raise RuntimeError('boom')


show(lambda: '%s' % Boom())
show(lambda: 1 % 'a')
show(lambda: 'a'.__mod__(1))
show(lambda: 'a'.__rmod__('%s'))
