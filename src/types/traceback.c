/* traceback.c - traceback objects: a list of entries from the outermost frame inwards. */
#include "types/traceback.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/exception.h"
#include "object/int.h"

static OuObj *new_entry(OuVM *vm, OuObj *next, OuObj *frame, int32_t lasti, int32_t line)
{
    OuTraceback *entry = (OuTraceback *)ou_gc_new(vm, OU_T_TRACEBACK, sizeof(OuTraceback));
    if (entry == NULL)
        return NULL;
    entry->next = (OuTraceback *)ou_xref(next);
    entry->frame = ou_ref(frame);
    entry->lasti = lasti;
    entry->line = line;
    ou_gc_track(vm, OU_OBJ(entry));
    return OU_OBJ(entry);
}

bool ou_traceback_add(OuVM *vm, OuObj *exception, OuObj *frame, int32_t lasti, int32_t line)
{
    OuObj *entry = new_entry(vm, OU_EXCEPTION(exception)->traceback, frame, lasti * OU_INSN_BYTES, line);
    if (entry == NULL)
        return false;
    ou_put(vm, &OU_EXCEPTION(exception)->traceback, entry);
    return true;
}

static OuObj *traceback_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    OuObj *given[4];
    if (!ou_bind(vm, "(tb_next, tb_frame, tb_lasti, tb_lineno)", "TracebackType", args, nargs, kwnames, given))
        return NULL;
    if (!ou_is_exact(given[1], OU_T_FRAME))
        return OU_TYPE_ERROR(vm, "TracebackType() argument 'tb_frame' must be frame, not %.50G", given[1]);
    int lasti, line;
    if (!ou_arg_int(vm, given[2], &lasti) || !ou_arg_int(vm, given[3], &line))
        return NULL;
    if (given[0] != OU_NONE && !ou_is_exact(given[0], OU_T_TRACEBACK))
        return OU_TYPE_ERROR(vm, "expected traceback object or None, got '%T'", given[0]);
    return new_entry(vm, given[0] == OU_NONE ? NULL : given[0], given[1], lasti, line);
}

static OuObj *get_next(OuVM *vm, OuObj *self)
{
    (void)vm;
    OuObj *next = OU_OBJ(((OuTraceback *)self)->next);
    return next ? ou_ref(next) : OU_NONE;
}

static bool set_next(OuVM *vm, OuObj *self, OuObj *value)
{
    if (value == NULL) {
        OU_TYPE_ERROR(vm, "can't delete tb_next attribute");
        return false;
    }
    if (value != OU_NONE && !ou_is_exact(value, OU_T_TRACEBACK)) {
        OU_TYPE_ERROR(vm, "expected traceback object, got '%T'", value);
        return false;
    }
    for (OuTraceback *at = value == OU_NONE ? NULL : (OuTraceback *)value; at != NULL; at = at->next) {
        if (OU_OBJ(at) == self) {
            OU_VALUE_ERROR(vm, "traceback loop detected");
            return false;
        }
    }
    ou_put(vm, &((OuTraceback *)self)->next, value == OU_NONE ? NULL : ou_ref(value));
    return true;
}

static OuObj *traceback_m_dir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    OuObj *list = ou_list_new(vm, 4);
    for (size_t i = 0; list && i < OU_COUNT_OF(names); i++)
        if (!ou_list_append_take(vm, OU_LIST(list), ou_str_from(vm, names[i])))
            ou_clear(vm, &list);
    return list;
}

static const OuMethodDef traceback_methods[] = {
    {"__dir__", "()", traceback_m_dir, OU_NO_TEXT, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const OuRefField traceback_refs[] = {OU_REF(OuTraceback, next), OU_REF(OuTraceback, frame), OU_REF_END};
static const OuGetSetDef traceback_getsets[] = {
    {"tb_next", get_next, set_next, NULL}, {NULL, NULL, NULL, NULL}};
static const OuMemberDef traceback_members[] = {
    {"tb_frame", OU_MEMBER_OBJ, (uint32_t)offsetof(OuTraceback, frame), true, NULL},
    {"tb_lasti", OU_MEMBER_INT32, (uint32_t)offsetof(OuTraceback, lasti), true, NULL},
    {"tb_lineno", OU_MEMBER_INT32, (uint32_t)offsetof(OuTraceback, line), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL}};

const OuType ou_traceback_type = {
    .name = "traceback", .doc = "Where an exception came through.", .base = &ou_object_type,
    .index = OU_T_TRACEBACK, .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_IMMUTABLE, .size = sizeof(OuTraceback),
    .refs = traceback_refs, .methods = traceback_methods, .getsets = traceback_getsets, .members = traceback_members,
    .make = traceback_make, .init = ou_object_init,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
};
