/* api_handles.c - debug builds report handles that were not released, with who made them, and stop
 * at a release of what is no handle. Other builds forget them with the VM. */
#include "api_test.h"
#include <sys/wait.h>
#include <unistd.h>

/* What `act` writes to stderr in a process of its own; the process's status. */
static int watch(void (*act)(OuroVM *vm), char *text, size_t room)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        OuroVM *vm = new_vm();
        act(vm);
        ouro_vm_free(vm);
        _exit(0);
    }
    close(ends[1]);
    size_t size = 0;
    ssize_t got;
    while ((got = read(ends[0], text + size, room - 1 - size)) > 0)
        size += (size_t)got;
    text[size] = 0;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

static void leak(OuroVM *vm)
{
    OuroObject *text = ouro_text(vm, "never released"), *fine = ouro_int(vm, 5);
    ouro_retain(vm, text);
    ouro_release(vm, text);
    ouro_release(vm, fine);
    ouro_list(vm, NULL, 0);
}

static OuroObject *forgetful(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    ouro_list(vm, args, count); /* never released */
    return ouro_retain(vm, args[0]);
}

static OuroObject *lender(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)vm, (void)count, (void)user;
    return args[0]; /* not retained */
}

static void leak_in_function(OuroVM *vm)
{
    ouro_add_function(vm, NULL, "forgetful(x)", forgetful, NULL);
    run_ok(vm, "assert [forgetful(i) for i in range(3)] == [0, 1, 2]");
}

static void lend(OuroVM *vm)
{
    ouro_add_function(vm, NULL, "lender(x)", lender, NULL);
    ouro_result_free(ouro_vm_run(vm, "lender(5)", NULL, NULL, 0)); /* an immortal object */
}

/* Handles that objects of the host hold, of a VM whose host leaks one of them. */
typedef struct Box {
    OuroObject *content;
} Box;

static void drop(OuroVM *vm, void *data, void *user)
{
    (void)user;
    ouro_release(vm, ((Box *)data)->content);
}

static void leak_owner(OuroVM *vm)
{
    static const OuroClassDef def = {.size = sizeof def, .name = "Box", .data_size = sizeof(Box), .finalize = drop};
    ouro_release(vm, ouro_class(vm, NULL, &def));
    OuroObject *inner = ouro_instance(vm, &def), *outer = ouro_instance(vm, &def);
    ((Box *)ouro_data(vm, outer, &def))->content = inner;
    ((Box *)ouro_data(vm, inner, &def))->content = ouro_dict(vm);
}

static void too_many(OuroVM *vm)
{
    OuroObject *one = ouro_int(vm, 1);
    ouro_release(vm, one);
    ouro_release(vm, one); /* an immortal object: not a handle any more for all that */
}

static void clean(OuroVM *vm)
{
    OuroObject *all[300];
    for (int i = 0; i < 300; i++)
        all[i] = ouro_int(vm, i);
    for (int i = 299; i >= 0; i--)
        ouro_release(vm, all[i]);
    for (int i = 0; i < 300; i++)
        ouro_release(vm, ouro_int(vm, i % 3));
}

static void reports(void **state)
{
    (void)state;
    char text[4000];
    assert_int_equal(watch(clean, text, sizeof text), 0);
    assert_string_equal(text, "");
    int status = watch(leak, text, sizeof text);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
#ifdef OU_DEBUG
    assert_non_null(strstr(text, "ouro: 2 handles were not released:\n  handle "));
    assert_non_null(strstr(text, "made by ouro_text()"));
    assert_non_null(strstr(text, ": str\n"));
    assert_non_null(strstr(text, "made by ouro_list()"));
    assert_true(WIFSIGNALED(watch(too_many, text, sizeof text)));
    assert_non_null(strstr(text, "ouro: ouro_release() was given "));
    assert_int_equal(watch(leak_in_function, text, sizeof text), 0);
    assert_non_null(strstr(text, "ouro: 3 handles were not released:\n  handle "));
    assert_non_null(strstr(text, "made by ouro_list()"));
    assert_non_null(strstr(text, ", in the host function forgetful(): list\n"));
    assert_true(WIFSIGNALED(watch(lend, text, sizeof text)));
    assert_non_null(strstr(text, "ouro: lender() was given "));
    assert_int_equal(watch(leak_owner, text, sizeof text), 0);
    assert_non_null(strstr(text, "ouro: 3 handles were not released:\n  handle "));
#else
    assert_string_equal(text, "");
    assert_int_equal(watch(leak_in_function, text, sizeof text), 0);
    assert_int_equal(watch(leak_owner, text, sizeof text), 0);
    assert_int_equal(watch(lend, text, sizeof text), 0);
    assert_int_equal(watch(too_many, text, sizeof text), 0);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reports)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
