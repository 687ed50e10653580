# run_file.py NAME RESULTS: run the tests of test/NAME.py (those that Debian installs) and write a line for each to
# the file RESULTS: "status<TAB>Class.method<TAB>reason". Runs under ouro (with the stand-ins) and under CPython.
import os
import sys
import traceback
import unittest

name, results = sys.argv[1], os.path.abspath(sys.argv[2])


class Lines(unittest.TextTestResult):
    """A result that writes lines. A test with failing subtests has failed."""

    def startTest(self, test):
        super().startTest(test)
        self.status, self.reason = "passed", ""

    def note(self, status, reason):
        order = ("passed", "skipped", "failed", "errored")
        if order.index(status) > order.index(self.status):
            self.status, self.reason = status, reason

    def line(self, test, status, reason):
        reason = " ".join(str(reason).split())
        print(status, test.id().removeprefix(f"test.{name}."), reason, sep="\t", file=out, flush=True)

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
            self.add(test, "failed" if issubclass(err[0], test.failureException) else "errored", err[1])

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note("failed", "unexpected success")


if sys.implementation.name != "cpython":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_ins"))
    import mock_of_unittest
    sys.modules["unittest.mock"] = unittest.mock = mock_of_unittest
out = open(results, "w", encoding="utf-8")
try:
    suite = unittest.defaultTestLoader.loadTestsFromName(f"test.{name}")
except Exception:
    traceback.print_exc()
    sys.exit(2)
unittest.TextTestRunner(verbosity=2 if "-v" in sys.argv else 1, resultclass=Lines).run(suite)
out.close()
