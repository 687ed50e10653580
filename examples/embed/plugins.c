/* plugins.c - a plugin system: a text editor whose commands and hooks are scripts, each in a VM of its own.
 *
 *     cc plugins.c -I../../src/include ../../build/libouro.a -lm -o plugins
 *     ./plugins [plugin.py ...]
 *
 * A plugin can do what module `editor` offers, and nothing else: no files, no network, no processes. It has
 * a memory limit, and each call a limit of instructions, the same on every machine. One that fails is told
 * about; one that hits a limit is switched off. Texts travel as C strings, so no plugin can keep anything of
 * another. */
#include "ouro.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COMMANDS 16

typedef struct Plugin {
    const char *name;
    OuroVM *vm;
    struct {
        char name[32];
        OuroObject *function; /* a handle: kept until the plugin is unloaded */
    } commands[MAX_COMMANDS];
    int command_count;
    OuroObject *on_save;
} Plugin;

static char buffer[4096] = "the quick brown fox\njumps over the lazy dog\n"; /* the text that is edited */

/* ---- what a plugin sees: module editor ---- */

/* Functions find their plugin as `user` of the VM. */
static OuroObject *command(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Plugin *plugin = ouro_vm_user(vm);
    if (plugin->command_count == MAX_COMMANDS)
        return ouro_raise(vm, "RuntimeError", "too many commands");
    snprintf(plugin->commands[plugin->command_count].name, sizeof plugin->commands->name, "%s",
             ouro_as_text(vm, args[0], NULL));
    plugin->commands[plugin->command_count++].function = ouro_retain(vm, args[1]);
    return ouro_none(vm);
}

/* As a decorator: gives its argument back. */
static OuroObject *on_save(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    Plugin *plugin = ouro_vm_user(vm);
    OuroObject *old = plugin->on_save;
    plugin->on_save = ouro_retain(vm, args[0]);
    ouro_release(vm, old);
    return ouro_retain(vm, args[0]);
}

static OuroObject *get_text(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count, (void)user;
    return ouro_text(vm, buffer);
}

static OuroObject *set_text(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    size_t size;
    const char *text = ouro_as_text(vm, args[0], &size);
    if (size >= sizeof buffer)
        return ouro_raise(vm, "ValueError", "the text is too long");
    memcpy(buffer, text, size + 1);
    return ouro_none(vm);
}

static OuroObject *message(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    OuroObject *text = ouro_str(vm, args[0]);
    if (!text)
        return NULL;
    printf("  [%s] %s\n", ((Plugin *)ouro_vm_user(vm))->name, ouro_as_text(vm, text, NULL));
    ouro_release(vm, text);
    return ouro_none(vm);
}

/* ---- plugins ---- */

static void unload(Plugin *plugin)
{
    for (int i = 0; i < plugin->command_count; i++)
        ouro_release(plugin->vm, plugin->commands[i].function);
    ouro_release(plugin->vm, plugin->on_save);
    ouro_vm_free(plugin->vm);
    *plugin = (Plugin){.name = plugin->name};
}

/* Load its script, that registers what it has. 0: it is not fit for use. */
static int load(Plugin *plugin, const char *name, const char *source)
{
    OuroOptions options = {.size = sizeof options, .memory_limit = 4 << 20, .instruction_limit = 1000000,
                           .time_limit_ms = 10000, .user = plugin};
    *plugin = (Plugin){.name = name, .vm = ouro_vm_new(&options)};
    OuroVM *vm = plugin->vm;
    OuroObject *editor = ouro_module(vm, "editor", "The editor, for its plugins.");
    ouro_add_function(vm, editor, "command(name: str, function: callable): Add a command.", command, NULL);
    ouro_add_function(vm, editor, "on_save(function: callable): Call it with the text before that is saved.", on_save, NULL);
    ouro_add_function(vm, editor, "text() -> str", get_text, NULL);
    ouro_add_function(vm, editor, "set_text(text: str, /)", set_text, NULL);
    ouro_add_function(vm, editor, "message(what)", message, NULL);
    ouro_release(vm, editor);
    OuroResult *r = ouro_vm_run(vm, source, name, NULL, 0);
    int ok = ouro_result_ok(r);
    if (!ok)
        printf("  %s was not loaded: %s: %s\n", name, ouro_result_exception(r), ouro_result_message(r));
    ouro_result_free(r);
    if (!ok)
        unload(plugin);
    return ok;
}

/* Call a function of a plugin. A failure is told; after one by a limit the plugin is to be unloaded: 0. */
static int call(Plugin *plugin, OuroObject *function, OuroObject *const *args, size_t count)
{
    OuroVM *vm = plugin->vm;
    OuroObject *result = ouro_call(vm, function, args, count);
    ouro_release(vm, result);
    if (result)
        return 1;
    OuroEnd end = ouro_error_end(vm);
    OuroObject *error = ouro_error_take(vm), *text = ouro_str(vm, error);
    printf("  %s failed: %s: %s\n", plugin->name, ouro_type_name(vm, error), text ? ouro_as_text(vm, text, NULL) : "?");
    ouro_release(vm, text);
    ouro_release(vm, error);
    if (end != OURO_END_EXCEPTION)
        printf("  %s is switched off\n", plugin->name);
    return end == OURO_END_EXCEPTION;
}

static void run_command(Plugin *plugins, int count, const char *name)
{
    printf("> %s\n", name);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < plugins[i].command_count; k++)
            if (strcmp(plugins[i].commands[k].name, name) == 0 &&
                !call(&plugins[i], plugins[i].commands[k].function, NULL, 0))
                unload(&plugins[i]);
}

static void save(Plugin *plugins, int count)
{
    puts("> save");
    for (int i = 0; i < count; i++) {
        if (!plugins[i].on_save)
            continue;
        OuroObject *text = ouro_text(plugins[i].vm, buffer);
        int usable = call(&plugins[i], plugins[i].on_save, &text, 1);
        ouro_release(plugins[i].vm, text);
        if (!usable)
            unload(&plugins[i]);
    }
    fputs(buffer, stdout);
}

/* ---- some plugins ---- */

static const struct {
    const char *name, *source;
} samples[] = {
    {"words", "import editor\n"
              "def count():\n"
              "    text = editor.text()\n"
              "    editor.message(f'{len(text.split())} words, {len(set(filter(str.isalpha, text)))} letters')\n"
              "def title():\n"
              "    editor.set_text(editor.text().title())\n"
              "editor.command('count', count)\n"
              "editor.command('title', title)\n"},
    {"tidy", "import editor\n"
             "@editor.on_save\n"
             "def tidy(text):\n"
             "    editor.set_text(''.join(line.rstrip() + '.\\n' for line in text.splitlines()))\n"
             "    editor.message('tidied')\n"},
    {"typo", "import editor\n"
             "editor.command('count', lambda: editor.set_text(len(editor.text())))\n"},
    {"greedy", "import editor\n"
               "def forever():\n"
               "    while True:\n"
               "        try:\n"
               "            while True: pass\n"
               "        except BaseException:\n"
               "            pass\n"
               "editor.command('title', forever)\n"},
    {"spy", "import editor\n"
            "open('/etc/passwd')\n"},
};

int main(int argc, char **argv)
{
    enum { MAX = 16 };
    Plugin plugins[MAX];
    int count = 0;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        count += load(&plugins[count], samples[i].name, samples[i].source);
    for (int i = 1; i < argc && count < MAX; i++) {
        static char source[1 << 16];
        FILE *file = fopen(argv[i], "rb");
        size_t size = file ? fread(source, 1, sizeof source - 1, file) : 0;
        source[size] = '\0';
        if (file)
            fclose(file);
        count += load(&plugins[count], argv[i], source);
    }
    run_command(plugins, count, "count");
    run_command(plugins, count, "title");
    run_command(plugins, count, "count");
    save(plugins, count);
    for (int i = 0; i < count; i++)
        unload(&plugins[i]);
    return 0;
}
