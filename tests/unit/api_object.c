/* api_object.c - operations on handles, calling, namespaces, errors. */
#include "api_test.h"

static const char point[] =
    "class Point:\n"
    "    def __init__(self, x, y=0):\n        self.x = x\n        self.y = y\n"
    "    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)\n"
    "    def __repr__(self): return f'<{self.x}, {self.y}>'\n"
    "    def move(self, dx, *, dy=0):\n        self.x += dx\n        self.y += dy\n        return self\n"
    "    @property\n    def bad(self): raise LookupError('bad')\n";

static void attributes(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, point);
    OuroObject *p = eval(vm, "Point(1, 2)"), *ten = ouro_int(vm, 10);
    is_repr(vm, ouro_attr(vm, p, "x"), "1");
    assert_true(ouro_set_attr(vm, p, "x", ten));
    is_repr(vm, ouro_attr(vm, p, "x"), "10");
    assert_int_equal(ouro_has_attr(vm, p, "x"), 1);
    assert_true(ouro_del_attr(vm, p, "x"));
    assert_int_equal(ouro_has_attr(vm, p, "x"), 0);
    assert_int_equal(ouro_has_attr(vm, p, "bad"), -1);
    has_failed(vm, "LookupError", "bad");
    assert_false(ouro_del_attr(vm, p, "x"));
    has_failed(vm, "AttributeError", NULL);
    assert_null(ouro_attr(vm, p, "none"));
    has_failed(vm, "AttributeError", "'Point' object has no attribute 'none'");
    ouro_release(vm, ten);
    ouro_release(vm, p);
    ouro_vm_free(vm);
}

static void items(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroObject *list = eval(vm, "[1, 2, 3]"), *zero = ouro_int(vm, 0), *x = ouro_text(vm, "x");
    is_repr(vm, ouro_index(vm, list, 2), "3");
    is_repr(vm, ouro_index(vm, list, -1), "3");
    assert_null(ouro_index(vm, list, 3));
    has_failed(vm, "IndexError", "list index out of range");
    assert_true(ouro_set_index(vm, list, -1, x));
    assert_true(ouro_set_item(vm, list, zero, x));
    is_repr(vm, ouro_item(vm, list, zero), "'x'");
    assert_int_equal(ouro_contains(vm, list, x), 1);
    assert_int_equal(ouro_contains(vm, list, zero), 0);
    assert_int_equal(ouro_contains(vm, zero, list), -1);
    has_failed(vm, "TypeError", "argument of type 'int' is not iterable");
    assert_true(ouro_del_item(vm, list, zero));
    assert_int_equal(ouro_length(vm, list), 2);
    assert_int_equal(ouro_length(vm, zero), -1);
    has_failed(vm, "TypeError", "object of type 'int' has no len()");
    assert_false(ouro_del_item(vm, list, x));
    has_failed(vm, "TypeError", NULL);

    OuroObject *iterator = ouro_iter(vm, list), *item;
    int64_t count = 0;
    while ((item = ouro_next(vm, iterator))) {
        ouro_release(vm, item);
        count++;
    }
    assert_false(ouro_failed(vm));
    assert_int_equal(count, 2);
    ouro_release(vm, iterator);
    assert_null(ouro_next(vm, list));
    has_failed(vm, "TypeError", "'list' object is not an iterator");
    assert_null(ouro_iter(vm, zero));
    has_failed(vm, "TypeError", "'int' object is not iterable");
    iterator = eval(vm, "(1 // (1 - i) for i in range(3))");
    ouro_release(vm, ouro_next(vm, iterator));
    assert_null(ouro_next(vm, iterator));
    has_failed(vm, "ZeroDivisionError", NULL);
    ouro_release(vm, iterator);
    ouro_release(vm, list);
    ouro_release(vm, zero);
    ouro_release(vm, x);
    ouro_vm_free(vm);
}

static void operators(void **state)
{
    (void)state;
    static const char *const results[] = {"9", "5", "14", "3.5", "3", "1", "49", NULL, "28", "1", "2", "7", "5"};
    OuroVM *vm = new_vm();
    OuroObject *a = ouro_int(vm, 7), *b = ouro_int(vm, 2);
    for (int op = OURO_ADD; op <= OURO_XOR; op++) {
        if (results[op]) {
            is_repr(vm, ouro_binary(vm, (OuroOperator)op, a, b), results[op]);
        } else {
            assert_null(ouro_binary(vm, (OuroOperator)op, a, b));
            has_failed(vm, "TypeError", "unsupported operand type(s) for @: 'int' and 'int'");
        }
    }
    is_repr(vm, ouro_unary(vm, OURO_NEG, a), "-7");
    is_repr(vm, ouro_unary(vm, OURO_POS, a), "7");
    is_repr(vm, ouro_unary(vm, OURO_INVERT, a), "-8");
    is_repr(vm, ouro_unary(vm, OURO_NOT, a), "False");
    is_repr(vm, ouro_unary(vm, OURO_ABS, a), "7");
    static const int truths[] = {0, 0, 0, 1, 1, 1};
    for (int op = OURO_LT; op <= OURO_GE; op++)
        assert_int_equal(ouro_compare(vm, (OuroComparison)op, a, b), truths[op]);
    OuroObject *text = ouro_text(vm, "x");
    assert_int_equal(ouro_compare(vm, OURO_LT, a, text), -1);
    has_failed(vm, "TypeError", "'<' not supported between instances of 'int' and 'str'");
    int64_t hash = 0;
    assert_true(ouro_hash(vm, a, &hash) && hash == 7);
    OuroObject *list = ouro_list(vm, NULL, 0), *type = ouro_type(vm, a);
    assert_false(ouro_hash(vm, list, &hash));
    has_failed(vm, "TypeError", "unhashable type: 'list'");
    assert_int_equal(ouro_truth(vm, list), 0);
    assert_int_equal(ouro_truth(vm, a), 1);
    assert_int_equal(ouro_isinstance(vm, a, type), 1);
    assert_int_equal(ouro_isinstance(vm, list, type), 0);
    assert_int_equal(ouro_isinstance(vm, list, a), -1);
    has_failed(vm, "TypeError", NULL);
    is_repr(vm, type, "<class 'int'>");
    OuroObject *const all[] = {a, b, text, list};
    for (int i = 0; i < 4; i++)
        ouro_release(vm, all[i]);
    ouro_vm_free(vm);
}

static void calls(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, point);
    run_ok(vm, "def show(*args, **kw): return args, kw\ndef add(a, b): return a + b\n");
    OuroObject *make = ouro_global(vm, "Point"), *args[3] = {ouro_int(vm, 1), ouro_int(vm, 2), ouro_int(vm, 3)};
    OuroObject *p = ouro_call(vm, make, args, 2);
    is_repr(vm, ouro_call_method(vm, p, "move", args, 1), "<2, 2>");
    OuroObject *move = ouro_attr(vm, p, "move");
    is_repr(vm, ouro_call_keywords(vm, move, args, 2, (const char *[]){"dy"}, 1), "<3, 4>");
    assert_null(ouro_call(vm, move, args, 2));
    has_failed(vm, "TypeError", "Point.move() takes 2 positional arguments but 3 were given");
    OuroObject *show = ouro_global(vm, "show");
    is_repr(vm, ouro_call_keywords(vm, show, args, 3, (const char *[]){"a", "b"}, 2), "((1,), {'a': 2, 'b': 3})");
    is_repr(vm, ouro_call(vm, show, NULL, 0), "((), {})");
    assert_null(ouro_call_keywords(vm, show, args, 2, (const char *[]){"a", "a"}, 2));
    has_failed(vm, "TypeError", "keyword argument repeated: a");
    assert_null(ouro_call_keywords(vm, show, args, 1, (const char *[]){"a", "b"}, 2));
    has_failed(vm, "ValueError", NULL);
    assert_null(ouro_call(vm, args[0], NULL, 0));
    has_failed(vm, "TypeError", "'int' object is not callable");
    assert_null(ouro_call_method(vm, p, "none", NULL, 0));
    has_failed(vm, "AttributeError", NULL);
    OuroObject *add = ouro_global(vm, "add");
    for (int64_t i = 0; i < 1000; i++) { /* while it warms up, too */
        OuroObject *pair[2] = {ouro_int(vm, i), args[2]}, *sum = ouro_call(vm, add, pair, 2);
        int64_t value = 0;
        assert_true(ouro_to_int(vm, sum, &value) && value == i + 3);
        ouro_release(vm, sum);
        ouro_release(vm, pair[0]);
    }
    assert_null(ouro_call(vm, add, args, 1));
    has_failed(vm, "TypeError", "add() missing 1 required positional argument: 'b'");
    OuroObject *mixed[2] = {args[0], p};
    assert_null(ouro_call(vm, add, mixed, 2));
    has_failed(vm, "TypeError", NULL);
    OuroObject *const all[] = {make, p, move, show, add, args[0], args[1], args[2]};
    for (int i = 0; i < 8; i++)
        ouro_release(vm, all[i]);
    ouro_vm_free(vm);
}

static void namespaces(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroObject *five = ouro_int(vm, 5);
    assert_true(ouro_set_global(vm, "five", five));
    is_repr(vm, ouro_global(vm, "five"), "5");
    assert_null(ouro_global(vm, "six"));
    has_failed(vm, "NameError", "name 'six' is not defined");
    assert_null(ouro_global(vm, "len"));
    ouro_error_clear(vm);
    is_repr(vm, ouro_builtin(vm, "len"), "<built-in function len>");
    assert_null(ouro_builtin(vm, "six"));
    has_failed(vm, "NameError", "name 'six' is not defined");
    OuroObject *module = ouro_import(vm, "math");
    is_repr(vm, ouro_attr(vm, module, "pi"), "3.141592653589793");
    ouro_release(vm, module);
    module = ouro_import(vm, "collections.abc");
    is_repr(vm, ouro_attr(vm, module, "__name__"), "'collections.abc'");
    ouro_release(vm, module);
    assert_null(ouro_import(vm, "nothing"));
    has_failed(vm, "ModuleNotFoundError", "No module named 'nothing'");
    OuroObject *globals = ouro_globals(vm);
    is_repr(vm, ouro_key(vm, globals, "five"), "5");
    is_repr(vm, ouro_eval(vm, "five + 1", NULL, NULL), "6");
    OuroObject *dict = ouro_dict(vm), *locals = ouro_dict(vm);
    assert_true(ouro_set_key(vm, dict, "a", five) && ouro_set_key(vm, locals, "b", five));
    is_repr(vm, ouro_eval(vm, "a * b", dict, locals), "25");
    assert_null(ouro_eval(vm, "five", dict, NULL));
    has_failed(vm, "NameError", "name 'five' is not defined");
    assert_null(ouro_eval(vm, "a +", dict, NULL));
    has_failed(vm, "SyntaxError", NULL);
    assert_null(ouro_eval(vm, "1", five, NULL));
    has_failed(vm, "TypeError", "globals must be a dict, not int");
    ouro_release(vm, locals);
    ouro_release(vm, dict);
    ouro_release(vm, globals);
    ouro_release(vm, five);
    ouro_vm_free(vm);
}

static void errors(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    assert_false(ouro_failed(vm));
    assert_null(ouro_error_take(vm));
    assert_int_equal(ouro_error_end(vm), OURO_END_OK);
    assert_null(ouro_raise(vm, "KeyError", "k"));
    assert_int_equal(ouro_error_end(vm), OURO_END_EXCEPTION);
    assert_int_equal(ouro_error_is(vm, "LookupError"), 1);
    assert_int_equal(ouro_error_is(vm, "ValueError"), 0);
    /* while it is pending everything fails, and it stays */
    OuroObject *one = ouro_int(vm, 1);
    assert_null(ouro_binary(vm, OURO_ADD, one, one));
    assert_null(ouro_list(vm, &one, 1));
    assert_int_equal(ouro_truth(vm, one), -1);
    has_failed(vm, "KeyError", "'k'");
    /* NULL stands for what failed before */
    assert_null(ouro_call(vm, ouro_attr(vm, one, "none"), NULL, 0));
    has_failed(vm, "AttributeError", NULL);
    assert_null(ouro_str(vm, NULL));
    has_failed(vm, "SystemError", "a NULL pointer, and no exception is pending");
    OuroObject *missing[] = {one, NULL};
    assert_null(ouro_list(vm, missing, 2));
    has_failed(vm, "SystemError", NULL);
    /* one after the other: the earlier is the context */
    ouro_raise(vm, "ValueError", "first");
    ouro_raise(vm, "TypeError", NULL);
    OuroObject *exception = ouro_error_take(vm), *context = ouro_attr(vm, exception, "__context__");
    is_repr(vm, context, "ValueError('first')");
    OuroObject *text = ouro_traceback(vm, exception);
    assert_string_equal(ouro_as_text(vm, text, NULL),
                        "ValueError: first\n\nDuring handling of the above exception, another exception occurred:\n\n"
                        "TypeError\n");
    ouro_release(vm, text);
    assert_null(ouro_traceback(vm, one));
    has_failed(vm, "TypeError", "an exception is expected, not int");
    assert_null(ouro_raise_object(vm, exception));
    has_failed(vm, "TypeError", "");
    ouro_release(vm, exception);
    ouro_raise(vm, "int", "x");
    has_failed(vm, "SystemError", "int is no exception class");
    ouro_raise(vm, "Nothing", "x");
    has_failed(vm, "NameError", "name 'Nothing' is not defined");
    ouro_raise_object(vm, one);
    has_failed(vm, "TypeError", "exceptions must derive from BaseException");
    run_ok(vm, "class Mine(Exception): pass");
    OuroObject *cls = ouro_global(vm, "Mine");
    ouro_raise_object(vm, cls);
    assert_int_equal(ouro_error_is(vm, "Exception"), 1);
    assert_int_equal(ouro_error_is(vm, "object"), 0);
    assert_int_equal(ouro_error_is(vm, "no such class"), 0);
    has_failed(vm, "Mine", "");
    ouro_release(vm, cls);
    ouro_release(vm, one);
    ouro_vm_free(vm);
}

static void handles(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, "log = []\nclass A:\n    def __del__(self): log.append('gone')\n");
    OuroObject *a = eval(vm, "A()"), *weak = ouro_weak(vm, a), *again = ouro_retain(vm, a);
    OuroObject *got = ouro_weak_get(vm, weak);
    assert_true(ouro_is(got, a));
    ouro_release(vm, got);
    ouro_release(vm, a);
    is_repr(vm, ouro_global(vm, "log"), "[]");
    ouro_release(vm, again);
    is_repr(vm, ouro_global(vm, "log"), "['gone']");
    is_repr(vm, ouro_weak_get(vm, weak), "None");
    OuroObject *one = ouro_int(vm, 1000);
    assert_null(ouro_weak(vm, one));
    has_failed(vm, "TypeError", "cannot create weak reference to 'int' object");
    assert_null(ouro_weak_get(vm, one));
    has_failed(vm, "TypeError", "a weak reference is expected, not int");
    ouro_release(vm, one);
    ouro_release(vm, weak);
    ouro_release(vm, NULL);
    assert_null(ouro_retain(vm, NULL));
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attributes), cmocka_unit_test(items),  cmocka_unit_test(operators), cmocka_unit_test(calls),
        cmocka_unit_test(namespaces), cmocka_unit_test(errors), cmocka_unit_test(handles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
