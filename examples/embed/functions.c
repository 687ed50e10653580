/* functions.c - functions and a class of the host: a small world that scripts move things in.
 *
 *     cc functions.c -I../../src/include ../../build/libouro.a -lm -o functions
 */
#include "ouro.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- functions ---- */

/* roll(sides=6, *, times=1): `user` is the state of the generator. */
static OuroObject *roll(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    uint32_t *state = user;
    int64_t sides, times, sum = 0;
    if (!ouro_to_int(vm, args[0], &sides) || !ouro_to_int(vm, args[1], &times))
        return NULL;
    if (sides < 1)
        return ouro_raise(vm, "ValueError", "a die has sides");
    for (int64_t i = 0; i < times; i++) {
        *state = *state * 1664525u + 1013904223u;
        sum += 1 + (int64_t)(*state >> 8) % sides;
    }
    return ouro_int(vm, sum);
}

/* each(function, *values): calls back into the script. */
static OuroObject *each(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    size_t n = 0;
    OuroObject *const *values = ouro_items(vm, args[1], &n), *list = ouro_list(vm, NULL, 0);
    for (size_t i = 0; i < n; i++) {
        OuroObject *value = ouro_call(vm, args[0], &values[i], 1);
        ouro_append(vm, list, value); /* NULL is handed on: then this fails too, and so on */
        ouro_release(vm, value);
    }
    if (ouro_failed(vm)) {
        ouro_release(vm, list);
        return NULL;
    }
    return list;
}

/* ---- a class ---- */

typedef struct Vector {
    double x, y;
} Vector;

static const OuroClassDef vector_class;

static Vector *vector(OuroVM *vm, OuroObject *object)
{
    return ouro_data(vm, object, &vector_class);
}

static OuroObject *make(OuroVM *vm, double x, double y)
{
    OuroObject *made = ouro_instance(vm, &vector_class);
    if (made)
        *vector(vm, made) = (Vector){x, y};
    return made;
}

static OuroObject *vector_init(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Vector *self = vector(vm, args[0]);
    return self && ouro_to_float(vm, args[1], &self->x) && ouro_to_float(vm, args[2], &self->y) ? ouro_none(vm) : NULL;
}

/* One function for several operators: `user` of the member tells which. */
static OuroObject *vector_operator(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    Vector *a = vector(vm, args[0]), *b = a ? vector(vm, args[1]) : NULL;
    if (!a)
        return NULL;
    if (!b) { /* not for us: let the other operand try */
        ouro_error_clear(vm);
        return ouro_builtin(vm, "NotImplemented");
    }
    switch (*(const char *)user) {
    case '+': return make(vm, a->x + b->x, a->y + b->y);
    case '-': return make(vm, a->x - b->x, a->y - b->y);
    case '@': return ouro_float(vm, a->x * b->x + a->y * b->y);
    default: return ouro_bool(vm, a->x == b->x && a->y == b->y);
    }
}

static OuroObject *vector_scale(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Vector *self = vector(vm, args[0]);
    double factor;
    return self && ouro_to_float(vm, args[1], &factor) ? make(vm, self->x * factor, self->y * factor) : NULL;
}

static OuroObject *vector_repr(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Vector *self = vector(vm, args[0]);
    char text[80];
    if (!self)
        return NULL;
    snprintf(text, sizeof text, "Vector(%g, %g)", self->x, self->y);
    return ouro_text(vm, text);
}

static OuroObject *vector_length(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Vector *self = vector(vm, args[0]);
    return self ? ouro_float(vm, hypot(self->x, self->y)) : NULL;
}

static OuroObject *vector_item(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Vector *self = vector(vm, args[0]);
    int64_t i = 0;
    if (!self || !ouro_to_int(vm, args[1], &i))
        return NULL;
    return i == 0 ? ouro_float(vm, self->x) : i == 1 ? ouro_float(vm, self->y) : ouro_raise(vm, "IndexError", "0 or 1");
}

static OuroObject *vector_polar(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    double length, angle;
    if (!ouro_to_float(vm, args[1], &length) || !ouro_to_float(vm, args[2], &angle))
        return NULL;
    OuroObject *xy[] = {ouro_float(vm, length * cos(angle)), ouro_float(vm, length * sin(angle))};
    OuroObject *made = ouro_call(vm, args[0], xy, 2); /* the class: perhaps one derived in a script */
    ouro_release(vm, xy[0]);
    ouro_release(vm, xy[1]);
    return made;
}

static const OuroMember vector_members[] = {
    {"__init__(self, x: float = 0, y: float = 0)", vector_init, NULL, NULL, NULL},
    {"__repr__(self)", vector_repr, NULL, NULL, NULL},
    {"__add__(self, other)", vector_operator, NULL, NULL, (void *)"+"},
    {"__sub__(self, other)", vector_operator, NULL, NULL, (void *)"-"},
    {"__matmul__(self, other)", vector_operator, NULL, NULL, (void *)"@"},
    {"__eq__(self, other)", vector_operator, NULL, NULL, (void *)"="},
    {"__mul__(self, factor: float)", vector_scale, NULL, NULL, NULL},
    {"__rmul__(self, factor: float)", vector_scale, NULL, NULL, NULL},
    {"__getitem__(self, index: int)", vector_item, NULL, NULL, NULL}, /* and so it can be unpacked */
    {"length", vector_length, NULL, "Distance from the origin.", NULL},
    {"@classmethod polar(cls, length: float, angle: float = 0)", vector_polar, NULL, "By length and angle.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const OuroClassDef vector_class = {.size = sizeof vector_class, .name = "Vector", .doc = "A point or a step in the plane.",
                                          .data_size = sizeof(Vector), .members = vector_members};

static const char script[] =
    "from world import Vector, roll, each\n"
    "class Unit(Vector):\n"
    "    def __init__(self, name, *at):\n"
    "        super().__init__(*at)\n"
    "        self.name = name\n"
    "    def __repr__(self):\n"
    "        return f'{self.name} at {super().__repr__()}'\n"
    "orc = Unit('orc', 3, 4)\n"
    "x, y = orc\n"
    "print(orc, orc.length, x, y)\n"
    "print(orc + Vector(1, 1), 2 * orc, orc @ orc, orc == Vector(3, 4))\n"
    "print([roll(), roll(20), roll(times=100)])\n"
    "print(each(lambda v: v * 2, 1, 'ab', Vector(1, 0)))\n"
    "print(Vector.polar(2))\n"
    "for wrong in (lambda: roll(0), lambda: roll(1, 2), lambda: Vector('1'), lambda: orc + 1, lambda: each(len, 1)):\n"
    "    try:\n"
    "        wrong()\n"
    "    except Exception as error:\n"
    "        print(f'{type(error).__name__}: {error}')\n";

int main(void)
{
    uint32_t dice = 1;
    OuroOptions options = {.size = sizeof options, .capture_output = 1};
    OuroVM *vm = ouro_vm_new(&options);
    OuroObject *world = ouro_module(vm, "world", "What scripts can do here.");
    ouro_add_function(vm, world, "roll(sides: int = 6, *, times: int = 1) -> int: Throw dice.", roll, &dice);
    ouro_add_function(vm, world, "each(function: callable, *values) -> list", each, NULL);
    ouro_release(vm, ouro_class(vm, world, &vector_class));
    ouro_release(vm, world);
    if (ouro_failed(vm)) { /* a wrong signature, say */
        OuroObject *error = ouro_error_take(vm), *text = ouro_traceback(vm, error);
        fputs(ouro_as_text(vm, text, NULL), stderr);
        ouro_release(vm, text);
        ouro_release(vm, error);
        ouro_vm_free(vm);
        return 1;
    }
    OuroResult *r = ouro_vm_run(vm, script, "world.py", NULL, 0);
    fputs(ouro_result_output(r), stdout);
    if (!ouro_result_ok(r))
        fputs(ouro_result_traceback(r), stdout);
    int status = ouro_result_status(r);
    ouro_result_free(r);
    ouro_vm_free(vm);
    return status;
}
