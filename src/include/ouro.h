/* ouro.h - embed ouro: run Python scripts from C and C++.
 *
 * One call:
 *
 *     OuroOptions options = {.size = sizeof options, .capture_output = 1};
 *     OuroInput inputs[] = {{"n", ouro_value_int(10)}};
 *     OuroResult *r = ouro_run("print(sum(range(n)))", &options, inputs, 1);
 *     puts(ouro_result_ok(r) ? ouro_result_output(r) : ouro_result_traceback(r));
 *     ouro_result_free(r);
 *
 * A machine that stays:
 *
 *     OuroVM *vm = ouro_vm_new(&options);
 *     ouro_result_free(ouro_vm_run(vm, source, "rules.py", NULL, 0));
 *     OuroObject *decide = ouro_global(vm, "decide");
 *     OuroObject *answer = ouro_call(vm, decide, &request, 1);
 *     ...
 *     ouro_release(vm, answer);
 *     ouro_release(vm, decide);
 *     ouro_vm_free(vm);
 *
 * THE RULES
 *
 * Handles. An OuroObject * that a function returns is a handle: one counted reference, yours. Give
 *   each back with ouro_release() to the VM it came from, before that is destroyed. Handles that
 *   you pass stay yours: no function consumes its arguments. In a host function the arguments are
 *   lent for the time of the call; ouro_retain() makes a handle that may be kept.
 * Failure. Functions that return a handle return NULL, functions that return int 0, if they fail; an
 *   exception is then pending in the VM. Take it (ouro_error_take), forget it (ouro_error_clear), or,
 *   in a host function, return NULL and let it travel on. Questions answer 1 or 0, or -1 for failure.
 *   While an exception is pending, functions that could run script code fail at once.
 * NULL. Where a comment says so NULL has a meaning; so it has, everywhere, for an array or text of size 0, and
 *   for `user`, `doc` and the place for a size or for a dict's key or value: none. Any other pointer that is
 *   NULL means that the call that should have given it has failed: so does this one then, and the exception
 *   stays (a SystemError if there is none). So a series of calls needs one check, at its end. (What an inner
 *   call returned is still to be released.) Without a VM nothing can be pending: ouro_failed(NULL) is 1. Functions
 *   that give nothing ignore NULL, a NULL result is that of a run without any memory.
 * Runs. The limits hold for each run anew (bytes excepted): a run is all that happens between a call
 *   of the host's and its return. When a limit has ended a call, its exception cannot be handled by
 *   scripts; ouro_error_end() tells, ouro_error_take() or _clear() make the machine usable again.
 * Threads. A VM is used by one thread at a time, by any. Different VMs run at the same time, without
 *   locks. ouro_interrupt() is for any thread and for signal handlers. An OuroCode may be used by all
 *   threads at once. There is no global state.
 * Text is UTF-8; sizes are bytes. The library installs no signal handler, changes neither locale nor
 *   folder, never ends the process, and writes nowhere but where it was told to.
 * ABI. Structs begin with their size, set by the caller; fields are only ever added at the end, zero is
 *   always the default. OuroValue and OuroInput have no size: they stay as they are. Enumerators keep their
 *   numbers. All else is opaque. */
#ifndef OURO_H
#define OURO_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define OURO_API __attribute__((visibility("default")))
#else
#define OURO_API
#endif

#define OURO_VERSION_NUMBER 100 /* major * 10000 + minor * 100 + patch, of this header */

typedef struct OuroVM OuroVM;         /* a virtual machine: everything a script can touch */
typedef struct OuroObject OuroObject; /* a handle: a counted reference to an object of one VM */
typedef struct OuroCode OuroCode;     /* compiled source: belongs to no VM */
typedef struct OuroResult OuroResult; /* what a run gave: outlives its VM */

/* Version of the library: "0.1.0" (static memory), and as OURO_VERSION_NUMBER. */
OURO_API const char *ouro_version(void);
OURO_API int ouro_version_number(void);

/* ---- plain values: what goes into a run ------------------------------------------------- */

typedef enum OuroKind {
    OURO_NONE = 0,
    OURO_BOOL = 1,
    OURO_INT = 2,
    OURO_FLOAT = 3,
    OURO_TEXT = 4,
    OURO_BYTES = 5,
    OURO_JSON = 6, /* text that is parsed: lists, dicts, anything nested */
    /* kinds that only ouro_kind() answers */
    OURO_LIST = 7,
    OURO_TUPLE = 8,
    OURO_DICT = 9,
    OURO_SET = 10,
    OURO_CALLABLE = 11,
    OURO_OTHER = 12
} OuroKind;

typedef struct OuroValue {
    OuroKind kind;
    union {
        int64_t integer; /* OURO_INT, OURO_BOOL */
        double real;
        struct {
            const char *data; /* OURO_TEXT, OURO_BYTES, OURO_JSON: must live until the call it is given to returns */
            size_t size;
        } text;
    } as;
} OuroValue;

OURO_API OuroValue ouro_value_none(void);
OURO_API OuroValue ouro_value_bool(int value);
OURO_API OuroValue ouro_value_int(int64_t value);
OURO_API OuroValue ouro_value_float(double value);
OURO_API OuroValue ouro_value_text(const char *utf8); /* NUL-terminated */
OURO_API OuroValue ouro_value_bytes(const void *data, size_t size);
OURO_API OuroValue ouro_value_json(const char *json);

/* A global variable that the script finds set. */
typedef struct OuroInput {
    const char *name;
    OuroValue value;
} OuroInput;

/* ---- options: limits and permissions ---------------------------------------------------- */

#define OURO_UNLIMITED UINT64_MAX

/* One folder that scripts may use, with all below it. Scripts name its files by `path`, or, in the first root,
 * relative to it. No link and no ".." leads out of it. Only files and folders: no devices, pipes, sockets. */
typedef struct OuroRoot {
    const char *path; /* of the host's file system; the folder must exist */
    int writable;
} OuroRoot;

typedef struct OuroOptions {
    size_t size; /* sizeof(OuroOptions) */

    /* Limits. Bytes and recursion end in an exception that a script can handle (MemoryError,
     * RecursionError); all others end the run: frames are unwound without running script code. */
    uint64_t memory_limit;      /* bytes taken from the system; 0: 64 MiB; OURO_UNLIMITED */
    uint64_t instruction_limit; /* units; the same count on every machine; 0: none */
    uint64_t time_limit_ms;     /* wall time of a run; 0: 1000; OURO_UNLIMITED */
    uint32_t recursion_limit;   /* that scripts cannot raise; 0: 1000, which they can */

    /* Output. */
    int capture_output; /* 1: stdout and stderr are kept in the result; 0: they are dropped, unless
                           `write` is given */
    /* Called for each piece of output as it is written; stream 1 stdout, 2 stderr. NULL: none. It must
     * not call into the VM. */
    void (*write)(void *user, int stream, const char *data, size_t size);
    void *user;           /* for the functions given here; ouro_vm_user() */
    const char *filename; /* of ouro_run's script, shown in tracebacks; NULL: "<script>" */

    /* Permissions. All denied unless given; what is denied raises PermissionError, which names it. Denied, os.environ
     * is empty. Scripts use no descriptors but those that they have opened themselves. */
    int allow_files;       /* 1: the whole file system, as the process can; else only `roots` */
    int allow_environment; /* os.environ, getenv */
    int allow_processes;   /* processes, signals, exec */
    uint64_t hash_seed;    /* 0: random; else as PYTHONHASHSEED */
    uint64_t output_limit; /* bytes of stdout and stderr of a run; 0: 16 MiB; OURO_UNLIMITED */

    uint64_t cpu_limit_ms;     /* CPU time of the thread in a run; 0: none */
    uint32_t open_files_limit; /* 0: 16 */
    int terminal_memory;       /* 1: the memory limit ends the run, too */
    const OuroRoot *roots;     /* copied */
    size_t root_count;
    int allow_input;           /* 1: sys.stdin is the process's stdin */
    int deny_clock;            /* 1: time and date are `clock_start_ns`, moved only by time.sleep(), which does not
                                  wait */
    int deny_random;           /* 1: random, os.urandom, hashes (unless hash_seed is given) and id() come from
                                  `random_seed` */
    uint64_t clock_start_ns;   /* since 1970 */
    uint64_t random_seed;
    /* Imports. `modules`: the only ones of ouro's own modules that scripts may import, NULL-terminated ("json" allows
     * what json itself needs); NULL: all. `find`: asked first, for "name" and then, a package, "name.__init__";
     * returns the source (from malloc, the VM frees it) or NULL. It must not call into the VM. Names are what the
     * script says: "../x" too, so check one before it becomes part of a path. `path`: folders,
     * NULL-terminated, within files or roots. */
    const char *const *modules;
    char *(*find)(void *user, const char *name, size_t *size);
    const char *const *path;
    /* Memory: like realloc; frees if `size` is 0; returns NULL if there is none. `old_size` may be 0 for a block
     * that is freed. Shared code (ouro_compile) and results come from malloc. NULL: all does. */
    void *(*allocate)(void *user, void *block, size_t old_size, size_t size);
    const char *const *argv; /* sys.argv, NULL-terminated; NULL: [""] */
    /* C stack that may be used below a call of the host's; 0: all that the thread has left, or, on a stack that is no
     * thread's (a fiber's), 128 KiB. Less than 128 KiB is not enough. */
    size_t c_stack;
} OuroOptions;

/* ---- one call --------------------------------------------------------------------------- */

/* Run `source` (NUL-terminated) as module __main__ in a VM of its own. `options` NULL: all defaults. Never
 * NULL unless there is no memory at all. Free the result with ouro_result_free. */
OURO_API OuroResult *ouro_run(const char *source, const OuroOptions *options, const OuroInput *inputs, size_t count);
/* The same for a file, read by the host: permissions are the script's, not the caller's. */
OURO_API OuroResult *ouro_run_file(const char *path, const OuroOptions *options, const OuroInput *inputs,
                                   size_t count);

/* ---- results ---------------------------------------------------------------------------- */

/* How a run ended. */
typedef enum OuroEnd {
    OURO_END_OK = 0,           /* to its end, or by sys.exit with status 0 */
    OURO_END_EXCEPTION = 1,    /* an exception that nobody handled; SystemExit with another status */
    OURO_END_MEMORY = 2,       /* MemoryError */
    OURO_END_RECURSION = 3,    /* RecursionError */
    OURO_END_INSTRUCTIONS = 4,
    OURO_END_DEADLINE = 5,
    OURO_END_CPU = 6,
    OURO_END_OUTPUT = 7,
    OURO_END_INTERRUPT = 8,    /* ouro_interrupt() */
    OURO_END_SUSPENDED = 9     /* ouro_suspend(): ouro_resume() goes on */
} OuroEnd;

OURO_API int ouro_result_ok(const OuroResult *result); /* 1: OURO_END_OK */
OURO_API OuroEnd ouro_result_end(const OuroResult *result);
/* Texts are NUL-terminated and live as long as the result. *size may be asked for: NULL: not. */
OURO_API const char *ouro_result_output(const OuroResult *result);       /* stdout, with capture_output; "" */
OURO_API size_t ouro_result_output_size(const OuroResult *result);
OURO_API const char *ouro_result_error_output(const OuroResult *result); /* stderr */
OURO_API size_t ouro_result_error_output_size(const OuroResult *result);
/* The value of the last statement if that is an expression: repr() of it, as JSON (NULL if it has no form
 * in JSON), and as a plain value (OURO_OTHER if it is none). NULL and OURO_NONE: there is none. */
OURO_API const char *ouro_result_value(const OuroResult *result);
OURO_API const char *ouro_result_json(const OuroResult *result);
OURO_API OuroValue ouro_result_plain(const OuroResult *result); /* text within: lives as long as the result */
/* After a failure: name of the exception class, its message, and the traceback as CPython prints it (the middle
 * of more than 256 KiB and of more than 100 chained exceptions is left out). NULL if there was none. */
OURO_API const char *ouro_result_exception(const OuroResult *result);
OURO_API const char *ouro_result_message(const OuroResult *result);
OURO_API const char *ouro_result_traceback(const OuroResult *result);

/* The frames of that traceback, outermost first (of more than 2000 the first and last thousand, and once a limit has
 * ended the run no others are noted at all; texts are cut after 4096 bytes, and "" once they are 1 MiB in all). Lines
 * from 1; columns in bytes from 0, -1: unknown. */
typedef struct OuroFrameInfo {
    size_t size; /* sizeof(OuroFrameInfo), set by who asks */
    const char *file, *function;
    int line, end_line, column, end_column;
} OuroFrameInfo;
OURO_API size_t ouro_result_frame_count(const OuroResult *result);
OURO_API int ouro_result_frame(const OuroResult *result, size_t index, OuroFrameInfo *frame); /* 0: no such frame */

/* Exit status: 0, 1 after an exception, n after sys.exit(n). */
OURO_API int ouro_result_status(const OuroResult *result);

/* What was used. */
typedef struct OuroUsage {
    size_t size;                 /* sizeof(OuroUsage), set by who asks */
    uint64_t instructions;       /* units of this run */
    uint64_t peak_bytes;         /* the most memory taken from the system, of the VM's life */
    uint64_t bytes, objects;     /* taken from the system now; objects that the collector knows */
    uint64_t wall_ns, cpu_ns;    /* of this run */
    uint64_t skipped_finalizers; /* __del__ methods that a limit kept from running */
} OuroUsage;
OURO_API void ouro_result_usage(const OuroResult *result, OuroUsage *usage);
OURO_API uint64_t ouro_result_instructions(const OuroResult *result);
OURO_API uint64_t ouro_result_peak_bytes(const OuroResult *result);
OURO_API void ouro_result_free(OuroResult *result); /* NULL is ignored */

/* ---- virtual machines ------------------------------------------------------------------- */

/* NULL: no memory, one of the roots is no folder, or `size` is not set (a ValueError in ouro_run's result). */
OURO_API OuroVM *ouro_vm_new(const OuroOptions *options);
/* As new, with the same options, in somewhat less time than ouro_vm_free and ouro_vm_new; functions, classes and
 * modules of the host are forgotten. All handles must have been released. 0: no memory; the VM can then only be
 * freed. */
OURO_API int ouro_vm_reset(OuroVM *vm);
/* End the program (atexit, finalizers, under `time_limit_ms`) and give everything back. NULL is ignored. Not while
 * the VM runs: from a host function it does nothing, from a finalizer, `write` or `find` it must not be called. */
OURO_API void ouro_vm_free(OuroVM *vm);
OURO_API void *ouro_vm_user(OuroVM *vm); /* `user` of its options */

/* Run source in module __main__; its globals stay for the next run. A failure leaves no exception pending: it is
 * in the result. The limits of the options hold for each run anew, but bytes. `filename` NULL: "<script>". */
OURO_API OuroResult *ouro_vm_run(OuroVM *vm, const char *source, const char *filename, const OuroInput *inputs,
                                 size_t count);

/* ---- code ------------------------------------------------------------------------------- */

typedef enum OuroMode {
    OURO_MODE_FILE = 0,       /* statements; the value of the last one if that is an expression */
    OURO_MODE_EXPRESSION = 1, /* one expression */
    OURO_MODE_SINGLE = 2      /* as at a prompt: values of expressions are printed */
} OuroMode;

/* Compile once, run many times, in any VM of the process. SyntaxError is raised in `vm`, which is otherwise
 * not part of it. Counted atomically: one ouro_code_free for it and each ouro_code_retain. */
OURO_API OuroCode *ouro_compile(OuroVM *vm, const char *source, size_t size, const char *filename, OuroMode mode);
OURO_API OuroCode *ouro_code_retain(OuroCode *code);
OURO_API void ouro_code_free(OuroCode *code);
/* Run it; `globals`, a dict, NULL: those of __main__. The value, or None. */
OURO_API OuroObject *ouro_exec(OuroVM *vm, OuroCode *code, OuroObject *globals);
OURO_API OuroResult *ouro_vm_run_code(OuroVM *vm, OuroCode *code, const OuroInput *inputs, size_t count);
/* Value of an expression (NUL-terminated). `locals` is any mapping; NULL: the globals. */
OURO_API OuroObject *ouro_eval(OuroVM *vm, const char *expression, OuroObject *globals, OuroObject *locals);

/* ---- handles ---------------------------------------------------------------------------- */

OURO_API OuroObject *ouro_retain(OuroVM *vm, OuroObject *object); /* one handle more; NULL: NULL */
OURO_API void ouro_release(OuroVM *vm, OuroObject *object);       /* runs finalizers; NULL is ignored */
OURO_API int ouro_is(OuroObject *a, OuroObject *b);               /* the same object? */
/* A handle that does not keep the object alive; ouro_weak_get gives a handle or, once it is dead, None. */
OURO_API OuroObject *ouro_weak(OuroVM *vm, OuroObject *object);
OURO_API OuroObject *ouro_weak_get(OuroVM *vm, OuroObject *weak);

/* ---- making values ---------------------------------------------------------------------- */

OURO_API OuroObject *ouro_none(OuroVM *vm);
OURO_API OuroObject *ouro_bool(OuroVM *vm, int value);
OURO_API OuroObject *ouro_int(OuroVM *vm, int64_t value);
OURO_API OuroObject *ouro_uint(OuroVM *vm, uint64_t value);
OURO_API OuroObject *ouro_int_text(OuroVM *vm, const char *digits, int base); /* as int(): any size; ValueError */
OURO_API OuroObject *ouro_float(OuroVM *vm, double value);
OURO_API OuroObject *ouro_complex(OuroVM *vm, double real, double imaginary);
OURO_API OuroObject *ouro_text(OuroVM *vm, const char *utf8);                 /* UnicodeDecodeError if it is none */
OURO_API OuroObject *ouro_text_n(OuroVM *vm, const char *utf8, size_t size);
OURO_API OuroObject *ouro_bytes(OuroVM *vm, const void *data, size_t size);   /* data NULL: zeros */
OURO_API OuroObject *ouro_bytearray(OuroVM *vm, const void *data, size_t size);
OURO_API OuroObject *ouro_list(OuroVM *vm, OuroObject *const *items, size_t count);
OURO_API OuroObject *ouro_tuple(OuroVM *vm, OuroObject *const *items, size_t count);
OURO_API OuroObject *ouro_set(OuroVM *vm, OuroObject *const *items, size_t count);
OURO_API OuroObject *ouro_dict(OuroVM *vm); /* empty: ouro_set_item, ouro_set_key */
OURO_API OuroObject *ouro_slice(OuroVM *vm, OuroObject *start, OuroObject *stop, OuroObject *step);
OURO_API OuroObject *ouro_from_value(OuroVM *vm, const OuroValue *value);
OURO_API OuroObject *ouro_from_json(OuroVM *vm, const char *json, size_t size); /* ValueError with line and column */

/* ---- reading values --------------------------------------------------------------------- */

OURO_API OuroKind ouro_kind(OuroVM *vm, OuroObject *object); /* by the type it is or is derived from */
OURO_API const char *ouro_type_name(OuroVM *vm, OuroObject *object); /* lives as long as its class */
/* To C values: 1, or 0 with TypeError or OverflowError pending. */
OURO_API int ouro_to_int(OuroVM *vm, OuroObject *object, int64_t *out);   /* anything with __index__ */
OURO_API int ouro_to_uint(OuroVM *vm, OuroObject *object, uint64_t *out);
OURO_API int ouro_to_float(OuroVM *vm, OuroObject *object, double *out);  /* anything with __float__, __index__ */
OURO_API int ouro_to_complex(OuroVM *vm, OuroObject *object, double *real, double *imaginary);
OURO_API int ouro_truth(OuroVM *vm, OuroObject *object);                  /* 1, 0, -1 */
/* A str's UTF-8, NUL-terminated, not copied: lives as long as the object. NULL: TypeError. Lone surrogates
 * are in it as three bytes each. */
OURO_API const char *ouro_as_text(OuroVM *vm, OuroObject *object, size_t *size);
/* The memory of bytes, bytearray, memoryview, array …; not copied: held (no resizing) until
 * ouro_bytes_done with the same object. */
OURO_API const void *ouro_as_bytes(OuroVM *vm, OuroObject *object, size_t *size);
OURO_API void *ouro_as_writable_bytes(OuroVM *vm, OuroObject *object, size_t *size);
OURO_API void ouro_bytes_done(OuroVM *vm, OuroObject *object);
OURO_API OuroObject *ouro_str(OuroVM *vm, OuroObject *object);
OURO_API OuroObject *ouro_repr(OuroVM *vm, OuroObject *object);
OURO_API OuroObject *ouro_to_json(OuroVM *vm, OuroObject *object); /* a str; TypeError for what has no form */

/* ---- operations ------------------------------------------------------------------------- */

OURO_API int64_t ouro_length(OuroVM *vm, OuroObject *object); /* -1: failed */
OURO_API OuroObject *ouro_attr(OuroVM *vm, OuroObject *object, const char *name);
OURO_API int ouro_set_attr(OuroVM *vm, OuroObject *object, const char *name, OuroObject *value);
OURO_API int ouro_del_attr(OuroVM *vm, OuroObject *object, const char *name);
OURO_API int ouro_has_attr(OuroVM *vm, OuroObject *object, const char *name); /* 1, 0, -1 */
OURO_API OuroObject *ouro_item(OuroVM *vm, OuroObject *object, OuroObject *key);
OURO_API int ouro_set_item(OuroVM *vm, OuroObject *object, OuroObject *key, OuroObject *value);
OURO_API int ouro_del_item(OuroVM *vm, OuroObject *object, OuroObject *key);
OURO_API OuroObject *ouro_index(OuroVM *vm, OuroObject *object, int64_t index);  /* object[index] */
OURO_API int ouro_set_index(OuroVM *vm, OuroObject *object, int64_t index, OuroObject *value);
OURO_API OuroObject *ouro_key(OuroVM *vm, OuroObject *object, const char *key);  /* object["key"] */
OURO_API int ouro_set_key(OuroVM *vm, OuroObject *object, const char *key, OuroObject *value);
OURO_API int ouro_append(OuroVM *vm, OuroObject *list, OuroObject *item);
OURO_API int ouro_contains(OuroVM *vm, OuroObject *object, OuroObject *item);    /* 1, 0, -1 */
/* Iteration: while ((x = ouro_next(vm, it))) …; NULL at the end too: ouro_failed() tells. */
OURO_API OuroObject *ouro_iter(OuroVM *vm, OuroObject *object);
OURO_API OuroObject *ouro_next(OuroVM *vm, OuroObject *iterator);
/* The items of a list or tuple (or one derived from it), lent until it changes or goes. */
OURO_API OuroObject *const *ouro_items(OuroVM *vm, OuroObject *sequence, size_t *count);
/* Walk a dict in order without handles: *position 0 at first; key and value are lent until the dict changes.
 * 0 at the end. */
OURO_API int ouro_dict_next(OuroVM *vm, OuroObject *dict, size_t *position, OuroObject **key, OuroObject **value);

typedef enum OuroOperator {
    OURO_ADD = 0, OURO_SUB, OURO_MUL, OURO_DIV, OURO_FLOORDIV, OURO_MOD, OURO_POW, OURO_MATMUL, OURO_LSHIFT,
    OURO_RSHIFT, OURO_AND, OURO_OR, OURO_XOR
} OuroOperator;
OURO_API OuroObject *ouro_binary(OuroVM *vm, OuroOperator op, OuroObject *a, OuroObject *b);
typedef enum OuroUnary { OURO_NEG = 0, OURO_POS, OURO_INVERT, OURO_NOT, OURO_ABS } OuroUnary;
OURO_API OuroObject *ouro_unary(OuroVM *vm, OuroUnary op, OuroObject *a);
typedef enum OuroComparison { OURO_LT = 0, OURO_LE, OURO_EQ, OURO_NE, OURO_GT, OURO_GE } OuroComparison;
OURO_API int ouro_compare(OuroVM *vm, OuroComparison op, OuroObject *a, OuroObject *b); /* 1, 0, -1 */
OURO_API int ouro_hash(OuroVM *vm, OuroObject *object, int64_t *out);
OURO_API OuroObject *ouro_type(OuroVM *vm, OuroObject *object);
OURO_API int ouro_isinstance(OuroVM *vm, OuroObject *object, OuroObject *class_or_tuple); /* 1, 0, -1 */

/* ---- calling ---------------------------------------------------------------------------- */

OURO_API OuroObject *ouro_call(OuroVM *vm, OuroObject *callable, OuroObject *const *args, size_t count);
/* With keywords: the last `keyword_count` of the `count` arguments are named by `names`. */
OURO_API OuroObject *ouro_call_keywords(OuroVM *vm, OuroObject *callable, OuroObject *const *args, size_t count,
                                        const char *const *names, size_t keyword_count);
OURO_API OuroObject *ouro_call_method(OuroVM *vm, OuroObject *object, const char *name, OuroObject *const *args,
                                      size_t count);

/* ---- namespaces ------------------------------------------------------------------------- */

OURO_API OuroObject *ouro_globals(OuroVM *vm); /* __main__'s dict */
OURO_API OuroObject *ouro_global(OuroVM *vm, const char *name); /* NameError */
OURO_API int ouro_set_global(OuroVM *vm, const char *name, OuroObject *value);
OURO_API OuroObject *ouro_builtin(OuroVM *vm, const char *name); /* a type, exception or function by its name */
OURO_API OuroObject *ouro_import(OuroVM *vm, const char *name);  /* dotted: the last module */

/* ---- errors ----------------------------------------------------------------------------- */

OURO_API int ouro_failed(OuroVM *vm);                 /* 1: an exception is pending, or there is no VM */
OURO_API OuroObject *ouro_error_take(OuroVM *vm);     /* it, no longer pending; NULL: none */
OURO_API void ouro_error_clear(OuroVM *vm);
OURO_API int ouro_error_is(OuroVM *vm, const char *class_name); /* pending, and of that built-in class? */
/* How the pending exception ends a run (OURO_END_OK: none is pending): by a limit, or just as an exception? */
OURO_API OuroEnd ouro_error_end(OuroVM *vm);
/* Raise. All return NULL, so that a host function can `return ouro_raise(…)`. */
OURO_API OuroObject *ouro_raise(OuroVM *vm, const char *class_name, const char *message);
OURO_API OuroObject *ouro_raise_object(OuroVM *vm, OuroObject *exception); /* instance or class */
OURO_API OuroObject *ouro_traceback(OuroVM *vm, OuroObject *exception);    /* rendered: a str */

/* ---- host functions --------------------------------------------------------------------- */

/* A function in C that scripts call. Arguments come bound and converted as its signature says: one for each
 * parameter in order, defaults filled in, then *args as a tuple and **kwargs as a dict if there are such. For
 * a method the first is self. They are lent: keep one with ouro_retain. The result is a new handle, NULL if an
 * exception is pending (`return ouro_none(vm)` where there is nothing to say; an argument that is to be the
 * result is retained). The function may do all that a host may: call scripts, run source, register more. */
typedef OuroObject *(*OuroFunction)(OuroVM *vm, OuroObject *const *args, size_t count, void *user);

/* Make a function from its Python signature, written as after `def`:
 *     "clamp(x: float, lo: float = 0, hi: float = 1.0, *, strict=False) -> float: Limit x to lo ... hi."
 * with / and *, *args and **kwargs; at most 64 parameters. Arguments are checked by their annotations and
 * converted if that loses nothing: int (what has __index__), float (what has __float__), str, bytes (what has
 * bytes), bool, list, tuple, dict, set (frozenset too), callable, object (anything); else a class, evaluated in
 * the module (NULL: __main__): its instances; each with "| None", which a default None implies. An annotation in
 * quotes is not looked at, nor is that of the result. Defaults are literals or expressions, evaluated now.
 * Errors in a call are CPython's TypeErrors. What follows the signature and a colon is the doc, if `doc` is NULL.
 * ValueError says what is wrong with a signature. */
OURO_API OuroObject *ouro_function(OuroVM *vm, const char *signature, OuroFunction function, void *user,
                                   const char *doc);
/* Make it and put it into a module (NULL: __main__). */
OURO_API int ouro_add_function(OuroVM *vm, OuroObject *module, const char *signature, OuroFunction function,
                               void *user);
/* Call finalize(user) when the function dies (NULL: nothing). It must not call into the VM, but may release handles. */
OURO_API int ouro_function_finalizer(OuroVM *vm, OuroObject *function, void (*finalize)(void *user));
/* A new module that `import name` finds; "a.b" becomes attribute b of module a, if there is one. */
OURO_API OuroObject *ouro_module(OuroVM *vm, const char *name, const char *doc);

/* ---- host classes ----------------------------------------------------------------------- */

typedef struct OuroMember {
    const char *signature; /* a method: "move(self, dx: int, dy: int = 0)", and any special method: "__init__(self,
                              x)", "__add__(self, other)", "__next__(self)"; "@staticmethod name(…)" and
                              "@classmethod name(cls, …)"; without parentheses a property: "name", "name: type" */
    OuroFunction function; /* the method; of a property the getter: (self) */
    OuroFunction setter;   /* of a property: (self, value), the value checked by its type; NULL: read-only */
    const char *doc;
    void *user;            /* for these functions; NULL: the class's */
} OuroMember;

/* Call `visit(object, arg)` for each handle that an instance's data holds; NULLs are ignored. */
typedef void (*OuroVisit)(OuroObject *object, void *arg);

/* A class whose instances have C data. Its address stands for the class in all VMs: keep it while they live. */
typedef struct OuroClassDef {
    size_t size;               /* sizeof(OuroClassDef) */
    const char *name;          /* "Point"; "geometry.Point": with __module__ */
    const char *doc;
    size_t data_size;          /* bytes in each instance, aligned to 8, zero before __init__ (or __new__) */
    const OuroMember *members; /* ended by one whose signature is NULL */
    /* Give back what the data holds; NULL: nothing. Called once for each instance when it dies, also for those whose
     * __init__ failed or never ran (all zero). It must not call scripts, but may release handles. */
    void (*finalize)(OuroVM *vm, void *data, void *user);
    /* Data that holds handles: name them, so that the collector finds cycles; and release them, leaving NULL,
     * so that it can break one. The instance may still be used after that. Both or none. */
    void (*traverse)(void *data, OuroVisit visit, void *arg);
    void (*clear)(OuroVM *vm, void *data, void *user);
    OuroObject *const *bases;  /* classes of the host or of scripts; NULL: object. They come with their data */
    size_t base_count;
    int final;                 /* 1: scripts cannot derive from it */
    void *user;                /* for its functions */
} OuroClassDef;

/* Make the class, once in each VM, and put it into a module (NULL: nowhere). A handle. Scripts can derive from it. */
OURO_API OuroObject *ouro_class(OuroVM *vm, OuroObject *module, const OuroClassDef *def);
/* The class that was made from `def` in this VM. SystemError if none was. */
OURO_API OuroObject *ouro_class_of(OuroVM *vm, const OuroClassDef *def);
/* The C data of an instance of that class or of one derived from it; lives as long as the instance. NULL: TypeError. */
OURO_API void *ouro_data(OuroVM *vm, OuroObject *object, const OuroClassDef *def);
/* A new instance, without __init__. */
OURO_API OuroObject *ouro_instance(OuroVM *vm, const OuroClassDef *def);

/* ---- limits while running --------------------------------------------------------------- */

/* End the run soon, from any thread or a signal handler: OURO_END_INTERRUPT; the second one: KeyboardInterrupt,
 * which the script can handle. If nothing runs the next run gets it. */
OURO_API void ouro_interrupt(OuroVM *vm);
OURO_API void ouro_interrupt_exception(OuroVM *vm);
/* What the run that goes on has used (in a host function); outside of runs, what the VM has, in its life. */
OURO_API void ouro_usage(OuroVM *vm, OuroUsage *usage);
typedef struct OuroBudget {
    size_t size;
    uint64_t memory_limit, instruction_limit, time_limit_ms, cpu_limit_ms, output_limit; /* 0: unchanged;
                                                                                            OURO_UNLIMITED */
} OuroBudget;
/* Set limits anew, for the run that goes on, counted from now (bytes: in all), and those that follow. 0, and
 * ValueError: `size` is not set. */
OURO_API int ouro_set_budget(OuroVM *vm, const OuroBudget *budget);
/* Take a permission away, for good: "files", "write" (to files), "environment", "processes", "clock" (it stops),
 * "random" (goes on from random_seed), "input", "import" (of what is not imported yet). 0: no such permission. */
OURO_API int ouro_deny(OuroVM *vm, const char *permission);

/* ---- suspend and resume ----------------------------------------------------------------- */

/* In a host function: `return ouro_suspend(vm, value)`. The run ends with OURO_END_SUSPENDED: its frames stay as
 * they are, `value` is the result's value. Nothing of the C stack is kept, so any number of VMs can be suspended,
 * and a thread may resume what another has run.
 * NULL always. RuntimeError ("cannot suspend: …", raised in the script) if a C function lies between the run and
 * the host function: it must be called by script code that was called by script code …, not by sorted() as its key
 * or by an import; and if the run is not one of ouro_vm_run, ouro_vm_run_code, ouro_vm_call and ouro_resume.
 * Of a suspended VM everything can be used as in the host function (ouro_call, ouro_eval …: as runs of their own),
 * but no other run can be begun with ouro_vm_run and the like. */
OURO_API OuroObject *ouro_suspend(OuroVM *vm, OuroObject *value);
/* Go on: the host function's call gives `value` or, if that is NULL, raises `exception` (instance or class). Both
 * NULL: what is pending is raised. The budget is what the run had left; time in suspension does not count. The
 * result has the output since then; its usage is that of the whole run. */
OURO_API OuroResult *ouro_resume(OuroVM *vm, OuroObject *value, OuroObject *exception);
/* Of the suspended run: the value that ouro_suspend was given. NULL, and no exception: none is suspended. */
OURO_API OuroObject *ouro_suspended(OuroVM *vm);
/* Give the suspended run up: its frames are left, the innermost first, without running `finally`, `except` or
 * `with`; what they held dies as always, finalizers run. ouro_vm_free and ouro_vm_reset do so, too. 0: none is
 * suspended. (To have `finally` run, resume with an exception.) */
OURO_API int ouro_abandon(OuroVM *vm);
/* Call a callable as a run, with a result; if it is a script function or method the run can be suspended. */
OURO_API OuroResult *ouro_vm_call(OuroVM *vm, OuroObject *callable, OuroObject *const *args, size_t count);

/* ---- between VMs ------------------------------------------------------------------------ */

/* A deep copy, in VM `to`, of `object` of VM `from`: None, numbers, str, bytes, bytearray, list, tuple, dict, set,
 * frozenset, range and slice, of any depth; shared parts stay shared, cycles stay cycles. Others (subclasses too):
 * TypeError in `to`, that names the type. The memory is charged to `to`. No script code runs. This thread must have
 * both VMs; they may be one. */
OURO_API OuroObject *ouro_transfer(OuroVM *to, OuroVM *from, OuroObject *object);

#ifdef __cplusplus
}
#endif
#endif
