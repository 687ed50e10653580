/* math_int.c - the functions of the module math that work on integers.
 *
 * __index__ of the arguments may run script code, so may * in prod(). */
#include "modules/math_parts.h"
#include "object/args.h"
#include "object/tuple.h"

/* ---- gcd and lcm ---- */

/* Fold the items of the tuple `integers`, starting with `start`. */
static OuObj *fold(OuVM *vm, OuObj *integers, int64_t start,
                   OuObj *(*combine)(OuVM *vm, OuObj *a, OuObj *b))
{
    OuTuple *items = OU_TUPLE(integers);
    OuObj *result = ou_int_from(vm, start);
    for (size_t i = 0; result && i < items->len; i++) {
        OuObj *item = ou_index_of(vm, items->items[i]);
        OuObj *next = item && ou_poll(vm, 64) ? combine(vm, result, item) : NULL;
        ou_unref(vm, item);
        ou_put(vm, &result, next);
    }
    return result;
}

OuObj *ou_math_gcd(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return fold(vm, args[0], 0, ou_int_gcd);
}

static OuObj *common_multiple(OuVM *vm, OuObj *a, OuObj *b)
{
    if (ou_int_sign(a) == 0 || ou_int_sign(b) == 0)
        return ou_int_from(vm, 0);
    OuObj *divisor = ou_int_gcd(vm, a, b), *part = NULL, *product = NULL, *result = NULL;
    if (divisor && (part = ou_int_floordiv(vm, a, divisor)) &&
        (product = ou_int_mul(vm, part, b)))
        result = ou_int_abs(vm, product);
    ou_unref(vm, divisor);
    ou_unref(vm, part);
    ou_unref(vm, product);
    return result;
}

OuObj *ou_math_lcm(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return fold(vm, args[0], 1, common_multiple);
}

/* ---- products of ranges ---- */

/* first * (first + step) * … of `count` factors, all positive and below 2^63. */
static OuObj *product_of_range(OuVM *vm, uint64_t first, uint64_t count, uint64_t step)
{
    uint64_t product = 1, i = 0;
    if (!ou_poll(vm, 4))
        return NULL;
    if (count <= 64) { /* as long as it fits a digit */
        while (i < count && !__builtin_mul_overflow(product, first + i * step, &product))
            i++;
        if (i == count)
            return ou_int_from_uint64(vm, product);
    }
    if (count == 1)
        return ou_int_from_uint64(vm, first);
    uint64_t half = count / 2;
    OuObj *low = product_of_range(vm, first, half, step), *high = NULL, *result = NULL;
    if (low && (high = product_of_range(vm, first + half * step, count - half, step)))
        result = ou_int_mul(vm, low, high);
    ou_unref(vm, low);
    ou_unref(vm, high);
    return result;
}

/* The odd part of n!: n! = odd part * 2 ** (n - bits of n). It is the product of the odd
 * parts of the odd numbers up to n, n/2, n/4 … */
static OuObj *odd_factorial(OuVM *vm, uint64_t n)
{
    OuObj *inner = ou_int_from(vm, 1), *outer = ou_int_from(vm, 1);
    uint64_t done = 1; /* odd numbers up to here are in `inner` */
    for (int shift = 63 - __builtin_clzll(n | 1); inner && outer && shift >= 0; shift--) {
        uint64_t limit = n >> shift;
        limit -= limit % 2 == 0;
        if (limit > done) {
            OuObj *factor = product_of_range(vm, done + 2, (limit - done) / 2, 2);
            OuObj *next = factor ? ou_int_mul(vm, inner, factor) : NULL;
            ou_unref(vm, factor);
            ou_put(vm, &inner, next);
            done = limit;
        }
        if (!inner)
            break;
        OuObj *next = ou_int_mul(vm, outer, inner);
        ou_put(vm, &outer, next);
    }
    if (!inner)
        ou_clear(vm, &outer);
    ou_unref(vm, inner);
    return outer;
}

static OuObj *factorial(OuVM *vm, uint64_t n)
{
    if (n <= 20)
        return product_of_range(vm, 1, n ? n : 1, 1);
    OuObj *odd = odd_factorial(vm, n), *result = NULL;
    if (odd)
        result = ou_int_shift_left(vm, odd, n - (uint64_t)__builtin_popcountll(n));
    ou_unref(vm, odd);
    return result;
}

static OuObj *factorial_of(OuVM *vm, OuObj *o)
{
    OuObj *number = ou_index_of(vm, o), *result = NULL;
    if (!number)
        return NULL;
    int64_t n;
    if (ou_int_sign(number) < 0)
        OU_VALUE_ERROR(vm, "factorial() not defined for negative values");
    else if (!ou_int_to_int64(number, &n))
        ou_raise(vm, OU_T_OverflowError, "factorial() argument should not exceed %lld",
                 (long long)INT64_MAX);
    else if (n > (int64_t)1 << 48) /* more than memory can hold */
        ou_raise_memory(vm);
    else
        result = factorial(vm, (uint64_t)n);
    ou_unref(vm, number);
    return result;
}

OuObj *ou_math_factorial(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return factorial_of(vm, args[0]);
}

/* n * (n - 1) * … of `count` > 0 factors, starting `skip` below n; n of any size. */
static OuObj *falling_product(OuVM *vm, OuObj *n, uint64_t skip, uint64_t count)
{
    int64_t small;
    if (ou_int_to_int64(n, &small))
        return product_of_range(vm, (uint64_t)small - skip - count + 1, count, 1);
    OuObj *low = NULL, *high = NULL, *result = NULL;
    if (count == 1) {
        low = ou_int_from_uint64(vm, skip);
        result = low ? ou_int_sub(vm, n, low) : NULL;
    } else {
        uint64_t half = count / 2;
        if ((high = falling_product(vm, n, skip, half)) &&
            (low = falling_product(vm, n, skip + half, count - half)))
            result = ou_int_mul(vm, high, low);
    }
    ou_unref(vm, low);
    ou_unref(vm, high);
    return result;
}

/* n and k as exact ints, neither negative. */
static bool two_naturals(OuVM *vm, OuObj *const *args, OuObj **n, OuObj **k)
{
    *k = NULL;
    *n = ou_index_of(vm, args[0]);
    if (*n && (*k = ou_index_of(vm, args[1]))) {
        if (ou_int_sign(*n) < 0)
            OU_VALUE_ERROR(vm, "n must be a non-negative integer");
        else if (ou_int_sign(*k) < 0)
            OU_VALUE_ERROR(vm, "k must be a non-negative integer");
        else
            return true;
    }
    ou_unref(vm, *n);
    ou_unref(vm, *k);
    return false;
}

OuObj *ou_math_perm(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (nargs < 2 || !args[1] || args[1] == OU_NONE)
        return factorial_of(vm, args[0]);
    OuObj *n, *k, *result = NULL;
    if (!two_naturals(vm, args, &n, &k))
        return NULL;
    int64_t count;
    if (ou_int_cmp(n, k) < 0)
        result = ou_int_from(vm, 0);
    else if (!ou_int_to_int64(k, &count))
        ou_raise(vm, OU_T_OverflowError, "k must not exceed %lld", (long long)INT64_MAX);
    else
        result = count ? falling_product(vm, n, 0, (uint64_t)count) : ou_int_from(vm, 1);
    ou_unref(vm, n);
    ou_unref(vm, k);
    return result;
}

/* n! / (k! (n - k)!), 0 < k <= n / 2. Halving k keeps the numbers to be divided short. */
static OuObj *choose(OuVM *vm, OuObj *n, uint64_t k)
{
    if (k < 64) {
        OuObj *over = falling_product(vm, n, 0, k), *under = NULL, *result = NULL;
        if (over && (under = factorial(vm, k)))
            result = ou_int_floordiv(vm, over, under);
        ou_unref(vm, over);
        ou_unref(vm, under);
        return result;
    }
    /* C(n, k) = C(n, j) * C(n - j, k - j) / C(k, j) */
    uint64_t j = k / 2;
    OuObj *first = NULL, *second = NULL, *divisor = NULL, *product = NULL, *result = NULL;
    OuObj *taken = ou_int_from_uint64(vm, j), *rest = NULL, *all = ou_int_from_uint64(vm, k);
    if (taken && all && (rest = ou_int_sub(vm, n, taken)) && (first = choose(vm, n, j)) &&
        (second = choose(vm, rest, k - j)) && (product = ou_int_mul(vm, first, second)) &&
        (divisor = choose(vm, all, j)))
        result = ou_int_floordiv(vm, product, divisor);
    ou_unref(vm, taken);
    ou_unref(vm, all);
    ou_unref(vm, rest);
    ou_unref(vm, first);
    ou_unref(vm, second);
    ou_unref(vm, product);
    ou_unref(vm, divisor);
    return result;
}

OuObj *ou_math_comb(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    OuObj *n, *k, *result = NULL;
    if (!two_naturals(vm, args, &n, &k))
        return NULL;
    OuObj *other = ou_int_sub(vm, n, k);
    int64_t count;
    if (!other)
        goto done;
    if (ou_int_sign(other) < 0) {
        result = ou_int_from(vm, 0);
        goto done;
    }
    OuObj *least = ou_int_cmp(other, k) < 0 ? other : k;
    if (!ou_int_to_int64(least, &count))
        ou_raise(vm, OU_T_OverflowError, "min(n - k, k) must not exceed %lld",
                 (long long)INT64_MAX);
    else
        result = count ? choose(vm, n, (uint64_t)count) : ou_int_from(vm, 1);
done:
    ou_unref(vm, n);
    ou_unref(vm, k);
    ou_unref(vm, other);
    return result;
}

/* ---- others ---- */

OuObj *ou_math_isqrt(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    OuObj *number = ou_index_of(vm, args[0]), *root = NULL;
    if (!number)
        return NULL;
    if (ou_int_sign(number) < 0)
        OU_VALUE_ERROR(vm, "isqrt() argument must be nonnegative");
    else
        root = ou_int_isqrt(vm, number, NULL);
    ou_unref(vm, number);
    return root;
}

OuObj *ou_math_prod(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *iterator = ou_iter(vm, args[0]);
    if (!iterator)
        return NULL;
    OuObj *start = OU_ARG(1);
    OuObj *result = start ? ou_ref(start) : ou_int_from(vm, 1);
    while (result) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        OuObj *product = NULL;
        if (item && ou_is_exact(result, OU_T_FLOAT) && ou_is_exact(item, OU_T_FLOAT))
            product = ou_float_from(vm, ou_float_value(result) * ou_float_value(item));
        else if (item)
            product = ou_binary(vm, OU_OP_MUL, result, item);
        ou_unref(vm, item);
        ou_put(vm, &result, product);
        if (result && !ou_poll(vm, 1))
            ou_clear(vm, &result);
    }
    ou_unref(vm, iterator);
    return result;
}
