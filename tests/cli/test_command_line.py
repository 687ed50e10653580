"""What to run, and what comes of it: files, -c, -m, standard input; exit statuses; wrong command lines."""
import re

ARGUMENTS = "import sys\nprint(sys.argv, __name__, __file__, sys.path[0])\nsys.exit(3)\n"


def test_script(cli):
    cli.write("a.py", ARGUMENTS)
    cli.same("a.py")
    cli.same("a.py", "-c", "--help", "x y", "")
    cli.same("--", "a.py", "1")
    cli.same("./a.py")
    cli.write("folder/__main__.py", ARGUMENTS)
    assert cli.run("folder", "x").status == 3
    assert "folder/__main__.py" in cli.run("folder").out


def test_code(cli):
    cli.same("-c", "import sys; print(sys.argv, sys.path[0] == '')", "a", "-h")
    cli.same("-cprint(1)")
    cli.same("-qc", "print(2)")
    cli.same("-c", "")
    cli.same("-c", "print('é')\nprint(2)\n")
    cli.same("-c", " 1")
    cli.same("-c", "print(1")


def test_standard_input(cli):
    text = "import sys\nprint(sys.argv, __file__, __name__)\n"
    cli.same("-", "a", "b", text=text)
    cli.same(text=text)
    cli.same("-", text="")
    cli.same("-", text="1/0\n")
    cli.same(text="import sys; print(sys.stdin.read())\n")
    got = cli.shell("echo 'print(6 * 7)' | $OURO -")
    assert got.out == "42\n" and got.status == 0, got
    got = cli.shell("$OURO <.")
    assert got.status == 1 and got.err == "ouro: can't read standard input: Is a directory\n", got


def test_module(cli):
    cli.write("a.py", ARGUMENTS)
    cli.write("package/__init__.py", "print('package')\n")
    cli.write("package/__main__.py", "import sys\nprint(__package__, sys.argv)\n")
    cli.write("package/part.py", "print(__package__, __name__)\n")
    cli.same("-m", "a", "x")
    cli.same("-ma", "-m")
    cli.same("-m", "package", "1")
    cli.same("-m", "package.part")
    for name in "nope", "nope.part", "package.nope", "sys", "collections", "sys.x", "", ".", "a.x":
        cli.same("-m", name)
    cli.write("plain.py", "x = 1\n")
    cli.same("-m", "plain.py")


def test_interactive_after_script(cli):
    cli.write("a.py", "x = 5\n")
    cli.write("leaves.py", "x = 6\nraise SystemExit(4)\n")
    for words in ("-i", "a.py"), ("-i", "leaves.py"), ("-ic", "x = 7"), ("-i", "-m", "a"), ("-i", "nope.py"), ("-i",):
        ours = cli.run(*words, text="print('x' in globals())\n")
        theirs = cli.oracle(*words, text="print('x' in globals())\n")
        assert (ours.out, ours.status) == (theirs.out, theirs.status), (words, ours, theirs)
    assert "SystemExit: 4" in cli.run("-i", "leaves.py").err
    assert cli.run("-i", "a.py", text="exit(x)\n").status == 5
    assert cli.run("-q", "-i").err == ""


def test_status(cli):
    for code in ("1/0", "import sys; sys.exit(5)", "import sys; sys.exit(-1)", "import sys; sys.exit(256)",
                 "import sys; sys.exit(2**70)", "import sys; sys.exit('bye')", "raise SystemExit", "exit(None)",
                 "raise SystemExit(True)"):
        cli.same("-c", code)
    got = cli.shell("$OURO -c 'raise KeyboardInterrupt' 2>&1; echo $?")
    assert got.out.endswith("KeyboardInterrupt\n130\n"), got
    interrupted = "import os, time; print(flush=True); os.kill(os.getpid(), 2); time.sleep(50)"
    got = cli.shell(f"$OURO -c '{interrupted}'; echo $?")
    assert got.out == "\n130\n" and got.err.endswith("KeyboardInterrupt\n"), got
    got = cli.shell(f"trap '' INT; $OURO -c 'import os; os.kill(os.getpid(), 2); print(5)'")
    assert got.out == "5\n", got


def test_wrong_arguments(cli):
    cli.same("nope.py")
    cli.same("nope/")
    cli.write("a.py", "")
    cli.same("a.py/")
    cli.write("empty/a.py", "")
    cli.same("empty")
    cli.same("empty/")
    cli.refused("", status=1, says="can't find '__main__' module in")
    cli.write("latin.py", b"\x80\x81\n")
    cli.same("latin.py")
    cli.refused("/proc/self/mem", says="Input/output error")
    for content, says in ((b"\x7fELF\2\1\1", "a program for the machine"), (b"PK\3\4....", "a zip archive"),
                          (b"\xa7\r\r\n....", "CPython's bytecode"), (b"\x1f\x8b\x08....", "packed by gzip")):
        cli.write("binary", content)
        cli.refused("binary", status=1, says=says)
    cli.write("zero.py", b"x = 1\0\n")
    cli.refused("zero.py", status=1, says="can't run 'zero.py': it is a binary file")
    cli.refused("/dev/zero", status=1, says="it is a binary file")  # which is not read to its end


def test_wrong_options(cli):
    for word, meant in {"--hlep": "--help", "--halp": "--help", "--versio": "--version", "--trace": "--trace-memory",
                        "--trace-memroy=x": "--trace-memory", "--diss": "--dis", "-e": "-c", "-w": "-W", "-M": "-m",
                        "-version": "--version", "--help-xoption": "--help-xoptions"}.items():
        cli.refused(word, status=2, says=f"did you mean {meant}?")
    cli.refused("--quite-another", says="unknown option --quite-another (ouro --help lists all options)")
    cli.refused("-Z", says="unknown option -Z")
    cli.refused("-qJ", says="unknown option -J")
    for word in "-c", "-m", "-W", "-X", "-qc":
        cli.refused(word, says=f"argument expected for the option -{word[-1]}")
    for word in "--dis", "--parse":
        cli.refused(word, says=word + " needs a file")
        cli.refused(word, "nope.py", says="can't open file 'nope.py': No such file or directory")
    cli.refused("--check-hash-based-pycs", "now", says="must be one of")
    cli.refused("--trace-memory=x", "a.py", says="expected --trace-memory=name:NAMES")
    cli.refused("--trace-memory-to=", "a.py", says="expected --trace-memory=name:NAMES")
    cli.refused("--trace-memory-to=/nope/x", "-c", "1", says="can't write '/nope/x': No such file or directory")


def test_output_that_cannot_be_written(cli):
    full = "OSError: [Errno 28] No space left on device"
    for words, status in ("-c 'print(1)'", 120), ("-uc 'print(1)'", 1), ("-c 'print(1); 1/0'", 120):
        got = cli.shell(f"$OURO {words} >/dev/full")
        assert (got.status, got.last) == (status, full), got
    cli.write("late.py", "import sys, atexit\natexit.register(lambda: sys.stdout.write('x'))\n")
    got = cli.shell("$OURO late.py >/dev/full")
    theirs = cli.shell("/usr/bin/python3 late.py >/dev/full")
    assert (got.status, got.last) == (theirs.status, theirs.last) == (120, full), got
    for option in "--help", "--help-all", "--version", "-h", "-VV", "--dis late.py":
        got = cli.shell(f"$OURO {option} >/dev/full")
        assert got.status == 120 and got.err == "ouro: can't write to standard output: No space left on device\n", got
    for line in ("-c 'print(1)' >&-", "-c 'import sys; print(sys.stdout, sys.stdin, file=sys.stderr)' >&- <&-",
                 "-c '1/0' 2>&-", "-c '1/0' 2>/dev/full",
                 """-c 'f = open("made", "w"); print(1); f.close(); print(open("made").read(), file=sys.stderr)' >&-"""):
        got = cli.shell("$OURO " + line)
        theirs = cli.shell("/usr/bin/python3 " + line.replace("f = ", "import sys; f = "))
        assert (got.status, got.out, got.err) == (theirs.status, theirs.out, theirs.err), (got, theirs)
    numbers = "-c 'for i in range(100000): print(i)' | head -n 1; echo ${PIPESTATUS[0]}"
    for option in "", "-u ":
        got = cli.shell("$OURO " + option + numbers)
        assert got.out == "0\n1\n" and got.last == "BrokenPipeError: [Errno 32] Broken pipe", got
    late = "-c 'import sys; sys.stdin.read(); print(1)' < <(sleep 0.1) | true; echo ${PIPESTATUS[0]}"
    got, theirs = cli.shell("$OURO " + late), cli.shell("/usr/bin/python3 " + late)
    assert (got.out, got.err) == (theirs.out, theirs.err), (got, theirs)
    got = cli.shell("ulimit -f 1; $OURO -c 'print(\"x\" * 100000)' >big")
    assert (got.status, got.last) == (1, "OSError: [Errno 27] File too large"), got


def test_version(cli):
    line = re.compile(r"ouro \d+\.\d+\.\d+ \(Python 3\.11 language\)\n")
    for word in "-V", "--version":
        got = cli.run(word, "nope.py")
        assert line.fullmatch(got.out) and got.status == 0 and not got.err, got
    got = cli.run("-VV")
    assert line.match(got.out) and re.search(r"\nbuilt by (gcc|clang) .*\n\Z", got.out), got
