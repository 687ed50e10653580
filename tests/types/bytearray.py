# bytearray: what changes it, and that nothing changes it while its buffer is held
def show(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


a = bytearray(b'hello')
for f in (lambda: a.append(33), lambda: a.append(256), lambda: a.append('a'), lambda: a.extend(b'xy'), lambda: a.extend([1, 2]), lambda: a.extend([300]), lambda: a.extend('ab'), lambda: a.extend(5), lambda: a.extend(a),
          lambda: a.insert(0, 65), lambda: a.insert(-1, 66), lambda: a.insert(100, 67), lambda: a.insert(0, 256), lambda: a.pop(), lambda: a.pop(0), lambda: a.pop(-2), lambda: a.pop(99), lambda: a.remove(108), lambda: a.remove(250), lambda: a.remove(-1), lambda: a.reverse(),
          lambda: a.__setitem__(0, 90), lambda: a.__setitem__(0, 'x'), lambda: a.__setitem__(99, 1), lambda: a.__setitem__(0, 256), lambda: a.__setitem__('a', 1), lambda: a.__delitem__(0), lambda: a.__delitem__(99), lambda: a.copy(), lambda: a.__iadd__(b'++'), lambda: a.__iadd__('x'), lambda: a.__imul__(2), lambda: a.__imul__(1.5),
          lambda: a.clear(), lambda: a.pop(), lambda: len(a)):
    show(f)
    print('   ', a)


def slices(start, change):
    b = bytearray(start)
    try:
        change(b)
        print(b)
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


def set_slice(key, value):
    return lambda b: b.__setitem__(key, value)


for key in (slice(0, 2), slice(2, 2), slice(5, 1), slice(None), slice(-2, None), slice(None, None, 2), slice(None, None, -1), slice(1, 5, 3), slice(100, None)):
    for value in (b'', b'X', b'XYZ', bytearray(b'12345678'), [1, 2, 3], 'no', 5, memoryview(b'mmmm')):
        slices(b'abcdef', set_slice(key, value))
    slices(b'abcdef', lambda b: b.__delitem__(key))
slices(b'abc', set_slice(slice(1, 2), bytearray(b'self')))
b = bytearray(b'abc')
b[1:1] = b
print(b)
b[::2] = b[1::2]
print(b)
for f in (lambda: bytearray(), lambda: bytearray(3), lambda: bytearray(-1), lambda: bytearray('a'), lambda: bytearray('é', 'utf-8'), lambda: bytearray([1, 256]), lambda: bytearray(['a']), lambda: bytearray(None), lambda: bytearray(1.5), lambda: bytearray(x=1),
          lambda: bytearray(b'a') + b'b', lambda: b'a' + bytearray(b'b'), lambda: bytearray(b'a') + 'b', lambda: bytearray(b'ab') * 2, lambda: bytearray(b'ab')[::-1], lambda: bytearray(b'ab')[1.5], lambda: bytearray(b'ab')[5], lambda: hash(bytearray()), lambda: bytearray(b'a') < b'b', lambda: bytearray(b'a') == b'a',
          lambda: bytearray(b'a b').split(), lambda: bytearray(b'a-b').partition(b'-'), lambda: bytearray(b'Ab').swapcase(), lambda: bytearray(b'a').join([b'x', b'y']), lambda: bytearray.fromhex('41 42'), lambda: bytearray(b"q'").decode(), lambda: bytearray(b"'"), lambda: bytearray(b'"\'\n\\'),
          lambda: bytearray(b'a').__reduce_ex__(4), lambda: bytearray(b'a').__reduce__(), lambda: bytearray().__reduce__()):
    show(f)
b = bytearray(b'abcd')
v = memoryview(b)
for f in (lambda: b.append(1), lambda: b.clear(), lambda: b.pop(), lambda: b.extend(b'x'), lambda: b.__setitem__(slice(0, 1), b'xx'), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 2), b'XY'), lambda: b.__setitem__(3, 90), lambda: v.tobytes(), lambda: b.reverse(), lambda: b.__imul__(1)):
    show(f)
v.release()
b.append(1)
print(b)


class Evil:
    def __index__(self):
        e.clear()
        return 5


e = bytearray(b'abc')
show(lambda: e.__setitem__(2, Evil()))
print(e)
e = bytearray(b'abc')
show(lambda: e.append(Evil()))
print(e)
e = bytearray(b'abcabc')
show(lambda: e.find(b'c', Evil()))
print(e)


class Sub(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.tag = 't'


s = Sub(b'xy')
print(s, s.tag, type(s + b'').__name__, type(s.upper()).__name__, type(Sub.fromhex('41')).__name__, s.__reduce_ex__(2))
big = bytearray()
for i in range(2000):
    big.append(i % 256)
for i in range(500):
    del big[0]
for i in range(300):
    big.insert(0, 7)
print(len(big), sum(big), big[300], big.find(bytes([0, 1, 2])))
it = iter(bytearray(b'abc'))
print(next(it), list(it))
m = bytearray(b'ab')
out = []
for x in m:
    out.append(x)
    if len(m) < 6:
        m.append(x + 1)
print(out, m)
