"""Seeing memory: who holds an object, where it is, what the memory is used for.

explain(x)     the count of an object, and each reference to it by name
path(x)        the shortest way from a variable to an object
snapshot()     what is alive, by type; snapshots can be compared
regions()      the regions of memory, with what is in them
stats()        all memory of the program, to the byte

What these functions return holds no references to what it tells about. Their own objects and
the argument of the call itself are not counted: explain(x).count is sys.getrefcount(x) - 1.
"""

import _memory

__all__ = ["explain", "holders", "path", "snapshot", "regions", "stats", "objects", "generation"]

_FIELDS = {  # fields of built-in types -> their attributes
    "dict": "__dict__", "code": "__code__", "globals": "__globals__", "closure": "__closure__",
    "defaults": "__defaults__", "kwdefaults": "__kwdefaults__", "annotations": "__annotations__",
    "content": "cell_contents", "self": "__self__", "module": "__module__", "doc": "__doc__",
    "name": "__name__", "qualname": "__qualname__", "callback": "__callback__", "get": "fget",
    "set": "fset", "del": "fdel", "callable": "__func__", "next": "tb_next", "frame": "tb_frame",
    "back": "f_back", "owner": "__objclass__", "trace": "f_trace", "names": "f_locals", "builtins": "__builtins__",
}
_ALIAS = {"origin": "__origin__", "args": "__args__", "parameters": "__parameters__"}
_FIELDS_OF = {  # … of one type
    "super": {"obj": "__self__", "cls": "__thisclass__", "obj_class": "__self_class__"},
    "partial": {"function": "func"}, "method": {"function": "__func__"}, "memoryview": {"content": "obj"},
    "generator": {"code": "gi_code"}, "coroutine": {"code": "cr_code"}, "async_generator": {"code": "ag_code"},
    "frame": {"code": "f_code"}, "callable_iterator": {"callable": "callable"},
    "code": {"name": "co_name", "qualname": "co_qualname", "filename": "co_filename"},
    "ExceptionGroup": {"excs": "exceptions", "msg": "message"}, "GenericAlias": _ALIAS, "UnionType": _ALIAS,
}
_FIELDS_OF_ERRORS = {"name": "name", "number": "errno"}
_MANY = 3  # references of one kind from one object are told apart up to here,
_CROWD = 10  # and objects of one type that hold it in the same way up to here
_ORDER = {"name": 0, "local variable": 1, "captured variable": 1, "key": 3, "name in code": 3, "constant": 3, "root": 4}


_type_name = _memory.type_name


def _label(owner):
    """'list', 'module __main__', 'class Point', 'function f': what an owner is."""
    text = _memory.describe(owner)
    if text[:1] == "<":
        return _type_name(owner)
    if type(owner) in (str, int, float, bool):
        return f"{_type_name(owner)} {text}"
    return text


def _article(text):
    return ("an " if text[:1].lower() in "aeiou" else "a ") + text


def _address(number):
    return f"0x{number:x}"


def _code_name(function):
    return "the module" if function == "<module>" else f"{function}()"


def _plural(number, word, words=None):
    return f"{number} {word if number == 1 else words or word + 's'}"


# ---- places: a path as an expression ----

def _key_text(key):
    return repr(key) if type(key) is str else _memory.describe(key)


def _field(owner, text):
    if text[:1] == "_" or " " in text:
        return text
    own = _FIELDS_OF.get(_type_name(owner), _FIELDS_OF_ERRORS if issubclass(type(owner), BaseException) else {})
    return own.get(text) or _FIELDS.get(text, text)


def _step(text, edge, in_namespace):
    """The expression `text` with one step more."""
    kind, owner, key, index, field, function, line, more = edge
    if kind == "value":
        if in_namespace and type(key) is str and key.isidentifier():
            return f"{text}.{key}" if text else key
        return f"{text}[{_key_text(key)}]"
    if kind == "item":
        return f"{text}[{index}]"
    if kind == "attribute" or kind == "slot":
        return f"{text}.{key}"
    if kind == "class":
        return f"{text}.__class__"
    if kind == "constant":
        return f"{text}.co_consts[{index}]"
    if kind == "local":
        frame = "" if _type_name(owner) == "frame" else ".gi_frame"
        return f"{text}{frame}.f_locals[{key!r}]"
    if kind == "field" and function is None:
        return f"{text}.{_field(owner, field)}"
    return f"<{field or kind} of {text}>"


def _root(edge):
    """The text of the first step of a path, and where it begins."""
    kind, owner, key, index, field, function, line, more = edge
    if kind == "root":
        return (key, "") if field == "module" else (f"<{field}>", "")
    if kind == "local":
        return key, f" in {function}()" if key else _body(function)
    return f"<{field or kind}>", f" in {_code_name(function)}"


def _body(function):
    """Where the names are that the body of a class, or code that exec() runs, binds."""
    return " in code of exec()" if function == "<module>" else f" in the body of class {function}"


def _is_body(edge):
    return edge[0] == "local" and not edge[2]


def _is_namespace(edge):
    return edge[0] == "field" and edge[1] is not None and edge[4] in ("dict", "__dict__")


class Path:
    """The way from a variable to an object: text, and its steps."""

    __slots__ = ("text", "steps")

    def __init__(self, edges):
        edges = edges[::-1]
        text, where = _root(edges[0])
        self.steps = [(text + where).lstrip()]
        in_namespace = _is_body(edges[0])
        if len(edges) > 1 and edges[0][0] == "local" and _type_name(edges[1][1]) == "cell":
            del edges[1]  # a variable that inner functions capture
        for edge in edges[1:]:
            if _is_namespace(edge):
                in_namespace = True
                continue
            longer = _step(text, edge, in_namespace)
            self.steps.append(longer[len(text):] if longer.startswith(text) else longer)
            text = longer
            in_namespace = False
        if in_namespace:
            text += ".__dict__" if text else "locals()"
            self.steps.append(".__dict__")
        self.text = text + where

    def __repr__(self):
        return self.text

    def __len__(self):
        return len(self.steps)


def path(obj, /):
    """The shortest way from a module or a running function to obj, or None."""
    edges = _memory.paths((obj,))[0]
    return edges and Path(edges)


# ---- holders ----

class Holder:
    """One reference to an object, or several of one kind: kind, name, index, owner, place, count."""

    __slots__ = ("kind", "name", "index", "owner", "place", "count", "text")

    def __init__(self, kind, name, index, owner, place, count, text):
        self.kind = kind
        self.name = name
        self.index = index
        self.owner = owner
        self.place = place
        self.count = count
        self.text = text

    def __repr__(self):
        return self.text


def _what(edge):
    """(kind, name, text) of one reference, without its owner."""
    kind, owner, key, index, field, function, line, more = edge
    if kind == "value":
        if field == "global":
            return "name", key, f"name {_key_text(key)}"
        if field == "attribute":
            return "attribute", key, f"attribute {_key_text(key)}"
        return "value", None, f"value of key {_key_text(key)}"
    if kind == "key":
        of_module = _type_name(owner) == "module"
        of_dict = issubclass(type(owner), dict)
        return "key", None, "key" if of_dict else f"name of a{' variable' if of_module else 'n attribute'}"
    if kind == "item":
        return "element", None, f"element [{index}]"
    if kind == "element":
        return "element", None, "element"
    if kind == "attribute" or kind == "slot":
        return kind, key, f"{kind} '{key}'"
    if kind == "local" and not key:
        return "namespace", None, "names"
    if kind == "local":
        return "local variable", key, f"local variable '{key}'"
    if kind == "constant":
        return "constant", None, "constant"
    if kind == "name":
        return "name in code", None, "name used" if field == "name in the code" else field
    if kind == "class":
        return "class", None, "class"
    if kind == "root":
        return "root", None, field
    if kind == "field" and owner is not None and function is None:
        name = _field(owner, field)
        if name == "cell_contents":
            return "closure cell", None, "content"
        return "attribute", name, f"attribute '{name}'"
    if kind == "argument":
        return kind, None, f"argument {index + 1} of a call"
    if kind == "callable":
        return kind, None, "what is being called"
    return kind, None, field or ("temporary value" if kind == "temporary" else kind)


def _where(edge, place):
    """' in module __main__', ' of x, a list' …"""
    kind, owner, key, index, field, function, line, more = edge
    if _is_body(edge):
        return _body(function)
    if owner is None:
        word = "in" if kind in ("temporary", "callable", "argument") else "of"
        return f" {word} {_code_name(function)}, line {line}" if function else ""
    label = _label(owner)
    if label.startswith("module ") or (kind == "name" and label.startswith("code ")):
        return f" in {label}"
    if kind == "name" or kind == "constant" or not label.isidentifier():
        return f" of {label}"
    if place is None:
        return f" of {_article(label)} at {_address(id(owner))}"
    return f" of {place}, {_article(label)}"


def _place(edges):
    if not edges:
        return None
    text = Path(edges).text
    return text[9:] if text.startswith("__main__.") else text


def _several(edges, place):
    """One holder for references of one kind from one object."""
    first, count = edges[0], sum([1 + edge[7] for edge in edges])
    kind, name, text = _what(first)
    if first[0] == "item":
        numbers = sorted([edge[3] for edge in edges])
        text = f"elements [{numbers[0]}] to [{numbers[-1]}] ({count})"
    elif kind == "value":
        text = f"values of {count} keys"
    elif name is not None:
        names = [repr(edge[2]) for edge in edges[:_MANY]]
        text = f"{count} {kind}s ({', '.join(names)} …)"
    else:
        text = f"{count} references as {text}"
    return Holder(kind, None, None, _owner(first), place, count, text + _where(first, place))


def _captured(edge, place, steps):
    """The holder for what a closure cell holds; steps lead to the cell."""
    if steps and steps[0][0] == "local":
        name, where = steps[0][2], f" of {steps[0][5]}(), line {steps[0][6]}"
        if len(steps) == 1:
            return Holder("local variable", name, None, f"{steps[0][5]}()", place, 1,
                          f"local variable '{name}'{where}")
    if steps and len(steps) > 1 and steps[1][4] == "closure":
        name, place = steps[1][1].__code__.co_freevars[steps[0][3]], _place(steps[2:])
        return Holder("captured variable", name, None, _label(steps[1][1]), place, 1,
                      f"variable '{name}' captured by {place or _label(steps[1][1])}")
    return Holder("captured variable", None, None, "cell", place, 1, "content" + _where(edge, place))


def _owner(edge):
    if edge[1] is not None:
        return _label(edge[1])
    return edge[5] and f"{edge[5]}()"


def _holders_of(edges):
    together = {}
    for edge in edges:
        key = (edge[0], id(edge[1]) if edge[1] is not None else None, edge[5], edge[4])
        together.setdefault(key, []).append(edge)
    owners = tuple([group[0][1] for group in together.values()])
    kinds = {}
    for group, steps in zip(together.values(), _memory.paths(owners)):
        first, place = group[0], _place(steps)
        if len(group) > _MANY:
            found = [_several(group, place)]
        elif first[4] == "content" and _type_name(first[1]) == "cell":
            found = [_captured(first, place, steps)]
        elif first[0] == "value" and steps and len(steps) == 1 and _is_body(steps[0]):
            found = [Holder("name", edge[2], None, None, place, 1, f"name {_key_text(edge[2])}{_body(steps[0][5])}")
                     for edge in group]
        else:
            found = []
            for edge in group:
                kind, name, text = _what(edge)
                index = edge[3] if edge[0] == "item" else None
                found.append(Holder(kind, name, index, _owner(edge), place, 1, text + _where(edge, place)))
        key = (found[0].kind, first[4] if first[0] != "value" else None,
               None if first[1] is None else _type_name(first[1]))
        kinds.setdefault(key, []).extend(found)
    result = []
    for (kind, field, owner), found in kinds.items():
        if len(found) > _CROWD and owner not in (None, "module"):
            found = [_crowd(kind, owner, found)]
        result += found
    return sorted(result, key=lambda holder: _ORDER.get(holder.kind, 2))


def _crowd(kind, owner, found):
    """One holder for references of one kind from many objects of one type."""
    count = sum([holder.count for holder in found])
    places = [holder.place for holder in found if holder.place][:_MANY]
    where = f" ({', '.join(places)} …)" if places and owner != "code" else ""
    return Holder(kind, None, None, owner, None, count,
                  f"{kind} of {_plural(len(found), owner + ' object')}{where}")


class Explanation:
    """What is known about one object; `holders` says who refers to it."""

    __slots__ = ("type", "count", "holders", "size", "generation", "tracked", "weakrefs", "pooled",
                 "interned", "immortal", "pinned", "finalized", "address", "value")

    def __repr__(self):
        size = _plural(self.size, "byte")
        lines = [f"{self.value}: {_article(self.type)} of {size} at {_address(self.address)}"]
        if self.value[:1] == "<":
            lines = [f"{_article(self.type)} of {size} at {_address(self.address)}"]
        lines.append(_plural(self.count, "reference") + (":" if self.count else ", but for this call"))
        lines += ["    " + holder.text for holder in self.holders]
        if self.generation == 3:
            lines.append("frozen: no collection looks at it")
        elif self.tracked:
            lines.append(f"known to the collector, in generation {self.generation}")
        if self.weakrefs:
            lines.append(_plural(self.weakrefs, "weak reference"))
        if self.pooled:
            lines.append("pooled: it exists from the beginning and is never freed")
        elif self.immortal:
            lines.append("immortal: it is never freed")
        if self.interned:
            lines.append("interned: the only str with this content")
        if self.pinned:
            lines.append("pinned: its address was seen")
        if self.finalized:
            lines.append("its finalizer has run")
        return "\n".join(lines)


def explain(obj, /):
    """How often obj is referred to, and from where."""
    count, edges, groups = _memory.holders(obj)
    result = Explanation()
    (result.size, result.generation, result.tracked, result.weakrefs, result.pooled,
     result.interned, result.immortal, result.pinned, result.finalized,
     result.address) = _memory.info(obj)
    result.type = _type_name(obj)
    result.value = _memory.describe(obj)
    result.count = count
    result.holders = _holders_of(edges)
    for kind, owner, number in groups:
        text = f"{number} more as {kind} of {owner}" if owner else f"{number} more as {kind}"
        result.holders.append(Holder(kind, None, None, owner, None, number, text))
    rest = count - sum([holder.count for holder in result.holders])
    if rest > 0:
        text = f"{rest} held by a built-in function that is running"
        result.holders.append(Holder("temporary", None, None, None, None, rest, text))
    return result


def holders(obj, /):
    """The references to obj, as a list of holders."""
    return explain(obj).holders


def generation(obj, /):
    """The generation that obj is in; None if the collector does not know it."""
    return _memory.info(obj)[1]


def objects(cls, /):
    """The living instances of a class, as a list."""
    return _memory.objects(cls)


# ---- tables ----

def _table(head, rows):
    """Rows of texts and numbers, the first column to the left."""
    rows = [head] + [tuple([c if type(c) is str else f"{c:,}" for c in row]) for row in rows]
    widths = [max([len(row[i]) for row in rows]) for i in range(len(head))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


class Snapshot:
    """What was alive, by type: rows of (type, objects, bytes), snapshot[type] -> (objects, bytes)."""

    __slots__ = ("types", "objects", "bytes")

    def __init__(self, types):
        self.types = types
        self.objects = sum([row[0] for row in types.values()])
        self.bytes = sum([row[1] for row in types.values()])

    def __getitem__(self, name):
        return self.types.get(name, (0, 0))[:2]

    def __iter__(self):
        return iter([(name, *row[:2]) for name, row in self.types.items()])

    def __len__(self):
        return len(self.types)

    def compare(self, other):
        """What is more here than in an earlier snapshot."""
        if not isinstance(other, Snapshot):
            raise TypeError(f"compare() argument must be Snapshot, not {_type_name(other)}")
        rows = []
        for name in {**other.types, **self.types}:
            new, old = self[name], other[name]
            if new != old:
                rows.append((name, new[0] - old[0], new[1] - old[1]))
        return Difference(sorted(rows, key=lambda row: (-abs(row[2]), -abs(row[1]), row[0])))

    def __repr__(self):
        rows = sorted(self.types.items(), key=lambda item: (-item[1][1], item[0]))
        shown = [(name, row[0], row[1], *row[2:5]) for name, row in rows[:20]]
        left = len(rows) - len(shown)
        text = _table(("type", "objects", "bytes", "gen 0", "gen 1", "gen 2"),
                      shown + [("all", self.objects, self.bytes, "", "", "")])
        return text + (f"\n({left} more types)" if left > 0 else "")


class Difference:
    """How two snapshots differ: rows of (type, objects, bytes), the largest first."""

    __slots__ = ("rows", "objects", "bytes")

    def __init__(self, rows):
        self.rows = rows
        self.objects = sum([row[1] for row in rows])
        self.bytes = sum([row[2] for row in rows])

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, name):
        for row in self.rows:
            if row[0] == name:
                return row[1:]
        return 0, 0

    def __repr__(self):
        if not self.rows:
            return "no difference"
        rows = [(name, f"{count:+,}", f"{size:+,}") for name, count, size in self.rows]
        if len(rows) > 1:
            rows.append(("all", f"{self.objects:+,}", f"{self.bytes:+,}"))
        return _table(("type", "objects", "bytes"), rows)


def snapshot():
    """How many objects of each type are alive, and their bytes."""
    return Snapshot({row[0]: row[1:] for row in _merged(_memory.totals(_OWN)[0])})


def _merged(rows):
    """Rows of classes that have the same name added up."""
    result = {}
    for row in rows:
        old = result.get(row[0])
        result[row[0]] = row if old is None else (row[0], *[a + b for a, b in zip(old[1:], row[1:])])
    return result.values()


# ---- all memory ----

_TABLES = {
    "code": "compiled code", "stack": "stack of frames", "generations": "lists of the collector",
    "interned": "table of interned strings", "weakrefs": "table of weak references",
    "classes": "tables of classes", "caches": "caches and the VM itself",
    "other": "running built-in functions",
}


class Stats:
    """The memory of the program: object_bytes + tables + free = charged, the bytes taken from the system."""

    def __init__(self, types, sums, cells):
        self.types = {row[0]: row[1:3] for row in _merged(types)}
        self.tables = {text: sums[name] for name, text in _TABLES.items()}
        self.free_lists = cells
        free = {"dead numbers": "free_number_bytes", "free lists": "free_list_bytes",
                "never used": "unused", "emergency reserve": "reserve", "heads of blocks": "heads"}
        self.free = {text: sums[name] for text, name in free.items()}
        for name in ("live", "charged", "peak", "limit", "arenas", "arena_bytes", "large_blocks",
                     "large_bytes", "objects", "object_bytes", "free_list_bytes", "free_numbers",
                     "interned_count", "weakref_targets", "frames", "stack_used"):
            setattr(self, name, sums[name])

    def __repr__(self):
        rows = [(_plural(self.objects, "object"), self.object_bytes)]
        rows += [row for row in [*self.tables.items(), *self.free.items()] if row[1]]
        rows.append(("taken from the system", self.charged))
        text = _table(("what", "bytes"), rows)
        arenas = f"{_plural(self.arenas, 'arena')} of {self.arena_bytes:,} bytes"
        large = f"{_plural(self.large_blocks, 'large block')} of {self.large_bytes:,} bytes"
        return f"{text}\n{arenas}, {large}; at most {self.peak:,} bytes were taken"


def stats():
    """All memory that the program has, and what it is used for."""
    return Stats(*_memory.totals(()))


# ---- regions ----

class Region:
    """One region of memory: name, count, bytes, note."""

    __slots__ = ("name", "count", "bytes", "note")

    def __init__(self, name, count, size, note=""):
        self.name = name
        self.count = count
        self.bytes = size
        self.note = note

    def __repr__(self):
        return f"{self.name}: {self.count:,} ({self.bytes:,} bytes)"


class Regions:
    """The regions of memory, in order; regions['stack'] is one of them."""

    __slots__ = ("rows",)

    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, name):
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)

    def __repr__(self):
        lines = _table(("region", "count", "bytes"), [(row.name, row.count, row.bytes) for row in self.rows]).split("\n")
        width = max([len(line) for line in lines])
        notes = [""] + [row.note for row in self.rows]
        return "\n".join([f"{line.ljust(width)}  {note}".rstrip() for line, note in zip(lines, notes)])


def regions():
    """The regions of memory and what is in them."""
    types, sums, cells = _memory.totals(_OWN)
    by_type = {row[0]: row for row in types}
    count = lambda name: by_type.get(name, (name, 0, 0))[1]
    size = lambda name: by_type.get(name, (name, 0, 0))[2]
    return Regions([
        Region("stack", sums["frames"], sums["stack_used"],
               f"frames of running calls, in {sums['stack']:,} bytes"),
        Region("globals", sums["globals"], sums["global_bytes"],
               f"names in {_plural(sums['modules'], 'module')}"),
        Region("constants", sums["constants"], sums["constant_bytes"], "in code objects"),
        Region("code", count("code"), size("code") + sums["code"], "code objects and what they run"),
        Region("functions", count("function"), size("function")),
        Region("classes", sums["class_objects"], sums["class_bytes"]),
        Region("heap", sums["objects"], sums["object_bytes"], "all objects, those above included"),
        Region("pools", 262 + 256, 0, "small ints and characters: data of the program itself"),
        Region("interned", sums["interned_count"], sums["interned"], "str objects, by content"),
        Region("free lists", sum(cells.values()) + sums["free_numbers"],
               sums["free_list_bytes"] + sums["free_number_bytes"], "memory of dead objects, for the next"),
        Region("arenas", sums["arenas"], sums["arena_bytes"], "for blocks of up to 512 bytes"),
        Region("large blocks", sums["large_blocks"], sums["large_bytes"]),
    ])


_OWN = (Snapshot, Difference, Stats, Region, Regions, Explanation, Holder, Path)

# What its own first calls make is there before the first snapshot.
repr(snapshot().compare(snapshot()))
repr(Difference([("", 0, 0), ("", 0, 0)]))
