/* collections.h - what the files of module _collections share. */
#ifndef OU_MODULES_COLLECTIONS_H
#define OU_MODULES_COLLECTIONS_H
#include "object/dict.h"

typedef struct OuDefaultDict {
    OuDict dict;
    OuObj *factory; /* called for absent keys; NULL: none */
} OuDefaultDict;

#endif
