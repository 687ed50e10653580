# What lib/memory.py is made of, when there is no memory for its walks.
import _memory


class Node:
    def __init__(self, link):
        self.link = link


first = Node([1, 2])
second = Node(first)
count, edges, groups = _memory.holders(first)
print(count, sorted([edge[0] for edge in edges]), groups)
paths = _memory.paths((first.link, second, Node(None)))
print([path and len(path) for path in paths])
types, sums, cells = _memory.totals((Node,))
print(sums["object_bytes"] > sum([row[2] for row in types]), [row for row in types if "Node" in row[0]])
print(len(_memory.objects(Node)), _memory.describe(first), _memory.info(first)[2], _memory.type_name(1.5))
print(_memory.audit())
