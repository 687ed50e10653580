/* api_malloc.c - the system refuses memory: each call of malloc, calloc, realloc or strdup that the library makes fails in
 * turn, once or with all that follow, from the making of a VM on. (api_faults.c does so with what one VM takes.) Each
 * call of the API does what it should or fails with MemoryError; afterwards the same VMs do all of it, and when
 * they are gone no block is left. The linker gives the library the functions below (--wrap). */
#include "api_test.h"
#include <unistd.h>

/* ---- the system ---- */

static uint64_t countdown; /* 0: off, 1: the next one fails */
static int forever, refused;
static void **blocks; /* those that live, by address: open addressing */
static size_t block_count, block_places;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);
void __wrap_free(void *block);

static size_t place_of(const void *block)
{
    return (size_t)(((uintptr_t)block >> 4) * 0x9E3779B97F4A7C15u >> 32) & (block_places - 1);
}

static void *add(void *block)
{
    if (block == NULL)
        return NULL;
    if (block_count * 2 >= block_places) {
        void **old = blocks;
        size_t n = block_places;
        block_places = n ? n * 2 : 1024;
        blocks = __real_calloc(block_places, sizeof *blocks);
        block_count = 0;
        for (size_t i = 0; i < n; i++)
            add(old[i]);
        __real_free(old);
    }
    size_t i = place_of(block);
    while (blocks[i])
        i = (i + 1) & (block_places - 1);
    blocks[i] = block;
    block_count++;
    return block;
}

/* Blocks that the C library itself has made are not there. */
static void take_out(const void *block)
{
    if (block == NULL || block_places == 0)
        return;
    size_t i = place_of(block);
    while (blocks[i] && blocks[i] != block)
        i = (i + 1) & (block_places - 1);
    if (!blocks[i])
        return;
    block_count--;
    blocks[i] = NULL;
    for (size_t k = (i + 1) & (block_places - 1); blocks[k]; k = (k + 1) & (block_places - 1)) {
        void *moved = blocks[k];
        blocks[k] = NULL;
        block_count--;
        add(moved);
    }
}

static int refuses(void)
{
    if (countdown == 0 || --countdown > 0)
        return 0;
    countdown = forever ? 1 : 0;
    return refused = 1;
}

void *__wrap_malloc(size_t size)
{
    return refuses() ? NULL : add(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuses() ? NULL : add(__real_calloc(count, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (refuses())
        return NULL;
    take_out(block);
    return add(__real_realloc(block, size));
}

char *__wrap_strdup(const char *text)
{
    return refuses() ? NULL : add(__real_strdup(text));
}

void __wrap_free(void *block)
{
    take_out(block);
    __real_free(block);
}

/* ---- what is checked at each step ---- */

/* Did it work? If not: memory was refused, and that is what the error says. */
static int went(OuroVM *vm, int ok)
{
    if (ok)
        return 1;
    assert_true(refused);
    if (vm) {
        OuroEnd end = ouro_error_end(vm);
        OuroObject *exception = ouro_error_take(vm), *text = end == OURO_END_MEMORY ? NULL : ouro_repr(vm, exception);
        if (text)
            print_error("%s\n", ouro_as_text(vm, text, NULL));
        assert_int_equal(end, OURO_END_MEMORY);
        ouro_release(vm, exception);
    }
    return 0;
}

/* That exception is pending, or there was no memory. Forgets it. */
static void is_error(OuroVM *vm, const char *name)
{
    OuroEnd end = ouro_error_end(vm);
    OuroObject *exception = ouro_error_take(vm);
    assert_non_null(exception);
    if (end == OURO_END_MEMORY)
        assert_true(refused);
    else
        assert_string_equal(ouro_type_name(vm, exception), name);
    ouro_release(vm, exception);
}

/* The result has that end and says that (value, or exception: message), or there was no memory. Frees it. */
static int gave(OuroResult *r, OuroEnd end, const char *text)
{
    int ok = ouro_result_end(r) == end;
    if (end == OURO_END_EXCEPTION && ok) {
        const char *name = ouro_result_exception(r);
        size_t size = strlen(name);
        assert_memory_equal(name, text, size);
        if (text[size] == ':' && !refused)
            assert_string_equal(text + size + 2, ouro_result_message(r));
        assert_true(text[size] == 0 || (text[size] == ':' && strcmp(text + size + 2, ouro_result_message(r)) == 0) ||
                    refused); /* where str(exception) had no memory */
        assert_non_null(strstr(ouro_result_traceback(r), name));
        OuroFrameInfo frame = {.size = sizeof frame};
        for (size_t i = 0; i < ouro_result_frame_count(r); i++) {
            assert_true(ouro_result_frame(r, i, &frame));
            assert_non_null(frame.file);
            assert_non_null(frame.function);
        }
    } else if (ok && !(refused && end == OURO_END_SUSPENDED && !ouro_result_value(r))) {
        assert_string_equal(ouro_result_value(r) ? ouro_result_value(r) : "None", text);
    } else if (!ok) {
        if (ouro_result_end(r) != OURO_END_MEMORY)
            print_error("end %d, not %d: %s", (int)ouro_result_end(r), (int)end, ouro_result_traceback(r));
        assert_true(refused);
        assert_int_equal(ouro_result_end(r), OURO_END_MEMORY);
        assert_string_equal(ouro_result_exception(r), "MemoryError");
        assert_memory_equal(ouro_result_traceback(r) + strlen(ouro_result_traceback(r)) - 1, "\n", 1);
    }
    ouro_result_free(r);
    return ok;
}

/* ---- scenarios: each uses VMs 0 and 1, which may be NULL at first, and stops at what fails ---- */

typedef struct Scene {
    OuroVM *vms[2];
    OuroClassDef def; /* a class is made once in each VM */
} Scene;

static OuroVM *make(Scene *s, int i)
{
    static const char *const words[] = {"one", "two", NULL}, *const modules[] = {"sys", "json", "collections", NULL};
    static const OuroRoot roots[] = {{"tests/unit", 0}, {"/tmp", 1}};
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
    if (i == 0) {
        options.argv = words;
        options.modules = modules;
        options.path = words;
        options.roots = roots;
        options.root_count = 2;
        options.filename = "file";
    }
    if (!s->vms[i])
        s->vms[i] = ouro_vm_new(&options);
    assert_true(s->vms[i] || refused);
    return s->vms[i];
}

static void options_and_permissions(Scene *s)
{
    ouro_vm_free(s->vms[0]); /* it may have lost its permissions */
    s->vms[0] = NULL;
    OuroVM *vm = make(s, 0);
    OuroBudget budget = {.size = sizeof budget, .instruction_limit = UINT64_C(10000000000)};
    if (!vm || !went(vm, ouro_set_budget(vm, &budget)) ||
        !gave(ouro_vm_run(vm, "import sys, json\nsys.argv, sys.path[0], json.dumps([1])", NULL, NULL, 0), OURO_END_OK,
              "(['one', 'two'], 'one', '[1]')"))
        return;
    if (!gave(ouro_vm_run(vm, "len(open('api_test.h').read()) > 100, open('/tmp').read()", "f.py", NULL, 0), OURO_END_EXCEPTION,
              "IsADirectoryError: [Errno 21] Is a directory: '/tmp'"))
        return;
    OuroUsage usage = {.size = sizeof usage};
    ouro_usage(vm, &usage);
    assert_true(usage.bytes > 0);
    assert_true(ouro_deny(vm, "files"));
    if (!gave(ouro_vm_run(vm, "open('api_test.h')", NULL, NULL, 0), OURO_END_EXCEPTION, "PermissionError"))
        return;
    if (!ouro_vm_reset(vm)) { /* it can only be freed */
        assert_true(refused);
        ouro_vm_free(vm);
        s->vms[0] = NULL;
    } else {
        gave(ouro_vm_run(vm, "2 ** 70", NULL, NULL, 0), OURO_END_OK, "1180591620717411303424");
    }
}

static OuroObject *show(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    OuroObject *all = ouro_tuple(vm, args, count), *shown = ouro_repr(vm, all);
    ouro_release(vm, all);
    return shown;
}

static OuroObject *keep(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    OuroClassDef *def = &((Scene *)ouro_vm_user(vm))->def;
    OuroObject **data = ouro_data(vm, args[0], def);
    if (!data)
        return NULL;
    OuroObject *old = *data;
    *data = ouro_retain(vm, args[1]);
    ouro_release(vm, old);
    return ouro_none(vm);
}

static void drop_kept(OuroVM *vm, void *data, void *user)
{
    (void)user;
    OuroObject *old = *(OuroObject **)data;
    *(OuroObject **)data = NULL;
    ouro_release(vm, old);
}

static void visit_kept(void *data, OuroVisit visit, void *arg)
{
    visit(*(OuroObject **)data, arg);
}

static void hosts_modules(Scene *s)
{
    static const OuroMember members[] = {{"keep(self, x): doc", keep, NULL, NULL, NULL},
                                         {"value: int | None", show, keep, "text", NULL},
                                         {"@classmethod c(cls, x=(1, 2))", show, NULL, NULL, NULL},
                                         {NULL, NULL, NULL, NULL, NULL}};
    OuroOptions options = {.size = sizeof options, .user = s, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
    s->def = (OuroClassDef){.size = sizeof s->def, .name = "host.K", .doc = "text", .data_size = 8, .members = members,
                            .finalize = drop_kept, .traverse = visit_kept, .clear = drop_kept};
    if (s->vms[0] && !ouro_vm_user(s->vms[0])) {
        ouro_vm_free(s->vms[0]);
        s->vms[0] = NULL;
    }
    OuroVM *vm = s->vms[0] = s->vms[0] ? s->vms[0] : ouro_vm_new(&options);
    assert_true(vm || refused);
    if (!vm)
        return;
    OuroObject *cls = ouro_class_of(vm, &s->def), *module = NULL;
    if (!cls && ouro_error_is(vm, "SystemError")) { /* not made yet */
        ouro_error_clear(vm);
        cls = ouro_class(vm, NULL, &s->def);
    }
    module = ouro_module(vm, "host", "text");
    OuroObject *f = ouro_function(vm, "show(x: int, y: float = 1, *a, b=[1.5, 'x'], **more) -> str: text", show, NULL, NULL);
    int ok = went(vm, ouro_set_attr(vm, module, "show", f) && ouro_set_attr(vm, module, "K", cls) &&
                          ouro_add_function(vm, module, "again(x: bytes | None = None, /)", show, NULL) &&
                          ouro_function_finalizer(vm, f, NULL));
    ouro_release(vm, f);
    ouro_release(vm, cls);
    ouro_release(vm, module);
    if (ok)
        gave(ouro_vm_run(vm, "import host\nclass D(host.K): pass\nd = D()\nd.keep([d, D])\nd.value = None\nd.keep(d)\n"
                             "host.show(5, 2, 3, z=4), host.again(), host.K.c.__doc__", NULL, NULL, 0), OURO_END_OK,
             "(\"(5, 2.0, [1.5, 'x'], (3,), {'z': 4})\", '(None,)', None)");
}

static OuroObject *wait_for(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(vm, args[0]);
}

static const char waiting[] =
    "def f(n):\n    r = []\n    for i in range(n):\n        try: r.append(wait([i]) + i)\n        except KeyError as e: r.append(e.args)\n"
    "        finally: r.append('x')\n    return r\n";

/* Resumed with values and exceptions, given up in the middle; what goes wrong leaves a run that can be resumed or none. */
static void suspending(Scene *s)
{
    OuroVM *vm = make(s, 1);
    if (!vm || !went(vm, ouro_add_function(vm, NULL, "wait(x)", wait_for, NULL)) ||
        !gave(ouro_vm_run(vm, waiting, "w.py", NULL, 0), OURO_END_OK, "None"))
        return;
    OuroObject *f = ouro_global(vm, "f"), *n = ouro_int(vm, 3), *e = ouro_eval(vm, "KeyError(10 ** 9)", NULL, NULL);
    int given = went(vm, f && n && e);
    if (given && gave(ouro_vm_call(vm, f, &n, 1), OURO_END_SUSPENDED, "[0]") && gave(ouro_resume(vm, n, NULL), OURO_END_SUSPENDED, "[1]") && gave(ouro_resume(vm, NULL, e), OURO_END_SUSPENDED, "[2]"))
        gave(ouro_resume(vm, n, NULL), OURO_END_OK, "[3, 'x', (1000000000,), 'x', 5, 'x']");
    ouro_abandon(vm);
    if (given && gave(ouro_vm_call(vm, f, &n, 1), OURO_END_SUSPENDED, "[0]")) {
        OuroObject *value = ouro_suspended(vm), *sum = ouro_eval(vm, "sum([10 ** 9, 1])", NULL, NULL);
        went(vm, value && sum);
        ouro_release(vm, value);
        ouro_release(vm, sum);
        assert_true(ouro_abandon(vm));
        assert_false(ouro_abandon(vm));
    }
    ouro_release(vm, e);
    if (gave(ouro_vm_run(vm, "f(2)", NULL, NULL, 0), OURO_END_SUSPENDED, "[0]")) {
        ouro_raise(vm, "ValueError", "text");
        OuroResult *r = ouro_resume(vm, NULL, NULL);
        if (ouro_result_end(r) == OURO_END_SUSPENDED) { /* there was no memory for the result */
            ouro_result_free(r);
            ouro_error_clear(vm);
            ouro_abandon(vm);
        } else {
            gave(r, OURO_END_EXCEPTION, "ValueError: text");
        }
    }
    ouro_abandon(vm);
    ouro_error_clear(vm);
    ouro_release(vm, n);
    ouro_release(vm, f);
}

static const char shared[] = "import collections\nclass P:\n    x = (1, 'text', 2.5, 10 ** 30)\n    def m(self, *a, k=1, **d): return a, k, d\n"
                             "def g(n):\n    for i in range(n): yield [i, f'{i}']\nn = {'a': list(g(2)), 'b': P().m(1, z=2)}\nn\n";

static void shared_code(Scene *s)
{
    if (!make(s, 0) || !make(s, 1))
        return;
    OuroCode *code = ouro_compile(s->vms[0], shared, strlen(shared), "shared.py", OURO_MODE_FILE), *more = NULL;
    if (!went(s->vms[0], code != NULL))
        return;
    ouro_vm_free(s->vms[0]); /* the code lives on */
    s->vms[0] = NULL;
    ouro_code_free(ouro_code_retain(code));
    for (int i = 0; i < 4; i++)
        if (make(s, i & 1))
            gave(ouro_vm_run_code(s->vms[i & 1], code, NULL, 0), OURO_END_OK,
                 "{'a': [[0, '0'], [1, '1']], 'b': ((1,), 1, {'z': 2})}");
    OuroVM *vm = s->vms[1];
    OuroObject *globals = ouro_dict(vm), *value = ouro_exec(vm, code, globals);
    went(vm, value != NULL);
    ouro_release(vm, value);
    ouro_release(vm, globals);
    for (int i = 0; i < 10; i++) { /* more than a VM keeps */
        more = ouro_compile(vm, "10 ** 9", 7, "more.py", OURO_MODE_EXPRESSION);
        if (went(vm, more != NULL))
            gave(ouro_vm_run_code(vm, more, NULL, 0), OURO_END_OK, "1000000000");
        ouro_code_free(more);
    }
    more = ouro_compile(vm, "a = (1\nb", 8, "wrong.py", OURO_MODE_FILE);
    assert_null(more);
    is_error(vm, "SyntaxError");
    ouro_code_free(code);
}

static void transferring(Scene *s)
{
    static const char source[] = "x = [1, 'text' * 5, b'bytes', 2.5, 1j, 10 ** 30, range(10 ** 20), slice(1, None), {1, 'a'}]\n"
                                 "x += [(x[1], x[2]), {'k': x[4], (1, 2): frozenset('ab')}, bytearray(b'abc'), 'caf\\xe9' * 9]\n"
                                 "t = ([],)\nt[0].append(t)\nx.append(t)\nx.append(x)\nclass Own: pass\n"
                                 "bad = {'a': [t, {1: frozenset([(5, Own())])}]}\nmany = [[i] for i in range(100)]";
    if (!make(s, 0) || !make(s, 1) || !gave(ouro_vm_run(s->vms[1], source, NULL, NULL, 0), OURO_END_OK, "None"))
        return;
    OuroObject *x = ouro_global(s->vms[1], "x"), *bad = ouro_global(s->vms[1], "bad"), *many = ouro_global(s->vms[1], "many");
    if (went(s->vms[1], x && bad && many)) {
        for (int to = 0; to < 2; to++) {
            OuroVM *vm = s->vms[to];
            OuroObject *copy = ouro_transfer(vm, s->vms[1], x), *copies = ouro_transfer(vm, s->vms[1], many);
            if (went(vm, copy && copies)) {
                assert_int_equal(ouro_length(vm, copy), 15);
                assert_int_equal(ouro_length(vm, copies), 100);
            }
            ouro_release(vm, copies);
            ouro_release(vm, copy);
            assert_null(ouro_transfer(vm, s->vms[1], bad));
            is_error(vm, "TypeError");
        }
    }
    ouro_release(s->vms[1], x);
    ouro_release(s->vms[1], bad);
    ouro_release(s->vms[1], many);
    assert_false(ouro_failed(s->vms[1]));
}

/* What ouro_run gives: output, values in all forms, exceptions with frames. */
static void results(Scene *s)
{
    (void)s;
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .hash_seed = 1, .time_limit_ms = OURO_UNLIMITED};
    OuroInput inputs[] = {{"j", ouro_value_json("[1, {\"a\": 2.5}]")}, {"t", ouro_value_text("text")},
                          {"b", ouro_value_bytes("bytes", 5)}, {"n", ouro_value_int(100000)}};
    OuroResult *r = ouro_run("import sys, atexit\nprint(t * 100)\nprint('error', file=sys.stderr)\n"
                             "atexit.register(print, 'end')\n{'j': j, 'n': n}", &options, inputs, 4);
    if (ouro_result_ok(r)) {
        assert_string_equal(ouro_result_json(r), "{\"j\": [1, {\"a\": 2.5}], \"n\": 100000}");
        assert_int_equal(ouro_result_output_size(r), 405);
        assert_string_equal(ouro_result_error_output(r), "error\n");
    }
    gave(r, OURO_END_OK, "{'j': [1, {'a': 2.5}], 'n': 100000}");
    r = ouro_run("b + b", &options, inputs, 4);
    if (ouro_result_ok(r))
        assert_memory_equal(ouro_result_plain(r).as.text.data, "bytesbytes", 10);
    gave(r, OURO_END_OK, "b'bytesbytes'");
    r = ouro_run("def f(n):\n    if n: return f(n - 1)\n    raise KeyError('key')\ntry: f(3)\nexcept KeyError: 1 // 0", &options, NULL, 0);
    if (!refused)
        assert_int_equal(ouro_result_frame_count(r), 1);
    gave(r, OURO_END_EXCEPTION, "ZeroDivisionError: integer division or modulo by zero");
    gave(ouro_run("a b", &options, NULL, 0), OURO_END_EXCEPTION, "SyntaxError: invalid syntax (<script>, line 1)");
    gave(ouro_run_file("/nonexistent", &options, NULL, 0), OURO_END_EXCEPTION,
         "FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent'");
    gave(ouro_run_file("tests/unit/api_test.h", NULL, NULL, 0), OURO_END_EXCEPTION,
         "SyntaxError: invalid syntax (api_test.h, line 1)");
}

/* ---- each block in turn ---- */

#define MOST_RUNS 1000 /* with FAULTS=all; else some are skipped */

static void refuse_each(void (*scenario)(Scene *s), uint64_t runs)
{
    const char *all = getenv("FAULTS");
    uint64_t total = 0, step = 1;
    for (uint64_t n = (uint64_t)1 << 40; total == 0 || n <= total; n = n > total ? 1 : n + step) {
        for (forever = 0; forever < 2; forever++) {
            Scene scene = {0};
            size_t before = block_count;
            countdown = n;
            refused = 0;
            if (getenv("FAULTS_VERBOSE"))
                print_error("%llu%s\n", (unsigned long long)n, forever ? " and all after it" : "");
            scenario(&scene);
            if (total == 0 && !refused)
                total = n - countdown;
            countdown = 0;
            refused = 0;
            scenario(&scene); /* now all of it works */
            ouro_vm_free(scene.vms[0]);
            ouro_vm_free(scene.vms[1]);
            if (block_count != before)
                print_error("block %llu%s: %zu are left\n", (unsigned long long)n, forever ? " and all after it" : "",
                            block_count - before);
            assert_int_equal(block_count, before);
        }
        if (all && strcmp(all, "all") == 0)
            runs = MOST_RUNS;
        step = total < runs ? 1 : total / runs;
    }
}

#define SCENARIO(name, runs) \
    static void test_##name(void **state) \
    { \
        (void)state; \
        refuse_each(name, runs); \
    }
SCENARIO(options_and_permissions, 60)
SCENARIO(hosts_modules, 60)
SCENARIO(suspending, 60)
SCENARIO(shared_code, 60)
SCENARIO(transferring, 60)
SCENARIO(results, 60)

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_options_and_permissions), cmocka_unit_test(test_hosts_modules),
                                       cmocka_unit_test(test_suspending), cmocka_unit_test(test_shared_code),
                                       cmocka_unit_test(test_transferring), cmocka_unit_test(test_results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
