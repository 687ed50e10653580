/* type.h - how objects behave: the type descriptor, and the class object.
 *
 * OuType is the C side: slots (functions for the special methods), layout, tables of
 * methods. One `const OuType` per built-in type, in read-only data, shared by all VMs;
 * it names EVERY slot it has, inherited ones too (OU_OBJECT_SLOTS helps). A user class
 * owns a filled OuType of its own, made by object/slots.c: slots inherited from the
 * bases, or dispatchers that look the special method up in the class.
 *
 * OuClass is the object that scripts see (`type(x)`). That of a built-in type is made
 * when it is first asked for, so asking can fail (no memory).
 *
 * OuShape (hidden class) is what the index in an object's type word names: it leads to
 * the OuType and the OuClass, and for instances of user classes names the attribute
 * values that are kept in the object. */
#ifndef OU_OBJECT_TYPE_H
#define OU_OBJECT_TYPE_H
#include "object/object.h"

typedef struct OuType OuType;
typedef struct OuClass OuClass;
typedef struct OuShape OuShape;
typedef struct OuLayout OuLayout;
typedef struct OuStr OuStr;
typedef struct OuTuple OuTuple;
typedef struct OuDict OuDict;

typedef int64_t OuHash;

/* Comparison operators, in CPython's order. */
typedef enum { OU_LT, OU_LE, OU_EQ, OU_NE, OU_GT, OU_GE } OuCompareOp;

typedef OuObj *(*OuUnaryFn)(OuVM *vm, OuObj *self);
typedef OuObj *(*OuBinaryFn)(OuVM *vm, OuObj *left, OuObj *right);
typedef OuObj *(*OuTernaryFn)(OuVM *vm, OuObj *a, OuObj *b, OuObj *c);
typedef bool (*OuHashFn)(OuVM *vm, OuObj *self, OuHash *out);
/* args[0..nargs) positional, then the values of the names in kwnames (a tuple of str, or NULL). */
typedef OuObj *(*OuCallFn)(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
typedef bool (*OuSetFn)(OuVM *vm, OuObj *self, OuObj *key, OuObj *value);
typedef OuObj *(*OuCompareFn)(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
typedef int (*OuTestFn)(OuVM *vm, OuObj *self);
typedef int (*OuContainsFn)(OuVM *vm, OuObj *self, OuObj *item);
typedef ptrdiff_t (*OuLenFn)(OuVM *vm, OuObj *self);
typedef bool (*OuInitFn)(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
typedef OuObj *(*OuMakeFn)(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
typedef void (*OuVoidFn)(OuVM *vm, OuObj *self);
/* Called for each owned reference of an object. */
typedef void (*OuVisitFn)(OuObj *referent, void *arg);
OU_INLINE void ou_visit(OuObj *referent, OuVisitFn fn, void *arg)
{
    if (referent != NULL)
        fn(referent, arg);
}

/* An owned reference field at a fixed offset; the table ends with OU_REF_END. */
typedef struct OuRefField {
    uint32_t offset;
    const char *name;
} OuRefField;
#define OU_REF(T, field) {(uint32_t)offsetof(T, field), #field}
#define OU_REF_END {0, NULL}

/* A function or method in C. `signature` is CPython's text, "(self is left out) x, /,
 * key=None", without the parentheses' self: "(x, /)", "()", "(*, key=None, reverse=False)";
 * args.h tells how it binds: fn gets the bound arguments in order, absent ones NULL.
 * With OU_RAW fn is an OuCallFn and gets what the caller passed. */
typedef OuObj *(*OuCFunction)(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
typedef struct OuMethodDef {
    const char *name; /* NULL ends the table */
    const char *signature;
    OuCFunction fn;
    uint32_t flags;
    const char *doc;
} OuMethodDef;
#define OU_RAW 1u          /* fn is really an OuCallFn: OU_RAW_FN(f) */
#define OU_CLASSMETHOD 2u  /* self is the class */
#define OU_STATIC 4u       /* no self (NULL) */
#define OU_NO_TEXT 8u      /* __text_signature__ is None, as it is in CPython */
#define OU_COEXIST 16u     /* shown instead of the wrapper of the slot, which does the same */
#define OU_RAW_FN(f) ((OuCFunction)(void (*)(void))(f))

typedef struct OuGetSetDef {
    const char *name;
    OuObj *(*get)(OuVM *vm, OuObj *self);
    bool (*set)(OuVM *vm, OuObj *self, OuObj *value); /* value NULL deletes; NULL: read only */
    const char *doc;
} OuGetSetDef;
/* `set` of fields that CPython has as members (member_descriptor) and ours as functions: read only. */
bool ou_set_member(OuVM *vm, OuObj *self, OuObj *value);

/* A plain field shown as attribute. Kinds: OU_MEMBER_OBJ (NULL reads as None),
 * OU_MEMBER_OBJ_EX (NULL is an AttributeError), OU_MEMBER_INT32, OU_MEMBER_SIZE, OU_MEMBER_BOOL8. */
typedef enum { OU_MEMBER_OBJ, OU_MEMBER_OBJ_EX, OU_MEMBER_INT32, OU_MEMBER_SIZE, OU_MEMBER_BOOL8 } OuMemberKind;
typedef struct OuMemberDef {
    const char *name;
    OuMemberKind kind;
    uint32_t offset;
    bool read_only;
    const char *doc;
} OuMemberDef;

/* What bytes-like objects give. `release` must be called when done (may be NULL). */
typedef struct OuBuffer {
    char *data;
    size_t len;
    bool read_only;
    OuObj *owner; /* owned while the buffer is held */
    char format;  /* struct code of the items ('i', 'd' …); 0: plain bytes */
} OuBuffer;

/* OuType.flags */
#define OU_TF_COLLECTED 0x0001u   /* objects begin with OuGcObj */
#define OU_TF_BASE 0x0002u        /* may be subclassed */
#define OU_TF_WEAKREFS 0x0004u    /* instances may have weak references */
#define OU_TF_DICT 0x0008u        /* instances have attributes of their own (an `attrs` word) */
#define OU_TF_USER 0x0010u        /* the OuType of a user class */
#define OU_TF_FINALIZER 0x0020u   /* a __del__ may have to run (user classes; generators …) */
#define OU_TF_METHOD 0x0040u      /* LOADMETHOD may skip binding: `get` binds self as first argument */
#define OU_TF_SEQUENCE 0x0080u    /* pattern matching: a sequence */
#define OU_TF_MAPPING 0x0100u     /* pattern matching: a mapping */
#define OU_TF_PATTERNS (OU_TF_SEQUENCE | OU_TF_MAPPING)
#define OU_TF_VAR_SIZE 0x0200u    /* objects differ in size: size_of tells */
#define OU_TF_ABSTRACT 0x0400u    /* __abstractmethods__ is not empty */
#define OU_TF_NO_NEW 0x0800u      /* "cannot create 'x' instances" */
#define OU_TF_MATCH_SELF 0x1000u  /* case int(x): binds the subject itself */
#define OU_TF_IMMUTABLE 0x2000u   /* class attributes cannot be set (all built-in types) */
#define OU_TF_CUSTOM_GETATTR 0x4000u /* `getattr` is not ou_getattr_generic */
#define OU_TF_CUSTOM_SETATTR 0x8000u
/* Which built-in type it is or derives from: ou_is_instance_fast. */
#define OU_TF_IS_INT 0x00010000u
#define OU_TF_IS_STR 0x00020000u
#define OU_TF_IS_BYTES 0x00040000u
#define OU_TF_IS_LIST 0x00080000u
#define OU_TF_IS_TUPLE 0x00100000u
#define OU_TF_IS_DICT 0x00200000u
#define OU_TF_IS_TYPE 0x00400000u
#define OU_TF_IS_EXCEPTION 0x00800000u
#define OU_TF_IS_SET 0x01000000u       /* set and frozenset */
#define OU_TF_IS_FLOAT 0x02000000u
#define OU_TF_IS_MASK 0x03FF0000u      /* inherited by user classes */
#define OU_TF_ORDERED 0x40000000u      /* OrderedDict and what is derived from it */
#define OU_TF_VISITS_ALL 0x10000000u   /* `visit` has all of `refs` too, in another order than they die in */
#define OU_TF_HEAP 0x08000000u         /* CPython makes the type at run time: __module__ in its dict */
#define OU_TF_GC_BEFORE 0x04000000u    /* user classes of a base that is not collected: OU_F_GC_BEFORE */
/* Deaths of its objects go through CPython's trashcan, as those of user classes: the order of nested deaths
 * depends on it. */
#define OU_TF_TRASHCAN 0x20000000u

struct OuType {
    const char *name; /* "list", "collections.deque": module before the last dot */
    const char *doc;
    const OuType *base;
    uint32_t index;   /* OU_T_…; for user classes that of the root shape */
    uint32_t flags;
    uint32_t size;    /* bytes of an instance without attribute words; user classes with
                         OU_TF_VAR_SIZE: bytes of __slots__, behind the object's own bytes */
    const OuRefField *refs;
    const OuMethodDef *methods;
    const OuGetSetDef *getsets;
    const OuMemberDef *members;
    const char *signature; /* of the constructor, for help and inspect */
    uint32_t dict_offset;  /* of the field that holds the object's own __dict__ (NULL until it is
                              needed; listed in `refs`); 0: none. Not for OU_TF_DICT. */
    uint32_t finished_offset; /* of a byte of the object: unless 0 `finalize` has nothing left to do; 0: none */

    /* Life. dealloc releases what the object holds, in CPython's order, and frees its
     * memory (ou_object_free); NULL: the fields of `refs` in order, then the memory. */
    OuVoidFn dealloc;
    /* Further references, beyond `refs` (and attribute words), for the collector; the order of visits is
     * CPython's, since that of finalizers follows from it. See OU_TF_VISITS_ALL. */
    void (*visit)(OuObj *self, OuVisitFn fn, void *arg);
    /* Break cycles: release references (may run script code). NULL: the fields of `refs`. */
    OuVoidFn clear;
    /* Bytes of the block of an object with OU_TF_VAR_SIZE, without attribute words. */
    size_t (*size_of)(const OuObj *self);
    /* Bytes behind other pointers that belong to the object (list items …), of its one block as it
     * was asked for, of several ones rounded up by ou_mem_rounded. */
    size_t (*extra_size)(const OuObj *self);
    bool (*buffer)(OuVM *vm, OuObj *self, bool writable, OuBuffer *out);
    void (*buffer_release)(OuVM *vm, OuObj *self);
    const OuLayout *layout; /* of user classes: the innermost one, or NULL */
    OuBinaryFn concat;   /* sequence +, tried after `add` */
    OuBinaryFn repeat;   /* (vm, sequence, int) sequence *, tried after `mul` */
    OuBinaryFn iconcat;
    OuBinaryFn irepeat;

    /* Special methods. */
#define UNARY(field, name) OuUnaryFn field;
#define BINARY(field, name, rname, op) OuBinaryFn field;
#define INPLACE(field, name, base, op) OuBinaryFn field;
#define OTHER(field, fn_type, name) fn_type field;
#define ALSO(field, name)
#include "object/slot.def"
#undef UNARY
#undef BINARY
#undef INPLACE
#undef OTHER
#undef ALSO
};

/* What almost every static type inherits from object. A later designated initializer of
 * the same field is an error under -Woverride-init, so pick the fields you need. */
#define OU_SLOTS_ATTR .getattr = ou_getattr_generic, .setattr = ou_setattr_generic
#define OU_SLOTS_IDENTITY .hash = ou_hash_identity, .compare = ou_compare_identity
#define OU_SLOTS_TEXT .repr = ou_object_repr, .str = ou_object_str

OuObj *ou_getattr_generic(OuVM *vm, OuObj *self, OuObj *name);
bool ou_setattr_generic(OuVM *vm, OuObj *self, OuObj *name, OuObj *value);
bool ou_hash_identity(OuVM *vm, OuObj *self, OuHash *out);
bool ou_hash_unhashable(OuVM *vm, OuObj *self, OuHash *out); /* TypeError: unhashable type: 'x' */
OuObj *ou_compare_identity(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
OuObj *ou_object_repr(OuVM *vm, OuObj *self); /* <x.Y object at 0x…> */
OuObj *ou_object_str(OuVM *vm, OuObj *self);  /* repr() */
OuObj *ou_object_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_object_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_iter_self(OuVM *vm, OuObj *self);
/* __sizeof__: ou_object_bytes without the collector's word, which sys.getsizeof() adds. */
OuObj *ou_object_sizeof(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
#define OU_SIZEOF_ROW(flags) \
    {"__sizeof__", "()", ou_object_sizeof, flags, "Bytes of memory that the object takes."}

#define TYPE(NAME, symbol) extern const OuType symbol;
#include "object/type.def"
#undef TYPE
#define EXC(name, base, layout, doc_text) extern const OuType ou_exc_##name;
#include "object/exc.def"
#undef EXC

/* ---- shapes ---- */

#define OU_SHAPE_MAX_KEYS 64

struct OuShape {
    const OuType *type;
    OuClass *cls;       /* not counted by the shape; NULL for built-in types (see ou_class_of) */
    uint32_t index;     /* in the type word */
    uint16_t key_count; /* attributes whose values are kept with the instance */
    uint16_t flags;     /* OU_SHAPE_DICT: the instance's attributes are in a dict */
    OuStr **keys;       /* interned; shared along a chain of transitions, owned by the class */
    OuShape *parent;
    OuShape *transitions, *sibling; /* children: one key more */
    uint32_t inline_count; /* attribute values that fit into the instance itself */
    uint16_t keys_cap;     /* room in `keys`; 0: the array belongs to an ancestor */
    uint16_t child_count;
    uint8_t rank;          /* of the last key among the class's shared names */
    uint16_t row_offset, row_count; /* OU_SHAPE_ROW: where the row begins, references in it */
};
#define OU_SHAPE_DICT 1u
#define OU_SHAPE_MIXED 2u    /* the ranks of the keys do not ascend */
#define OU_SHAPE_UNSHARED 4u /* a key has no rank */
#define OU_SHAPE_ROW 8u      /* instances are a head, bytes without meaning to the collector, and a
                                row of references (some may be NULL), in the order of release */

/* The order in which an instance's values are visited and released is that in which its class
 * first saw their names (CPython's shared keys); once a name came too late for that, it is the
 * instance's own order. Key numbers of a shape in this order; the result is their count. */
#define OU_SHARED_NAMES 30u
uint32_t ou_shape_order(const OuShape *shape, uint8_t order[OU_SHAPE_MAX_KEYS]);
/* Is ou_shape_order other than 0, 1, 2 …? */
OU_INLINE bool ou_shape_is_mixed(const OuShape *shape)
{
    return (shape->flags & (OU_SHAPE_MIXED | OU_SHAPE_UNSHARED)) == OU_SHAPE_MIXED;
}
/* The rank of a name among those that instances of the class share, which is made the last one
 * if it is new and there is room; OU_SHARED_NAMES: it has none. */
uint32_t ou_class_share_name(OuVM *vm, OuClass *cls, OuStr *name);

/* Number of the attribute with that (interned) name, or -1. */
OU_INLINE ptrdiff_t ou_shape_find(const OuShape *shape, const OuStr *name)
{
    OuStr *const *keys = shape->keys;
    for (size_t i = 0; i < shape->key_count; i++)
        if (keys[i] == name)
            return (ptrdiff_t)i;
    return -1;
}
/* The shape with one attribute more (its number is shape->key_count). NULL: no memory if an
 * exception is pending; else the limit is reached and the instance must get a dict. */
OuShape *ou_shape_add(OuVM *vm, OuShape *shape, OuStr *name);
/* Make the root shape for new instances of `cls` (again, when the prediction changed). */
OU_MUST_CHECK bool ou_shape_make_root(OuVM *vm, OuClass *cls);
/* A root shape of `cls` with that many inline values. */
OuShape *ou_shape_root(OuVM *vm, OuClass *cls, uint32_t inline_count);
/* The shape of instances that have moved to a dict. */
OuShape *ou_shape_dict(OuVM *vm, OuShape *shape);
/* Free all shapes of a dying class. */
void ou_shapes_free(OuVM *vm, OuClass *cls);
/* Free the table of shapes (the VM is being destroyed). */
void ou_shape_table_drop(OuVM *vm);
/* The const page of the built-in types: vm->shape_pages[0]. */
extern const OuShape *const ou_builtin_shapes[256];
/* Set up vm->shape_pages. */
OU_MUST_CHECK bool ou_shape_table_init(OuVM *vm);

/* Two-level table from type index to shape; page 0 is const: the built-in types. */
#define OU_SHAPE_PAGE 256u

/* ---- classes ---- */

struct OuClass {
    OuGcObj gc;
    const OuType *type;  /* of instances: static, or `own` */
    OuType *own;         /* user classes: the filled descriptor, freed with the class */
    OuStr *name;
    OuStr *qualname;
    OuClass *base;       /* the base that decides the layout; NULL for object */
    OuTuple *bases;
    OuTuple *mro;        /* may be NULL while the class is being made */
    OuDict *dict;
    OuShape *shape;      /* root shape of instances */
    OuClass **subclasses; /* direct ones, not counted, in order of creation; removed when they die */
    uint32_t subclass_count, subclass_cap;
    uint32_t version;    /* changes when the class or a base changes; never reused; 0: none yet */
    uint32_t flags;      /* free for object/class.c */
    uint32_t inline_predicted; /* attribute values to make room for in new instances */
    uint32_t slot_count; /* __slots__ of this class and its bases */
    OuStr **slot_names;  /* its own ones, sorted, owned */
    uint32_t slot_name_count;
    uint32_t size;       /* bytes of an instance: base part and slots, without attribute words */
    uint32_t max_keys;   /* the most attributes an instance had: next prediction */
    uint32_t made;       /* instances made */
    uint32_t shape_count;
    OuShape *shapes;     /* root shapes, newest first, linked by `sibling` */
    OuStr **shared_names; /* OU_SHARED_NAMES places, owned; see ou_shape_order */
    uint32_t shared_made; /* `made` when shared_spent was last looked at */
    uint8_t shared_count, shared_spent;
};
#define OU_CLASS(o) ((OuClass *)(o))
/* OuClass.flags */
#define OU_CF_BUILTIN 1u    /* the class object of a static OuType */
#define OU_CF_READY 2u      /* creation is complete */
#define OU_CF_ADDS_DICT 4u  /* instances have a __dict__ that those of the base have not */
#define OU_CF_ADDS_WEAKREF 8u
#define OU_CF_OWN_LAYOUT 32u /* instances would be laid out in another way than those of the base */
#define OU_CF_NO_SHAPES 16u /* the first attribute of an instance makes a dict: built-in bases, as in CPython */

/* ---- from object to type ---- */

const OuShape *ou_shape_of_index(const OuVM *vm, uint32_t index);
/* (inline versions in object/state.h: ou_shape, ou_type) */

/* The class of an object, or of a built-in type; borrowed (held by the VM or by the
 * object itself). NULL with MemoryError if it had to be made and could not. */
OU_MUST_CHECK OuClass *ou_class_of(OuVM *vm, OuObj *o);
OU_MUST_CHECK OuClass *ou_builtin_class(OuVM *vm, uint32_t type_index);
/* Name of the object's type as messages show it (CPython's tp_name), e.g. "list", "Point".
 * Valid while the class lives. */
const char *ou_type_name(OuVM *vm, OuObj *o);
const char *ou_bare_type_name(OuVM *vm, OuObj *o); /* without its module */

/* Is `sub` the class `cls` or derived from it (by the MRO, no __subclasscheck__)? */
bool ou_is_subclass(const OuClass *sub, const OuClass *cls);
/* The same for an object and a built-in type; never fails, needs no class objects. */
bool ou_isinstance_builtin(OuVM *vm, OuObj *o, uint32_t type_index);

/* Look `name` (interned str) up along the MRO: borrowed, NULL if absent (no exception).
 * Goes through the VM's method cache. */
OuObj *ou_class_lookup_peek(OuVM *vm, OuClass *cls, OuStr *name);
/* The interned str of an attribute name (new); TypeError if it is no str. */
OuStr *ou_attr_name(OuVM *vm, OuObj *name);
/* ou_getattr_generic with an interned name; OU_ABSENT instead of its own AttributeError. */
OuObj *ou_attr_find(OuVM *vm, OuObj *self, OuStr *name);
/* Reading `name` from `obj` failed: a pending AttributeError that says nothing about where
 * it comes from is told. */
void ou_attr_note_error(OuVM *vm, OuObj *obj, OuStr *name);
/* The special method `name` of an object's type, bound lazily: *self_out tells whether the
 * caller must pass the object as first argument (plain functions). New reference;
 * OU_ABSENT if there is none; NULL on error. */
OuObj *ou_lookup_special(OuVM *vm, OuObj *o, OuStr *name, bool *needs_self);
/* Call a method that ou_lookup_special found (consumed) with up to 7 arguments. */
OuObj *ou_call_found_take(OuVM *vm, OuObj *method, bool needs_self, OuObj *o, OuObj *const *args, size_t nargs);
/* Both in one; OU_ABSENT if there is none. */
OuObj *ou_call_special(OuVM *vm, OuObj *o, OuStr *name, OuObj *const *args, size_t nargs);
/* The same where CPython takes an error in looking the method up for its absence. */
OuObj *ou_call_special_forgiving(OuVM *vm, OuObj *o, OuStr *name, OuObj *const *args, size_t nargs);

/* A version number for `cls` that caches may keep; 0 if it cannot have one. */
uint32_t ou_class_version(OuVM *vm, OuClass *cls);
/* The class's dict, bases or MRO changed: drop versions and slots of it and its subclasses. */
bool ou_class_modified(OuVM *vm, OuClass *cls, OuStr *name);
/* A descriptor has changed what it holds: no cache may still know the old content. */
void ou_classes_forget(OuVM *vm);

/* type(name, bases, namespace, **kwargs) with metaclass `meta` (NULL: derived from bases). */
OuObj *ou_class_new(OuVM *vm, OuClass *meta, OuStr *name, OuTuple *bases, OuDict *ns,
                    OuObj *const *kwvalues, OuObj *kwnames);
/* Bytes of the host in each instance of a class and of those derived from it, behind what the base has
 * (host/api_class.c); it lives as long as the VM. The collector visits them by ou_upcall_visit_layout. */
struct OuLayout {
    uint32_t size;        /* of the data */
    OuVoidFn dealloc, clear; /* of the instances' types */
    OuClass *owner;       /* filled in when the class is made, as what follows */
    const OuLayout *base; /* of the layout base, or NULL */
    uint32_t offset;      /* as of a slot */
};
/* type(name, bases, namespace) for a class with such a layout. */
OuObj *ou_class_new_laid_out(OuVM *vm, OuStr *name, OuTuple *bases, OuDict *ns, OuLayout *layout);
/* The metaclass that is most derived among `meta` and those of the bases; borrowed; NULL: TypeError. */
OuClass *ou_class_best_meta(OuVM *vm, OuClass *meta, OuTuple *bases);

/* An interned name died: no cache may still compare with its address. */
void ou_method_cache_forget(OuVM *vm, const OuStr *name);
void ou_method_cache_drop(OuVM *vm);
/* Destroy all class objects of built-in types (the VM is being destroyed). */
void ou_builtin_classes_drop(OuVM *vm);
/* Compute the MRO (C3, or the metaclass's mro()) of a class whose bases are set. */
OU_MUST_CHECK bool ou_class_compute_mro(OuVM *vm, OuClass *cls);
/* The C3 linearization as a new tuple. */
OuObj *ou_class_c3(OuVM *vm, OuClass *cls);
OU_MUST_CHECK bool ou_class_add_subclass(OuVM *vm, OuClass *base, OuClass *cls);
void ou_class_remove_subclass(OuClass *base, OuClass *cls);
/* The base among `bases` that decides the layout; borrowed; NULL: TypeError. */
OuClass *ou_class_best_base(OuVM *vm, OuTuple *bases);
/* The class or base of it that has the layout of `cls` first. */
OuClass *ou_class_solid(OuClass *cls);

/* ---- instances ---- */

/* Where the `attrs` word of an instance with OU_TF_DICT is. */
OU_INLINE OuObj **ou_attrs_word(const OuType *type, OuObj *o)
{
    size_t offset = type->size;
    if (type->flags & OU_TF_VAR_SIZE)
        offset += (type->size_of(o) + 7) & ~(size_t)7;
    return (OuObj **)((char *)o + offset);
}
/* Where a `__slots__` value is (OuMemberDescr.offset). */
OU_INLINE OuObj **ou_slot_word(const OuType *type, OuObj *o, uint32_t offset)
{
    char *p = (char *)o + offset;
    if (type->flags & OU_TF_VAR_SIZE)
        p += (type->size_of(o) + 7) & ~(size_t)7;
    return (OuObj **)p;
}
/* Does `type` have attributes of its own: in shapes, or a dict field? */
OU_INLINE bool ou_has_own_attributes(const OuType *type)
{
    return (type->flags & OU_TF_DICT) || type->dict_offset != 0;
}
/* Are instances of `type` a head and items in CPython? Then no slots, no weak references, and a
 * `__dict__` is another layout. */
OU_INLINE bool ou_has_items(const OuType *type)
{
    return (type->flags & (OU_TF_IS_INT | OU_TF_IS_BYTES | OU_TF_IS_TUPLE | OU_TF_IS_TYPE)) != 0;
}

/* A new instance of `cls` with room for its slots and attributes, all unset, tracked if
 * collected; the base type's own part is zeroed behind the head. `extra` bytes more for
 * base types with OU_TF_VAR_SIZE. */
OU_MUST_CHECK OuObj *ou_instance_new(OuVM *vm, OuClass *cls, size_t extra);
/* Free the memory of an object after its references were released: for dealloc functions
 * of types that may be subclassed. Releases slots and attributes of user classes first. */
void ou_object_free(OuVM *vm, OuObj *o);
/* Bytes of the object's own block. */
size_t ou_object_size(const OuVM *vm, const OuObj *o);
/* Bytes of all blocks that belong to it, as the allocator rounds them: what __sizeof__ tells. */
size_t ou_object_bytes(const OuVM *vm, const OuObj *o);
/* The instance's own attribute, without descriptors: new reference, OU_ABSENT, or NULL on error. */
OuObj *ou_instance_get(OuVM *vm, OuObj *o, OuStr *name);
OU_MUST_CHECK bool ou_instance_set(OuVM *vm, OuObj *o, OuStr *name, OuObj *value);
/* False without exception if absent (result false and no error pending), true if deleted. */
OU_MUST_CHECK bool ou_instance_delete(OuVM *vm, OuObj *o, OuStr *name, bool *found);
/* The instance's __dict__ (moves it to a dict for good); new reference. */
OuObj *ou_instance_dict(OuVM *vm, OuObj *o);
bool ou_instance_set_dict(OuVM *vm, OuObj *o, OuObj *dict);
/* For inline caches: where attribute number `slot` of an instance with `shape` lives. */
OuObj **ou_instance_slot(const OuVM *vm, OuObj *o, const OuShape *shape, uint32_t slot);
/* Release all attributes and slots (collector's clear, dealloc). */
void ou_instance_clear(OuVM *vm, OuObj *o);
/* Clear a split dict (object/dict.h) in the order of its class; false: nothing has been cleared, it is split no longer. */
bool ou_instance_clear_split(OuVM *vm, OuDict *dict);
void ou_instance_visit(const OuVM *vm, OuObj *o, OuVisitFn fn, void *arg);

#endif
