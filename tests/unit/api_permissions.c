/* api_permissions.c - what scripts may do: files below roots, clock, randomness, input, imports,
 * taking permissions away; and the ways around them that scripts could try. */
#include "api_test.h"
#include "host/api.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[] = "/tmp/ouro-permissions-XXXXXX";
static char read_root[64], write_root[64];

static void put(const char *folder, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void put_link(const char *folder, const char *name, const char *target)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(symlink(target, path), 0);
}

static int make_folders(void **state)
{
    (void)state;
    char path[200];
    assert_non_null(mkdtemp(top));
    snprintf(read_root, sizeof read_root, "%s/read", top);
    snprintf(write_root, sizeof write_root, "%s/write", top);
    assert_int_equal(mkdir(read_root, 0755) | mkdir(write_root, 0755), 0);
    snprintf(path, sizeof path, "%s/sub", read_root);
    assert_int_equal(mkdir(path, 0755), 0);
    put(top, "secret", "secret");
    put(read_root, "a.txt", "text a\n");
    put(read_root, "sub/b.txt", "text b\n");
    put(read_root, "rules.py", "answer = 42\n");
    put_link(read_root, "inside", "sub/../a.txt");
    put_link(read_root, "folder", "sub");
    put_link(read_root, "outside", "../secret");
    put_link(read_root, "deep", "sub/../../secret");
    put_link(read_root, "absolute", "/etc/passwd");
    put_link(read_root, "magic", "/proc/self/root/etc/passwd");
    put_link(read_root, "loop", "loop");
    snprintf(path, sizeof path, "%s/pipe", read_root);
    assert_int_equal(mkfifo(path, 0600), 0);
    return 0;
}

static int remove_folders(void **state)
{
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", top);
    return system(command);
}

/* Runs `source`, whose value's repr must be `expected`, or how it failed. NULL: it must not fail. */
static void expect(OuroVM *vm, const char *source, const char *expected)
{
    OuroInput inputs[] = {{"top", ouro_value_text(top)}};
    OuroResult *r = ouro_vm_run(vm, source, NULL, inputs, 1);
    char text[1000];
    const char *got = ouro_result_value(r);
    if (!ouro_result_ok(r)) {
        snprintf(text, sizeof text, "%s: %s", ouro_result_exception(r), ouro_result_message(r));
        got = text;
    }
    if (expected ? !got || strcmp(got, expected) != 0 : !ouro_result_ok(r))
        fail_msg("%s\n  gives    %s\n  expected %s", source, got ? got : "nothing", expected ? expected : "no failure");
    ouro_result_free(r);
}

static OuroVM *rooted_vm(bool by_component)
{
    OuroRoot roots[] = {{read_root, 0}, {write_root, 1}};
    OuroOptions options = {.size = sizeof options, .roots = roots, .root_count = 2,
                           .path = (const char *const[]){read_root, NULL}};
    OuroVM *vm = ouro_vm_new(&options);
    assert_non_null(vm);
    ((OuVM *)vm)->access.by_component = by_component;
    return vm;
}

#define FILES "PermissionError: permission 'files' is denied"
#define WRITE "PermissionError: permission 'write' is denied"

static void read_below_roots(OuroVM *vm)
{
    expect(vm, "open(top + '/read/a.txt').read()", "'text a\\n'");
    expect(vm, "open('sub/b.txt').read()", "'text b\\n'");
    expect(vm, "open('sub/../sub/./b.txt').read()", "'text b\\n'");
    expect(vm, "open('inside').read()", "'text a\\n'");
    expect(vm, "open('folder/b.txt').read()", "'text b\\n'");
    expect(vm, "open('folder/../a.txt').read()", "'text a\\n'");
    expect(vm, "import os\nsorted(os.listdir())",
           "['a.txt', 'absolute', 'deep', 'folder', 'inside', 'loop', 'magic', 'outside', 'pipe', 'rules.py', 'sub']");
    expect(vm, "os.listdir('sub')", "['b.txt']");
    expect(vm, "os.getcwd() == top + '/read'", "True");
    expect(vm, "os.stat('a.txt').st_size, os.stat('inside').st_size, os.lstat('loop').st_size", "(7, 7, 4)");
    expect(vm, "os.readlink('inside')", "'sub/../a.txt'");
    expect(vm, "os.readlink('a.txt')", "OSError: [Errno 22] Invalid argument: 'a.txt'");
    expect(vm, "os.path.exists('sub'), os.path.isdir('folder'), os.path.islink('folder')", "(True, True, True)");
    expect(vm, "[os.access(p, os.R_OK) for p in ('a.txt', 'inside', 'outside', 'none')]", "[True, True, False, False]");
    expect(vm, "os.access('a.txt', os.W_OK), os.access(top + '/write/', os.R_OK)", "(False, True)");
    expect(vm, "import rules\nrules.answer", "42");
    static const char *const outside[] = {
        "open('outside')", "open('deep')", "open('absolute')", "open('magic')", "open('../secret')", "open('sub/../../secret')",
        "open(top + '/secret')", "open('/etc/passwd')", "open(top + '/read/../secret')", "open('/proc/self/root/etc/passwd')",
        "open('/proc/self/mem')", "open('pipe')", "open('folder/../../secret')", "os.stat('outside')", "os.stat('..')",
        "os.listdir('..')", "os.listdir('/')", "os.lstat('../secret')", "os.readlink(top + '/x')",
        "os.open('outside', os.O_RDONLY)", "os.stat('.', dir_fd=os.open('sub', os.O_RDONLY))", "os.chdir('sub')", "os.pipe()",
        "os.mkfifo('x')", "os.closerange(0, 10)", "os.umask(0)", "os.dup2(1, 5)", "os.symlink('/etc/passwd', top + '/write/l')",
        "os.symlink('../x', top + '/write/l')", "os.rename(top + '/secret', top + '/write/s')",
        "os.link('/etc/passwd', top + '/write/s')"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        expect(vm, outside[i], strstr(outside[i], "os.chdir") || strstr(outside[i], "umask") || strstr(outside[i], "closerange") || strstr(outside[i], "dup2")
                                   ? "PermissionError: permission 'processes' is denied" : FILES);
    expect(vm, "open('loop')", "OSError: [Errno 40] Too many levels of symbolic links: 'loop'");
    expect(vm, "open('none')", "FileNotFoundError: [Errno 2] No such file or directory: 'none'");
    expect(vm, "open('a.txt/b')", "NotADirectoryError: [Errno 20] Not a directory: 'a.txt/b'");
    /* tracebacks show no lines of files that scripts may not read */
    expect(vm, "import linecache\nlinecache.getline('/etc/passwd', 1), linecache.getline('outside', 1)", "('', '')");
}

static void write_below_roots(OuroVM *vm)
{
    expect(vm, "import os\nw = top + '/write/'\nopen(w + 'x', 'w').write('new')", "3");
    expect(vm, "open(w + 'x').read()", "'new'");
    expect(vm, "os.mkdir(w + 'd'); os.rename(w + 'x', w + 'd/y'); os.listdir(w + 'd/')", "['y']");
    expect(vm, "os.symlink('d/y', w + 'l'); open(w + 'l', 'a').write('er'); open(w + 'd/y').read()", "'newer'");
    expect(vm, "os.truncate(w + 'l', 2); os.chmod(w + 'd/y', 0o4600); oct(os.stat(w + 'd/y').st_mode)", "'0o100600'");
    expect(vm, "os.link(w + 'd/y', w + 'z'); open(w + 'z').read()", "'ne'");
    expect(vm, "for n in ('z', 'l', 'd/y'): os.unlink(w + n)\nos.rmdir(w + 'd'); os.listdir(w)", "[]");
    static const char *const denied[] = {
        "open('a.txt', 'w')", "open('new', 'x')", "open('a.txt', 'a')", "open('a.txt', 'r+')", "os.unlink('a.txt')",
        "os.mkdir('d')", "os.rename('a.txt', w + 'a')", "os.link('a.txt', w + 'a')", "os.chmod('a.txt', 0)", "os.truncate('a.txt', 0)",
        "os.open('a.txt', os.O_RDONLY | os.O_TRUNC)", "os.symlink('a', 'b')", "os.rmdir('sub')"};
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
        expect(vm, denied[i], WRITE);
    expect(vm, "os.rmdir(w)", FILES);
    expect(vm, "os.unlink(w + '..')", FILES);
    expect(vm, "os.unlink(w + '../secret')", FILES);
    expect(vm, "os.mkdir(w + 'e'); os.unlink(w + 'e/../../secret')", FILES);
    expect(vm, "os.rmdir(w + 'e')", NULL);
    expect(vm, "def error(f, *names):\n    try: f(*names)\n    except OSError as e: return e.errno\n"
               "open(w + 'x', 'w').close()\n"
               "[error(f, a, b) for f in (os.rename, os.link) for a, b in ((w + 'no/x', w + 'y'), (w + 'x', w + 'no/y'),"
               " (w + 'd/' * 3000, 'y'))]", "[2, 2, 36, 2, 2, 36]");
    expect(vm, "os.close(os.open(w + 's', os.O_CREAT | os.O_WRONLY, 0o6644)); m = os.stat(w + 's').st_mode; os.unlink(w + 's'); os.unlink(w + 'x'); oct(m)", "'0o100644'");
}

/* A traceback asks for a line of a file that has none, and no end. */
static void lines_of_huge_files(void **state)
{
    (void)state;
    OuroRoot root = {write_root, 1};
    OuroOptions options = {.size = sizeof options, .roots = &root, .root_count = 1, .instruction_limit = 1000000,
                           .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    OuroResult *r = ouro_vm_run(vm, "with open('huge', 'wb') as f: f.truncate(1 << 42)\n"
                                    "exec(compile('\\n' * 99 + '1/0', 'huge', 'exec'))", NULL, NULL, 0);
    assert_string_equal(ouro_result_exception(r), "ZeroDivisionError");
    ouro_result_free(r);
    r = ouro_vm_run(vm, "exec(compile('\\n' * 99 + 'while True: pass', 'huge', 'exec'))", NULL, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_INSTRUCTIONS);
    ouro_result_free(r);
    expect(vm, "import os; os.unlink('huge')", NULL);
    ouro_vm_free(vm);
}

static void roots(void **state)
{
    (void)state;
    for (int by_component = 0; by_component < 2; by_component++) {
        OuroVM *vm = rooted_vm(by_component);
        read_below_roots(vm);
        write_below_roots(vm);
        ouro_vm_free(vm);
    }
    OuroRoot none[] = {{"/nonexistent/folder", 0}};
    OuroOptions options = {.size = sizeof options, .roots = none, .root_count = 1};
    assert_null(ouro_vm_new(&options));
}

/* Descriptors of the host are out of reach; those of scripts are counted, and closed at the end. */
static void descriptors(void **state)
{
    (void)state;
    int mine = open("/dev/null", O_RDWR | O_CLOEXEC), before = dup(mine);
    OuroOptions options = {.size = sizeof options, .allow_files = 1, .capture_output = 1};
    OuroVM *vm = ouro_vm_new(&options);
    char source[200];
    static const char *const uses[] = {"os.close(%d)", "os.read(%d, 1)", "os.write(%d, b'x')", "os.fstat(%d)", "os.dup(%d)",
                                       "open(%d, 'rb', closefd=False)", "os.ftruncate(%d, 0)", "os.lseek(%d, 0, 0)",
                                       "open('x', opener=lambda *a: %d)", "os.open('x', 0, dir_fd=%d)"};
    expect(vm, "import os, sys", NULL);
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        snprintf(source, sizeof source, uses[i], mine);
        expect(vm, source, "OSError: [Errno 9] Bad file descriptor");
    }
    expect(vm, "[open('/dev/null') for i in range(17)]", "OSError: [Errno 24] Too many open files");
    expect(vm, "x = [os.open('/dev/null', 0) for i in range(16)]; os.pipe()", "OSError: [Errno 24] Too many open files");
    expect(vm, "os.close(x.pop()); open('/dev/null').close(); len(x)", "15");
    expect(vm, "os.isatty(0), sys.stdout.isatty(), sys.stdout.seekable()", "(False, False, False)");
    expect(vm, "sys.stdout.buffer.raw.truncate(0)", "OSError: [Errno 29] Illegal seek");
    expect(vm, "sys.stdout.fileno()", "UnsupportedOperation: fileno");
    expect(vm, "os.write(1, b'shown')", "5");
    expect(vm, "os.chdir('/')", "PermissionError: permission 'processes' is denied");
    expect(vm, "os.environ['OURO_TEST'] = '1'", "PermissionError: permission 'environment' is denied");
    ouro_vm_free(vm);
    int after = dup(mine); /* nothing is left open */
    assert_int_equal(after, before + 1);
    assert_int_equal(close(after) | close(before) | close(mine), 0);
}

static void denied_by_default(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    expect(vm, "import os, sys, time, random\nlen(os.environ)", "0");
    expect(vm, "[os.getenv('PATH')]", "[None]");
    static const char *const denied[][2] = {
        {"open('x')", FILES}, {"os.listdir()", FILES}, {"os.getcwd()", FILES}, {"os.pipe()", FILES}, {"open(0)", FILES},
        {"os.stat('/')", FILES}, {"os.read(0, 1)", FILES}, {"os.urandom(4) and os.truncate('x', 0)", FILES},
        {"os.system('true')", "PermissionError: permission 'processes' is denied"},
        {"os.kill(1, 9)", "PermissionError: permission 'processes' is denied"},
        {"os._exit(0)", "PermissionError: permission 'processes' is denied"},
        {"os.abort()", "PermissionError: permission 'processes' is denied"},
        {"os.putenv('A', 'b')", "PermissionError: permission 'environment' is denied"},
        {"os.getpid()", "PermissionError: permission 'environment' is denied"},
        {"os.uname()", "PermissionError: permission 'environment' is denied"},
        {"os.getlogin()", "PermissionError: permission 'environment' is denied"},
        {"os.times()", "PermissionError: permission 'environment' is denied"},
        {"input()", "PermissionError: permission 'input' is denied"}};
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
        expect(vm, denied[i][0], denied[i][1]);
    expect(vm, "try:\n    exec(compile('1/0', '/etc/passwd', 'exec'))\nexcept ZeroDivisionError as e:\n    import traceback\n"
               "    t = ''.join(traceback.format_exception(e))\n'root' in t", "False");
    expect(vm, "import io\nsys.stdin = io.StringIO('x'); input()", "'x'");
    expect(vm, "sys.setrecursionlimit(5000); sys.getrecursionlimit()", "5000");
    ouro_vm_free(vm);
    OuroOptions options = {.size = sizeof options, .recursion_limit = 200};
    vm = ouro_vm_new(&options);
    expect(vm, "import sys\nsys.setrecursionlimit(5000); sys.getrecursionlimit()", "200");
    ouro_vm_free(vm);
}

static void given_clock_and_randomness(void **state)
{
    (void)state;
    static const char source[] =
        "import time, random, os\ntime.sleep(3600)\n"
        "[time.time(), time.monotonic(), time.localtime().tm_hour, time.strftime('%Y-%m-%d', time.localtime()), time.tzname[0],\n"
        " time.clock_gettime(time.CLOCK_REALTIME), random.random(), os.urandom(4), hash('x'), id([]), repr(object()),\n"
        " id(None), [id(x) for x in (object(), 'a' * 2000, lambda: 0)], list({object() for i in range(9)}),\n"
        " random.SystemRandom().randrange(1000), [random.Random().random() for i in range(2)]]";
    OuroOptions options = {.size = sizeof options, .deny_clock = 1, .clock_start_ns = 1700000000u * UINT64_C(1000000000),
                           .deny_random = 1, .random_seed = 5};
    char *first = NULL;
    for (int i = 0; i < 3; i++) {
        options.random_seed = i < 2 ? 5 : 6;
        OuroVM *other = i == 1 ? ouro_vm_new(NULL) : NULL; /* lies where the first one was */
        OuroResult *r = ouro_run(source, &options, NULL, 0);
        ouro_vm_free(other);
        assert_true(ouro_result_ok(r));
        if (i == 0) {
            first = strdup(ouro_result_value(r));
            assert_int_equal(strncmp(first, "[1700003600.0, 3600.0, 23, '2023-11-14', 'UTC', 1700003600.0, ", 62), 0);
        } else {
            assert_int_equal(strcmp(first, ouro_result_value(r)) == 0, i == 1);
        }
        ouro_result_free(r);
    }
    free(first);
}

static void take_away(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .allow_files = 1, .allow_environment = 1, .allow_processes = 1};
    OuroVM *vm = ouro_vm_new(&options);
    char path[100], source[300];
    snprintf(path, sizeof path, "%s/write/taken", top);
    snprintf(source, sizeof source, "f = open('%s', 'wb', buffering=0); f.write(b'1')", path);
    expect(vm, source, "1");
    assert_true(ouro_deny(vm, "write"));
    expect(vm, "f.write(b'2')", WRITE);
    snprintf(source, sizeof source, "open('%s').read()", path);
    expect(vm, source, "'1'");
    expect(vm, "import os\nos.pipe()", WRITE);
    assert_true(ouro_deny(vm, "files") && ouro_deny(vm, "environment") && ouro_deny(vm, "processes"));
    expect(vm, source, FILES);
    expect(vm, "os.system('true')", "PermissionError: permission 'processes' is denied");
    expect(vm, "os.putenv('A', 'b')", "PermissionError: permission 'environment' is denied");
    assert_true(ouro_deny(vm, "clock") && ouro_deny(vm, "random") && ouro_deny(vm, "input"));
    expect(vm, "import time\na = time.time(); time.sleep(5); round(time.time() - a, 3)", "5.0");
    assert_true(ouro_deny(vm, "import"));
    expect(vm, "import os, time", NULL);
    expect(vm, "import copy", "PermissionError: permission 'import' is denied");
    assert_false(ouro_deny(vm, "nonsense"));
    assert_true(ouro_vm_reset(vm)); /* for good */
    expect(vm, source, FILES);
    ouro_vm_free(vm);
    unlink(path);
}

static char *find_module(void *user, const char *name, size_t *size)
{
    static const char *const modules[][2] = {
        {"shop.__init__", "from . import prices\nfrom .prices import price\nname = __name__"},
        {"shop.prices", "price = 3"}, {"keyword", "pi = 3"}, {"bad", "x = = 1"}};
    ++*(int *)user;
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (strcmp(modules[i][0], name) == 0) {
            *size = strlen(modules[i][1]);
            return strdup(modules[i][1]);
        }
    return NULL;
}

static void imports(void **state)
{
    (void)state;
    int asked = 0;
    OuroOptions options = {.size = sizeof options, .user = &asked, .find = find_module,
                           .modules = (const char *const[]){"random", "collections", NULL}};
    OuroVM *vm = ouro_vm_new(&options);
    expect(vm, "import shop, keyword\nshop.price, shop.prices.price, shop.name, keyword.pi", "(3, 3, 'shop', 3)");
    expect(vm, "shop.__package__, shop.prices.__package__, shop.__file__", "('shop', 'shop', '<host shop>')");
    expect(vm, "import bad", "SyntaxError: invalid syntax (<host bad>, line 1)");
    expect(vm, "import random, collections.abc\nrandom.__name__", "'random'");
    static const char *const denied[] = {"import os", "import sys", "from os import path", "__import__('os')", "import copy",
                                         "import collections.abc, os", "import os.path", "exec('import os')"};
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
        expect(vm, denied[i], "PermissionError: permission 'import' is denied");
    assert_true(asked > 5);
    ouro_vm_free(vm);
}

/* A file object keeps the number of a descriptor that its script has closed by that number: it may be the host's now. */
static void closed_behind_a_file(void **state)
{
    static const char *const uses[] = {"f.read(1)", "f.write(b'x')", "f.seek(0)", "f.tell()", "f.truncate(0)", "f.readinto(bytearray(3))"};
    (void)state;
    OuroVM *vm = rooted_vm(false);
    expect(vm, "import os\nf = open(top + '/write/f', 'w+b', 0)\nos.close(f.fileno())", NULL);
    int mine = open("/dev/zero", O_RDWR | O_CLOEXEC);
    expect(vm, "number = f.fileno()", NULL);
    OuroObject *number = ouro_global(vm, "number");
    int64_t its = -1;
    assert_true(ouro_to_int(vm, number, &its) && its == mine);
    ouro_release(vm, number);
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        expect(vm, uses[i], "OSError: [Errno 9] Bad file descriptor");
    expect(vm, "f.isatty(), f.seekable(), f.close()", "(False, False, None)");
    expect(vm, "os.unlink(top + '/write/f')", NULL);
    ouro_vm_free(vm);
    assert_int_equal(close(mine), 0);
}

/* Whatever a script waits for in the system, its time goes on. */
static void waiting(void **state)
{
    static const char *const waits[] = {"os.read(r, 1)", "open(r, 'rb', 0, closefd=False).read(1)", "open(w, 'wb', 1 << 20, closefd=False).write(bytes(1 << 21))",
                                        "while True: os.write(w, bytes(100000))", "while True: open(w, 'wb', 0, closefd=False).write(bytes(100))"};
    (void)state;
    OuroOptions options = {.size = sizeof options, .allow_files = 1, .time_limit_ms = 30};
    OuroVM *vm = ouro_vm_new(&options);
    expect(vm, "import os\nr, w = os.pipe()", NULL);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
        expect(vm, waits[i], "KeyboardInterrupt: time limit exceeded");
    expect(vm, "os.set_blocking(w, False)\nos.write(w, b'x')", "BlockingIOError: [Errno 11] Resource temporarily unavailable");
    expect(vm, "x = len(os.read(r, 1 << 20))\nos.set_blocking(r, False)\nos.read(r, 1)",
           "BlockingIOError: [Errno 11] Resource temporarily unavailable");
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(denied_by_default), cmocka_unit_test(roots), cmocka_unit_test(lines_of_huge_files), cmocka_unit_test(descriptors),
        cmocka_unit_test(closed_behind_a_file), cmocka_unit_test(waiting),
        cmocka_unit_test(given_clock_and_randomness), cmocka_unit_test(take_away), cmocka_unit_test(imports)};
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
