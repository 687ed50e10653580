import io
import os
import sys

path = f"/tmp/ouro-fault-{os.getpid()}"
try:
    with open(path, "w", encoding="utf-8") as f:
        f.write("first\nsecond é\n")
        print("third", 3, file=f, sep="\t")
    with open(path, encoding="utf-8") as f:
        print(f.readline(), [line for line in f], f.name == path, f.closed)
    with open(path, "rb") as f:
        print(f.read(4), f.seek(0), len(f.read()), f.tell())
    with open(path, "ab") as f:
        f.write(b"more")
    with open(path) as f:
        print(f.read().splitlines()[-1])
finally:
    if os.path.exists(path):
        os.remove(path)
try:
    open("/nowhere/at/all")
except OSError as e:
    print(e, e.errno, e.filename)
s = io.StringIO()
print("a", "b", file=s)
s.write("x" * 50)
b = io.BytesIO(b"line\nline2")
print(repr(s.getvalue()), b.readlines(), b.getvalue())
print("to stderr", file=sys.stderr)
sys.stdout.write("no newline")
print(flush=True)
