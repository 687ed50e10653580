/* test_digits.c - arithmetic on magnitudes: each operation against the laws that tie it to the
 * others, at lengths around the thresholds of the algorithms; poll and lack of memory. */
#include "types/digits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static OuMem mem;
static OuDigitWork work;
static uint64_t random_state = 88172645463325252u;

static uint64_t random_digit(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* `len` digits: random, or runs of ones and zeros, which carries and guesses trip over. */
static OuDigit *random_digits(size_t len)
{
    OuDigit *a = malloc((len + 1) * sizeof *a);
    unsigned kind = (unsigned)random_digit() % 3;
    for (size_t i = 0; i < len; i++) {
        uint64_t r = random_digit();
        a[i] = kind == 0 ? random_digit() : r % 3 == 0 ? 0 : r % 3 == 1 ? ~(OuDigit)0 : r >> r % 64;
    }
    if (len && a[len - 1] == 0)
        a[len - 1] = 1;
    return a;
}

static int set_up(void **state)
{
    (void)state;
    memset(&mem, 0, sizeof mem);
    ou_mem_init(&mem, NULL, NULL, 0);
    work = (OuDigitWork){.mem = &mem};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ou_mem_drop(&mem);
    return 0;
}

static const size_t lengths[] = {1,  2,  3,  7,  31, 35,  36,  37, 55,
                                 57, 79, 80, 81, 127, 160, 161, 333};

/* (a + b) * c = a * c + b * c, through every product algorithm. */
static void products_distribute(void **state)
{
    (void)state;
    for (size_t i = 0; i < OU_COUNT_OF(lengths); i++) {
        for (size_t j = 0; j < OU_COUNT_OF(lengths); j++) {
            size_t n = lengths[i], m = lengths[j], total = n + m + 2;
            OuDigit *a = random_digits(n), *b = random_digits(n), *c = random_digits(m);
            OuDigit *sum = calloc(n + 1, 8), *left = calloc(total, 8), *right = calloc(total, 8);
            OuDigit *other = calloc(total, 8);
            sum[n] = ou_digits_add(sum, a, n, b, n);
            assert_true(ou_digits_mul(&work, left, sum, n + 1, c, m));
            assert_true(ou_digits_mul(&work, right, a, n, c, m));
            assert_true(ou_digits_mul(&work, other, c, m, b, n));
            ou_digits_add(right, right, total, other, n + m);
            assert_int_equal(ou_digits_compare(left, total, right, total), 0);
            free(a), free(b), free(c), free(sum), free(left), free(right), free(other);
        }
    }
}

static void squares_are_products(void **state)
{
    (void)state;
    for (size_t i = 0; i < OU_COUNT_OF(lengths); i++) {
        size_t n = lengths[i];
        OuDigit *a = random_digits(n), *copy = malloc(n * 8);
        OuDigit *square = malloc(2 * n * 8), *product = malloc(2 * n * 8);
        memcpy(copy, a, n * 8);
        assert_true(ou_digits_mul(&work, square, a, n, a, n));
        assert_true(ou_digits_mul(&work, product, a, n, copy, n));
        assert_memory_equal(square, product, 2 * n * 8);
        free(a), free(copy), free(square), free(product);
    }
}

/* a = q * b + r, r < b. */
static void check_division(size_t n, size_t m)
{
    OuDigit *a = random_digits(n), *b = random_digits(m), *rest = malloc(m * 8);
    OuDigit *quotient = malloc((n - m + 1) * 8), *back = calloc(n + 2, 8);
    assert_true(ou_digits_divide(&work, quotient, rest, a, n, b, m));
    assert_true(ou_digits_compare(rest, m, b, m) < 0);
    assert_true(ou_digits_mul(&work, back, quotient, n - m + 1, b, m));
    ou_digits_add(back, back, n + 1, rest, m);
    assert_int_equal(ou_digits_compare(back, n + 1, a, n), 0);
    free(a), free(b), free(rest), free(quotient), free(back);
}

static void division_is_undone_by_product(void **state)
{
    (void)state;
    for (size_t i = 0; i < OU_COUNT_OF(lengths); i++) {
        for (size_t j = 0; j <= i; j++) {
            for (int round = 0; round < 6; round++)
                check_division(lengths[i], lengths[j]);
        }
    }
    check_division(1500, 700);
    check_division(2000, 150);
    check_division(900, 810);
}

static void text_round_trips(void **state)
{
    (void)state;
    for (unsigned base = 2; base <= 36; base++) {
        for (size_t n = 1; n < 200; n = n * 3 + 1) {
            OuDigit *a = random_digits(n);
            size_t room = ou_digits_text_bound(n, base), len, back_len;
            char *text = malloc(room);
            assert_true(ou_digits_to_text(&work, a, n, base, text, &len));
            assert_true(len <= room && text[0] != '0');
            OuDigit *back = malloc(ou_digits_from_text_bound(len, base) * 8);
            assert_true(ou_digits_from_text(&work, text, len, base, back, &back_len));
            assert_true(back_len <= ou_digits_from_text_bound(len, base));
            assert_int_equal(ou_digits_compare(a, n, back, back_len), 0);
            free(a), free(text), free(back);
        }
    }
    OuDigit value[2] = {0, 1};
    char text[40];
    size_t len;
    assert_true(ou_digits_to_text(&work, value, 2, 10, text, &len));
    assert_int_equal(len, 20);
    assert_memory_equal(text, "18446744073709551616", 20);
}

/* root^2 <= a < (root + 1)^2 */
static void roots_are_floors(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4 * OU_COUNT_OF(lengths); i++) {
        size_t n = lengths[i / 4], half = (n + 1) / 2;
        OuDigit *a = random_digits(n), *root = malloc((half + 1) * 8);
        OuDigit *square = malloc((2 * half + 2) * 8);
        bool exact;
        assert_true(ou_digits_isqrt(&work, root, a, n, &exact));
        assert_true(ou_digits_mul(&work, square, root, half, root, half));
        int order = ou_digits_compare(square, 2 * half, a, n);
        assert_true(order <= 0 && exact == (order == 0));
        root[half] = ou_digits_add_digit(root, root, half, 1);
        assert_true(ou_digits_mul(&work, square, root, half + 1, root, half + 1));
        assert_true(ou_digits_compare(square, 2 * half + 2, a, n) > 0);
        free(a), free(root), free(square);
    }
}

/* gcd(a * g, b * g) is a multiple of g that divides both. */
static void gcd_divides(void **state)
{
    (void)state;
    for (size_t n = 1; n < 60; n += 7) {
        OuDigit *g = random_digits(n), *a = random_digits(n + 2), *b = random_digits(n + 1);
        size_t x_len = 2 * n + 2, y_len = 2 * n + 1, len;
        OuDigit *x = malloc(x_len * 8), *y = malloc(y_len * 8), *out = malloc(x_len * 8);
        OuDigit *rest = malloc(x_len * 8);
        assert_true(ou_digits_mul(&work, x, g, n, a, n + 2));
        assert_true(ou_digits_mul(&work, y, g, n, b, n + 1));
        assert_true(ou_digits_gcd(&work, out, &len, x, x_len, y, y_len));
        assert_true(ou_digits_divide(&work, NULL, rest, x, x_len, out, len));
        assert_int_equal(ou_digits_trim(rest, len), 0);
        assert_true(ou_digits_divide(&work, NULL, rest, y, y_len, out, len));
        assert_int_equal(ou_digits_trim(rest, len), 0);
        assert_true(ou_digits_divide(&work, NULL, rest, out, len, g, n));
        assert_int_equal(ou_digits_trim(rest, n), 0);
        free(g), free(a), free(b), free(x), free(y), free(out), free(rest);
    }
}

/* b^(e + f) = b^e * b^f (mod m), for odd and even m. */
static void powers_multiply(void **state)
{
    (void)state;
    for (size_t n = 1; n < 90; n += 11) {
        OuDigit *b = random_digits(n), *m = random_digits(n), e[2] = {random_digit(), 3};
        OuDigit f[2] = {random_digit(), 1}, sum[3];
        m[0] = (m[0] & ~(OuDigit)1) | (n % 2);
        OuDigit *x = malloc(n * 8), *y = malloc(n * 8), *z = malloc(n * 8);
        OuDigit *product = malloc(2 * n * 8);
        sum[2] = ou_digits_add(sum, e, 2, f, 2);
        assert_true(ou_digits_power_mod(&work, x, b, n, e, 2, m, n));
        assert_true(ou_digits_power_mod(&work, y, b, n, f, 2, m, n));
        assert_true(ou_digits_power_mod(&work, z, b, n, sum, 3, m, n));
        assert_true(ou_digits_mul(&work, product, x, n, y, n));
        assert_true(ou_digits_divide(&work, NULL, x, product, 2 * n, m, n));
        assert_int_equal(ou_digits_compare(x, n, z, n), 0);
        free(b), free(m), free(x), free(y), free(z), free(product);
    }
}

static bool refuse(void *user, size_t operations)
{
    *(size_t *)user += operations;
    return false;
}

static void long_work_can_be_stopped(void **state)
{
    (void)state;
    size_t n = 3000, asked = 0, len;
    OuDigit *a = random_digits(n), *out = malloc(2 * n * 8);
    char *text = malloc(ou_digits_text_bound(n, 10));
    OuDigitWork stopping = {.mem = &mem, .poll = refuse, .user = &asked};
    assert_false(ou_digits_mul(&stopping, out, a, n, a, n));
    assert_true(stopping.stopped && asked >= OU_DIGITS_QUANTUM && asked < 2 * OU_DIGITS_QUANTUM);
    stopping.stopped = false;
    assert_false(ou_digits_to_text(&stopping, a, n, 10, text, &len));
    assert_true(stopping.stopped);
    free(a), free(out), free(text);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    size_t n = 400, len;
    OuDigit *a = random_digits(n), *b = random_digits(n / 2), *out = malloc(2 * n * 8);
    char *text = malloc(ou_digits_text_bound(n, 10));
    for (uint64_t i = 1; i < 6; i++) {
        mem.fail_countdown = i;
        bool ok = ou_digits_divide(&work, out, NULL, a, n, b, n / 2) &&
                  ou_digits_mul(&work, out, a, n, b, n / 2) &&
                  ou_digits_to_text(&work, a, n, 10, text, &len);
        assert_true(!work.stopped);
        assert_false(ok);
        mem.fail_countdown = 0;
    }
    free(a), free(b), free(out), free(text);
}

static void doubles_round_half_to_even(void **state)
{
    (void)state;
    bool overflow;
    OuDigit a[2] = {0, 1};
    assert_true(ou_digits_to_double(a, 2, &overflow) == 18446744073709551616.0);
    a[0] = 2048; /* half a unit in the last place: to even */
    assert_true(ou_digits_to_double(a, 2, &overflow) == 18446744073709551616.0);
    a[0] = 2049;
    assert_true(ou_digits_to_double(a, 2, &overflow) == 18446744073709555712.0);
    OuDigit big[16];
    memset(big, 0xFF, sizeof big);
    assert_true(ou_digits_to_double(big, 16, &overflow) > 1e308 && overflow);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(products_distribute), TEST(squares_are_products), TEST(division_is_undone_by_product),
        TEST(text_round_trips), TEST(roots_are_floors), TEST(gcd_divides), TEST(powers_multiply),
        TEST(long_work_can_be_stopped), TEST(lack_of_memory_is_reported),
        TEST(doubles_round_half_to_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
