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

/* PYTHONPATH only: the CLI puts the script's folder in front. */
static OuObj *make_path(OuVM *vm, const OuConfig *config)
{
    OuObj *list = ou_list_new(vm, 4);
    if (list && config->allowed.environment && !config->ignore_environment &&
        !add_path_entries(vm, list, getenv("PYTHONPATH")))
        ou_clear(vm, &list);
    return list;
}

static bool add_flags(OuVM *vm, OuModule *sys, const OuConfig *c)
{
    static const char *const fields[] = {
        "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
        "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
        "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", NULL};
    static const OuStructSeqDef def = {.name = "sys.flags", .fields = fields, .no_new = true};
    const int values[] = {0, c->inspect, c->interactive, c->optimize, c->dont_write_bytecode, c->no_user_site,
                          c->no_site, c->ignore_environment, c->verbose, c->bytes_warning, c->quiet,
                          c->hash_randomization, c->isolated, c->dev_mode, 0, 0, c->safe_path, 4300};
    OuObj *items[OU_COUNT_OF(values)];
    bool complete = true;
    for (size_t i = 0; i < OU_COUNT_OF(values); i++) {
        items[i] = i == 13 || i == 16 ? OU_BOOL(values[i]) : ou_int_from(vm, values[i]);
        complete = complete && items[i];
    }
    OuObj *flags = complete ? ou_struct_seq_new(vm, &def, items) : NULL;
    for (size_t i = 0; i < OU_COUNT_OF(values); i++)
        ou_unref(vm, items[i]);
    return ou_module_add_take(vm, sys, "flags", flags);
}

static bool add_streams(OuVM *vm, OuModule *sys, const OuConfig *config)
{
    static const char *const names[3] = {"stdin", "stdout", "stderr"};
    static const char *const originals[3] = {"__stdin__", "__stdout__", "__stderr__"};
    static const char *const shown[3] = {"<stdin>", "<stdout>", "<stderr>"};
    for (int i = 0; i < 3; i++) {
        bool line_buffering = i == 2 || (i == 1 && (config->write == NULL ? isatty(1) : config->line_buffered));
        OuObj *stream = i == 0 && !vm->allowed.input ? OU_NONE
                        : ou_file_standard(vm, i, shown[i], line_buffering, config->unbuffered && i > 0);
        bool ok = stream && ou_module_add(vm, sys, names[i], stream) && ou_module_add(vm, sys, originals[i], stream);
        ou_unref(vm, stream);
        if (!ok)
            return false;
    }
    return true;
}

static OuObj *x_options(OuVM *vm, const char *const *options)
{
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
static OuObj *implementation(OuVM *vm, OuModule *sys)
{
    OuObj *dict = ou_dict_new(vm);
    OuObj *name = ou_str_from(vm, "ouro"), *tag = ou_str_from(vm, "ouro-311"), *hex = ou_int_from(vm, 0x030B02F0);
    OuObj *version = ou_getattr_text(vm, OU_OBJ(sys), "version_info");
    OuObj *result = NULL;
    if (dict && name && tag && hex && version && ou_dict_set_str(vm, OU_DICT(dict), "name", name) &&
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

bool ou_upcall_sys_settings(OuVM *vm, OuModule *sys)
{
    static const char *const no_arguments[] = {"", NULL};
    const OuConfig *c = &vm->host->config;
    const char *executable = c->executable ? c->executable : "";
    return ou_module_add_take(vm, sys, "argv", list_of_texts(vm, c->argv ? c->argv : no_arguments)) &&
           ou_module_add_take(vm, sys, "orig_argv", list_of_texts(vm, c->orig_argv)) &&
           ou_module_add_take(vm, sys, "path", make_path(vm, c)) &&
           ou_module_add_take(vm, sys, "executable", ou_str_from_lossy(vm, executable, strlen(executable))) &&
           ou_module_add_take(vm, sys, "warnoptions", list_of_texts(vm, c->warn_options)) &&
           ou_module_add_take(vm, sys, "_xoptions", x_options(vm, c->x_options)) &&
           ou_module_add(vm, sys, "dont_write_bytecode", OU_BOOL(c->dont_write_bytecode)) &&
           ou_module_add_take(vm, sys, "meta_path", ou_list_new(vm, 0)) &&
           ou_module_add_take(vm, sys, "path_hooks", ou_list_new(vm, 0)) &&
           ou_module_add_take(vm, sys, "path_importer_cache", ou_dict_new(vm)) &&
           ou_module_add_take(vm, sys, "prefix", ou_str_from(vm, "/usr")) &&
           ou_module_add_take(vm, sys, "exec_prefix", ou_str_from(vm, "/usr")) &&
           ou_module_add_take(vm, sys, "base_prefix", ou_str_from(vm, "/usr")) &&
           ou_module_add_take(vm, sys, "implementation", implementation(vm, sys)) && add_flags(vm, sys, c) && add_streams(vm, sys, c);
}
