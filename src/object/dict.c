/* dict.c - insertion-ordered hash tables: lookup, growth, insertion, deletion, merging.
 *
 * Invariants: log2_size is 0 and entries NULL in a dict without a table; else `entries` is one
 * block of cap entries followed by the index table of 1 << log2_size numbers (SLOT_FREE,
 * SLOT_DELETED or the number of an entry). entries[0..used) were given out; those deleted
 * since have NULL key and value. cap is two thirds of the table, so a probe always ends.
 *
 * Script code runs in comparisons of keys that are not exact strs and whenever a reference
 * is released. Lookups notice a changed table and start again; everything else finishes its
 * changes before it releases anything. Table sizes follow CPython's, because they decide
 * when entries are compacted, and a program that changes a dict while it iterates sees that. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/key.h"
#include "object/ops.h"
#include "object/track.h"
#include "object/list.h"
#include <string.h>

#define SLOT_FREE (-1)
#define SLOT_DELETED (-2)
#define FOUND_NOT ((ptrdiff_t)-1)
#define FOUND_ERROR ((ptrdiff_t)-2)
#define LOG2_MIN 3u
#define LOG2_MAX 31u
#define PERTURB_SHIFT 5
#define POLL_EVERY 4096u
#define FILLED_AT_ONCE ((size_t)64 << 10) /* bytes of an index table between two checks */

/* ---- the table ---- */

OU_INLINE unsigned slot_width(unsigned log2_size)
{
    return log2_size < 8 ? 1 : log2_size < 16 ? 2 : 4;
}

OU_INLINE int64_t slot_get(const void *table, unsigned width, size_t i)
{
    if (width == 1)
        return ((const int8_t *)table)[i];
    if (width == 2)
        return ((const int16_t *)table)[i];
    return ((const int32_t *)table)[i];
}

OU_INLINE void slot_set(void *table, unsigned width, size_t i, int64_t number)
{
    if (width == 1)
        ((int8_t *)table)[i] = (int8_t)number;
    else if (width == 2)
        ((int16_t *)table)[i] = (int16_t)number;
    else
        ((int32_t *)table)[i] = (int32_t)number;
}

OU_INLINE void *slot_table(const OuDict *d)
{
    return d->entries + d->cap;
}

static uint32_t usable_entries(unsigned log2_size)
{
    return (uint32_t)(((size_t)2 << log2_size) / 3);
}

static size_t block_size(uint32_t cap, unsigned log2_size)
{
    return cap * sizeof(OuDictEntry) + ((size_t)slot_width(log2_size) << log2_size);
}

static unsigned bit_length(size_t n)
{
    return n ? 64 - (unsigned)__builtin_clzll(n) : 0;
}

/* log2 of the table for `slots` places, with CPython's rounding. */
static unsigned log2_for(size_t slots)
{
    return bit_length(((slots | 8) - 1) | 7);
}

static unsigned log2_for_entries(size_t n)
{
    return log2_for((n * 3 + 1) / 2);
}

OU_INLINE void keys_changed(OuDict *d)
{
    d->keys_version = 0;
}

/* ---- lookup ---- */

OU_INLINE ptrdiff_t probe_str(const OuDict *d, const OuStr *key, OuHash hash, unsigned width)
{
    const void *table = slot_table(d);
    const OuDictEntry *entries = d->entries;
    size_t mask = ((size_t)1 << d->log2_size) - 1;
    size_t perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        int64_t n = slot_get(table, width, i);
        if (n >= 0) {
            const OuDictEntry *e = &entries[n];
            if (e->key == OU_OBJ(key))
                return (ptrdiff_t)n;
            if (e->hash == hash && ou_str_equal(OU_STR(e->key), key))
                return (ptrdiff_t)n;
        } else if (n == SLOT_FREE) {
            return FOUND_NOT;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

#define LONG_KEY 4096 /* bytes: comparing longer ones spends fuel (find_any) */

/* Exact str keys in a dict of nothing else. */
OU_INLINE ptrdiff_t find_str(const OuDict *d, const OuStr *key, OuHash hash)
{
    if (OU_LIKELY(d->log2_size - 1u < 7))
        return probe_str(d, key, hash, 1);
    if (d->log2_size == 0)
        return FOUND_NOT;
    if (d->log2_size < 16)
        return probe_str(d, key, hash, 2);
    return probe_str(d, key, hash, 4);
}

/* Any key: entry number, FOUND_NOT, or FOUND_ERROR. May run script code. */
static OU_NOINLINE ptrdiff_t find_any(OuVM *vm, OuDict *d, OuObj *key, OuHash hash)
{
restart:
    if (d->log2_size == 0)
        return FOUND_NOT;
    OuDictEntry *entries = d->entries;
    unsigned log2_size = d->log2_size, width = slot_width(log2_size);
    size_t mask = ((size_t)1 << log2_size) - 1;
    size_t perturb = (size_t)hash, i = perturb & mask, collisions = 0;
    for (;;) {
        int64_t n = slot_get(slot_table(d), width, i);
        if (n >= 0) {
            OuDictEntry *e = &entries[n];
            if (e->key == key)
                return (ptrdiff_t)n;
            if (e->hash == hash) {
                int known = ou_key_same(vm, e->key, key);
                if (known > 0)
                    return (ptrdiff_t)n;
                if (known == 0)
                    goto collided;
                OuObj *candidate = ou_ref(e->key);
                int same = ou_compare_bool(vm, candidate, key, OU_EQ);
                bool moved = d->entries != entries || d->log2_size != log2_size
                             || (uint64_t)n >= d->used || e->key != candidate;
                ou_unref(vm, candidate);
                if (same < 0)
                    return FOUND_ERROR;
                if (moved || d->entries != entries || d->log2_size != log2_size
                    || (uint64_t)n >= d->used || e->key != candidate)
                    goto restart;
                if (same)
                    return (ptrdiff_t)n;
            collided:
                if (OU_UNLIKELY(!OU_COLLISION(vm, collisions)))
                    return FOUND_ERROR;
                collisions++;
            }
        } else if (n == SLOT_FREE) {
            return FOUND_NOT;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
}

OU_INLINE ptrdiff_t find(OuVM *vm, OuDict *d, OuObj *key, OuHash hash)
{
    if (OU_LIKELY(d->all_str && ou_is_exact(key, OU_T_STR) && OU_STR(key)->size <= LONG_KEY))
        return find_str(d, OU_STR(key), hash);
    return find_any(vm, d, key, hash);
}

/* Where entry number `number` with that hash stands in the index table. */
static size_t slot_of_entry(const OuDict *d, OuHash hash, ptrdiff_t number)
{
    const void *table = slot_table(d);
    unsigned width = slot_width(d->log2_size);
    size_t mask = ((size_t)1 << d->log2_size) - 1;
    size_t perturb = (size_t)hash, i = perturb & mask;
    while (slot_get(table, width, i) != number) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return i;
}

OU_INLINE size_t slot_for_new(const void *table, unsigned width, size_t mask, OuHash hash)
{
    size_t perturb = (size_t)hash, i = perturb & mask;
    while (slot_get(table, width, i) >= 0) {
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + perturb + 1) & mask;
    }
    return i;
}

/* ---- growth ---- */

/* Entries from..used of a large dict are worked through in parts, with a check after each. */
static uint32_t part_end(uint32_t from, uint32_t used)
{
    return used - from > POLL_EVERY ? from + POLL_EVERY : used;
}

static bool part_done(OuVM *vm, uint32_t end, uint32_t used)
{
    return end == used || ou_check(vm, POLL_EVERY / 4);
}

/* The index table of entries[0..used), which follows entries[cap]. */
static bool fill_table(OuVM *vm, OuDictEntry *entries, uint32_t used, uint32_t cap, unsigned log2_size)
{
    void *table = entries + cap;
    unsigned width = slot_width(log2_size);
    size_t mask = ((size_t)1 << log2_size) - 1, size = (mask + 1) * width;
    size_t first = size < FILLED_AT_ONCE ? size : FILLED_AT_ONCE;
    memset(table, 0xFF, first);
    if (first < size && !ou_repeat_long(vm, table, first, size))
        return false;
    for (uint32_t n = 0; n < used;) {
        uint32_t end = part_end(n, used);
        for (; n < end; n++)
            slot_set(table, width, slot_for_new(table, width, mask, entries[n].hash), n);
        if (!part_done(vm, end, used))
            return false;
    }
    return true;
}

/* The live ones of old[0..used), one after the other. */
static bool copy_live(OuVM *vm, OuDictEntry *to, const OuDictEntry *old, uint32_t used)
{
    for (uint32_t n = 0; n < used;) {
        uint32_t end = part_end(n, used);
        for (; n < end; n++) {
            if (old[n].value)
                *to++ = old[n];
        }
        if (!part_done(vm, end, used))
            return false;
    }
    return true;
}

/* Move the live entries into a table of 1 << log2_size places. */
static bool dict_resize(OuVM *vm, OuDict *d, unsigned log2_size)
{
    if (log2_size > LOG2_MAX) {
        ou_raise_memory(vm);
        return false;
    }
    uint32_t cap = usable_entries(log2_size);
    size_t size = block_size(cap, log2_size);
    OuDictEntry *old = d->entries, *entries = ou_alloc(vm, size);
    if (!entries)
        return false;
    bool ok = true;
    if (d->used != d->len)
        ok = copy_live(vm, entries, old, d->used);
    else if (d->used != 0)
        ok = ou_copy_long(vm, entries, old, d->used * sizeof *old);
    if (!ok || !fill_table(vm, entries, d->len, cap, log2_size)) {
        ou_free(vm, entries, size);
        return false;
    }
    size_t old_size = old ? block_size(d->cap, d->log2_size) : 0;
    d->entries = entries;
    d->used = d->len;
    d->cap = cap;
    d->log2_size = (uint8_t)log2_size;
    if (!d->is_split)
        d->lost = 0;
    keys_changed(d);
    ou_free(vm, old, old_size);
    return true;
}

static bool dict_grow(OuVM *vm, OuDict *d)
{
    return dict_resize(vm, d, log2_for((size_t)d->len * 3));
}

OU_INLINE void maintain_tracking(OuVM *vm, OuDict *d, OuObj *key, OuObj *value)
{
    if (!ou_gc_is_tracked(OU_OBJ(d))
        && (ou_may_be_tracked(vm, value) || ou_may_be_tracked(vm, key)))
        ou_gc_track(vm, OU_OBJ(d));
}

/* ---- insertion ---- */

/* Add a key that is known to be absent. */
static bool insert_new(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, OuObj *value)
{
    if (OU_UNLIKELY(d->used + d->lost >= d->cap) && (!d->is_split || d->used >= d->cap)) {
        if (d->log2_size == 0) {
            if (!dict_resize(vm, d, LOG2_MIN))
                return false;
            d->all_str = ou_is_exact(key, OU_T_STR);
        } else if (!dict_grow(vm, d)) {
            return false;
        }
    }
    void *table = slot_table(d);
    unsigned width = slot_width(d->log2_size);
    size_t mask = ((size_t)1 << d->log2_size) - 1;
    slot_set(table, width, slot_for_new(table, width, mask, hash), d->used);
    OuDictEntry *e = &d->entries[d->used++];
    e->hash = hash;
    e->key = ou_ref(key);
    e->value = ou_ref(value);
    d->len++;
    keys_changed(d);
    return true;
}

/* A key that is not an exact str is about to be looked up for insertion: from now on the
 * dict is a general one. */
static bool leave_all_str(OuVM *vm, OuDict *d)
{
    if (d->used && !dict_grow(vm, d))
        return false;
    d->all_str = false;
    return true;
}

bool ou_dict_set_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, OuObj *value)
{
    ptrdiff_t at;
    if (OU_LIKELY(ou_is_exact(key, OU_T_STR))) {
        at = find(vm, d, key, hash);
    } else {
        if (d->all_str && !leave_all_str(vm, d))
            return false;
        at = find_any(vm, d, key, hash);
    }
    if (at == FOUND_ERROR)
        return false;
    if (at >= 0) {
        maintain_tracking(vm, d, key, value);
        ou_put(vm, &d->entries[at].value, ou_ref(value));
        return true;
    }
    if (!insert_new(vm, d, key, hash, value))
        return false;
    maintain_tracking(vm, d, key, value);
    return true;
}

bool ou_dict_set(OuVM *vm, OuDict *d, OuObj *key, OuObj *value)
{
    OuHash hash;
    return ou_key_hash(vm, key, &hash) && ou_dict_set_hashed(vm, d, key, hash, value);
}

bool ou_dict_set_str(OuVM *vm, OuDict *d, const char *key, OuObj *value)
{
    OuStr *name = ou_str_intern(vm, key, strlen(key));
    if (!name)
        return false;
    bool ok = ou_dict_set(vm, d, OU_OBJ(name), value);
    ou_unref(vm, name);
    return ok;
}

OuObj *ou_dict_setdefault_peek(OuVM *vm, OuDict *d, OuObj *key, OuObj *value)
{
    OuHash hash;
    if (!ou_key_hash(vm, key, &hash))
        return NULL;
    if (d->all_str && !ou_is_exact(key, OU_T_STR) && !leave_all_str(vm, d))
        return NULL;
    ptrdiff_t at = find(vm, d, key, hash);
    if (at == FOUND_ERROR)
        return NULL;
    if (at >= 0)
        return d->entries[at].value;
    if (!insert_new(vm, d, key, hash, value))
        return NULL;
    maintain_tracking(vm, d, key, value);
    return value;
}

/* ---- making ---- */

OuObj *ou_dict_new(OuVM *vm)
{
    OuDict *d = (OuDict *)ou_gc_new(vm, OU_T_DICT, sizeof(OuDict));
    if (!d)
        return NULL;
    memset((char *)d + sizeof(OuGcObj), 0, sizeof(OuDict) - sizeof(OuGcObj));
    d->all_str = true;
    return OU_OBJ(d);
}

OuObj *ou_dict_new_sized(OuVM *vm, size_t expected)
{
    OuObj *d = ou_dict_new(vm);
    if (d && expected > usable_entries(LOG2_MIN)) {
        if (expected > usable_entries(17))
            expected = usable_entries(17);
        if (!dict_resize(vm, OU_DICT(d), log2_for_entries(expected))) {
            ou_unref(vm, d);
            return NULL;
        }
    }
    return d;
}

/* Count what a copy of entries refers to; on failure nothing is counted. */
static bool ref_entries(OuVM *vm, const OuDictEntry *entries, uint32_t used)
{
    for (uint32_t n = 0; n < used;) {
        uint32_t end = part_end(n, used);
        for (; n < end; n++) {
            if (entries[n].value) {
                ou_ref(entries[n].key);
                ou_ref(entries[n].value);
            }
        }
        if (!part_done(vm, end, used)) {
            while (n-- > 0) {
                ou_unref(vm, entries[n].key);
                ou_unref(vm, entries[n].value);
            }
            return false;
        }
    }
    return true;
}

/* Make `to`, which has no table, an image of `from`, holes included. */
static bool dict_clone_into(OuVM *vm, OuDict *to, const OuDict *from)
{
    size_t size = block_size(from->cap, from->log2_size);
    OuDictEntry *entries = ou_alloc(vm, size);
    if (!entries)
        return false;
    if (!ou_copy_long(vm, entries, from->entries, size) || !ref_entries(vm, entries, from->used)) {
        ou_free(vm, entries, size);
        return false;
    }
    to->entries = entries;
    to->len = from->len;
    to->used = from->used;
    to->cap = from->cap;
    ou_dict_unsplit(to);
    to->lost = from->is_split ? 0 : from->lost;
    to->log2_size = from->log2_size;
    to->all_str = from->all_str;
    keys_changed(to);
    if (ou_gc_is_tracked(OU_OBJ(from)))
        ou_gc_track(vm, OU_OBJ(to));
    return true;
}

OuObj *ou_dict_copy(OuVM *vm, OuDict *d)
{
    OuObj *copy = ou_dict_new(vm);
    if (!copy || d->len == 0)
        return copy;
    bool ok;
    if (ou_is_exact(OU_OBJ(d), OU_T_DICT) && d->len >= d->used * (uint64_t)2 / 3)
        ok = dict_clone_into(vm, OU_DICT(copy), d);
    else
        ok = ou_dict_merge(vm, OU_DICT(copy), OU_OBJ(d), 1);
    if (!ok) {
        ou_unref(vm, copy);
        return NULL;
    }
    if (d->is_split) {
        OU_DICT(copy)->is_split = true;
        OU_DICT(copy)->lost = d->lost;
    }
    return copy;
}

/* ---- asking ---- */

OuObj *ou_dict_peek_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, bool *error)
{
    ptrdiff_t at = find(vm, d, key, hash);
    *error = at == FOUND_ERROR;
    return at >= 0 ? d->entries[at].value : NULL;
}

OuObj *ou_dict_peek(OuVM *vm, OuDict *d, OuObj *key, bool *error)
{
    OuHash hash;
    if (!ou_key_hash(vm, key, &hash)) {
        *error = true;
        return NULL;
    }
    return ou_dict_peek_hashed(vm, d, key, hash, error);
}

OuObj *ou_dict_get(OuVM *vm, OuDict *d, OuObj *key)
{
    OuHash hash;
    if (!ou_key_hash(vm, key, &hash))
        return NULL;
    ptrdiff_t at = find(vm, d, key, hash);
    if (at >= 0)
        return ou_ref(d->entries[at].value);
    return at == FOUND_ERROR ? NULL : OU_ABSENT;
}

OuObj *ou_dict_peek_str(OuVM *vm, OuDict *d, OuStr *key)
{
    if (d->len == 0)
        return NULL;
    OuHash hash = ou_key_hash_str(vm, key);
    ptrdiff_t at = OU_LIKELY(d->all_str && key->size <= LONG_KEY) ? find_str(d, key, hash)
                                                                  : find_any(vm, d, OU_OBJ(key), hash);
    return at >= 0 ? d->entries[at].value : NULL;
}

ptrdiff_t ou_dict_find_str(OuVM *vm, OuDict *d, OuStr *key)
{
    if (!d->all_str || d->len == 0)
        return -1;
    return find_str(d, key, ou_key_hash_str(vm, key));
}

uint32_t ou_dict_keys_version(OuVM *vm, OuDict *d)
{
    if (d->keys_version == 0 && vm->next_version != 0)
        d->keys_version = vm->next_version++;
    return d->keys_version;
}

int ou_dict_contains_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash)
{
    ptrdiff_t at = find(vm, d, key, hash);
    return at >= 0 ? 1 : at == FOUND_ERROR ? -1 : 0;
}

int ou_dict_contains(OuVM *vm, OuDict *d, OuObj *key)
{
    OuHash hash;
    return ou_key_hash(vm, key, &hash) ? ou_dict_contains_hashed(vm, d, key, hash) : -1;
}

bool ou_dict_next_hashed(const OuDict *d, size_t *position, OuObj **key, OuObj **value,
                         OuHash *hash)
{
    for (size_t i = *position; i < d->used; i++) {
        const OuDictEntry *e = &d->entries[i];
        if (!e->value)
            continue;
        *position = i + 1;
        if (key)
            *key = e->key;
        if (value)
            *value = e->value;
        if (hash)
            *hash = e->hash;
        return true;
    }
    *position = d->used;
    return false;
}

bool ou_dict_next(const OuDict *d, size_t *position, OuObj **key, OuObj **value)
{
    return ou_dict_next_hashed(d, position, key, value, NULL);
}

/* ---- deletion ---- */

/* Take entry number `at` out; its key and value are the caller's now. */
static void take_out(OuDict *d, ptrdiff_t at, OuObj **key, OuObj **value)
{
    OuDictEntry *e = &d->entries[at];
    size_t slot = slot_of_entry(d, e->hash, at);
    slot_set(slot_table(d), slot_width(d->log2_size), slot, SLOT_DELETED);
    *key = e->key;
    *value = e->value;
    e->key = e->value = NULL;
    e->hash = 0;
    d->len--;
    keys_changed(d);
}

bool ou_dict_delete_hashed(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, bool *found)
{
    *found = false;
    ptrdiff_t at = find(vm, d, key, hash);
    if (at < 0)
        return at != FOUND_ERROR;
    OuObj *old_key, *old_value;
    take_out(d, at, &old_key, &old_value);
    *found = true;
    ou_unref(vm, old_key);
    ou_unref(vm, old_value);
    return true;
}

bool ou_dict_delete(OuVM *vm, OuDict *d, OuObj *key, bool *found)
{
    OuHash hash;
    *found = false;
    return ou_key_hash(vm, key, &hash) && ou_dict_delete_hashed(vm, d, key, hash, found);
}

/* The first or last entry that is there; -1: none. */
static ptrdiff_t outermost(const OuDict *d, bool last)
{
    ptrdiff_t at = last ? (ptrdiff_t)d->used - 1 : 0, end = last ? -1 : (ptrdiff_t)d->used;
    while (at != end && d->entries[at].value == NULL)
        at += last ? -1 : 1;
    return at == end ? -1 : at;
}

/* Entry number `at` becomes number 0; those before it go one further. */
static void rotate_to_front(OuDict *d, ptrdiff_t at)
{
    void *table = slot_table(d);
    unsigned width = slot_width(d->log2_size);
    OuDictEntry moved = d->entries[at];
    size_t slot = slot_of_entry(d, moved.hash, at);
    for (ptrdiff_t i = at - 1; i >= 0; i--)
        if (d->entries[i].value != NULL)
            slot_set(table, width, slot_of_entry(d, d->entries[i].hash, i), i + 1);
    slot_set(table, width, slot, 0);
    memmove(d->entries + 1, d->entries, (size_t)at * sizeof moved);
    d->entries[0] = moved;
    keys_changed(d);
}

bool ou_dict_move(OuVM *vm, OuDict *d, OuObj *key, bool to_end, bool *found)
{
    OuHash hash;
    ptrdiff_t at = outermost(d, to_end);
    *found = at >= 0;
    if (at < 0 || d->entries[at].key == key)
        return true;
    if (!ou_hash(vm, key, &hash))
        return false;
    do { /* searching may run script code */
        if (to_end && d->used + d->lost >= d->cap && !dict_grow(vm, d))
            return false;
        at = find(vm, d, key, hash);
    } while (at >= 0 && to_end && d->used + d->lost >= d->cap);
    *found = at >= 0;
    if (at < 0 || at == outermost(d, to_end))
        return at != FOUND_ERROR;
    if (!to_end) {
        vm->fuel -= at / 4;
        rotate_to_front(d, at);
        return true;
    }
    OuObj *stored, *value;
    hash = d->entries[at].hash;
    take_out(d, at, &stored, &value);
    bool done = insert_new(vm, d, stored, hash, value);
    ou_unref(vm, stored);
    ou_unref(vm, value);
    return done;
}

OuObj *ou_dict_pop(OuVM *vm, OuDict *d, OuObj *key)
{
    if (d->len == 0)
        return OU_ABSENT;
    OuHash hash;
    if (!ou_key_hash(vm, key, &hash))
        return NULL;
    ptrdiff_t at = find(vm, d, key, hash);
    if (at < 0)
        return at == FOUND_ERROR ? NULL : OU_ABSENT;
    OuObj *old_key, *old_value;
    take_out(d, at, &old_key, &old_value);
    ou_unref(vm, old_key);
    return old_value;
}

bool ou_dict_popitem(OuVM *vm, OuDict *d, OuObj **key, OuObj **value)
{
    (void)vm;
    if (d->len == 0)
        return false;
    uint32_t last = d->used;
    do
        last--;
    while (!d->entries[last].value);
    take_out(d, last, key, value);
    ou_dict_unsplit(d);
    d->lost += d->used - last;
    d->used = last;
    return true;
}

void ou_dict_free_table(OuVM *vm, OuDict *d)
{
    if (d->entries)
        ou_free(vm, d->entries, block_size(d->cap, d->log2_size));
}

void ou_dict_clear(OuVM *vm, OuDict *d)
{
    OuDictEntry *entries = d->entries;
    if (!entries || (OU_UNLIKELY(d->is_split) && ou_instance_clear_split(vm, d)))
        return;
    uint32_t used = d->used;
    size_t size = block_size(d->cap, d->log2_size);
    d->entries = NULL;
    d->len = d->used = d->cap = d->lost = 0;
    d->log2_size = 0;
    d->all_str = true;
    keys_changed(d);
    for (uint32_t i = 0; i < used; i++) {
        if (entries[i].value) {
            ou_unref_nonnull(vm, entries[i].key);
            ou_unref_nonnull(vm, entries[i].value);
        }
    }
    ou_free(vm, entries, size);
}

/* ---- merging ---- */

/* One pair for a merge; override as in ou_dict_merge. */
static bool merge_one(OuVM *vm, OuDict *d, OuObj *key, OuHash hash, OuObj *value, int override)
{
    if (override != 1) {
        int present = ou_dict_contains_hashed(vm, d, key, hash);
        if (present < 0)
            return false;
        if (present && override == 0)
            return true;
        if (present) {
            ou_raise_arg(vm, OU_T_KeyError, key);
            return false;
        }
    }
    return ou_dict_set_hashed(vm, d, key, hash, value);
}

static bool merge_dict(OuVM *vm, OuDict *d, OuDict *other, int override)
{
    if (d == other || other->len == 0)
        return true;
    if (d->len == 0)
        override = 1;
    if (override == 1 && d->len == 0 && other->len == other->used
        && (other->log2_size == LOG2_MIN
            || usable_entries(other->log2_size - 1u) < other->len)) {
        ou_dict_clear(vm, d);
        if (d->log2_size == 0)
            return dict_clone_into(vm, d, other);
    }
    if (d->log2_size == 0 || usable_entries(d->log2_size) < other->len) {
        unsigned log2_size = log2_for_entries((size_t)d->len + other->len);
        if (d->log2_size == 0)
            d->all_str = true;
        if (log2_size > d->log2_size && !dict_resize(vm, d, log2_size))
            return false;
    }
    uint32_t used = other->used;
    size_t position = 0, polled = 0;
    OuObj *key, *value;
    OuHash hash;
    while (ou_dict_next_hashed(other, &position, &key, &value, &hash)) {
        ou_ref(key);
        ou_ref(value);
        bool ok = merge_one(vm, d, key, hash, value, override);
        ou_unref(vm, key);
        ou_unref(vm, value);
        if (!ok)
            return false;
        if (used != other->used) {
            ou_raise(vm, OU_T_RuntimeError, "dict mutated during update");
            return false;
        }
        if (!OU_WALKED(vm, polled, position))
            return false;
    }
    return true;
}

/* other.keys() as a new list. */
static OuObj *mapping_keys(OuVM *vm, OuObj *other)
{
    OuObj *keys = ou_call_method(vm, other, OU_NAME(keys), NULL, 0);
    if (!keys)
        return NULL;
    OuObj *iterator = ou_iter(vm, keys);
    if (!iterator) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            ou_raise(vm, OU_T_TypeError, "%.200T.keys() returned a non-iterable (type %.200T)",
                     other, keys);
        ou_unref(vm, keys);
        return NULL;
    }
    ou_unref(vm, keys);
    OuObj *list = ou_list_from(vm, iterator);
    ou_unref(vm, iterator);
    return list;
}

static bool merge_mapping(OuVM *vm, OuDict *d, OuObj *other, int override)
{
    OuObj *keys = mapping_keys(vm, other);
    if (!keys)
        return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < OU_LIST(keys)->len; i++) {
        OuObj *key = ou_ref(OU_LIST(keys)->items[i]);
        if (override != 1) {
            int present = ou_dict_contains(vm, d, key);
            if (present > 0 && override == 2)
                ou_raise_arg(vm, OU_T_KeyError, key);
            if (present) {
                ou_unref(vm, key);
                ok = present > 0 && override == 0;
                continue;
            }
        }
        OuObj *value = ou_getitem(vm, other, key);
        ok = value && ou_dict_set(vm, d, key, value);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    ou_unref(vm, keys);
    return ok;
}

bool ou_dict_merge_mapping(OuVM *vm, OuDict *d, OuObj *other, int override)
{
    if (ou_is(vm, other, OU_TF_IS_DICT) && ou_type(vm, other)->iter == ou_dict_type.iter)
        return merge_dict(vm, d, OU_DICT(other), override);
    return merge_mapping(vm, d, other, override);
}

/* Element number i of a merge from pairs. */
static bool merge_pair(OuVM *vm, OuDict *d, OuObj *element, size_t i, bool override)
{
    OuObj *pair = NULL;
    if (ou_is_exact(element, OU_T_TUPLE) || ou_is_exact(element, OU_T_LIST)) {
        pair = ou_ref(element);
    } else {
        pair = ou_list_from(vm, element);
        if (!pair) {
            if (ou_error_swallow(vm, OU_T_TypeError))
                ou_raise(vm, OU_T_TypeError,
                         "cannot convert dictionary update sequence element #%zd to a sequence",
                         (ptrdiff_t)i);
            return false;
        }
    }
    bool is_list = ou_is(vm, pair, OU_TF_IS_LIST), ok = false;
    size_t len = is_list ? OU_LIST(pair)->len : OU_TUPLE(pair)->len;
    if (len != 2) {
        ou_raise(vm, OU_T_ValueError,
                 "dictionary update sequence element #%zd has length %zd; 2 is required",
                 (ptrdiff_t)i, (ptrdiff_t)len);
    } else {
        OuObj *const *items = is_list ? OU_LIST(pair)->items : OU_TUPLE(pair)->items;
        OuObj *key = ou_ref(items[0]), *value = ou_ref(items[1]);
        if (override) {
            ok = ou_dict_set(vm, d, key, value);
        } else {
            ok = ou_dict_setdefault_peek(vm, d, key, value) != NULL;
        }
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    ou_unref(vm, pair);
    return ok;
}

bool ou_dict_merge_pairs(OuVM *vm, OuDict *d, OuObj *pairs, bool override)
{
    OuObj *iterator = ou_iter(vm, pairs);
    if (!iterator)
        return false;
    bool ok = true;
    for (size_t i = 0; ok; i++) {
        OuObj *element = ou_next(vm, iterator);
        if (element == OU_DONE)
            break;
        ok = element && merge_pair(vm, d, element, i, override);
        ou_unref(vm, element);
        if (ok && i % POLL_EVERY == POLL_EVERY - 1)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    return ok;
}

bool ou_dict_merge(OuVM *vm, OuDict *d, OuObj *other, int override)
{
    if (ou_is_exact(other, OU_T_DICT))
        return merge_dict(vm, d, OU_DICT(other), override);
    OuObj *keys = ou_getattr_optional(vm, other, OU_NAME(keys));
    if (!keys)
        return false;
    if (keys == OU_ABSENT)
        return ou_dict_merge_pairs(vm, d, other, override != 0);
    ou_unref(vm, keys);
    return ou_dict_merge_mapping(vm, d, other, override);
}

/* ---- life ---- */

void ou_dict_maybe_untrack(OuVM *vm, OuDict *d)
{
    if (!ou_gc_is_tracked(OU_OBJ(d)) || !ou_is_exact(OU_OBJ(d), OU_T_DICT))
        return;
    for (uint32_t i = 0; i < d->used; i++) {
        const OuDictEntry *e = &d->entries[i];
        if (e->value && (ou_may_be_tracked(vm, e->value) || ou_may_be_tracked(vm, e->key)))
            return;
    }
    ou_gc_untrack(vm, OU_OBJ(d));
}

size_t ou_dict_extra_size(const OuObj *self)
{
    const OuDict *d = (const OuDict *)self;
    return d->entries ? block_size(d->cap, d->log2_size) : 0;
}
