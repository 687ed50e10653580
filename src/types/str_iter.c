/* str_iter.c - the iterators of str: str_ascii_iterator and str_iterator. */
#include "base/utf8.h"
#include "object/gc.h"
#include "object/iters.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/iters.h"
#include "types/strmethods.h"

OuObj *ou_str_iter_new(OuVM *vm, OuObj *s)
{
    uint32_t type = OU_STR(s)->ascii && ou_is_exact(s, OU_T_STR) ? OU_T_STR_ASCII_ITER : OU_T_STR_ITER;
    OuStrIter *it = (OuStrIter *)ou_gc_new(vm, type, sizeof *it);
    if (it == NULL)
        return NULL;
    it->source = ou_ref(s);
    it->offset = it->position = 0;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *str_iter_next(OuVM *vm, OuObj *self)
{
    OuStrIter *it = (OuStrIter *)self;
    if (it->source == NULL)
        return OU_DONE;
    OuStr *s = OU_STR(it->source);
    if (it->offset < s->size) {
        const char *text = ou_str_text(s), *at = text + it->offset;
        uint32_t c = ou_utf8_next(&at);
        OuObj *item = ou_str_from_code(vm, c);
        if (item != NULL) {
            it->offset = (size_t)(at - text);
            it->position++;
        }
        return item;
    }
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *str_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    const OuStrIter *it = (OuStrIter *)self;
    size_t left = it->source ? ou_str_length(OU_STR(it->source)) - it->position : 0;
    return ou_int_from(vm, (int64_t)left);
}

/* (iter, (text,), position), or (iter, ('',)) when exhausted */
static OuObj *str_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    const OuStrIter *it = (OuStrIter *)self;
    if (it->source == NULL)
        return ou_iter_reduce_take(vm, OU_NAME(iter_), OU_EMPTY_STR, -1);
    return ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->source), (ptrdiff_t)it->position);
}

static OuObj *str_iter_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuStrIter *it = (OuStrIter *)self;
    ptrdiff_t position;
    if (!ou_iter_state(vm, args[0], &position))
        return NULL;
    if (it->source) {
        OuStr *s = OU_STR(it->source);
        size_t length = ou_str_length(s);
        it->position = position < 0 ? 0 : (size_t)position > length ? length : (size_t)position;
        it->offset = ou_str_offset(vm, s, it->position);
    }
    return OU_NONE;
}

static const OuRefField str_iter_refs[] = {OU_REF(OuStrIter, source), OU_REF_END};
static const OuMethodDef str_iter_methods[] = {
    {"__length_hint__", "()", str_iter_m_length_hint, OU_NO_TEXT,
     "How many items are left."},
    {"__reduce__", "()", str_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(state, /)", str_iter_m_setstate, OU_NO_TEXT, "Go to a position."},
    {NULL, NULL, NULL, 0, NULL},
};

#define STR_ITER_TYPE(type_name, type_index)                                        \
    {                                                                               \
        .name = type_name, .base = &ou_object_type, .index = type_index,            \
        .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW,                  \
        .size = sizeof(OuStrIter), .refs = str_iter_refs,                           \
        .methods = str_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_TEXT,                  \
        OU_SLOTS_IDENTITY, .iter = ou_iter_self, .next = str_iter_next,             \
        .init = ou_object_init,                                                     \
    }
const OuType ou_str_iter_type = STR_ITER_TYPE("str_iterator", OU_T_STR_ITER);
const OuType ou_str_ascii_iter_type = STR_ITER_TYPE("str_ascii_iterator", OU_T_STR_ASCII_ITER);
