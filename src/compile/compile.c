/* compile.c - one compilation from start to end: names, errors, units, modules. */
#include "compile/compiler.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- memory ---- */

void ou_cc_no_memory(OuCompiler *c)
{
    if (c->failed)
        return;
    c->failed = true;
    *c->error = (OuSyntaxError){.kind = OU_SYNTAX_NO_MEMORY, .message = "out of memory"};
}

void ou_cc_turn(OuCompiler *c)
{
    if ((++c->turns & 0xFF) == 0)
        (void)ou_cc_may_go_on(c);
}

bool ou_cc_may_go_on(OuCompiler *c)
{
    if (!ou_arena_may_go_on(c->arena, 0x10000))
        ou_cc_no_memory(c);
    return !c->failed;
}

void *ou_cc_take(OuCompiler *c, size_t size)
{
    void *block = ou_arena_take(c->arena, size);
    if (block == NULL)
        ou_cc_no_memory(c);
    return block;
}

bool ou_cc_grow(OuCompiler *c, void *items, uint32_t len, uint32_t *cap, size_t item_size)
{
    if (len < *cap)
        return true;
    void **slot = items;
    uint32_t new_cap = *cap < 8 ? 8 : *cap * 2;
    void *block = ou_cc_take(c, new_cap * item_size);
    if (block == NULL)
        return false;
    if (len > 0)
        memcpy(block, *slot, len * item_size);
    *slot = block;
    *cap = new_cap;
    return true;
}

/* ---- names ---- */

uint32_t ou_cc_hash_long(OuCompiler *c, uint32_t hash, const void *data, size_t size)
{
    const char *p = data;
    for (; size > OU_ASK_BYTES; p += OU_ASK_BYTES, size -= OU_ASK_BYTES) {
        hash = ou_cc_hash(c, hash, p, OU_ASK_BYTES);
        if (!ou_cc_may_go_on(c))
            return hash;
    }
    return ou_cc_hash(c, hash, p, size);
}

static void grow_names(OuCompiler *c)
{
    uint32_t count = c->name_bucket_count == 0 ? 64 : c->name_bucket_count * 2;
    OuName **buckets = ou_cc_take(c, count * sizeof(OuName *));
    if (buckets == NULL)
        return;
    for (uint32_t i = 0; i < c->name_bucket_count; i++)
        for (OuName *name = c->name_buckets[i], *next; name != NULL; name = next) {
            next = name->next;
            name->next = buckets[name->hash & (count - 1)];
            buckets[name->hash & (count - 1)] = name;
        }
    c->name_buckets = buckets;
    c->name_bucket_count = count;
}

/* Never NULL: without memory it is a name that stands for nothing. */
OuName *ou_cc_name(OuCompiler *c, const char *text, size_t len)
{
    static const OuName nothing = {"", 0, 0, NULL};
    uint32_t hash = ou_cc_hash(c, 2166136261u, text, len);
    if (c->name_count >= c->name_bucket_count)
        grow_names(c);
    if (c->name_bucket_count == 0)
        return (OuName *)&nothing;
    OuName **bucket = &c->name_buckets[hash & (c->name_bucket_count - 1)];
    for (OuName *name = *bucket; name != NULL; name = name->next)
        if (name->hash == hash && name->len == len && memcmp(name->text, text, len) == 0)
            return name;
    OuName *name = ou_cc_take(c, sizeof *name);
    char *copy = ou_arena_text(c->arena, text, len);
    if (name == NULL || copy == NULL) {
        ou_cc_no_memory(c);
        return (OuName *)&nothing;
    }
    *name = (OuName){copy, (uint32_t)len, hash, *bucket};
    *bucket = name;
    c->name_count++;
    return name;
}

OuName *ou_cc_name_of(OuCompiler *c, OuAstText text)
{
    return ou_cc_name(c, text.text, text.len);
}

bool ou_cc_is(const OuName *name, const char *text)
{
    return strcmp(name->text, text) == 0;
}

/* `__x` inside of class `_C` is `_C__x`; not names that end in `__` or hold a dot. */
OuName *ou_cc_mangle(OuCompiler *c, OuName *private_name, OuName *name)
{
    const char *text = name->text;
    if (private_name == NULL || name->len < 2 || text[0] != '_' || text[1] != '_')
        return name;
    if ((text[name->len - 1] == '_' && text[name->len - 2] == '_') ||
        memchr(text, '.', name->len) != NULL)
        return name;
    const char *cls = private_name->text;
    while (*cls == '_')
        cls++;
    if (*cls == 0)
        return name;
    size_t cls_len = strlen(cls);
    char *mangled = ou_cc_take(c, 1 + cls_len + name->len + 1);
    if (mangled == NULL)
        return name;
    mangled[0] = '_';
    memcpy(mangled + 1, cls, cls_len);
    memcpy(mangled + 1 + cls_len, text, name->len);
    return ou_cc_name(c, mangled, 1 + cls_len + name->len);
}

OuName *ou_cc_mangled(OuCompiler *c, OuAstText text)
{
    return ou_cc_mangle(c, c->unit->private_name, ou_cc_name_of(c, text));
}

/* ---- errors, positions ---- */

OuPos ou_cc_pos(const OuAstNode *node)
{
    return (OuPos){(int32_t)node->line, (int32_t)node->end_line, (int32_t)node->column,
                   (int32_t)node->end_column};
}

void ou_cc_at(OuCompiler *c, const OuAstNode *node)
{
    c->unit->pos = ou_cc_pos(node);
}

/* Attributes of expressions over several lines, and their calls, are at the line of the attribute's name, as the
 * reader would point at them. */
OuPos ou_cc_attribute_pos(const OuAstNode *at, const OuAstAttribute *attribute)
{
    OuPos pos = ou_cc_pos(at);
    if (attribute->node.line == attribute->node.end_line)
        return pos;
    pos.line = (int32_t)attribute->node.end_line;
    size_t len = attribute->attr.len;
    if (len <= attribute->node.end_column) {
        pos.column = (int32_t)(attribute->node.end_column - len);
        return pos;
    }
    pos.column = pos.end_column = -1;
    return pos;
}

static const char *format_message(OuCompiler *c, const char *format, va_list args)
{
    va_list copy;
    va_copy(copy, args);
    int size = vsnprintf(NULL, 0, format, copy);
    va_end(copy);
    char *message = size < 0 ? NULL : ou_arena_take(c->arena, (size_t)size + 1);
    if (message != NULL)
        (void)vsnprintf(message, (size_t)size + 1, format, args);
    return message;
}

void ou_cc_error(OuCompiler *c, OuPos pos, const char *format, ...)
{
    if (c->failed)
        return;
    va_list args;
    va_start(args, format);
    const char *message = format_message(c, format, args);
    va_end(args);
    if (message == NULL) {
        ou_cc_no_memory(c);
        return;
    }
    c->failed = true;
    *c->error = (OuSyntaxError){
        .kind = OU_SYNTAX_ERROR,
        .message = message,
        .has_position = true,
        .line = pos.line,
        .column = pos.column + 1,
        .end_line = pos.end_line,
        .end_column = pos.end_column + 1,
        .attributes_only = c->unit == NULL, /* scopes and __future__: no code is made yet */
    };
}

/* A SyntaxError that says nothing about where. */
void ou_cc_error_plain(OuCompiler *c, const char *message)
{
    if (c->failed)
        return;
    c->failed = true;
    *c->error = (OuSyntaxError){.kind = OU_SYNTAX_ERROR, .message = message};
}

void ou_cc_warn(OuCompiler *c, const OuAstNode *node, const char *format, ...)
{
    if (c->warn == NULL || c->failed)
        return;
    va_list args;
    va_start(args, format);
    const char *message = format_message(c, format, args);
    va_end(args);
    if (message != NULL && c->warned != NULL) {
        OuCcWarning *note = ou_arena_take(c->arena, sizeof *note);
        if (note == NULL)
            return;
        *note = (OuCcWarning){NULL, node, message};
        OuCcWarning **last = c->warned;
        while (*last != NULL)
            last = &(*last)->next;
        *last = note;
    }
    if (message != NULL && !c->warn(c->warn_user, message, (int)node->line))
        ou_cc_error(c, ou_cc_pos(node), "%s", message);
}

bool ou_cc_too_deep_slow(OuCompiler *c)
{
    if (!c->failed) {
        c->failed = true;
        *c->error = (OuSyntaxError){.kind = OU_SYNTAX_RECURSION,
                                    .message = "maximum recursion depth exceeded during compilation"};
    }
    return true;
}

/* ---- units ---- */

static int by_name(OuSymbol *const *a, OuSymbol *const *b)
{
    return strcmp((*a)->name->text, (*b)->name->text);
}

/* Shell sort: the lists are short. */
static void sort_symbols(OuSymbol **items, uint32_t count)
{
    for (uint32_t gap = count / 2; gap > 0; gap /= 2)
        for (uint32_t i = gap; i < count; i++)
            for (uint32_t k = i; k >= gap && by_name(&items[k - gap], &items[k]) > 0; k -= gap) {
                OuSymbol *swap = items[k];
                items[k] = items[k - gap];
                items[k - gap] = swap;
            }
}

static bool is_plain_local(const OuUnit *unit, const OuSymbol *symbol)
{
    return symbol->binding == OU_BIND_LOCAL && !(symbol->flags & OU_SYM_PARAM) &&
           (symbol->flags & OU_SYM_REAL) && unit->scope->kind == OU_SCOPE_FUNCTION;
}

/* Parameters that are cells come before the other cells, in their order. */
static uint32_t put_parameters_first(OuUnit *unit, uint32_t cells, uint32_t parameters)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < parameters; i++)
        count += unit->variables[i]->binding == OU_BIND_CELL;
    for (uint32_t i = cells; count > 0 && i-- > 0;)
        unit->cells[i + count] = unit->cells[i];
    count = 0;
    for (uint32_t i = 0; i < parameters; i++)
        if (unit->variables[i]->binding == OU_BIND_CELL)
            unit->cells[count++] = unit->variables[i];
    return cells + count;
}

/* Collect cells and free variables, number them, leave room for locals. */
static void number_variables(OuCompiler *c, OuUnit *unit)
{
    OuScope *scope = unit->scope;
    uint32_t locals = 0, cells = 0, frees = 0, parameters = 0;
    size_t size = ((size_t)scope->symbol_count + 3) * sizeof(OuSymbol *);
    unit->cells = ou_cc_take(c, size);
    unit->frees = ou_cc_take(c, size);
    unit->variables = ou_cc_take(c, size);
    if (unit->variables == NULL || unit->frees == NULL || unit->cells == NULL)
        return;
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        OuSymbol *symbol = scope->symbols[i];
        symbol->place = OU_NO_REGISTER;
        locals += is_plain_local(unit, symbol);
        if (symbol->flags & OU_SYM_PARAM) {
            unit->variables[parameters] = symbol;
            symbol->place = (uint16_t)parameters++;
        }
        if (symbol->binding == OU_BIND_CELL && !(symbol->flags & OU_SYM_PARAM))
            unit->cells[cells++] = symbol;
        if (symbol->binding == OU_BIND_FREE || (symbol->flags & OU_SYM_FREE_CLASS))
            unit->frees[frees++] = symbol;
    }
    if (unit->class_cell != NULL)
        unit->cells[cells++] = unit->class_cell;
    sort_symbols(unit->cells, cells);
    sort_symbols(unit->frees, frees);
    cells = put_parameters_first(unit, cells, parameters);
    uint32_t first = unit->uses_namespace ? 1 : 0;
    unit->parameter_count = (uint16_t)parameters;
    unit->next_local = (uint16_t)(first + parameters);
    uint32_t next = first + parameters + locals;
    unit->first_cell = (uint16_t)next;
    for (uint32_t i = 0; i < cells; i++)
        if (unit->cells[i]->place == OU_NO_REGISTER) {
            unit->variables[next] = unit->cells[i];
            unit->cells[i]->place = (uint16_t)next++;
        }
    for (uint32_t i = 0; i < frees; i++)
        unit->frees[i]->place = (uint16_t)i;
    if (next > 60000 || frees > 60000) {
        ou_cc_error(c, scope->pos, "too many variables");
        return;
    }
    unit->cell_count = (uint16_t)cells;
    unit->free_count = (uint16_t)frees;
    unit->local_count = (uint16_t)next;
    unit->next_temp = unit->register_count = next;
}

/* `name`, or outer's qualified name, "<locals>" if that is a function, and the name. */
void ou_unit_set_qualname(OuCompiler *c)
{
    OuUnit *unit = c->unit, *outer = unit->outer;
    unit->qualname = unit->name;
    if (outer == NULL || outer->kind == OU_UNIT_MODULE)
        return;
    if (unit->kind == OU_UNIT_FUNCTION || unit->kind == OU_UNIT_ASYNC_FUNCTION ||
        unit->kind == OU_UNIT_CLASS) {
        OuName *mangled = ou_cc_mangle(c, outer->private_name, unit->name);
        OuSymbol *symbol = ou_scope_find(outer->scope, mangled);
        if (symbol != NULL && symbol->binding == OU_BIND_GLOBAL_EXPLICIT)
            return;
    }
    bool plain = outer->kind == OU_UNIT_CLASS || outer->kind == OU_UNIT_COMPREHENSION;
    const char *between = plain ? "." : ".<locals>.";
    size_t between_len = strlen(between);
    size_t len = outer->qualname->len + between_len + unit->name->len;
    char *text = ou_cc_take(c, len + 1);
    if (text == NULL)
        return;
    memcpy(text, outer->qualname->text, outer->qualname->len);
    memcpy(text + outer->qualname->len, between, between_len);
    memcpy(text + outer->qualname->len + between_len, unit->name->text, unit->name->len);
    unit->qualname = ou_cc_name(c, text, len);
}

bool ou_unit_enter(OuCompiler *c, OuUnit *unit, OuUnitKind kind, OuScope *scope, OuName *name,
                   int32_t line)
{
    *unit = (OuUnit){.outer = c->unit, .scope = scope, .kind = kind, .name = name, .first_line = line};
    unit->private_name = c->unit != NULL ? c->unit->private_name : NULL;
    unit->uses_namespace = kind == OU_UNIT_CLASS ||
                           (kind == OU_UNIT_MODULE && (c->flags & OU_COMPILE_NESTED_EXEC) != 0);
    if (scope == NULL) {
        ou_cc_no_memory(c);
        return false;
    }
    if (kind == OU_UNIT_CLASS && scope->needs_class_closure) {
        unit->class_cell = ou_cc_take(c, sizeof(OuSymbol));
        if (unit->class_cell == NULL)
            return false;
        unit->class_cell->name = ou_cc_name(c, "__class__", 9);
        unit->class_cell->place = OU_NO_REGISTER;
    }
    unit->watched = (c->flags & OU_COMPILE_WATCHED) != 0;
    c->unit = unit;
    number_variables(c, unit);
    ou_unit_set_qualname(c);
    unit->pos = (OuPos){line, line, 0, 0};
    for (uint32_t i = 0; i < unit->cell_count && !c->failed; i++)
        ou_emit(c, OU_MAKECELL_OP, unit->cells[i]->place, 0, 0);
    if (c->failed)
        c->unit = unit->outer;
    return !c->failed;
}

OuProto *ou_unit_leave(OuCompiler *c)
{
    OuProto *proto = NULL;
    if (!c->failed)
        ou_peephole(c);
    if (!c->failed)
        proto = ou_assemble(c);
    if (proto == NULL) /* else it owns them */
        for (uint32_t i = 0; i < c->unit->const_count; i++)
            if (c->unit->consts[i].value.kind == OU_CONST_CODE)
                ou_proto_unref(c->unit->consts[i].value.code);
    c->unit = c->unit->outer;
    return proto;
}

/* ---- __future__ ---- */

static bool is_future_import(const OuAstNode *node)
{
    return node->kind == OU_AST_ImportFrom &&
           ou_ast_text_is(OU_AST(ImportFrom, node)->module, "__future__");
}

/* These say where by line and column alone, and one of them counts columns from 0. */
#define future_error(c, node, first, ...) \
    (ou_cc_error((c), ou_cc_pos(node), __VA_ARGS__), \
     (c)->error->column += (first) - 1, (c)->error->end_line = (c)->error->line, \
     (c)->error->no_end_column = true)

static void check_future(OuCompiler *c, const OuAstImportFrom *s)
{
    static const char *const old[] = {
        "nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "generator_stop",
    };
    for (uint32_t i = 0; i < s->names.len; i++) {
        OuAstText name = OU_AST(alias, s->names.items[i])->name;
        bool known = false;
        for (size_t k = 0; k < OU_COUNT_OF(old); k++)
            known |= ou_ast_text_is(name, old[k]);
        if (known)
            continue;
        if (ou_ast_text_is(name, "annotations"))
            c->future_annotations = true;
        else if (ou_ast_text_is(name, "barry_as_FLUFL"))
            future_error(c, &s->node, 1, "future feature barry_as_FLUFL is not supported");
        else if (ou_ast_text_is(name, "braces"))
            future_error(c, &s->node, 1, "not a chance");
        else
            future_error(c, &s->node, 1, "future feature %.*s is not defined", (int)name.len, name.text);
    }
}

/* Future statements come before all others but a docstring. */
static void find_futures(OuCompiler *c, const OuAstSeq *body)
{
    bool done = false;
    int32_t previous_line = 0;
    for (uint32_t i = 0; i < body->len && !c->failed; i++) {
        const OuAstNode *s = body->items[i];
        if (done && (int32_t)s->line > previous_line)
            return;
        previous_line = (int32_t)s->line;
        if (is_future_import(s)) {
            if (done) {
                future_error(c, s, 0, "from __future__ imports must occur at the beginning of the file");
                return;
            }
            check_future(c, OU_AST(ImportFrom, s));
            c->future_line = (int32_t)s->line;
        } else if (s->kind != OU_AST_Expr || i > 0 || !ou_const_is_str(OU_AST(Expr, s)->value)) {
            done = true;
        }
    }
}

/* ---- the compilation ---- */

static OuProto *compile_root(OuCompiler *c, OuAstNode *root)
{
    OuUnit unit;
    OuName *name = ou_cc_name(c, "<module>", 8);
    if (!ou_unit_enter(c, &unit, OU_UNIT_MODULE, c->module_scope, name, 1))
        return NULL;
    if (root->kind == OU_AST_Expression) {
        OuAstNode *body = OU_AST(Expression, root)->body;
        ou_cc_at(c, body);
        OuOperand value = ou_expr_operand(c, body, NULL);
        ou_emit(c, OU_RETURN_OP | OU_DIES(value, A), value.reg, 0, 0);
    } else if (root->kind == OU_AST_Interactive) {
        unit.interactive_value = true;
        ou_stmts_body(c, &OU_AST(Interactive, root)->body);
    } else {
        ou_stmts_body(c, &OU_AST(Module, root)->body);
    }
    return ou_unit_leave(c);
}

/* Number the constants that occur more than once from 1 on. */
static uint32_t number_shared(OuCompiler *c)
{
    uint32_t next = 1;
    for (uint32_t i = 0; i < c->shared_size; i++)
        for (OuUnitConst *entry = c->shared[i]; entry != NULL; entry = entry->next)
            entry->number = entry->uses > 1 ? next++ : 0;
    return next;
}

static void renumber_const(OuConst *value, uint32_t const *numbers)
{
    if (value->shared != 0)
        value->shared = numbers[value->shared];
    if (value->kind == OU_CONST_TUPLE || value->kind == OU_CONST_FROZENSET)
        for (size_t i = 0; i < value->items.count; i++)
            renumber_const(&value->items.items[i], numbers);
}

static void renumber_proto(OuProto *proto, uint32_t const *numbers, uint32_t count)
{
    proto->shared_count = count;
    for (uint32_t i = 0; i < proto->const_count; i++) {
        if (proto->consts[i].kind == OU_CONST_CODE)
            renumber_proto(proto->consts[i].code, numbers, count);
        else
            renumber_const(&proto->consts[i], numbers);
    }
}

static bool settle_shared(OuCompiler *c, OuProto *proto)
{
    uint32_t *numbers = ou_cc_take(c, ((size_t)c->shared_count + 1) * sizeof(uint32_t));
    if (numbers == NULL)
        return false;
    for (uint32_t i = 0; i < c->shared_size; i++)
        for (OuUnitConst *entry = c->shared[i]; entry != NULL; entry = entry->next)
            entry->hash = entry->number; /* its provisional number, which protos hold */
    uint32_t count = number_shared(c);
    for (uint32_t i = 0; i < c->shared_size; i++)
        for (OuUnitConst *entry = c->shared[i]; entry != NULL; entry = entry->next)
            numbers[entry->hash] = entry->number;
    renumber_proto(proto, numbers, count);
    return true;
}

OuProto *ou_compile(OuMem *mem, OuArena *arena, const OuAstNode *root, const char *filename,
                    uint32_t flags, uintptr_t stack_end, OuSyntaxError *error, OuWarnFn warn,
                    void *user)
{
    OuCompiler compiler = {
        .mem = mem, .arena = arena, .filename = filename, .flags = flags, .error = error,
        .warn = warn, .warn_user = user, .future_line = -1, .stack_end = stack_end,
    };
    OuCompiler *c = &compiler;
    OuAstNode *tree = (OuAstNode *)root;
    c->future_annotations = (flags & OU_COMPILE_ANNOTATIONS) != 0;
    c->interactive = tree->kind == OU_AST_Interactive;
    if (tree->kind == OU_AST_Module)
        find_futures(c, &OU_AST(Module, tree)->body);
    else if (tree->kind == OU_AST_Interactive)
        find_futures(c, &OU_AST(Interactive, tree)->body);
    if (!c->failed)
        ou_fold_tree(c, tree);
    if (c->failed || !ou_scope_build(c, tree))
        return NULL;
    OuProto *proto = compile_root(c, tree);
    if (proto != NULL && !settle_shared(c, proto)) {
        ou_proto_unref(proto);
        return NULL;
    }
    return proto;
}
