/* ops_text.c - repr, str, ascii, format, and the guard against containers that contain
 * themselves. All run script code for objects that are not exact built-ins. */
#include "base/utf8.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/int.h"

/* Check what a special method returned; consumes it on failure. */
static OuObj *must_be_str(OuVM *vm, OuObj *result, const char *method)
{
    if (result == NULL || ou_is_str(vm, result))
        return result;
    OU_TYPE_ERROR(vm, "%s returned non-string (type %.200T)", method, result);
    ou_unref(vm, result);
    return NULL;
}

OuObj *ou_repr(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    if (ou_is_exact(o, OU_T_STR)) {
        vm->fuel -= OU_STR(o)->size / 64 + 1;
        return ou_str_repr(vm, o);
    }
    if (!ou_poll(vm, 2) || !ou_enter(vm, " while getting the repr of an object"))
        return NULL;
    OuObj *result = must_be_str(vm, (type->repr ? type->repr : ou_object_repr)(vm, o), "__repr__");
    ou_leave(vm);
    return result;
}

OuObj *ou_str(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_STR))
        return ou_ref(o);
    const OuType *type = ou_type(vm, o);
    if (type->str == NULL)
        return ou_repr(vm, o);
    if (!ou_enter(vm, " while getting the str of an object"))
        return NULL;
    OuObj *result = must_be_str(vm, type->str(vm, o), "__str__");
    ou_leave(vm);
    return result;
}

OuObj *ou_ascii(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_STR))
        return ou_str_ascii(vm, o);
    OuObj *text = ou_repr(vm, o);
    if (text == NULL || OU_STR(text)->ascii)
        return text;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    const char *at = ou_str_text(OU_STR(text)), *end = at + OU_STR(text)->size;
    while (at < end) {
        uint32_t code = ou_utf8_next(&at);
        if (code < 0x80)
            ou_buf_putc(&out, (char)code);
        else
            ou_buf_printf(&out, code <= 0xFF ? "\\x%02x" : code <= 0xFFFF ? "\\u%04x" : "\\U%08x", code);
    }
    ou_unref(vm, text);
    return ou_str_from_buf(vm, &out);
}

OuObj *ou_format(OuVM *vm, OuObj *o, OuObj *spec)
{
    if (spec == NULL)
        spec = OU_EMPTY_STR;
    if (!ou_is_str(vm, spec))
        return ou_raise(vm, OU_T_SystemError, "Format specifier must be a string, not %.200T", spec);
    if (OU_STR(spec)->size == 0) {
        if (ou_is_exact(o, OU_T_STR))
            return ou_ref(o);
        if (ou_is_exact(o, OU_T_INT))
            return ou_str(vm, o);
    }
    OuObj *result = ou_call_special(vm, o, OU_NAME(__format__), &spec, 1);
    if (result == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "Type %.100T doesn't define __format__", o);
    if (result != NULL && !ou_is_str(vm, result)) {
        OU_TYPE_ERROR(vm, "__format__ must return a str, not %.200T", result);
        ou_clear(vm, &result);
    }
    return result;
}

/* ---- containers being printed ---- */

int ou_repr_enter(OuVM *vm, OuObj *o)
{
    for (uint32_t i = 0; i < vm->repr_active_len; i++)
        if (vm->repr_active[i] == o)
            return 1;
    if (vm->repr_active_len == vm->repr_active_cap) {
        uint32_t cap = vm->repr_active_cap ? vm->repr_active_cap * 2 : 16;
        OuObj **grown = ou_resize(vm, vm->repr_active, vm->repr_active_cap * sizeof *grown, cap * sizeof *grown);
        if (grown == NULL)
            return -1;
        vm->repr_active = grown;
        vm->repr_active_cap = cap;
    }
    vm->repr_active[vm->repr_active_len++] = o;
    return 0;
}

void ou_repr_leave(OuVM *vm, OuObj *o)
{
    uint32_t i = vm->repr_active_len;
    while (i > 0 && vm->repr_active[i - 1] != o)
        i--;
    if (i == 0)
        return;
    for (; i < vm->repr_active_len; i++)
        vm->repr_active[i - 1] = vm->repr_active[i];
    vm->repr_active_len--;
}
