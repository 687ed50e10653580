/* input.c - see input.h. */
#include "prompt/input.h"
#include "modules/builtins.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "prompt/editor.h"
#include "types/file.h"
#include "types/module.h"
#include <stdlib.h>
#include <string.h>

/* Is a standard stream what it was at the start? */
static bool is_original(OuVM *vm, OuStr *name, const char *original)
{
    OuObj *module = ou_upcall_sys(vm);
    OuStr *first = module ? ou_str_intern(vm, original, strlen(original)) : NULL;
    OuObj *stream = ou_sys_peek(vm, name);
    bool same = first && stream && stream != OU_NONE
                && stream == ou_dict_peek_str(vm, ((OuModule *)module)->dict, first);
    ou_error_clear(vm);
    ou_unref(vm, first);
    return same;
}

static OuObj *edited_line(OuVM *vm, const char *prompt)
{
    char *line = NULL;
    EditStatus status = editor_read_line(prompt, &line);
    OuObj *result = NULL;
    if (status == EDIT_INTERRUPTED)
        ou_raise_arg(vm, OU_T_KeyboardInterrupt, NULL);
    else if (status == EDIT_END)
        ou_raise_arg(vm, OU_T_EOFError, NULL);
    else
        result = ou_str_from_lossy(vm, line, strlen(line));
    free(line);
    return result;
}

static OuObj *prompt_input(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    /* Without a prompt the line goes on behind what print(..., end='') has left, which the editor does not know. */
    bool bare = !OU_ARG(0) || (ou_is_exact(args[0], OU_T_STR) && OU_STR(args[0])->size == 0);
    if (bare || !is_original(vm, OU_NAME(stdin), "__stdin__") || !is_original(vm, OU_NAME(stdout), "__stdout__"))
        return ou_builtin_input(vm, self, args, nargs);
    OuObj *text = ou_str(vm, args[0]);
    OuObj *stream = text ? ou_xref(ou_sys_peek(vm, OU_NAME(stdout))) : NULL, *result = NULL;
    if (!stream)
        goto done;
    if (!ou_file_flush(vm, stream))
        ou_error_clear(vm);
    result = edited_line(vm, ou_str_text(OU_STR(text)));
done:
    ou_unref(vm, stream);
    ou_unref(vm, text);
    return result;
}

bool input_open(OuVM *vm)
{
    static const OuMethodDef input_def = {"input", "(prompt='', /)", prompt_input, 0,
                                          "Read a line from standard input, without its newline."};
    OuObj *input = ou_upcall_builtins_fill(vm) ? ou_builtin_new(vm, &input_def, vm->builtins_module, NULL) : NULL;
    bool ok = input && ou_dict_set_str(vm, vm->builtins, "input", input);
    ou_unref(vm, input);
    return ok;
}
