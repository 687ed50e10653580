# Chains of many links are freed without deep recursion: by counting, by the collector, at the end.
import gc
import sys
from chains import FEW, KINDS, build, exception_cause, exception_context, refs

COUNT = 1000


class End(Exception):
    def __init__(self, text):
        self.text = text

    def __iter__(self):
        return iter([self])

    def __del__(self):
        print(self.text, end=" ")


gc.disable()
kept = []
for kind, make in {**KINDS, **FEW}.items():
    count = COUNT if kind in KINDS else 100
    chain = build(make, count, End("counting"))
    del chain
    refs.clear()
    cycle = [build(make, count, End("collector"))]
    cycle.append(cycle)
    del cycle
    print(gc.collect() >= 1, end=" ")
    refs.clear()
    if kind in KINDS:
        kept.append(build(make, count))
    print(kind)

print("mixed")
o = End("counting")
makes = [make for make in KINDS.values() if make not in (exception_context, exception_cause)]
for i in range(COUNT * 4):
    o = makes[i * 7 % len(makes)](o)
del o
refs.clear()
print()

print("wide, with finalizers that act")
log = []


class Acts:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        log.append(self.number)
        if self.number % 1000 == 0:
            gc.collect()


wide = [Acts(i) for i in range(3000)]
del wide
print(len(log), log[:3], log[-3:])
log.clear()
wide = {i: Acts(i) for i in range(3000)}
wide["itself"] = wide
del wide
gc.collect()
print(len(log), log[:3], log[-3:])
print("the end")
