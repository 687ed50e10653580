/* test_utf8.c - decoding, validation and counting, each against a plain reference; the tables of
 * Unicode properties and names by samples and by laws; SipHash by the reference's values. */
#include "base/hash.h"
#include "base/unicode.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static OuMem mem;
static uint64_t random_state = 88172645463325252u;

static uint32_t random_number(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state % limit);
}

static int set_up(void **state)
{
    (void)state;
    memset(&mem, 0, sizeof mem);
    ou_mem_init(&mem, NULL, NULL, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ou_mem_drop(&mem);
    return 0;
}

static void round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x110000; code++) {
        char text[8];
        size_t len = ou_utf8_put(text, code);
        const char *at = text;
        assert_int_equal(len, ou_utf8_width(code));
        assert_int_equal(ou_utf8_next(&at), code);
        assert_ptr_equal(at, text + len);
        bool surrogate = code >= 0xD800 && code < 0xE000;
        assert_int_equal(ou_utf8_check(text, len, false), surrogate ? 0 : len);
        assert_int_equal(ou_utf8_check(text, len, true), len);
        for (size_t cut = 1; cut < len; cut++) {
            OuUtf8Error kind;
            assert_int_equal(ou_utf8_check(text, cut, true), 0);
            if (!surrogate || cut < 2) {
                assert_int_equal(ou_utf8_error(text, cut, &kind), cut);
                assert_int_equal(kind, OU_UTF8_TRUNCATED);
            }
        }
    }
}

/* Random bytes: what is accepted must decode to the same bytes; lengths must agree. */
static void random_text(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[80], again[8];
        size_t len = random_number(70), count = 0;
        unsigned char *bytes = (unsigned char *)text;
        for (size_t i = 0; i < len; i++)
            bytes[i] =
                (unsigned char)(random_number(3) ? random_number(256) : 0x20 + random_number(96));
        size_t good = ou_utf8_check(text, len, true);
        assert_true(good <= len);
        for (const char *at = text; at < text + good; count++) {
            const char *from = at;
            uint32_t code = ou_utf8_next(&at);
            assert_int_equal(ou_utf8_put(again, code), (size_t)(at - from));
            assert_memory_equal(again, from, (size_t)(at - from));
        }
        assert_int_equal(ou_utf8_length(text, good), count);
        OuUtf8Error kind;
        if (good < len && (bytes[good] != 0xED || len - good < 3))
            assert_int_not_equal(ou_utf8_error(text + good, len - good, &kind), 0);
        bool ascii = true;
        for (size_t i = 0; i < len; i++)
            ascii = ascii && bytes[i] < 0x80;
        assert_int_equal(ou_utf8_is_ascii(text, len), ascii);
    }
    char *long_text = malloc(100000);
    memset(long_text, 'x', 100000);
    for (size_t i = 0; i + 2 <= 100000; i += 50)
        memcpy(long_text + i, "\xC3\xA9", 2);
    assert_int_equal(ou_utf8_length(long_text, 100000), 98000);
    free(long_text);
}

static void properties(void **state)
{
    (void)state;
    uint32_t out[3];
    for (uint32_t code = 0; code < 0x110000; code++) {
        assert_true(!ou_uni_is_decimal(code) || ou_uni_decimal_value(code) >= 0);
        assert_true(ou_uni_is_decimal(code) || ou_uni_decimal_value(code) == -1);
        assert_true(!ou_uni_is_xid_start(code) || ou_uni_is_xid_continue(code));
        assert_true(!ou_uni_is_alpha(code) || ou_uni_is_printable(code));
        assert_in_range(ou_uni_to_upper(code, out), 1, 3);
        assert_in_range(ou_uni_to_lower(code, out), 1, 2);
        assert_in_range(ou_uni_columns(code), 0, 2);
    }
    assert_int_equal(ou_uni_to_upper(0xDF, out), 2);
    assert_int_equal(out[1], 'S');
    assert_int_equal(ou_uni_to_lower(0x130, out), 2);
    assert_int_equal(ou_uni_simple_lower(0x130), 'i');
    assert_int_equal(ou_uni_to_title(0x1C6, out), 1);
    assert_int_equal(out[0], 0x1C5);
    assert_int_equal(ou_uni_columns(0x4E00), 2);
    assert_int_equal(ou_uni_columns(0x301), 0);
    assert_string_equal(ou_uni_category('a'), "Ll");
    assert_string_equal(ou_uni_bidirectional(0x5D0), "R");
}

/* Every name leads back to its code point. */
static void names(void **state)
{
    (void)state;
    size_t count = 0;
    for (uint32_t code = 0; code < 0x110000; code++) {
        OuBuf name;
        uint32_t found;
        ou_buf_init(&name, &mem);
        bool named = ou_uni_name(code, &name);
        count += named;
        if (named && (code < 0x3400 || code % 16 == 0)) {
            assert_true(ou_uni_lookup_name(&mem, name.data, name.len, &found));
            assert_int_equal(found, code);
        }
        ou_buf_drop(&name);
    }
    assert_int_equal(count, 138552);
    uint32_t codes[4];
    assert_int_equal(ou_uni_lookup_sequence(&mem, "null", 4, codes), 1);
    assert_int_equal(codes[0], 0);
    assert_int_equal(ou_uni_lookup_sequence(&mem, "KEYCAP DIGIT ONE", 16, codes), 3);
    assert_int_equal(ou_uni_lookup_sequence(&mem, "NO SUCH NAME", 12, codes), 0);
    assert_int_equal(ou_uni_lookup_sequence(&mem, "", 0, codes), 0);
}

static void check_form(OuNormalForm form, const char *text, const char *expected)
{
    OuBuf out;
    ou_buf_init(&out, &mem);
    assert_true(ou_uni_normalize(form, text, strlen(text), &out, NULL));
    assert_string_equal(ou_buf_text(&out), expected);
    ou_buf_drop(&out);
}

static void normal_forms(void **state)
{
    (void)state;
    check_form(OU_NFC, "e\xCC\x81", "\xC3\xA9");
    check_form(OU_NFD, "\xC3\xA9", "e\xCC\x81");
    check_form(OU_NFKC, "\xEF\xAC\x81", "fi");
    check_form(OU_NFC, "\xEA\xB0\x80\xE1\x86\xA8", "\xEA\xB0\x81");
    check_form(OU_NFD, "\xEA\xB0\x81", "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8");
    check_form(OU_NFC, "a\xCC\xA7\xCC\x81", "\xC3\xA1\xCC\xA7");
    check_form(OU_NFC, "plain", "plain");
    /* Composed forms do not change when they are composed again. */
    for (uint32_t code = 0x80; code < 0x30000; code++) {
        char text[8];
        OuBuf once, twice;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t len = ou_utf8_put(text, code);
        ou_buf_init(&once, &mem);
        ou_buf_init(&twice, &mem);
        assert_true(ou_uni_nfkc(text, len, &once));
        assert_true(ou_uni_nfkc(once.data, once.len, &twice));
        assert_int_equal(once.len, twice.len);
        assert_memory_equal(once.data, twice.data, once.len);
        ou_buf_drop(&once);
        ou_buf_drop(&twice);
    }
}

static void hashes(void **state)
{
    (void)state;
    OuHashKey none = ou_hash_key(0);
    assert_int_equal(none.k0, 0);
    assert_int_equal(ou_hash_bytes(none, "", 0), 0);
    assert_int_equal(ou_hash_text(none, "abc", 3, true), -4594863902769663758);
    assert_int_equal(ou_hash_text(ou_hash_key(123), "abc", 3, true), -6019719312852672851);
    assert_int_equal(ou_hash_text(ou_hash_key(123), "h\xC3\xA9llo w\xC3\xB6rld", 13, false),
                     9110431758166128441);
    assert_int_equal(ou_hash_text(ou_hash_key(42), "\xE2\x82\xAC!", 4, false), 251439104247481852);
    assert_int_equal(ou_hash_text(ou_hash_key(42), "x\xF0\x9F\x98\x80y", 6, false),
                     -5049661390158634143);
    assert_int_equal(ou_hash_bytes(ou_hash_key(4294967295u), "0123456789abcdef", 16),
                     -6927551693716235708);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(random_text), cmocka_unit_test(properties),
        cmocka_unit_test(names), cmocka_unit_test(normal_forms), cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
