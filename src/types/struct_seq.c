/* struct_seq.c - tuples with named fields (struct_seq.h).
 *
 * Each class is a user class derived from tuple, made from the definition when first asked for and
 * kept in vm->struct_seqs. Its instances are tuples with all items, hidden ones included; `visible`
 * items count as the tuple's, the hidden ones are kept behind them as attributes. */
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

/* Names of the fields: the class keeps them in __match_args__, hidden ones in the dict of the
 * instance. */
static OuObj *seq_repr(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    OuObj *names = cls ? ou_class_lookup_peek(vm, cls, OU_NAME(__match_args__)) : NULL;
    if (!names)
        return cls ? ou_object_repr(vm, self) : NULL;
    int active = ou_repr_enter(vm, self);
    if (active)
        return active < 0 ? NULL : ou_str_from(vm, "(...)");
    ou_ref(names);
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    const char *module = ou_type_name(vm, self);
    OuObj *full = ou_dict_peek_str(vm, cls->dict, OU_NAME(__module__));
    if (full && ou_is_str(vm, full))
        ou_buf_printf(&buf, "%s.", ou_str_text(OU_STR(full)));
    ou_buf_puts(&buf, module);
    ou_buf_putc(&buf, '(');
    bool ok = true;
    const OuTuple *items = OU_TUPLE(self);
    for (size_t i = 0; ok && i < items->len && i < OU_TUPLE(names)->len; i++) {
        OuObj *text = ou_repr(vm, items->items[i]);
        ok = text != NULL;
        if (ok) {
            ou_buf_puts(&buf, i ? ", " : "");
            ou_buf_puts(&buf, ou_str_text(OU_STR(OU_TUPLE(names)->items[i])));
            ou_buf_putc(&buf, '=');
            ou_buf_put(&buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        }
        ou_unref(vm, text);
    }
    ou_buf_putc(&buf, ')');
    OuObj *result = ok ? ou_str_from_buf(vm, &buf) : NULL;
    ou_buf_drop(&buf);
    ou_unref(vm, names);
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

static OuObj *seq_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = ou_class_of(vm, self);
    OuObj *plain = cls ? ou_tuple_slice(vm, OU_TUPLE(self), 0, OU_TUPLE(self)->len) : NULL;
    if (plain && !ou_is_exact(plain, OU_T_TUPLE))
        ou_put(vm, &plain, ou_tuple_new(vm, OU_TUPLE(self)->items, OU_TUPLE(self)->len));
    OuObj *hidden = plain ? ou_instance_dict(vm, self) : NULL;
    OuObj *pair = hidden ? ou_tuple_pack(vm, 2, plain, hidden) : NULL;
    OuObj *result = pair ? ou_tuple_pack(vm, 2, cls, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, hidden);
    ou_unref(vm, plain);
    return result;
}

/* Fill a new instance: visible items into the tuple, hidden ones as attributes by `fields`. */
static OuObj *build(OuVM *vm, OuClass *cls, OuObj *const *items, size_t given, size_t visible,
                    size_t total, OuObj *hidden_names, OuObj *hidden_values)
{
    OuTuple *self = (OuTuple *)ou_instance_new(vm, cls, visible * sizeof(OuObj *));
    if (!self)
        return NULL;
    self->len = visible;
    for (size_t i = 0; i < visible; i++)
        self->items[i] = ou_ref(items[i]);
    for (size_t i = visible; i < total; i++) {
        OuObj *name = OU_TUPLE(hidden_names)->items[i - visible];
        OuObj *value = i < given ? items[i] : NULL;
        if (!value && hidden_values)
            value = ou_dict_peek_str(vm, OU_DICT(hidden_values), OU_STR(name));
        if (!ou_instance_set(vm, OU_OBJ(self), OU_STR(name), value ? value : OU_NONE)) {
            ou_unref(vm, self);
            return NULL;
        }
    }
    return OU_OBJ(self);
}

/* C(sequence, dict={}): __new__ of every such class. */
static OuObj *seq_new(OuVM *vm, OuObj *none, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)none;
    if (nargs < 1 || !ou_is(vm, args[0], OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "structseq.__new__(): not enough arguments");
    OuClass *cls = OU_CLASS(args[0]);
    OuObj *bound[2];
    if (!ou_bind(vm, "(sequence, dict=None)", cls->type->name, args + 1, nargs - 1, kwnames, bound))
        return NULL;
    OuObj *names = ou_class_lookup_peek(vm, cls, OU_NAME(__match_args__));
    OuStr *key = ou_str_intern(vm, "_hidden", 7);
    OuObj *hidden_names = key ? ou_class_lookup_peek(vm, cls, key) : NULL;
    ou_unref(vm, key);
    if (!names || !hidden_names)
        return ou_error_peek(vm) ? NULL : OU_TYPE_ERROR(vm, "not a structseq class");
    if (bound[1] && bound[1] != OU_NONE && !ou_is(vm, bound[1], OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "%.500s() takes a dict as second arg, if any", cls->type->name);
    OuObj *list = ou_tuple_from(vm, bound[0]);
    if (!list) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "constructor requires a sequence");
        return NULL;
    }
    size_t visible = OU_TUPLE(names)->len, total = visible + OU_TUPLE(hidden_names)->len;
    size_t given = OU_TUPLE(list)->len;
    OuObj *result = NULL;
    if (visible != total && (given < visible || given > total))
        OU_TYPE_ERROR(vm, "%.500s() takes an at %s %zu-sequence (%zu-sequence given)",
                      cls->type->name, given < visible ? "least" : "most",
                      given < visible ? visible : total, given);
    else if (visible == total && given != visible)
        OU_TYPE_ERROR(vm, "%.500s() takes a %zu-sequence (%zu-sequence given)", cls->type->name,
                      visible, given);
    else
        result = build(vm, cls, OU_TUPLE(list)->items, given, visible, total, hidden_names,
                       bound[1] == OU_NONE ? NULL : bound[1]);
    ou_unref(vm, list);
    return result;
}

static const OuMethodDef seq_new_def = {"__new__", "(sequence, dict={})", OU_RAW_FN(seq_new),
                                        OU_RAW | OU_STATIC, "Create and return a new object."};
static const OuMethodDef seq_reduce_def = {"__reduce__", "()", seq_m_reduce, OU_NO_TEXT, NULL};

/* A visible field reads its item; the offset of the descriptor is the item's. */
static const OuMemberDef item_def = {"item", OU_MEMBER_OBJ, 0, true, NULL};

static bool put(OuVM *vm, OuDict *dict, const char *name, OuObj *value)
{
    bool ok = value && ou_dict_set_str(vm, dict, name, value);
    ou_unref(vm, value);
    return ok;
}

/* The fields' names from `from` up to `to` as a tuple of interned strings. */
static OuObj *names_tuple(OuVM *vm, const OuStructSeqDef *def, size_t from, size_t to)
{
    OuObj *items[MAX_FIELDS];
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        items[n] = OU_OBJ(ou_str_intern(vm, def->fields[i], strlen(def->fields[i])));
        if (!items[n++]) {
            while (--n > 0)
                ou_unref(vm, items[n - 1]);
            return NULL;
        }
    }
    return ou_tuple_new_take(vm, items, n);
}

static OuObj *make_namespace(OuVM *vm, const OuStructSeqDef *def)
{
    size_t total = field_count(def), visible = visible_count(def);
    OuObj *dict = ou_dict_new(vm);
    OuDict *d = OU_DICT(dict);
    const char *dot = strrchr(def->name, '.');
    bool ok = dict != NULL;
    ok = ok && put(vm, d, "n_sequence_fields", ou_int_from(vm, (int64_t)visible));
    ok = ok && put(vm, d, "n_fields", ou_int_from(vm, (int64_t)total));
    ok = ok && put(vm, d, "n_unnamed_fields", ou_int_from(vm, 0));
    ok = ok && put(vm, d, "__match_args__", names_tuple(vm, def, 0, visible));
    ok = ok && put(vm, d, "_hidden", names_tuple(vm, def, visible, total));
    ok = ok && put(vm, d, "__new__", ou_builtin_new(vm, &seq_new_def, NULL, NULL));
    ok = ok && put(vm, d, "__doc__", def->doc ? ou_str_from(vm, def->doc) : OU_NONE);
    ok = ok && put(vm, d, "__module__", dot ? ou_str_new(vm, def->name, (size_t)(dot - def->name))
                                            : ou_str_from(vm, "builtins"));
    if (ok && visible == total)
        ok = put(vm, d, "__slots__", ou_ref(OU_EMPTY_TUPLE));
    if (!ok)
        ou_clear(vm, &dict);
    return dict;
}

/* What can only be added once the class exists: field descriptors, repr, __reduce__. */
static bool finish_class(OuVM *vm, OuClass *cls, const OuStructSeqDef *def)
{
    size_t visible = visible_count(def);
    for (size_t i = 0; i < visible; i++) {
        OuStr *name = ou_str_intern(vm, def->fields[i], strlen(def->fields[i]));
        OuObj *member = name ? ou_member_descr_new(
                            vm, cls, name, &item_def,
                            (uint32_t)(offsetof(OuTuple, items) + i * sizeof(OuObj *)))
                             : NULL;
        bool ok = member && ou_dict_set(vm, cls->dict, OU_OBJ(name), member);
        ou_unref(vm, member);
        ou_unref(vm, name);
        if (!ok)
            return false;
    }
    if (!put(vm, cls->dict, "__repr__",
             ou_wrapper_descr_new(vm, cls, repr_row(), (OuAnyFn)seq_repr))
        || !put(vm, cls->dict, "__reduce__",
                ou_method_descr_new(vm, OU_T_METHOD_DESCR, cls, &seq_reduce_def)))
        return false;
    ou_class_modified(vm, cls, OU_NAME(__repr__));
    return true;
}

OuClass *ou_struct_seq_class(OuVM *vm, const OuStructSeqDef *def)
{
    OuStr *key = ou_str_intern(vm, def->name, strlen(def->name));
    if (!key)
        return NULL;
    if (!vm->struct_seqs)
        vm->struct_seqs = OU_DICT(ou_dict_new(vm));
    OuObj *found = vm->struct_seqs ? ou_dict_peek_str(vm, vm->struct_seqs, key) : NULL;
    if (found || !vm->struct_seqs) {
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
                || !ou_dict_set(vm, vm->struct_seqs, OU_OBJ(key), cls)))
        ou_clear(vm, &cls);
    if (cls)
        OU_CLASS(cls)->own->flags &= ~OU_TF_BASE;
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
    if (!cls)
        return NULL;
    size_t total = field_count(def), visible = visible_count(def);
    OuObj *hidden = names_tuple(vm, def, visible, total);
    OuObj *result = hidden ? build(vm, cls, items, total, visible, total, hidden, NULL) : NULL;
    ou_unref(vm, hidden);
    return result;
}
