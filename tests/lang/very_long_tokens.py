# Tokens longer than the pieces in which a long text is gone through, right and wrong ones.
import warnings
warnings.simplefilter('ignore')

def show(text, mode='exec'):
    try:
        code = compile(text, 'f', mode)
    except SyntaxError as e:
        line = e.text or ''
        print(type(e).__name__, e.msg[:90], e.lineno, e.offset, e.end_lineno, e.end_offset, len(line), ascii(line[-20:]))
    except ValueError as e:
        print(type(e).__name__, e)
    else:
        constants = [(ascii(c)[:20], len(c) if hasattr(c, '__len__') else c) for c in code.co_consts if isinstance(c, (str, bytes, float, complex))]
        print(constants, [(len(n), ascii(n)[-20:]) for n in code.co_names])

for n in (65500, 65536, 70001):
    d, z, blanks = '7' * n, '0' * n, ' ' * n
    for number in ('0.' + d, '.' + d, d + '.', d + '.e-' + str(n), '1e-' + z + '5', '1e' + z + '5j', d + 'j', '0x' + z + 'f', '0o' + z + '7', '0b' + z + '1', z,
                   z + '1', z + '.5', z + '_', '1_' + z, '1__' + z, '0x' + z + 'g', '0b' + z + '2', '0x' + z + '_', z + 'if 1else 2', '0.' + z + '1if 1else 2',
                   '1' + 'if 1' * (n // 4) + '', '1.' + '5.' * 100 + z, '1.' + z + 'a', '1e+' + z + '3', '1e+' + z + 'x', '0_' * (n // 2) + '0'):
        show(number)
        show('f(' + number + ')', 'eval')
    name = 'a' * n
    for text in (name, name + '\xe9', '\xe9' * n, '\xb7' + name, name + '\u20ac', name + '.' + name, 'def ' + name + '(' + name + '): pass', '__' + name,
                 'class A:\n def f(self): self.__' + name + '\n', name + name + ' = 1', name + ' ' + name, 'match ' + name + ':\n case 1: pass', name + '"x"', '$' + name):
        show(text)
    show(blanks + 'a')
    show(blanks + 'a', 'eval')
    show('a' + blanks + '+' + '\t' * n + 'b \\\n' + '\f' * n + '+ c')
    show('if a:\n' + blanks + 'b\n' + blanks + 'c\n  d')
    show('#' + blanks + '\na #' + blanks + '\n\n(b #' + blanks + '\n) # ' + blanks + '\\')
    show('a' + blanks + '\n# b\n' + blanks + '\n', 'single')
    show('a\n' + blanks + 'b', 'single')
    show('a\n#' + blanks + '\n b', 'single')
    show('\n' * n + 'a b c')
    show('\\\n' * 3000 + 'a' + '\r\n' * n + 'b c d' + '\r' * n)
    for prefix in ('', 'r', 'b', 'f', 'rb', 'rf'):
        for inside in ('x' * n, '\\\\' * n, '\\x41' * (n // 4), '\\q' + 'x' * n, 'x' * n + '\\q\u20ac', 'x' * n + '\\x4', 'x' * n + '\\N{' + 'A' * n + '}', '\u20ac' * n + '\\N{x', 'x' * n + '{1}' + 'y' * n,
                       'x' * n + '{' + ' ' * n + '1' + ' ' * n + '}', '{' + 'a' * n + '}', '{{' * n, '{"' + 'a' * n + '"!r:' + '>' * n + '{3}}', '\n' * n, '\\\n' * n, '{a' + '(' * 300 + '}', '}' + 'a' * n):
            show(prefix + '"' + inside + '"')
            show(prefix + '"""' + inside + '"""')
            show('a = ' + prefix + '"""' + inside)
    for source in (b'#' + b'\xc3\xa9' * n, b'#' + b'\xc3\xa9' * n + b'\xc3', b'# coding: latin-1\n"' + b'\xe9' * n + b'"', b'#' + b'a' * n + b'coding: ascii\n\xe9', b'a = "' + b'x' * n + b'\xff"',
                   b'# coding: ascii\n' + b'#' * n + b'\n\xff', b'a' * n + b'\xe2\x82\xac' * 70000 + b'\xff', b'x' * n + b'\0', b' ' * n + b'\xef\xbb\xbf', b'\xef\xbb\xbf' + b'x' * n):
        show(source)
    show('from __future__ import annotations\ndef f(a: "' + '\xe9' * n + '\'", b: ' + 'a' * n + '): pass')
