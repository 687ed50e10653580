"""Tracebacks and exceptions as text: taken apart, formatted, printed."""
import linecache
import sys
from _collections_abc import Sequence

__all__ = [
    "FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack",
    "extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "print_exception", "print_last",
    "print_stack", "print_tb", "walk_stack", "walk_tb",
]

_REPEATS_SHOWN = 3
_HEADER = "Traceback (most recent call last):\n"
_GROUP_HEADER = "Exception Group Traceback (most recent call last):\n"
_CLOSING = "+------------------------------------\n"
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _value_and_traceback(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def _safe(value, what, function=str):
    try:
        return function(value)
    except BaseException:
        return f"<{what} {function.__name__}() failed>"


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def walk_stack(f):
    """Frame and line number of each call from a frame outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Frame and line number of each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_positions(tb):
    while tb is not None:
        yield tb.tb_frame, _positions(tb.tb_frame.f_code, tb.tb_lasti, tb.tb_lineno)
        tb = tb.tb_next


_GENERATORS = 0x2A0  # generator, coroutine, asynchronous generator


def _positions(code, lasti, line):
    if lasti >= 0:
        for index, found in enumerate(code.co_positions()):
            if index == lasti // 2:
                if lasti == 0 and found[0] != line and code.co_flags & _GENERATORS:
                    break  # it had not begun
                return found if found[0] is not None else (line, *found[1:])
    return line, None, None, None


class FrameSummary:
    """One call: file, line, name of the function, source line."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        if lookup_line:
            self.line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        """The source line without white space around it."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()


class StackSummary(list):
    """FrameSummary objects of several calls, the outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        pairs = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return klass._extract(pairs, limit, lookup_lines, capture_locals)

    @classmethod
    def _extract(klass, pairs, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        pairs = list(pairs)
        if limit is not None:
            pairs = pairs[:limit] if limit >= 0 else pairs[limit:]
        result = klass()
        names = set()
        for frame, (line, end_line, column, end_column) in pairs:
            code = frame.f_code
            names.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, line, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None,
                end_lineno=end_line, colno=column, end_colno=end_column))
        for name in names:
            linecache.checkcache(name)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """From FrameSummary objects or tuples (file, line number, name, line)."""
        result = StackSummary()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        """The lines for one call, as one text."""
        s = frame_summary
        row = [f'  File "{s.filename}", line {s.lineno}, in {s.name}\n']
        if s.line:
            row.append(f"    {s.line}\n")
            row.append(_carets(s))
        if s.locals:
            for name, value in sorted(s.locals.items()):
                row.append(f"    {name} = {value}\n")
        return "".join(row)

    def format(self):
        """The texts of all calls; many equal ones after another are counted."""
        result = []
        last, count = None, 0
        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            key = summary.filename, summary.lineno, summary.name
            if last is None or key != last:
                result += _repeated(count)
                last, count = key, 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        return result + _repeated(count)


def _repeated(count):
    more = count - _REPEATS_SHOWN
    if more <= 0:
        return []
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"]


def _carets(summary):
    """The line that underlines the part of a source line, or ''."""
    if summary.colno is None or summary.end_colno is None:
        return ""
    original, stripped = summary._original_line, summary.line
    outside = len(original) - len(stripped)  # what is cut off behind counts too, one being the line's end
    encoded = original.encode()
    start = len(encoded[:summary.colno].decode(errors="replace")) + 1
    end = len(encoded[:summary.end_colno].decode(errors="replace")) + 1
    anchors = None
    if summary.lineno == summary.end_lineno:
        anchors = sys._expression_anchors(original[start - 1:end - 1])
    else:
        end = outside + len(stripped)
    if end - start >= len(stripped) and not anchors:
        return ""
    marks = "^" * (end - start)
    if anchors:
        left, right = anchors
        marks = "~" * left + "^" * (right - left) + "~" * (end - start - right)
    return "    " + " " * (start - outside) + marks + "\n"


class TracebackException:
    """What is needed to print an exception later, without keeping its frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 _seen=None):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(
            _walk_positions(exc_traceback), limit, lookup_lines, capture_locals)
        self.exc_type = exc_type
        self._str = _safe(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__

        def convert(e, again=False):
            if e is None or (id(e) in seen and not again):
                return None
            return TracebackException(
                type(e), e, e.__traceback__, limit=limit, lookup_lines=lookup_lines,
                capture_locals=capture_locals, max_group_width=max_group_width,
                max_group_depth=max_group_depth, _seen=seen)

        self.__cause__ = convert(getattr(exc_value, "__cause__", None))
        wanted = not compact or (self.__cause__ is None and not self.__suppress_context__)
        self.__context__ = convert(getattr(exc_value, "__context__", None)) if wanted else None
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [convert(e, again=True) for e in exc_value.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines that name the exception, with its notes."""
        if self.exc_type is None:
            yield f"None: {self._str}\n" if self._str else "None\n"
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = (module if isinstance(module, str) else "<unknown>") + "." + name
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield f"{name}: {self._str}\n" if self._str else f"{name}\n"
        notes = self.__notes__
        if isinstance(notes, Sequence):
            for note in notes:
                yield from [line + "\n" for line in _safe(note, "note").split("\n")]
        elif notes is not None:
            yield _safe(notes, "__notes__", repr)

    def _format_syntax_error(self, name):
        place = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            place = f" ({self.filename})"
        if self.text is not None:
            line = self.text.rstrip("\n")
            shown = line.lstrip(" \n\f")
            yield f"    {shown}\n"
            if self.offset is not None:
                end = self.end_offset if self.end_offset not in (None, 0) else self.offset
                if self.offset == end or end == -1:
                    end = self.offset + 1
                start = self.offset - 1 - (len(line) - len(shown))
                if start >= 0:
                    space = "".join(c if c.isspace() else " " for c in shown[:start])
                    yield f"    {space}{'^' * (end - self.offset)}\n"
        yield f"{name}: {self.msg or '<no detail available>'}{place}\n"

    def format(self, *, chain=True):
        """All lines: causes and contexts first, then traceback and exception."""
        yield from self._format(chain, 0)

    def _chain(self):
        """(exception, words that follow the one before), the oldest first."""
        found, at, words = [], self, ""
        while at is not None:
            if at.__cause__ is not None:
                older, before = at.__cause__, _CAUSE
            elif at.__context__ is not None and not at.__suppress_context__:
                older, before = at.__context__, _CONTEXT
            else:
                older, before = None, ""
            found.append((at, before))
            at = older
        return reversed(found)

    def _format(self, chain, depth):
        margin = "  " * depth + "| " if depth else ""
        for exc, words in self._chain() if chain else [(self, "")]:
            if words:
                yield _indent(words, margin)
            if exc.exceptions is None:
                if exc.stack:
                    yield _indent(_HEADER, margin)
                    for text in exc.stack.format():
                        yield _indent(text, margin)
                for text in exc.format_exception_only():
                    yield _indent(text, margin)
            elif depth > self.max_group_depth:
                yield _indent(f"... (max_group_depth is {self.max_group_depth})\n", margin)
            else:
                yield from exc._format_group(chain, depth)

    def _format_group(self, chain, depth):
        outermost = depth == 0
        depth = depth or 1
        margin = "  " * depth + "| "
        if self.stack:
            yield _indent(_GROUP_HEADER, "  + " if outermost else margin)
            for text in self.stack.format():
                yield _indent(text, margin)
        for text in self.format_exception_only():
            yield _indent(text, margin)
        total = len(self.exceptions)
        shown = self.exceptions[:self.max_group_width]
        inner = "  " * (depth + 1)
        for number, exc in enumerate(shown, 1):
            rule = "+-+" if number == 1 else "  +"
            yield f"{'  ' * depth}{rule}---------------- {number} ----------------\n"
            closed = False
            for text in exc._format(chain, depth + 1):
                closed = closed or text.strip(" ") == _CLOSING
                yield text
        if total > len(shown):
            more = total - len(shown)
            yield f"{'  ' * depth}  +---------------- ... ----------------\n"
            yield f"{inner}| and {more} more exception{'s' if more > 1 else ''}\n"
            closed = False
        if total and not closed:
            yield inner + _CLOSING

    def print(self, *, file=None, chain=True):
        """Print all lines."""
        _write(self.format(chain=chain), file)


def _indent(text, margin):
    if not margin:
        return text
    return "".join(margin + line for line in text.splitlines(True))


def print_list(extracted_list, file=None):
    _write(StackSummary.from_list(extracted_list).format(), file)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def extract_tb(tb, limit=None):
    return StackSummary._extract(_walk_positions(tb), limit)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def _stack(f, limit):
    if f is None:
        f = sys._getframe().f_back.f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def extract_stack(f=None, limit=None):
    return _stack(f, limit)


def format_stack(f=None, limit=None):
    return _stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    _write(_stack(f, limit).format(), file)


def format_exception_only(exc, /, value=_sentinel):
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True):
    value, tb = _value_and_traceback(exc, value, tb)
    found = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(found.format(chain=chain))


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True):
    _write(format_exception(exc, *_value_and_traceback(exc, value, tb), limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
