"""How long small pieces of code take.

Usage: -m timeit [option ...] [--] [line ...]

The lines are one statement ("pass" if there are none); it runs many times in a loop.
  -n N, --number N   times in a row; without it 1, 2, 5, 10, 20 ... until that takes 0.2 seconds
  -r N, --repeat N   measurements, of which the best counts (5)
  -s L, --setup L    a line to run once before, which is not timed; may be given several times
  -p, --process      the time of the processor instead of that of the clock
  -u U, --unit U     show nsec, usec, msec or sec
  -v, --verbose      show all measurements; each further one, a digit more
  -h, --help         print this
"""
import gc
import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals
_UNITS = {"sec": 1.0, "msec": 1e-3, "usec": 1e-6, "nsec": 1e-9}

# Setup and statement share the local variables of one function.
template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """Indent all lines but the first."""
    return src.replace("\n", "\n" + " " * indent)


class Timer:
    """A statement to be timed, what is to run before, and a timer: texts or functions without arguments."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        functions = {}
        before = ""
        parts = {}
        for name, code, indent in ("setup", setup, 4), ("stmt", stmt, 8):
            if isinstance(code, str):
                compile(before + code, dummy_src_name, "exec")  # must be whole by itself
                before = code + "\n"
                parts[name] = reindent(code, indent)
            elif callable(code):
                functions["_" + name] = code
                parts[name] = f"_{name}()"
            else:
                raise ValueError(f"{name} is neither a string nor callable")
        init = "".join(f", {name}={name}" for name in functions)
        self.src = template.format(init=init, **parts)
        exec(compile(self.src, dummy_src_name, "exec"), _globals() if globals is None else globals, functions)
        self.inner = functions["inner"]

    def print_exc(self, file=None):
        """Print the traceback of the exception being handled, with the lines of the timed code."""
        import linecache
        import traceback

        linecache.cache[dummy_src_name] = (len(self.src), None, self.src.split("\n"), dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The seconds that the statement takes, number times in a row, without collections."""
        times = itertools.repeat(None, number)
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(times, self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of several calls of timeit(). The least tells most: the others were disturbed."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds): the first of 1, 2, 5, 10 ... that takes 0.2 seconds; each is told to callback."""
        for scale in itertools.count():
            for digit in 1, 2, 5:
                number = digit * 10**scale
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Timer(...).timeit(number)"""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """Timer(...).repeat(repeat, number)"""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


def _format(seconds, unit, precision):
    if unit is None:
        unit = next((name for name, scale in _UNITS.items() if seconds >= scale), "nsec")
    return f"{seconds / _UNITS[unit]:.{precision}g} {unit}"


def _loops(number):
    return f"{number} loop{'' if number == 1 else 's'}"


def _options(args):
    """The options by name, and the statement."""
    import getopt

    given = {"setup": [], "number": 0, "repeat": default_repeat, "verbose": 0, "unit": None, "process": False}
    names = {"-n": "number", "-s": "setup", "-u": "unit", "-r": "repeat", "-p": "process", "-v": "verbose", "-h": "help"}
    found, lines = getopt.getopt(
        args, "n:u:s:r:tcpvh",
        ["number=", "setup=", "repeat=", "time", "clock", "process", "verbose", "unit=", "help"])
    for option, value in found:
        name = names.get(option, option[2:])
        if name == "setup":
            given[name].append(value)
        elif name == "verbose":
            given[name] += 1
        else:
            given[name] = int(value) if name in ("number", "repeat") else value or True
    return given, "\n".join(lines) or "pass"


def _measure(timer, given, precision):
    """(times in a row, the seconds of each measurement)"""
    number = given["number"]
    if number == 0:
        def show(number, taken):
            print(f"{_loops(number)} -> {taken:.{precision}g} secs")

        number, _ = timer.autorange(show if given["verbose"] else None)
        if given["verbose"]:
            print()
    return number, timer.repeat(max(given["repeat"], 1), number)


def main(args=None, *, _wrap_timer=None):
    """What -m timeit does with its arguments; returns the exit status."""
    import os
    from getopt import GetoptError

    try:
        given, stmt = _options(sys.argv[1:] if args is None else args)
    except GetoptError as problem:
        print(problem)
        print("use -h/--help for command line help")
        return 2
    if "help" in given:
        print(__doc__, end=" ")
        return 0
    unit = given["unit"]
    if unit is not None and unit not in _UNITS:
        print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
        return 2
    clock = time.process_time if given["process"] else default_timer
    sys.path.insert(0, os.curdir)
    timer = Timer(stmt, "\n".join(given["setup"]) or "pass", _wrap_timer(clock) if _wrap_timer else clock)
    precision = 3 + max(given["verbose"] - 1, 0)
    try:
        number, taken = _measure(timer, given, precision)
    except BaseException:
        timer.print_exc()
        return 1
    if given["verbose"]:
        print("raw times:", ", ".join(_format(seconds, unit, precision) for seconds in taken))
        print()
    best, worst = min(taken) / number, max(taken) / number
    print(f"{_loops(number)}, best of {len(taken)}: {_format(best, unit, precision)} per loop")
    if worst >= best * 4:
        import warnings

        warnings.warn_explicit(
            f"The test results are likely unreliable. The worst time ({_format(worst, unit, precision)}) was more than "
            f"four times slower than the best time ({_format(best, unit, precision)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
