/* api.c - the public interface, include/ouro.h. */
#include "ouro.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static OuroResult *run(const char *source)
{
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .time_limit_ms = 20000};
    return ouro_run(source, &options, NULL, 0);
}

static void runs_a_script(void **state)
{
    (void)state;
    OuroResult *r = run("print(sum(range(10)))");
    assert_true(ouro_result_ok(r));
    assert_string_equal(ouro_result_output(r), "45\n");
    assert_null(ouro_result_value(r));
    assert_int_equal(ouro_result_status(r), 0);
    ouro_result_free(r);
}

static void gives_the_last_value(void **state)
{
    (void)state;
    OuroResult *r = run("x = 20\nx * 2 + 2");
    assert_true(ouro_result_ok(r));
    assert_string_equal(ouro_result_value(r), "42");
    ouro_result_free(r);
}

static void passes_inputs(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .capture_output = 1};
    OuroInput inputs[] = {{"n", ouro_value_int(-7)},      {"x", ouro_value_float(0.5)}, {"t", ouro_value_text("\xc3\xa9")},
                          {"b", ouro_value_bool(1)}, {"nothing", ouro_value_none()}};
    OuroResult *r = ouro_run("print(n, x, t, b, nothing)", &options, inputs, 5);
    assert_string_equal(ouro_result_output(r), "-7 0.5 \xc3\xa9 True None\n");
    ouro_result_free(r);
}

static void reports_exceptions(void **state)
{
    (void)state;
    OuroResult *r = run("def f():\n    return 1 / 0\nf()");
    assert_false(ouro_result_ok(r));
    assert_string_equal(ouro_result_exception(r), "ZeroDivisionError");
    assert_string_equal(ouro_result_message(r), "division by zero");
    assert_non_null(strstr(ouro_result_traceback(r), "line 2, in f"));
    assert_non_null(strstr(ouro_result_traceback(r), "    return 1 / 0"));
    assert_int_equal(ouro_result_status(r), 1);
    ouro_result_free(r);
}

static void reports_syntax_errors(void **state)
{
    (void)state;
    OuroResult *r = run("x = = 1");
    assert_string_equal(ouro_result_exception(r), "SyntaxError");
    ouro_result_free(r);
}

static void knows_exit_statuses(void **state)
{
    (void)state;
    OuroResult *r = run("import sys; sys.exit(3)");
    assert_int_equal(ouro_result_status(r), 3);
    assert_false(ouro_result_ok(r));
    ouro_result_free(r);
    r = run("raise SystemExit");
    assert_true(ouro_result_ok(r));
    ouro_result_free(r);
}

static void denies_files(void **state)
{
    (void)state;
    OuroResult *r = run("open('/etc/passwd')");
    assert_string_equal(ouro_result_exception(r), "PermissionError");
    ouro_result_free(r);
}

static void limits_memory(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .memory_limit = 8 << 20, .time_limit_ms = 60000};
    OuroResult *r = ouro_run("try:\n    x = [0] * 10**8\nexcept MemoryError:\n    print('caught')", &options, NULL, 0);
    assert_string_equal(ouro_result_output(r), "caught\n");
    assert_in_range(ouro_result_peak_bytes(r), 1, 8 << 20);
    ouro_result_free(r);
}

static void limits_time(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = 50};
    OuroResult *r = ouro_run("while True:\n    try:\n        while True: pass\n    except BaseException: pass", &options,
                             NULL, 0);
    assert_false(ouro_result_ok(r));
    ouro_result_free(r);
}

static void write_piece(void *user, int stream, const char *data, size_t size)
{
    size_t *sizes = user;
    (void)data;
    sizes[stream] += size;
}

static void hands_output_on(void **state)
{
    (void)state;
    size_t sizes[3] = {0};
    OuroOptions options = {.size = sizeof options, .write = write_piece, .user = sizes};
    OuroResult *r = ouro_run("import sys\nprint('1234')\nprint('56', file=sys.stderr)", &options, NULL, 0);
    assert_true(ouro_result_ok(r));
    assert_int_equal(sizes[1], 5);
    assert_int_equal(sizes[2], 3);
    ouro_result_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_a_script),       cmocka_unit_test(gives_the_last_value), cmocka_unit_test(passes_inputs),
        cmocka_unit_test(reports_exceptions),  cmocka_unit_test(reports_syntax_errors), cmocka_unit_test(knows_exit_statuses),
        cmocka_unit_test(denies_files),        cmocka_unit_test(limits_memory),        cmocka_unit_test(limits_time),
        cmocka_unit_test(hands_output_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
