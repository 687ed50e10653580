/* api_class.c - classes of the host: data in instances, members, special methods, inheritance both ways,
 * the collector, finalizers. */
#include "api_test.h"

typedef struct Point {
    int64_t x, y;
    OuroObject *tag;
    char *block; /* something outside */
} Point;

typedef struct Counts {
    int made, finalized, traversed, cleared;
} Counts;

static const OuroClassDef point_def;

static Point *point(OuroVM *vm, OuroObject *object)
{
    return ouro_data(vm, object, &point_def);
}

static OuroObject *point_init(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    Point *p = point(vm, args[0]);
    if (!p || !ouro_to_int(vm, args[1], &p->x) || !ouro_to_int(vm, args[2], &p->y))
        return NULL;
    assert_int_equal(count, 3);
    if (!p->block) {
        p->block = malloc(10);
        ((Counts *)user)->made++;
    }
    return p->x == 13 ? ouro_raise(vm, "ValueError", "unlucky") : ouro_none(vm);
}

static OuroObject *point_get_x(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    return p ? ouro_int(vm, p->x) : NULL;
}

static OuroObject *point_set_x(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    return p && ouro_to_int(vm, args[1], &p->x) ? ouro_none(vm) : NULL;
}

static OuroObject *point_get_tag(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    return p && p->tag ? ouro_retain(vm, p->tag) : p ? ouro_none(vm) : NULL;
}

static OuroObject *point_set_tag(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    if (!p)
        return NULL;
    OuroObject *old = p->tag;
    p->tag = ouro_retain(vm, args[1]);
    ouro_release(vm, old);
    return ouro_none(vm);
}

static OuroObject *make_point(OuroVM *vm, int64_t x, int64_t y)
{
    OuroObject *made = ouro_instance(vm, &point_def);
    Point *p = made ? point(vm, made) : NULL;
    if (p) {
        p->x = x;
        p->y = y;
    }
    return made;
}

static OuroObject *point_add(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *a = point(vm, args[0]), *b = a ? point(vm, args[1]) : NULL;
    if (a && !b) {
        ouro_error_clear(vm);
        return ouro_builtin(vm, "NotImplemented");
    }
    return a ? make_point(vm, a->x + b->x, a->y + b->y) : NULL;
}

static OuroObject *point_repr(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    char text[80];
    if (!p)
        return NULL;
    snprintf(text, sizeof text, "%s(%lld, %lld)", ouro_type_name(vm, args[0]), (long long)p->x, (long long)p->y);
    return ouro_text(vm, text);
}

static OuroObject *point_eq(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *a = point(vm, args[0]), *b = a ? point(vm, args[1]) : NULL;
    ouro_error_clear(vm);
    return b ? ouro_bool(vm, a->x == b->x && a->y == b->y) : ouro_builtin(vm, "NotImplemented");
}

static OuroObject *point_move(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    int64_t dx, dy;
    if (!p || !ouro_to_int(vm, args[1], &dx) || !ouro_to_int(vm, args[2], &dy))
        return NULL;
    p->x += dx;
    p->y += dy;
    return ouro_retain(vm, args[0]);
}

/* A property that deletes itself, the second time it is asked for, and fails then. */
static OuroObject *point_once(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    if (!p)
        return NULL;
    if (p->x != 150)
        return ouro_int(vm, p->x);
    OuroObject *cls = ouro_class_of(vm, &point_def);
    ouro_del_attr(vm, cls, "once");
    ouro_release(vm, cls);
    return ouro_raise(vm, "AttributeError", "gone");
}

static OuroObject *point_len(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count, (void)user;
    return ouro_int(vm, 2);
}

static OuroObject *point_item(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Point *p = point(vm, args[0]);
    int64_t i;
    if (!p || !ouro_to_int(vm, args[1], &i))
        return NULL;
    return i == 0 ? ouro_int(vm, p->x) : i == 1 ? ouro_int(vm, p->y) : ouro_raise(vm, "IndexError", "point index");
}

static OuroObject *point_call(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    return ouro_tuple(vm, args + 1, count - 1);
}

static OuroObject *point_origin(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_call(vm, args[0], (OuroObject *[]){args[1], args[1]}, 2);
}

static OuroObject *point_static(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    return ouro_tuple(vm, args, count);
}

static OuroObject *point_getattr(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    const char *name = ouro_as_text(vm, args[1], NULL);
    return strcmp(name, "magic") == 0 ? ouro_int(vm, 42) : ouro_raise(vm, "AttributeError", name);
}

static void point_finalize(OuroVM *vm, void *data, void *user)
{
    Point *p = data;
    ((Counts *)user)->finalized += p->block != NULL;
    free(p->block);
    ouro_release(vm, p->tag);
}

static void point_traverse(void *data, OuroVisit visit, void *arg)
{
    visit(((Point *)data)->tag, arg);
}

static void point_clear(OuroVM *vm, void *data, void *user)
{
    Point *p = data;
    OuroObject *tag = p->tag;
    ((Counts *)user)->cleared++;
    p->tag = NULL;
    ouro_release(vm, tag);
}

static const OuroMember point_members[] = {
    {"__init__(self, x: int = 0, y: int = 0)", point_init, NULL, NULL, NULL},
    {"x: int", point_get_x, point_set_x, "The first one.", NULL},
    {"read_only", point_get_x, NULL, NULL, NULL},
    {"once", point_once, NULL, NULL, NULL},
    {"tag", point_get_tag, point_set_tag, NULL, NULL},
    {"move(self, dx: int, dy: int = 0): Go.", point_move, NULL, NULL, NULL},
    {"__add__(self, other)", point_add, NULL, NULL, NULL},
    {"__repr__(self)", point_repr, NULL, NULL, NULL},
    {"__eq__(self, other)", point_eq, NULL, NULL, NULL},
    {"__len__(self)", point_len, NULL, NULL, NULL},
    {"__getitem__(self, i: int)", point_item, NULL, NULL, NULL},
    {"__call__(self, *args, **kwargs)", point_call, NULL, NULL, NULL},
    {"__getattr__(self, name)", point_getattr, NULL, NULL, NULL},
    {"@classmethod diagonal(cls, n: int)", point_origin, NULL, NULL, NULL},
    {"@staticmethod pair(a, b=None)", point_static, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static Counts counts;
static const OuroClassDef point_def = {
    .size = sizeof point_def, .name = "geometry.Point", .doc = "Two numbers.", .data_size = sizeof(Point),
    .members = point_members, .finalize = point_finalize, .traverse = point_traverse, .clear = point_clear,
    .user = &counts,
};

static OuroVM *with_point(void)
{
    OuroVM *vm = new_vm();
    memset(&counts, 0, sizeof counts);
    OuroObject *module = ouro_module(vm, "geometry", NULL), *cls = ouro_class(vm, module, &point_def);
    assert_non_null(cls);
    ouro_release(vm, cls);
    ouro_release(vm, module);
    run_ok(vm, "from geometry import Point\nimport gc\ndef error(f, *a, **k):\n    try: f(*a, **k)\n"
               "    except Exception as e: return f'{type(e).__name__}: {e}'\n");
    return vm;
}

static void end(OuroVM *vm)
{
    ouro_vm_free(vm);
    assert_int_equal(counts.made, counts.finalized);
}

static void is(OuroVM *vm, const char *expression, const char *text)
{
    is_repr(vm, eval(vm, expression), text);
}

static void members(void **state)
{
    (void)state;
    OuroVM *vm = with_point();
    is(vm, "Point(1, 2), Point(), Point(y=3)", "(Point(1, 2), Point(0, 0), Point(0, 3))");
    is(vm, "Point(1, 2).x, Point(5).read_only, Point(1).tag", "(1, 5, None)");
    is(vm, "Point(1, 2).move(3), Point(1).move(dy=1, dx=0)", "(Point(4, 2), Point(1, 1))");
    is(vm, "Point(1, 2) + Point(3, 4), Point(1) == Point(1), Point(1) != Point(2), Point(1) == 1",
       "(Point(4, 6), True, True, False)");
    is(vm, "len(Point()), list(Point(7, 8)), Point(1, 2)[1], bool(Point()), 8 in Point(7, 8)", "(2, [7, 8], 2, True, True)");
    is(vm, "Point()(1, 2, k=3), Point.diagonal(4), Point.pair(1), Point().pair(1, 2)",
       "(((1, 2), {'k': 3}), Point(4, 4), (1, None), (1, 2))");
    is(vm, "Point().magic, error(getattr, Point(), 'other')", "(42, 'AttributeError: other')");
    is(vm, "[*reversed(Point(1, 2))], [a for a, b in [Point(1, 2)]]", "([2, 1], [1])");
    run_ok(vm, "p = Point(1, 2)\np.x = 9\np.tag = [1]\nassert p == Point(9, 2) and p.tag == [1]\n"
               "import weakref\nw = weakref.ref(p)\nassert w() is p\n"
               "for i in range(300):\n    p.move(1).x += 1\nassert p.x == 609\n");
    run_ok(vm, "def ask():\n    p, t = Point(), 0\n    try:\n        for p.x in range(300):\n            t += p.once + Point(1).once + p.x\n"
               "    except AttributeError as e:\n        return t, p.x, str(e), e.name, e.obj is p\n"
               "def fail():\n    p = Point()\n    for i in range(300):\n        q = p if i < 200 else 5\n"
               "        try: q.x\n        except AttributeError as e: last = str(e)\n    return last\n"
               "del Point.__getattr__\n");
    is(vm, "ask(), fail(), hasattr(p, 'once')",
       "((22500, 150, 'gone', 'once', True), \"'int' object has no attribute 'x'\", False)");
    is(vm, "error(setattr, p, 'x', 'a')", "\"TypeError: Point.x() argument 'value' must be int, not str\"");
    is(vm, "error(setattr, p, 'read_only', 1)", "\"AttributeError: property 'read_only' of 'Point' object has no setter\"");
    is(vm, "error(setattr, p, 'other', 1)", "\"AttributeError: 'Point' object has no attribute 'other'\"");
    is(vm, "error(p.move)", "\"TypeError: Point.move() missing 1 required positional argument: 'dx'\"");
    is(vm, "error(p.move, 1, 2, 3)", "'TypeError: Point.move() takes from 2 to 3 positional arguments but 4 were given'");
    is(vm, "error(Point.move, 5, 1)", "'TypeError: a Point is expected, not int'");
    is(vm, "error(Point, 1, 2, 3)", "'TypeError: Point.__init__() takes from 1 to 3 positional arguments but 4 were given'");
    is(vm, "error(Point, 13)", "'ValueError: unlucky'");
    is(vm, "error(lambda: p + 1)", "\"TypeError: unsupported operand type(s) for +: 'Point' and 'int'\"");
    is(vm, "error(hash, p)", "\"TypeError: unhashable type: 'Point'\"");
    is(vm, "Point, Point.__module__, Point.__doc__, Point.x.__doc__, Point.move.__doc__, Point.move.__qualname__",
       "(<class 'geometry.Point'>, 'geometry', 'Two numbers.', 'The first one.', 'Go.', 'Point.move')");
    is(vm, "Point.move.__text_signature__, hasattr(Point, '__slots__')", "('(self, dx: int, dy: int = 0)', False)");
    is(vm, "error(__import__('copy').copy, Point())", "\"TypeError: cannot pickle 'Point' object\"");
    run_ok(vm, "from geometry import Point\nmatch Point(1, 2):\n    case Point(x=1): pass\n    case _: assert 0\n"
               "a = Point.__new__(Point)\nassert a == Point(0, 0)\n"
               "class Other: __slots__ = ()\nassert 'differs' in error(setattr, a, '__class__', Other), error(setattr, a, '__class__', Other)\n"
               "assert 'differs' in error(setattr, Other(), '__class__', Point)\n");
    end(vm);
}

static void inheritance(void **state)
{
    (void)state;
    OuroVM *vm = with_point();
    run_ok(vm, "class Named(Point):\n    __slots__ = ('label',)\n    def __init__(self, name, *a):\n        super().__init__(*a)\n"
               "        self.label = name\n    def move(self, dx): return super().move(dx * 2)\n"
               "class More(Named):\n    pass\n"
               "class Mixed(dict):\n    pass\n"
               "n = More('n', 1, 2)\nn.extra = 5\nassert n.move(2).x == 5 and n.label == 'n' and n.extra == 5\n"
               "assert repr(n) == 'More(5, 2)' and n + Point(1, 1) == Point(6, 3) and n.magic == 42\n"
               "assert 'conflict' in error(type, 'Z', (Point, dict), {})\n"
               "class Mixin:\n    def twice(self): return self + self\n"
               "class W(Mixin, Point): pass\nassert W(1, 1).twice() == Point(2, 2)\n"
               "class Adder(Point):\n    def __add__(self, other): return 'added'\nassert Adder() + Adder() == 'added'\n"
               "n.tag = n\ndel n\ngc.collect()\n"
               "Adder.__bases__ == (Point,)\n"
               "class Same(Point): __slots__ = ()\nclass Like(Point): __slots__ = ()\ns = Same(3)\ns.__class__ = Like\nassert s.x == 3\n"
               "s.__class__ = Point\nassert s.x == 3\n"
               "class NoInit(Point):\n    def __init__(self): pass\nassert NoInit() == Point()\n"
               "class Meta(type): pass\nclass M(Point, metaclass=Meta): pass\nassert M(2).x == 2");
    assert_true(counts.cleared > 0);
    /* a host class derived from one of a script, and from a host class */
    OuroObject *base = eval(vm, "type('Base', (), {'greet': lambda self: f'hi {self.w}', '__init_subclass__': "
                                "classmethod(lambda cls: setattr(cls, 'early', cls()))})");
    static const OuroMember more[] = {{"w", point_static, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
    static OuroClassDef derived, third, fourth, fifth;
    derived = (OuroClassDef){.size = sizeof derived, .name = "Derived", .data_size = 24, .members = more, .bases = &base, .base_count = 1};
    OuroObject *cls = ouro_class(vm, NULL, &derived), *point_cls = ouro_class_of(vm, &point_def);
    assert_non_null(cls);
    ouro_set_global(vm, "Derived", cls);
    ouro_set_global(vm, "Base", base);
    run_ok(vm, "d = Derived()\nd.a = 1\nd.b = 2\nassert d.greet() == f'hi {(d,)}' and (d.a, d.b) == (1, 2)\n"
               "assert isinstance(Derived.early, Derived) and Derived.__module__ == '__main__'\nDerived.early = d.c = None\n");
    OuroObject *bases[] = {point_cls, cls};
    third = (OuroClassDef){.size = sizeof third, .name = "Third", .data_size = 8, .bases = bases, .base_count = 2, .final = 1};
    assert_null(ouro_class(vm, NULL, &third));
    has_failed(vm, "TypeError", "multiple bases have instance lay-out conflict");
    third.base_count = 1;
    OuroObject *third_cls = ouro_class(vm, NULL, &third);
    assert_non_null(third_cls);
    ouro_set_global(vm, "Third", third_cls);
    OuroObject *t = eval(vm, "Third(4, 5)");
    assert_int_equal(point(vm, t)->x, 4);
    *(int64_t *)ouro_data(vm, t, &third) = 99;
    assert_int_equal(point(vm, t)->y, 5);
    assert_null(ouro_data(vm, t, &derived));
    has_failed(vm, "TypeError", "a Derived is expected, not Third");
    is(vm, "error(type, 'Z', (Third,), {})", "\"TypeError: type 'Third' is not an acceptable base type\"");
    ouro_release(vm, t);
    OuroObject *built[] = {ouro_builtin(vm, "ValueError"), ouro_builtin(vm, "int"), ouro_builtin(vm, "dict")};
    fourth = (OuroClassDef){.size = sizeof fourth, .name = "Code", .data_size = 8, .bases = &built[0], .base_count = 1};
    fifth = (OuroClassDef){.size = sizeof fifth, .name = "Number", .data_size = 8, .bases = &built[1], .base_count = 1};
    OuroObject *code = ouro_class(vm, NULL, &fourth), *number = ouro_class(vm, NULL, &fifth);
    assert_non_null(code);
    assert_non_null(number);
    ouro_set_global(vm, "Code", code);
    ouro_set_global(vm, "Number", number);
    run_ok(vm, "try:\n    raise Code('x')\nexcept ValueError as e:\n    c = e\nassert c.args == ('x',)\n"
               "n = Number(10**30)\nassert n + 1 == 10**30 + 1\nm = Number(7)\nassert m * 2 == 14\n");
    OuroObject *n = ouro_global(vm, "n"), *m = ouro_global(vm, "m"), *c = ouro_global(vm, "c");
    *(int64_t *)ouro_data(vm, n, &fifth) = -1;
    *(int64_t *)ouro_data(vm, m, &fifth) = -1;
    *(int64_t *)ouro_data(vm, c, &fourth) = -1;
    run_ok(vm, "assert n == 10**30 and m == 7 and str(c) == 'x'");
    OuroObject *const all[] = {n, m, c, code, number, built[0], built[1], built[2], third_cls, cls, point_cls, base};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ouro_release(vm, all[i]);
    end(vm);
}

static void collector(void **state)
{
    (void)state;
    OuroVM *vm = with_point();
    run_ok(vm, "def cycle():\n    p = Point(1)\n    p.tag = [p]\n    q = Point(2)\n    q.tag = q\n    r = Point(3)\n    r.tag = lambda: r\n"
               "for i in range(50): cycle()\ngc.collect()\n");
    assert_int_equal(counts.finalized, 150);
    assert_int_equal(counts.made, 150);
    run_ok(vm, "log = []\nclass D(Point):\n    def __del__(self):\n        log.append(self.x)\n        global back\n        back = self\n"
               "d = D(5)\nd.tag = d\ndel d\ngc.collect()\nassert log == [5] and back.tag is back\nassert gc.get_referents(back)\n"
               "back.tag = None\ndel back\nassert log == [5]\n"
               "kept = Point(8)\nkept.tag = Point(9)\nkept.tag.tag = lambda: kept\nx = Point(1)\nx.tag = open if 0 else print\n");
    /* one that outlives its VM's program by a handle that only its data has */
    OuroObject *p = ouro_instance(vm, &point_def);
    point(vm, p)->tag = ouro_dict(vm);
    ouro_set_global(vm, "held", p);
    ouro_release(vm, p);
    end(vm);
}

static void misuse(void **state)
{
    (void)state;
    OuroVM *vm = with_point();
    assert_null(ouro_class(vm, NULL, &point_def));
    has_failed(vm, "ValueError", "class 'geometry.Point' has been made");
    static const OuroMember bad[] = {{"f(self", point_len, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
    OuroClassDef def = {.size = sizeof def, .name = "Bad", .members = bad};
    assert_null(ouro_class(vm, NULL, &def));
    has_failed(vm, "ValueError", "')' is missing in signature 'f(self'");
    assert_null(ouro_class_of(vm, &def));
    has_failed(vm, "SystemError", "class 'Bad' has not been made");
    assert_null(ouro_instance(vm, &def));
    has_failed(vm, "SystemError", "class 'Bad' has not been made");
    def.members = NULL;
    def.traverse = point_traverse;
    assert_null(ouro_class(vm, NULL, &def));
    has_failed(vm, "ValueError", "class 'Bad' has `traverse`, but no `clear`");
    def.traverse = NULL;
    OuroObject *one = ouro_int(vm, 1);
    def.bases = &one;
    def.base_count = 1;
    assert_null(ouro_class(vm, NULL, &def));
    has_failed(vm, "TypeError", "bases must be types");
    def.base_count = 0;
    OuroObject *cls = ouro_class(vm, NULL, &def), *made = ouro_instance(vm, &def);
    assert_non_null(ouro_data(vm, made, &def));
    assert_null(ouro_data(vm, one, &def));
    has_failed(vm, "TypeError", "a Bad is expected, not int");
    assert_null(ouro_data(vm, NULL, &def));
    ouro_error_clear(vm);
    ouro_release(vm, made);
    ouro_release(vm, cls);
    ouro_release(vm, one);
    assert_true(ouro_vm_reset(vm)); /* forgets the classes */
    assert_null(ouro_instance(vm, &point_def));
    ouro_error_clear(vm);
    cls = ouro_class(vm, NULL, &point_def);
    ouro_set_global(vm, "P", cls);
    ouro_release(vm, cls);
    run_ok(vm, "P(1)");
    end(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(members), cmocka_unit_test(inheritance),
                                       cmocka_unit_test(collector), cmocka_unit_test(misuse)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
