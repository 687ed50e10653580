/* access.h - what scripts may do outside their VM: permissions, file roots, descriptors, the
 * given clock and randomness.
 *
 * Whoever asks the system for something on behalf of a script goes through here. Permissions only
 * ever shrink. In a hosted VM (the library's; the command line's is not one) scripts reach only
 * descriptors that they have opened themselves, and nothing that belongs to the whole process. */
#ifndef OU_OBJECT_ACCESS_H
#define OU_OBJECT_ACCESS_H
#include "base/common.h"
#include <sys/types.h>

struct OuVM;
struct OuObj;

enum {
    OU_MAY_FILES = 1, /* within the roots, or, with OU_MAY_ANY_FILE, everywhere */
    OU_MAY_WRITE = 2,
    OU_MAY_ENVIRONMENT = 4,
    OU_MAY_PROCESSES = 8,
    OU_MAY_CLOCK = 16,   /* the real one; else the given one */
    OU_MAY_RANDOM = 32,  /* the system's randomness; else the given one */
    OU_MAY_INPUT = 64,
    OU_MAY_IMPORT = 128,
    OU_MAY_ANY_FILE = 256,
    OU_MAY_ALL = 511
};

/* A folder that scripts may use, with all below it. */
typedef struct OuRoot {
    int fd;
    bool writable;
    const char *path; /* as scripts name it: absolute, without a slash at its end */
    size_t size;
} OuRoot;

typedef struct OuAccess {
    uint16_t may;
    bool hosted;
    bool by_component;       /* tests: as if the kernel had no openat2 */
    const OuRoot *roots;     /* the host's */
    size_t root_count;
    int *own;                /* descriptors that scripts have opened (hosted VMs only) */
    uint32_t own_count, own_cap, own_limit; /* 0: no limit */
    int64_t clock, clock_start; /* nanoseconds since 1970: the given clock */
    uint64_t random;         /* state of the given randomness */
    uint32_t recursion_most; /* that scripts can set as their limit; 0: any */
} OuAccess;

/* Is all of `need` granted? Else a PermissionError that names the first one missing. */
OU_MUST_CHECK bool ou_require(struct OuVM *vm, unsigned need);
/* Raise it. NULL. */
void *ou_denied(struct OuVM *vm, unsigned permission);
/* The permission of that name, 0: there is none. */
unsigned ou_permission_named(const char *name);

/* Open a file for a script; relative to descriptor `folder` (AT_FDCWD: to the current folder or the
 * first root). `shown` is for the message. -1 with an exception. */
int ou_fd_open(struct OuVM *vm, int folder, const char *path, int flags, mode_t mode, struct OuObj *shown);
/* The same for C code's own use, and O_PATH: not counted, close() closes it. */
int ou_fd_open_own(struct OuVM *vm, int folder, const char *path, int flags, mode_t mode, struct OuObj *shown);
/* Are names resolved within roots? */
bool ou_is_rooted(const struct OuVM *vm);

/* Where something is to be made, removed or renamed. Unless rooted that is what the script said; else
 * an open folder and a name in it. */
typedef struct OuFilePlace {
    int folder;
    const char *name;
    char *block; /* owned; NULL: nothing to close */
} OuFilePlace;
OU_MUST_CHECK bool ou_place_find(struct OuVM *vm, int folder, const char *path, struct OuObj *shown, OuFilePlace *out);
void ou_place_done(OuFilePlace *place);

/* Is `fd` the script's? Else OSError EBADF. */
OU_MUST_CHECK bool ou_fd_check(struct OuVM *vm, int64_t fd);
/* It is now; false: closed, with an exception (too many). */
OU_MUST_CHECK bool ou_fd_add(struct OuVM *vm, int fd);
/* As close(). */
int ou_fd_close(struct OuVM *vm, int fd);
/* Wait until it can be read, in a hosted VM: limits and interrupts end the wait. False: an exception. */
OU_MUST_CHECK bool ou_fd_wait(struct OuVM *vm, int fd);
/* Write some of the bytes, waiting like that; -1: an exception. */
ptrdiff_t ou_fd_write(struct OuVM *vm, int fd, const void *data, size_t size);
/* Close what scripts have left open. */
void ou_fd_close_all(struct OuVM *vm);

/* Random bytes, the system's or the given ones; never fails. */
void ou_random_bytes(struct OuVM *vm, void *out, size_t size);

#endif
