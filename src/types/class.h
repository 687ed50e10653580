/* class.h - what the files about `object` and `type` share. */
#ifndef OU_TYPES_CLASS_H
#define OU_TYPES_CLASS_H
#include "object/type.h"

/* cls.__module__ as an object (new): usually a str; AttributeError if it is gone. */
OuObj *ou_class_module(OuVM *vm, OuClass *cls);
/* Write "<class 'm.C'>" like texts: "m.C" or, for built-ins, "C"; new str. */
OuObj *ou_class_full_name(OuVM *vm, OuClass *cls);
/* dir() of a class: the keys of its dict and its bases' dicts, into `dict`. */
OU_MUST_CHECK bool ou_class_collect_names(OuVM *vm, OuObj *dict, OuObj *cls);
/* May instances of `from` be turned into such of `to`? TypeError about `what` if not. */
OU_MUST_CHECK bool ou_class_same_layout(OuVM *vm, OuClass *from, OuClass *to, const char *what);
/* Run a method resolution again for `cls` and its subclasses after its bases changed. */
OU_MUST_CHECK bool ou_class_set_bases(OuVM *vm, OuClass *cls, OuTuple *bases);
/* type(...)(…): make, then init. The call slot of `type`. */
OuObj *ou_class_call(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_class_getattr(OuVM *vm, OuObj *cls, OuObj *name);
bool ou_class_setattr(OuVM *vm, OuObj *cls, OuObj *name, OuObj *value);
/* No lone surrogates in a class's name or documentation: UnicodeEncodeError. */
OU_MUST_CHECK bool ou_class_check_text(OuVM *vm, OuStr *text);
/* make slot of `type`: type.__new__(meta, name, bases, namespace, **kwargs). */
OuObj *ou_class_make(OuVM *vm, OuClass *meta, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* The class and its subclasses count as a sequence or a mapping (OU_TF_PATTERNS) in pattern matching. */
void ou_class_take_patterns(OuClass *cls, uint32_t patterns);
OuObj *ou_class_dict_view(OuVM *vm, OuObj *cls);
/* Attributes of `type`: types/type_attr.c */
extern const OuGetSetDef ou_type_getsets[];
/* object.__reduce_ex__ and its parts: types/reduce.c */
OuObj *ou_object_reduce_ex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_object_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_object_getstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
/* "%p" of an object: text of at most 24 bytes. */
void ou_address_text(OuVM *vm, OuObj *o, char *out);

#endif
