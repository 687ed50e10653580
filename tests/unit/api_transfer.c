/* api_transfer.c - deep copies between VMs. */
#include "api_test.h"

/* The copy in `to` of what an expression gives in `from`. */
static OuroObject *transfer(OuroVM *to, OuroVM *from, const char *expression)
{
    OuroObject *object = eval(from, expression);
    OuroObject *copy = ouro_transfer(to, from, object);
    ouro_release(from, object);
    return copy;
}

static void values(void **state)
{
    (void)state;
    static const char *const expressions[] = {
        "None", "True", "...", "NotImplemented", "0", "-5", "10**9", "2**63", "-(10**500)", "0.1", "-0.0", "float('inf')",
        "1.5-2j", "''", "'a'", "'text with \\u00e9\\u4e00\\U0001f600'", "'\\ud800'", "b''", "b'a'", "b'\\0\\xff' * 100",
        "bytearray()", "bytearray(b'abc')", "[]", "()", "{}", "set()", "frozenset()", "[1, [2, (3, {4: {5}})]]",
        "{'b': 1, 'a': [2], (1, frozenset({2})): None, 1.5: b'x', range(3): 4}", "range(10**30, 5, -3)", "slice(1, None, [2])",
        "[{i: str(i)} for i in range(300)]", "{frozenset({(1, 2), 'x'}): frozenset()}"};
    OuroVM *from = new_vm(), *to = new_vm();
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        OuroObject *here = eval(from, expressions[i]), *shown = ouro_repr(from, here);
        is_repr(to, ouro_transfer(to, from, here), ouro_as_text(from, shown, NULL));
        is_repr(from, ouro_transfer(from, from, here), ouro_as_text(from, shown, NULL));
        ouro_release(from, shown);
        ouro_release(from, here);
    }
    OuroObject *set = transfer(to, from, "{str(i) for i in range(1000)}"), *key = ouro_text(to, "999");
    assert_int_equal(ouro_contains(to, set, key), 1);
    assert_int_equal(ouro_length(to, set), 1000);
    ouro_release(to, key);
    ouro_release(to, set);
    ouro_vm_free(from);
    ouro_vm_free(to);
}

static void shared_parts(void **state)
{
    (void)state;
    OuroVM *from = new_vm(), *to = new_vm();
    run_ok(from, "part = ['part', 10**40]\nf = frozenset({'x', 7})\nt = ([],)\nt[0].append(t)\nd = {'self': None}\nd['self'] = d\n"
                 "s = slice([], 1)\ns.start.append(s)\ndeep = None\nfor i in range(50000): deep = [deep] if i % 3 else {'d': (deep,)}\n"
                 "all = [part, part, (part, f), {f: part}, t, d, s, part[1], deep]\nall.append(all)");
    OuroObject *all = transfer(to, from, "all");
    assert_non_null(all);
    ouro_vm_free(from);
    assert_int_equal(ouro_set_global(to, "all", all), 1);
    ouro_release(to, all);
    run_ok(to, "part = all[0]\nassert all[1] is part and all[2][0] is part and all[3][all[2][1]] is part\n"
               "assert next(iter(all[3])) is all[2][1] and all[7] is part[1] == 10**40\n"
               "assert all[4][0][0] is all[4] and all[5]['self'] is all[5] and all[6].start[0] is all[6]\nassert all[-1] is all\n"
               "deep, n = all[8], 0\nwhile deep is not None:\n    deep = deep[0] if type(deep) is list else deep['d'][0]\n    n += 1\n"
               "assert n == 50000\n"
               "import gc\ndel all, part, deep\nassert gc.collect() > 50000");
    ouro_vm_free(to);
}

static void refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"object()", "cannot transfer an object of type 'object'"}, {"len", "cannot transfer an object of type 'builtin_function_or_method'"},
        {"[1, (2, {'k': C()})]", "cannot transfer an object of type 'C'"}, {"L()", "cannot transfer an object of type 'L'"},
        {"int", "cannot transfer an object of type 'type'"}, {"(x for x in [])", "cannot transfer an object of type 'generator'"},
        {"cycle", "cannot transfer an object of type 'C'"}};
    OuroVM *from = new_vm(), *to = new_vm();
    run_ok(from, "class C: pass\nclass L(list): pass\ncycle = ([], {})\ncycle[0].append(cycle)\ncycle[1]['x'] = (cycle, [C()])");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(transfer(to, from, cases[i][0]));
        assert_false(ouro_failed(from));
        has_failed(to, "TypeError", cases[i][1]);
    }
    assert_null(ouro_transfer(to, from, NULL));
    has_failed(to, "SystemError", NULL);
    ouro_vm_free(from);
    ouro_vm_free(to);
}

static void limits(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .memory_limit = 4 << 20};
    OuroVM *from = new_vm(), *to = ouro_vm_new(&options);
    for (int i = 0; i < 2; i++) {
        assert_null(transfer(to, from, i ? "[[x] for x in range(100000)]" : "'x' * 5000000"));
        has_failed(to, "MemoryError", NULL);
        run_ok(to, "assert len('x' * 1000000) == 1000000");
    }
    OuroObject *copy = transfer(to, from, "['x' * 1000000]");
    assert_int_equal(ouro_length(to, copy), 1);
    ouro_release(to, copy);
    ouro_vm_free(from);
    ouro_vm_free(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(shared_parts), cmocka_unit_test(refused),
                                       cmocka_unit_test(limits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
