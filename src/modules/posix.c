/* posix.c - module posix: the system calls that os is made of. Each asks the VM's permissions. */
#include "modules/module.h"
#include "modules/posix.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/file_parts.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "types/struct_seq.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- paths ---- */

/* A path as bytes for the system; new reference to a bytes object. */
static OuObj *path_argument(OuVM *vm, OuObj *argument)
{
    return ou_require(vm, OU_MAY_FILES) ? ou_path_bytes(vm, argument) : NULL;
}

static OuObj *path_result(OuVM *vm, const char *text)
{
    return ou_codec_decode(vm, text, strlen(text), "utf-8", "surrogateescape");
}

static OuObj *posix_fspath(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_path_of(vm, args[0]);
}

/* The folder that dir_fd= stands for; without it the current one. */
static bool folder_argument(OuVM *vm, OuObj *argument, int *out)
{
    int64_t fd;
    *out = AT_FDCWD;
    if (!argument || argument == OU_NONE)
        return true;
    if (!ou_type(vm, argument)->to_index)
        return OU_TYPE_ERROR(vm, "argument should be integer or None, not %T", argument), false;
    if (!ou_as_int64(vm, argument, &fd))
        return false;
    *out = (int)fd;
    return true;
}

/* What concerns the whole process is not for scripts in somebody else's. */
static bool may_change_process(OuVM *vm)
{
    return !vm->access.hosted || ou_require(vm, OU_MAY_PROCESSES | OU_MAY_ANY_FILE);
}

/* Do something to the place that a path names. */
static OuObj *at_place(OuVM *vm, OuObj *shown, int folder, int (*call)(const OuFilePlace *place, mode_t mode), mode_t mode)
{
    OuFilePlace place;
    OuObj *bytes = path_argument(vm, shown);
    if (!bytes)
        return NULL;
    bool found = ou_place_find(vm, folder, OU_BYTES(bytes)->data, shown, &place);
    int failed = found && call(&place, mode) != 0 ? errno : 0;
    if (found)
        ou_place_done(&place);
    ou_unref(vm, bytes);
    return !found ? NULL : failed ? ou_raise_errno(vm, failed, shown) : OU_NONE;
}

static int remove_place(const OuFilePlace *place, mode_t flags)
{
    return unlinkat(place->folder, place->name, (int)flags);
}

static OuObj *posix_unlink(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int folder;
    return folder_argument(vm, OU_ARG(1), &folder) ? at_place(vm, args[0], folder, remove_place, 0) : NULL;
}

static OuObj *posix_rmdir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int folder;
    return folder_argument(vm, OU_ARG(1), &folder) ? at_place(vm, args[0], folder, remove_place, AT_REMOVEDIR) : NULL;
}

static OuObj *posix_chdir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *bytes = may_change_process(vm) ? path_argument(vm, args[0]) : NULL;
    if (!bytes)
        return NULL;
    int failed = chdir(OU_BYTES(bytes)->data) != 0 ? errno : 0;
    ou_unref(vm, bytes);
    return failed ? ou_raise_errno(vm, failed, args[0]) : OU_NONE;
}

static int make_folder(const OuFilePlace *place, mode_t mode)
{
    return mkdirat(place->folder, place->name, mode);
}

/* Below a root: no links are followed, and no rights but the usual ones given. */
static int change_mode(const OuFilePlace *place, mode_t mode)
{
    if (!place->block)
        return fchmodat(place->folder, place->name, mode, 0);
    int fd = openat(place->folder, place->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int result = fchmod(fd, mode & 0777), error = errno;
    close(fd);
    errno = error;
    return result;
}

static int change_link_mode(const OuFilePlace *place, mode_t mode)
{
    return fchmodat(place->folder, place->name, mode, AT_SYMLINK_NOFOLLOW);
}

/* Functions of a path and a number. */
static OuObj *path_and_mode(OuVM *vm, OuObj *const *args, size_t nargs, int64_t mode, bool make)
{
    int folder, follow = OU_ARG(3) ? ou_truth(vm, args[3]) : 1;
    if (follow < 0 || !folder_argument(vm, OU_ARG(2), &folder) || (OU_ARG(1) && !ou_as_int64(vm, args[1], &mode)))
        return NULL;
    return at_place(vm, args[0], folder, make ? make_folder : follow ? change_mode : change_link_mode, (mode_t)mode);
}

static OuObj *posix_mkdir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return path_and_mode(vm, args, nargs, 0777, true);
}

static OuObj *posix_chmod(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return path_and_mode(vm, args, nargs, 0, false);
}

typedef enum { RENAME, LINK, SYMLINK } TwoPaths;

/* May a link say that? Below roots none is made that leads out of its folder. */
static bool check_target(OuVM *vm, const char *target)
{
    return !ou_is_rooted(vm) || (target[0] != '/' && !strstr(target, "..")) || ou_denied(vm, OU_MAY_FILES) != NULL;
}

/* Functions of two paths, with the folders of both behind them. */
static OuObj *two_paths(OuVM *vm, OuObj *const *args, size_t nargs, TwoPaths what)
{
    int folders[2] = {AT_FDCWD, AT_FDCWD}, follow = what == LINK && OU_ARG(4) ? ou_truth(vm, args[4]) : 1;
    bool moved = OU_ARG(2) || OU_ARG(3);
    if ((what != SYMLINK && !folder_argument(vm, OU_ARG(2), &folders[0])) || !folder_argument(vm, OU_ARG(3), &folders[1]))
        return NULL;
    OuObj *from = follow < 0 ? NULL : path_argument(vm, args[0]), *to = from ? path_argument(vm, args[1]) : NULL;
    OuObj *result = NULL;
    OuFilePlace a = {0}, b = {0};
    if (to && (what == SYMLINK ? check_target(vm, OU_BYTES(from)->data)
                               : ou_place_find(vm, folders[0], OU_BYTES(from)->data, args[0], &a))
        && ou_place_find(vm, folders[1], OU_BYTES(to)->data, args[1], &b)) {
        int flags = follow && moved && !ou_is_rooted(vm) ? AT_SYMLINK_FOLLOW : 0;
        int failed = what == RENAME ? renameat(a.folder, a.name, b.folder, b.name)
                     : what == LINK ? linkat(a.folder, a.name, b.folder, b.name, flags)
                                    : symlinkat(OU_BYTES(from)->data, b.folder, b.name);
        result = failed == 0 ? OU_NONE : ou_raise_errno(vm, errno, args[0]);
    }
    ou_place_done(&a);
    ou_place_done(&b);
    ou_unref(vm, to);
    ou_unref(vm, from);
    return result;
}

static OuObj *posix_rename(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return two_paths(vm, args, nargs, RENAME);
}

static OuObj *posix_symlink(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return two_paths(vm, args, nargs, SYMLINK);
}

static OuObj *posix_link(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return two_paths(vm, args, nargs, LINK);
}

static OuObj *posix_readlink(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    char target[PATH_MAX + 1];
    int folder;
    OuObj *bytes = folder_argument(vm, OU_ARG(1), &folder) ? path_argument(vm, args[0]) : NULL;
    if (!bytes)
        return NULL;
    const char *path = OU_BYTES(bytes)->data;
    int fd = ou_is_rooted(vm) ? ou_fd_open_own(vm, folder, path, O_PATH | O_NOFOLLOW, 0, args[0]) : -1;
    ssize_t len = fd >= 0 ? readlinkat(fd, "", target, PATH_MAX) : -1;
    if (!ou_is_rooted(vm))
        len = readlinkat(folder, path, target, PATH_MAX);
    int failed = len < 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    ou_unref(vm, bytes);
    if (failed)
        return ou_error_peek(vm) ? NULL : ou_raise_errno(vm, failed == ENOENT && fd >= 0 ? EINVAL : failed, args[0]);
    target[len] = 0;
    return path_result(vm, target);
}

static OuObj *posix_access(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int64_t mode;
    int folder, effective = OU_ARG(3) ? ou_truth(vm, args[3]) : 0, follow = OU_ARG(4) ? ou_truth(vm, args[4]) : 1;
    if (effective < 0 || follow < 0 || !folder_argument(vm, OU_ARG(2), &folder) || !ou_as_int64(vm, args[1], &mode))
        return NULL;
    OuObj *bytes = path_argument(vm, args[0]);
    if (!bytes)
        return NULL;
    int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
    const char *path = OU_BYTES(bytes)->data;
    bool ok;
    if (ou_is_rooted(vm)) {
        OuFilePlace place;
        ok = !(mode & W_OK) || ou_place_find(vm, folder, path, args[0], &place);
        if (ok && (mode & W_OK))
            ou_place_done(&place);
        int fd = ok ? ou_fd_open_own(vm, folder, path, O_PATH | (follow ? 0 : O_NOFOLLOW), 0, args[0]) : -1;
        ok = fd >= 0 && (syscall(SYS_faccessat2, fd, "", (int)mode, flags | AT_EMPTY_PATH) == 0 || errno == ENOSYS);
        if (fd >= 0)
            close(fd);
        ou_error_clear(vm);
    } else {
        ok = faccessat(folder, path, (int)mode, flags) == 0;
    }
    ou_unref(vm, bytes);
    return OU_BOOL(ok);
}

static OuObj *posix_getcwd(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    char path[PATH_MAX];
    if (!ou_require(vm, OU_MAY_FILES))
        return NULL;
    if (ou_is_rooted(vm))
        return vm->access.root_count ? path_result(vm, vm->access.roots[0].size ? vm->access.roots[0].path : "/")
                                     : ou_denied(vm, OU_MAY_FILES);
    return getcwd(path, sizeof path) ? path_result(vm, path) : ou_raise_errno(vm, errno, NULL);
}

static OuObj *posix_listdir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *argument = OU_ARG(0) && args[0] != OU_NONE ? args[0] : NULL;
    OuObj *dot = argument ? NULL : ou_str_from(vm, ".");
    OuObj *bytes = argument || dot ? path_argument(vm, argument ? argument : dot) : NULL;
    ou_unref(vm, dot);
    if (!bytes)
        return NULL;
    int fd = ou_fd_open_own(vm, AT_FDCWD, OU_BYTES(bytes)->data, O_RDONLY | O_DIRECTORY | O_NONBLOCK, 0, argument);
    ou_unref(vm, bytes);
    if (fd < 0)
        return NULL;
    DIR *folder = fdopendir(fd);
    if (!folder) {
        int failed = errno;
        close(fd);
        return ou_raise_errno(vm, failed, argument);
    }
    OuObj *list = ou_list_new(vm, 0);
    bool as_bytes = argument && ou_is(vm, argument, OU_TF_IS_BYTES);
    for (struct dirent *entry; list && (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        OuObj *item = as_bytes ? ou_bytes_new(vm, name, strlen(name)) : path_result(vm, name);
        if (!item || !ou_list_append_take(vm, OU_LIST(list), item) || !ou_check(vm, 10))
            ou_clear(vm, &list);
    }
    closedir(folder);
    return list;
}

/* A descriptor that the script may use. */
static bool descriptor(OuVM *vm, OuObj *argument, int *fd)
{
    int64_t number;
    if (!ou_require(vm, OU_MAY_FILES) || !ou_as_int64(vm, argument, &number) || !ou_fd_check(vm, number))
        return false;
    *fd = number < 0 || number > INT_MAX ? -1 : (int)number;
    return true;
}

/* ---- stat ---- */

static const char *const stat_fields[] = {
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "",
    "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize",
    "st_blocks", "st_rdev", NULL};
static const OuStructSeqDef stat_def = {.name = "os.stat_result", .fields = stat_fields, .visible = 10};

static OuObj *stat_result(OuVM *vm, const struct stat *s)
{
    const struct timespec *const times[3] = {&s->st_atim, &s->st_mtim, &s->st_ctim};
    OuObj *items[19];
    const int64_t first[] = {s->st_mode, (int64_t)s->st_ino, (int64_t)s->st_dev, (int64_t)s->st_nlink, s->st_uid, s->st_gid,
                             s->st_size, s->st_atim.tv_sec, s->st_mtim.tv_sec, s->st_ctim.tv_sec};
    for (size_t i = 0; i < 10; i++)
        items[i] = ou_int_from(vm, first[i]);
    for (size_t i = 0; i < 3; i++) {
        items[10 + i] = ou_float_from(vm, (double)times[i]->tv_sec + 1e-9 * (double)times[i]->tv_nsec);
        items[13 + i] = ou_int_from(vm, times[i]->tv_sec * 1000000000 + times[i]->tv_nsec);
    }
    items[16] = ou_int_from(vm, s->st_blksize);
    items[17] = ou_int_from(vm, s->st_blocks);
    items[18] = ou_int_from(vm, (int64_t)s->st_rdev);
    bool complete = true;
    for (size_t i = 0; i < 19; i++)
        complete = complete && items[i];
    OuObj *result = complete ? ou_struct_seq_new(vm, &stat_def, items) : NULL;
    for (size_t i = 0; i < 19; i++)
        ou_unref(vm, items[i]);
    return result;
}

static OuObj *stat_path(OuVM *vm, OuObj *argument, int folder, bool follow)
{
    struct stat info;
    int failed, fd;
    if (ou_is(vm, argument, OU_TF_IS_INT)) {
        if (!descriptor(vm, argument, &fd))
            return NULL;
        failed = fstat((int)fd, &info) ? errno : 0;
    } else {
        OuObj *bytes = path_argument(vm, argument);
        if (!bytes)
            return NULL;
        const char *path = OU_BYTES(bytes)->data;
        if (ou_is_rooted(vm)) {
            fd = ou_fd_open_own(vm, folder, path, O_PATH | (follow ? 0 : O_NOFOLLOW), 0, argument);
            failed = fd < 0 || fstat(fd, &info) != 0 ? errno : 0;
            if (fd >= 0)
                close(fd);
        } else {
            failed = fstatat(folder, path, &info, follow ? 0 : AT_SYMLINK_NOFOLLOW) ? errno : 0;
        }
        ou_unref(vm, bytes);
        if (ou_error_peek(vm))
            return NULL;
    }
    return failed ? ou_raise_errno(vm, failed, argument) : stat_result(vm, &info);
}

static OuObj *posix_stat(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int folder, follow = OU_ARG(2) ? ou_truth(vm, args[2]) : 1;
    if (follow < 0 || !folder_argument(vm, OU_ARG(1), &folder))
        return NULL;
    return stat_path(vm, args[0], folder, follow != 0);
}

static OuObj *posix_fstat(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int fd;
    struct stat info;
    if (!descriptor(vm, args[0], &fd))
        return NULL;
    return fstat(fd, &info) == 0 ? stat_result(vm, &info) : ou_raise_errno(vm, errno, NULL);
}

static OuObj *posix_lstat(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int folder;
    return folder_argument(vm, OU_ARG(1), &folder) ? stat_path(vm, args[0], folder, false) : NULL;
}

/* ---- descriptors ---- */

static OuObj *posix_open(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int64_t flags, mode = 0777;
    int folder;
    if (!folder_argument(vm, OU_ARG(3), &folder) || !ou_as_int64(vm, args[1], &flags) || (OU_ARG(2) && !ou_as_int64(vm, args[2], &mode)))
        return NULL;
    OuObj *bytes = path_argument(vm, args[0]);
    if (!bytes)
        return NULL;
    int fd = ou_fd_open(vm, folder, OU_BYTES(bytes)->data, (int)flags, (mode_t)mode, args[0]);
    ou_unref(vm, bytes);
    return fd < 0 ? NULL : ou_int_from(vm, fd);
}

static OuObj *posix_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int fd;
    if (!descriptor(vm, args[0], &fd))
        return NULL;
    return ou_fd_close(vm, fd) == 0 ? OU_NONE : ou_raise_errno(vm, errno, NULL);
}

static OuObj *posix_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int fd;
    ptrdiff_t size;
    if (!descriptor(vm, args[0], &fd) || !ou_as_ssize(vm, args[1], &size, OU_T_OverflowError))
        return NULL;
    if (size < 0)
        return ou_raise_errno(vm, EINVAL, NULL);
    OuBuf data;
    ou_buf_init(&data, &vm->mem);
    char *room = ou_buf_room(&data, (size_t)size + 1);
    ssize_t got = room && ou_fd_wait(vm, fd) ? read(fd, room, (size_t)size) : 0;
    if (got < 0) {
        ou_buf_drop(&data);
        return ou_raise_errno(vm, errno, NULL);
    }
    data.len = (size_t)got;
    if (ou_error_peek(vm)) {
        ou_buf_drop(&data);
        return NULL;
    }
    return ou_bytes_from_buf(vm, &data);
}

static OuObj *posix_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd;
    OuBuffer source;
    if (!ou_as_int64(vm, args[0], &fd) || !ou_require(vm, OU_MAY_FILES)
        || (fd != 1 && fd != 2 && (!ou_require(vm, OU_MAY_WRITE) || !ou_fd_check(vm, fd)))
        || !ou_buffer_get(vm, args[1], &source))
        return NULL;
    bool stream = fd == 1 || fd == 2;
    ptrdiff_t written = stream ? ou_upcall_write_stream(vm, (int)fd, source.data, source.len)
                               : ou_fd_write(vm, (int)fd, source.data, source.len);
    int failed = errno;
    ou_buffer_release(vm, &source);
    return written >= 0 ? ou_int_from(vm, written) : stream ? ou_raise_errno(vm, failed, NULL) : NULL;
}

static OuObj *posix_isatty(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd;
    if (!ou_as_int64(vm, args[0], &fd))
        return NULL;
    bool its = ou_fd_check(vm, fd);
    ou_error_clear(vm);
    return OU_BOOL(its && isatty((int)fd));
}

OuObj *ou_posix_pipe(OuVM *vm, int flags)
{
    int ends[2];
    if (!ou_require(vm, OU_MAY_FILES | OU_MAY_WRITE | OU_MAY_ANY_FILE))
        return NULL;
    if (pipe2(ends, flags) != 0)
        return ou_raise_errno(vm, errno, NULL);
    if (!ou_fd_add(vm, ends[0])) {
        close(ends[1]);
        return NULL;
    }
    if (!ou_fd_add(vm, ends[1])) {
        ou_fd_close(vm, ends[0]);
        return NULL;
    }
    OuObj *in = ou_int_from(vm, ends[0]), *out = ou_int_from(vm, ends[1]);
    OuObj *pair = in && out ? ou_tuple_pack(vm, 2, in, out) : NULL;
    ou_unref(vm, in);
    ou_unref(vm, out);
    return pair;
}

static OuObj *posix_pipe(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_posix_pipe(vm, O_CLOEXEC);
}

/* ---- processes and the system ---- */

static OuObj *posix_getpid(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_require(vm, OU_MAY_ENVIRONMENT) ? ou_int_from(vm, getpid()) : NULL;
}

static OuObj *posix_getppid(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_require(vm, OU_MAY_ENVIRONMENT) ? ou_int_from(vm, getppid()) : NULL;
}

static OuObj *posix_getuid(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_require(vm, OU_MAY_ENVIRONMENT) ? ou_int_from(vm, getuid()) : NULL;
}

static OuObj *posix_system(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuStr *command;
    if (!ou_require(vm, OU_MAY_PROCESSES) || !ou_arg_str(vm, "system", "command", args[0], &command))
        return NULL;
    return ou_int_from(vm, system(ou_str_text(command)));
}

static OuObj *posix_exit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t status;
    if (!ou_require(vm, OU_MAY_PROCESSES) || !ou_as_int64(vm, args[0], &status))
        return NULL;
    _exit((int)status);
}

static OuObj *posix_kill(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t pid, number;
    if (!ou_require(vm, OU_MAY_PROCESSES) || !ou_as_int64(vm, args[0], &pid) ||
        !ou_as_int64(vm, args[1], &number))
        return NULL;
    return kill((pid_t)pid, (int)number) == 0 ? OU_NONE : ou_raise_errno(vm, errno, NULL);
}

static OuObj *posix_urandom(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    ptrdiff_t size;
    if (!ou_as_ssize(vm, args[0], &size, OU_T_OverflowError))
        return NULL;
    if (size < 0)
        return OU_VALUE_ERROR(vm, "negative argument not allowed");
    OuBuf data;
    ou_buf_init(&data, &vm->mem);
    char *room = ou_buf_room(&data, (size_t)size + 1);
    for (size_t part; room && !data.failed && data.len < (size_t)size; data.len += part) {
        part = (size_t)size - data.len < 65536 ? (size_t)size - data.len : 65536;
        ou_random_bytes(vm, room + data.len, part);
        data.failed = !ou_check(vm, 1 + (uint32_t)(part >> 4));
    }
    return ou_bytes_from_buf(vm, &data);
}

static OuObj *posix_strerror(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t code;
    return ou_as_int64(vm, args[0], &code) ? ou_str_from(vm, strerror((int)code)) : NULL;
}

static OuObj *posix_cpu_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_require(vm, OU_MAY_ENVIRONMENT) ? ou_int_from(vm, sysconf(_SC_NPROCESSORS_ONLN)) : NULL;
}

static OuObj *posix_umask(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t mask;
    if (!ou_require(vm, OU_MAY_FILES) || !may_change_process(vm) || !ou_as_int64(vm, args[0], &mask))
        return NULL;
    return ou_int_from(vm, umask((mode_t)mask));
}

static const char *const size_fields[] = {"columns", "lines", NULL};
static const OuStructSeqDef size_def = {.name = "os.terminal_size", .fields = size_fields};

static OuObj *posix_get_terminal_size(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int64_t fd = 1;
    struct winsize size;
    if ((OU_ARG(0) && !ou_as_int64(vm, args[0], &fd)) || !ou_fd_check(vm, fd))
        return NULL;
    if (ioctl((int)fd, TIOCGWINSZ, &size) != 0)
        return ou_raise_errno(vm, errno, NULL);
    OuObj *items[2] = {ou_int_from(vm, size.ws_col), ou_int_from(vm, size.ws_row)};
    return ou_struct_seq_new(vm, &size_def, items);
}

static const char *const uname_fields[] = {"sysname", "nodename", "release", "version", "machine", NULL};
static const OuStructSeqDef uname_def = {.name = "posix.uname_result", .fields = uname_fields};

static OuObj *posix_uname(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    struct utsname u;
    if (!ou_require(vm, OU_MAY_ENVIRONMENT))
        return NULL;
    if (uname(&u) != 0)
        return ou_raise_errno(vm, errno, NULL);
    const char *const texts[] = {u.sysname, u.nodename, u.release, u.version, u.machine};
    OuObj *items[5];
    bool complete = true;
    for (size_t i = 0; i < 5; i++)
        complete = (items[i] = path_result(vm, texts[i])) != NULL && complete;
    OuObj *result = complete ? ou_struct_seq_new(vm, &uname_def, items) : NULL;
    for (size_t i = 0; i < 5; i++)
        ou_unref(vm, items[i]);
    return result;
}

/* The environment as a dict of str: os.environ copies it. */
static OuObj *environment(OuVM *vm)
{
    OuObj *dict = ou_dict_new(vm);
    if (!(vm->access.may & OU_MAY_ENVIRONMENT))
        return dict;
    for (char **entry = environ; dict && entry && *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (!equals)
            continue;
        OuObj *key = ou_codec_decode(vm, *entry, (size_t)(equals - *entry), "utf-8", "surrogateescape");
        OuObj *value = path_result(vm, equals + 1);
        if (!key || !value || !ou_dict_set(vm, OU_DICT(dict), key, value))
            ou_clear(vm, &dict);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    return dict;
}

/* A host's threads may be reading theirs: only who may start processes changes it. */
static bool is_private_environment(OuVM *vm)
{
    return vm->access.hosted && !(vm->access.may & OU_MAY_PROCESSES);
}

static OuObj *posix_putenv(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuStr *name, *value;
    if (!ou_require(vm, OU_MAY_ENVIRONMENT) || !ou_arg_str(vm, "putenv", "1", args[0], &name) ||
        !ou_arg_str(vm, "putenv", "2", args[1], &value))
        return NULL;
    if (is_private_environment(vm))
        return OU_NONE;
    return setenv(ou_str_text(name), ou_str_text(value), 1) == 0 ? OU_NONE : ou_raise_errno(vm, errno, NULL);
}

static OuObj *posix_unsetenv(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuStr *name;
    if (!ou_require(vm, OU_MAY_ENVIRONMENT) || !ou_arg_str(vm, "unsetenv", "1", args[0], &name))
        return NULL;
    if (is_private_environment(vm))
        return OU_NONE;
    return unsetenv(ou_str_text(name)) == 0 ? OU_NONE : ou_raise_errno(vm, errno, NULL);
}

static const OuMethodDef functions[] = {
    {"_exit", "(status)", posix_exit, 0, "Leave the process at once."},
    {"access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posix_access, 0, "May the path be used that way?"},
    {"chdir", "(path)", posix_chdir, 0, "Change the current folder."},
    {"chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)", posix_chmod, 0, "Change the permissions of a file."},
    {"close", "(fd)", posix_close, 0, "Close a descriptor."},
    {"cpu_count", "()", posix_cpu_count, 0, "Number of processors."},
    {"fspath", "(path)", posix_fspath, 0, "The path as str or bytes."},
    {"fstat", "(fd)", posix_fstat, 0, "Status of a descriptor."},
    {"get_terminal_size", "(fd=<unrepresentable>, /)", posix_get_terminal_size, 0, "Columns and lines of a terminal."},
    {"getcwd", "()", posix_getcwd, 0, "The current folder."},
    {"getpid", "()", posix_getpid, 0, "Number of this process."},
    {"getppid", "()", posix_getppid, 0, "Number of the parent process."},
    {"getuid", "()", posix_getuid, 0, "The user's number."},
    {"isatty", "(fd, /)", posix_isatty, 0, "Is the descriptor a terminal?"},
    {"kill", "(pid, signal, /)", posix_kill, 0, "Send a signal."},
    {"link", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", posix_link, 0, "Make a hard link."},
    {"listdir", "(path=None)", posix_listdir, 0, "Names in a folder."},
    {"lstat", "(path, *, dir_fd=None)", posix_lstat, 0, "Status of a path, links not followed."},
    {"mkdir", "(path, mode=511, *, dir_fd=None)", posix_mkdir, 0, "Make a folder."},
    {"open", "(path, flags, mode=511, *, dir_fd=None)", posix_open, 0, "Open a descriptor."},
    {"pipe", "()", posix_pipe, 0, "A pair of connected descriptors."},
    {"putenv", "(name, value, /)", posix_putenv, 0, "Set an environment variable."},
    {"read", "(fd, length, /)", posix_read, 0, "Read bytes from a descriptor."},
    {"readlink", "(path, *, dir_fd=None)", posix_readlink, 0, "What a symbolic link points to."},
    {"remove", "(path, *, dir_fd=None)", posix_unlink, 0, "Remove a file."},
    {"rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename, 0, "Rename a file."},
    {"replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename, 0, "Rename a file, replacing the target."},
    {"rmdir", "(path, *, dir_fd=None)", posix_rmdir, 0, "Remove an empty folder."},
    {"stat", "(path, *, dir_fd=None, follow_symlinks=True)", posix_stat, 0, "Status of a path."},
    {"strerror", "(code, /)", posix_strerror, 0, "Text of an error number."},
    {"symlink", "(src, dst, target_is_directory=False, *, dir_fd=None)", posix_symlink, 0, "Make a symbolic link."},
    {"system", "(command)", posix_system, 0, "Run a shell command."},
    {"umask", "(mask, /)", posix_umask, 0, "Set the file creation mask; returns the old one."},
    {"uname", "()", posix_uname, 0, "Name and version of the system."},
    {"unlink", "(path, *, dir_fd=None)", posix_unlink, 0, "Remove a file."},
    {"unsetenv", "(name, /)", posix_unsetenv, 0, "Remove an environment variable."},
    {"urandom", "(size, /)", posix_urandom, 0, "Random bytes from the system."},
    {"write", "(fd, data, /)", posix_write, 0, "Write bytes to a descriptor."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool init(OuVM *vm, OuModule *module)
{
    static const struct { const char *name; int value; } numbers[] = {
        {"F_OK", F_OK}, {"R_OK", R_OK}, {"W_OK", W_OK}, {"X_OK", X_OK}, {"O_RDONLY", O_RDONLY}, {"O_WRONLY", O_WRONLY},
        {"O_RDWR", O_RDWR}, {"O_CREAT", O_CREAT}, {"O_EXCL", O_EXCL}, {"O_TRUNC", O_TRUNC}, {"O_APPEND", O_APPEND},
        {"O_NONBLOCK", O_NONBLOCK}, {"O_CLOEXEC", O_CLOEXEC}, {"O_DIRECTORY", O_DIRECTORY}, {"O_NOFOLLOW", O_NOFOLLOW},
        {"EX_OK", 0}};
    for (size_t i = 0; i < OU_COUNT_OF(numbers); i++)
        if (!ou_module_add_take(vm, module, numbers[i].name, ou_int_from(vm, numbers[i].value)))
            return false;
    static const OuStructSeqDef *const records[] = {&stat_def, &size_def, &uname_def, &ou_posix_times_def};
    for (size_t i = 0; i < OU_COUNT_OF(records); i++) {
        OuClass *cls = ou_struct_seq_class(vm, records[i]);
        if (!cls || !ou_module_add(vm, module, strrchr(records[i]->name, '.') + 1, OU_OBJ(cls)))
            return false;
    }
    OuObj *name = ou_str_from(vm, "posix");
    for (const OuMethodDef *def = ou_posix_more; name && def->name; def++)
        if (!ou_module_add_take(vm, module, def->name, ou_builtin_new(vm, def, OU_OBJ(module), name)))
            ou_clear(vm, &name);
    ou_unref(vm, name);
    return name && ou_module_add_take(vm, module, "environ", environment(vm));
}

const OuModuleDef ou_module_posix = {
    .name = "posix", .doc = "System calls: what module os is made of.", .functions = functions, .init = init};
