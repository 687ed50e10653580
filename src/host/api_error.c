/* api_error.c - exceptions between the host and its VM. */
#include "host/api.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/class.h"
#include <string.h>

int ouro_failed(OuroVM *v)
{
    return v == NULL || ou_api_vm(v)->error != NULL;
}

/* The exception of a limit is out: the host has taken note. Inside of a run it still has to end. */
static void end_noted(OuVM *vm)
{
    if (!ou_api_is_outermost(vm))
        return;
    if (ou_exec_end(vm) != OU_END_NONE) {
        ou_exec_end_clear(vm);
        ou_clear(vm, &vm->handled->exception); /* a limit ended the script in a handler */
    }
}

OuroObject *ouro_error_take(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm)
        return NULL;
    OuObj *exception = ou_error_take(vm);
    ou_suspend_cancel(vm);
    end_noted(vm);
    return exception ? OU_HANDLE(vm, exception) : NULL;
}

void ouro_error_clear(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm)
        return;
    ou_error_clear(vm);
    ou_suspend_cancel(vm);
    end_noted(vm);
}

OuObj *ou_api_builtin_peek(OuVM *vm, const char *name)
{
    OuStr *key = ou_api_name(vm, name);
    if (!key)
        return NULL;
    OuObj *value = ou_dict_peek_str(vm, vm->builtins, key);
    if (!value) {
        value = ou_upcall_builtin(vm, key);
        if (value == OU_ABSENT)
            value = ou_raise_name(vm, key, "name '%U' is not defined", key);
    }
    ou_unref(vm, key);
    return value;
}

/* The built-in exception class of that name, borrowed. */
static OuObj *class_peek(OuVM *vm, const char *name)
{
    OuObj *cls = ou_api_builtin_peek(vm, name);
    if (cls && (!ou_is(vm, cls, OU_TF_IS_TYPE) || !(OU_CLASS(cls)->type->flags & OU_TF_IS_EXCEPTION)))
        return ou_raise(vm, OU_T_SystemError, "%.100s is no exception class", name);
    return cls;
}

/* Found by the names of the classes themselves: there may be no memory for a look-up, and scripts
 * can give the names in `builtins` another meaning. */
static uint32_t exception_index(const char *name)
{
    for (uint32_t i = OU_BUILTIN_TYPES; --i > 0;) {
        const OuType *type = ou_builtin_shapes[i]->type;
        if (type->flags & OU_TF_IS_EXCEPTION && strcmp(type->name, name) == 0)
            return i;
    }
    return strcmp(name, "IOError") == 0 || strcmp(name, "EnvironmentError") == 0 ? OU_T_OSError : OU_T_NONE_YET;
}

int ouro_error_is(OuroVM *v, const char *class_name)
{
    const OuVM *vm = ou_api_vm(v);
    uint32_t index = vm && vm->error && class_name ? exception_index(class_name) : OU_T_NONE_YET;
    return index != OU_T_NONE_YET && ou_error_is(ou_api_vm(v), index);
}

OuroEnd ou_api_end_of(OuVM *vm, OuObj *exception)
{
    static const OuroEnd ends[] = {
        [OU_END_NONE] = OURO_END_OK, [OU_END_INSTRUCTIONS] = OURO_END_INSTRUCTIONS,
        [OU_END_DEADLINE] = OURO_END_DEADLINE, [OU_END_OUTPUT] = OURO_END_OUTPUT,
        [OU_END_INTERRUPT] = OURO_END_INTERRUPT, [OU_END_CPU] = OURO_END_CPU, [OU_END_MEMORY] = OURO_END_MEMORY,
    };
    OuEnd end = ou_exec_end(vm);
    if (end != OU_END_NONE || !exception)
        return ends[end];
    return ou_error_matches(vm, exception, OU_T_MemoryError)      ? OURO_END_MEMORY
           : ou_error_matches(vm, exception, OU_T_RecursionError) ? OURO_END_RECURSION
                                                                  : OURO_END_EXCEPTION;
}

OuroEnd ouro_error_end(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    return vm ? ou_api_end_of(vm, vm->error) : OURO_END_EXCEPTION;
}

/* A new exception takes the place of the one that is pending: that becomes its context. */
static void *raise_over(OuVM *vm, OuObj *earlier, OuObj *exception)
{
    ou_suspend_cancel(vm);
    if (exception)
        ou_raise_take(vm, exception);
    if (earlier)
        ou_error_chain_take(vm, earlier);
    return NULL;
}

OuroObject *ouro_raise(OuroVM *v, const char *class_name, const char *message)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, class_name))
        return NULL;
    OuObj *earlier = ou_error_take(vm), *exception = NULL;
    OuObj *cls = class_peek(vm, class_name);
    OuObj *text = cls && message ? ou_str_from_lossy(vm, message, strlen(message)) : NULL;
    if (cls && (text || !message))
        exception = ou_call(vm, cls, &text, message != NULL, NULL);
    ou_unref(vm, text);
    return raise_over(vm, earlier, exception);
}

OuroObject *ouro_raise_object(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, object))
        return NULL;
    OuObj *earlier = ou_error_take(vm);
    return raise_over(vm, earlier, ou_exception_from(vm, OU_OBJ(object)));
}

OuroObject *ouro_traceback(OuroVM *v, OuroObject *exception)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, exception))
        return NULL;
    if (!ou_is(vm, OU_OBJ(exception), OU_TF_IS_EXCEPTION)) {
        OU_TYPE_ERROR(vm, "an exception is expected, not %.100T", OU_OBJ(exception));
        return NULL;
    }
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    if (!ou_exception_render(vm, OU_OBJ(exception), &text, (size_t)1 << 20)) {
        ou_buf_drop(&text);
        return ou_raise_memory(vm);
    }
    OuObj *s = ou_str_from_lossy(vm, text.data, text.len);
    ou_buf_drop(&text);
    return OU_HANDLE(vm, s);
}
