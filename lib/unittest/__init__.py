"""Tests as classes: cases, suites, loaders, results and a runner that prints (without unittest.mock)."""
from .case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext,
                   expectedFailure, skip, skipIf, skipUnless)
from .loader import TestLoader, defaultTestLoader, findTestCases, getTestCaseNames, makeSuite
from .main import TestProgram, main
from .result import TestResult
from .runner import TextTestResult, TextTestRunner
from .suite import BaseTestSuite, TestSuite

__all__ = ["TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader", "FunctionTestCase", "main",
           "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure", "TextTestResult",
           "addModuleCleanup", "doModuleCleanups", "enterModuleContext", "getTestCaseNames", "makeSuite",
           "findTestCases"]
__unittest = True


def load_tests(loader, tests, pattern):
    """`discover` in this package itself: the tests of the folder, not of the package."""
    import os
    return loader.discover(start_dir=os.getcwd(), pattern=pattern)


def __getattr__(name):
    missing = {"IsolatedAsyncioTestCase": "asyncio", "installHandler": "signal", "removeHandler": "signal",
               "registerResult": "signal", "removeResult": "signal"}
    if name in missing:
        raise AttributeError(f"unittest.{name} needs the module {missing[name]}, which ouro does not have")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
