/* posix_more.c - module posix: system calls that take and give numbers, mostly descriptors and
 * ids. None of them runs script code. */
#include "modules/posix.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/float.h"
#include "types/bytes.h"
#include "types/file_parts.h"
#include "types/struct_seq.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a call needs permission for, and what becomes of its result; below 0 is an error. */
typedef enum { FREE, FILES, WRITES, NEW_FILE, SYSTEM, ABOUT, PROCESSES } Permission;
typedef enum { NONE, INT, BOOL, FILE_OBJECT } Kind; /* the last: None, takes file objects too */

/* `fd`: the descriptor that it is about. */
static bool permitted(OuVM *vm, Permission permission, int64_t fd)
{
    static const uint16_t needs[] = {[FREE] = 0, [FILES] = OU_MAY_FILES, [WRITES] = OU_MAY_FILES | OU_MAY_WRITE,
                                     [NEW_FILE] = OU_MAY_FILES, [ABOUT] = OU_MAY_ENVIRONMENT,
                                     [SYSTEM] = OU_MAY_FILES | OU_MAY_WRITE | OU_MAY_ANY_FILE,
                                     [PROCESSES] = OU_MAY_PROCESSES};
    unsigned need = needs[permission];
    if (permission == SYSTEM && vm->access.hosted)
        need |= OU_MAY_PROCESSES;
    return ou_require(vm, need)
           && ((permission != FILES && permission != WRITES && permission != NEW_FILE) || ou_fd_check(vm, fd));
}

/* The descriptor of a file object. */
static bool file_number(OuVM *vm, OuObj *file, int64_t *out)
{
    OuObj *method = ou_getattr_optional(vm, file, OU_NAME(fileno));
    if (method == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "argument must be an int, or have a fileno() method."), false;
    OuObj *number = method ? ou_call0(vm, method) : NULL;
    bool ok = number && ou_is(vm, number, OU_TF_IS_INT) && ou_as_int64(vm, number, out);
    if (number && !ok && !ou_error_peek(vm))
        OU_TYPE_ERROR(vm, "fileno() returned a non-integer");
    ou_unref(vm, number);
    ou_unref(vm, method);
    return ok;
}

static OuObj *call_numbers(OuVM *vm, OuObj *const *args, size_t nargs, Permission permission, Kind kind,
                           int64_t (*call)(const int64_t *n))
{
    int64_t n[4] = {0, 0, 1, 0};
    size_t first = kind == FILE_OBJECT && !ou_is(vm, args[0], OU_TF_IS_INT);
    if (first && !file_number(vm, args[0], n))
        return NULL;
    for (size_t i = first; i < nargs && i < 4; i++)
        if (args[i] && !ou_as_int64(vm, args[i], &n[i]))
            return NULL;
    if (!permitted(vm, permission, n[0]))
        return NULL;
    int64_t result = call(n);
    if (permission == NEW_FILE && result >= 0 && !ou_fd_add(vm, (int)result))
        return NULL;
    if (result < 0)
        return ou_raise_errno(vm, errno, NULL);
    return kind == NONE || kind == FILE_OBJECT ? OU_NONE : kind == BOOL ? OU_BOOL(result != 0) : ou_int_from(vm, result);
}

#define CALL(name, permission, kind, expression)                                                   \
    static int64_t call_##name(const int64_t *n)                                                   \
    {                                                                                              \
        (void)n;                                                                                   \
        return (int64_t)(expression);                                                              \
    }                                                                                              \
    static OuObj *posix_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)            \
    {                                                                                              \
        (void)self;                                                                                \
        return call_numbers(vm, args, nargs, permission, kind, call_##name);                       \
    }
#define FD ((int)n[0])

/* Functions that return an error number. */
static int64_t by_errno(int error)
{
    errno = error;
    return error ? -1 : 0;
}

static int64_t set_flag(int fd, int get, int set, int flag, bool on)
{
    int flags = fcntl(fd, get);
    return flags < 0 ? -1 : fcntl(fd, set, on ? flags | flag : flags & ~flag);
}

static int64_t has_flag(int fd, int get, int flag)
{
    int flags = fcntl(fd, get);
    return flags < 0 ? -1 : (flags & flag) != 0;
}

static int64_t close_between(int64_t low, int64_t high)
{
    for (int64_t fd = low; fd < high && fd < 65536; fd++)
        close((int)fd);
    return 0;
}

CALL(dup, NEW_FILE, INT, fcntl(FD, F_DUPFD_CLOEXEC, 0))
CALL(dup2, SYSTEM, INT, n[2] ? dup2(FD, (int)n[1]) : dup3(FD, (int)n[1], O_CLOEXEC))
CALL(fsync, FILES, FILE_OBJECT, fsync(FD))
CALL(fdatasync, FILES, FILE_OBJECT, fdatasync(FD))
CALL(ftruncate, WRITES, NONE, ftruncate(FD, n[1]))
CALL(lseek, FILES, INT, lseek(FD, n[1], (int)n[2]))
CALL(fchmod, SYSTEM, NONE, fchmod(FD, (mode_t)n[1]))
CALL(fchown, SYSTEM, NONE, fchown(FD, (uid_t)n[1], (gid_t)n[2]))
CALL(fchdir, SYSTEM, FILE_OBJECT, fchdir(FD))
CALL(get_inheritable, FILES, BOOL, has_flag(FD, F_GETFD, FD_CLOEXEC) < 0 ? -1 : !has_flag(FD, F_GETFD, FD_CLOEXEC))
CALL(set_inheritable, SYSTEM, NONE, set_flag(FD, F_GETFD, F_SETFD, FD_CLOEXEC, !n[1]))
CALL(get_blocking, FILES, BOOL, has_flag(FD, F_GETFL, O_NONBLOCK) < 0 ? -1 : !has_flag(FD, F_GETFL, O_NONBLOCK))
CALL(set_blocking, FILES, NONE, set_flag(FD, F_GETFL, F_SETFL, O_NONBLOCK, !n[1]))
CALL(closerange, SYSTEM, NONE, close_between(n[0], n[1]))
CALL(sync, SYSTEM, NONE, (sync(), 0))
CALL(posix_fallocate, WRITES, NONE, by_errno(posix_fallocate(FD, n[1], n[2])))
CALL(posix_fadvise, FILES, NONE, by_errno(posix_fadvise(FD, n[1], n[2], (int)n[3])))
CALL(lockf, SYSTEM, NONE, lockf(FD, (int)n[1], n[2]))
CALL(major, FREE, INT, major((dev_t)n[0]))
CALL(minor, FREE, INT, minor((dev_t)n[0]))
CALL(makedev, FREE, INT, makedev((unsigned)n[0], (unsigned)n[1]))
CALL(getegid, ABOUT, INT, getegid())
CALL(geteuid, ABOUT, INT, geteuid())
CALL(getgid, ABOUT, INT, getgid())
CALL(getpgrp, ABOUT, INT, getpgrp())
CALL(getpgid, ABOUT, INT, getpgid((pid_t)n[0]))
CALL(getsid, ABOUT, INT, getsid((pid_t)n[0]))
CALL(killpg, PROCESSES, NONE, killpg((pid_t)n[0], (int)n[1]))
CALL(sched_yield, FREE, NONE, 0)
CALL(abort, PROCESSES, NONE, (abort(), 0))
CALL(WCOREDUMP, FREE, BOOL, WCOREDUMP(FD))
CALL(WIFCONTINUED, FREE, BOOL, WIFCONTINUED(FD))
CALL(WIFSTOPPED, FREE, BOOL, WIFSTOPPED(FD))
CALL(WIFSIGNALED, FREE, BOOL, WIFSIGNALED(FD))
CALL(WIFEXITED, FREE, BOOL, WIFEXITED(FD))
CALL(WEXITSTATUS, FREE, INT, WEXITSTATUS(FD))
CALL(WTERMSIG, FREE, INT, WTERMSIG(FD))
CALL(WSTOPSIG, FREE, INT, WSTOPSIG(FD))

static OuObj *posix_exitcode(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t status;
    if (!ou_as_int64(vm, args[0], &status))
        return NULL;
    int code = (int)status;
    if (WIFEXITED(code))
        return ou_int_from(vm, WEXITSTATUS(code));
    if (WIFSIGNALED(code))
        return ou_int_from(vm, -WTERMSIG(code));
    return WIFSTOPPED(code) ? OU_VALUE_ERROR(vm, "process stopped by delivery of signal %d", WSTOPSIG(code))
                            : OU_VALUE_ERROR(vm, "invalid wait status: %d", code);
}

/* ---- paths ---- */

static OuObj *path_call(OuVM *vm, OuObj *const *args, size_t nargs, unsigned need,
                        int (*call)(const char *path, const int64_t *n))
{
    int64_t n[2] = {0666, AT_FDCWD};
    for (size_t i = 1; i < nargs && i < 3; i++)
        if (args[i] && args[i] != OU_NONE && !ou_as_int64(vm, args[i], &n[i - 1]))
            return NULL;
    OuObj *bytes = ou_require(vm, need | OU_MAY_FILES | OU_MAY_WRITE) ? ou_path_bytes(vm, args[0]) : NULL;
    if (!bytes)
        return NULL;
    int failed = call(OU_BYTES(bytes)->data, n) != 0 ? errno : 0;
    ou_unref(vm, bytes);
    return failed ? ou_raise_errno(vm, failed, args[0]) : OU_NONE;
}

static OuObj *posix_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t size;
    OuObj *bytes = ou_as_int64(vm, args[1], &size) ? ou_path_bytes(vm, args[0]) : NULL;
    if (!bytes)
        return NULL;
    int fd = ou_fd_open_own(vm, AT_FDCWD, OU_BYTES(bytes)->data, O_WRONLY, 0, args[0]);
    ou_unref(vm, bytes);
    if (fd < 0)
        return NULL;
    int failed = ftruncate(fd, size) != 0 ? errno : 0;
    close(fd);
    return failed ? ou_raise_errno(vm, failed, args[0]) : OU_NONE;
}

#define PATH(name, expression)                                                                     \
    static int call_##name(const char *path, const int64_t *n)                                     \
    {                                                                                              \
        return expression;                                                                         \
    }                                                                                              \
    static OuObj *posix_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)            \
    {                                                                                              \
        (void)self;                                                                                \
        return path_call(vm, args, nargs, OU_MAY_ANY_FILE, call_##name);                                           \
    }
PATH(lchown, lchown(path, (uid_t)n[0], (gid_t)n[1]))
PATH(mkfifo, mkfifoat((int)n[1], path, (mode_t)n[0]))

/* ---- data ---- */

/* A tuple of new references; any of them may be NULL. */
static OuObj *pack_take(OuVM *vm, OuObj **items, size_t n)
{
    bool complete = true;
    for (size_t i = 0; i < n; i++)
        complete = complete && items[i];
    OuObj *result = complete ? ou_tuple_new(vm, items, n) : NULL;
    for (size_t i = 0; i < n; i++)
        ou_unref(vm, items[i]);
    return result;
}

static OuObj *posix_pread(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd, size, offset;
    if (!ou_as_int64(vm, args[0], &fd) || !permitted(vm, FILES, fd) || !ou_as_int64(vm, args[1], &size)
        || !ou_as_int64(vm, args[2], &offset))
        return NULL;
    if (size < 0)
        return ou_raise_errno(vm, EINVAL, NULL);
    OuBuf data;
    ou_buf_init(&data, &vm->mem);
    char *room = ou_buf_room(&data, (size_t)size + 1);
    ssize_t got = room ? pread((int)fd, room, (size_t)size, offset) : 0;
    if (got < 0) {
        ou_buf_drop(&data);
        return ou_raise_errno(vm, errno, NULL);
    }
    data.len = (size_t)got;
    return ou_bytes_from_buf(vm, &data);
}

static OuObj *posix_pwrite(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd, offset;
    OuBuffer source;
    if (!ou_as_int64(vm, args[0], &fd) || !permitted(vm, WRITES, fd) || !ou_as_int64(vm, args[2], &offset)
        || !ou_buffer_get(vm, args[1], &source))
        return NULL;
    ssize_t written = pwrite((int)fd, source.data, source.len, offset);
    ou_buffer_release(vm, &source);
    return written < 0 ? ou_raise_errno(vm, errno, NULL) : ou_int_from(vm, written);
}

static OuObj *posix_pipe2(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int flags;
    return ou_arg_int(vm, args[0], &flags) ? ou_posix_pipe(vm, flags) : NULL;
}

/* ---- about the system ---- */

static OuObj *posix_ttyname(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd;
    char name[128];
    if (!ou_as_int64(vm, args[0], &fd) || !permitted(vm, FILES, fd))
        return NULL;
    int error = ttyname_r((int)fd, name, sizeof name);
    return error ? ou_raise_errno(vm, error, NULL) : ou_str_from(vm, name);
}

static OuObj *posix_ctermid(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_str_from(vm, "/dev/tty");
}

static OuObj *posix_device_encoding(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t fd;
    if (!ou_as_int64(vm, args[0], &fd) || !ou_fd_check(vm, fd))
        return NULL;
    return isatty((int)fd) ? ou_str_from(vm, "UTF-8") : OU_NONE;
}

static OuObj *posix_getlogin(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    char name[256];
    if (!ou_require(vm, OU_MAY_ENVIRONMENT))
        return NULL;
    int error = getlogin_r(name, sizeof name);
    return error ? ou_raise_errno(vm, error, NULL) : ou_str_from(vm, name);
}

static OuObj *posix_getgroups(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    gid_t groups[1024];
    if (!ou_require(vm, OU_MAY_ENVIRONMENT))
        return NULL;
    int count = getgroups((int)OU_COUNT_OF(groups), groups);
    if (count < 0)
        return ou_raise_errno(vm, errno, NULL);
    OuObj *list = ou_list_new(vm, 0);
    for (int i = 0; list && i < count; i++)
        if (!ou_list_append_take(vm, OU_LIST(list), ou_int_from(vm, groups[i])))
            ou_clear(vm, &list);
    return list;
}

static OuObj *posix_getloadavg(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    double load[3];
    if (!ou_require(vm, OU_MAY_ENVIRONMENT))
        return NULL;
    if (getloadavg(load, 3) != 3)
        return ou_raise(vm, OU_T_OSError, "Load averages are unobtainable");
    OuObj *items[3];
    for (size_t i = 0; i < 3; i++)
        items[i] = ou_float_from(vm, load[i]);
    return pack_take(vm, items, 3);
}

static const char *const times_fields[] = {"user", "system", "children_user", "children_system", "elapsed", NULL};
const OuStructSeqDef ou_posix_times_def = {.name = "posix.times_result", .fields = times_fields};

static OuObj *posix_times(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    struct tms spent;
    if (!ou_require(vm, OU_MAY_ENVIRONMENT | OU_MAY_CLOCK))
        return NULL;
    clock_t elapsed = times(&spent);
    double tick = 1.0 / (double)sysconf(_SC_CLK_TCK);
    const clock_t counts[] = {spent.tms_utime, spent.tms_stime, spent.tms_cutime, spent.tms_cstime, elapsed};
    OuObj *items[5], *result = NULL;
    bool complete = true;
    for (size_t i = 0; i < 5; i++) {
        items[i] = ou_float_from(vm, (double)counts[i] * tick);
        complete = complete && items[i];
    }
    if (complete)
        result = ou_struct_seq_new(vm, &ou_posix_times_def, items);
    for (size_t i = 0; i < 5; i++)
        ou_unref(vm, items[i]);
    return result;
}

#define STATUS_DOC "A part of the status of a process."
#define ID_DOC "A number of the process."
const OuMethodDef ou_posix_more[] = {
    {"WCOREDUMP", "(status, /)", posix_WCOREDUMP, 0, STATUS_DOC},
    {"WEXITSTATUS", "(status)", posix_WEXITSTATUS, 0, STATUS_DOC},
    {"WIFCONTINUED", "(status)", posix_WIFCONTINUED, 0, STATUS_DOC},
    {"WIFEXITED", "(status)", posix_WIFEXITED, 0, STATUS_DOC},
    {"WIFSIGNALED", "(status)", posix_WIFSIGNALED, 0, STATUS_DOC},
    {"WIFSTOPPED", "(status)", posix_WIFSTOPPED, 0, STATUS_DOC},
    {"WSTOPSIG", "(status)", posix_WSTOPSIG, 0, STATUS_DOC},
    {"WTERMSIG", "(status)", posix_WTERMSIG, 0, STATUS_DOC},
    {"abort", "()", posix_abort, 0, "End the process at once, with a core dump."},
    {"closerange", "(fd_low, fd_high, /)", posix_closerange, 0, "Close these descriptors."},
    {"ctermid", "()", posix_ctermid, 0, "Path of the terminal."},
    {"device_encoding", "(fd)", posix_device_encoding, 0, "The encoding of a terminal, or None."},
    {"dup", "(fd, /)", posix_dup, 0, "Another descriptor of the same file."},
    {"dup2", "(fd, fd2, inheritable=True)", posix_dup2, 0, "Let fd2 be of the same file."},
    {"fchdir", "(fd)", posix_fchdir, 0, "Change the current folder."},
    {"fchmod", "(fd, mode)", posix_fchmod, 0, "Change the permissions of a file."},
    {"fchown", "(fd, uid, gid)", posix_fchown, 0, "Change the owner of a file."},
    {"fdatasync", "(fd)", posix_fdatasync, 0, "Write the data of a file to disk."},
    {"fsync", "(fd)", posix_fsync, 0, "Write a file to disk."},
    {"ftruncate", "(fd, length, /)", posix_ftruncate, 0, "Cut a file."},
    {"get_blocking", "(fd, /)", posix_get_blocking, 0, "Do operations wait?"},
    {"get_inheritable", "(fd, /)", posix_get_inheritable, 0, "Do child processes get it?"},
    {"getegid", "()", posix_getegid, 0, ID_DOC},
    {"geteuid", "()", posix_geteuid, 0, ID_DOC},
    {"getgid", "()", posix_getgid, 0, ID_DOC},
    {"getgroups", "()", posix_getgroups, 0, "Groups of the process."},
    {"getloadavg", "()", posix_getloadavg, 0, "How busy the system is."},
    {"getlogin", "()", posix_getlogin, 0, "Name of the user."},
    {"getpgid", "(pid)", posix_getpgid, 0, ID_DOC},
    {"getpgrp", "()", posix_getpgrp, 0, ID_DOC},
    {"getsid", "(pid, /)", posix_getsid, 0, ID_DOC},
    {"killpg", "(pgid, signal, /)", posix_killpg, 0, "Send a signal to a group."},
    {"lchown", "(path, uid, gid)", posix_lchown, 0, "Change the owner of a file."},
    {"lockf", "(fd, command, length, /)", posix_lockf, 0, "Lock a part of a file."},
    {"lseek", "(fd, position, how, /)", posix_lseek, 0, "Move the position."},
    {"major", "(device, /)", posix_major, 0, "Major number of a device."},
    {"makedev", "(major, minor, /)", posix_makedev, 0, "Number of a device."},
    {"minor", "(device, /)", posix_minor, 0, "Minor number of a device."},
    {"mkfifo", "(path, mode=438, *, dir_fd=None)", posix_mkfifo, 0, "Make a named pipe."},
    {"pipe2", "(flags, /)", posix_pipe2, 0, "A pair of connected descriptors."},
    {"posix_fadvise", "(fd, offset, length, advice, /)", posix_posix_fadvise, 0, "Tell how a file will be used."},
    {"posix_fallocate", "(fd, offset, length, /)", posix_posix_fallocate, 0, "Make room for a file."},
    {"pread", "(fd, length, offset, /)", posix_pread, 0, "Read bytes at a position."},
    {"pwrite", "(fd, buffer, offset, /)", posix_pwrite, 0, "Write bytes at a position."},
    {"sched_yield", "()", posix_sched_yield, 0, "Let others run."},
    {"set_blocking", "(fd, blocking, /)", posix_set_blocking, 0, "Shall operations wait?"},
    {"set_inheritable", "(fd, inheritable, /)", posix_set_inheritable, 0, "Shall child processes get it?"},
    {"sync", "()", posix_sync, 0, "Write everything to disk."},
    {"times", "()", posix_times, 0, "Times that the process has spent."},
    {"truncate", "(path, length)", posix_truncate, 0, "Cut a file."},
    {"ttyname", "(fd, /)", posix_ttyname, 0, "Path of a terminal."},
    {"waitstatus_to_exitcode", "(status)", posix_exitcode, 0, "The exit code that a status tells."},
    {NULL, NULL, NULL, 0, NULL},
};
