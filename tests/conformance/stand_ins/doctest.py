"""Stands for doctest: examples in the docstring and the __test__ of a module, with the options that test files use."""
import io
import os
import sys
import traceback
import types
import unittest

ELLIPSIS, NORMALIZE_WHITESPACE, IGNORE_EXCEPTION_DETAIL, SKIP, DONT_ACCEPT_TRUE_FOR_1 = 1, 2, 4, 8, 16
DONT_ACCEPT_BLANKLINE, REPORT_NDIFF, REPORT_UDIFF, FAIL_FAST = 32, 64, 128, 256


def _options(source):
    """The options that an example's comment names."""
    flags = 0
    for line in source.splitlines():
        _, found, names = line.replace("#doctest:", "# doctest:").partition("# doctest:")
        for name in names.replace(",", " ").split() if found else ():
            if name.startswith("+"):
                flags |= globals()[name[1:]]
    return flags


def _examples(text):
    """(source, expected output, line) of each example."""
    lines = text.expandtabs().split("\n")
    i = 0
    while i < len(lines):
        start = lines[i].lstrip()
        if start != ">>>" and not start.startswith(">>> "):
            i += 1
            continue
        indent, number = len(lines[i]) - len(start), i
        source, wanted = [start[4:]], []
        i += 1
        while i < len(lines) and lines[i][indent:].startswith("..."):
            source.append(lines[i][indent + 4:])
            i += 1
        while i < len(lines) and lines[i].strip() and not lines[i].lstrip().startswith(">>>"):
            wanted.append(lines[i][indent:])
            i += 1
        if any(line.strip() and not line.strip().startswith("#") for line in source):
            yield "\n".join(source) + "\n", "".join(line + "\n" for line in wanted), number + 1


def _matches(wanted, got):
    """Whether the text is what is wanted, where "..." stands for anything."""
    first, *inner = wanted.split("...")
    if not inner:
        return wanted == got
    *inner, last = inner
    if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for part in inner:
        at = got.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


class DocTestCase(unittest.TestCase):
    def __init__(self, module, name, text, flags=0):
        super().__init__()
        self.module, self.name, self.text, self.flags = module, name, text, flags

    def id(self):
        return self.name

    def __str__(self):
        return self.name

    def run_example(self, source, line, names):
        """What it prints, and the last lines of the traceback or None."""
        stdout, sys.stdout = sys.stdout, io.StringIO()
        try:
            exec(compile(source, f"<{self.name} line {line}>", "single"), names)
            printed = sys.stdout.getvalue()
            return printed + "\n" * (printed != "" and printed[-1] != "\n"), None
        except (Exception, KeyboardInterrupt) as e:
            return sys.stdout.getvalue(), "".join(traceback.format_exception_only(type(e), e)[-1:])
        finally:
            sys.stdout = stdout

    def same(self, wanted, got, flags):
        if wanted in ("1\n", "0\n") and got in ("True\n", "False\n"):
            return wanted == f"{got == 'True' + chr(10):d}\n"
        if flags & NORMALIZE_WHITESPACE:
            wanted, got = " ".join(wanted.split()), " ".join(got.split())
        return wanted == got or flags & ELLIPSIS and _matches(wanted, got)

    def runTest(self):
        names = dict(vars(self.module))
        for source, wanted, line in _examples(self.text):
            flags = self.flags | _options(source)
            if flags & SKIP:
                continue
            got, failure = self.run_example(source, line, names)
            wanted = wanted.replace("<BLANKLINE>\n", "\n")
            if wanted.startswith(("Traceback (most recent call last):", "Traceback (innermost last):")):
                lines = wanted.splitlines(keepends=True)[1:]
                while lines and not (lines[0][:1].isalnum() or lines[0][:1] == "_"):
                    lines.pop(0)
                wanted, got = "".join(lines), failure or "no exception\n"
                if flags & IGNORE_EXCEPTION_DETAIL:
                    wanted, got = (text.partition(":")[0].strip().rpartition(".")[2] for text in (wanted, got))
            elif failure is not None:
                got = "Traceback: " + failure
            if not self.same(wanted, got, flags):
                self.assertEqual(got, wanted, f"line {line}: {source}")


def DocTestSuite(module=None, optionflags=0, **options):
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        __import__(module)
        module = sys.modules[module]
    texts = {module.__name__: module.__doc__ or ""}
    for key, text in getattr(module, "__test__", {}).items():
        texts[f"{module.__name__}.__test__.{key}"] = text if isinstance(text, str) else text.__doc__ or ""
    return unittest.TestSuite(DocTestCase(module, name, text, optionflags) for name, text in texts.items() if ">>>" in text)


def DocFileSuite(*paths, **options):
    """The file's examples, where it lies beside the tests."""
    folder = os.path.dirname(sys._getframe(1).f_globals["__file__"])
    suite = unittest.TestSuite()
    for path in paths:
        module = types.ModuleType("__main__")
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            suite.addTest(DocTestCase(module, path.replace(".", "_"), file.read()))
    return suite


def testmod(*args, **options):
    raise unittest.SkipTest("needs the module doctest")
