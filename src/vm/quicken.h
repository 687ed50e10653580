/* quicken.h - instructions that rewrite themselves by what they meet. Each function is told the
 * operands that the instruction at frame->pc has met (its code has private instructions); it
 * may change the instruction for its next execution. Nothing here fails or runs script code. */
#ifndef OU_VM_QUICKEN_H
#define OU_VM_QUICKEN_H
#include "vm/interp.h"

void ou_quicken_binary(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right);
void ou_quicken_compare(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right);
void ou_quicken_truth(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_getattr(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_setattr(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_loadmethod(OuVM *vm, OuFrame *frame, OuObj *o);
void ou_quicken_getitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key);
void ou_quicken_setitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key);
void ou_quicken_loadglobal(OuVM *vm, OuFrame *frame);
void ou_quicken_storeglobal(OuVM *vm, OuFrame *frame);
void ou_quicken_call(OuVM *vm, OuFrame *frame, OuObj *callable, size_t nargs);
void ou_quicken_foriter(OuVM *vm, OuFrame *frame, OuObj *iterator);

#endif
