"""What came out of a run: counts, lists of failures and errors with their tracebacks as text."""
import io
import sys
import traceback
from functools import wraps
from .util import strclass

__unittest = True
STDOUT_LINE = "\nStdout:\n%s"
STDERR_LINE = "\nStderr:\n%s"


def failfast(method):
    @wraps(method)
    def inner(self, *args, **kw):
        if getattr(self, "failfast", False):
            self.stop()
        return method(self, *args, **kw)

    return inner


class TestResult:
    """Holds what happened to each test; TestCase and TestSuite fill it."""
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._stdout_buffer = None
        self._stderr_buffer = None
        self._original_stdout = sys.stdout
        self._original_stderr = sys.stderr
        self._mirrorOutput = False

    def printErrors(self):
        "Called by the runner after the run."

    def startTest(self, test):
        "Called when the given test is about to be run."
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def startTestRun(self):
        "Called once before any test."

    def stopTest(self, test):
        "Called when the given test has been run."
        self._restoreStdout()
        self._mirrorOutput = False

    def stopTestRun(self):
        "Called once after all tests."

    # ---- output of the tests, kept back with `buffer` ----

    def _setupStdout(self):
        if self.buffer:
            if self._stderr_buffer is None:
                self._stderr_buffer, self._stdout_buffer = io.StringIO(), io.StringIO()
            sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def _restoreStdout(self):
        if not self.buffer:
            return
        pairs = ((self._stdout_buffer, self._original_stdout, STDOUT_LINE),
                 (self._stderr_buffer, self._original_stderr, STDERR_LINE))
        if self._mirrorOutput:
            for buffer, original, line in pairs:
                output = buffer.getvalue()
                if output:
                    original.write(line % (output if output.endswith("\n") else output + "\n"))
        sys.stdout, sys.stderr = self._original_stdout, self._original_stderr
        for buffer, _, _ in pairs:
            buffer.seek(0)
            buffer.truncate()

    # ---- what can happen ----

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        "Called at the end of a subtest; err is None if it passed."
        if err is None:
            return
        if getattr(self, "failfast", False):
            self.stop()
        where = self.failures if issubclass(err[0], test.failureException) else self.errors
        where.append((subtest, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSuccess(self, test):
        "Called when a test has passed."

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not self.failures and not self.errors and not getattr(self, "unexpectedSuccesses", ())

    def stop(self):
        "The run shall end after this test."
        self.shouldStop = True

    # ---- tracebacks without unittest's own frames ----

    def _exc_info_to_string(self, err, test):
        exctype, value, tb = err
        tb = self._clean_tracebacks(exctype, value, tb, test)
        lines = list(traceback.TracebackException(exctype, value, tb, capture_locals=self.tb_locals,
                                                  compact=True).format())
        if self.buffer:
            for line, stream in ((STDOUT_LINE, sys.stdout), (STDERR_LINE, sys.stderr)):
                output = stream.getvalue()
                if output:
                    lines.append(line % (output if output.endswith("\n") else output + "\n"))
        return "".join(lines)

    def _clean_tracebacks(self, exctype, value, tb, test):
        first, seen = None, {id(value)}
        todo = [(exctype, value, tb)]
        while todo:
            exctype, exc, tb = todo.pop()
            while tb and self._is_relevant_tb_level(tb):
                tb = tb.tb_next
            if exctype is test.failureException:
                self._remove_unittest_tb_frames(tb)
            if exc is value:
                first = tb
            else:
                exc.__traceback__ = tb
            if exc is not None:
                for other in (exc.__cause__, exc.__context__):
                    if other is not None and id(other) not in seen:
                        seen.add(id(other))
                        todo.append((type(other), other, other.__traceback__))
        return first

    def _is_relevant_tb_level(self, tb):
        return "__unittest" in tb.tb_frame.f_globals

    def _remove_unittest_tb_frames(self, tb):
        last = None
        while tb and not self._is_relevant_tb_level(tb):
            last = tb
            tb = tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        return (f"<{strclass(self.__class__)} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")
