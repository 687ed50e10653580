/* dictviews.h - dict_keys, dict_values, dict_items. (Their iterators: iters.h.) */
#ifndef OU_TYPES_DICTVIEWS_H
#define OU_TYPES_DICTVIEWS_H
#include "object/type.h"

typedef struct OuDictView {
    OuGcObj gc;
    OuDict *dict;
} OuDictView;

/* view_type: OU_T_DICT_KEYS, OU_T_DICT_VALUES or OU_T_DICT_ITEMS. */
OuObj *ou_dict_view_new(OuVM *vm, OuObj *dict, uint32_t view_type);

#endif
