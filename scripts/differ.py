"""What the fuzzers of programs share: programs run under ouro and CPython 3.11, what they say compared, differences shrunk.

A fuzzer is a `Fuzzer`: it makes the program of a seed, has the runner that executes batches of them, and says what
in the output does not count. `main` is its command line.
"""
import argparse
import ast
import difflib
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
import warnings

ORACLE = '/usr/bin/python3'
ENVIRONMENT = {'PYTHONHASHSEED': '0', 'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'PYTHONDONTWRITEBYTECODE': '1'}
MEMORY = 1 << 30
MARK = '\x01%d\n'      # a runner writes it to stdout and stderr before each program
ADDRESS = re.compile(r'0x[0-9a-f]+')


class Fuzzer:
    runner = ''             # its text: reads programs, each headed by '\0', from stdin
    shifts = []             # texts before the runner that move the objects of programs to other addresses
    shifted = {}            # more environment for CPython then
    ouro_options = []
    oracle_options = ['-S', '-s']
    oracle_site = None      # a site customization for CPython (then without -S)
    batch = 20
    seconds = 60            # for a batch
    accepted_status = (0, 1)
    repeats = True          # False: what CPython does not say a second time is left out

    def generate(self, seed):
        raise NotImplementedError

    def alone(self, seed):
        """Whether the program gets a process for itself."""
        return False

    def clean(self, ours, out, err, status):
        """The three without what does not count."""
        return out, err, status

    def known(self, expected, got):
        """Whether a difference (stdout, stderr, status) is an accepted one."""
        return False


def limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Pair:
    """Both interpreters, and a folder for programs."""

    def __init__(self, fuzzer, ouro, limited=True):
        self.fuzzer = fuzzer
        self.ouro = os.path.abspath(ouro)
        self.limited = limited
        self.folder = tempfile.mkdtemp(prefix='fuzz')
        self.runner = self.write('runner.py', fuzzer.runner)
        self.shifted = [self.write('runner%d.py' % number, text + fuzzer.runner) for number, text in enumerate(fuzzer.shifts)]
        self.oracle_environment = dict(ENVIRONMENT)
        if fuzzer.oracle_site:
            self.write('sitecustomize.py', fuzzer.oracle_site)
            self.oracle_environment = {**ENVIRONMENT, 'PYTHONPATH': self.folder}

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w') as file:
            file.write(text)
        return path

    def drop(self):
        shutil.rmtree(self.folder)

    def start(self, ours, path, text):
        """stdout, stderr, status; status None: took too long (what there is until then)."""
        command = [self.ouro, *self.fuzzer.ouro_options] if ours else [ORACLE, *self.fuzzer.oracle_options]
        place = os.path.join(self.folder, 'place')     # for files that programs make by chance
        shutil.rmtree(place, ignore_errors=True)
        os.mkdir(place)
        try:
            done = subprocess.run(command + ['-W', 'ignore', path], input=text.encode(), capture_output=True,
                                  timeout=self.fuzzer.seconds, cwd=place,
                                  env=ENVIRONMENT if ours else self.oracle_environment,
                                  preexec_fn=limit if self.limited or not ours else None)
            status = done.returncode
        except subprocess.TimeoutExpired as error:
            done, status = error, None
        out, err = [ADDRESS.sub('0x', (text or b'').decode('utf-8', 'replace')) for text in (done.stdout, done.stderr)]
        return self.fuzzer.clean(ours, out, err, status)

    def single(self, text):
        """What is different when the program has a process for itself, or None."""
        path = self.write('program.py', text)
        expected = self.start(False, path, '')
        if expected[2] is None or expected[2] < 0:
            return None
        what = self.compare(expected, self.start(True, path, ''))
        if what is None or self.fuzzer.repeats or self.repeated(lambda runner=None: self.start(False, path, '')):
            return what

    def batch(self, texts):
        """For each program None or the difference."""
        found = [None] * len(texts)
        expected = self.results(False, texts)
        good, got = [], []
        for group in self.groups(expected):
            good += group
            got += self.results(True, [texts[number] for number in group])
        for number, result in zip(good, got):
            if result[2] is None and len(good) > 1:  # the time was that of others
                result = self.results(True, [texts[number]])[0]
            what = self.compare(expected[number], result)
            if what is not None and len(texts) > 1:
                what = self.judge_alone(texts[number], expected[number], what)
            if what is None or self.fuzzer.repeats or self.repeated(
                    lambda runner=None: self.results(False, [texts[number]], runner)):
                found[number] = what
        return found

    def groups(self, expected):
        """The numbers of the good programs; what shared a process of CPython's also shares one of ouro's: programs see
        what others have left in the library's classes."""
        groups = [[]]
        for number, result in enumerate(expected):
            if result[2] in self.fuzzer.accepted_status:
                groups[-1].append(number)
            else:
                groups.append([])
        return [group for group in groups if group]

    def judge_alone(self, text, expected, what):
        """What is different when the programs before it in the batch cannot be why. Some leave their marks on CPython (the keys
        that instances of a class share, say, which decide whether `gc.collect()` counts their dictionaries): if it says
        something else alone, that is what counts. What others change in ouro only stays a difference."""
        fresh = self.results(False, [text])[0]
        return what if fresh == expected else self.compare(fresh, self.results(True, [text])[0])

    def repeated(self, say):
        """Whether CPython always says the same, wherever its objects are."""
        first = say()
        self.oracle_environment.update(self.fuzzer.shifted)
        try:
            return all(say(runner) == first for runner in [self.runner, *self.shifted])
        finally:
            for name in self.fuzzer.shifted:
                del self.oracle_environment[name]

    def compare(self, expected, got):
        expected, got = list(expected), list(got)
        return None if expected == got or self.fuzzer.known(expected, got) else difference(expected, got)

    def results(self, ours, texts, runner=None):
        """For each program stdout, stderr, and how the process ended if it ended there."""
        results = []
        while len(results) < len(texts):
            left = texts[len(results):]
            out, err, status = self.start(ours, runner or self.runner, ''.join(['\0' + text for text in left]))
            outs, errs = re.split('\x01[0-9]+\n', out)[1:], re.split('\x01[0-9]+\n', err)[1:]
            if not outs:
                outs, errs = [''], [err]
            if status == 'leak' and len(outs) > 1:  # which of them?
                alone = [self.results(ours, [text])[0][2] == 'leak' for text in left[:len(outs)]]
                status = 0 if any(alone) else 'leak'
                ends = ['leak' if leaks else 0 for leaks in alone]
            else:
                ends = [0] * len(outs)
            errs += [''] * (len(outs) - len(errs))
            done = [list(triple) for triple in zip(outs, errs, ends)]
            done[-1][2] = done[-1][2] if status == 0 else status
            results += done
        return results

    def differs(self, text, alone):
        return self.single(text) if alone else self.batch([text])[0]


def difference(expected, got):
    lines = []
    for name, one, two in zip(('stdout', 'stderr'), expected, got):
        if one != two:
            lines += [line for line in difflib.unified_diff(one.split('\n'), two.split('\n'), name + ' of CPython',
                                                            name + ' of ouro', n=2, lineterm='')][:40]
    if expected[2] != got[2]:
        lines.append('status: %s, %s' % (expected[2], got[2]))
    return '\n'.join(lines)


# ---- shrinking ----

def kind_of(what):
    """The first lines that differ, without their numbers: while shrinking no other difference counts."""
    for line in (what or '').split('\n'):
        if line[:1] in ('-', '+') and line[:3] not in ('---', '+++') or line.startswith('status'):
            return re.sub("[0-9]+(/[0-9]+)?", 'N', line)
    return None


class Shrinker:
    """Deletes statements and simplifies expressions for as long as there is a difference."""

    def __init__(self, pair, text, alone, seconds):
        self.pair, self.alone = pair, alone
        self.tree = ast.parse(text)
        self.kind = kind_of(pair.differs(text, alone))
        self.until = time.monotonic() + seconds

    def good(self):
        if time.monotonic() > self.until:
            return False
        try:
            text = ast.unparse(ast.fix_missing_locations(self.tree))
            compile(text, 'program', 'exec')
        except (SyntaxError, ValueError, AttributeError, TypeError, KeyError, RecursionError):
            return False
        return kind_of(self.pair.differs(text, self.alone)) == self.kind

    def bodies(self):
        for node in ast.walk(self.tree):
            for name in ('body', 'orelse', 'finalbody', 'handlers', 'cases', 'decorator_list', 'args', 'elts', 'keywords', 'items'):
                body = getattr(node, name, None)
                if isinstance(body, list) and body:
                    yield name, body

    def delete(self):
        changed = False
        for name, body in list(self.bodies()):
            size = len(body)
            while size >= 1:
                start = max(0, len(body) - size)
                while start >= 0:
                    saved = body[start:start + size]
                    del body[start:start + size]
                    added = not body and name == 'body'
                    if added:
                        body.append(ast.Pass())
                    if not (len(saved) == 1 and isinstance(saved[0], ast.Pass) and added) and saved and self.good():
                        changed = True
                    else:
                        if added:
                            del body[:]
                        body[start:start] = saved
                    if start == 0:
                        break
                    start = max(0, start - size)
                size //= 2
        return changed

    def unwrap(self):
        changed = False
        for name, body in list(self.bodies()):
            if name not in ('body', 'orelse', 'finalbody'):
                continue
            index = 0
            while isinstance(body, list) and index < len(body):
                inner = getattr(body[index], 'body', None)
                if isinstance(inner, list) and not isinstance(body[index], ast.ClassDef):
                    saved = body[index]
                    body[index:index + 1] = inner
                    if self.good():
                        changed = True
                        continue
                    body[index:index + len(inner)] = [saved]
                index += 1
        return changed

    def simplify(self):
        changed = False
        for node in list(ast.walk(self.tree)):
            for name, value in list(ast.iter_fields(node)):
                places = [(value, i) for i in range(len(value))] if isinstance(value, list) else [(node, name)]
                for holder, key in places:
                    old = holder[key] if isinstance(holder, list) else getattr(holder, key)
                    if not isinstance(old, ast.expr) or isinstance(old, (ast.Constant, ast.Name)):
                        continue
                    for new in [child for child in ast.iter_child_nodes(old) if isinstance(child, ast.expr)] + [ast.Constant(None)]:
                        put(holder, key, new)
                        if self.good():
                            changed = True
                            break
                        put(holder, key, old)
        return changed

    def shrink(self):
        while self.delete() | self.unwrap() | self.simplify():
            if time.monotonic() > self.until:
                break
        return ast.unparse(ast.fix_missing_locations(self.tree)) + '\n'


def put(holder, key, value):
    if isinstance(holder, list):
        holder[key] = value
    else:
        setattr(holder, key, value)


# ---- the run ----

def work(job):
    """(seed, text, alone, difference) of the programs that differ, and the number of programs."""
    fuzzer, ouro, seeds, alone, limited = job
    pair = Pair(fuzzer, ouro, limited)
    try:
        texts = [fuzzer.generate(seed) for seed in seeds]
        found = [pair.single(text) for text in texts] if alone else pair.batch(texts)
        return len(seeds), [(seed, text, alone, what) for seed, text, what in zip(seeds, texts, found) if what is not None]
    finally:
        pair.drop()


def jobs(fuzzer, options):
    alone, batch = [], []
    for seed in range(options.seed, options.seed + options.count):
        group = alone if options.batch == 1 or fuzzer.alone(seed) else batch
        group.append(seed)
        if len(group) >= options.batch:
            yield fuzzer, options.ouro, list(group), group is alone, not options.unlimited
            del group[:]
    for group in (alone, batch):
        if group:
            yield fuzzer, options.ouro, group, group is alone, not options.unlimited


def report(fuzzer, options, seed, text, alone, what):
    print('program %s%s:\n%s' % (seed, ' (a process for itself)' if alone else '', what), flush=True)
    small = None
    if options.minimize:
        pair = Pair(fuzzer, options.ouro, not options.unlimited)
        if pair.differs(text, alone) is None:
            print('(not alone: only after others of its batch)')
        else:
            small = Shrinker(pair, text, alone, options.seconds).shrink()
            print('shrunk:\n%s\n%s' % (small, pair.differs(small, alone)), flush=True)
        pair.drop()
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
        for name, content in (('%s.py' % seed, text), ('%s-small.py' % seed, small), ('%s.diff' % seed, what)):
            if content is not None:
                with open(os.path.join(options.keep, name), 'w') as file:
                    file.write(content)


def shown_by_other(fuzzer, options, seed, text, alone, what):
    """Whether the other ouro differs too, or this one only after other programs."""
    for ouro, expected in ((options.unlike, True), (options.ouro, False)):
        pair = Pair(fuzzer, ouro, not options.unlimited)
        try:
            if (pair.differs(text, alone) is not None) == expected:
                return True
        finally:
            pair.drop()
    return False


def check_files(fuzzer, options):
    """(passed, failed) of the programs in files."""
    passed = failed = 0
    pair = Pair(fuzzer, options.ouro, not options.unlimited)
    for path in options.check:
        with open(path) as file:
            text = file.read()
        for alone in (False, True) if fuzzer.alone(0) else (False,):
            what = pair.differs(text, alone)
            if what is not None:
                report(fuzzer, options, os.path.basename(path), text, alone, what)
                break
        failed += what is not None
        passed += what is None
    pair.drop()
    return passed, failed


def read_known(path):
    """The seeds that a file lists, one a line, each with its reason."""
    if path is None:
        return set()
    with open(path, encoding='utf-8') as file:
        return {int(line.split(maxsplit=1)[0]) for line in file if line.strip() and line[0] != '#'}


def check_seeds(fuzzer, options):
    """(passed, failed) of the programs made from seeds; those that differ as is known are neither."""
    passed = failed = 0
    known = read_known(options.known)
    kinds = {}
    with multiprocessing.Pool(options.jobs) as pool:
        for number, found in pool.imap(work, jobs(fuzzer, options)):
            passed += number - len(found)
            for difference_found in found:
                if difference_found[0] in known:
                    continue
                if options.unlike and shown_by_other(fuzzer, options, *difference_found):
                    passed += 1
                    continue
                failed += 1
                kind = kind_of(difference_found[3])
                kinds[kind] = kinds.get(kind, 0) + 1
                if kinds[kind] == 1 and len(kinds) <= options.show:
                    report(fuzzer, options, *difference_found)
            if failed and options.stop:
                break
    for kind, count in sorted(kinds.items(), key=lambda item: -item[1]):
        if count > 1:
            print('%d times: %s' % (count, kind))
    return passed, failed


def main(fuzzer, description):
    warnings.simplefilter('ignore')     # compiling programs here must not fill the log with what CPython thinks of them
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--ouro', default='build/ouro')
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--batch', type=int, default=fuzzer.batch)
    parser.add_argument('--show', type=int, default=5, help='kinds of differences')
    parser.add_argument('--keep', metavar='DIR')
    parser.add_argument('--minimize', action='store_true')
    parser.add_argument('--seconds', type=int, default=40, help='for each program to shrink')
    parser.add_argument('--known', metavar='FILE', help='seeds of programs that still differ: they count neither way')
    parser.add_argument('--unlike', metavar='OURO', help='differences that this one shows too do not count')
    parser.add_argument('--stop', action='store_true')
    parser.add_argument('--unlimited', action='store_true', help='no limit of memory for ouro (sanitizers need much)')
    parser.add_argument('--print', metavar='SEED')
    parser.add_argument('--check', nargs='+', metavar='FILE')
    options = parser.parse_args()
    if options.print:
        print(fuzzer.generate(int(options.print)), end='')
        return 0
    passed, failed = (check_files if options.check else check_seeds)(fuzzer, options)
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0
