/* module.h - the modules written in C, one file each, listed in module.def. A module is made
 * when it is imported first. */
#ifndef OU_MODULES_MODULE_H
#define OU_MODULES_MODULE_H
#include "types/module.h"

#define MODULE(identifier, name) extern const OuModuleDef ou_module_##identifier;
#include "modules/module.def"
#undef MODULE

/* The definition of a C module by its name, or NULL. */
const OuModuleDef *ou_module_find(const char *name, size_t size);
/* Names of all C modules, in the order of module.def; NULL ends. */
const char *ou_module_name_at(size_t i);

#endif
