/* api_test.h - what the tests of the public API share. Debug builds check in addition, when a VM
 * is freed, that nothing is left of it and that every count was right. */
#ifndef API_TEST_H
#define API_TEST_H
#include "ouro.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline OuroVM *new_vm(void)
{
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .time_limit_ms = 20000, .hash_seed = 1};
    OuroVM *vm = ouro_vm_new(&options);
    assert_non_null(vm);
    return vm;
}

/* Is `repr(handle)` that text? Releases the handle. */
static inline void is_repr(OuroVM *vm, OuroObject *handle, const char *text)
{
    OuroObject *shown = ouro_repr(vm, handle);
    assert_non_null(shown);
    assert_string_equal(ouro_as_text(vm, shown, NULL), text);
    ouro_release(vm, shown);
    ouro_release(vm, handle);
}

/* Is that exception pending? Forgets it. */
static inline void has_failed(OuroVM *vm, const char *class_name, const char *message)
{
    assert_true(ouro_failed(vm));
    OuroObject *exception = ouro_error_take(vm), *text = ouro_str(vm, exception);
    assert_false(ouro_failed(vm));
    assert_string_equal(ouro_type_name(vm, exception), class_name);
    if (message)
        assert_string_equal(ouro_as_text(vm, text, NULL), message);
    ouro_release(vm, text);
    ouro_release(vm, exception);
}

static inline void run_ok(OuroVM *vm, const char *source)
{
    OuroResult *result = ouro_vm_run(vm, source, NULL, NULL, 0);
    if (!ouro_result_ok(result))
        print_error("%s", ouro_result_traceback(result));
    assert_true(ouro_result_ok(result));
    ouro_result_free(result);
}

static inline OuroObject *eval(OuroVM *vm, const char *expression)
{
    OuroObject *value = ouro_eval(vm, expression, NULL, NULL);
    assert_non_null(value);
    return value;
}

#endif
