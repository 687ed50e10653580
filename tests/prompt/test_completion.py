"""What Tab offers."""
from terminal import CTRL_U


def completes(t, typed, shown):
    t.type(typed + "\t")
    t.shows(">>> " + shown)
    t.type(CTRL_U)
    t.ready()


def test_members_of_a_module_that_is_not_loaded(start):
    t = start("-q", files={"mine.py": "print('RUN')\nspecial_value = 1\ndef special_function(): pass\n"})
    t.ready()
    completes(t, "import mi", "import mine")
    completes(t, "from mine import special_v", "from mine import special_value")
    completes(t, "from mine import (special_value, special_f", "from mine import (special_value, special_function")
    completes(t, "import os.pa", "import os.path")
    completes(t, "import collections.a", "import collections.abc")
    assert "RUN" not in t.text()


def test_modules_of_the_library(start):
    t = start("-q")
    t.ready()
    completes(t, "from os.path import joi", "from os.path import join")
    completes(t, "from typing import TypedD", "from typing import TypedDict")  # in its computed __all__
    completes(t, "from collections import Ordered", "from collections import OrderedDict")  # comes from C
    completes(t, "from heapq import heappus", "from heapq import heappush")  # by a star
    completes(t, "from sys import ar", "from sys import argv")  # made on demand
    t.enter("import re, sys")
    completes(t, "re.VERB", "re.VERBOSE")
    completes(t, "sys.version_info.maj", "sys.version_info.major")
    completes(t, "sys.orig", "sys.orig_argv")
    t.enter("'heapq' in sys.modules")  # it was only read
    t.expect("False", ">>>")


def test_a_module_with_a_name_of_the_library_is_not_run(start):
    t = start("-q", files={"random.py": "print('RUN')\nmine = 1", "math.py": "print('RUN')\nmine = 1",
                           "re.py": "print('RUN')", "types.py": "print('RUN')"})
    t.ready()
    completes(t, "from random import mi", "from random import mine")
    completes(t, "from math import mi", "from math import mine")
    completes(t, "from typing import TypedD", "from typing import TypedDict")
    assert "RUN" not in t.text()


def test_what_a_module_binds_in_any_way(start):
    t = start("-q", files={"pack/__init__.py": "from .core import Thing as Renamed\nfirst, (second, *third) = 1, (2, 3)\n"
                                               "try:\n    import os.path\nexcept ImportError:\n    inside = 1\n"
                                               "class Kind:\n    attribute = [unbound for unbound in ()]\n",
                           "pack/core.py": ""})
    t.ready()
    for name in "Renamed", "third", "inside", "core":
        completes(t, f"from pack import {name[:3]}", f"from pack import {name}")
    completes(t, "import pack.co", "import pack.core")
    t.type("from pack import \t")
    t.shows("Kind")
    assert "attribute" not in t.text() and "unbound" not in t.text() and "Thing" not in t.text()


def test_nothing_is_offered_where_no_word_can_follow(start):
    t = start("-q")
    t.enter("d = {'key': 1}")
    t.type("d['ke\t\t\t")
    t.shows(">>> d['key']")
    t.type(" isi\t")
    t.shows(">>> d['key'] isinstance(")
    t.type(CTRL_U + "int('1')\t\t")
    t.wait(lambda: t.lines()[-1:] == [">>> int('1')"], "nothing below")


def test_a_value_and_not_another_argument_follows_an_equals_sign(start):
    t = start("-q")
    t.enter("other_value = True")
    completes(t, "''.splitlines(keepen", "''.splitlines(keepends=")
    completes(t, "''.splitlines(keepends=oth", "''.splitlines(keepends=other_value")


def test_keys_of_any_dict(start):
    t = start("-q")
    t.enter("from collections import Counter")
    t.define("class Loud(dict):\n    def __iter__(self): print('RUN')\n    def __getitem__(self, key): print('RUN')\n"
             "    def keys(self): print('RUN')\n\nloud = Loud(alpha=1)\nletters = Counter(['beta'])")
    completes(t, "loud['al", "loud['alpha']")
    completes(t, "letters['be", "letters['beta']")
    completes(t, "letters[", "letters['beta']")
    assert "RUN" not in t.text()[t.text().index("letters = "):]


def test_a_long_note_is_broken_at_spaces(start):
    t = start("-q", columns=40)
    t.enter("from json import dumps")
    t.type("dumps\t\t\t")
    t.shows("dumps(obj, *, skipkeys=False,\nensure_ascii=True, check_circular=True,\n")
    t.type("x")
    t.expect(">>> from json import dumps", ">>> dumps(x")


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
    t.define("class Point:\n    def __init__(self, x_place, y_place): pass\n    def move(self, *, distance): pass")
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
    t.define("class Loud:\n    'A loud one.'\n    def __repr__(self): return print('RUN') or ''\n"
             "    def __getattr__(self, name): print('RUN')\n    def __dir__(self): print('RUN'); return []\n"
             "    def __call__(self): print('RUN')\n    def __len__(self): return print('RUN') or 1\n"
             "    @property\n    def shown(self): print('RUN')\n    def __hash__(self): return hash('key')\n"
             "    def __eq__(self, other): print('RUN')\n\nloud = Loud()\nd = {loud: 1, 'key': [2], 3: ''}")
    row = t.screen.cursor.y
    t.type("loud.sho\t")
    t.shows(">>> loud.shown")
    t.type(".x\t" + CTRL_U + "loud\t\t\t")
    t.shows("A loud one.")
    t.type(CTRL_U + "d['key'].appe\t")
    t.shows(">>> d['key'].append(")
    t.type(CTRL_U + "d[3].isal\t\t")
    t.shows("isalpha(")
    t.type(CTRL_U + "loud(\t\t" + CTRL_U + "loud[\t\t")
    t.shows(">>> loud[")
    assert "RUN" not in "\n".join(t.lines()[row:])


def test_a_second_tab_tells_more(start):
    t = start("-q")
    t.define("def area(width, height=2, *, unit='m'):\n    '''The area of a rectangle.\n\n    And more.'''")
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
    t = start("-q", files={"a_folder/text.txt": "x"})
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
