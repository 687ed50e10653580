# Numbers of very many digits: those that are far behind only matter where a tie is to be broken.
import json
TIE = '9007199254740993'  # halfway between two floats
for size in (19, 63, 64, 65, 66, 67, 70, 71, 72, 73, 80, 90, 128, 1000):
    for last in '01':
        for text in (TIE + '0' * size + last, TIE + '.' + '0' * size + last, TIE + '.' + '0' * size + last + 'x',
                     '1' * size + last + '.5', '0' * size + last, '0.' + '0' * size + last, '0.' + '123456789' * (size // 9) + last):
            for end in ('', 'e-%d' % size, 'e-300', 'E5', ' ', '/', ':', '_', '_1', '\xe9'):
                try:
                    print(len(text), end, float(text + end))
                except ValueError as e:
                    print(len(text), end, 'ValueError', len(str(e)))
    for at in range(20, size, 7):
        print(float(TIE + '0' * (at - 16) + '1' + '0' * (size - at)), float('1' * at + '.' + '1' * size))
    print(json.loads('[0.%s1, %s.5]' % ('0' * size, '12345' * (size // 5))))
