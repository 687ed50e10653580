/* history.c - see history.h.
 *
 * In the file an entry begins at a line's start; its further lines are indented by a tab. Appending is
 * one write under a lock; tidying writes a new file beside it and renames it, under the same lock. */
#include "prompt/history.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Open it if it is a plain file: what else has that name (/dev/null, a pipe) is left alone. */
static int open_file(const char *path, int flags)
{
    struct stat info;
    int file = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0600); /* does not wait for a pipe's other end */
    if (file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode))
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

/* Open and lock; the file may have been replaced while we waited for the lock. */
static int open_locked(const char *path, int flags)
{
    for (int tries = 0; tries < 10; tries++) {
        int file = open_file(path, flags);
        if (file < 0)
            return -1;
        struct stat ours, theirs;
        if (flock(file, LOCK_EX) == 0 && fstat(file, &ours) == 0 && stat(path, &theirs) == 0
            && ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev)
            return file;
        close(file);
    }
    return -1;
}

static char *read_all(int file, size_t *size)
{
    struct stat info;
    if (fstat(file, &info) != 0 || info.st_size > 64 << 20)
        return NULL;
    char *text = malloc((size_t)info.st_size + 1);
    *size = 0;
    ssize_t n;
    while (text && *size < (size_t)info.st_size
           && (n = pread(file, text + *size, (size_t)info.st_size - *size, (off_t)*size)) > 0)
        *size += (size_t)n;
    if (text)
        text[*size] = 0;
    return text;
}

/* Cut the text of a file into entries, in place: tabs of further lines go. */
static char **entries_of(char *text, size_t *count)
{
    size_t room = 1;
    for (const char *p = text; *p; p++)
        room += *p == '\n';
    char **entries = malloc(room * sizeof *entries);
    *count = 0;
    char *to = text;
    for (char *line = text; entries && *line;) {
        size_t len = strcspn(line, "\n");
        char *next = line + len + (line[len] == '\n');
        if (line[0] == '\t' && *count > 0) {
            to[-1] = '\n';
            line++, len--;
        } else if (len > 0) {
            entries[(*count)++] = to;
        }
        if (len > 0 || (*count > 0 && line[-1] == '\t')) {
            memmove(to, line, len);
            to += len;
            *to++ = 0;
        }
        line = next;
    }
    return entries;
}

void history_load(const char *path, void (*add)(const char *entry))
{
    int file = open_file(path, O_RDONLY);
    if (file < 0)
        return;
    size_t size, count;
    char *text = read_all(file, &size);
    char **entries = text ? entries_of(text, &count) : NULL;
    for (size_t i = 0; entries && i < count; i++)
        add(entries[i]);
    free(entries);
    free(text);
    close(file);
}

/* An entry as it stands in the file; malloc'ed. */
static char *encoded(const char *entry, size_t *size)
{
    while (*entry == ' ' || *entry == '\t')
        entry++; /* else it would look like a further line */
    char *text = malloc(strlen(entry) * 2 + 2), *p = text;
    for (; text && *entry; entry++) {
        *p++ = *entry;
        if (*entry == '\n')
            *p++ = '\t';
    }
    if (text) {
        *p++ = '\n';
        *size = (size_t)(p - text);
    }
    return text;
}

static void write_all(int file, const char *text, size_t size)
{
    for (ssize_t n; size > 0 && (n = write(file, text, size)) > 0; text += n)
        size -= (size_t)n;
}

void history_append(const char *path, const char *entry)
{
    size_t size;
    char *text = encoded(entry, &size);
    int file = text ? open_locked(path, O_WRONLY | O_APPEND | O_CREAT) : -1;
    if (file >= 0) {
        fchmod(file, 0600);
        write_all(file, text, size);
        close(file);
    }
    free(text);
}

static int compare_entries(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    int order = strcmp(*x, *y);
    return order ? order : (*x > *y) - (*x < *y); /* equal ones by age */
}

/* Make entries empty that come again later; returns how many are left, `count` if there is no memory. */
static size_t drop_repeated(char **entries, size_t count)
{
    char **sorted = malloc((count + 1) * sizeof *sorted);
    if (!sorted)
        return count;
    memcpy(sorted, entries, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_entries);
    size_t kept = count;
    for (size_t i = 1; i < count; i++)
        if (strcmp(sorted[i - 1], sorted[i]) == 0) {
            kept--;
            *sorted[i - 1] = 0;
        }
    free(sorted);
    return kept;
}

/* Put a new file in the place of the one at `path` (links followed): the entries that are not empty, without the first
 * `skip` of them. */
static void replace_file(const char *path, char *const *entries, size_t count, size_t skip)
{
    char *real = realpath(path, NULL), *name = real ? malloc(strlen(real) + 8) : NULL;
    if (name)
        sprintf(name, "%s.XXXXXX", real);
    int fresh = name ? mkstemp(name) : -1; /* for its owner only */
    for (size_t i = 0; fresh >= 0 && i < count; i++) {
        size_t size;
        char *line = *entries[i] && !(skip > 0 && skip--) ? encoded(entries[i], &size) : NULL;
        if (line)
            write_all(fresh, line, size);
        free(line);
    }
    if (fresh >= 0) {
        if (fsync(fresh) != 0 || rename(name, real) != 0)
            unlink(name);
        close(fresh);
    }
    free(name);
    free(real);
}

void history_tidy(const char *path)
{
    int file = open_locked(path, O_RDWR);
    if (file < 0)
        return;
    size_t size, count = 0;
    char *text = read_all(file, &size);
    char **entries = text ? entries_of(text, &count) : NULL;
    size_t kept = entries ? drop_repeated(entries, count) : 0;
    if (kept < count || kept > HISTORY_LIMIT)
        replace_file(path, entries, count, kept > HISTORY_LIMIT ? kept - HISTORY_LIMIT : 0);
    free(entries);
    free(text);
    close(file);
}
