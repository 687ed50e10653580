/* code.h - compiled code.
 *
 * OuProto is what the compiler makes: immutable, position-independent, free of objects
 * (constants are inert data), counted atomically: shared by all VMs of a process.
 * OuCode is the object that scripts see; one per proto and VM. It holds the constants and
 * names as objects of its VM, made on first use, and once warm a private copy of the
 * instructions which rewrite themselves (quickening) and keep their caches inline. */
#ifndef OU_CODE_CODE_H
#define OU_CODE_CODE_H
#include "object/state.h"

typedef struct OuInsn {
    uint16_t op; /* low 10 bits: opcode; high 6: flags */
    uint16_t a;
    union {
        struct { uint16_t b, c; };
        int32_t k;
        uint32_t u;
    };
} OuInsn;
_Static_assert(sizeof(OuInsn) == 8, "an instruction is 64 bits");

#define OU_OPCODE_MASK 0x03FFu
#define OU_DIES_A 0x0400u
#define OU_DIES_B 0x0800u
#define OU_DIES_C 0x1000u
#define OU_TEMP 0x2000u
#define OU_INPLACE 0x4000u
#define OU_NO_REGISTER 0xFFFFu

typedef enum OuOpcode {
#define OP(name, operands, words, meaning) OU_##name##_OP,
#define QOP(name, base) OU_##name##_OP,
#include "code/opcode.def"
#undef OP
#undef QOP
    OU_OPCODE_COUNT
} OuOpcode;

typedef struct OuOpInfo {
    const char *name, *operands, *meaning;
    uint8_t words;
    uint16_t base; /* quickened forms: what they were made from; else itself */
} OuOpInfo;
extern const OuOpInfo ou_op_info[OU_OPCODE_COUNT];

/* Words between the callable's register and the first argument: the callable, then the
 * callee's frame head (vm/frame.h asserts its size). */
#define OU_FRAME_WORDS 10
#define OU_CALL_GAP (OU_FRAME_WORDS + 1)

/* A constant as inert data. */
typedef enum OuConstKind {
    OU_CONST_NONE, OU_CONST_TRUE, OU_CONST_FALSE, OU_CONST_ELLIPSIS, OU_CONST_INT, OU_CONST_BIG_INT,
    OU_CONST_FLOAT, OU_CONST_COMPLEX, OU_CONST_STR, OU_CONST_BYTES, OU_CONST_TUPLE, OU_CONST_FROZENSET,
    OU_CONST_CODE
} OuConstKind;
typedef struct OuConst {
    OuConstKind kind;
    bool intern;                     /* str: looks like an identifier */
    uint32_t shared;                 /* equal constants of one compilation have the same number and
                                        become one object; 0: occurs once */
    union {
        int64_t integer;
        double real[2];
        struct { char *text; size_t size; } text;       /* str (WTF-8), bytes, big int (decimal or 0x…) */
        struct { struct OuConst *items; size_t count; } items; /* tuple, frozenset */
        struct OuProto *code;
    };
} OuConst;

/* [start, end) in words. Sorted by start, without overlaps: at most one handler for a word. */
typedef struct OuHandler {
    uint32_t start, end, target;
    uint16_t depth;   /* temporaries from this register on are released before the handler runs */
    uint16_t spare;
} OuHandler;

/* Which temporaries are owned and live at an instruction: for the words from `pc` on, until
 * the next entry. `registers` indexes OuProto.live_registers: count, then register numbers. */
typedef struct OuLive {
    uint32_t pc, registers;
} OuLive;

typedef struct OuPosition {
    uint32_t pc;
    int32_t line, end_line;   /* 0: none */
    int32_t column, end_column; /* bytes from 0; -1: none */
} OuPosition;

#define OU_CODE_VARARGS 0x0004u      /* CPython's co_flags */
#define OU_CODE_VARKEYWORDS 0x0008u
#define OU_CODE_NESTED 0x0010u
#define OU_CODE_OPTIMIZED 0x0001u
#define OU_CODE_NEWLOCALS 0x0002u
#define OU_CODE_GENERATOR 0x0020u
#define OU_CODE_COROUTINE 0x0080u
#define OU_CODE_ITERABLE_COROUTINE 0x0100u
#define OU_CODE_ASYNC_GENERATOR 0x0200u
/* Its calls make an object that runs later. */
#define OU_CODE_RUNS_LATER (OU_CODE_GENERATOR | OU_CODE_COROUTINE | OU_CODE_ASYNC_GENERATOR)

typedef struct OuProto {
    uint32_t refs; /* atomic */
    OuMem *mem;    /* that it was allocated from: the process's when shared */
    struct OuProtoPool *pool; /* that it is part of; NULL: it is counted by itself */
    struct OuProto *base; /* code.replace(): everything behind pointers belongs to this one; else NULL */
    OuInsn *insns;
    uint32_t insn_count;        /* words */
    OuConst *consts;
    uint32_t const_count;
    uint32_t shared_count;      /* OuConst.shared is below it; the same in all code of a compilation */
    char **names;               /* NUL-terminated UTF-8; lengths in name_sizes */
    uint32_t *name_sizes;
    uint32_t name_count;
    uint32_t code_name_count;   /* the first ones: those that instructions name (co_names) */
    /* Variables: register i is named variable_names[i]; index into names. */
    uint32_t *variable_names;
    uint16_t local_count;       /* registers that are variables, cells included */
    uint16_t register_count;    /* all */
    uint16_t argument_count;    /* positional (and positional-only) parameters */
    uint16_t positional_only, keyword_only;
    uint32_t *cell_registers;   /* variables that are cells: those registers hold an OuCell … */
    uint16_t cell_count;
    uint32_t *free_names;       /* closure: index into names */
    uint16_t free_count;
    bool library;               /* of ouro's own modules: may import what the host does not offer */
    bool uses_namespace;        /* class body, exec: register 0 holds the namespace */
    uint32_t flags;             /* OU_CODE_… */
    uint32_t name, qualname;    /* index into names */
    char *filename;
    int32_t first_line;
    OuHandler *handlers;
    uint32_t handler_count;
    OuLive *live;
    uint32_t live_count;
    uint16_t *live_registers;
    uint32_t live_register_count;
    OuPosition *positions;      /* sorted by pc */
    uint32_t position_count;
    char *doc;                  /* text of constant 0 if that is the docstring; else NULL */
    size_t doc_size;
} OuProto;

/* Code that all VMs of a process may use, with the code in it: it has memory of its own, is
 * counted as one (whatever of it is referred to) and freed at once. */
typedef struct OuProtoPool {
    uint32_t refs; /* atomic */
    OuMem mem;     /* `proto` and all of its parts */
    OuProto *proto;
    char *source;  /* its text, for tracebacks, in `mem` too */
    size_t source_size;
} OuProtoPool;
/* Make `pool` (its proto compiled into its memory, its one reference the caller's) the owner of its code. */
void ou_proto_pool_own(OuProtoPool *pool);
void ou_proto_pool_ref(OuProtoPool *pool);
void ou_proto_pool_unref(OuProtoPool *pool);

void ou_proto_ref(OuProto *proto);
void ou_proto_unref(OuProto *proto);
/* RERAISE: which line the frame shows then: its own, or that of what raised the exception. */
enum { OU_RERAISE_HERE, OU_RERAISE_WITH, OU_RERAISE_NAMED };

/* Equal and of the same types all the way down; 0.0 and -0.0 differ, code must be the same. */
bool ou_const_equal(const OuConst *a, const OuConst *b);
/* The same code, constants and positions all the way down? (Not the same file.) */
bool ou_proto_equal(const OuProto *a, const OuProto *b);

/* The objects of constants that several code objects of one compilation have in common. */
typedef struct OuConstShare {
    uint32_t refs, count;
    struct {
        OuObj *object; /* owned; NULL: not made yet, or nobody will ask for it again */
        size_t left;   /* places in code that has not made its constants yet */
    } items[];
} OuConstShare;

typedef struct OuCode {
    OuGcObj gc;                 /* never tracked: cannot be part of a cycle */
    OuProto *proto;
    OuInsn *insns;              /* the proto's, or the private copy */
    OuObj **consts;             /* const_count, owned; all made when the code first runs */
    OuStr **names;              /* name_count, owned, interned */
    OuStr *filename, *name, *qualname;
    uint32_t warmth;
    uint32_t version;           /* for call caches; 0: none */
    uint32_t collections;       /* how many there had been when it was compiled */
    OuConstShare *share;        /* NULL if nothing is shared */
    bool ready;                 /* consts and names exist */
    bool quickened;             /* insns is a private copy */
} OuCode;
#define OU_CODE(o) ((OuCode *)(o))

/* A code object for `proto` (its reference is consumed). Constants are made by ou_code_prepare. */
OuObj *ou_code_new_take(OuVM *vm, OuProto *proto);
/* co_varnames; new reference. */
OuObj *ou_code_varnames(OuVM *vm, OuObj *code);
/* Make names and constants; done before the first execution. */
OU_MUST_CHECK bool ou_code_prepare_slow(OuVM *vm, OuCode *code);
OU_INLINE bool ou_code_prepare(OuVM *vm, OuCode *code)
{
    return OU_LIKELY(code->ready) || ou_code_prepare_slow(vm, code);
}
/* Give it a private copy of the instructions to quicken. Failure (no memory) is harmless. */
void ou_code_quicken(OuVM *vm, OuCode *code);

/* The innermost handler that covers word `pc`, or NULL. */
const OuHandler *ou_code_handler(const OuProto *proto, uint32_t pc);
/* Registers of live owned temporaries at word `pc`: *count and a pointer to their numbers. */
const uint16_t *ou_code_live(const OuProto *proto, uint32_t pc, uint32_t *count);
const OuPosition *ou_code_position(const OuProto *proto, uint32_t pc);
int ou_code_line(const OuProto *proto, uint32_t pc);

/* For the type's descriptor. */
void ou_code_dealloc(OuVM *vm, OuObj *self);
void ou_code_visit(OuObj *self, OuVisitFn fn, void *arg);
/* Bytes of a proto with its tables (without those inside it); of a code object's own tables beside its
 * block; of its private instructions; of all these. */
size_t ou_proto_size(const OuProto *proto);
size_t ou_code_own_size(const OuCode *code);
size_t ou_code_quick_size(const OuCode *code);
size_t ou_code_extra_size(const OuObj *self);

/* Print the instructions (and inner code) as text: code/disasm.c. */
void ou_disassemble(const OuProto *proto, bool inner, OuBuf *out);
/* Debug builds: check registers, jumps and lives; aborts with a message. code/verify.c */
void ou_verify(const OuProto *proto);

#endif
