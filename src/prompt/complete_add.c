/* complete_add.c - the candidates: those that go on from what is typed, from names and dictionaries. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/str.h"
#include "prompt/complete_parts.h"
#include "types/module.h"
#include <stdlib.h>
#include <string.h>

void complete_add(Search *s, const char *name, size_t size, const char *suffix)
{
    size_t typed = s->point - s->start;
    if (size < typed || memcmp(name, s->text + s->start, typed) != 0 || (name[0] == '_' && typed == 0))
        return;
    if (s->found->count == s->room) {
        size_t room = s->room * 2 + 32;
        char **grown = realloc(s->found->words, room * sizeof *grown);
        if (!grown)
            return;
        s->found->words = grown;
        s->room = room;
    }
    char *copy = malloc(size + strlen(suffix) + 1);
    if (!copy)
        return;
    memcpy(copy, name, size);
    strcpy(copy + size, suffix);
    s->found->words[s->found->count++] = copy;
}

void complete_add_str(Search *s, const OuStr *name, const char *suffix)
{
    complete_add(s, ou_str_text(name), name->size, suffix);
}

static const char *call_mark(OuVM *vm, OuObj *value)
{
    return value && ou_type(vm, value)->call && !(ou_type(vm, value)->flags & OU_TF_IS_TYPE) ? "(" : "";
}

void complete_dict(Search *s, const OuDict *dict, bool call_marks)
{
    size_t position = 0;
    OuObj *key, *value;
    while (dict && ou_dict_next(dict, &position, &key, &value))
        if (ou_is_str(s->vm, key))
            complete_add_str(s, OU_STR(key), call_marks ? call_mark(s->vm, value) : "");
}

void complete_module(Search *s, OuModule *module, bool call_marks)
{
    OuVM *vm = s->vm;
    OuDict *dict = prompt_instance_dict(vm, OU_OBJ(module));
    complete_dict(s, dict, call_marks);
    OuStr *name = ou_str_intern(vm, "__all__", 7);
    OuObj *all = name ? ou_dict_peek_str(vm, dict, name) : NULL;
    for (size_t i = 0; all && ou_is_exact(all, OU_T_LIST) && i < OU_LIST(all)->len; i++)
        if (ou_is_exact(OU_LIST(all)->items[i], OU_T_STR))
            complete_add_str(s, OU_STR(OU_LIST(all)->items[i]), "");
    ou_unref(vm, name);
    ou_error_clear(vm);
}
