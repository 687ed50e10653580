/* quicken.h - instructions that rewrite themselves by what they meet. Each function is told the
 * operands that the instruction at frame->pc has met (its code has private instructions); it
 * may change the instruction for its next execution. Nothing here fails or runs script code. */
#ifndef OU_VM_QUICKEN_H
#define OU_VM_QUICKEN_H
#include "vm/interp.h"

/* Flag of an instruction: it stays general, as its guesses have failed or found nothing too often. */
#define OU_SETTLED 0x8000u
#define OU_SETTLED_SOMETIMES(vm) (((vm)->fuel & 7) == 0 ? OU_SETTLED : 0)

/* The words behind an instruction. */
typedef struct OuCache {
    union {
        struct {
            uint32_t guard;   /* type index, or version of a dict's keys, or of a class */
            uint32_t version; /* vm->attr_epoch, or version of a class or code */
        };
        const OuMethodDef *def;
    };
    union { /* instructions of three words only */
        OuObj *object;        /* borrowed */
        struct {
            uint32_t index;   /* byte offset in the object, or entry of the dict */
            uint32_t extra;
        };
    };
} OuCache;

/* Can calls with the exact number of positional arguments make its frame without binding? */
OU_INLINE bool ou_code_is_plain(const OuCode *code)
{
    return code->version != 0;
}

/* May the frame's instruction still guess? */
OU_INLINE bool ou_may_quicken(const OuFrame *frame)
{
    return frame->code->quickened && !(frame->pc->op & OU_SETTLED);
}

/* Has `o` neither a truth nor a length of its own? */
OU_INLINE bool ou_is_always_true(const OuVM *vm, const OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return type->to_bool == NULL && type->len == NULL;
}

/* A version for plain code that is warm; 0: not plain, or not yet. */
uint32_t ou_plain_version(OuVM *vm, OuCode *code);

void ou_quicken_binary(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right);
/* The guess of the frame's instruction was wrong: back to its general form. */
void ou_quicken_back(OuVM *vm, OuFrame *frame);
void ou_quicken_unary(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_compare(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right);
void ou_quicken_truth(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_getattr(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_setattr(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_loadmethod(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_getitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key);
void ou_quicken_setitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key);
void ou_quicken_loadglobal(OuVM *vm, OuFrame *frame);
void ou_quicken_storeglobal(OuVM *vm, OuFrame *frame);
void ou_quicken_foriter(OuVM *vm, OuFrame *frame, OuObj *iterator);
void ou_quicken_unpack(OuVM *vm, OuFrame *frame, OuObj *o);
/* `self` is NULL unless the instruction passes one. */
void ou_quicken_call(OuVM *vm, OuFrame *frame, OuObj *callable, OuObj *self);

#endif
