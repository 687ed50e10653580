/* string.c - module _string: the parts of a format template, for string.Formatter. */
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/state.h"
#include "types/format.h"

static bool is_text(OuVM *vm, OuObj *arg)
{
    if (ou_is_str(vm, arg))
        return true;
    OU_TYPE_ERROR(vm, "expected str, got %T", arg);
    return false;
}

static OuObj *string_parser(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return is_text(vm, args[0]) ? ou_format_parser_new(vm, OU_STR(args[0])) : NULL;
}

static OuObj *string_split(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return is_text(vm, args[0]) ? ou_format_split_name(vm, OU_STR(args[0])) : NULL;
}

static const OuMethodDef string_functions[] = {
    {"formatter_field_name_split", "(name, /)", string_split, 0,
     "The first part of a field name, and an iterator over the rest."},
    {"formatter_parser", "(template, /)", string_parser, 0,
     "An iterator over the parts of a format template."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_string = {
    .name = "_string",
    .doc = "What string.Formatter needs.",
    .functions = string_functions,
};
