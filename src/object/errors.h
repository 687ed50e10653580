/* errors.h - raising, asking for and handing on exceptions.
 *
 * A function that fails returns NULL, false or -1 with the exception pending in vm->error
 * (an instance, normalized when it is raised). Formats: %s C string, %S str(obj), %R
 * repr(obj), %A ascii(obj), %T the name of obj's type (%G: "None" of None),
 * %U OuStr*, %N name of an OuClass*, %c %d %u %zd %zu %lld %llu %x as in printf,
 * %%, and a width limit "%.100s" "%.200T". */
#ifndef OU_OBJECT_ERRORS_H
#define OU_OBJECT_ERRORS_H
#include "object/type.h"
#include <stdarg.h>

/* Raise the built-in exception with that type index: ou_raise(vm, OU_T_TypeError, "…", …).
 * Always returns NULL, so that functions can say `return ou_raise(…)`. */
void *ou_raise(OuVM *vm, uint32_t exc, const char *format, ...);
/* Built-in exception with one argument (KeyError(key), StopIteration(value)), or none (NULL). */
void *ou_raise_arg(OuVM *vm, uint32_t exc, OuObj *arg);
void *ou_raise_memory(OuVM *vm); /* needs no memory */
/* Raise an instance (consumed): sets __context__ from the exception being handled. */
void *ou_raise_take(OuVM *vm, OuObj *exception);
/* NameError/AttributeError/ImportError with their attributes (name, obj, path). */
void *ou_raise_attribute(OuVM *vm, OuObj *obj, OuStr *name, const char *format, ...);
void *ou_raise_name(OuVM *vm, OuStr *name, const char *format, ...);
/* OSError (or its subclass) from errno; filename NULL or object. */
void *ou_raise_errno(OuVM *vm, int code, OuObj *filename);

OuObj *ou_error_peek(const OuVM *vm);   /* pending exception or NULL, borrowed */
bool ou_error_is(OuVM *vm, uint32_t exc); /* pending and an instance of that built-in class? */
bool ou_error_matches(OuVM *vm, OuObj *exception, uint32_t exc);
void ou_error_clear(OuVM *vm);
OuObj *ou_error_take(OuVM *vm);         /* the pending exception, no longer pending */
void ou_error_restore_take(OuVM *vm, OuObj *exception); /* pending again, untouched; NULL: none */
/* If an instance of exc is pending, clear it and say true. */
bool ou_error_swallow(OuVM *vm, uint32_t exc);
/* An exception that cannot propagate (in __del__, callbacks): sys.unraisablehook. Clears it. */
void ou_error_unraisable(OuVM *vm, const char *message, OuObj *object);
/* The exception that is being handled (sys.exception()), borrowed, or NULL. */
OuObj *ou_error_handled_peek(const OuVM *vm);
/* Make `context` (consumed, may be NULL) the __context__ of `exception`, without making a cycle. */
void ou_error_set_context_take(OuVM *vm, OuObj *exception, OuObj *context);
/* The pending exception replaces `earlier` (consumed): if there is one, `earlier` becomes the
 * end of its context chain; if there is none, `earlier` is pending again. */
void ou_error_chain_take(OuVM *vm, OuObj *earlier);
/* ImportError with its name and path (either may be NULL). */
void *ou_raise_import(OuVM *vm, uint32_t exc, OuObj *name, OuObj *path, const char *format, ...);
/* Keep a few MemoryErrors ready: called after collections and when one has been caught. */
void ou_error_reserve(OuVM *vm);
/* At the end they go; one that scripts still have becomes garbage like any other. */
void ou_error_drop_reserve(OuVM *vm);
/* Set the __cause__ (consumed) of the pending exception. */
void ou_error_set_cause_take(OuVM *vm, OuObj *cause);

#define OU_TYPE_ERROR(vm, ...) ou_raise((vm), OU_T_TypeError, __VA_ARGS__)
#define OU_VALUE_ERROR(vm, ...) ou_raise((vm), OU_T_ValueError, __VA_ARGS__)

#endif
