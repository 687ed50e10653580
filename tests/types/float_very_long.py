# Texts of numbers longer than the pieces in which they are gone through: digits and zeros at every place.
N = 70000
TIE = '9007199254740993'  # halfway between two floats
for zeros in (0, 1, 7, 8, 9, 800, 65535, 65536, 65537, N):
    z = '0' * zeros
    for text in (z + '1', z + '.' + z + '1', '0.' + z + TIE + 'e%d' % zeros, TIE + z + 'e-%d' % zeros, TIE + '.' + z + '1',
                 TIE + '.' + z, TIE + '.' + z + '0' * 900 + '1', TIE + z + '.' + z + 'e-%d' % zeros, TIE + z + '1e-%d' % (zeros + 1),
                 z + TIE + '0' * 790 + 'e-790', z + TIE + '0' * 783 + '1e-784', '1e' + z + '5', '1e-' + z + '5', '1e' + z, '1e' + '9' * zeros,
                 '1e-' + '9' * zeros, z + '.', '.' + z, z + 'x', z + '1x', '1_' + z + '1', '1__' + z, '_' + z, z + '_'):
        for t in (text, '-' + text, ' ' * 20 + text):
            try:
                print(float(t), end=' ')
            except ValueError as e:
                print(len(str(e)), end=' ')
        for t in (text + 'j', '1+' + text + 'j', text + '+1j', '(' + ' ' * zeros + text + ' ' * zeros + ')', text + '-' + text + 'j'):
            try:
                print(complex(t), end=' ')
            except ValueError as e:
                print(len(str(e)), end=' ')
        print(zeros)
    for text in ('0x' + z + '1', '0x.' + z + '1p%d' % (zeros * 4), '1' + z + 'p-%d' % (zeros * 4), '0x1.8' + z + 'p' + z + '3', '0x1.' + 'f' * 13 + '8' + z,
                 '0x1.' + 'e' * 13 + '8' + z + '1', '0x' + z, '0x' + z + 'g', '1p' + z, '1p-' + '9' * zeros, '1' + z, ' ' * zeros + '1' + ' ' * zeros):
        try:
            print(float.fromhex(text), end=' ')
        except (ValueError, OverflowError) as e:
            print(e, end=' ')
    print()
import binascii, math, random, time
for text in (b'ab\r\nc', b'a b \n', b'=', b'\xff' * 40, b'.\n.', b'a' * 100000, b'a' * 75 + b'\n' + b'a' * 76):
    for tabs in range(2):
        for lines in range(2):
            q = binascii.b2a_qp(text, tabs, lines)
            print(len(q), q[-20:], binascii.a2b_qp(q) == text)
print(binascii.a2b_qp(b'a=\rxyz\nb=\nc=\r'), binascii.a2b_qp(b'a=\r' + b'x' * 300000 + b'\nb')[-3:])
print(math.hypot(*[1.5] * 50000), math.dist([1e-320] * 40000, [0] * 40000), math.hypot(*[1e300] * 30000), math.log(1 << 100000), math.log2((1 << 9999) + 1))
print(math.hypot(float('nan'), float('inf')), math.hypot(float('nan'), 1), math.hypot(), math.hypot(-3))
for bits in (5000, 20000, 600000):
    random.seed((1 << bits) - 12345)
    print(random.random())
print(len(time.strftime('%Y-' * 5000 + 'x' * 5000, time.gmtime(0))))
print(len('\xe9\u1234'.encode('ascii', 'namereplace')), len(('\u1234' * 3000).encode('ascii', 'namereplace')))
