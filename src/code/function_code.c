/* function_code.c - making a script function from its code object. */
#include "code/code.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/str.h"
#include "object/function.h"
#include "types/module.h"
#include <string.h>

size_t ou_function_code_free_count(const OuCode *code)
{
    return code->proto->free_count;
}

OuStr *ou_function_code_name(const OuCode *code)
{
    return code->name;
}

OuObj *ou_function_code_doc(OuVM *vm, OuCode *code)
{
    const OuProto *proto = code->proto;
    return proto->doc ? ou_str_new(vm, proto->doc, proto->doc_size) : OU_NONE;
}

/* The namespace of built-in names that `globals` asks for; borrowed. */
static OuDict *builtins_of(OuVM *vm, OuDict *globals)
{
    OuObj *own = ou_dict_peek_str(vm, globals, OU_NAME(__builtins__));
    if (own && ou_is_exact(own, OU_T_MODULE))
        return ((OuModule *)own)->dict;
    if (own && ou_is(vm, own, OU_TF_IS_DICT))
        return OU_DICT(own);
    return vm->builtins;
}

OuObj *ou_function_new(OuVM *vm, OuCode *code, OuDict *globals)
{
    OuFunction *self = (OuFunction *)ou_gc_new(vm, OU_T_FUNCTION, sizeof *self);
    if (!self)
        return NULL;
    memset((char *)self + sizeof self->gc, 0, sizeof *self - sizeof self->gc);
    OuDict *builtins = builtins_of(vm, globals);
    self->code = OU_REF_AS(OuCode, code);
    self->globals = OU_REF_AS(OuDict, globals);
    self->builtins = builtins ? OU_REF_AS(OuDict, builtins) : NULL;
    self->name = OU_REF_AS(OuStr, code->name);
    self->qualname = OU_REF_AS(OuStr, code->qualname);
    self->module = ou_xref(ou_dict_peek_str(vm, globals, OU_NAME(__name__)));
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}
