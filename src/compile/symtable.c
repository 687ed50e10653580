/* symtable.c - the walk that finds out which names each block mentions, and how.
 *
 * Visits in CPython's order: the order decides which error is reported and how local
 * variables are numbered. Chains that lean left (a + b + c, elif) are followed in loops. */
#include "compile/compiler.h"
#include <string.h>

static void visit_expr(OuCompiler *c, OuAstNode *e);
static void visit_stmts(OuCompiler *c, const OuAstSeq *body);

/* ---- blocks ---- */

static void map_scope(OuCompiler *c, OuScope *scope)
{
    if ((c->scope_count + 1) * 2 > c->scope_map_size) {
        uint32_t size = c->scope_map_size == 0 ? 64 : c->scope_map_size * 2;
        OuScope **old = c->scope_map, **map = ou_cc_take(c, size * sizeof(OuScope *));
        if (map == NULL)
            return;
        uint32_t old_size = c->scope_map_size;
        c->scope_map = map;
        c->scope_map_size = size;
        c->scope_count = 0;
        for (uint32_t i = 0; i < old_size; i++)
            if (old[i] != NULL)
                map_scope(c, old[i]);
    }
    uint32_t mask = c->scope_map_size - 1;
    uint32_t i = (uint32_t)((uintptr_t)scope->node >> 3) * 2654435761u & mask;
    while (c->scope_map[i] != NULL)
        i = (i + 1) & mask;
    c->scope_map[i] = scope;
    c->scope_count++;
}

static OuScope *enter(OuCompiler *c, OuScopeKind kind, const OuAstNode *node, const char *name,
                      size_t len)
{
    OuScope *scope = ou_cc_take(c, sizeof *scope);
    if (scope == NULL)
        return NULL;
    scope->kind = kind;
    scope->node = node;
    scope->name = ou_cc_name(c, name, len);
    scope->parent = c->scope;
    scope->pos = ou_cc_pos(node);
    if (c->scope != NULL) {
        scope->comp_iter_expr = c->scope->comp_iter_expr;
        scope->nested = c->scope->nested || c->scope->kind == OU_SCOPE_FUNCTION;
        if (c->scope->last_child != NULL)
            c->scope->last_child->sibling = scope;
        else
            c->scope->first_child = scope;
        c->scope->last_child = scope;
    }
    c->scope = scope;
    map_scope(c, scope);
    return scope;
}

static void leave(OuCompiler *c)
{
    c->scope = c->scope->parent;
}

/* ---- definitions ---- */

static OuName *mangled(OuCompiler *c, OuAstText name)
{
    return ou_cc_mangle(c, c->private_name, ou_cc_name_of(c, name));
}

static void define_in(OuCompiler *c, OuScope *scope, OuName *name, uint32_t flags, OuPos pos)
{
    OuSymbol *symbol = ou_scope_add(c, scope, name);
    if (symbol == NULL)
        return;
    if ((flags & OU_SYM_PARAM) && (symbol->flags & OU_SYM_PARAM)) {
        ou_cc_error(c, pos, "duplicate argument '%s' in function definition", name->text);
        return;
    }
    symbol->flags |= flags;
    if (!(flags & OU_SYM_ANNOTATED))
        symbol->flags |= OU_SYM_REAL;
    if (scope->comp_iter_target) {
        if (symbol->flags & (OU_SYM_GLOBAL | OU_SYM_NONLOCAL)) {
            ou_cc_error(c, pos,
                        "comprehension inner loop cannot rebind assignment expression target '%s'",
                        name->text);
            return;
        }
        symbol->flags |= OU_SYM_COMP_ITER;
    }
    if ((flags & OU_SYM_GLOBAL) && c->module_scope != NULL && scope != c->module_scope) {
        OuSymbol *global = ou_scope_add(c, c->module_scope, name);
        if (global != NULL)
            global->flags |= OU_SYM_GLOBAL;
    }
}

static void define(OuCompiler *c, OuAstText name, uint32_t flags, const OuAstNode *at)
{
    define_in(c, c->scope, mangled(c, name), flags, ou_cc_pos(at));
}

static void add_directive(OuCompiler *c, OuName *name, const OuAstNode *at)
{
    OuDirective *d = ou_cc_take(c, sizeof *d);
    if (d == NULL)
        return;
    *d = (OuDirective){name, ou_cc_pos(at), NULL};
    *(c->scope->directives ? c->scope->directives_end : &c->scope->directives) = d;
    c->scope->directives_end = &d->next;
}

static void not_in_annotation(OuCompiler *c, const OuAstNode *e, const char *what)
{
    if (c->scope->kind == OU_SCOPE_ANNOTATION)
        ou_cc_error(c, ou_cc_pos(e), "'%s' can not be used within an annotation", what);
}

/* ---- small helpers ---- */

static void visit_exprs(OuCompiler *c, const OuAstSeq *seq)
{
    for (uint32_t i = 0; i < seq->len && !c->failed; i++)
        if (seq->items[i] != NULL)
            visit_expr(c, seq->items[i]);
}

static void visit_optional(OuCompiler *c, OuAstNode *e)
{
    if (e != NULL)
        visit_expr(c, e);
}

static void visit_keywords(OuCompiler *c, const OuAstSeq *keywords)
{
    for (uint32_t i = 0; i < keywords->len; i++)
        visit_expr(c, OU_AST(keyword, keywords->items[i])->value);
}

/* ---- functions ---- */

static void define_params(OuCompiler *c, const OuAstSeq *params)
{
    for (uint32_t i = 0; i < params->len; i++)
        define(c, OU_AST(arg, params->items[i])->arg, OU_SYM_PARAM, params->items[i]);
}

static void visit_params(OuCompiler *c, const OuAstArguments *args)
{
    define_params(c, &args->posonlyargs);
    define_params(c, &args->args);
    define_params(c, &args->kwonlyargs);
    if (args->vararg != NULL) {
        define(c, OU_AST(arg, args->vararg)->arg, OU_SYM_PARAM, args->vararg);
        c->scope->varargs = true;
    }
    if (args->kwarg != NULL) {
        define(c, OU_AST(arg, args->kwarg)->arg, OU_SYM_PARAM, args->kwarg);
        c->scope->varkeywords = true;
    }
}

static void visit_annotation(OuCompiler *c, OuAstNode *annotation)
{
    if (annotation == NULL)
        return;
    if (c->future_annotations && enter(c, OU_SCOPE_ANNOTATION, annotation, "_annotation", 11) == NULL)
        return;
    visit_expr(c, annotation);
    if (c->future_annotations)
        leave(c);
}

static void visit_arg_annotations(OuCompiler *c, const OuAstSeq *params)
{
    for (uint32_t i = 0; i < params->len; i++)
        visit_annotation(c, OU_AST(arg, params->items[i])->annotation);
}

/* With the __future__ import all annotations of a function are one block. */
static void visit_annotations(OuCompiler *c, const OuAstNode *def, const OuAstArguments *args,
                              OuAstNode *returns)
{
    bool future = c->future_annotations;
    if (future && enter(c, OU_SCOPE_ANNOTATION, &args->node, "_annotation", 11) == NULL)
        return;
    (void)def;
    c->future_annotations = false;
    visit_arg_annotations(c, &args->posonlyargs);
    visit_arg_annotations(c, &args->args);
    if (args->vararg != NULL)
        visit_annotation(c, OU_AST(arg, args->vararg)->annotation);
    if (args->kwarg != NULL)
        visit_annotation(c, OU_AST(arg, args->kwarg)->annotation);
    visit_arg_annotations(c, &args->kwonlyargs);
    c->future_annotations = future;
    if (future)
        leave(c);
    visit_annotation(c, returns);
}

static void visit_function(OuCompiler *c, OuAstNode *node)
{
    OuAstFunctionDef *s = (OuAstFunctionDef *)node; /* AsyncFunctionDef has the same fields */
    OuAstArguments *args = OU_AST(arguments, s->args);
    define(c, s->name, OU_SYM_LOCAL, node);
    visit_exprs(c, &args->defaults);
    visit_exprs(c, &args->kw_defaults);
    visit_annotations(c, node, args, s->returns);
    visit_exprs(c, &s->decorator_list);
    if (c->failed || enter(c, OU_SCOPE_FUNCTION, node, s->name.text, s->name.len) == NULL)
        return;
    c->scope->coroutine = node->kind == OU_AST_AsyncFunctionDef;
    visit_params(c, args);
    visit_stmts(c, &s->body);
    leave(c);
}

static void visit_class(OuCompiler *c, OuAstClassDef *s)
{
    define(c, s->name, OU_SYM_LOCAL, &s->node);
    visit_exprs(c, &s->bases);
    visit_keywords(c, &s->keywords);
    visit_exprs(c, &s->decorator_list);
    if (c->failed || enter(c, OU_SCOPE_CLASS, &s->node, s->name.text, s->name.len) == NULL)
        return;
    OuName *outer = c->private_name;
    c->private_name = ou_cc_name_of(c, s->name);
    visit_stmts(c, &s->body);
    c->private_name = outer;
    leave(c);
}

static void visit_lambda(OuCompiler *c, OuAstLambda *e)
{
    OuAstArguments *args = OU_AST(arguments, e->args);
    visit_exprs(c, &args->defaults);
    visit_exprs(c, &args->kw_defaults);
    if (c->failed || enter(c, OU_SCOPE_FUNCTION, &e->node, "lambda", 6) == NULL)
        return;
    visit_params(c, args);
    visit_expr(c, e->body);
    leave(c);
}

/* ---- comprehensions ---- */

static void visit_target(OuCompiler *c, OuAstNode *target)
{
    c->scope->comp_iter_target = true;
    visit_expr(c, target);
    c->scope->comp_iter_target = false;
}

static void visit_iterable(OuCompiler *c, OuAstNode *iter)
{
    OuScope *scope = c->scope;
    scope->comp_iter_expr++;
    visit_expr(c, iter);
    scope->comp_iter_expr--;
}

static void visit_comprehension(OuCompiler *c, OuAstNode *e, const OuAstSeq *generators,
                                OuComprehension kind, const char *name, OuAstNode *elt,
                                OuAstNode *value)
{
    OuAstComprehension *first = OU_AST(comprehension, generators->items[0]);
    visit_iterable(c, first->iter);
    if (c->failed || enter(c, OU_SCOPE_FUNCTION, e, name, strlen(name)) == NULL)
        return;
    c->scope->comprehension = kind;
    c->scope->coroutine = first->is_async != 0;
    define_in(c, c->scope, ou_cc_name(c, ".0", 2), OU_SYM_PARAM, ou_cc_pos(e));
    visit_target(c, first->target);
    visit_exprs(c, &first->ifs);
    for (uint32_t i = 1; i < generators->len && !c->failed; i++) {
        OuAstComprehension *g = OU_AST(comprehension, generators->items[i]);
        visit_target(c, g->target);
        visit_iterable(c, g->iter);
        visit_exprs(c, &g->ifs);
        if (g->is_async)
            c->scope->coroutine = true;
    }
    if (value != NULL)
        visit_expr(c, value);
    visit_expr(c, elt);
    c->scope->generator = kind == OU_COMP_GENERATOR;
    bool async = c->scope->coroutine && kind != OU_COMP_GENERATOR;
    leave(c);
    if (async)
        c->scope->coroutine = true;
}

/* `:=` in a comprehension binds in the function or module around it. */
static void extend_walrus(OuCompiler *c, OuAstNode *target)
{
    OuName *name = mangled(c, OU_AST(Name, target)->id);
    OuPos pos = ou_cc_pos(target);
    for (OuScope *s = c->scope; s != NULL; s = s->parent) {
        OuSymbol *symbol = ou_scope_find(s, name);
        if (s->comprehension != OU_COMP_NONE) {
            if (symbol != NULL && (symbol->flags & OU_SYM_COMP_ITER)) {
                ou_cc_error(c, pos,
                            "assignment expression cannot rebind comprehension iteration variable '%s'",
                            name->text);
                return;
            }
            continue;
        }
        if (s->kind == OU_SCOPE_FUNCTION) {
            bool global = symbol != NULL && (symbol->flags & OU_SYM_GLOBAL);
            define_in(c, c->scope, name, global ? OU_SYM_GLOBAL : OU_SYM_NONLOCAL, pos);
            add_directive(c, name, target);
            define_in(c, s, name, OU_SYM_LOCAL, pos);
            return;
        }
        if (s->kind == OU_SCOPE_MODULE) {
            define_in(c, c->scope, name, OU_SYM_GLOBAL, pos);
            add_directive(c, name, target);
            define_in(c, s, name, OU_SYM_GLOBAL, pos);
            return;
        }
        if (s->kind == OU_SCOPE_CLASS) {
            ou_cc_error(c, pos,
                        "assignment expression within a comprehension cannot be used in a class body");
            return;
        }
    }
}

static void visit_walrus(OuCompiler *c, OuAstNamedExpr *e)
{
    not_in_annotation(c, &e->node, "named expression");
    if (c->scope->comp_iter_expr > 0) {
        ou_cc_error(c, ou_cc_pos(&e->node),
                    "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    if (c->scope->comprehension != OU_COMP_NONE)
        extend_walrus(c, e->target);
    visit_expr(c, e->value);
    visit_expr(c, e->target);
    OuSymbol *symbol = ou_scope_find(c->scope, mangled(c, OU_AST(Name, e->target)->id));
    if (symbol != NULL)
        symbol->flags |= OU_SYM_WALRUS;
}

static void not_in_comprehension(OuCompiler *c, const OuAstNode *e)
{
    static const char *const where[] = {
        NULL, "list comprehension", "dict comprehension", "set comprehension", "generator expression",
    };
    if (c->scope->comprehension != OU_COMP_NONE)
        ou_cc_error(c, ou_cc_pos(e), "'yield' inside %s", where[c->scope->comprehension]);
}

/* ---- expressions ---- */

static void visit_name(OuCompiler *c, OuAstName *e)
{
    uint32_t flags = e->ctx == OU_AST_Load ? OU_SYM_USE : OU_SYM_LOCAL;
    if (e->ctx == OU_AST_Del)
        flags |= OU_SYM_UNBINDS;
    define(c, e->id, flags, &e->node);
    if (e->ctx == OU_AST_Load && c->scope->kind == OU_SCOPE_FUNCTION && ou_ast_text_is(e->id, "super"))
        define_in(c, c->scope, ou_cc_name(c, "__class__", 9), OU_SYM_USE, ou_cc_pos(&e->node));
}

/* a + b + c leans left: down the spine, then the right sides on the way up. */
static void visit_binop(OuCompiler *c, OuAstNode *e)
{
    uint32_t count = 0;
    OuAstNode *left = e;
    for (; left->kind == OU_AST_BinOp; left = OU_AST(BinOp, left)->left)
        count++;
    OuAstNode **spine = ou_cc_take(c, count * sizeof(OuAstNode *));
    if (spine == NULL)
        return;
    uint32_t i = count;
    for (left = e; left->kind == OU_AST_BinOp; left = OU_AST(BinOp, left)->left)
        spine[--i] = left;
    visit_expr(c, left);
    for (; i < count && !c->failed; i++)
        visit_expr(c, OU_AST(BinOp, spine[i])->right);
}

static void visit_yield(OuCompiler *c, OuAstNode *e, OuAstNode *value)
{
    not_in_annotation(c, e, "yield expression");
    visit_optional(c, value);
    c->scope->generator = true;
    not_in_comprehension(c, e);
}

/* Kinds with children of their own scope or order; false: just visit the children in order. */
static bool visit_special(OuCompiler *c, OuAstNode *e)
{
    switch ((int)e->kind) {
    case OU_AST_Name:
        visit_name(c, OU_AST(Name, e));
        return true;
    case OU_AST_Constant:
        return true;
    case OU_AST_NamedExpr:
        visit_walrus(c, OU_AST(NamedExpr, e));
        return true;
    case OU_AST_BinOp:
        visit_binop(c, e);
        return true;
    case OU_AST_Lambda:
        visit_lambda(c, OU_AST(Lambda, e));
        return true;
    case OU_AST_ListComp:
        visit_comprehension(c, e, &OU_AST(ListComp, e)->generators, OU_COMP_LIST, "listcomp",
                            OU_AST(ListComp, e)->elt, NULL);
        return true;
    case OU_AST_SetComp:
        visit_comprehension(c, e, &OU_AST(SetComp, e)->generators, OU_COMP_SET, "setcomp",
                            OU_AST(SetComp, e)->elt, NULL);
        return true;
    case OU_AST_GeneratorExp:
        visit_comprehension(c, e, &OU_AST(GeneratorExp, e)->generators, OU_COMP_GENERATOR, "genexpr",
                            OU_AST(GeneratorExp, e)->elt, NULL);
        return true;
    case OU_AST_DictComp:
        visit_comprehension(c, e, &OU_AST(DictComp, e)->generators, OU_COMP_DICT, "dictcomp",
                            OU_AST(DictComp, e)->key, OU_AST(DictComp, e)->value);
        return true;
    case OU_AST_Yield:
        visit_yield(c, e, OU_AST(Yield, e)->value);
        return true;
    case OU_AST_YieldFrom:
        visit_yield(c, e, OU_AST(YieldFrom, e)->value);
        return true;
    case OU_AST_Await:
        not_in_annotation(c, e, "await expression");
        visit_expr(c, OU_AST(Await, e)->value);
        c->scope->coroutine = true;
        return true;
    default:
        return false;
    }
}

static bool visit_child(OuAstNode *child, void *user)
{
    OuCompiler *c = user;
    visit_expr(c, child);
    return !c->failed;
}

static void visit_expr(OuCompiler *c, OuAstNode *e)
{
    if (c->failed || ou_cc_too_deep(c) || visit_special(c, e))
        return;
    ou_ast_each_child(e, visit_child, c);
}

/* ---- statements ---- */

static void visit_import_names(OuCompiler *c, const OuAstSeq *names)
{
    for (uint32_t i = 0; i < names->len; i++) {
        OuAstAlias *a = OU_AST(alias, names->items[i]);
        OuAstText name = a->asname.text != NULL ? a->asname : a->name;
        const char *dot = memchr(name.text, '.', name.len);
        if (dot != NULL)
            name.len = (size_t)(dot - name.text);
        if (!ou_ast_text_is(name, "*"))
            define(c, name, OU_SYM_IMPORT, &a->node);
        else if (c->scope->kind != OU_SCOPE_MODULE)
            ou_cc_error(c, ou_cc_pos(&a->node), "import * only allowed at module level");
    }
}

static void visit_declaration(OuCompiler *c, OuAstNode *s, const OuAstTexts *names, bool global)
{
    const char *kind = global ? "global" : "nonlocal";
    for (uint32_t i = 0; i < names->len && !c->failed; i++) {
        OuName *name = mangled(c, names->items[i]);
        OuSymbol *symbol = ou_scope_find(c->scope, name);
        uint32_t flags = symbol == NULL ? 0 : symbol->flags;
        if (flags & OU_SYM_PARAM)
            ou_cc_error(c, ou_cc_pos(s), "name '%s' is parameter and %s", name->text, kind);
        else if (flags & OU_SYM_USE)
            ou_cc_error(c, ou_cc_pos(s), "name '%s' is used prior to %s declaration", name->text, kind);
        else if (flags & OU_SYM_ANNOTATED)
            ou_cc_error(c, ou_cc_pos(s), "annotated name '%s' can't be %s", name->text, kind);
        else if (flags & OU_SYM_LOCAL)
            ou_cc_error(c, ou_cc_pos(s), "name '%s' is assigned to before %s declaration", name->text,
                        kind);
        define_in(c, c->scope, name, global ? OU_SYM_GLOBAL : OU_SYM_NONLOCAL, ou_cc_pos(s));
        add_directive(c, name, s);
    }
}

static void visit_annassign(OuCompiler *c, OuAstAnnAssign *s)
{
    if (s->target->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, s->target)->id;
        OuSymbol *symbol = ou_scope_find(c->scope, mangled(c, id));
        uint32_t flags = symbol == NULL ? 0 : symbol->flags;
        if ((flags & (OU_SYM_GLOBAL | OU_SYM_NONLOCAL)) && c->scope != c->module_scope && s->simple) {
            ou_cc_error(c, ou_cc_pos(&s->node), "annotated name '%.*s' can't be %s", (int)id.len,
                        id.text, flags & OU_SYM_GLOBAL ? "global" : "nonlocal");
            return;
        }
        if (s->simple)
            define(c, id, OU_SYM_ANNOTATED | OU_SYM_LOCAL, s->target);
        if (s->value != NULL)
            define(c, id, OU_SYM_LOCAL, s->target);
    } else {
        visit_expr(c, s->target);
    }
    visit_annotation(c, s->annotation);
    visit_optional(c, s->value);
}

static void visit_handlers(OuCompiler *c, const OuAstSeq *handlers)
{
    for (uint32_t i = 0; i < handlers->len && !c->failed; i++) {
        OuAstExceptHandler *h = OU_AST(ExceptHandler, handlers->items[i]);
        visit_optional(c, h->type);
        if (h->name.text != NULL)
            define(c, h->name, OU_SYM_LOCAL | OU_SYM_UNBINDS, &h->node);
        visit_stmts(c, &h->body);
    }
}

static void visit_try(OuCompiler *c, OuAstTry *s) /* TryStar has the same fields */
{
    visit_stmts(c, &s->body);
    visit_stmts(c, &s->orelse);
    visit_handlers(c, &s->handlers);
    visit_stmts(c, &s->finalbody);
}

static void visit_if(OuCompiler *c, OuAstIf *s)
{
    for (;;) {
        visit_expr(c, s->test);
        visit_stmts(c, &s->body);
        if (s->orelse.len != 1 || s->orelse.items[0]->kind != OU_AST_If || c->failed)
            break;
        s = OU_AST(If, s->orelse.items[0]);
    }
    visit_stmts(c, &s->orelse);
}

static void visit_pattern(OuCompiler *c, OuAstNode *p)
{
    if (c->failed || ou_cc_too_deep(c))
        return;
    OuAstText name = {NULL, 0};
    switch ((int)p->kind) {
    case OU_AST_MatchValue:
        visit_expr(c, OU_AST(MatchValue, p)->value);
        return;
    case OU_AST_MatchSequence:
    case OU_AST_MatchOr: {
        OuAstSeq *items = p->kind == OU_AST_MatchOr ? &OU_AST(MatchOr, p)->patterns
                                                    : &OU_AST(MatchSequence, p)->patterns;
        for (uint32_t i = 0; i < items->len; i++)
            visit_pattern(c, items->items[i]);
        return;
    }
    case OU_AST_MatchMapping: {
        OuAstMatchMapping *m = OU_AST(MatchMapping, p);
        visit_exprs(c, &m->keys);
        for (uint32_t i = 0; i < m->patterns.len; i++)
            visit_pattern(c, m->patterns.items[i]);
        name = m->rest;
        break;
    }
    case OU_AST_MatchClass: {
        OuAstMatchClass *m = OU_AST(MatchClass, p);
        visit_expr(c, m->cls);
        for (uint32_t i = 0; i < m->patterns.len; i++)
            visit_pattern(c, m->patterns.items[i]);
        for (uint32_t i = 0; i < m->kwd_patterns.len; i++)
            visit_pattern(c, m->kwd_patterns.items[i]);
        return;
    }
    case OU_AST_MatchStar:
        name = OU_AST(MatchStar, p)->name;
        break;
    case OU_AST_MatchAs:
        if (OU_AST(MatchAs, p)->pattern != NULL)
            visit_pattern(c, OU_AST(MatchAs, p)->pattern);
        name = OU_AST(MatchAs, p)->name;
        break;
    default:
        return;
    }
    if (name.text != NULL)
        define(c, name, OU_SYM_LOCAL, p);
}

static void visit_match(OuCompiler *c, OuAstMatch *s)
{
    visit_expr(c, s->subject);
    for (uint32_t i = 0; i < s->cases.len && !c->failed; i++) {
        OuAstMatchCase *m = OU_AST(match_case, s->cases.items[i]);
        visit_pattern(c, m->pattern);
        visit_optional(c, m->guard);
        visit_stmts(c, &m->body);
    }
}

static void visit_with(OuCompiler *c, const OuAstSeq *items, const OuAstSeq *body)
{
    for (uint32_t i = 0; i < items->len; i++) {
        OuAstWithitem *item = OU_AST(withitem, items->items[i]);
        visit_expr(c, item->context_expr);
        visit_optional(c, item->optional_vars);
    }
    visit_stmts(c, body);
}

static void visit_loop(OuCompiler *c, OuAstFor *s) /* AsyncFor has the same fields */
{
    visit_expr(c, s->target);
    visit_expr(c, s->iter);
    visit_stmts(c, &s->body);
    visit_stmts(c, &s->orelse);
}

static void visit_stmt(OuCompiler *c, OuAstNode *s)
{
    ou_cc_turn(c);
    if (ou_cc_too_deep(c))
        return;
    switch ((int)s->kind) {
    case OU_AST_FunctionDef:
    case OU_AST_AsyncFunctionDef:
        visit_function(c, s);
        break;
    case OU_AST_ClassDef:
        visit_class(c, OU_AST(ClassDef, s));
        break;
    case OU_AST_Return:
        if (OU_AST(Return, s)->value != NULL) {
            visit_expr(c, OU_AST(Return, s)->value);
            c->scope->returns_value = true;
        }
        break;
    case OU_AST_AnnAssign:
        visit_annassign(c, OU_AST(AnnAssign, s));
        break;
    case OU_AST_For:
    case OU_AST_AsyncFor:
        visit_loop(c, (OuAstFor *)s);
        break;
    case OU_AST_While:
        visit_expr(c, OU_AST(While, s)->test);
        visit_stmts(c, &OU_AST(While, s)->body);
        visit_stmts(c, &OU_AST(While, s)->orelse);
        break;
    case OU_AST_If:
        visit_if(c, OU_AST(If, s));
        break;
    case OU_AST_With:
        visit_with(c, &OU_AST(With, s)->items, &OU_AST(With, s)->body);
        break;
    case OU_AST_AsyncWith:
        visit_with(c, &OU_AST(AsyncWith, s)->items, &OU_AST(AsyncWith, s)->body);
        break;
    case OU_AST_Match:
        visit_match(c, OU_AST(Match, s));
        break;
    case OU_AST_Try:
    case OU_AST_TryStar:
        visit_try(c, (OuAstTry *)s);
        break;
    case OU_AST_Import:
        visit_import_names(c, &OU_AST(Import, s)->names);
        break;
    case OU_AST_ImportFrom:
        visit_import_names(c, &OU_AST(ImportFrom, s)->names);
        break;
    case OU_AST_Global:
        visit_declaration(c, s, &OU_AST(Global, s)->names, true);
        break;
    case OU_AST_Nonlocal:
        visit_declaration(c, s, &OU_AST(Nonlocal, s)->names, false);
        break;
    default: /* expressions only, in order of the fields */
        ou_ast_each_child(s, visit_child, c);
        break;
    }
}

static void visit_stmts(OuCompiler *c, const OuAstSeq *body)
{
    for (uint32_t i = 0; i < body->len && !c->failed; i++)
        visit_stmt(c, body->items[i]);
}

bool ou_scope_build(OuCompiler *c, OuAstNode *root)
{
    OuScope *module = enter(c, OU_SCOPE_MODULE, root, "top", 3);
    if (module == NULL)
        return false;
    c->module_scope = module;
    if (root->kind == OU_AST_Expression)
        visit_expr(c, OU_AST(Expression, root)->body);
    else if (root->kind == OU_AST_Interactive)
        visit_stmts(c, &OU_AST(Interactive, root)->body);
    else
        visit_stmts(c, &OU_AST(Module, root)->body);
    c->scope = NULL;
    return !c->failed && ou_scope_analyze(c, module);
}
