/* exception_text.c - SyntaxError (where in the source) and the Unicode errors (where in the
 * text or bytes). */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/exception_parts.h"
#include "object/int.h"
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
        const char *text = ou_str_text(OU_STR(e->filename)), *slash = strrchr(text, '/');
        filename = ou_str_from(vm, slash ? slash + 1 : text);
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
        OuClass *cls = ou_builtin_class(vm, OU_T_BYTES);
        object = cls ? ou_call1(vm, OU_OBJ(cls), args[at]) : NULL;
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

OuObj *ou_unicode_decode_error_str(OuVM *vm, OuObj *self)
{
    OuUnicodeErrorObj *e = (OuUnicodeErrorObj *)self;
    if (e->object == NULL)
        return OU_EMPTY_STR;
    OuObj *encoding = e->encoding ? e->encoding : OU_NONE, *reason = e->reason ? e->reason : OU_NONE;
    if (e->end == e->start + 1) {
        OuBuffer buffer;
        const OuType *type = ou_type(vm, e->object);
        if (type->buffer == NULL || !type->buffer(vm, e->object, false, &buffer))
            return NULL;
        bool inside = e->start < (ptrdiff_t)buffer.len;
        unsigned byte = e->start < 0 ? 0xFF : inside ? (unsigned char)buffer.data[e->start] : 0; /* before them is the hash */
        if (type->buffer_release != NULL)
            type->buffer_release(vm, e->object);
        ou_unref(vm, buffer.owner);
        if (inside)
            return ou_str_format(vm, "'%S' codec can't decode byte 0x%02x in position %zd: %S", encoding, byte,
                                 e->start, reason);
    }
    return ou_str_format(vm, "'%S' codec can't decode bytes in position %zd-%zd: %S", encoding, e->start,
                         e->end - 1, reason);
}

/* The one character that is meant, escaped; false: there are more or none. */
static bool bad_character(OuVM *vm, OuUnicodeErrorObj *e, OuBuf *out)
{
    if (!ou_is_str(vm, e->object) || e->end != e->start + 1 || e->start < 0 ||
        (size_t)e->start >= ou_str_length(OU_STR(e->object)))
        return false;
    unsigned code = ou_str_code_at(vm, OU_STR(e->object), (size_t)e->start);
    ou_buf_printf(out, code <= 0xFF ? "\\x%02x" : code <= 0xFFFF ? "\\u%04x" : "\\U%08x", code);
    return ou_buf_text(out) != NULL;
}

OuObj *ou_unicode_encode_error_str(OuVM *vm, OuObj *self)
{
    OuUnicodeErrorObj *e = (OuUnicodeErrorObj *)self;
    if (e->object == NULL)
        return OU_EMPTY_STR;
    OuObj *encoding = e->encoding ? e->encoding : OU_NONE, *reason = e->reason ? e->reason : OU_NONE;
    OuBuf bad;
    ou_buf_init(&bad, &vm->mem);
    OuObj *result;
    if (bad_character(vm, e, &bad))
        result = ou_str_format(vm, "'%S' codec can't encode character '%s' in position %zd: %S", encoding,
                               bad.data, e->start, reason);
    else if (bad.failed)
        result = ou_raise_memory(vm);
    else
        result = ou_str_format(vm, "'%S' codec can't encode characters in position %zd-%zd: %S", encoding,
                               e->start, e->end - 1, reason);
    ou_buf_drop(&bad);
    return result;
}

OuObj *ou_unicode_translate_error_str(OuVM *vm, OuObj *self)
{
    OuUnicodeErrorObj *e = (OuUnicodeErrorObj *)self;
    if (e->object == NULL)
        return OU_EMPTY_STR;
    OuObj *reason = e->reason ? e->reason : OU_NONE;
    OuBuf bad;
    ou_buf_init(&bad, &vm->mem);
    OuObj *result;
    if (bad_character(vm, e, &bad))
        result = ou_str_format(vm, "can't translate character '%s' in position %zd: %S", bad.data, e->start,
                               reason);
    else
        result = ou_str_format(vm, "can't translate characters in position %zd-%zd: %S", e->start,
                               e->end - 1, reason);
    ou_buf_drop(&bad);
    return result;
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
