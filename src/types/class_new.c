/* class_new.c - making a class: type.__new__ and what a class statement comes to.
 *
 * The new class is complete for the collector from the start (missing parts are NULL);
 * metaclasses (mro, __init_subclass__), __set_name__ and __eq__ of odd keys may run script
 * code while it is made. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/class.h"
#include "types/descr.h"
#include "object/function.h"
#include <string.h>

/* What the namespace says about the layout. */
typedef struct SlotPlan {
    OuStr **names; /* sorted, mangled, interned, owned */
    uint32_t count, cap;
    bool add_dict, add_weakref;
} SlotPlan;

static void plan_drop(OuVM *vm, SlotPlan *plan)
{
    for (uint32_t i = 0; i < plan->count; i++)
        ou_unref(vm, plan->names[i]);
    if (plan->names)
        ou_free(vm, plan->names, plan->cap * sizeof *plan->names);
    memset(plan, 0, sizeof *plan);
}

/* CPython's private name mangling: __x in class _C is _C__x. New reference. */
static OuStr *mangle(OuVM *vm, const OuStr *class_name, OuStr *name)
{
    const char *text = ou_str_text(name), *cls = ou_str_text(class_name);
    size_t size = name->size;
    while (*cls == '_')
        cls++;
    if (size < 2 || text[0] != '_' || text[1] != '_' || *cls == '\0' || memchr(text, '.', size)
        || (text[size - 1] == '_' && text[size - 2] == '_')) {
        OuObj *exact = ou_str_exact(vm, OU_OBJ(name));
        return exact ? ou_str_intern_take(vm, exact) : NULL;
    }
    OuObj *mangled = ou_str_format(vm, "_%s%s", cls, text);
    return mangled ? ou_str_intern_take(vm, mangled) : NULL;
}

/* Put one name of __slots__ into the sorted plan. */
static bool plan_add(OuVM *vm, SlotPlan *plan, OuStr *class_name, OuStr *item, OuDict *ns)
{
    OuStr *name = mangle(vm, class_name, item);
    if (!name)
        return false;
    int clash = ou_dict_contains(vm, ns, OU_OBJ(name));
    if (clash != 0 && name != OU_NAME(__qualname__) && name != OU_NAME(__classcell__)) {
        if (clash > 0)
            OU_VALUE_ERROR(vm, "%R in __slots__ conflicts with class variable", name);
        ou_unref(vm, name);
        return false;
    }
    if (plan->count == plan->cap) {
        uint32_t cap = plan->cap ? plan->cap * 2 : 4;
        OuStr **names = ou_resize(vm, plan->names, plan->cap * sizeof *names, cap * sizeof *names);
        if (!names) {
            ou_unref(vm, name);
            return false;
        }
        plan->names = names;
        plan->cap = cap;
    }
    uint32_t at = 0;
    for (uint32_t high = plan->count; at < high;) { /* behind those that are equal */
        uint32_t middle = at + (high - at) / 2;
        if (ou_str_cmp(plan->names[middle], name) > 0)
            high = middle;
        else
            at = middle + 1;
    }
    memmove(plan->names + at + 1, plan->names + at, (plan->count - at) * sizeof *plan->names);
    plan->names[at] = name;
    plan->count++;
    return ou_check(vm, 1 + (plan->count - at) / 64);
}

static bool plan_from_slots(OuVM *vm, SlotPlan *plan, OuStr *class_name, OuTuple *slots,
                            OuClass *base, OuDict *ns, bool may_dict, bool may_weakref)
{
    if (slots->len && ou_has_items(base->type))
        return OU_TYPE_ERROR(vm, "nonempty __slots__ not supported for subtype of '%.200s'",
                             base->type->name),
               false;
    for (size_t i = 0; i < slots->len; i++) {
        OuObj *item = slots->items[i];
        if (!ou_is_str(vm, item))
            return OU_TYPE_ERROR(vm, "__slots__ items must be strings, not '%.200T'", item), false;
        int is_identifier = ou_str_is_identifier(vm, OU_STR(item));
        if (is_identifier < 0)
            return false;
        if (is_identifier == 0)
            return OU_TYPE_ERROR(vm, "__slots__ must be identifiers"), false;
        if (ou_str_is(OU_STR(item), "__dict__")) {
            if (!may_dict || plan->add_dict)
                return OU_TYPE_ERROR(vm, "__dict__ slot disallowed: we already got one"), false;
            plan->add_dict = true;
        } else if (ou_str_is(OU_STR(item), "__weakref__")) {
            if (!may_weakref || plan->add_weakref)
                return OU_TYPE_ERROR(vm,
                                     "__weakref__ slot disallowed: either we already got one, or "
                                     "__itemsize__ != 0"),
                       false;
            plan->add_weakref = true;
        }
    }
    for (size_t i = 0; i < slots->len; i++) {
        OuStr *item = OU_STR(slots->items[i]);
        if (!ou_str_is(item, "__dict__") && !ou_str_is(item, "__weakref__")
            && !plan_add(vm, plan, class_name, item, ns))
            return false;
    }
    return true;
}

static bool make_plan(OuVM *vm, SlotPlan *plan, OuStr *class_name, OuClass *base, OuTuple *bases,
                      OuDict *ns)
{
    bool may_dict = !ou_has_own_attributes(base->type);
    bool may_weakref = !(base->type->flags & OU_TF_WEAKREFS) && !ou_has_items(base->type);
    bool error = false;
    OuObj *slots = ou_xref(ou_dict_peek(vm, ns, OU_NAME_OBJ(__slots__), &error));
    if (error)
        return false;
    if (!slots) {
        plan->add_dict = may_dict;
        plan->add_weakref = may_weakref;
        return true;
    }
    OuObj *tuple = ou_is_str(vm, slots) ? ou_tuple_pack(vm, 1, slots) : ou_tuple_from(vm, slots);
    ou_unref(vm, slots);
    bool ok = tuple
              && plan_from_slots(vm, plan, class_name, OU_TUPLE(tuple), base, ns, may_dict,
                                 may_weakref);
    ou_unref(vm, tuple);
    /* Secondary bases may bring a dict or weak references. */
    for (size_t i = 0; ok && i < bases->len; i++) {
        const OuClass *other = OU_CLASS(bases->items[i]);
        if (other == base)
            continue;
        if (may_dict && ou_has_own_attributes(other->type))
            plan->add_dict = true;
        if (may_weakref && (other->type->flags & OU_TF_WEAKREFS))
            plan->add_weakref = true;
    }
    return ok;
}

/* ---- the parts of the new class ---- */

static const uint32_t inherited_flags = OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_DICT
                                        | OU_TF_VAR_SIZE | OU_TF_MATCH_SELF | OU_TF_IS_MASK
                                        | OU_TF_SEQUENCE | OU_TF_MAPPING | OU_TF_GC_BEFORE
                                        | OU_TF_VISITS_ALL | OU_TF_ORDERED;

/* The OuType of the class, as a copy of its base's; its shape; room for the slots. */
static bool make_type(OuVM *vm, OuClass *cls, SlotPlan *plan, OuLayout *layout)
{
    const OuType *base = cls->base->type;
    OuType *own = ou_alloc(vm, sizeof *own);
    if (!own)
        return false;
    *own = *base;
    own->name = ou_str_text(cls->name);
    own->doc = NULL;
    own->base = base;
    own->methods = NULL;
    own->getsets = NULL;
    own->members = NULL;
    own->signature = NULL;
    own->flags = (base->flags & inherited_flags) | OU_TF_BASE | OU_TF_USER;
    if (!(base->flags & OU_TF_COLLECTED)) {
        own->flags |= OU_TF_COLLECTED;
        if (base->index != OU_T_OBJECT)
            own->flags |= OU_TF_GC_BEFORE;
    }
    if (plan->add_dict)
        own->flags |= OU_TF_DICT;
    if (plan->add_weakref)
        own->flags |= OU_TF_WEAKREFS;
    cls->flags |= (plan->add_dict ? OU_CF_ADDS_DICT : 0u)
                  | (plan->add_weakref ? OU_CF_ADDS_WEAKREF : 0u);
    uint32_t size = base->size;
    if (base->flags & OU_TF_VAR_SIZE)
        size = base->flags & OU_TF_USER ? base->size : 0;
    else if (size < sizeof(OuGcObj))
        size = sizeof(OuGcObj);
    size = (size + 7) & ~7u;
    own->size = size + plan->count * (uint32_t)sizeof(OuObj *);
    if (layout) {
        layout->owner = cls;
        layout->base = base->layout;
        layout->offset = own->size;
        own->size += (layout->size + 7) & ~7u;
        own->layout = layout;
        own->dealloc = layout->dealloc;
        own->clear = layout->clear;
    }
    cls->own = own;
    cls->type = own;
    cls->size = own->size;
    cls->slot_names = plan->names;
    cls->slot_name_count = plan->count;
    cls->slot_count = cls->base->slot_count + plan->count;
    const OuType *builtin = base;
    while (builtin->flags & OU_TF_USER)
        builtin = builtin->base;
    if (builtin->index != OU_T_OBJECT)
        cls->flags |= OU_CF_NO_SHAPES;
    else if (own->flags & OU_TF_DICT)
        cls->inline_predicted = cls->base->inline_predicted > 4 ? cls->base->inline_predicted : 4;
    /* The array is the class's now; shrink it so that its size follows from the count. */
    if (plan->names && plan->cap != plan->count) {
        OuStr **names = ou_alloc(vm, (plan->count ? plan->count : 1) * sizeof *names);
        if (!names) {
            cls->slot_names = NULL;
            cls->slot_name_count = 0;
            return false;
        }
        memcpy(names, plan->names, plan->count * sizeof *names);
        ou_free(vm, plan->names, plan->cap * sizeof *names);
        cls->slot_names = names;
    }
    plan->names = NULL;
    plan->count = plan->cap = 0;
    return ou_shape_make_root(vm, cls);
}

static bool set_module(OuVM *vm, OuDict *dict)
{
    if (ou_dict_peek_str(vm, dict, OU_NAME(__module__)))
        return true;
    OuDict *globals = ou_upcall_globals(vm);
    OuObj *module = globals ? ou_xref(ou_dict_peek_str(vm, globals, OU_NAME(__name__))) : NULL;
    bool ok = !module || ou_dict_set(vm, dict, OU_NAME_OBJ(__module__), module);
    ou_unref(vm, module);
    return ok;
}

static bool set_qualname(OuVM *vm, OuClass *cls)
{
    OuObj *qualname = ou_xref(ou_dict_peek_str(vm, cls->dict, OU_NAME(__qualname__)));
    if (!qualname) {
        cls->qualname = OU_REF_AS(OuStr, cls->name);
        return true;
    }
    if (!ou_is_str(vm, qualname)) {
        OU_TYPE_ERROR(vm, "type __qualname__ must be a str, not %T", qualname);
        ou_unref(vm, qualname);
        return false;
    }
    cls->qualname = OU_STR(qualname);
    bool found;
    return ou_dict_delete(vm, cls->dict, OU_NAME_OBJ(__qualname__), &found);
}

/* Functions of that name are implicitly class or static methods. */
static bool wrap_function(OuVM *vm, OuDict *dict, OuStr *name, uint32_t wrapper)
{
    OuObj *function = ou_dict_peek_str(vm, dict, name);
    if (!function || !ou_is_exact(function, OU_T_FUNCTION))
        return true;
    OuObj *wrapped = ou_wrapper_method_new(vm, wrapper, function);
    bool ok = wrapped && ou_dict_set(vm, dict, OU_OBJ(name), wrapped);
    ou_unref(vm, wrapped);
    return ok;
}

/* __slots__ members, then __dict__ and __weakref__, then __doc__. */
static bool add_descriptors(OuVM *vm, OuClass *cls)
{
    uint32_t offset = cls->size - cls->slot_name_count * (uint32_t)sizeof(OuObj *);
    for (uint32_t i = 0; i < cls->slot_name_count; i++, offset += (uint32_t)sizeof(OuObj *)) {
        OuObj *member = ou_member_descr_new(vm, cls, cls->slot_names[i], NULL, offset);
        bool ok = member && (ou_dict_peek_str(vm, cls->dict, cls->slot_names[i]) /* __module__ */
                             || ou_dict_set(vm, cls->dict, OU_OBJ(cls->slot_names[i]), member));
        ou_unref(vm, member);
        if (!ok)
            return false;
    }
    for (int i = 0; i < 2; i++) {
        const OuGetSetDef *def = &ou_instance_getsets[i];
        OuStr *name = i ? OU_NAME(__weakref__) : OU_NAME(__dict__);
        if (!(cls->flags & (i ? OU_CF_ADDS_WEAKREF : OU_CF_ADDS_DICT))
            || ou_dict_peek_str(vm, cls->dict, name))
            continue;
        OuObj *getset = ou_getset_descr_new(vm, cls, def);
        bool ok = getset && ou_dict_set(vm, cls->dict, OU_OBJ(name), getset);
        ou_unref(vm, getset);
        if (!ok)
            return false;
    }
    if (ou_dict_peek_str(vm, cls->dict, OU_NAME(__doc__)))
        return true;
    return ou_dict_set(vm, cls->dict, OU_NAME_OBJ(__doc__), OU_NONE);
}

static bool set_class_cell(OuVM *vm, OuClass *cls)
{
    OuObj *cell = ou_dict_peek_str(vm, cls->dict, OU_NAME(__classcell__));
    if (!cell)
        return true;
    if (!ou_is_exact(cell, OU_T_CELL)) {
        OuClass *kind = ou_class_of(vm, cell);
        if (kind)
            OU_TYPE_ERROR(vm, "__classcell__ must be a nonlocal cell, not %.200R", kind);
        return false;
    }
    ou_put(vm, &OU_CELL(cell)->content, ou_ref(OU_OBJ(cls)));
    bool found;
    return ou_dict_delete(vm, cls->dict, OU_NAME_OBJ(__classcell__), &found);
}

static bool fill_dict(OuVM *vm, OuClass *cls)
{
    return set_module(vm, cls->dict) && set_qualname(vm, cls)
           && wrap_function(vm, cls->dict, OU_NAME(__new__), OU_T_STATICMETHOD)
           && wrap_function(vm, cls->dict, OU_NAME(__init_subclass__), OU_T_CLASSMETHOD)
           && wrap_function(vm, cls->dict, OU_NAME(__class_getitem__), OU_T_CLASSMETHOD);
}

/* Who defines __eq__ and not __hash__ is not hashable. */
static bool set_hash(OuVM *vm, OuClass *cls)
{
    if (!ou_dict_peek_str(vm, cls->dict, OU_NAME(__eq__))
        || ou_dict_peek_str(vm, cls->dict, OU_NAME(__hash__)))
        return true;
    return ou_dict_set(vm, cls->dict, OU_NAME_OBJ(__hash__), OU_NONE);
}

/* collections.abc says by __abc_tpflags__ (CPython's bits) what pattern matching takes its
 * classes for. */
static bool declared_patterns(OuVM *vm, OuClass *cls)
{
    OuStr *name = ou_str_intern(vm, "__abc_tpflags__", 15);
    OuObj *value = name ? ou_dict_peek_str(vm, cls->dict, name) : NULL;
    int64_t bits = 0;
    if (!name || (value && ou_is_exact(value, OU_T_INT) && !ou_as_int64(vm, value, &bits)))
        ou_error_clear(vm);
    bool found;
    if (value && !ou_dict_delete(vm, cls->dict, OU_OBJ(name), &found))
        ou_error_clear(vm);
    if (bits & 1 << 5)
        cls->own->flags |= OU_TF_SEQUENCE;
    if (bits & 1 << 6)
        cls->own->flags |= OU_TF_MAPPING;
    ou_unref(vm, name);
    if ((bits & 3 << 5) != 3 << 5)
        return true;
    OU_TYPE_ERROR(vm, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    return false;
}

void ou_class_take_patterns(OuClass *cls, uint32_t patterns)
{
    if (!cls->own || (cls->own->flags & OU_TF_IMMUTABLE) || (cls->own->flags & OU_TF_PATTERNS) == patterns)
        return;
    cls->own->flags = (cls->own->flags & ~OU_TF_PATTERNS) | patterns;
    for (uint32_t i = 0; i < cls->subclass_count; i++)
        ou_class_take_patterns(cls->subclasses[i], patterns);
}

static bool inherit_patterns(OuVM *vm, OuClass *cls)
{
    const uint32_t patterns = OU_TF_PATTERNS;
    if (!ou_is_exact(OU_OBJ(cls), OU_T_TYPE) && !declared_patterns(vm, cls))
        return false;
    for (size_t i = 0; i < cls->bases->len && !(cls->own->flags & patterns); i++)
        cls->own->flags |= OU_CLASS(cls->bases->items[i])->type->flags & patterns;
    return true;
}

/* ---- hooks ---- */

static void set_name_failed(OuVM *vm, OuClass *cls, OuObj *key, OuObj *value)
{
    OuObj *cause = ou_error_take(vm);
    ou_raise(vm, OU_T_RuntimeError,
             "Error calling __set_name__ on '%.100T' instance %R in '%.100s'", value, key,
             cls->type->name);
    ou_error_set_cause_take(vm, ou_ref(cause));
    ou_error_set_context_take(vm, ou_error_peek(vm), cause);
}

static bool call_set_names(OuVM *vm, OuClass *cls)
{
    OuObj *copy = NULL;
    size_t position = 0;
    OuObj *key, *value;
    bool ok = true;
    while (ok && ou_dict_next(copy ? OU_DICT(copy) : cls->dict, &position, &key, &value)) {
        OuClass *kind = ou_class_of(vm, value);
        if (!kind) {
            ok = false;
            break;
        }
        if (!ou_class_lookup_peek(vm, kind, OU_NAME(__set_name__)))
            continue;
        if (!copy) { /* the hook may change the class: go on with a copy */
            copy = ou_dict_copy(vm, cls->dict);
            ok = copy != NULL;
            position = 0;
            continue;
        }
        OuObj *args[2] = {OU_OBJ(cls), key};
        bool needs_self;
        OuObj *method = ou_lookup_special(vm, value, OU_NAME(__set_name__), &needs_self);
        if (!method) {
            ok = false;
            break;
        }
        if (method == OU_ABSENT)
            continue;
        OuObj *result = ou_call_found_take(vm, method, needs_self, value, args, 2);
        if (!result) {
            set_name_failed(vm, cls, key, value);
            ok = false;
        }
        ou_unref(vm, result);
    }
    ou_unref(vm, copy);
    return ok;
}

/* super(cls, cls).__init_subclass__(...), whatever order an mro() has given. */
static bool call_init_subclass(OuVM *vm, OuClass *cls, OuObj *const *kwvalues, OuObj *kwnames)
{
    OuObj *hook = NULL;
    size_t i = 0;
    while (i < cls->mro->len && cls->mro->items[i] != OU_OBJ(cls))
        i++;
    if (i == cls->mro->len)
        return OU_TYPE_ERROR(vm, "super(type, obj): obj must be an instance or subtype of type"), false;
    for (i++; !hook && i < cls->mro->len; i++)
        hook = ou_dict_peek_str(vm, OU_CLASS(cls->mro->items[i])->dict, OU_NAME(__init_subclass__));
    if (!hook) { /* then it is super's own, object's */
        if (kwnames && OU_TUPLE(kwnames)->len)
            OU_TYPE_ERROR(vm, "super.__init_subclass__() takes no keyword arguments");
        return !kwnames || !OU_TUPLE(kwnames)->len;
    }
    ou_ref(hook);
    const OuType *kind = ou_type(vm, hook);
    OuObj *bound = kind->get ? kind->get(vm, hook, NULL, OU_OBJ(cls)) : ou_ref(hook);
    ou_unref(vm, hook);
    if (!bound)
        return false;
    OuObj *result = ou_call(vm, bound, kwvalues, 0, kwnames);
    ou_unref(vm, bound);
    ou_unref(vm, result);
    return result != NULL;
}

/* ---- all together ---- */

static OuClass *build(OuVM *vm, OuClass *meta, OuClass *base, OuStr *name, OuTuple *bases,
                      OuDict *ns, OuLayout *layout)
{
    SlotPlan plan = {0};
    OuObj *dict = ou_dict_copy(vm, ns);
    OuClass *cls = NULL;
    bool ok = false;
    if (!dict || !make_plan(vm, &plan, name, base, bases, OU_DICT(dict)))
        goto done;
    cls = (OuClass *)ou_instance_new(vm, meta, 0);
    if (!cls)
        goto done;
    cls->name = OU_REF_AS(OuStr, name);
    cls->base = OU_REF_AS(OuClass, base);
    cls->bases = OU_REF_AS(OuTuple, bases);
    cls->dict = OU_DICT(dict);
    cls->dict->is_namespace = true;
    dict = NULL;
    const char *null;
    OU_CHARGE_BYTES(vm, name->size);
    if (!ou_find_byte(vm, ou_str_text(name), name->size, 0, &null))
        goto done;
    if (null) {
        OU_VALUE_ERROR(vm, "type name must not contain null characters");
        goto done;
    }
    OuObj *doc = ou_dict_peek_str(vm, cls->dict, OU_NAME(__doc__));
    if (!ou_class_check_text(vm, name) || (doc && ou_is_exact(doc, OU_T_STR) && !ou_class_check_text(vm, OU_STR(doc))))
        goto done;
    if (!make_type(vm, cls, &plan, layout) || !fill_dict(vm, cls) || !set_class_cell(vm, cls)
        || !ou_class_compute_mro(vm, cls) || !add_descriptors(vm, cls) || !set_hash(vm, cls))
        goto done;
    for (size_t i = 0; i < cls->bases->len; i++) {
        if (!ou_is_exact(OU_OBJ(cls), OU_T_TYPE)) /* an mro() may have set the bases */
            ou_class_remove_subclass(OU_CLASS(cls->bases->items[i]), cls);
        if (!ou_class_add_subclass(vm, OU_CLASS(cls->bases->items[i]), cls))
            goto done;
    }
    cls->flags |= OU_CF_READY;
    ou_slots_fill(vm, cls);
    ok = inherit_patterns(vm, cls);
done:
    plan_drop(vm, &plan);
    ou_unref(vm, dict);
    if (!ok)
        ou_clear(vm, &cls);
    return cls;
}

static OuObj *pass_on(OuVM *vm, OuClass *meta, OuStr *name, OuTuple *bases, OuDict *ns,
                      OuObj *const *kwvalues, OuObj *kwnames)
{
    size_t n = kwnames ? OU_TUPLE(kwnames)->len : 0;
    OuObj **args = ou_alloc(vm, (n + 3) * sizeof *args);
    if (!args)
        return NULL;
    args[0] = OU_OBJ(name);
    args[1] = OU_OBJ(bases);
    args[2] = OU_OBJ(ns);
    if (n)
        memcpy(args + 3, kwvalues, n * sizeof *args);
    OuObj *result = meta->type->make(vm, meta, args, 3, kwnames);
    ou_free(vm, args, (n + 3) * sizeof *args);
    return result;
}

static bool check_bases(OuVM *vm, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->len; i++) {
        OuObj *base = bases->items[i];
        if (ou_is(vm, base, OU_TF_IS_TYPE))
            continue;
        OuObj *entries = ou_getattr_optional(vm, base, OU_NAME(__mro_entries__));
        if (entries && entries != OU_ABSENT) {
            OU_TYPE_ERROR(vm, "type() doesn't support MRO entry resolution; use types.new_class()");
            ou_unref(vm, entries);
        }
        if (entries != OU_ABSENT)
            return false;
    }
    return true;
}

static OuObj *class_new(OuVM *vm, OuClass *meta, OuStr *name, OuTuple *bases, OuDict *ns,
                        OuObj *const *kwvalues, OuObj *kwnames, OuLayout *layout)
{
    OuClass *base;
    if (bases->len == 0) {
        base = ou_builtin_class(vm, OU_T_OBJECT);
        if (!meta)
            meta = ou_builtin_class(vm, OU_T_TYPE);
        if (!base || !meta)
            return NULL;
    } else {
        if (!check_bases(vm, bases))
            return NULL;
        OuClass *winner = ou_class_best_meta(vm, meta, bases);
        if (!winner)
            return NULL;
        if (winner != meta && winner->type->make != ou_class_make && !layout)
            return pass_on(vm, winner, name, bases, ns, kwvalues, kwnames);
        meta = winner;
        base = ou_class_best_base(vm, bases);
        if (!base)
            return NULL;
    }
    OuObj *one = bases->len == 0 ? ou_tuple_pack(vm, 1, base) : ou_ref(OU_OBJ(bases));
    if (!one)
        return NULL;
    OuClass *cls = build(vm, meta, base, name, OU_TUPLE(one), ns, layout);
    ou_unref(vm, one);
    if (cls && (!call_set_names(vm, cls) || !call_init_subclass(vm, cls, kwvalues, kwnames)))
        ou_clear(vm, &cls);
    return OU_OBJ(cls);
}

OuObj *ou_class_new(OuVM *vm, OuClass *meta, OuStr *name, OuTuple *bases, OuDict *ns,
                    OuObj *const *kwvalues, OuObj *kwnames)
{
    return class_new(vm, meta, name, bases, ns, kwvalues, kwnames, NULL);
}

OuObj *ou_class_new_laid_out(OuVM *vm, OuStr *name, OuTuple *bases, OuDict *ns, OuLayout *layout)
{
    return class_new(vm, NULL, name, bases, ns, NULL, NULL, layout);
}
