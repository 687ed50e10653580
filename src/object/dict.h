/* dict.h - insertion-ordered hash tables.
 *
 * Compact layout (CPython 3.6 and later): an index table of 1, 2 or 4 byte numbers with
 * open addressing (CPython's probing), and an array of entries in order of insertion.
 * A deleted entry has a NULL value. Any comparison of keys may run script code that
 * changes the dict: lookups restart when it did.
 *
 * keys_version changes when a key is added or removed or entries move; caches of
 * "name X is entry i" compare it. 0: no version assigned. Never reused in a VM. */
#ifndef OU_OBJECT_DICT_H
#define OU_OBJECT_DICT_H
#include "object/type.h"

typedef struct OuDictEntry {
    OuHash hash;
    OuObj *key;
    OuObj *value;
} OuDictEntry;

struct OuDict {
    OuGcObj gc;
    uint32_t len;          /* live entries */
    uint32_t used;         /* entries with deleted ones; next free entry */
    uint32_t cap;          /* entries that fit */
    uint32_t keys_version;
    uint8_t log2_size;     /* of the index table; 0: no table yet */
    bool all_str;          /* every key is an exact str: lookups cannot run script code */
    bool is_namespace;     /* of a class, whose caches must know of each change: scripts see it
                              through a mappingproxy only, never itself */
    bool is_split : 1;     /* of an instance whose values are released in its class's order */
    bool is_inner : 1;     /* of an instance that has, in CPython, no dict but values: nobody has seen it */
    uint32_t lost;         /* places that popitem gave back but that do not count as free; if is_split: the index of
                              a shape of the class */
    OuDictEntry *entries;  /* one block: entries[cap], then the index table */
};
#define OU_DICT(o) ((OuDict *)(o))

OuObj *ou_dict_new(OuVM *vm);
OuObj *ou_dict_new_sized(OuVM *vm, size_t expected);
/* Value or NULL; borrowed, good until the dict changes. *error (never NULL) tells an
 * exception apart. */
OuObj *ou_dict_peek(OuVM *vm, OuDict *d, OuObj *key, bool *error);
OuObj *ou_dict_peek_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, bool *error);
/* The same for str keys in dicts: cannot fail if the dict's keys are all str. */
OuObj *ou_dict_peek_str(OuVM *vm, OuDict *d, OuStr *key);
/* Entry number of a str key, or -1: for caches together with ou_dict_keys_version. */
ptrdiff_t ou_dict_find_str(OuVM *vm, OuDict *d, OuStr *key);
uint32_t ou_dict_keys_version(OuVM *vm, OuDict *d); /* assigns one if needed; 0 if they ran out */
OU_MUST_CHECK bool ou_dict_set(OuVM *vm, OuDict *d, OuObj *key, OuObj *value);
OU_MUST_CHECK bool ou_dict_set_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, OuObj *value);
OU_MUST_CHECK bool ou_dict_set_str(OuVM *vm, OuDict *d, const char *key, OuObj *value);
/* Delete: *found tells; false only on an exception. */
OU_MUST_CHECK bool ou_dict_delete(OuVM *vm, OuDict *d, OuObj *key, bool *found);
/* Move a key to the end, or to the front: what is stored, by the hash stored. */
OU_MUST_CHECK bool ou_dict_move(OuVM *vm, OuDict *d, OuObj *key, bool to_end, bool *found);
/* Remove and return (new reference); OU_ABSENT if not there; NULL on error. */
OuObj *ou_dict_pop(OuVM *vm, OuDict *d, OuObj *key);
/* d.setdefault: borrowed result, NULL on error. */
OuObj *ou_dict_setdefault_peek(OuVM *vm, OuDict *d, OuObj *key, OuObj *value);
int ou_dict_contains(OuVM *vm, OuDict *d, OuObj *key);
void ou_dict_clear(OuVM *vm, OuDict *d);
/* From now on its values are released in their own order. */
OU_INLINE void ou_dict_unsplit(OuDict *d)
{
    if (!d->is_split)
        return;
    d->is_split = d->is_inner = false;
    d->lost = 0;
}
/* For the collector: the dict dies with what it holds; the references are dealt with. */
void ou_dict_free_table(OuVM *vm, OuDict *d);
OuObj *ou_dict_copy(OuVM *vm, OuDict *d);
/* Iterate in order: start with *position 0; false at the end. Key and value are borrowed; the
 * loop must not run code that could change the dict, or must take references. */
bool ou_dict_next(const OuDict *d, size_t *position, OuObj **key, OuObj **value);
/* dict.update(other): mapping or iterable of pairs. `override` 0: keep existing, 1: replace,
 * 2: KeyError for existing ones. */
OU_MUST_CHECK bool ou_dict_merge(OuVM *vm, OuDict *d, OuObj *other, int override);
/* The same for mappings only: `other` must have keys(), else AttributeError. */
OU_MUST_CHECK bool ou_dict_merge_mapping(OuVM *vm, OuDict *d, OuObj *other, int override);
/* Pairs from any iterable. */
OU_MUST_CHECK bool ou_dict_merge_pairs(OuVM *vm, OuDict *d, OuObj *pairs, bool override);
/* The same as ou_dict_next with the key's hash. */
bool ou_dict_next_hashed(const OuDict *d, size_t *position, OuObj **key, OuObj **value,
                         OuHash *hash);
/* Like ou_dict_pop for the last entry: false if the dict is empty. Key and value are new. */
bool ou_dict_popitem(OuVM *vm, OuDict *d, OuObj **key, OuObj **value);
/* OU_ABSENT if there is none: as ou_dict_peek, but a new reference. */
OuObj *ou_dict_get(OuVM *vm, OuDict *d, OuObj *key);
/* Delete a key whose hash is known. */
OU_MUST_CHECK bool ou_dict_delete_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, bool *found);
/* `key in d` for a key whose hash is known: 1, 0, -1. */
int ou_dict_contains_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash);
/* Bytes of the table; d[key] with __missing__; {…} as text. */
size_t ou_dict_extra_size(const OuObj *self);
OuObj *ou_dict_getitem(OuVM *vm, OuObj *self, OuObj *key);
OuObj *ou_dict_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_dict_repr(OuVM *vm, OuObj *self);
/* Slots that types derived from dict share. */
OuObj *ou_dict_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
ptrdiff_t ou_dict_len(OuVM *vm, OuObj *self);
int ou_dict_contains_slot(OuVM *vm, OuObj *self, OuObj *key);
OU_MUST_CHECK bool ou_dict_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value);
OuObj *ou_dict_iter(OuVM *vm, OuObj *self);
OuObj *ou_dict_ior(OuVM *vm, OuObj *self, OuObj *other);
/* What dict.__init__ and dict.update do with their arguments. */
OU_MUST_CHECK bool ou_dict_update_args(OuVM *vm, OuObj *self, const char *name, OuObj *const *args,
                                       size_t nargs, OuObj *kwnames);

#endif
