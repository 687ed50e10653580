/* helper.c - see helper.h. */
#include "prompt/helper.h"
#include "host/host.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include <string.h>

bool helper_load(OuVM *vm)
{
    OuObj *module = ou_host_import(vm, "_prompt");
    ou_unref(vm, module);
    return module != NULL;
}

OuObj *helper_call(OuVM *vm, const char *function, OuObj *const *args, size_t count)
{
    OuObj *module = ou_host_import(vm, "_prompt");
    OuObj *callable = module ? ou_getattr_text(vm, module, function) : NULL;
    OuObj *result = callable ? ou_call(vm, callable, args, count, NULL) : NULL;
    ou_unref(vm, callable);
    ou_unref(vm, module);
    return result;
}

bool helper_tell(OuVM *vm, const char *function, const char *text)
{
    OuObj *argument = ou_str_from_lossy(vm, text, strlen(text));
    OuObj *result = argument ? helper_call(vm, function, &argument, 1) : NULL;
    ou_unref(vm, argument);
    ou_unref(vm, result);
    return result != NULL;
}
