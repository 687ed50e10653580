/* edges_text.c - edges and objects in words, and the audit that counts them all.
 *
 * Texts come from objects' fields alone: no repr of a script runs. */
#include "vm/edges.h"
#include "base/numtext.h"
#include "object/str.h"
#include "types/module.h"
#include "vm/frame_object.h"
#include "vm/interp.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 40 /* bytes of a str that are shown */

/* ---- objects ---- */

static void put_str(OuBuf *out, const OuStr *s)
{
    if (s->size <= TEXT_MAX) {
        ou_str_put_repr(NULL, out, s, false);
        return;
    }
    size_t size = TEXT_MAX - 3;
    while (size > 0 && ((unsigned char)ou_str_text(s)[size] & 0xC0) == 0x80)
        size--;
    ou_buf_printf(out, "'%.*s...'", (int)size, ou_str_text(s));
}

static const OuStr *name_of(OuObj *o)
{
    switch (ou_index(o)) {
    case OU_T_FUNCTION: return OU_FUNCTION(o)->qualname;
    case OU_T_CODE: return OU_CODE(o)->qualname;
    case OU_T_GENERATOR:
    case OU_T_COROUTINE:
    case OU_T_ASYNC_GENERATOR: return ((OuGenerator *)o)->qualname;
    case OU_T_FRAME: return ((OuFrameObject *)o)->code->qualname;
    default: return NULL;
    }
}

void ou_edge_describe_object(OuVM *vm, OuObj *o, OuBuf *out)
{
    const char *type = ou_type_name(vm, o);
    const OuStr *name = name_of(o);
    char text[OU_REPR_MAX];
    if (ou_is_small_int(o))
        ou_buf_printf(out, "%lld", (long long)ou_int_value(o));
    else if (o == OU_TRUE || o == OU_FALSE)
        ou_buf_puts(out, o == OU_TRUE ? "True" : "False");
    else if (o == OU_NONE)
        ou_buf_puts(out, "None");
    else if (ou_is_exact(o, OU_T_FLOAT))
        ou_buf_put(out, text, ou_double_repr_text(((OuFloat *)o)->value, text));
    else if (ou_is_exact(o, OU_T_STR))
        put_str(out, OU_STR(o));
    else if (ou_is_exact(o, OU_T_MODULE) && ou_is_exact(((OuModule *)o)->name, OU_T_STR))
        ou_buf_printf(out, "module %s", ou_str_text(OU_STR(((OuModule *)o)->name)));
    else if (ou_is(vm, o, OU_TF_IS_TYPE))
        ou_buf_printf(out, "class %s", ou_str_text(OU_CLASS(o)->name));
    else if (name != NULL)
        ou_buf_printf(out, "%s %s", type, ou_str_text(name));
    else
        ou_buf_printf(out, "<%s>", strrchr(type, '.') ? strrchr(type, '.') + 1 : type);
}

OuObj *ou_edge_namespace_owner(OuVM *vm, OuObj *dict)
{
    OuObj *key, *value;
    for (size_t position = 0; ou_dict_next(vm->modules, &position, &key, &value);)
        if (ou_is_exact(value, OU_T_MODULE) && OU_OBJ(((OuModule *)value)->dict) == dict)
            return value;
    if (!ou_is_exact(dict, OU_T_DICT) || !OU_DICT(dict)->is_namespace)
        return NULL;
    for (int i = 0; i <= OU_GC_FROZEN; i++)
        for (uint32_t k = 0; k < vm->gc.gens[i].len; k++) {
            OuObj *o = vm->gc.gens[i].items[k];
            if (o != NULL && ou_is(vm, o, OU_TF_IS_TYPE) && OU_OBJ(OU_CLASS(o)->dict) == dict)
                return o;
        }
    return NULL;
}

/* ---- edges ---- */

static const OuCode *code_of(const OuEdge *edge)
{
    if (edge->frame != NULL)
        return edge->frame->code;
    if (edge->owner != NULL && ou_is_exact(edge->owner, OU_T_FRAME))
        return ((OuFrameObject *)edge->owner)->code;
    return NULL;
}

static void put_function(OuBuf *out, const char *before, const OuEdge *edge)
{
    const OuCode *code = code_of(edge);
    if (code == NULL)
        return;
    bool module = !(code->proto->flags & OU_CODE_NEWLOCALS);
    ou_buf_printf(out, module ? "%s%s" : "%s%s()", before, module ? "the module's code" : ou_str_text(code->qualname));
}

static void put_name(OuBuf *out, const char *kind, OuObj *name)
{
    ou_buf_printf(out, "%s '%s'", kind, name ? ou_str_text(OU_STR(name)) : "?");
}

void ou_edge_describe(OuVM *vm, const OuEdge *edge, OuBuf *out)
{
    switch (edge->kind) {
    case OU_EDGE_VALUE:
        if (ou_is_exact(edge->key, OU_T_STR) && ou_edge_namespace_owner(vm, edge->owner) != NULL) {
            put_name(out, "name", edge->key);
            return;
        }
        ou_buf_puts(out, "value of key ");
        ou_edge_describe_object(vm, edge->key, out);
        return;
    case OU_EDGE_KEY:
        ou_buf_puts(out, "key");
        return;
    case OU_EDGE_ITEM:
        ou_buf_printf(out, "[%u]", edge->index);
        return;
    case OU_EDGE_ELEMENT:
        ou_buf_puts(out, "element");
        return;
    case OU_EDGE_ATTRIBUTE:
        put_name(out, "attribute", edge->key);
        return;
    case OU_EDGE_SLOT:
        put_name(out, "slot", edge->key);
        return;
    case OU_EDGE_CLASS:
        ou_buf_puts(out, "class");
        return;
    case OU_EDGE_FIELD:
        ou_buf_puts(out, edge->text);
        put_function(out, " of ", edge);
        return;
    case OU_EDGE_LOCAL:
        put_name(out, "local variable", edge->key);
        put_function(out, " of ", edge);
        return;
    case OU_EDGE_TEMPORARY:
        ou_buf_puts(out, "temporary");
        put_function(out, " in ", edge);
        return;
    case OU_EDGE_CALLABLE:
        ou_buf_puts(out, "callable");
        put_function(out, " in ", edge);
        return;
    case OU_EDGE_ARGUMENT:
        ou_buf_printf(out, "argument %u", edge->index + 1);
        put_function(out, " in ", edge);
        return;
    case OU_EDGE_CONST:
        ou_buf_puts(out, edge->text ? "shared constant" : "constant");
        return;
    case OU_EDGE_NAME:
    case OU_EDGE_ROOT:
        ou_buf_puts(out, edge->text);
        return;
    }
    OU_UNREACHABLE();
}

/* ---- audit ---- */

#ifdef OU_CHECKED_BLOCKS

typedef struct Counted {
    OuObj *o;
    uint32_t edges;
} Counted;

typedef struct Audit {
    OuVM *vm;
    Counted *table; /* open addressing by address; from the system, not from the VM */
    size_t used, cap;
    size_t wrong;
} Audit;

static Counted *counted(Audit *audit, OuObj *o)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)o * 0x9E3779B97F4A7C15u >> 24) & (audit->cap - 1);
    while (audit->table[i].o != NULL && audit->table[i].o != o)
        i = (i + 1) & (audit->cap - 1);
    return &audit->table[i];
}

static void count_block(void *block, size_t size, void *object, void *arg)
{
    (void)block, (void)size;
    Audit *audit = arg;
    audit->used += object != NULL;
}

static void add_block(void *block, size_t size, void *object, void *arg)
{
    (void)block, (void)size;
    if (object != NULL)
        counted(arg, object)->o = object;
}

static void count_edge(OuVM *vm, const OuEdge *edge, void *arg)
{
    Audit *audit = arg;
    Counted *entry = counted(audit, edge->target);
    if (entry->o != NULL) {
        entry->edges++;
    } else if (!ou_is_immortal(edge->target)) {
        fprintf(stderr, "ouro: audit: an edge to a dead object at %p\n", (void *)edge->target);
        audit->wrong++;
    }
    (void)vm;
}

static void report(Audit *audit, const Counted *entry)
{
    OuBuf text;
    ou_buf_init(&text, &audit->vm->mem);
    ou_edge_describe_object(audit->vm, entry->o, &text);
    fprintf(stderr, "ouro: audit: %s counts %u references, %u are found\n", ou_buf_text(&text), entry->o->refs,
            entry->edges);
    ou_buf_drop(&text);
}

size_t ou_edges_audit(OuVM *vm, const OuObj *held)
{
    Audit audit = {.vm = vm, .cap = 64};
    OuMem *mem = &vm->mem, saved = *mem; /* no limits, no injected failures for the walk */
    mem->fail_countdown = mem->limit = 0;
    mem->pressure_mark = SIZE_MAX;
    ou_mem_each_block(&vm->mem, count_block, &audit);
    while (audit.cap < 2 * audit.used)
        audit.cap *= 2;
    audit.table = calloc(audit.cap, sizeof *audit.table);
    if (audit.table == NULL)
        goto done;
    ou_mem_each_block(&vm->mem, add_block, &audit);
    if (ou_edges_each(vm, NULL, count_edge, &audit))
        for (size_t i = 0; i < audit.cap; i++) {
            const Counted *entry = &audit.table[i];
            if (entry->o == NULL || ou_is_immortal(entry->o)
                || entry->o->refs == entry->edges + (entry->o == held))
                continue;
            audit.wrong++;
            report(&audit, entry);
        }
done:
    free(audit.table);
    mem->fail_countdown = saved.fail_countdown;
    mem->limit = saved.limit;
    mem->pressure_mark = saved.pressure_mark;
    return audit.wrong;
}

#else

size_t ou_edges_audit(OuVM *vm, const OuObj *held)
{
    (void)vm, (void)held;
    return 0;
}

#endif
