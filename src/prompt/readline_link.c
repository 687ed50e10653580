/* readline_link.c - see readline_link.h. */
#include "prompt/readline_link.h"
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

Readline editor_rl;

bool readline_load(void)
{
    void *library = dlopen("libreadline.so.8", RTLD_NOW);
    if (!library)
        return false;
    static const struct {
        const char *name;
        size_t offset;
    } symbols[] = {
#define X(name) {#name, offsetof(Readline, name)},
        READLINE_FUNCTIONS(X)
        READLINE_VARIABLES(X)
#undef X
    };
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (!address)
            return false;
        memcpy((char *)&editor_rl + symbols[i].offset, &address, sizeof address);
    }
    return true;
}
