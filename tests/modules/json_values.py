# Module json: values, options, messages and positions of errors.
import collections
import enum
import io
import json
import json.decoder
import json.encoder

def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except RecursionError:
        print("RecursionError")
    except Exception as e:
        print(type(e).__name__, e)

# --- reading
GOOD = ['0', '-0', '-0.0', '1', '-12', '1.5', '-1.5e3', '1E+2', '1e-7', '123456789012345678', '-1234567890123456789012', '1e999',
        'null', 'true', 'false', 'NaN', 'Infinity', '-Infinity', '""', '"a"', '"é"', '"\\u00e9\\ud83d\\ude00"', '"\\ud83d"',
        '"\\ud83d\\u0041"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '[]', '[ ]', '{}', '{ }', '[1,2 , 3]', '{"a":1,"b" : [ {} ] }',
        ' [1]\n\t ', '{"a": 1, "a": 2}', '[[[[]]]]', '"' + "x" * 100 + '"', '{"": 0}', '"\x7f"', '"😀" ', '[0.1,2.5E-3]']
for text in GOOD:
    show(json.loads, text)
BAD = ['', ' ', '[', '[1', '[1,', '[1,]', '[1 2]', '{', '{"a', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{1:2}', '{"a" 1}',
       '{"a":1 "b":2}', 'nul', 'truee', 'nan', '-', '-a', '01', '1.', '.5', '1e', '+1', '"', '"a', '"\\', '"\\u', '"\\u12', '"\\u12g4"',
       '"\\x"', '"\\uD800\\u12"', '"\n"', '"\x00"', '[1]x', '1 2', '\ufeff1', '["é", tru]', '{"é\n": \n x}', "{'a': 1}", '-Infinit', 'Inf',
       '[[1, 2], [3, }', '\n\n\n  @', '"\\uD800\\', '"\\uD800\\u', 'é', '["😀", "😀\\q"]', '"é\\u00zz"', ']', '[1,\n2\n3]']
for text in BAD:
    show(json.loads, text)
for text in '"\\x"', '[1,]', '\n\n[2,\n "é" 3]':
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(e.msg, e.doc == text, e.pos, e.lineno, e.colno, e.__reduce__()[1][2], e.args, str(e.__cause__), e.__suppress_context__)
show(json.loads, 5)
show(json.loads, None)
show(json.loads, memoryview(b"1"))
for data in (b'[1]', bytearray(b'"\xc3\xa9"'), '"é"'.encode("utf-16"), '"é"'.encode("utf-16-be"), '[1, 2]'.encode("utf-32-le"),
             '[1]'.encode("utf-32"), b'\xef\xbb\xbf[1]', b'1', b'12', '1'.encode('utf-16-le'), '1'.encode('utf-16-be'), b'"\xff"', b'',
             '"x"'.encode("utf-32-be")):
    print(json.detect_encoding(data), end=" ")
    show(json.loads, data)
show(json.load, io.StringIO('{"x": [1, 2]}'))
show(json.load, io.BytesIO(b'[true]'))

# --- options of reading
show(json.loads, '{"a": 1, "b": {"c": [2.5, -Infinity]}}', object_hook=lambda d: sorted(d))
show(json.loads, '{"a": 1, "b": {"c": [2.5, NaN]}}', object_pairs_hook=lambda p: p, object_hook=len)
show(json.loads, '{"a": {}, "b": {}}', object_pairs_hook=collections.OrderedDict)
show(json.loads, '[1, -2, 2.50, 1e3, NaN, Infinity, -Infinity]', parse_int=lambda s: "i" + s, parse_float=lambda s: "f" + s,
     parse_constant=lambda s: "c" + s)
show(json.loads, '[1]', parse_int=float)
show(json.loads, '[1.5]', parse_float=int)
show(json.loads, '[NaN]', parse_constant=lambda s: 1 / 0)
show(json.loads, '"a\tb\n"', strict=False)
show(json.loads, '"a\tb"', strict=True)
show(json.loads, '1', unknown=3)
class Decoder(json.JSONDecoder):
    def decode(self, s):
        return "mine", super().decode(s)
show(json.loads, '[1]', cls=Decoder)
decoder = json.JSONDecoder()
show(decoder.raw_decode, '[1] x')
show(decoder.raw_decode, 'x[1] é', 1)
show(decoder.raw_decode, 'é [1] é', 2)
show(decoder.raw_decode, 'é', 1)
show(decoder.raw_decode, ' 1')
show(decoder.raw_decode, '1', 5)
show(decoder.raw_decode, '1', -1)
show(decoder.scan_once, '1', 0)
show(decoder.scan_once, 'x', 0)
show(decoder.scan_once, b'1', 0)
show(decoder.scan_once, '1', 'a')
show(decoder.decode, ' 1 \n')
show(decoder.decode, ' 1 \n2')
scan = json.decoder.scanstring
show(scan, 'é"', 0), show(scan, '"é\\n"z', 1), show(scan, '"a', 1), show(scan, 'a', 5), show(scan, 'a', -1), show(scan, b'a', 0)
show(scan, '\t"', 0), show(scan, '\t"', 0, False), show(scan, '\t"', 0, True)
a, b = json.loads('[{"some key": 1}, {"some key": 2}]')
print(next(iter(a)) is next(iter(b)))

# --- writing
class I(int):
    def __repr__(self): return "I!"
    __str__ = __repr__
class F(float):
    def __repr__(self): return "F!"
class S(str): pass
class L(list): pass
class T(tuple): pass
class D(dict): pass
class E(enum.IntEnum):
    A = 3
Point = collections.namedtuple("Point", "x y")
VALUES = [None, True, False, 0, 1, -1, 10 ** 20, -10 ** 30, 2 ** 63, -2 ** 63, 1.0, -0.0, 1e300, 0.1, float("nan"), float("inf"),
          -float("inf"), "", "a", "é\u2028\U0001f600", '"\\\b\f\n\r\t\x00\x1f\x7f/', "\ud800", [], (), {}, [1], (1, 2), {"a": []}, [[], {}],
          I(5), F(2.5), S("s"), L([1]), T((1,)), D(a=1), E.A, Point(1, [2]), {1: 2, None: 3, True: 4, 2.5: 5, "x": 6}, {E.A: 1, I(4): 2},
          collections.OrderedDict(b=1, a=2), collections.defaultdict(list, x=[1]), {"é": "é"}, {float("nan"): 1}]
OPTIONS = [{}, {"indent": 2}, {"indent": 0}, {"indent": "\t"}, {"separators": (",", ":")}, {"ensure_ascii": False}, {"sort_keys": True},
           {"indent": 1, "separators": ("é", "=")}, {"allow_nan": False}, {"skipkeys": True}, {"check_circular": False}]
for options in OPTIONS:
    for value in VALUES:
        show(json.dumps, value, **options)
    whole = io.StringIO()
    try:
        json.dump(VALUES[17:], whole, **options)
        print(whole.getvalue() == json.dumps(VALUES[17:], **options))
    except (TypeError, ValueError) as e:
        print(e, len(whole.getvalue()))
for value in object, {1, 2}, b"x", {b"x": 1}, {(1,): 2}, [1, {"a": 1j}], range(3), {"a": {1, 2}}:
    for options in {}, {"indent": 1}, {"skipkeys": True}, {"default": repr}, {"default": lambda o: [type(o).__name__]}:
        if not (isinstance(value, set) and "default" in options):
            show(json.dumps, value, **options)
show(json.dumps, {1: 2, "a": 3}, sort_keys=True)
show(json.dumps, {3: 1, 1: 2, 2: {5: 6, 4: 7}}, sort_keys=True, indent=1)
show(json.dumps, {(1, 2): 1, "a": 2}, skipkeys=True, sort_keys=False)
circle = [1]
circle.append({"a": circle})
show(json.dumps, circle)
show(json.dumps, circle, indent=1)
show(json.dumps, circle, check_circular=False)
twice = [0]
show(json.dumps, [twice, twice, {"a": twice, "b": twice}])
show(json.dumps, 1j, default=lambda o: o)
show(json.dumps, 1j, default=lambda o: 1 / 0)
show(json.dumps, [1j, 2j], default=lambda o: {"re": o.real, "im": o.imag}, indent=1)
show(json.dumps, 1, unknown=2)
class Encoder(json.JSONEncoder):
    item_separator = ";"
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)
show(json.dumps, [1j, {"a": 2j}], cls=Encoder)
show(json.dumps, [object], cls=Encoder)
show(list, Encoder().iterencode([1, "a", {"b": [2j]}, [], {}]))
show(list, json.JSONEncoder(indent=1).iterencode([1, "a", {"b": [None]}, [], {}]))
show(list, json.JSONEncoder().iterencode("x"))
show(json.JSONEncoder().encode, "é"), show(json.JSONEncoder(ensure_ascii=False).encode, "é")
for function in json.encoder.encode_basestring_ascii, json.encoder.encode_basestring, json.encoder.py_encode_basestring_ascii, \
        json.encoder.py_encode_basestring:
    for text in 'a"\\/\n\x00\x7f', "é\u1234\U00012345\udfff", "", S("é"):
        show(function, text)
show(json.encoder.encode_basestring_ascii, 5)
class Items(dict):
    def items(self):
        return [("x", 1), ("y", [2])]
show(json.dumps, Items(a=1)), show(json.dumps, Items(), indent=1)
class Odd(dict):
    def items(self):
        return [1]
show(json.dumps, Odd(a=1))
values = [object()] * 6
show(json.dumps, values, default=lambda o: values.pop() and None)
table = {"a": object(), "b": 1}
show(json.dumps, table, default=lambda o: table.clear())
class Many(list):
    def __iter__(self):
        return iter((7, 8, 9))
show(json.dumps, Many([1]))
c_make_encoder = json.encoder.c_make_encoder
show(c_make_encoder, 1, None, None, None, ": ", ", ", False, False, False)
show(c_make_encoder(None, None, lambda s: None, None, ": ", ", ", False, False, False), "a", 0)
show(c_make_encoder(None, None, lambda s: "<" + s + ">", None, ": ", ", ", False, False, False), {"a": "b", 1: 2}, 0)
show(json.scanner.c_make_scanner, 1)
deep = []
for i in range(100000):
    deep = [deep]
show(json.dumps, deep)
show(json.loads, "[" * 100000), show(json.loads, '{"a":' * 100000)
while deep:
    deep = deep[0]
print(sorted(json.__all__), json.__version__)
