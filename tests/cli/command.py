"""Starting ouro, and CPython beside it, for the tests of the command line."""
import os
import subprocess

ORACLE = "/usr/bin/python3"


class Result:
    """What a command printed and its exit status."""

    def __init__(self, done):
        self.out = done.stdout.decode("utf-8", "surrogateescape")
        self.err = done.stderr.decode("utf-8", "surrogateescape")
        self.status = done.returncode

    @property
    def last(self):
        """The last line on standard error."""
        return (self.err.splitlines() or [""])[-1]

    def __repr__(self):
        return f"status {self.status}, stdout {self.out!r}, stderr {self.err!r}"


class Commands:
    """Commands in a folder of their own."""

    def __init__(self, program, root, folder):
        self.program, self.root, self.folder = program, root, folder

    def write(self, name, content):
        """Make a file; returns its path."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def _run(self, command, text, environment):
        own = {"PATH": "/usr/bin:/bin", "HOME": self.folder, "LC_ALL": "C.UTF-8", "OURO": self.program}
        given = {"stdin": subprocess.DEVNULL} if text is None else {"input": text.encode()}
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
                              env={**own, **environment}, timeout=60, check=False, **given)
        return Result(done)

    def run(self, *words, text=None, **environment):
        """ouro with these words."""
        return self._run([self.program, *words], text, environment)

    def oracle(self, *words, text=None, **environment):
        """CPython with these words."""
        return self._run([ORACLE, *words], text, environment)

    def shell(self, line, **environment):
        """A line for bash, in which $OURO is the program."""
        return self._run(["/bin/bash", "-c", line], None, environment)

    def same(self, *words, text=None, **environment):
        """ouro must print and return what CPython does, on standard error at least the last line."""
        ours, theirs = self.run(*words, text=text, **environment), self.oracle(*words, text=text, **environment)
        ours.err = ours.err.replace(self.program, "PROGRAM")
        theirs.err = theirs.err.replace(ORACLE, "PROGRAM")
        if (ours.out, ours.last, ours.status) != (theirs.out, theirs.last, theirs.status):
            raise AssertionError(f"{words}: {ours}; CPython: {theirs}")
        return ours

    def refused(self, *words, status=2, says="", **environment):
        """ouro must print one line on standard error, nothing else, and return the status."""
        got = self.run(*words, **environment)
        if got.status != status or got.out or got.err.count("\n") != 1 or says not in got.err:
            raise AssertionError(f"{words}: expected {says!r}: {got}")
