/* exception_parts.h - what the files exception*.c share: slots, fields and attribute tables of
 * the layouts named in exc.def. */
#ifndef OU_TYPES_EXCEPTION_PARTS_H
#define OU_TYPES_EXCEPTION_PARTS_H
#include "object/type.h"
#include "object/exception.h"

/* Reference fields that all have, in the order of their release. */
#define OU_EXCEPTION_REFS \
    {(uint32_t)offsetof(OuException, dict), "__dict__"}, {(uint32_t)offsetof(OuException, args), "args"}, \
        {(uint32_t)offsetof(OuException, notes), "notes"}, \
        {(uint32_t)offsetof(OuException, traceback), "__traceback__"}, \
        {(uint32_t)offsetof(OuException, cause), "__cause__"}, \
        {(uint32_t)offsetof(OuException, context), "__context__"}, OU_REF_END
#define OU_EXCEPTION_MEMBER(T, field, doc) \
    {#field, OU_MEMBER_OBJ, (uint32_t)offsetof(T, field), false, (doc)}
#define OU_MEMBERS_END {NULL, OU_MEMBER_OBJ, 0, false, NULL}

/* exception.c */
OuObj *ou_exception_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_exception_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* Set self.args to the given ones (what BaseException's init does after its check for keywords). */
OU_MUST_CHECK bool ou_exception_set_args(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_exception_str(OuVM *vm, OuObj *self);
/* Put the values of keywords into out[], by `names` (NULL ends): "'x' is an invalid keyword …". */
OU_MUST_CHECK bool ou_exception_keywords(OuVM *vm, const char *function, const char *const *names,
                                         OuObj *const *values, OuObj *kwnames, OuObj **out);
/* (type(self), args) or (type(self), args, state); `state` is consumed and may be NULL. */
OuObj *ou_exception_reduce_take(OuVM *vm, OuObj *self, OuObj *args, OuObj *state);

/* exception_os.c */
OuObj *ou_os_error_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_os_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* errno, strerror, filenames and args from the arguments. */
OU_MUST_CHECK bool ou_os_error_set_fields(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_os_error_str(OuVM *vm, OuObj *self);
/* The subclass that stands for an errno: its type index, or 0. */
uint32_t ou_os_error_for(int64_t code);
extern const OuRefField ou_os_error_refs[];
extern const OuMethodDef ou_os_error_methods[];
extern const OuGetSetDef ou_os_error_getsets[];
extern const OuMemberDef ou_os_error_members[];

/* exception_text.c: SyntaxError and the Unicode errors */
bool ou_syntax_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_syntax_error_str(OuVM *vm, OuObj *self);
extern const OuRefField ou_syntax_error_refs[];
extern const OuMemberDef ou_syntax_error_members[];
bool ou_unicode_decode_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_unicode_encode_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_unicode_translate_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_unicode_decode_error_str(OuVM *vm, OuObj *self);
OuObj *ou_unicode_encode_error_str(OuVM *vm, OuObj *self);
OuObj *ou_unicode_translate_error_str(OuVM *vm, OuObj *self);
extern const OuRefField ou_unicode_error_refs[];
extern const OuMemberDef ou_unicode_error_members[];

/* exception_group.c */
OuObj *ou_group_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
bool ou_group_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_group_str(OuVM *vm, OuObj *self);
extern const OuRefField ou_group_refs[];
extern const OuMethodDef ou_group_methods[];
extern const OuMemberDef ou_group_members[];

#endif
