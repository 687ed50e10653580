/* usage.c - what --help and its relatives print. */
#include "base/config.h"
#include "main/main.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char options_text[] =
    "usage: ouro [option ...] [file | -c code | -m module | -] [argument ...]\n"
    "\n"
    "What to run; all that follows goes to sys.argv:\n"
    "  file            a script, or a folder with a __main__.py\n"
    "  -               standard input, as without any file; on a terminal: the prompt\n"
    "  -c code         these statements\n"
    "  -m module       a module of the library or of sys.path, as a script\n"
    "\n"
    "How, as in CPython:\n"
    "  -i              then the prompt, with all that the script has left\n"
    "  -q              no banner before the prompt\n"
    "  -O, -OO         leave out assert statements; -OO: docstrings, too\n"
    "  -W filter       a warning filter: action:message:category:module:line\n"
    "  -b, -bb         warn of bytes used as text; -bb: that is an error\n"
    "  -u              standard output and error are not buffered\n"
    "  -x              leave out the first line of the script\n"
    "  -v              tell of each import on standard error\n"
    "  -X name[=value] a setting: see --help-xoptions\n"
    "  -E              ignore the environment variables: see --help-env\n"
    "  -P              do not put the script's folder into sys.path\n"
    "  -s, -I          no folder of the user's; -I: isolated, which is -E -P -s\n"
    "  -S              without exit, quit, help, copyright, license\n"
    "  -B, -d          accepted: ouro writes no bytecode and has no parser to debug\n"
    "\n"
    "Looking inside:\n"
    "  --trace-memory[=name:a,b | =type:Node,list]\n"
    "                  tell line by line what is created, how counts go up and down and why,\n"
    "                  and what is freed; of objects with one of the names or types only\n"
    "  --trace-memory-to=out\n"
    "                  the same, told to a file instead of standard error\n"
    "  --dis file      print the instructions that a file compiles to\n"
    "  --parse file... only parse: status 0 if every file is accepted\n"
    "\n"
    "Help:\n"
    "  -h, --help, --help-env, --help-xoptions, --help-all\n"
    "  -V, --version   the version; -VV: how it was built, too\n"
    "\n"
    "Examples:\n"
    "  ouro                                        the prompt\n"
    "  ouro script.py one two                      a script with two arguments\n"
    "  ouro -i script.py                           look at what it has left behind\n"
    "  ouro -c 'print(sys.getrefcount([]))'\n"
    "  echo 'print(6 * 7)' | ouro -\n"
    "  ouro -m timeit -s 'd = {1: 2}' 'd[1]'       how long does that take?\n"
    "  ouro --trace-memory=type:Node script.py     the life of each Node\n"
    "  ouro -W error -X showrefcount script.py     warnings are errors; count what is left\n"
    "\n"
    "Status: 0, that of sys.exit(n), 1 after an exception, 2 for a wrong command line, 120 if\n"
    "output could not be written, 130 after Ctrl-C.\n";

static const char environment_text[] =
    "Environment variables (not with -E and -I; those with \"x\" hold unless empty):\n"
    "  PYTHONPATH              folders of modules, separated by ':'\n"
    "  PYTHONSTARTUP, OURO_STARTUP  files that the prompt runs first\n"
    "  OURO_HISTORY            where the prompt keeps its history\n"
    "  PYTHONWARNINGS          filters as for -W, separated by ','\n"
    "  PYTHONHASHSEED          a number for equal hashes of text in each run, or \"random\"\n"
    "  PYTHONINTMAXSTRDIGITS   as -X int_max_str_digits\n"
    "  PYTHONBREAKPOINT        what breakpoint() calls\n"
    "  PYTHONOPTIMIZE=n        as n times -O\n"
    "  PYTHONVERBOSE=n         as n times -v\n"
    "  PYTHONDEBUG=n           as n times -d\n"
    "  PYTHONINSPECT=n         as -i, also when a script sets it\n"
    "  PYTHONUNBUFFERED=n      as -u\n"
    "  PYTHONNOUSERSITE=n      as -s\n"
    "  PYTHONDONTWRITEBYTECODE=n  as -B\n"
    "  PYTHONSAFEPATH=x        as -P\n"
    "  PYTHONDEVMODE=x         as -X dev\n"
    "  PYTHONPROFILEIMPORTTIME=x  as -X importtime\n"
    "  NO_COLOR=x, FORCE_COLOR=x   no colours; colours without a terminal, too\n";

static const char settings_text[] =
    "Settings for -X (others are only put into sys._xoptions):\n"
    "  dev                     show all warnings\n"
    "  importtime              tell on standard error how long each import takes\n"
    "  int_max_str_digits=n    how many digits an int may have as text: 0 (any) or 640 at least\n"
    "  showrefcount            at the end: how many references and blocks of memory are left\n"
    "  utf8                    always so\n"
    "  faulthandler, frozen_modules, pycache_prefix   accepted, without effect\n"
    "  no_debug_ranges, tracemalloc, warn_default_encoding   refused: ouro does not have them\n";

int ou_usage_print(const char *which)
{
    bool all = strcmp(which, "--help-all") == 0;
    if (all || strcmp(which, "--help") == 0)
        fputs(options_text, stdout);
    if (all)
        putchar('\n');
    if (all || strcmp(which, "--help-env") == 0)
        fputs(environment_text, stdout);
    if (all)
        putchar('\n');
    if (all || strcmp(which, "--help-xoptions") == 0)
        fputs(settings_text, stdout);
    return ou_output_end();
}

int ou_version_print(bool more)
{
    fputs("ouro " OU_VERSION " (Python 3.11 language)\n", stdout);
    if (more)
        printf("built by "
#ifdef __clang__
               "clang"
#else
               "gcc"
#endif
               " " __VERSION__ " for %d-bit Linux"
#ifdef OU_DEBUG
               ", with checks"
#endif
               "\n", (int)sizeof(void *) * 8);
    return ou_output_end();
}

int ou_output_end(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    fprintf(stderr, "ouro: can't write to standard output: %s\n", strerror(errno));
    return 120;
}
