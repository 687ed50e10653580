/* exception.h - exception objects and tracebacks. */
#ifndef OU_OBJECT_EXCEPTION_H
#define OU_OBJECT_EXCEPTION_H
#include "base/strbuf.h"
#include "object/type.h"

#define OU_EXCEPTION_FIELDS \
    OuGcObj gc; \
    OuObj *dict; /* attributes, or NULL */ \
    OuObj *args; /* tuple */ \
    OuObj *notes; \
    OuObj *traceback; \
    OuObj *context, *cause; \
    bool suppress_context; \
    bool is_raw /* raised by built-in code and not caught yet: CPython has not made it, see ou_exception_settle */

typedef struct OuException { OU_EXCEPTION_FIELDS; } OuException;
typedef struct OuStopIteration { OU_EXCEPTION_FIELDS; OuObj *value; } OuStopIteration;
typedef struct OuSystemExit { OU_EXCEPTION_FIELDS; OuObj *code; } OuSystemExit;
typedef struct OuOsError { OU_EXCEPTION_FIELDS; OuObj *number, *strerror, *filename, *filename2; ptrdiff_t written; } OuOsError;
typedef struct OuImportError { OU_EXCEPTION_FIELDS; OuObj *msg, *name, *path; } OuImportError;
typedef struct OuNameError { OU_EXCEPTION_FIELDS; OuObj *name; } OuNameError;
typedef struct OuAttributeError { OU_EXCEPTION_FIELDS; OuObj *obj, *name; } OuAttributeError;
typedef struct OuSyntaxErrorObj {
    OU_EXCEPTION_FIELDS;
    OuObj *msg, *filename, *lineno, *offset, *text, *end_lineno, *end_offset, *print_file_and_line;
} OuSyntaxErrorObj;
typedef struct OuUnicodeErrorObj {
    OU_EXCEPTION_FIELDS;
    OuObj *encoding, *object, *reason;
    ptrdiff_t start, end;
} OuUnicodeErrorObj;
typedef struct OuExceptionGroup { OU_EXCEPTION_FIELDS; OuObj *msg, *excs; } OuExceptionGroup;
#define OU_EXCEPTION(o) ((OuException *)(o))

/* Bytes of an instruction: what offsets that scripts see (tb_lasti, co_lines) count. */
#define OU_INSN_BYTES 8

typedef struct OuTraceback {
    OuGcObj gc;
    struct OuTraceback *next;
    OuObj *frame;    /* frame object */
    int32_t lasti;   /* offset of the instruction */
    int32_t line;
} OuTraceback;

/* Exception of a built-in class with n arguments. */
OuObj *ou_exception_new(OuVM *vm, uint32_t exc, OuObj *const *args, size_t n);
/* Put a traceback entry in front of the exception's traceback. */
OU_MUST_CHECK bool ou_traceback_add(OuVM *vm, OuObj *exception, OuObj *frame, int32_t lasti, int32_t line);
/* `raise x`: class or instance to an instance (new); TypeError if neither. */
OuObj *ou_exception_from(OuVM *vm, OuObj *class_or_instance);
void ou_exception_settle_raw(OuVM *vm, OuObj *exception);
/* A handler has been found: an exception of built-in code is younger than the traceback that it came with. */
OU_INLINE void ou_exception_settle(OuVM *vm, OuObj *exception)
{
    if (OU_EXCEPTION(exception)->is_raw)
        ou_exception_settle_raw(vm, exception);
}
/* Does an exception match the expression of `except`: class or tuple of classes; 1, 0, -1 (TypeError
 * "catching classes that do not inherit from BaseException is not allowed"). */
int ou_exception_match(OuVM *vm, OuObj *exception, OuObj *pattern);
/* except*: split into matching and rest (either may be None); new references. */
bool ou_exception_split_star(OuVM *vm, OuObj *exception, OuObj *pattern, OuObj **match, OuObj **rest);
/* After an except* statement: what to raise again from the original and the list of raised and
 * unhandled parts; OU_NONE if nothing. */
OuObj *ou_exception_prepare_reraise_star(OuVM *vm, OuObj *original, OuObj *list);
/* Text as the top level prints it, chain, groups and notes included, to a buffer. types/traceback.c
 * `most` not 0: when it has become longer, and beyond OU_CHAIN_MOST exceptions, the exceptions
 * between are left out. */
#define OU_CHAIN_MOST 100
OU_MUST_CHECK bool ou_exception_render(OuVM *vm, OuObj *exception, OuBuf *out, size_t most);
/* The same; whenever script code is about to run for it, `hand_over` gets what there is, which is then dropped. */
OU_MUST_CHECK bool ou_exception_render_parts(OuVM *vm, OuObj *exception, OuBuf *out,
                                             void (*hand_over)(OuVM *vm, OuBuf *text));

#endif
