"""The instructions of functions, methods, classes, code: ouro's own instructions, as `ouro --dis` prints them.

An instruction has an offset, two for each of its 64-bit words: what co_lines(), tb_lasti and f_lasti
count. The disassembly shows numbers of words.
"""
import sys
import types
from collections import namedtuple

__all__ = [
    "code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
    "get_instructions", "Instruction", "Bytecode", "cmp_op", "hasconst", "hasname", "hasjrel", "hasjabs", "haslocal",
    "hascompare", "hasfree", "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasnargs", "stack_effect",
]

# One line for each instruction: name, then a letter for each of its operands.
_table = [(line.split(" ") + [""])[:2] for line in sys._disassemble().splitlines()]
opname = [name for name, letters in _table]
opmap = {name: number for number, name in enumerate(opname)}


def _having(letters):
    return [number for number, (name, operands) in enumerate(_table) if any(c in letters for c in operands)]


hasconst = _having("K")
hasname = _having("N")
hasjrel = _having("J")
hasjabs = []
haslocal = _having("wrmv")
hasfree = _having("f")
hasnargs = []
cmp_op = ("<", "<=", "==", "!=", ">", ">=")
hascompare = [number for number, name in enumerate(opname) if name in ("LT", "LE", "EQ", "NE", "GT", "GE")]
HAVE_ARGUMENT = 0
EXTENDED_ARG = len(opname)  # there is none: operands have room in their instruction
_MASK = 0x3FF  # the bits of an opcode that are not flags

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE",
    128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR",
}


def stack_effect(opcode, oparg=None, *, jump=None):
    """There is no stack: ValueError."""
    raise ValueError("ouro's instructions work on registers: they have no stack effect")


def pretty_flags(flags):
    """The names of the bits of co_flags."""
    names = [COMPILER_FLAG_NAMES.get(1 << i, hex(1 << i)) for i in range(32) if flags >> i & 1]
    return ", ".join(names) or "0x0"


Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=(None,) * 4)
_Instruction = namedtuple(
    "_Instruction", "opname opcode arg argval argrepr offset starts_line is_jump_target positions", defaults=(None,)
)
for _field, _doc in {
    "opname": "name of the instruction", "opcode": "its number", "arg": "its operands, as the 48 bits they take",
    "argval": "target of a jump, name or constant, else argrepr", "argrepr": "the operands as text",
    "offset": "where it is in co_code", "starts_line": "the line that begins here, or None",
    "is_jump_target": "does a jump or a handler lead here?", "positions": "its place in the source text",
}.items():
    getattr(_Instruction, _field).__doc__ = _doc


_WORD = 8  # bytes


class Instruction(_Instruction):
    """One instruction."""

    def _disassemble(self, lineno_width=5, mark_as_current=False, offset_width=5):
        line = "" if self.starts_line is None else str(self.starts_line)
        mark = " -->" if mark_as_current else ""
        text = f"{line:>{lineno_width}} {self.offset // _WORD:>{offset_width}}  {self.opname:<15} {self.argrepr}"
        return text.rstrip() + mark


def _code_of(x):
    """The code of anything that has some."""
    if isinstance(x, types.CodeType):
        return x
    x = getattr(x, "__func__", x)
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        try:
            x = compile(x, "<disassembly>", "eval")
        except SyntaxError:
            pass
        if isinstance(x, str):  # an error here is not one while that one is handled
            x = compile(x, "<disassembly>", "exec")
    if hasattr(x, "co_code"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def findlinestarts(code):
    """(offset, line) of each place where another line begins."""
    last = None
    for start, end, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def _rows(code):
    """(offset, name, operands as text, offset of the handler or None) of each instruction."""
    for row in sys._disassemble(code).split("\n")[1:]:
        if not row or row.startswith("  handler "):
            continue
        place, _, rest = row[6:].lstrip().partition("  ")
        name, _, operands = rest.partition(" ")
        handler = None
        if operands.endswith("}"):
            before, brace, number = operands[:-1].rpartition("   {")
            if brace and number.isdigit():
                operands, handler = before, int(number) * _WORD
        yield int(place) * _WORD, name, operands.strip(), handler


def _jump(operands):
    """The offset that an instruction jumps to, or None."""
    before, arrow, target = operands.rpartition("-> ")
    return int(target) * _WORD if arrow and target.isdigit() else None


def _targets(code):
    found = set()
    for offset, name, operands, handler in _rows(code):
        found.add(handler)
        found.add(_jump(operands))
    return found - {None}


def findlabels(code):
    """The offsets to which jumps and handlers of a code object lead, sorted."""
    return sorted(_targets(_code_of(code)))


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """The Instruction objects of a function, method, code, source text."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    lines = dict(findlinestarts(code))
    positions = list(code.co_positions())
    targets = _targets(code)
    words = code.co_code
    for offset, name, operands, handler in _rows(code):
        word = words[offset : offset + _WORD]
        line = lines.get(offset)
        opcode = opmap[name]
        value = _jump(operands)
        if value is None and opcode in hasname and " ." in " " + operands:
            value = (" " + operands).rpartition(" .")[2].split()[0]
        at = offset // 2
        yield Instruction(
            name, opcode, int.from_bytes(word[2:], "little"), operands if value is None else value, operands,
            offset, None if line is None else line + shift, offset in targets,
            Positions(*positions[at]) if at < len(positions) else Positions(),
        )


def _text(code, lasti=-1):
    text = sys._disassemble(code)
    if lasti < 0:
        return text
    lines = text.split("\n")
    for number, row in enumerate(lines[1:], 1):
        if row[6:11].strip() == str(lasti // _WORD):
            lines[number] = row[:6] + "-->" + row[9:] if row[6:9].isspace() else row + "   <--"
    return "\n".join(lines)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of a code object; mark the one at lasti."""
    print(_text(co, lasti), end="", file=file)


disco = disassemble


def _disassemble_all(code, file, depth):
    disassemble(code, file=file)
    if depth is None or depth > 0:
        for inner in code.co_consts:
            if isinstance(inner, types.CodeType):
                print(file=file)
                _disassemble_all(inner, file, None if depth is None else depth - 1)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Print the instructions of classes, methods, functions, code, source text, with those inside.

    Without an argument: of the last traceback."""
    if x is None:
        distb(file=file)
        return
    if isinstance(x, (bytes, bytearray)):
        raise TypeError("don't know how to disassemble bytes: instructions alone do not say what they work on")
    if not hasattr(getattr(x, "__func__", x), "__code__") and hasattr(x, "__dict__"):
        for name, value in sorted(x.__dict__.items()):
            if isinstance(value, (types.FunctionType, types.MethodType, classmethod, staticmethod, types.CodeType, type)):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(value, file=file, depth=depth)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
        return
    _disassemble_all(_code_of(x), file, depth)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of the innermost frame of a traceback."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def code_info(x):
    """What is known about the code of something, as text."""
    code = _code_of(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Registers:         {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    for title, values in (
        ("Constants", map(repr, code.co_consts)), ("Names", code.co_names), ("Variable names", code.co_varnames),
        ("Free variables", code.co_freevars), ("Cell variables", code.co_cellvars),
    ):
        rows = [f"{number:4}: {value}" for number, value in enumerate(values)]
        if rows:
            lines += [title + ":"] + rows
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something: iterate over it, or ask for the text by dis()."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{self.__class__.__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Of the innermost frame of a traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """Like code_info()."""
        return code_info(self.codeobj)

    def dis(self):
        """The instructions as text."""
        return _text(self.codeobj, -1 if self.current_offset is None else self.current_offset)


def _main(arguments):
    """-m dis [file]: the instructions of a file, or of standard input."""
    if arguments in (["-h"], ["--help"]):
        return print("usage: dis.py [-h] [infile]\n\nPrint the instructions of a file, else of standard input.")
    name = arguments[0] if arguments else "-"
    try:
        if len(arguments) > 1 or (name.startswith("-") and name != "-"):
            raise OSError("usage: dis.py [-h] [infile]")
        if name == "-":
            name, source = "<stdin>", sys.stdin.buffer.read()
        else:
            with open(name, "rb") as file:
                source = file.read()
    except OSError as error:
        print(f"dis.py: error: {error}", file=sys.stderr)
        sys.exit(2)
    dis(compile(source, name, "exec"))


if __name__ == "__main__":
    _main(sys.argv[1:])
