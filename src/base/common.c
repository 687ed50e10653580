/* common.c - what to do when an invariant is broken. */
#include "base/common.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void ou_assert_failed(const char *cond, const char *file, int line)
{
    fprintf(stderr, "ouro: %s:%d: broken invariant: %s\n", file, line, cond);
    abort();
}
