/* random.c - the module _random: the Mersenne Twister (MT19937), seeded and read out as
 * CPython does, so that a seed gives the same numbers. lib/random.py builds on it.
 *
 * Only seed(x) may run script code: the hash of x. */
#include "modules/module.h"
#include "object/args.h"
#include "object/tuple.h"
#include "object/float.h"
#include "types/int_parts.h"
#include <string.h>

#define WORDS 624
#define MIDDLE 397

typedef struct OuRandom {
    OuGcObj gc;
    uint32_t index; /* of the next word; WORDS: all are used up */
    uint32_t state[WORDS];
} OuRandom;

static OuRandom *random_of(OuObj *self)
{
    return (OuRandom *)self;
}

/* ---- the generator ---- */

static uint32_t twist(uint32_t upper, uint32_t lower)
{
    uint32_t mixed = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
    return mixed >> 1 ^ (lower & 1 ? 0x9908B0DFu : 0);
}

static void refill(OuRandom *random)
{
    uint32_t *state = random->state;
    for (int i = 0; i < WORDS - MIDDLE; i++)
        state[i] = state[i + MIDDLE] ^ twist(state[i], state[i + 1]);
    for (int i = WORDS - MIDDLE; i < WORDS - 1; i++)
        state[i] = state[i + MIDDLE - WORDS] ^ twist(state[i], state[i + 1]);
    state[WORDS - 1] = state[MIDDLE - 1] ^ twist(state[WORDS - 1], state[0]);
    random->index = 0;
}

static uint32_t next_word(OuRandom *random)
{
    if (random->index >= WORDS)
        refill(random);
    uint32_t word = random->state[random->index++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9D2C5680u;
    word ^= word << 15 & 0xEFC60000u;
    return word ^ word >> 18;
}

static void seed_word(OuRandom *random, uint32_t seed)
{
    random->state[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++) {
        uint32_t last = random->state[i - 1];
        random->state[i] = 1812433253u * (last ^ last >> 30) + i;
    }
    random->index = WORDS;
}

/* Step on to the next word, the first taking the place of the last. */
static uint32_t step(uint32_t *state, uint32_t i)
{
    if (++i < WORDS)
        return i;
    state[0] = state[WORDS - 1];
    return 1;
}

static bool seed_words(OuVM *vm, OuRandom *random, const uint32_t *key, size_t len)
{
    uint32_t *state = random->state, i = 1;
    seed_word(random, 19650218u);
    size_t rounds = len > WORDS ? len : WORDS;
    for (size_t k = 0, j = 0; k < rounds; k++) {
        if (!OU_PASS(vm, k))
            return false;
        uint32_t last = state[i - 1];
        state[i] = (state[i] ^ (last ^ last >> 30) * 1664525u) + key[j] + (uint32_t)j;
        i = step(state, i);
        if (++j == len)
            j = 0;
    }
    for (int k = 0; k < WORDS - 1; k++) {
        uint32_t last = state[i - 1];
        state[i] = (state[i] ^ (last ^ last >> 30) * 1566083941u) - i;
        i = step(state, i);
    }
    state[0] = 0x80000000u;
    return true;
}

/* ---- seeding ---- */

static bool seed_anew(OuVM *vm, OuRandom *random)
{
    uint32_t key[WORDS];
    ou_random_bytes(vm, key, sizeof key);
    return seed_words(vm, random, key, WORDS);
}

static bool seed_int(OuVM *vm, OuRandom *random, OuObj *number)
{
    OuIntView view;
    ou_int_view(number, &view);
    size_t bits = ou_digits_bit_length(view.digits, view.len);
    size_t len = bits ? (bits - 1) / 32 + 1 : 1, size = (view.len + 1) * sizeof(OuDigit);
    uint32_t *key = ou_alloc(vm, size);
    if (!key)
        return false;
    memset(key, 0, size);
    memcpy(key, view.digits, view.len * sizeof(OuDigit));
    bool ok = seed_words(vm, random, key, len);
    ou_free(vm, key, size);
    return ok;
}

static bool seed(OuVM *vm, OuRandom *random, OuObj *arg)
{
    if (!arg || arg == OU_NONE)
        return seed_anew(vm, random);
    if (ou_is_int(vm, arg))
        return seed_int(vm, random, arg);
    OuHash hash;
    if (!ou_hash(vm, arg, &hash))
        return false;
    uint32_t key[2] = {(uint32_t)(uint64_t)hash, (uint32_t)((uint64_t)hash >> 32)};
    return seed_words(vm, random, key, key[1] ? 2 : 1);
}

static OuObj *random_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    bool own = cls->type->init != ou_object_init; /* then it is up to that __init__ to seed */
    if (!own && !ou_no_keywords(vm, "Random", kwnames))
        return NULL;
    if (!own && nargs > 1)
        return OU_TYPE_ERROR(vm, "Random() requires 0 or 1 argument");
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self && !own && !seed(vm, random_of(self), nargs ? args[0] : NULL))
        ou_clear(vm, &self);
    return self;
}

/* ---- methods ---- */

static OuObj *random_m_seed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return seed(vm, random_of(self), OU_ARG(0)) ? OU_NONE : NULL;
}

static OuObj *random_m_random(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    uint32_t high = next_word(random_of(self)) >> 5, low = next_word(random_of(self)) >> 6;
    return ou_float_from(vm, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

static OuObj *random_m_getrandbits(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *number = ou_index_of(vm, args[0]);
    if (!number)
        return NULL;
    int64_t bits;
    bool fits = ou_int_to_int64(number, &bits) && bits >= INT32_MIN && bits <= INT32_MAX;
    ou_unref(vm, number);
    if (!fits)
        return ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C int");
    if (bits < 0)
        return OU_VALUE_ERROR(vm, "number of bits must be non-negative");
    OuRandom *random = random_of(self);
    if (bits <= 32)
        return ou_int_from(vm, bits ? next_word(random) >> (32 - bits) : 0);
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, (size_t)(bits + 63) / 64))
        return NULL;
    for (size_t i = 0; i < result.room; i++) {
        OuDigit digit = 0;
        for (unsigned shift = 0; shift < 64 && bits > 0; shift += 32, bits -= 32) {
            uint32_t word = next_word(random);
            digit |= (OuDigit)(bits < 32 ? word >> (32 - bits) : word) << shift;
        }
        result.digits[i] = digit;
        if (!OU_PASS(vm, i)) {
            ou_int_result_abandon(vm, &result);
            return NULL;
        }
    }
    return ou_int_result_finish(vm, &result, false);
}

static OuObj *random_m_getstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuRandom *random = random_of(self);
    OuObj *words[WORDS + 1];
    for (size_t i = 0; i <= WORDS; i++) {
        words[i] = ou_int_from(vm, i < WORDS ? random->state[i] : random->index);
        if (!words[i]) {
            while (i > 0)
                ou_unref(vm, words[--i]);
            return NULL;
        }
    }
    return ou_tuple_new_take(vm, words, WORDS + 1);
}

/* A word of the state vector, as CPython's conversion to unsigned long. */
static bool state_word(OuVM *vm, OuObj *item, uint32_t *out)
{
    int64_t value;
    if (!ou_is_int(vm, item)) {
        OU_TYPE_ERROR(vm, "an integer is required");
    } else if (ou_int_sign(item) < 0) {
        ou_raise(vm, OU_T_OverflowError, "can't convert negative value to unsigned int");
    } else if (!ou_int_to_int64(item, &value)) {
        if (ou_int_bit_length(item) > 64)
            ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C unsigned long");
        else
            OU_VALUE_ERROR(vm, "invalid state");
    } else if (value > UINT32_MAX) {
        OU_VALUE_ERROR(vm, "invalid state");
    } else {
        *out = (uint32_t)value;
        return true;
    }
    return false;
}

static OuObj *random_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (!ou_is(vm, args[0], OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "state vector must be a tuple");
    OuTuple *state = OU_TUPLE(args[0]);
    if (state->len != WORDS + 1)
        return OU_VALUE_ERROR(vm, "state vector is the wrong size");
    uint32_t words[WORDS];
    for (size_t i = 0; i < WORDS; i++) {
        if (!state_word(vm, state->items[i], &words[i]))
            return NULL;
    }
    int64_t index;
    if (!ou_as_int64(vm, state->items[WORDS], &index))
        return NULL;
    if (index < 0 || index > WORDS)
        return OU_VALUE_ERROR(vm, "invalid state");
    OuRandom *random = random_of(self);
    memcpy(random->state, words, sizeof words);
    random->index = (uint32_t)index;
    return OU_NONE;
}

static const OuMethodDef random_methods[] = {
    {"random", "()", random_m_random, 0, "The next float from 0 to 1, 1 excluded."},
    {"seed", "(n=None, /)", random_m_seed, 0, "Start anew, from n or from something random."},
    {"getstate", "()", random_m_getstate, 0, "The state, as a tuple of integers."},
    {"setstate", "(state, /)", random_m_setstate, 0, "Go on from a state that getstate gave."},
    {"getrandbits", "(k, /)", random_m_getrandbits, 0, "An integer of k random bits."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_random_type = {
    .name = "_random.Random",
    .doc = "Random(x=None) -> a random number generator of its own, seeded by x.",
    .base = &ou_object_type,
    .index = OU_T_RANDOM,
    .flags = OU_TF_COLLECTED | OU_TF_BASE,
    .size = sizeof(OuRandom),
    .methods = random_methods,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    OU_SLOTS_TEXT,
    .make = random_make,
    .init = ou_object_init,
};

static const uint32_t random_types[] = {OU_T_RANDOM, 0};

const OuModuleDef ou_module_random = {
    .name = "_random",
    .doc = "The Mersenne Twister.",
    .types = random_types,
};
