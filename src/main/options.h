/* options.h - the command line: what is to run, and how. */
#ifndef OU_MAIN_OPTIONS_H
#define OU_MAIN_OPTIONS_H
#include "host/host.h"

typedef struct Command {
    OuConfig config;
    const char *text;        /* -c */
    const char *module;      /* -m */
    const char *file;        /* NULL: stdin */
    bool skip_first_line;    /* -x */
    const char **warnings;   /* -W */
    const char **x_options;
    int warning_count, x_option_count;
    bool trace;              /* --trace-memory */
    const char *trace_file;
    const char **trace_names, **trace_types; /* NULL-terminated, or NULL: no filter */
    const char **script_argv;
    const char **warn_options; /* of all sources, weakest first; NULL-terminated */
    char *separate;            /* where the parts of PYTHONWARNINGS are */
} Command;

/* Read the words and the environment into a zeroed Command. -1: it can run; else the exit status, all
 * being done or a line printed that says what is wrong. */
int ou_options_read(int argc, char **argv, Command *command);
void ou_options_drop(Command *command);
/* The value of an environment variable that is set, not empty and not to be ignored; else NULL. */
const char *ou_options_environment(const Command *command, const char *name);

#endif
