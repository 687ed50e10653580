"""The random programs of scripts/fuzz-diff: `generate(seed)` gives one that compiles.

A program binds variables of every kind, defines classes, functions, generators and coroutines, and then does groups of
statements, each under a `try` of its own. All is made from the templates of diff_vocabulary.py and, for calls of any
method with any arguments, from calls_vocabulary.py; what the programs call is in diff_runner.py.
"""
import importlib
import random
import re
import warnings

import calls_program
import calls_vocabulary
import diff_scenarios as scenarios
import diff_vocabulary as vocabulary

DEEPEST = 3
DIGITS = tuple('-0123456789')
HOLE = re.compile(r'\$(\$|[A-Za-z][A-Za-z0-9]*)')


class Template:
    """Parts: texts, and pairs of a hole's name and the indentation of what replaces it."""
    __slots__ = ('parts',)

    def __init__(self, text):
        self.parts = parts = []
        end = 0
        for match in HOLE.finditer(text):
            if match.group(1) == '$':
                continue
            if match.start() > end:
                parts.append(text[end:match.start()].replace('$$', '$'))
            line = text[text.rfind('\n', 0, match.start()) + 1:match.start()]
            parts.append((match.group(1), line if not line.strip() else ''))
            end = match.end()
        if end < len(text):
            parts.append(text[end:].replace('$$', '$'))


CONTINUATIONS = (' ', '&', 'else:', 'elif ', 'except', 'finally:')


def rows(text):
    """Rows of templates; what is indented, marked, decorated or goes on with a statement belongs to the line before."""
    found = []
    for line in text.strip('\n').split('\n'):
        decorated = found and found[-1].startswith('@') and '\n' not in found[-1]
        if found and (decorated or line.startswith(CONTINUATIONS)):
            found[-1] += '\n' + line.removeprefix('&')
        else:
            found.append(line)
    return found


def templates(text):
    return [Template(row) for row in rows(text)]


def member(text):
    """A method takes a tick."""
    match = re.match(r'((?:@.*\n)?(?:async )?def \w+\$?\w*\(.*?\):)(?:\n    )? ?(.*)', text, re.S)
    if not match or text.startswith('@prop') and 'self, p' not in text:
        return Template(text)
    return Template('%s\n    tick()\n    %s' % match.groups())


def words(text):
    return re.split(r'  +|\n', text.strip('\n'))


LEAVES, ALL, EVERY = {}, {}, []
for _kind, _text in vocabulary.EXPRESSIONS.items():
    _leaves, _rest = _text.split('----')
    LEAVES[_kind] = [Template(row) for row in _leaves.strip('\n').split('\n')]
    _deep = [Template(row) for row in _rest.strip('\n').split('\n')]
    ALL[_kind] = LEAVES[_kind] + _deep
    EVERY += _deep
WORDS = {kind: words(text) for kind, text in {**vocabulary.WORDS, **scenarios.WORDS}.items()}
for _kind in ('lit', 'big', 'fltlit', 'strlit', 'bytlit', 'numtext'):
    WORDS[_kind] = ['(%s)' % text if text[0] not in '"\'' and re.match('-|.*\\*', text) or '*' in text[-3:] else text
                    for text in WORDS[_kind]]
UNIONS = dict(vocabulary.UNIONS)
for _kind, _rows in vocabulary.MORE_UNIONS.items():
    ALL[_kind] = LEAVES[_kind] = [Template(row) for row in _rows]
VARIABLES = {kind: text.split() for kind, text in vocabulary.VARIABLES.items()}
STATEMENTS = templates(vocabulary.STATEMENTS)


def values_said(text):
    """Where the arguments of `say` begin in the text, if it is one for all that follows up to its line's end, and where each ends."""
    depth, quote, after_lambda, ends = 0, None, False, []
    place = 0
    while place < len(text):
        letter = text[place]
        if quote:
            if letter == '\\':
                place += 1
            elif letter == quote:
                quote = None
        elif letter in '\'"':
            quote = letter
        elif letter in '([{':
            depth += 1
        elif letter in ')]}' and depth == 0:
            return ends + [place]
        elif letter in ')]}':
            depth -= 1
        elif depth == 0 and text.startswith('lambda', place):
            after_lambda = True
        elif depth == 0 and letter == ':':
            after_lambda = False
        elif depth == 0 and letter == ',' and not after_lambda:
            ends.append(place)
        place += 1
    return []


class Scene:
    """A row of which each `say` with many values says a few of them: an error must not hide the rest for ever."""

    def __init__(self, row):
        self.parts = []     # texts, and lists of values
        while True:
            place = row.find('say(')
            while place > 0 and (row[place - 1].isalnum() or row[place - 1] in '._'):
                place = row.find('say(', place + 1)
            if place < 0:
                break
            place += len('say(')
            ends = values_said(row[place:])
            starts = [0] + [end + 1 for end in ends[:-1]]
            values = [row[place + start:place + end].strip() for start, end in zip(starts, ends)]
            if len(values) > 3:
                self.parts += [row[:place], values]
                row = row[place + ends[-1]:]
            else:
                self.parts.append(row[:place])
                row = row[place:]
        self.parts.append(row)

    def template(self, random):
        texts = []
        for part in self.parts:
            if type(part) is list:
                chosen = sorted(random.sample(range(len(part)), random.choice([1, 2, 2, 3, 4])))
                part = ', '.join([part[number] for number in chosen])
            texts.append(part)
        return Template(''.join(texts))


SCENES = [Scene(row) for scene in scenarios.SCENES.values() for row in rows(scene)]
SIMPLE = [row for row in STATEMENTS if not any(type(part) is tuple and part[0].isupper() for part in row.parts)]
PLACES = {'LOOP': templates(vocabulary.LOOP_STATEMENTS), 'FUNCTION': templates(vocabulary.FUNCTION_STATEMENTS),
          'HANDLER': templates(vocabulary.HANDLER_STATEMENTS), 'GENERATOR': templates(vocabulary.GENERATOR_STATEMENTS),
          'ASYNC': templates(vocabulary.ASYNC_STATEMENTS), 'AGEN': templates(vocabulary.AGEN_STATEMENTS)}
MEMBERS = [member(row) for row in rows(vocabulary.MEMBERS)]
META_MEMBERS = [member(row) for row in rows(vocabulary.META_MEMBERS)]
BASES = ['', ''] + words(vocabulary.BASES)
DATACLASS_ARGUMENTS = ['', ''] + words(vocabulary.DATACLASS_ARGUMENTS)
FUNCTION_USES = rows(vocabulary.FUNCTION_USES)
OBJECT_USES = templates(vocabulary.OBJECT_USES)
FILE_CALLS = templates(vocabulary.FILE_CALLS)
FILES = [text for kind in ('StringIO', 'BytesIO', 'TextIOWrapper', 'BufferedReader', 'BufferedWriter', 'BufferedRandom', 'FileIO')
         for text in calls_vocabulary.RECEIVERS[kind]]
POOL = [text for kind in calls_vocabulary.KINDS for text in calls_vocabulary.POOL[kind]]


NOT_CALLED = {'__hash__', '__doc__', '__init_subclass__', '_varname_from_oparg', 'tb_lasti', 'f_lasti'}    # the last two: places in CPython's bytecode
# In ouro; docs/language.md says how their methods show it.
WRITTEN_IN_PYTHON = {'OrderedDict', 'BufferedRWPair', 'IncrementalNewlineDecoder'}

PRIVATE = re.compile('_[A-Z][A-Za-z]*__[a-z]')     # the library's classes have other private names (docs/language.md)


def methods():
    """(receivers, method) of the built-in types."""
    found = []
    for name, receivers in calls_vocabulary.RECEIVERS.items():
        if name in WRITTEN_IN_PYTHON:
            continue
        try:
            value = eval(receivers[0], dict(calls_program.NAMES))
        except Exception:
            continue
        skip = calls_vocabulary.SKIP | calls_vocabulary.SKIP_OF.get(name, set()) | NOT_CALLED
        found += [(receivers, method) for method in sorted(set(dir(type(value))) - skip)
                  if not PRIVATE.match(method)]
    return found


METHODS = methods()


def functions():
    """Functions and types of the modules."""
    found = []
    for name in FUNCTION_MODULES:
        module = importlib.import_module(name)
        skip = calls_vocabulary.SKIP | calls_vocabulary.SKIP_OF.get(name, set()) | NOT_CALLED
        found += [function if name == 'builtins' else '%s.%s' % (name, function) for function in sorted(set(getattr(module, '__all__', None) or dir(module)) - skip)
                  if callable(getattr(module, function)) and function not in UNBOUND and (function[0] != '_' or name == 'operator')]
    return found


# Those that end, wait, never end or make very much.
UNBOUND = {'input', 'Random', 'seed', 'random', 'open', 'exec', 'perm', 'comb', 'factorial', 'gen', 'range', 'product', 'permutations', 'UCD'}
FUNCTION_MODULES = ['builtins', 'math', 'cmath', 'operator', 'itertools', 'functools', 'collections', 'types', 'copy', 'keyword', 'string',
                    'unicodedata']
FUNCTIONS = functions()


# CPython 3.11.2 may store the first of two values for one name (docs/language.md).
TWICE = re.compile(r'^ *(?:\w+, )*(\w+), (?:\w+, )*\1(?:, \w+)* = ', re.M)


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.number = 0
        self.blocks = 0
        self.size = 0
        self.special = {'expr': self.expr, 'mixed': self.mixed, 'method': self.method, 'wild': self.wild,
                        'params': self.params, 'args': self.args, 'script': self.script, 'bases': self.bases,
                        'CLASSBODY': self.class_body, 'CASES': self.cases, 'objuse': self.object_use,
                        'filecall': self.file_call, 'exprtext': self.expression_text,
                        'stmttext': self.statement_text, 'binary': self.binary, 'functioninfo': self.function_info,
                        'DATABODY': self.data_body, 'ENUMBODY': self.enum_body, 'seqs': self.sequences,
                        'file': lambda: self.pick(FILES), 'filesteps': self.file_steps, 'operation': self.operation,
                        'attribute': self.attribute, 'function': self.function,
                        'pattern': self.any_pattern, 'pattern0': self.closed_pattern}

    def pick(self, choices):
        return choices[int(self.random.random() * len(choices))]

    def chance(self, part):
        return self.random.random() < part

    def fill(self, template, depth, wrong=None):
        """wrong: the hole, by number, that gets a value of any kind."""
        texts = []
        for number, part in enumerate(template.parts):
            if type(part) is str:
                texts.append(part)
            else:
                name, indent = part
                if number == wrong and name not in VARIABLES and name in ALL:
                    name = 'any'
                text = self.hole(name, depth)
                if text[:1] in DIGITS and len(template.parts) > number + 1 and template.parts[number + 1][0] in '.[':
                    text = '(%s)' % text
                texts.append(text.replace('\n', '\n' + indent) if indent else text)
        return ''.join(texts)

    def hole(self, name, depth):
        if name in WORDS:
            text = self.pick(WORDS[name])
            return self.fill(Template(text), depth) if '$' in text else text
        if name in UNIONS:
            return self.hole(self.pick(UNIONS[name]), depth)
        if name in ALL:
            depth += 1
            if depth > DEEPEST or depth == DEEPEST and self.chance(0.6):
                return self.fill(self.pick(LEAVES[name]), depth)
            return self.fill(self.pick(ALL[name]), depth)
        special = self.special.get(name)
        if special:
            return special()
        if name[0] in 'va' and name[1:] in VARIABLES:
            return self.pick(VARIABLES[name[1:]])
        if name[0] == 'x' and name[1:] in calls_vocabulary.RECEIVERS:
            return self.pick(calls_vocabulary.RECEIVERS[name[1:]])
        if name in PLACES or name == 'BLOCK':
            return self.block(name)
        return self.pick(DATACLASS_ARGUMENTS)

    # ---- expressions ----

    def expr(self):
        return self.fill(self.pick(EVERY), self.pick([0, 1, 1, 2]))

    def mixed(self):
        template = self.pick(EVERY)
        holes = [number for number, part in enumerate(template.parts) if type(part) is tuple]
        return self.fill(template, self.pick([1, 2, 2]), self.pick(holes) if holes else None)

    def wild(self):
        return self.pick(POOL) if self.chance(0.6) else self.pick(self.pick(RECEIVERS))

    def method(self):
        receivers, name = self.pick(METHODS)
        count = self.pick([0, 0, 1, 1, 1, 2, 2, 3])
        arguments = [self.wild() if self.chance(0.7) else self.hole('any', 2) for _ in range(count)]
        return '%s.%s(%s)' % (self.pick(receivers), name, ', '.join(arguments))

    def binary(self):
        operator = self.pick(WORDS['binop'])
        right = self.hole('n' if operator in ('**', '<<') else 'any', 1)
        left = self.hole('any', 1)
        if self.chance(0.2) and operator not in ('**', '<<'):
            left, right = right, self.hole('any', 1)
        return '%s %s %s' % (left, operator, right)

    def object_use(self):
        return self.fill(self.pick(OBJECT_USES), 2)

    def file_call(self):
        return self.fill(self.pick(FILE_CALLS), 2)

    def file_steps(self):
        return ', '.join(['lambda f: f.' + self.file_call() for _ in range(self.pick([2, 3, 4, 6]))])

    def operation(self):
        """Any operator, built-in function or statement with any object."""
        pattern = self.pick(calls_vocabulary.OPERATORS)
        text = calls_vocabulary.fill(pattern, self.random).replace('\\n', '\n')
        receiver = self.pick(self.pick(RECEIVERS)) if self.chance(0.6) else self.hole('any', 2)
        if text == 'hash(R)':
            text = 'hashof(R)'
        if text[0] == '>':
            return 'R = %s\n%s\nsay(R)' % (receiver, text[1:])
        return 'R = %s\nsay(%s)' % (receiver, text)

    def attribute(self):
        receivers, name = self.pick(METHODS)
        return '%s.%s' % (self.pick(receivers), name)

    def function(self):
        arguments = [self.wild() if self.chance(0.5) else self.hole('any', 2) for _ in range(self.pick([0, 1, 1, 2, 2, 3]))]
        if self.chance(0.1):
            arguments.append('%s=%s' % (self.pick(['key', 'x', 'default', 'p', 'errors']), self.wild()))
        return '%s(%s)' % (self.pick(FUNCTIONS), ', '.join(arguments))

    def any_pattern(self):
        self.captured = set()
        pattern = self.pattern(self.pick([0, 0, 1, 2]))
        return '[%s]' % pattern if re.fullmatch(r'[a-z]+[0-9]?|_', pattern) else pattern

    def closed_pattern(self):
        self.captured = set(PARAMETERS)
        return self.pattern(self.pick([1, 2]))

    def expression_text(self):
        return repr(self.expr() if self.chance(0.8) else self.binary())

    def statement_text(self):
        text = self.fill(self.pick(SIMPLE), 2)
        return repr(text)

    def sequences(self):
        return self.pick(['[%s]', '[1, %s]', '[[%s], 1]', '{"a": [%s]}', '("a", [%s], {"b": 1})']) % ', '.join(
            self.hole('any', 2) for _ in range(self.pick([0, 1, 2, 3])))

    # ---- calls and signatures ----

    def params(self):
        names = self.random.sample(PARAMETERS, self.pick([0, 1, 1, 2, 2, 3, 4]))
        texts, default = [], False
        slash = self.random.randrange(len(names) + 1) if names and self.chance(0.2) else 0
        star = self.random.randrange(slash, len(names) + 1) if self.chance(0.3) else None
        for number, name in enumerate(names):
            if slash and number == slash:
                texts.append('/')
            if star == number:
                texts.append('*' if self.chance(0.5) else '*l0')
                default = False
            text = name
            if self.chance(0.15):
                text += ': ' + self.hole('ann', 3)
            if default or self.chance(0.5):
                default = star is None or number < star
                text += ' = ' + self.hole(KIND_OF[name], 2)
            texts.append(text)
        if slash and slash == len(names):
            texts.append('/')
        if star is not None and star == len(names):
            texts.append('*l0')
        if self.chance(0.25):
            texts.append('**d0')
        return ', '.join(texts)

    def args(self):
        texts = []
        for _ in range(self.pick([0, 1, 1, 2, 2, 3, 4])):
            texts.append(self.hole('any', 2) if self.chance(0.9) else '*' + self.hole('iter', 2))
        for name in self.random.sample(PARAMETERS, self.pick([0, 0, 0, 1, 2])):
            texts.append('%s=%s' % (name, self.hole(KIND_OF[name], 2)))
        if self.chance(0.1):
            texts.append('**' + self.hole('dic', 2))
        return ', '.join(texts)

    def script(self):
        texts = []
        for _ in range(self.pick([2, 3, 4, 6])):
            texts.append(self.pick(["('next', )", "('next', )", "('next', )", "('send', %s)" % self.hole('any', 3),
                                    "('throw', %s)" % self.hole('err', 3), "('close', )"]))
        return '[%s]' % ', '.join(texts)

    def function_info(self):
        return self.pick(FUNCTION_USES)

    # ---- statements ----

    def block(self, kind):
        self.blocks += 1
        lines = []
        if kind in ('FUNCTION', 'GENERATOR', 'ASYNC', 'AGEN'):
            if self.chance(0.1):
                lines.append("'doc'")
            if kind != 'FUNCTION' or self.blocks > 1:
                lines.append('tick()')
        elif kind == 'LOOP':
            lines.append('tick()')
        for _ in range(self.pick([1, 1, 2, 2, 3]) + (kind in ('GENERATOR', 'ASYNC', 'AGEN'))):
            lines.append(self.statement(kind))
        if kind == 'FUNCTION' and self.chance(0.7):
            lines.append('return ' + self.hole('any', 1))
        if kind in ('GENERATOR', 'AGEN'):
            lines.append('yield ' + self.hole('any', 2))
        self.blocks -= 1
        return '\n'.join(lines)

    def statement(self, kind=''):
        while True:
            text = self.any_statement(kind)
            if not TWICE.search(text):
                return text

    def any_statement(self, kind=''):
        self.size += 1
        if kind in PLACES and self.chance(0.6 if kind in ('GENERATOR', 'ASYNC', 'AGEN') else 0.2):
            return self.fill(self.pick(PLACES[kind]), self.pick([0, 1, 1, 2, 2]))
        if self.chance(0.35 if self.blocks == 0 else 0.05):
            return self.fill(self.pick(SCENES).template(self.random), self.pick([1, 2, 2]))
        choices = SIMPLE if self.blocks > 3 or self.size > 40 or self.blocks and self.chance(0.4) else STATEMENTS
        return self.fill(self.pick(choices), self.pick([0, 1, 1, 2, 2]))

    # ---- classes ----

    def bases(self):
        return self.pick(BASES)

    def class_body(self):
        self.blocks += 1
        lines = []
        if self.chance(0.15):
            lines.append("'''doc'''")
        used = set()
        for _ in range(self.pick([1, 2, 4, 6, 8])):
            text = self.fill(self.pick(MEMBERS), 2)
            name = re.split(r'[(=:]', text, 1)[0]
            if name not in used or self.chance(0.1):
                used.add(name)
                lines.append(text)
        self.blocks -= 1
        return '\n'.join(lines)

    def data_body(self):
        lines = []
        for name in self.random.sample(['x', 'y', 'z', 'p', 'q'], self.pick([1, 2, 3])):
            lines.append(name + self.pick([
                ': int', ': str = ' + self.hole('hashable', 2), ': list = dataclasses.field(default_factory=list)',
                ': int = dataclasses.field(default=1, repr=False)', ': int = ' + self.hole('any', 2),
                ': dataclasses.InitVar[int] = 3', ': int = dataclasses.field(kw_only=True)', ': int = dataclasses.field(compare=False)']))
        if self.chance(0.4):
            lines.append(self.fill(self.pick(MEMBERS), 2))
        if self.chance(0.2):
            lines.append("def __post_init__(self, *p): say('post', p)")
        return '\n'.join(lines)

    def enum_body(self):
        lines = []
        for name in 'PQR':
            odd = self.hole('int', 2), self.pick(['1', '2', '"x"', '(1, 2)'])
            lines.append('%s = %s' % (name, self.pick(['1', '2', '4', '3', '1', 'enum.auto()', *odd])))
        if self.chance(0.3):
            lines.append(self.fill(self.pick(MEMBERS), 2))
        return '\n'.join(lines)

    # ---- match ----

    def cases(self):
        self.blocks += 1
        lines = []
        for _ in range(self.pick([1, 2, 3])):
            self.captured = set()
            pattern = self.pattern(self.pick([0, 0, 1, 2]))
            if re.fullmatch(r'\w+', pattern) and not pattern[0].isdigit() and pattern not in ('None', 'True'):
                pattern = '[%s]' % pattern
            guard = ' if ' + self.hole('bool', 2) if self.chance(0.2) else ''
            shown = ', '.join(["'case %d'" % len(lines), *sorted(self.captured)])
            lines.append('case %s%s:\n    say(%s)' % (pattern, guard, shown))
        if self.chance(0.5):
            self.captured = set()
            pattern = self.pick(['_', 'o0', '_ if %s' % self.hole('bool', 2)])
            lines.append('case %s:\n%s' % (pattern, indented(self.block('BLOCK'))))
        self.blocks -= 1
        return '\n'.join(lines)

    def capture(self):
        left = [name for name in PARAMETERS if name not in self.captured]
        if not left:
            return '_'
        name = self.pick(left)
        self.captured.add(name)
        return name

    def pattern(self, depth):
        choice = self.random.random()
        if depth > 3 or choice < 0.2:
            return self.pick(WORDS['pattern literal'])
        if choice < 0.35:
            return self.capture()
        if choice < 0.42:
            inner = self.pattern(depth + 1)
            return '(%s) as %s' % (inner, self.capture()) if not re.fullmatch('_|[a-z]+[0-9]?', inner) else inner
        if choice < 0.55:
            saved, self.captured = self.captured, set(PARAMETERS)
            alternatives = [self.pick(WORDS['pattern alternative'])
                            for _ in range(self.pick([2, 3]))]
            self.captured = saved
            return '(%s)' % ' | '.join(alternatives)
        if choice < 0.75:
            parts = [self.pattern(depth + 1) for _ in range(self.pick([0, 1, 1, 2, 2, 3]))]
            if self.chance(0.4):
                parts.insert(self.random.randrange(len(parts) + 1), self.pick(['*_', '*' + self.capture()]))
            return self.pick(['[%s]', '[%s]', '(%s,)' if parts else '(%s)']) % ', '.join(parts)
        if choice < 0.87:
            keys = self.random.sample(["'a'", "'b'", '1', '-2', 'Color.RED', 'None'], self.pick([0, 1, 1, 2]))
            parts = ['%s: %s' % (key, self.pattern(depth + 1)) for key in keys]
            if self.chance(0.3):
                parts.append('**' + self.capture())
            return '{%s}' % ', '.join(parts)
        kind = self.pick(WORDS['pattern class'])
        parts = [self.pattern(depth + 1) for _ in range(self.pick([0, 0, 1, 1, 2]))]
        names = self.random.sample(['x', 'y', 'real', 'a', 'args', 'b'], self.pick([0, 0, 1, 1, 2]))
        parts += ['%s=%s' % (name, self.pattern(depth + 1)) for name in names]
        return '%s(%s)' % (kind, ', '.join(parts))

    # ---- the whole ----

    def initial(self):
        lines = []
        for kind, names in VARIABLES.items():
            if kind in ('obj', 'fn'):
                continue
            values = [self.hole(kind, 2) for _ in names]
            lines.append('%s = %s' % (', '.join(names), ', '.join(values)))
        return lines

    def text(self):
        parts = [vocabulary.FIRST.strip('\n')]
        parts.append('class E0(Exception):\n    pass\nclass E1(E0, KeyError):\n    x = 1\nclass M0(type):\n' + indented(
            '\n'.join([self.fill(self.pick(META_MEMBERS), 2) for _ in range(self.pick([1, 2]))])))
        self.blocks = 2
        bases = (self.pick(['', '', '(object, metaclass=M0)', '(dict)', '(list)', '(int)', '(str)']),
                 self.pick(['(A0)', '', '(A0)', '(Exception)']),
                 self.pick(['(A0)', '(A1)', '', '(tuple)', '(float)', '(set)']))
        for name, bases in zip(('A0', 'A1', 'A2'), bases):
            parts.append('class %s: x = 1\ntry:\n    class %s%s:\n%s\nexcept BaseException as x0:\n    fail(x0)' % (
                name, name, bases, indented(indented(self.class_body()))))
        parts.append('def F0(%s):\n%s' % (self.params(), indented(self.block('FUNCTION'))))
        for name, kind in (('G0', 'GENERATOR'), ('G1', 'GENERATOR')):
            parts.append('def %s(o0=1):\n%s' % (name, indented(self.block(kind))))
        for name, kind in (('C0', 'ASYNC'), ('C1', 'ASYNC'), ('AG0', 'AGEN')):
            parts.append('async def %s(o0=1):\n%s' % (name, indented(self.block(kind))))
        lines = self.initial()
        lines += ['w0 = A0()', 'w1 = %s' % self.hole('obj', 2), 'k0 = F0']
        parts.append('\n'.join(['try: %s\nexcept BaseException as x0: fail(x0)' % line for line in lines]))
        self.blocks = self.size = 0
        parts += [self.step(number) for number in range(self.pick([6, 8, 10]))]
        return '\n'.join(parts) + '\n'

    def step(self, number):
        while True:
            self.size = 0
            body = '\n'.join([self.statement() for _ in range(self.pick([1, 1, 2, 3]))])
            text = 'step(%d)\ntry:\n%s\nexcept BaseException as x0:\n    fail(x0)' % (number, indented(body))
            if compiles(text):
                break
        named = sorted(set(re.findall(r'\b[a-z][0-9]\b', body)) & STATEFUL)
        return text + ("\nstate(globals(), '%s')" % ' '.join(named[:8]) if named else '')


def indented(text):
    return '    ' + text.replace('\n', '\n    ')


RECEIVERS = list(calls_vocabulary.RECEIVERS.values())
PARAMETERS = ['i0', 'i1', 'f0', 's0', 's1', 'b0', 'l1', 't0', 'd1', 'o0', 'o1', 'k0']
KIND_OF = {name: kind for kind, names in VARIABLES.items() for name in names}
STATEFUL = set(KIND_OF)     # the variables that are shown after a step that names them


def compiles(text):
    try:
        compile(text, 'program', 'exec', dont_inherit=True)
        return True
    except (SyntaxError, ValueError):
        return False


def generate(seed):
    warnings.simplefilter('ignore')
    attempt = 0
    while True:
        text = Program('%s %d' % (seed, attempt)).text()
        if compiles(text):
            return text
        attempt += 1
