/* exception_group.c - exception groups: splitting, and what `except` and `except*` need.
 *
 * split and subgroup call the group's `derive`, and predicates: script code. `excs` is a
 * tuple that never changes. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/exception_parts.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include "types/set.h"

static bool is_group(OuVM *vm, OuObj *o)
{
    return ou_isinstance_builtin(vm, o, OU_T_BaseExceptionGroup);
}

/* ---- making ---- */

/* The class that BaseExceptionGroup(…) really makes; borrowed, NULL on error. */
static OuClass *refine_class(OuVM *vm, OuClass *cls, const OuTuple *exceptions)
{
    bool nested_base = false;
    for (size_t i = 0; i < exceptions->len; i++) {
        OuObj *e = exceptions->items[i];
        if (!ou_is(vm, e, OU_TF_IS_EXCEPTION))
            return OU_VALUE_ERROR(vm, "Item %zu of second argument (exceptions) is not an exception", i);
        nested_base |= !ou_isinstance_builtin(vm, e, OU_T_Exception);
    }
    if (cls->type == &ou_exc_BaseExceptionGroup)
        return nested_base ? cls : ou_builtin_class(vm, OU_T_ExceptionGroup);
    if (!nested_base)
        return cls;
    if (cls->type == &ou_exc_ExceptionGroup)
        return OU_TYPE_ERROR(vm, "Cannot nest BaseExceptions in an ExceptionGroup");
    OuClass *exception = ou_builtin_class(vm, OU_T_Exception);
    if (exception == NULL)
        return NULL;
    if (ou_is_subclass(cls, exception))
        return OU_TYPE_ERROR(vm, "Cannot nest BaseExceptions in '%.200s'", cls->type->name);
    return cls;
}

OuObj *ou_group_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs != 2)
        return OU_TYPE_ERROR(vm, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", nargs);
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "BaseExceptionGroup.__new__() argument 1 must be str, not %.50G", args[0]);
    if (!ou_is_sequence(vm, args[1]))
        return OU_TYPE_ERROR(vm, "second argument (exceptions) must be a sequence");
    OuObj *exceptions = ou_tuple_from(vm, args[1]), *self = NULL;
    if (exceptions == NULL)
        return NULL;
    if (OU_TUPLE(exceptions)->len == 0)
        OU_VALUE_ERROR(vm, "second argument (exceptions) must be a non-empty sequence");
    else
        cls = refine_class(vm, cls, OU_TUPLE(exceptions));
    if (OU_TUPLE(exceptions)->len != 0 && cls != NULL)
        self = ou_exception_make(vm, cls, args, nargs, kwnames);
    if (self == NULL) {
        ou_unref(vm, exceptions);
        return NULL;
    }
    OuExceptionGroup *group = (OuExceptionGroup *)self;
    group->msg = ou_ref(args[0]);
    group->excs = exceptions;
    return self;
}

bool ou_group_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return ou_exception_init(vm, self, args, nargs, kwnames);
}

/* BaseExceptionGroup(message, exceptions) */
static OuObj *new_group(OuVM *vm, OuObj *message, OuObj *exceptions)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_BaseExceptionGroup);
    return cls ? ou_call2(vm, OU_OBJ(cls), message, exceptions) : NULL;
}

OuObj *ou_group_str(OuVM *vm, OuObj *self)
{
    OuExceptionGroup *group = (OuExceptionGroup *)self;
    size_t count = OU_TUPLE(group->excs)->len;
    return ou_str_format(vm, "%S (%zu sub-exception%s)", group->msg, count, count > 1 ? "s" : "");
}

static OuObj *group_m_derive(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "BaseExceptionGroup.derive", kwnames))
        return NULL;
    if (nargs != 1)
        return OU_TYPE_ERROR(vm, "function takes exactly 1 argument (%zu given)", nargs);
    return new_group(vm, ((OuExceptionGroup *)self)->msg, args[0]);
}

/* ---- splitting ---- */

typedef enum { BY_TYPE, BY_PREDICATE, BY_IDENTITY } MatchKind;

typedef struct Matcher {
    MatchKind kind;
    OuObj *value;   /* class or tuple of classes; function; set of ints */
    bool want_rest;
} Matcher;

static bool is_exception_class(OuVM *vm, OuObj *o)
{
    return ou_is(vm, o, OU_TF_IS_TYPE) && (OU_CLASS(o)->type->flags & OU_TF_IS_EXCEPTION);
}

/* exc is an instance: does it match the class or tuple of classes? */
static bool matches_type(OuVM *vm, OuObj *exc, OuObj *pattern)
{
    if (ou_is(vm, pattern, OU_TF_IS_TUPLE)) {
        for (size_t i = 0; i < OU_TUPLE(pattern)->len; i++)
            if (matches_type(vm, exc, OU_TUPLE(pattern)->items[i]))
                return true;
        return false;
    }
    if (!is_exception_class(vm, pattern))
        return false;
    const OuShape *shape = ou_shape(vm, exc);
    const OuClass *cls = OU_CLASS(pattern);
    if (shape->cls != NULL)
        return ou_is_subclass(shape->cls, cls);
    return !(cls->type->flags & OU_TF_USER) && ou_isinstance_builtin(vm, exc, cls->type->index);
}

static int matches(OuVM *vm, const Matcher *matcher, OuObj *exc)
{
    OuObj *answer;
    int result;
    switch (matcher->kind) {
    case BY_TYPE:
        return matches_type(vm, exc, matcher->value);
    case BY_PREDICATE:
        answer = ou_call1(vm, matcher->value, exc);
        result = answer ? ou_truth(vm, answer) : -1;
        ou_unref(vm, answer);
        return result;
    case BY_IDENTITY:
        break;
    }
    answer = ou_int_from(vm, (int64_t)(uintptr_t)exc);
    result = answer ? ou_set_contains(vm, matcher->value, answer) : -1;
    ou_unref(vm, answer);
    return result;
}

/* A group like `original` of other exceptions (a list): NULL with *none set if there are none. */
static bool subset(OuVM *vm, OuObj *original, OuObj *exceptions, OuObj **out)
{
    *out = NULL;
    if (OU_LIST(exceptions)->len == 0)
        return true;
    OuObj *group = ou_call_method(vm, original, OU_NAME(derive), &exceptions, 1);
    if (group == NULL)
        return false;
    if (!is_group(vm, group)) {
        OU_TYPE_ERROR(vm, "derive must return an instance of BaseExceptionGroup");
        ou_unref(vm, group);
        return false;
    }
    OuException *from = OU_EXCEPTION(original), *to = OU_EXCEPTION(group);
    if (from->traceback != NULL)
        ou_put(vm, &to->traceback, ou_ref(from->traceback));
    ou_put(vm, &to->context, ou_xref(from->context));
    ou_put(vm, &to->cause, ou_xref(from->cause));
    to->suppress_context = true;
    OuObj *notes = ou_getattr_optional(vm, original, OU_NAME(__notes__));
    bool good = notes != NULL;
    if (good && notes != OU_ABSENT && ou_is_sequence(vm, notes)) {
        OuObj *copy = ou_list_from(vm, notes); /* so that the parts have lists of their own */
        good = copy != NULL && ou_setattr(vm, group, OU_NAME(__notes__), copy);
        ou_unref(vm, copy);
    }
    ou_unref(vm, notes);
    if (good)
        *out = group;
    else
        ou_unref(vm, group);
    return good;
}

/* Append `item` (consumed, NULL: nothing) to a list (NULL: there is none). */
static bool append_part(OuVM *vm, OuObj *list, OuObj *item)
{
    if (item == NULL || list == NULL) {
        ou_unref(vm, item);
        return true;
    }
    return ou_list_append_take(vm, OU_LIST(list), item);
}

/* The matching and the other part of exc; NULL for none. New references. */
static bool split(OuVM *vm, OuObj *exc, const Matcher *matcher, OuObj **match, OuObj **rest)
{
    *match = *rest = NULL;
    int found = matches(vm, matcher, exc);
    if (found < 0)
        return false;
    if (found || !is_group(vm, exc)) {
        *(found ? match : rest) = found || matcher->want_rest ? ou_ref(exc) : NULL;
        return true;
    }
    if (!ou_enter(vm, " in exceptiongroup_split_recursive"))
        return false;
    const OuTuple *excs = OU_TUPLE(((OuExceptionGroup *)exc)->excs);
    OuObj *matching = ou_list_new(vm, 0), *others = matcher->want_rest ? ou_list_new(vm, 0) : NULL;
    bool good = matching != NULL && (others != NULL || !matcher->want_rest);
    for (size_t i = 0; good && i < excs->len; i++) {
        OuObj *part, *other;
        good = split(vm, excs->items[i], matcher, &part, &other);
        if (good) {
            good = append_part(vm, matching, part);
            good = append_part(vm, others, other) && good;
        }
    }
    good = good && subset(vm, exc, matching, match) && (others == NULL || subset(vm, exc, others, rest));
    if (!good)
        ou_clear(vm, match);
    ou_unref(vm, matching);
    ou_unref(vm, others);
    ou_leave(vm);
    return good;
}

static bool read_matcher(OuVM *vm, OuObj *value, Matcher *out)
{
    out->value = value;
    out->kind = BY_TYPE;
    if (ou_is_exact(value, OU_T_FUNCTION)) {
        out->kind = BY_PREDICATE;
        return true;
    }
    if (is_exception_class(vm, value))
        return true;
    bool good = ou_is_exact(value, OU_T_TUPLE);
    for (size_t i = 0; good && i < OU_TUPLE(value)->len; i++)
        good = is_exception_class(vm, OU_TUPLE(value)->items[i]);
    if (!good)
        OU_TYPE_ERROR(vm, "expected a function, exception type or tuple of exception types");
    return good;
}

static OuObj *or_none(OuObj *o)
{
    return o ? o : OU_NONE;
}

static OuObj *group_m_split(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                           OuObj *kwnames)
{
    Matcher matcher = {.want_rest = true};
    OuObj *match, *rest;
    if (!ou_no_keywords(vm, "BaseExceptionGroup.split", kwnames) || !ou_check_count(vm, "split", nargs, 1, 1) || !read_matcher(vm, args[0], &matcher) || !split(vm, self, &matcher, &match, &rest))
        return NULL;
    OuObj *items[2] = {or_none(match), or_none(rest)};
    return ou_tuple_new_take(vm, items, 2);
}

static OuObj *group_m_subgroup(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                           OuObj *kwnames)
{
    Matcher matcher = {.want_rest = false};
    OuObj *match, *rest;
    if (!ou_no_keywords(vm, "BaseExceptionGroup.subgroup", kwnames) || !ou_check_count(vm, "subgroup", nargs, 1, 1) || !read_matcher(vm, args[0], &matcher) || !split(vm, self, &matcher, &match, &rest))
        return NULL;
    return or_none(match);
}

const OuRefField ou_group_refs[] = {OU_REF(OuExceptionGroup, msg), OU_REF(OuExceptionGroup, excs),
                                    OU_EXCEPTION_REFS};
const OuMethodDef ou_group_methods[] = {
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {"derive", "(excs, /)", OU_RAW_FN(group_m_derive), OU_RAW | OU_NO_TEXT, NULL},
    {"split", "(condition, /)", OU_RAW_FN(group_m_split), OU_RAW | OU_NO_TEXT, NULL},
    {"subgroup", "(condition, /)", OU_RAW_FN(group_m_subgroup), OU_RAW | OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL}};
const OuMemberDef ou_group_members[] = {
    {"message", OU_MEMBER_OBJ, (uint32_t)offsetof(OuExceptionGroup, msg), true, "the message"},
    {"exceptions", OU_MEMBER_OBJ, (uint32_t)offsetof(OuExceptionGroup, excs), true, "the exceptions inside"},
    OU_MEMBERS_END};

/* ---- except and except* ---- */

#define NO_CATCH "catching classes that do not inherit from BaseException is not allowed"

static bool check_pattern(OuVM *vm, OuObj *pattern)
{
    if (ou_is(vm, pattern, OU_TF_IS_TUPLE)) {
        for (size_t i = 0; i < OU_TUPLE(pattern)->len; i++) {
            if (!is_exception_class(vm, OU_TUPLE(pattern)->items[i])) {
                OU_TYPE_ERROR(vm, NO_CATCH);
                return false;
            }
        }
    } else if (!is_exception_class(vm, pattern)) {
        OU_TYPE_ERROR(vm, NO_CATCH);
        return false;
    }
    return true;
}

int ou_exception_match(OuVM *vm, OuObj *exception, OuObj *pattern)
{
    return check_pattern(vm, pattern) ? matches_type(vm, exception, pattern) : -1;
}

/* TypeError if a pattern of except* is, or contains, a class of groups. */
static bool check_star_pattern(OuVM *vm, OuObj *pattern)
{
    OuClass *group = ou_builtin_class(vm, OU_T_BaseExceptionGroup);
    if (group == NULL)
        return false;
    bool tuple = ou_is(vm, pattern, OU_TF_IS_TUPLE), bad = false;
    for (size_t i = 0; tuple && i < OU_TUPLE(pattern)->len; i++)
        bad |= ou_is_subclass(OU_CLASS(OU_TUPLE(pattern)->items[i]), group);
    if (!tuple)
        bad = ou_is_subclass(OU_CLASS(pattern), group);
    if (bad)
        OU_TYPE_ERROR(vm, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return !bad;
}

bool ou_exception_split_star(OuVM *vm, OuObj *exception, OuObj *pattern, OuObj **match, OuObj **rest)
{
    *match = *rest = OU_NONE;
    if (!check_pattern(vm, pattern) || !check_star_pattern(vm, pattern))
        return false;
    if (exception == OU_NONE)
        return true;
    int found = matches_type(vm, exception, pattern);
    if (found < 0)
        return false;
    if (found) {
        if (is_group(vm, exception)) {
            *match = ou_ref(exception);
            return true;
        }
        OuObj *alone = ou_tuple_pack(vm, 1, exception);
        *match = alone ? new_group(vm, OU_EMPTY_STR, alone) : NULL;
        ou_unref(vm, alone);
        return *match != NULL;
    }
    if (!is_group(vm, exception)) {
        *rest = ou_ref(exception);
        return true;
    }
    OuObj *pair = ou_call_method(vm, exception, OU_NAME(split), &pattern, 1);
    if (pair == NULL)
        return false;
    bool good = ou_is_exact(pair, OU_T_TUPLE) && OU_TUPLE(pair)->len == 2;
    if (good) {
        *match = ou_ref(OU_TUPLE(pair)->items[0]);
        *rest = ou_ref(OU_TUPLE(pair)->items[1]);
    } else {
        OU_TYPE_ERROR(vm, "%T.split must return a 2-tuple, got %.200T", exception, pair);
    }
    ou_unref(vm, pair);
    return good;
}

/* Put the ids of the exceptions in a tree of groups into a set. */
static bool collect_leaves(OuVM *vm, OuObj *exc, OuObj *set)
{
    if (exc == OU_NONE)
        return true;
    if (!is_group(vm, exc)) {
        OuObj *id = ou_int_from(vm, (int64_t)(uintptr_t)exc);
        bool good = id != NULL && ou_set_add(vm, set, id);
        ou_unref(vm, id);
        return good;
    }
    if (!ou_enter(vm, " in collect_exception_group_leaf_ids"))
        return false;
    const OuTuple *excs = OU_TUPLE(((OuExceptionGroup *)exc)->excs);
    bool good = true;
    for (size_t i = 0; good && i < excs->len; i++)
        good = collect_leaves(vm, excs->items[i], set);
    ou_leave(vm);
    return good;
}

/* The part of a group whose leaves are in the groups of a list; NULL with *out NULL on error. */
static bool project(OuVM *vm, OuObj *group, OuList *keep, OuObj **out)
{
    OuObj *ids = ou_set_new(vm, NULL), *rest;
    bool good = ids != NULL;
    *out = NULL;
    for (uint32_t i = 0; good && i < keep->len; i++)
        good = collect_leaves(vm, keep->items[i], ids);
    Matcher matcher = {BY_IDENTITY, ids, false};
    good = good && split(vm, group, &matcher, out, &rest);
    ou_unref(vm, ids);
    return good;
}

/* Was `e` made from `original` by a split, not raised anew? */
static bool same_metadata(OuVM *vm, OuObj *e, OuObj *original)
{
    if (!is_group(vm, e))
        return false;
    OuException *a = OU_EXCEPTION(e), *b = OU_EXCEPTION(original);
    return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause &&
           a->context == b->context;
}

OuObj *ou_exception_prepare_reraise_star(OuVM *vm, OuObj *original, OuObj *list)
{
    OuList *parts = OU_LIST(list);
    if (parts->len == 0)
        return OU_NONE;
    if (!is_group(vm, original)) /* a single exception was wrapped: one clause at most has run */
        return ou_ref(parts->items[0]);
    OuObj *raised = ou_list_new(vm, 0), *reraised = ou_list_new(vm, 0), *again = NULL, *result = NULL;
    bool good = raised != NULL && reraised != NULL;
    for (uint32_t i = 0; good && i < parts->len; i++) {
        OuObj *e = parts->items[i];
        if (e != OU_NONE)
            good = ou_list_append(vm, OU_LIST(same_metadata(vm, e, original) ? reraised : raised), e);
    }
    good = good && project(vm, original, OU_LIST(reraised), &again);
    if (good && OU_LIST(raised)->len == 0)
        result = ou_ref(or_none(again));
    else if (good && (again == NULL || ou_list_append(vm, OU_LIST(raised), again)))
        result = new_group(vm, OU_EMPTY_STR, raised);
    ou_unref(vm, again);
    ou_unref(vm, raised);
    ou_unref(vm, reraised);
    return result;
}
