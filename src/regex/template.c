/* template.c - replacement texts: literal pieces and references to groups. */
#include "regex/reader.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include <string.h>

typedef struct Template {
    OuReader reader;
    OuRegexTemplate *out;
    uint32_t groups;
} Template;

static void put_literal(Template *t, uint32_t c)
{
    OuRegexTemplate *out = t->out;
    size_t from = out->text.len;
    if (t->reader.is_text)
        ou_buf_put_code(&out->text, c);
    else
        ou_buf_putc(&out->text, (char)c);
    OuTemplatePart *last = out->parts.len ? (OuTemplatePart *)(void *)(out->parts.data + out->parts.len) - 1 : NULL;
    if (last && !out->parts.failed && last->group == OU_TEMPLATE_LITERAL)
        last->size += out->text.len - from;
    else
        ou_buf_put(&out->parts, &(OuTemplatePart){OU_TEMPLATE_LITERAL, from, out->text.len - from},
                   sizeof(OuTemplatePart));
}

static bool put_group(Template *t, uint32_t group, size_t at)
{
    OuReader *p = &t->reader;
    if (p->vm->error)
        return false;
    if (group > t->groups) {
        ou_regex_error(p->vm, p->pattern, (ptrdiff_t)at, "invalid group reference %u", group);
        return false;
    }
    ou_buf_put(&t->out->parts, &(OuTemplatePart){group, 0, 0}, sizeof(OuTemplatePart));
    return true;
}

/* \g<name> */
static bool named_group(Template *t)
{
    OuReader *p = &t->reader;
    size_t from;
    uint32_t group;
    bool by_name;
    if (!ou_reader_match(p, '<'))
        return ou_reader_fail(p, p->at, "missing <");
    return ou_reader_reference(p, '>', &from, &group, &by_name) && put_group(t, group, from);
}

/* A digit other than 0 after a backslash at `from`: a group, or an octal escape of three digits. */
static bool number(Template *t, size_t from, uint32_t c)
{
    OuReader *p = &t->reader;
    uint32_t group = c - '0', value;
    if (ou_reader_is_digit(p->next)) {
        uint32_t second = ou_reader_get(p);
        if (ou_reader_is_octal(c) && ou_reader_is_octal(second) && ou_reader_is_octal(p->next)) {
            ou_reader_advance(p);
            if (!ou_reader_octal(p, from, &value))
                return false;
            put_literal(t, value);
            return true;
        }
        group = group * 10 + (second - '0');
    }
    return put_group(t, group, from + 1);
}

static bool parse_token(Template *t)
{
    static const char letters[] = "abfnrtv", controls[] = "\a\b\f\n\r\t\v";
    OuReader *p = &t->reader;
    size_t from = p->at;
    uint32_t c = ou_reader_get(p), value;
    if (p->vm->error)
        return false;
    if (!(c & OU_READER_ESCAPED)) {
        put_literal(t, c);
        return true;
    }
    c &= ~OU_READER_ESCAPED;
    if (c == 'g')
        return named_group(t);
    if (c == '0') {
        ou_reader_skip_octal(p, 2);
        if (!ou_reader_octal(p, from, &value))
            return false;
        put_literal(t, value & 0xFF);
        return true;
    }
    if (ou_reader_is_digit(c))
        return number(t, from, c);
    const char *control = ou_reader_letter(letters, c);
    if (control) {
        put_literal(t, (uint32_t)controls[control - letters]);
        return true;
    }
    if (ou_reader_is_letter(c))
        return ou_reader_fail_piece(p, from, "bad escape %S", from, p->at);
    if (c != '\\')
        put_literal(t, '\\');
    put_literal(t, c);
    return true;
}

bool ou_regex_template(OuVM *vm, OuRegexTemplate *out, OuObj *source, OuDict *names, uint32_t groups)
{
    Template t = {.reader = {.vm = vm, .pattern = source, .names = names, .is_text = ou_is_str(vm, source),
                             .warn_level = 2},
                  .out = out, .groups = groups};
    ou_buf_init(&out->text, &vm->mem);
    ou_buf_init(&out->parts, &vm->mem);
    uint32_t *chars = ou_regex_decode(vm, source, &t.reader.len);
    if (!chars)
        return false;
    t.reader.chars = chars;
    ou_reader_advance(&t.reader);
    bool ok = !vm->error;
    while (ok && t.reader.next != OU_READER_NONE)
        ok = parse_token(&t) && !vm->error;
    ou_free(vm, chars, t.reader.len * sizeof *chars + 1);
    if (ok && (out->text.failed || out->parts.failed)) {
        ou_raise_memory(vm);
        ok = false;
    }
    if (!ok)
        ou_regex_template_drop(out);
    return ok;
}

void ou_regex_template_drop(OuRegexTemplate *template)
{
    ou_buf_drop(&template->text);
    ou_buf_drop(&template->parts);
}
