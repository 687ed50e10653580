"""How the prompt begins."""
from terminal import CTRL_C, CTRL_D, ROOT


def test_banner_tells_what_to_type(start):
    t = start()
    t.ready()
    lines = t.lines()
    assert len(lines) == 3 and lines[0].startswith("ouro ") and "%help" in lines[0], lines
    for entry in "a = [1, 2]; b = a", "%refs a", "%mem":
        assert entry in lines[1]
        t.enter(entry)
    t.shows("2 references:")
    t.shows("alive now")


def test_banner_on_a_narrow_terminal(start):
    t = start(columns=40)
    t.ready()
    lines = t.lines()
    assert len(lines) == 3 and "%help" in lines[0] and "%refs a" in lines[1], lines


def test_make_run_ends_in_the_prompt(start):
    t = start("-C", ROOT, "run", program="/usr/bin/make")
    t.ready()
    t.shows("Type  a = [1, 2]")
    t.type("half")
    t.shows(">>> half")
    t.type(CTRL_C)
    t.ready()
    t.enter("6 * 7")
    t.expect("42", ">>>")
    t.type(CTRL_D)
    t.ended()  # make remembers the Ctrl-C in its status
