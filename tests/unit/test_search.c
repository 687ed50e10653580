/* test_search.c - finding bytes, forwards and backwards, against a plain loop; repetitive needles
 * drive the finder into its second algorithm. */
#include "base/search.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static uint64_t random_state = 88172645463325252u;

static size_t random_number(size_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % limit;
}

static size_t plain_find(const char *text, size_t len, const char *needle, size_t size, bool last)
{
    size_t found = OU_NOT_FOUND;
    for (size_t i = 0; i + size <= len; i++)
        if (memcmp(text + i, needle, size) == 0) {
            found = i;
            if (!last)
                break;
        }
    return found;
}

static void compare(const char *text, size_t len, const char *needle, size_t size)
{
    assert_int_equal(ou_find(text, len, needle, size), plain_find(text, len, needle, size, false));
    assert_int_equal(ou_find_last(text, len, needle, size),
                     plain_find(text, len, needle, size, true));
    /* The same with the second algorithm from the beginning. */
    for (int reverse = 0; reverse < 2; reverse++) {
        OuFinder finder;
        ou_finder_init(&finder, needle, size, reverse);
        finder.credit = 0;
        assert_int_equal(ou_finder_next(&finder, text, len),
                         plain_find(text, len, needle, size, reverse));
    }
}

static void random_texts(void **state)
{
    (void)state;
    for (int round = 0; round < 60000; round++) {
        char text[260], needle[40];
        size_t len = random_number(250), size = random_number(round % 3 ? 6 : 36);
        size_t letters = 1 + random_number(4);
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('a' + random_number(letters));
        if (len > size && random_number(2))
            memcpy(needle, text + random_number(len - size), size);
        else
            for (size_t i = 0; i < size; i++)
                needle[i] = (char)('a' + random_number(letters));
        compare(text, len, needle, size);
    }
}

static void periodic(void **state)
{
    (void)state;
    char text[3000], needle[200];
    for (size_t period = 1; period < 20; period++) {
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)('a' + i % period % 3);
        for (size_t size = 2; size < 150; size += 7) {
            memcpy(needle, text, size);
            compare(text, sizeof text, needle, size);
            needle[size / 2] = 'z';
            compare(text, sizeof text, needle, size);
            needle[size / 2] = text[size / 2];
            needle[0] = 'z';
            compare(text, sizeof text, needle, size);
            text[2500] = 'z';
            compare(text, sizeof text, needle, size);
            text[2500] = (char)('a' + 2500 % period % 3);
        }
    }
}

/* Work must stay linear: a quadratic search would take minutes here. */
static void worst_case(void **state)
{
    (void)state;
    size_t len = 4000000, size = 100000;
    char *text = malloc(len), *needle = malloc(size);
    memset(text, 'a', len);
    memset(needle, 'a', size);
    needle[0] = 'b';
    assert_int_equal(ou_find(text, len, needle, size), OU_NOT_FOUND);
    assert_int_equal(ou_find_last(text, len, needle, size), OU_NOT_FOUND);
    needle[0] = 'a';
    needle[size - 1] = 'b';
    assert_int_equal(ou_find(text, len, needle, size), OU_NOT_FOUND);
    assert_int_equal(ou_find_last(text, len, needle, size), OU_NOT_FOUND);
    needle[size - 1] = 'a';
    needle[size / 2] = 'b';
    assert_int_equal(ou_find(text, len, needle, size), OU_NOT_FOUND);
    text[len / 2] = 'b';
    assert_int_equal(ou_find(text, len, needle, size), len / 2 - size / 2);
    assert_int_equal(ou_find_count(text, len, "aa", 2, SIZE_MAX), len / 2 - 1);
    assert_int_equal(ou_find_count(text, len, "aa", 2, 5), 5);
    free(text);
    free(needle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_texts), cmocka_unit_test(periodic), cmocka_unit_test(worst_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
