/* exception_text.c - SyntaxError (where in the source) and the Unicode errors (where in the
 * text or bytes). */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/exception_parts.h"
#include "object/int.h"
#include <stdio.h>
#include <string.h>

/* ---- SyntaxError ---- */

/* (filename, lineno, offset, text[, end_lineno, end_offset]) */
static bool set_details(OuVM *vm, OuSyntaxErrorObj *e, OuObj *details)
{
    OuObj *tuple = ou_tuple_from(vm, details);
    if (tuple == NULL)
        return false;
    size_t n = OU_TUPLE(tuple)->len;
    OuObj **items = OU_TUPLE(tuple)->items;
    bool good = n >= 4 && n <= 6;
    if (good) {
        ou_put(vm, &e->filename, ou_ref(items[0]));
        ou_put(vm, &e->lineno, ou_ref(items[1]));
        ou_put(vm, &e->offset, ou_ref(items[2]));
        ou_put(vm, &e->text, ou_ref(items[3]));
        ou_put(vm, &e->end_lineno, n > 4 ? ou_ref(items[4]) : NULL);
        ou_put(vm, &e->end_offset, n > 5 ? ou_ref(items[5]) : NULL);
        if (n == 5) {
            OU_TYPE_ERROR(vm, "end_offset must be provided when end_lineno is provided");
            good = false;
        }
    } else {
        OU_TYPE_ERROR(vm, "function takes at %s %d arguments (%zu given)", n < 4 ? "least" : "most",
                      n < 4 ? 4 : 6, n);
    }
    ou_unref(vm, tuple);
    return good;
}

bool ou_syntax_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_exception_init(vm, self, args, nargs, kwnames))
        return false;
    OuSyntaxErrorObj *e = (OuSyntaxErrorObj *)self;
    if (nargs >= 1)
        ou_put(vm, &e->msg, ou_ref(args[0]));
    return nargs != 2 || set_details(vm, e, args[1]);
}

OuObj *ou_syntax_error_str(OuVM *vm, OuObj *self)
{
    OuSyntaxErrorObj *e = (OuSyntaxErrorObj *)self;
    OuObj *msg = e->msg ? e->msg : OU_NONE;
    OuObj *filename = NULL;
    if (e->filename != NULL && ou_is_str(vm, e->filename)) { /* without its folder */
        const char *text = ou_str_text(OU_STR(e->filename));
        size_t size = OU_STR(e->filename)->size;
        const char *slash = memrchr(text, '/', size), *from = slash ? slash + 1 : text;
        filename = OU_OBJ(ou_str_new(vm, from, (size_t)(text + size - from)));
        if (filename == NULL)
            return NULL;
    }
    int64_t line = -1;
    bool has_line = e->lineno != NULL && ou_is_exact(e->lineno, OU_T_INT);
    if (has_line && !ou_int_to_int64(e->lineno, &line))
        line = -1; /* CPython does not look whether a long holds it */
    OuObj *result;
    if (filename != NULL && has_line)
        result = ou_str_format(vm, "%S (%U, line %lld)", msg, OU_STR(filename), (long long)line);
    else if (filename != NULL)
        result = ou_str_format(vm, "%S (%U)", msg, OU_STR(filename));
    else if (has_line)
        result = ou_str_format(vm, "%S (line %lld)", msg, (long long)line);
    else
        result = ou_str(vm, msg);
    ou_unref(vm, filename);
    return result;
}

const OuRefField ou_syntax_error_refs[] = {
    OU_REF(OuSyntaxErrorObj, msg),    OU_REF(OuSyntaxErrorObj, filename),   OU_REF(OuSyntaxErrorObj, lineno),
    OU_REF(OuSyntaxErrorObj, offset), OU_REF(OuSyntaxErrorObj, end_lineno), OU_REF(OuSyntaxErrorObj, end_offset),
    OU_REF(OuSyntaxErrorObj, text),   OU_REF(OuSyntaxErrorObj, print_file_and_line), OU_EXCEPTION_REFS};
const OuMemberDef ou_syntax_error_members[] = {
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, msg, "the message"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, filename, "path of the file"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, lineno, "line number"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, offset, "column"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, text, "line of the text"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, end_lineno, "line number of the end"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, end_offset, "column of the end"),
    OU_EXCEPTION_MEMBER(OuSyntaxErrorObj, print_file_and_line, "not used"),
    OU_MEMBERS_END};

/* ---- Unicode errors ---- */

static bool check_str(OuVM *vm, OuObj *arg, size_t number)
{
    if (ou_is_str(vm, arg))
        return true;
    OU_TYPE_ERROR(vm, "argument %zu must be str, not %.50G", number, arg);
    return false;
}

/* args: [encoding,] object, start, end, reason; `object` is a new reference or NULL: take it
 * from args. */
static bool set_unicode_fields(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, bool bytes)
{
    OuUnicodeErrorObj *e = (OuUnicodeErrorObj *)self;
    size_t at = nargs == 5 ? 1 : 0;
    if (at == 1 && !check_str(vm, args[0], 1))
        return false;
    if (!bytes && !check_str(vm, args[at], at + 1))
        return false;
    if (!ou_arg_ssize(vm, args[at + 1], &e->start) ||
        !ou_arg_ssize(vm, args[at + 2], &e->end) ||
        !check_str(vm, args[at + 3], at + 4))
        return false;
    OuObj *object;
    if (!bytes || ou_is(vm, args[at], OU_TF_IS_BYTES)) {
        object = ou_ref(args[at]);
    } else if (ou_type(vm, args[at])->buffer == NULL) {
        return OU_TYPE_ERROR(vm, "a bytes-like object is required, not '%.100T'", args[at]);
    } else {
        OuBuffer buffer;
        if (!ou_buffer_get(vm, args[at], &buffer))
            return false;
        object = ou_bytes_new(vm, buffer.data, buffer.len);
        ou_buffer_release(vm, &buffer);
    }
    if (object == NULL)
        return false;
    ou_put(vm, &e->object, object);
    if (at == 1)
        ou_put(vm, &e->encoding, ou_ref(args[0]));
    ou_put(vm, &e->reason, ou_ref(args[at + 3]));
    return true;
}

static bool init_unicode(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames,
                         size_t wanted, bool bytes)
{
    if (!ou_exception_init(vm, self, args, nargs, kwnames))
        return false;
    if (nargs != wanted) {
        OU_TYPE_ERROR(vm, "function takes exactly %zu arguments (%zu given)", wanted, nargs);
        return false;
    }
    return set_unicode_fields(vm, self, args, nargs, bytes);
}

bool ou_unicode_decode_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return init_unicode(vm, self, args, nargs, kwnames, 5, true);
}

bool ou_unicode_encode_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return init_unicode(vm, self, args, nargs, kwnames, 5, false);
}

bool ou_unicode_translate_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return init_unicode(vm, self, args, nargs, kwnames, 4, false);
}

/* The one byte or character that is meant, as messages show it: 1; 0 if there are more or none; -1 if `object` is something
 * else by now. */
static int one_bad(OuVM *vm, const OuUnicodeErrorObj *e, bool bytes, char out[32])
{
    if (e->end != e->start + 1)
        return 0;
    const OuType *type = ou_type(vm, e->object);
    if (!(type->flags & (bytes ? OU_TF_IS_BYTES : OU_TF_IS_STR))) {
        if (!bytes && type->len && !(type->flags & OU_TF_USER) && e->start >= type->len(vm, e->object))
            return 0;
        OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
        return -1;
    }
    ptrdiff_t size = (ptrdiff_t)(bytes ? OU_BYTES(e->object)->size : ou_str_length(OU_STR(e->object)));
    if (e->start >= size)
        return 0;
    if (bytes) {
        unsigned byte = e->start < 0 ? 0xFF : (unsigned char)OU_BYTES(e->object)->data[e->start]; /* before them is the hash */
        snprintf(out, 32, "byte 0x%02x", byte);
        return 1;
    }
    if (e->start < 0) {
        ou_raise(vm, OU_T_IndexError, "string index out of range");
        return -1;
    }
    unsigned code = ou_str_code_at(vm, OU_STR(e->object), (size_t)e->start);
    snprintf(out, 32, code <= 0xFF ? "character '\\x%02x'" : code <= 0xFFFF ? "character '\\u%04x'" : "character '\\U%08x'", code);
    return 1;
}

/* A field as text; scripts may have deleted it. */
static OuObj *field_text(OuVM *vm, OuObj *field)
{
    return field ? ou_str(vm, field) : ou_str_from(vm, "<NULL>");
}

/* What str() gives; `verb` for the errors that have an encoding. */
static OuObj *unicode_error_text(OuVM *vm, OuObj *self, const char *verb, bool bytes)
{
    OuUnicodeErrorObj *e = (OuUnicodeErrorObj *)self;
    if (e->object == NULL)
        return OU_EMPTY_STR;
    OuObj *reason = field_text(vm, e->reason), *encoding = reason && verb ? field_text(vm, e->encoding) : NULL, *start = NULL;
    if (encoding)
        start = ou_str_format(vm, "'%U' codec can't %s", encoding, verb);
    else if (reason && !verb)
        start = ou_str_from(vm, "can't translate");
    OuObj *result = NULL;
    char one[32];
    int single = start && e->object ? one_bad(vm, e, bytes, one) : -1;
    if (single > 0)
        result = ou_str_format(vm, "%U %s in position %zd: %U", start, one, e->start, reason);
    else if (single == 0)
        result = ou_str_format(vm, "%U %s in position %zd-%zd: %U", start, bytes ? "bytes" : "characters", e->start, e->end - 1, reason);
    else if (!ou_error_peek(vm))
        result = OU_EMPTY_STR; /* __str__ of a field deleted the object */
    ou_unref(vm, start);
    ou_unref(vm, encoding);
    ou_unref(vm, reason);
    return result;
}

OuObj *ou_unicode_decode_error_str(OuVM *vm, OuObj *self)
{
    return unicode_error_text(vm, self, "decode", true);
}

OuObj *ou_unicode_encode_error_str(OuVM *vm, OuObj *self)
{
    return unicode_error_text(vm, self, "encode", false);
}

OuObj *ou_unicode_translate_error_str(OuVM *vm, OuObj *self)
{
    return unicode_error_text(vm, self, NULL, false);
}

const OuRefField ou_unicode_error_refs[] = {OU_REF(OuUnicodeErrorObj, encoding),
                                            OU_REF(OuUnicodeErrorObj, object),
                                            OU_REF(OuUnicodeErrorObj, reason), OU_EXCEPTION_REFS};
const OuMemberDef ou_unicode_error_members[] = {
    OU_EXCEPTION_MEMBER(OuUnicodeErrorObj, encoding, "name of the encoding"),
    OU_EXCEPTION_MEMBER(OuUnicodeErrorObj, object, "what was coded"),
    {"start", OU_MEMBER_SIZE, (uint32_t)offsetof(OuUnicodeErrorObj, start), false, "first position that failed"},
    {"end", OU_MEMBER_SIZE, (uint32_t)offsetof(OuUnicodeErrorObj, end), false, "position behind"},
    OU_EXCEPTION_MEMBER(OuUnicodeErrorObj, reason, "what is wrong"), OU_MEMBERS_END};
