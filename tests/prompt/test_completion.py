"""What Tab offers."""
import os

CTRL_C, CTRL_U = "\x03", "\x15"


def paste(text):
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


def completes(t, typed, shown):
    t.type(typed + "\t")
    t.shows(">>> " + shown)
    t.type(CTRL_U)
    t.ready()


def test_members_of_a_module_that_is_not_loaded(start):
    t = start("-q")
    with open(os.path.join(t.folder.name, "mine.py"), "w") as file:
        file.write("print('RUN')\nspecial_value = 1\ndef special_function(): pass\n")
    t.ready()
    completes(t, "import mi", "import mine")
    completes(t, "from mine import special_v", "from mine import special_value")
    completes(t, "from mine import (special_value, special_f", "from mine import (special_value, special_function")
    completes(t, "import os.pa", "import os.path")
    completes(t, "import collections.a", "import collections.abc")
    assert "RUN" not in t.text()


def test_keys(start):
    t = start("-q")
    t.enter("d = {'alpha': {'inner': 1}, 12: 3}")
    completes(t, "d['al", "d['alpha']")
    completes(t, "d[", "d[")
    completes(t, "d[1", "d[12]")
    completes(t, "d['alpha']['i", "d['alpha']['inner']")
    t.type("d[\t")
    t.shows("'alpha']  12]")


def test_keyword_arguments(start):
    t = start("-q")
    t.ready()
    t.type(paste("class Point:\n    def __init__(self, x_place, y_place): pass\n    def move(self, *, distance): pass\n"))
    t.shows("def move")
    t.type("\r\r")
    t.enter("p = Point(1, 2)")
    completes(t, "Point(x_", "Point(x_place=")
    completes(t, "p.move(dis", "p.move(distance=")
    completes(t, "sorted([], ke", "sorted([], key=")


def test_names_of_the_entry_itself(start):
    t = start("-q")
    t.ready()
    t.type("def f(parameter_name):\r")
    t.wait(lambda: t.screen.cursor.x == 8, "an indented line")
    t.type("return param\t")
    t.shows("...     return parameter_name")


def test_nothing_of_the_user_runs(start):
    t = start("-q", rows=40)
    t.ready()
    t.type(paste("class Loud:\n    'A loud one.'\n    def __repr__(self): return print('RUN') or ''\n"
                 "    def __getattr__(self, name): print('RUN')\n    def __dir__(self): print('RUN'); return []\n"
                 "    def __call__(self): print('RUN')\n    def __len__(self): return print('RUN') or 1\n"
                 "    @property\n    def shown(self): print('RUN')\n\nloud = Loud()"))
    t.shows("loud = Loud()")
    t.type("\r")
    t.ready()
    row = t.screen.cursor.y
    t.type("loud.sho\t")
    t.shows(">>> loud.shown")
    t.type(".x\t" + CTRL_U + "loud\t\t\t")
    t.shows("A loud one.")
    t.type(CTRL_U + "loud(\t\t" + CTRL_U + "loud[\t\t")
    t.shows(">>> loud[")
    assert "RUN" not in "\n".join(t.lines()[row:])


def test_a_second_tab_tells_more(start):
    t = start("-q")
    t.ready()
    t.type(paste("def area(width, height=2, *, unit='m'):\n    '''The area of a rectangle.\n\n    And more.'''\n"))
    t.shows("And more.")
    t.type("\r\r")
    t.ready()
    t.type("area(\t")
    t.shows("area(width, height=2, *, unit='m')")
    t.shows("height=")
    t.type(CTRL_U + "area\t\t")
    t.shows("The area of a rectangle.")
    t.type(CTRL_U)
    t.enter("numbers = [1, 2, 3]")
    t.type("numbers\t\t")
    t.shows("list of 3 items")


def test_files_and_folders(start):
    t = start("-q")
    os.makedirs(os.path.join(t.folder.name, "a_folder"))
    with open(os.path.join(t.folder.name, "a_folder", "text.txt"), "w") as file:
        file.write("x")
    t.ready()
    completes(t, "open('a_fo\tte", "open('a_folder/text.txt")
    completes(t, "open('~/a_fo", "open('~/a_folder/")


def test_tab_in_the_indentation(start):
    t = start("-q")
    t.ready()
    t.type("if 1:\r")
    t.wait(lambda: t.screen.cursor.x == 8, "an indented line")
    t.type("\t")
    t.wait(lambda: t.screen.cursor.x == 12, "four columns more")


def test_candidates_in_columns_and_how_many_more(start):
    t = start("-q", rows=10)
    t.enter("globals().update((f'candidate_{i}', i) for i in range(100))")
    t.type("candid\t")
    t.shows(">>> candidate_")
    t.type("\t")
    t.shows("candidate_1")
    t.shows("more")
    t.type("99\r")
    t.shows("\n99\n")
