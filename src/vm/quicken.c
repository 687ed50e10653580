/* quicken.c - see quicken.h. */
#include "vm/quicken.h"

void ou_warm_up(OuVM *vm, OuFrame *frame)
{
    OuCode *code = frame->code;
    if (OU_LIKELY(code->quickened) || ++code->warmth < OU_WARM_LOOPS)
        return;
    uint32_t index = ou_frame_index(frame);
    ou_code_quicken(vm, code);
    frame->pc = code->insns + index;
}

void ou_quicken_binary(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right) { (void)vm, (void)frame, (void)left, (void)right; }
void ou_quicken_compare(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right) { (void)vm, (void)frame, (void)left, (void)right; }
void ou_quicken_truth(OuVM *vm, OuFrame *frame, OuObj *o) { (void)vm, (void)frame, (void)o; }
void ou_quicken_getattr(OuVM *vm, OuFrame *frame, OuObj *o) { (void)vm, (void)frame, (void)o; }
void ou_quicken_setattr(OuVM *vm, OuFrame *frame, OuObj *o) { (void)vm, (void)frame, (void)o; }
void ou_quicken_loadmethod(OuVM *vm, OuFrame *frame, OuObj *o) { (void)vm, (void)frame, (void)o; }
void ou_quicken_getitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key) { (void)vm, (void)frame, (void)o, (void)key; }
void ou_quicken_setitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key) { (void)vm, (void)frame, (void)o, (void)key; }
void ou_quicken_loadglobal(OuVM *vm, OuFrame *frame) { (void)vm, (void)frame; }
void ou_quicken_storeglobal(OuVM *vm, OuFrame *frame) { (void)vm, (void)frame; }
void ou_quicken_call(OuVM *vm, OuFrame *frame, OuObj *callable, size_t nargs) { (void)vm, (void)frame, (void)callable, (void)nargs; }
void ou_quicken_foriter(OuVM *vm, OuFrame *frame, OuObj *iterator) { (void)vm, (void)frame, (void)iterator; }
