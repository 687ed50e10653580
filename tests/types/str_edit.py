# str: making changed text
def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(','.join([]), ','.join(['a']), ','.join(('a', 'b', 'é')), 'é'.join('abc'), ''.join(x for x in 'xyz'), '--'.join({'k': 1}))
one = 'single'
print(','.join([one]) is one, ','.join((one,)) is one)
for f in (lambda: ','.join(1), lambda: ','.join([1]), lambda: ','.join(['a', b'b']), lambda: ','.join(['a', None]),
          lambda: 'a'.center(), lambda: 'a'.center('x'), lambda: 'a'.center(5, 'ab'), lambda: 'a'.center(5, 1), lambda: 'a'.ljust(1, 2, 3),
          lambda: 'a'.replace('a'), lambda: 'a'.replace('a', 1), lambda: 'a'.replace('a', 'b', 'c'), lambda: 'a'.zfill('x'),
          lambda: 'a'.expandtabs('x'), lambda: 'a'.translate(1), lambda: 'a'.translate({97: 2**21}), lambda: 'a'.translate({97: 1.5}),
          lambda: 'a'.translate({97: -1}), lambda: str.maketrans(1), lambda: str.maketrans({'ab': 1}), lambda: str.maketrans({1.5: 1}),
          lambda: str.maketrans('a', 'bc'), lambda: str.maketrans('a', 1), lambda: str.maketrans(1, 'a'), lambda: str.maketrans('a', 'b', 1)):
    print(attempt(f))


def failing():
    yield 'a'
    raise KeyError('inside')


print(attempt(lambda: ''.join(failing())))
for s in ('', 'a', 'abc', 'aXbXc', 'éaé', '😀'):
    print([s.replace('X', '--'), s.replace('', '.'), s.replace('', '.', 2), s.replace('a', ''), s.replace('é', 'e', 1), s.replace('a', 'ü'), s.replace('abc', ''), s.replace('b', 'B', -1)])
    print([s.center(7), s.center(8, '*'), s.ljust(5, 'é'), s.rjust(5, '😀'), s.zfill(4), s.center(0)])
print('+1'.zfill(5), '-é'.zfill(5), '--1'.zfill(6), ''.zfill(2), '+'.zfill(3))
print(ascii('a\tbc\tdef\n\tx'.expandtabs()), ascii('a\tb'.expandtabs(4)), ascii('a\tb'.expandtabs(0)), ascii('é\tü\r\t.'.expandtabs(3)), ascii('\t'.expandtabs(-1)))
table = str.maketrans('abc', 'xyz', 'd')
print(table, 'abcdef'.translate(table), 'éa'.translate({233: 'e', 97: None}), 'abc'.translate({97: '', 98: 'BB', 99: 0x1f600}))
print(str.maketrans({'a': 'b', 5: None, 'é': 1}), 'aé'.translate(str.maketrans({'a': 'xx', 'é': None})))


class Table:
    def __getitem__(self, code):
        if code == 97:
            return 'A'
        if code == 98:
            return None
        if code == 99:
            raise KeyError(code)
        raise IndexError


print('abcd'.translate(Table()), 'abc'.translate('xyz' * 40))
print(len('ab'.replace('', 'c' * 50)), 'aaaa'.replace('aa', 'b'), 'aaa'.replace('a', 'aa'))
