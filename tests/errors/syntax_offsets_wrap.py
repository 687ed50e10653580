# A SyntaxError may be given any offset: CPython's arithmetic wraps.
import sys
sys.stderr = sys.stdout
for offset in (-2**63, -2**63 + 1, -1, 0, 2**63 - 1):
    for end in (-2**63, 0):
        print(offset, end)
        sys.excepthook(SyntaxError, SyntaxError('m', ('f', 1, offset, ' a = b\n', 1, end)), None)
