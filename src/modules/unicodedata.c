/* unicodedata.c - the module unicodedata, over the tables in base/unicode.c (Unicode 14.0.0).
 * Nothing here runs script code. */
#include "base/unicode.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/float.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/state.h"
#include "types/bytes.h"
#include "types/codec.h"
#include <string.h>

#define NAME_LIMIT 256

/* The one character of an argument; `what` " 1" if the function has several. */
static bool character(OuVM *vm, const char *function, const char *what, OuObj *arg, uint32_t *out)
{
    if (ou_is_str(vm, arg) && ou_str_length(OU_STR(arg)) == 1) {
        const char *text = ou_str_text(OU_STR(arg));
        *out = ou_utf8_next(&text);
        return true;
    }
    OU_TYPE_ERROR(vm, "%s() argument%s must be a unicode character, not %.50s", function, what,
                  arg == OU_NONE ? "None" : ou_type_name(vm, arg));
    return false;
}

#define PROPERTY(name, expression)                                                         \
    static OuObj *data_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)     \
    {                                                                                      \
        (void)self, (void)nargs;                                                           \
        uint32_t c;                                                                        \
        return character(vm, #name, "", args[0], &c) ? expression : NULL;                  \
    }
PROPERTY(category, ou_str_from(vm, ou_uni_category(c)))
PROPERTY(bidirectional, ou_str_from(vm, ou_uni_bidirectional(c)))
PROPERTY(east_asian_width, ou_str_from(vm, ou_uni_east_asian_width(c)))
PROPERTY(combining, ou_int_from(vm, ou_uni_combining(c)))
PROPERTY(mirrored, ou_int_from(vm, ou_uni_mirrored(c)))

static OuObj *data_decomposition(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    uint32_t c;
    if (!character(vm, "decomposition", "", args[0], &c))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_uni_decomposition(c, &out);
    return ou_str_from_buf(vm, &out);
}

/* What a function without a value for the character gives. */
static OuObj *otherwise(OuVM *vm, OuObj *value, const char *message)
{
    return value ? ou_ref(value) : OU_VALUE_ERROR(vm, "%s", message);
}

static OuObj *data_decimal(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    uint32_t c;
    if (!character(vm, "decimal", " 1", args[0], &c))
        return NULL;
    int value = ou_uni_decimal_value(c);
    return value >= 0 ? ou_int_from(vm, value) : otherwise(vm, OU_ARG(1), "not a decimal");
}

static OuObj *data_digit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    uint32_t c;
    if (!character(vm, "digit", " 1", args[0], &c))
        return NULL;
    int value = ou_uni_digit_value(c);
    return value >= 0 ? ou_int_from(vm, value) : otherwise(vm, OU_ARG(1), "not a digit");
}

static OuObj *data_numeric(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    uint32_t c;
    int64_t over;
    int under;
    if (!character(vm, "numeric", " 1", args[0], &c))
        return NULL;
    if (ou_uni_numeric_value(c, &over, &under))
        return ou_float_from(vm, (double)over / under);
    return otherwise(vm, OU_ARG(1), "not a numeric character");
}

static OuObj *data_name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    uint32_t c;
    if (!character(vm, "name", " 1", args[0], &c))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    if (ou_uni_name(c, &out) || out.failed)
        return ou_str_from_buf(vm, &out);
    ou_buf_drop(&out);
    return otherwise(vm, OU_ARG(1), "no such name");
}

static OuObj *data_lookup(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *name = ou_is_str(vm, args[0]) ? ou_codec_encode(vm, args[0], "utf-8", NULL)
                                         : ou_ref(args[0]);
    OuBuffer text;
    if (!name || !ou_buffer_get(vm, name, &text)) {
        ou_unref(vm, name);
        return NULL;
    }
    uint32_t codes[4];
    int n = text.len > NAME_LIMIT ? 0 : ou_uni_lookup_sequence(&vm->mem, text.data, text.len, codes);
    OuObj *result = NULL;
    if (n > 0) {
        OuBuf out;
        ou_buf_init(&out, &vm->mem);
        for (int i = 0; i < n; i++)
            ou_buf_put_code(&out, codes[i]);
        result = ou_str_from_buf(vm, &out);
    } else if (n < 0) {
        ou_raise_memory(vm);
    } else if (text.len > NAME_LIMIT) {
        ou_raise(vm, OU_T_KeyError, "name too long");
    } else {
        size_t len = strnlen(text.data, text.len); /* as C text: up to a NUL */
        OuObj *shown = ou_str_from_lossy(vm, text.data, len);
        if (shown)
            ou_raise(vm, OU_T_KeyError, "undefined character name '%S'", shown);
        ou_unref(vm, shown);
    }
    ou_buffer_release(vm, &text);
    ou_unref(vm, name);
    return result;
}

/* ---- normal forms ---- */

/* The normal form of args[1] that args[0] names: the object itself if it is in that form. */
static OuObj *normal_form(OuVM *vm, const char *function, OuObj *const *args)
{
    static const char forms[][5] = {[OU_NFC] = "NFC", [OU_NFD] = "NFD", [OU_NFKC] = "NFKC",
                                    [OU_NFKD] = "NFKD"};
    OuStr *form, *text;
    if (!ou_arg_str(vm, function, "1", args[0], &form)
        || !ou_arg_str(vm, function, "2", args[1], &text))
        return NULL;
    size_t i = 0;
    if (text->size == 0)
        return ou_ref(args[1]);
    while (i < OU_COUNT_OF(forms) && !ou_str_is(form, forms[i]))
        i++;
    if (i == OU_COUNT_OF(forms))
        return OU_VALUE_ERROR(vm, "invalid normalization form");
    if (text->ascii)
        return ou_ref(args[1]);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    OU_CHARGE_BYTES(vm, text->size * 8);
    const OuGoOn go_on = {ou_may_go_on, vm};
    bool ok = ou_uni_normalize((OuNormalForm)i, ou_str_text(text), text->size, &out, &go_on);
    if (ok && !out.failed && out.len == text->size
        && memcmp(out.data, ou_str_text(text), out.len) == 0) {
        ou_buf_drop(&out);
        return ou_ref(args[1]);
    }
    return ou_str_from_buf(vm, &out);
}

static OuObj *data_normalize(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return normal_form(vm, "normalize", args);
}

static OuObj *data_is_normalized(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *form = normal_form(vm, "is_normalized", args);
    bool same = form == args[1];
    ou_unref(vm, form);
    return form ? OU_BOOL(same) : NULL;
}

#define ONE(name, doc) {#name, "(chr, /)", data_##name, 0, doc}
#define TWO(name, doc) {#name, "(chr, default=<unrepresentable>, /)", data_##name, 0, doc}

static const OuMethodDef data_functions[] = {
    TWO(decimal, "The decimal value of the character."),
    TWO(digit, "The digit value of the character."),
    TWO(numeric, "The numeric value of the character, as a float."),
    ONE(category, "The general category of the character."),
    ONE(bidirectional, "The bidirectional class of the character, or ''."),
    ONE(combining, "The canonical combining class of the character, or 0."),
    ONE(mirrored, "Is the character mirrored in bidirectional text?"),
    ONE(east_asian_width, "The east asian width of the character."),
    ONE(decomposition, "The decomposition of the character, or ''."),
    TWO(name, "The name of the character."),
    {"lookup", "(name, /)", data_lookup, 0, "The character with that name."},
    {"is_normalized", "(form, unistr, /)", data_is_normalized, 0,
     "Is the text in the normal form?"},
    {"normalize", "(form, unistr, /)", data_normalize, 0,
     "The text in the normal form NFC, NFKC, NFD or NFKD."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool data_init(OuVM *vm, OuModule *module)
{
    return ou_module_add_take(vm, module, "unidata_version", ou_str_from(vm, "14.0.0"));
}

const OuModuleDef ou_module_unicodedata = {
    .name = "unicodedata",
    .doc = "Properties and names of characters, normal forms of text (Unicode 14.0.0).",
    .functions = data_functions,
    .init = data_init,
};
