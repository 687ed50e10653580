/* api_value.c - making and reading values. */
#include "host/api.h"
#include "modules/json.h"
#include "base/utf8.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/range_slice.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/set.h"
#include <stdlib.h>
#include <string.h>

/* ---- plain values ---- */

OuroValue ouro_value_none(void)
{
    return (OuroValue){.kind = OURO_NONE};
}

OuroValue ouro_value_bool(int value)
{
    return (OuroValue){.kind = OURO_BOOL, .as.integer = value != 0};
}

OuroValue ouro_value_int(int64_t value)
{
    return (OuroValue){.kind = OURO_INT, .as.integer = value};
}

OuroValue ouro_value_float(double value)
{
    return (OuroValue){.kind = OURO_FLOAT, .as.real = value};
}

/* A NULL is told from an empty text: what the value is given to refuses it. */
static size_t length_of(const char *text)
{
    return text ? strlen(text) : 1;
}

OuroValue ouro_value_text(const char *utf8)
{
    return (OuroValue){.kind = OURO_TEXT, .as.text = {utf8, length_of(utf8)}};
}

OuroValue ouro_value_bytes(const void *data, size_t size)
{
    return (OuroValue){.kind = OURO_BYTES, .as.text = {data, size}};
}

OuroValue ouro_value_json(const char *json)
{
    return (OuroValue){.kind = OURO_JSON, .as.text = {json, length_of(json)}};
}

OuObj *ou_api_from_value(OuVM *vm, const OuroValue *value)
{
    const char *text = value->as.text.data;
    size_t size = value->as.text.size;
    if (value->kind >= OURO_TEXT && value->kind <= OURO_JSON && !ou_api_given_all(vm, text, size))
        return NULL;
    switch (value->kind) {
    case OURO_NONE:
        return OU_NONE;
    case OURO_BOOL:
        return OU_BOOL(value->as.integer);
    case OURO_INT:
        return ou_int_from(vm, value->as.integer);
    case OURO_FLOAT:
        return ou_float_from(vm, value->as.real);
    case OURO_TEXT:
        return ou_api_text(vm, text, size);
    case OURO_BYTES:
        return ou_bytes_new(vm, size ? text : "", size);
    case OURO_JSON:
        return ou_json_read(vm, size ? text : "", size);
    case OURO_LIST:
    case OURO_TUPLE:
    case OURO_DICT:
    case OURO_SET:
    case OURO_CALLABLE:
    case OURO_OTHER:
        break;
    }
    return OU_VALUE_ERROR(vm, "an OuroValue cannot be of kind %d", (int)value->kind);
}

OuroObject *ouro_from_value(OuroVM *v, const OuroValue *value)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, value) ? OU_HANDLE(vm, ou_api_from_value(vm, value)) : NULL;
}

/* ---- making ---- */

OuObj *ou_api_text(OuVM *vm, const char *text, size_t size)
{
    if (size == 0)
        return OU_EMPTY_STR;
    if (OU_LIKELY(ou_utf8_check(text, size, false) == size))
        return ou_str_new(vm, text, size);
    return ou_codec_decode(vm, text, size, "utf-8", NULL);
}

OuStr *ou_api_name(OuVM *vm, const char *name)
{
    if (OU_UNLIKELY(name == NULL)) {
        ou_api_missing(vm);
        return NULL;
    }
    size_t size = strlen(name);
    if (OU_LIKELY(ou_utf8_check(name, size, false) == size))
        return ou_str_intern(vm, name, size);
    OuObj *failed = ou_codec_decode(vm, name, size, "utf-8", NULL); /* raises */
    return failed ? ou_str_intern_take(vm, failed) : NULL;
}

OuroObject *ouro_none(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    return vm ? OU_HANDLE(vm, OU_NONE) : NULL;
}

OuroObject *ouro_bool(OuroVM *v, int value)
{
    OuVM *vm = ou_api_vm(v);
    return vm ? OU_HANDLE(vm, OU_BOOL(value)) : NULL;
}

OuroObject *ouro_int(OuroVM *v, int64_t value)
{
    OuVM *vm = ou_api_vm(v);
    return OU_LIKELY(vm != NULL) ? OU_HANDLE(vm, ou_int_from(vm, value)) : NULL;
}

OuroObject *ouro_uint(OuroVM *v, uint64_t value)
{
    OuVM *vm = ou_api_vm(v);
    return OU_LIKELY(vm != NULL) ? OU_HANDLE(vm, ou_int_from_uint64(vm, value)) : NULL;
}

OuroObject *ouro_int_text(OuroVM *v, const char *digits, int base)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, digits))
        return NULL;
    if (base != 0 && (base < 2 || base > 36)) {
        OU_VALUE_ERROR(vm, "int() base must be >= 2 and <= 36, or 0");
        return NULL;
    }
    return OU_HANDLE(vm, ou_int_parse(vm, digits, strlen(digits), base));
}

OuroObject *ouro_float(OuroVM *v, double value)
{
    OuVM *vm = ou_api_vm(v);
    return OU_LIKELY(vm != NULL) ? OU_HANDLE(vm, ou_float_from(vm, value)) : NULL;
}

OuroObject *ouro_complex(OuroVM *v, double real, double imaginary)
{
    OuVM *vm = ou_api_vm(v);
    return OU_LIKELY(vm != NULL) ? OU_HANDLE(vm, ou_complex_from(vm, real, imaginary)) : NULL;
}

OuroObject *ouro_text(OuroVM *v, const char *utf8)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_given(vm, utf8) ? OU_HANDLE(vm, ou_api_text(vm, utf8, strlen(utf8))) : NULL;
}

OuroObject *ouro_text_n(OuroVM *v, const char *utf8, size_t size)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_given_all(vm, utf8, size) ? OU_HANDLE(vm, ou_api_text(vm, utf8, size)) : NULL;
}

OuroObject *ouro_bytes(OuroVM *v, const void *data, size_t size)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm)
        return NULL;
    OuObj *bytes = data || size == 0 ? ou_bytes_new(vm, data ? data : "", size) : OU_OBJ(ou_bytes_alloc(vm, size));
    if (bytes && !data)
        memset(ou_bytes_data(bytes), 0, size);
    return OU_HANDLE(vm, bytes);
}

OuroObject *ouro_bytearray(OuroVM *v, const void *data, size_t size)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm)
        return NULL;
    OuObj *array = ou_bytearray_new(vm, data ? data : "", data ? size : 0);
    if (array && !data) {
        if (ou_bytearray_resize(vm, OU_BYTEARRAY(array), size))
            memset(OU_BYTEARRAY(array)->data, 0, size);
        else
            ou_clear(vm, &array);
    }
    return OU_HANDLE(vm, array);
}

OuroObject *ouro_list(OuroVM *v, OuroObject *const *items, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter_all(vm, vm, items, count))
        return NULL;
    return OU_HANDLE(vm, count ? ou_list_copy_of(vm, (OuObj *const *)items, count) : ou_list_new(vm, 0));
}

OuroObject *ouro_tuple(OuroVM *v, OuroObject *const *items, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter_all(vm, vm, items, count))
        return NULL;
    return OU_HANDLE(vm, ou_tuple_new(vm, (OuObj *const *)items, count));
}

OuroObject *ouro_set(OuroVM *v, OuroObject *const *items, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter_all(vm, vm, items, count))
        return NULL;
    OuObj *set = ou_set_new(vm, NULL);
    for (size_t i = 0; set && i < count; i++)
        if (!ou_set_add(vm, set, OU_OBJ(items[i])))
            ou_clear(vm, &set);
    return OU_HANDLE(vm, set);
}

OuroObject *ouro_dict(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    return OU_LIKELY(vm != NULL) ? OU_HANDLE(vm, ou_dict_new(vm)) : NULL;
}

OuroObject *ouro_slice(OuroVM *v, OuroObject *start, OuroObject *stop, OuroObject *step)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter2(vm, start, stop) || !ou_api_enter1(vm, step))
        return NULL;
    return OU_HANDLE(vm, ou_slice_new(vm, OU_OBJ(start), OU_OBJ(stop), OU_OBJ(step)));
}

OuroObject *ouro_from_json(OuroVM *v, const char *json, size_t size)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given_all(vm, json, size) || !ou_api_enter(vm))
        return NULL;
    return OU_HANDLE(vm, ou_json_read(vm, size ? json : "", size));
}

/* ---- reading ---- */

OuroKind ouro_kind(OuroVM *v, OuroObject *object)
{
    static const struct { uint32_t flag; OuroKind kind; } kinds[] = {
        {OU_TF_IS_INT, OURO_INT},     {OU_TF_IS_FLOAT, OURO_FLOAT}, {OU_TF_IS_STR, OURO_TEXT},
        {OU_TF_IS_BYTES, OURO_BYTES}, {OU_TF_IS_LIST, OURO_LIST},   {OU_TF_IS_TUPLE, OURO_TUPLE},
        {OU_TF_IS_DICT, OURO_DICT},   {OU_TF_IS_SET, OURO_SET},
    };
    OuVM *vm = ou_api_vm(v);
    OuObj *o = OU_OBJ(object);
    if (!vm || !o)
        return OURO_OTHER;
    if (o == OU_NONE || o == OU_TRUE || o == OU_FALSE)
        return o == OU_NONE ? OURO_NONE : OURO_BOOL;
    uint32_t flags = ou_type(vm, o)->flags;
    for (size_t i = 0; i < OU_COUNT_OF(kinds); i++)
        if (flags & kinds[i].flag)
            return kinds[i].kind;
    return ou_callable(vm, o) ? OURO_CALLABLE : OURO_OTHER;
}

const char *ouro_type_name(OuroVM *v, OuroObject *object)
{
    return v && object ? ou_type_name(ou_api_vm(v), OU_OBJ(object)) : NULL;
}

static OU_NOINLINE int to_int_slow(OuVM *vm, OuroObject *object, int64_t *out)
{
    return ou_api_enter2(vm, object, out) && ou_as_int64(vm, OU_OBJ(object), out);
}

int ouro_to_int(OuroVM *v, OuroObject *object, int64_t *out)
{
    if (OU_LIKELY(object != NULL) && ou_is_small_int(OU_OBJ(object)) && OU_LIKELY(out != NULL)) {
        *out = ou_int_value(OU_OBJ(object));
        return 1;
    }
    return to_int_slow(ou_api_vm(v), object, out);
}

int ouro_to_uint(OuroVM *v, OuroObject *object, uint64_t *out)
{
    OuVM *vm = ou_api_vm(v);
    OuObj *index = ou_api_enter2(vm, object, out) ? ou_index_of(vm, OU_OBJ(object)) : NULL;
    if (!index)
        return 0;
    bool ok = true;
    int64_t value;
    if (ou_int_sign(index) < 0)
        ok = ou_raise(vm, OU_T_OverflowError, "can't convert negative int to unsigned") != NULL;
    else if (ou_int_to_int64(index, &value))
        *out = (uint64_t)value;
    else if (((OuBigInt *)index)->count == 1)
        *out = ((OuBigInt *)index)->digits[0];
    else
        ok = ou_raise(vm, OU_T_OverflowError, "int too big to convert") != NULL;
    ou_unref(vm, index);
    return ok;
}

int ouro_to_float(OuroVM *v, OuroObject *object, double *out)
{
    OuVM *vm = ou_api_vm(v);
    if (OU_LIKELY(object != NULL) && ou_is_exact(OU_OBJ(object), OU_T_FLOAT) && OU_LIKELY(out != NULL)) {
        *out = ou_float_value(OU_OBJ(object));
        return 1;
    }
    return ou_api_enter2(vm, object, out) && ou_as_double(vm, OU_OBJ(object), out);
}

int ouro_to_complex(OuroVM *v, OuroObject *object, double *real, double *imaginary)
{
    if (!ou_api_given(ou_api_vm(v), real) || !ou_api_given(ou_api_vm(v), imaginary))
        return 0;
    if (object && ou_is_exact(OU_OBJ(object), OU_T_COMPLEX)) {
        *real = ((OuComplex *)object)->real;
        *imaginary = ((OuComplex *)object)->imag;
        return 1;
    }
    *imaginary = 0;
    return ouro_to_float(v, object, real);
}

int ouro_truth(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? ou_truth(vm, OU_OBJ(object)) : -1;
}

const char *ouro_as_text(OuroVM *v, OuroObject *object, size_t *size)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, object))
        return NULL;
    if (!ou_is_str(vm, OU_OBJ(object)))
        return OU_TYPE_ERROR(vm, "a str is expected, not %.100T", OU_OBJ(object));
    if (size)
        *size = OU_STR(object)->size;
    return ou_str_text(OU_STR(object));
}

static void *hold_buffer(OuVM *vm, OuObj *o, bool writable, size_t *size)
{
    OuApi *api = ou_api(vm);
    if (api->buffer_count == api->buffer_cap) {
        uint32_t cap = api->buffer_cap * 2 + 4;
        OuApiBuffer *grown = realloc(api->buffers, cap * sizeof *grown);
        if (!grown)
            return ou_raise_memory(vm);
        api->buffers = grown;
        api->buffer_cap = cap;
    }
    OuApiBuffer *held = &api->buffers[api->buffer_count];
    if (!(writable ? ou_buffer_get_writable(vm, o, "", &held->buffer) : ou_buffer_get(vm, o, &held->buffer)))
        return NULL;
    held->object = o;
    api->buffer_count++;
    if (size)
        *size = held->buffer.len;
    return held->buffer.data ? held->buffer.data : (char *)held->buffer.owner; /* empty, but not NULL */
}

const void *ouro_as_bytes(OuroVM *v, OuroObject *object, size_t *size)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, object))
        return NULL;
    if (ou_is_exact(OU_OBJ(object), OU_T_BYTES)) {
        if (size)
            *size = ou_bytes_len(OU_OBJ(object));
        return ou_bytes_data(OU_OBJ(object));
    }
    return hold_buffer(vm, OU_OBJ(object), false, size);
}

void *ouro_as_writable_bytes(OuroVM *v, OuroObject *object, size_t *size)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? hold_buffer(vm, OU_OBJ(object), true, size) : NULL;
}

void ouro_bytes_done(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    OuApi *api = vm ? ou_api(vm) : NULL;
    for (uint32_t i = vm ? api->buffer_count : 0; i-- > 0;) {
        if (api->buffers[i].object != OU_OBJ(object))
            continue;
        OuBuffer buffer = api->buffers[i].buffer;
        api->buffers[i] = api->buffers[--api->buffer_count];
        ou_buffer_release(vm, &buffer);
        return;
    }
}

OuroObject *ouro_str(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? OU_HANDLE(vm, ou_str(vm, OU_OBJ(object))) : NULL;
}

OuroObject *ouro_repr(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? OU_HANDLE(vm, ou_repr(vm, OU_OBJ(object))) : NULL;
}

OuroObject *ouro_to_json(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, object))
        return NULL;
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    OuObj *s = ou_json_write(vm, OU_OBJ(object), &text) ? ou_str_new(vm, text.data, text.len) : NULL;
    ou_buf_drop(&text);
    return OU_HANDLE(vm, s);
}
