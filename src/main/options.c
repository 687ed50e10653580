/* options.c - see options.h. What CPython's options mean is taken over; what ouro does not have is
 * refused by name, never ignored silently. */
#include "main/options.h"
#include "main/main.h"
#include "types/traceback.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const long_options[] = {
    "--check-hash-based-pycs", "--dis", "--help", "--help-all", "--help-env", "--help-xoptions",
    "--parse", "--trace-memory", "--trace-memory-to=", "--version", NULL};
static const char letters[] = "bBcdEhiImOPqsSuvVWxX";

static int bad_usage(const char *message, const char *detail)
{
    fprintf(stderr, "ouro: %s%s (ouro --help lists all options)\n", message, detail);
    return 2;
}

/* ---- words that are no options ---- */

/* The long option most like a word, or NULL. */
static const char *most_similar(const char *word)
{
    const char *best = NULL;
    size_t least = SIZE_MAX, len = strlen(word);
    for (size_t i = 0; long_options[i]; i++) {
        const char *option = long_options[i];
        size_t option_len = strlen(option), bound = (len + option_len + 3) / 3;
        size_t distance = strncmp(word, option, len) == 0 && len > 3
            ? 0 : ou_suggest_distance(word, len, option, option_len, bound);
        if (distance <= bound && distance < least) {
            least = distance;
            best = option;
        }
    }
    return best;
}

static int unknown_long(const char *option)
{
    char word[32];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(option, "="), option);
    const char *meant = most_similar(word);
    if (!meant)
        return bad_usage("unknown option ", option);
    fprintf(stderr, "ouro: unknown option %s; did you mean %s? (ouro --help lists all options)\n", option, meant);
    return 2;
}

/* A letter that is no option: one that differs in case, or a word that lacks a dash, may be meant. */
static int unknown_letter(const char *word, char letter)
{
    char with_dash[32], meant[32] = "", other = (char)(letter ^ ('a' ^ 'A'));
    snprintf(with_dash, sizeof with_dash, "-%s", word);
    const char *similar = strlen(word) > 3 ? most_similar(with_dash) : NULL;
    if (similar)
        snprintf(meant, sizeof meant, "; did you mean %s?", similar);
    else if (letter == 'e')
        snprintf(meant, sizeof meant, "; did you mean -c?");
    else if (strchr(letters, other))
        snprintf(meant, sizeof meant, "; did you mean -%c?", other);
    fprintf(stderr, "ouro: unknown option -%c%s (ouro --help lists all options)\n", letter, meant);
    return 2;
}

/* ---- the environment ---- */

const char *ou_options_environment(const Command *command, const char *name)
{
    const char *value = command->config.ignore_environment ? NULL : getenv(name);
    return value && *value ? value : NULL;
}

/* A variable that counts like an option given several times: its number, 1 if it is none. */
static void environment_level(const Command *command, const char *name, int *level)
{
    const char *value = ou_options_environment(command, name);
    if (!value)
        return;
    char *end;
    long number = strtol(value, &end, 10);
    if (*end || number < 0 || number > INT_MAX)
        number = 1;
    if (*level < number)
        *level = (int)number;
}

static void environment_flag(const Command *command, const char *name, bool *flag)
{
    int level = *flag;
    environment_level(command, name, &level);
    *flag = level > 0;
}

/* PYTHONHASHSEED: 0…4294967295 or "random". Returns false if it is neither. */
static bool read_hash_seed(Command *command)
{
    const char *text = ou_options_environment(command, "PYTHONHASHSEED");
    command->config.hash_randomization = 1;
    if (!text || strcmp(text, "random") == 0)
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

static bool read_max_digits(Command *command, const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (!*text || *end || number < 0 || number > INT_MAX || (number > 0 && number < 640))
        return false;
    command->config.limit_str_digits = true;
    command->config.int_max_str_digits = (uint32_t)number;
    return true;
}

/* -1: good, else an exit status. */
static int read_environment(Command *command)
{
    OuConfig *c = &command->config;
    const char *digits = ou_options_environment(command, "PYTHONINTMAXSTRDIGITS");
    if (!read_hash_seed(command)) {
        fprintf(stderr, "ouro: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n");
        return 1;
    }
    if (digits && !c->limit_str_digits && !read_max_digits(command, digits)) {
        fprintf(stderr, "ouro: PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.\n");
        return 1;
    }
    environment_level(command, "PYTHONOPTIMIZE", &c->optimize);
    environment_level(command, "PYTHONVERBOSE", &c->verbose);
    environment_level(command, "PYTHONDEBUG", &c->parser_debug);
    environment_flag(command, "PYTHONUNBUFFERED", &c->unbuffered);
    environment_level(command, "PYTHONINSPECT", &c->inspect);
    environment_flag(command, "PYTHONNOUSERSITE", &c->no_user_site);
    environment_flag(command, "PYTHONDONTWRITEBYTECODE", &c->dont_write_bytecode);
    c->safe_path |= ou_options_environment(command, "PYTHONSAFEPATH") != NULL;
    c->dev_mode |= ou_options_environment(command, "PYTHONDEVMODE") != NULL;
    c->import_time |= ou_options_environment(command, "PYTHONPROFILEIMPORTTIME") != NULL;
    return -1;
}

static void add_option(const char **options, const char *text)
{
    for (; *options; options++)
        if (strcmp(*options, text) == 0)
            return;
    *options = text;
}

/* The warning filters, weakest first: -X dev, PYTHONWARNINGS, -W, -b. False: no memory. */
static bool collect_warnings(Command *command)
{
    const char *environment = ou_options_environment(command, "PYTHONWARNINGS");
    size_t count = (size_t)command->warning_count + 3;
    for (const char *p = environment; p && *p; p++)
        count += *p == ',' || p == environment;
    const char **options = command->warn_options = calloc(count, sizeof *options);
    char *next = command->separate = environment ? strdup(environment) : NULL, *part;
    if (!options || (environment && !next))
        return false;
    if (command->config.dev_mode)
        add_option(options, "default");
    while (next && *next && (part = strsep(&next, ",")) != NULL)
        if (*part)
            add_option(options, part);
    for (int i = 0; i < command->warning_count; i++)
        add_option(options, command->warnings[i]);
    if (command->config.bytes_warning)
        add_option(options, command->config.bytes_warning > 1 ? "error::BytesWarning" : "default::BytesWarning");
    return true;
}

/* ---- options ---- */

/* One letter without argument; false if there is no such option. */
static bool plain_option(Command *command, char letter)
{
    OuConfig *c = &command->config;
    switch (letter) {
    case 'i': c->inspect++, c->interactive++; break;
    case 'q': c->quiet++; break;
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
    case 'd': c->parser_debug++; break;
    case 'x': command->skip_first_line = true; break;
    default: return false;
    }
    return true;
}

/* Is `text` that name, alone or with a value? */
static bool is_setting(const char *text, const char *name)
{
    size_t len = strlen(name);
    return strncmp(text, name, len) == 0 && (text[len] == 0 || text[len] == '=');
}

/* -1: good, else an exit status. */
static int x_option(Command *command, const char *text)
{
    static const char *const refused[] = {"no_debug_ranges", "tracemalloc", "utf8=0", "warn_default_encoding", NULL};
    OuConfig *c = &command->config;
    command->x_options[command->x_option_count++] = text;
    for (size_t i = 0; refused[i]; i++)
        if (is_setting(text, refused[i]))
            return bad_usage("not supported: -X ", text);
    if (is_setting(text, "int_max_str_digits") &&
        (text[18] == 0 || !read_max_digits(command, text + 19))) {
        fprintf(stderr, "ouro: -X int_max_str_digits: %s\n", text[18] == 0 ? "missing limit" :
                "invalid limit; must be >= 640 or 0 for unlimited.");
        return 1;
    }
    c->show_refcount |= strcmp(text, "showrefcount") == 0;
    c->import_time |= strcmp(text, "importtime") == 0;
    c->dev_mode |= strcmp(text, "dev") == 0;
    c->utf8_mode |= is_setting(text, "utf8");
#ifdef OU_DEBUG
    if (strncmp(text, "collect=", 8) == 0) { /* collect=N:SEED */
        char *end;
        c->force_every = (uint32_t)strtoul(text + 8, &end, 10);
        c->force_seed = *end ? (uint32_t)strtoul(end + 1, NULL, 10) : 0;
    }
#endif
    return -1;
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
static int trace_option(Command *command, char *option)
{
    char *value = option + strlen("--trace-memory");
    command->trace = true;
    if (strncmp(value, "-to=", 4) == 0 && value[4])
        command->trace_file = value + 4;
    else if (strncmp(value, "=name:", 6) == 0 && value[6])
        command->trace_names = add_words(command->trace_names, value + 6);
    else if (strncmp(value, "=type:", 6) == 0 && value[6])
        command->trace_types = add_words(command->trace_types, value + 6);
    else if (value[0] == '=' || is_setting(value, "-to"))
        return bad_usage("expected --trace-memory=name:NAMES, --trace-memory=type:TYPES or --trace-memory-to=FILE, not ",
                         option);
    else if (value[0] != 0)
        return unknown_long(option);
    return -1;
}

/* An option that begins with two dashes. -1: good, else an exit status. *at: its index. */
static int long_option(Command *command, int argc, char **argv, int *at)
{
    char *option = argv[*at];
    int left = argc - *at - 1;
    if (strncmp(option, "--help", 6) == 0)
        for (size_t i = 0; long_options[i]; i++)
            if (strcmp(option, long_options[i]) == 0)
                return ou_usage_print(option);
    if (strcmp(option, "--version") == 0)
        return ou_version_print(false);
    if (strcmp(option, "--parse") == 0)
        return left ? ou_tool_parse(left, argv + *at + 1) : bad_usage("--parse needs a file", "");
    if (strcmp(option, "--dis") == 0)
        return left ? ou_tool_disassemble(argv[*at + 1]) : bad_usage("--dis needs a file", "");
    if (strcmp(option, "--check-hash-based-pycs") == 0) { /* of files that ouro does not have */
        const char *value = left ? argv[++*at] : "";
        if (strcmp(value, "always") == 0 || strcmp(value, "default") == 0 || strcmp(value, "never") == 0)
            return -1;
        return bad_usage("--check-hash-based-pycs must be one of 'default', 'always', or 'never'", "");
    }
    if (strncmp(option, "--trace-memory", 14) == 0)
        return trace_option(command, option);
    return unknown_long(option);
}

typedef struct Words {
    int argc, at; /* at: the word being read */
    char **argv;
    bool complete; /* -c or -m: what follows belongs to the script */
} Words;

/* An option with a value: the rest of the word or the next one. -1: good, else an exit status. */
static int valued_option(Command *command, Words *words, const char *p)
{
    const char *value = p[1] ? p + 1 : words->at + 1 < words->argc ? words->argv[++words->at] : NULL;
    char name[3] = {'-', *p, 0};
    if (!value)
        return bad_usage("argument expected for the option ", name);
    if (*p == 'X')
        return x_option(command, value);
    if (*p == 'W') {
        command->warnings[command->warning_count++] = value;
        return -1;
    }
    *(*p == 'c' ? &command->text : &command->module) = value;
    words->complete = true;
    return -1;
}

/* A word of letters. -1: good, else an exit status. */
static int short_options(Command *command, Words *words)
{
    const char *word = words->argv[words->at];
    for (const char *p = word + 1; *p; p++) {
        if (strchr("cmWX", *p))
            return valued_option(command, words, p);
        if (*p == 'h' || *p == '?')
            return ou_usage_print("--help");
        if (*p == 'V')
            return ou_version_print(strchr(p + 1, 'V') != NULL);
        if (!plain_option(command, *p))
            return unknown_letter(word, *p);
    }
    return -1;
}

/* Options up to the thing to run. -1: good, else an exit status. */
static int parse_options(Command *command, Words *words)
{
    int status = -1;
    for (; words->at < words->argc && !words->complete; words->at++) {
        char *word = words->argv[words->at];
        if (word[0] != '-' || !word[1])
            break;
        if (strcmp(word, "--") == 0) {
            words->at++;
            break;
        }
        status = word[1] == '-' ? long_option(command, words->argc, words->argv, &words->at)
                                : short_options(command, words);
        if (status >= 0)
            return status;
    }
    return -1;
}

/* sys.argv from the words that are left. */
static void set_script_argv(Command *command, const Words *words)
{
    const char **to = command->script_argv;
    int i = words->at;
    if (command->text || command->module) {
        *to++ = command->text ? "-c" : "-m";
    } else {
        *to++ = i < words->argc ? words->argv[i] : "";
        command->file = i < words->argc && strcmp(words->argv[i], "-") != 0 ? words->argv[i] : NULL;
        i += i < words->argc;
    }
    while (i < words->argc)
        *to++ = words->argv[i++];
}

int ou_options_read(int argc, char **argv, Command *command)
{
    size_t most = (size_t)argc + 2;
    command->warnings = calloc(most, sizeof *command->warnings);
    command->x_options = calloc(most, sizeof *command->x_options);
    command->script_argv = calloc(most, sizeof *command->script_argv);
    if (!command->warnings || !command->x_options || !command->script_argv)
        return bad_usage("out of memory", "");
    Words words = {.argc = argc, .argv = argv, .at = 1};
    int status = parse_options(command, &words);
    if (status < 0)
        status = read_environment(command);
    if (status >= 0)
        return status;
    if (!collect_warnings(command))
        return bad_usage("out of memory", "");
    set_script_argv(command, &words);
    OuConfig *config = &command->config;
    config->may = OU_MAY_ALL;
    config->raw_addresses = true;
    config->argv = command->script_argv;
    config->orig_argv = (const char *const *)argv;
    config->warn_options = command->warn_options;
    config->x_options = command->x_options;
    return -1;
}

void ou_options_drop(Command *command)
{
    free(command->warnings);
    free(command->warn_options);
    free(command->separate);
    free(command->x_options);
    free(command->trace_names);
    free(command->trace_types);
    free(command->script_argv);
}
