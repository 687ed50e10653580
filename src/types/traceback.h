/* traceback.h - what printing exceptions needs beyond exception.h. */
#ifndef OU_TYPES_TRACEBACK_H
#define OU_TYPES_TRACEBACK_H
#include "base/strbuf.h"
#include "object/type.h"

/* ". Did you mean: 'x'?" for an AttributeError or NameError, appended if there is a name like
 * the one that was not found. Runs script code (__dir__); leaves no exception pending. */
void ou_suggest(OuVM *vm, OuObj *exception, OuBuf *out);
/* How different two names are, or more than `bound` as soon as it cannot be less. */
size_t ou_suggest_distance(const char *a, size_t a_len, const char *b, size_t b_len, size_t bound);
/* "Type: text" as the last line of a traceback, without its newline. */
void ou_exception_render_message(OuVM *vm, OuObj *exception, OuBuf *out);
/* What the default sys.unraisablehook prints after its first line: the traceback of the
 * exception itself and its last line up to the text of its str(); no chain, no notes. */
void ou_unraisable_render(OuVM *vm, OuObj *exception, OuBuf *out);
/* The entries of a traceback ("  File …" with source lines), without header. */
void ou_traceback_render(OuVM *vm, OuObj *traceback, OuBuf *out);

#endif
