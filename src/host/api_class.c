/* api_class.c - what the host adds to a VM: functions, modules, and classes with C data in their instances.
 *
 * The data is part of the instance (OuLayout), zero until somebody writes there, so that a script that calls
 * just __new__ finds nothing wild. A class is known by the address of its definition: no handle is needed to
 * get at the data. Finalizers of data run when the object is gone for scripts; they must not call them. */
#include "host/api_function.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/descr.h"
#include "types/module.h"
#include <stdlib.h>
#include <string.h>

typedef struct OuApiClass {
    OuLayout layout;
    struct OuApiClass *next;
    OuObj *cls; /* owned; NULL: it could not be made, or the VM ends */
    const OuroClassDef *key;
    OuroClassDef def;
} OuApiClass;

/* ---- functions and modules ---- */

static OuDict *module_dict(OuVM *vm, OuroObject *module)
{
    if (!module)
        return ou_host_main_dict(vm);
    if (!ou_isinstance_builtin(vm, OU_OBJ(module), OU_T_MODULE))
        return OU_TYPE_ERROR(vm, "a module is expected, not %.100T", OU_OBJ(module));
    OuDict *dict = ((OuModule *)module)->dict;
    bool error = false;
    if (!ou_dict_peek(vm, dict, OU_NAME_OBJ(__builtins__), &error) && !error)
        error = !ou_dict_set(vm, dict, OU_NAME_OBJ(__builtins__), vm->builtins_module);
    return error ? NULL : dict;
}

static OuHostFunction *make_function(OuVM *vm, OuDict *globals, const char *signature, OuroFunction function,
                                     void *user, const char *doc, OuStr *cls)
{
    if (!ou_api_given(vm, signature) || !function) {
        ou_api_missing(vm);
        return NULL;
    }
    OuHostFunction *f = ou_host_function_new(vm, signature, function, user, doc, globals, cls);
    OuObj *module = f && globals ? ou_dict_peek_str(vm, globals, OU_NAME(__name__)) : NULL;
    if (module)
        ou_put(vm, &f->module, ou_ref(module));
    return f;
}

OuroObject *ouro_function(OuroVM *v, const char *signature, OuroFunction function, void *user, const char *doc)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, signature))
        return NULL;
    return OU_HANDLE(vm, OU_OBJ(make_function(vm, NULL, signature, function, user, doc, NULL)));
}

int ouro_function_finalizer(OuroVM *v, OuroObject *function, void (*finalize)(void *user))
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, function))
        return 0;
    if (!ou_is_exact(OU_OBJ(function), OU_T_HOST_FUNCTION)) {
        OU_TYPE_ERROR(vm, "a host function is expected, not %.100T", OU_OBJ(function));
        return 0;
    }
    OU_HOST_FUNCTION(function)->finalize = finalize;
    return 1;
}

int ouro_add_function(OuroVM *v, OuroObject *module, const char *signature, OuroFunction function, void *user)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *globals = ou_api_enter1(vm, signature) ? module_dict(vm, module) : NULL;
    OuHostFunction *f = globals ? make_function(vm, globals, signature, function, user, NULL, NULL) : NULL;
    bool ok = f && ou_dict_set(vm, globals, OU_OBJ(f->name), OU_OBJ(f));
    ou_unref(vm, f);
    return ok;
}

/* "a.b" becomes an attribute of a module "a" that there is. */
static bool add_to_parent(OuVM *vm, const char *name, OuObj *module)
{
    const char *dot = strrchr(name, '.');
    OuStr *parent = dot ? ou_str_intern(vm, name, (size_t)(dot - name)) : NULL;
    if (!parent)
        return dot == NULL;
    OuObj *found = ou_dict_peek_str(vm, OU_DICT(vm->modules), parent);
    OuStr *last = found ? ou_api_name(vm, dot + 1) : NULL;
    bool ok = !found || (last && ou_setattr(vm, found, last, module));
    ou_unref(vm, last);
    ou_unref(vm, parent);
    return ok;
}

OuroObject *ouro_module(OuroVM *v, const char *name, const char *doc)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *key = ou_api_enter1(vm, name) ? ou_api_name(vm, name) : NULL;
    OuObj *module = key ? ou_module_new(vm, name, doc) : NULL;
    if (module && (!add_to_parent(vm, name, module) || !ou_dict_set(vm, OU_DICT(vm->modules), OU_OBJ(key), module)))
        ou_clear(vm, &module);
    ou_unref(vm, key);
    return OU_HANDLE(vm, module);
}

/* ---- the data of instances ---- */

/* What the functions of a layout are called with. */
static void *data_of(const OuType *type, OuObj *o, const OuLayout *layout)
{
    return ou_slot_word(type, o, layout->offset);
}

static void instance_dealloc(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o), *base = type;
    for (const OuLayout *l = type->layout; l; l = l->base) {
        const OuroClassDef *def = &((const OuApiClass *)l)->def;
        if (def->finalize)
            def->finalize((OuroVM *)vm, data_of(type, o, l), def->user);
    }
    while (base->flags & OU_TF_USER)
        base = base->base;
    if (base->dealloc) {
        base->dealloc(vm, o);
        return;
    }
    for (const OuRefField *field = base->refs; field && field->name; field++)
        ou_clear(vm, (OuObj **)((char *)o + field->offset));
    ou_object_free(vm, o);
}

static void instance_clear(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o), *base = type;
    for (const OuLayout *l = type->layout; l; l = l->base) {
        const OuroClassDef *def = &((const OuApiClass *)l)->def;
        if (def->clear)
            def->clear((OuroVM *)vm, data_of(type, o, l), def->user);
    }
    while (base->flags & OU_TF_USER)
        base = base->base;
    if (base->clear) {
        base->clear(vm, o);
        return;
    }
    for (const OuRefField *field = base->refs; field && field->name; field++)
        ou_clear(vm, (OuObj **)((char *)o + field->offset));
}

typedef struct Visit {
    OuVisitFn fn;
    void *arg;
} Visit;

static void pass_on(OuroObject *object, void *arg)
{
    const Visit *visit = arg;
    if (object)
        visit->fn(OU_OBJ(object), visit->arg);
}

void ou_upcall_visit_layout(const OuType *type, OuObj *o, OuVisitFn fn, void *arg)
{
    Visit visit = {fn, arg};
    for (const OuLayout *l = type->layout; l; l = l->base) {
        const OuroClassDef *def = &((const OuApiClass *)l)->def;
        if (def->traverse)
            def->traverse(data_of(type, o, l), pass_on, &visit);
    }
}

/* ---- making classes ---- */

static bool set_text(OuVM *vm, OuDict *ns, OuStr *name, const char *text, size_t size)
{
    OuObj *value = ou_api_text(vm, text, size);
    bool ok = value && ou_dict_set(vm, ns, OU_OBJ(name), value);
    ou_unref(vm, value);
    return ok;
}

/* A property from "name" or "name: type". */
static OuObj *make_property(OuVM *vm, OuDict *globals, const OuroMember *m, void *user, OuStr *cls, OuStr **name)
{
    size_t size = strcspn(m->signature, ": ");
    const char *type = m->signature + size;
    while (*type == ' ')
        type++;
    OuObj *parts[4] = {OU_NONE, OU_NONE, OU_NONE, OU_NONE}, *property = NULL;
    OuObj *plain = ou_api_text(vm, m->signature, size);
    OuObj *texts[] = {plain ? ou_str_format(vm, "%U(self)", OU_STR(plain)) : NULL,
                      plain ? ou_str_format(vm, "%U(self, value%s)", OU_STR(plain), type) : NULL};
    bool ok = texts[0] && texts[1];
    for (int i = 0; ok && i < 2; i++) {
        OuroFunction function = i ? m->setter : m->function;
        if (function)
            parts[i] = OU_OBJ(make_function(vm, globals, ou_str_text(OU_STR(texts[i])), function, user, NULL, cls));
        ok = parts[i] != NULL;
    }
    if (ok && m->doc)
        ok = (parts[3] = ou_api_text(vm, m->doc, strlen(m->doc))) != NULL;
    OuClass *kind = ok ? ou_builtin_class(vm, OU_T_PROPERTY) : NULL;
    if (kind)
        property = ou_call(vm, OU_OBJ(kind), parts, 4, NULL);
    *name = property ? OU_STR(ou_ref(plain)) : NULL;
    for (int i = 0; i < 4; i++)
        ou_unref(vm, parts[i]);
    ou_unref(vm, texts[0]);
    ou_unref(vm, texts[1]);
    ou_unref(vm, plain);
    return property;
}

static bool add_member(OuVM *vm, OuDict *globals, OuDict *ns, const OuroMember *m, void *user, OuStr *cls)
{
    const char *signature = m->signature;
    OuMemberForm form = ou_host_member_form(&signature);
    OuStr *name = NULL;
    OuObj *value;
    user = m->user ? m->user : user;
    if (form == OU_MEMBER_PROPERTY) {
        value = make_property(vm, globals, m, user, cls, &name);
    } else {
        value = OU_OBJ(make_function(vm, globals, signature, m->function, user, m->doc, cls));
        name = value ? OU_REF_AS(OuStr, OU_HOST_FUNCTION(value)->name) : NULL;
        if (form == OU_MEMBER_METHOD && name == OU_NAME(__new__))
            form = OU_MEMBER_STATIC;
        if (form == OU_MEMBER_METHOD && (name == OU_NAME(__init_subclass__) || name == OU_NAME(__class_getitem__)))
            form = OU_MEMBER_CLASS;
        if (value && form != OU_MEMBER_METHOD)
            ou_put(vm, &value, ou_wrapper_method_new(
                                   vm, form == OU_MEMBER_STATIC ? OU_T_STATICMETHOD : OU_T_CLASSMETHOD, value));
    }
    bool ok = value && ou_dict_set(vm, ns, OU_OBJ(name), value);
    ou_unref(vm, name);
    ou_unref(vm, value);
    return ok;
}

/* The namespace of the class. */
static OuObj *make_namespace(OuVM *vm, OuroObject *module, OuDict *globals, const OuroClassDef *def, OuStr *name)
{
    const char *dot = strrchr(def->name, '.');
    OuObj *ns = ou_dict_new(vm), *slots = ns ? ou_tuple_pack(vm, 1, OU_NAME_OBJ(__weakref__)) : NULL;
    bool derived = false, ok = slots != NULL;
    for (size_t i = 0; i < def->base_count; i++)
        derived |= ou_is(vm, OU_OBJ(def->bases[i]), OU_TF_IS_TYPE) &&
                   OU_CLASS(def->bases[i])->type->index != OU_T_OBJECT;
    if (derived && ok)
        ou_put(vm, &slots, OU_EMPTY_TUPLE);
    ok = ok && ou_dict_set(vm, OU_DICT(ns), OU_NAME_OBJ(__slots__), slots);
    ou_unref(vm, slots);
    OuObj *owner = module || !dot ? ou_dict_peek_str(vm, globals, OU_NAME(__name__)) : NULL;
    if (ok && dot)
        ok = set_text(vm, OU_DICT(ns), OU_NAME(__module__), def->name, (size_t)(dot - def->name));
    else if (ok && owner)
        ok = ou_dict_set(vm, OU_DICT(ns), OU_NAME_OBJ(__module__), owner);
    if (ok && def->doc)
        ok = set_text(vm, OU_DICT(ns), OU_NAME(__doc__), def->doc, strlen(def->doc));
    for (const OuroMember *m = def->members; ok && m && m->signature; m++)
        ok = add_member(vm, globals, OU_DICT(ns), m, def->user, name);
    if (!ok)
        ou_clear(vm, &ns);
    return ns;
}

static OuApiClass *find_class(const OuVM *vm, const OuroClassDef *def)
{
    OuApiClass *c = ou_api(vm)->classes;
    while (c && (c->key != def || !c->cls))
        c = c->next;
    return c;
}

static bool check_def(OuVM *vm, const OuroClassDef *def, bool made)
{
    if (!def->name || made)
        return OU_VALUE_ERROR(vm, made ? "class '%.100s' has been made" : "a class without name", def->name), false;
    if (def->traverse && !def->clear)
        return OU_VALUE_ERROR(vm, "class '%.100s' has `traverse`, but no `clear`", def->name), false;
    if (def->data_size > 1u << 20)
        return OU_VALUE_ERROR(vm, "the data of class '%.100s' is too large", def->name), false;
    return ou_api_enter_all(vm, vm, def->bases, def->base_count);
}

static OuObj *make_class(OuVM *vm, OuroObject *module, OuDict *globals, OuApiClass *c)
{
    const OuroClassDef *def = &c->def;
    const char *dot = strrchr(def->name, '.');
    OuObj *cls = NULL, *ns = NULL, *bases = NULL;
    OuStr *name = ou_api_name(vm, dot ? dot + 1 : def->name);
    if (name)
        ns = make_namespace(vm, module, globals, def, name);
    if (ns)
        bases = ou_tuple_new(vm, (OuObj *const *)def->bases, def->base_count);
    if (bases)
        cls = ou_class_new_laid_out(vm, name, OU_TUPLE(bases), OU_DICT(ns), &c->layout);
    bool found;
    if (cls && (!ou_dict_delete(vm, OU_CLASS(cls)->dict, OU_NAME_OBJ(__slots__), &found) ||
                (module && !ou_dict_set(vm, globals, OU_OBJ(name), cls))))
        ou_clear(vm, &cls);
    if (cls && def->final)
        OU_CLASS(cls)->own->flags &= ~OU_TF_BASE;
    ou_unref(vm, bases);
    ou_unref(vm, ns);
    ou_unref(vm, name);
    return cls;
}

OuroObject *ouro_class(OuroVM *v, OuroObject *module, const OuroClassDef *given)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *globals = ou_api_enter1(vm, given) ? module_dict(vm, module) : NULL;
    if (!globals)
        return NULL;
    OuApi *api = ou_api(vm);
    OuApiClass *c = calloc(1, sizeof *c);
    if (!c)
        return ou_raise_memory(vm);
    memcpy(&c->def, given, given->size < sizeof c->def ? given->size : sizeof c->def);
    if (!check_def(vm, &c->def, find_class(vm, given) != NULL)) {
        free(c);
        return NULL;
    }
    c->key = given;
    c->layout.size = (uint32_t)c->def.data_size;
    c->layout.dealloc = instance_dealloc;
    c->layout.clear = instance_clear;
    c->next = api->classes; /* from now on: hooks may make instances, that outlive a failure */
    api->classes = c;
    OuObj *cls = make_class(vm, module, globals, c);
    c->def.members = NULL;
    c->def.bases = NULL;
    if (cls)
        c->cls = ou_ref(cls);
    return OU_HANDLE(vm, cls);
}

OuroObject *ouro_class_of(OuroVM *v, const OuroClassDef *def)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, def))
        return NULL;
    const OuApiClass *c = find_class(vm, def);
    if (!c && vm->error == NULL)
        ou_raise(vm, OU_T_SystemError, "class '%.100s' has not been made", def->name ? def->name : "");
    if (!c)
        return NULL;
    return OU_HANDLE(vm, ou_ref(c->cls));
}

OuroObject *ouro_instance(OuroVM *v, const OuroClassDef *def)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, def))
        return NULL;
    const OuApiClass *c = find_class(vm, def);
    if (c)
        return OU_HANDLE(vm, OU_CLASS(c->cls)->type->make(vm, OU_CLASS(c->cls), NULL, 0, NULL));
    return ouro_class_of(v, def);
}

void *ouro_data(OuroVM *v, OuroObject *object, const OuroClassDef *def)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, object))
        return NULL;
    const OuType *type = ou_type(vm, OU_OBJ(object));
    for (const OuLayout *l = type->layout; l; l = l->base)
        if (OU_LIKELY(((const OuApiClass *)l)->key == def))
            return data_of(type, OU_OBJ(object), l);
    if (!ou_api_given(vm, def) || !ou_api_given(vm, def->name))
        return NULL;
    const char *dot = strrchr(def->name, '.');
    const char *name = dot ? dot + 1 : def->name, *article = strchr("AEIOU", *name) ? "an" : "a";
    return OU_TYPE_ERROR(vm, "%s %.100s is expected, not %.100G", article, name, OU_OBJ(object));
}

/* ---- the end ---- */

void ou_api_classes_release(OuVM *vm)
{
    for (OuApiClass *c = ou_api(vm)->classes; c; c = c->next)
        ou_clear(vm, &c->cls);
}

void ou_api_classes_visit(OuVM *vm, OuVisitFn fn, void *arg)
{
    for (const OuApiClass *c = ou_api(vm)->classes; c; c = c->next)
        if (c->cls)
            fn(c->cls, arg);
}

void ou_api_classes_free(OuApi *api)
{
    for (OuApiClass *c = api->classes, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    api->classes = NULL;
}
