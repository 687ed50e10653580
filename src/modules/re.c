/* re.c - module _sre: patterns and scanners. What they do with a text is in re_search.c, re_match.c
 * and re_sub.c, the engine in regex/. */
#include "modules/module.h"
#include "modules/re_parts.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/descr.h"
#include "types/generic_alias.h"

static OuObj *empty_of(const OuSearch *search)
{
    return search->subject.is_text ? OU_EMPTY_STR : OU_EMPTY_BYTES;
}

/* ---- methods of patterns ---- */

#define PATTERN(o) ((OuPattern *)(o))

/* match, fullmatch, search: try once. */
static OuObj *try_once(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, bool search, bool whole)
{
    OuSearch s;
    if (!ou_search_init(vm, &s, PATTERN(self), args[0], OU_ARG(1), OU_ARG(2)))
        return NULL;
    s.matcher.whole = whole;
    int found = search ? ou_matcher_search(&s.matcher) : ou_matcher_match(&s.matcher);
    OuObj *result = found < 0 ? NULL : found == 0 ? OU_NONE : ou_match_new(vm, PATTERN(self), &s);
    ou_search_drop(vm, &s);
    return result;
}

static OuObj *pattern_m_match(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return try_once(vm, self, args, nargs, false, false);
}

static OuObj *pattern_m_fullmatch(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return try_once(vm, self, args, nargs, false, true);
}

static OuObj *pattern_m_search(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return try_once(vm, self, args, nargs, true, false);
}

/* What findall gives for a match: all of it, its only group, or a tuple of the groups. */
static OuObj *found_item(OuVM *vm, const OuSearch *s)
{
    size_t groups = s->matcher.regex->groups;
    if (groups <= 1)
        return ou_search_group(vm, s, groups, empty_of(s));
    OuObj *tuple = ou_tuple_alloc(vm, groups);
    if (!tuple)
        return NULL;
    for (size_t i = 0; i < groups; i++) {
        OuObj *item = ou_search_group(vm, s, i + 1, empty_of(s));
        if (!item) {
            ou_unref(vm, tuple);
            return NULL;
        }
        OU_TUPLE(tuple)->items[i] = item;
    }
    ou_gc_track(vm, tuple);
    return tuple;
}

static OuObj *pattern_m_findall(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuSearch s;
    if (!ou_search_init(vm, &s, PATTERN(self), args[0], OU_ARG(1), OU_ARG(2)))
        return NULL;
    OuObj *list = ou_list_new(vm, 0);
    int found = list ? 0 : -1;
    while (list && (found = ou_matcher_search(&s.matcher)) > 0) {
        if (!ou_list_append_take(vm, OU_LIST(list), found_item(vm, &s))) {
            found = -1;
            break;
        }
        ou_matcher_advance(&s.matcher);
    }
    ou_search_drop(vm, &s);
    if (found < 0)
        ou_clear(vm, &list);
    return list;
}

/* The pieces of a text between matches, with their groups, to a list. */
static bool split_into(OuVM *vm, OuList *list, OuSearch *s, ptrdiff_t most)
{
    const uint8_t *last = s->matcher.start;
    int found = 0;
    for (ptrdiff_t n = 0; most == 0 || n < most; n++) {
        if ((found = ou_matcher_search(&s->matcher)) <= 0)
            break;
        if (!ou_list_append_take(vm, list, ou_subject_slice(vm, &s->subject, ou_search_offset(s, last),
                                                            ou_search_offset(s, s->matcher.start))))
            return false;
        for (size_t i = 1; i <= s->matcher.regex->groups; i++)
            if (!ou_list_append_take(vm, list, ou_search_group(vm, s, i, OU_NONE)))
                return false;
        last = s->matcher.at;
        ou_matcher_advance(&s->matcher);
    }
    return found >= 0
           && ou_list_append_take(vm, list, ou_subject_slice(vm, &s->subject, ou_search_offset(s, last),
                                                             s->subject.size));
}

static OuObj *pattern_m_split(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuSearch s;
    ptrdiff_t most = 0;
    if ((OU_ARG(1) && !ou_arg_ssize(vm, args[1], &most))
        || !ou_search_init(vm, &s, PATTERN(self), args[0], NULL, NULL))
        return NULL;
    OuObj *list = ou_list_new(vm, 0);
    if (list && !split_into(vm, OU_LIST(list), &s, most))
        ou_clear(vm, &list);
    ou_search_drop(vm, &s);
    return list;
}

static OuObj *pattern_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)args, (void)nargs;
    return ou_ref(self);
}

/* ---- scanners ---- */

typedef struct Scanner {
    OuGcObj gc;
    OuObj *pattern;
    bool ready, finished;
    OuSearch search;
} Scanner;

static OuObj *pattern_m_scanner(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    Scanner *scanner = (Scanner *)ou_gc_new(vm, OU_T_RE_SCANNER, sizeof *scanner);
    if (!scanner)
        return NULL;
    scanner->pattern = NULL;
    scanner->finished = false;
    scanner->search.subject.string = NULL;
    scanner->ready = ou_search_init(vm, &scanner->search, PATTERN(self), args[0], OU_ARG(1), OU_ARG(2));
    if (!scanner->ready) {
        ou_unref(vm, scanner);
        return NULL;
    }
    scanner->pattern = ou_ref(self);
    ou_gc_track(vm, OU_OBJ(scanner));
    return OU_OBJ(scanner);
}

static OuObj *pattern_m_finditer(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *scanner = pattern_m_scanner(vm, self, args, nargs);
    OuObj *search = scanner ? ou_getattr_text(vm, scanner, "search") : NULL;
    OuObj *result = search ? ou_call_iter_new(vm, search, OU_NONE) : NULL;
    ou_unref(vm, search);
    ou_unref(vm, scanner);
    return result;
}

static void scanner_clear(OuVM *vm, OuObj *self)
{
    Scanner *scanner = (Scanner *)self;
    if (scanner->ready) {
        scanner->ready = false;
        ou_search_drop(vm, &scanner->search);
    }
    ou_clear(vm, &scanner->pattern);
}

static void scanner_dealloc(OuVM *vm, OuObj *self)
{
    scanner_clear(vm, self);
    ou_object_free(vm, self);
}

static void scanner_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    const Scanner *scanner = (Scanner *)self;
    ou_visit(scanner->pattern, fn, arg);
    if (scanner->ready) {
        ou_visit(scanner->search.subject.string, fn, arg);
        ou_visit(scanner->search.subject.buffer.owner, fn, arg);
    }
}

static size_t scanner_extra_size(const OuObj *self)
{
    const Scanner *scanner = (const Scanner *)self;
    return scanner->ready ? ou_matcher_size(&scanner->search.matcher) : 0;
}

static OuObj *scan(OuVM *vm, OuObj *self, bool search)
{
    Scanner *scanner = (Scanner *)self;
    OuMatcher *m = &scanner->search.matcher;
    if (!scanner->ready || scanner->finished)
        return OU_NONE;
    int found = search ? ou_matcher_search(m) : ou_matcher_match(m);
    if (found <= 0) {
        scanner->finished = found == 0;
        return found == 0 ? OU_NONE : NULL;
    }
    OuObj *result = ou_match_new(vm, PATTERN(scanner->pattern), &scanner->search);
    ou_matcher_advance(m);
    return result;
}

static OuObj *scanner_m_match(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return scan(vm, self, false);
}

static OuObj *scanner_m_search(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return scan(vm, self, true);
}

static const OuMethodDef scanner_methods[] = {
    {"match", "()", scanner_m_match, 0, "Match where the last one ended."},
    {"search", "()", scanner_m_search, 0, "Search from where the last one ended."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef scanner_members[] = {
    {"pattern", OU_MEMBER_OBJ, offsetof(Scanner, pattern), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};

const OuType ou_re_scanner_type = {
    .name = "_sre.SRE_Scanner", .base = &ou_object_type, .index = OU_T_RE_SCANNER,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_HEAP, .size = sizeof(Scanner),
    .methods = scanner_methods, .members = scanner_members, .dealloc = scanner_dealloc, .visit = scanner_visit,
    .clear = scanner_clear, .extra_size = scanner_extra_size,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .init = ou_object_init,
};

/* ---- patterns ---- */

static OuObj *pattern_repr(OuVM *vm, OuObj *self)
{
    static const char *const names[] = {"TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE",
                                        "DEBUG", "ASCII"};
    const OuPattern *p = PATTERN(self);
    uint32_t flags = p->regex.flags;
    if (p->regex.is_text && (flags & OU_RE_TYPES) == OU_RE_UNICODE)
        flags &= ~(uint32_t)OU_RE_UNICODE;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (size_t i = 0; i < OU_COUNT_OF(names); i++)
        if (flags >> i & 1)
            ou_buf_printf(&out, "%sre.%s", out.len ? "|" : "", names[i]);
    if (flags >> OU_COUNT_OF(names))
        ou_buf_printf(&out, "%s0x%x", out.len ? "|" : "",
                      (unsigned)(flags >> OU_COUNT_OF(names) << OU_COUNT_OF(names)));
    OuObj *shown = ou_str_from_buf(vm, &out);
    OuObj *result = shown ? ou_str_format(vm, "re.compile(%.200R%s%S)", p->pattern, OU_STR(shown)->size ? ", " : "",
                                          shown) : NULL;
    ou_unref(vm, shown);
    return result;
}

static bool pattern_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    if (!ou_hash(vm, PATTERN(self)->pattern, out))
        return false;
    *out ^= (OuHash)PATTERN(self)->regex.flags;
    *out = *out == -1 ? -2 : *out;
    return true;
}

static OuObj *pattern_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(right, OU_T_RE_PATTERN))
        return OU_NOT_IMPLEMENTED;
    const OuPattern *a = PATTERN(left), *b = PATTERN(right);
    int same = a->regex.flags == b->regex.flags && a->regex.is_text == b->regex.is_text;
    if (same)
        same = ou_compare_bool(vm, a->pattern, b->pattern, OU_EQ);
    return same < 0 ? NULL : OU_BOOL(same == (op == OU_EQ));
}

static OuObj *pattern_get_flags(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, PATTERN(self)->regex.flags);
}

static OuObj *pattern_get_groups(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, PATTERN(self)->regex.groups);
}

static OuObj *pattern_get_groupindex(OuVM *vm, OuObj *self)
{
    return ou_mapping_proxy_new(vm, PATTERN(self)->groupindex);
}

static void pattern_dealloc(OuVM *vm, OuObj *self)
{
    OuPattern *p = PATTERN(self);
    ou_regex_drop(vm, &p->regex);
    ou_clear(vm, &p->pattern);
    ou_clear(vm, &p->groupindex);
    ou_clear(vm, &p->group_names);
    ou_object_free(vm, self);
}

static size_t pattern_extra_size(const OuObj *self)
{
    return ((const OuPattern *)self)->regex.block ? ((const OuPattern *)self)->regex.block_size : 0;
}

#define RANGE_TEXT "(string, pos=0, endpos=sys.maxsize)"
static const OuMethodDef pattern_methods[] = {
    {"match", RANGE_TEXT, pattern_m_match, 0, "Match at the start of the string: a Match, or None."},
    {"fullmatch", RANGE_TEXT, pattern_m_fullmatch, 0, "Match all of the string: a Match, or None."},
    {"search", RANGE_TEXT, pattern_m_search, 0, "The first Match in the string, or None."},
    {"sub", "(repl, string, count=0)", ou_pattern_sub, 0, "The string with matches replaced."},
    {"subn", "(repl, string, count=0)", ou_pattern_subn, 0, "The string with matches replaced, and their number."},
    {"findall", RANGE_TEXT, pattern_m_findall, 0, "A list of what all matches, or their groups, matched."},
    {"split", "(string, maxsplit=0)", pattern_m_split, 0, "The pieces of the string between matches."},
    {"finditer", RANGE_TEXT, pattern_m_finditer, 0, "An iterator over all matches."},
    {"scanner", RANGE_TEXT, pattern_m_scanner, 0, NULL},
    {"__copy__", "()", pattern_m_copy, 0, NULL},
    {"__deepcopy__", "(memo, /)", pattern_m_copy, 0, NULL},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef pattern_members[] = {
    {"pattern", OU_MEMBER_OBJ, offsetof(OuPattern, pattern), true,
     "The pattern string from which the RE object was compiled."},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef pattern_getsets[] = {
    {"flags", pattern_get_flags, ou_set_member, "The regex matching flags."},
    {"groups", pattern_get_groups, ou_set_member, "The number of capturing groups in the pattern."},
    {"groupindex", pattern_get_groupindex, NULL, "A dictionary mapping group names to group numbers."},
    {NULL, NULL, NULL, NULL},
};
static const OuRefField pattern_refs[] = {
    OU_REF(OuPattern, pattern), OU_REF(OuPattern, groupindex), OU_REF(OuPattern, group_names), OU_REF_END,
};

const OuType ou_re_pattern_type = {
    .name = "re.Pattern", .doc = "Compiled regular expression object.", .base = &ou_object_type,
    .index = OU_T_RE_PATTERN,
    .flags = OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_HEAP, .size = sizeof(OuPattern),
    .refs = pattern_refs, .methods = pattern_methods, .members = pattern_members, .getsets = pattern_getsets,
    .dealloc = pattern_dealloc, .extra_size = pattern_extra_size,
    OU_SLOTS_ATTR, .hash = pattern_hash, .compare = pattern_compare, .repr = pattern_repr, .str = ou_object_str,
    .init = ou_object_init,
};

/* ---- the module ---- */

/* The names of groups by their numbers. */
static OuObj *names_by_number(OuVM *vm, OuDict *names, size_t groups)
{
    OuObj *result = ou_tuple_alloc(vm, groups + 1), *name, *number;
    if (!result)
        return NULL;
    for (size_t i = 0; i <= groups; i++)
        OU_TUPLE(result)->items[i] = OU_NONE;
    for (size_t at = 0; ou_dict_next(names, &at, &name, &number);)
        OU_TUPLE(result)->items[ou_int_value(number)] = ou_ref(name);
    return result;
}

static OuObj *sre_compile(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t flags;
    if (!ou_is_str(vm, args[0]) && !ou_is(vm, args[0], OU_TF_IS_BYTES))
        return OU_TYPE_ERROR(vm, "first argument must be string or compiled pattern");
    if (!ou_as_int64(vm, args[1], &flags))
        return NULL;
    OuPattern *p = (OuPattern *)ou_gc_new(vm, OU_T_RE_PATTERN, sizeof *p);
    if (!p)
        return NULL;
    p->groupindex = p->group_names = NULL;
    p->regex = (OuRegex){0};
    p->pattern = ou_ref(args[0]);
    bool ok = ou_regex_compile(vm, &p->regex, p->pattern, (uint32_t)flags, &p->groupindex);
    if (ok)
        p->group_names = names_by_number(vm, (OuDict *)p->groupindex, p->regex.groups);
    if (!p->group_names) {
        ou_unref(vm, p);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(p));
    return OU_OBJ(p);
}

/* Case as matching without regard to it sees it. */
static OuObj *case_of(OuVM *vm, OuObj *arg, bool unicode, bool ask)
{
    int64_t c;
    uint32_t flags = unicode ? OU_RE_UNICODE : 0;
    if (!ou_as_int64(vm, arg, &c))
        return NULL;
    if (ask)
        return OU_BOOL(ou_regex_is_cased((uint32_t)c, flags));
    return ou_int_from(vm, ou_regex_lower((uint32_t)c, flags));
}

static OuObj *sre_ascii_iscased(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return case_of(vm, args[0], false, true);
}

static OuObj *sre_unicode_iscased(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return case_of(vm, args[0], true, true);
}

static OuObj *sre_ascii_tolower(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return case_of(vm, args[0], false, false);
}

static OuObj *sre_unicode_tolower(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return case_of(vm, args[0], true, false);
}

static const OuMethodDef sre_functions[] = {
    {"ascii_iscased", "(character, /)", sre_ascii_iscased, 0, NULL},
    {"ascii_tolower", "(character, /)", sre_ascii_tolower, 0, NULL},
    {"unicode_iscased", "(character, /)", sre_unicode_iscased, 0, NULL},
    {"unicode_tolower", "(character, /)", sre_unicode_tolower, 0, NULL},
    {"compile", "(pattern, flags, /)", sre_compile, 0, "Compile a pattern."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool sre_init(OuVM *vm, OuModule *module)
{
    return ou_module_add_take(vm, module, "MAXREPEAT", ou_int_from(vm, OU_RE_MAX_REPEAT))
           && ou_module_add_take(vm, module, "MAXGROUPS", ou_int_from(vm, OU_RE_MAX_GROUPS));
}

static const uint32_t sre_types[] = {OU_T_RE_PATTERN, OU_T_RE_MATCH, 0};

const OuModuleDef ou_module_sre = {
    .name = "_sre",
    .doc = "The engine of module re.",
    .functions = sre_functions,
    .init = sre_init,
    .types = sre_types,
};
