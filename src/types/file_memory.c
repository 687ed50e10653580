/* file_memory.c - _io.StringIO and _io.BytesIO: files in memory. StringIO keeps UTF-32, so that
 * positions are characters. */
#include "base/utf8.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/tuple.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "types/bytes.h"
#include "types/file_parts.h"
#include "object/int.h"
#include <string.h>

#define SELF(o) ((OuMemoryIo *)(o))

static size_t unit(const OuMemoryIo *self)
{
    return self->is_text ? 4 : 1;
}

static bool usable(OuVM *vm, OuMemoryIo *self)
{
    if (!self->closed)
        return true;
    ou_raise(vm, OU_T_ValueError, self->is_text ? "I/O operation on closed file" : "I/O operation on closed file.");
    return false;
}

/* May the content move or shrink? Not while getbuffer() shows it. */
static bool resizable(OuVM *vm, const OuMemoryIo *self)
{
    if (self->exports == 0)
        return true;
    ou_raise(vm, OU_T_BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

static bool reserve(OuVM *vm, OuMemoryIo *self, size_t len)
{
    if (len <= self->cap)
        return true;
    size_t cap = len + len / 8 + 16;
    char *grown = ou_resize(vm, self->data, self->cap * unit(self), cap * unit(self));
    if (!grown)
        return false;
    self->data = grown;
    self->cap = cap;
    return true;
}

/* Room for `count` units at the position; a gap behind the end is filled with zeros. */
static char *place(OuVM *vm, OuMemoryIo *self, size_t count)
{
    size_t end = self->position + count;
    if (!reserve(vm, self, end))
        return NULL;
    size_t gap = self->position > self->len ? self->position - self->len : 0;
    if (!ou_fill_long(vm, self->data + self->len * unit(self), 0, gap * unit(self)))
        return NULL;
    char *at = self->data + self->position * unit(self);
    if (end > self->len)
        self->len = end;
    self->position = end;
    return at;
}

static OuObj *units_to_object(OuVM *vm, OuMemoryIo *self, size_t start, size_t count)
{
    if (!self->is_text)
        return ou_bytes_new(vm, self->data + start, count);
    const uint32_t *codes = (const uint32_t *)(void *)self->data + start;
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    for (size_t i = 0; i < count && !text.failed; i++) {
        ou_buf_put_code(&text, codes[i]);
        text.failed |= !OU_PASS(vm, i);
    }
    return ou_str_from_buf(vm, &text);
}

/* ---- writing ---- */

static bool put_text(OuVM *vm, OuMemoryIo *self, OuStr *s)
{
    const char *p = ou_str_text(s), *end = p + s->size;
    OuNewline mode = self->newline;
    if (s->size == 0)
        return true;
    if ((mode == OU_NEWLINE_UNIVERSAL || mode == OU_NEWLINE_KEEP)
        && !ou_text_see_ends(vm, &self->ends_seen, p, s->size))
        return false;
    if (s->ascii && (mode == OU_NEWLINE_LF || !memchr(p, mode == OU_NEWLINE_UNIVERSAL ? '\r' : '\n', s->size) || mode == OU_NEWLINE_KEEP)) {
        uint32_t *at = (uint32_t *)(void *)place(vm, self, s->size);
        for (size_t i = 0; at && i < s->size; i++) {
            at[i] = (unsigned char)p[i];
            if (!OU_PASS(vm, i))
                return false;
        }
        return at != NULL || s->size == 0;
    }
    for (size_t i = 0; p < end; i++) {
        if (!OU_PASS(vm, i))
            return false;
        uint32_t c = ou_utf8_next(&p);
        bool extra = false;
        if (mode == OU_NEWLINE_UNIVERSAL && c == '\r') {
            c = '\n';
            if (p < end && *p == '\n')
                p++;
        } else if (c == '\n' && mode >= OU_NEWLINE_CR) {
            c = '\r';
            extra = mode == OU_NEWLINE_CRLF;
        }
        uint32_t *at = (uint32_t *)(void *)place(vm, self, 1 + extra);
        if (!at)
            return false;
        at[0] = c;
        if (extra)
            at[1] = '\n';
    }
    return true;
}

static OuObj *memory_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuMemoryIo *m = SELF(self);
    if (m->is_text) {
        if (!ou_is_str(vm, args[0]))
            return OU_TYPE_ERROR(vm, "string argument expected, got '%T'", args[0]);
        if (!usable(vm, m) || !put_text(vm, m, OU_STR(args[0])))
            return NULL;
        return ou_int_from(vm, (int64_t)ou_str_length(OU_STR(args[0])));
    }
    OuBuffer source;
    if (!usable(vm, m) || !resizable(vm, m) || !ou_buffer_get(vm, args[0], &source))
        return NULL;
    size_t count = source.len;
    char *at = count ? place(vm, m, count) : NULL;
    if (at)
        memcpy(at, source.data, count);
    ou_buffer_release(vm, &source);
    return at || !count ? ou_int_from(vm, (int64_t)count) : NULL;
}

/* ---- reading ---- */

static OuObj *take(OuVM *vm, OuMemoryIo *self, size_t count)
{
    OuObj *piece = units_to_object(vm, self, self->position, count);
    if (piece)
        self->position += count;
    return piece;
}

static size_t left(const OuMemoryIo *self)
{
    return self->position < self->len ? self->len - self->position : 0;
}

static OuObj *memory_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size) || !usable(vm, SELF(self)))
        return NULL;
    size_t there = left(SELF(self));
    if (there == 0)
        return SELF(self)->is_text ? ou_ref(OU_EMPTY_STR) : ou_ref(OU_EMPTY_BYTES);
    return take(vm, SELF(self), size < 0 || (size_t)size > there ? there : (size_t)size);
}

static OuObj *memory_readinto(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuMemoryIo *m = SELF(self);
    OuBuffer target;
    if (!ou_buffer_get_writable(vm, args[0], "readinto() ", &target))
        return NULL;
    if (!usable(vm, m)) {
        ou_buffer_release(vm, &target);
        return NULL;
    }
    size_t count = left(m) < target.len ? left(m) : target.len;
    bool copied = count == 0 || ou_copy_long(vm, target.data, m->data + m->position, count);
    m->position += copied ? count : 0;
    ou_buffer_release(vm, &target);
    return copied ? ou_int_from(vm, (int64_t)count) : NULL;
}

#define LINE_PIECE ((size_t)0x20000) /* bytes or characters between two looks at limits */

/* Of text, the line that ends among the characters from `i` to `stop`; 0: none does. */
static size_t text_line_length(const OuMemoryIo *self, size_t i, size_t stop, size_t there)
{
    const uint32_t *text = (const uint32_t *)(void *)self->data + self->position;
    for (; i < stop; i++) {
        uint32_t c = text[i], next = i + 1 < there ? text[i + 1] : 0;
        if (self->newline == OU_NEWLINE_CR) {
            if (c == '\r')
                return i + 1;
        } else if (self->newline == OU_NEWLINE_CRLF) {
            if (c == '\r' && next == '\n')
                return i + 2;
        } else if (c == '\n') {
            return i + 1;
        } else if (c == '\r' && self->newline == OU_NEWLINE_KEEP) {
            return next == '\n' ? i + 2 : i + 1;
        }
    }
    return 0;
}

/* Bytes or characters up to the end of the line; 0: nothing is left, or (an exception) a limit is reached. */
static size_t line_length(OuVM *vm, const OuMemoryIo *self)
{
    size_t there = left(self);
    for (size_t from = 0; from < there; from += LINE_PIECE) {
        size_t part = there - from < LINE_PIECE ? there - from : LINE_PIECE, len = 0;
        if (self->is_text) {
            len = text_line_length(self, from, from + part, there);
        } else {
            const char *data = self->data + self->position, *end = memchr(data + from, '\n', part);
            len = end ? (size_t)(end - data) + 1 : 0;
        }
        if (len > 0)
            return len;
        if (part == LINE_PIECE && !ou_check(vm, LINE_PIECE / 64))
            return 0;
    }
    return there;
}

static OuObj *memory_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit;
    if (!ou_io_size_argument(vm, OU_ARG(0), &limit) || !usable(vm, SELF(self)))
        return NULL;
    size_t len = line_length(vm, SELF(self));
    if (limit >= 0 && (size_t)limit < len)
        len = (size_t)limit;
    if (vm->error)
        return NULL;
    if (len == 0)
        return SELF(self)->is_text ? ou_ref(OU_EMPTY_STR) : ou_ref(OU_EMPTY_BYTES);
    return take(vm, SELF(self), len);
}

static OuObj *memory_next(OuVM *vm, OuObj *self)
{
    if (SELF(self)->is_text && !ou_is_exact(self, OU_T_STRING_IO)) { /* a BytesIO does not ask its readline() */
        OuObj *line = ou_io_ask_line(vm, self, true);
        if (!line || OU_STR(line)->size > 0)
            return line;
        ou_unref(vm, line);
        return OU_DONE;
    }
    if (!usable(vm, SELF(self)))
        return NULL;
    size_t len = line_length(vm, SELF(self));
    return len ? take(vm, SELF(self), len) : vm->error ? NULL : OU_DONE;
}

/* ---- positions ---- */

static OuObj *memory_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return usable(vm, SELF(self)) ? ou_int_from(vm, (int64_t)SELF(self)->position) : NULL;
}

static bool read_offset(OuVM *vm, OuObj *o, int64_t *out)
{
    OuObj *index = ou_index_of(vm, o);
    bool good = index && ou_int_to_int64(index, out);
    if (index && !good)
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C ssize_t");
    ou_unref(vm, index);
    return good;
}

static OuObj *memory_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuMemoryIo *m = SELF(self);
    int64_t offset;
    int whence = 0;
    if (!read_offset(vm, args[0], &offset) || (OU_ARG(1) && !ou_arg_int(vm, args[1], &whence)) || !usable(vm, m))
        return NULL;
    if (whence < 0 || whence > 2)
        return OU_VALUE_ERROR(vm, m->is_text ? "Invalid whence (%d, should be 0, 1 or 2)"
                                             : "invalid whence (%d, should be 0, 1 or 2)", whence);
    if (offset < 0 && whence == 0)
        return OU_VALUE_ERROR(vm, m->is_text ? "Negative seek position %lld" : "negative seek value %lld", (long long)offset);
    if (m->is_text && whence != 0 && offset != 0)
        return ou_raise(vm, OU_T_OSError, "Can't do nonzero cur-relative seeks");
    int64_t base = whence == 0 ? 0 : whence == 1 ? (int64_t)m->position : (int64_t)m->len;
    if (offset > INT64_MAX - base)
        return ou_raise(vm, OU_T_OverflowError, "new position too large");
    int64_t target = base + offset < 0 ? 0 : base + offset;
    m->position = (size_t)target;
    return ou_int_from(vm, target);
}

static OuObj *memory_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuMemoryIo *m = SELF(self);
    ptrdiff_t size = (ptrdiff_t)m->position;
    if (OU_ARG(0) && args[0] != OU_NONE && !ou_io_size_argument(vm, args[0], &size))
        return NULL;
    if (!usable(vm, m) || !resizable(vm, m))
        return NULL;
    if (size < 0)
        return OU_VALUE_ERROR(vm, m->is_text ? "Negative size value %zd" : "negative size value %zd", size);
    if ((size_t)size < m->len)
        m->len = (size_t)size;
    return ou_int_from(vm, size);
}

static OuObj *memory_getvalue(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return usable(vm, SELF(self)) ? units_to_object(vm, SELF(self), 0, SELF(self)->len) : NULL;
}

static OuObj *memory_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuMemoryIo *m = SELF(self);
    if (!resizable(vm, m))
        return NULL;
    ou_free(vm, m->data, m->cap * unit(m));
    m->data = NULL;
    m->len = m->cap = m->position = 0;
    m->closed = true;
    return OU_NONE;
}

static OuObj *memory_true(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return usable(vm, SELF(self)) ? OU_TRUE : NULL;
}

static OuObj *memory_get_closed(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_BOOL(SELF(self)->closed);
}

static OuObj *memory_get_newlines(OuVM *vm, OuObj *self)
{
    return usable(vm, SELF(self)) ? ou_text_newlines(vm, SELF(self)->ends_seen) : NULL;
}

static OuObj *memory_get_false(OuVM *vm, OuObj *self)
{
    return usable(vm, SELF(self)) ? OU_FALSE : NULL;
}

/* ---- life ---- */

static OuObj *memory_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self)
        SELF(self)->is_text = ou_isinstance_builtin(vm, self, OU_T_STRING_IO);
    return self;
}

static void start_again(OuVM *vm, OuMemoryIo *self)
{
    ou_free(vm, self->data, self->cap * unit(self));
    self->data = NULL;
    self->len = self->cap = self->position = 0;
    self->closed = false;
    self->ends_seen = 0;
}

static bool string_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(initial_value='', newline='\\n')", "StringIO", args, nargs, kwnames, bound))
        return false;
    OuMemoryIo *m = SELF(self);
    start_again(vm, m);
    m->newline = OU_NEWLINE_LF;
    if (bound[1] && !ou_io_newline_argument(vm, bound[1], true, &m->newline))
        return false;
    if (!bound[0] || bound[0] == OU_NONE)
        return true;
    if (!ou_is_str(vm, bound[0])) {
        ou_raise(vm, OU_T_TypeError, "initial_value must be str or None, not %T", bound[0]);
        return false;
    }
    bool ok = put_text(vm, m, OU_STR(bound[0]));
    m->position = 0;
    return ok;
}

static bool bytes_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[1];
    if (!ou_bind(vm, "(initial_bytes=b'')", "BytesIO", args, nargs, kwnames, bound))
        return false;
    OuMemoryIo *m = SELF(self);
    if (!resizable(vm, m))
        return false;
    start_again(vm, m);
    if (!bound[0] || bound[0] == OU_NONE)
        return true;
    OuBuffer source;
    if (!ou_buffer_get(vm, bound[0], &source))
        return false;
    char *at = source.len ? place(vm, m, source.len) : NULL;
    bool ok = at || source.len == 0;
    if (at)
        memcpy(at, source.data, source.len);
    ou_buffer_release(vm, &source);
    m->position = 0;
    return ok;
}

static void memory_dealloc(OuVM *vm, OuObj *self)
{
    ou_free(vm, SELF(self)->data, SELF(self)->cap * unit(SELF(self)));
    SELF(self)->data = NULL;
    SELF(self)->cap = 0;
    ou_clear(vm, &SELF(self)->dict);
    ou_object_free(vm, self);
}

static size_t memory_extra_size(const OuObj *self)
{
    const OuMemoryIo *m = (const OuMemoryIo *)self;
    return m->cap * unit(m);
}

/* ---- for BytesIO only ---- */

static OuObj *memory_flush(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return usable(vm, SELF(self)) ? OU_NONE : NULL;
}

static OuObj *memory_isatty(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return usable(vm, SELF(self)) ? OU_FALSE : NULL;
}

static OuObj *bytes_iter(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(self);
}

static OuObj *bytes_writelines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *iterator = usable(vm, SELF(self)) ? ou_iter(vm, args[0]) : NULL;
    OuObj *result = NULL;
    while (iterator) {
        OuObj *line = ou_next(vm, iterator);
        if (line == OU_DONE) {
            result = OU_NONE;
            break;
        }
        OuObj *written = line && ou_poll(vm, 1) ? memory_write(vm, self, &line, 1) : NULL;
        ou_unref(vm, line);
        if (!written)
            break;
        ou_unref(vm, written);
    }
    ou_unref(vm, iterator);
    return result;
}

static OuObj *bytes_readlines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t most = -1;
    OuMemoryIo *m = SELF(self);
    if (!usable(vm, m))
        return NULL;
    if (OU_ARG(0) && args[0] != OU_NONE) {
        if (!ou_is(vm, args[0], OU_TF_IS_INT))
            return OU_TYPE_ERROR(vm, "integer argument expected, got '%T'", args[0]);
        if (!ou_arg_ssize(vm, args[0], &most))
            return NULL;
    }
    OuObj *list = ou_list_new(vm, 0);
    size_t total = 0, len;
    while (list && (len = line_length(vm, m)) > 0) {
        OuObj *line = take(vm, m, len);
        if (!line || !ou_list_append_take(vm, OU_LIST(list), line)) {
            ou_clear(vm, &list);
            break;
        }
        total += len;
        if (most > 0 && total >= (size_t)most)
            break;
    }
    if (list && vm->error)
        ou_clear(vm, &list);
    return list;
}

/* What getbuffer() shows through a memoryview. */
typedef struct BytesIoBuffer {
    OuGcObj gc;
    OuObj *source;
} BytesIoBuffer;

static bool view_buffer(OuVM *vm, OuObj *self, bool writable, OuBuffer *out)
{
    (void)vm, (void)writable;
    OuMemoryIo *m = SELF(((BytesIoBuffer *)self)->source);
    m->exports++;
    *out = (OuBuffer){m->data, m->len, false, ou_ref(self), 0};
    return true;
}

static void view_release(OuVM *vm, OuObj *self)
{
    (void)vm;
    SELF(((BytesIoBuffer *)self)->source)->exports--;
}

static const OuRefField view_refs[] = {OU_REF(BytesIoBuffer, source), OU_REF_END};
const OuType ou_bytes_io_buffer_type = {
    .name = "_io._BytesIOBuffer", .base = &ou_object_type, .index = OU_T_BYTES_IO_BUFFER,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW, .size = sizeof(BytesIoBuffer), .refs = view_refs,
    .buffer = view_buffer, .buffer_release = view_release, .init = ou_object_init,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
};

static OuObj *bytes_getbuffer(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = usable(vm, SELF(self)) ? ou_builtin_class(vm, OU_T_MEMORYVIEW) : NULL;
    if (!cls || !reserve(vm, SELF(self), 1))
        return NULL;
    BytesIoBuffer *view = (BytesIoBuffer *)ou_gc_new(vm, OU_T_BYTES_IO_BUFFER, sizeof *view);
    if (!view)
        return NULL;
    view->source = ou_ref(self);
    ou_gc_track(vm, OU_OBJ(view));
    OuObj *result = ou_call1(vm, OU_OBJ(cls), OU_OBJ(view));
    ou_unref(vm, view);
    return result;
}

/* ---- copies ---- */

/* (content, position, attributes); text has its newline= behind the content. */
static OuObj *memory_getstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    static const char *const newlines[] = {NULL, "", "\n", "\r", "\r\n"};
    OuMemoryIo *m = SELF(self);
    OuObj *content = memory_getvalue(vm, self, args, nargs);
    OuObj *position = content ? ou_int_from(vm, (int64_t)m->position) : NULL;
    OuObj *attributes = position ? m->dict ? ou_dict_copy(vm, OU_DICT(m->dict)) : OU_NONE : NULL;
    const char *newline = newlines[m->newline];
    OuObj *ends = !attributes ? NULL : newline && m->is_text ? ou_str_from(vm, newline) : OU_NONE;
    OuObj *result = !ends ? NULL
                    : m->is_text ? ou_tuple_pack(vm, 4, content, ends, position, attributes)
                                 : ou_tuple_pack(vm, 3, content, position, attributes);
    ou_unref(vm, ends);
    ou_unref(vm, attributes);
    ou_unref(vm, position);
    ou_unref(vm, content);
    return result;
}

static bool set_attributes(OuVM *vm, OuObj *self, OuObj *attributes)
{
    if (attributes == OU_NONE)
        return true;
    if (!ou_is(vm, attributes, OU_TF_IS_DICT)) {
        OU_TYPE_ERROR(vm, "%s item of state should be a dict, got a %.200T",
                      SELF(self)->is_text ? "fourth" : "third", attributes);
        return false;
    }
    OuObj *dict = ou_instance_dict(vm, self);
    bool ok = dict && ou_dict_merge(vm, OU_DICT(dict), attributes, 1);
    ou_unref(vm, dict);
    return ok;
}

static OuObj *memory_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuMemoryIo *m = SELF(self);
    const OuTuple *state = OU_TUPLE(args[0]);
    size_t parts = m->is_text ? 4 : 3;
    if (m->is_text && !usable(vm, m))
        return NULL;
    if (!ou_is(vm, args[0], OU_TF_IS_TUPLE) || state->len < parts)
        return OU_TYPE_ERROR(vm, "%.200T.__setstate__ argument should be %zu-tuple, got %.200T", self,
                             parts, args[0]);
    if (!resizable(vm, m))
        return NULL;
    OuObj *position = state->items[parts - 2];
    int64_t number;
    if (!(m->is_text ? string_init : bytes_init)(vm, self, state->items, parts - 2, NULL))
        return NULL;
    if (m->len && m->newline != OU_NEWLINE_KEEP && m->is_text) { /* the text as it is: its line ends are those of newline= */
        OuNewline newline = m->newline;
        m->newline = OU_NEWLINE_KEEP;
        m->len = 0;
        bool ok = put_text(vm, m, OU_STR(state->items[0]));
        m->newline = newline;
        if (!ok)
            return NULL;
    }
    if (!ou_is(vm, position, OU_TF_IS_INT))
        return OU_TYPE_ERROR(vm, "%s item of state must be an integer, %s %.200T",
                             m->is_text ? "third" : "second", m->is_text ? "got" : "not", position);
    if (!ou_as_int64(vm, position, &number))
        return NULL;
    if (number < 0)
        return OU_VALUE_ERROR(vm, "position value cannot be negative");
    m->position = (size_t)number;
    return set_attributes(vm, self, state->items[parts - 1]) ? OU_NONE : NULL;
}

#define COMMON_METHODS(size) \
    {"read", "(size=-1, /)", memory_read, 0, "Read; to the end without size."}, \
    {"readline", "(size=-1, /)", memory_readline, 0, "Read a line."}, \
    {"seek", "(pos, whence=0, /)", memory_seek, 0, "Move the position."}, \
    {"tell", "()", memory_tell, 0, "The position."}, \
    {"truncate", "(" size "=None, /)", memory_truncate, 0, "Cut the content."}, \
    {"getvalue", "()", memory_getvalue, 0, "The whole content."}, \
    {"close", "()", memory_close, 0, "Free the content."}, \
    {"seekable", "()", memory_true, 0, "Always true."}, \
    {"readable", "()", memory_true, 0, "Always true."}, \
    {"writable", "()", memory_true, 0, "Always true."}, \
    {"__getstate__", "()", memory_getstate, OU_NO_TEXT, NULL}, \
    {"__setstate__", "(state, /)", memory_setstate, OU_NO_TEXT, NULL}

static const OuMethodDef string_methods[] = {
    COMMON_METHODS("pos"),
    {"write", "(s, /)", memory_write, 0, "Write text; returns its length."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef bytes_methods[] = {
    COMMON_METHODS("size"),
    {"write", "(b, /)", memory_write, 0, "Write bytes; returns how many."},
    {"read1", "(size=-1, /)", memory_read, 0, "Read; to the end without size."},
    {"readinto", "(buffer, /)", memory_readinto, 0, "Read into a buffer."},
    {"readlines", "(size=None, /)", bytes_readlines, 0, "All lines as a list."},
    {"writelines", "(lines, /)", bytes_writelines, 0, "Write each item."},
    {"flush", "()", memory_flush, 0, "Does nothing."},
    {"isatty", "()", memory_isatty, 0, "Always false."},
    {"getbuffer", "()", bytes_getbuffer, 0, "A memoryview of the content."},
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef string_getsets[] = {
    {"closed", memory_get_closed, NULL, NULL},
    {"newlines", memory_get_newlines, NULL, NULL},
    {"line_buffering", memory_get_false, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const OuGetSetDef bytes_getsets[] = {
    {"closed", memory_get_closed, NULL, "Is it closed?"},
    {NULL, NULL, NULL, NULL},
};
static const OuRefField memory_refs[] = {OU_REF(OuMemoryIo, dict), OU_REF_END};

#define MEMORY_SLOTS \
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS, .size = sizeof(OuMemoryIo), .make = memory_make, \
    .dealloc = memory_dealloc, .extra_size = memory_extra_size, .refs = memory_refs, OU_IO_DICT, \
    .next = memory_next, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT

const OuType ou_string_io_type = {
    .name = "_io.StringIO", .base = &ou_text_io_base_type, .index = OU_T_STRING_IO, .doc = "Text in memory.",
    .signature = "(initial_value='', newline='\\n')", .methods = string_methods, .getsets = string_getsets,
    .init = string_init, .iter = ou_io_base_iter, MEMORY_SLOTS,
};
const OuType ou_bytes_io_type = {
    .name = "_io.BytesIO", .base = &ou_buffered_io_base_type, .index = OU_T_BYTES_IO, .doc = "Bytes in memory.",
    .signature = "(initial_bytes=b'')", .methods = bytes_methods, .getsets = bytes_getsets, .init = bytes_init,
    .iter = bytes_iter, MEMORY_SLOTS,
};
