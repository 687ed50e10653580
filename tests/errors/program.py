# What the program says: -c, standard input, -m, files that are not there, statuses.
import os, sys

def run(arguments, text=None, cut=False):
    sys.stdout.flush()
    feed = f"printf '{text}' | " if text is not None else ""
    status = os.system(f"cd /; {{ {feed}{sys.executable} {arguments}; }} 2>&1" + (" | cut -d: -f2-" if cut else " </dev/null" if text is None else ""))
    print("status", os.waitstatus_to_exitcode(status), flush=True)

run("-c 'return 1'")
run("-c 'def f(): 1/0\nf()'")
run("-c 'x = ('")
run("", "def f(): 1/0\\nf()\\n")
run("", "x = 1\\nx y\\n")
run("", "x = 1\\nreturn\\n")
run("", "print(__file__)")
run("-m os.nosuch", cut=True)
run("-m os.py", cut=True)
run("-m nosuch", cut=True)
run("nofile.py", cut=True)
for code in ("raise SystemExit", "raise SystemExit(3)", "raise SystemExit(-1)", "raise SystemExit(None)", "import sys; sys.exit((1, 2))",
             "import sys; sys.stderr = None; sys.exit(1.5)", "import sys; del sys.excepthook; 1/0", "import sys; sys.tracebacklimit = 0; 1/0",
             "import atexit, sys; atexit.register(lambda: print(sys.last_value)); 1/0"):
    run(f"-c '{code}'")
