/* api_faults.c - every allocation that a program of API calls makes fails in turn: each call fails
 * with MemoryError or does what it should, nothing is lost, and the VM can be used after it. */
#include "api_test.h"
#include "object/state.h"

static OuroObject *call_back(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    OuroObject *all = ouro_tuple(vm, args, count), *shown = ouro_repr(vm, all);
    ouro_release(vm, all);
    return shown;
}

static OuroObject *keep(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    OuroObject **data = ouro_data(vm, args[0], user);
    if (!data)
        return NULL;
    OuroObject *old = *data;
    *data = ouro_retain(vm, args[1]);
    ouro_release(vm, old);
    return ouro_none(vm);
}

static void visit_kept(void *data, OuroVisit visit, void *arg)
{
    visit(*(OuroObject **)data, arg);
}

static void drop_kept(OuroVM *vm, void *data, void *user)
{
    (void)user;
    OuroObject *old = *(OuroObject **)data;
    *(OuroObject **)data = NULL;
    ouro_release(vm, old);
}

/* Functions, a class and a module of the host, used by a script. */
static void host_program(OuroVM *vm, OuroClassDef *def)
{
    static const char source[] =
        "class D(K):\n    def __init__(self): self.keep(self)\n"
        "def go(n):\n    d = D()\n    d.k = [d]\n    assert d.keep.__doc__ == 'doc'\n"
        "    return call_back(n, 2, b=3, c=4), call_back(n), call_back(n, y=2.5), K().keep(x=n)\nanswer = go(100000)\n";
    OuroMember members[] = {{"__init__(self, x=None, *args)", keep, NULL, NULL, def},
                            {"keep(self, x): doc", keep, NULL, NULL, def},
                            {"value: int | None", keep, keep, "text", def},
                            {"@classmethod c(cls, x=(1, 2))", call_back, NULL, NULL, NULL},
                            {NULL, NULL, NULL, NULL, NULL}};
    *def = (OuroClassDef){.size = sizeof *def, .name = "host.K", .doc = "text", .data_size = 8, .members = members,
                          .finalize = drop_kept, .traverse = visit_kept, .clear = drop_kept};
    OuroObject *module = ouro_module(vm, "host.things", "text"), *cls = ouro_class(vm, module, def);
    ouro_set_global(vm, "K", cls);
    ouro_add_function(vm, module, "call_back(x: int, y: float = 1, *, a=[1.5, 'x'], b=None, **more)", call_back, NULL);
    OuroObject *f = ouro_attr(vm, module, "call_back"), *made = cls ? ouro_instance(vm, def) : NULL;
    ouro_set_global(vm, "call_back", f);
    OuroCode *code = ouro_compile(vm, source, strlen(source), "h.py", OURO_MODE_FILE);
    ouro_release(vm, ouro_exec(vm, code, NULL));
    ouro_code_free(code);
    ouro_release(vm, made);
    ouro_release(vm, f);
    ouro_release(vm, cls);
    ouro_release(vm, module);
}

/* A host that checks nothing: NULLs are handed on, every handle is released. */
static int64_t program(OuroVM *vm, OuroClassDef *def)
{
    static const char source[] = "class P:\n    def __init__(self, x): self.x = x\n    def get(self, d=1): return self.x + d\n"
                                 "def f(*a, **k): return (a, k)\n";
    int64_t answer = 0;
    host_program(vm, def);
    OuroCode *code = ouro_compile(vm, source, strlen(source), "p.py", OURO_MODE_FILE);
    ouro_release(vm, ouro_exec(vm, code, NULL));
    ouro_code_free(code);
    OuroObject *cls = ouro_global(vm, "P"), *n = ouro_int(vm, 100000), *p = ouro_call(vm, cls, &n, 1);
    OuroObject *text = ouro_text(vm, "some text that is not shared"), *bytes = ouro_bytes(vm, NULL, 40);
    OuroObject *items[] = {n, text, bytes}, *list = ouro_list(vm, items, 3), *tuple = ouro_tuple(vm, items, 3);
    OuroObject *set = ouro_set(vm, items, 3), *dict = ouro_dict(vm);
    ouro_set_key(vm, dict, "list", list);
    ouro_set_item(vm, dict, text, set);
    ouro_append(vm, list, tuple);
    OuroObject *f = ouro_global(vm, "f");
    OuroObject *called = ouro_call_keywords(vm, f, items, 3, (const char *[]){"x", "y"}, 2);
    OuroObject *shown = ouro_repr(vm, called), *json = ouro_from_json(vm, "{\"a\": [1.5, \"text\", 300]}", 25);
    OuroObject *written = ouro_to_json(vm, json), *iterator = ouro_iter(vm, list), *item;
    while ((item = ouro_next(vm, iterator)))
        ouro_release(vm, item);
    OuroObject *array = ouro_bytearray(vm, "abc", 3);
    ouro_as_writable_bytes(vm, array, NULL);
    ouro_bytes_done(vm, array);
    ouro_set_attr(vm, p, "name", text);
    ouro_set_global(vm, "glob", p);
    OuroObject *sum = ouro_call_method(vm, p, "get", &n, 1), *value = ouro_eval(vm, "glob.get() + 1", NULL, NULL);
    OuroObject *module = ouro_import(vm, "collections"), *weak = ouro_weak(vm, p), *big = ouro_binary(vm, OURO_POW, n, n);
    ouro_to_int(vm, sum, &answer);
    OuroObject *const all[] = {cls,  n,       p,     text,    bytes,    list,  tuple, set,   dict,   f,    called,
                               shown, json,   written, iterator, array, sum,   value, module, weak, big};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        ouro_release(vm, all[i]);
    return answer;
}

static void every_allocation(void **state)
{
    (void)state;
    const char *all = getenv("FAULTS");
    uint64_t step = all && strcmp(all, "all") == 0 ? 1 : 13;
    for (int forever = 0; forever < 2; forever++) {
        for (uint64_t n = 1;; n += step) {
            OuroOptions options = {.size = sizeof options, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
            OuroVM *vm = ouro_vm_new(&options);
            OuMem *mem = &((OuVM *)vm)->mem;
            mem->fail_countdown = n;
            mem->fail_forever = forever;
            OuroClassDef defs[2]; /* a class is made once */
            int64_t answer = program(vm, &defs[0]);
            int reached = mem->fail_countdown == 0 || (forever && mem->fail_countdown == 1);
            mem->fail_countdown = 0;
            mem->fail_forever = 0;
            if (ouro_failed(vm)) {
                assert_int_equal(ouro_error_end(vm), OURO_END_MEMORY);
                ouro_error_clear(vm);
            } else {
                assert_int_equal(answer, 200000);
            }
            assert_int_equal(program(vm, &defs[1]), 200000);
            assert_false(ouro_failed(vm));
            ouro_vm_free(vm);
            if (!reached)
                break;
        }
    }
}

static void results(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
    for (uint64_t n = 1;; n += 7) {
        OuroVM *vm = ouro_vm_new(&options);
        OuMem *mem = &((OuVM *)vm)->mem;
        OuroInput inputs[] = {{"n", ouro_value_json("[100000]")}};
        mem->fail_countdown = n;
        OuroResult *r = ouro_vm_run(vm, "def f(x): return {'a': x, 'b': 'text' * 10}\nf(n)", NULL, inputs, 1);
        int reached = mem->fail_countdown == 0;
        mem->fail_countdown = 0;
        if (ouro_result_ok(r))
            assert_non_null(ouro_result_json(r));
        else
            assert_string_equal(ouro_result_exception(r), "MemoryError");
        ouro_result_free(r);
        r = ouro_vm_run(vm, "1 // 0", NULL, NULL, 0);
        assert_string_equal(ouro_result_exception(r), "ZeroDivisionError");
        ouro_result_free(r);
        assert_true(ouro_vm_reset(vm));
        ouro_vm_free(vm);
        if (!reached)
            break;
    }
}

static OuroObject *wait_for(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(vm, args[0]);
}

/* A run that is suspended three times, in frames with handlers, a generator and temporaries; and one that is given
 * up. Nothing is checked on the way. How the first ended; *done: its value was right. */
static OuroEnd suspending_program(OuroVM *vm, int *done)
{
    static const char source[] = "def g(n):\n    for i in range(n): yield i, [i]\n"
                                 "def f(n):\n    try:\n        return [wait((i, j)) + i for i, j in g(n)]\n"
                                 "    finally:\n        global after\n        after = {n: [n] * 3}\n"
                                 "sum(f(3)) + len(after)\n";
    ouro_add_function(vm, NULL, "wait(value)", wait_for, NULL);
    ouro_error_clear(vm);
    OuroResult *r = ouro_vm_run(vm, source, "w.py", NULL, 0);
    while (ouro_result_end(r) == OURO_END_SUSPENDED) {
        ouro_result_free(r);
        ouro_release(vm, ouro_suspended(vm));
        ouro_error_clear(vm);
        OuroObject *n = ouro_int(vm, 1000000); /* none: MemoryError is raised in the run */
        r = ouro_resume(vm, n, NULL);
        ouro_release(vm, n);
    }
    OuroEnd end = ouro_result_end(r);
    *done = end == OURO_END_OK && ouro_result_value(r) && strcmp(ouro_result_value(r), "3000004") == 0;
    ouro_result_free(r);
    ouro_abandon(vm); /* if it could not be resumed */
    ouro_result_free(ouro_vm_run(vm, "f(2)", NULL, NULL, 0));
    ouro_abandon(vm);
    ouro_error_clear(vm);
    return end;
}

static void suspension(void **state)
{
    (void)state;
    for (int forever = 0; forever < 2; forever++) {
        for (uint64_t n = 1, reached = 1; reached; n += 3) {
            OuroOptions options = {.size = sizeof options, .capture_output = 1, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
            OuroVM *vm = ouro_vm_new(&options);
            OuMem *mem = &((OuVM *)vm)->mem;
            int done;
            mem->fail_countdown = n;
            mem->fail_forever = forever;
            OuroEnd end = suspending_program(vm, &done);
            reached = mem->fail_countdown == 0 || (forever && mem->fail_countdown == 1);
            mem->fail_countdown = 0;
            mem->fail_forever = 0;
            assert_true(done || end == OURO_END_MEMORY || end == OURO_END_EXCEPTION); /* NameError: no wait() */
            assert_int_equal(suspending_program(vm, &done), OURO_END_OK);
            assert_true(done);
            ouro_vm_free(vm);
        }
    }
}

/* Each allocation of the VM that is copied to, and, in the second round, from, fails once. */
static void transfer(void **state)
{
    (void)state;
    static const char source[] = "x = [1, 'text' * 5, b'bytes', 2.5, 1j, 10 ** 30, range(3), slice(1, None), {1, 'a'}]\n"
                                 "x += [(x[1], x[2]), {'k': x[4], (1, 2): frozenset('ab')}, bytearray(b'abc'), 'caf\\xe9' * 9]\n"
                                 "x.append(x)";
    for (int side = 0; side < 2; side++) {
        for (uint64_t n = 1, reached = 1; reached; n++) {
            OuroVM *vms[2] = {new_vm(), new_vm()};
            ouro_result_free(ouro_vm_run(vms[1], source, NULL, NULL, 0));
            OuroObject *x = ouro_global(vms[1], "x"), *wanted = ouro_repr(vms[1], x);
            OuMem *mem = &((OuVM *)vms[side])->mem;
            mem->fail_countdown = n;
            OuroObject *copy = ouro_transfer(vms[0], vms[1], x);
            reached = mem->fail_countdown == 0;
            mem->fail_countdown = 0;
            if (!copy) {
                assert_int_equal(ouro_error_end(vms[0]), OURO_END_MEMORY);
                ouro_error_clear(vms[0]);
                copy = ouro_transfer(vms[0], vms[1], x);
            }
            assert_false(ouro_failed(vms[1]));
            is_repr(vms[0], ouro_retain(vms[0], copy), ouro_as_text(vms[1], wanted, NULL));
            ouro_release(vms[0], copy);
            ouro_release(vms[1], wanted);
            ouro_release(vms[1], x);
            ouro_vm_free(vms[0]);
            ouro_vm_free(vms[1]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation), cmocka_unit_test(results),
                                       cmocka_unit_test(suspension), cmocka_unit_test(transfer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
