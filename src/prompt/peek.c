/* peek.c - the object that typed text refers to, found without running code of the user's: names,
 * attributes that are plain values, items of exact lists, tuples and dicts, literals. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "prompt/complete.h"
#include "prompt/complete_parts.h"
#include "types/module.h"
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

bool prompt_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || (unsigned char)c >= 0x80;
}

/* Interned name, new reference; NULL without an exception. */
static OuStr *intern(OuVM *vm, const char *text, size_t size)
{
    OuStr *name = ou_str_intern(vm, text, size);
    ou_error_clear(vm);
    return name;
}

OuDict *prompt_instance_dict(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    if (ou_is_exact(o, OU_T_MODULE)) {
        if (!ou_module_complete(vm, (OuModule *)o))
            ou_error_clear(vm);
        return ((OuModule *)o)->dict;
    }
    if (type->dict_offset != 0 || (ou_shape(vm, o)->flags & OU_SHAPE_DICT)) {
        OuObj *dict = ou_instance_dict(vm, o);
        ou_error_clear(vm);
        OuDict *lent = dict && ou_is(vm, dict, OU_TF_IS_DICT) ? OU_DICT(dict) : NULL;
        ou_unref(vm, dict); /* the object holds it */
        return lent;
    }
    return NULL;
}

/* Built-in types have descriptors that run C code only; these may be asked. */
static bool is_harmless(OuVM *vm, OuObj *descriptor)
{
    return ou_is_exact(descriptor, OU_T_GETSET_DESCR) || ou_is_exact(descriptor, OU_T_MEMBER_DESCR)
           || ou_is_exact(descriptor, OU_T_METHOD_DESCR) || ou_is_exact(descriptor, OU_T_WRAPPER_DESCR)
           || ou_is_exact(descriptor, OU_T_CLASSMETHOD_DESCR) || ou_is_exact(descriptor, OU_T_FUNCTION)
           || ou_is_exact(descriptor, OU_T_STATICMETHOD) || ou_is_exact(descriptor, OU_T_CLASSMETHOD)
           || ou_type(vm, descriptor)->get == NULL;
}

/* Attribute of an object as generic attribute access finds it; new reference or NULL. */
static OuObj *attribute(OuVM *vm, OuObj *o, OuStr *name)
{
    OuClass *cls = ou_class_of(vm, o);
    if (!cls) {
        ou_error_clear(vm);
        return NULL;
    }
    OuObj *found = ou_class_lookup_peek(vm, cls, name);
    bool data = found && ou_type(vm, found)->set != NULL;
    if (!data && (ou_type(vm, o)->flags & OU_TF_IS_TYPE)) {
        OuObj *own = ou_class_lookup_peek(vm, OU_CLASS(o), name);
        if (own)
            found = own;
    } else if (!data) {
        OuObj *own = NULL;
        OuDict *dict = prompt_instance_dict(vm, o);
        if (dict) {
            own = ou_xref(ou_dict_peek_str(vm, dict, name));
        } else if (ou_shape_find(ou_shape(vm, o), name) >= 0) {
            own = ou_instance_get(vm, o, name);
            if (own == OU_ABSENT)
                own = NULL;
        }
        ou_error_clear(vm);
        if (own)
            return own;
    }
    if (!found || !is_harmless(vm, found))
        return NULL;
    if (ou_type(vm, o)->flags & OU_TF_IS_TYPE)
        return ou_ref(found);
    OuObj *value = ou_type(vm, found)->get ? ou_getattr_generic(vm, o, OU_OBJ(name)) : ou_ref(found);
    ou_error_clear(vm);
    return value;
}

static OuObj *global_name(OuVM *vm, OuStr *name)
{
    OuDict *globals = ou_host_main_dict(vm);
    OuObj *value = globals ? ou_dict_peek_str(vm, globals, name) : NULL;
    if (!value) {
        if (!ou_upcall_builtins_fill(vm))
            ou_error_clear(vm);
        value = ou_dict_peek_str(vm, vm->builtins, name);
    }
    return ou_xref(value);
}

/* A literal's end, or 0: only its type matters, so escapes stay. */
static OuObj *literal(OuVM *vm, const char *text, size_t size, size_t *used)
{
    if (text[0] >= '0' && text[0] <= '9') {
        int64_t value = 0;
        size_t at = 0;
        for (; at < size && at < 18 && text[at] >= '0' && text[at] <= '9'; at++)
            value = value * 10 + (text[at] - '0');
        *used = at;
        return ou_int_from(vm, value);
    }
    if (text[0] == '"' || text[0] == '\'') {
        const char *end = memchr(text + 1, text[0], size - 1);
        if (!end)
            return NULL;
        *used = (size_t)(end - text) + 1;
        return ou_str_from_lossy(vm, text + 1, *used - 2);
    }
    return NULL;
}

/* The value of a key, found without hash and comparison: those of other keys may be the user's. */
static OuObj *dict_item(const OuDict *dict, OuObj *key)
{
    size_t position = 0;
    OuObj *candidate, *value;
    while (ou_dict_next(dict, &position, &candidate, &value)) {
        bool same = ou_is_exact(key, OU_T_STR) && ou_is_exact(candidate, OU_T_STR)
            ? OU_STR(key)->size == OU_STR(candidate)->size
                  && memcmp(ou_str_text(OU_STR(key)), ou_str_text(OU_STR(candidate)), OU_STR(key)->size) == 0
            : ou_is_small_int(key) && candidate == key;
        if (same)
            return ou_ref(value);
    }
    return NULL;
}

static OuObj *item(OuVM *vm, OuObj *o, OuObj *key)
{
    OuObj *value = NULL;
    if (ou_is_exact(o, OU_T_DICT)) {
        value = dict_item(OU_DICT(o), key);
    } else if (ou_is_small_int(key)) {
        int64_t index = ou_int_value(key);
        if (ou_is_exact(o, OU_T_LIST) && index >= 0 && (size_t)index < OU_LIST(o)->len)
            value = ou_ref(OU_LIST(o)->items[index]);
        else if (ou_is_exact(o, OU_T_TUPLE) && index >= 0 && (size_t)index < OU_TUPLE(o)->len)
            value = ou_ref(OU_TUPLE(o)->items[index]);
    }
    ou_error_clear(vm);
    return value;
}

OuObj *prompt_evaluate(OuVM *vm, const char *text, size_t size)
{
    while (size > 0 && is_space(text[0]))
        text++, size--;
    while (size > 0 && is_space(text[size - 1]))
        size--;
    if (size == 0)
        return NULL;
    size_t at = 0;
    OuObj *value = literal(vm, text, size, &at);
    if (!value) {
        while (at < size && prompt_is_word(text[at]))
            at++;
        OuStr *name = at > 0 ? intern(vm, text, at) : NULL;
        value = name ? global_name(vm, name) : NULL;
        ou_unref(vm, name);
    }
    while (value && at < size) {
        OuObj *next = NULL;
        if (text[at] == '.') {
            size_t start = ++at;
            while (at < size && prompt_is_word(text[at]))
                at++;
            OuStr *name = at > start ? intern(vm, text + start, at - start) : NULL;
            next = name ? attribute(vm, value, name) : NULL;
            ou_unref(vm, name);
        } else if (text[at] == '[') {
            size_t used = 0;
            OuObj *key = at + 1 < size ? literal(vm, text + at + 1, size - at - 1, &used) : NULL;
            at += 1 + used;
            next = key && at < size && text[at] == ']' ? item(vm, value, key) : NULL;
            at++;
            ou_unref(vm, key);
        }
        ou_put(vm, &value, next);
    }
    ou_error_clear(vm);
    return value;
}

bool prompt_is_builtin(OuVM *vm, const char *text, size_t size)
{
    if (size == 0 || size > 40 || text[0] == '_')
        return false;
    OuStr *name = intern(vm, text, size);
    OuDict *globals = ou_host_main_dict(vm);
    bool hidden = !name || (globals && ou_dict_peek_str(vm, globals, name));
    OuObj *value = hidden ? NULL : ou_dict_peek_str(vm, vm->builtins, name);
    ou_unref(vm, name);
    ou_error_clear(vm);
    return value != NULL;
}
