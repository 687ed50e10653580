/* key.h - hashing and comparing keys of dicts and sets: strs and small ints, which nearly all
 * are, without a call. */
#ifndef OU_OBJECT_KEY_H
#define OU_OBJECT_KEY_H
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/int.h"

OU_INLINE OuHash ou_key_hash_str(OuVM *vm, const OuStr *s)
{
    uint64_t hash = s->is_static ? vm->static_hashes[s->hash / OU_HASH_PAGE][s->hash % OU_HASH_PAGE] : s->hash;
    return OU_LIKELY(hash != 0) ? (OuHash)hash : ou_str_hash(vm, (OuStr *)s);
}

/* hash(key): false with an exception. */
OU_INLINE bool ou_key_hash(OuVM *vm, OuObj *key, OuHash *out)
{
    if (ou_is_exact(key, OU_T_STR)) {
        *out = ou_key_hash_str(vm, OU_STR(key));
        return true;
    }
    if (ou_is_small_int(key)) {
        int64_t value = ou_int_value(key);
        const int64_t modulus = ((int64_t)1 << 61) - 1;
        if (OU_LIKELY(value < modulus && value > -modulus)) {
            *out = value == -1 ? -2 : value;
            return true;
        }
    }
    return ou_hash(vm, key, out);
}

/* Are two different objects with the same hash the same key? 1, 0, or -1: ou_compare_bool
 * has to tell, which may run script code. */
OU_INLINE int ou_key_same(OuVM *vm, const OuObj *a, const OuObj *b)
{
    if (ou_is_small_int(a) && ou_is_small_int(b))
        return ou_int_value(a) == ou_int_value(b);
    if (ou_is_exact(a, OU_T_STR) && ou_is_exact(b, OU_T_STR))
        return ou_str_equal_in_run(vm, (const OuStr *)a, (const OuStr *)b);
    return -1;
}

#endif
