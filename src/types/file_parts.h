/* file_parts.h - the structs of the file objects, for the files file_*.c only. */
#ifndef OU_TYPES_FILE_PARTS_H
#define OU_TYPES_FILE_PARTS_H
#include "base/strbuf.h"
#include "object/type.h"
#include "types/file.h"

#define OU_IO_CHUNK 8192

/* All file objects begin alike: `dict` has the attributes, or is NULL. */
typedef struct OuIoBase {
    OuGcObj gc;
    OuObj *dict;
    bool closed, finalizing;
} OuIoBase;

/* A descriptor. `stream`: 1 or 2 when writes go to the VM's standard stream, wherever the
 * host leads it. */
typedef struct OuFileIo {
    OuGcObj gc;
    OuObj *dict; /* has `name` */
    bool closed, finalizing, readable, writable, created, appending, close_descriptor;
    uint8_t stream;
    bool foreign; /* a standard stream in a host's process: it can be written or read, nothing else */
    int fd;
    int32_t block_size;
} OuFileIo;

/* A buffer over a raw object. In `data` lie the bytes [0, read_end) that were read (read_end -1: none), of them
 * [position, read_end) not consumed, and [write_position, write_end) are to be written (write_end -1: none), over what was
 * read there. The raw stream is at raw_position of `data`, if there is anything, and at `absolute` of all, as far as is known. */
typedef struct OuBuffered {
    OuGcObj gc;
    OuObj *dict;
    bool closed, finalizing, readable, writable;
    bool ready, detached;   /* __init__() was successful; detach() */
    bool busy;              /* the raw object is being called: nothing may change */
    OuObj *raw;
    char *data;             /* NULL once closed */
    ptrdiff_t size, position, raw_position, read_end, write_position, write_end;
    int64_t absolute;
} OuBuffered;

typedef enum { OU_NEWLINE_UNIVERSAL, OU_NEWLINE_KEEP, OU_NEWLINE_LF, OU_NEWLINE_CR, OU_NEWLINE_CRLF } OuNewline;

/* Text over a binary stream. What was read last is `decoded`, of which `used` bytes have been given out. `snapshot` is
 * what the decoder was fed to get `decoded` and `snapshot_flags` its state before: from them tell() finds the position
 * of a character. The decoder: bytes that it holds back because they are the beginning of a character, the byte order
 * that it knows (0: not yet; utf-8-sig: has the beginning been seen?), and whether it holds back a carriage return. */
typedef struct OuTextIo {
    OuGcObj gc;
    OuObj *dict;            /* has `mode`, if open() made it */
    bool closed, finalizing, line_buffering, write_through;
    bool ready, detached;   /* __init__() was successful; detach() */
    bool can_read, can_write, has_read1, seekable; /* what the buffer said at first */
    bool telling;           /* tell() works: not inside iteration */
    bool at_start;          /* the next text is the first of the stream: gets the byte order mark, if the encoding has one */
    bool return_held;       /* a carriage return at the end was held back */
    uint8_t ends_seen;      /* OU_SEEN_… */
    int order;
    OuNewline newline;
    OuObj *buffer, *encoding, *errors;
    OuObj *decoded, *snapshot, *held; /* str, bytes, bytes; or NULL */
    size_t used;
    int64_t snapshot_flags;
    double ratio;           /* bytes for a character in what was read last */
    ptrdiff_t chunk_size;
    OuBuf out;              /* encoded, not yet passed on */
    const struct OuCodec *codec;
    char kind;              /* of the codec: 'u' UTF-8, 'l' Latin-1, 'a' ASCII, 0 another */
} OuTextIo;

enum { OU_SEEN_CR = 1, OU_SEEN_LF = 2, OU_SEEN_CRLF = 4 };

/* StringIO: text as UTF-32 in memory, so that positions are code points; BytesIO: bytes. */
typedef struct OuMemoryIo {
    OuGcObj gc;
    OuObj *dict;
    bool closed, finalizing, is_text;
    uint8_t ends_seen;      /* OU_SEEN_…, of text with newline=None or '' */
    OuNewline newline;
    char *data;
    size_t len, cap;        /* in units of 1 (bytes) or 4 (text) bytes */
    size_t position;
    size_t exports;         /* buffers that getbuffer() gave and that are in use */
} OuMemoryIo;

/* A stream dies unclosed: the file behind `inner` is warned about, as `source`. */
void ou_io_warn_unclosed(OuVM *vm, OuObj *inner, OuObj *source);
void ou_file_io_warn_unclosed(OuVM *vm, OuObj *file, OuObj *source);
/* Raise ValueError("I/O operation on closed file.") if closed. */
OU_MUST_CHECK bool ou_io_check_open(OuVM *vm, bool closed);
/* io.UnsupportedOperation(message), an OSError and ValueError. Returns NULL. */
void *ou_io_unsupported(OuVM *vm, const char *message);
/* The class, for module _io; new reference. */
OuClass *ou_io_unsupported_make(OuVM *vm);
OuObj *ou_file_io_new(OuVM *vm, OuObj *file, const char *mode, bool close_descriptor, OuObj *opener);
OuObj *ou_buffered_new(OuVM *vm, uint32_t type, OuObj *raw, size_t size);
OuObj *ou_text_io_new(OuVM *vm, OuObj *buffer, OuObj *encoding, OuObj *errors, OuObj *newline, bool line_buffering,
                      bool write_through);
/* Write bytes to a binary stream object; exact ones without a call. */
OU_MUST_CHECK bool ou_io_write_bytes(OuVM *vm, OuObj *stream, const char *data, size_t size);
/* close() of _IOBase. */
OuObj *ou_io_base_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
/* `closed` of a binary stream: 1, 0, -1. */
int ou_io_is_closed(OuVM *vm, OuObj *stream);
/* A size argument: None or negative gives -1. */
OU_MUST_CHECK bool ou_io_size_argument(OuVM *vm, OuObj *argument, ptrdiff_t *out);
/* A position or distance: ValueError if it is too large. */
OU_MUST_CHECK bool ou_io_offset(OuVM *vm, OuObj *number, int64_t *out);
/* Call a method of the stream below: seekable(), fileno() … */
OuObj *ou_io_ask(OuVM *vm, OuObj *stream, const char *question);
/* The methods that only pass such a question on, to be written after a static function ask_inner. */
#define OU_IO_QUESTION(question) \
    static OuObj *ask_##question(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs) \
    { \
        (void)args, (void)nargs; \
        return ask_inner(vm, self, #question); \
    }
#define OU_IO_QUESTIONS \
    OU_IO_QUESTION(seekable) OU_IO_QUESTION(readable) OU_IO_QUESTION(writable) OU_IO_QUESTION(fileno) \
    OU_IO_QUESTION(isatty)
/* close() of a stream over another: flush, then close that one even if flushing fails. */
OuObj *ou_io_close_both(OuVM *vm, OuObj *self, OuObj *inner);
/* ---- text streams: file_text.c, file_text_read.c, file_decoder.c ---- */

/* Can it be used? Else ValueError: __init__() failed, or the buffer was taken away. */
OU_MUST_CHECK bool ou_text_attached(OuVM *vm, OuTextIo *self);
/* The same, and it is not closed. */
OU_MUST_CHECK bool ou_text_usable(OuVM *vm, OuTextIo *self);
/* Call a method of the buffer. */
OuObj *ou_text_call_buffer(OuVM *vm, OuTextIo *self, OuStr *name, OuObj *const *args, size_t nargs);
/* Pass what was encoded on to the buffer. */
OU_MUST_CHECK bool ou_text_flush(OuVM *vm, OuTextIo *self);
/* Forget what was read ahead. */
void ou_text_forget(OuVM *vm, OuTextIo *self);
OuObj *ou_text_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_text_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_text_next(OuVM *vm, OuObj *self);
OuObj *ou_text_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_text_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
/* The text of more bytes; `final`: nothing follows. Handlers of errors may run script code. */
OuObj *ou_text_decode(OuVM *vm, OuTextIo *self, OuObj *bytes, bool final);
/* The decoder's state beside `held` as a number; and back, with nothing held. */
int64_t ou_text_decoder_flags(const OuTextIo *self);
void ou_text_decoder_set(OuVM *vm, OuTextIo *self, int64_t flags);
void ou_text_decoder_reset(OuVM *vm, OuTextIo *self);
/* `newlines`: the ends of lines seen (OU_SEEN_…), as None, str or tuple. */
OuObj *ou_text_newlines(OuVM *vm, unsigned seen);
/* The ends in the text, too. Fails only where limits say stop. */
OU_MUST_CHECK bool ou_text_see_ends(OuVM *vm, uint8_t *seen, const char *data, size_t size);

/* Parse newline= of open(), StringIO. */
OU_MUST_CHECK bool ou_io_newline_argument(OuVM *vm, OuObj *argument, bool quoted, OuNewline *out);

/* os.fspath(): str or bytes for a path object. */
OuObj *ou_path_of(OuVM *vm, OuObj *path);
/* The same as bytes for the system, without a NUL (surrogateescape). */
OuObj *ou_path_bytes(OuVM *vm, OuObj *path);
/* Standard stream 0, 1 or 2 as FileIO. */
OuObj *ou_file_io_standard(OuVM *vm, int descriptor);
#define OU_IO_BLOCKED (-2)
/* Read or write once through a FileIO; -1 with an exception; OU_IO_BLOCKED. */
ptrdiff_t ou_file_io_read(OuVM *vm, OuObj *self, char *data, size_t size);
ptrdiff_t ou_file_io_write(OuVM *vm, OuObj *self, const char *data, size_t size);
#define OU_IO_DICT .dict_offset = (uint32_t)offsetof(OuIoBase, dict)
#define OU_IO_FINALIZING \
    {"_finalizing", OU_MEMBER_BOOL8, offsetof(OuIoBase, finalizing), false, NULL}
/* _dealloc_warn(source): the file is not closed. */
OuObj *ou_io_dealloc_warn(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
#define OU_IO_DEALLOC_WARN {"_dealloc_warn", "(source, /)", ou_io_dealloc_warn, OU_NO_TEXT, NULL}
/* A dying file is closed, without a word if that fails. */
void ou_io_finalize(OuVM *vm, OuObj *self);
/* __next__ and __iter__ of file objects: lines. */
OuObj *ou_io_base_next(OuVM *vm, OuObj *self);
/* What readline() of a subclass gives, if that is a str (or bytes). */
OuObj *ou_io_ask_line(OuVM *vm, OuObj *self, bool text);
OuObj *ou_io_base_iter(OuVM *vm, OuObj *self);

#endif
