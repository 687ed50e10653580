# Thresholds, counts, which generations are collected when, the 25 % rule, freezing.
import gc, sys, weakref
gc.collect()

def cbm(phase, info):
    if phase == 'stop':
        gens.append(info['generation'])
gens = []
gc.disable()
print(gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count()[1:])
gc.collect()
gc.callbacks.append(cbm)

def alloc(n, keep):
    for i in range(n):
        keep.append([])
for th in [(10, 3, 3), (10, 0, 0), (0, 1, 1), (1, 1, 1), (10, 1, 0), (100, 2, 1000)]:
    gc.collect()
    gens.clear()
    gc.set_threshold(*th)
    gc.enable()
    k = []
    alloc(300, k)
    gc.disable()
    n = len(gens)
    print(th, n > 0, gens[:12] if th[0] >= 10 else '')
gc.set_threshold(700, 10, 10)
k = []
gc.collect()
gens.clear()
gc.enable()
alloc(200000, k)
gc.disable()
print(gens.count(0), gens.count(1), gens.count(2), gens[:30])
s = gc.get_stats()
print([list(x) for x in s])
gc.collect()
gens.clear()
gc.set_threshold(-1)
gc.enable()
x = [[]]
y = [[]]
gc.disable()
print(len(gens) > 0)
gc.set_threshold(700, 10, 10)
gc.callbacks.clear()
gc.collect()
print(gc.get_freeze_count() == 0)
n = sum((len(gc.get_objects(i)) for i in range(3)))
gc.freeze()
print(abs(gc.get_freeze_count() - n) < 5, [len(gc.get_objects(i)) for i in range(1, 3)], gc.get_count()[1:])
l = []
l.append(l)
print(gc.collect())
gc.freeze()
del l
print(gc.collect())
gc.unfreeze()
print(gc.get_count()[1:], gc.collect(), gc.get_freeze_count())
gc.freeze()
l = []
print(len(gc.get_objects()), any((o is l for o in gc.get_objects())), gc.get_referrers(l) == [globals()], gc.is_tracked(globals()))
gc.unfreeze()
print([r is globals() for r in gc.get_referrers(l)])
x = []
gc.freeze()
n = gc.get_freeze_count()
del x
print(gc.get_freeze_count() - n)
gc.unfreeze()
