/* helper.c - see helper.h. */
#include "prompt/helper.h"
#include "host/host.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/ops.h"
#include "object/str.h"
#include "vm/frame_object.h"
#include <string.h>

bool helper_load(OuVM *vm)
{
    OuObj *module = ou_host_import(vm, "_prompt");
    ou_unref(vm, module);
    return module != NULL;
}

/* A traceback begins with what the user has typed, not with what ran it. */
static void drop_own_entries(OuVM *vm)
{
    OuObj *exception = ou_error_peek(vm);
    OuObj **first = exception ? &OU_EXCEPTION(exception)->traceback : NULL;
    while (first && *first) {
        const OuTraceback *entry = (const OuTraceback *)*first;
        const OuCode *code = ((const OuFrameObject *)entry->frame)->code;
        if (strcmp(code->proto->filename, "<frozen _prompt>") != 0)
            break;
        ou_put(vm, first, ou_xref(OU_OBJ(entry->next)));
    }
}

OuObj *helper_call(OuVM *vm, const char *function, OuObj *const *args, size_t count)
{
    OuObj *module = ou_host_import(vm, "_prompt");
    OuObj *callable = module ? ou_getattr_text(vm, module, function) : NULL;
    OuObj *result = callable ? ou_call(vm, callable, args, count, NULL) : NULL;
    if (!result)
        drop_own_entries(vm);
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
