/* struct_seq.h - tuples with named fields: sys.version_info, os.stat_result, time.struct_time. Each
 * definition has a class of its own per VM, a subclass of tuple made on first use and kept in
 * the VM (vm->named_classes, keyed by the definition's name). */
#ifndef OU_TYPES_STRUCT_SEQ_H
#define OU_TYPES_STRUCT_SEQ_H
#include "object/type.h"

typedef struct OuStructSeqDef {
    const char *name;          /* "sys.version_info" */
    const char *const *fields; /* NULL-terminated; "": a visible item without a name */
    size_t visible;            /* items that the tuple shows; 0: all (os.stat_result has hidden ones) */
    const char *doc;
    bool no_new;               /* scripts cannot make one */
} OuStructSeqDef;

/* The class of that definition; borrowed. NULL on error. */
OuClass *ou_struct_seq_class(OuVM *vm, const OuStructSeqDef *def);
/* A new one from borrowed items, one per field (hidden ones included). */
OuObj *ou_struct_seq_new(OuVM *vm, const OuStructSeqDef *def, OuObj *const *items);

#endif
