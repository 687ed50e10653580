"""Stands for doctest: examples in the docstring and the __test__ of a module, without options."""
import io
import os
import sys
import traceback
import types
import unittest


def _examples(text):
    """(source, expected output, line) of each example."""
    lines = text.expandtabs().split("\n")
    i = 0
    while i < len(lines):
        start = lines[i].lstrip()
        if not start.startswith(">>>"):
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
        yield "\n".join(source) + "\n", "".join(line + "\n" for line in wanted), number + 1


class DocTestCase(unittest.TestCase):
    def __init__(self, module, name, text):
        super().__init__()
        self.module, self.name, self.text = module, name, text

    def id(self):
        return self.name

    def __str__(self):
        return self.name

    def runTest(self):
        names = dict(vars(self.module))
        names["__name__"] = "__main__"
        for source, wanted, line in _examples(self.text):
            stdout, sys.stdout = sys.stdout, io.StringIO()
            try:
                try:
                    exec(compile(source, f"<{self.name} line {line}>", "single"), names)
                    got = sys.stdout.getvalue()
                except Exception as e:
                    got = "Traceback: " + traceback.format_exception_only(e)[-1]
            finally:
                sys.stdout = stdout
            if wanted.startswith("Traceback"):
                wanted = "Traceback: " + wanted.splitlines(keepends=True)[-1]
            self.assertEqual(got, wanted.replace("<BLANKLINE>", ""), f"line {line}: {source}")


def DocTestSuite(module=None, **options):
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    texts = {module.__name__: module.__doc__ or ""}
    for key, text in getattr(module, "__test__", {}).items():
        texts[f"{module.__name__}.__test__.{key}"] = text
    return unittest.TestSuite(DocTestCase(module, name, text) for name, text in texts.items() if ">>>" in text)


def DocFileSuite(*paths, **options):
    """The file's examples, where it lies beside the tests."""
    folder = os.path.dirname(sys._getframe(1).f_globals["__file__"])
    suite = unittest.TestSuite()
    for path in paths:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            module = types.ModuleType("__main__")
            suite.addTest(DocTestCase(module, os.path.join(folder, path), file.read()))
    return suite


def testmod(*args, **options):
    raise unittest.SkipTest("needs the module doctest")
