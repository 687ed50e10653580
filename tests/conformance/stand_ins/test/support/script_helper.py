"""Scripts that run in an interpreter of their own (the same program, by os.system)."""
import os
import sys

_STAND_INS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def make_script(script_dir, script_basename, source, omit_suffix=False):
    path = os.path.join(script_dir, script_basename + ("" if omit_suffix else ".py"))
    with open(path, "w", encoding="utf-8") as script:
        script.write(source)
    return path


def _quoted(text):
    return "'" + str(text).replace("'", "'\\''") + "'"


def _run(args):
    """(exit status, stdout, stderr) of sys.executable with these arguments."""
    base = os.path.abspath(f"script_{os.getpid()}")
    outputs = base + ".out", base + ".err"
    command = " ".join(map(_quoted, [sys.executable, *args]))
    status = os.system(f"PYTHONPATH={_quoted(_STAND_INS)} {command} </dev/null >{_quoted(outputs[0])} 2>{_quoted(outputs[1])}")
    texts = []
    for path in outputs:
        with open(path, "rb") as file:
            texts.append(file.read())
        os.unlink(path)
    return os.waitstatus_to_exitcode(status), *texts


def _check(args, env_vars):
    env_vars.pop("__isolated", None)
    env_vars.pop("__cleanenv", None)
    env_vars.pop("__cwd", None)
    if env_vars:
        raise NotImplementedError("environment variables of scripts")
    return _run(args)


def assert_python_ok(*args, **env_vars):
    status, out, err = _check(args, env_vars)
    if status != 0:
        raise AssertionError(f"exit status {status}\nstdout: {out!r}\nstderr: {err!r}")
    return status, out, err


def assert_python_failure(*args, **env_vars):
    status, out, err = _check(args, env_vars)
    if status == 0:
        raise AssertionError(f"exit status 0\nstdout: {out!r}\nstderr: {err!r}")
    return status, out, err
