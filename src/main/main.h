/* main.h - the command-line program. */
#ifndef OU_MAIN_MAIN_H
#define OU_MAIN_MAIN_H
#include "host/host.h"

/* --parse FILE…: 0 if all parse, with one line per file that does not; --dis FILE. */
int ou_tool_parse(int count, char **files);
int ou_tool_disassemble(const char *file);
/* The texts of --help, --help-env, --help-xoptions, --help-all, and of --version. These and the next
 * return the exit status. */
int ou_usage_print(const char *which);
int ou_version_print(bool more);
/* Write out what was printed: 0, or 120 and a line on stderr. */
int ou_output_end(void);

#endif
