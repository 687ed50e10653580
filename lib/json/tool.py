"""Check JSON and print it with indentation: -m json.tool [option ...] [infile [outfile]]

  --sort-keys         sort objects by key
  --no-ensure-ascii   leave characters beyond ASCII as they are
  --json-lines        each line is a value of its own
  --indent N          spaces for each level (4)
  --tab               a tab for each level
  --no-indent         all in one line
  --compact           all in one line, without spaces
"""
import errno
import json
import sys

_USAGE = ("usage: python -m json.tool [-h] [--sort-keys] [--no-ensure-ascii] [--json-lines] "
          "[--indent N | --tab | --no-indent | --compact] [infile] [outfile]")
_FLAGS = ["sort-keys", "no-ensure-ascii", "json-lines", "indent=", "tab", "no-indent", "compact", "help"]


def _wrong(message):
    print(_USAGE, file=sys.stderr)
    print("python -m json.tool: error:", message, file=sys.stderr)
    sys.exit(2)


def _arguments():
    """({option: value}, files)"""
    import getopt

    try:
        found, files = getopt.gnu_getopt(sys.argv[1:], "h", _FLAGS)
    except getopt.GetoptError as problem:
        _wrong(problem)
    options = dict(found)
    if len(files) > 2:
        _wrong("unrecognized arguments: " + " ".join(files[2:]))
    if len({"--indent", "--tab", "--no-indent", "--compact"} & options.keys()) > 1:
        _wrong("only one of --indent, --tab, --no-indent, --compact")
    return options, files


def main():
    options, files = _arguments()
    if "-h" in options or "--help" in options:
        print(_USAGE, __doc__, sep="\n\n", end="")
        return
    settings = {"sort_keys": "--sort-keys" in options, "ensure_ascii": "--no-ensure-ascii" not in options, "indent": 4}
    try:
        settings["indent"] = int(options.get("--indent", 4))
    except ValueError:
        _wrong(f"argument --indent: invalid int value: {options['--indent']!r}")
    if "--tab" in options:
        settings["indent"] = "\t"
    if "--no-indent" in options or "--compact" in options:
        settings["indent"] = None
    if "--compact" in options:
        settings["separators"] = ",", ":"
    try:
        infile = sys.stdin if not files or files[0] == "-" else open(files[0], encoding="utf-8")
    except OSError as problem:
        _wrong(f"argument infile: can't open {files[0]!r}: {problem}")
    with infile:
        try:
            values = map(json.loads, infile) if "--json-lines" in options else (json.load(infile),)
            with open(files[1], "w", encoding="utf-8") if len(files) > 1 else sys.stdout as outfile:
                for value in values:
                    json.dump(value, outfile, **settings)
                    outfile.write("\n")
        except ValueError as problem:
            raise SystemExit(problem)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError as problem:
        sys.exit(problem.errno or errno.EPIPE)
