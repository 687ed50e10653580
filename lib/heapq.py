"""Heaps: lists whose least item is the first, found in no time, taken away in little."""
from _heapq import *
from _heapq import _heapify_max, _heappop_max, _heapreplace_max

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, one after the other in order; all are sorted alike: by key, reversed."""
    order, pop, replace = (_heapify_max, _heappop_max, _heapreplace_max) if reverse else (heapify, heappop, heapreplace)
    heap = []  # [what is compared, number of the iterable, item, how to get the next]
    for number, iterator in enumerate(map(iter, iterables)):
        try:
            following = iterator.__next__
            item = following()
        except StopIteration:
            continue
        heap.append([item if key is None else key(item), -number if reverse else number, item, following])
    order(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                item = entry[3]()
                entry[2] = item
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, item, following = heap[0]
        yield item
        yield from following.__self__


def _best(n, iterable, key, order, replace, is_better, step, reverse):
    # The n first of what sorted(..., reverse=reverse) gives, of entries (compared, number, item).
    iterator = iter(iterable)
    numbers = range(0, n * step, step)
    if key is None:
        heap = [(item, number, item) for number, item in zip(numbers, iterator)]
    else:
        heap = [(key(item), number, item) for number, item in zip(numbers, iterator)]
    if not heap:
        return heap
    order(heap)
    worst = heap[0][0]
    number = n * step
    for item in iterator:
        compared = item if key is None else key(item)
        if is_better(compared, worst):
            replace(heap, (compared, number, item))
            worst = heap[0][0]
            number += step
    heap.sort(reverse=reverse)
    return [item for _, _, item in heap]


def _few(n, iterable, key, extreme, reverse):
    # The answer for one item, or for as many as there are; else None.
    if n == 1:
        nothing = object()
        found = extreme(iter(iterable), default=nothing, key=key)
        return [] if found is nothing else [found]
    try:
        if n < len(iterable):
            return None
    except (TypeError, AttributeError):
        return None
    return sorted(iterable, key=key, reverse=reverse)[:n]


def nsmallest(n, iterable, key=None):
    """The n least items, sorted: sorted(iterable, key=key)[:n]"""
    found = _few(n, iterable, key, min, False)
    if found is None:
        found = _best(n, iterable, key, _heapify_max, _heapreplace_max, lambda a, b: a < b, 1, False)
    return found


def nlargest(n, iterable, key=None):
    """The n greatest items, sorted: sorted(iterable, key=key, reverse=True)[:n]"""
    found = _few(n, iterable, key, max, True)
    if found is None:
        found = _best(n, iterable, key, heapify, heapreplace, lambda a, b: b < a, -1, True)
    return found
