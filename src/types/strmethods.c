/* strmethods.c - the type str: constructor, operators, searching methods and the table of
 * all methods; the others are in str_case.c and str_split.c.
 *
 * Arguments with __index__, __str__ and iterables run script code; strings themselves are
 * immutable, so nothing can change under the feet of a method. */
#include "types/strmethods.h"
#include "base/search.h"
#include "base/utf8.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/format.h"
#include "object/int.h"
#include <string.h>

/* ---- operators ---- */

static OuObj *str_str(OuVM *vm, OuObj *self)
{
    return ou_str_exact(vm, self);
}

static bool str_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    *out = ou_str_hash(vm, OU_STR(self));
    return true;
}

static ptrdiff_t str_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)ou_str_length(OU_STR(self));
}

static int str_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    if (OU_UNLIKELY(!ou_is_str(vm, item))) {
        OU_TYPE_ERROR(vm, "'in <string>' requires string as left operand, not %.100T", item);
        return -1;
    }
    OU_CHARGE_BYTES(vm, OU_STR(self)->size);
    size_t found;
    if (OU_LIKELY(OU_STR(self)->size <= OU_FIND_PIECE))
        return ou_str_contains(OU_STR(self), OU_STR(item));
    return ou_str_find_long(vm, ou_str_text(OU_STR(self)), OU_STR(self)->size, OU_STR(item), &found)
        ? found != OU_NOT_FOUND : -1;
}

static OuObj *str_mod(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_is_str(vm, left))
        return OU_NOT_IMPLEMENTED;
    return ou_str_percent(vm, left, right);
}

/* ---- the constructor ---- */

/* str(bytes, encoding, errors) */
static OuObj *decode_object(OuVM *vm, OuObj *o, const char *encoding, const char *errors)
{
    if (ou_is_str(vm, o))
        return OU_TYPE_ERROR(vm, "decoding str is not supported");
    OuBuffer buffer;
    if (!ou_buffer_try(vm, o, &buffer))
        return OU_TYPE_ERROR(vm, "decoding to str: need a bytes-like object, %.80T found", o);
    OuObj *result =
        buffer.len ? ou_codec_decode(vm, buffer.data, buffer.len, encoding, errors) : OU_EMPTY_STR;
    ou_buffer_release(vm, &buffer);
    return result;
}

static OuObj *str_value(OuVM *vm, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[3] = {nargs > 0 ? args[0] : NULL, NULL, NULL};
    const char *encoding, *errors;
    if ((nargs > 1 || kwnames)
        && !ou_bind(vm, "(object='', encoding='utf-8', errors='strict')", "str", args, nargs,
                    kwnames, bound))
        return NULL;
    if (!ou_bytes_text_arg(vm, "str", "encoding", bound[1], &encoding)
        || !ou_bytes_text_arg(vm, "str", "errors", bound[2], &errors))
        return NULL;
    if (bound[0] == NULL)
        return OU_EMPTY_STR;
    if (encoding == NULL && errors == NULL)
        return ou_str(vm, bound[0]);
    return decode_object(vm, bound[0], encoding, errors);
}

static OuObj *str_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *value = str_value(vm, args, nargs, kwnames);
    if (value == NULL || cls->type == &ou_str_type)
        return value;
    OuStr *from = OU_STR(value);
    size_t extra = (from->ascii ? 0 : sizeof(OuStrWide)) + from->size + 1;
    OuObj *o = ou_instance_new(vm, cls, extra);
    if (o != NULL) {
        OuStr *s = OU_STR(o);
        s->size = from->size;
        s->ascii = from->ascii;
        if (!s->ascii)
            ou_str_wide(s)->length = ou_str_wide(from)->length;
        memcpy(ou_str_data(s), ou_str_text(from), from->size + 1);
    }
    ou_unref(vm, value);
    return o;
}

/* ---- searching ---- */

bool ou_search_args(OuVM *vm, const char *type, const char *name, size_t nargs, OuObj *kwnames)
{
    if (kwnames != NULL && OU_TUPLE(kwnames)->len > 0) {
        OU_TYPE_ERROR(vm, "%s.%s() takes no keyword arguments", type, name);
        return false;
    }
    if (nargs >= 1 && nargs <= 3)
        return true;
    OU_TYPE_ERROR(vm, "%s() takes at %s %d argument%s (%zu given)", name,
                  nargs < 1 ? "least" : "most", nargs < 1 ? 1 : 3, nargs < 1 ? "" : "s", nargs);
    return false;
}

static bool search_bound(OuVM *vm, OuObj *arg, ptrdiff_t *out)
{
    if (arg == NULL || arg == OU_NONE)
        return true;
    if (ou_type(vm, arg)->to_index == NULL) {
        OU_TYPE_ERROR(vm, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return ou_as_ssize(vm, arg, out, 0);
}

bool ou_search_bounds(OuVM *vm, OuObj *start_arg, OuObj *stop_arg, size_t length, size_t *start,
                      size_t *stop)
{
    ptrdiff_t from = 0, to = PTRDIFF_MAX, limit = (ptrdiff_t)length;
    if (!search_bound(vm, start_arg, &from) || !search_bound(vm, stop_arg, &to))
        return false;
    if (to > limit)
        to = limit;
    else if (to < 0)
        to = to + limit < 0 ? 0 : to + limit;
    if (from < 0)
        from = from + limit < 0 ? 0 : from + limit;
    *start = (size_t)from;
    *stop = (size_t)to;
    return true;
}

/* The part of the text that a searching method looks at. */
typedef struct Range {
    const char *text;
    size_t offset;   /* of text in the string, bytes */
    size_t size;
    bool valid;      /* start ≤ stop and within the string */
} Range;

static bool search_range(OuVM *vm, OuStr *s, OuObj *const *args, size_t nargs, Range *out)
{
    size_t start, stop, length = ou_str_length(s);
    if (nargs == 1) {
        *out = (Range){ou_str_text(s), 0, s->size, true};
        return true;
    }
    if (!ou_search_bounds(vm, OU_ARG(1), OU_ARG(2), length, &start, &stop))
        return false;
    *out = (Range){.valid = start <= stop && start <= length};
    if (out->valid) {
        out->offset = ou_str_offset(vm, s, start);
        out->size = ou_str_offset(vm, s, stop) - out->offset;
        out->text = ou_str_text(s) + out->offset;
    }
    return true;
}

/* Position of the argument in code points, -1 if absent, -2 on error. */
static ptrdiff_t search(OuVM *vm, OuObj *self, const char *name, bool last, OuObj *const *args,
                        size_t nargs, OuObj *kwnames)
{
    Range range;
    if (!ou_search_args(vm, "str", name, nargs, kwnames))
        return -2;
    if (!search_range(vm, OU_STR(self), args, nargs, &range))
        return -2;
    if (!ou_is_str(vm, args[0])) {
        OU_TYPE_ERROR(vm, "must be str, not %.100T", args[0]);
        return -2;
    }
    if (!range.valid)
        return -1;
    const OuStr *sub = OU_STR(args[0]);
    size_t found;
    if (!last) {
        if (!ou_str_find_long(vm, range.text, range.size, sub, &found))
            return -2;
    } else {
        OuFinder finder;
        ou_finder_init(&finder, ou_str_text(sub), sub->size, true);
        if (!ou_find_next(vm, &finder, range.text, range.size, &found))
            return -2;
    }
    OU_CHARGE_BYTES(vm, range.size);
    return found == OU_NOT_FOUND ? -1
                                 : (ptrdiff_t)ou_str_position(OU_STR(self), range.offset + found);
}

static OuObj *position_or_error(OuVM *vm, ptrdiff_t found, bool must_exist)
{
    if (found == -2)
        return NULL;
    if (found == -1 && must_exist)
        return OU_VALUE_ERROR(vm, "substring not found");
    return ou_int_from(vm, found);
}

static OuObj *str_m_find(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "find", false, args, nargs, kwnames), false);
}

static OuObj *str_m_rfind(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "rfind", true, args, nargs, kwnames), false);
}

static OuObj *str_m_index(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "index", false, args, nargs, kwnames), true);
}

static OuObj *str_m_rindex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "rindex", true, args, nargs, kwnames), true);
}

static OuObj *str_m_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    Range range;
    if (!ou_search_args(vm, "str", "count", nargs, kwnames))
        return NULL;
    if (!search_range(vm, OU_STR(self), args, nargs, &range))
        return NULL;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "must be str, not %.100T", args[0]);
    if (!range.valid)
        return ou_int_from(vm, 0);
    const OuStr *sub = OU_STR(args[0]);
    OU_CHARGE_BYTES(vm, range.size);
    if (sub->size == 0)
        return ou_int_from(vm, (int64_t)ou_utf8_length(range.text, range.size) + 1);
    size_t count;
    return ou_count_long(vm, range.text, range.size, ou_str_text(sub), sub->size, &count)
               ? ou_int_from(vm, (int64_t)count)
               : NULL;
}

/* 1, 0, or -1 with an exception. */
static int affix_matches(OuVM *vm, const Range *range, const OuStr *affix, bool at_end)
{
    if (!range->valid || affix->size > range->size)
        return 0;
    const char *at = at_end ? range->text + range->size - affix->size : range->text;
    int order;
    return ou_compare_long(vm, at, ou_str_text(affix), affix->size, &order) ? order == 0 : -1;
}

static OuObj *test_affix(OuVM *vm, OuObj *self, const char *name, bool at_end, OuObj *const *args,
                         size_t nargs, OuObj *kwnames)
{
    Range range;
    if (!ou_search_args(vm, "str", name, nargs, kwnames)
        || !search_range(vm, OU_STR(self), args, nargs, &range))
        return NULL;
    if (ou_is_str(vm, args[0])) {
        int matches = affix_matches(vm, &range, OU_STR(args[0]), at_end);
        return matches < 0 ? NULL : OU_BOOL(matches);
    }
    if (!ou_is(vm, args[0], OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "%s first arg must be str or a tuple of str, not %.100T", name,
                             args[0]);
    const OuTuple *choices = OU_TUPLE(args[0]);
    for (size_t i = 0; i < choices->len; i++) {
        if (!ou_is_str(vm, choices->items[i]))
            return OU_TYPE_ERROR(vm, "tuple for %s must only contain str, not %.100T", name,
                                 choices->items[i]);
        int matches = affix_matches(vm, &range, OU_STR(choices->items[i]), at_end);
        if (matches)
            return matches > 0 ? OU_TRUE : NULL;
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_FALSE;
}

static OuObj *str_m_startswith(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                               OuObj *kwnames)
{
    return test_affix(vm, self, "startswith", false, args, nargs, kwnames);
}

static OuObj *str_m_endswith(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    return test_affix(vm, self, "endswith", true, args, nargs, kwnames);
}

/* ---- the rest ---- */

static OuObj *str_m_encode(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const char *encoding, *errors;
    if (!ou_bytes_text_arg(vm, "encode", "encoding", OU_ARG(0), &encoding)
        || !ou_bytes_text_arg(vm, "encode", "errors", OU_ARG(1), &errors))
        return NULL;
    return ou_codec_encode(vm, self, encoding, errors);
}

static OuObj *str_m_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (kwnames == NULL || OU_TUPLE(kwnames)->len == 0)
        return ou_format_fields(vm, OU_STR(self), args, nargs, NULL);
    OuObj *kwargs = ou_dict_new(vm);
    OuObj *result = NULL;
    if (kwargs == NULL)
        return NULL;
    for (size_t i = 0; i < OU_TUPLE(kwnames)->len; i++)
        if (!ou_dict_set(vm, OU_DICT(kwargs), OU_TUPLE(kwnames)->items[i], args[nargs + i]))
            goto done;
    result = ou_format_fields(vm, OU_STR(self), args, nargs, kwargs);
done:
    ou_unref(vm, kwargs);
    return result;
}

static OuObj *str_m_format_map(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_format_map(vm, OU_STR(self), args[0]);
}

static OuObj *str_m_dunder_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuStr *spec;
    return ou_arg_str(vm, "__format__", NULL, args[0], &spec) ? ou_format_str(vm, self, spec)
                                                              : NULL;
}

static OuObj *str_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *value = ou_str_new(vm, ou_str_text(OU_STR(self)), OU_STR(self)->size);
    return value ? ou_tuple_new_take(vm, &value, 1) : NULL;
}

static const OuMethodDef str_methods[] = {
    {"encode", "(encoding='utf-8', errors='strict')", str_m_encode, 0,
     "Return the text as bytes in the given encoding.\n\nerrors says what happens to characters "
     "that the"
     " encoding does not have."},
    {"replace", "(old, new, count=-1, /)", ou_str_m_replace, 0,
     "Return a copy with occurrences of old replaced by new: all, or the first count."},
    {"split", "(sep=None, maxsplit=-1)", ou_str_m_split, 0,
     "Return the words of the text as a list, split at sep (None: at whitespace), from the left."},
    {"rsplit", "(sep=None, maxsplit=-1)", ou_str_m_rsplit, 0,
     "Return the words of the text as a list, split at sep (None: at whitespace), from the right."},
    {"join", "(iterable, /)", ou_str_m_join, 0,
     "Put the strings of iterable together, with this one in between."},
    {"capitalize", "()", ou_str_m_capitalize, 0,
     "Return a copy with the first character in upper case, the rest in lower case."},
    {"casefold", "()", ou_str_m_casefold, 0, "Return a copy for caseless comparison."},
    {"title", "()", ou_str_m_title, 0, "Return a copy in which each word begins in upper case."},
    {"center", "(width, fillchar=' ', /)", ou_str_m_center, 0,
     "Return a copy in the middle of width characters."},
    {"count", NULL, OU_RAW_FN(str_m_count), OU_RAW,
     "Return how often sub occurs in s[start:end], without overlaps."},
    {"expandtabs", "(tabsize=8)", ou_str_m_expandtabs, 0,
     "Return a copy with tabs replaced by spaces."},
    {"find", NULL, OU_RAW_FN(str_m_find), OU_RAW,
     "Return the lowest index of sub in s[start:end], or -1."},
    {"partition", "(sep, /)", ou_str_m_partition, 0,
     "Split at the first sep: what is before, sep, what is behind."},
    {"index", NULL, OU_RAW_FN(str_m_index), OU_RAW,
     "Return the lowest index of sub in s[start:end].\n\nRaises ValueError if it is not there."},
    {"ljust", "(width, fillchar=' ', /)", ou_str_m_ljust, 0,
     "Return a copy at the left of width characters."},
    {"lower", "()", ou_str_m_lower, 0, "Return a copy in lower case."},
    {"lstrip", "(chars=None, /)", ou_str_m_lstrip, 0,
     "Return a copy without leading whitespace, or characters of chars."},
    {"rfind", NULL, OU_RAW_FN(str_m_rfind), OU_RAW,
     "Return the highest index of sub in s[start:end], or -1."},
    {"rindex", NULL, OU_RAW_FN(str_m_rindex), OU_RAW,
     "Return the highest index of sub in s[start:end].\n\nRaises ValueError if it is not there."},
    {"rjust", "(width, fillchar=' ', /)", ou_str_m_rjust, 0,
     "Return a copy at the right of width characters."},
    {"rstrip", "(chars=None, /)", ou_str_m_rstrip, 0,
     "Return a copy without trailing whitespace, or characters of chars."},
    {"rpartition", "(sep, /)", ou_str_m_rpartition, 0,
     "Split at the last sep: what is before, sep, what is behind."},
    {"splitlines", "(keepends=False)", ou_str_m_splitlines, 0, "Return a list of the lines."},
    {"strip", "(chars=None, /)", ou_str_m_strip, 0,
     "Return a copy without whitespace, or characters of chars, at both ends."},
    {"swapcase", "()", ou_str_m_swapcase, 0, "Return a copy with upper and lower case exchanged."},
    {"translate", "(table, /)", ou_str_m_translate, 0,
     "Return a copy with each character mapped through table."},
    {"upper", "()", ou_str_m_upper, 0, "Return a copy in upper case."},
    {"startswith", NULL, OU_RAW_FN(str_m_startswith), OU_RAW,
     "Does s[start:end] begin with prefix (or one of a tuple)?"},
    {"endswith", NULL, OU_RAW_FN(str_m_endswith), OU_RAW,
     "Does s[start:end] end with suffix (or one of a tuple)?"},
    {"removeprefix", "(prefix, /)", ou_str_m_removeprefix, 0,
     "Return a copy without the prefix, if it is there."},
    {"removesuffix", "(suffix, /)", ou_str_m_removesuffix, 0,
     "Return a copy without the suffix, if it is there."},
    {"isascii", "()", ou_str_m_isascii, 0, "Are all characters ASCII?"},
    {"islower", "()", ou_str_m_islower, 0,
     "Are all cased characters, at least one, in lower case?"},
    {"isupper", "()", ou_str_m_isupper, 0,
     "Are all cased characters, at least one, in upper case?"},
    {"istitle", "()", ou_str_m_istitle, 0,
     "Does each word begin in upper case and go on in lower case?"},
    {"isspace", "()", ou_str_m_isspace, 0, "Are all characters, at least one, whitespace?"},
    {"isdecimal", "()", ou_str_m_isdecimal, 0, "Are all characters, at least one, decimal digits?"},
    {"isdigit", "()", ou_str_m_isdigit, 0, "Are all characters, at least one, digits?"},
    {"isnumeric", "()", ou_str_m_isnumeric, 0, "Are all characters, at least one, numeric?"},
    {"isalpha", "()", ou_str_m_isalpha, 0, "Are all characters, at least one, letters?"},
    {"isalnum", "()", ou_str_m_isalnum, 0, "Are all characters, at least one, letters or numeric?"},
    {"isidentifier", "()", ou_str_m_isidentifier, 0, "Is the text a valid identifier?"},
    {"isprintable", "()", ou_str_m_isprintable, 0, "Are all characters printable?"},
    {"zfill", "(width, /)", ou_str_m_zfill, 0,
     "Return a copy of width characters, with zeros behind the sign."},
    {"format", NULL, OU_RAW_FN(str_m_format), OU_RAW,
     "Return a copy with the fields in braces replaced by arguments."},
    {"format_map", "(mapping, /)", str_m_format_map, OU_NO_TEXT,
     "Return a copy with the fields in braces replaced from mapping."},
    {"__format__", "(format_spec, /)", str_m_dunder_format, 0,
     "Return the text formatted as format_spec says."},
    {"maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)", ou_str_m_maketrans, OU_STATIC,
     "Make a table for str.translate()."},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Return the size in memory, in bytes."},
    {"__getnewargs__", "()", str_m_getnewargs, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_str_type = {
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nMake text "
           "of an object:"
           " by decoding if an encoding or errors is given, else by __str__ or repr().",
    .base = &ou_object_type,
    .index = OU_T_STR,
    .flags = OU_TF_BASE | OU_TF_VAR_SIZE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE | OU_TF_IS_STR,
    .size = sizeof(OuStr),
    .methods = str_methods,
    .dealloc = ou_str_dealloc,
    .size_of = ou_str_block,
    .extra_size = ou_str_extra,
    .concat = ou_str_concat,
    .repeat = ou_str_repeat,
    OU_SLOTS_ATTR,
    .repr = ou_str_repr,
    .str = str_str,
    .iter = ou_str_iter_new,
    .mod = str_mod,
    .hash = str_hash,
    .compare = ou_str_compare,
    .len = str_len,
    .getitem = ou_str_getitem,
    .contains = str_contains,
    .init = ou_object_init,
    .make = str_make,
};
