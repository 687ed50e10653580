/* posix.h - the two files of module posix. */
#ifndef OU_MODULES_POSIX_H
#define OU_MODULES_POSIX_H
#include "types/struct_seq.h"

extern const OuMethodDef ou_posix_more[];
/* Both ends of a new pipe, as a tuple. */
OuObj *ou_posix_pipe(OuVM *vm, int flags);
extern const OuStructSeqDef ou_posix_times_def;

#endif
