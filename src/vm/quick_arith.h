/* quick_arith.h - int64 operations that may fail (overflow, division by zero …): true if the
 * general function has to do it. For the specialized instructions. */
#ifndef OU_VM_QUICK_ARITH_H
#define OU_VM_QUICK_ARITH_H
#include "object/int.h"

OU_INLINE bool floordiv_fails(int64_t x, int64_t y, int64_t *result)
{
    if (OU_UNLIKELY(y == 0 || y == -1))
        return true;
    *result = ou_floordiv64(x, y);
    return false;
}
OU_INLINE bool mod_fails(int64_t x, int64_t y, int64_t *result)
{
    if (OU_UNLIKELY(y == 0 || y == -1))
        return true;
    *result = ou_mod64(x, y);
    return false;
}
OU_INLINE bool lshift_fails(int64_t x, int64_t y, int64_t *result)
{
    if (OU_UNLIKELY((uint64_t)y > 62))
        return true;
    *result = (int64_t)((uint64_t)x << y);
    return (*result >> y) != x;
}
OU_INLINE bool rshift_fails(int64_t x, int64_t y, int64_t *result)
{
    if (OU_UNLIKELY((uint64_t)y > 63))
        return true;
    *result = x >> y;
    return false;
}
OU_INLINE bool and_fails(int64_t x, int64_t y, int64_t *result)
{
    *result = x & y;
    return false;
}
OU_INLINE bool or_fails(int64_t x, int64_t y, int64_t *result)
{
    *result = x | y;
    return false;
}
OU_INLINE bool xor_fails(int64_t x, int64_t y, int64_t *result)
{
    *result = x ^ y;
    return false;
}
/* Is it below 2^53 in magnitude? */
OU_INLINE bool exact_as_double(int64_t x)
{
    return (uint64_t)x + ((uint64_t)1 << 53) <= (uint64_t)1 << 54;
}

#endif
