"""Every option that --help names, and the environment variables of --help-env."""
import re

FLAGS = "import sys; print(sys.flags, sys.warnoptions, sys._xoptions)"


def test_help(cli):
    texts = {word: cli.run(word) for word in ("--help", "--help-env", "--help-xoptions", "--help-all")}
    for word, got in texts.items():
        assert got.status == 0 and not got.err and got.out.endswith(".\n" if word == "--help" else "\n"), got
        assert max(map(len, got.out.splitlines())) <= 92, word
    assert texts["--help-all"].out == "\n".join(texts[w].out for w in ("--help", "--help-env", "--help-xoptions"))
    for word in "-h", "-?", "-help", "-qh":
        assert cli.run(word).out == texts["--help"].out
    for heading in "What to run", "How", "Looking inside", "Help", "Examples", "Status":
        assert "\n" + heading in texts["--help"].out


def test_help_names_what_there_is(cli):
    """Each option named in the help is taken, and each that is taken is named."""
    named = set(re.findall(r"(?<![\w-])--?[a-zA-Z?][\w-]*", cli.run("--help").out.split("\nExamples:")[0]))
    for letter in "bBcdEhiImOPqsSuvVWxX":
        assert "-" + letter in named, letter
        assert "unknown option" not in cli.run("-" + letter, text="").err, letter
    for word in named:
        assert "unknown option" not in cli.run(word, text="").err, word
    for letter in "aefgjklnoprtwyzACDFGHJKLMNQRTUYZ":
        assert "unknown option" in cli.run("-" + letter, text="").err, letter


def test_examples_of_help(cli):
    cli.write("script.py", "class Node: pass\nn = Node()\nimport sys\nprint(sys.argv)\n")
    examples = re.findall(r"^  (ouro .*?|echo .*?)(?:   .*)?$", cli.run("--help").out.split("\nExamples:\n")[1], re.M)
    assert len(examples) >= 8
    for example in examples:
        example = example.replace("-m timeit", "-m timeit -n 1")
        got = cli.shell(re.sub(r"\bouro\b", "$OURO", example) + (" <<<''" if "|" not in example else ""))
        assert got.status == 0, (example, got)


def test_flags(cli):
    for option in ("-b", "-bb", "-B", "-d", "-E", "-I", "-O", "-OO", "-OOO", "-P", "-q", "-s", "-S", "-u", "-x",
                   "-Wdefault", "-Werror", "-Wignore::DeprecationWarning", "-Xdev", "-Xutf8", "-Xa=b", "-Xa",
                   "-Xint_max_str_digits=640", "-Xint_max_str_digits=0", "-Xfrozen_modules=on", "-Xfaulthandler"):
        cli.same(option, "-c", FLAGS)
    cli.same("-W", "error", "-W", "ignore", "-X", "a=1=2", "-X", "b", "-bOqs", "-c", FLAGS)
    cli.same("--check-hash-based-pycs", "never", "-c", "print(1)")
    assert "verbose=2" in cli.run("-vv", "-c", FLAGS).out
    assert "interactive=1" in cli.run("-i", "-c", FLAGS).out


def test_settings(cli):
    for value in "5", "-1", "x", "639", "":
        cli.refused("-X", "int_max_str_digits=" + value, "-c", "1", status=1, says="invalid limit")
    cli.refused("-Xint_max_str_digits", status=1, says="missing limit")
    cli.same("-Xint_max_str_digits=700", "-c", "import sys; print(sys.get_int_max_str_digits()); int('1' * 800)")
    cli.same("-Xint_max_str_digits=0", "-c", "print(len(str(10 ** 9000)))")
    for name in "tracemalloc", "tracemalloc=5", "no_debug_ranges", "warn_default_encoding", "utf8=0":
        cli.refused("-X", name, "-c", "1", says="not supported: -X " + name)
    assert cli.run("-X", "showrefcount", "-c", "x = []").err == "[0 refs, 0 blocks]\n"
    lines = cli.run("-X", "importtime", "-c", "import copy, math").err.splitlines()
    assert lines[0] == "import time: self [us] | cumulative | imported package", lines
    assert all(re.fullmatch(r"import time: +\d+ \| +\d+ \| +[\w.]+", line) for line in lines[1:]), lines
    names = [line.rpartition("|")[2][1:] for line in lines[1:]]
    assert names[-2:] == ["copy", "math"] and "  weakref" in names, names


def test_options_at_work(cli):
    cli.write("first.py", "this is no Python\nprint(1)\n1/0\n")
    cli.same("-x", "first.py")
    cli.write("one.py", "no newline, no Python")
    cli.same("-x", "one.py")
    cli.write("loud.py", "def f():\n    'doc'\n    assert 0, 'no'\nprint(__debug__, f.__doc__)\nf()\n")
    for option in "-O", "-OO", "-q":
        cli.same(option, "loud.py")
    cli.write("sub/a.py", "import sys\nprint(sys.path[:1])\nimport b\n")
    cli.write("sub/b.py", "print('b')\n")
    cli.same("sub/a.py")
    assert cli.run("-P", "sub/a.py").last == cli.run("-I", "sub/a.py").last == "ModuleNotFoundError: No module named 'b'"
    cli.same("-S", "-c", "print('exit' in dir(__builtins__))\nexit")
    cli.same("-b", "-c", "print(str(b''))")
    cli.same("-bb", "-c", "print(str(b''))")
    cli.same("-Werror", "-c", "import warnings; warnings.warn('x')")
    cli.same("-Wfoo", "-c", "print(1)")
    cli.write("streams.py", "import sys\nfor s in sys.stdin, sys.stdout, sys.stderr:\n    print(s, s.buffer, s.mode, "
              "s.name, s.line_buffering, s.write_through)\nsys.stdout.buffer.write(b'x')\nprint('e' * 9000, flush=True)\n")
    cli.same("streams.py")
    cli.same("-u", "streams.py")
    err = cli.run("-v", "-c", "import dis, a", PYTHONPATH=cli.folder + "/sub").err
    assert "import 'dis' # frozen\n" in err and "import '_collections' # built-in\n" in err, err
    assert f"import 'b' # {cli.folder}/sub/b.py\n" in err, err


def test_environment(cli):
    for name in ("PYTHONOPTIMIZE", "PYTHONDEBUG", "PYTHONUNBUFFERED", "PYTHONNOUSERSITE",
                 "PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH", "PYTHONDEVMODE", "PYTHONINSPECT"):
        for value in "1", "0", "2", "x", "", "-1":
            ours, theirs = (run("-c", "import sys; print(sys.flags, sys.stdout.write_through)", **{name: value})
                            for run in (cli.run, cli.oracle))
            assert ours.out == theirs.out, (name, value, ours, theirs)
        cli.same("-E", "-c", FLAGS, **{name: "1"})
        cli.same("-I", "-c", FLAGS, **{name: "1"})
    cli.same("-Wonce", "-c", FLAGS, PYTHONWARNINGS="error,,ignore")
    cli.same("-E", "-c", FLAGS, PYTHONWARNINGS="error")
    cli.same("-c", "print(hash('a'))", PYTHONHASHSEED="7")
    cli.same("-c", "import sys; print(sys.get_int_max_str_digits())", PYTHONINTMAXSTRDIGITS="800")
    cli.same("-Xint_max_str_digits=900", "-c", "import sys; print(sys.get_int_max_str_digits())",
             PYTHONINTMAXSTRDIGITS="800")
    cli.refused("-c", "1", status=1, says="PYTHONHASHSEED must be", PYTHONHASHSEED="x")
    cli.refused("-c", "1", status=1, says="PYTHONINTMAXSTRDIGITS: invalid limit", PYTHONINTMAXSTRDIGITS="7")
    assert "import time:" in cli.run("-c", "import math", PYTHONPROFILEIMPORTTIME="1").err
    cli.write("there/found.py", "print('found')\n")
    cli.same("-c", "import found", PYTHONPATH="/nope:there")
    assert cli.run("-E", "-c", "import found", PYTHONPATH="there").status == 1


def test_looking_inside(cli):
    cli.write("a.py", "def f(x):\n    return x + 1\nprint(f(1))\n")
    cli.write("wrong.py", "def f(:\n")
    got = cli.run("--dis", "a.py")
    assert got.status == 0 and "RETURN" in got.out and "code f" in got.out.replace("'", ""), got
    assert cli.run("--parse", "a.py", "a.py").status == 0
    got = cli.run("--parse", "a.py", "wrong.py")
    assert got.status == 1 and got.err == "wrong.py:1:7: SyntaxError: invalid syntax\n", got
    got = cli.run("--dis", "wrong.py")
    assert got.status == 1 and got.err == "wrong.py:1:7: SyntaxError: invalid syntax\n", got
    got = cli.run("--trace-memory", "a.py")
    assert got.out == "2\n" and "function f #1  created" in got.err, got
    got = cli.run("--trace-memory-to=told", "--trace-memory=name:f", "a.py")
    with open(cli.folder + "/told", encoding="utf-8") as file:
        assert got.out == "2\n" and got.err == "" and "f" in file.read()
