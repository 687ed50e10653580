/* gc.c - module gc: what a script may ask of the collector. */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "modules/module.h"
#include "object/int.h"
#include "object/list.h"

/* A C int from an argument; `wording` of what does not fit: that of set_threshold or of the others. */
static bool as_int(OuVM *vm, OuObj *arg, int32_t *out, bool wording)
{
    OuObj *index = ou_index_of(vm, arg);
    if (index == NULL)
        return false;
    int64_t value = INT64_MIN;
    bool fits = ou_int_to_int64(index, &value);
    int sign = ou_int_sign(index);
    ou_unref(vm, index);
    if (fits && value >= INT32_MIN && value <= INT32_MAX) {
        *out = (int32_t)value;
        return true;
    }
    ou_raise(vm, OU_T_OverflowError,
             !wording ? "Python int too large to convert to C int"
             : !fits  ? "Python int too large to convert to C long"
             : sign < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
    return false;
}

static OuObj *enable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    vm->gc.enabled = true;
    ou_gc_settings_changed(vm);
    return OU_NONE;
}

static OuObj *disable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    vm->gc.enabled = false;
    ou_gc_settings_changed(vm);
    return OU_NONE;
}

static OuObj *isenabled(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return OU_BOOL(vm->gc.enabled);
}

static OuObj *set_debug(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int32_t flags;
    if (!as_int(vm, args[0], &flags, false))
        return NULL;
    vm->gc.debug = (uint32_t)flags;
    return OU_NONE;
}

static OuObj *get_debug(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_int_from(vm, (int32_t)vm->gc.debug);
}

/* A tuple of one number of each generation. */
static OuObj *three_numbers(OuVM *vm, const int64_t *numbers)
{
    OuObj *items[OU_GC_GENERATIONS];
    for (int i = 0; i < OU_GC_GENERATIONS; i++) {
        items[i] = ou_int_from(vm, numbers[i]);
        if (items[i] == NULL) {
            while (i-- > 0)
                ou_unref(vm, items[i]);
            return NULL;
        }
    }
    return ou_tuple_new_take(vm, items, OU_GC_GENERATIONS);
}

static OuObj *get_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    const OuGeneration *g = vm->gc.gens;
    int64_t counts[OU_GC_GENERATIONS] = {g[0].counter, g[1].counter, g[2].counter};
    return three_numbers(vm, counts);
}

static OuObj *set_threshold(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (nargs < 1 || nargs > 3)
        return OU_TYPE_ERROR(vm, "set_threshold() takes at %s %d argument%s (%zu given)", nargs ? "most" : "least",
                             nargs ? 3 : 1, nargs ? "s" : "", nargs);
    bool good = true;
    for (size_t i = 0; good && i < nargs; i++)
        good = as_int(vm, args[i], &vm->gc.gens[i].threshold, true);
    ou_gc_settings_changed(vm); /* those before a wrong one are set, as in CPython */
    return good ? OU_NONE : NULL;
}

static OuObj *raw_set_threshold(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return ou_no_keywords(vm, "set_threshold", kwnames) ? set_threshold(vm, self, args, nargs) : NULL;
}

static OuObj *get_threshold(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    const OuGeneration *g = vm->gc.gens;
    int64_t thresholds[OU_GC_GENERATIONS] = {g[0].threshold, g[1].threshold, g[2].threshold};
    return three_numbers(vm, thresholds);
}

static OuObj *collect(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int32_t generation = OU_GC_GENERATIONS - 1;
    if (OU_ARG(0) != NULL && !as_int(vm, args[0], &generation, false))
        return NULL;
    if (generation < 0 || generation >= OU_GC_GENERATIONS)
        return OU_VALUE_ERROR(vm, "invalid generation");
    size_t found = ou_gc_collect(vm, generation);
    if (generation == OU_GC_GENERATIONS - 1 && !vm->gc.running)
        ou_objects_return_memory(vm);
    ou_request_poll(vm); /* it may have taken long */
    return ou_int_from(vm, (int64_t)found);
}

/* Namespaces of classes stay hidden: a script that changed one would do it behind the back of all
 * caches. Their values count as held by the class. */
static bool is_hidden(const OuObj *o)
{
    return ou_is_exact(o, OU_T_DICT) && OU_DICT(o)->is_namespace;
}

/* What a running collection has found to be garbage is in no generation, as in CPython. */
static bool is_garbage(const OuObj *o)
{
    return (ou_gc_part(o)->bits & OU_GC_COLLECTING) != 0;
}

static bool append_generation(OuVM *vm, OuObj *list, const OuGeneration *g)
{
    for (uint32_t i = 0; i < g->len; i++) {
        OuObj *o = g->items[i];
        if (o != NULL && o != list && !is_hidden(o) && !is_garbage(o) && !ou_list_append(vm, OU_LIST(list), o))
            return false;
    }
    return true;
}

static OuObj *get_objects(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    ptrdiff_t generation = -1;
    OuObj *arg = OU_ARG(0);
    if (arg != NULL && arg != OU_NONE) {
        if (!ou_has_index(vm, arg))
            return OU_TYPE_ERROR(vm, "argument should be integer or None, not '%.200T'", arg);
        if (!ou_as_ssize(vm, arg, &generation, OU_T_OverflowError))
            return NULL;
        if (generation >= OU_GC_GENERATIONS)
            return OU_VALUE_ERROR(vm, "generation parameter must be less than the number of available "
                                      "generations (%d)", OU_GC_GENERATIONS);
        if (generation < -1)
            return OU_VALUE_ERROR(vm, "generation parameter cannot be negative");
    }
    OuObj *list = ou_list_new(vm, 0);
    for (int i = 0; list != NULL && i < OU_GC_GENERATIONS; i++)
        if ((generation == -1 || generation == i) && !append_generation(vm, list, &vm->gc.gens[i]))
            ou_clear(vm, &list);
    return list;
}

static OuObj *get_stats(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    OuObj *list = ou_list_new(vm, OU_GC_GENERATIONS);
    for (int i = 0; list != NULL && i < OU_GC_GENERATIONS; i++) {
        const OuGeneration *g = &vm->gc.gens[i];
        const char *const names[] = {"collections", "collected", "uncollectable"};
        const uint64_t numbers[] = {g->collections, g->collected, g->uncollectable};
        OuObj *dict = ou_dict_new(vm);
        for (size_t k = 0; dict != NULL && k < OU_COUNT_OF(names); k++) {
            OuObj *number = ou_int_from(vm, (int64_t)numbers[k]);
            if (number == NULL || !ou_dict_set_str(vm, OU_DICT(dict), names[k], number))
                ou_clear(vm, &dict);
            ou_unref(vm, number);
        }
        if (dict == NULL || !ou_list_append_take(vm, OU_LIST(list), dict))
            ou_clear(vm, &list);
    }
    return list;
}

static OuObj *is_tracked(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return OU_BOOL(ou_gc_is_collected(vm, args[0]) && ou_gc_is_tracked(args[0]));
}

static OuObj *is_finalized(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return OU_BOOL(ou_gc_is_collected(vm, args[0]) && (args[0]->type & OU_F_FINALIZED));
}

/* ---- who refers to whom ---- */

/* The references that CPython's collector looks at: not those of built-in classes and running
 * frames, not the keys of dicts with only str keys. */
static void visit(OuVM *vm, OuObj *o, OuVisitFn fn, void *arg)
{
    const OuType *type = ou_type(vm, o);
    if ((type->flags & OU_TF_IS_TYPE || ou_is_exact(o, OU_T_FRAME)) && !ou_gc_is_tracked(o))
        return;
    if (type->flags & OU_TF_IS_TYPE && OU_CLASS(o)->dict)
        visit(vm, OU_OBJ(OU_CLASS(o)->dict), fn, arg);
    if (ou_is_exact(o, OU_T_MODULE)) {
        fn(OU_OBJ(((OuModule *)o)->dict), arg);
        return;
    }
    if (!(type->flags & OU_TF_IS_DICT) || !OU_DICT(o)->all_str) {
        ou_gc_visit(vm, o, fn, arg);
        return;
    }
    if (type->flags & OU_TF_USER) {
        ou_instance_visit(vm, o, fn, arg);
        fn(OU_OBJ(ou_shape(vm, o)->cls), arg);
    }
    for (const OuRefField *field = type->refs; field != NULL && field->name != NULL; field++)
        if (*(OuObj **)((char *)o + field->offset) != NULL)
            fn(*(OuObj **)((char *)o + field->offset), arg);
    OuObj *key, *value;
    for (size_t position = 0; ou_dict_next(OU_DICT(o), &position, &key, &value);)
        fn(value, arg);
}

typedef struct Search {
    OuObj *const *wanted;
    size_t count;
    bool found;
} Search;

static void check_referent(OuObj *referent, void *arg)
{
    Search *search = arg;
    for (size_t i = 0; i < search->count; i++)
        if (search->wanted[i] == referent)
            search->found = true;
}

static OuObj *get_referrers(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    if (!ou_no_keywords(vm, "get_referrers", kwnames))
        return NULL;
    OuObj *list = ou_list_new(vm, 0);
    for (int k = 0; list != NULL && k < OU_GC_GENERATIONS; k++) {
        const OuGeneration *g = &vm->gc.gens[k];
        for (uint32_t i = 0; list != NULL && i < g->len; i++) {
            OuObj *o = g->items[i];
            if (o == NULL || o == list || is_hidden(o) || is_garbage(o))
                continue;
            Search search = {args, nargs, false};
            visit(vm, o, check_referent, &search);
            if (!ou_check(vm, 4))
                ou_clear(vm, &list);
            if (list == NULL)
                break;
            if (search.found && !ou_list_append(vm, OU_LIST(list), o))
                ou_clear(vm, &list);
        }
    }
    return list;
}

typedef struct Gathering {
    OuVM *vm;
    OuObj *list; /* NULL: failed */
} Gathering;

static void gather(OuObj *referent, void *arg)
{
    Gathering *gathering = arg;
    if (gathering->list != NULL && !is_hidden(referent) && !ou_list_append(gathering->vm, OU_LIST(gathering->list), referent))
        ou_clear(gathering->vm, &gathering->list);
}

static OuObj *get_referents(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    if (!ou_no_keywords(vm, "get_referents", kwnames))
        return NULL;
    Gathering gathering = {vm, ou_list_new(vm, 0)};
    for (size_t i = 0; i < nargs; i++)
        if (ou_gc_is_collected(vm, args[i]))
            visit(vm, args[i], gather, &gathering);
    return gathering.list;
}

/* ---- freezing ---- */

static OuObj *freeze(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    ou_request_poll(vm);
    return ou_gc_freeze(vm) ? OU_NONE : NULL;
}

static OuObj *unfreeze(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    ou_request_poll(vm);
    return ou_gc_unfreeze(vm) ? OU_NONE : NULL;
}

static OuObj *get_freeze_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    const OuGeneration *frozen = &vm->gc.gens[OU_GC_FROZEN];
    int64_t count = 0;
    for (uint32_t i = 0; i < frozen->len; i++)
        count += frozen->items[i] != NULL && !is_hidden(frozen->items[i]);
    return ou_int_from(vm, count);
}

static bool init(OuVM *vm, OuModule *module)
{
    OuObj *garbage = ou_gc_garbage_peek(vm), *callbacks = garbage ? ou_gc_callbacks_peek(vm) : NULL;
    if (callbacks == NULL || !ou_module_add(vm, module, "garbage", garbage) ||
        !ou_module_add(vm, module, "callbacks", callbacks))
        return false;
    static const struct {
        const char *name;
        uint32_t value;
    } flags[] = {
        {"DEBUG_STATS", OU_GC_DEBUG_STATS},
        {"DEBUG_COLLECTABLE", OU_GC_DEBUG_COLLECTABLE},
        {"DEBUG_UNCOLLECTABLE", OU_GC_DEBUG_UNCOLLECTABLE},
        {"DEBUG_SAVEALL", OU_GC_DEBUG_SAVEALL},
        {"DEBUG_LEAK", OU_GC_DEBUG_COLLECTABLE | OU_GC_DEBUG_UNCOLLECTABLE | OU_GC_DEBUG_SAVEALL},
    };
    for (size_t i = 0; i < OU_COUNT_OF(flags); i++)
        if (!ou_module_add_take(vm, module, flags[i].name, ou_int_from(vm, flags[i].value)))
            return false;
    return true;
}

static const OuMethodDef functions[] = {
    {"enable", "()", enable, 0, "Let collections happen by themselves."},
    {"disable", "()", disable, 0, "Let no collection happen by itself."},
    {"isenabled", "()", isenabled, 0, "Do collections happen by themselves?"},
    {"set_debug", "(flags, /)", set_debug, 0, "Set what is printed about collections (a sum of DEBUG_ flags)."},
    {"get_debug", "()", get_debug, 0, "The flags that set_debug() set."},
    {"get_count", "()", get_count, 0, "Counters of the three generations."},
    {"set_threshold", "(threshold0, threshold1=0, threshold2=0, /)", OU_RAW_FN(raw_set_threshold), OU_RAW | OU_NO_TEXT,
     "Set the collection thresholds; a first one of zero switches automatic collections off."},
    {"get_threshold", "()", get_threshold, 0, "When collections happen."},
    {"collect", "(generation=2)", collect, 0,
     "Run the garbage collector on the given generation and the younger ones; return the number of "
     "unreachable objects."},
    {"get_objects", "(generation=None)", get_objects, 0,
     "Return a list of the tracked objects, of all generations or of one."},
    {"get_stats", "()", get_stats, 0, "What collections have done, by generation."},
    {"is_tracked", "(obj, /)", is_tracked, 0, "Returns true if the object is tracked by the garbage collector."},
    {"is_finalized", "(obj, /)", is_finalized, 0, "Returns true if the object has been already finalized."},
    {"get_referrers", "(*objs)", OU_RAW_FN(get_referrers), OU_RAW | OU_NO_TEXT,
     "Return the list of objects that directly refer to any of objs."},
    {"get_referents", "(*objs)", OU_RAW_FN(get_referents), OU_RAW | OU_NO_TEXT,
     "Return the list of objects that are directly referred to by objs."},
    {"freeze", "()", freeze, 0, "Move all tracked objects out of sight of the collector."},
    {"unfreeze", "()", unfreeze, 0, "Put the frozen objects into the oldest generation."},
    {"get_freeze_count", "()", get_freeze_count, 0, "Return the number of frozen objects."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_gc = {
    .name = "gc", .doc = "The collector of reference cycles: runs, counters, thresholds, objects.",
    .functions = functions, .init = init,
};
