/* attr_cache.h - what the attributes of an instance's shape are: one small table per VM, for
 * instructions that meet many shapes, and the analysis that specialized instructions share.
 *
 * An entry is valid while its epoch is vm->attr_epoch. It holds no references: an instance
 * with that shape keeps the class, its attributes and the names alive; indices of shapes are
 * never used again. */
#ifndef OU_VM_ATTR_CACHE_H
#define OU_VM_ATTR_CACHE_H
#include "object/state.h"
#include "vm/exec.h"

typedef enum OuAttrKind {
    OU_ATTR_OTHER,    /* ask the general function */
    OU_ATTR_INLINE,   /* value at byte `offset` of the instance, never NULL */
    OU_ATTR_FAR,      /* the word at `offset` points to an array: element `extra` */
    OU_ATTR_MEMBER,   /* __slots__: value at `offset`, or NULL */
    OU_ATTR_METHOD,   /* `object`: a plain method of the class */
    OU_ATTR_STATIC,   /* `object`: what a staticmethod of the class holds */
    OU_ATTR_CLASSMETHOD, /* `object`: the script function that a classmethod of the class holds */
    OU_ATTR_CLASS,    /* `object`: a plain value of the class (valid for cls->version only) */
    OU_ATTR_PROPERTY, /* `object`: the function of a script, or of the host, that gets it */
    OU_ATTR_ADD       /* to be set: new value at `offset`, new shape index `extra` */
} OuAttrKind;

typedef struct OuAttrPlace {
    uint32_t shape, epoch; /* key, with the name */
    const OuStr *name;
    uint32_t offset, extra;
    OuObj *object;
    uint8_t kind;
} OuAttrPlace;

#define OU_ATTR_CACHE_SIZE 256

/* How reading (or, `to_set`, storing) attribute `name` of objects shaped like `o` goes. */
void ou_attr_analyse(OuVM *vm, OuObj *o, OuStr *name, bool to_set, OuAttrPlace *out);

/* The table's place for the key, whatever it holds; NULL: there is no table. */
OU_INLINE OuAttrPlace *ou_attr_entry(const OuVM *vm, uint32_t shape, const OuStr *name, bool to_set)
{
    OuAttrPlace *table = vm->exec->attr_cache;
    uint32_t hash = shape * 0x9E3779B1u ^ (uint32_t)((uintptr_t)name >> 4) * 0x85EBCA6Bu;
    return table ? &table[((hash >> 20) + to_set) % OU_ATTR_CACHE_SIZE] : NULL;
}
/* What the table knows of it; NULL: nothing. (An entry for reading is never met as one for storing: the
 * two of a key stand side by side.) */
OU_INLINE const OuAttrPlace *ou_attr_known(const OuVM *vm, uint32_t shape, const OuStr *name, bool to_set)
{
    const OuAttrPlace *entry = ou_attr_entry(vm, shape, name, to_set);
    bool hit = entry != NULL && entry->shape == shape && entry->name == name && entry->epoch == vm->attr_epoch;
    return OU_LIKELY(hit) ? entry : NULL;
}

/* The same; what is not known is found out (and the table made when first needed). Always an answer. */
const OuAttrPlace *ou_attr_place_slow(OuVM *vm, OuObj *o, OuStr *name, bool to_set);
OU_INLINE const OuAttrPlace *ou_attr_place(OuVM *vm, OuObj *o, OuStr *name, bool to_set)
{
    const OuAttrPlace *entry = ou_attr_known(vm, ou_index(o), name, to_set);
    return entry != NULL ? entry : ou_attr_place_slow(vm, o, name, to_set);
}

#endif
