"""Keys, modes, the window."""
import os

from terminal import (
    ALT_ENTER, BACKSPACE, CTRL_A, CTRL_C, CTRL_K, CTRL_L, CTRL_R, CTRL_T, CTRL_U, CTRL_X, CTRL_Y, DOWN, END, ESCAPE,
    HOME, LEFT, UNDO, UP, paste)


def block(t):
    """A block of three lines, the cursor at its end."""
    t.ready()
    t.type(paste("def f(x):\n    y = x\n    return y"))
    t.wait(lambda: t.lines()[-1:] == ["...     return y"], "the block")


def at(t, row, column):
    t.wait(lambda: (t.screen.cursor.y, t.screen.cursor.x) == (row, column), f"the cursor at {row}, {column}")


def test_moving_in_a_block(start):
    t = start("-q")
    block(t)
    at(t, 2, 16)
    t.type(UP)
    at(t, 1, 13)  # shorter
    t.type(HOME)
    at(t, 1, 8)  # behind the indentation
    t.type(HOME)
    at(t, 1, 4)
    t.type(END)
    at(t, 1, 13)
    t.type(UP + UP)  # nothing in the history: stays
    at(t, 0, 13)
    t.type(DOWN + DOWN)
    at(t, 2, 13)


def test_deleting_within_a_line_and_undo(start):
    t = start("-q")
    block(t)
    t.type(UP + HOME + CTRL_K)
    t.shows(">>> def f(x):\n...\n...     return y")
    t.type(CTRL_Y)
    t.shows("...     y = x\n")
    t.type(CTRL_K)  # at its end: joins the next
    t.shows("...     y = x    return y")
    t.type(UNDO)
    t.shows("...     y = x\n...     return y")


def test_a_line_is_put_into_a_block(start):
    t = start("-q")
    block(t)
    t.type(UP + END + "\r")
    at(t, 2, 8)
    t.type("y += 1")
    t.shows("...     y = x\n...     y += 1\n...     return y")
    t.type(DOWN + END + "\r\r")
    t.ready()
    t.enter("f(1)")
    t.expect(">>> f(1)", "2", ">>>")


def test_words_and_keys_without_a_meaning(start):
    t = start("-q")
    t.ready()
    t.type("\x1b[15~\x1b[19~\x1b[15;5~\x1b[5~one two three")  # F5, F8, Ctrl-F5, PageUp
    t.shows(">>> one two three")
    t.type("\x1b[1;5D\x1b[1;5D")
    at(t, 0, 8)
    t.type("\x1b[1;3D\x1b[1;5C")
    at(t, 0, 7)


def test_alt_enter_runs_at_once(start):
    t = start("-q")
    t.ready()
    t.type(paste("if True:\n    'now'"))
    t.shows("'now'")
    t.type(UP + ALT_ENTER)
    t.shows("\n'now'\n>>>")


def test_vi_mode(start):
    vi = start("-q", files={"inputrc": "set editing-mode vi\n"}, env={"INPUTRC": "inputrc"})
    vi.enter("word = 'first'")
    block(vi)
    vi.type(ESCAPE)
    at(vi, 3, 15)  # in command mode the cursor is on the last character
    vi.type("kk0")
    at(vi, 1, 4)
    vi.type("wcwname")
    vi.shows(">>> def name(x):")
    vi.type(ESCAPE)
    at(vi, 1, 11)
    vi.type("jj$rz")
    vi.shows(">>> def name(x):\n...     y = x\n...     return z")
    vi.type("A\r\r")
    vi.wait(lambda: vi.lines()[-1:] == [">>>"], "the prompt")
    vi.type(ESCAPE)
    vi.type("k")
    vi.shows(">>> def name(x):")
    vi.type(CTRL_C)
    vi.ready()
    vi.type("wo\t")
    vi.shows(">>> word")


def test_inputrc_binds_keys(start):
    t = start("-q", env={"INPUTRC": "inputrc"}, files={
        "inputrc": '$if ouro\n"\\C-t": "print(1)"\n"\\C-x\\C-r": ouro-run\n$endif\n"\\C-a": "at the start"\n'})
    t.ready()
    t.type(CTRL_T)
    t.shows(">>> print(1)")
    t.type(CTRL_U + CTRL_A)  # the user's own meaning stays
    t.shows(">>> at the start")
    t.type(CTRL_U + "7" + CTRL_X + CTRL_R)
    t.shows("\n7\n")


def test_history_is_bounded_and_has_no_duplicates(start):
    t = start("-q", env={"OURO_HISTORY": "history"}, files={
        "history": "".join(f"number = {i}\n" for i in range(6000)) + "number = 5998\n"})
    t.ready()
    t.type(UP)
    t.expect(">>> number = 5998")
    t.type(UP)
    t.expect(">>> number = 5999")
    with open(t.path("history")) as file:
        assert len(file.readlines()) == 5000
    t.type("0\r")
    t.ready()
    assert os.stat(t.path("history")).st_mode & 0o777 == 0o600


def test_history_behind_a_link_stays_there(start):
    one = start("-q", files={"real": "a = 1\na = 1\n"})
    os.symlink(one.path("real"), one.path("link"))
    two = start("-q", env={"OURO_HISTORY": one.path("link")})
    two.enter("b = 2")
    assert os.path.islink(one.path("link"))
    with open(one.path("real")) as file:
        assert file.read() == "a = 1\nb = 2\n"


def test_what_is_no_file_is_no_history(start):
    one = start("-q")
    os.mkfifo(one.path("pipe"), 0o644)
    two = start("-q", env={"OURO_HISTORY": one.path("pipe")})
    two.enter("b = 2")
    two.type(UP)
    two.expect(">>> b = 2", ">>> b = 2")
    assert os.stat(one.path("pipe")).st_mode & 0o777 == 0o644  # as would be that of /dev/null


def test_history_of_two_prompts(start):
    one = start("-q")
    one.enter("from_one = 1")
    two = start("-q", home=one.folder.name)
    two.enter("from_two = 2")
    one.enter("again_from_one = 1")
    for t in one, two:
        t.leave()
    with open(one.path(".ouro_history")) as file:
        assert file.read().splitlines() == ["from_one = 1", "from_two = 2", "again_from_one = 1"]


def test_no_history_file_if_not_wanted(start):
    t = start("-q", env={"OURO_HISTORY": ""})
    t.enter("x = 1")
    t.leave()
    assert os.listdir(t.folder.name) == []


def test_history_searched_by_ctrl_r_recalls_a_block(start):
    t = start("-q")
    block(t)
    t.type("\r\r")
    t.enter("other = 1")
    t.type(CTRL_R + "y = x")
    t.shows("return y")
    t.type(DOWN + END + "\r\r")
    t.ready()
    t.wait(lambda: t.text().count("return y") == 2, "the block again")


def test_ctrl_c_ends_a_search(start):
    t = start("-q")
    t.enter("needle = 1")
    t.type(CTRL_R + "need")
    t.shows("search)`need': needle = 1")
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.ready()
    t.enter("2")
    t.expect(">>> 2", "2", ">>>")


def test_clear_screen_keeps_the_entry(start):
    t = start("-q")
    t.enter("1")
    t.type("half")
    t.shows(">>> half")
    t.type(CTRL_L)
    t.wait(lambda: t.lines() == [">>> half"], "only the entry")


def test_control_characters_and_combining_ones_align(start):
    t = start("-q")
    t.ready()
    t.type("x = 'e\u0301日\U0001f600'")
    t.wait(lambda: t.screen.cursor.x == 4 + 4 + 1 + 1 + 2 + 2 + 1, "the cursor behind it")
    t.type(LEFT + LEFT)
    t.wait(lambda: t.screen.cursor.x == 4 + 4 + 1 + 1 + 2, "the cursor before the face")
    t.type(LEFT + BACKSPACE)
    t.shows("'日")


def test_a_long_line_on_a_narrow_terminal(start):
    t = start("-q", columns=20, rows=8)
    t.ready()
    t.type("value = '" + "x" * 50 + "'")
    t.wait(lambda: t.screen.cursor.y == 3, "four rows")
    t.type(CTRL_A + "long_")
    t.shows(">>> long_value = 'xx\nxxxxxxxxxxxxxxxxxxxx")
    t.type("\r")
    t.ready()
    t.enter("long_value[:2]")
    t.expect("'xx'", ">>>")


def test_an_entry_higher_than_the_terminal(start):
    t = start("-q", rows=6)
    t.ready()
    t.type(paste("if True:\n" + "".join(f"    print({i})\n" for i in range(10))))
    t.shows("print(9)")
    t.type(UP * 11)
    t.shows(">>> if True:")
    t.type(DOWN * 11 + "\r")
    t.expect("9", ">>>")


def test_window_becomes_narrower_and_wider(start):
    t = start("-q", columns=60, rows=12)
    block(t)
    t.resize(30, 12)
    t.type("  # 2")
    t.shows("...     return y  # 2")
    t.resize(100, 12)
    t.type("4")
    t.shows(">>> def f(x):\n...     y = x\n...     return y  # 24")


def test_window_changes_while_code_runs(start):
    t = start("-q", columns=60, rows=12)
    t.ready()
    t.type("print('on'); input()\r")
    t.wait(lambda: "on" in t.lines(), "the question")
    t.resize(20, 12)
    t.type("\r")
    t.ready()
    t.enter("list(range(12))")
    assert all(len(line) <= 20 for line in t.lines())


def test_ctrl_c_while_sorting_and_while_printing(start):
    t = start("-q")
    t.enter("numbers = [i * 7919 % 1000003 for i in range(300000)]")
    t.type("print('on'); while_sorted = [sorted(numbers) for i in range(1000)]\r")
    t.wait(lambda: "on" in t.lines(), "sorting")
    t.type(CTRL_C)
    t.shows("KeyboardInterrupt")
    t.ready()
    t.type("for i in range(10**9): print(i)\r\r")
    t.wait(lambda: t.lines()[-2:-1] and t.lines()[-2].isdigit(), "numbers")
    t.type(CTRL_C)
    t.wait(lambda: "KeyboardInterrupt" in t.lines(), "the end of it")
    t.ready()
    t.enter("'still there'")
    t.shows("'still there'")


def test_else_goes_back_a_level(start):
    t = start("-q")
    t.ready()
    t.type("for i in range(2):\r")
    at(t, 1, 8)
    t.type("if i:\r")
    at(t, 2, 12)
    t.type("'yes'\r")
    at(t, 3, 12)
    t.type("else:")
    t.shows("\n...     else:")
    t.type("\r")
    at(t, 4, 12)
    t.type("'no'\r\r")
    t.shows("\n'no'\n'yes'\n")


def test_indentation_after_brackets_strings_and_comments(start):
    t = start("-q")
    t.ready()
    for line, column in (("def f(a,", 8), ("b):", 8), ("text = \"\"\"one", 4), ("two\"\"\"", 8), ("x = [", 12), ("1,", 12),
                         ("]", 8), ("if a:  # why", 12), ("return (a,", 16), ("b)", 8), ("pass # done", 4)):
        row = t.screen.cursor.y
        t.type(line)
        t.wait(lambda: t.screen.display[row].rstrip().endswith(line), line)
        t.type("\r")
        t.wait(lambda: t.screen.cursor.y == row + 1 and t.screen.cursor.x == column, f"{column} columns after {line}")
