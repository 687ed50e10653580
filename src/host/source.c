/* source.c - lines of source text for tracebacks: of kept sources (-c, the prompt), of the
 * embedded library, of files. */
#include "host/host.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "vm/exec.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEARCHED_MOST (64u << 20)

/* Go on looking for a line, after so many bytes? It costs steps; once a limit has ended the run, when its
 * traceback is made and nothing can end that, there is a fixed amount of it. What is pending stays. */
static bool may_search(OuVM *vm, size_t size)
{
    if (ou_exec_end(vm) != OU_END_NONE)
        return (vm->host->searched += size) < SEARCHED_MOST;
    OuObj *pending = ou_error_take(vm);
    bool good = ou_check(vm, 1 + (uint32_t)(size >> 8));
    ou_error_clear(vm);
    ou_error_restore_take(vm, pending);
    return good;
}

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

#define LONGEST_LINE 65536 /* more of it is not shown */

/* Append line `number` of a regular file that scripts may read. */
static bool line_of_file(OuVM *vm, const char *path, int number, OuBuf *out)
{
    char data[4096];
    struct stat info;
    OuObj *pending = ou_error_take(vm);
    int fd = ou_fd_open_own(vm, AT_FDCWD, path, O_RDONLY | O_NONBLOCK, 0, NULL);
    ou_error_clear(vm);
    ou_error_restore_take(vm, pending);
    size_t start = out->len;
    bool found = false;
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(fd);
        return false;
    }
    for (ssize_t got = 1; fd >= 0 && number > 0 && got > 0 && may_search(vm, (size_t)got);) {
        got = read(fd, data, sizeof data);
        const char *at = data, *end = data + (got > 0 ? got : 0);
        while (at < end && number > 0) {
            const char *newline = memchr(at, '\n', (size_t)(end - at));
            const char *stop = newline ? newline : end;
            if (number == 1) {
                found = true;
                if (out->len - start < LONGEST_LINE)
                    ou_buf_put(out, at, (size_t)(stop - at));
            }
            number -= newline != NULL;
            at = stop + 1;
        }
    }
    if (fd >= 0)
        close(fd);
    if (found && out->len > start && out->data[out->len - 1] == '\r')
        out->len--;
    return found && !out->failed;
}

bool ou_host_file_line(OuVM *vm, const char *path, int number, OuBuf *out)
{
    if (number < 1 || !line_of_file(vm, path, number, out))
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
        return may_search(vm, OU_STR(kept)->size) &&
               pick_line(ou_str_text(OU_STR(kept)), OU_STR(kept)->size, line, out);
    const char *name = ou_str_text(OU_STR(filename));
    if (name[0] == '<') /* "<frozen os>": CPython shows no source for frozen modules */
        return false;
    return line_of_file(vm, name, line, out);
}
