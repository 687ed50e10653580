/* re_search.c - a text that is looked at, and a search in it. */
#include "modules/re_parts.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/str.h"
#include "types/bytes.h"

/* ---- texts ---- */

bool ou_subject_init(OuVM *vm, OuSubject *s, OuObj *string)
{
    s->string = NULL;
    s->buffer.owner = NULL;
    s->wide = false;
    s->is_text = ou_is_str(vm, string);
    if (s->is_text) {
        s->text = (const uint8_t *)ou_str_text(OU_STR(string));
        s->size = OU_STR(string)->size;
        s->wide = !OU_STR(string)->ascii;
    } else if (ou_is_exact(string, OU_T_BYTES)) {
        s->text = (const uint8_t *)ou_bytes_data(string);
        s->size = ou_bytes_len(string);
    } else if (!ou_has_buffer(vm, string)) {
        OU_TYPE_ERROR(vm, "expected string or bytes-like object, got '%.200T'", string);
        return false;
    } else if (ou_buffer_get(vm, string, &s->buffer)) {
        s->text = (const uint8_t *)s->buffer.data;
        s->size = s->buffer.len;
        if (!s->text)
            s->text = (const uint8_t *)"";
    } else {
        s->buffer.owner = NULL;
        return false;
    }
    s->string = ou_ref(string);
    return true;
}

void ou_subject_drop(OuVM *vm, OuSubject *s)
{
    if (s->buffer.owner)
        ou_buffer_release(vm, &s->buffer);
    s->buffer.owner = NULL;
    ou_clear(vm, &s->string);
}

OuObj *ou_subject_slice(OuVM *vm, const OuSubject *s, size_t from, size_t to)
{
    const char *text = (const char *)s->text + from;
    if (from == 0 && to == s->size && ou_is_exact(s->string, s->is_text ? OU_T_STR : OU_T_BYTES))
        return ou_ref(s->string);
    if (!s->is_text)
        return ou_bytes_new(vm, text, to - from);
    return s->wide ? ou_str_new(vm, text, to - from) : ou_str_new_ascii(vm, text, to - from);
}

/* ---- searches ---- */

/* A position (clipped to the text) as byte. */
static bool place_of(OuVM *vm, const OuSubject *s, OuObj *arg, size_t otherwise, size_t *out)
{
    ptrdiff_t i;
    *out = otherwise;
    if (!arg)
        return true;
    if (!ou_arg_ssize(vm, arg, &i))
        return false;
    size_t length = s->wide ? ou_str_length(OU_STR(s->string)) : s->size;
    size_t at = i < 0 ? 0 : (size_t)i > length ? length : (size_t)i;
    *out = s->wide ? ou_str_offset(vm, OU_STR(s->string), at) : at;
    return true;
}

bool ou_search_init(OuVM *vm, OuSearch *search, OuPattern *pattern, OuObj *string, OuObj *pos, OuObj *endpos)
{
    OuSubject *s = &search->subject;
    OuMatcher *m = &search->matcher;
    size_t from, to;
    if (!ou_subject_init(vm, s, string))
        return false;
    if (s->is_text != pattern->regex.is_text) {
        OU_TYPE_ERROR(vm, s->is_text ? "cannot use a bytes pattern on a string-like object"
                                     : "cannot use a string pattern on a bytes-like object");
    } else if (place_of(vm, s, pos, 0, &from) && place_of(vm, s, endpos, s->size, &to)
               && ou_matcher_init(vm, m, &pattern->regex)) {
        m->begin = s->text;
        m->end = s->text + to;
        m->start = m->origin = s->text + from;
        m->wide = s->wide;
        return true;
    }
    ou_subject_drop(vm, s);
    return false;
}

void ou_search_drop(OuVM *vm, OuSearch *search)
{
    ou_matcher_drop(&search->matcher);
    ou_subject_drop(vm, &search->subject);
}

OuObj *ou_search_group(OuVM *vm, const OuSearch *search, size_t i, OuObj *otherwise)
{
    const uint8_t *from, *to;
    if (!ou_matcher_group(&search->matcher, i, &from, &to))
        return ou_ref(otherwise);
    return ou_subject_slice(vm, &search->subject, ou_search_offset(search, from), ou_search_offset(search, to));
}
