/* str.c - text objects: making, indexing, joining, interning them (see str.h).
 *
 * Nothing here runs script code, except ou_str_repeat and ou_str_getitem (__index__ of
 * their argument) and the poll-free charges of fuel. */
#include "object/str.h"
#include "base/hash.h"
#include "base/search.h"
#include "base/utf8.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/int.h"
#include <string.h>

#define STEP 64            /* code points from one index entry to the next */
#define NEAR_END 128       /* closer to an end than this, counting beats an index */
#define SIZE_MASK (((uint64_t)1 << 56) - 1)
#define SIZE_LIMIT (SIZE_MASK / 2)

/* ---- blocks ---- */

static size_t exact_block(size_t size, bool ascii)
{
    return sizeof(OuStr) + (ascii ? 0 : sizeof(OuStrWide)) + size + 1;
}

/* Blocks of strings that grow are rounded up, by a quarter at most, so that appending is
 * linear over all. The rounded size follows from the string's size: nothing to store. */
static size_t grown_block(size_t size, bool ascii)
{
    size_t bytes = exact_block(size, ascii);
    if (bytes <= 64)
        return 64;
    int shift = 61 - __builtin_clzll(bytes);
    size_t unit = (size_t)1 << (bytes < 4096 ? shift : shift - 1);
    return (bytes + unit - 1) & ~(unit - 1);
}

size_t ou_str_block(const OuObj *self)
{
    const OuStr *s = OU_STR(self);
    return s->grown ? grown_block(s->size, s->ascii) : exact_block(s->size, s->ascii);
}

static size_t index_bytes(size_t length)
{
    return (length / STEP + 1) * sizeof(uint32_t);
}

size_t ou_str_extra(const OuObj *self)
{
    const OuStr *s = OU_STR(self);
    return !s->ascii && ou_str_wide(s)->index ? index_bytes(ou_str_wide(s)->length) : 0;
}

static void drop_index(OuVM *vm, OuStr *s)
{
    if (!s->ascii && ou_str_wide(s)->index) {
        ou_mem_give(&vm->mem, ou_str_wide(s)->index, index_bytes(ou_str_wide(s)->length));
        ou_str_wide(s)->index = NULL;
    }
}

OuStr *ou_str_alloc(OuVM *vm, size_t size, size_t length)
{
    bool ascii = size == length;
    if (OU_UNLIKELY(size > SIZE_LIMIT))
        return ou_raise_memory(vm);
    OuStr *s = ou_mem_take(&vm->mem, exact_block(size, ascii));
    if (OU_UNLIKELY(s == NULL))
        return ou_raise_memory(vm);
    s->head.refs = 1;
    ou_mem_is_object(s, 0);
    s->head.type = OU_T_STR;
    s->hash = 0;
    s->size = size & SIZE_MASK;
    s->ascii = ascii;
    s->interned = 0;
    s->is_static = 0;
    s->cached = 0;
    s->grown = 0;
    s->spare = 0;
    if (!ascii) {
        ou_str_wide(s)->length = length;
        ou_str_wide(s)->index = NULL;
    }
    ou_str_data(s)[size] = 0;
    OU_CHARGE_BYTES(vm, size);
    return s;
}

/* ---- making ---- */

OuObj *ou_str_new_ascii(OuVM *vm, const char *text, size_t size)
{
    if (size <= 1)
        return size ? ou_latin1_char((unsigned char)text[0]) : OU_EMPTY_STR;
    OuStr *s = ou_str_alloc(vm, size, size);
    if (OU_LIKELY(s != NULL)) {
        if (OU_LIKELY(size <= OU_FIND_PIECE))
            memcpy(ou_str_data(s), text, size);
        else if (!ou_copy_long(vm, ou_str_data(s), text, size))
            ou_clear(vm, &s);
    }
    return OU_OBJ(s);
}

OuObj *ou_str_new_counted(OuVM *vm, const char *text, size_t size, size_t length)
{
    if (size == length)
        return ou_str_new_ascii(vm, text, size);
    if (length == 1 && size == 2 && (unsigned char)text[0] < 0xC4)
        return ou_latin1_char(((unsigned char)text[0] & 3u) << 6
                              | ((unsigned char)text[1] & 0x3Fu));
    OuStr *s = ou_str_alloc(vm, size, length);
    if (OU_LIKELY(s != NULL)) {
        if (OU_LIKELY(size <= OU_FIND_PIECE))
            memcpy(ou_str_data(s), text, size);
        else if (!ou_copy_long(vm, ou_str_data(s), text, size))
            ou_clear(vm, &s);
    }
    return OU_OBJ(s);
}

static OU_NOINLINE OuObj *new_long(OuVM *vm, const char *text, size_t size)
{
    size_t length = 0;
    for (size_t at = 0, part; at < size; at += part) {
        part = size - at < OU_FIND_PIECE ? size - at : OU_FIND_PIECE;
        length += ou_utf8_length(text + at, part);
        if (!ou_check(vm, OU_QUANTUM / 16))
            return NULL;
    }
    return ou_str_new_counted(vm, text, size, length);
}

OuObj *ou_str_new(OuVM *vm, const char *text, size_t size)
{
    if (OU_UNLIKELY(size > OU_FIND_PIECE))
        return new_long(vm, text, size);
    return ou_str_new_counted(vm, text, size, ou_utf8_length(text, size));
}

OuObj *ou_str_from(OuVM *vm, const char *text)
{
    return ou_str_new(vm, text, strlen(text));
}

OuObj *ou_str_from_buf(OuVM *vm, OuBuf *buf)
{
    OuObj *result = buf->failed ? (vm->error ? NULL : ou_raise_memory(vm)) : ou_str_new(vm, buf->data, buf->len);
    ou_buf_drop(buf);
    return result;
}

OuObj *ou_str_from_code(OuVM *vm, uint32_t code_point)
{
    if (code_point < 256)
        return ou_latin1_char(code_point);
    OuStr *s = ou_str_alloc(vm, ou_utf8_width(code_point), 1);
    if (s != NULL)
        ou_utf8_put(ou_str_data(s), code_point);
    return OU_OBJ(s);
}

OuObj *ou_str_exact(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_STR))
        return ou_ref(o);
    OuStr *s = OU_STR(o);
    return ou_str_new_counted(vm, ou_str_text(s), s->size, ou_str_length(s));
}

/* ---- hash, comparison ---- */

static OuHash hash_text(OuVM *vm, const OuStr *s)
{
    OuHashKey key = {vm->hash_key[0], vm->hash_key[1]};
    return ou_hash_text(key, ou_str_text(s), s->size, s->ascii);
}

static const uint64_t no_hashes[OU_HASH_PAGE];

/* Without memory for a page its hashes are computed each time. */
static bool own_hash_page(OuVM *vm, uint64_t **page)
{
    if (*page != no_hashes)
        return true;
    uint64_t *own = ou_mem_take(&vm->mem, sizeof no_hashes);
    if (own == NULL)
        return false;
    memset(own, 0, sizeof no_hashes);
    *page = own;
    return true;
}

void ou_str_hashes_init(OuVM *vm)
{
    for (size_t i = 0; i < OU_HASH_PAGES; i++)
        vm->static_hashes[i] = (uint64_t *)(uintptr_t)no_hashes;
}

void ou_str_hashes_drop(OuVM *vm)
{
    for (size_t i = 0; i < OU_HASH_PAGES; i++)
        if (vm->static_hashes[i] != NULL && vm->static_hashes[i] != no_hashes)
            ou_mem_give(&vm->mem, vm->static_hashes[i], sizeof no_hashes);
    ou_str_hashes_init(vm);
}

size_t ou_str_hashes_size(const OuVM *vm)
{
    size_t size = 0;
    for (size_t i = 0; i < OU_HASH_PAGES; i++)
        size += vm->static_hashes[i] != no_hashes ? sizeof no_hashes : 0;
    return size;
}

OuHash ou_str_hash(OuVM *vm, OuStr *s)
{
    uint64_t *cache = &s->hash;
    if (s->is_static)
        cache = &vm->static_hashes[s->hash / OU_HASH_PAGE][s->hash % OU_HASH_PAGE];
    if (OU_LIKELY(*cache != 0))
        return (OuHash)*cache;
    OuHash hash = hash_text(vm, s);
    if (s->is_static && !own_hash_page(vm, &vm->static_hashes[s->hash / OU_HASH_PAGE]))
        return hash;
    if (s->is_static)
        cache = &vm->static_hashes[s->hash / OU_HASH_PAGE][s->hash % OU_HASH_PAGE];
    *cache = (uint64_t)hash;
    return hash;
}

bool ou_str_equal(const OuStr *a, const OuStr *b)
{
    if (a == b)
        return true;
    if (a->size != b->size || a->ascii != b->ascii)
        return false;
    return memcmp(ou_str_text(a), ou_str_text(b), a->size) == 0;
}

bool ou_str_equal_long(OuVM *vm, const OuStr *a, const OuStr *b)
{
    OU_CHARGE_BYTES(vm, a->size < b->size ? a->size : b->size);
    return ou_str_equal(a, b);
}

bool ou_str_is(const OuStr *s, const char *ascii)
{
    size_t len = strlen(ascii);
    return s->size == len && memcmp(ou_str_text(s), ascii, len) == 0;
}

int ou_str_cmp(const OuStr *a, const OuStr *b)
{
    /* The order of UTF-8 bytes is the order of code points. */
    size_t shorter = a->size < b->size ? a->size : b->size;
    int order = memcmp(ou_str_text(a), ou_str_text(b), shorter);
    return order ? order : a->size < b->size ? -1 : a->size > b->size;
}

OuObj *ou_str_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is_str(vm, left) || !ou_is_str(vm, right))
        return OU_NOT_IMPLEMENTED;
    OuStr *a = OU_STR(left), *b = OU_STR(right);
    if ((op == OU_EQ || op == OU_NE) && (a == b || a->size != b->size || a->size <= OU_FIND_PIECE))
        return OU_BOOL(ou_str_equal(a, b) == (op == OU_EQ));
    size_t shorter = a->size < b->size ? a->size : b->size;
    int order;
    if (!ou_compare_long(vm, ou_str_text(a), ou_str_text(b), shorter, &order))
        return NULL;
    /* The order of UTF-8 bytes is the order of code points. */
    return OU_BOOL(ou_order_is(order ? order : a->size < b->size ? -1 : a->size > b->size, op));
}

bool ou_str_find_long(OuVM *vm, const char *text, size_t size, const OuStr *sub, size_t *found)
{
    if (OU_LIKELY(size <= OU_FIND_PIECE)) {
        *found = ou_find(text, size, ou_str_text(sub), sub->size);
        return true;
    }
    OuFinder finder;
    ou_finder_init(&finder, ou_str_text(sub), sub->size, false);
    return ou_find_next(vm, &finder, text, size, found);
}

bool ou_str_contains(const OuStr *s, const OuStr *sub)
{
    return ou_find(ou_str_text(s), s->size, ou_str_text(sub), sub->size) != OU_NOT_FOUND;
}

/* ---- positions ---- */

/* Step over `count` code points, or to the end. Bytes that begin a character are counted,
 * eight at a time. */
static const char *skip_codes(const char *at, const char *end, size_t count)
{
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        uint64_t continued = word >> 7 & ~word >> 6 & 0x0101010101010101u;
        size_t begins = 8 - (size_t)(continued * 0x0101010101010101u >> 56);
        if (begins > count)
            break;
        count -= begins;
        at += 8;
    }
    for (; at < end; at++)
        if (((unsigned char)*at & 0xC0) != 0x80 && count-- == 0)
            break;
    return at;
}

/* Step back over `count` code points. */
static const char *skip_back(const char *at, size_t count)
{
    while (count-- > 0) {
        do
            at--;
        while (((unsigned char)*at & 0xC0) == 0x80);
    }
    return at;
}

/* Make the index; if there is no memory (or the text is beyond 4 GiB) counting must do. */
static bool build_index(OuVM *vm, OuStr *s)
{
    OuStrWide *wide = ou_str_wide(s);
    if (s->size > UINT32_MAX || s->is_static)
        return false;
    wide->index = ou_mem_take(&vm->mem, index_bytes(wide->length));
    if (wide->index == NULL)
        return false;
    const char *text = ou_str_text(s), *at = text;
    for (size_t i = 0; i <= wide->length / STEP; i++) {
        wide->index[i] = (uint32_t)(at - text);
        if (i < wide->length / STEP)
            at = skip_codes(at, text + s->size, STEP);
    }
    OU_CHARGE_BYTES(vm, s->size);
    return true;
}

size_t ou_str_offset(OuVM *vm, OuStr *s, size_t i)
{
    if (s->ascii)
        return i;
    OuStrWide *wide = ou_str_wide(s);
    const char *text = ou_str_text(s), *end = text + s->size;
    if (i <= NEAR_END)
        return (size_t)(skip_codes(text, end, i) - text);
    if (wide->length - i <= NEAR_END)
        return (size_t)(skip_back(text + s->size, wide->length - i) - text);
    if (wide->index == NULL && !build_index(vm, s))
        return (size_t)(skip_codes(text, end, i) - text);
    return (size_t)(skip_codes(text + wide->index[i / STEP], end, i % STEP) - text);
}

size_t ou_str_position(OuStr *s, size_t offset)
{
    if (s->ascii)
        return offset;
    const OuStrWide *wide = ou_str_wide(s);
    const char *text = ou_str_text(s);
    if (wide->index == NULL || offset < 512)
        return ou_utf8_length(text, offset);
    size_t low = 0, high = wide->length / STEP + 1; /* the last entry at or before offset */
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (wide->index[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low * STEP + ou_utf8_length(text + wide->index[low], offset - wide->index[low]);
}

uint32_t ou_str_code_at(OuVM *vm, OuStr *s, size_t i)
{
    if (s->ascii)
        return (unsigned char)ou_str_text(s)[i];
    const char *at = ou_str_text(s) + ou_str_offset(vm, s, i);
    return ou_utf8_next(&at);
}

OuObj *ou_str_item(OuVM *vm, OuStr *s, size_t i)
{
    return ou_str_from_code(vm, ou_str_code_at(vm, s, i));
}

OuObj *ou_str_slice(OuVM *vm, OuStr *s, size_t start, size_t stop)
{
    if (start >= stop)
        return OU_EMPTY_STR;
    if (start == 0 && stop == ou_str_length(s))
        return ou_str_exact(vm, OU_OBJ(s));
    size_t from = ou_str_offset(vm, s, start);
    size_t to = ou_str_offset(vm, s, stop);
    return ou_str_new_counted(vm, ou_str_text(s) + from, to - from, stop - start);
}

/* s[start::step], `count` code points. */
static OuObj *extended_slice(OuVM *vm, OuStr *s, ptrdiff_t start, ptrdiff_t step, size_t count)
{
    if (s->ascii) {
        OuStr *result = ou_str_alloc(vm, count, count);
        if (result == NULL)
            return NULL;
        const char *text = ou_str_text(s);
        char *out = ou_str_data(result);
        for (size_t i = 0; i < count; i++, start += step) {
            out[i] = text[start];
            if (!OU_PASS(vm, i)) {
                ou_unref(vm, result);
                return NULL;
            }
        }
        return OU_OBJ(result);
    }
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    const char *text = ou_str_text(s);
    const char *at = text + ou_str_offset(vm, s, (size_t)start);
    for (size_t i = 0; i < count; i++) {
        const char *next = at;
        ou_buf_put_code(&out, ou_utf8_next(&next));
        if (i + 1 == count)
            break;
        if (!OU_PASS(vm, i)) {
            ou_buf_drop(&out);
            return NULL;
        }
        if (step > 0 && step < STEP)
            at = skip_codes(at, text + s->size, (size_t)step);
        else if (step < 0 && step > -STEP)
            at = skip_back(at, (size_t)-step);
        else
            at = text + ou_str_offset(vm, s, (size_t)(start + step * ((ptrdiff_t)i + 1)));
    }
    return ou_str_from_buf(vm, &out);
}

OuObj *ou_str_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuStr *s = OU_STR(self);
    ptrdiff_t length = (ptrdiff_t)ou_str_length(s);
    if (ou_is_exact(key, OU_T_SLICE)) {
        ptrdiff_t start, stop, step;
        ptrdiff_t count = ou_slice_indices(vm, key, length, &start, &stop, &step);
        if (count < 0)
            return NULL;
        if (count <= 1)
            return count ? ou_str_item(vm, s, (size_t)start) : OU_EMPTY_STR;
        if (step == 1)
            return ou_str_slice(vm, s, (size_t)start, (size_t)(start + count));
        return extended_slice(vm, s, start, step, (size_t)count);
    }
    const OuType *type = ou_type(vm, key);
    if (type->to_index == NULL)
        return OU_TYPE_ERROR(vm, "string indices must be integers, not '%.200T'", key);
    ptrdiff_t i;
    if (!ou_as_ssize(vm, key, &i, OU_T_IndexError))
        return NULL;
    if (i < 0)
        i += length;
    if (i < 0 || i >= length)
        return ou_raise(vm, OU_T_IndexError, "string index out of range");
    return ou_str_item(vm, s, (size_t)i);
}

/* ---- joining ---- */

OuObj *ou_str_concat(OuVM *vm, OuObj *left, OuObj *right)
{
    if (OU_UNLIKELY(!ou_is_str(vm, right)))
        return OU_TYPE_ERROR(vm, "can only concatenate str (not \"%.200T\") to str", right);
    OuStr *a = OU_STR(left), *b = OU_STR(right);
    if (a->size == 0)
        return ou_str_exact(vm, right);
    if (b->size == 0)
        return ou_str_exact(vm, left);
    size_t size = (size_t)a->size + b->size;
    OuStr *s = ou_str_alloc(vm, size, ou_str_length(a) + ou_str_length(b));
    if (OU_UNLIKELY(s == NULL))
        return NULL;
    char *out = ou_str_data(s);
    if (OU_LIKELY(size <= OU_FIND_PIECE)) {
        memcpy(out, ou_str_text(a), a->size);
        memcpy(out + a->size, ou_str_text(b), b->size);
    } else if (!ou_copy_long(vm, out, ou_str_text(a), a->size)
               || !ou_copy_long(vm, out + a->size, ou_str_text(b), b->size)) {
        ou_clear(vm, &s);
    }
    return OU_OBJ(s);
}

/* Append in place: `left` has one reference and nobody else saw it as shared. */
static OuObj *append_in_place(OuVM *vm, OuStr *left, const OuStr *right)
{
    size_t add = right->size, size = left->size + add;
    size_t add_length = ou_str_length(right);
    bool ascii = left->ascii;
    size_t old_block = ou_str_block(OU_OBJ(left)), block = grown_block(size, ascii);
    if (size > SIZE_LIMIT) {
        ou_unref(vm, left);
        return ou_raise_memory(vm);
    }
    drop_index(vm, left);
    if (block != old_block) {
        OuStr *moved = ou_resize(vm, left, old_block, block);
        if (moved == NULL) {
            ou_unref(vm, left);
            return NULL;
        }
        left = moved;
    }
    memcpy(ou_str_data(left) + left->size, ou_str_text(right), add + 1);
    left->size = size & SIZE_MASK;
    left->grown = 1;
    left->hash = 0;
    if (!ascii)
        ou_str_wide(left)->length += add_length;
    OU_CHARGE_BYTES(vm, add);
    return OU_OBJ(left);
}

OuObj *ou_str_append_take(OuVM *vm, OuObj *left, OuObj *right)
{
    OuStr *a = OU_STR(left);
    /* The whole type word is compared: a flag (pinned) rules out working in place. */
    if (left->refs == 1 && left->type == OU_T_STR && !a->interned && ou_is_str(vm, right)
        && (!a->ascii || OU_STR(right)->ascii))
        return append_in_place(vm, a, OU_STR(right));
    OuObj *result = ou_str_concat(vm, left, right);
    ou_unref(vm, left);
    return result;
}

OuObj *ou_str_repeat(OuVM *vm, OuObj *self, OuObj *number)
{
    ptrdiff_t n;
    if (!ou_as_ssize(vm, number, &n, OU_T_OverflowError))
        return NULL;
    OuStr *s = OU_STR(self);
    if (n <= 0 || s->size == 0)
        return OU_EMPTY_STR;
    if (n == 1)
        return ou_str_exact(vm, self);
    if (ou_str_length(s) > (size_t)PTRDIFF_MAX / (size_t)n)
        return ou_raise(vm, OU_T_OverflowError, "repeated string is too long");
    if (s->size > SIZE_LIMIT / (size_t)n)
        return ou_raise_memory(vm);
    size_t size = s->size * (size_t)n;
    OuStr *result = ou_str_alloc(vm, size, ou_str_length(s) * (size_t)n);
    if (result == NULL)
        return NULL;
    char *out = ou_str_data(result);
    if (s->size == 1) {
        size_t first = size < 4096 ? size : 4096;
        memset(out, ou_str_text(s)[0], first);
        if (!ou_repeat_long(vm, out, first, size))
            ou_clear(vm, &result);
        return OU_OBJ(result);
    }
    memcpy(out, ou_str_text(s), s->size);
    if (!ou_repeat_long(vm, out, s->size, size))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

OuObj *ou_str_join(OuVM *vm, OuStr *separator, OuObj *const *items, size_t n)
{
    if (n == 0)
        return OU_EMPTY_STR;
    if (n == 1 && ou_is_exact(items[0], OU_T_STR))
        return ou_ref(items[0]);
    size_t size = 0, length = 0;
    size_t separator_length = ou_str_length(separator);
    for (size_t i = 0; i < n; i++) {
        if (OU_UNLIKELY(!ou_is_str(vm, items[i])))
            return OU_TYPE_ERROR(vm, "sequence item %zu: expected str instance, %.80T found", i,
                                 items[i]);
        const OuStr *s = OU_STR(items[i]);
        if (!OU_PASS(vm, i))
            return NULL;
        if (i) {
            size += separator->size;
            length += separator_length;
        }
        size += s->size;
        length += ou_str_length(s);
        if (OU_UNLIKELY(size > SIZE_LIMIT))
            return ou_raise(vm, OU_T_OverflowError,
                            "join() result is too long for a Python string");
    }
    if (size == 0)
        return OU_EMPTY_STR;
    if (length == 1) {
        size_t i = 0;
        while (OU_STR(items[i])->size == 0 && i + 1 < n)
            i++;
        OuStr *only = OU_STR(items[i])->size ? OU_STR(items[i]) : separator;
        return ou_str_item(vm, only, 0);
    }
    OuStr *result = ou_str_alloc(vm, size, length);
    if (result == NULL)
        return NULL;
    char *out = ou_str_data(result);
    size_t gap = separator->size;
    const char *between = ou_str_text(separator);
    for (size_t i = 0; i < n; i++) {
        const OuStr *s = OU_STR(items[i]);
        if ((i & 4095) == 4095 && !ou_check(vm, 1024)) {
            ou_unref(vm, result);
            return NULL;
        }
        if (i && gap == 1) {
            *out++ = *between;
        } else if (i && gap) {
            memcpy(out, between, gap);
            out += gap;
        }
        if (OU_LIKELY(s->size <= OU_FIND_PIECE)) {
            memcpy(out, ou_str_text(s), s->size);
        } else if (!ou_copy_long(vm, out, ou_str_text(s), s->size)) {
            ou_unref(vm, result);
            return NULL;
        }
        out += s->size;
    }
    return OU_OBJ(result);
}

/* ---- interning ---- */

/* Each VM's table of interned strings: open addressing, linear probing, references not
 * counted (a string takes itself out when it dies). */
#define INTERNED_FIRST 256

static size_t interned_slot(OuVM *vm, const char *text, size_t size, OuHash hash)
{
    size_t mask = vm->interned_cap - 1;
    size_t i = (size_t)hash & mask;
    for (OuStr *s; (s = vm->interned[i]) != NULL; i = (i + 1) & mask)
        if (s->hash == (uint64_t)hash && s->size == size && memcmp(ou_str_text(s), text, size) == 0)
            break;
    return i;
}

static bool grow_interned(OuVM *vm)
{
    uint32_t old_cap = vm->interned_cap;
    if (old_cap && vm->interned_used < old_cap - old_cap / 4)
        return true;
    OuStr **old = vm->interned;
    uint32_t cap = old_cap ? old_cap * 2 : INTERNED_FIRST;
    OuStr **table = ou_alloc(vm, cap * sizeof *table);
    if (table == NULL)
        return false;
    memset(table, 0, cap * sizeof *table);
    for (uint32_t k = 0; k < old_cap; k++) {
        if (old[k] == NULL)
            continue;
        size_t i = (size_t)old[k]->hash & (cap - 1);
        while (table[i])
            i = (i + 1) & (cap - 1);
        table[i] = old[k];
    }
    vm->interned = table;
    vm->interned_cap = cap;
    if (old)
        ou_free(vm, old, old_cap * sizeof *old);
    return true;
}

/* Take a dying interned string out; what follows in its probe sequence moves up. */
static void remove_interned(OuVM *vm, const OuStr *s)
{
    size_t mask = vm->interned_cap - 1;
    size_t i = (size_t)s->hash & mask;
    while (vm->interned[i] != s) {
        if (vm->interned[i] == NULL)
            return;
        i = (i + 1) & mask;
    }
    vm->interned_used--;
    size_t hole = i;
    for (i = (i + 1) & mask; vm->interned[i]; i = (i + 1) & mask) {
        size_t home = (size_t)vm->interned[i]->hash & mask;
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            vm->interned[hole] = vm->interned[i];
            hole = i;
        }
    }
    vm->interned[hole] = NULL;
}

void ou_str_drop_interned(OuVM *vm)
{
    if (vm->interned)
        ou_free(vm, vm->interned, vm->interned_cap * sizeof *vm->interned);
    vm->interned = NULL;
    vm->interned_cap = vm->interned_used = 0;
}

/* The const string with that content, or NULL. */
static OuStr *static_string(const char *text, size_t size)
{
    if (size == 0)
        return OU_STR(OU_EMPTY_STR);
    if (size == 1)
        return OU_STR(ou_latin1_char((unsigned char)text[0]));
    if (size == 2 && (unsigned char)text[0] >= 0xC2 && (unsigned char)text[0] < 0xC4)
        return OU_STR(
            ou_latin1_char(((unsigned char)text[0] & 3u) << 6 | ((unsigned char)text[1] & 0x3Fu)));
    int name = ou_names_search(text, size);
    return name >= 0 ? (OuStr *)ou_name_table[name] : NULL;
}

OuStr *ou_str_intern_take(OuVM *vm, OuObj *o)
{
    OuStr *s = OU_STR(o);
    if (s->interned)
        return s;
    OuStr *found = static_string(ou_str_text(s), s->size);
    if (found != NULL) {
        ou_unref(vm, o);
        return found;
    }
    if (!ou_is_exact(o, OU_T_STR)) {
        OuObj *copy = ou_str_exact(vm, o);
        ou_unref(vm, o);
        if (copy == NULL)
            return NULL;
        s = OU_STR(copy);
    }
    if (!grow_interned(vm)) {
        ou_unref(vm, s);
        return NULL;
    }
    OuHash hash = ou_str_hash(vm, s);
    size_t i = interned_slot(vm, ou_str_text(s), s->size, hash);
    if (vm->interned[i] != NULL) {
        found = OU_REF_AS(OuStr, vm->interned[i]);
        ou_unref(vm, s);
        return found;
    }
    vm->interned[i] = s;
    vm->interned_used++;
    s->interned = 1;
    return s;
}

OuStr *ou_str_intern(OuVM *vm, const char *text, size_t size)
{
    OuStr *found = static_string(text, size);
    if (found != NULL)
        return found;
    if (vm->interned_cap) {
        OuHashKey key = {vm->hash_key[0], vm->hash_key[1]};
        OuHash hash = ou_hash_text(key, text, size, ou_utf8_is_ascii(text, size));
        size_t i = interned_slot(vm, text, size, hash);
        if (vm->interned[i] != NULL)
            return OU_REF_AS(OuStr, vm->interned[i]);
    }
    OuObj *s = ou_str_new(vm, text, size);
    return s ? ou_str_intern_take(vm, s) : NULL;
}

static OU_NOINLINE void forget_interned(OuVM *vm, const OuStr *s)
{
    ou_method_cache_forget(vm, s);
    remove_interned(vm, s);
}

void ou_str_free(OuVM *vm, OuStr *s)
{
    drop_index(vm, s);
    if (OU_UNLIKELY(s->interned))
        forget_interned(vm, s);
    ou_mem_give(&vm->mem, s, ou_str_block(OU_OBJ(s)));
}

void ou_str_dealloc(OuVM *vm, OuObj *self)
{
    if (ou_is_exact(self, OU_T_STR)) {
        ou_str_free(vm, OU_STR(self));
        return;
    }
    drop_index(vm, OU_STR(self));
    ou_object_free(vm, self);
}
