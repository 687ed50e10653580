/* settings.c - what module sys gets from the way the VM was made. */
#include "host/host.h"
#include "modules/sys.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/file.h"
#include "object/int.h"
#include "object/list.h"
#include "types/namespace.h"
#include "types/struct_seq.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static OuObj *list_of_texts(OuVM *vm, const char *const *texts)
{
    OuObj *list = ou_list_new(vm, 4);
    for (; list && texts && *texts; texts++) {
        OuObj *text = ou_str_from_lossy(vm, *texts, strlen(*texts));
        if (!text || !ou_list_append_take(vm, OU_LIST(list), text))
            ou_clear(vm, &list);
    }
    return list;
}

static bool add_path_entries(OuVM *vm, OuObj *list, const char *paths)
{
    while (paths && *paths) {
        size_t len = strcspn(paths, ":");
        OuObj *entry = ou_str_from_lossy(vm, paths, len);
        if (!entry || !ou_list_append_take(vm, OU_LIST(list), entry))
            return false;
        paths += len;
        paths += *paths == ':';
    }
    return true;
}

static OuObj *make_texts(OuVM *vm, OuModule *sys, const char *name)
{
    static const char *const no_arguments[] = {"", NULL};
    const OuConfig *c = &vm->host->config;
    (void)sys;
    if (*name == 'a')
        return list_of_texts(vm, c->argv ? c->argv : no_arguments);
    return list_of_texts(vm, *name == 'o' ? c->orig_argv : c->warn_options);
}

/* PYTHONPATH only: the CLI puts the script's folder in front. */
static OuObj *make_path(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    const OuConfig *config = &vm->host->config;
    if (config->path)
        return list_of_texts(vm, config->path);
    OuObj *list = ou_list_new(vm, 4);
    if (list && !config->hosted && !config->ignore_environment &&
        !add_path_entries(vm, list, getenv("PYTHONPATH")))
        ou_clear(vm, &list);
    return list;
}

static OuObj *make_flags(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    const OuConfig *c = &vm->host->config;
    static const char *const fields[] = {
        "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
        "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
        "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", NULL};
    static const OuStructSeqDef def = {.name = "sys.flags", .fields = fields, .no_new = true};
    const int values[] = {c->parser_debug, c->inspect, c->interactive, c->optimize, c->dont_write_bytecode,
                          c->no_user_site, c->no_site, c->ignore_environment, c->verbose, c->bytes_warning, c->quiet,
                          c->hash_randomization, c->isolated, c->dev_mode, c->utf8_mode, 0, c->safe_path,
                          c->limit_str_digits ? (int)c->int_max_str_digits : -1};
    OuObj *items[OU_COUNT_OF(values)];
    bool complete = true;
    for (size_t i = 0; i < OU_COUNT_OF(values); i++) {
        items[i] = i == 13 || i == 16 ? OU_BOOL(values[i]) : ou_int_from(vm, values[i]);
        complete = complete && items[i];
    }
    OuObj *flags = complete ? ou_struct_seq_new(vm, &def, items) : NULL;
    for (size_t i = 0; i < OU_COUNT_OF(values); i++)
        ou_unref(vm, items[i]);
    return flags;
}

static OuObj *make_stream(OuVM *vm, OuModule *sys, const char *name)
{
    static const char *const names[3] = {"stdin", "stdout", "stderr"};
    static const char *const shown[3] = {"<stdin>", "<stdout>", "<stderr>"};
    const OuConfig *config = &vm->host->config;
    int i = 0;
    (void)sys;
    while (strcmp(names[i], name) != 0)
        i++;
    if ((i == 0 && !(vm->access.may & OU_MAY_INPUT)) || config->closed_streams >> i & 1)
        return OU_NONE;
    bool line_buffering = !config->unbuffered &&
                          (i == 2 || (i == 1 && (config->write == NULL ? isatty(1) : config->line_buffered)));
    return ou_file_standard(vm, i, shown[i], line_buffering, config->unbuffered);
}

static OuObj *make_x_options(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    const char *const *options = vm->host->config.x_options;
    OuObj *dict = ou_dict_new(vm);
    for (; dict && options && *options; options++) {
        const char *equals = strchr(*options, '=');
        size_t len = equals ? (size_t)(equals - *options) : strlen(*options);
        OuObj *key = ou_str_from_lossy(vm, *options, len);
        OuObj *value = equals ? ou_str_from_lossy(vm, equals + 1, strlen(equals + 1)) : OU_TRUE;
        if (!key || !value || !ou_dict_set(vm, OU_DICT(dict), key, value))
            ou_clear(vm, &dict);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    return dict;
}

/* sys.implementation: what runs the script. */
static OuObj *make_implementation(OuVM *vm, OuModule *sys, const char *unused)
{
    (void)unused;
    OuObj *dict = ou_dict_new(vm);
    OuObj *name = ou_str_from(vm, "ouro"), *tag = ou_str_from(vm, "ouro-311"), *hex = ou_int_from(vm, 0x030B02F0);
    OuObj *version = dict && name && tag && hex ? ou_getattr_text(vm, OU_OBJ(sys), "version_info") : NULL;
    OuObj *result = NULL;
    if (version && ou_dict_set_str(vm, OU_DICT(dict), "name", name) &&
        ou_dict_set_str(vm, OU_DICT(dict), "cache_tag", tag) &&
        ou_dict_set_str(vm, OU_DICT(dict), "version", version) &&
        ou_dict_set_str(vm, OU_DICT(dict), "hexversion", hex))
        result = ou_namespace_new(vm, OU_DICT(dict));
    ou_unref(vm, version);
    ou_unref(vm, hex);
    ou_unref(vm, tag);
    ou_unref(vm, name);
    ou_unref(vm, dict);
    return result;
}

static OuObj *make_executable(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    const char *executable = vm->host->config.executable;
    return executable ? ou_str_from_lossy(vm, executable, strlen(executable)) : OU_EMPTY_STR;
}

static OuObj *make_empty_list(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    return ou_list_new(vm, 0);
}

static OuObj *make_empty_dict(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    return ou_dict_new(vm);
}

static OuObj *make_prefix(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    return ou_str_from(vm, "/usr");
}

static OuObj *make_no_bytecode(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    return OU_BOOL(vm->host->config.dont_write_bytecode);
}

const OuSysValue ou_sys_settings[] = {
    {"argv", make_texts},
    {"orig_argv", make_texts},
    {"path", make_path},
    {"executable", make_executable},
    {"warnoptions", make_texts},
    {"_xoptions", make_x_options},
    {"dont_write_bytecode", make_no_bytecode},
    {"meta_path", make_empty_list},
    {"path_hooks", make_empty_list},
    {"path_importer_cache", make_empty_dict},
    {"prefix", make_prefix},
    {"exec_prefix", make_prefix},
    {"base_prefix", make_prefix},
    {"base_exec_prefix", make_prefix},
    {"implementation", make_implementation},
    {"flags", make_flags},
    {"stdin", make_stream},
    {"stdout", make_stream},
    {"stderr", make_stream},
    {NULL, NULL},
};
