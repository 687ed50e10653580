"""The completions of the command line, in the shells themselves."""
import os
import shutil

from terminal import CTRL_U, ROOT


def completes(t, typed, shown):
    t.ready("$ ")
    t.type(typed)
    t.wait(lambda: t.lines()[-1:] == ["$ " + typed.rstrip()], "what was typed")
    t.type("\t")
    t.wait(lambda: t.lines()[-1:] == ["$ " + shown], shown)
    t.type(CTRL_U)


def test_bash(start):
    t = start("--rcfile", "rc", "-i", program="/bin/bash", files={
        "rc": f"PS1='$ '; . '{os.path.join(ROOT, 'packaging', 'ouro.bash')}'", "script.py": "", "other.txt": ""})
    completes(t, "ouro --vers", "ouro --version")
    completes(t, "ouro -m timei", "ouro -m timeit")
    completes(t, "ouro scr", "ouro script.py")
    completes(t, "ouro script.py ot", "ouro script.py other.txt")
    completes(t, "ouro --trace-memory-to=ot", "ouro --trace-memory-to=other.txt")


def test_zsh(start):
    if not shutil.which("zsh"):
        return
    packaging = os.path.join(ROOT, "packaging")
    t = start("-i", program=shutil.which("zsh"), env={"ZDOTDIR": "."}, files={
        ".zshrc": f"PS1='$ '\nfpath=({packaging} $fpath)\nautoload -U compinit\ncompinit -u -d dump\n",
        "script.py": "", "other.txt": ""})
    completes(t, "ouro --vers", "ouro --version")
    completes(t, "ouro -m timei", "ouro -m timeit")
    completes(t, "ouro -Werr", "ouro -Werror")
    completes(t, "ouro scr", "ouro script.py")
    completes(t, "ouro -c 1 ot", "ouro -c 1 other.txt")
    completes(t, "ouro --trace-memory-to=ot", "ouro --trace-memory-to=other.txt")
