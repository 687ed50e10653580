/* api_transfer.c - deep copies of objects of one VM in another.
 *
 * A walk with a stack of its own: each container that is being copied has a place there, so depth is
 * bounded by memory only. What more than one reference leads to is kept in a map, so that shared parts stay
 * shared and cycles close. All memory is the target's. Only exact built-in types are copied: no script code
 * runs in either VM. */
#include "base/ptrset.h"
#include "host/api.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/gc.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/range_slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/set.h"
#include <string.h>

typedef struct Place {
    OuObj *source, *copy; /* copy: owned; of a frozenset it is a set until it is complete */
    size_t position;
    OuObj *key;           /* copy of a dict's key whose value comes next, owned; or NULL */
    OuObj *value;         /* source of that value */
} Place;

typedef struct Transfer {
    OuVM *to, *from;
    Place *places;
    size_t count, cap;
    OuPtrMap met;      /* source to number of its copy */
    OuObj **copies;    /* not counted: the root keeps them, or a place */
    uint32_t copy_count, copy_cap;
} Transfer;

/* ---- what has been met ---- */

/* Only one reference leads to it, and that is the one that we came by? */
static bool is_single(const OuObj *o)
{
    return o->refs == 1;
}

static bool remember(Transfer *t, OuObj *source, OuObj *copy)
{
    if (is_single(source))
        return true;
    if (t->copy_count == t->copy_cap) {
        size_t cap = t->copy_cap ? (size_t)t->copy_cap * 2 : 64;
        OuObj **copies = cap < UINT32_MAX ? ou_alloc(t->to, cap * sizeof *copies) : ou_raise_memory(t->to);
        if (copies == NULL)
            return false;
        if (t->copies != NULL)
            memcpy(copies, t->copies, t->copy_count * sizeof *copies);
        ou_free(t->to, t->copies, t->copy_cap * sizeof *copies);
        t->copies = copies;
        t->copy_cap = (uint32_t)cap;
    }
    uint32_t *number = ou_ptrmap_at(&t->to->mem, &t->met, source);
    if (number == NULL)
        return ou_raise_memory(t->to) != NULL;
    t->copies[t->copy_count++] = copy;
    *number = t->copy_count;
    return true;
}

static OuObj *known(const Transfer *t, const OuObj *source)
{
    uint32_t number = is_single(source) ? 0 : ou_ptrmap_get(&t->met, source);
    return number != 0 ? ou_ref(t->copies[number - 1]) : NULL;
}

/* ---- values without parts ---- */

static OuObj *copy_int(OuVM *to, const OuObj *o)
{
    if (!ou_int_is_big(o))
        return ou_int_from(to, ou_int_value(o));
    const OuBigInt *big = (const OuBigInt *)o;
    size_t size = (size_t)(big->count < 0 ? -big->count : big->count) * sizeof *big->digits;
    OuBigInt *copy = (OuBigInt *)ou_new(to, OU_T_INT | OU_F_BIG, sizeof *copy + size);
    if (copy != NULL) {
        copy->count = big->count;
        memcpy(copy->digits, big->digits, size);
    }
    return OU_OBJ(copy);
}

static OuObj *copy_range(OuVM *to, const OuRange *range)
{
    OuObj *start = copy_int(to, range->start), *stop = start ? copy_int(to, range->stop) : NULL;
    OuObj *step = stop ? copy_int(to, range->step) : NULL, *copy = step ? ou_range_new(to, start, stop, step) : NULL;
    ou_unref(to, start);
    ou_unref(to, stop);
    ou_unref(to, step);
    return copy;
}

/* OU_ABSENT: it is of a type that has parts, or cannot be copied. */
static OuObj *copy_atom(OuVM *to, OuObj *o)
{
    switch (ou_index(o)) {
    case OU_T_NONE:
    case OU_T_BOOL:
    case OU_T_ELLIPSIS:
    case OU_T_NOT_IMPLEMENTED:
        return o;
    case OU_T_INT:
        return copy_int(to, o);
    case OU_T_FLOAT:
        return ou_float_from(to, ou_float_value(o));
    case OU_T_COMPLEX:
        return ou_complex_from(to, ((OuComplex *)o)->real, ((OuComplex *)o)->imag);
    case OU_T_STR:
        return ou_is_immortal(o) ? o
            : ou_str_new_counted(to, ou_str_text(OU_STR(o)), OU_STR(o)->size, ou_str_length(OU_STR(o)));
    case OU_T_BYTES:
        return ou_bytes_new(to, ou_bytes_data(o), ou_bytes_len(o));
    case OU_T_BYTEARRAY:
        return ou_bytearray_new(to, OU_BYTEARRAY(o)->data, OU_BYTEARRAY(o)->len);
    case OU_T_RANGE:
        return copy_range(to, (const OuRange *)o);
    case OU_T_TUPLE:
        return OU_TUPLE(o)->len == 0 ? OU_EMPTY_TUPLE : OU_ABSENT;
    default:
        return OU_ABSENT;
    }
}

/* ---- containers ---- */

/* An empty copy of a container; NULL: an exception. */
static OuObj *copy_shell(Transfer *t, OuObj *o)
{
    OuVM *to = t->to;
    OuObj *copy;
    switch (ou_index(o)) {
    case OU_T_LIST:
        return ou_list_new(to, OU_LIST(o)->len);
    case OU_T_TUPLE:
        copy = ou_tuple_alloc(to, OU_TUPLE(o)->len);
        for (size_t i = 0; copy != NULL && i < OU_TUPLE(o)->len; i++)
            OU_TUPLE(copy)->items[i] = OU_NONE;
        return copy;
    case OU_T_DICT:
        return ou_dict_new_sized(to, OU_DICT(o)->len);
    case OU_T_SET:
    case OU_T_FROZENSET:
        return ou_set_new(to, NULL);
    case OU_T_SLICE:
        return ou_slice_new(to, NULL, NULL, NULL);
    default:
        return OU_TYPE_ERROR(to, "cannot transfer an object of type '%.200s'", ou_type_name(t->from, o));
    }
}

static bool push(Transfer *t, OuObj *source, OuObj *copy)
{
    if (t->count == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 16;
        Place *places = ou_alloc(t->to, cap * sizeof *places);
        if (places == NULL)
            return false;
        if (t->places != NULL)
            memcpy(places, t->places, t->count * sizeof *places);
        ou_free(t->to, t->places, t->cap * sizeof *places);
        t->places = places;
        t->cap = cap;
    }
    t->places[t->count++] = (Place){source, copy, 0, NULL, NULL};
    return true;
}

/* The copy of `o` as far as it goes (new), or OU_ABSENT: there is a new place for it. NULL: an exception. */
static OuObj *begin(Transfer *t, OuObj *o)
{
    OuObj *copy = known(t, o);
    if (copy != NULL)
        return copy;
    copy = copy_atom(t->to, o);
    if (copy != OU_ABSENT) {
        if (copy != NULL && copy != o && !remember(t, o, copy))
            ou_clear(t->to, &copy);
        return copy;
    }
    copy = copy_shell(t, o);
    if (copy == NULL)
        return NULL;
    /* A frozenset is remembered when it is complete: nothing in it can lead back to it. */
    if ((ou_is_exact(o, OU_T_FROZENSET) || remember(t, o, copy)) && push(t, o, copy))
        return OU_ABSENT;
    ou_unref(t->to, copy);
    return NULL;
}

/* The next part of a container, borrowed; NULL: there is none. */
static OuObj *next_part(Place *p)
{
    OuObj *o = p->source, *part = NULL;
    switch (ou_index(o)) {
    case OU_T_LIST:
        return p->position < OU_LIST(o)->len ? OU_LIST(o)->items[p->position] : NULL;
    case OU_T_TUPLE:
        return p->position < OU_TUPLE(o)->len ? OU_TUPLE(o)->items[p->position] : NULL;
    case OU_T_SLICE:
        return p->position < 3 ? (&((OuSlice *)o)->start)[p->position] : NULL;
    case OU_T_DICT:
        if (p->key != NULL)
            return p->value;
        return ou_dict_next(OU_DICT(o), &p->position, &part, &p->value) ? part : NULL;
    default:
        return ou_set_next(o, &p->position, &part) ? part : NULL;
    }
}

/* Put the copy of a part (consumed) in. */
static bool deliver(Transfer *t, Place *p, OuObj *part)
{
    OuVM *to = t->to;
    bool ok = true;
    switch (ou_index(p->source)) {
    case OU_T_LIST:
        p->position++;
        return ou_list_append_take(to, OU_LIST(p->copy), part);
    case OU_T_TUPLE:
        OU_TUPLE(p->copy)->items[p->position++] = part;
        return true;
    case OU_T_SLICE:
        ou_put(to, &(&((OuSlice *)p->copy)->start)[p->position++], part);
        return true;
    case OU_T_DICT:
        if (p->key == NULL) {
            p->key = part;
            return true;
        }
        ok = ou_dict_set(to, OU_DICT(p->copy), p->key, part);
        ou_clear(to, &p->key);
        break;
    default:
        ok = ou_set_add(to, p->copy, part);
        break;
    }
    ou_unref(to, part);
    return ok;
}

/* The last place is complete: its copy (new) or NULL. The place goes. */
static OuObj *complete(Transfer *t)
{
    Place *p = &t->places[--t->count];
    OuObj *copy = p->copy;
    if (ou_is_exact(p->source, OU_T_TUPLE)) {
        ou_gc_track(t->to, copy);
    } else if (ou_is_exact(p->source, OU_T_FROZENSET)) {
        OuObj *set = copy;
        copy = ou_frozenset_new(t->to, set);
        ou_unref(t->to, set);
        if (copy != NULL && !remember(t, p->source, copy))
            ou_clear(t->to, &copy);
    }
    return copy;
}

static void give_up(Transfer *t)
{
    while (t->count > 0) {
        Place *p = &t->places[--t->count];
        if (ou_is_exact(p->source, OU_T_TUPLE))
            ou_gc_track(t->to, p->copy); /* it may be part of a cycle */
        ou_unref(t->to, p->key);
        ou_unref(t->to, p->copy);
    }
}

static OuObj *transfer(Transfer *t, OuObj *object)
{
    OuObj *copy = begin(t, object);
    while (t->count > 0 && copy != NULL) {
        if (copy != OU_ABSENT && !deliver(t, &t->places[t->count - 1], copy))
            return NULL;
        OuObj *part = next_part(&t->places[t->count - 1]);
        copy = part != NULL ? begin(t, part) : complete(t);
    }
    return copy;
}

OuroObject *ouro_transfer(OuroVM *target, OuroVM *source, OuroObject *object)
{
    Transfer t = {.to = ou_api_vm(target), .from = ou_api_vm(source)};
    if (!ou_api_enter2(t.to, t.from, object))
        return NULL;
    OuObj *copy = transfer(&t, OU_OBJ(object));
    give_up(&t);
    ou_free(t.to, t.places, t.cap * sizeof *t.places);
    ou_free(t.to, t.copies, t.copy_cap * sizeof *t.copies);
    ou_ptrmap_drop(&t.to->mem, &t.met);
    return OU_HANDLE(t.to, copy);
}
