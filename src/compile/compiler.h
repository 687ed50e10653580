/* compiler.h - what the files of the compiler share.
 *
 * OuCompiler is one compilation, OuUnit one code object being made, OuScope the names of a
 * block. All of it lives in the compilation's arena. Failure is sticky: the first error is
 * kept in c->error, later calls do nothing harmful, loops over statements stop.
 *
 * Temporaries are a stack: unit->next_temp is the first free one, and `owned` tells which of
 * those below hold a reference. ou_emit keeps `owned` right by ou_op_effects. A function
 * that compiles an expression leaves next_temp as it found it; its result is in the target,
 * or, if that is a temporary, in the register that next_temp names (ou_temp_take makes it
 * part of the stack).
 *
 * After an instruction that never goes on, the unit is `unreachable` until a label that
 * something jumps to is bound; what is emitted meanwhile is dropped. */
#ifndef OU_COMPILE_COMPILER_H
#define OU_COMPILE_COMPILER_H
#include "code/effects.h"
#include "compile/compile.h"

typedef OuAstarguments OuAstArguments;
typedef OuAstarg OuAstArg;
typedef OuAstcomprehension OuAstComprehension;
typedef OuAstalias OuAstAlias;
typedef OuAstkeyword OuAstKeyword;
typedef OuAstwithitem OuAstWithitem;
typedef OuAstmatch_case OuAstMatchCase;

typedef struct OuName {
    const char *text; /* NUL-terminated */
    uint32_t len, hash;
    struct OuName *next;
} OuName;

typedef struct OuPos {
    int32_t line, end_line, column, end_column; /* line 0: none */
} OuPos;

/* ---- scopes ---- */

enum {
    OU_SYM_GLOBAL = 1,        /* `global x` */
    OU_SYM_LOCAL = 2,         /* bound here */
    OU_SYM_PARAM = 4,
    OU_SYM_NONLOCAL = 8,
    OU_SYM_USE = 16,
    OU_SYM_FREE_CLASS = 32,   /* free in a method, bound in the class too */
    OU_SYM_IMPORT = 64,
    OU_SYM_ANNOTATED = 128,
    OU_SYM_COMP_ITER = 256,   /* iteration variable of a comprehension */
    OU_SYM_UNBINDS = 512,     /* del, or `except … as` */
    OU_SYM_WALRUS = 1024,
    OU_SYM_REAL = 2048,       /* used or bound by more than an annotation */
    OU_SYM_BOUND = OU_SYM_LOCAL | OU_SYM_PARAM | OU_SYM_IMPORT,
};

typedef enum OuBinding {
    OU_BIND_NONE, OU_BIND_LOCAL, OU_BIND_GLOBAL_EXPLICIT, OU_BIND_GLOBAL_IMPLICIT, OU_BIND_FREE,
    OU_BIND_CELL
} OuBinding;

typedef struct OuSymbol {
    OuName *name;
    uint32_t flags;
    uint8_t binding;      /* OuBinding */
    uint16_t place;       /* register, or number in the closure; OU_NO_REGISTER: not yet */
    struct OuSymbol *next_in_bucket;
} OuSymbol;

typedef enum OuScopeKind { OU_SCOPE_MODULE, OU_SCOPE_CLASS, OU_SCOPE_FUNCTION, OU_SCOPE_ANNOTATION } OuScopeKind;
typedef enum OuComprehension {
    OU_COMP_NONE, OU_COMP_LIST, OU_COMP_DICT, OU_COMP_SET, OU_COMP_GENERATOR
} OuComprehension;

typedef struct OuDirective { /* global or nonlocal statement, for the position of errors */
    OuName *name;
    OuPos pos;
    struct OuDirective *next;
} OuDirective;

typedef struct OuScope {
    OuScopeKind kind;
    OuComprehension comprehension;
    bool generator, coroutine, nested, returns_value, needs_class_closure, varargs, varkeywords;
    bool comp_iter_target;
    uint32_t comp_iter_expr;
    const OuAstNode *node;
    OuName *name;
    struct OuScope *parent, *first_child, *last_child, *sibling;
    OuSymbol **symbols; /* in order of first mention */
    uint32_t symbol_count, symbol_cap;
    OuSymbol **buckets;
    uint32_t bucket_count; /* power of two */
    OuDirective *directives, **directives_end; /* where the next one goes; NULL: there are none */
    OuPos pos;
} OuScope;

/* ---- code under construction ---- */

#define OU_NO_LABEL (-1)
typedef struct OuLabel {
    int32_t at;        /* index of the instruction it stands before; -1: not bound */
    uint32_t jumps;    /* instructions that jump here */
    uint32_t live;     /* live set on arrival (number), valid if known */
    bool known, handler;
} OuLabel;

typedef struct OuIns {
    OuInsn word;
    uint16_t extra_a;
    int32_t extra_k;
    int32_t label;       /* jump target or OU_NO_LABEL */
    uint32_t live;       /* live set */
    uint32_t handler;    /* number + 1, 0: none */
    OuPos pos;
    uint32_t offset;     /* of its first word, when laid out */
    bool gone, far;
} OuIns;

typedef struct OuTry { /* entry of the exception table */
    int32_t label;
    uint16_t depth;
} OuTry;

typedef struct OuLiveSet {
    uint32_t hash;
    uint16_t count;
    uint16_t *registers;
    uint32_t offset;     /* in OuProto.live_registers, when laid out; UINT32_MAX: not yet */
} OuLiveSet;

typedef struct OuPoolConst {
    OuConst value;
    struct OuUnitConst *same; /* of the whole compilation */
} OuPoolConst;

typedef enum OuBlockKind {
    OU_BLOCK_WHILE, OU_BLOCK_FOR, OU_BLOCK_TRY, OU_BLOCK_CATCH, OU_BLOCK_FINALLY, OU_BLOCK_FINALLY_END,
    OU_BLOCK_WITH, OU_BLOCK_ASYNC_WITH, OU_BLOCK_HANDLER, OU_BLOCK_STAR_HANDLER, OU_BLOCK_TEMP
} OuBlockKind;

/* What surrounds the statement being compiled. */
typedef struct OuBlock {
    struct OuBlock *outer;
    OuBlockKind kind;
    int32_t start, end;      /* labels for continue and break */
    uint32_t handler;        /* the handler outside of it */
    uint16_t temp;           /* first temporary that the block keeps */
    const OuAstSeq *body;    /* FINALLY: the final statements */
    OuName *name;            /* HANDLER: `as` name or NULL */
    OuPos pos;               /* WITH: of the statement */
} OuBlock;

typedef enum OuUnitKind {
    OU_UNIT_MODULE, OU_UNIT_CLASS, OU_UNIT_FUNCTION, OU_UNIT_ASYNC_FUNCTION, OU_UNIT_LAMBDA,
    OU_UNIT_COMPREHENSION
} OuUnitKind;

typedef struct OuUnit {
    struct OuUnit *outer;
    OuScope *scope;
    OuUnitKind kind;
    OuName *name, *qualname;
    OuName *private_name;     /* class whose private names are mangled, or NULL */
    int32_t first_line;
    bool interactive_value;   /* statements print the values of expressions */
    bool watched;             /* with STEPs (object/watch.h) */
    bool uses_namespace;      /* names that are not declared otherwise are in the namespace */
    uint16_t argument_count, positional_only, keyword_only, parameter_count;
    uint16_t local_count;     /* all variables */
    uint16_t next_local;      /* next plain local to get a register */
    uint16_t first_cell;      /* cells that are no parameters */
    OuSymbol **variables;     /* by register */
    OuSymbol **cells, **frees; /* sorted by name */
    OuSymbol *class_cell;      /* __class__ for the methods of a class body, or NULL */
    uint16_t cell_count, free_count;
    OuIns *code;
    uint32_t code_count, code_cap;
    OuLabel *labels;
    uint32_t label_count, label_cap;
    OuTry *tries;
    uint32_t try_count, try_cap;
    uint32_t handler;         /* of what is emitted now: number + 1 */
    OuPoolConst *consts;
    uint32_t const_count, const_cap;
    uint32_t *const_index;    /* hash table: number + 1 */
    uint32_t const_index_size;
    OuName **names;
    uint32_t name_count, name_cap;
    uint32_t *name_index;
    uint32_t name_index_size;
    OuLiveSet *sets;
    uint32_t set_count, set_cap;
    uint32_t *set_index;
    uint32_t set_index_size;
    uint32_t live;            /* set of what is owned now, if live_known */
    bool live_known;
    struct {
        uint32_t first, end;
    } unpacked[16];           /* registers whose values are on their way to targets: the first dies first */
    uint32_t unpacked_count;
    bool unreachable;
    bool has_checks;
    uint8_t *owned;           /* by register */
    uint32_t owned_cap;
    uint32_t next_temp, register_count;
    OuBlock *block;
    uint32_t block_depth;
    OuPos pos;
    OuPos compare_pos;        /* of the last comparison that became a jump; line 0: none */
    bool has_doc;
} OuUnit;

/* Equal constants anywhere in the compilation. */
typedef struct OuUnitConst {
    OuConst value;
    uint32_t hash, uses, number;
    struct OuUnitConst *next;
} OuUnitConst;

typedef struct OuCcWarning {
    struct OuCcWarning *next;
    const OuAstNode *node;
    const char *message;
} OuCcWarning;

typedef struct OuCompiler {
    OuMem *mem;
    OuArena *arena;
    const char *filename;
    uint32_t flags;
    bool interactive, future_annotations, failed;
    uint32_t turns; /* statements that were begun, by either pass */
    int32_t future_line;      /* of the last __future__ import that is at the top */
    OuSyntaxError *error;
    OuWarnFn warn;
    void *warn_user;
    struct OuCcWarning **warned; /* where to note warnings, or NULL */
    OuName **name_buckets;
    uint32_t name_bucket_count, name_count;
    OuScope **scope_map;      /* by node, open addressing */
    uint32_t scope_map_size, scope_count;
    OuScope *module_scope;
    OuScope *scope;           /* being visited */
    OuName *private_name;     /* while scopes are made */
    OuUnitConst **shared;
    uint32_t shared_size, shared_count;
    OuUnit *unit;
    uintptr_t stack_end;
} OuCompiler;

/* ---- compile.c: the compilation ---- */
void *ou_cc_take(OuCompiler *c, size_t size);           /* arena memory or NULL (failed) */
bool ou_cc_grow(OuCompiler *c, void *items, uint32_t len, uint32_t *cap, size_t item_size);
#define OU_CC_PUSH(c, array, len, cap) ou_cc_grow((c), &(array), (len), &(cap), sizeof *(array))
void ou_cc_no_memory(OuCompiler *c);
/* After OU_ASK_BYTES of a text; else c->failed. */
bool ou_cc_may_go_on(OuCompiler *c);
/* FNV-1a of a text, going on from `hash`. */
uint32_t ou_cc_hash_long(OuCompiler *c, uint32_t hash, const void *data, size_t size);
OU_INLINE uint32_t ou_cc_hash(OuCompiler *c, uint32_t hash, const void *data, size_t size)
{
    if (OU_UNLIKELY(size > OU_ASK_BYTES))
        return ou_cc_hash_long(c, hash, data, size);
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}
/* Another statement: now and then the VM is asked whether to go on. */
void ou_cc_turn(OuCompiler *c);
OuName *ou_cc_name(OuCompiler *c, const char *text, size_t len);
OuName *ou_cc_name_of(OuCompiler *c, OuAstText text);
OuName *ou_cc_mangle(OuCompiler *c, OuName *private_name, OuName *name);
OuName *ou_cc_mangled(OuCompiler *c, OuAstText text);   /* in the current unit */
bool ou_cc_is(const OuName *name, const char *text);
OuPos ou_cc_pos(const OuAstNode *node);
void ou_cc_error(OuCompiler *c, OuPos pos, const char *format, ...) OU_PRINTF(3, 4);
void ou_cc_error_plain(OuCompiler *c, const char *message);
void ou_cc_warn(OuCompiler *c, const OuAstNode *node, const char *format, ...) OU_PRINTF(3, 4);
bool ou_cc_too_deep_slow(OuCompiler *c);
/* Is the C stack used up? Then the compilation has failed. Asked wherever the tree is recursed into. */
OU_INLINE bool ou_cc_too_deep(OuCompiler *c)
{
    return OU_UNLIKELY((uintptr_t)__builtin_frame_address(0) < c->stack_end) && ou_cc_too_deep_slow(c);
}
void ou_cc_at(OuCompiler *c, const OuAstNode *node);    /* position of what follows */
OuPos ou_cc_attribute_pos(const OuAstNode *at, const OuAstAttribute *attribute);
/* Start and finish the code of a scope. */
bool ou_unit_enter(OuCompiler *c, OuUnit *unit, OuUnitKind kind, OuScope *scope, OuName *name, int32_t line);
OuProto *ou_unit_leave(OuCompiler *c);                  /* NULL on failure */
void ou_unit_set_qualname(OuCompiler *c);

/* ---- symtable.c, scope.c ---- */
bool ou_scope_build(OuCompiler *c, OuAstNode *root);
bool ou_scope_analyze(OuCompiler *c, OuScope *module);
OuScope *ou_scope_of(OuCompiler *c, const void *node);
OuSymbol *ou_scope_find(const OuScope *scope, const OuName *name);
OuSymbol *ou_scope_add(OuCompiler *c, OuScope *scope, OuName *name);

/* ---- fold.c, constant.c, unparse.c, warn.c ---- */
void ou_fold_tree(OuCompiler *c, OuAstNode *root);
/* Is the node a constant? Its value as data. */
bool ou_const_is(const OuAstNode *node);
bool ou_const_get(OuCompiler *c, const OuAstNode *node, OuConst *out);
void ou_const_put(OuCompiler *c, OuAstNode **slot, const OuConst *value); /* replace a node */
int ou_const_truth(OuCompiler *c, const OuAstNode *node); /* 1, 0; -1 if it is no constant */
bool ou_const_small(OuCompiler *c, const OuAstNode *node, int64_t least, int64_t most, int32_t *out);
bool ou_const_is_none(const OuAstNode *node);
bool ou_const_is_str(const OuAstNode *node);
bool ou_const_is_identifier(OuCompiler *c, OuAstText text); /* only letters, digits and _: such strings are interned */
bool ou_const_equal_value(const OuConst *a, const OuConst *b); /* by ==: 1, 1.0 and True are equal */
uint32_t ou_const_hash(OuCompiler *c, const OuConst *value);
const char *ou_const_type_name(OuCompiler *c, const OuAstNode *node);
OuAstText ou_unparse(OuCompiler *c, const OuAstNode *node);
/* PyCF_ALLOW_TOP_LEVEL_AWAIT, and this is the top level. */
static inline bool ou_cc_awaits_at_top(const OuCompiler *c)
{
    return (c->flags & OU_COMPILE_TOP_LEVEL_AWAIT) && c->unit->scope->kind == OU_SCOPE_MODULE;
}

void ou_warn_caller(OuCompiler *c, const OuAstNode *call);
void ou_warn_subscript(OuCompiler *c, const OuAstNode *subscript);
void ou_warn_compare(OuCompiler *c, const OuAstNode *compare);

/* ---- emit.c: instructions, labels, pools; regs.c: temporaries ---- */
typedef struct OuOperand {
    uint16_t reg;
    bool temp; /* a temporary that dies in the instruction that uses it */
} OuOperand;

uint16_t ou_temp_take(OuCompiler *c);      /* the next free one */
void ou_temp_need(OuCompiler *c, uint32_t count); /* so many registers from next_temp on will be used */
void ou_temp_release(OuCompiler *c, uint16_t reg); /* emit RELEASE */
uint32_t ou_live_now(OuCompiler *c);
/* The owned registers from `first` to `end` are stored from the first to the last: until ou_unpacked_done
 * they are listed the other way round, so that they are released in this order too. */
void ou_unpacked_begin(OuCompiler *c, uint32_t first, uint32_t end);
void ou_unpacked_done(OuCompiler *c);
uint32_t ou_live_without(OuCompiler *c, const OuEffects *without); /* … what is consumed */
void ou_live_own(OuCompiler *c, uint32_t reg, bool own);
void ou_live_set(OuCompiler *c, uint32_t set); /* make `owned` what the set says */
/* Save and restore what is owned, around code that leaves a block early. */
uint8_t *ou_owned_save(OuCompiler *c);
void ou_owned_restore(OuCompiler *c, const uint8_t *saved);

void ou_emit(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc);
void ou_emit_k(OuCompiler *c, uint32_t op, uint32_t a, int64_t k);
void ou_emit_extra(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc, uint32_t extra_a, int64_t extra_k);
void ou_emit_jump(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, int32_t label);
void ou_emit_jump_extra(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc, int32_t label);
int32_t ou_label_new(OuCompiler *c);
void ou_label_bind(OuCompiler *c, int32_t label);
/* Bind a label that only later code jumps to (the top of a loop): reachable if `alive`. */
void ou_label_bind_loop(OuCompiler *c, int32_t label, bool alive, uint32_t live);
uint32_t ou_try_new(OuCompiler *c, uint32_t depth, int32_t *label); /* handler number + 1 */
/* The handler's code begins: only temporaries below its depth are owned. */
void ou_try_begin_handler(OuCompiler *c, int32_t label);
uint32_t ou_pool_name(OuCompiler *c, OuName *name);
uint32_t ou_pool_const(OuCompiler *c, const OuConst *value);
void ou_emit_const(OuCompiler *c, const OuConst *value, OuOperand target);
void ou_emit_none(OuCompiler *c, OuOperand target);
void ou_emit_text(OuCompiler *c, const char *text, size_t len, OuOperand target);
void ou_emit_move(OuCompiler *c, OuOperand target, OuOperand source);
#define OU_WRITES(target) ((target).temp ? OU_TEMP : 0u)
#define OU_DIES(operand, which) ((operand).temp ? OU_DIES_##which : 0u)

/* ---- peephole.c, assemble.c ---- */
void ou_peephole(OuCompiler *c);
OuProto *ou_assemble(OuCompiler *c);

/* ---- name.c: variables ---- */
typedef enum OuPlaceKind {
    OU_PLACE_LOCAL, OU_PLACE_CELL, OU_PLACE_FREE, OU_PLACE_CLASS_FREE, OU_PLACE_GLOBAL, OU_PLACE_NAME
} OuPlaceKind;
typedef struct OuPlace {
    OuPlaceKind kind;
    OuSymbol *symbol;
    OuName *name;
} OuPlace;
OuPlace ou_place_of(OuCompiler *c, OuName *mangled);
OuPlace ou_place_peek(OuCompiler *c, OuName *mangled);
/* The symbol if `target` names a plain local, numbered after the locals in `value` (unless that is NULL). */
OuSymbol *ou_name_local_of(OuCompiler *c, const OuAstNode *target, const OuAstNode *value);
void ou_place_load(OuCompiler *c, OuPlace place, OuOperand target);
void ou_place_store(OuCompiler *c, OuPlace place, OuOperand source);
void ou_place_delete(OuCompiler *c, OuPlace place);
void ou_place_check(OuCompiler *c, OuPlace place);  /* UnboundLocalError where it may be unbound */
void ou_name_touch(OuCompiler *c, const OuAstNode *e); /* number the locals of code that comes later */
void ou_name_unbind(OuCompiler *c, OuName *mangled);   /* name = None; del name */
void ou_name_store(OuCompiler *c, OuName *mangled, OuOperand source);
bool ou_name_forbidden(OuCompiler *c, OuAstText name, OuPos pos, OuAstContext ctx);
void ou_emit_closure(OuCompiler *c, OuScope *inner, bool *any); /* tuple of cells to the next temporary */

/* ---- expr.c, call.c, cond.c ---- */
OuOperand ou_expr_target(OuCompiler *c);                       /* the next temporary, not taken */
void ou_expr_into(OuCompiler *c, const OuAstNode *node, OuOperand target);
uint16_t ou_expr_temp(OuCompiler *c, const OuAstNode *node);   /* into a new temporary, taken */
/* A register to read: a variable in place, or a new temporary. `later` (may be NULL) are expressions
 * evaluated before the use: if they can rebind the variable it is copied. */
OuOperand ou_expr_operand(OuCompiler *c, const OuAstNode *node, const OuAstNode *later);
void ou_expr_discard(OuCompiler *c, const OuAstNode *node);
bool ou_expr_rebinds(OuCompiler *c, const OuAstNode *node, const OuSymbol *symbol);
void ou_expr_jump(OuCompiler *c, const OuAstNode *node, int32_t label, bool when);
void ou_expr_jump_value(OuCompiler *c, const OuAstNode *node, int32_t label, bool when);
void ou_expr_slice(OuCompiler *c, const OuAstNode *slice, OuOperand target);
bool ou_expr_super(OuCompiler *c, const OuAstAttribute *e, uint32_t op, OuOperand target);
uint16_t ou_op_binary(OuAstOperator op);
void ou_emit_binary(OuCompiler *c, OuAstOperator op, uint32_t flags, OuOperand left, const OuAstNode *right,
                    const OuAstNode *at, OuOperand target);
void ou_emit_await(OuCompiler *c, OuOperand value, int kind, OuOperand target);
void ou_emit_yield_from(OuCompiler *c, uint16_t iterator, OuOperand target);
void ou_emit_yield(OuCompiler *c, OuOperand value, OuOperand target);
void ou_call_into(OuCompiler *c, const OuAstCall *call, OuOperand target);
/* Arguments for the callable at `window` (taken already), behind `prefix` that are there; then the call. */
void ou_call_finish(OuCompiler *c, uint16_t window, uint32_t prefix, const OuAstSeq *args,
                    const OuAstSeq *keywords, OuOperand target);
bool ou_call_needs_ex(const OuAstSeq *args, const OuAstSeq *keywords);
void ou_call_check_keywords(OuCompiler *c, const OuAstSeq *keywords, const OuAstNode *at);
uint16_t ou_call_window(OuCompiler *c);                        /* take a window's callable register */
void ou_call_open(OuCompiler *c, uint16_t window);             /* reserve the gap: arguments come next */

/* ---- assign.c ---- */
void ou_assign_to(OuCompiler *c, const OuAstNode *target, OuOperand source);
void ou_stmt_assign(OuCompiler *c, const OuAstAssign *s);
void ou_stmt_augassign(OuCompiler *c, const OuAstAugAssign *s);
void ou_stmt_annassign(OuCompiler *c, const OuAstAnnAssign *s);
void ou_stmt_delete(OuCompiler *c, const OuAstNode *target);

/* ---- stmt.c, flow.c, try.c, func.c, comp.c, match.c ---- */
void ou_stmt(OuCompiler *c, OuAstNode *node);
void ou_stmts(OuCompiler *c, const OuAstSeq *body);
void ou_stmts_body(OuCompiler *c, const OuAstSeq *body);        /* of module or class: docstring, annotations */
bool ou_stmts_doc(OuCompiler *c, const OuAstSeq *body, OuConst *doc);
void ou_block_push(OuCompiler *c, OuBlock *block, OuBlockKind kind);
void ou_block_pop(OuCompiler *c, OuBlock *block);
/* Leave all blocks (for return, with the value in `kept` if that is a temporary) or up to the
 * innermost loop, which is the result. The caller restores unit->block and handler. */
OuBlock *ou_block_unwind(OuCompiler *c, bool to_loop, OuOperand kept);
bool ou_block_copies(OuCompiler *c);  /* would leaving rebind variables? */
void ou_flow_while(OuCompiler *c, OuAstWhile *s);
void ou_flow_for(OuCompiler *c, OuAstFor *s);
void ou_flow_async_for(OuCompiler *c, OuAstAsyncFor *s);
void ou_flow_async_next(OuCompiler *c, uint16_t iterator, const OuAstNode *target, const OuAstNode *at,
                        int32_t *exhausted);
void ou_flow_if(OuCompiler *c, OuAstIf *s);
void ou_flow_with(OuCompiler *c, OuAstWith *s, uint32_t item);
void ou_flow_async_with(OuCompiler *c, OuAstAsyncWith *s, uint32_t item);
void ou_flow_try(OuCompiler *c, OuAstTry *s);
void ou_flow_try_star(OuCompiler *c, OuAstTryStar *s);
void ou_flow_match(OuCompiler *c, OuAstMatch *s);
void ou_func_def(OuCompiler *c, OuAstNode *node);
void ou_func_class(OuCompiler *c, OuAstClassDef *s);
void ou_func_lambda(OuCompiler *c, const OuAstLambda *e, OuOperand target);
void ou_func_make(OuCompiler *c, OuProto *proto, OuScope *scope, uint32_t parts, uint16_t first, OuOperand target);
void ou_func_comprehension(OuCompiler *c, const OuAstNode *e, OuOperand target);
void ou_func_annotation(OuCompiler *c, const OuAstNode *annotation, OuOperand target);
bool ou_func_is_async(const OuUnit *unit);

#endif
