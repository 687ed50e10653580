/* function.c - script functions and cells. Calls go to the interpreter (upcall.h). */
#include "object/function.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/class.h"
#include "object/int.h"
#include <string.h>

/* ---- functions ---- */

static OuObj *function_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    return !instance || instance == OU_NONE ? ou_ref(o) : ou_method_new(vm, o, instance);
}

static OuObj *function_repr(OuVM *vm, OuObj *o)
{
    char address[24];
    ou_address_text(vm, o, address);
    return ou_str_format(vm, "<function %U at %s>", OU_FUNCTION(o)->qualname, address);
}

static OuObj *function_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    (void)cls;
    OuObj *bound[5];
    if (!ou_bind(vm, "(code, globals, name=None, argdefs=None, closure=None)", "function", args,
                 nargs, kwnames, bound))
        return NULL;
    OuObj *code = bound[0], *globals = bound[1], *name = bound[2], *defaults = bound[3],
          *closure = bound[4];
    if (!ou_is_exact(code, OU_T_CODE))
        return OU_TYPE_ERROR(vm, "function() argument 'code' must be code, not %G", code);
    if (!ou_is(vm, globals, OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "function() argument 'globals' must be dict, not %G", globals);
    if (name && name != OU_NONE && !ou_is_str(vm, name))
        return OU_TYPE_ERROR(vm, "arg 3 (name) must be None or string");
    if (defaults && defaults != OU_NONE && !ou_is(vm, defaults, OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "arg 4 (defaults) must be None or tuple");
    size_t wanted = ou_function_code_free_count((struct OuCode *)code);
    if (closure && closure != OU_NONE ? !ou_is(vm, closure, OU_TF_IS_TUPLE) : wanted != 0)
        return OU_TYPE_ERROR(vm, closure && closure != OU_NONE
                                     ? "arg 5 (closure) must be None or tuple"
                                     : "arg 5 (closure) must be tuple");
    size_t given = closure && closure != OU_NONE ? OU_TUPLE(closure)->len : 0;
    if (given != wanted)
        return OU_VALUE_ERROR(vm, "%U requires closure of length %zu, not %zu",
                              ou_function_code_name((struct OuCode *)code), wanted, given);
    for (size_t i = 0; i < given; i++)
        if (!ou_is_exact(OU_TUPLE(closure)->items[i], OU_T_CELL))
            return OU_TYPE_ERROR(vm, "arg 5 (closure) expected cell, found %T",
                                 OU_TUPLE(closure)->items[i]);
    OuFunction *self = OU_FUNCTION(ou_function_new(vm, (struct OuCode *)code, OU_DICT(globals)));
    if (!self)
        return NULL;
    if (name && name != OU_NONE)
        ou_put(vm, &self->name, ou_ref(name));
    if (defaults && defaults != OU_NONE)
        self->defaults = ou_ref(defaults);
    if (given)
        self->closure = ou_ref(closure);
    return OU_OBJ(self);
}

/* ---- attributes ---- */

static OuObj *get_code(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_FUNCTION(o)->code));
}

static bool set_code(OuVM *vm, OuObj *o, OuObj *value)
{
    OuFunction *self = OU_FUNCTION(o);
    if (!value || !ou_is_exact(value, OU_T_CODE))
        return OU_TYPE_ERROR(vm, "__code__ must be set to a code object"), false;
    size_t wanted = ou_function_code_free_count((struct OuCode *)value);
    size_t given = self->closure ? OU_TUPLE(self->closure)->len : 0;
    if (wanted != given) {
        OU_VALUE_ERROR(vm, "%U() requires a code object with %zu free vars, not %zu", self->name,
                       given, wanted);
        return false;
    }
    self->version = 0;
    ou_put(vm, &self->code, ou_ref(value));
    return true;
}

static OuObj *get_name(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_FUNCTION(o)->name));
}

static bool set_name(OuVM *vm, OuObj *o, OuObj *value)
{
    if (!value || !ou_is_str(vm, value))
        return OU_TYPE_ERROR(vm, "__name__ must be set to a string object"), false;
    ou_put(vm, &OU_FUNCTION(o)->name, ou_ref(value));
    return true;
}

static OuObj *get_qualname(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_FUNCTION(o)->qualname));
}

static bool set_qualname(OuVM *vm, OuObj *o, OuObj *value)
{
    if (!value || !ou_is_str(vm, value))
        return OU_TYPE_ERROR(vm, "__qualname__ must be set to a string object"), false;
    ou_put(vm, &OU_FUNCTION(o)->qualname, ou_ref(value));
    return true;
}

static OuObj *get_defaults(OuVM *vm, OuObj *o)
{
    (void)vm;
    OuObj *value = OU_FUNCTION(o)->defaults;
    return value ? ou_ref(value) : OU_NONE;
}

static bool set_defaults(OuVM *vm, OuObj *o, OuObj *value)
{
    if (value == OU_NONE)
        value = NULL;
    if (value && !ou_is(vm, value, OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "__defaults__ must be set to a tuple object"), false;
    OU_FUNCTION(o)->version = 0;
    ou_put(vm, &OU_FUNCTION(o)->defaults, ou_xref(value));
    return true;
}

static OuObj *get_kwdefaults(OuVM *vm, OuObj *o)
{
    (void)vm;
    OuObj *value = OU_FUNCTION(o)->kwdefaults;
    return value ? ou_ref(value) : OU_NONE;
}

static bool set_kwdefaults(OuVM *vm, OuObj *o, OuObj *value)
{
    if (value == OU_NONE)
        value = NULL;
    if (value && !ou_is(vm, value, OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "__kwdefaults__ must be set to a dict object"), false;
    OU_FUNCTION(o)->version = 0;
    ou_put(vm, &OU_FUNCTION(o)->kwdefaults, ou_xref(value));
    return true;
}

/* Annotations come as a tuple of names and values; the first look makes a dict of it. */
static OuObj *get_annotations(OuVM *vm, OuObj *o)
{
    OuFunction *self = OU_FUNCTION(o);
    if (self->annotations && !ou_is_exact(self->annotations, OU_T_TUPLE))
        return ou_ref(self->annotations);
    OuObj *dict = ou_dict_new(vm);
    const OuTuple *pairs = OU_TUPLE(self->annotations);
    for (size_t i = 0; dict && pairs && i + 1 < pairs->len; i += 2)
        if (!ou_dict_set(vm, OU_DICT(dict), pairs->items[i], pairs->items[i + 1]))
            ou_clear(vm, &dict);
    if (dict)
        ou_put(vm, &self->annotations, ou_ref(dict));
    return dict;
}

static bool set_annotations(OuVM *vm, OuObj *o, OuObj *value)
{
    if (value == OU_NONE)
        value = NULL;
    if (value && !ou_is(vm, value, OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "__annotations__ must be set to a dict object"), false;
    ou_put(vm, &OU_FUNCTION(o)->annotations, ou_xref(value));
    return true;
}

static OuObj *get_doc(OuVM *vm, OuObj *o)
{
    OuFunction *self = OU_FUNCTION(o);
    if (!self->doc) {
        OuObj *doc = ou_function_code_doc(vm, self->code);
        if (!doc)
            return NULL;
        self->doc = doc;
    }
    return ou_ref(self->doc);
}

static bool set_doc(OuVM *vm, OuObj *o, OuObj *value)
{
    ou_put(vm, &OU_FUNCTION(o)->doc, value ? ou_ref(value) : OU_NONE);
    return true;
}

static OuObj *get_dict(OuVM *vm, OuObj *o)
{
    return ou_instance_dict(vm, o);
}

static bool set_dict(OuVM *vm, OuObj *o, OuObj *value)
{
    if (!value)
        return OU_TYPE_ERROR(vm, "cannot delete __dict__"), false;
    return ou_instance_set_dict(vm, o, value);
}

static void release_fields(OuVM *vm, OuObj *o)
{
    OuFunction *self = OU_FUNCTION(o);
    self->version = 0;
    ou_clear(vm, &self->globals);
    ou_clear(vm, &self->builtins);
    ou_clear(vm, &self->module);
    ou_clear(vm, &self->defaults);
    ou_clear(vm, &self->kwdefaults);
    ou_clear(vm, &self->doc);
    ou_clear(vm, &self->dict);
    ou_clear(vm, &self->closure);
    ou_clear(vm, &self->annotations);
}

/* The collector breaks cycles through the containers; the code stays, the function may still be
 * called. The names may be instances of a class derived from str, and part of the cycle. */
static void function_clear(OuVM *vm, OuObj *o)
{
    release_fields(vm, o);
    ou_put(vm, &OU_FUNCTION(o)->doc, OU_NONE); /* not the one of the code again */
    ou_put(vm, (OuObj **)&OU_FUNCTION(o)->name, OU_EMPTY_STR);
    ou_put(vm, (OuObj **)&OU_FUNCTION(o)->qualname, OU_EMPTY_STR);
}

static void function_dealloc(OuVM *vm, OuObj *o)
{
    OuFunction *self = OU_FUNCTION(o);
    release_fields(vm, o);
    ou_clear(vm, &self->code);
    ou_clear(vm, &self->name);
    ou_clear(vm, &self->qualname);
    ou_object_free(vm, o);
}

static const OuRefField function_refs[] = {
    OU_REF(OuFunction, code),
    OU_REF(OuFunction, globals),
    OU_REF(OuFunction, builtins),
    OU_REF(OuFunction, module),
    OU_REF(OuFunction, defaults),
    OU_REF(OuFunction, kwdefaults),
    OU_REF(OuFunction, doc),
    OU_REF(OuFunction, name),
    OU_REF(OuFunction, dict),
    OU_REF(OuFunction, closure),
    OU_REF(OuFunction, annotations),
    OU_REF(OuFunction, qualname),
    OU_REF_END,
};
static const OuMemberDef function_members[] = {
    {"__closure__", OU_MEMBER_OBJ, offsetof(OuFunction, closure), true, NULL},
    {"__globals__", OU_MEMBER_OBJ, offsetof(OuFunction, globals), true, NULL},
    {"__module__", OU_MEMBER_OBJ, offsetof(OuFunction, module), false, NULL},
    {"__builtins__", OU_MEMBER_OBJ, offsetof(OuFunction, builtins), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef function_getsets[] = {
    {"__doc__", get_doc, set_doc, NULL},
    {"__code__", get_code, set_code, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_function_type = {
    .name = "function",
    .doc = "A function from a code object and its globals; name, default values of parameters and\n"
           "the cells of its free variables may be given.",
    .base = &ou_object_type,
    .index = OU_T_FUNCTION,
    .flags = OU_TF_COLLECTED | OU_TF_METHOD | OU_TF_WEAKREFS,
    .size = sizeof(OuFunction),
    .refs = function_refs,
    .members = function_members,
    .getsets = function_getsets,
    .dict_offset = offsetof(OuFunction, dict),
    .signature = "(code, globals, name=None, argdefs=None, closure=None)",
    .dealloc = function_dealloc,
    .clear = function_clear,
    .repr = function_repr,
    .get = function_get,
    .call = ou_upcall_function,
    .make = function_make,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
    .init = ou_object_init,
};

/* ---- cells ---- */

OuObj *ou_cell_new(OuVM *vm, OuObj *content)
{
    OuCell *self = (OuCell *)ou_gc_new(vm, OU_T_CELL, sizeof *self);
    if (!self)
        return NULL;
    self->content = ou_xref(content);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *cell_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "cell", kwnames) || !ou_check_count(vm, "cell", nargs, 0, 1))
        return NULL;
    return ou_cell_new(vm, nargs ? args[0] : NULL);
}

static OuObj *cell_repr(OuVM *vm, OuObj *o)
{
    OuObj *content = OU_CELL(o)->content;
    char address[24], inner[24];
    ou_address_text(vm, o, address);
    if (!content)
        return ou_str_format(vm, "<cell at %s: empty>", address);
    ou_address_text(vm, content, inner);
    return ou_str_format(vm, "<cell at %s: %.80T object at %s>", address, content, inner);
}

static OuObj *cell_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if (!ou_is_exact(b, OU_T_CELL))
        return OU_NOT_IMPLEMENTED;
    OuObj *left = OU_CELL(a)->content, *right = OU_CELL(b)->content;
    if (left && right) {
        ou_ref(left);
        ou_ref(right);
        OuObj *result = ou_compare(vm, left, right, op);
        ou_unref(vm, left);
        ou_unref(vm, right);
        return result;
    }
    /* An empty cell is less than a full one. */
    int x = left != NULL, y = right != NULL;
    const bool results[] = {x < y, x <= y, x == y, x != y, x > y, x >= y};
    return OU_BOOL(results[op]);
}

static OuObj *cell_get_contents(OuVM *vm, OuObj *o)
{
    OuObj *content = OU_CELL(o)->content;
    return content ? ou_ref(content) : OU_VALUE_ERROR(vm, "Cell is empty");
}

static bool cell_set_contents(OuVM *vm, OuObj *o, OuObj *value)
{
    ou_put(vm, &OU_CELL(o)->content, ou_xref(value));
    return true;
}

static const OuRefField cell_refs[] = {OU_REF(OuCell, content), OU_REF_END};
static const OuGetSetDef cell_getsets[] = {
    {"cell_contents", cell_get_contents, cell_set_contents, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_cell_type = {
    .name = "cell",
    .doc = "A place for a variable that functions share. Empty, or with `contents`.",
    .base = &ou_object_type, .index = OU_T_CELL, .flags = OU_TF_COLLECTED, .size = sizeof(OuCell),
    .refs = cell_refs, .getsets = cell_getsets, .signature = "([contents])",
    .repr = cell_repr, .compare = cell_compare, .hash = ou_hash_unhashable, .make = cell_make,
    OU_SLOTS_ATTR, .str = ou_object_str, .init = ou_object_init,
};
