/* scope.c - scopes and symbols: lookup, and the decision what each name of each block is.
 *
 * Parents are decided before their children; a name that a child finds in an enclosing
 * function makes every scope in between know it as free, and a cell where it is bound. */
#include "compile/compiler.h"
#include <string.h>

OuSymbol *ou_scope_find(const OuScope *scope, const OuName *name)
{
    if (scope->bucket_count == 0)
        return NULL;
    OuSymbol *symbol = scope->buckets[name->hash & (scope->bucket_count - 1)];
    while (symbol != NULL && symbol->name != name)
        symbol = symbol->next_in_bucket;
    return symbol;
}

static void grow_buckets(OuCompiler *c, OuScope *scope)
{
    uint32_t count = scope->bucket_count == 0 ? 8 : scope->bucket_count * 2;
    OuSymbol **buckets = ou_cc_take(c, count * sizeof(OuSymbol *));
    if (buckets == NULL)
        return;
    scope->buckets = buckets;
    scope->bucket_count = count;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        OuSymbol *symbol = scope->symbols[i];
        symbol->next_in_bucket = buckets[symbol->name->hash & (count - 1)];
        buckets[symbol->name->hash & (count - 1)] = symbol;
    }
}

/* The symbol, made if it is new; NULL if there is no memory. */
OuSymbol *ou_scope_add(OuCompiler *c, OuScope *scope, OuName *name)
{
    OuSymbol *symbol = ou_scope_find(scope, name);
    if (symbol != NULL)
        return symbol;
    if (scope->symbol_count >= scope->bucket_count)
        grow_buckets(c, scope);
    symbol = ou_cc_take(c, sizeof *symbol);
    if (symbol == NULL || scope->bucket_count == 0 ||
        !OU_CC_PUSH(c, scope->symbols, scope->symbol_count, scope->symbol_cap))
        return NULL;
    symbol->name = name;
    symbol->place = OU_NO_REGISTER;
    OuSymbol **bucket = &scope->buckets[name->hash & (scope->bucket_count - 1)];
    symbol->next_in_bucket = *bucket;
    *bucket = symbol;
    scope->symbols[scope->symbol_count++] = symbol;
    return symbol;
}

OuScope *ou_scope_of(OuCompiler *c, const void *node)
{
    if (c->scope_map_size == 0)
        return NULL;
    uint32_t mask = c->scope_map_size - 1;
    uint32_t i = (uint32_t)((uintptr_t)node >> 3) * 2654435761u & mask;
    while (c->scope_map[i] != NULL && (const void *)c->scope_map[i]->node != node)
        i = (i + 1) & mask;
    return c->scope_map[i];
}

/* ---- analysis ---- */

static OuPos directive_pos(const OuScope *scope, const OuName *name)
{
    for (const OuDirective *d = scope->directives; d != NULL; d = d->next)
        if (d->name == name)
            return d->pos;
    return scope->pos;
}

/* The enclosing function that binds `name` for `scope`, or NULL; a class for __class__. */
static OuScope *binder_of(const OuScope *scope, const OuName *name)
{
    for (OuScope *s = scope->parent; s != NULL; s = s->parent) {
        if (s->kind == OU_SCOPE_CLASS) {
            if (ou_cc_is(name, "__class__"))
                return s;
            continue;
        }
        if (s->kind != OU_SCOPE_FUNCTION)
            continue;
        OuSymbol *symbol = ou_scope_find(s, name);
        if (symbol == NULL)
            continue;
        if (symbol->binding == OU_BIND_LOCAL || symbol->binding == OU_BIND_CELL)
            return s;
        if (symbol->binding == OU_BIND_GLOBAL_EXPLICIT)
            return NULL;
    }
    return NULL;
}

/* `name` is free in `scope` and bound in `binder`: tell those in between. */
static void make_free(OuCompiler *c, OuScope *scope, OuScope *binder, OuName *name)
{
    for (OuScope *s = scope->parent; s != binder; s = s->parent) {
        OuSymbol *symbol = ou_scope_find(s, name);
        if (symbol == NULL) {
            symbol = ou_scope_add(c, s, name);
            if (symbol == NULL)
                return;
            symbol->binding = OU_BIND_FREE;
        } else if (s->kind == OU_SCOPE_CLASS && (symbol->flags & (OU_SYM_BOUND | OU_SYM_GLOBAL))) {
            symbol->flags |= OU_SYM_FREE_CLASS;
        }
    }
    if (binder->kind == OU_SCOPE_CLASS) {
        binder->needs_class_closure = true;
        return;
    }
    OuSymbol *symbol = ou_scope_find(binder, name);
    if (symbol != NULL && symbol->binding == OU_BIND_LOCAL)
        symbol->binding = OU_BIND_CELL;
}

static void decide(OuCompiler *c, OuScope *scope, OuSymbol *symbol)
{
    OuName *name = symbol->name;
    if (symbol->flags & OU_SYM_GLOBAL) {
        if (symbol->flags & OU_SYM_NONLOCAL)
            ou_cc_error(c, directive_pos(scope, name), "name '%s' is nonlocal and global", name->text);
        symbol->binding = OU_BIND_GLOBAL_EXPLICIT;
        return;
    }
    if (symbol->flags & OU_SYM_NONLOCAL) {
        OuScope *binder = scope->kind == OU_SCOPE_MODULE ? NULL : binder_of(scope, name);
        if (scope->kind == OU_SCOPE_MODULE) {
            ou_cc_error(c, directive_pos(scope, name),
                        "nonlocal declaration not allowed at module level");
        } else if (binder == NULL) {
            ou_cc_error(c, directive_pos(scope, name), "no binding for nonlocal '%s' found",
                        name->text);
        } else {
            symbol->binding = OU_BIND_FREE;
            make_free(c, scope, binder, name);
        }
        return;
    }
    if (symbol->flags & OU_SYM_BOUND) {
        symbol->binding = OU_BIND_LOCAL;
        return;
    }
    OuScope *binder = binder_of(scope, name);
    if (binder != NULL) {
        symbol->binding = OU_BIND_FREE;
        make_free(c, scope, binder, name);
        return;
    }
    symbol->binding = OU_BIND_GLOBAL_IMPLICIT;
}

/* In preorder, without recursion: nesting of scopes is as deep as the source says. */
bool ou_scope_analyze(OuCompiler *c, OuScope *module)
{
    OuScope *scope = module;
    while (scope != NULL && !c->failed) {
        if (scope->kind != OU_SCOPE_ANNOTATION)
            for (uint32_t i = 0; i < scope->symbol_count && !c->failed; i++)
                if (scope->symbols[i]->binding == OU_BIND_NONE)
                    decide(c, scope, scope->symbols[i]);
        if (scope->first_child != NULL && scope->kind != OU_SCOPE_ANNOTATION) {
            scope = scope->first_child;
            continue;
        }
        while (scope != NULL && scope->sibling == NULL)
            scope = scope->parent;
        if (scope != NULL)
            scope = scope->sibling;
    }
    return !c->failed;
}
