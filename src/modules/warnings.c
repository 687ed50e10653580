/* warnings.c - warnings issued by C code. Once a script has imported the library's module
 * `warnings` (or -W asks for it), that decides; before, CPython's default filters hold. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/file.h"
#include "object/int.h"
#include "object/list.h"
#include "types/module.h"
#include <string.h>

/* Is the category shown when nobody has set filters? Deprecations are for the running code of
 * __main__ only, not for what is compiled. */
static bool shown_by_default(OuVM *vm, uint32_t category, bool running)
{
    if (category == OU_T_DeprecationWarning) {
        if (!running)
            return false;
        OuDict *globals = ou_upcall_globals(vm);
        OuObj *name = globals ? ou_dict_peek_str(vm, globals, OU_NAME(__name__)) : OU_NAME_OBJ(__main__);
        return name && ou_is_str(vm, name) && ou_str_is(OU_STR(name), "__main__");
    }
    return category != OU_T_PendingDeprecationWarning && category != OU_T_ImportWarning &&
           category != OU_T_ResourceWarning && category != OU_T_EncodingWarning;
}

static bool show(OuVM *vm, const char *category, const char *message, OuObj *filename, int line)
{
    OuObj *stream = ou_dict_peek_str(vm, ((OuModule *)vm->sys_module)->dict, OU_NAME(stderr));
    if (!stream || stream == OU_NONE)
        return true;
    OuBuf source;
    ou_buf_init(&source, &vm->mem);
    OuObj *text = NULL;
    if (ou_upcall_source_line(vm, filename, line, &source) && source.len) {
        const char *start = ou_buf_text(&source);
        if (start)
            start += strspn(start, " \t\f");
        text = ou_str_format(vm, "%S:%d: %s: %s\n  %s\n", filename, line, category, message, start ? start : "");
    } else {
        text = ou_str_format(vm, "%S:%d: %s: %s\n", filename, line, category, message);
    }
    ou_buf_drop(&source);
    ou_ref(stream);
    if (!text || !ou_file_write(vm, stream, text))
        ou_error_clear(vm);
    ou_unref(vm, stream);
    ou_unref(vm, text);
    return true;
}

/* The library's module, if it is (or must be) loaded: new reference, or NULL without exception. */
static OuObj *library_module(OuVM *vm)
{
    if (!vm->sys_module)
        return NULL;
    OuStr *name = ou_str_intern(vm, "warnings", 8);
    OuObj *module = name ? ou_xref(ou_dict_peek_str(vm, vm->modules, name)) : NULL;
    OuObj *options = ou_getattr_text(vm, vm->sys_module, "warnoptions");
    if (!module && name && options && ou_is_exact(options, OU_T_LIST) && OU_LIST(options)->len > 0)
        module = ou_upcall_import(vm, OU_OBJ(name), NULL, NULL, NULL, 0);
    ou_unref(vm, options);
    ou_unref(vm, name);
    if (!module || ou_error_peek(vm))
        ou_error_clear(vm);
    return module;
}

static bool warn_at(OuVM *vm, uint32_t category, const char *message, OuObj *filename, int line, bool running)
{
    OuClass *cls = ou_builtin_class(vm, category);
    if (!cls)
        return false;
    OuObj *module = library_module(vm);
    if (!module) {
        if (!shown_by_default(vm, category, running))
            return true;
        return show(vm, ou_str_text(cls->name), message, filename, line);
    }
    OuObj *args[4] = {ou_str_from(vm, message), OU_OBJ(cls), filename, ou_int_from(vm, line)};
    OuObj *function = args[0] && args[3] ? ou_getattr_text(vm, module, "warn_explicit") : NULL;
    OuObj *result = function ? ou_call(vm, function, args, 4, NULL) : NULL;
    ou_unref(vm, function);
    ou_unref(vm, args[0]);
    ou_unref(vm, args[3]);
    ou_unref(vm, module);
    ou_unref(vm, result);
    return result != NULL;
}

bool ou_warn_explicit(OuVM *vm, uint32_t category, const char *message, OuObj *filename, int line)
{
    return warn_at(vm, category, message, filename, line, false);
}

bool ou_warn(OuVM *vm, uint32_t category, const char *message, int stack_level)
{
    OuObj *filename = ou_upcall_filename(vm, stack_level - 1);
    if (!filename)
        return false;
    bool ok = warn_at(vm, category, message, filename, ou_upcall_line(vm), true);
    ou_unref(vm, filename);
    return ok;
}
