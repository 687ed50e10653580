/* str.h - text objects.
 *
 * UTF-8 inside (lone surrogates as WTF-8), NUL-terminated. ASCII strings keep their bytes
 * right behind the struct; others have an OuStrWide part in between: the length in code
 * points and, once something was indexed, an index from every 64th code point to its byte.
 * Immutable, but a string that only one variable holds may be appended to in place
 * (ou_str_append_take). Hash is SipHash-1-3, seeded per VM: const strings (names,
 * characters) carry a dense number instead, the VM keeps their hashes in an array. */
#ifndef OU_OBJECT_STR_H
#define OU_OBJECT_STR_H
#include "object/type.h"
#include "base/strbuf.h"

struct OuStr {
    OuObj head;
    uint64_t hash;          /* 0: not computed yet; static strings: their dense number */
    uint64_t size : 56;     /* bytes, without the NUL */
    uint64_t ascii : 1;
    uint64_t interned : 1;  /* in the VM's table, or const */
    uint64_t is_static : 1; /* const data: `hash` is a dense number */
    uint64_t grown : 1;     /* its block is rounded up (ou_str_block): was appended to */
    uint64_t cached : 1;    /* may stand in the method cache */
    uint64_t spare : 3;
};
typedef struct OuStrWide {
    size_t length;          /* code points */
    uint32_t *index;        /* NULL until needed */
} OuStrWide;

OU_INLINE OuStrWide *ou_str_wide(const OuStr *s)
{
    return (OuStrWide *)((char *)s + sizeof(OuStr));
}
OU_INLINE const char *ou_str_text(const OuStr *s)
{
    return (const char *)s + sizeof(OuStr) + (s->ascii ? 0 : sizeof(OuStrWide));
}
/* Length in code points, as len() gives. */
OU_INLINE size_t ou_str_length(const OuStr *s)
{
    return s->ascii ? (size_t)s->size : ou_str_wide(s)->length;
}
#define OU_STR(o) ((OuStr *)(o))

/* From well-formed WTF-8. One-character Latin-1 and empty results are the shared objects. */
OuObj *ou_str_new(OuVM *vm, const char *text, size_t size);
OuObj *ou_str_from(OuVM *vm, const char *text); /* NUL-terminated */
/* From bytes of any origin: invalid sequences become U+FFFD (never fails for their sake). */
OuObj *ou_str_from_lossy(OuVM *vm, const char *text, size_t size);
/* From a builder, which is emptied in any case; its failure becomes MemoryError. */
OuObj *ou_str_from_buf(OuVM *vm, OuBuf *buf);
OuObj *ou_str_from_code(OuVM *vm, uint32_t code_point);
/* Formatted like ou_raise (errors.h). */
OuObj *ou_str_format(OuVM *vm, const char *format, ...);
OuObj *ou_str_vformat(OuVM *vm, const char *format, va_list args);

/* The shared string with this content; the argument is consumed. */
OuStr *ou_str_intern_take(OuVM *vm, OuObj *s);
/* The same from text. New reference. */
OuStr *ou_str_intern(OuVM *vm, const char *text, size_t size);

OuHash ou_str_hash(OuVM *vm, OuStr *s); /* cached; never -1 */
/* The VM's hashes of static strings. */
void ou_str_hashes_init(OuVM *vm);
void ou_str_hashes_drop(OuVM *vm);
size_t ou_str_hashes_size(const OuVM *vm); /* bytes that they take */
bool ou_str_equal(const OuStr *a, const OuStr *b);
/* The same for a run of script code, in which comparing long texts spends fuel. */
bool ou_str_equal_long(OuVM *vm, const OuStr *a, const OuStr *b);
OU_INLINE bool ou_str_equal_in_run(OuVM *vm, const OuStr *a, const OuStr *b)
{
    return OU_LIKELY(a->size <= 4096) ? ou_str_equal(a, b) : ou_str_equal_long(vm, a, b);
}
bool ou_str_is(const OuStr *s, const char *ascii); /* content equals a C string */
int ou_str_cmp(const OuStr *a, const OuStr *b);    /* by code points: <0, 0, >0 */
OuObj *ou_str_concat(OuVM *vm, OuObj *a, OuObj *b);
/* `left` (consumed) + right: in place if `left` has only this reference, is not interned
 * and has room; amortized linear. */
OuObj *ou_str_append_take(OuVM *vm, OuObj *left, OuObj *right);
/* Code point number i (0 ≤ i < length) as str; or as number. */
OuObj *ou_str_item(OuVM *vm, OuStr *s, size_t i);
uint32_t ou_str_code_at(OuVM *vm, OuStr *s, size_t i);
/* s[start:stop] in code points, 0 ≤ start ≤ stop ≤ length. */
OuObj *ou_str_slice(OuVM *vm, OuStr *s, size_t start, size_t stop);
/* Join n strings (TypeErrors as str.join: "sequence item 0: expected str instance, int found"). */
OuObj *ou_str_join(OuVM *vm, OuStr *separator, OuObj *const *items, size_t n);
OuObj *ou_str_repr(OuVM *vm, OuObj *s);
bool ou_str_contains(const OuStr *s, const OuStr *sub);
/* Uninitialized string for `size` bytes of well-formed text of `length` code points (equal
 * means ASCII): the caller fills in ou_str_data. Not for results that must be shared. */
OuStr *ou_str_alloc(OuVM *vm, size_t size, size_t length);
OU_INLINE char *ou_str_data(OuStr *s)
{
    return (char *)s + sizeof(OuStr) + (s->ascii ? 0 : sizeof(OuStrWide));
}
/* From well-formed WTF-8 of known length in code points. */
OuObj *ou_str_new_counted(OuVM *vm, const char *text, size_t size, size_t length);
OuObj *ou_str_new_ascii(OuVM *vm, const char *text, size_t size);
/* The same content as an exact str: itself, or a copy if it is of a subclass. */
OuObj *ou_str_exact(OuVM *vm, OuObj *s);
/* Byte offset of code point i ≤ length, and back. Never fails; fast after the first time. */
size_t ou_str_offset(OuVM *vm, OuStr *s, size_t i);
size_t ou_str_position(OuStr *s, size_t offset);
/* sequence * n for any n with __index__; getitem by int or slice; ==, < … */
OuObj *ou_str_repeat(OuVM *vm, OuObj *s, OuObj *count);
OuObj *ou_str_getitem(OuVM *vm, OuObj *s, OuObj *key);
OuObj *ou_str_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op);
/* repr with everything beyond ASCII escaped. `s` may be of a subclass. */
OuObj *ou_str_ascii(OuVM *vm, OuObj *s);
/* Append ascii(text) or repr(text) to a builder. */
/* With `vm` limits end it: the buffer has failed then, an exception is pending. */
void ou_str_put_repr(OuVM *vm, OuBuf *out, const OuStr *s, bool ascii_only);
/* Free an exact str whose count is 0. */
void ou_str_free(OuVM *vm, OuStr *s);
/* For the type's descriptor. */
void ou_str_dealloc(OuVM *vm, OuObj *self);
size_t ou_str_block(const OuObj *self); /* bytes of the object's block */
size_t ou_str_extra(const OuObj *self); /* bytes of the index */
#define OU_FIND_PIECE (256u << 10) /* bytes: longer text is gone through in pieces, with checks */
/* Find in a text of any length; false: an exception. */
OU_MUST_CHECK bool ou_str_find_long(OuVM *vm, const char *text, size_t size, const OuStr *sub, size_t *found);
/* Charge the VM's fuel for work on `bytes` bytes; the next poll sees it. */
#define OU_CHARGE_BYTES(vm, bytes) ((void)((vm)->fuel -= (int64_t)((bytes) >> 6)))
/* Drop the table of interned strings (the VM is being destroyed). */
void ou_str_drop_interned(OuVM *vm);
/* Is it an identifier (str.isidentifier)? */
OU_MUST_CHECK int ou_str_is_identifier(OuVM *vm, const OuStr *s); /* 1, 0, -1: a limit */

#endif
