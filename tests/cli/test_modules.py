"""Modules of the library that are programs, too: -m timeit, dis, this, inspect, pydoc, unittest."""
import re

BEST = r"\d+ loops?, best of %s: [\d.e+]+ (nsec|usec|msec|sec) per loop\n"


def test_timeit(cli):
    for words, count in ((("-n", "2"), 5), (("-n1", "-r", "3", "x = 1"), 3), (("-pn", "1", "--repeat=2", "--", "-1"), 2),
                         (("-n1", "-r0", "-s", "a = 1", "--setup", "b = a", "b"), 1),
                         (("-n", "1", "if 1:", "  x = 2"), 5), (("-n1", "import sys; assert sys.path[0] == '.'"), 5)):
        got = cli.run("-W", "ignore", "-m", "timeit", *words)
        assert re.fullmatch(BEST % count, got.out) and got.status == 0 and not got.err, (words, got)
    for unit in "nsec", "usec", "msec", "sec":
        assert cli.run("-Wignore", "-m", "timeit", "-n1", "-u", unit).out.endswith(f" {unit} per loop\n")
    got = cli.run("-Wignore", "-m", "timeit", "-vv", "-n1", "-r2")
    assert re.fullmatch(r"raw times: [^\n]+, [^\n]+\n\n" + BEST % 2, got.out), got
    got = cli.run("-m", "timeit", "-n1", "1/0")
    assert got.status == 1 and got.last == "ZeroDivisionError: division by zero" and "    1/0\n" in got.err, got
    for words in ("-z",), ("-n",), ("--rep",), ("--nope",), ("--help=1",), ("-u", "hour"), ("-n", "x"), ("(",):
        cli.same("-m", "timeit", *words)
    assert cli.run("-m", "timeit", "--help").status == 0


def test_dis(cli):
    path = cli.write("a.py", "x = 1\ndef f():\n    return x\n")
    got = cli.run("-m", "dis", "a.py")
    assert got.status == 0 and "RETURN" in got.out and "f" in got.out, got
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert cli.run("-m", "dis", text=text).out == cli.run("-m", "dis", "-", text=text).out
    assert cli.run("-m", "dis", "nope.py").status == 2 == cli.run("-m", "dis", "--nope").status
    assert "No such file" in cli.run("-m", "dis", "nope.py").err
    assert cli.run("-m", "dis", text="x = (\n").last == "SyntaxError: '(' was never closed"


def test_this(cli):
    got = cli.run("-m", "this")
    assert got.status == 0 and got.out == cli.run("-c", "import this").out and len(got.out.splitlines()) > 10, got


def test_inspect(cli):
    cli.write("a.py", "x = 1\n\ndef f():\n    return x\n")
    for target in "a", "a:f", "nope", "sys", "a:nope":
        cli.same("-m", "inspect", target)
    got = cli.run("-m", "inspect", "--details", "a:f")
    assert got.out == f"Target: a:f\nOrigin: {cli.folder}/a.py\nLine: 2\n", got
    assert cli.run("-m", "inspect").status == 2


def test_pydoc(cli):
    assert "len" in cli.run("-m", "pydoc", "len").out
    assert cli.run("-m", "pydoc").status == 0
    assert cli.run("-m", "pydoc", "-k").status == 2


def test_unittest(cli):
    cli.write("test_a.py", "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n        pass\n")
    for words in ("test_a",), ("test_a.T",), ("discover",), ():
        got = cli.run("-m", "unittest", *words)
        assert got.status == 0 and got.last == "OK" and "Ran 1 test" in got.err, got
    assert cli.run("-m", "unittest", "nope").status == 1


def test_json_tool(cli):
    data = '{"b": [1, {"é": null}], "a": {}, "c": [], "d": "😀"}'
    cli.write("a.json", data)
    for words in ((), ("--sort-keys",), ("--no-ensure-ascii",), ("--indent", "2"), ("--indent=0",), ("--tab",), ("--no-indent",),
                  ("--compact",), ("--compact", "--sort-keys", "-"), ("--comp",)):
        cli.same("-m", "json.tool", *words, text=data)
    cli.same("-m", "json.tool", "a.json")
    cli.same("-m", "json.tool", "a.json", "b.json", "--compact")
    with open(cli.folder + "/b.json", encoding="utf-8") as file:
        assert file.read() == '{"b":[1,{"\\u00e9":null}],"a":{},"c":[],"d":"\\ud83d\\ude00"}\n'
    cli.same("-m", "json.tool", "--json-lines", "--no-indent", text='{"a": 1}\n[2]\n')
    cli.same("-m", "json.tool", text="{ 1.2:3.4}")
    cli.same("-m", "json.tool", text="[1] 2")
    cli.same("-m", "json.tool", "nope.json")
    for words in ("a", "b", "c"), ("--tab", "--compact"), ("--nope",), ("--indent", "x"):
        assert cli.run("-m", "json.tool", *words).status == cli.oracle("-m", "json.tool", *words).status == 2
    assert cli.run("-m", "json.tool", "--help").status == 0
    got = cli.shell("echo 1 | $OURO -m json.tool >/dev/full")
    assert got.status == 1 and "No space left" in got.err, got
