"""linear.py N [KIND...]: deep structures of N links, freed by counting and by the collector.

Prints "KIND.how seconds" for each; twice the links must take about twice the time."""
import gc
import os
import sys
from time import process_time as now

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "memory"))
from chains import FEW, KINDS, build, refs


def main(n, kinds):
    gc.disable()
    for kind in kinds:
        make = KINDS.get(kind) or FEW[kind]
        count = n if kind in KINDS else n // 100
        chain = build(make, count)
        start = now()
        del chain
        print(kind + ".counting", now() - start, flush=True)
        refs.clear()
        cycle = [build(make, count)]
        cycle.append(cycle)
        gc.collect()
        start = now()
        del cycle
        gc.collect()
        print(kind + ".collector", now() - start, flush=True)
        refs.clear()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or list(KINDS) + list(FEW))
