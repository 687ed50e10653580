/* class.c - classes: looking names up along the MRO, versions for caches, subclasses, the MRO
 * itself, the layout base, the metaclass.
 *
 * Versions: a class has one only if all its bases have; dropping that of a class therefore
 * drops those of all subclasses that have one. The method cache compares versions, and
 * names by address: it holds no references, so names that die are taken out of it. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include <string.h>

/* ---- from object to class ---- */

OuClass *ou_class_of(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    if (OU_LIKELY(shape->cls != NULL))
        return shape->cls;
    OuClass *cls = vm->builtin_classes ? vm->builtin_classes[shape->index] : NULL;
    return OU_LIKELY(cls != NULL) ? cls : ou_builtin_class(vm, shape->index);
}

const char *ou_type_name(OuVM *vm, OuObj *o)
{
    return ou_type(vm, o)->name;
}

const char *ou_bare_type_name(OuVM *vm, OuObj *o)
{
    const char *name = ou_type_name(vm, o), *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

bool ou_is_subclass(const OuClass *sub, const OuClass *cls)
{
    if (sub == cls)
        return true;
    if (sub->mro) {
        for (size_t i = 0; i < sub->mro->len; i++)
            if (sub->mro->items[i] == OU_OBJ(cls))
                return true;
        return false;
    }
    while (sub && sub != cls)
        sub = sub->base;
    return sub != NULL;
}

bool ou_isinstance_builtin(OuVM *vm, OuObj *o, uint32_t type_index)
{
    const OuShape *shape = ou_shape(vm, o);
    if (shape->index == type_index)
        return true;
    const OuType *type = shape->type;
    for (; type; type = type->base) {
        if (type->flags & OU_TF_USER)
            continue;
        if (type->index == type_index)
            return true;
        if (type->index == OU_T_ExceptionGroup && type_index == OU_T_Exception)
            return true; /* its second base */
    }
    if (!shape->cls || !shape->cls->mro)
        return false;
    const OuTuple *mro = shape->cls->mro;
    for (size_t i = 0; i < mro->len; i++) {
        const OuType *t = OU_CLASS(mro->items[i])->type;
        if (!(t->flags & OU_TF_USER) && t->index == type_index)
            return true;
    }
    return false;
}

/* ---- look-up ---- */

static OuObj *lookup_in_mro(OuVM *vm, OuClass *cls, OuStr *name)
{
    const OuTuple *mro = cls->mro;
    if (!mro)
        return NULL;
    for (size_t i = 0; i < mro->len; i++) {
        OuDict *dict = OU_CLASS(mro->items[i])->dict;
        OuObj *value = dict ? ou_dict_peek_str(vm, dict, name) : NULL;
        if (value)
            return value;
        if (cls->mro != mro) /* a strange key's __eq__ changed the class */
            return NULL;
    }
    return NULL;
}

#define CACHE_BYTES (OU_METHOD_CACHE_SIZE * sizeof(OuMethodCacheEntry))

OU_INLINE OuMethodCacheEntry *cache_entry(OuVM *vm, uint32_t version, const OuStr *name)
{
    uintptr_t h = (version * 0x9E3779B1u) ^ ((uintptr_t)name >> 3) ^ ((uintptr_t)name >> 11);
    return &vm->method_cache[h & (OU_METHOD_CACHE_SIZE - 1)];
}

static OU_NOINLINE OuObj *lookup_slow(OuVM *vm, OuClass *cls, OuStr *name)
{
    OuObj *value = lookup_in_mro(vm, cls, name);
    uint32_t version = ou_class_version(vm, cls);
    if (vm->method_cache == NULL && (vm->method_cache = ou_mem_take(&vm->mem, CACHE_BYTES)) != NULL)
        memset(vm->method_cache, 0, CACHE_BYTES);
    if (version != 0 && name->interned && vm->method_cache != NULL) {
        OuMethodCacheEntry *entry = cache_entry(vm, version, name);
        entry->version = version;
        entry->name = name;
        entry->value = value;
        if (!name->is_static)
            name->cached = 1;
    }
    return value;
}

OuObj *ou_class_lookup_peek(OuVM *vm, OuClass *cls, OuStr *name)
{
    uint32_t version = cls->version;
    if (OU_UNLIKELY(vm->method_cache == NULL))
        return lookup_slow(vm, cls, name);
    const OuMethodCacheEntry *entry = cache_entry(vm, version, name);
    if (OU_LIKELY(entry->name == name && entry->version == version && version != 0))
        return entry->value;
    return lookup_slow(vm, cls, name);
}

void ou_method_cache_forget(OuVM *vm, const OuStr *name)
{
    if (!vm->method_cache || !name->cached)
        return;
    for (size_t i = 0; i < OU_METHOD_CACHE_SIZE; i++)
        if (vm->method_cache[i].name == name)
            vm->method_cache[i].version = 0;
}

void ou_method_cache_drop(OuVM *vm)
{
    ou_mem_give(&vm->mem, vm->method_cache, CACHE_BYTES);
    vm->method_cache = NULL;
}

/* ---- versions ---- */

uint32_t ou_class_version(OuVM *vm, OuClass *cls)
{
    if (cls->version || !cls->mro || !cls->bases)
        return cls->version;
    for (size_t i = 0; i < cls->bases->len; i++)
        if (!ou_class_version(vm, OU_CLASS(cls->bases->items[i])))
            return 0;
    if (vm->next_version != 0)
        cls->version = vm->next_version++;
    return cls->version;
}

static void drop_versions(OuClass *cls)
{
    if (cls->version == 0)
        return;
    cls->version = 0;
    for (uint32_t i = 0; i < cls->subclass_count; i++)
        drop_versions(cls->subclasses[i]);
}

bool ou_class_modified(OuVM *vm, OuClass *cls, OuStr *name)
{
    drop_versions(cls);
    /* A metaclass changed: what caches know about its classes may not hold any more. */
    if (cls->type && (cls->type->flags & OU_TF_IS_TYPE) && vm->builtin_classes
        && vm->builtin_classes[OU_T_OBJECT])
        drop_versions(vm->builtin_classes[OU_T_OBJECT]);
    if (!name)
        vm->attr_epoch++;
    if (cls->own && (cls->flags & OU_CF_READY) && (!name || ou_slot_is_special(name)))
        ou_slots_update(vm, cls, name);
    return true;
}

void ou_classes_forget(OuVM *vm)
{
    if (vm->builtin_classes && vm->builtin_classes[OU_T_OBJECT])
        drop_versions(vm->builtin_classes[OU_T_OBJECT]);
    vm->attr_epoch++;
}

/* ---- subclasses ---- */

bool ou_class_add_subclass(OuVM *vm, OuClass *base, OuClass *cls)
{
    if (base->subclass_count == base->subclass_cap) {
        uint32_t cap = base->subclass_cap ? base->subclass_cap * 2 : 4;
        OuClass **items = ou_resize(vm, base->subclasses, base->subclass_cap * sizeof *items,
                                    cap * sizeof *items);
        if (!items)
            return false;
        base->subclasses = items;
        base->subclass_cap = cap;
    }
    /* Class objects of built-in types come to be in any order; they are listed by index. */
    uint32_t at = base->subclass_count;
    if (cls->flags & OU_CF_BUILTIN)
        for (; at > 0; at--) {
            const OuClass *before = base->subclasses[at - 1];
            if ((before->flags & OU_CF_BUILTIN) && before->type->index < cls->type->index)
                break;
        }
    memmove(base->subclasses + at + 1, base->subclasses + at,
            (base->subclass_count - at) * sizeof *base->subclasses);
    base->subclasses[at] = cls;
    base->subclass_count++;
    return true;
}

void ou_class_remove_subclass(OuClass *base, OuClass *cls)
{
    for (uint32_t i = 0; i < base->subclass_count; i++)
        if (base->subclasses[i] == cls) {
            base->subclass_count--;
            memmove(base->subclasses + i, base->subclasses + i + 1,
                    (base->subclass_count - i) * sizeof *base->subclasses);
            return;
        }
}

/* ---- the MRO ---- */

static bool check_duplicates(OuVM *vm, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->len; i++)
        for (size_t j = i + 1; j < bases->len; j++)
            if (bases->items[i] == bases->items[j]) {
                OU_TYPE_ERROR(vm, "duplicate base class %U", OU_CLASS(bases->items[i])->name);
                return false;
            }
    return true;
}

typedef struct MergeList {
    OuObj *const *items;
    size_t len, at;
} MergeList;

static bool in_tail(const MergeList *list, const OuObj *candidate)
{
    for (size_t i = list->at + 1; i < list->len; i++)
        if (list->items[i] == candidate)
            return true;
    return false;
}

/* The candidates that are left, each once: as keys of a dict, which asks metaclasses for hashes. */
static void mro_error(OuVM *vm, const MergeList *lists, size_t n)
{
    OuObj *heads = ou_dict_new(vm), *head;
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    bool good = heads != NULL;
    for (size_t i = 0; i < n && good; i++)
        if (lists[i].at < lists[i].len)
            good = ou_dict_set(vm, OU_DICT(heads), lists[i].items[lists[i].at], OU_NONE);
    size_t position = 0;
    while (good && ou_dict_next(OU_DICT(heads), &position, &head, NULL)) {
        if (text.len)
            ou_buf_puts(&text, ", ");
        ou_buf_puts(&text, ou_str_text(OU_CLASS(head)->name));
    }
    const char *names = good ? ou_buf_text(&text) : NULL;
    if (names)
        OU_TYPE_ERROR(vm, "Cannot create a consistent method resolution\norder (MRO) for bases %s", names);
    else if (good)
        ou_raise_memory(vm);
    ou_buf_drop(&text);
    ou_unref(vm, heads);
}

/* The candidate that is in no tail, or NULL if the lists are exhausted or contradict, or with an exception. */
static OuObj *next_in_merge(OuVM *vm, MergeList *lists, size_t n, bool *empty)
{
    *empty = true;
    for (size_t i = 0; i < n; i++) {
        if (lists[i].at >= lists[i].len)
            continue;
        *empty = false;
        OuObj *candidate = lists[i].items[lists[i].at];
        bool blocked = false;
        size_t looked_at = n;
        for (size_t j = 0; j < n && !blocked; j++) {
            blocked = in_tail(&lists[j], candidate);
            looked_at += lists[j].len - lists[j].at;
        }
        if (!ou_check(vm, 1 + (uint32_t)(looked_at >> 4)))
            return NULL;
        if (blocked)
            continue;
        for (size_t j = 0; j < n; j++)
            if (lists[j].at < lists[j].len && lists[j].items[lists[j].at] == candidate)
                lists[j].at++;
        return candidate;
    }
    return NULL;
}

OuObj *ou_class_c3(OuVM *vm, OuClass *cls)
{
    const OuTuple *bases = cls->bases;
    size_t n = bases->len;
    size_t most = 1;
    for (size_t i = 0; i < n; i++) {
        const OuClass *base = OU_CLASS(bases->items[i]);
        if (!base->mro)
            return OU_TYPE_ERROR(vm, "Cannot extend an incomplete type '%.100s'", base->type->name);
        most += base->mro->len;
    }
    if (!check_duplicates(vm, bases))
        return NULL;
    size_t lists_size = (n + 1) * sizeof(MergeList), out_size = most * sizeof(OuObj *);
    MergeList *lists = ou_alloc(vm, lists_size);
    OuObj **out = lists ? ou_alloc(vm, out_size) : NULL;
    OuObj *result = NULL;
    if (!out)
        goto done;
    for (size_t i = 0; i < n; i++) {
        const OuTuple *mro = OU_CLASS(bases->items[i])->mro;
        lists[i] = (MergeList){mro->items, mro->len, 0};
    }
    lists[n] = (MergeList){bases->items, n, 0};
    size_t count = 0;
    out[count++] = OU_OBJ(cls);
    for (;;) {
        bool empty;
        OuObj *next = next_in_merge(vm, lists, n + 1, &empty);
        if (empty)
            break;
        if (!next) {
            if (!ou_error_peek(vm))
                mro_error(vm, lists, n + 1);
            goto done;
        }
        out[count++] = next;
    }
    result = ou_tuple_new(vm, out, count);
done:
    if (out)
        ou_free(vm, out, out_size);
    if (lists)
        ou_free(vm, lists, lists_size);
    return result;
}

/* What a metaclass's own mro() gave must consist of classes of a fitting layout. */
static bool check_mro(OuVM *vm, OuClass *cls, const OuTuple *mro)
{
    OuClass *solid = ou_class_solid(cls);
    if (mro->len == 0) {
        OU_TYPE_ERROR(vm, "type MRO must not be empty");
        return false;
    }
    for (size_t i = 0; i < mro->len; i++) {
        OuObj *o = mro->items[i];
        if (!ou_is(vm, o, OU_TF_IS_TYPE)) {
            OU_TYPE_ERROR(vm, "mro() returned a non-class ('%.500T')", o);
            return false;
        }
        if (!ou_is_subclass(solid, ou_class_solid(OU_CLASS(o)))) {
            OU_TYPE_ERROR(vm, "mro() returned base with unsuitable layout ('%.500s')",
                          OU_CLASS(o)->type->name);
            return false;
        }
    }
    return true;
}

bool ou_class_compute_mro(OuVM *vm, OuClass *cls)
{
    OuObj *mro;
    if (ou_is_exact(OU_OBJ(cls), OU_T_TYPE)) {
        mro = ou_class_c3(vm, cls);
    } else {
        OuObj *list = ou_call_special(vm, OU_OBJ(cls), OU_NAME(mro), NULL, 0);
        if (list == OU_ABSENT)
            return ou_raise(vm, OU_T_AttributeError, "mro"), false;
        mro = list ? ou_tuple_from(vm, list) : NULL;
        ou_unref(vm, list);
        if (mro && !check_mro(vm, cls, OU_TUPLE(mro)))
            ou_clear(vm, &mro);
    }
    if (!mro)
        return false;
    drop_versions(cls);
    ou_put(vm, &cls->mro, mro);
    drop_versions(cls);
    return true;
}

/* ---- bases ---- */

/* Does `type` need another layout than `base`? */
static bool layout_differs(const OuClass *cls, const OuClass *base)
{
    if (cls->own)
        return cls->slot_name_count != 0 || cls->type->layout != base->type->layout || (cls->flags & OU_CF_OWN_LAYOUT) ||
               (ou_has_items(cls->type) && ou_has_own_attributes(cls->type) != ou_has_own_attributes(base->type));
    const OuType *type = cls->type, *other = base->type;
    if (other->index == OU_T_OBJECT && (type->flags & OU_TF_COLLECTED)
        && type->size == sizeof(OuGcObj))
        return false;
    return type->size != other->size || ((type->flags ^ other->flags) & OU_TF_VAR_SIZE);
}

OuClass *ou_class_solid(OuClass *cls)
{
    while (cls->base && !layout_differs(cls, cls->base))
        cls = cls->base;
    return cls;
}

OuClass *ou_class_best_base(OuVM *vm, OuTuple *bases)
{
    OuClass *best = NULL, *winner = NULL;
    for (size_t i = 0; i < bases->len; i++) {
        OuObj *o = bases->items[i];
        if (!ou_is(vm, o, OU_TF_IS_TYPE))
            return OU_TYPE_ERROR(vm, "bases must be types");
        OuClass *base = OU_CLASS(o);
        if (!(base->type->flags & OU_TF_BASE))
            return OU_TYPE_ERROR(vm, "type '%.100s' is not an acceptable base type",
                                 base->type->name);
        OuClass *candidate = ou_class_solid(base);
        if (!winner || (winner != candidate && ou_is_subclass(candidate, winner))) {
            winner = candidate;
            best = base;
        } else if (!ou_is_subclass(winner, candidate)) {
            return OU_TYPE_ERROR(vm, "multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

OuClass *ou_class_best_meta(OuVM *vm, OuClass *meta, OuTuple *bases)
{
    OuClass *winner = meta;
    for (size_t i = 0; i < bases->len; i++) {
        OuClass *other = ou_class_of(vm, bases->items[i]);
        if (!other)
            return NULL;
        if (!winner || (winner != other && ou_is_subclass(other, winner)))
            winner = other;
        else if (!ou_is_subclass(winner, other))
            return OU_TYPE_ERROR(vm,
                                 "metaclass conflict: the metaclass of a derived class must be a "
                                 "(non-strict) subclass of the metaclasses of all its bases");
    }
    return winner ? winner : ou_builtin_class(vm, OU_T_TYPE);
}
