/* exception.c - BaseException and the exceptions that need little more; the descriptors of
 * all of exc.def.
 *
 * `args` is always a tuple. Attributes of an instance live in its `dict` field. str() and
 * repr() call those of the arguments. */
#include "object/exception.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/exception_parts.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

/* ---- making ---- */

bool ou_exception_set_args(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuException *e = OU_EXCEPTION(self);
    if (e->args != NULL && nargs == OU_TUPLE(e->args)->len) {
        OuObj **old = OU_TUPLE(e->args)->items;
        if (nargs == 0 || memcmp(old, args, nargs * sizeof *args) == 0)
            return true; /* `make` has stored the same */
    }
    OuObj *tuple = ou_tuple_new(vm, args, nargs);
    if (tuple == NULL)
        return false;
    ou_put(vm, &e->args, tuple);
    return true;
}

OuObj *ou_exception_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)kwnames;
    OuObj *tuple = ou_tuple_new(vm, args, nargs); /* first: the collector's order */
    OuObj *self = tuple == NULL ? NULL : ou_instance_new(vm, cls, 0);
    if (self == NULL)
        ou_unref(vm, tuple);
    else
        OU_EXCEPTION(self)->args = tuple;
    return self;
}

bool ou_exception_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return ou_no_keywords(vm, ou_type_name(vm, self), kwnames) && ou_exception_set_args(vm, self, args, nargs);
}

OuObj *ou_exception_new(OuVM *vm, uint32_t exc, OuObj *const *args, size_t n)
{
    const OuType *type = ou_shape_of_index(vm, exc)->type;
    if (exc == OU_T_OSError && n >= 2 && ou_is_small_int(args[0])) {
        uint32_t better = ou_os_error_for(ou_int_value(args[0]));
        if (better != 0)
            type = ou_shape_of_index(vm, better)->type;
    }
    OuException *e = (OuException *)ou_gc_new(vm, type->index, type->size);
    if (e == NULL)
        return NULL;
    memset((char *)e + sizeof(OuGcObj), 0, type->size - sizeof(OuGcObj));
    e->args = OU_EMPTY_TUPLE;
    bool good;
    if (type->make == ou_os_error_make) {
        ((OuOsError *)e)->written = -1;
        good = ou_os_error_set_fields(vm, OU_OBJ(e), args, n);
    } else if (type->init == ou_exception_init) {
        good = n == 0 || ou_exception_set_args(vm, OU_OBJ(e), args, n);
    } else {
        good = type->init(vm, OU_OBJ(e), args, n, NULL);
    }
    if (!good) {
        ou_unref(vm, e);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(e));
    return OU_OBJ(e);
}

OuObj *ou_exception_from(OuVM *vm, OuObj *class_or_instance)
{
    if (ou_is(vm, class_or_instance, OU_TF_IS_EXCEPTION))
        return ou_ref(class_or_instance);
    if (ou_is(vm, class_or_instance, OU_TF_IS_TYPE) &&
        (OU_CLASS(class_or_instance)->type->flags & OU_TF_IS_EXCEPTION)) {
        OuObj *e = ou_call0(vm, class_or_instance);
        if (e == NULL || ou_is(vm, e, OU_TF_IS_EXCEPTION))
            return e;
        OU_TYPE_ERROR(vm, "calling %R should have returned an instance of BaseException, not %R",
                      class_or_instance, OU_OBJ(ou_class_of(vm, e)));
        ou_unref(vm, e);
        return NULL;
    }
    return OU_TYPE_ERROR(vm, "exceptions must derive from BaseException");
}

bool ou_exception_keywords(OuVM *vm, const char *function, const char *const *names, OuObj *const *values,
                           OuObj *kwnames, OuObj **out)
{
    if (kwnames == NULL)
        return true;
    const OuTuple *given = OU_TUPLE(kwnames);
    size_t known = 0;
    while (names[known] != NULL)
        known++;
    if (given->len > known) {
        OU_TYPE_ERROR(vm, "%s() takes at most %zu keyword argument%s (%zu given)", function, known,
                      known == 1 ? "" : "s", given->len);
        return false;
    }
    for (size_t i = 0; i < given->len; i++) {
        size_t k = 0;
        while (names[k] != NULL && !ou_str_is(OU_STR(given->items[i]), names[k]))
            k++;
        if (names[k] == NULL) {
            OU_TYPE_ERROR(vm, "'%U' is an invalid keyword argument for %s()", OU_STR(given->items[i]), function);
            return false;
        }
        out[k] = values[i];
    }
    return true;
}

/* ---- BaseException ---- */

OuObj *ou_exception_str(OuVM *vm, OuObj *self)
{
    const OuTuple *args = OU_TUPLE(OU_EXCEPTION(self)->args);
    if (args->len == 0)
        return OU_EMPTY_STR;
    return ou_str(vm, args->len == 1 ? args->items[0] : OU_OBJ(args));
}

static OuObj *exception_repr(OuVM *vm, OuObj *self)
{
    OuObj *args = OU_EXCEPTION(self)->args;
    const char *name = ou_type_name(vm, self), *dot = strrchr(name, '.');
    if (dot != NULL)
        name = dot + 1;
    ou_ref(args);
    OuObj *result = OU_TUPLE(args)->len == 1 ? ou_str_format(vm, "%s(%R)", name, OU_TUPLE(args)->items[0])
                                              : ou_str_format(vm, "%s%R", name, args);
    ou_unref(vm, args);
    return result;
}

OuObj *ou_exception_reduce_take(OuVM *vm, OuObj *self, OuObj *args, OuObj *state)
{
    OuObj *cls = OU_OBJ(ou_class_of(vm, self));
    OuObj *result = NULL;
    if (cls != NULL)
        result = state ? ou_tuple_pack(vm, 3, cls, args, state) : ou_tuple_pack(vm, 2, cls, args);
    ou_unref(vm, state);
    return result;
}

static OuObj *exception_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_exception_reduce_take(vm, self, OU_EXCEPTION(self)->args, ou_xref(OU_EXCEPTION(self)->dict));
}

static OuObj *exception_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *state = args[0];
    if (state == OU_NONE)
        return OU_NONE;
    if (!ou_is(vm, state, OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "state is not a dictionary");
    OuObj *copy = ou_dict_copy(vm, OU_DICT(state)); /* setting may run script code that changes it */
    if (copy == NULL)
        return NULL;
    size_t position = 0;
    OuObj *key, *value, *result = OU_NONE;
    while (result != NULL && ou_dict_next(OU_DICT(copy), &position, &key, &value)) {
        if (!ou_is_str(vm, key))
            result = OU_TYPE_ERROR(vm, "attribute name must be string, not '%.200T'", key);
        else if (!ou_setattr(vm, self, OU_STR(key), value))
            result = NULL;
    }
    ou_unref(vm, copy);
    return result;
}

static bool set_traceback(OuVM *vm, OuObj *self, OuObj *value)
{
    if (value == NULL) {
        OU_TYPE_ERROR(vm, "__traceback__ may not be deleted");
        return false;
    }
    if (value != OU_NONE && !ou_is_exact(value, OU_T_TRACEBACK)) {
        OU_TYPE_ERROR(vm, "__traceback__ must be a traceback or None");
        return false;
    }
    ou_put(vm, &OU_EXCEPTION(self)->traceback, value == OU_NONE ? NULL : ou_ref(value));
    return true;
}

static OuObj *exception_m_with_traceback(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return set_traceback(vm, self, args[0]) ? ou_ref(self) : NULL;
}

static OuObj *exception_m_add_note(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "note must be a str, not '%.200T'", args[0]);
    OuObj *notes = ou_getattr_optional(vm, self, OU_NAME(__notes__));
    if (notes == OU_ABSENT) {
        notes = ou_list_new(vm, 0);
        if (notes != NULL && !ou_setattr(vm, self, OU_NAME(__notes__), notes))
            ou_clear(vm, &notes);
    }
    if (notes == NULL)
        return NULL;
    OuObj *result = OU_NONE;
    if (!ou_is(vm, notes, OU_TF_IS_LIST))
        result = OU_TYPE_ERROR(vm, "Cannot add note: __notes__ is not a list");
    else if (!ou_list_append(vm, OU_LIST(notes), args[0]))
        result = NULL;
    ou_unref(vm, notes);
    return result;
}

static OuObj *get_args(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_EXCEPTION(self)->args);
}

static bool set_args(OuVM *vm, OuObj *self, OuObj *value)
{
    if (value == NULL) {
        OU_TYPE_ERROR(vm, "args may not be deleted");
        return false;
    }
    OuObj *tuple = ou_tuple_from(vm, value);
    if (tuple == NULL)
        return false;
    ou_put(vm, &OU_EXCEPTION(self)->args, tuple);
    return true;
}

static OuObj *or_none(OuObj *o)
{
    return o ? ou_ref(o) : OU_NONE;
}

static OuObj *get_traceback(OuVM *vm, OuObj *self)
{
    (void)vm;
    return or_none(OU_EXCEPTION(self)->traceback);
}

static OuObj *get_context(OuVM *vm, OuObj *self)
{
    (void)vm;
    return or_none(OU_EXCEPTION(self)->context);
}

static OuObj *get_cause(OuVM *vm, OuObj *self)
{
    (void)vm;
    return or_none(OU_EXCEPTION(self)->cause);
}

/* Check a new context or cause; *out gets a new reference or NULL for None. */
static bool check_link(OuVM *vm, const char *name, OuObj *value, OuObj **out)
{
    if (value == NULL)
        OU_TYPE_ERROR(vm, "__%s__ may not be deleted", name);
    else if (value != OU_NONE && !ou_is(vm, value, OU_TF_IS_EXCEPTION))
        OU_TYPE_ERROR(vm, "exception %s must be None or derive from BaseException", name);
    else {
        *out = value == OU_NONE ? NULL : ou_ref(value);
        return true;
    }
    return false;
}

static bool set_context(OuVM *vm, OuObj *self, OuObj *value)
{
    OuObj *link;
    if (!check_link(vm, "context", value, &link))
        return false;
    ou_put(vm, &OU_EXCEPTION(self)->context, link);
    return true;
}

static bool set_cause(OuVM *vm, OuObj *self, OuObj *value)
{
    OuObj *link;
    if (!check_link(vm, "cause", value, &link))
        return false;
    OU_EXCEPTION(self)->suppress_context = true;
    ou_put(vm, &OU_EXCEPTION(self)->cause, link);
    return true;
}

static const OuRefField base_refs[] = {OU_EXCEPTION_REFS};
static const OuMethodDef base_methods[] = {
    {"__reduce__", "()", exception_m_reduce, OU_NO_TEXT, NULL},
    {"__setstate__", "(state, /)", exception_m_setstate, OU_NO_TEXT, NULL},
    {"with_traceback", "(traceback, /)", exception_m_with_traceback, OU_NO_TEXT,
     "Set the traceback; returns the exception."},
    {"add_note", "(note, /)", exception_m_add_note, OU_NO_TEXT,
     "Add a line that the traceback will show."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef base_getsets[] = {
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "what was handled when it was raised"},
    {"__cause__", get_cause, set_cause, "what it was raised from"},
    {NULL, NULL, NULL, NULL},
};
static const OuMemberDef base_members[] = {
    {"__suppress_context__", OU_MEMBER_BOOL8, (uint32_t)offsetof(OuException, suppress_context), false, NULL},
    OU_MEMBERS_END,
};

/* ---- small layouts ---- */

static OuObj *key_error_str(OuVM *vm, OuObj *self)
{
    const OuTuple *args = OU_TUPLE(OU_EXCEPTION(self)->args);
    return args->len == 1 ? ou_repr(vm, args->items[0]) : ou_exception_str(vm, self);
}

static bool stop_iteration_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_exception_init(vm, self, args, nargs, kwnames))
        return false;
    ou_put(vm, &((OuStopIteration *)self)->value, nargs ? ou_ref(args[0]) : OU_NONE);
    return true;
}

static bool system_exit_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_exception_init(vm, self, args, nargs, kwnames))
        return false;
    if (nargs > 0) {
        OuObj *code = nargs == 1 ? args[0] : OU_EXCEPTION(self)->args;
        ou_put(vm, &((OuSystemExit *)self)->code, ou_ref(code));
    }
    return true;
}

static bool import_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    static const char *const names[] = {"name", "path", NULL};
    OuObj *given[2] = {NULL, NULL};
    if (!ou_exception_set_args(vm, self, args, nargs) ||
        !ou_exception_keywords(vm, "ImportError", names, args + nargs, kwnames, given))
        return false;
    OuImportError *e = (OuImportError *)self;
    ou_put(vm, &e->name, ou_xref(given[0]));
    ou_put(vm, &e->path, ou_xref(given[1]));
    ou_put(vm, &e->msg, nargs == 1 ? ou_ref(args[0]) : NULL);
    return true;
}

static OuObj *import_error_str(OuVM *vm, OuObj *self)
{
    OuObj *msg = ((OuImportError *)self)->msg;
    if (msg != NULL && ou_is_exact(msg, OU_T_STR))
        return ou_ref(msg);
    return ou_exception_str(vm, self);
}

static OuObj *import_error_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuImportError *e = (OuImportError *)self;
    OuObj *state = NULL;
    if (e->name != NULL || e->path != NULL) {
        state = e->dict ? ou_dict_copy(vm, OU_DICT(e->dict)) : ou_dict_new(vm);
        if (state == NULL)
            return NULL;
        if ((e->name && !ou_dict_set_str(vm, OU_DICT(state), "name", e->name)) ||
            (e->path && !ou_dict_set_str(vm, OU_DICT(state), "path", e->path))) {
            ou_unref(vm, state);
            return NULL;
        }
    } else {
        state = ou_xref(e->dict);
    }
    return ou_exception_reduce_take(vm, self, e->args, state);
}

static bool name_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    static const char *const names[] = {"name", NULL};
    OuObj *given[1] = {NULL};
    if (!ou_exception_set_args(vm, self, args, nargs) ||
        !ou_exception_keywords(vm, "NameError", names, args + nargs, kwnames, given))
        return false;
    ou_put(vm, &((OuNameError *)self)->name, ou_xref(given[0]));
    return true;
}

static bool attribute_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    static const char *const names[] = {"name", "obj", NULL};
    OuObj *given[2] = {NULL, NULL};
    if (!ou_exception_set_args(vm, self, args, nargs) ||
        !ou_exception_keywords(vm, "AttributeError", names, args + nargs, kwnames, given))
        return false;
    OuAttributeError *e = (OuAttributeError *)self;
    ou_put(vm, &e->name, ou_xref(given[0]));
    ou_put(vm, &e->obj, ou_xref(given[1]));
    return true;
}

static const OuRefField stop_iteration_refs[] = {OU_REF(OuStopIteration, value), OU_EXCEPTION_REFS};
static const OuMemberDef stop_iteration_members[] = {
    OU_EXCEPTION_MEMBER(OuStopIteration, value, "what the generator returned"), OU_MEMBERS_END};
static const OuRefField system_exit_refs[] = {OU_REF(OuSystemExit, code), OU_EXCEPTION_REFS};
static const OuMemberDef system_exit_members[] = {
    OU_EXCEPTION_MEMBER(OuSystemExit, code, "what the program ends with"), OU_MEMBERS_END};
static const OuRefField import_error_refs[] = {OU_REF(OuImportError, msg), OU_REF(OuImportError, name),
                                               OU_REF(OuImportError, path), OU_EXCEPTION_REFS};
static const OuMethodDef import_error_methods[] = {
    {"__reduce__", "()", import_error_m_reduce, OU_NO_TEXT, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const OuMemberDef import_error_members[] = {
    OU_EXCEPTION_MEMBER(OuImportError, msg, "the message"),
    OU_EXCEPTION_MEMBER(OuImportError, name, "name of the module"),
    OU_EXCEPTION_MEMBER(OuImportError, path, "path of the module"), OU_MEMBERS_END};
static const OuRefField name_error_refs[] = {OU_REF(OuNameError, name), OU_EXCEPTION_REFS};
static const OuMemberDef name_error_members[] = {
    OU_EXCEPTION_MEMBER(OuNameError, name, "what was looked for"), OU_MEMBERS_END};
static const OuRefField attribute_error_refs[] = {OU_REF(OuAttributeError, obj),
                                                  OU_REF(OuAttributeError, name), OU_EXCEPTION_REFS};
static const OuMemberDef attribute_error_members[] = {
    OU_EXCEPTION_MEMBER(OuAttributeError, name, "name of the attribute"),
    OU_EXCEPTION_MEMBER(OuAttributeError, obj, "where it was looked for"), OU_MEMBERS_END};

/* ---- the descriptors ---- */

/* What a class that adds nothing to its base leaves out of its tables, the class look-up
 * finds in the base: only the first class of a layout lists methods and attributes. */
#define LAYOUT_BASE(T) \
    .flags = EXCEPTION_FLAGS | OU_TF_TRASHCAN, \
    .size = sizeof(OuException), .refs = base_refs, .make = ou_exception_make, .init = ou_exception_init, \
    .str = ou_exception_str, .methods = ONLY(T, BaseException, base_methods), \
    .getsets = ONLY(T, BaseException, base_getsets), .members = ONLY(T, BaseException, base_members)
#define LAYOUT_KEY(T) \
    .flags = EXCEPTION_FLAGS | OU_TF_TRASHCAN, \
    .size = sizeof(OuException), .refs = base_refs, .make = ou_exception_make, .init = ou_exception_init, \
    .str = key_error_str
#define LAYOUT_STOP_ITERATION(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuStopIteration), .refs = stop_iteration_refs, .make = ou_exception_make, \
    .init = stop_iteration_init, .str = ou_exception_str, .members = stop_iteration_members
#define LAYOUT_SYSTEM_EXIT(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuSystemExit), .refs = system_exit_refs, .make = ou_exception_make, \
    .init = system_exit_init, .str = ou_exception_str, .members = system_exit_members
#define LAYOUT_IMPORT(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuImportError), .refs = import_error_refs, .make = ou_exception_make, \
    .init = import_error_init, .str = import_error_str, .methods = ONLY(T, ImportError, import_error_methods), \
    .members = ONLY(T, ImportError, import_error_members)
#define LAYOUT_NAME(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuNameError), .refs = name_error_refs, .make = ou_exception_make, .init = name_error_init, \
    .str = ou_exception_str, .members = ONLY(T, NameError, name_error_members)
#define LAYOUT_ATTRIBUTE(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuAttributeError), .refs = attribute_error_refs, .make = ou_exception_make, \
    .init = attribute_error_init, .str = ou_exception_str, .members = attribute_error_members
#define LAYOUT_OS(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuOsError), .refs = ou_os_error_refs, .make = ou_os_error_make, .init = ou_os_error_init, \
    .str = ou_os_error_str, .methods = ONLY(T, OSError, ou_os_error_methods), \
    .getsets = ONLY(T, OSError, ou_os_error_getsets), .members = ONLY(T, OSError, ou_os_error_members)
#define LAYOUT_SYNTAX(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuSyntaxErrorObj), .refs = ou_syntax_error_refs, .make = ou_exception_make, \
    .init = ou_syntax_error_init, .str = ou_syntax_error_str, .members = ONLY(T, SyntaxError, ou_syntax_error_members)
#define LAYOUT_DECODE(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuUnicodeErrorObj), .refs = ou_unicode_error_refs, .make = ou_exception_make, \
    .init = ou_unicode_decode_error_init, .str = ou_unicode_decode_error_str, \
    .members = ou_unicode_error_members
#define LAYOUT_ENCODE(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuUnicodeErrorObj), .refs = ou_unicode_error_refs, .make = ou_exception_make, \
    .init = ou_unicode_encode_error_init, .str = ou_unicode_encode_error_str, \
    .members = ou_unicode_error_members
#define LAYOUT_TRANSLATE(T) \
    .flags = EXCEPTION_FLAGS, \
    .size = sizeof(OuUnicodeErrorObj), .refs = ou_unicode_error_refs, .make = ou_exception_make, \
    .init = ou_unicode_translate_error_init, .str = ou_unicode_translate_error_str, \
    .members = ou_unicode_error_members
#define LAYOUT_GROUP(T) \
    .flags = EXCEPTION_FLAGS | (OU_T_##T == OU_T_ExceptionGroup ? OU_TF_HEAP | OU_TF_WEAKREFS | OU_TF_TRASHCAN : 0u), \
    .size = sizeof(OuExceptionGroup), .refs = ou_group_refs, .make = ou_group_make, .init = ou_group_init, \
    .str = ou_group_str, .methods = ONLY(T, BaseExceptionGroup, ou_group_methods), .members = ONLY(T, BaseExceptionGroup, ou_group_members)

#define ONLY(T, FIRST, table) (OU_T_##T == OU_T_##FIRST ? (table) : NULL)
#define ou_exc_object ou_object_type
#define EXCEPTION_FLAGS (OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE | OU_TF_IS_EXCEPTION)

#define EXC(NAME, BASE_NAME, LAYOUT, DOC) \
    const OuType ou_exc_##NAME = { \
        .name = #NAME, .doc = DOC, .base = &ou_exc_##BASE_NAME, .index = OU_T_##NAME, \
        .dict_offset = (uint32_t)offsetof(OuException, dict), LAYOUT_##LAYOUT(NAME), \
        .repr = exception_repr, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, \
    };
#include "object/exc.def"
#undef EXC
