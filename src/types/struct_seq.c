/* struct_seq.c - tuples with named fields (struct_seq.h).
 *
 * Each class is a user class derived from tuple, made from the definition when first asked for and
 * kept in vm->named_classes. `visible` items count as the tuple's; hidden ones are kept behind them
 * as the values of __slots__ are. */
#include "types/struct_seq.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/descr.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

#define MAX_FIELDS 32

static OuObj *seq_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);

static size_t field_count(const OuStructSeqDef *def)
{
    size_t n = 0;
    while (def->fields[n])
        n++;
    return n;
}

static size_t visible_count(const OuStructSeqDef *def)
{
    return def->visible ? def->visible : field_count(def);
}

static const char *name_of_item(OuVM *vm, OuClass *cls, size_t index)
{
    const OuTuple *names = OU_TUPLE(ou_dict_peek_str(vm, cls->dict, OU_NAME(__match_args__)));
    if (index < names->len)
        return ou_str_text(OU_STR(names->items[index]));
    /* Nameless items go by the names of the first hidden ones. */
    index -= names->len;
    return index < cls->slot_name_count ? ou_str_text(cls->slot_names[index]) : "";
}

static OuObj *seq_repr(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    while (cls && !(cls->type->flags & OU_TF_IMMUTABLE) && cls->type->make != seq_make)
        cls = cls->base;
    if (!cls)
        return NULL;
    int active = ou_repr_enter(vm, self);
    if (active)
        return active < 0 ? NULL : ou_str_from(vm, "(...)");
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_printf(&buf, "%s(", cls->type->name);
    bool ok = true;
    const OuTuple *items = OU_TUPLE(self);
    for (size_t i = 0; ok && i < items->len; i++) {
        OuObj *text = ou_repr(vm, items->items[i]);
        ok = text != NULL;
        if (ok) {
            ou_buf_printf(&buf, "%s%s=", i ? ", " : "", name_of_item(vm, cls, i));
            ou_buf_put(&buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        }
        ou_unref(vm, text);
    }
    ou_buf_putc(&buf, ')');
    OuObj *result = ok ? ou_str_from_buf(vm, &buf) : NULL;
    ou_buf_drop(&buf);
    ou_repr_leave(vm, self);
    return result;
}

static const OuSlotRow *repr_row(void)
{
    for (size_t i = 0; i < ou_slot_row_count; i++)
        if (ou_slot_rows[i].name == OU_NAME(__repr__))
            return &ou_slot_rows[i];
    return NULL;
}

/* The hidden values by name, as a new dict. */
static OuObj *hidden_dict(OuVM *vm, OuObj *self, const OuClass *cls)
{
    OuObj *dict = ou_dict_new(vm);
    for (uint32_t i = 0; dict && i < cls->slot_name_count; i++) {
        OuObj *value = *ou_slot_word(cls->type, self, i * (uint32_t)sizeof(OuObj *));
        if (value && !ou_dict_set(vm, OU_DICT(dict), OU_OBJ(cls->slot_names[i]), value))
            ou_clear(vm, &dict);
    }
    return dict;
}

static OuObj *seq_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = ou_class_of(vm, self);
    OuObj *plain = cls ? ou_tuple_new(vm, OU_TUPLE(self)->items, OU_TUPLE(self)->len) : NULL;
    OuObj *hidden = plain ? hidden_dict(vm, self, cls) : NULL;
    OuObj *pair = hidden ? ou_tuple_pack(vm, 2, plain, hidden) : NULL;
    OuObj *result = pair ? ou_tuple_pack(vm, 2, cls, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, hidden);
    ou_unref(vm, plain);
    return result;
}

static size_t unnamed_count(OuVM *vm, const OuClass *cls)
{
    OuObj *count = ou_dict_peek_str(vm, cls->dict, OU_NAME(n_unnamed_fields));
    return count && ou_is_small_int(count) ? (size_t)ou_int_value(count) : 0;
}

/* Fill a new instance; hidden values that are not among the items come from `hidden`, else from the
 * nameless items, which go by the names of the first hidden ones, or are None. */
static OuObj *build(OuVM *vm, OuClass *cls, OuObj *const *items, size_t given, size_t visible,
                    OuObj *hidden)
{
    OuTuple *self = (OuTuple *)ou_instance_new(vm, cls, visible * sizeof(OuObj *));
    if (!self)
        return NULL;
    self->len = visible;
    size_t unnamed = unnamed_count(vm, cls);
    for (size_t i = 0; i < visible; i++)
        self->items[i] = ou_ref(items[i]);
    for (uint32_t i = 0; i < cls->slot_name_count; i++) {
        OuObj *value = visible + i < given ? items[visible + i] : NULL;
        if (!value && hidden)
            value = ou_dict_peek_str(vm, OU_DICT(hidden), cls->slot_names[i]);
        if ((!value || value == OU_NONE) && i < unnamed)
            value = items[visible - unnamed + i];
        *ou_slot_word(cls->type, OU_OBJ(self), i * (uint32_t)sizeof(OuObj *)) =
            ou_ref(value ? value : OU_NONE);
    }
    return OU_OBJ(self);
}

/* C(sequence, dict={}) */
static OuObj *seq_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(sequence, dict={})", "structseq", args, nargs, kwnames, bound))
        return NULL;
    OuObj *count = ou_dict_peek_str(vm, cls->dict, OU_NAME(n_sequence_fields)), *result = NULL;
    int64_t number;
    if (!count || !ou_as_int64(vm, count, &number))
        return ou_error_peek(vm) ? NULL : OU_TYPE_ERROR(vm, "n_sequence_fields is missing");
    OuObj *list = ou_tuple_from(vm, bound[0]);
    if (!list) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "constructor requires a sequence");
        return NULL;
    }
    size_t visible = (size_t)number, total = visible + cls->slot_name_count;
    size_t given = OU_TUPLE(list)->len;
    if (bound[1] && !ou_is(vm, bound[1], OU_TF_IS_DICT))
        OU_TYPE_ERROR(vm, "%.500s() takes a dict as second arg, if any", cls->type->name);
    else if (visible != total && (given < visible || given > total))
        OU_TYPE_ERROR(vm, "%.500s() takes an at %s %zu-sequence (%zu-sequence given)",
                      cls->type->name, given < visible ? "least" : "most",
                      given < visible ? visible : total, given);
    else if (visible == total && given != visible)
        OU_TYPE_ERROR(vm, "%.500s() takes a %zu-sequence (%zu-sequence given)", cls->type->name,
                      visible, given);
    else
        result = build(vm, cls, OU_TUPLE(list)->items, given, visible, bound[1]);
    ou_unref(vm, list);
    return result;
}

static const OuMethodDef seq_reduce_def = {"__reduce__", "()", seq_m_reduce, OU_NO_TEXT, NULL};

/* A visible field reads its item; the offset of the descriptor is the item's. */
static const OuMemberDef item_def = {"item", OU_MEMBER_OBJ, 0, true, "A named item."};

static bool put(OuVM *vm, OuDict *dict, const char *name, OuObj *value)
{
    bool ok = value && ou_dict_set_str(vm, dict, name, value);
    ou_unref(vm, value);
    return ok;
}

/* The names of the visible fields as a tuple; nameless ones (empty) are left out. */
static OuObj *visible_names(OuVM *vm, const OuStructSeqDef *def)
{
    OuObj *items[MAX_FIELDS];
    size_t n = 0, visible = visible_count(def);
    for (size_t i = 0; i < visible; i++) {
        if (!def->fields[i][0])
            continue;
        items[n] = OU_OBJ(ou_str_intern(vm, def->fields[i], strlen(def->fields[i])));
        if (!items[n++]) {
            while (--n > 0)
                ou_unref(vm, items[n - 1]);
            return NULL;
        }
    }
    return ou_tuple_new_take(vm, items, n);
}

/* Those of sys are ready-made types in CPython: they do not change and keep no __module__. */
static bool is_static(const OuStructSeqDef *def)
{
    return strncmp(def->name, "sys.", 4) == 0;
}

static OuObj *make_namespace(OuVM *vm, const OuStructSeqDef *def)
{
    OuObj *dict = ou_dict_new(vm);
    OuDict *d = OU_DICT(dict);
    const char *dot = strrchr(def->name, '.');
    bool ok = dict != NULL;
    ok = ok && put(vm, d, "__module__", dot ? ou_str_new(vm, def->name, (size_t)(dot - def->name))
                                            : ou_str_from(vm, "builtins"));
    ok = ok && put(vm, d, "__slots__", ou_ref(OU_EMPTY_TUPLE));
    ok = ok && put(vm, d, "__doc__", ou_str_from(vm, def->doc ? def->doc
                                                              : "A tuple whose items have names."));
    if (!ok)
        ou_clear(vm, &dict);
    return dict;
}

/* Room for the hidden fields, as if they were __slots__. */
static bool add_hidden(OuVM *vm, OuClass *cls, const OuStructSeqDef *def)
{
    size_t visible = visible_count(def), hidden = field_count(def) - visible;
    if (!hidden)
        return true;
    cls->slot_names = ou_alloc(vm, hidden * sizeof *cls->slot_names);
    if (!cls->slot_names)
        return false;
    cls->size = cls->own->size = (uint32_t)(hidden * sizeof(OuObj *));
    cls->slot_name_count = cls->slot_count = (uint32_t)hidden;
    for (size_t i = 0; i < hidden; i++)
        cls->slot_names[i] = OU_STR(OU_EMPTY_STR);
    for (size_t i = 0; i < hidden; i++) {
        const char *text = def->fields[visible + i];
        OuStr *name = ou_str_intern(vm, text, strlen(text));
        if (!name)
            return false;
        cls->slot_names[i] = name;
        OuObj *member = ou_member_descr_new(vm, cls, name, NULL, (uint32_t)(i * sizeof(OuObj *)));
        if (member)
            ((OuMemberDescr *)member)->hidden_item = true;
        if (!member || !put(vm, cls->dict, text, member))
            return false;
    }
    return ou_shape_make_root(vm, cls);
}

/* Let an entry be listed last. */
static bool move_to_end(OuVM *vm, OuDict *dict, OuStr *name)
{
    OuObj *value = ou_xref(ou_dict_peek_str(vm, dict, name));
    bool found, ok = !value || (ou_dict_delete(vm, dict, OU_OBJ(name), &found)
                                && ou_dict_set(vm, dict, OU_OBJ(name), value));
    ou_unref(vm, value);
    return ok;
}

/* What can only be added once the class exists: field descriptors, repr, __reduce__. */
static bool finish_class(OuVM *vm, OuClass *cls, const OuStructSeqDef *def)
{
    size_t visible = visible_count(def), total = field_count(def), named = 0;
    OuDict *dict = cls->dict;
    bool found, ok = ou_dict_delete(vm, dict, OU_NAME_OBJ(__slots__), &found)
                     && (!is_static(def) || ou_dict_delete(vm, dict, OU_NAME_OBJ(__module__), &found));
    ok = ok && (def->no_new || put(vm, dict, "__new__", ou_upcall_new_method(vm, cls)));
    ok = ok && put(vm, dict, "__repr__",
                   ou_wrapper_descr_new(vm, cls, repr_row(), (OuAnyFn)seq_repr));
    ok = ok && put(vm, dict, "__reduce__",
                   ou_method_descr_new(vm, OU_T_METHOD_DESCR, cls, &seq_reduce_def));
    for (size_t i = 0; ok && i < visible; i++) {
        if (!def->fields[i][0])
            continue;
        OuStr *name = ou_str_intern(vm, def->fields[i], strlen(def->fields[i]));
        uint32_t offset = (uint32_t)(offsetof(OuTuple, items) + i * sizeof(OuObj *));
        ok = name && put(vm, dict, def->fields[i],
                         ou_member_descr_new(vm, cls, name, &item_def, offset));
        ou_unref(vm, name);
        named++;
    }
    ok = ok && add_hidden(vm, cls, def);
    ok = ok && move_to_end(vm, dict, OU_NAME(__doc__)) && move_to_end(vm, dict, OU_NAME(__module__));
    ok = ok && put(vm, dict, "n_sequence_fields", ou_int_from(vm, (int64_t)visible));
    ok = ok && put(vm, dict, "n_fields", ou_int_from(vm, (int64_t)total));
    ok = ok && put(vm, dict, "n_unnamed_fields", ou_int_from(vm, (int64_t)(visible - named)));
    ok = ok && put(vm, dict, "__match_args__", visible_names(vm, def));
    if (!ok)
        return false;
    ou_class_modified(vm, cls, NULL);
    cls->own->make = seq_make;
    cls->own->name = def->name;
    cls->own->flags &= ~OU_TF_BASE;
    if (is_static(def))
        cls->own->flags |= OU_TF_IMMUTABLE | (def->no_new ? OU_TF_NO_NEW : 0u);
    return true;
}

OuClass *ou_struct_seq_class(OuVM *vm, const OuStructSeqDef *def)
{
    OuStr *key = ou_str_intern(vm, def->name, strlen(def->name));
    if (!key)
        return NULL;
    if (!vm->named_classes)
        vm->named_classes = OU_DICT(ou_dict_new(vm));
    OuObj *found = vm->named_classes ? ou_dict_peek_str(vm, vm->named_classes, key) : NULL;
    if (found || !vm->named_classes) {
        ou_unref(vm, key);
        return OU_CLASS(found);
    }
    const char *dot = strrchr(def->name, '.');
    OuObj *cls = NULL, *bases = NULL, *dict = NULL,
          *name = ou_str_from(vm, dot ? dot + 1 : def->name);
    OuClass *tuple = ou_builtin_class(vm, OU_T_TUPLE);
    bases = name && tuple ? ou_tuple_pack(vm, 1, tuple) : NULL;
    dict = bases ? make_namespace(vm, def) : NULL;
    cls = dict ? ou_class_new(vm, NULL, OU_STR(name), OU_TUPLE(bases), OU_DICT(dict), NULL, NULL)
               : NULL;
    if (cls && (!finish_class(vm, OU_CLASS(cls), def)
                || !ou_dict_set(vm, vm->named_classes, OU_OBJ(key), cls)))
        ou_clear(vm, &cls);
    ou_unref(vm, cls);
    ou_unref(vm, dict);
    ou_unref(vm, bases);
    ou_unref(vm, name);
    ou_unref(vm, key);
    return OU_CLASS(cls);
}

OuObj *ou_struct_seq_new(OuVM *vm, const OuStructSeqDef *def, OuObj *const *items)
{
    OuClass *cls = ou_struct_seq_class(vm, def);
    OuObj *self = cls ? build(vm, cls, items, field_count(def), visible_count(def), NULL) : NULL;
    if (self)
        ou_gc_untrack(vm, self); /* only those made by scripts are tracked, as in CPython */
    return self;
}
