/* common.h - what every file of ouro may rely on: attributes, assertions, the
 * forward declarations of the central types. */
#ifndef OU_BASE_COMMON_H
#define OU_BASE_COMMON_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

_Static_assert(sizeof(void *) == 8 && sizeof(size_t) == 8, "ouro needs a 64-bit machine");
#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "ouro needs a little-endian machine"
#endif

#define OU_MUST_CHECK __attribute__((warn_unused_result))
#define OU_LIKELY(x) __builtin_expect(!!(x), 1)
#define OU_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define OU_NOINLINE __attribute__((noinline))
#define OU_COLD __attribute__((cold, noinline))
#ifdef __OPTIMIZE_SIZE__ /* what is compiled for size may call what is inlined elsewhere */
#define OU_INLINE static inline
#else
#define OU_INLINE static inline __attribute__((always_inline))
#endif
#define OU_UNUSED __attribute__((unused))
#define OU_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define OU_COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Asked now and then in work that takes long and does not know the VM; false: it is to stop. */
typedef struct OuGoOn {
    bool (*ask)(void *arg);
    void *arg;
} OuGoOn;
#ifdef OU_STRESS /* there every text is long */
#define OU_ASK_BYTES ((size_t)64)
#else
#define OU_ASK_BYTES ((size_t)64 << 10) /* of a text gone through byte by byte, between two questions */
#endif

/* OU_ASSERT states an invariant. It costs nothing unless OU_DEBUG is set. */
#ifdef OU_DEBUG
#define OU_ASSERT(cond) ((cond) ? (void)0 : ou_assert_failed(#cond, __FILE__, __LINE__))
#else
#define OU_ASSERT(cond) ((void)sizeof(!(cond)))
#endif
#define OU_UNREACHABLE() (OU_ASSERT(!"unreachable"), __builtin_unreachable())

/* Report a broken invariant on stderr and abort. */
_Noreturn void ou_assert_failed(const char *cond, const char *file, int line);

/* A virtual machine: all mutable state lives in one (object/state.h). */
typedef struct OuVM OuVM;

#endif
