# run_file.py NAME RESULTS: run the tests of test/NAME.py (those that Debian installs) and append to the file RESULTS a
# line for each: "begun<TAB>Class.method" and then "status<TAB>Class.method<TAB>reason". Tests that have such a line
# already are left out, so that a file can be continued after a test that crashed. Runs under ouro (with the stand-ins)
# and under CPython.
import collections.abc  # test files take it for granted
import os
import sys
import traceback
import unittest

name, results = sys.argv[1], os.path.abspath(sys.argv[2])


def short(test):
    return test.id().removeprefix(f"test.{name}.")


class Lines(unittest.TextTestResult):
    """A result that writes lines. A test with failing subtests has failed."""

    def startTest(self, test):
        super().startTest(test)
        self.status, self.reason = "passed", ""
        self.line(test, "begun", "")

    def note(self, status, reason):
        order = ("passed", "skipped", "failed", "errored")
        if order.index(status) > order.index(self.status):
            self.status, self.reason = status, reason

    def line(self, test, status, reason):
        try:
            reason = " ".join(str(reason).split())[:2000]
        except Exception as e:
            reason = f"({type(e).__name__} in the text of the reason)"
        print(status, short(test), reason, sep="\t", file=out, flush=True)

    def stopTest(self, test):
        super().stopTest(test)
        self.line(test, self.status, self.reason)

    def add(self, test, status, reason):
        if hasattr(test, "countTestCases") and test.countTestCases() == 0:
            self.line(test, status, reason)  # a fixture of a class or module
        else:
            self.note(status, reason)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.add(test, "skipped", reason)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.add(test, "failed", err[1])

    def addError(self, test, err):
        super().addError(test, err)
        self.add(test, "errored", f"{err[0].__name__}: {err[1]}")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.add(test, "failed" if issubclass(err[0], test.failureException) else "errored",
                     f"{err[0].__name__}: {err[1]}")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note("failed", "unexpected success")


def left_over(suite, done):
    """The suite without the tests that are done."""
    rest = []
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            rest.append(left_over(test, done))
        elif short(test) not in done:
            rest.append(test)
    return type(suite)(rest)


done = set()
if os.path.exists(results):
    with open(results, encoding="utf-8", errors="surrogateescape") as file:
        done = {line.rstrip("\n").split("\t")[1] for line in file}
if sys.implementation.name != "cpython":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_ins"))
    import mock_of_unittest
    sys.modules["unittest.mock"] = unittest.mock = mock_of_unittest
    if name == "test_unicodedata":
        import unicodedata
        import _absent
        unicodedata.ucd_3_2_0 = unicodedata.UCD = _absent.names_of("unicodedata.ucd_3_2_0")("ucd")
else:
    import test.support
    test.support.use_resources = []
out = open(results, "a", encoding="utf-8", errors="backslashreplace")
try:
    suite = unittest.defaultTestLoader.loadTestsFromName(f"test.{name}")
except Exception:
    traceback.print_exc()
    sys.exit(2)
if done:
    suite = left_over(suite, done)
unittest.TextTestRunner(verbosity=2 if "-v" in sys.argv else 1, resultclass=Lines).run(suite)
out.close()
