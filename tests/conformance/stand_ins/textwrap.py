"""Stands for textwrap: dedent alone."""


def dedent(text):
    lines = [line if line.strip() else line[len(line.rstrip("\r\n")):] for line in text.splitlines(keepends=True)]
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return "".join(line[margin:] if line.strip() else line for line in lines)
