/* errno.c - the module errno: the numbers of system errors, in CPython's order. Of names with the
 * same number errorcode shows the last. */
#include "modules/module.h"
#include "object/dict.h"
#include "object/int.h"
#include <errno.h>
#include <string.h>

#define CODES(X)                                                                                 \
    X(ENODEV) X(ENOCSI) X(EHOSTUNREACH) X(ENOMSG) X(EUCLEAN) X(EL2NSYNC) X(EL2HLT) X(ENODATA)    \
    X(ENOTBLK) X(ENOSYS) X(EPIPE) X(EINVAL) X(EOVERFLOW) X(EADV) X(EINTR) X(EUSERS)              \
    X(ENOTEMPTY) X(ENOBUFS) X(EPROTO) X(EREMOTE) X(ENAVAIL) X(ECHILD) X(ELOOP) X(EXDEV)          \
    X(E2BIG) X(ESRCH) X(EMSGSIZE) X(EAFNOSUPPORT) X(EBADR) X(EHOSTDOWN) X(EPFNOSUPPORT)          \
    X(ENOPROTOOPT) X(EBUSY) X(EWOULDBLOCK) X(EBADFD) X(EDOTDOT) X(EISCONN) X(ENOANO)             \
    X(ESHUTDOWN) X(ECHRNG) X(ELIBBAD) X(ENONET) X(EBADE) X(EBADF) X(EMULTIHOP) X(EIO)            \
    X(EUNATCH) X(EPROTOTYPE) X(ENOSPC) X(ENOEXEC) X(EALREADY) X(ENETDOWN) X(ENOTNAM) X(EACCES)   \
    X(ELNRNG) X(EILSEQ) X(ENOTDIR) X(ENOTUNIQ) X(EPERM) X(EDOM) X(EXFULL) X(ECONNREFUSED)        \
    X(EISDIR) X(EPROTONOSUPPORT) X(EROFS) X(EADDRNOTAVAIL) X(EIDRM) X(ECOMM) X(ESRMNT)           \
    X(EREMOTEIO) X(EL3RST) X(EBADMSG) X(ENFILE) X(ELIBMAX) X(ESPIPE) X(ENOLINK) X(ENETRESET)     \
    X(ETIMEDOUT) X(ENOENT) X(EEXIST) X(EDQUOT) X(ENOSTR) X(EBADSLT) X(EBADRQC) X(ELIBACC)        \
    X(EFAULT) X(EFBIG) X(EDEADLK) X(ENOTCONN) X(EDESTADDRREQ) X(ELIBSCN) X(ENOLCK) X(EISNAM)     \
    X(ECONNABORTED) X(ENETUNREACH) X(ESTALE) X(ENOSR) X(ENOMEM) X(ENOTSOCK) X(ESTRPIPE)          \
    X(EMLINK) X(ERANGE) X(ELIBEXEC) X(EL3HLT) X(ECONNRESET) X(EADDRINUSE) X(EOPNOTSUPP)          \
    X(EREMCHG) X(EAGAIN) X(ENAMETOOLONG) X(ENOTTY) X(ERESTART) X(ESOCKTNOSUPPORT) X(ETIME)       \
    X(EBFONT) X(EDEADLOCK) X(ETOOMANYREFS) X(EMFILE) X(ETXTBSY) X(EINPROGRESS) X(ENXIO)          \
    X(ENOPKG) X(ENOMEDIUM) X(EMEDIUMTYPE) X(ECANCELED) X(ENOKEY) X(EKEYEXPIRED) X(EKEYREVOKED)   \
    X(EKEYREJECTED) X(EOWNERDEAD) X(ENOTRECOVERABLE) X(ERFKILL) X(ENOTSUP)

#define NAME(name) #name "\0"
static const char names[] = CODES(NAME);
#define NUMBER(name) name,
static const uint8_t numbers[] = {CODES(NUMBER)};

static bool errno_init(OuVM *vm, OuModule *module)
{
    OuObj *codes = ou_dict_new(vm);
    bool ok = codes && ou_module_add(vm, module, "errorcode", codes);
    const char *name = names;
    for (size_t i = 0; ok && i < sizeof numbers; i++, name += strlen(name) + 1) {
        OuStr *text = ou_str_intern(vm, name, strlen(name));
        OuObj *number = ou_int_from(vm, numbers[i]); /* small: shared */
        ok = text && ou_dict_set(vm, module->dict, OU_OBJ(text), number)
             && ou_dict_set(vm, OU_DICT(codes), number, OU_OBJ(text));
        ou_unref(vm, text);
    }
    ou_unref(vm, codes);
    return ok;
}

const OuModuleDef ou_module_errno_ = {
    .name = "errno",
    .doc = "The names and numbers of system errors.",
    .init = errno_init,
};
