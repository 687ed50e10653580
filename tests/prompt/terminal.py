"""A terminal for the tests of the prompt: a program runs on a pty, what it writes is drawn by pyte.

Nothing here depends on how fast the machine is: a test waits until the screen shows what it
expects, and fails only after a long time.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import tempfile
import termios
import time

import pyte

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

UP, DOWN, LEFT, RIGHT, HOME, END = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F"
CTRL_A, CTRL_C, CTRL_D, CTRL_E, CTRL_K, CTRL_L, CTRL_R, CTRL_T, CTRL_U, CTRL_X, CTRL_Y, CTRL_Z = (
    chr(ord(letter) - 64) for letter in "ACDEKLRTUXYZ")
ESCAPE, BACKSPACE, ALT_ENTER, UNDO = "\x1b", "\x7f", "\x1b\r", "\x1f"

PATIENCE = float(os.environ.get("PROMPT_PATIENCE", "60"))  # seconds


def paste(text):
    """The keys that a terminal sends when a text is pasted."""
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


class Failure(Exception):
    pass


class Terminal:
    def __init__(self, program, *options, columns=80, rows=24, env=None, home=None, shell=False, files=None):
        """`files`: what is in the folder in which it starts, its home unless `home` is given: {name: text}."""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.folder = tempfile.TemporaryDirectory()
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": home or self.folder.name,
                       "INPUTRC": "/dev/null", "LC_ALL": "C.UTF-8", **(env or {})}
        for name, text in (files or {}).items():
            os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(text)
        command = [program, *options]
        if shell:
            command = ["/bin/bash", "--norc", "-i", "-c", "set -m; " + " ".join(command) + "; read -p '$ ' a; $a; exit"]
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(self.folder.name)
                os.execve(command[0], command, environment)
            finally:
                os._exit(127)
        self.resize(columns, rows)
        self.status = None

    def path(self, name):
        """Of a file in its folder."""
        return os.path.join(self.folder.name, name)

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds):
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            data = b""
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def type(self, text):
        """Send keys; those before must have been read, or they count as pasted."""
        data = text.encode()
        while data:
            for _ in range(20):  # not for ever: a program may write without end
                if not self._read(0):
                    break
            data = data[os.write(self.descriptor, data):]

    def lines(self):
        shown = [line.rstrip() for line in self.screen.display]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    def text(self):
        return "\n".join(self.lines())

    def wait(self, condition, what):
        """Read until condition() holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise Failure(f"waited for {what}; the screen is\n{self.text()}\ncursor at row "
                              f"{self.screen.cursor.y}, column {self.screen.cursor.x}")
            self._read(0.05)

    def expect(self, *lines):
        """Wait until the screen ends in these lines."""
        expected = [line.rstrip() for line in lines]
        self.wait(lambda: self.lines()[-len(expected):] == expected, repr(expected))

    def shows(self, text):
        self.wait(lambda: text in self.text(), repr(text))

    def wrote(self, data):
        """Wait until these bytes were written since the last call of forget()."""
        self.wait(lambda: data in self.raw, repr(data))

    def forget(self):
        self.raw = b""

    def ready(self, prompt=">>> "):
        """Wait for an empty prompt, the cursor behind it."""
        def at_prompt():
            row = self.screen.display[self.screen.cursor.y]
            return row.rstrip() == prompt.rstrip() and self.screen.cursor.x == len(prompt)
        self.wait(at_prompt, "a prompt")

    def enter(self, text, prompt=">>> "):
        """Type an entry of one line and wait for the next prompt."""
        self.ready(prompt)
        self.type(text)
        self.wait(lambda: text[-20:] in self.text(), "what was typed")
        before = self.screen.cursor.y
        self.type("\r")
        self.wait(lambda: self.screen.cursor.y != before or self.screen.cursor.x == len(prompt), "the end of the line")
        self.ready(prompt)

    def define(self, text):
        """Paste a text, run it and wait for the next prompt."""
        self.ready()
        self.type(paste(text + "\n"))
        self.wait(lambda: self.screen.display[self.screen.cursor.y].rstrip() == "...", "the end of what was pasted")
        self.type("\r")
        self.ready()

    def leave(self):
        """End it by Ctrl-D; its status."""
        self.ready()
        self.type(CTRL_D)
        return self.ended()

    def colour_at(self, row, column):
        return self.screen.buffer[row][column].fg

    def ended(self):
        """Wait for the end of the program; its status, negative: the signal."""
        def gone():
            if self.status is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.status = os.waitstatus_to_exitcode(status)
            return self.status is not None
        self.wait(gone, "the end of the program")
        while self._read(0):
            pass
        return self.status

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.descriptor)
        self.folder.cleanup()
