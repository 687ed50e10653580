"""The manual page and the completions know the options that --help names; bash completes."""
import re
import subprocess

MAN, BASH, ZSH = "docs/man/ouro.1", "packaging/ouro.bash", "packaging/_ouro"


def options(text):
    """The options that a text names, those with a value without it."""
    return set(re.findall(r"(?<![\w-])--?[a-zA-Z][a-z-]*", text))


def test_they_name_the_same_options(cli):
    named = options(cli.run("--help").out.split("\nExamples:")[0]) | {"--check-hash-based-pycs"}
    texts = {}
    for path in MAN, BASH, ZSH:
        with open(cli.root / path, encoding="utf-8") as file:
            texts[path] = re.sub(r"^(#|\.\\\").*", "", file.read(), flags=re.M)
    texts[MAN] = re.sub(r"\bFl (\\-)?", lambda dashes: "--" if dashes[1] else "-", texts[MAN]).replace("\\-", "-")
    for path, text in texts.items():
        missing = {word for word in named if word not in options(text) and word not in ("-bb", "-OO", "-VV")}
        assert not missing, (path, missing)
        extra = {word for word in options(text) if word.startswith("--") and len(word) > 2} - named
        assert not extra, (path, extra)


def test_manual_page_is_well_formed(cli):
    done = subprocess.run(["groff", "-mandoc", "-ww", "-Tutf8", str(cli.root / MAN)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert b"writes no bytecode" in done.stdout


def completed(cli, *words):
    """What bash offers for the last word."""
    quoted = " ".join("'" + word + "'" for word in words)
    got = cli.shell(f". {cli.root / BASH}; COMP_WORDS=(ouro {quoted}); COMP_CWORD={len(words)}; _ouro; "
                    'printf "%s\\n" "${COMPREPLY[@]}"')
    assert got.status == 0 and not got.err, got
    return sorted(set(got.out.split()))


def test_bash(cli):
    for name in "a.py", "b.txt", "pack/__init__.py", "pack/__main__.py", "pack/part.py", "plain/x.py":
        cli.write(name, "")
    assert completed(cli, "") == ["a.py", "pack", "plain"]
    assert completed(cli, "--he") == ["--help", "--help-all", "--help-env", "--help-xoptions"]
    assert "-W" in completed(cli, "-") and "--help" in completed(cli, "-i", "-")
    assert completed(cli, "-m", "t") == ["this", "timeit"]
    assert completed(cli, "-m", "") == ["a", "dis", "inspect", "json.tool", "pack", "pydoc", "this", "timeit", "unittest"]
    assert completed(cli, "-m", "pack.p") == ["pack.part"]
    assert completed(cli, "-m", "a", "") == ["a.py", "b.txt", "pack", "plain"]
    assert completed(cli, "-q", "a.py", "") == ["a.py", "b.txt", "pack", "plain"]
    assert completed(cli, "a.py", "--") == []
    assert completed(cli, "-W", "err") == ["error"] and completed(cli, "-W", "error", "a") == ["a.py"]
    assert completed(cli, "-X", "s") == ["showrefcount"]
    assert completed(cli, "--check-hash-based-pycs", "n") == ["never"]
    assert completed(cli, "--trace-memory-to", "=", "b") == ["b.txt"]
    assert completed(cli, "--trace-memory-to", "=", "b.txt", "a") == ["a.py"]
    assert completed(cli, "--parse", "a.py", "p") == ["pack", "plain"]
    assert completed(cli, "-c", "") == []
