/* main.c - the program `ouro`: options, and what to run. */
#include "main/main.h"
#include "main/options.h"
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
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* What is plainly no Python text, or NULL. */
static const char *foreign_format(const char *text, size_t size)
{
    static const struct { const char *begins, *name; } known[] = {
        {"\177ELF", "a program for the machine"}, {"PK\3\4", "a zip archive"}, {"\x1F\x8B", "packed by gzip"},
        {"\xA7\r\r\n", "CPython's bytecode"}};
    for (size_t i = 0; i < OU_COUNT_OF(known); i++)
        if (size > 4 && strncmp(text, known[i].begins, strlen(known[i].begins)) == 0)
            return known[i].name;
    return memchr(text, 0, size) ? "a binary file" : NULL;
}

/* Run the text of a script (-x: without its first line, which still counts). */
static int run_script(OuVM *vm, const Command *command, const char *file, const char *text, size_t size)
{
    char shown[2 * PATH_MAX];
    const char *what = foreign_format(text, size);
    if (what) {
        fprintf(stderr, "ouro: can't run '%s': it is %s, not Python text\n", file, what);
        return 1;
    }
    const char *line_end = command->skip_first_line ? memchr(text, '\n', size) : NULL;
    if (command->skip_first_line) {
        size = line_end ? size - (size_t)(line_end - text) : 0;
        text = line_end ? line_end : "";
    }
    absolute_path(file, shown, sizeof shown);
    if (add_script_folder(vm, file) && set_main(vm, "__file__", shown))
        return run_text(vm, text, size, shown);
    ou_error_clear(vm);
    return 1;
}

/* A folder is run by its __main__.py. */
static int run_file(OuVM *vm, const Command *command)
{
    const char *file = *command->file ? command->file : ".";
    const char *program = vm->host->config.orig_argv[0];
    char path[PATH_MAX + 16], full[2 * PATH_MAX];
    struct stat info;
    absolute_path(file, full, sizeof full);
    if (stat(full, &info) == 0 && S_ISDIR(info.st_mode)) {
        snprintf(path, sizeof path, "%.*s/__main__.py", PATH_MAX, file);
        if (stat(path, &info) != 0) {
            fprintf(stderr, "%s: can't find '__main__' module in '%s'\n", program, full);
            return 1;
        }
        file = path;
        absolute_path(file, full, sizeof full);
    }
    size_t size;
    char *text = ou_host_read_file(file, &size);
    if (!text) {
        int error = errno;
        fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", program, full, error,
                strerror(error));
        return 2;
    }
    int status = run_script(vm, command, file, text, size);
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
                             .isolated = command->config.isolated,
                             .after_script = command->file || command->text || command->module};
    return ou_prompt(vm, &options);
}

static void banner(void)
{
    struct winsize size;
    bool narrow = ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_col < 78;
    fputs(narrow ? "ouro " OU_VERSION ", Python 3.11. Help: %help\n"
                   "Type a = [1, 2]  and then  %refs a\n"
                 : "ouro " OU_VERSION ", Python 3.11. Tab completes, len? explains, %help lists the rest.\n"
                   "Type  a = [1, 2]; b = a  and then  %refs a  or  %mem. Leave: exit or Ctrl-D.\n",
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
        return run_file(vm, command);
    if (!add_script_folder(vm, NULL))
        ou_error_clear(vm);
    if (terminal || command->config.inspect) {
        if (!command->config.quiet)
            banner();
        return run_prompt(vm, command);
    }
    size_t size;
    char *text = ou_host_read_file(NULL, &size);
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
    struct sigaction before;
    if (sigaction(SIGINT, NULL, &before) != 0 || before.sa_handler != SIG_IGN) /* as in the background */
        sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
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

static OuVM *new_vm(OuConfig *config)
{
    config->program_library = ou_prompt_library;
    config->program_library_count = ou_prompt_library_count;
    for (int i = 0; i < 3; i++)
        config->closed_streams |= (uint32_t)(fcntl(i, F_GETFD) < 0) << i;
    OuVM *vm = ou_host_new(config);
    if (!vm) {
        fputs("ouro: not enough memory to start\n", stderr);
        return NULL;
    }
    catch_interrupts(vm);
    if (ou_prompt_colours(2))
        ou_prompt_colour_tracebacks(vm);
    if (config->import_time)
        fputs("import time: self [us] | cumulative | imported package\n", stderr);
    return vm;
}

/* Run what is asked for, then, with -i, the prompt. */
static int run_all(OuVM *vm, const Command *command)
{
    bool ran_something = command->file || command->text || command->module;
    OuConfig *config = &vm->host->config;
    config->exit_is_error = config->inspect && ran_something;
    int status = run_command(vm, command);
    config->exit_is_error = false;
    bool inspect = config->inspect || ou_options_environment(command, "PYTHONINSPECT"); /* the script may have set it */
    if (inspect && ran_something && (config->interactive || isatty(0))) {
        if (!config->quiet && isatty(0))
            fputc('\n', stderr);
        status = run_prompt(vm, command);
    }
    return status;
}

/* The whole life of the VM; returns the exit status. */
static int run_vm(OuVM *vm, const Command *command)
{
    if (command->warn_options[0]) {
        OuObj *module = ou_host_import(vm, "warnings");
        ou_error_clear(vm);
        ou_unref(vm, module);
    }
    OuTraceOptions trace = {.file = command->trace_file, .names = command->trace_names, .types = command->trace_types};
    if (command->trace && !ou_trace_begin(vm, &trace)) {
        fprintf(stderr, "ouro: can't write '%s': %s\n", trace.file ? trace.file : "the trace", strerror(errno));
        return 2;
    }
    int status = run_all(vm, command);
    if (command->trace)
        ou_trace_exit(vm);
    if (!ou_host_finalize(vm) && status != 130)
        status = 120;
    if (command->trace && !ou_trace_end(vm)) {
        fprintf(stderr, "ouro: can't write '%s' to its end\n", trace.file ? trace.file : "the trace");
        status = status ? status : 120;
    }
    return status;
}

int main(int argc, char **argv)
{
    Command command = {0};
    int status = ou_options_read(argc, argv, &command);
    if (status < 0) {
        char executable[PATH_MAX];
        command.config.executable = realpath("/proc/self/exe", executable);
        OuVM *vm = new_vm(&command.config);
        status = vm ? run_vm(vm, &command) : 2;
        interrupted_vm = NULL;
        if (vm)
            ou_host_free(vm);
    }
    ou_options_drop(&command);
    return leave(status);
}
