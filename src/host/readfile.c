/* readfile.c - a whole file, or standard input, into memory. */
#include "host/host.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is left in the stream, with room for a zero behind it; NULL with errno set. It is source, which has no zero
 * bytes: what has is not read to its end, since /dev/zero has none. */
static char *read_all(FILE *file, size_t *size)
{
    char *data = NULL;
    size_t used = 0, capacity = 0;
    bool zero = false;
    do {
        if (capacity - used < 4096) {
            capacity = capacity * 2 + 16384;
            char *grown = realloc(data, capacity + 1);
            if (!grown) {
                free(data);
                errno = ENOMEM;
                return NULL;
            }
            data = grown;
        }
        size_t got = fread(data + used, 1, capacity - used, file);
        zero = memchr(data + used, 0, got) != NULL;
        used += got;
    } while (!zero && !feof(file) && !ferror(file));
    if (ferror(file)) {
        int error = errno;
        free(data);
        errno = error;
        return NULL;
    }
    *size = used;
    return data;
}

char *ou_host_read_file(const char *path, size_t *size)
{
    FILE *file = path ? fopen(path, "rb") : stdin;
    if (!file)
        return NULL;
    char *data = read_all(file, size);
    int error = errno;
    if (path)
        fclose(file);
    errno = error;
    if (data)
        data[*size] = 0;
    return data;
}
