/* json.c - module _json: what json.scanner, json.decoder and json.encoder have in C. A scanner or encoder is a
 * function whose `self` is a tuple of its settings. */
#include "modules/json.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"

/* ---- reading ---- */

/* Begin to read a str at character `start`, 0 ≤ start ≤ its length. */
static void begin_reading(OuVM *vm, OuJsonReader *r, OuObj *document, size_t start)
{
    *r = (OuJsonReader){.vm = vm, .document = document};
    r->text = ou_str_text(OU_STR(document));
    r->end = r->text + OU_STR(document)->size;
    r->at = r->text + ou_str_offset(vm, OU_STR(document), start);
}

/* (value, position behind it); the value is consumed. */
static OuObj *value_and_position_take(OuJsonReader *r, OuObj *value)
{
    size_t end = ou_str_position(OU_STR(r->document), (size_t)(r->at - r->text));
    return value ? ou_tuple_pack_take(r->vm, 2, value, ou_int_from(r->vm, (int64_t)end)) : NULL;
}

static OuObj *json_scanstring(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    ptrdiff_t end;
    int strict = OU_ARG(2) ? ou_truth(vm, args[2]) : 1;
    if (strict < 0 || !ou_arg_ssize(vm, args[1], &end))
        return NULL;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "first argument must be a string, not %.80T", args[0]);
    if (end < 0 || (size_t)end > ou_str_length(OU_STR(args[0])))
        return OU_VALUE_ERROR(vm, "end is out of bounds");
    OuJsonReader r;
    begin_reading(vm, &r, args[0], (size_t)end);
    r.lenient = !strict;
    return value_and_position_take(&r, ou_json_text(&r));
}

enum { STRICT, OBJECT_HOOK, PAIRS_HOOK, PARSE_FLOAT, PARSE_INT, PARSE_CONSTANT, SCANNER_SETTINGS };

/* A setting that is a function; NULL for None and for the type of that index, which is called without asking. */
static OuObj *function_peek(OuVM *vm, const OuTuple *settings, int which, uint32_t type)
{
    OuObj *function = settings->items[which];
    bool usual = function == OU_NONE || (type && function == OU_OBJ(ou_builtin_class(vm, type)));
    return usual ? NULL : function;
}

static OuObj *scanner_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    const OuTuple *settings = OU_TUPLE(self);
    ptrdiff_t start;
    if (!ou_arg_ssize(vm, args[1], &start))
        return NULL;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "first argument must be a string, not %.80T", args[0]);
    if (start < 0)
        return OU_VALUE_ERROR(vm, "idx cannot be negative");
    if ((size_t)start > ou_str_length(OU_STR(args[0]))) {
        ou_raise_arg(vm, OU_T_StopIteration, args[1]);
        return NULL;
    }
    OuJsonReader r;
    begin_reading(vm, &r, ou_ref(args[0]), (size_t)start);
    ou_ref(self);
    r.lenient = settings->items[STRICT] == OU_FALSE;
    r.object_hook = function_peek(vm, settings, OBJECT_HOOK, 0);
    r.pairs_hook = function_peek(vm, settings, PAIRS_HOOK, 0);
    r.parse_float = function_peek(vm, settings, PARSE_FLOAT, OU_T_FLOAT);
    r.parse_int = function_peek(vm, settings, PARSE_INT, OU_T_INT);
    r.parse_constant = function_peek(vm, settings, PARSE_CONSTANT, 0);
    OuObj *result = value_and_position_take(&r, ou_json_value(&r));
    ou_json_reader_drop(&r);
    ou_unref(vm, r.document);
    ou_unref(vm, self);
    return result;
}

static const OuMethodDef scanner = {"scan_once", "(string, idx)", scanner_call, 0, "(value, end) of the value at idx."};

static OuObj *json_make_scanner(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    static const char *const names[] = {"strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int",
                                        "parse_constant"};
    OuObj *settings[SCANNER_SETTINGS] = {NULL}, *tuple = NULL;
    (void)nargs;
    for (int i = 0; i < SCANNER_SETTINGS; i++) {
        settings[i] = ou_getattr_text(vm, args[0], names[i]);
        int strict = settings[i] && i == STRICT ? ou_truth(vm, settings[i]) : 0;
        if (!settings[i] || strict < 0)
            goto done;
        if (i == STRICT)
            ou_put(vm, &settings[i], OU_BOOL(strict));
    }
    tuple = ou_tuple_new(vm, settings, SCANNER_SETTINGS);
done:
    for (int i = 0; i < SCANNER_SETTINGS; i++)
        ou_unref(vm, settings[i]);
    OuObj *result = tuple ? ou_builtin_new(vm, &scanner, tuple, NULL) : NULL;
    (void)self;
    ou_unref(vm, tuple);
    return result;
}

/* ---- writing ---- */

static OuObj *quoted(OuVM *vm, OuObj *text, bool plain)
{
    if (!ou_is_str(vm, text))
        return OU_TYPE_ERROR(vm, "first argument must be a string, not %.80T", text);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_json_put_text(vm, &out, OU_STR(text), plain);
    return ou_str_from_buf(vm, &out);
}

static OuObj *json_encode_basestring(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return quoted(vm, args[0], true);
}

static OuObj *json_encode_basestring_ascii(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return quoted(vm, args[0], false);
}

enum { MARKERS, DEFAULT, ENCODER, INDENT, KEY_SEPARATOR, ITEM_SEPARATOR, SORT_KEYS, SKIP_KEYS, ALLOW_NAN,
       ENCODER_SETTINGS };

/* Is it one of the two functions above? */
static bool is_own(OuObj *function, OuCFunction own)
{
    return ou_is_exact(function, OU_T_BUILTIN) && ((OuBuiltin *)function)->def->fn == own;
}

static OuObj *encoder_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *const *settings = OU_TUPLE(self)->items;
    ptrdiff_t level;
    if (!ou_arg_ssize(vm, args[1], &level))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    OuJsonWriter w = {.vm = vm, .out = &out, .level = level > 0 ? (size_t)level : 0};
    w.unchecked = settings[MARKERS] == OU_NONE;
    w.otherwise = settings[DEFAULT];
    w.plain = is_own(settings[ENCODER], json_encode_basestring);
    w.encode = w.plain || is_own(settings[ENCODER], json_encode_basestring_ascii) ? NULL : settings[ENCODER];
    w.indent = settings[INDENT] == OU_NONE ? NULL : OU_STR(settings[INDENT]);
    w.key_separator = OU_STR(settings[KEY_SEPARATOR]);
    w.item_separator = OU_STR(settings[ITEM_SEPARATOR]);
    w.sort_keys = settings[SORT_KEYS] == OU_TRUE;
    w.skip_keys = settings[SKIP_KEYS] == OU_TRUE;
    w.no_nan = settings[ALLOW_NAN] == OU_FALSE;
    OuObj *value = ou_ref(args[0]);
    ou_ref(self);
    OuObj *text = ou_json_put(&w, value) ? ou_str_from_buf(vm, &out) : NULL;
    ou_buf_drop(&out);
    ou_unref(vm, self);
    ou_unref(vm, value);
    return text ? ou_list_new_take(vm, &text, 1) : NULL;
}

static const OuMethodDef encoder = {"_iterencode", "(obj, _current_indent_level)", encoder_call, 0,
                                    "A list with the object as text."};

static OuObj *json_make_encoder(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (args[MARKERS] != OU_NONE && !ou_is(vm, args[MARKERS], OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "make_encoder() argument 1 must be dict or None, not %.200T", args[MARKERS]);
    static const int texts[] = {INDENT, KEY_SEPARATOR, ITEM_SEPARATOR};
    for (size_t i = 0; i < OU_COUNT_OF(texts); i++)
        if (!ou_is_str(vm, args[texts[i]]) && (texts[i] != INDENT || args[INDENT] != OU_NONE))
            return ou_raise(vm, OU_T_TypeError, "make_encoder() argument %d must be str, not %T", texts[i] + 1,
                            args[texts[i]]);
    OuObj *settings[ENCODER_SETTINGS];
    for (int i = 0; i < ENCODER_SETTINGS; i++) {
        int flag = i >= SORT_KEYS ? ou_truth(vm, args[i]) : 0;
        if (flag < 0)
            return NULL;
        settings[i] = i >= SORT_KEYS ? OU_BOOL(flag) : args[i];
    }
    OuObj *tuple = ou_tuple_new(vm, settings, ENCODER_SETTINGS);
    OuObj *result = tuple ? ou_builtin_new(vm, &encoder, tuple, NULL) : NULL;
    ou_unref(vm, tuple);
    return result;
}

static const OuMethodDef functions[] = {
    {"encode_basestring", "(string, /)", json_encode_basestring, OU_NO_TEXT, "The text in quotes, as JSON."},
    {"encode_basestring_ascii", "(string, /)", json_encode_basestring_ascii, OU_NO_TEXT,
     "The text in quotes, as JSON in ASCII."},
    {"make_encoder",
     "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
     json_make_encoder, 0, "A function that makes texts of values."},
    {"make_scanner", "(context)", json_make_scanner, 0, "A function that makes values of text."},
    {"scanstring", "(string, end, strict=True, /)", json_scanstring, OU_NO_TEXT,
     "(text, end) of the text whose quote is before `end`."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_json = {.name = "_json", .doc = "Parts of json that must be fast.", .functions = functions};
