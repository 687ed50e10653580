/* re_template.c - templates of replacements, r"\1 and \g<name>": read, and filled with the groups of a match. */
#include "modules/re_parts.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "types/bytes.h"
#include "types/bytes_methods.h"

bool ou_template_parse(OuVM *vm, OuRegexTemplate *out, OuObj *template, const OuPattern *pattern)
{
    if (ou_is_str(vm, template) || ou_is(vm, template, OU_TF_IS_BYTES))
        return ou_regex_template(vm, out, template, (OuDict *)pattern->groupindex, pattern->regex.groups);
    OuHash hash;
    if (!ou_hash(vm, template, &hash))
        return false;
    if (!ou_has_buffer(vm, template)) {
        OU_TYPE_ERROR(vm, "decoding to str: need a bytes-like object, %.80T found", template);
        return false;
    }
    OuObj *bytes = ou_bytes_from_object(vm, template);
    bool ok = bytes && ou_regex_template(vm, out, bytes, (OuDict *)pattern->groupindex, pattern->regex.groups);
    ou_unref(vm, bytes);
    return ok;
}

/* A literal part as object. */
static OuObj *part_object(OuVM *vm, const OuRegexTemplate *template, const OuTemplatePart *part, bool is_text)
{
    const char *text = template->text.data + part->from;
    return is_text ? ou_str_new(vm, text, part->size) : ou_bytes_new(vm, text, part->size);
}

OuObj *ou_template_join_take(OuVM *vm, OuObj *list, bool is_text)
{
    OuObj *result;
    if (is_text)
        result = ou_str_join(vm, OU_STR(OU_EMPTY_STR), OU_LIST(list)->items, OU_LIST(list)->len);
    else
        result = ou_call_method(vm, OU_EMPTY_BYTES, OU_NAME(join), &list, 1);
    ou_unref(vm, list);
    return result;
}

OuObj *ou_template_fill(OuVM *vm, const OuRegexTemplate *template, bool template_is_text, bool is_text,
                        OuTemplateGroup group, const void *match)
{
    const OuTemplatePart *parts = (const OuTemplatePart *)(const void *)template->parts.data;
    size_t count = template->parts.len / sizeof *parts;
    OuObj *list = ou_list_new(vm, count);
    for (size_t i = 0; list && i < count; i++) {
        OuObj *item = parts[i].group == OU_TEMPLATE_LITERAL ? part_object(vm, template, &parts[i], template_is_text)
                                                            : group(vm, match, parts[i].group);
        if (!item || !ou_list_append_take(vm, OU_LIST(list), item))
            ou_clear(vm, &list);
    }
    return list ? ou_template_join_take(vm, list, is_text) : NULL;
}

OuObj *ou_template_expand(OuVM *vm, OuPattern *pattern, OuObj *template, OuObj *string, OuTemplateGroup group,
                          const void *match)
{
    OuRegexTemplate parsed;
    if (!ou_template_parse(vm, &parsed, template, pattern))
        return NULL;
    OuObj *result = ou_template_fill(vm, &parsed, ou_is_str(vm, template), ou_is_str(vm, string), group, match);
    ou_regex_template_drop(&parsed);
    return result;
}
