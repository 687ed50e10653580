"""Tests from the command line: unittest.main()."""
import os
import sys
from . import loader, runner
from .util import matches

__unittest = True
_FLAGS = {"-v": ("verbosity", 2), "--verbose": ("verbosity", 2), "-q": ("verbosity", 0), "--quiet": ("verbosity", 0),
          "-f": ("failfast", True), "--failfast": ("failfast", True), "-b": ("buffer", True),
          "--buffer": ("buffer", True), "--locals": ("tb_locals", True)}
_USAGE = """usage: {0} [-h] [-v] [-q] [--locals] [-f] [-b] [-k PATTERN] [name ...]
       {0} discover [options] [-s START] [-p PATTERN] [-t TOP]

  name            module, class or method; none: all of the module
  -v, -q          more or less output
  --locals        show local variables in tracebacks
  -f              stop at the first failure
  -b              show output only of tests that fail
  -k PATTERN      only tests whose name contains or matches it
  -s, -p, -t      discover: where to start, names of files, folder to import from"""


def _convert_name(name):
    """A path of a file becomes the name of a module."""
    if os.path.isfile(name) and name.lower().endswith(".py"):
        if os.path.isabs(name):
            relative = os.path.relpath(name, os.getcwd())
            if os.path.isabs(relative) or relative.startswith(os.pardir):
                return name
            name = relative
        return os.path.normpath(name)[:-3].replace("\\", ".").replace("/", ".")
    return name


class TestProgram:
    """A program that runs tests: made and run by calling it."""
    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        self.module = module
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def usageExit(self, msg=None):
        if msg:
            print(msg)
        print(_USAGE.format(self.progName))
        sys.exit(2)

    def parseArgs(self, argv):
        args = list(argv[1:])
        discover = self.module is None and (not args or args[0] == "discover")
        if discover:
            args = args[1:]
        names = self._options(args, discover)
        if discover:
            return self._discover(names)
        if self.module is None and not names:
            return self._discover([])
        if names:
            self.testNames = [_convert_name(name) for name in names]
            if __name__ == "__main__":
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _options(self, args, discover):
        """Take the options; the rest are names."""
        names = []
        self._where = {"-s": None, "-p": None, "-t": None}
        values = {"-k": "-k"}
        if discover:
            values.update({"-s": "-s", "--start-directory": "-s", "-p": "-p", "--pattern": "-p", "-t": "-t",
                           "--top-level-directory": "-t"})
        while args:
            arg = args.pop(0)
            flag, equal, value = arg.partition("=") if arg.startswith("--") else (arg, "", "")
            if not flag.startswith("--") and len(flag) > 2 and flag[:2] in values:
                flag, equal, value = flag[:2], "=", flag[2:]
            if arg in ("-h", "--help"):
                print(_USAGE.format(self.progName))
                sys.exit(0)
            elif arg in _FLAGS:
                setattr(self, *_FLAGS[arg])
            elif flag in values:
                if not equal:
                    if not args:
                        self._error(f"argument {flag}: expected one argument")
                    value = args.pop(0)
                if flag == "-k":
                    self.testNamePatterns = [*(self.testNamePatterns or ()), value if "*" in value else f"*{value}*"]
                else:
                    self._where[values[flag]] = value
            elif arg.startswith("-") and len(arg) > 2 and arg[1] != "-" and all("-" + c in _FLAGS for c in arg[1:]):
                args[:0] = ["-" + c for c in arg[1:]]
            elif arg in ("-c", "--catch"):
                self._error("-c needs the module signal, which ouro does not have")
            elif arg.startswith("-"):
                self._error(f"unrecognized arguments: {arg}")
            else:
                names.append(arg)
        return names

    def _error(self, message):
        sys.stderr.write(f"{_USAGE.format(self.progName)}\n{self.progName}: error: {message}\n")
        sys.exit(2)

    def _discover(self, names):
        start, pattern, top = (*names, None, None, None)[:3]
        self.start = self._where["-s"] or start or "."
        self.pattern = self._where["-p"] or pattern or "test*.py"
        self.top = self._where["-t"] or top
        self.createTests(from_discovery=True)

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            tests = self.testLoader if Loader is None else Loader()
            self.test = tests.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        run = self.testRunner
        if isinstance(run, type):
            kwargs = dict(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings)
            try:
                run = self.testRunner(tb_locals=self.tb_locals, **kwargs)
            except TypeError:
                try:
                    run = self.testRunner(**kwargs)
                except TypeError:
                    run = self.testRunner()
        self.result = run.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
