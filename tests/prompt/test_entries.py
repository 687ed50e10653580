"""How entries are read and run."""
import os
import subprocess

from terminal import CTRL_C, CTRL_D, ROOT


def test_input_is_edited(start):
    t = start("-q")
    t.ready()
    t.type("name = input('who? ')\r")
    t.wait(lambda: t.lines()[-1:] == ["who?"], "the question")
    t.type("ana\x1b[Dn\r")
    t.ready()
    t.enter("name")
    t.expect("'anna'", ">>>")


def test_input_goes_on_behind_what_was_printed(start):
    t = start("-q")
    t.ready()
    t.type("print('name: ', end=''); name = input()\r")
    t.wait(lambda: t.lines()[-1:] == ["name:"] and t.screen.cursor.x == 6, "the question")
    t.type("anna\r")
    t.ready()
    t.expect("name: anna", ">>>")
    t.type("input()\r")
    t.wait(lambda: t.screen.cursor.x == 0, "the question")

    def interrupted():  # nothing shows when it begins to read: a key just before that is noticed after it
        t.type(CTRL_C)
        return "KeyboardInterrupt" in t.text()

    t.wait(interrupted, "KeyboardInterrupt")
    t.ready()


def test_prompts_of_more_than_a_line(start):
    t = start("-q")
    t.ready()
    t.type("import sys; sys.ps1 = 'upper\\n> '\r")
    t.ready("> ")
    t.type("if 1:\r    2\r\r")
    t.wait(lambda: t.lines()[1:] == ["upper", "> if 1:", "...     2", "...", "2", "upper", ">"], "the prompts")
    t.type("input('first\\nsecond? ')\r")
    t.wait(lambda: t.lines()[-2:] == ["first", "second?"], "the question")
    t.type("yes\r")
    t.shows("second? yes\n'yes'\n")


def test_ctrl_c_and_ctrl_d_in_input(start):
    t = start("-q")
    for key, error in ((CTRL_C, "KeyboardInterrupt"), (CTRL_D, "EOFError")):
        t.ready()
        t.type("input('who? ')\r")
        t.wait(lambda: t.lines()[-1:] == ["who?"], "the question")
        t.type(key)
        t.shows(error)
        t.ready()
    t.enter("7")
    t.expect(">>> 7", "7", ">>>")


def test_input_from_another_stream(start):
    t = start("-q")
    t.enter("import sys, io")
    t.enter("sys.stdin = io.StringIO('from a string\\n')")
    t.enter("input()")
    t.shows("'from a string'")


def test_future_imports_hold_for_what_follows(start):
    t = start("-q")
    t.enter("from __future__ import annotations")
    t.ready()
    t.type("def f(x: not_there): pass\r\r")
    t.ready()
    t.enter("f.__annotations__")
    t.expect("{'x': 'not_there'}", ">>>")


def test_errors_show_the_typed_line_and_a_caret(start):
    t = start("-q")
    t.enter("x = = 1")
    t.expect("    x = = 1", "        ^", "SyntaxError: invalid syntax", ">>>")
    t.enter("return 1")  # the parser takes it, the compiler does not
    t.expect("    return 1", "    ^^^^^^^^", "SyntaxError: 'return' outside function", ">>>")
    t.define("x = 1\ny = = 2")
    t.expect('  File "<input-3>", line 2', "    y = = 2", "        ^", "SyntaxError: invalid syntax", ">>>")


def test_statements_of_an_entry_run_one_by_one(start):
    t = start("-q")
    t.define("1\n'two'\nfor i in range(1):\n    i\n1/0\nprint('not reached')")
    t.shows("ZeroDivisionError")
    t.shows("\n1\n'two'\n0\nTraceback")
    t.shows('  File "<input-1>", line 5, in <module>\n    1/0')
    assert t.text().count("not reached") == 1


def test_output_without_a_newline_stays(start):
    t = start("-q")
    t.enter("print('no newline', end='')")
    t.expect(">>> print('no newline', end='')", "no newline", ">>>")


def test_sys_displayhook_and_prompts_can_be_changed(start):
    t = start("-q")
    t.enter("import sys")
    t.enter("sys.displayhook = lambda value: print('value:', value)")
    t.enter("5")
    t.expect("value: 5", ">>>")
    t.enter("sys.ps2 = '     : '")
    t.ready()
    t.type("sys.ps1 = 'ouro: '\r")
    t.ready("ouro: ")
    t.type("if 1:\r")
    t.wait(lambda: t.lines()[-1:] == ["     :"] and t.screen.cursor.x == 11, "the second prompt and an indentation")
    t.type("2\r\r")
    t.shows("     :     2")
    t.shows("value: 2")


def test_words_without_parentheses(start):
    t = start("-q", env={"PAGER": "cat"})
    t.enter("copyright")
    t.shows("Copyright")
    t.enter("license()")
    t.enter("license")
    t.wait(lambda: t.text().count("MIT license") == 2, "both forms of license")
    t.enter("credits")
    t.enter("exit = 5")  # a name like any other
    t.enter("exit")
    t.expect(">>> exit", "5", ">>>")
    t.type("quit()\r")
    assert t.ended() == 0


def test_startup_files(start):
    files = {"one.py": "first = 1\nraise ValueError('wrong')", "two.py": "second = 2"}
    t = start("-q", files=files, env={"PYTHONSTARTUP": "one.py", "OURO_STARTUP": "two.py"})
    t.enter("first, second")
    t.shows("ValueError: wrong")
    t.expect("(1, 2)", ">>>")
    ignoring = start("-q", "-E", files=files, env={"PYTHONSTARTUP": "one.py"})
    ignoring.enter("first")
    ignoring.shows("NameError")


def test_prompt_after_a_script(start):
    t = start("-q", "-i", "script.py", files={"script.py": "made = 42\n1/0\n"},
              env={"PYTHONSTARTUP": "script.py"})  # which is not run here
    t.enter("made")
    assert t.text().count("ZeroDivisionError") == 1
    t.shows("ZeroDivisionError")
    t.expect("42", ">>>")


def test_without_readline(start):
    made = subprocess.run(["make", "READLINE=0", "OUT=build/plain", "build/plain/ouro"], cwd=ROOT, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert made.returncode == 0, made.stdout
    t = start("-q", program=os.path.join(ROOT, "build/plain/ouro"))
    t.ready()
    t.type("if True:\r    'plain'\r\r")
    t.shows("'plain'")
    t.ready()
    t.type("%mem\r")
    t.shows("alive now")
    t.type("input('who? ')\rme\r")
    t.shows("'me'")
    t.ready()
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.type("list(range(500))\r")
    t.shows("... 300 more")
    t.ready()
    t.type(CTRL_D)
    assert t.ended() == 0


def test_library_has_nothing_of_the_prompt(start):
    for name in "libouro.a", "libouro.so":
        with open(os.path.join(ROOT, "build", name), "rb") as file:
            data = file.read()
        for word in b"readline.so", b"_prompt.py", b"ou_prompt", b"editor_read":
            assert word not in data, (name, word)
    with open(os.path.join(ROOT, "build", "ouro"), "rb") as file:
        assert b"readline.so" in file.read()


def test_long_help_goes_through_the_pager(start):
    t = start("-q", columns=120, env={"PAGER": "sed s/^/PAGED:/"})
    t.enter("help(str)")
    t.wait(lambda: t.text().count("PAGED:") > 10, "the pager")
    t.enter("help(len)")
    assert t.lines()[-2] == "    Number of items in a container.", t.text()
    t.enter("str?")
    t.wait(lambda: "PAGED:" in t.lines()[-3], "the pager again")


def test_a_pager_that_reads_keys(start):
    t = start("-q", env={"PAGER": "more"})
    t.ready()
    t.type("help(str)\r")
    t.wait(lambda: t.lines()[-1:] and "--More--" in t.lines()[-1], "the first page")
    t.type("q")
    t.ready()
    t.enter("'back'")
    t.expect("'back'", ">>>")


def test_text_that_comes_fast_without_paste_marks(start):
    t = start("-q", rows=40)
    t.ready()
    t.type("def f():\r" + "".join(f"    x{i} = {i}\r" for i in range(20)) + "    return x19\r\rf()\r")
    t.shows("\n19\n")
    assert ">>> def f():\n...     x0 = 0\n...     x1 = 1\n" in t.text(), t.text()
