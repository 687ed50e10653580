/* names.h - the strings that the interpreter itself looks things up by: const, interned
 * data shared by all VMs. OU_NAME(append) is the OuStr of "append". name.def lists them,
 * sorted, so that ou_str_intern finds them by binary search. */
#ifndef OU_OBJECT_NAMES_H
#define OU_OBJECT_NAMES_H
#include "object/str.h"

enum {
#define NAME(id, text) OU_NAME_##id,
#include "object/name.def"
#undef NAME
    OU_NAME_COUNT
};
/* Static strings are numbered: names, then 256 Latin-1 characters, then "". */
#define OU_STATIC_STR_LATIN1 OU_NAME_COUNT
#define OU_STATIC_STR_EMPTY (OU_NAME_COUNT + 256)
#define OU_STATIC_STR_COUNT (OU_NAME_COUNT + 257)

extern const OuStr *const ou_name_table[OU_NAME_COUNT];
#define NAME(id, text) extern const struct OuStaticName_##id { OuStr str; char data[sizeof(text)]; } ou_name_##id;
#include "object/name.def"
#undef NAME
#define OU_NAME(id) ((OuStr *)&ou_name_##id.str)
#define OU_NAME_OBJ(id) ((OuObj *)&ou_name_##id.str)

/* The one-character strings U+0000…U+00FF, and "". */
OuObj *ou_latin1_char(unsigned code); /* borrowed, immortal */
extern const struct OuStaticEmpty { OuStr str; char data[1]; } ou_empty_str_object;
#define OU_EMPTY_STR ((OuObj *)&ou_empty_str_object.str)

/* Index in ou_name_table of the name with that text, or -1. */
int ou_names_search(const char *text, size_t size);

#endif
