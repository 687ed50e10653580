/* io.c - module _io: the file types, open() and the exceptions of io. */
#include "modules/builtins.h"
#include "modules/module.h"
#include "object/function.h"
#include "object/state.h"
#include "object/dict.h"
#include "object/str.h"
#include "types/file_parts.h"
#include "object/int.h"

static OuObj *io_text_encoding(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return args[0] == OU_NONE ? ou_str_from(vm, "locale") : ou_ref(args[0]);
}

static const OuMethodDef functions[] = {
    {"text_encoding", "(encoding, stacklevel=2, /)", io_text_encoding, 0, "The encoding, or 'locale' for None."},
    {NULL, NULL, NULL, 0, NULL},
};

static const uint32_t types[] = {OU_T_IO_BASE,   OU_T_RAW_IO_BASE,     OU_T_BUFFERED_IO_BASE, OU_T_TEXT_IO_BASE,
                                 OU_T_FILE_IO,   OU_T_BUFFERED_READER, OU_T_BUFFERED_WRITER,  OU_T_BUFFERED_RANDOM,
                                 OU_T_TEXT_IO,   OU_T_STRING_IO,       OU_T_BYTES_IO,         OU_T_BlockingIOError, 0};

static bool init(OuVM *vm, OuModule *module)
{
    if (!ou_module_add_take(vm, module, "DEFAULT_BUFFER_SIZE", ou_int_from(vm, OU_IO_CHUNK)))
        return false;
    if (!ou_module_add_take(vm, module, "open", ou_builtin_named(vm, "open")))
        return false;
    OuClass *unsupported = ou_io_unsupported_make(vm);
    return unsupported && ou_module_add_take(vm, module, "UnsupportedOperation", OU_OBJ(unsupported));
}

const OuModuleDef ou_module_io = {
    .name = "_io",
    .doc = "Files: the parts of module io in C.",
    .functions = functions,
    .init = init,
    .types = types,
};
