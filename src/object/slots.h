/* slots.h - between the C slots of OuType and the special methods that scripts see.
 *
 * Two directions. A C slot of a built-in type is shown as a method: a *wrapper descriptor*
 * in the dict of its class ("slot wrapper '__add__' of 'int' objects"). A special method
 * in the dict of a user class serves as a C slot through a *dispatcher*, which looks the
 * method up in the class at each call. Whoever finds a dispatcher in a slot (the
 * interpreter) may do that look-up itself and run a script function without C recursion.
 *
 * The OuType of a user class starts as a copy of that of its layout base; each slot whose
 * name is defined elsewhere in the MRO, or in the class itself, is then decided by
 * ou_slots_update: all names that share the field must lead to wrappers of the same C
 * function, which then is the slot; otherwise the dispatcher is. */
#ifndef OU_OBJECT_SLOTS_H
#define OU_OBJECT_SLOTS_H
#include "object/state.h"

typedef enum OuSlotKind {
    OU_SLOT_UNARY,
    OU_SLOT_BINARY,
    OU_SLOT_BINARY_R,
    OU_SLOT_POW,
    OU_SLOT_POW_R,
    OU_SLOT_INPLACE_POW,
    OU_SLOT_NEXT,
    OU_SLOT_HASH,
    OU_SLOT_CALL,
    OU_SLOT_GETATTRIBUTE,
    OU_SLOT_GETATTR,
    OU_SLOT_SETATTR,
    OU_SLOT_DELATTR,
    OU_SLOT_COMPARE,
    OU_SLOT_BOOL,
    OU_SLOT_LEN,
    OU_SLOT_SETITEM,
    OU_SLOT_DELITEM,
    OU_SLOT_CONTAINS,
    OU_SLOT_GET,
    OU_SLOT_SET,
    OU_SLOT_DELETE,
    OU_SLOT_INIT,
    OU_SLOT_NEW,
    OU_SLOT_DEL,
    OU_SLOT_REPEAT,
    OU_SLOT_ITEM_AT, /* by a number that was an index: what types that are only sequences have */
    OU_SLOT_SETITEM_AT,
    OU_SLOT_DELITEM_AT
} OuSlotKind;

typedef void (*OuAnyFn)(void);

typedef struct OuSlotRow { /* one per name */
    OuStr *name;
    uint16_t offset;      /* of the field in OuType */
    uint8_t kind;         /* OuSlotKind */
    uint8_t argument;     /* OuCompareOp; REPEAT: 1 for the reflected name */
    OuAnyFn dispatcher;   /* NULL: a method of that name only empties the field */
    const char *signature;
    const char *doc;
} OuSlotRow;
extern const OuSlotRow ou_slot_rows[];
extern const size_t ou_slot_row_count;

/* A wrapper descriptor: `function` is what the field of `row` held. */
typedef struct OuWrapperDescr {
    OuGcObj gc;
    OuClass *owner;
    const OuSlotRow *row;
    OuAnyFn function;
} OuWrapperDescr;

OU_INLINE OuAnyFn ou_slot_field(const OuType *type, const OuSlotRow *row)
{
    return *(const OuAnyFn *)((const char *)type + row->offset);
}

/* Call a C slot as the method that `row` names. args exclude self. slot_wrap.c */
OuObj *ou_slot_call(OuVM *vm, const OuSlotRow *row, OuAnyFn function, OuObj *self,
                    OuObj *const *args, size_t nargs, OuObj *kwnames);
/* Fill the slots of a user class: `own` is a copy of the layout base's OuType. */
void ou_slots_fill(OuVM *vm, OuClass *cls);
/* An attribute of a user class changed: decide the slots it concerns, also in subclasses. */
void ou_slots_update(OuVM *vm, OuClass *cls, OuStr *name);
/* Is it the name of a special method? */
bool ou_slot_is_special(const OuStr *name);
/* `__new__` of the class of a built-in type: a function that checks its class and calls
 * the make slot. types/type_type.c */
extern const OuMethodDef ou_new_method_def;
OuObj *ou_upcall_new_method(OuVM *vm, OuClass *cls);
/* Is `o` such a function? (types/type_type.c) */
bool ou_upcall_is_new_method(OuObj *o);

/* The dispatchers. Those of binary operators may find the instance on either side. */
#define UNARY(field, name) OuObj *ou_slot_##field(OuVM *vm, OuObj *self);
#define BINARY(field, name, rname, op) OuObj *ou_slot_##field(OuVM *vm, OuObj *left, OuObj *right);
#define INPLACE(field, name, base, op) OuObj *ou_slot_##field(OuVM *vm, OuObj *self, OuObj *other);
#define OTHER(field, fn_type, name)
#define ALSO(field, name)
#include "object/slot.def"
#undef UNARY
#undef BINARY
#undef INPLACE
#undef OTHER
#undef ALSO
OuObj *ou_slot_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus);
OuObj *ou_slot_ipow(OuVM *vm, OuObj *self, OuObj *exponent, OuObj *modulus);
/* NULL with StopIteration pending when exhausted: the value may matter. */
OuObj *ou_slot_next(OuVM *vm, OuObj *self);
bool ou_slot_hash(OuVM *vm, OuObj *self, OuHash *out);
OuObj *ou_slot_call_method(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_slot_getattr(OuVM *vm, OuObj *self, OuObj *name);      /* __getattribute__ only */
OuObj *ou_slot_getattr_hook(OuVM *vm, OuObj *self, OuObj *name); /* … then __getattr__ */
bool ou_slot_setattr(OuVM *vm, OuObj *self, OuObj *name, OuObj *value);
OuObj *ou_slot_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
int ou_slot_to_bool(OuVM *vm, OuObj *self);
ptrdiff_t ou_slot_len(OuVM *vm, OuObj *self);
OuObj *ou_slot_getitem(OuVM *vm, OuObj *self, OuObj *key);
bool ou_slot_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value);
int ou_slot_contains(OuVM *vm, OuObj *self, OuObj *item);
OuObj *ou_slot_get(OuVM *vm, OuObj *self, OuObj *instance, OuObj *owner);
bool ou_slot_set(OuVM *vm, OuObj *self, OuObj *instance, OuObj *value);
bool ou_slot_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_slot_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
void ou_slot_finalize(OuVM *vm, OuObj *self);

#endif
