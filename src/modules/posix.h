/* posix.h - the two files of module posix. */
#ifndef OU_MODULES_POSIX_H
#define OU_MODULES_POSIX_H
#include "types/struct_seq.h"

extern const OuMethodDef ou_posix_more[];
extern const OuStructSeqDef ou_posix_times_def;

#endif
