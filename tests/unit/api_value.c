/* api_value.c - making and reading values, JSON. */
#include "api_test.h"

static void numbers(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    is_repr(vm, ouro_none(vm), "None");
    is_repr(vm, ouro_bool(vm, 5), "True");
    is_repr(vm, ouro_bool(vm, 0), "False");
    is_repr(vm, ouro_int(vm, INT64_MIN), "-9223372036854775808");
    is_repr(vm, ouro_uint(vm, UINT64_MAX), "18446744073709551615");
    is_repr(vm, ouro_int_text(vm, "-123456789012345678901234567890", 10), "-123456789012345678901234567890");
    is_repr(vm, ouro_int_text(vm, "0xff", 0), "255");
    assert_null(ouro_int_text(vm, "12x", 10));
    has_failed(vm, "ValueError", "invalid literal for int() with base 10: '12x'");
    assert_null(ouro_int_text(vm, "1", 99));
    has_failed(vm, "ValueError", NULL);
    is_repr(vm, ouro_float(vm, 0.1), "0.1");
    is_repr(vm, ouro_complex(vm, 1, -2), "(1-2j)");

    int64_t i = 0;
    uint64_t u = 0;
    double d = 0, e = 0;
    OuroObject *o = ouro_int(vm, 1000);
    assert_true(ouro_to_int(vm, o, &i) && i == 1000);
    assert_true(ouro_to_uint(vm, o, &u) && u == 1000);
    assert_true(ouro_to_float(vm, o, &d) && d == 1000.0);
    ouro_release(vm, o);
    o = ouro_uint(vm, UINT64_MAX);
    assert_true(ouro_to_uint(vm, o, &u) && u == UINT64_MAX);
    assert_false(ouro_to_int(vm, o, &i));
    has_failed(vm, "OverflowError", NULL);
    ouro_release(vm, o);
    o = ouro_int(vm, -1);
    assert_false(ouro_to_uint(vm, o, &u));
    has_failed(vm, "OverflowError", "can't convert negative int to unsigned");
    ouro_release(vm, o);
    o = eval(vm, "1 << 64");
    assert_false(ouro_to_uint(vm, o, &u));
    has_failed(vm, "OverflowError", "int too big to convert");
    ouro_release(vm, o);
    o = ouro_text(vm, "x");
    assert_false(ouro_to_int(vm, o, &i));
    has_failed(vm, "TypeError", "'str' object cannot be interpreted as an integer");
    assert_false(ouro_to_float(vm, o, &d));
    has_failed(vm, "TypeError", "must be real number, not str");
    ouro_release(vm, o);
    o = ouro_complex(vm, 1, 2);
    assert_true(ouro_to_complex(vm, o, &d, &e) && d == 1 && e == 2);
    ouro_release(vm, o);
    o = ouro_bool(vm, 1);
    assert_true(ouro_to_int(vm, o, &i) && i == 1);
    ouro_release(vm, o);
    run_ok(vm, "class N:\n    def __index__(self): return 7\nclass F:\n    def __float__(self): return 0.5\n");
    o = eval(vm, "N()");
    assert_true(ouro_to_int(vm, o, &i) && i == 7);
    ouro_release(vm, o);
    o = eval(vm, "F()");
    assert_true(ouro_to_float(vm, o, &d) && d == 0.5);
    ouro_release(vm, o);
    ouro_vm_free(vm);
}

static void texts(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    size_t size = 0;
    OuroObject *o = ouro_text(vm, "h\xc3\xa9");
    assert_string_equal(ouro_as_text(vm, o, &size), "h\xc3\xa9");
    assert_int_equal(size, 3);
    assert_int_equal(ouro_length(vm, o), 2);
    ouro_release(vm, o);
    o = ouro_text_n(vm, "a\0b", 3);
    assert_memory_equal(ouro_as_text(vm, o, &size), "a\0b", 4);
    assert_int_equal(size, 3);
    assert_null(ouro_as_bytes(vm, o, &size));
    has_failed(vm, "TypeError", "a bytes-like object is required, not 'str'");
    ouro_release(vm, o);
    assert_null(ouro_text(vm, "\xff"));
    has_failed(vm, "UnicodeDecodeError", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
    o = ouro_int(vm, 1);
    assert_null(ouro_as_text(vm, o, NULL));
    has_failed(vm, "TypeError", "a str is expected, not int");
    is_repr(vm, ouro_str(vm, o), "'1'");
    ouro_release(vm, o);

    o = ouro_bytes(vm, "\0\1", 2);
    assert_memory_equal(ouro_as_bytes(vm, o, &size), "\0\1", 2);
    assert_int_equal(size, 2);
    ouro_bytes_done(vm, o);
    assert_null(ouro_as_writable_bytes(vm, o, &size));
    assert_true(ouro_failed(vm));
    ouro_error_clear(vm);
    ouro_release(vm, o);
    is_repr(vm, ouro_bytes(vm, NULL, 3), "b'\\x00\\x00\\x00'");
    is_repr(vm, ouro_bytes(vm, NULL, 0), "b''");
    is_repr(vm, ouro_bytearray(vm, NULL, 2), "bytearray(b'\\x00\\x00')");
    o = ouro_bytearray(vm, "abc", 3);
    char *data = ouro_as_writable_bytes(vm, o, &size);
    assert_int_equal(size, 3);
    data[0] = 'X';
    OuroObject *more = ouro_bytes(vm, "d", 1);
    assert_null(ouro_call_method(vm, o, "extend", &more, 1));
    has_failed(vm, "BufferError", "Existing exports of data: object cannot be re-sized");
    ouro_bytes_done(vm, o);
    ouro_release(vm, ouro_call_method(vm, o, "extend", &more, 1));
    ouro_release(vm, more);
    is_repr(vm, o, "bytearray(b'Xbcd')");
    ouro_vm_free(vm);
}

static void containers(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroObject *items[3] = {ouro_int(vm, 1), ouro_text(vm, "x"), ouro_float(vm, 2.5)};
    is_repr(vm, ouro_list(vm, items, 3), "[1, 'x', 2.5]");
    is_repr(vm, ouro_list(vm, NULL, 0), "[]");
    is_repr(vm, ouro_tuple(vm, items, 3), "(1, 'x', 2.5)");
    is_repr(vm, ouro_tuple(vm, NULL, 0), "()");
    is_repr(vm, ouro_set(vm, items, 1), "{1}");
    is_repr(vm, ouro_slice(vm, items[0], items[1], items[2]), "slice(1, 'x', 2.5)");
    OuroObject *dict = ouro_dict(vm), *key, *value;
    assert_true(ouro_set_key(vm, dict, "a", items[0]));
    assert_true(ouro_set_item(vm, dict, items[2], items[1]));
    size_t position = 0, count = 0;
    assert_true(ouro_dict_next(vm, dict, &position, &key, &value));
    assert_string_equal(ouro_as_text(vm, key, NULL), "a");
    assert_true(ouro_is(value, items[0]));
    assert_true(ouro_dict_next(vm, dict, &position, &key, NULL));
    assert_false(ouro_dict_next(vm, dict, &position, &key, &value));
    assert_false(ouro_failed(vm));
    is_repr(vm, ouro_key(vm, dict, "a"), "1");
    assert_null(ouro_key(vm, dict, "b"));
    has_failed(vm, "KeyError", "'b'");
    assert_null(ouro_items(vm, dict, &count));
    has_failed(vm, "TypeError", "a list or tuple is expected, not dict");
    is_repr(vm, dict, "{'a': 1, 2.5: 'x'}");
    OuroObject *list = ouro_list(vm, items, 2);
    assert_true(ouro_append(vm, list, items[2]));
    OuroObject *const *all = ouro_items(vm, list, &count);
    assert_int_equal(count, 3);
    assert_true(ouro_is(all[2], items[2]));
    assert_false(ouro_append(vm, items[0], list));
    has_failed(vm, "TypeError", "a list is expected, not int");
    assert_false(ouro_dict_next(vm, list, &position, &key, &value));
    has_failed(vm, "TypeError", "a dict is expected, not list");
    OuroObject *bad = ouro_set(vm, &list, 1);
    assert_null(bad);
    has_failed(vm, "TypeError", "unhashable type: 'list'");
    ouro_release(vm, list);
    for (int i = 0; i < 3; i++)
        ouro_release(vm, items[i]);
    ouro_vm_free(vm);
}

static void kinds(void **state)
{
    (void)state;
    static const struct { const char *expression; OuroKind kind; const char *type; } cases[] = {
        {"None", OURO_NONE, "NoneType"}, {"True", OURO_BOOL, "bool"}, {"3", OURO_INT, "int"},
        {"1 << 99", OURO_INT, "int"}, {"1.5", OURO_FLOAT, "float"}, {"'x'", OURO_TEXT, "str"},
        {"b'x'", OURO_BYTES, "bytes"}, {"[]", OURO_LIST, "list"}, {"()", OURO_TUPLE, "tuple"},
        {"{}", OURO_DICT, "dict"}, {"set()", OURO_SET, "set"}, {"frozenset()", OURO_SET, "frozenset"},
        {"len", OURO_CALLABLE, "builtin_function_or_method"}, {"int", OURO_CALLABLE, "type"},
        {"1j", OURO_OTHER, "complex"}, {"L()", OURO_LIST, "L"}, {"object()", OURO_OTHER, "object"}};
    OuroVM *vm = new_vm();
    run_ok(vm, "class L(list): pass");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OuroObject *o = eval(vm, cases[i].expression);
        assert_int_equal(ouro_kind(vm, o), cases[i].kind);
        assert_string_equal(ouro_type_name(vm, o), cases[i].type);
        ouro_release(vm, o);
    }
    assert_int_equal(ouro_kind(vm, NULL), OURO_OTHER);
    ouro_vm_free(vm);
}

static void plain_values(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    const OuroValue values[] = {ouro_value_none(), ouro_value_bool(1), ouro_value_int(-5), ouro_value_float(0.5),
                                ouro_value_text("\xc3\xa9"), ouro_value_bytes("a\0", 2),
                                ouro_value_json("{\"a\": [1, 2.0, null]}")};
    static const char *const shown[] = {"None", "True", "-5", "0.5", "'\xc3\xa9'", "b'a\\x00'",
                                        "{'a': [1, 2.0, None]}"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        is_repr(vm, ouro_from_value(vm, &values[i]), shown[i]);
    OuroValue bad = {.kind = OURO_LIST};
    assert_null(ouro_from_value(vm, &bad));
    has_failed(vm, "ValueError", NULL);
    ouro_vm_free(vm);
}

static void json(void **state)
{
    (void)state;
    /* what goes in, and repr of what CPython's json.loads makes of it or its message */
    static const char *const read[][2] = {
        {"[1, -2, 0, 1.5e3, -1E-2, -0.0, 123456789012345678901234567890]",
         "[1, -2, 0, 1500.0, -0.01, -0.0, 123456789012345678901234567890]"},
        {" {\"a\" : {} , \"b\":[ ] }\n", "{'a': {}, 'b': []}"},
        {"\"\\u00e9\\ud83d\\ude00\\n\\/\\\"\"", "'\xc3\xa9\xf0\x9f\x98\x80\\n/\"'"},
        {"[NaN, Infinity, -Infinity, true, false, null]", "[nan, inf, -inf, True, False, None]"},
        {"\"\\ud800\"", "'\\ud800'"},
        {"{\"a\": 1, \"a\": 2}", "{'a': 2}"},
    };
    static const char *const wrong[][2] = {
        {"", "Expecting value: line 1 column 1 (char 0)"},
        {"  ", "Expecting value: line 1 column 3 (char 2)"},
        {"\"\\x\"", "Invalid \\escape: line 1 column 2 (char 1)"},
        {"\"\\u12\"", "Invalid \\uXXXX escape: line 1 column 3 (char 2)"},
        {"[1,]", "Expecting value: line 1 column 4 (char 3)"},
        {"{\"a\":1,}", "Expecting property name enclosed in double quotes: line 1 column 8 (char 7)"},
        {"\"abc", "Unterminated string starting at: line 1 column 1 (char 0)"},
        {"\"a\\", "Unterminated string starting at: line 1 column 1 (char 0)"},
        {"01", "Extra data: line 1 column 2 (char 1)"},
        {"-", "Expecting value: line 1 column 1 (char 0)"},
        {"1.", "Extra data: line 1 column 2 (char 1)"},
        {"[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"},
        {"{1:2}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
        {"{\"a\" 1}", "Expecting ':' delimiter: line 1 column 6 (char 5)"},
        {"tru", "Expecting value: line 1 column 1 (char 0)"},
        {"\"a\nb\"", "Invalid control character at: line 1 column 3 (char 2)"},
        {"[\"\xc3\xa9\",\n\n x]", "Expecting value: line 3 column 2 (char 8)"},
        {"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"},
        {"{\"a\":1", "Expecting ',' delimiter: line 1 column 7 (char 6)"},
        {"\xef\xbb\xbf[]", "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"},
    };
    OuroVM *vm = new_vm();
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        is_repr(vm, ouro_from_json(vm, read[i][0], strlen(read[i][0])), read[i][1]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(ouro_from_json(vm, wrong[i][0], strlen(wrong[i][0])));
        has_failed(vm, "ValueError", wrong[i][1]);
    }
    char *deep = malloc(100001);
    memset(deep, '[', 100000);
    assert_null(ouro_from_json(vm, deep, 100000));
    has_failed(vm, "RecursionError", NULL);
    free(deep);

    static const char *const written[][2] = {
        {"{'a': [1, 2.5, None], 'b\\n\"': (True, False)}", "{\"a\": [1, 2.5, null], \"b\\n\\\"\": [true, false]}"},
        {"'\xc3\xa9\xf0\x9f\x98\x80\\x7f\\x01'", "\"\\u00e9\\ud83d\\ude00\\u007f\\u0001\""},
        {"[1e100, float('inf'), -float('inf'), float('nan'), 10**20]",
         "[1e+100, Infinity, -Infinity, NaN, 100000000000000000000]"},
        {"{1: 2, 1.5: 3, None: 4, True: 5}", "{\"1\": 5, \"1.5\": 3, \"null\": 4}"},
        {"[]", "[]"}, {"{}", "{}"}, {"'\\ud800'", "\"\\ud800\""},
    };
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        OuroObject *o = eval(vm, written[i][0]), *text = ouro_to_json(vm, o);
        assert_non_null(text);
        assert_string_equal(ouro_as_text(vm, text, NULL), written[i][1]);
        ouro_release(vm, text);
        ouro_release(vm, o);
    }
    static const char *const unfit[][3] = {
        {"[{1}]", "TypeError", "Object of type set is not JSON serializable"},
        {"{(1, 2): 3}", "TypeError", "keys must be str, int, float, bool or None, not tuple"},
        {"(lambda a: a.append(a) or a)([])", "ValueError", "Circular reference detected"},
    };
    for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++) {
        OuroObject *o = eval(vm, unfit[i][0]);
        assert_null(ouro_to_json(vm, o));
        has_failed(vm, unfit[i][1], unfit[i][2]);
        ouro_release(vm, o);
    }
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers), cmocka_unit_test(texts), cmocka_unit_test(containers),
                                       cmocka_unit_test(kinds), cmocka_unit_test(plain_values), cmocka_unit_test(json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
