/* readfile.c - a whole file, or standard input, into memory. */
#include "main/main.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *ou_read_whole(const char *path, size_t *size)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file)
        return NULL;
    char *data = NULL;
    size_t used = 0, capacity = 0;
    for (;;) {
        if (used + 4096 > capacity) {
            capacity = capacity ? capacity * 2 : 16384;
            char *grown = realloc(data, capacity + 1);
            if (!grown)
                break;
            data = grown;
        }
        size_t got = fread(data + used, 1, capacity - used, file);
        used += got;
        if (got == 0)
            break;
    }
    bool failed = ferror(file) != 0;
    int saved = errno;
    if (file != stdin)
        fclose(file);
    if (failed || !data) {
        free(data);
        errno = failed ? saved : ENOMEM;
        return NULL;
    }
    data[used] = 0;
    *size = used;
    return data;
}
