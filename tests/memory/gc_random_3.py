# Random graphs of objects with finalizers and weak references: the order of everything.
SEED = 3
with open("gc_random_graphs.py") as source:
    exec(compile(source.read(), "gc_random_graphs.py", "exec"))
