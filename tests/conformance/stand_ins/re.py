"""Stands for re until ouro has it: search and match with literals, ., classes, groups, |, *, +, ?, ^, $, \\A, \\Z,
\\s, \\S, \\d, \\D, \\w, \\W; greedy and lazy; text and bytes. Anything else is an error."""
IGNORECASE = I = 2
DOTALL = S = 16
_SPACE, _DIGITS = " \t\n\r\f\v", "0123456789"


class error(Exception):
    pass


def _class_of(letter):
    test = {"s": lambda c: c in _SPACE, "d": lambda c: c in _DIGITS, "w": lambda c: c.isalnum() or c == "_"}[letter.lower()]
    return test if letter.islower() else lambda c: not test(c)


class _Parser:
    """Turns a pattern into nested functions: node(text, position, next) -> end or None."""

    def __init__(self, pattern, flags):
        self.pattern, self.at, self.flags, self.groups = pattern, 0, flags, 0

    def peek(self):
        return self.pattern[self.at:self.at + 1]

    def take(self):
        self.at += 1
        return self.pattern[self.at - 1]

    def alternatives(self):
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())

        def node(state, i, then):
            for option in options:
                end = option(state, i, then)
                if end is not None:
                    return end

        return node if len(options) > 1 else options[0]

    def sequence(self):
        items = []
        while self.peek() not in ("", "|", ")"):
            items.append(self.repeated(self.atom()))

        def node(state, i, then, k=0):
            if k == len(items):
                return then(i)
            return items[k](state, i, lambda j: node(state, j, then, k + 1))

        return node

    def repeated(self, atom):
        low, high = {"*": (0, 1 << 30), "+": (1, 1 << 30), "?": (0, 1)}.get(self.peek() or "x", (1, 1))
        if (low, high) == (1, 1):
            if self.peek() == "{":
                raise error("counts are not supported")
            return atom
        self.at += 1
        lazy = self.peek() == "?"
        self.at += lazy

        def node(state, i, then, count=0):
            def more():
                if count < high:
                    return atom(state, i, lambda j: node(state, j, then, count + 1) if j > i or count < low else None)

            def enough():
                if count >= low:
                    return then(i)

            end = enough() if lazy else more()
            if end is None:
                end = more() if lazy else enough()
            return end

        return node

    def single(self, test):
        return lambda state, i, then: then(i + 1) if i < len(state.text) and test(state.text[i]) else None

    def atom(self):
        c = self.take()
        if c == "(":
            return self.group()
        if c == "[":
            return self.single(self.char_class())
        if c == ".":
            return self.single(lambda x: self.flags & DOTALL or x != "\n")
        if c == "^":
            return lambda state, i, then: then(i) if i == 0 else None
        if c == "$":
            return lambda state, i, then: then(i) if state.text[i:] in ("", "\n") else None
        if c == "\\":
            c = self.take()
            if c in "sSdDwW":
                return self.single(_class_of(c))
            if c in "AZ":
                return lambda state, i, then: then(i) if i == (0 if c == "A" else len(state.text)) else None
            if c.isalnum() and c not in "nt":
                raise error(f"\\{c} is not supported")
            c = {"n": "\n", "t": "\t"}.get(c, c)
        if self.flags & IGNORECASE:
            return self.single(lambda x: x.lower() == c.lower())
        return self.single(lambda x: x == c)

    def group(self):
        number = None
        if self.peek() == "?":
            if self.pattern[self.at:self.at + 2] != "?:":
                raise error("only (?:…) is supported")
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inside = self.alternatives()
        if self.peek() != ")":
            raise error("missing )")
        self.at += 1

        def node(state, i, then):
            def closed(j):
                before = state.spans.get(number)
                state.spans[number] = i, j
                end = then(j)
                if end is None:
                    state.spans[number] = before
                return end

            return inside(state, i, closed)

        return node if number else inside

    def char_class(self):
        negated = self.peek() == "^"
        self.at += negated
        tests, first = [], True
        while first or self.peek() != "]":
            first = False
            c = self.take()
            if c == "\\":
                c = self.take()
                if c in "sSdDwW":
                    tests.append(_class_of(c))
                    continue
            if self.peek() == "-" and self.pattern[self.at + 1:self.at + 2] != "]":
                self.at += 1
                high = self.take()
                tests.append(lambda x, low=c, high=high: low <= x <= high)
            else:
                tests.append(lambda x, c=c: x == c)
        self.at += 1
        return lambda x: any(test(x) for test in tests) != negated


class Match:
    def __init__(self, text, given):
        self.text, self.string, self.spans = text, given, {}

    def span(self, group=0):
        return self.spans.get(group) or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def group(self, group=0):
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]


class Pattern:
    def __init__(self, pattern, flags=0):
        self.pattern, self.flags = pattern, flags
        parser = _Parser(pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern, flags)
        self._node = parser.alternatives()
        if parser.peek():
            raise error("unbalanced )")

    def _try(self, text, start):
        state = Match(text.decode("latin-1") if isinstance(text, bytes) else text, text)
        end = self._node(state, start, lambda i: i)
        if end is not None:
            state.spans[0] = start, end
            return state

    def match(self, text):
        return self._try(text, 0)

    def search(self, text):
        return next(filter(None, (self._try(text, i) for i in range(len(text) + 1))), None)


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


def search(pattern, text, flags=0):
    return compile(pattern, flags).search(text)


def match(pattern, text, flags=0):
    return compile(pattern, flags).match(text)


def escape(text):
    return "".join("\\" + c if not c.isalnum() and c != "_" else c for c in text)
