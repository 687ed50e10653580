/* file.h - file objects: FileIO (descriptor), BufferedReader/Writer/Random over it, TextIOWrapper
 * over that, and StringIO, BytesIO. The module _io exports them; open() makes them. */
#ifndef OU_TYPES_FILE_H
#define OU_TYPES_FILE_H
#include "object/type.h"

/* open(): the object that mode asks for. encoding, errors, newline NULL: defaults. `file`: path
 * (str, bytes, os.PathLike) or descriptor. New reference. */
OuObj *ou_file_open(OuVM *vm, OuObj *file, const char *mode, ptrdiff_t buffering, OuObj *encoding, OuObj *errors,
                    OuObj *newline, bool close_descriptor, OuObj *opener);
/* Text stream for a standard descriptor (0, 1, 2); `name` "<stdout>"; line-buffered if asked. */
OuObj *ou_file_standard(OuVM *vm, int descriptor, const char *name, bool line_buffering, bool write_through);
/* Can a C function take the text? Not with a NUL or lone surrogates in it: ValueError, UnicodeEncodeError. */
OU_MUST_CHECK bool ou_io_plain_text(OuVM *vm, OuObj *text);
/* file.write(text): fast for exact text streams, else by the method. */
OU_MUST_CHECK bool ou_file_write(OuVM *vm, OuObj *file, OuObj *text);
OU_MUST_CHECK bool ou_file_flush(OuVM *vm, OuObj *file);

#endif
