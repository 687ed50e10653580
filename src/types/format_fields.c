/* format_fields.c - str.format, str.format_map, and the pieces of a template for
 * string.Formatter.
 *
 * Attribute and item lookups, conversions and __format__ run script code; the template and
 * the arguments are held by the caller. */
#include "base/utf8.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "types/format.h"
#include "object/int.h"
#include <string.h>

typedef struct Slice {
    const char *at, *end;
} Slice;

/* Numbering of the fields: none seen yet, "{}" or "{0}". */
typedef enum { NUMBERS_OPEN, NUMBERS_AUTOMATIC, NUMBERS_MANUAL } Numbers;

typedef struct Fields {
    OuVM *vm;
    OuObj *const *args;  /* NULL: format_map */
    size_t nargs;
    OuObj *kwargs;       /* mapping, or NULL */
    Numbers numbers;
    size_t next_number;
} Fields;

/* One step through a template: literal text, then perhaps a field. */
typedef struct Markup {
    Slice literal, name, spec;
    bool has_field, nested;  /* nested: the specification has fields itself */
    uint32_t conversion;     /* 0: none */
} Markup;

#define MOST_NESTED 2

/* ---- parsing ---- */

static bool parse_field(OuVM *vm, Slice *text, Markup *m)
{
    char c = 0;
    m->has_field = true;
    m->name.at = text->at;
    while (text->at < text->end) {
        if (!OU_PASS(vm, text->end - text->at))
            return false;
        c = *text->at++;
        if (c == '{') {
            OU_VALUE_ERROR(vm, "unexpected '{' in field name");
            return false;
        }
        if (c == '[') {
            const char *close;
            if (!ou_find_byte(vm, text->at, (size_t)(text->end - text->at), ']', &close))
                return false;
            text->at = close ? close : text->end;
            continue;
        }
        if (c == '}' || c == ':' || c == '!')
            break;
    }
    m->name.end = text->at - 1;
    if (c != '!' && c != ':') {
        if (c == '}')
            return true;
        OU_VALUE_ERROR(vm, "expected '}' before end of string");
        return false;
    }
    if (c == '!') {
        if (text->at >= text->end) {
            OU_VALUE_ERROR(vm, "end of string while looking for conversion specifier");
            return false;
        }
        m->conversion = ou_utf8_next(&text->at);
        if (text->at < text->end) {
            c = *text->at++;
            if (c == '}')
                return true;
            if (c != ':') {
                OU_VALUE_ERROR(vm, "expected ':' after conversion specifier");
                return false;
            }
        }
    }
    m->spec.at = text->at;
    for (int depth = 1; text->at < text->end;) {
        if (!OU_PASS(vm, text->end - text->at))
            return false;
        c = *text->at++;
        if (c == '{') {
            m->nested = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            m->spec.end = text->at - 1;
            return true;
        }
    }
    OU_VALUE_ERROR(vm, "unmatched '{' in format spec");
    return false;
}

/* The next step: 1, 0 at the end, -1 with an exception. */
static int next_markup(OuVM *vm, Slice *text, Markup *m)
{
    *m = (Markup){.literal = {text->at, text->at}, .spec = {"", ""}, .name = {"", ""}};
    if (text->at >= text->end)
        return 0;
    char c = 0;
    bool brace = false;
    while (text->at < text->end && !brace) {
        c = *text->at++;
        brace = c == '{' || c == '}';
    }
    bool at_end = text->at >= text->end;
    m->literal.end = text->at;
    if (!brace)
        return 1;
    if (c == '}' && (at_end || *text->at != '}')) {
        OU_VALUE_ERROR(vm, "Single '}' encountered in format string");
        return -1;
    }
    if (at_end) {
        OU_VALUE_ERROR(vm, "Single '{' encountered in format string");
        return -1;
    }
    if (*text->at == c) {
        text->at++; /* doubled: one of them is literal */
        return 1;
    }
    m->literal.end--;
    return parse_field(vm, text, m) ? 1 : -1;
}

/* A part of a field name as number; -1 if it is none, -2 with an exception. */
static ptrdiff_t number_of(OuVM *vm, Slice name)
{
    ptrdiff_t value = 0;
    if (name.at >= name.end)
        return -1;
    for (size_t i = 0; name.at < name.end; i++) {
        if (!OU_PASS(vm, i))
            return -2;
        int digit = ou_uni_decimal_value(ou_utf8_next(&name.at));
        if (digit < 0)
            return -1;
        if (value > (PTRDIFF_MAX - digit) / 10) {
            OU_VALUE_ERROR(vm, "Too many decimal digits in format string");
            return -2;
        }
        value = value * 10 + digit;
    }
    return value;
}

static OuObj *slice_text(OuVM *vm, Slice s)
{
    return ou_str_new(vm, s.at, (size_t)(s.end - s.at));
}

/* The part of a field name up to '.' or '['; moves `name` behind it. */
static Slice first_part(Slice *name)
{
    Slice part = {name->at, name->at};
    while (part.end < name->end && *part.end != '.' && *part.end != '[')
        part.end++;
    name->at = part.end;
    return part;
}

/* The next ".attribute" or "[item]": 1, 0 at the end, -1 with an exception. */
static int next_part(OuVM *vm, Slice *name, bool *is_attribute, Slice *part)
{
    if (name->at >= name->end)
        return 0;
    char c = *name->at++;
    *is_attribute = c == '.';
    if (c == '.') {
        *part = first_part(name);
    } else if (c == '[') {
        *part = (Slice){name->at, name->at};
        const char *close;
        if (!ou_find_byte(vm, part->at, (size_t)(name->end - part->at), ']', &close))
            return -1;
        part->end = close ? close : name->end;
        if (!close) {
            OU_VALUE_ERROR(vm, "Missing ']' in format string");
            return -1;
        }
        name->at = part->end + 1;
    } else {
        OU_VALUE_ERROR(vm, "Only '.' or '[' may follow ']' in format field specifier");
        return -1;
    }
    if (part->at == part->end) {
        OU_VALUE_ERROR(vm, "Empty attribute in format string");
        return -1;
    }
    return 1;
}

/* ---- values ---- */

static bool check_numbering(Fields *f, bool automatic)
{
    if (f->numbers == NUMBERS_OPEN)
        f->numbers = automatic ? NUMBERS_AUTOMATIC : NUMBERS_MANUAL;
    if ((f->numbers == NUMBERS_AUTOMATIC) == automatic)
        return true;
    OU_VALUE_ERROR(f->vm, automatic
                   ? "cannot switch from manual field specification to automatic field numbering"
                   : "cannot switch from automatic field numbering to manual field specification");
    return false;
}

/* What the first part of a field name stands for. */
static OuObj *first_value(Fields *f, Slice name)
{
    OuVM *vm = f->vm;
    bool empty = name.at == name.end;
    ptrdiff_t index = number_of(vm, name);
    if (index == -2 || ((empty || index >= 0) && !check_numbering(f, empty)))
        return NULL;
    if (empty)
        index = (ptrdiff_t)f->next_number++;
    if (index >= 0) {
        if (f->args == NULL)
            return OU_VALUE_ERROR(vm, "Format string contains positional fields");
        if ((size_t)index >= f->nargs)
            return ou_raise(vm, OU_T_IndexError,
                            "Replacement index %zd out of range for positional args tuple", index);
        return ou_ref(f->args[index]);
    }
    OuObj *key = slice_text(vm, name);
    if (key == NULL)
        return NULL;
    OuObj *value =
        f->kwargs ? ou_getitem(vm, f->kwargs, key) : ou_raise_arg(vm, OU_T_KeyError, key);
    ou_unref(vm, key);
    return value;
}

static OuObj *part_value(OuVM *vm, OuObj *o, bool is_attribute, Slice part)
{
    if (is_attribute) {
        OuStr *name = ou_str_intern(vm, part.at, (size_t)(part.end - part.at));
        OuObj *value = name ? ou_getattr(vm, o, name) : NULL;
        ou_unref(vm, name);
        return value;
    }
    ptrdiff_t index = number_of(vm, part);
    if (index == -2)
        return NULL;
    OuObj *key = index >= 0 ? ou_int_from(vm, index) : slice_text(vm, part);
    OuObj *value = key ? ou_getitem(vm, o, key) : NULL;
    ou_unref(vm, key);
    return value;
}

static OuObj *field_value(Fields *f, Slice name)
{
    OuObj *value = first_value(f, first_part(&name));
    bool is_attribute;
    Slice part;
    while (value != NULL) {
        int more = next_part(f->vm, &name, &is_attribute, &part);
        if (more == 0)
            break;
        OuObj *inner = more > 0 && ou_check(f->vm, 2) ? part_value(f->vm, value, is_attribute, part) : NULL;
        ou_unref(f->vm, value);
        value = inner;
    }
    return value;
}

static OuObj *convert_take(OuVM *vm, OuObj *value, uint32_t conversion)
{
    OuObj *result = NULL;
    if (value == NULL || conversion == 0)
        return value;
    if (conversion == 'r')
        result = ou_repr(vm, value);
    else if (conversion == 's')
        result = ou_str(vm, value);
    else if (conversion == 'a')
        result = ou_ascii(vm, value);
    else if (conversion > 32 && conversion < 127)
        OU_VALUE_ERROR(vm, "Unknown conversion specifier %c", (int)conversion);
    else
        OU_VALUE_ERROR(vm, "Unknown conversion specifier \\x%x", conversion);
    ou_unref(vm, value);
    return result;
}

/* ---- building ---- */

/* What has been built. */
typedef struct Built {
    OuBuf text;
    OuObj *whole; /* owned: the text of the last field, if nothing is before it: it is the result */
} Built;

static OuObj *build(Fields *f, Slice text, int depth);

static void put_text_take(OuVM *vm, Built *out, OuObj *text, bool last)
{
    if (last && out->text.len == 0 && !out->text.failed && OU_STR(text)->size > 0) {
        out->whole = text;
        return;
    }
    ou_buf_put_long(vm, &out->text, ou_str_text(OU_STR(text)), OU_STR(text)->size);
    ou_unref(vm, text);
}

static bool put_field(Fields *f, const Markup *m, int depth, bool last, Built *out)
{
    OuVM *vm = f->vm;
    OuObj *spec = NULL, *shown = NULL;
    OuObj *value = convert_take(vm, field_value(f, m->name), m->conversion);
    if (value == NULL)
        return false;
    if (ou_is_exact(value, OU_T_STR) && !m->nested && m->spec.at == m->spec.end) {
        put_text_take(vm, out, value, last);
        return true;
    }
    spec = m->nested ? build(f, m->spec, depth - 1) : slice_text(vm, m->spec);
    if (spec != NULL)
        shown = ou_format(vm, value, spec);
    ou_unref(vm, spec);
    ou_unref(vm, value);
    if (shown != NULL)
        put_text_take(vm, out, shown, last);
    return shown != NULL;
}

static bool build_parts(Fields *f, Slice text, int depth, Built *out)
{
    for (const char *pause = text.at + 16384;;) {
        Markup m;
        int more = next_markup(f->vm, &text, &m);
        if (more <= 0)
            return more == 0;
        ou_buf_put_long(f->vm, &out->text, m.literal.at, (size_t)(m.literal.end - m.literal.at));
        if (OU_UNLIKELY(text.at >= pause)) {
            if (!ou_check(f->vm, 1250))
                return false;
            pause = text.at + 16384;
        }
        if (m.has_field && !put_field(f, &m, depth, text.at == text.end, out))
            return false;
    }
}

static OuObj *build(Fields *f, Slice text, int depth)
{
    Built out = {.whole = NULL};
    if (depth <= 0)
        return OU_VALUE_ERROR(f->vm, "Max string recursion exceeded");
    ou_buf_init(&out.text, &f->vm->mem);
    bool ok = build_parts(f, text, depth, &out);
    if (ok && !out.whole)
        return ou_str_from_buf(f->vm, &out.text);
    ou_buf_drop(&out.text);
    return out.whole;
}

static OuObj *format_template(Fields *f, OuStr *template_text)
{
    const char *text = ou_str_text(template_text);
    OuObj *result = build(f, (Slice){text, text + template_text->size}, MOST_NESTED);
    if (result)
        OU_CHARGE_BYTES(f->vm, OU_STR(result)->size);
    return result;
}

/* If not, the result is the template itself. */
static bool has_braces(const OuStr *text)
{
    const char *data = ou_str_text(text);
    return text->size == 0 || memchr(data, '{', text->size) || memchr(data, '}', text->size);
}

OuObj *ou_format_fields(OuVM *vm, OuStr *template_text, OuObj *const *args, size_t nargs,
                        OuObj *kwargs)
{
    static OuObj *const none[1] = {NULL};
    OU_CHARGE_BYTES(vm, template_text->size);
    if (!has_braces(template_text))
        return ou_ref(OU_OBJ(template_text));
    Fields f = {.vm = vm, .args = nargs ? args : none, .nargs = nargs, .kwargs = kwargs};
    return format_template(&f, template_text);
}

OuObj *ou_format_map(OuVM *vm, OuStr *template_text, OuObj *mapping)
{
    OU_CHARGE_BYTES(vm, template_text->size);
    if (!has_braces(template_text))
        return ou_ref(OU_OBJ(template_text));
    Fields f = {.vm = vm, .kwargs = mapping};
    return format_template(&f, template_text);
}

/* ---- for string.Formatter ---- */

/* (literal, field name, specification, conversion) of one step. */
static OuObj *markup_tuple(OuVM *vm, const Markup *m)
{
    OuObj *items[4] = {slice_text(vm, m->literal), OU_NONE, OU_NONE, OU_NONE};
    if (m->has_field) {
        items[1] = slice_text(vm, m->name);
        items[2] = slice_text(vm, m->spec);
        if (m->conversion)
            items[3] = ou_str_from_code(vm, m->conversion);
    }
    for (size_t i = 0; i < 4; i++) {
        if (items[i] != NULL)
            continue;
        for (size_t k = 0; k < 4; k++)
            ou_unref(vm, items[k]);
        return NULL;
    }
    return ou_tuple_new_take(vm, items, 4);
}

/* An iterator over the parts of a template or of a field name. */
typedef struct PartIter {
    OuObj head;
    OuStr *text;
    Slice rest;
} PartIter;

static OuObj *part_iter_new(OuVM *vm, uint32_t type, OuStr *text, const char *from)
{
    PartIter *it = (PartIter *)ou_new(vm, type, sizeof *it);
    if (it == NULL)
        return NULL;
    it->text = OU_REF_AS(OuStr, text);
    it->rest = (Slice){from, ou_str_text(text) + text->size};
    return OU_OBJ(it);
}

OuObj *ou_format_parser_new(OuVM *vm, OuStr *template_text)
{
    return part_iter_new(vm, OU_T_FORMATTER_ITER, template_text, ou_str_text(template_text));
}

static OuObj *formatter_iter_next(OuVM *vm, OuObj *self)
{
    Markup m;
    int more = next_markup(vm, &((PartIter *)self)->rest, &m);
    return more > 0 ? markup_tuple(vm, &m) : more == 0 ? OU_DONE : NULL;
}

/* A name or number as object. */
static OuObj *part_object(OuVM *vm, Slice part)
{
    ptrdiff_t index = number_of(vm, part);
    if (index == -2)
        return NULL;
    return index >= 0 ? ou_int_from(vm, index) : slice_text(vm, part);
}

static OuObj *field_name_iter_next(OuVM *vm, OuObj *self)
{
    bool is_attribute;
    Slice part;
    int more = next_part(vm, &((PartIter *)self)->rest, &is_attribute, &part);
    if (more <= 0)
        return more == 0 ? OU_DONE : NULL;
    OuObj *step[2] = {OU_BOOL(is_attribute), is_attribute ? slice_text(vm, part) : part_object(vm, part)};
    return step[1] ? ou_tuple_new_take(vm, step, 2) : NULL;
}

OuObj *ou_format_split_name(OuVM *vm, OuStr *name_text)
{
    Slice name = {ou_str_text(name_text), ou_str_text(name_text) + name_text->size};
    OuObj *pair[2] = {part_object(vm, first_part(&name)), NULL};
    pair[1] = pair[0] ? part_iter_new(vm, OU_T_FIELD_NAME_ITER, name_text, name.at) : NULL;
    if (pair[1] == NULL) {
        ou_unref(vm, pair[0]);
        return NULL;
    }
    return ou_tuple_new_take(vm, pair, 2);
}

static const OuRefField part_iter_refs[] = {OU_REF(PartIter, text), OU_REF_END};

#define PART_ITER_TYPE(type_name, type_index, step)                                        \
    {                                                                                      \
        .name = type_name, .base = &ou_object_type, .index = type_index,                   \
        .flags = OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(PartIter),                 \
        .refs = part_iter_refs, OU_SLOTS_ATTR, OU_SLOTS_TEXT, OU_SLOTS_IDENTITY,           \
        .iter = ou_iter_self, .next = step, .init = ou_object_init,                        \
    }
const OuType ou_formatter_iter_type =
    PART_ITER_TYPE("formatteriterator", OU_T_FORMATTER_ITER, formatter_iter_next);
const OuType ou_field_name_iter_type =
    PART_ITER_TYPE("fieldnameiterator", OU_T_FIELD_NAME_ITER, field_name_iter_next);
