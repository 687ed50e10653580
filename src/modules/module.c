/* module.c - finding C modules by name. */
#include "modules/module.h"
#include <string.h>

static const struct {
    const char *name;
    const OuModuleDef *def;
} modules[] = {
#define MODULE(identifier, name) {name, &ou_module_##identifier},
#include "modules/module.def"
#undef MODULE
};

const OuModuleDef *ou_module_find(const char *name, size_t size)
{
    for (size_t i = 0; i < OU_COUNT_OF(modules); i++)
        if (strlen(modules[i].name) == size && memcmp(modules[i].name, name, size) == 0)
            return modules[i].def;
    return NULL;
}

const char *ou_module_name_at(size_t i)
{
    return i < OU_COUNT_OF(modules) ? modules[i].name : NULL;
}
