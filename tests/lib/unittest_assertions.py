# unittest: every assert method, its message, the ways to call it. Differences of lines are ouro's own: cut off.
import unittest
import warnings
from collections import OrderedDict, UserList, deque

case = unittest.TestCase()
case.maxDiff = None


def message(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except BaseException as e:
        lines = []
        for line in str(e).split("\n"):
            if line[:2] in ("- ", "+ ", "? ", "  "):
                break
            lines.append(line)
        return f"{type(e).__name__}: {' | '.join(lines).rstrip(' |')}"
    return f"passes, {result!r}" if result is not None else "passes"


class Odd:
    def __repr__(self):
        raise ValueError("no repr")


class NoLength(UserList):
    def __len__(self):
        raise NotImplementedError


class NoItems(list):
    def __getitem__(self, i):
        raise TypeError("no items")


long1, long2 = "x" * 100 + "a" + "y" * 60, "x" * 100 + "b" + "y" * 70
calls = [
    ("assertTrue", 0), ("assertTrue", 1), ("assertTrue", []), ("assertFalse", 1), ("assertFalse", 0),
    ("assertEqual", 1, 1), ("assertEqual", 1, 2), ("assertEqual", "a", "b"), ("assertEqual", [1], [2]),
    ("assertEqual", (1, 2), (1, 2, 3)), ("assertEqual", [1, 2, 3], [1]), ("assertEqual", {1: 2}, {1: 3}),
    ("assertEqual", {1, 2}, {2, 3}), ("assertEqual", frozenset("a"), frozenset("b")), ("assertEqual", [1], (1,)),
    ("assertEqual", long1, long2), ("assertEqual", [long1], [long2]), ("assertEqual", "p" * 200, "q" * 200),
    ("assertEqual", list(range(60)), list(range(61))), ("assertEqual", 1.5, None), ("assertEqual", b"a", b"b"),
    ("assertEqual", "a\nb", "a\nc"), ("assertEqual", "", "a"), ("assertEqual", [[1]], [[2]]),
    ("assertEqual", deque([1]), deque([2])), ("assertEqual", OrderedDict(a=1), OrderedDict(a=2)),
    ("assertNotEqual", 1, 1), ("assertNotEqual", 1, 2), ("assertNotEqual", "ab", "ab"),
    ("assertIs", [], []), ("assertIs", None, None), ("assertIsNot", None, None), ("assertIsNot", 1, 2),
    ("assertIsNone", 0), ("assertIsNone", None), ("assertIsNotNone", None), ("assertIsNotNone", 0),
    ("assertIn", 1, [1]), ("assertIn", 4, [1]), ("assertIn", "k", {}), ("assertNotIn", 4, [4]), ("assertNotIn", 4, []),
    ("assertIsInstance", 1, str), ("assertIsInstance", 1, (str, int)), ("assertIsInstance", 1, (str, bytes)),
    ("assertNotIsInstance", 1, int), ("assertNotIsInstance", 1, str), ("assertIsInstance", 1, 2),
    ("assertLess", 2, 1), ("assertLess", 1, 2), ("assertLessEqual", 2, 1), ("assertLessEqual", 2, 2),
    ("assertGreater", 1, 2), ("assertGreater", 2, 1), ("assertGreaterEqual", 1, 2), ("assertGreaterEqual", 2, 2),
    ("assertLess", "a", 1),
    ("assertAlmostEqual", 1, 1.00000001), ("assertAlmostEqual", 1, 1.1), ("assertAlmostEqual", 1, 1.1, 0),
    ("assertAlmostEqual", 1, 2, 3), ("assertAlmostEqual", float("inf"), float("inf")), ("assertAlmostEqual", 1j, 2j),
    ("assertNotAlmostEqual", 1, 1.00000001), ("assertNotAlmostEqual", 1, 1.1), ("assertNotAlmostEqual", 1, 1.1, 0),
    ("assertNotAlmostEqual", 1, 1),
    ("assertSequenceEqual", [1, 2], (1, 2)), ("assertSequenceEqual", [1, 2], (1, 3)), ("assertSequenceEqual", 1, 2),
    ("assertSequenceEqual", [1], 2), ("assertSequenceEqual", "ab", "ac"), ("assertSequenceEqual", [1], [1, 2], None, list),
    ("assertSequenceEqual", [1], (1,), None, list), ("assertSequenceEqual", (1,), [1], None, list),
    ("assertSequenceEqual", NoLength([1]), [1]), ("assertSequenceEqual", NoItems([1, 2]), [1, 3]),
    ("assertSequenceEqual", [1, 3], NoItems([1, 2])), ("assertSequenceEqual", NoItems([1, 2]), []),
    ("assertSequenceEqual", [], NoItems([1, 2])), ("assertSequenceEqual", UserList([1]), deque([1])),
    ("assertListEqual", [1], [1]), ("assertListEqual", [1], (1,)), ("assertListEqual", (1,), [1]),
    ("assertTupleEqual", (1,), (1,)), ("assertTupleEqual", (), (1,)), ("assertTupleEqual", [], ()),
    ("assertSetEqual", {1}, {1}), ("assertSetEqual", {1}, {2}), ("assertSetEqual", {1}, [1]), ("assertSetEqual", [1], {1}),
    ("assertSetEqual", {1}, None), ("assertSetEqual", None, {1}), ("assertSetEqual", {1, 2}, {1}),
    ("assertSetEqual", {1}, {1, 2}),
    ("assertDictEqual", {}, {}), ("assertDictEqual", {1: 1}, {}), ("assertDictEqual", 1, {}), ("assertDictEqual", {}, 1),
    ("assertCountEqual", [1, 2], [2, 1]), ("assertCountEqual", [1, 1, 2], [1, 2, 2]), ("assertCountEqual", [], [1]),
    ("assertCountEqual", [[1], [2]], [[2], [1]]), ("assertCountEqual", [[1], [2], [1]], [[2], [3]]),
    ("assertCountEqual", "abca", "abc"), ("assertCountEqual", [1, [2]], [[2], 1, 1]),
    ("assertMultiLineEqual", "a", "a"), ("assertMultiLineEqual", "a", "b"), ("assertMultiLineEqual", 1, "a"),
    ("assertMultiLineEqual", "a", b"a"), ("assertMultiLineEqual", "a\nb\nc\n", "a\nx\nc\n"),
    ("assertDictContainsSubset", {1: 1}, {1: 1, 2: 2}), ("assertDictContainsSubset", {1: 1, 3: 4, 5: 5}, {1: 2, 3: 3}),
    ("fail",), ("fail", "why"), ("skipTest", "why"),
    ("assertRaises", ValueError, int, "x"), ("assertRaises", ValueError, int, "1"), ("assertRaises", TypeError, int, "x"),
    ("assertRaises", (ValueError, TypeError), int, "1"), ("assertRaises", 1), ("assertRaises", int), ("assertRaises", (int,)),
    ("assertRaises", ValueError, None), ("assertRaises", "x", int),
    ("assertWarns", UserWarning, int), ("assertWarns", 1), ("assertWarns", UserWarning, warnings.warn, "x"),
    ("assertWarns", DeprecationWarning, warnings.warn, "x"), ("assertWarns", (UserWarning, DeprecationWarning), int),
    ("assertWarns", ValueError, int), ("assertWarns", UserWarning, int, "x"),
]
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for name, *args in calls:
        text = message(getattr(case, name), *args)
        print(name, text.replace(str(len(long1)), "N"))

print("-- with a message, long and short")
for case.longMessage in (True, False):
    for name, *args in [("assertEqual", 1, 2), ("assertTrue", 0), ("assertIn", 1, []), ("assertIsNone", 1),
                        ("assertListEqual", [1], [2]), ("assertSetEqual", {1}, {2}), ("assertLess", 2, 1),
                        ("assertCountEqual", [1], [2]), ("assertDictEqual", {1: 1}, {}), ("assertIsInstance", 1, str)]:
        print(name, message(getattr(case, name), *args, msg="said"))
    print(message(case.assertAlmostEqual, 1, 2, msg="said", delta=0.5), message(case.assertAlmostEqual, 1, 2, delta=2))
    print(message(case.assertNotAlmostEqual, 1, 2, msg="said", delta=1.5), message(case.assertNotAlmostEqual, 1, 2, delta=.5))
    print(message(case.assertAlmostEqual, 1, 2, places=1, delta=2), message(case.assertNotAlmostEqual, 1, 2, places=1, delta=2))
case.longMessage = True

print("-- contexts")


def with_context(context, action):
    with context as cm:
        action()
    return cm


cm = with_context(case.assertRaises(ZeroDivisionError), lambda: 1 / 0)
print(repr(cm.exception), cm.exception.__traceback__, cm.exception.__context__)
print(message(with_context, case.assertRaises(KeyError), lambda: None))
print(message(with_context, case.assertRaises(KeyError, msg="said"), lambda: None))
print(message(with_context, case.assertRaises((KeyError, OSError)), lambda: None))
print(message(with_context, case.assertRaises(KeyError), lambda: 1 / 0))
print(message(case.assertRaises, KeyError, other=1), message(case.assertWarns, UserWarning, msg=1, other=1))
print(message(with_context, case.assertWarns(UserWarning), lambda: warnings.warn("no", DeprecationWarning)))
print(message(with_context, case.assertWarns(UserWarning, msg="said"), lambda: None))
print(message(with_context, case.assertWarns(UserWarning), lambda: 1 / 0))
cm = with_context(case.assertWarns(UserWarning), lambda: [warnings.warn("yes"), warnings.warn("again")])
print(repr(cm.warning), len(cm.warnings), cm.filename[-24:], cm.lineno > 0)


class Pattern:
    """What assertRegex and its like take besides text: anything with search() and pattern."""
    def __init__(self, pattern):
        self.pattern = pattern

    def search(self, text):
        found = text.find(self.pattern)
        return found >= 0 and Match(found, found + len(self.pattern))


class Match:
    def __init__(self, start, end):
        self.start, self.end = lambda: start, lambda: end


print(message(case.assertRegex, "text", Pattern("ex")), message(case.assertRegex, "text", Pattern("ax")))
print(message(case.assertNotRegex, "text", Pattern("ex")), message(case.assertNotRegex, "text", Pattern("ax")))

print("-- equality functions, truncation, other names")


def same_length(first, second, msg=None):
    if len(first) != len(second):
        raise case.failureException(f"lengths {len(first)} {len(second)} {msg}")


case.addTypeEqualityFunc(bytes, same_length)
print(message(case.assertEqual, b"ab", b"cd"), message(case.assertEqual, b"ab", b"c", "said"))
print(message(case.assertEqual, Odd, Odd()).split(" object at ")[0])
case.maxDiff = 5
print(message(case.assertEqual, [1], [2])[:70])
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    case.assertEquals(1, 1), case.assert_(1), case.failUnlessEqual(1, 1), case.assertNotEquals(1, 2), case.failIf(0)
    case.failUnlessRaises(ValueError, int, "x"), case.assertAlmostEquals(1, 1), case.failIfEqual(1, 2)
    case.assertRegexpMatches("text", Pattern("t")), case.assertDictContainsSubset({}, {})
print([(w.category.__name__, str(w.message)) for w in seen])
print(sorted(n for n in dir(unittest.TestCase) if n[0] != "_"))
