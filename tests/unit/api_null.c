/* api_null.c - every function of ouro.h is called with NULL for each of its pointers in turn.
 *
 * N(x) is an argument that is needed: with NULL the call fails. O(x) may be NULL. */
#include "api_test.h"
#include <ctype.h>

static int which, at; /* the argument that is NULL, from 1; how many have been passed */
static int needed;    /* it was needed; 2: it was the VM */

static int is_null(int kind)
{
    if (++at != which)
        return 0;
    needed = kind;
    return 1;
}
#define V(x) (is_null(2) ? NULL : (x))
#define N(x) (is_null(1) ? NULL : (x))
#define O(x) (is_null(0) ? NULL : (x))

#define MESSAGE "a NULL pointer, and no exception is pending"

static OuroVM *vm;

static void fails(OuroObject *given)
{
    assert_null(given);
    has_failed(vm, "SystemError", MESSAGE);
}

/* What the call has given: did it fail if and only if something was missing? */
static void check(const char *call, int failed)
{
    int missing = which <= at;
    if (failed != (missing && needed) || (failed && needed == 1 && !ouro_failed(vm)))
        fail_msg("argument %d is NULL: %s: %s", which, call, failed ? "failed" : "went on");
    if (failed && needed == 1)
        has_failed(vm, "SystemError", MESSAGE);
    ouro_error_clear(vm);
}
#define EACH(call, type, bad, drop)              \
    for (which = 1, at = 0; which <= at + 1; which++) { \
        at = needed = 0;                         \
        type given = (call);                     \
        check(#call, given == (bad));            \
        drop;                                    \
    }
#define HANDLE(call) EACH(call, OuroObject *, NULL, ouro_release(vm, given))
#define DONE(call) EACH(call, int, 0, (void)0)
#define ANSWER(call) EACH(call, int64_t, -1, (void)0)
#define POINTER(call) EACH(call, const void *, NULL, (void)0)
/* Of these only that they return is asked. */
#define NOTHING(call)                          \
    for (which = 1, at = 0; which <= at + 1; which++) { \
        at = 0;                                \
        call;                                  \
        ouro_error_clear(vm);                  \
    }
#define RESULT(call)                                                                              \
    for (which = 1, at = 0; which <= at + 1; which++) { \
        at = needed = 0;                                                                          \
        OuroResult *given = (call);                                                               \
        assert_non_null(given);                                                                   \
        if ((ouro_result_end(given) == OURO_END_OK) == (which <= at && needed != 0))               \
            fail_msg("argument %d is NULL: %s: %s", which, #call, ouro_result_traceback(given));  \
        if (which <= at && needed)                                                                \
            assert_string_equal(ouro_result_message(given), MESSAGE); \
        ouro_result_free(given);                                                                  \
        assert_false(ouro_failed(vm));                                                            \
    }

static OuroObject *twice(OuroVM *v, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_retain(v, args[0]);
}

static void running(void **state)
{
    (void)state;
    OuroInput input = {"n", ouro_value_int(1)};
    OuroOptions options = {.size = sizeof options};
    RESULT(ouro_run(N("n = 1"), O(&options), N(&input), 1))
    RESULT(ouro_run_file(N("examples/tour.py"), O(&options), O(&input), 0))
    RESULT(ouro_vm_run(V(vm), N("n"), O("x.py"), N(&input), 1))
    RESULT(ouro_vm_run(V(vm), N("n"), O("x.py"), O(&input), 0))
    OuroInput unnamed = {NULL, {.kind = OURO_INT}}, unwritten = {"n", {.kind = OURO_TEXT, .as = {.text = {NULL, 1}}}};
    OuroInput texts[] = {{"n", ouro_value_text(NULL)}, {"n", ouro_value_json(NULL)}, {"n", ouro_value_bytes(NULL, 3)}};
    const OuroInput *const wrong[] = {&unnamed, &unwritten, &texts[0], &texts[1], &texts[2]};
    OuroResult *r;
    for (size_t i = 0; i < 5; i++) {
        r = ouro_vm_run(vm, "n", NULL, wrong[i], 1);
        assert_string_equal(ouro_result_message(r), MESSAGE);
        ouro_result_free(r);
    }
    OuroInput empty[] = {{"t", {.kind = OURO_TEXT}}, {"b", ouro_value_bytes(NULL, 0)}};
    r = ouro_vm_run(vm, "t, b", NULL, empty, 2);
    assert_string_equal(ouro_result_value(r), "('', b'')");
    ouro_result_free(r);
    EACH(ouro_compile(V(vm), N("n"), 1, O("x.py"), OURO_MODE_FILE), OuroCode *, NULL, ouro_code_free(given))
    OuroCode *code = ouro_compile(vm, NULL, 0, NULL, OURO_MODE_FILE), *retained;
    assert_non_null(code);
    RESULT(ouro_vm_run_code(V(vm), N(code), N(&input), 1))
    OuroObject *dict = ouro_dict(vm);
    HANDLE(ouro_exec(V(vm), N(code), O(dict)))
    HANDLE(ouro_eval(V(vm), N("1"), O(dict), O(dict)))
    NOTHING(retained = ouro_code_retain(N(code)); ouro_code_free(retained))
    ouro_code_free(code);
    ouro_release(vm, dict);
    options.root_count = 1;
    assert_null(ouro_vm_new(&options)); /* roots is NULL */
    OuroRoot root = {NULL, 0};
    options.roots = &root;
    assert_null(ouro_vm_new(&options));
    OuroVM *second = ouro_vm_new(NULL);
    assert_int_equal(ouro_vm_reset(NULL), 0);
    assert_int_equal(ouro_vm_reset(second), 1);
    assert_null(ouro_vm_user(NULL));
    assert_null(ouro_vm_user(second));
    ouro_vm_free(second);
    ouro_vm_free(NULL);
    ouro_code_free(NULL);
    assert_non_null(ouro_version());
    assert_true(ouro_version_number() > 0);
}

/* A NULL stands for the result that there was no memory for. */
static void results(void **state)
{
    (void)state;
    OuroResult *r = ouro_vm_run(vm, "def f(): 1 / 0\nf()", NULL, NULL, 0);
    OuroFrameInfo frame = {.size = sizeof frame};
    OuroUsage usage = {.size = sizeof usage};
    NOTHING(ouro_result_ok(N(r)))
    NOTHING(ouro_result_json(N(r)))
    NOTHING(ouro_result_error_output(N(r)))
    NOTHING(ouro_result_error_output_size(N(r)))
    NOTHING(ouro_result_output_size(N(r)))
    NOTHING(ouro_result_frame(N(r), 0, N(&frame)))
    NOTHING(ouro_result_usage(N(r), N(&usage)))
    NOTHING(ouro_result_instructions(N(r)))
    NOTHING(ouro_result_peak_bytes(N(r)))
    ouro_result_free(r);
    ouro_result_free(NULL);
    assert_int_equal(ouro_result_end(NULL), OURO_END_MEMORY);
    assert_int_equal(ouro_result_status(NULL), 1);
    assert_int_equal(ouro_result_frame_count(NULL), 0);
    assert_string_equal(ouro_result_output(NULL), "");
    assert_string_equal(ouro_result_exception(NULL), "MemoryError");
    assert_string_equal(ouro_result_message(NULL), "");
    assert_string_equal(ouro_result_traceback(NULL), "MemoryError\n");
    assert_null(ouro_result_value(NULL));
    assert_int_equal(ouro_result_plain(NULL).kind, OURO_NONE);
}

static void values(void **state)
{
    (void)state;
    OuroObject *one = ouro_int(vm, 1), *text = ouro_text(vm, "1"), *array = ouro_bytearray(vm, "ab", 2);
    OuroObject *kind = ouro_builtin(vm, "int"), *large = eval(vm, "True");
    OuroObject *items[] = {one, text}, *gap[] = {one, NULL};
    OuroValue value = ouro_value_bool(1), none = ouro_value_none(), real = ouro_value_float(2);
    HANDLE(ouro_none(V(vm)))
    HANDLE(ouro_bool(V(vm), 1))
    HANDLE(ouro_int(V(vm), 1 << 20))
    HANDLE(ouro_uint(V(vm), 1))
    HANDLE(ouro_int_text(V(vm), N("12"), 10))
    HANDLE(ouro_float(V(vm), 1))
    HANDLE(ouro_complex(V(vm), 1, 1))
    HANDLE(ouro_text(V(vm), N("x")))
    HANDLE(ouro_text_n(V(vm), N("x"), 1))
    HANDLE(ouro_text_n(V(vm), O("x"), 0))
    HANDLE(ouro_bytes(V(vm), O("x"), 1))
    HANDLE(ouro_bytearray(V(vm), O("x"), 1))
    HANDLE(ouro_list(V(vm), N(items), 2))
    HANDLE(ouro_tuple(V(vm), N(items), 2))
    HANDLE(ouro_set(V(vm), N(items), 2))
    HANDLE(ouro_list(V(vm), O(items), 0))
    HANDLE(ouro_tuple(V(vm), O(items), 0))
    HANDLE(ouro_set(V(vm), O(items), 0))
    fails(ouro_list(vm, gap, 2));
    HANDLE(ouro_dict(V(vm)))
    HANDLE(ouro_slice(V(vm), N(one), N(one), N(one)))
    HANDLE(ouro_from_value(V(vm), N(&value)))
    HANDLE(ouro_from_value(V(vm), N(&none)))
    HANDLE(ouro_from_value(V(vm), N(&real)))
    HANDLE(ouro_from_json(V(vm), N("[]"), 2))
    HANDLE(ouro_retain(V(vm), one))
    assert_null(ouro_retain(vm, NULL));
    ouro_release(NULL, one);
    ouro_release(vm, NULL);
    assert_int_equal(ouro_is(NULL, one), 0);
    HANDLE(ouro_weak(V(vm), N(kind)))
    int64_t number;
    uint64_t natural;
    double parts[2];
    size_t size;
    DONE(ouro_to_int(vm, N(one), N(&number)))
    DONE(ouro_to_int(V(vm), N(large), N(&number)))
    DONE(ouro_to_uint(V(vm), N(one), N(&natural)))
    DONE(ouro_to_float(V(vm), N(one), N(parts)))
    DONE(ouro_to_complex(V(vm), N(one), N(parts), N(parts + 1)))
    ANSWER(ouro_truth(V(vm), N(one)))
    POINTER(ouro_as_text(V(vm), N(text), O(&size)))
    EACH(ouro_as_bytes(V(vm), N(array), O(&size)), const void *, NULL, ouro_bytes_done(vm, array))
    EACH(ouro_as_writable_bytes(V(vm), N(array), O(&size)), void *, NULL, ouro_bytes_done(vm, array))
    NOTHING(ouro_bytes_done(V(vm), N(array)))
    NOTHING(ouro_kind(V(vm), N(one)))
    NOTHING(ouro_type_name(V(vm), N(one)))
    HANDLE(ouro_str(V(vm), N(one)))
    HANDLE(ouro_repr(V(vm), N(one)))
    HANDLE(ouro_to_json(V(vm), N(one)))
    ouro_release(vm, kind);
    ouro_release(vm, large);
    ouro_release(vm, array);
    ouro_release(vm, text);
    ouro_release(vm, one);
}

static void operations(void **state)
{
    (void)state;
    run_ok(vm, "class A: x = 1\na = A()\na.y = 0\n");
    OuroObject *a = ouro_global(vm, "a"), *one = ouro_int(vm, 1), *list = ouro_list(vm, &one, 1), *dict = ouro_dict(vm);
    OuroObject *kind = ouro_builtin(vm, "int"), *it = eval(vm, "iter([1] * 20)"), *weak = ouro_weak(vm, a);
    OuroObject *key, *value;
    HANDLE(ouro_weak_get(V(vm), N(weak)))
    ANSWER(ouro_length(V(vm), N(list)))
    HANDLE(ouro_attr(V(vm), N(a), N("x")))
    DONE(ouro_set_attr(V(vm), N(a), N("x"), N(one)))
    ANSWER(ouro_has_attr(V(vm), N(a), N("x")))
    DONE(ouro_del_attr(V(vm), N(a), N(ouro_set_attr(vm, a, "z", one) ? "z" : "")))
    DONE(ouro_set_item(V(vm), N(dict), N(one), N(one)))
    HANDLE(ouro_item(V(vm), N(dict), N(one)))
    DONE(ouro_del_item(V(vm), N(dict), N(ouro_set_item(vm, dict, one, one) ? one : NULL)))
    HANDLE(ouro_index(V(vm), N(list), 0))
    DONE(ouro_set_index(V(vm), N(list), 0, N(one)))
    DONE(ouro_set_key(V(vm), N(dict), N("k"), N(one)))
    HANDLE(ouro_key(V(vm), N(dict), N("k")))
    DONE(ouro_append(V(vm), N(list), N(one)))
    ANSWER(ouro_contains(V(vm), N(list), N(one)))
    HANDLE(ouro_iter(V(vm), N(list)))
    HANDLE(ouro_next(V(vm), N(it)))
    size_t count, position = 0;
    POINTER(ouro_items(V(vm), N(list), N(&count)))
    DONE((position = 0, ouro_dict_next(V(vm), N(dict), N(&position), O(&key), O(&value))))
    HANDLE(ouro_binary(V(vm), OURO_ADD, N(one), N(one)))
    HANDLE(ouro_unary(V(vm), OURO_NEG, N(one)))
    ANSWER(ouro_compare(V(vm), OURO_EQ, N(one), N(one)))
    int64_t hash;
    DONE(ouro_hash(V(vm), N(one), N(&hash)))
    HANDLE(ouro_type(V(vm), N(one)))
    ANSWER(ouro_isinstance(V(vm), N(one), N(kind)))
    OuroObject *const handles[] = {a, one, list, dict, kind, it, weak};
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++)
        ouro_release(vm, handles[i]);
}

static void calls(void **state)
{
    (void)state;
    run_ok(vm, "def f(*args, **names): return args\nclass A: m = f\na = A()\n");
    OuroObject *f = ouro_global(vm, "f"), *a = ouro_global(vm, "a"), *one = ouro_int(vm, 1);
    OuroObject *const args[] = {one, one};
    const char *const names[] = {"k"}, *const gap[] = {NULL};
    HANDLE(ouro_call(V(vm), N(f), N(args), 2))
    HANDLE(ouro_call(V(vm), N(f), O(args), 0))
    HANDLE(ouro_call_keywords(V(vm), N(f), N(args), 2, N(names), 1))
    HANDLE(ouro_call_keywords(V(vm), N(f), O(args), 0, O(names), 0))
    fails(ouro_call_keywords(vm, f, args, 2, gap, 1));
    HANDLE(ouro_call_method(V(vm), N(a), N("m"), N(args), 2))
    RESULT(ouro_vm_call(V(vm), N(f), N(args), 2))
    HANDLE(ouro_globals(V(vm)))
    HANDLE(ouro_global(V(vm), N("f")))
    DONE(ouro_set_global(V(vm), N("g"), N(one)))
    HANDLE(ouro_builtin(V(vm), N("len")))
    HANDLE(ouro_import(V(vm), N("math")))
    HANDLE(ouro_transfer(V(vm), N(vm), N(one)))
    ouro_release(vm, f);
    ouro_release(vm, a);
    ouro_release(vm, one);
}

static void errors(void **state)
{
    (void)state;
    OuroObject *exception = eval(vm, "ValueError('e')"), *taken;
    assert_int_equal(ouro_failed(NULL), 1);
    assert_int_equal(ouro_error_end(NULL), OURO_END_EXCEPTION);
    assert_null(ouro_error_take(NULL));
    NOTHING(ouro_raise(V(vm), N("ValueError"), O("message")))
    NOTHING(ouro_raise_object(V(vm), N(exception)))
    HANDLE(ouro_traceback(V(vm), N(exception)))
    ouro_raise(vm, "ValueError", NULL);
    ouro_raise(vm, NULL, NULL); /* that stays */
    assert_int_equal(ouro_error_is(vm, NULL), 0);
    assert_int_equal(ouro_error_is(NULL, "ValueError"), 0);
    assert_int_equal(ouro_error_is(vm, "ValueError"), 1);
    ouro_error_clear(NULL);
    assert_int_equal(ouro_failed(vm), 1);
    taken = ouro_error_take(vm);
    ouro_release(vm, taken);
    ouro_release(vm, exception);
}

static void host_functions(void **state)
{
    (void)state;
    static const OuroMember members[] = {{.signature = "m(self)", .function = twice}, {.signature = NULL}};
    static const OuroMember hollow[] = {{.signature = "m(self)"}, {.signature = NULL}};
    static const OuroClassDef good = {.size = sizeof good, .name = "Good", .members = members},
                              unmade = {.size = sizeof unmade, .name = "Unmade"}, nameless = {.size = sizeof nameless},
                              baseless = {.size = sizeof baseless, .name = "Baseless", .base_count = 1},
                              empty = {.size = sizeof empty, .name = "Empty", .members = hollow};
    OuroObject *module = ouro_module(vm, "made", NULL), *f = ouro_function(vm, "f(x)", twice, NULL, NULL), *cls;
    HANDLE(ouro_module(V(vm), N("other"), O("doc")))
    HANDLE(ouro_function(V(vm), N("f(x)"), N(twice), O(module), O("doc")))
    DONE(ouro_add_function(V(vm), O(module), N("f(x)"), N(twice), O(module)))
    DONE(ouro_function_finalizer(V(vm), N(f), O((void (*)(void *))NULL)))
    fails(ouro_class(vm, module, NULL));
    fails(ouro_class(vm, module, &baseless));
    fails(ouro_class(vm, module, &empty));
    assert_null(ouro_class(NULL, NULL, &good));
    assert_null(ouro_class(vm, NULL, &nameless));
    has_failed(vm, "ValueError", "a class without name");
    assert_non_null(cls = ouro_class(vm, NULL, &good));
    HANDLE(ouro_class_of(V(vm), N(&good)))
    HANDLE(ouro_instance(V(vm), N(&good)))
    OuroObject *instance = ouro_instance(vm, &good);
    POINTER(ouro_data(V(vm), N(instance), N(&good)))
    assert_null(ouro_data(vm, instance, &nameless));
    assert_null(ouro_class_of(vm, &unmade));
    ouro_error_clear(vm);
    assert_null(ouro_class_of(vm, &nameless));
    ouro_error_clear(vm);
    ouro_raise(vm, "KeyError", "before"); /* what is pending stays */
    assert_null(ouro_class_of(vm, &unmade));
    has_failed(vm, "KeyError", "'before'");
    ouro_release(vm, instance);
    ouro_release(vm, cls);
    ouro_release(vm, module);
    ouro_release(vm, f);
}

static OuroObject *wait(OuroVM *v, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(v, args[0]);
}

static void limits_and_suspensions(void **state)
{
    (void)state;
    OuroUsage usage = {.size = sizeof usage};
    OuroBudget budget = {.size = sizeof budget};
    ouro_interrupt(NULL);
    ouro_interrupt_exception(NULL);
    NOTHING(ouro_usage(V(vm), N(&usage)))
    DONE(ouro_set_budget(V(vm), N(&budget)))
    DONE(ouro_deny(V(vm), N("input")))
    assert_null(ouro_suspend(NULL, NULL));
    assert_null(ouro_suspend(vm, NULL));
    has_failed(vm, "SystemError", MESSAGE);
    assert_null(ouro_suspended(NULL));
    assert_int_equal(ouro_abandon(NULL), 0);
    assert_true(ouro_add_function(vm, NULL, "wait(x)", wait, NULL));
    for (int i = 0; i < 2; i++) {
        OuroResult *r = ouro_vm_run(vm, "try: wait(1)\nexcept SystemError as e: print(e)", NULL, NULL, 0);
        assert_int_equal(ouro_result_end(r), OURO_END_SUSPENDED);
        ouro_result_free(r);
        r = ouro_resume(NULL, NULL, NULL);
        assert_string_equal(ouro_result_exception(r), "SystemError");
        ouro_result_free(r);
        if (i == 0)
            assert_true(ouro_abandon(vm));
    }
    OuroResult *r = ouro_resume(vm, NULL, NULL);
    assert_string_equal(ouro_result_output(r), MESSAGE "\n");
    ouro_result_free(r);
}

/* Is there a test of each function that the header declares? */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = calloc(1, 1 << 17);
    fread(text, 1, (1 << 17) - 1, file);
    fclose(file);
    return text;
}

static void all_are_here(void **state)
{
    (void)state;
    char *header = text_of("src/include/ouro.h"), *here = text_of("tests/unit/api_null.c");
    int functions = 0;
    for (const char *p = header; (p = strstr(p, "\nOURO_API ")) != NULL; functions++) {
        const char *name = strstr(p, "ouro_"), *end = strchr(name, '(');
        char call[100];
        snprintf(call, sizeof call, "%.*s(", (int)(end - name), name);
        if (!strstr(here, call))
            fail_msg("%s) is called nowhere", call);
        p = end;
    }
    assert_in_range(functions, 120, 400);
    free(header);
    free(here);
}

static int make(void **state)
{
    (void)state;
    vm = new_vm();
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    ouro_vm_free(vm);
    return 0;
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make, unmake)
    const struct CMUnitTest tests[] = {
        TEST(running), TEST(results), TEST(values), TEST(operations), TEST(calls), TEST(errors),
        TEST(host_functions), TEST(limits_and_suspensions), cmocka_unit_test(all_are_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
