/* descr.h - property, classmethod, staticmethod, super, getset and member descriptors, slot
 * wrappers, mappingproxy. */
#ifndef OU_TYPES_DESCR_H
#define OU_TYPES_DESCR_H
#include "object/type.h"

typedef struct OuProperty {
    OuGcObj gc;
    OuObj *get, *set, *del, *doc, *name;
    bool doc_from_getter;
} OuProperty;
typedef struct OuWrapperMethod { /* classmethod, staticmethod */
    OuGcObj gc;
    OuObj *callable;
    OuObj *dict;
} OuWrapperMethod;
typedef struct OuSuper {
    OuGcObj gc;
    OuObj *cls, *obj;
    OuObj *obj_class;
} OuSuper;
typedef struct OuMemberDescr { /* __slots__ and C fields */
    OuGcObj gc;
    OuClass *owner;
    OuStr *name;
    const OuMemberDef *def; /* NULL: a __slots__ member, or see `getset` */
    const OuGetSetDef *getset; /* reads the value; NULL: it is a field */
    uint32_t offset;        /* of the slot in the instance */
    bool hidden_item;       /* of a named tuple: a slot that scripts cannot set */
} OuMemberDescr;
typedef struct OuGetSetDescr {
    OuGcObj gc;
    OuClass *owner;
    OuStr *name;
    const OuGetSetDef *def;
} OuGetSetDescr;

OuObj *ou_member_descr_new(OuVM *vm, OuClass *owner, OuStr *name, const OuMemberDef *def, uint32_t offset);
OuObj *ou_getset_descr_new(OuVM *vm, OuClass *owner, const OuGetSetDef *def);
/* A slot wrapper (object/slots.h) for the C function of a slot. */
struct OuSlotRow;
OuObj *ou_wrapper_descr_new(OuVM *vm, OuClass *owner, const struct OuSlotRow *row, void (*function)(void));
/* classmethod or staticmethod (OU_T_CLASSMETHOD, OU_T_STATICMETHOD) of a callable, exact. */
OuObj *ou_wrapper_method_new(OuVM *vm, uint32_t type, OuObj *callable);
/* What user classes add for their instances: rows for __dict__ and __weakref__. */
extern const OuGetSetDef ou_instance_getsets[2];
/* __dict__ of built-in types with a dict_offset. */
extern const OuGetSetDef ou_dict_field_getset;
OuObj *ou_mapping_proxy_new(OuVM *vm, OuObj *mapping);
/* super() without arguments looks at the running frame: vm/frame.c gives class cell and first argument. */
bool ou_upcall_super_arguments(OuVM *vm, OuObj **cls, OuObj **obj);

#endif
