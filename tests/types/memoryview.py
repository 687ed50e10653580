# memoryview: items, slices, casts, release
def show(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


m = memoryview(b'abcdef')
w = memoryview(bytearray(b'abcdef'))
for f in (lambda: memoryview(1), lambda: memoryview(), lambda: m[0], lambda: m[-1], lambda: m[6], lambda: m['a'], lambda: m[1.5], lambda: m[0,], lambda: m[0, 1], lambda: m[()], lambda: m[1:3].tobytes(), lambda: m[::2].tobytes(),
          lambda: m[::-1].tolist(), lambda: m.__setitem__(0, 1), lambda: m.__delitem__(0), lambda: w.__delitem__(0), lambda: w.__setitem__(0, 300), lambda: w.__setitem__(0, 'a'), lambda: w.__setitem__(9, 1), lambda: w.__setitem__(0, 65),
          lambda: w.__setitem__(slice(1, 3), b'x'), lambda: w.__setitem__(slice(1, 3), b'xy'), lambda: w.__setitem__(slice(0, 2), 'xy'), lambda: w.__setitem__(slice(0, 4), w[2:]), lambda: w.tobytes(), lambda: m == b'abcdef', lambda: m != b'abcdef', lambda: m < b'a', lambda: m == 'a',
          lambda: hash(m) == hash(b'abcdef'), lambda: hash(w), lambda: m.cast('H').tolist(), lambda: m.cast('x'), lambda: m.cast('I'), lambda: m.cast('<H'), lambda: m.cast(1), lambda: m.cast('H').cast('I'), lambda: m.cast('H').cast('B').tolist(),
          lambda: m.cast('b').tolist(), lambda: m.cast('c').tolist(), lambda: m[::2].cast('H'), lambda: m.cast('B', [6]).tolist(), lambda: m.cast('B', [5]), lambda: m.cast('B', 3), lambda: m.hex(), lambda: m.hex('-', 2), lambda: m.tobytes('Q'), lambda: len(m), lambda: 98 in m, lambda: list(m), lambda: list(reversed(m)),
          lambda: bool(m[:0]), lambda: bytes(m[::2]), lambda: bytearray(m[::2]), lambda: memoryview(m[::2]).tolist(), lambda: w.cast('h').__setitem__(0, 40000), lambda: w.cast('h').__setitem__(0, 1.5), lambda: w.cast('c').__setitem__(0, b'q'), lambda: w.cast('c').__setitem__(0, 1), lambda: w.cast('?').tolist(),
          lambda: m.cast('H') == m, lambda: m.cast('b') == m, lambda: b'abc'.find(m[::2]), lambda: int(memoryview(b'12')), lambda: str(m, 'ascii'), lambda: {m: 1}[b'abcdef'], lambda: m.foo, lambda: w.toreadonly().readonly):
    show(f)
for v in (m, m[::2], m[3:3], m.cast('H'), w):
    print(v.format, v.itemsize, v.ndim, v.shape, v.strides, v.suboffsets, v.nbytes, v.readonly, v.contiguous, v.c_contiguous, v.f_contiguous, v.obj)
b = bytearray(24)
for code, value in (('b', -5), ('B', 250), ('h', -300), ('H', 60000), ('i', -70000), ('I', 4000000000), ('q', -2**40), ('Q', 2**63), ('l', -1), ('L', 2**64 - 1), ('f', 1.5), ('d', -2.25), ('?', True), ('c', b'z')):
    v = memoryview(b).cast(code)
    v[1] = value
    print(code, v[1], v.itemsize, len(v), bytes(b[:17]))
    for wrong in ('x', 2**65, -2**65):
        show(lambda: v.__setitem__(0, wrong))
with memoryview(b) as v:
    print(len(v), repr(v)[:11])
print(repr(v)[:20])
for f in (lambda: v[0], lambda: len(v), lambda: v.obj, lambda: v.tobytes(), lambda: v == v, lambda: v == b'', lambda: hash(v), lambda: v.__enter__(), lambda: memoryview(v), lambda: v.release()):
    show(f)
inner = memoryview(b)
outer = memoryview(inner)
inner.release()
print(len(outer))
outer.release()
b.append(1)
print(len(b))
