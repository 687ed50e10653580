/* source.c - lines of source text for tracebacks: of kept sources (-c, the prompt), of the
 * embedded library, of files. */
#include "host/host.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/str.h"
#include "object/upcall.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Append line `number` of text, without its end; false if there is no such line. */
static bool pick_line(const char *text, size_t size, int number, OuBuf *out)
{
    const char *end = text + size;
    while (number > 1 && text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (!newline)
            return false;
        text = newline + 1;
        number--;
    }
    if (text >= end)
        return false;
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    size_t len = (size_t)((newline ? newline : end) - text);
    if (len && text[len - 1] == '\r')
        len--;
    ou_buf_put(out, text, len);
    return !out->failed;
}

static bool line_of_file(const char *path, int number, OuBuf *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len = -1;
    for (int i = 0; i < number && (len = getline(&line, &capacity, file)) >= 0; i++)
        ;
    if (len > 0)
        pick_line(line, (size_t)len, 1, out);
    free(line);
    fclose(file);
    return len >= 0 && !out->failed;
}

bool ou_host_file_line(OuVM *vm, const char *path, int number, OuBuf *out)
{
    if (number < 1 || !vm->allowed.files || !line_of_file(path, number, out))
        return false;
    ou_buf_putc(out, '\n');
    return !out->failed;
}

bool ou_upcall_source_line(OuVM *vm, OuObj *filename, int line, OuBuf *out)
{
    if (!filename || !ou_is_str(vm, filename) || line < 1)
        return false;
    OuObj *kept = vm->host->sources ? ou_dict_peek_str(vm, vm->host->sources, OU_STR(filename)) : NULL;
    if (kept)
        return pick_line(ou_str_text(OU_STR(kept)), OU_STR(kept)->size, line, out);
    const char *name = ou_str_text(OU_STR(filename));
    if (name[0] == '<') /* "<frozen os>": CPython shows no source for frozen modules */
        return false;
    return vm->allowed.files && line_of_file(name, line, out);
}
