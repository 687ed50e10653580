/* main.h - the command-line program. */
#ifndef OU_MAIN_MAIN_H
#define OU_MAIN_MAIN_H
#include "host/host.h"

/* --parse FILE…: 0 if all parse, with one line per file that does not; --dis FILE. */
int ou_tool_parse(int count, char **files);
int ou_tool_disassemble(const char *file);
/* A whole file, or stdin for "-": malloc'ed, NUL-terminated; NULL with errno set. */
char *ou_read_whole(const char *path, size_t *size);

#endif
