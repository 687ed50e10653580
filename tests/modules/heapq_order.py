# Module heapq: order of comparisons, errors, lists that change meanwhile, merge, nlargest, nsmallest.
import heapq
import random

class Told:
    # Tells each comparison.
    log = []
    def __init__(self, value):
        self.value = value
    def __lt__(self, other):
        Told.log.append((self.value, other.value))
        return self.value < other.value
    def __repr__(self):
        return f"T{self.value}"

def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

random.seed(5)
for size in 0, 1, 2, 3, 8, 33, 2501, 2600, 5003:
    data = [random.randrange(1000) for _ in range(size)]
    for order, pop in (heapq.heapify, heapq.heappop), (heapq._heapify_max, heapq._heappop_max):
        heap = list(map(Told, data))
        Told.log.clear()
        order(heap)
        print(size, len(Told.log), hash(tuple(Told.log)) % 1000003, hash(tuple(t.value for t in heap)) % 1000003)
        taken = [pop(heap).value for _ in range(min(size, 200))]
        print(len(Told.log), hash(tuple(Told.log)) % 1000003, taken[:5])
heap = []
for value in data[:100]:
    heapq.heappush(heap, value)
print(heap, [heapq.heapreplace(heap, v) for v in (5, 0, 2000)], [heapq.heappushpop(heap, v) for v in (-1, 3, 900)], heap)
show(heapq._heapreplace_max, [5, 1], 3), show(heapq.heappushpop, [], 7)
for name in "heappush heappop heapify heapreplace heappushpop _heappop_max _heapify_max _heapreplace_max".split():
    f = getattr(heapq, name)
    more = (1,) if "push" in name or "replace" in name else ()
    show(f, 1, *more), show(f, [], *more), show(f), show(f, [1, "a", 2, 3], *more), show(f, (1,), *more)
class Changes:
    def __init__(self, act):
        self.act = act
    def __lt__(self, other):
        self.act()
        return True
for act in lambda: heap.append(1), lambda: heap.clear(), lambda: 1 / 0:
    for f, *more in (heapq.heapify,), (heapq.heappop,), (heapq.heappush, Changes(act)), (heapq.heappushpop, Changes(act)), \
            (heapq.heapreplace, Changes(act)):
        heap = [Changes(act) for _ in range(5)]
        show(lambda: (f(heap, *more), len(heap))[1])
show(lambda: list(heapq.merge([1, 4, 7], [2, 5], [], (0, 9), iter("")))), show(lambda: list(heapq.merge()))
show(lambda: list(heapq.merge([7, 4], [9, 4, 1], reverse=True)))
show(lambda: list(heapq.merge(["a", "ccc"], ["bb", "d" * 5], key=len))), show(lambda: list(heapq.merge([3, 1], [2], key=lambda x: -x, reverse=True)))
show(lambda: list(heapq.merge([(1, "a"), (1, "b")], [(1, "c")], key=lambda t: t[0])))
show(lambda: list(heapq.merge([1], 5))), show(lambda: list(heapq.merge([1], ["a"])))
for n in -1, 0, 1, 2, 5, 200:
    for key in None, lambda x: -x, lambda x: x % 7:
        print(n, heapq.nsmallest(n, data[:100], key=key)[:6], heapq.nlargest(n, data[:100], key)[:6],
              heapq.nsmallest(n, iter(data[:60]), key=key)[:6], heapq.nlargest(n, iter(data[:60]), key)[:6])
Told.log.clear()
print(heapq.nsmallest(3, list(map(Told, data[:40]))), heapq.nlargest(3, iter(list(map(Told, data[:40])))), Told.log)
show(heapq.nsmallest, 2, 5), show(heapq.nlargest, 1, []), show(heapq.nlargest, 2, [1, "a", 3]), print(sorted(heapq.__all__))
