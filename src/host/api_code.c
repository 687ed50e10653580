/* api_code.c - compiled code: shared by all VMs (an OuroCode is an OuProtoPool), and run in one.
 *
 * A VM keeps the code objects of the shared code that it ran last, so that running it again finds
 * its constants made and its instructions quickened. */
#include "compile/flags.h"
#include "host/api.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include <string.h>

OuroCode *ouro_compile(OuroVM *v, const char *source, size_t size, const char *filename, OuroMode mode)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given_all(vm, source, size) || !ou_api_enter(vm))
        return NULL;
    source = source ? source : "";
    const char *shown = filename ? filename : "<script>";
    OuObj *name = ou_str_from_lossy(vm, shown, strlen(shown));
    OuProtoPool *pool = NULL;
    if (name && ou_host_keep_source(vm, shown, source, size)) /* for a SyntaxError */
        pool = ou_host_compile_shared(vm, source, size, name,
                                      mode == OURO_MODE_EXPRESSION ? 'e' : mode == OURO_MODE_SINGLE ? 's' : 'f',
                                      mode == OURO_MODE_FILE ? OU_COMPILE_LAST_VALUE : 0);
    ou_unref(vm, name);
    return (OuroCode *)pool;
}

OuroCode *ouro_code_retain(OuroCode *code)
{
    if (code)
        ou_proto_pool_ref((OuProtoPool *)code);
    return code;
}

void ouro_code_free(OuroCode *code)
{
    if (code)
        ou_proto_pool_unref((OuProtoPool *)code);
}

OuObj *ou_api_code_object(OuVM *vm, OuroCode *code)
{
    OuApiCode *codes = ou_api(vm)->codes;
    size_t i = 0;
    while (i < OU_API_CODES && codes[i].code != code)
        i++;
    OuApiCode found = {code, NULL};
    if (i < OU_API_CODES) {
        found = codes[i];
    } else {
        OuProtoPool *pool = (OuProtoPool *)code;
        if (!ou_host_keep_source(vm, pool->proto->filename, pool->source, pool->source_size))
            return NULL;
        ou_proto_ref(pool->proto);
        found.object = ou_code_new_take(vm, pool->proto);
        if (!found.object)
            return NULL;
        i = OU_API_CODES - 1;
    }
    OuObj *last = codes[i].object == found.object ? NULL : codes[i].object;
    memmove(codes + 1, codes, i * sizeof *codes);
    codes[0] = found;
    ou_ref(found.object);
    ou_unref(vm, last);
    return found.object;
}

static bool add_builtins(OuVM *vm, OuDict *globals)
{
    bool error = false;
    if (ou_dict_peek(vm, globals, OU_NAME_OBJ(__builtins__), &error) || error)
        return !error;
    return ou_dict_set(vm, globals, OU_NAME_OBJ(__builtins__), vm->builtins_module);
}

/* The dict that is meant, borrowed; NULL: __main__'s. */
static OuDict *globals_of(OuVM *vm, OuroObject *globals)
{
    if (!globals)
        return ou_host_main_dict(vm);
    if (!ou_is(vm, OU_OBJ(globals), OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "globals must be a dict, not %.100T", OU_OBJ(globals));
    return add_builtins(vm, OU_DICT(globals)) ? OU_DICT(globals) : NULL;
}

OuroObject *ouro_exec(OuroVM *v, OuroCode *code, OuroObject *globals)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *dict = ou_api_enter1(vm, code) ? globals_of(vm, globals) : NULL;
    OuObj *object = dict ? ou_api_code_object(vm, code) : NULL;
    OuObj *value = NULL;
    if (object) {
        ou_ref(OU_OBJ(dict));
        value = ou_run_code(vm, OU_CODE(object), dict, OU_OBJ(dict), NULL);
        ou_unref(vm, dict);
    }
    ou_unref(vm, object);
    return OU_HANDLE(vm, value);
}

OuroObject *ouro_eval(OuroVM *v, const char *expression, OuroObject *globals, OuroObject *locals)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *dict = ou_api_enter1(vm, expression) ? globals_of(vm, globals) : NULL;
    if (!dict)
        return NULL;
    ou_ref(OU_OBJ(dict));
    OuObj *value = NULL;
    OuObj *code = ou_upcall_compile(vm, expression, strlen(expression), OU_NAME_OBJ(string_tag), 'e',
                                    locals ? OU_COMPILE_NESTED_EXEC : 0);
    if (code)
        value = ou_run_code(vm, OU_CODE(code), dict, locals ? OU_OBJ(locals) : OU_OBJ(dict), NULL);
    ou_unref(vm, code);
    ou_unref(vm, dict);
    return OU_HANDLE(vm, value);
}
