/* access.c - permissions, and files below roots.
 *
 * A name below a root is resolved by openat2(RESOLVE_BENEATH), which no "..", link or rename can
 * lead out; where the kernel has no such call, component by component: every folder on the way is
 * held open, ".." goes back to the one that we came from, links are read and followed by us. */
#include "object/access.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/upcall.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char names[][12] = {"files", "write", "environment", "processes", "clock", "random", "input", "import"};

unsigned ou_permission_named(const char *name)
{
    for (unsigned i = 0; i < OU_COUNT_OF(names); i++)
        if (strcmp(names[i], name) == 0)
            return 1u << i;
    return 0;
}

void *ou_denied(OuVM *vm, unsigned permission)
{
    unsigned i = permission == OU_MAY_ANY_FILE ? 0 : (unsigned)__builtin_ctz(permission);
    return ou_raise(vm, OU_T_PermissionError, "permission '%s' is denied", names[i]);
}

bool ou_require(OuVM *vm, unsigned need)
{
    unsigned missing = need & ~(unsigned)vm->access.may;
    if (OU_LIKELY(missing == 0))
        return true;
    ou_denied(vm, missing & -missing);
    return false;
}

/* ---- names below a root ---- */

#define BENEATH (8 | 2) /* RESOLVE_BENEATH, RESOLVE_NO_MAGICLINKS */
#define FOLDERS 128     /* as many are open on the way at most */
#define LINKS 40

static int open_beneath(int folder, const char *path, int flags, mode_t mode)
{
#ifdef SYS_openat2
    const uint64_t how[3] = {(uint64_t)flags, flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY)) ? mode : 0, BENEATH};
    for (int i = 0; i < 16; i++) {
        long fd = syscall(SYS_openat2, folder, path, how, sizeof how);
        if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
            return (int)fd;
    }
#else
    (void)folder, (void)path, (void)flags, (void)mode;
#endif
    errno = ENOSYS;
    return -1;
}

/* The text of link `name` in front of what is left of the path. */
static bool follow(int folder, const char *name, char *path, const char *rest)
{
    char text[PATH_MAX];
    ssize_t size = readlinkat(folder, name, text, sizeof text);
    size_t tail = strlen(rest) + 1;
    if (size < 0)
        return false;
    if (size == 0 || text[0] == '/' || (size_t)size + 1 + tail > PATH_MAX) {
        errno = size && text[0] == '/' ? EXDEV : ENAMETOOLONG;
        return false;
    }
    memmove(path + size + 1, rest, tail);
    memcpy(path, text, (size_t)size);
    path[size] = *rest ? '/' : 0;
    return true;
}

static int open_last(int folder, const char *name, int flags, mode_t mode, bool *link)
{
    struct stat info;
    int fd = openat(folder, name, flags | O_NOFOLLOW, mode);
    int error = errno;
    *link = fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode)
            && !(flags & (O_NOFOLLOW | O_EXCL));
    if (*link && fd >= 0) { /* O_PATH */
        if (fstat(fd, &info) == 0 && !S_ISLNK(info.st_mode))
            *link = false; /* it has become one since */
        else
            close(fd);
    }
    errno = error;
    return *link ? -1 : fd;
}

static int open_by_component(int root, const char *start, int flags, mode_t mode)
{
    char path[2 * PATH_MAX], *rest = path;
    int folders[FOLDERS], depth = 0, links = 0, fd = -1;
    size_t size = strlen(start) + 1;
    if (size > PATH_MAX)
        return errno = ENAMETOOLONG, -1;
    memcpy(path, start, size);
    folders[0] = root;
    for (;;) {
        rest += strspn(rest, "/");
        char *name = rest;
        size_t len = strcspn(rest, "/");
        if (len == 0) {
            fd = openat(folders[depth], ".", flags & ~O_CREAT, mode);
            break;
        }
        bool last = name[len] == 0;
        rest += len + !last;
        name[len] = 0;
        if (strcmp(name, ".") == 0)
            continue;
        if (strcmp(name, "..") == 0) {
            if (depth == 0) {
                errno = EXDEV;
                break;
            }
            close(folders[depth--]);
            continue;
        }
        bool link = false;
        if (last) {
            fd = open_last(folders[depth], name, flags, mode, &link);
            if (!link)
                break;
        } else {
            int next = openat(folders[depth], name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (next >= 0 && depth + 1 < FOLDERS) {
                folders[++depth] = next;
                continue;
            }
            struct stat info;
            int error = next >= 0 ? ENAMETOOLONG : errno;
            if (next >= 0)
                close(next);
            link = fstatat(folders[depth], name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode);
            errno = error;
        }
        if (!link)
            break;
        if (++links > LINKS) {
            errno = ELOOP;
            break;
        }
        if (!follow(folders[depth], name, path, last ? "" : rest))
            break;
        rest = path;
    }
    int error = errno;
    while (depth > 0)
        close(folders[depth--]);
    errno = error;
    return fd;
}

bool ou_is_rooted(const OuVM *vm)
{
    return !(vm->access.may & OU_MAY_ANY_FILE);
}

/* The root that a path begins with, and what remains of it; NULL: none. */
static const OuRoot *root_of(const OuAccess *access, const char **path)
{
    const OuRoot *best = NULL;
    if (**path != '/')
        return access->root_count ? &access->roots[0] : NULL;
    for (size_t i = 0; i < access->root_count; i++) {
        const OuRoot *root = &access->roots[i];
        if (strncmp(*path, root->path, root->size) == 0 && ((*path)[root->size] == '/' || (*path)[root->size] == 0)
            && (!best || root->size >= best->size))
            best = root;
    }
    if (best) {
        *path += best->size;
        *path += strspn(*path, "/");
    }
    return best;
}

static bool is_writing(int flags)
{
    return !(flags & O_PATH)
           && ((flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC | O_APPEND)) != 0);
}

/* errno to an exception. -1. */
static int failed(OuVM *vm, OuObj *shown)
{
    if (errno == EXDEV && ou_is_rooted(vm))
        ou_denied(vm, OU_MAY_FILES);
    else
        ou_raise_errno(vm, errno, shown);
    return -1;
}

static int open_rooted(OuVM *vm, int folder, const char *path, int flags, mode_t mode, OuObj *shown)
{
    const OuAccess *access = &vm->access;
    const OuRoot *root = folder == AT_FDCWD ? root_of(access, &path) : NULL;
    if (!root)
        return ou_denied(vm, OU_MAY_FILES), -1;
    if (is_writing(flags) && !root->writable)
        return ou_denied(vm, OU_MAY_WRITE), -1;
    if (!(flags & O_PATH)) /* what waits when it is opened, or is a device */
        flags |= O_NONBLOCK | O_NOCTTY;
    mode &= 0777; /* not: run by others with the rights of the host's user */
    if (*path == 0)
        path = ".";
    int fd = access->by_component ? (errno = ENOSYS, -1) : open_beneath(root->fd, path, flags, mode);
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = open_by_component(root->fd, path, flags, mode);
    if (fd < 0)
        return failed(vm, shown);
    struct stat info;
    if (!(flags & O_PATH) && (fstat(fd, &info) != 0 || !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))) {
        close(fd);
        ou_denied(vm, OU_MAY_FILES);
        return -1;
    }
    return fd;
}

int ou_fd_open_own(OuVM *vm, int folder, const char *path, int flags, mode_t mode, OuObj *shown)
{
    if (!ou_require(vm, is_writing(flags) ? OU_MAY_FILES | OU_MAY_WRITE : OU_MAY_FILES)
        || (folder != AT_FDCWD && !ou_fd_check(vm, folder)))
        return -1;
    flags |= O_CLOEXEC;
    if (ou_is_rooted(vm))
        return open_rooted(vm, folder, path, flags, mode, shown);
    bool patient = vm->access.hosted && !(flags & (O_NONBLOCK | O_PATH));
    int fd;
    do
        fd = openat(folder, path, patient ? flags | O_NONBLOCK : flags, mode);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return failed(vm, shown);
    if (patient)
        fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
    return fd;
}

int ou_fd_open(OuVM *vm, int folder, const char *path, int flags, mode_t mode, OuObj *shown)
{
    int fd = ou_fd_open_own(vm, folder, path, flags, mode, shown);
    return fd >= 0 && ou_fd_add(vm, fd) ? fd : -1;
}

bool ou_place_find(OuVM *vm, int folder, const char *path, OuObj *shown, OuFilePlace *out)
{
    *out = (OuFilePlace){.folder = folder, .name = path};
    if (!ou_require(vm, OU_MAY_FILES | OU_MAY_WRITE) || (folder != AT_FDCWD && !ou_fd_check(vm, folder)))
        return false;
    if (!ou_is_rooted(vm))
        return true;
    const char *below = path;
    const OuRoot *root = folder == AT_FDCWD ? root_of(&vm->access, &below) : NULL;
    if (!root || !root->writable)
        return ou_denied(vm, root ? OU_MAY_WRITE : OU_MAY_FILES) != NULL;
    size_t size = strlen(path);
    if (size >= PATH_MAX)
        return ou_raise_errno(vm, ENAMETOOLONG, shown) != NULL;
    char *block = malloc(size + 2);
    if (!block)
        return ou_raise_memory(vm) != NULL;
    memcpy(block, path, size + 1);
    while (size > 1 && block[size - 1] == '/')
        block[--size] = 0;
    char *slash = strrchr(block, '/');
    const char *name = slash ? slash + 1 : block;
    bool good = *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && (size_t)(below - path) <= (size_t)(name - block);
    if (slash)
        slash[slash == block] = 0;
    if (good) {
        out->folder = open_rooted(vm, AT_FDCWD, slash ? block : ".", O_PATH | O_DIRECTORY | O_CLOEXEC, 0, shown);
        out->name = path + (name - block); /* slashes at its end do no harm */
        if (out->folder >= 0) {
            out->block = block;
            return true;
        }
    } else {
        ou_denied(vm, OU_MAY_FILES);
    }
    free(block);
    return false;
}

void ou_place_done(OuFilePlace *place)
{
    if (!place->block)
        return;
    close(place->folder);
    free(place->block);
}

/* ---- descriptors ---- */

static uint32_t own_index(const OuAccess *access, int64_t fd)
{
    uint32_t i = 0;
    while (i < access->own_count && access->own[i] != fd)
        i++;
    return i;
}

bool ou_fd_check(OuVM *vm, int64_t fd)
{
    const OuAccess *access = &vm->access;
    if (!access->hosted || own_index(access, fd) < access->own_count)
        return true;
    ou_raise_errno(vm, EBADF, NULL);
    return false;
}

bool ou_fd_add(OuVM *vm, int fd)
{
    OuAccess *access = &vm->access;
    if (!access->hosted)
        return true;
    uint32_t cap = access->own_cap;
    if (access->own_limit && access->own_count >= access->own_limit) {
        ou_raise_errno(vm, EMFILE, NULL);
    } else if (access->own_count < cap) {
        access->own[access->own_count++] = fd;
        return true;
    } else {
        int *own = ou_resize(vm, access->own, cap * sizeof *own, (cap + 16) * sizeof *own);
        if (own) {
            access->own = own;
            access->own_cap = cap + 16;
            own[access->own_count++] = fd;
            return true;
        }
    }
    close(fd);
    return false;
}

int ou_fd_close(OuVM *vm, int fd)
{
    OuAccess *access = &vm->access;
    uint32_t i = own_index(access, fd);
    if (i < access->own_count)
        access->own[i] = access->own[--access->own_count];
    else if (access->hosted)
        return 0;
    return close(fd);
}

void ou_fd_close_all(OuVM *vm)
{
    OuAccess *access = &vm->access;
    while (access->own_count > 0)
        close(access->own[--access->own_count]);
    ou_free(vm, access->own, access->own_cap * sizeof *access->own);
    access->own = NULL;
    access->own_cap = 0;
}

static bool wait_for(OuVM *vm, int fd, short events)
{
    struct pollfd wait = {.fd = fd, .events = events};
    for (int timeout = 0; poll(&wait, 1, timeout) == 0 || (wait.revents == 0 && errno == EINTR); timeout = 20) {
        if (fcntl(fd, F_GETFL) & O_NONBLOCK)
            return true;
        if (!ou_upcall_poll(vm))
            return false;
    }
    return true;
}

bool ou_fd_wait(OuVM *vm, int fd)
{
    return !vm->access.hosted || wait_for(vm, fd, POLLIN);
}

/* What can be written does not wait if it is no more than PIPE_BUF bytes. */
ptrdiff_t ou_fd_write(OuVM *vm, int fd, const void *data, size_t size)
{
    struct stat info;
    if (vm->access.hosted && size > PIPE_BUF && fstat(fd, &info) == 0 && !S_ISREG(info.st_mode))
        size = PIPE_BUF;
    for (;;) {
        if (vm->access.hosted && !wait_for(vm, fd, POLLOUT))
            return -1;
        ptrdiff_t written = write(fd, data, size);
        if (written >= 0)
            return written;
        if (errno != EINTR) {
            ou_raise_errno(vm, errno, NULL);
            return -1;
        }
        if (!ou_upcall_poll(vm))
            return -1;
    }
}

/* ---- randomness ---- */

void ou_random_bytes(OuVM *vm, void *out, size_t size)
{
    char *bytes = out;
    bool real = (vm->access.may & OU_MAY_RANDOM) != 0;
    while (size > 0) {
        if (real) {
            ssize_t got = getrandom(bytes, size < 65536 ? size : 65536, 0);
            if (got > 0) {
                bytes += got;
                size -= (size_t)got;
                continue;
            }
            if (errno == EINTR)
                continue;
        }
        uint64_t x = vm->access.random += 0x9E3779B97F4A7C15u; /* splitmix64 */
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
        x = (x ^ x >> 27) * 0x94D049BB133111EBu;
        x ^= x >> 31;
        size_t n = size < sizeof x ? size : sizeof x;
        memcpy(bytes, &x, n);
        bytes += n;
        size -= n;
    }
}
