/* host.h - a VM and its surroundings: creation, running text, imports, output. Used by the
 * command line (main/) and by the public API (api.c). */
#ifndef OU_HOST_HOST_H
#define OU_HOST_HOST_H
#include "base/strbuf.h"
#include "object/state.h"

/* What a VM is made with. Zero means: default. */
typedef struct OuConfig {
    uint64_t memory_limit;      /* bytes; 0: none */
    uint64_t instruction_limit; /* 0: none */
    uint64_t time_limit_ms;     /* 0: none */
    uint32_t recursion_limit;
    bool use_hash_seed;         /* hash_seed is given (0: no randomization) */
    uint64_t hash_seed;
    uint32_t may;               /* OU_MAY_… */
    bool hosted;                /* the library's: see object/access.h */
    const OuRoot *roots;        /* borrowed */
    size_t root_count;
    uint32_t open_files_limit;
    uint64_t random_seed;
    int64_t clock_start;
    const char *const *path;    /* sys.path: NULL-terminated or NULL */
    const char *const *modules; /* the only ones of ouro's own that scripts may import, or NULL */
    char *(*find)(void *user, const char *name, size_t *size); /* source of a module, from malloc, or NULL */
    void *find_user;
    int optimize;
    bool no_site;               /* -S */
    bool isolated, ignore_environment, no_user_site, safe_path; /* sys.flags */
    bool inspect, interactive, quiet, dont_write_bytecode, unbuffered, dev_mode;
    int verbose, bytes_warning;
    int hash_randomization;
    bool show_refcount;         /* -X showrefcount: what is left at the end, on stderr */
    bool raw_addresses;         /* id() shows real addresses: the CLI */
    uint32_t force_every, force_seed; /* debug builds: forced collections (object/gc.h) */
    uint64_t fail_at;           /* tests: the n-th allocation fails; 0: none */
    bool fail_forever;          /* … and all that follow it */
    const char *const *argv;    /* sys.argv; NULL-terminated; NULL: [""] */
    const char *const *orig_argv;
    const char *executable;     /* sys.executable */
    const char *const *warn_options; /* -W, NULL-terminated or NULL */
    const char *const *x_options;
    bool line_buffered;         /* stdout is flushed after each line */
    OuSystemAlloc allocate;     /* NULL: the system's */
    void *allocate_user;
    /* Output of sys.stdout (1) and sys.stderr (2). NULL: the process's descriptors. */
    void (*write)(void *user, int stream, const char *data, size_t size);
    void *user;
} OuConfig;

struct OuApi;
struct OuProtoPool;

typedef struct OuHost {
    OuConfig config;
    OuObj *frozen_modules;
    OuDict *sources; /* filename -> source text of code that has no file (-c, prompt, library) */
    struct OuApi *api; /* the public API's part (api.h), or NULL */
    void (*paint_traceback)(const char *text, size_t size, OuBuf *out); /* colours it; NULL: shown as it is */
} OuHost;

/* A new VM with modules builtins and sys, standard streams and __main__; NULL: no memory. */
OuVM *ou_host_new(const OuConfig *config);
/* Orderly end: atexit functions, module globals cleared in CPython's order, finalizers, last
 * collection, streams flushed. False if flushing stdout failed. */
bool ou_host_finalize(OuVM *vm);
/* Destroy; finalizes first if that was not done. */
void ou_host_free(OuVM *vm);
/* As new, with the same configuration; what the VM held is gone. False: no memory, it can only be freed. */
OU_MUST_CHECK bool ou_host_reset(OuVM *vm);

/* Run source text in module __main__. Mode 'f' file, 's' single (the prompt), 'e' expression.
 * `file`: the bytes of a script, else text. The result is a new reference (None but for 'e'), NULL
 * with an exception pending. */
OuObj *ou_host_run(OuVM *vm, const char *source, size_t size, const char *filename, char mode, bool file);
/* The same for a whole script whose last statement, if it is an expression, gives the result. */
OuObj *ou_host_run_value(OuVM *vm, const char *source, size_t size, const char *filename, bool file);
/* Compile source (a text, mode and flags as for ou_upcall_compile) to code that belongs to no VM. */
struct OuProtoPool *ou_host_compile_shared(OuVM *vm, const char *source, size_t size, OuObj *filename, char mode,
                                           uint32_t flags);
/* Flush sys.stdout and sys.stderr; false: stdout could not be, which has been reported. */
bool ou_host_flush(OuVM *vm);
/* __main__'s dict, borrowed. */
OuDict *ou_host_main_dict(OuVM *vm);
/* Remember source text for tracebacks and linecache. */
/* Append line `number` of a file, with its end; false if there is none. */
bool ou_host_file_line(OuVM *vm, const char *path, int number, OuBuf *out);
bool ou_host_keep_source(OuVM *vm, const char *filename, const char *source, size_t size);
/* Report the pending exception as the top level does: sys.excepthook, traceback on stderr, or
 * SystemExit handled. Returns the exit status. */
int ou_host_report(OuVM *vm);
/* Import a module by its dotted name; new reference. */
OuObj *ou_host_import(OuVM *vm, const char *name);
/* Write to a standard stream of the VM, below sys.stdout: 1 or 2. */
void ou_host_write(OuVM *vm, int stream, const char *data, size_t size);

/* A library module embedded in the binary (generated by scripts/embed-lib). */
typedef struct OuLibraryFile {
    const char *name;   /* "collections", "os.path" … */
    bool is_package;
    const unsigned char *packed; /* base/inflate.h unpacks it */
    size_t packed_size, size;
} OuLibraryFile;
extern const OuLibraryFile ou_library[];
extern const size_t ou_library_count;

#endif
