# str.format and str.format_map
def show(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


class Point:
    def __init__(self):
        self.x = [1, {'k': 'v', 5: 'five'}]

    def __repr__(self):
        return 'Pöint'


p = Point()
for template in ('', 'plain', '{}', '{} {}', '{0}{0}', '{1}{0}', '{{}}', '{{{}}}', '{a}', '{a}{}', '{:>5}', '{!r}', '{!a}', '{!s:*^7}', '{:{}}', '{:{w}}', '{0:{1}}',
                 '{0.x}', '{0.x[1][k]}', '{0.x[1][5]}', '{p.x[0]}', '{p!r:>8}', '{.x}', '{', '}', '{a', '{!}', '{!r', '{!rr}', '{!x}', '{:', '{0.}', '{0[}', '{0[]}', '{0[a]b}',
                 '{0}{}', '{}{0}', '{9}', '{zz}', '{99999999999999999999}', '{ 0}', '{0 }', '{a{b}}', '{:}}', '{!', '{!é}', '{:{:{}}}', '{0.nope}', '{0.x[9]}', '{0.x[k]}', 'é{0!s}ü', '{:é>9}', '{0!r:{w}}',
                 '{{', '}}', '{}}', '{:d}', '{[1]}'):
    show(lambda: template.format(p, 5, a='A', p=p, w=9))
    show(lambda: template.format('txt', 7, 8, a=1.5, p='q', w=3))
show(lambda: '{a} {b[0]}'.format_map({'a': 1, 'b': 'xyz'}))
show(lambda: '{}'.format_map({}))
show(lambda: '{0}'.format_map({'0': 1}))
show(lambda: '{a}'.format_map(5))
show(lambda: '{a}'.format_map())


class Default(dict):
    def __missing__(self, key):
        return f'<{key}>'


show(lambda: '{x} {y.__class__} {z}'.format_map(Default(z=1)))
show(lambda: '{self} {fmt}'.format(self=1, fmt=2))
show(lambda: str.format('{}', 1))
show(lambda: str.format())
print('{:,} {:.2%} {:+} {:e} {:#x} {:^+10.1f}|'.format(1234567, 0.256, 3, 12345.678, 255, 2.25))
print('{0:{0}} {1:{2}.{3}f}'.format(5, 3.14159, 10, 2), '{:%}'.format(True), '{:08b}'.format(37), '{!r:^{}}'.format('a', 7))
