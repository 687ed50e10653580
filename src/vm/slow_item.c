/* slow_item.c - subscripts, iteration, unpacking: the general cases. Special methods that are
 * script functions run in frames of their own. */
#include "object/str.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/range_slice.h"
#include "vm/interp.h"
#include "vm/quicken.h"

/* ---- subscripts ---- */

static bool call_method(OuVM *vm, OuFrame *frame, OuFunction *method, OuObj *const *args,
                        size_t nargs, OuOnReturn on_return)
{
    OuObj *value;
    OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(method), args, nargs, on_return, &value);
    if (outcome == OU_CALL_VALUE)
        return ou_continue(vm, frame, on_return, 0, NULL, value);
    return outcome == OU_CALL_FRAME;
}

bool ou_slow_getitem(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->b];
    OuObj *key = ou_base_op(pc->op) == OU_GETITEMI_OP ? ou_int_from(vm, (int16_t)pc->c)
                                                      : ou_ref(registers[pc->c]);
    if (key == NULL)
        return false;
    if (ou_may_quicken(frame))
        ou_quicken_getitem(vm, frame, o, key);
    bool ok;
    OuFunction *method = ou_script_method_peek(vm, o, OU_NAME(__getitem__));
    if (method != NULL) {
        OuObj *args[] = {o, key};
        ok = call_method(vm, frame, method, args, 2, OU_RET_STORE);
    } else {
        OuObj *value = ou_getitem(vm, o, key);
        ok = value != NULL && ou_finish_store(vm, frame, value);
    }
    ou_unref(vm, key);
    return ok;
}

/* A bound of a slice of `length` items: -1 if it is neither None nor a small int. */
static ptrdiff_t plain_bound(OuObj *bound, size_t length, size_t otherwise)
{
    if (bound == OU_NONE)
        return (ptrdiff_t)otherwise;
    if (!ou_is_small_int(bound))
        return -1;
    int64_t at = ou_int_value(bound);
    if (at < 0)
        at = at + (int64_t)length < 0 ? 0 : at + (int64_t)length;
    return (size_t)at > length ? (ptrdiff_t)length : (ptrdiff_t)at;
}

/* A slice of `count` parts that no script will see: on the C stack, with borrowed parts, for a built-in
 * sequence. False: some part is neither None nor a small int, or the step is 0. */
static bool fleeting_slice(OuObj *const *parts, unsigned count, OuSlice *slice)
{
    for (unsigned i = 0; i < count; i++)
        if (parts[i] != OU_NONE && !ou_is_small_int(parts[i]))
            return false;
    OuObj *step = count == 3 ? parts[2] : OU_NONE;
    *slice = (OuSlice){{{1, OU_T_SLICE}, OU_GC_UNTRACKED, 0}, parts[0], parts[1], step};
    return step == OU_NONE || ou_int_value(step) != 0;
}

/* o[bounds[0] : bounds[1]] for exact built-in sequences and plain bounds: new, NULL on error,
 * OU_ABSENT if a slice object is needed. */
static OuObj *plain_slice(OuVM *vm, OuObj *o, OuObj *const *bounds)
{
    size_t length;
    OuSlice slice;
    if (ou_is_exact(o, OU_T_STR))
        length = ou_str_length(OU_STR(o));
    else if (ou_is_exact(o, OU_T_LIST))
        length = OU_LIST(o)->len;
    else if (ou_is_exact(o, OU_T_TUPLE))
        length = OU_TUPLE(o)->len;
    else if (ou_is_exact(o, OU_T_BYTES) && fleeting_slice(bounds, 2, &slice))
        return ou_type(vm, o)->getitem(vm, o, OU_OBJ(&slice));
    else
        return OU_ABSENT;
    ptrdiff_t start = plain_bound(bounds[0], length, 0), stop = plain_bound(bounds[1], length, length);
    if (start < 0 || stop < 0)
        return OU_ABSENT;
    if (stop < start)
        stop = start;
    if (ou_is_exact(o, OU_T_STR))
        return ou_str_slice(vm, OU_STR(o), (size_t)start, (size_t)stop);
    if (ou_is_exact(o, OU_T_LIST))
        return stop == start ? ou_list_new(vm, 0)
                             : ou_list_copy_of(vm, OU_LIST(o)->items + start, (size_t)(stop - start));
    return ou_tuple_slice(vm, OU_TUPLE(o), (size_t)start, (size_t)stop);
}

bool ou_slow_getslice(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->b], *bounds[2] = {registers[pc->c], registers[pc->c + 1]};
    OuObj *value = plain_slice(vm, o, bounds), *slice = NULL;
    if (value == OU_ABSENT)
        value = NULL, slice = ou_slice_new(vm, bounds[0], bounds[1], NULL);
    registers[pc->c] = registers[pc->c + 1] = NULL;
    ou_unref(vm, bounds[0]);
    ou_unref(vm, bounds[1]);
    bool ok = false;
    if (slice != NULL) {
        OuFunction *method = ou_script_method_peek(vm, o, OU_NAME(__getitem__));
        OuObj *args[] = {o, slice};
        if (method != NULL)
            ok = call_method(vm, frame, method, args, 2, OU_RET_STORE);
        else
            value = ou_getitem(vm, o, slice);
    }
    if (value != NULL && pc->op & OU_DIES_B) {
        registers[pc->b] = NULL;
        ou_unref(vm, o);
    }
    ou_unref(vm, slice); /* after the container, before what the destination held */
    if (value == NULL)
        return ok;
    ou_store_register(vm, frame, pc->a, value);
    frame->pc = pc + 1;
    return true;
}

bool ou_slow_setitem(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->a], *key = registers[pc->b], *value = registers[pc->c];
    if (ou_may_quicken(frame))
        ou_quicken_setitem(vm, frame, o, key);
    OuFunction *method = ou_script_method_peek(vm, o, OU_NAME(__setitem__));
    if (method != NULL) {
        OuObj *args[] = {o, key, value};
        return call_method(vm, frame, method, args, 3, OU_RET_DISCARD);
    }
    return ou_setitem(vm, o, key, value) && ou_finish(vm, frame);
}

bool ou_slow_delitem(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->a], *key = registers[pc->b];
    OuFunction *method = ou_script_method_peek(vm, o, OU_NAME(__delitem__));
    if (method != NULL) {
        OuObj *args[] = {o, key};
        return call_method(vm, frame, method, args, 2, OU_RET_DISCARD);
    }
    return ou_setitem(vm, o, key, NULL) && ou_finish(vm, frame);
}

/* The exact built-in sequence that the instruction behind a SLICE subscripts with it; NULL: something else. */
static OuObj *sliced_peek(OuFrame *frame)
{
    const OuInsn *pc = frame->pc, *next = pc + 1;
    OuObj **registers = ou_frame_registers(frame), *o;
    unsigned base = ou_base_op(next->op);
    if (base == OU_GETITEM_OP && next->op & OU_DIES_C && next->c == pc->a) {
        o = registers[next->b];
        if (ou_is_exact(o, OU_T_STR) || ou_is_exact(o, OU_T_TUPLE) || ou_is_exact(o, OU_T_BYTES))
            return o;
    } else if ((base == OU_SETITEM_OP || base == OU_DELITEM_OP) && next->op & OU_DIES_B && next->b == pc->a) {
        o = registers[next->a];
    } else {
        return NULL;
    }
    return ou_is_exact(o, OU_T_LIST) ? o : NULL;
}

/* Do the instruction behind a SLICE for `o` at once. The frame stands there, with None for the slice. */
static bool subscript_at_once(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *slice)
{
    OuObj **registers = ou_frame_registers(frame);
    registers[frame->pc->a] = OU_NONE;
    const OuInsn *pc = ++frame->pc;
    unsigned base = ou_base_op(pc->op);
    if (base == OU_GETITEM_OP) {
        OuObj *value = ou_type(vm, o)->getitem(vm, o, slice);
        return value != NULL && ou_finish_store(vm, frame, value);
    }
    OuObj *value = base == OU_SETITEM_OP ? registers[pc->c] : NULL;
    return ou_type(vm, o)->setitem(vm, o, slice, value) && ou_finish(vm, frame);
}

bool ou_slow_slice(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **parts = ou_frame_registers(frame) + pc->b, *sliced = sliced_peek(frame);
    OuSlice fleeting;
    if (sliced != NULL && fleeting_slice(parts, pc->c, &fleeting)) {
        bool ok = subscript_at_once(vm, frame, sliced, OU_OBJ(&fleeting));
        ou_unref(vm, fleeting.start);
        ou_unref(vm, fleeting.stop);
        ou_unref(vm, fleeting.step);
        return ok;
    }
    OuObj *value = ou_slice_new(vm, parts[0], parts[1], pc->c == 3 ? parts[2] : NULL);
    OuObj *old[3] = {parts[0], parts[1], pc->c == 3 ? parts[2] : NULL};
    for (int i = 0; i < pc->c; i++)
        parts[i] = NULL;
    for (int i = 0; i < 3; i++)
        ou_unref(vm, old[i]);
    if (value != NULL)
        ou_store_register(vm, frame, pc->a, value);
    frame->pc += value != NULL;
    return value != NULL;
}

bool ou_slow_len(OuVM *vm, OuFrame *frame)
{
    ptrdiff_t length = ou_len(vm, ou_frame_registers(frame)[frame->pc->b]);
    OuObj *value = length < 0 ? NULL : ou_int_from(vm, length);
    return value != NULL && ou_finish_store(vm, frame, value);
}

/* ---- iteration ---- */

bool ou_slow_iter(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->b];
    if (ou_is_exact(o, OU_T_GENERATOR))
        return ou_finish_store(vm, frame, ou_ref(o));
    const OuType *type = ou_type(vm, o);
    OuFunction *method = type->flags & OU_TF_USER ? ou_script_method_peek(vm, o, OU_NAME(__iter__)) : NULL;
    if (method != NULL)
        return call_method(vm, frame, method, &o, 1, OU_RET_ITER);
    bool plain = ou_is_exact(o, OU_T_LIST) || ou_is_exact(o, OU_T_RANGE) || ou_is_exact(o, OU_T_TUPLE);
    OuObj *value = plain ? type->iter(vm, o) : ou_iter(vm, o);
    return value != NULL && ou_finish_store(vm, frame, value);
}

bool ou_slow_foriter(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *iterator = registers[pc->a];
    if (ou_may_quicken(frame))
        ou_quicken_foriter(vm, frame, iterator);
    if (ou_is_exact(iterator, OU_T_GENERATOR)) {
        OuGenerator *g = (OuGenerator *)iterator;
        if (g->state != OU_GEN_CLOSED)
            return ou_generator_enter(vm, g, OU_NONE, OU_RET_GEN_FOR);
        return ou_continue(vm, frame, OU_RET_GEN_FOR, 0, NULL, OU_NONE);
    }
    OuFunction *method = ou_script_method_peek(vm, iterator, OU_NAME(__next__));
    if (method != NULL)
        return call_method(vm, frame, method, &iterator, 1, OU_RET_NEXT);
    OuObj *value = ou_next(vm, iterator);
    if (value == NULL)
        return false;
    if (value == OU_DONE)
        return ou_continue(vm, frame, OU_RET_GEN_FOR, 0, NULL, OU_NONE);
    return ou_continue(vm, frame, OU_RET_NEXT, 0, NULL, value);
}

/* ---- unpacking ---- */

static OuObj *unpack_iterator(OuVM *vm, OuObj *o)
{
    if (ou_type(vm, o)->iter == NULL && !ou_is_sequence(vm, o))
        return OU_TYPE_ERROR(vm, "cannot unpack non-iterable %.200T object", o);
    OuObj *iterator = ou_iter(vm, o);
    return iterator;
}

/* Items [from, to) of an unpacking, owned by registers that no live map lists yet. */
static void drop_items(OuVM *vm, OuObj **items, size_t count)
{
    while (count-- > 0) {
        OuObj *item = items[count];
        items[count] = NULL;
        ou_unref(vm, item);
    }
}

static bool too_few(OuVM *vm, size_t expected, size_t got, bool at_least)
{
    OU_VALUE_ERROR(vm, "not enough values to unpack (expected %s%zu, got %zu)",
                   at_least ? "at least " : "", expected, got);
    return false;
}

static bool unpack_items(OuVM *vm, OuObj *o, OuObj *const *items, size_t len, OuObj **out, size_t count)
{
    if (len != count) {
        if (len > count)
            return OU_VALUE_ERROR(vm, "too many values to unpack (expected %zu)", count) != NULL;
        return too_few(vm, count, len, false);
    }
    (void)o;
    for (size_t i = 0; i < count; i++)
        out[i] = ou_ref(items[i]);
    return true;
}

/* Take `count` items from the iterator. */
static bool take_items(OuVM *vm, OuObj *iterator, OuObj **out, size_t count, size_t expected,
                       bool at_least)
{
    for (size_t i = 0; i < count; i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == NULL || item == OU_DONE) {
            drop_items(vm, out, i);
            return item != NULL && too_few(vm, expected, i, at_least);
        }
        out[i] = item;
    }
    return true;
}

static bool unpack(OuVM *vm, OuObj *o, OuObj **out, size_t count)
{
    if (ou_is_exact(o, OU_T_TUPLE))
        return unpack_items(vm, o, OU_TUPLE(o)->items, OU_TUPLE(o)->len, out, count);
    if (ou_is_exact(o, OU_T_LIST))
        return unpack_items(vm, o, OU_LIST(o)->items, OU_LIST(o)->len, out, count);
    OuObj *iterator = unpack_iterator(vm, o);
    if (iterator == NULL)
        return false;
    bool ok = take_items(vm, iterator, out, count, count, false);
    if (ok) {
        OuObj *more = ou_next(vm, iterator);
        if (more != OU_DONE) {
            if (more != NULL)
                OU_VALUE_ERROR(vm, "too many values to unpack (expected %zu)", count);
            ou_unref(vm, more);
            drop_items(vm, out, count);
            ok = false;
        }
    }
    ou_unref(vm, iterator);
    return ok;
}

/* The source may lie in one of the registers that are written. */
static bool finish_unpack(OuVM *vm, OuFrame *frame, OuObj **items, size_t count)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *source = pc->op & OU_DIES_B ? registers[pc->b] : NULL;
    if (source != NULL)
        registers[pc->b] = NULL;
    for (size_t i = 0; i < count; i++)
        registers[pc->a + i] = items[i];
    ou_unref(vm, source);
    frame->pc = pc + ou_words(pc->op);
    return true;
}

bool ou_slow_unpack(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    OuObj *few[8], **items = few;
    size_t count = pc->c;
    if (ou_may_quicken(frame))
        ou_quicken_unpack(vm, frame, o);
    if (count > OU_COUNT_OF(few) && (items = ou_alloc(vm, count * sizeof *items)) == NULL)
        return false;
    bool ok = unpack(vm, o, items, count) && finish_unpack(vm, frame, items, count);
    if (items != few)
        ou_free(vm, items, count * sizeof *items);
    return ok;
}

bool ou_slow_unpackex(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    size_t before = pc->c, after = (size_t)pc[1].k, total = before + 1 + after;
    OuObj *few[8], **items = few;
    if (total > OU_COUNT_OF(few) && (items = ou_alloc(vm, total * sizeof *items)) == NULL)
        return false;
    bool ok = false;
    OuObj *iterator = unpack_iterator(vm, o);
    if (iterator != NULL && take_items(vm, iterator, items, before, before + after, true)) {
        OuObj *rest = ou_list_from(vm, iterator);
        if (rest == NULL) {
            drop_items(vm, items, before);
        } else if (OU_LIST(rest)->len < after) {
            too_few(vm, before + after, before + OU_LIST(rest)->len, true);
            drop_items(vm, items, before);
            ou_unref(vm, rest);
        } else {
            OuList *list = OU_LIST(rest);
            items[before] = rest;
            for (size_t i = 0; i < after; i++)
                items[before + 1 + i] = list->items[list->len - after + i];
            list->len -= (uint32_t)after;
            ok = true;
        }
    }
    ou_unref(vm, iterator);
    ok = ok && finish_unpack(vm, frame, items, total);
    if (items != few)
        ou_free(vm, items, total * sizeof *items);
    return ok;
}
