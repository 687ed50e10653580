/* main.c - the program `ouro`: options, and what to run. */
#include "main/main.h"
#include "debug/trace.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "object/list.h"
#include "prompt/prompt.h"
#include "types/module.h"
#include "vm/frame.h"
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: ouro [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
    "\n"
    "What to run (the rest of the line goes to sys.argv):\n"
    "  file           run a script file\n"
    "  -              run the script on standard input (the prompt, on a terminal)\n"
    "  -c cmd         run the given statements\n"
    "  -m mod         run a library module as a script\n"
    "Options, as in CPython:\n"
    "  -i             show the prompt after running the script\n"
    "  -q             no banner before the prompt\n"
    "  -O, -OO        leave out assert statements (-OO: docstrings too)\n"
    "  -B             accepted: ouro writes no bytecode files\n"
    "  -E             ignore PYTHON* environment variables\n"
    "  -I             isolated: -E, -P and -s\n"
    "  -P             do not put the script's folder into sys.path\n"
    "  -s, -S         accepted; -S leaves out exit, quit, help ...\n"
    "  -u             standard output and error are not buffered\n"
    "  -v             accepted\n"
    "  -W arg         a warning filter: action:message:category:module:line\n"
    "  -X opt         showrefcount, int_max_str_digits=N\n"
    "  -V, --version  print the version\n"
    "  -h, --help     print this\n"
    "Looking inside:\n"
    "  --trace-memory[=FILTER] FILE\n"
    "                 run FILE and tell, line by line, what is created, how counts go up and\n"
    "                 down and why, and what is freed. FILTER: name:a,b or type:Node,list (may\n"
    "                 be given several times: objects with one of the names or types)\n"
    "  --trace-memory-to=OUT\n"
    "                 the same, told to the file OUT; else to standard error\n"
    "  --dis FILE     print the instructions that FILE compiles to\n"
    "  --parse FILE.. only parse: status 0 if every file is accepted\n";

typedef struct Command {
    OuConfig config;
    const char *text;        /* -c */
    const char *module;      /* -m */
    const char *file;        /* NULL: stdin */
    const char **warnings;   /* -W */
    const char **x_options;
    int warning_count, x_option_count;
    bool trace;              /* --trace-memory */
    const char *trace_file;
    const char **trace_names, **trace_types; /* NULL-terminated, or NULL: no filter */
    int rest;                /* index of sys.argv[1] in argv */
} Command;

static int bad_usage(const char *message, const char *detail)
{
    fprintf(stderr, "ouro: %s%s\nTry `ouro -h' for more information.\n", message, detail);
    return 2;
}

/* ---- options ---- */

static bool environment_flag(const Command *command, const char *name)
{
    const char *value = command->config.ignore_environment ? NULL : getenv(name);
    return value && *value;
}

/* PYTHONHASHSEED: 0…4294967295 or "random". Returns false if it is neither. */
static bool read_hash_seed(Command *command)
{
    const char *text = command->config.ignore_environment ? NULL : getenv("PYTHONHASHSEED");
    command->config.hash_randomization = 1;
    if (!text || !*text || strcmp(text, "random") == 0)
        return true;
    char *end;
    unsigned long long seed = strtoull(text, &end, 10);
    if (*end || text[0] == '-' || seed > UINT32_MAX)
        return false;
    command->config.use_hash_seed = true;
    command->config.hash_seed = seed;
    command->config.hash_randomization = seed != 0;
    return true;
}

static void add_option(const char **options, const char *text)
{
    for (; *options; options++)
        if (strcmp(*options, text) == 0)
            return;
    *options = text;
}

/* The warning filters, weakest first: -X dev, PYTHONWARNINGS, -W, -b. `separate`: where the parts of
 * PYTHONWARNINGS are kept, as long as the result is used. */
static const char **warn_options(const Command *command, char **separate)
{
    const char *environment = command->config.ignore_environment ? NULL : getenv("PYTHONWARNINGS");
    size_t count = (size_t)command->warning_count + 3;
    for (const char *p = environment; p && *p; p++)
        count += *p == ',' || p == environment;
    const char **options = calloc(count, sizeof *options);
    char *next = *separate = environment ? strdup(environment) : NULL, *part;
    if (!options)
        return NULL;
    if (command->config.dev_mode)
        add_option(options, "default");
    while (next && *next && (part = strsep(&next, ",")) != NULL)
        if (*part)
            add_option(options, part);
    for (int i = 0; i < command->warning_count; i++)
        add_option(options, command->warnings[i]);
    if (command->config.bytes_warning)
        add_option(options, command->config.bytes_warning > 1 ? "error::BytesWarning" : "default::BytesWarning");
    return options;
}

/* One letter without argument; false if there is no such option. */
static bool plain_option(Command *command, char letter)
{
    OuConfig *c = &command->config;
    switch (letter) {
    case 'i': c->inspect = c->interactive = true; break;
    case 'q': c->quiet = true; break;
    case 'O': c->optimize++; break;
    case 'B': c->dont_write_bytecode = true; break;
    case 'E': c->ignore_environment = true; break;
    case 'I': c->isolated = c->ignore_environment = c->safe_path = c->no_user_site = true; break;
    case 'P': c->safe_path = true; break;
    case 's': c->no_user_site = true; break;
    case 'S': c->no_site = true; break;
    case 'u': c->unbuffered = true; break;
    case 'v': c->verbose++; break;
    case 'b': c->bytes_warning++; break;
    case 'd': case 'x': break;
    default: return false;
    }
    return true;
}

static void x_option(Command *command, const char *text)
{
    command->x_options[command->x_option_count++] = text;
    if (strcmp(text, "showrefcount") == 0)
        command->config.show_refcount = true;
#ifdef OU_DEBUG
    if (strncmp(text, "collect=", 8) == 0) { /* collect=N:SEED */
        char *end;
        command->config.force_every = (uint32_t)strtoul(text + 8, &end, 10);
        command->config.force_seed = *end ? (uint32_t)strtoul(end + 1, NULL, 10) : 0;
    }
#endif
    if (strcmp(text, "dev") == 0)
        command->config.dev_mode = true;
}

/* Append the words between commas, which are cut apart in place, to a list. */
static const char **add_words(const char **list, char *text)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    char *word;
    const char **longer = realloc(list, (count + strlen(text) + 2) * sizeof *list);
    while (longer && (word = strsep(&text, ",")) != NULL)
        longer[count++] = word;
    if (longer)
        longer[count] = NULL;
    return longer;
}

/* --trace-memory, --trace-memory=name:a,b, --trace-memory-to=FILE. -1: good, else an exit status. */
static int trace_option(Command *command, char *value)
{
    command->trace = true;
    if (strncmp(value, "-to=", 4) == 0 && value[4])
        command->trace_file = value + 4;
    else if (strncmp(value, "=name:", 6) == 0 && value[6])
        command->trace_names = add_words(command->trace_names, value + 6);
    else if (strncmp(value, "=type:", 6) == 0 && value[6])
        command->trace_types = add_words(command->trace_types, value + 6);
    else if (value[0] != 0)
        return bad_usage("--trace-memory=name:NAMES, --trace-memory=type:TYPES or --trace-memory-to=FILE, not ",
                         value);
    return -1;
}

/* Options up to the thing to run. Returns -1 to go on, else an exit status. */
static int parse_options(int argc, char **argv, Command *command)
{
    int i = 1;
    for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
        const char *option = argv[i];
        if (strcmp(option, "--") == 0) {
            i++;
            break;
        }
        if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0 || strcmp(option, "-?") == 0)
            return fputs(usage_text, stdout) < 0;
        if (strcmp(option, "--version") == 0 || strcmp(option, "-V") == 0)
            return printf("ouro " OU_VERSION " (Python 3.11 language)\n") < 0;
        if (strcmp(option, "--parse") == 0)
            return i + 1 < argc ? ou_tool_parse(argc - i - 1, argv + i + 1) : bad_usage("--parse needs a file", "");
        if (strcmp(option, "--dis") == 0)
            return i + 1 < argc ? ou_tool_disassemble(argv[i + 1]) : bad_usage("--dis needs a file", "");
        if (strncmp(option, "--trace-memory", 14) == 0) {
            int status = trace_option(command, argv[i] + 14);
            if (status >= 0)
                return status;
            continue;
        }
        if (option[1] == '-')
            return bad_usage("unknown option ", option);
        for (const char *p = option + 1; *p; p++) {
            if (*p == 'c' || *p == 'm' || *p == 'W' || *p == 'X') {
                const char *value = p[1] ? p + 1 : i + 1 < argc ? argv[++i] : NULL;
                char name[2] = {*p, 0};
                if (!value)
                    return bad_usage("argument expected for the -", name);
                if (*p == 'W')
                    command->warnings[command->warning_count++] = value;
                else if (*p == 'X')
                    x_option(command, value);
                else {
                    *(*p == 'c' ? &command->text : &command->module) = value;
                    command->rest = i + 1;
                    return -1;
                }
                break;
            }
            if (!plain_option(command, *p)) {
                char name[3] = {'-', *p, 0};
                return bad_usage("unknown option ", name);
            }
        }
    }
    if (i < argc) {
        command->file = strcmp(argv[i], "-") == 0 ? NULL : argv[i];
        i++;
    }
    command->rest = i;
    return -1;
}

/* ---- running ---- */

static bool insert_path(OuVM *vm, const char *folder)
{
    OuObj *path = ou_xref(ou_sys_peek(vm, OU_NAME(path)));
    OuObj *entry = path ? ou_str_from_lossy(vm, folder, strlen(folder)) : NULL;
    bool ok = entry && ou_list_insert(vm, OU_LIST(path), 0, entry);
    ou_unref(vm, entry);
    ou_unref(vm, path);
    return ok;
}

/* sys.path[0]: the real folder of the script; "" for -c, -m and the prompt. */
static bool add_script_folder(OuVM *vm, const char *file)
{
    if (vm->host->config.safe_path)
        return true;
    char real[PATH_MAX];
    if (!file)
        return insert_path(vm, "");
    if (!realpath(file, real))
        return insert_path(vm, "");
    char *slash = strrchr(real, '/');
    *(slash == real ? slash + 1 : slash) = 0;
    return insert_path(vm, real);
}

static bool set_main(OuVM *vm, const char *name, const char *value)
{
    OuObj *text = ou_str_from_lossy(vm, value, strlen(value));
    bool ok = text && ou_dict_set_str(vm, ou_host_main_dict(vm), name, text);
    ou_unref(vm, text);
    return ok;
}

/* Run text as __main__ and report. */
static int run_text(OuVM *vm, const char *text, size_t size, const char *filename)
{
    OuObj *result = ou_host_run(vm, text, size, filename, 'f', strcmp(filename, "<string>") != 0);
    ou_unref(vm, result);
    return result ? 0 : ou_host_report(vm);
}

/* The script's path from the root, as __file__ and tracebacks show it; not normalized, as in CPython. */
static void absolute_path(const char *file, char *out, size_t size)
{
    char folder[PATH_MAX];
    if (file[0] != '/' && getcwd(folder, sizeof folder))
        snprintf(out, size, "%s/%s", folder, file);
    else
        snprintf(out, size, "%s", file);
}

/* A folder is run by its __main__.py. */
static int run_file(OuVM *vm, const char *file)
{
    char path[PATH_MAX];
    struct stat info;
    if (stat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
        snprintf(path, sizeof path, "%s/__main__.py", file);
        if (stat(path, &info) != 0) {
            fprintf(stderr, "ouro: can't find '__main__' module in '%s'\n", file);
            return 1;
        }
        file = path;
    }
    size_t size;
    char *text = ou_read_whole(file, &size);
    if (!text) {
        int error = errno;
        char full[2 * PATH_MAX];
        absolute_path(file, full, sizeof full);
        fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", vm->host->config.orig_argv[0], full, error,
                strerror(error));
        return 2;
    }
    int status = 1;
    char shown[2 * PATH_MAX];
    absolute_path(file, shown, sizeof shown);
    if (add_script_folder(vm, file) && set_main(vm, "__file__", shown))
        status = run_text(vm, text, size, shown);
    else
        ou_error_clear(vm);
    free(text);
    return status;
}

static int run_module(OuVM *vm, const char *name)
{
    if (!add_script_folder(vm, NULL)) {
        ou_error_clear(vm);
        return 1;
    }
    OuObj *runpy = ou_host_import(vm, "runpy");
    OuObj *run = runpy ? ou_getattr_text(vm, runpy, "_run_module_as_main") : NULL;
    OuObj *text = run ? ou_str_from_lossy(vm, name, strlen(name)) : NULL;
    OuObj *result = text ? ou_call1(vm, run, text) : NULL;
    ou_unref(vm, text);
    ou_unref(vm, run);
    ou_unref(vm, runpy);
    ou_unref(vm, result);
    return result ? 0 : ou_host_report(vm);
}

static int run_prompt(OuVM *vm, const Command *command)
{
    PromptOptions options = {.terminal = isatty(0) && isatty(1),
                             .ignore_environment = command->config.ignore_environment,
                             .isolated = command->config.isolated};
    return ou_prompt(vm, &options);
}

static void banner(void)
{
    fputs("ouro " OU_VERSION ": Python 3.11, with gc, weakref, sys and intern built in.\n"
          "Try sys.getrefcount(x) or gc.collect(); leave with exit() or Ctrl-D.\n",
          stderr);
}

static int run_command(OuVM *vm, const Command *command)
{
    bool terminal = isatty(0);
    if (command->module)
        return run_module(vm, command->module);
    if (command->text) {
        if (!add_script_folder(vm, NULL)) {
            ou_error_clear(vm);
            return 1;
        }
        return run_text(vm, command->text, strlen(command->text), "<string>");
    }
    if (command->file)
        return run_file(vm, command->file);
    if (!add_script_folder(vm, NULL))
        ou_error_clear(vm);
    if (terminal || command->config.inspect) {
        if (!command->config.quiet)
            banner();
        return run_prompt(vm, command);
    }
    size_t size;
    char *text = ou_read_whole("-", &size);
    if (!text) {
        fprintf(stderr, "ouro: can't read standard input: %s\n", strerror(errno));
        return 1;
    }
    int status = set_main(vm, "__file__", "<stdin>") ? run_text(vm, text, size, "<stdin>") : 1;
    free(text);
    return status;
}

static OuVM *interrupted_vm; /* for the signal handler; the program has one VM */

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    if (interrupted_vm)
        ou_vm_interrupt(interrupted_vm);
}

static void catch_interrupts(OuVM *vm)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    sigemptyset(&action.sa_mask);
    interrupted_vm = vm;
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* A program ended by Ctrl-C ends by that signal, so that shells notice. */
static int leave(int status)
{
    if (status == 130) {
        signal(SIGINT, SIG_DFL);
        raise(SIGINT);
    }
    return status;
}

int main(int argc, char **argv)
{
    Command command = {0};
    const char **warnings = NULL;
    char *separate = NULL;
    command.warnings = calloc((size_t)argc + 1, sizeof *command.warnings);
    command.x_options = calloc((size_t)argc + 1, sizeof *command.x_options);
    const char **script_argv = calloc((size_t)argc + 2, sizeof *script_argv);
    if (!command.warnings || !command.x_options || !script_argv)
        return bad_usage("out of memory", "");
    int status = parse_options(argc, argv, &command);
    if (status >= 0)
        goto done;
    if (!read_hash_seed(&command)) {
        fprintf(stderr, "ouro: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n");
        status = 1;
        goto done;
    }
    OuConfig *config = &command.config;
    config->unbuffered |= environment_flag(&command, "PYTHONUNBUFFERED");
    config->inspect |= environment_flag(&command, "PYTHONINSPECT");
    if (environment_flag(&command, "PYTHONOPTIMIZE") && config->optimize == 0)
        config->optimize = 1;
    config->optimize = config->optimize > 2 ? 2 : config->optimize;
    config->may = OU_MAY_ALL;
    config->raw_addresses = true;
    script_argv[0] = command.text ? "-c" : command.module ? "-m" : command.file ? command.file : command.rest > 1 && strcmp(argv[command.rest - 1], "-") == 0 ? "-" : "";
    for (int i = command.rest; i < argc; i++)
        script_argv[i - command.rest + 1] = argv[i];
    char executable[PATH_MAX];
    config->executable = realpath("/proc/self/exe", executable);
    config->program_library = ou_prompt_library;
    config->program_library_count = ou_prompt_library_count;
    config->argv = script_argv;
    config->orig_argv = (const char *const *)argv;
    warnings = warn_options(&command, &separate);
    config->warn_options = warnings;
    config->x_options = command.x_options;
    OuVM *vm = ou_host_new(config);
    if (!vm) {
        status = bad_usage("not enough memory to start", "");
        goto done;
    }
    catch_interrupts(vm);
    if (ou_prompt_colours(2))
        ou_prompt_colour_tracebacks(vm);
    if (warnings && warnings[0]) {
        OuObj *module = ou_host_import(vm, "warnings");
        ou_error_clear(vm);
        ou_unref(vm, module);
    }
    OuTraceOptions trace = {command.trace_file, command.trace_names, command.trace_types};
    if (command.trace && !ou_trace_begin(vm, &trace)) {
        fprintf(stderr, "ouro: can't write '%s': %s\n", trace.file ? trace.file : "the trace", strerror(errno));
        status = 2;
        goto free_vm;
    }
    status = run_command(vm, &command);
    bool ran_something = command.file || command.text || command.module;
    if (config->inspect && ran_something) {
        if (!config->quiet && isatty(0))
            fputc('\n', stderr);
        status = run_prompt(vm, &command);
    }
    if (command.trace)
        ou_trace_exit(vm);
    if (!ou_host_finalize(vm) && status != 130)
        status = 120;
    if (command.trace && !ou_trace_end(vm)) {
        fprintf(stderr, "ouro: can't write '%s' to its end\n", trace.file ? trace.file : "the trace");
        status = status ? status : 120;
    }
free_vm:
    interrupted_vm = NULL;
    ou_host_free(vm);
done:
    free(command.warnings);
    free(warnings);
    free(separate);
    free(command.x_options);
    free(command.trace_names);
    free(command.trace_types);
    free(script_argv);
    return leave(status);
}
