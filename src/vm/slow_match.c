/* slow_match.c - what the patterns of a match statement ask. */
#include "object/str.h"
#include "object/list.h"
#include "vm/interp.h"

static bool jump_unless(OuVM *vm, OuFrame *frame, bool match)
{
    const OuInsn *pc = frame->pc;
    OuObj *a = NULL;
    if (pc->op & OU_DIES_A) {
        a = ou_frame_registers(frame)[pc->a];
        ou_frame_registers(frame)[pc->a] = NULL;
    }
    ou_unref(vm, a);
    frame->pc = pc + 1 + (match ? 0 : pc->k);
    return true;
}

bool ou_slow_matchseq(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->a];
    return jump_unless(vm, frame, (ou_type(vm, o)->flags & OU_TF_SEQUENCE) != 0);
}

bool ou_slow_matchmap(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->a];
    return jump_unless(vm, frame, (ou_type(vm, o)->flags & OU_TF_MAPPING) != 0);
}

/* Are the keys different from each other? Patterns like {A: x, B: y} may name equal values. */
static bool check_keys(OuVM *vm, OuTuple *keys)
{
    OuObj *seen = ou_dict_new(vm);
    bool ok = seen != NULL;
    for (size_t i = 0; ok && i < keys->len; i++) {
        int found = ou_dict_contains(vm, OU_DICT(seen), keys->items[i]);
        if (found > 0)
            OU_VALUE_ERROR(vm, "mapping pattern checks duplicate key (%R)", keys->items[i]);
        ok = found == 0 && ou_dict_set(vm, OU_DICT(seen), keys->items[i], OU_NONE);
    }
    ou_unref(vm, seen);
    return ok;
}

/* Values of the keys as a tuple; OU_NONE if one is missing; asks by get(key, default). */
static OuObj *match_keys(OuVM *vm, OuObj *mapping, OuTuple *keys)
{
    if (keys->len == 0)
        return OU_EMPTY_TUPLE;
    if (keys->len > 1 && !check_keys(vm, keys))
        return NULL;
    OuObj *values = ou_tuple_alloc(vm, keys->len);
    OuObj *get = NULL;
    if (values != NULL && !ou_is_exact(mapping, OU_T_DICT)) {
        get = ou_getattr(vm, mapping, OU_NAME(get));
        if (get == NULL)
            ou_clear(vm, &values);
    }
    for (size_t i = 0; values != NULL && values != OU_NONE && i < keys->len; i++) {
        OuObj *value;
        if (get == NULL) {
            bool error = false;
            value = ou_xref(ou_dict_peek(vm, OU_DICT(mapping), keys->items[i], &error));
            if (value == NULL && !error)
                value = OU_ABSENT;
        } else {
            value = ou_call2(vm, get, keys->items[i], OU_ABSENT);
        }
        if (value == NULL)
            ou_clear(vm, &values);
        else if (value == OU_ABSENT)
            ou_put(vm, &values, OU_NONE);
        else
            OU_TUPLE(values)->items[i] = value;
    }
    ou_unref(vm, get);
    if (values != NULL && values != OU_NONE)
        ou_gc_track(vm, values);
    return values;
}

bool ou_slow_matchkeys(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *value = match_keys(vm, registers[pc->b], OU_TUPLE(registers[pc->c]));
    return value != NULL && ou_finish_store(vm, frame, value);
}

/* ---- classes ---- */

/* One attribute: new, OU_ABSENT if the subject has none; TypeError if it was asked before. */
static OuObj *match_attribute(OuVM *vm, OuObj *subject, OuObj *cls, OuObj *name, OuObj *seen)
{
    int again = ou_dict_contains(vm, OU_DICT(seen), name);
    if (again < 0)
        return NULL;
    if (again)
        return OU_TYPE_ERROR(vm, "%s() got multiple sub-patterns for attribute %R",
                             OU_CLASS(cls)->type->name, name);
    if (!ou_dict_set(vm, OU_DICT(seen), name, OU_NONE))
        return NULL;
    OuStr *interned = ou_str_intern_take(vm, ou_ref(name));
    if (interned == NULL)
        return NULL;
    OuObj *value = ou_getattr_optional(vm, subject, interned);
    ou_unref(vm, interned);
    return value;
}

/* Positional sub-patterns: their attribute names in __match_args__; new tuple, OU_NONE if the
 * subject itself is matched, NULL. */
static OuObj *positional_names(OuVM *vm, OuObj *cls, size_t count)
{
    const char *name = OU_CLASS(cls)->type->name;
    OuObj *names = ou_getattr_optional(vm, cls, OU_NAME(__match_args__));
    size_t allowed;
    if (names == NULL)
        return NULL;
    if (names == OU_ABSENT) {
        if (OU_CLASS(cls)->type->flags & OU_TF_MATCH_SELF) {
            if (count == 1)
                return OU_NONE;
            allowed = 1;
        } else {
            allowed = 0;
        }
        names = ou_ref(OU_EMPTY_TUPLE);
    } else if (!ou_is_exact(names, OU_T_TUPLE)) {
        OU_TYPE_ERROR(vm, "%s.__match_args__ must be a tuple (got %T)", name, names);
        ou_unref(vm, names);
        return NULL;
    } else {
        allowed = OU_TUPLE(names)->len;
    }
    if (allowed < count) {
        OU_TYPE_ERROR(vm, "%s() accepts %zu positional sub-pattern%s (%zu given)", name, allowed,
                      allowed == 1 ? "" : "s", count);
        ou_clear(vm, &names);
    }
    return names;
}

/* Append what match_attribute gives; 1 matched, 0 the pattern fails, -1 an exception. */
static int add_attribute(OuVM *vm, OuObj *subject, OuObj *cls, OuObj *name, OuObj *seen, OuObj *list)
{
    OuObj *value = match_attribute(vm, subject, cls, name, seen);
    if (value == NULL)
        return -1;
    if (value == OU_ABSENT)
        return 0;
    return ou_list_append_take(vm, OU_LIST(list), value) ? 1 : -1;
}

static int match_positional(OuVM *vm, OuObj *subject, OuObj *cls, size_t count, OuObj *seen, OuObj *list)
{
    OuObj *names = positional_names(vm, cls, count);
    if (names == NULL)
        return -1;
    if (names == OU_NONE)
        return ou_list_append(vm, OU_LIST(list), subject) ? 1 : -1;
    int state = 1;
    for (size_t i = 0; state == 1 && i < count; i++) {
        OuObj *name = OU_TUPLE(names)->items[i];
        if (ou_is_exact(name, OU_T_STR)) {
            state = add_attribute(vm, subject, cls, name, seen, list);
        } else {
            OU_TYPE_ERROR(vm, "__match_args__ elements must be strings (got %T)", name);
            state = -1;
        }
    }
    ou_unref(vm, names);
    return state;
}

static OuObj *match_class(OuVM *vm, OuObj *subject, OuObj *cls, size_t count, OuTuple *keywords)
{
    if (!ou_is(vm, cls, OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "called match pattern must be a type");
    int instance = ou_isinstance(vm, subject, cls);
    if (instance <= 0)
        return instance < 0 ? NULL : OU_NONE;
    int state = -1;
    OuObj *list = NULL, *seen = ou_dict_new(vm);
    if (seen != NULL && (list = ou_list_new(vm, count + keywords->len)) != NULL)
        state = count > 0 ? match_positional(vm, subject, cls, count, seen, list) : 1;
    for (size_t i = 0; state == 1 && i < keywords->len; i++)
        state = add_attribute(vm, subject, cls, keywords->items[i], seen, list);
    ou_unref(vm, seen);
    if (state == 1)
        return ou_list_to_tuple_take(vm, list);
    ou_unref(vm, list);
    return state == 0 ? OU_NONE : NULL;
}

bool ou_slow_matchclass(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuTuple *keywords = OU_TUPLE(frame->code->consts[pc[1].k]);
    OuObj *value = match_class(vm, registers[pc->b], registers[pc->c], pc[1].a, keywords);
    return value != NULL && ou_finish_store(vm, frame, value);
}

bool ou_slow_matchrest(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuTuple *keys = OU_TUPLE(registers[pc->c]);
    OuObj *rest = ou_dict_new(vm);
    if (rest == NULL)
        return false;
    bool ok = ou_dict_merge(vm, OU_DICT(rest), registers[pc->b], 1);
    for (size_t i = 0; ok && i < keys->len; i++) {
        bool found;
        ok = ou_dict_delete(vm, OU_DICT(rest), keys->items[i], &found);
    }
    if (!ok) {
        ou_unref(vm, rest);
        return false;
    }
    return ou_finish_store(vm, frame, rest);
}
