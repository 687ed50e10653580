"""Scripts that run in an interpreter of their own (the same program, by os.system)."""
import collections
import os
import sys
import unittest

Result = collections.namedtuple("Result", "rc out err")

_STAND_INS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def make_script(script_dir, script_basename, source, omit_suffix=False):
    path = os.path.join(script_dir, script_basename + ("" if omit_suffix else ".py"))
    with open(path, "w", encoding="utf-8") as script:
        script.write(source)
    return path


def _quoted(text):
    return "'" + str(text).replace("'", "'\\''") + "'"


def run_python_until_end(*args, **env_vars):
    """((exit status, stdout, stderr), command) of sys.executable with these arguments."""
    isolated = env_vars.pop("__isolated", not env_vars)
    only_these = env_vars.pop("__cleanenv", False)
    folder = env_vars.pop("__cwd", None) or "."
    if isolated:
        env_vars["PYTHONPATH"] = _STAND_INS
    base = os.path.abspath(f"script_{os.getpid()}")
    outputs = base + ".out", base + ".err"
    settings = " ".join(_quoted(f"{name}={value}") for name, value in env_vars.items())
    command = " ".join(map(_quoted, [sys.executable, *args]))
    ignored = "-i" if only_these else "-u PYTHONHASHSEED -u PYTHONUNBUFFERED" if isolated else ""
    status = os.system(f"cd {_quoted(folder)} && env {ignored} {settings} {command} </dev/null "
                       f">{_quoted(outputs[0])} 2>{_quoted(outputs[1])}")
    texts = []
    for path in outputs:
        with open(path, "rb") as file:
            texts.append(file.read())
        os.unlink(path)
    return Result(os.waitstatus_to_exitcode(status), *texts), command


def assert_python_ok(*args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if result.rc != 0:
        raise AssertionError(f"exit status {result.rc}\nstdout: {result.out!r}\nstderr: {result.err!r}")
    return result


def assert_python_failure(*args, **env_vars):
    result, command = run_python_until_end(*args, **env_vars)
    if result.rc == 0:
        raise AssertionError(f"exit status 0\nstdout: {result.out!r}\nstderr: {result.err!r}")
    return result


def spawn_python(*args, **options):
    raise unittest.SkipTest("needs the module subprocess")


kill_python = spawn_python
