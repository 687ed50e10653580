"""One test for each thing that people can do at the prompts of other languages."""
import os

from terminal import CTRL_A, CTRL_C, CTRL_E, CTRL_R, CTRL_U, LEFT, UP


def type_lines(t, *lines):
    """Type lines as a person does: the next when the one before is there."""
    for line in lines:
        row = t.screen.cursor.y
        t.type(line)
        t.wait(lambda: line.strip()[-20:] in t.screen.display[t.screen.cursor.y], line)
        t.type("\r")
        t.wait(lambda: t.screen.cursor.y != row, "the next line")


def test_block_is_edited_and_recalled_as_a_whole(start):
    t = start("-q")
    t.ready()
    type_lines(t, "for i in range(2):", "print(i)")
    t.type("\r")
    t.expect(">>> for i in range(2):", "...     print(i)", "...", "0", "1", ">>>")
    t.type(UP)
    t.expect(">>> for i in range(2):", "...     print(i)")
    t.type(UP + CTRL_E + LEFT + LEFT + "1")  # on the first line of the two
    t.shows(">>> for i in range(21):\n...     print(i)")


def test_indentation(start):
    t = start("-q")
    t.ready()
    type_lines(t, "def f(x):", "if x:", "return 1")
    t.wait(lambda: t.screen.cursor.x == 4 + 4, "one level less after return")
    t.type("\x7f")
    t.wait(lambda: t.screen.cursor.x == 4, "a level taken by Backspace")
    t.type(CTRL_C)
    t.ready()
    type_lines(t, "x = [")
    t.wait(lambda: t.screen.cursor.x == 4 + 4, "indentation in a bracket")


def test_tab_completes_names(start):
    t = start("-q")
    t.enter("wonderful_name = 3")
    t.type("wonderf\t")
    t.expect(">>> wonderful_name = 3", ">>> wonderful_name")


def test_tab_completes_attributes_without_running_code(start):
    t = start("-q")
    t.define("class A:\n    def __init__(self): self.inner = [1]\n    @property\n    def bad(self): print('RUN')\n"
             "    def __getattr__(self, name): print('RUN'); raise AttributeError\n\na = A()")
    t.type("a.bad.x\t")
    t.type(CTRL_U + "a.inner.appe\t")
    t.shows("a.inner.append(")
    assert "RUN" not in t.text()[t.text().rindex("a = A()"):]


def test_tab_completes_modules_and_members_in_imports(start):
    t = start("-q")
    t.ready()
    t.type("import itert\t")
    t.expect(">>> import itertools")
    t.type(CTRL_U + "from functools im\tlru\t")
    t.expect(">>> from functools import lru_cache")


def test_tab_completes_keywords(start):
    t = start("-q")
    t.ready()
    t.type("nonl\t")
    t.expect(">>> nonlocal")


def test_tab_completes_keyword_arguments_keys_and_files(start):
    t = start("-q", files={"a_file.txt": "x"})
    t.enter("f = lambda first, *, second_one=1: None")
    t.type("f(1, sec\t")
    t.shows(">>> f(1, second_one=")
    t.type(CTRL_U)
    t.enter("d = {'alpha': 1, 'beta': 2}")
    t.type("d['al\t")
    t.shows(">>> d['alpha']")
    t.type(CTRL_U)
    t.type("open('a_fi\t")
    t.shows(">>> open('a_file.txt")


def test_second_tab_shows_signature_and_doc(start):
    t = start("-q")
    t.ready()
    t.type("len\t")
    t.shows(">>> len(")
    t.type("\t\t")
    t.shows("Number of items in a container.")


def test_many_completions_are_listed(start):
    t = start("-q")
    t.ready()
    t.type("''.is\t")
    t.shows("isalnum(")
    t.shows("isupper(")
    t.type("u")
    t.wait(lambda: "isalnum(" not in t.text(), "the list to go")


def test_history_file(start):
    first = start("-q")
    home = first.folder.name
    first.enter("abc = 12345")
    first.define("def f():\n    return 1")
    path = first.path(".ouro_history")
    assert os.stat(path).st_mode & 0o777 == 0o600
    second = start("-q", home=home)
    second.enter("xyz = 1")
    second.type(UP + UP)
    second.expect(">>> xyz = 1", ">>> def f():", "...     return 1")
    second.type(CTRL_C)
    second.ready()
    first.enter("abc = 12345")
    first.leave()
    second.leave()
    third = start("-q", home=home)
    third.ready()
    third.type(UP)
    third.expect(">>> abc = 12345")
    third.type(UP)
    third.expect(">>> xyz = 1")
    with open(path) as file:
        assert file.read().count("abc = 12345") == 1


def test_ctrl_r_searches(start):
    t = start("-q")
    t.enter("needle = 42")
    t.enter("hay = 1")
    t.type(CTRL_R + "need")
    t.shows("needle = 42")
    t.type("\r")
    t.ready()
    t.enter("needle")
    t.expect(">>> needle", "42", ">>>")


def test_line_is_coloured_while_typed(start):
    t = start("-q")
    t.ready()
    t.type('if "text": 12 # remark')
    t.shows("remark")
    row = t.screen.cursor.y
    colours = {t.colour_at(row, column) for column in (4, 7, 15, 18)}
    assert len(colours) == 4 and "default" not in colours, colours
    plain = start("-q", env={"NO_COLOR": "1"})
    plain.ready()
    plain.type('if "text": 12 # remark')
    plain.shows("remark")
    assert plain.colour_at(plain.screen.cursor.y, 4) == "default"


def test_coloured_traceback(start):
    t = start("-q")
    t.enter("1/0")
    row = next(i for i, line in enumerate(t.screen.display) if line.startswith("ZeroDivisionError"))
    assert t.colour_at(row, 0) == "red"
    plain = start("-q", env={"NO_COLOR": "1"})
    plain.enter("1/0")
    row = next(i for i, line in enumerate(plain.screen.display) if line.startswith("ZeroDivisionError"))
    assert plain.colour_at(row, 0) == "default"


def test_pasted_block_with_blank_lines_runs_as_one(start):
    t = start("-q")
    t.define("def f(x):\n    y = 1\n\n    return x + y\n\nprint(f(1))\nf(2)")
    t.expect("... f(2)", "...", "2", "3", ">>>")


def test_underscore_is_the_last_value(start):
    t = start("-q")
    t.enter("6 * 7")
    t.enter("_ + 1")
    t.expect(">>> 6 * 7", "42", ">>> _ + 1", "43", ">>>")


def test_ctrl_c_in_a_running_loop(start):
    t = start("-q")
    t.ready()
    t.type("print('on'); [0 for i in iter(int, 1)]\r")
    t.wait(lambda: "on" in t.lines(), "the loop to run")
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.ready()
    t.enter("1 + 1")
    t.expect("2", ">>>")


def test_ctrl_c_in_c_code(start):
    t = start("-q")
    t.ready()
    t.type("print('on'); x = 3 ** 10000000\r")
    t.wait(lambda: "on" in t.lines(), "the power to begin")
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.ready()


def test_ctrl_c_while_typing(start):
    t = start("-q")
    t.ready()
    t.type("half a li")
    t.shows("half a li")
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.ready()
    t.enter("1")
    t.expect("1", ">>>")


def test_ctrl_d_leaves(start):
    t = start("-q")
    assert t.leave() == 0


def test_bare_exit_and_statuses(start):
    for text, status in (("exit", 0), ("quit", 0), ("exit(3)", 3), ("raise SystemExit('why')", 1)):
        t = start("-q")
        t.ready()
        t.type(text)
        t.shows(text)
        t.type("\r")
        assert t.ended() == status, (text, t.status)


def test_help(start):
    t = start("-q", env={"PAGER": "cat"})
    t.enter("help(len)")
    t.shows("Number of items in a container.")
    t.type("help\r")
    t.shows("help>")


def test_question_marks(start):
    t = start("-q")
    t.enter("len?")
    t.shows("len(obj, /)")
    t.define("def twice(x):\n    'Two of it.'\n    return x * 2")
    t.enter("twice?")
    t.shows("Two of it.")
    t.enter("twice??")
    t.wait(lambda: t.text().count("return x * 2") == 2, "the source")


def test_question_about_odd_objects(start):
    t = start("-q")
    t.define("class Odd:\n    def __repr__(self): raise ValueError\n"
             "    def __getattribute__(self, name): return print('RUN')\n\nodd = Odd()")
    t.enter("odd?")
    t.expect("Odd object", "value: (its repr() fails: ValueError)", ">>>")
    t.enter("1 +?")
    t.expect("SyntaxError: invalid syntax", ">>>")
    t.enter("odd.missing.more?")
    t.shows("AttributeError: 'NoneType' object has no attribute 'more'")
    t.enter("?")
    t.shows("Commands of the prompt")


def test_large_values_fit_the_terminal(start):
    t = start("-q", columns=60, rows=40)
    t.enter("{'numbers': list(range(30)), 'name': 'x' * 30}")
    t.shows("'numbers': [")
    assert all(len(line) <= 60 for line in t.lines())
    t.enter("list(range(5000))")
    t.shows("... 4,800 more")


def test_traceback_shows_typed_source(start):
    t = start("-q")
    t.define("def f(x):\n    return 1 / x")
    t.enter("f(0) + 1")
    t.expect('  File "<input-2>", line 1, in <module>', "    f(0) + 1", "    ^^^^", '  File "<input-1>", line 2, in f',
             "    return 1 / x", "           ~~^~~", "ZeroDivisionError: division by zero", ">>>")


def test_did_you_mean(start):
    t = start("-q")
    t.enter("[].apend")
    t.shows("Did you mean: 'append'?")


def test_time_and_timeit(start):
    t = start("-q")
    t.enter("%time sum(range(1000))")
    t.shows("499500")
    t.shows("CPU ")
    t.ready()
    t.type("%timeit 1 + 1\r")
    t.shows("per loop")


def test_memory_at_the_prompt(start):
    t = start("-q")
    t.enter("a = [1, 2]")
    t.enter("b = a")
    t.enter("%refs a")
    t.shows("2 references:")
    t.enter("%who")
    t.shows("name  type  refs")
    t.enter("%gc")
    t.shows("objects")


def test_wide_characters(start):
    t = start("-q")
    t.ready()
    t.type("x = '日本e\u0301'")
    t.shows("日")
    t.wait(lambda: t.screen.cursor.x == 4 + 4 + 1 + 4 + 1 + 1, "the cursor behind wide characters")
    t.type(CTRL_A + "y")
    t.shows(">>> yx = ")


def test_startup_file(start):
    t = start("-q", files={"start.py": "greeting = 'from the file'\nimport sys\nsys.ps1 = 'in> '\n"},
              env={"PYTHONSTARTUP": "start.py"})
    t.enter("greeting", prompt="in> ")
    t.expect("in> greeting", "'from the file'", "in>")


def test_window_grows_and_shrinks(start):
    t = start("-q", columns=40, rows=12)
    t.ready()
    t.type("value = " + "x" * 60)
    t.shows("xxxx")
    t.resize(80, 12)
    t.wait(lambda: ">>> value = " + "x" * 60 in t.text(), "one row")
    t.type(CTRL_U + "1 + 1\r")
    t.shows("2")


def test_suspend_and_resume(start):
    t = start("-q", shell=True)  # without a shell there is nobody who could bring it back
    t.ready()
    t.type("abc")
    t.shows(">>> abc")
    t.type("\x1a")
    t.shows("Stopped")
    t.type("fg\r")
    t.wait(lambda: t.text().count(">>> abc") == 2, "the entry again")
    t.type("\x7f\x7f\x7f7\r")
    t.shows("\n7\n")


def test_suspend_while_code_runs(start):
    t = start("-q", shell=True)
    t.ready()
    t.type("print('on'); x = [0 for i in range(3 * 10**6)]; print('done')\r")
    t.wait(lambda: "on" in t.lines(), "the loop to run")
    t.type("\x1a")
    t.shows("Stopped")
    t.type("fg\r")
    t.wait(lambda: "done" in t.lines(), "the end of the loop")
    t.ready()
    t.enter("6 * 7")
    t.expect("42", ">>>")


def test_dumb_terminal(start):
    t = start("-q", env={"TERM": "dumb"})
    t.ready()
    t.type("1 + 1\r")
    t.expect(">>> 1 + 1", "2", ">>>")
    assert b"\x1b" not in t.raw
