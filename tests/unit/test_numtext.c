/* test_numtext.c - doubles to text and back: round trips, known hard cases, rounding. */
#include "base/numtext.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static uint64_t random_state = 88172645463325252u;

static uint64_t random_bits(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static double parse(const char *text)
{
    double value;
    assert_int_equal(ou_double_parse(text, strlen(text), &value), strlen(text));
    return value;
}

static void check_repr(double value, const char *expected)
{
    OuMem mem = {0};
    ou_mem_init(&mem, NULL, NULL, 0);
    OuBuf out;
    ou_buf_init(&out, &mem);
    ou_double_repr(value, &out);
    assert_string_equal(ou_buf_text(&out), expected);
    ou_buf_drop(&out);
    ou_mem_drop(&mem);
}

/* The digits as a literal. */
static double value_of(const OuDigitText *digits)
{
    char text[1300];
    int power = digits->point - digits->len;
    memcpy(text, digits->digits, (size_t)digits->len);
    char *at = text + digits->len;
    *at++ = 'e';
    *at++ = power < 0 ? '-' : '+';
    unsigned rest = (unsigned)abs(power);
    for (unsigned unit = 1000; unit; unit /= 10)
        *at++ = (char)('0' + rest / unit % 10);
    double value;
    ou_double_parse(text, (size_t)(at - text), &value);
    return digits->negative ? -value : value;
}

static void shortest_reads_back(void **state)
{
    (void)state;
    for (int i = 0; i < 200000; i++) {
        uint64_t bits = random_bits();
        if (i % 4 == 0)
            bits >>= 12; /* subnormal */
        else if (i % 4 == 1)
            bits &= ~(uint64_t)0 << 52; /* a power of two: uneven neighbours */
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        OuDigitText digits;
        ou_double_shortest(value, &digits);
        assert_true(digits.len >= 1 && digits.len <= 17);
        assert_true(value_of(&digits) == value);
        ou_double_significant(value, 17, &digits);
        assert_true(value_of(&digits) == value);
    }
}

static void repr_is_pythons(void **state)
{
    (void)state;
    check_repr(0.0, "0.0");
    check_repr(-0.0, "-0.0");
    check_repr(1.0, "1.0");
    check_repr(0.1 + 0.2, "0.30000000000000004");
    check_repr(1e15, "1000000000000000.0");
    check_repr(1e16, "1e+16");
    check_repr(123456789012345678.0, "1.2345678901234568e+17");
    check_repr(1e-4, "0.0001");
    check_repr(1e-5, "1e-05");
    check_repr(5e-324, "5e-324");
    check_repr(1.7976931348623157e308, "1.7976931348623157e+308");
    check_repr(2.2250738585072014e-308, "2.2250738585072014e-308");
    check_repr(9007199254740993.0, "9007199254740992.0");
    check_repr(-HUGE_VAL, "-inf");
    check_repr((double)NAN, "nan");
}

static void reading_is_exact(void **state)
{
    (void)state;
    assert_true(parse("9007199254740993") == 9007199254740992.0);
    assert_true(parse("9007199254740993.00000000000000000000000000001") == 9007199254740994.0);
    assert_true(parse("2.4703282292062327e-324") == 0.0);
    assert_true(parse("2.4703282292062328e-324") == 5e-324);
    assert_true(parse("2.2250738585072011e-308") == 2.225073858507201e-308);
    assert_true(parse("1.7976931348623158e308") == 1.7976931348623157e308);
    assert_true(isinf(parse("1.7976931348623159e308")));
    assert_true(isinf(parse("1e99999999999999999999999")));
    assert_true(parse("1e-99999999999999999999999") == 0.0);
    assert_true(parse("0e99999999999999999999999") == 0.0);
    assert_true(parse(".5") == 0.5 && parse("5.") == 5.0 && parse("5.e1") == 50.0);
    char text[3000];
    memset(text, '0', sizeof text);
    text[0] = '1';
    memcpy(text + 1200, "e-1199", 7);
    assert_true(parse(text) == 1.0);
    memset(text, '0', sizeof text); /* a digit far below a halfway point decides */
    memcpy(text, "9007199254740993.", 17);
    memcpy(text + 2000, "1", 2);
    assert_true(parse(text) == 9007199254740994.0);
    text[2000] = 0;
    assert_true(parse(text) == 9007199254740992.0);
}

static void what_is_no_number_is_left(void **state)
{
    (void)state;
    double value;
    assert_int_equal(ou_double_parse("", 0, &value), 0);
    assert_int_equal(ou_double_parse(".", 1, &value), 0);
    assert_int_equal(ou_double_parse("e5", 2, &value), 0);
    assert_int_equal(ou_double_parse("-1", 2, &value), 0);
    assert_int_equal(ou_double_parse("1e", 2, &value), 1);
    assert_int_equal(ou_double_parse("1e+x", 4, &value), 1);
    assert_int_equal(ou_double_parse("1.5.2", 5, &value), 3);
    assert_int_equal(ou_double_parse("12", 1, &value), 1);
    assert_true(value == 1.0);
}

static void check_fixed(double value, int decimals, const char *digits, int point)
{
    OuDigitText text;
    ou_double_fixed(value, decimals, &text);
    assert_string_equal(text.digits, digits);
    assert_int_equal(text.point, point);
}

static void digits_on_demand_are_rounded_exactly(void **state)
{
    (void)state;
    check_fixed(2.675, 2, "267", 1);
    check_fixed(0.125, 2, "12", 0);
    check_fixed(0.375, 2, "38", 0);
    check_fixed(999.995, 2, "1", 4);
    check_fixed(0.5, 0, "", 0);
    check_fixed(1.5, 0, "2", 1);
    check_fixed(0.6, 0, "1", 1);
    check_fixed(1250.0, -2, "12", 4);
    check_fixed(60.0, -2, "1", 3);
    check_fixed(40.0, -2, "", 0);
    OuDigitText text;
    ou_double_significant(0.1, 20, &text);
    assert_string_equal(text.digits, "10000000000000000555");
    ou_double_significant(9.5, 1, &text);
    assert_string_equal(text.digits, "1");
    assert_int_equal(text.point, 2);
    ou_double_significant(5e-324, 5, &text);
    assert_string_equal(text.digits, "49407");
    assert_int_equal(text.point, -323);
    ou_double_significant(0.0, 3, &text);
    assert_string_equal(text.digits, "000");
    ou_double_significant(5e-324, 1000, &text);
    assert_int_equal(text.digits[750], '5'); /* the last of 751 digits */
    assert_int_equal(text.digits[751], '0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortest_reads_back),
        cmocka_unit_test(repr_is_pythons),
        cmocka_unit_test(reading_is_exact),
        cmocka_unit_test(what_is_no_number_is_left),
        cmocka_unit_test(digits_on_demand_are_rounded_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
