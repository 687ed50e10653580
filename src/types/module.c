/* module.c - module objects. Looking an attribute up may call the module's __getattr__. */
#include "types/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/class.h"
#include "object/function.h"
#include <string.h>

static bool set_basics(OuVM *vm, OuModule *self, OuObj *name, OuObj *doc)
{
    OuDict *dict = self->dict;
    return ou_dict_set(vm, dict, OU_NAME_OBJ(__name__), name)
           && ou_dict_set(vm, dict, OU_NAME_OBJ(__doc__), doc)
           && ou_dict_set(vm, dict, OU_NAME_OBJ(__package__), OU_NONE)
           && ou_dict_set(vm, dict, OU_NAME_OBJ(__loader__), OU_NONE)
           && ou_dict_set(vm, dict, OU_NAME_OBJ(__spec__), OU_NONE);
}

OuObj *ou_module_new(OuVM *vm, const char *name, const char *doc)
{
    OuModule *self = (OuModule *)ou_gc_new(vm, OU_T_MODULE, sizeof *self);
    if (!self)
        return NULL;
    memset((char *)self + sizeof self->gc, 0, sizeof *self - sizeof self->gc);
    self->dict = OU_DICT(ou_dict_new(vm));
    self->name = OU_OBJ(ou_str_intern(vm, name, strlen(name)));
    OuObj *text = doc ? ou_str_from(vm, doc) : OU_NONE;
    if (!self->dict || !self->name || !text || !set_basics(vm, self, self->name, text)) {
        ou_unref(vm, text);
        ou_unref(vm, self);
        return NULL;
    }
    ou_unref(vm, text);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static const char *plain_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

OuObj *ou_module_from_def(OuVM *vm, const OuModuleDef *def)
{
    OuModule *self = (OuModule *)ou_module_new(vm, def->name, def->doc);
    if (!self)
        return NULL;
    self->def = def;
    for (const OuMethodDef *function = def->functions; function && function->name; function++)
        if (!ou_module_add_take(vm, self, function->name,
                                ou_builtin_new(vm, function, OU_OBJ(self), self->name)))
            goto failed;
    for (const uint32_t *index = def->types; index && *index; index++) {
        OuClass *cls = ou_builtin_class(vm, *index);
        if (!cls || !ou_module_add(vm, self, plain_name(cls->type->name), OU_OBJ(cls)))
            goto failed;
    }
    if (def->init && !def->init(vm, self))
        goto failed;
    return OU_OBJ(self);
failed: /* the functions hold the module */
    ou_dict_clear(vm, self->dict);
    ou_unref(vm, self);
    return NULL;
}

bool ou_module_add(OuVM *vm, OuModule *module, const char *name, OuObj *value)
{
    OuStr *interned = ou_str_intern(vm, name, strlen(name));
    bool ok = interned && ou_dict_set(vm, module->dict, OU_OBJ(interned), value);
    ou_unref(vm, interned);
    return ok;
}

bool ou_module_add_take(OuVM *vm, OuModule *module, const char *name, OuObj *value)
{
    bool ok = value && ou_module_add(vm, module, name, value);
    ou_unref(vm, value);
    return ok;
}

/* ---- exceptions of modules ---- */

static OuObj *exception_new(OuVM *vm, const OuModuleException *def)
{
    const char *name = plain_name(def->name);
    OuClass *base = ou_builtin_class(vm, def->base);
    OuObj *bases = base ? ou_tuple_pack(vm, 1, base) : NULL, *ns = ou_dict_new(vm), *cls = NULL;
    OuObj *module = ou_str_new(vm, def->name, (size_t)(name - def->name) - 1);
    OuStr *text = ou_str_intern(vm, name, strlen(name));
    if (bases && ns && module && text
        && ou_dict_set(vm, OU_DICT(ns), OU_NAME_OBJ(__module__), module))
        cls = ou_class_new(vm, NULL, text, OU_TUPLE(bases), OU_DICT(ns), NULL, NULL);
    ou_unref(vm, text);
    ou_unref(vm, module);
    ou_unref(vm, ns);
    ou_unref(vm, bases);
    return cls;
}

OuClass *ou_module_exception(OuVM *vm, const OuModuleException *def)
{
    if (!vm->named_classes)
        vm->named_classes = OU_DICT(ou_dict_new(vm));
    OuStr *key = vm->named_classes ? ou_str_intern(vm, def->name, strlen(def->name)) : NULL;
    if (!key)
        return NULL;
    OuObj *cls = ou_dict_peek_str(vm, vm->named_classes, key);
    if (!cls) {
        cls = exception_new(vm, def);
        if (cls && !ou_dict_set(vm, vm->named_classes, OU_OBJ(key), cls))
            ou_clear(vm, &cls);
        ou_unref(vm, cls);
    }
    ou_unref(vm, key);
    return OU_CLASS(cls);
}

void *ou_module_raise(OuVM *vm, const OuModuleException *def, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *text = ou_str_vformat(vm, format, args), *exception = NULL;
    va_end(args);
    OuClass *cls = text ? ou_module_exception(vm, def) : NULL;
    if (cls)
        exception = ou_call1(vm, OU_OBJ(cls), text);
    ou_unref(vm, text);
    return exception ? ou_raise_take(vm, exception) : NULL;
}

/* ---- the type ---- */

static OuObj *module_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    OuModule *self = (OuModule *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->dict = OU_DICT(ou_dict_new(vm));
    if (!self->dict)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

static bool module_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuModule *self = (OuModule *)o;
    OuObj *bound[2];
    if (!ou_bind(vm, "(name, doc=None)", "module", args, nargs, kwnames, bound))
        return false;
    if (!ou_is_str(vm, bound[0]))
        return OU_TYPE_ERROR(vm, "module() argument 'name' must be str, not %G", bound[0]), false;
    ou_put(vm, &self->name, ou_ref(bound[0]));
    return set_basics(vm, self, bound[0], bound[1] ? bound[1] : OU_NONE);
}

/* Is that a submodule whose import has begun? */
static bool is_being_imported(OuVM *vm, OuStr *package, OuStr *name)
{
    bool error = false;
    OuObj *full = ou_str_format(vm, "%U.%U", package, name);
    OuObj *module = full && vm->modules ? ou_dict_peek(vm, vm->modules, full, &error) : NULL;
    bool result = module && ou_isinstance_builtin(vm, module, OU_T_MODULE) && ((OuModule *)module)->initializing;
    ou_unref(vm, full);
    ou_error_clear(vm);
    return result;
}

static OuObj *module_getattr(OuVM *vm, OuObj *o, OuObj *name_obj)
{
    OuModule *self = (OuModule *)o;
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return NULL;
    OuObj *result = ou_attr_find(vm, o, name);
    if (result != OU_ABSENT)
        goto done;
    if (self->dict == vm->builtins && vm->builtins) {
        result = ou_upcall_builtin(vm, name);
        if (result != OU_ABSENT) {
            ou_xref(result);
            goto done;
        }
    }
    if (self->def && self->def->find && !self->complete) {
        result = self->def->find(vm, self, name);
        if (result != OU_ABSENT) {
            ou_xref(result);
            goto done;
        }
    }
    OuObj *hook = self->dict ? ou_dict_peek_str(vm, self->dict, OU_NAME(__getattr__)) : NULL;
    if (hook) {
        ou_ref(hook);
        result = ou_call1(vm, hook, OU_OBJ(name));
        ou_unref(vm, hook);
        goto done;
    }
    OuObj *title = self->dict ? ou_dict_peek_str(vm, self->dict, OU_NAME(__name__)) : NULL;
    if (!title || !ou_is_str(vm, title)) /* who looks an attribute up adds object and name */
        result = ou_raise(vm, OU_T_AttributeError, "module has no attribute '%U'", name);
    else if (self->initializing)
        result = ou_raise(
            vm, OU_T_AttributeError,
            "partially initialized module '%U' has no attribute '%U' (most likely due to a "
            "circular import)",
            OU_STR(title), name);
    else if (is_being_imported(vm, OU_STR(title), name))
        result = ou_raise(vm, OU_T_AttributeError,
                          "cannot access submodule '%U' of module '%U' (most likely due to a circular import)",
                          name, OU_STR(title));
    else
        result = ou_raise(vm, OU_T_AttributeError, "module '%U' has no attribute '%U'", OU_STR(title), name);
done:
    ou_unref(vm, name);
    return result;
}

bool ou_module_complete(OuVM *vm, OuModule *self)
{
    if (self->dict == vm->builtins && !ou_upcall_builtins_fill(vm))
        return false;
    if (!self->def || !self->def->fill || self->complete)
        return true;
    self->complete = self->def->fill(vm, self);
    return self->complete;
}

static bool module_setattr(OuVM *vm, OuObj *o, OuObj *name, OuObj *value)
{
    OuModule *self = (OuModule *)o;
    if ((!value || self->dict == vm->builtins) && !ou_module_complete(vm, self))
        return false;
    return ou_setattr_generic(vm, o, name, value);
}

/* What the loader's module_repr() says; OU_ABSENT if it has none, or it fails. */
static OuObj *repr_by_loader(OuVM *vm, OuObj *module, OuObj *loader)
{
    OuStr *name = ou_str_intern(vm, "module_repr", 11);
    OuObj *method = name ? ou_getattr_optional(vm, loader, name) : NULL;
    OuObj *result = method && method != OU_ABSENT ? ou_call1(vm, method, module) : method;
    if (method != OU_ABSENT)
        ou_unref(vm, method);
    ou_unref(vm, name);
    return !result && ou_error_swallow(vm, OU_T_Exception) ? OU_ABSENT : result;
}

/* An attribute, or NULL, also with an exception pending. */
static OuObj *optional(OuVM *vm, OuObj *o, const char *text)
{
    OuStr *name = ou_str_intern(vm, text, strlen(text));
    OuObj *value = name ? ou_getattr_optional(vm, o, name) : NULL;
    ou_unref(vm, name);
    return value == OU_ABSENT ? NULL : value;
}

/* Name, origin and loader, as the module's __spec__ tells them. */
static OuObj *repr_by_spec(OuVM *vm, OuObj *spec)
{
    static const char *const names[] = {"name", "origin", "loader", "has_location"};
    OuObj *values[4] = {NULL, NULL, NULL, NULL}, *result = NULL;
    for (size_t i = 0; i < 4 && !vm->error; i++) {
        OuStr *name = i == 3 && values[1] == OU_NONE ? NULL : ou_str_intern(vm, names[i], strlen(names[i]));
        values[i] = name ? ou_getattr(vm, spec, name) : NULL;
        ou_unref(vm, name);
    }
    OuObj *name = values[0] == OU_NONE ? ou_str_from(vm, "?") : values[0] ? ou_ref(values[0]) : NULL;
    int located = vm->error || values[1] == OU_NONE ? 0 : ou_truth(vm, values[3]);
    if (vm->error || !name)
        ;
    else if (values[1] != OU_NONE)
        result = ou_str_format(vm, located ? "<module %R from %R>" : "<module %R (%S)>", name, values[1]);
    else if (values[2] != OU_NONE)
        result = ou_str_format(vm, "<module %R (%R)>", name, values[2]);
    else
        result = ou_str_format(vm, "<module %R>", name);
    ou_unref(vm, name);
    for (size_t i = 0; i < 4; i++)
        ou_unref(vm, values[i]);
    return result;
}

static OuObj *repr_by_attributes(OuVM *vm, OuObj *o, OuObj *loader)
{
    OuObj *name = optional(vm, o, "__name__"), *result = NULL;
    OuObj *file = vm->error ? NULL : optional(vm, o, "__file__");
    if (!name && !vm->error)
        name = ou_str_from(vm, "?");
    if (vm->error || !name)
        ;
    else if (file)
        result = ou_str_format(vm, "<module %R from %R>", name, file);
    else if (((OuModule *)o)->def)
        result = ou_str_format(vm, "<module %R (built-in)>", name);
    else if (loader && loader != OU_NONE)
        result = ou_str_format(vm, "<module %R (%R)>", name, loader);
    else
        result = ou_str_format(vm, "<module %R>", name);
    ou_unref(vm, name);
    ou_unref(vm, file);
    return result;
}

/* As importlib words it: what the __spec__ says, else the loader, else the file. */
static OuObj *module_repr(OuVM *vm, OuObj *o)
{
    OuObj *loader = optional(vm, o, "__loader__");
    OuObj *spec = vm->error ? NULL : optional(vm, o, "__spec__");
    int by_spec = spec ? ou_truth(vm, spec) : 0;
    OuObj *result = NULL;
    if (vm->error || by_spec < 0)
        ;
    else if (by_spec)
        result = repr_by_spec(vm, spec);
    else
        result = loader && loader != OU_NONE ? repr_by_loader(vm, o, loader) : OU_ABSENT;
    if (result == OU_ABSENT)
        result = repr_by_attributes(vm, o, loader);
    ou_unref(vm, spec);
    ou_unref(vm, loader);
    return result;
}

static OuObj *module_get_dict(OuVM *vm, OuObj *o)
{
    if (!ou_module_complete(vm, (OuModule *)o))
        return NULL;
    return ou_instance_dict(vm, o);
}

static OuObj *module_get_annotations(OuVM *vm, OuObj *o)
{
    OuModule *self = (OuModule *)o;
    OuObj *found = ou_dict_peek_str(vm, self->dict, OU_NAME(__annotations__));
    if (found)
        return ou_ref(found);
    OuObj *fresh = ou_dict_new(vm);
    if (fresh && !ou_dict_set(vm, self->dict, OU_NAME_OBJ(__annotations__), fresh))
        ou_clear(vm, &fresh);
    return fresh;
}

static bool module_set_annotations(OuVM *vm, OuObj *o, OuObj *value)
{
    OuModule *self = (OuModule *)o;
    if (value)
        return ou_dict_set(vm, self->dict, OU_NAME_OBJ(__annotations__), value);
    bool found;
    if (!ou_dict_delete(vm, self->dict, OU_NAME_OBJ(__annotations__), &found))
        return false;
    if (!found)
        ou_raise(vm, OU_T_AttributeError, "__annotations__");
    return found;
}

static OuObj *module_m_dir(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *dict = ou_getattr(vm, o, OU_NAME(__dict__));
    OuObj *result = NULL;
    if (dict && !ou_is(vm, dict, OU_TF_IS_DICT)) {
        OU_TYPE_ERROR(vm, "%.200s.__dict__ is not a dictionary", "module");
    } else if (dict) {
        OuObj *hook = ou_xref(ou_dict_peek_str(vm, OU_DICT(dict), OU_NAME(__dir__)));
        result = hook ? ou_call0(vm, hook) : ou_list_from(vm, dict);
        ou_unref(vm, hook);
    }
    ou_unref(vm, dict);
    return result;
}

static const OuRefField module_refs[] = {OU_REF(OuModule, dict), OU_REF(OuModule, name),
                                         OU_REF_END};
static const OuMethodDef module_methods[] = {
    {"__dir__", "()", module_m_dir, OU_NO_TEXT,
     "Names of the attributes, or what the module's own __dir__ gives."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef module_getsets[] = {
    {"__dict__", module_get_dict, ou_set_member, NULL},
    {"__annotations__", module_get_annotations, module_set_annotations, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_module_type = {
    .name = "module",
    .doc = "A namespace with a name and a docstring.",
    .base = &ou_object_type,
    .index = OU_T_MODULE,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_CUSTOM_GETATTR
             | OU_TF_CUSTOM_SETATTR,
    .size = sizeof(OuModule),
    .refs = module_refs,
    .methods = module_methods,
    .getsets = module_getsets,
    .dict_offset = offsetof(OuModule, dict),
    .signature = "(name, doc=None)",
    .repr = module_repr,
    .str = ou_object_str,
    .getattr = module_getattr,
    .setattr = module_setattr,
    .make = module_make,
    .init = module_init,
    OU_SLOTS_IDENTITY,
};
