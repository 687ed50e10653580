/* code_object.c - the type `code` as scripts see it.
 *
 * Offsets (co_lines, tb_lasti) count bytes of co_code; co_positions() has an entry for two bytes,
 * as CPython's instructions have two: an instruction's entry is repeated. Comparing constants may compare any built-in atoms, nothing of a script's. */
#include "code/code.h"
#include "object/args.h"
#include "object/exception.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "object/int.h"
#include <string.h>

static OuObj *name_tuple(OuVM *vm, OuCode *code, const uint32_t *indices, size_t count)
{
    const OuProto *proto = code->proto;
    OuObj *tuple = ou_tuple_alloc(vm, count);
    if (tuple == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        uint32_t k = indices != NULL ? indices[i] : (uint32_t)i;
        OuStr *name = ou_str_intern(vm, proto->names[k], proto->name_sizes[k]);
        if (name == NULL) {
            ou_unref(vm, tuple);
            return NULL;
        }
        OU_TUPLE(tuple)->items[i] = OU_OBJ(name);
    }
    if (count > 0)
        ou_gc_track(vm, tuple);
    return tuple;
}

static OuObj *code_name(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CODE(self)->name));
}
static OuObj *code_qualname(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CODE(self)->qualname));
}
static OuObj *code_filename(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CODE(self)->filename));
}
#define NUMBER(function, expression) \
    static OuObj *function(OuVM *vm, OuObj *self) \
    { \
        const OuProto *proto = OU_CODE(self)->proto; \
        return ou_int_from(vm, (int64_t)(expression)); \
    }
NUMBER(code_firstlineno, proto->first_line)
NUMBER(code_argcount, proto->argument_count)
NUMBER(code_posonlyargcount, proto->positional_only)
NUMBER(code_kwonlyargcount, proto->keyword_only)
NUMBER(code_flags, proto->flags)
NUMBER(code_stacksize, proto->register_count - proto->local_count)
#undef NUMBER

/* Variables that CPython lists in co_varnames: not the namespace register, not cells that are
 * no parameters. */
static size_t varname_indices(const OuProto *proto, uint32_t *out)
{
    size_t count = 0;
    uint32_t parameters = (uint32_t)proto->argument_count + proto->keyword_only +
                          ((proto->flags & OU_CODE_VARARGS) != 0) +
                          ((proto->flags & OU_CODE_VARKEYWORDS) != 0);
    for (uint32_t i = proto->uses_namespace ? 1 : 0; i < proto->local_count; i++) {
        bool cell = false;
        for (uint32_t k = 0; k < proto->cell_count; k++)
            cell |= proto->cell_registers[k] == i;
        if (!cell || i < parameters)
            out[count++] = proto->variable_names[i];
    }
    return count;
}

OuObj *ou_code_varnames(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    size_t size = ((size_t)proto->local_count + 1) * sizeof(uint32_t);
    uint32_t *indices = ou_alloc(vm, size);
    if (indices == NULL)
        return NULL;
    OuObj *result = name_tuple(vm, OU_CODE(self), indices, varname_indices(proto, indices));
    ou_free(vm, indices, size);
    return result;
}

static OuObj *code_nlocals(OuVM *vm, OuObj *self)
{
    OuObj *names = ou_code_varnames(vm, self);
    if (names == NULL)
        return NULL;
    OuObj *result = ou_int_from(vm, (int64_t)OU_TUPLE(names)->len);
    ou_unref(vm, names);
    return result;
}

static OuObj *code_names(OuVM *vm, OuObj *self)
{
    return name_tuple(vm, OU_CODE(self), NULL, OU_CODE(self)->proto->code_name_count);
}

static OuObj *code_freevars(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    return name_tuple(vm, OU_CODE(self), proto->free_names, proto->free_count);
}

static OuObj *code_cellvars(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    size_t size = ((size_t)proto->cell_count + 1) * sizeof(uint32_t);
    uint32_t *indices = ou_alloc(vm, size);
    if (indices == NULL)
        return NULL;
    for (uint32_t i = 0; i < proto->cell_count; i++)
        indices[i] = proto->variable_names[proto->cell_registers[i]];
    OuObj *result = name_tuple(vm, OU_CODE(self), indices, proto->cell_count);
    ou_free(vm, indices, size);
    return result;
}

static OuObj *code_consts(OuVM *vm, OuObj *self)
{
    OuCode *code = OU_CODE(self);
    if (!ou_code_prepare(vm, code))
        return NULL;
    return ou_tuple_new(vm, code->consts, code->proto->const_count);
}

_Static_assert(sizeof(OuInsn) == OU_INSN_BYTES, "offsets are counted in bytes");

static OuObj *code_code(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    return ou_bytes_new(vm, (const char *)proto->insns, proto->insn_count * sizeof(OuInsn));
}

static OuObj *code_linetable(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    return ou_bytes_new(vm, (const char *)proto->positions,
                        proto->position_count * sizeof(OuPosition));
}

static OuObj *code_exceptiontable(OuVM *vm, OuObj *self)
{
    const OuProto *proto = OU_CODE(self)->proto;
    return ou_bytes_new(vm, (const char *)proto->handlers,
                        proto->handler_count * sizeof(OuHandler));
}

static OuObj *line_or_none(OuVM *vm, int64_t line, int64_t least)
{
    return line < least ? OU_NONE : ou_int_from(vm, line);
}

/* A tuple of `count` numbers, None where one is below its `least`. */
static OuObj *number_tuple(OuVM *vm, const int64_t *numbers, const int64_t *least, size_t count)
{
    OuObj *tuple = ou_tuple_alloc(vm, count);
    if (tuple == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        OU_TUPLE(tuple)->items[i] = line_or_none(vm, numbers[i], least[i]);
        if (OU_TUPLE(tuple)->items[i] == NULL) {
            ou_unref(vm, tuple);
            return NULL;
        }
    }
    return tuple;
}

static OuObj *iterate_take(OuVM *vm, OuObj *tuple)
{
    OuObj *result = ou_iter(vm, tuple);
    ou_unref(vm, tuple);
    return result;
}

static OuObj *code_m_co_lines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    const OuProto *proto = OU_CODE(self)->proto;
    static const int64_t least[3] = {0, 0, 1};
    size_t count = 0;
    for (uint32_t i = 0; i < proto->position_count; i++)
        count += i == 0 || proto->positions[i].line != proto->positions[i - 1].line;
    OuObj *tuple = ou_tuple_alloc(vm, count);
    if (tuple == NULL)
        return NULL;
    size_t n = 0;
    for (uint32_t i = 0; i < proto->position_count;) {
        uint32_t next = i + 1;
        while (next < proto->position_count && proto->positions[next].line == proto->positions[i].line)
            next++;
        uint32_t end = next < proto->position_count ? proto->positions[next].pc : proto->insn_count;
        int64_t numbers[3] = {(int64_t)proto->positions[i].pc * OU_INSN_BYTES, (int64_t)end * OU_INSN_BYTES,
                              proto->positions[i].line};
        OU_TUPLE(tuple)->items[n] = number_tuple(vm, numbers, least, 3);
        if (OU_TUPLE(tuple)->items[n++] == NULL) {
            ou_unref(vm, tuple);
            return NULL;
        }
        i = next;
    }
    return iterate_take(vm, tuple);
}

static OuObj *code_m_co_positions(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    const OuProto *proto = OU_CODE(self)->proto;
    static const int64_t least[4] = {1, 1, 0, 0};
    enum { REPEATED = OU_INSN_BYTES / 2 };
    OuObj *tuple = ou_tuple_alloc(vm, (size_t)proto->insn_count * REPEATED);
    if (tuple == NULL)
        return NULL;
    for (uint32_t pc = 0; pc < proto->insn_count; pc++) {
        const OuPosition *at = ou_code_position(proto, pc);
        int64_t numbers[4] = {0, 0, -1, -1};
        if (at != NULL) {
            numbers[0] = at->line;
            numbers[1] = at->end_line;
            numbers[2] = at->column;
            numbers[3] = at->end_column;
        }
        OuObj **items = OU_TUPLE(tuple)->items + (size_t)pc * REPEATED;
        items[0] = number_tuple(vm, numbers, least, 4);
        if (items[0] == NULL) {
            ou_unref(vm, tuple);
            return NULL;
        }
        for (int i = 1; i < REPEATED; i++)
            items[i] = ou_ref(items[0]);
    }
    return iterate_take(vm, tuple);
}

/* ---- replace ---- */

/* Give a fresh code object's `slot` the text of `value`, a str. */
static bool replace_text(OuVM *vm, OuStr **slot, OuObj *value, const char *what)
{
    if (!ou_is_str(vm, value)) {
        ou_raise(vm, OU_T_TypeError, "replace() argument '%s' must be str, not %G", what, value);
        return false;
    }
    OuObj *old = OU_OBJ(*slot);
    *slot = OU_STR(ou_ref(value));
    ou_unref(vm, old);
    return true;
}

static bool replace_consts(OuVM *vm, OuCode *code, OuObj *value)
{
    if (!ou_is_exact(value, OU_T_TUPLE)) {
        ou_raise(vm, OU_T_TypeError, "replace() argument 'co_consts' must be tuple, not %G", value);
        return false;
    }
    if (OU_TUPLE(value)->len != code->proto->const_count) {
        ou_raise(vm, OU_T_ValueError, "code: co_consts must keep its length");
        return false;
    }
    if (!ou_code_prepare(vm, code))
        return false;
    for (uint32_t i = 0; i < code->proto->const_count; i++)
        ou_put(vm, &code->consts[i], ou_ref(OU_TUPLE(value)->items[i]));
    return true;
}

static OuObj *get_attribute(OuVM *vm, OuObj *self, const char *name)
{
    for (const OuGetSetDef *def = ou_code_type.getsets; def->name != NULL; def++)
        if (strcmp(def->name, name) == 0)
            return def->get(vm, self);
    return NULL;
}

/* Other parts can only be "replaced" by what they are: instructions are ouro's own. */
static bool replace_same(OuVM *vm, OuObj *self, const char *name, OuObj *value)
{
    OuObj *present = get_attribute(vm, self, name);
    if (present == NULL)
        return false;
    int same = ou_compare_bool(vm, present, value, OU_EQ);
    ou_unref(vm, present);
    if (same == 0)
        ou_raise(vm, OU_T_ValueError, "code: %s cannot be replaced", name);
    return same > 0;
}

/* The flags that the instructions and the binding of arguments rely on stay what they are. */
static bool replace_flags(OuVM *vm, OuProto *proto, int64_t flags)
{
    const int64_t fixed = OU_CODE_OPTIMIZED | OU_CODE_NEWLOCALS | OU_CODE_VARARGS | OU_CODE_VARKEYWORDS |
                          OU_CODE_RUNS_LATER;
    if ((flags ^ proto->flags) & fixed) {
        ou_raise(vm, OU_T_ValueError, "code: co_flags cannot be replaced");
        return false;
    }
    proto->flags = (uint32_t)flags;
    return true;
}

/* A copy of the proto whose flags and first line may be changed. */
static OuProto *variant(OuVM *vm, OuProto *proto)
{
    OuProto *copy = ou_alloc(vm, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *proto;
    copy->refs = 1;
    copy->mem = &vm->mem;
    copy->pool = NULL;
    copy->base = proto->base != NULL ? proto->base : proto;
    ou_proto_ref(copy->base);
    return copy;
}

static OuObj *code_m_replace(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    static const char *const names[] = {
        "co_argcount",    "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",  "co_stacksize",
        "co_flags",       "co_firstlineno",     "co_code",           "co_consts",   "co_names",
        "co_varnames",    "co_freevars",        "co_cellvars",       "co_filename", "co_name",
        "co_qualname",
    };
    OuProto *proto = variant(vm, OU_CODE(self)->proto);
    if (proto == NULL)
        return NULL;
    OuObj *result = ou_code_new_take(vm, proto);
    if (result == NULL)
        return NULL;
    OuCode *code = OU_CODE(result);
    ou_put(vm, &code->name, ou_ref(OU_OBJ(OU_CODE(self)->name)));
    ou_put(vm, &code->qualname, ou_ref(OU_OBJ(OU_CODE(self)->qualname)));
    ou_put(vm, &code->filename, ou_ref(OU_OBJ(OU_CODE(self)->filename)));
    bool ok = true;
    for (size_t i = 0; ok && i < nargs; i++) {
        OuObj *value = args[i];
        if (value == NULL)
            continue;
        int64_t number = 0;
        if (i == 5 || i == 6) {
            ok = ou_as_int64(vm, value, &number);
            if (ok && i == 5)
                ok = replace_flags(vm, proto, number);
            else
                proto->first_line = (int32_t)number;
        } else if (i == 8) {
            ok = replace_consts(vm, code, value);
        } else if (i >= 13) {
            OuStr **texts[] = {&code->filename, &code->name, &code->qualname};
            ok = replace_text(vm, texts[i - 13], value, names[i]);
        } else {
            ok = replace_same(vm, self, names[i], value);
        }
    }
    if (!ok) {
        ou_unref(vm, result);
        return NULL;
    }
    return result;
}

/* ---- comparison ---- */

static OuObj *code_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    (void)vm;
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(left, OU_T_CODE) ||
        !ou_is_exact(right, OU_T_CODE))
        return ou_ref(OU_NOT_IMPLEMENTED);
    bool same = left == right || (ou_str_equal(OU_CODE(left)->name, OU_CODE(right)->name) &&
                                  ou_proto_equal(OU_CODE(left)->proto, OU_CODE(right)->proto));
    return OU_BOOL(same == (op == OU_EQ));
}

static bool code_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    const OuProto *proto = OU_CODE(self)->proto;
    uint64_t hash = (uint64_t)ou_str_hash(vm, OU_CODE(self)->name);
    hash = hash * 1000003 ^ proto->insn_count;
    hash = hash * 1000003 ^ proto->name_count;
    hash = hash * 1000003 ^ (uint64_t)proto->first_line;
    *out = hash == UINT64_MAX ? -2 : (OuHash)hash;
    return true;
}

static OuObj *code_repr(OuVM *vm, OuObj *self)
{
    OuCode *code = OU_CODE(self);
    char address[24];
    uintptr_t value = ou_address(vm, self);
    int n = 0;
    for (int shift = 60; shift >= 0; shift -= 4)
        if (n > 0 || (value >> shift & 15) != 0 || shift == 0)
            address[n++] = "0123456789abcdef"[value >> shift & 15];
    address[n] = 0;
    return ou_str_format(vm, "<code object %U at 0x%s, file \"%U\", line %d>", code->name, address,
                         code->filename, code->proto->first_line);
}

/* ---- the type ---- */

static const OuRefField code_refs[] = {
    OU_REF(OuCode, filename),
    OU_REF(OuCode, name),
    OU_REF(OuCode, qualname),
    OU_REF_END,
};

static const OuMethodDef code_methods[] = {
    OU_SIZEOF_ROW(OU_NO_TEXT),
    {"co_lines", "()", code_m_co_lines, OU_NO_TEXT, NULL},
    {"co_positions", "()", code_m_co_positions, OU_NO_TEXT, NULL},
    {"replace",
     "(*, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, "
     "co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, "
     "co_names=None, co_varnames=None, co_freevars=None, co_cellvars=None, co_filename=None, "
     "co_name=None, co_qualname=None)",
     code_m_replace, 0, "A copy of the code object with other values for the given fields."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef code_getsets[] = {
    {"co_argcount", code_argcount, ou_set_member, NULL},
    {"co_posonlyargcount", code_posonlyargcount, ou_set_member, NULL},
    {"co_kwonlyargcount", code_kwonlyargcount, ou_set_member, NULL},
    {"co_stacksize", code_stacksize, ou_set_member, NULL},
    {"co_flags", code_flags, ou_set_member, NULL},
    {"co_nlocals", code_nlocals, ou_set_member, NULL},
    {"co_consts", code_consts, ou_set_member, NULL},
    {"co_names", code_names, ou_set_member, NULL},
    {"co_filename", code_filename, ou_set_member, NULL},
    {"co_name", code_name, ou_set_member, NULL},
    {"co_qualname", code_qualname, ou_set_member, NULL},
    {"co_firstlineno", code_firstlineno, ou_set_member, NULL},
    {"co_linetable", code_linetable, ou_set_member, NULL},
    {"co_exceptiontable", code_exceptiontable, ou_set_member, NULL},
    {"co_varnames", ou_code_varnames, NULL, NULL},
    {"co_cellvars", code_cellvars, NULL, NULL},
    {"co_freevars", code_freevars, NULL, NULL},
    {"co_code", code_code, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static OuObj *code_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls, (void)args;
    if (!ou_no_keywords(vm, "code", kwnames) || !ou_check_count(vm, "code", nargs, 16, 18))
        return NULL;
    return ou_raise(vm, OU_T_NotImplementedError, "ouro cannot make code of bytecode");
}

const OuType ou_code_type = {
    .name = "code",
    .doc = "A compiled function, class body or module.",
    .base = &ou_object_type,
    .index = OU_T_CODE,
    .flags = OU_TF_WEAKREFS | OU_TF_IMMUTABLE,
    .size = sizeof(OuCode),
    .refs = code_refs,
    .methods = code_methods,
    .getsets = code_getsets,
    .make = code_make,
    .init = ou_object_init,
    .dealloc = ou_code_dealloc,
    .visit = ou_code_visit,
    .extra_size = ou_code_extra_size,
    OU_SLOTS_ATTR,
    .str = ou_object_str,
    .repr = code_repr,
    .hash = code_hash,
    .compare = code_compare,
};
