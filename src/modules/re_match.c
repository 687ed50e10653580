/* re_match.c - matches: what a pattern found where in a text.
 *
 * Places are kept as bytes of the text, and become positions of characters only when asked for. */
#include "modules/re_parts.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/generic_alias.h"

typedef struct Span { size_t from, to; } Span;
#define NO_PLACE SIZE_MAX

typedef struct Match {
    OuGcObj gc;
    OuObj *string;
    OuObj *pattern;
    Span searched;
    int32_t last_index; /* group closed last, -1: none */
    uint32_t count;     /* groups, with that of the whole */
    Span spans[];
} Match;
#define MATCH(o) ((Match *)(o))

static size_t match_size_of(const OuObj *self)
{
    return sizeof(Match) + ((const Match *)self)->count * sizeof(Span);
}

OuObj *ou_match_new(OuVM *vm, OuPattern *pattern, OuSearch *search)
{
    const OuMatcher *m = &search->matcher;
    uint32_t count = pattern->regex.groups + 1;
    Match *match = (Match *)ou_gc_new(vm, OU_T_RE_MATCH, sizeof *match + count * sizeof(Span));
    if (!match)
        return NULL;
    match->string = ou_ref(search->subject.string);
    match->pattern = ou_ref(OU_OBJ(pattern));
    match->searched = (Span){ou_search_offset(search, m->origin), ou_search_offset(search, m->end)};
    match->last_index = m->last_index;
    match->count = count;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *from, *to;
        bool has = ou_matcher_group(m, i, &from, &to);
        match->spans[i] = has ? (Span){ou_search_offset(search, from), ou_search_offset(search, to)}
                              : (Span){NO_PLACE, NO_PLACE};
    }
    if (!ou_is_exact(match->string, OU_T_STR) && !ou_is_exact(match->string, OU_T_BYTES))
        ou_gc_track(vm, OU_OBJ(match)); /* else it cannot be part of a cycle */
    return OU_OBJ(match);
}

/* ---- parts ---- */

/* A place as position of a character; -1: none. */
static ptrdiff_t position(OuVM *vm, const Match *match, size_t place)
{
    if (place == NO_PLACE)
        return -1;
    if (ou_is_str(vm, match->string) && !OU_STR(match->string)->ascii)
        return (ptrdiff_t)ou_str_position(OU_STR(match->string), place);
    return (ptrdiff_t)place;
}

/* What group i matched, or `otherwise` (borrowed). The text of a buffer may have changed meanwhile. */
static OuObj *group_text(OuVM *vm, const Match *match, size_t i, OuObj *otherwise)
{
    Span span = match->spans[i];
    OuSubject subject;
    if (span.from == NO_PLACE)
        return ou_ref(otherwise);
    if (!ou_subject_init(vm, &subject, match->string))
        return NULL;
    size_t from = span.from < subject.size ? span.from : subject.size;
    size_t to = span.to < subject.size ? span.to : subject.size;
    OuObj *result = ou_subject_slice(vm, &subject, from, to);
    ou_subject_drop(vm, &subject);
    return result;
}

/* The number of a group that is given by number or name, -1: an exception. */
static ptrdiff_t group_number(OuVM *vm, const Match *match, OuObj *index)
{
    ptrdiff_t i = -1;
    if (ou_has_index(vm, index)) {
        if (!ou_as_ssize(vm, index, &i, 0))
            return -1;
    } else {
        bool error = false;
        OuObj *number = ou_dict_peek(vm, (OuDict *)((const OuPattern *)match->pattern)->groupindex, index, &error);
        if (error)
            return -1;
        if (number)
            i = ou_int_value(number);
    }
    if (i >= 0 && i < (ptrdiff_t)match->count)
        return i;
    ou_raise(vm, OU_T_IndexError, "no such group");
    return -1;
}

static OuObj *group_by(OuVM *vm, const Match *match, OuObj *index)
{
    ptrdiff_t i = group_number(vm, match, index);
    return i < 0 ? NULL : group_text(vm, match, (size_t)i, OU_NONE);
}

static OuObj *pair(OuVM *vm, const Match *match, Span span)
{
    OuObj *items[2] = {ou_int_from(vm, position(vm, match, span.from)), ou_int_from(vm, position(vm, match, span.to))};
    if (items[0] && items[1])
        return ou_tuple_new_take(vm, items, 2);
    ou_unref(vm, items[0]);
    ou_unref(vm, items[1]);
    return NULL;
}

/* ---- methods ---- */

static OuObj *match_m_group(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "re.Match.group", kwnames))
        return NULL;
    if (nargs == 0)
        return group_text(vm, MATCH(self), 0, OU_NONE);
    if (nargs == 1)
        return group_by(vm, MATCH(self), args[0]);
    OuObj *result = ou_tuple_alloc(vm, nargs);
    for (size_t i = 0; result && i < nargs; i++)
        if (!(OU_TUPLE(result)->items[i] = group_by(vm, MATCH(self), args[i])))
            ou_clear(vm, &result);
    if (result)
        ou_gc_track(vm, result);
    return result;
}

static OuObj *match_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    return group_by(vm, MATCH(self), key);
}

static OuObj *match_m_groups(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const Match *match = MATCH(self);
    OuObj *otherwise = OU_ARG(0) ? args[0] : OU_NONE, *result = ou_tuple_alloc(vm, match->count - 1);
    for (size_t i = 1; result && i < match->count; i++)
        if (!(OU_TUPLE(result)->items[i - 1] = group_text(vm, match, i, otherwise)))
            ou_clear(vm, &result);
    if (result && match->count > 1)
        ou_gc_track(vm, result);
    return result;
}

static OuObj *match_m_groupdict(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const Match *match = MATCH(self);
    OuObj *otherwise = OU_ARG(0) ? args[0] : OU_NONE, *result = ou_dict_new(vm), *name, *number;
    const OuDict *names = (OuDict *)((const OuPattern *)match->pattern)->groupindex;
    for (size_t at = 0; result && ou_dict_next(names, &at, &name, &number);) {
        OuObj *text = group_text(vm, match, (size_t)ou_int_value(number), otherwise);
        if (!text || !ou_dict_set(vm, (OuDict *)result, name, text))
            ou_clear(vm, &result);
        ou_unref(vm, text);
    }
    return result;
}

/* The span of a group, by default the whole match. */
static const Span *span_of(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t i = OU_ARG(0) ? group_number(vm, MATCH(self), args[0]) : 0;
    return i < 0 ? NULL : &MATCH(self)->spans[i];
}

static OuObj *match_m_start(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const Span *span = span_of(vm, self, args, nargs);
    return span ? ou_int_from(vm, position(vm, MATCH(self), span->from)) : NULL;
}

static OuObj *match_m_end(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const Span *span = span_of(vm, self, args, nargs);
    return span ? ou_int_from(vm, position(vm, MATCH(self), span->to)) : NULL;
}

static OuObj *match_m_span(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const Span *span = span_of(vm, self, args, nargs);
    return span ? pair(vm, MATCH(self), *span) : NULL;
}

static OuObj *expand_group(OuVM *vm, const void *match, size_t i)
{
    const Match *m = match;
    return group_text(vm, m, i, ou_is_str(vm, m->string) ? OU_EMPTY_STR : OU_EMPTY_BYTES);
}

static OuObj *match_m_expand(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Match *match = MATCH(self);
    return ou_template_expand(vm, (OuPattern *)match->pattern, args[0], match->string, expand_group, match);
}

static OuObj *match_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)args, (void)nargs;
    return ou_ref(self);
}

static OuObj *match_repr(OuVM *vm, OuObj *self)
{
    const Match *match = MATCH(self);
    OuObj *text = group_text(vm, match, 0, OU_NONE);
    OuObj *result = text ? ou_str_format(vm, "<re.Match object; span=(%zd, %zd), match=%R>",
                                         position(vm, match, match->spans[0].from),
                                         position(vm, match, match->spans[0].to), text) : NULL;
    ou_unref(vm, text);
    return result;
}

/* ---- attributes ---- */

static OuObj *match_get_pos(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, position(vm, MATCH(self), MATCH(self)->searched.from));
}

static OuObj *match_get_endpos(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, position(vm, MATCH(self), MATCH(self)->searched.to));
}

static OuObj *match_get_lastindex(OuVM *vm, OuObj *self)
{
    return MATCH(self)->last_index < 0 ? OU_NONE : ou_int_from(vm, MATCH(self)->last_index);
}

static OuObj *match_get_lastgroup(OuVM *vm, OuObj *self)
{
    (void)vm;
    const Match *match = MATCH(self);
    if (match->last_index < 0)
        return OU_NONE;
    return ou_ref(OU_TUPLE(((OuPattern *)match->pattern)->group_names)->items[match->last_index]);
}

static OuObj *match_get_regs(OuVM *vm, OuObj *self)
{
    const Match *match = MATCH(self);
    OuObj *result = ou_tuple_alloc(vm, match->count);
    for (size_t i = 0; result && i < match->count; i++)
        if (!(OU_TUPLE(result)->items[i] = pair(vm, match, match->spans[i])))
            ou_clear(vm, &result);
    if (result)
        ou_gc_track(vm, result);
    return result;
}

static const OuMethodDef match_methods[] = {
    {"group", NULL, OU_RAW_FN(match_m_group), OU_RAW, "group([group1, ...]) -> str or tuple.\n"
     "What the groups matched; by default (0) all of it."},
    {"start", "(group=0, /)", match_m_start, 0, "Index of the start of what the group matched."},
    {"end", "(group=0, /)", match_m_end, 0, "Index of the end of what the group matched."},
    {"span", "(group=0, /)", match_m_span, 0, "Start and end of what the group matched."},
    {"groups", "(default=None)", match_m_groups, 0, "What all groups matched, as a tuple."},
    {"groupdict", "(default=None)", match_m_groupdict, 0, "What the named groups matched, as a dict."},
    {"expand", "(template)", match_m_expand, 0, "The template with references to groups filled in."},
    {"__copy__", "()", match_m_copy, 0, NULL},
    {"__deepcopy__", "(memo, /)", match_m_copy, 0, NULL},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef match_members[] = {
    {"string", OU_MEMBER_OBJ, offsetof(Match, string), true, "The string passed to match() or search()."},
    {"re", OU_MEMBER_OBJ, offsetof(Match, pattern), true, "The regular expression object."},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef match_getsets[] = {
    {"pos", match_get_pos, ou_set_member, "Where the search began."},
    {"endpos", match_get_endpos, ou_set_member, "Where the search had to end."},
    {"lastindex", match_get_lastindex, NULL, "The number of the group that was closed last."},
    {"lastgroup", match_get_lastgroup, NULL, "The name of the group that was closed last."},
    {"regs", match_get_regs, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const OuRefField match_refs[] = {OU_REF(Match, string), OU_REF(Match, pattern), OU_REF_END};

const OuType ou_re_match_type = {
    .name = "re.Match", .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of "
                               "True.",
    .base = &ou_object_type, .index = OU_T_RE_MATCH,
    .flags = OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_HEAP, .size = sizeof(Match),
    .refs = match_refs, .methods = match_methods, .members = match_members, .getsets = match_getsets,
    .size_of = match_size_of,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = match_repr, .str = ou_object_str, .getitem = match_getitem,
    .init = ou_object_init,
};
