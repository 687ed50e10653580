# unittest: discovery of test files in folders, and the command line of -m unittest.
import io
import os
import sys
import unittest


def run(*args):
    print("--", *args)
    for name in [name for name in sys.modules if name.startswith(("test_", "package", "unittest_found"))]:
        del sys.modules[name]
    unittest.defaultTestLoader.__init__()
    unittest.defaultTestLoader._top_level_dir = unittest.defaultTestLoader.testNamePatterns = None
    path, sys.path[:] = sys.path[:], sys.path[1:]
    stderr, sys.stderr = sys.stderr, io.StringIO()
    code = None
    try:
        unittest.main(module=None, argv=["program", *args])
    except SystemExit as e:
        code = e.code
    except Exception as e:
        code = f"{type(e).__name__}: {e}".replace(os.getcwd(), ".")
    finally:
        stderr, sys.stderr = sys.stderr, stderr
        sys.path[:] = path
    for line in stderr.getvalue().split("\n"):
        if not line.startswith(("  File", "    ")):
            print(line.split(" in ")[0] if line.startswith("Ran ") else line)
    print("exit", code)


os.chdir("unittest_found")
run()
run("-v")
run("discover", "-v", "-p", "test_[ol]*.py")
run("discover", "-s", "package")
run("discover", "package", "test_t*", "-v")
run("discover", "-s", "package", "-t", ".", "-v")
run("discover", "--start-directory=package", "--top-level-directory=.", "--pattern=*o.py", "-q")
run("discover", "-p", "none*")
run("-k", "test_a", "-v")
run("-f", "-k", "O*b")
os.chdir("..")
run("discover", "unittest_found/package")
run("discover", "no_folder")
