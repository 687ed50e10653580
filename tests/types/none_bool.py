# None, bool, NotImplemented, Ellipsis.

def show(*sources):
    for source in sources:
        try:
            print(source, "->", repr(eval(source)))
        except Exception as error:
            print(source, "!!", type(error).__name__ + ":", error)

class Odd:
    def __init__(self, answer):
        self.answer = answer
    def __bool__(self):
        return self.answer

class Long:
    def __len__(self):
        return 3

show("bool(), bool(0), bool(1), bool(''), bool('a'), bool([]), bool([0]), bool(None), bool(0.0)",
     "bool(Odd(True)), bool(Odd(False)), bool(Long()), bool(object())", "bool(Odd(1))",
     "bool(Odd(None))", "bool(1, 2)", "bool(x=1)", "True + True, True * 5, -True, +True, ~False",
     "True & False, True | False, True ^ True, True & 1, 1 | True, False ^ 3",
     "type(True & True), type(True & 1), type(True + 0), type(-True)", "True.__and__('a')",
     "str(True), repr(False), '%d' % True, '%s' % True, f'{True}', f'{True:d}', f'{True:>6}'",
     "True == 1, True is True, hash(True), hash(False), {1: 'a'}[True], {True: 'b'}[1.0]",
     "True < 2, False <= False, sorted([True, False, True])", "True.real, True.imag, True.bit_length()",
     "type(True.real), type(True.numerator), True.as_integer_ratio(), True.conjugate()",
     "int(True), float(True), complex(True), [10, 20][True]", "bool.__mro__", "bool.__bases__",
     "isinstance(True, int), isinstance(1, bool), issubclass(bool, int)",
     "int.__new__(bool, 1)", "bool.__new__(int)", "type('B', (bool,), {})",
     "None", "str(None), repr(None), bool(None), None is None, None == None, None != 0",
     "None < None", "None + 1", "None.foo", "type(None)()", "type(None)(1)", "type(None).__name__",
     "type('N', (type(None),), {})", "None.__eq__(1), None.__eq__(None), None.__ne__(None)",
     "hash(None) == hash(None)", "NotImplemented, Ellipsis, ...", "... is Ellipsis, bool(...)",
     "type(...)(), type(NotImplemented)(), type(...), type(NotImplemented)",
     "type(...)(1)", "Ellipsis.__reduce__(), NotImplemented.__reduce__()", "str(...)",
     "{...: 1}[...]", "NotImplemented == NotImplemented, NotImplemented is NotImplemented")
try:
    None.x = 1
except AttributeError as error:
    print(error)
try:
    True.x = 1
except AttributeError as error:
    print(error)
