/* functools_cache.c - module _functools: the wrapper that lru_cache puts around a function.
 *
 * maxsize None: `cache` maps keys to results. Bounded: `cache` maps keys to the numbers of
 * links, which form a ring in the order of use; link 0 is its head, links[0].next the least
 * recently used. maxsize 0: nothing is kept, only counted. Hashing and comparing keys and
 * the function itself run script code, which may use, fill or clear the same cache. */
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/function.h"
#include "object/int.h"
#include "object/iters.h"
#include <string.h>

#define METHODS_END {NULL, NULL, NULL, 0, NULL}
#define UNBOUNDED ((ptrdiff_t)-1)

typedef struct Link {
    OuObj *key, *result; /* owned; NULL in links that are not in use */
    OuHash hash;
    uint32_t previous, next; /* free links: next free one */
} Link;

typedef struct LruCache {
    OuGcObj gc;
    OuObj *cache;      /* dict */
    OuObj *function;
    OuObj *mark;       /* separates positional from keyword arguments in keys */
    OuObj *info_class; /* called with hits, misses, maxsize, currsize */
    OuObj *dict;       /* attributes, or NULL */
    OuObj *lent_key;   /* not counted: the key for the next call, which a cache above has made */
    Link *links;
    uint32_t link_cap, link_free; /* link_free: first free link, 0: none */
    ptrdiff_t limit;
    int64_t hits, misses;
    uint64_t epoch; /* changes when the cache is cleared */
    bool typed;
} LruCache;

/* ---- the ring ---- */

static void ring_remove(LruCache *self, uint32_t i)
{
    Link *l = &self->links[i];
    self->links[l->previous].next = l->next;
    self->links[l->next].previous = l->previous;
}

/* Make link i the most recently used. */
static void ring_append(LruCache *self, uint32_t i)
{
    uint32_t last = self->links[0].previous;
    self->links[last].next = i;
    self->links[i].previous = last;
    self->links[i].next = 0;
    self->links[0].previous = i;
}

/* Number of a free link, 0: no memory. */
static uint32_t link_take(OuVM *vm, LruCache *self)
{
    if (!self->link_free) {
        uint32_t cap = self->link_cap ? self->link_cap * 2 : 8;
        if (cap > UINT32_MAX / 2) {
            ou_raise_memory(vm);
            return 0;
        }
        Link *links = ou_resize(vm, self->links, self->link_cap * sizeof(Link), cap * sizeof(Link));
        if (!links)
            return 0;
        uint32_t first = self->link_cap;
        self->links = links;
        self->link_cap = cap;
        if (first == 0) {
            memset(&links[0], 0, sizeof links[0]);
            first = 1;
        }
        for (uint32_t i = cap; i-- > first;) {
            links[i] = (Link){.next = self->link_free};
            self->link_free = i;
        }
    }
    uint32_t i = self->link_free;
    self->link_free = self->links[i].next;
    return i;
}

static void link_give(LruCache *self, uint32_t i)
{
    self->links[i].key = self->links[i].result = NULL;
    self->links[i].next = self->link_free;
    self->link_free = i;
}

/* Take all links off the cache; release them in order of use. */
static void links_drop(OuVM *vm, LruCache *self)
{
    Link *links = self->links;
    uint32_t cap = self->link_cap;
    if (!links)
        return;
    self->epoch++;
    self->links = NULL;
    self->link_cap = self->link_free = 0;
    for (uint32_t i = links[0].next; i; i = links[i].next) {
        ou_unref(vm, links[i].key);
        ou_unref(vm, links[i].result);
    }
    ou_free(vm, links, cap * sizeof(Link));
}

/* ---- keys ---- */

/* The key of a call: a single str or int itself, else a tuple. */
static OuObj *make_key(OuVM *vm, LruCache *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (!self->typed && nkw == 0) {
        if (nargs == 1 && (ou_is_exact(args[0], OU_T_STR) || ou_is_exact(args[0], OU_T_INT)))
            return ou_ref(args[0]);
        return ou_tuple_new(vm, args, nargs);
    }
    size_t n = nargs + (nkw ? 1 + 2 * nkw : 0) + (self->typed ? nargs + nkw : 0), at = 0;
    OuObj *key = ou_tuple_alloc(vm, n);
    if (!key || n == 0)
        return key;
    OuObj **items = OU_TUPLE(key)->items;
    for (size_t i = 0; i < nargs; i++)
        items[at++] = ou_ref(args[i]);
    if (nkw)
        items[at++] = ou_ref(self->mark);
    for (size_t i = 0; i < nkw; i++) {
        items[at++] = ou_ref(OU_TUPLE(kwnames)->items[i]);
        items[at++] = ou_ref(args[nargs + i]);
    }
    for (size_t i = 0; self->typed && i < nargs + nkw; i++) {
        OuObj *cls = OU_OBJ(ou_class_of(vm, args[i]));
        if (!cls) {
            ou_unref(vm, key);
            return NULL;
        }
        items[at++] = ou_ref(cls);
    }
    ou_gc_track(vm, key);
    return key;
}

/* ---- calling ---- */

/* Call what is cached; a cache below this one keeps the call's key as its own, as in CPython. */
static OuObj *call_function(OuVM *vm, LruCache *self, OuObj *key, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    LruCache *below = ou_is_exact(self->function, OU_T_LRU_CACHE) && !self->typed ? (LruCache *)self->function : NULL;
    if (!below || below->typed || (kwnames && OU_TUPLE(kwnames)->len != 0))
        return ou_call(vm, self->function, args, nargs, kwnames);
    below->lent_key = key;
    OuObj *result = ou_call(vm, self->function, args, nargs, NULL);
    below->lent_key = NULL;
    return result;
}

static OuObj *call_unbounded(OuVM *vm, LruCache *self, OuObj *key, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    OuHash hash;
    bool error;
    if (!ou_hash(vm, key, &hash))
        return NULL;
    OuObj *result = ou_dict_peek_hashed(vm, OU_DICT(self->cache), key, hash, &error);
    if (error)
        return NULL;
    if (result) {
        self->hits++;
        return ou_ref(result);
    }
    self->misses++;
    result = call_function(vm, self, key, args, nargs, kwnames);
    if (result && !ou_dict_set_hashed(vm, OU_DICT(self->cache), key, hash, result))
        ou_clear(vm, &result);
    return result;
}

/* Enter key and result under link number i, which is not in use, into the dict and the ring;
 * on failure the link is free again. Comparing keys may clear the cache meanwhile: then
 * nothing is kept. */
static bool link_enter(OuVM *vm, LruCache *self, uint32_t i, OuObj *key, OuHash hash, OuObj *result)
{
    uint64_t epoch = self->epoch;
    OuObj *number = ou_int_from(vm, i);
    bool ok = number && ou_dict_set_hashed(vm, OU_DICT(self->cache), key, hash, number);
    ou_unref(vm, number);
    if (epoch != self->epoch) {
        bool found;
        return ok && ou_dict_delete_hashed(vm, OU_DICT(self->cache), key, hash, &found);
    }
    if (!ok) {
        link_give(self, i);
        return false;
    }
    Link *l = &self->links[i];
    l->key = ou_ref(key);
    l->result = ou_ref(result);
    l->hash = hash;
    ring_append(self, i);
    return true;
}

/* Replace the least recently used entry. */
static bool evict_and_enter(OuVM *vm, LruCache *self, OuObj *key, OuHash hash, OuObj *result)
{
    uint32_t i = self->links[0].next;
    uint64_t epoch = self->epoch;
    bool found;
    ring_remove(self, i);
    OuObj *old_key = self->links[i].key, *old_result = self->links[i].result;
    self->links[i].key = self->links[i].result = NULL;
    bool ok = ou_dict_delete_hashed(vm, OU_DICT(self->cache), old_key, self->links[i].hash, &found);
    if (epoch == self->epoch) {
        if (ok)
            ok = link_enter(vm, self, i, key, hash, result);
        else
            link_give(self, i);
    }
    ou_unref(vm, old_key);
    ou_unref(vm, old_result);
    return ok;
}

/* The link that a number from the dict names; NULL if it names none (any more). */
static Link *link_of(LruCache *self, OuObj *number, OuHash hash)
{
    uint64_t i = (uint64_t)ou_int_value(number);
    bool valid = i < self->link_cap && self->links[i].key && self->links[i].hash == hash;
    return valid ? &self->links[i] : NULL;
}

static OuObj *call_bounded(OuVM *vm, LruCache *self, OuObj *key, OuObj *const *args, size_t nargs,
                           OuObj *kwnames)
{
    OuHash hash;
    bool error;
    if (!ou_hash(vm, key, &hash))
        return NULL;
    OuObj *number = ou_dict_peek_hashed(vm, OU_DICT(self->cache), key, hash, &error);
    if (error)
        return NULL;
    Link *link = number ? link_of(self, number, hash) : NULL;
    if (link) {
        uint32_t i = (uint32_t)(link - self->links);
        ring_remove(self, i);
        ring_append(self, i);
        self->hits++;
        return ou_ref(link->result);
    }
    self->misses++;
    OuObj *result = call_function(vm, self, key, args, nargs, kwnames);
    if (!result)
        return NULL;
    number = ou_dict_peek_hashed(vm, OU_DICT(self->cache), key, hash, &error);
    if (number)
        return result; /* the call has filled it in itself */
    bool ok = !error;
    if (ok && ((ptrdiff_t)OU_DICT(self->cache)->len < self->limit || !self->links
               || self->links[0].next == 0)) {
        uint32_t i = link_take(vm, self);
        ok = i != 0 && link_enter(vm, self, i, key, hash, result);
    } else if (ok) {
        ok = evict_and_enter(vm, self, key, hash, result);
    }
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

static OuObj *cache_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    LruCache *self = (LruCache *)obj;
    if (self->limit == 0) {
        self->misses++;
        return ou_call(vm, self->function, args, nargs, kwnames);
    }
    OuObj *key = self->lent_key ? ou_ref(self->lent_key) : make_key(vm, self, args, nargs, kwnames);
    self->lent_key = NULL;
    if (!key)
        return NULL;
    OuObj *result = self->limit == UNBOUNDED ? call_unbounded(vm, self, key, args, nargs, kwnames)
                                             : call_bounded(vm, self, key, args, nargs, kwnames);
    ou_unref(vm, key);
    return result;
}

/* ---- life ---- */

static OuObj *cache_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[4];
    if (!ou_bind(vm, "(user_function, maxsize, typed, cache_info_type)", "lru_cache", args, nargs,
                 kwnames, bound))
        return NULL;
    if (!ou_callable(vm, bound[0]))
        return OU_TYPE_ERROR(vm, "the first argument must be callable");
    ptrdiff_t limit = UNBOUNDED;
    if (bound[1] != OU_NONE) {
        if (!ou_type(vm, bound[1])->to_index)
            return OU_TYPE_ERROR(vm, "maxsize should be integer or None");
        if (!ou_as_ssize(vm, bound[1], &limit, OU_T_OverflowError))
            return NULL;
        if (limit < 0)
            limit = 0;
    }
    int typed = ou_truth(vm, bound[2]);
    LruCache *self = typed < 0 ? NULL : (LruCache *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->limit = limit;
    self->typed = typed > 0;
    self->function = ou_ref(bound[0]);
    self->info_class = ou_ref(bound[3]);
    self->cache = ou_dict_new(vm);
    OuObj *object = self->cache ? OU_OBJ(ou_builtin_class(vm, OU_T_OBJECT)) : NULL;
    self->mark = object ? ou_call0(vm, object) : NULL;
    if (!self->mark)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

static void cache_release(OuVM *vm, OuObj *obj)
{
    LruCache *self = (LruCache *)obj;
    ou_clear(vm, &self->cache);
    ou_clear(vm, &self->function);
    ou_clear(vm, &self->mark);
    ou_clear(vm, &self->info_class);
    ou_clear(vm, &self->dict);
    links_drop(vm, self);
}

static void cache_dealloc(OuVM *vm, OuObj *obj)
{
    cache_release(vm, obj);
    ou_object_free(vm, obj);
}

static void cache_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    LruCache *self = (LruCache *)obj;
    for (uint32_t i = self->links ? self->links[0].next : 0; i; i = self->links[i].next) {
        fn(self->links[i].key, arg);
        fn(self->links[i].result, arg);
    }
    OuObj *fields[] = {self->cache, self->function, self->mark, self->info_class, self->dict};
    for (uint32_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i])
            fn(fields[i], arg);
}

static size_t cache_extra_size(const OuObj *obj)
{
    return ((const LruCache *)obj)->link_cap * sizeof(Link);
}

/* ---- methods ---- */

static OuObj *cache_m_info(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    LruCache *self = (LruCache *)obj;
    OuObj *numbers[4] = {
        ou_int_from(vm, self->hits), ou_int_from(vm, self->misses),
        self->limit == UNBOUNDED ? OU_NONE : ou_int_from(vm, self->limit),
        ou_int_from(vm, OU_DICT(self->cache)->len),
    };
    OuObj *result = NULL;
    if (numbers[0] && numbers[1] && numbers[2] && numbers[3])
        result = ou_call(vm, self->info_class, numbers, 4, NULL);
    for (int i = 0; i < 4; i++)
        ou_unref(vm, numbers[i]);
    return result;
}

static OuObj *cache_m_clear(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    LruCache *self = (LruCache *)obj;
    Link *links = self->links;
    uint32_t cap = self->link_cap;
    self->epoch++;
    self->links = NULL;
    self->link_cap = self->link_free = 0;
    self->hits = self->misses = 0;
    ou_dict_clear(vm, OU_DICT(self->cache));
    LruCache old = {.links = links, .link_cap = cap};
    links_drop(vm, &old);
    return OU_NONE;
}

static OuObj *cache_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_getattr(vm, obj, OU_NAME(__qualname__));
}

static OuObj *cache_m_self(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)vm;
    (void)args;
    (void)nargs;
    return ou_ref(obj);
}

static OuObj *cache_get(OuVM *vm, OuObj *obj, OuObj *instance, OuObj *owner)
{
    (void)owner;
    if (!instance || instance == OU_NONE)
        return ou_ref(obj);
    return ou_method_new(vm, obj, instance);
}

static const OuMethodDef cache_methods[] = {
    {"cache_info", "()", cache_m_info, OU_NO_TEXT, NULL},
    {"cache_clear", "()", cache_m_clear, OU_NO_TEXT, NULL},
    {"__reduce__", "()", cache_m_reduce, OU_NO_TEXT, NULL},
    {"__copy__", "(*args)", cache_m_self, OU_NO_TEXT, NULL},
    {"__deepcopy__", "(*args)", cache_m_self, OU_NO_TEXT, NULL},
    METHODS_END,
};
const OuType ou_lru_cache_type = {
    .name = "functools._lru_cache_wrapper",
    .doc = "A function that remembers its results.",
    .base = &ou_object_type, .index = OU_T_LRU_CACHE,
    .flags = OU_TF_COLLECTED | OU_TF_HEAP | OU_TF_WEAKREFS | OU_TF_METHOD | OU_TF_IMMUTABLE,
    .size = sizeof(LruCache), .dict_offset = offsetof(LruCache, dict),
    .methods = cache_methods, .dealloc = cache_dealloc, .visit = cache_visit,
    .clear = cache_release, .extra_size = cache_extra_size,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .call = cache_call, .get = cache_get, .make = cache_make, .init = ou_object_init,
};
