/* ouro.h - embed ouro: run Python scripts from C.
 *
 *     OuroOptions options = {.size = sizeof options, .capture_output = 1};
 *     OuroInput inputs[] = {{"n", ouro_value_int(10)}};
 *     OuroResult *r = ouro_run("print(sum(range(n)))", &options, inputs, 1);
 *     puts(ouro_result_ok(r) ? ouro_result_output(r) : ouro_result_traceback(r));
 *     ouro_result_free(r);
 *
 * Each call makes a virtual machine of its own, runs the script and destroys it. Nothing is
 * shared between calls: any number of threads may call at the same time. Defaults are safe for
 * scripts that nobody trusts: no files, no environment, no processes, 64 MiB, one second.
 * The library installs no signal handler, changes no locale and keeps no global state. */
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

/* Version of the library as text, e.g. "0.1.0". Static memory. */
OURO_API const char *ouro_version(void);

/* A value passed to a script. Text is UTF-8 and is copied by the call it is passed to. */
typedef enum OuroKind { OURO_NONE, OURO_BOOL, OURO_INT, OURO_FLOAT, OURO_TEXT } OuroKind;
typedef struct OuroValue {
    OuroKind kind;
    union {
        int64_t integer; /* OURO_INT, OURO_BOOL */
        double real;
        struct {
            const char *data;
            size_t size;
        } text;
    } as;
} OuroValue;

OURO_API OuroValue ouro_value_none(void);
OURO_API OuroValue ouro_value_bool(int value);
OURO_API OuroValue ouro_value_int(int64_t value);
OURO_API OuroValue ouro_value_float(double value);
OURO_API OuroValue ouro_value_text(const char *utf8); /* NUL-terminated; must live until the call */

/* A global variable that the script finds set. */
typedef struct OuroInput {
    const char *name;
    OuroValue value;
} OuroInput;

/* Set `size` to sizeof(OuroOptions) and leave at zero what should have its default. */
typedef struct OuroOptions {
    size_t size;
    uint64_t memory_limit;      /* bytes taken from the system; 0: 64 MiB; OURO_UNLIMITED */
    uint64_t instruction_limit; /* 0: none */
    uint64_t time_limit_ms;     /* wall time; 0: 1000; OURO_UNLIMITED */
    uint32_t recursion_limit;   /* 0: 1000 */
    int capture_output;         /* 1: stdout and stderr are kept in the result; 0: they are dropped,
                                   unless `write` is given */
    /* Called for each piece of output as it is written; stream 1 stdout, 2 stderr. NULL: none. */
    void (*write)(void *user, int stream, const char *data, size_t size);
    void *user;
    const char *filename;       /* shown in tracebacks; NULL: "<script>" */
    int allow_files, allow_environment, allow_processes; /* 1 grants; default: denied */
    uint64_t hash_seed;         /* 0: random; else as PYTHONHASHSEED */
    uint64_t output_limit;      /* bytes of stdout and stderr; 0: 16 MiB; OURO_UNLIMITED */
} OuroOptions;
#define OURO_UNLIMITED UINT64_MAX

typedef struct OuroResult OuroResult;

/* Run `source` (UTF-8, NUL-terminated) as module __main__. `options` NULL: all defaults. Never
 * NULL unless there is no memory at all. Free the result with ouro_result_free. */
OURO_API OuroResult *ouro_run(const char *source, const OuroOptions *options, const OuroInput *inputs, size_t count);

/* 1 if the script ran to its end (or left by sys.exit with status 0). */
OURO_API int ouro_result_ok(const OuroResult *result);
/* What it wrote to stdout, with capture_output; "" if nothing. NUL-terminated; *size may be asked. */
OURO_API const char *ouro_result_output(const OuroResult *result);
OURO_API size_t ouro_result_output_size(const OuroResult *result);
OURO_API const char *ouro_result_error_output(const OuroResult *result); /* stderr */
/* repr() of the last statement's value if that is an expression, else NULL. */
OURO_API const char *ouro_result_value(const OuroResult *result);
/* After a failure: name of the exception class, its message, and the traceback as CPython
 * prints it. NULL if there was none. */
OURO_API const char *ouro_result_exception(const OuroResult *result);
OURO_API const char *ouro_result_message(const OuroResult *result);
OURO_API const char *ouro_result_traceback(const OuroResult *result);
/* Exit status: 0, 1 after an exception, n after sys.exit(n). */
OURO_API int ouro_result_status(const OuroResult *result);
/* Units of work done, and the most memory that was in use, in bytes. */
OURO_API uint64_t ouro_result_instructions(const OuroResult *result);
OURO_API uint64_t ouro_result_peak_bytes(const OuroResult *result);
OURO_API void ouro_result_free(OuroResult *result);

#ifdef __cplusplus
}
#endif
#endif
