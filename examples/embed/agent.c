/* agent.c - a host that runs snippets which nobody has read, and lets them wait for its tools.
 *
 *     cc agent.c -I../../src/include ../../build/libouro.a -lm -o agent
 *
 * A snippet calls tools as if they were plain functions: fetch(url), ask(question). Each is slow in the real world, so the
 * host suspends the snippet, puts the request into a queue, and serves the next snippet meanwhile, all on one thread.
 * A snippet can do nothing but compute, print and call tools: 8 MiB, a million instructions (waiting is free), a time
 * that is given, no files; and the tools say which requests they serve. */
#include "ouro.h"
#include <stdio.h>
#include <string.h>

typedef struct Agent {
    const char *name, *source;
    OuroVM *vm;
    int calls; /* of tools: also limited */
} Agent;

static Agent agents[] = {
    {"weather",
     "cities = ['Oslo', 'Rome', 'Lima']\n"
     "degrees = {c: int(fetch('weather/' + c)) for c in cities}\n"
     "max(degrees, key=degrees.get)", NULL, 0},
    {"polite",
     "name = ask('What is your name?')\n"
     "try:\n"
     "    fetch('secrets/key')\n"
     "except PermissionError as e:\n"
     "    print('not allowed:', e)\n"
     "f'Hello, {name}!'", NULL, 0},
    {"plan",
     "def steps():\n"
     "    for question in ('first?', 'second?'):\n"
     "        yield ask(question)\n"
     "answers = []\n"
     "for said in steps(): answers.append(said)\n"
     "answers", NULL, 0},
    {"greedy", "while True: ask('more?')", NULL, 0},
    {"stuck", "fetch('weather/Rome')\nx = 0\nwhile True: x += 1", NULL, 0},
    {"cunning",
     "while True:\n"
     "    try: fetch('weather/Oslo'); blob = 'x' * 10 ** 9\n"
     "    except MemoryError: print('no room'); break\n"
     "import os\n"
     "os.listdir('/')", NULL, 0},
    {"sorter", "sorted(['Rome', 'Oslo'], key=lambda c: fetch('weather/' + c))", NULL, 0},
};
#define COUNT (sizeof agents / sizeof agents[0])

/* A tool: notes what is wanted, and suspends. The request is (tool, argument). */
static OuroObject *tool(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    OuroObject *name = ouro_text(vm, user), *request = ouro_tuple(vm, (OuroObject *[]){name, args[0]}, 2);
    ouro_suspend(vm, request);
    ouro_release(vm, request);
    ouro_release(vm, name);
    return NULL;
}

/* What the world answers; NULL: the request is refused. */
static const char *answer(const char *tool_name, const char *wish)
{
    if (strcmp(tool_name, "ask") == 0)
        return strstr(wish, "name") ? "Ada" : "yes";
    if (strcmp(wish, "weather/Oslo") == 0)
        return "4";
    if (strcmp(wish, "weather/Rome") == 0)
        return "21";
    return strcmp(wish, "weather/Lima") == 0 ? "19" : NULL;
}

/* Serve the request that the agent's run waits with; the run goes on until it waits again or ends. */
static OuroResult *serve(Agent *agent)
{
    OuroVM *vm = agent->vm;
    OuroObject *request = ouro_suspended(vm), *name = ouro_index(vm, request, 0), *wish = ouro_index(vm, request, 1);
    const char *text = answer(ouro_as_text(vm, name, NULL), ouro_as_text(vm, wish, NULL));
    printf("%s: %s(%s) -> %s\n", agent->name, ouro_as_text(vm, name, NULL), ouro_as_text(vm, wish, NULL),
           text ? text : "refused");
    OuroResult *result;
    if (++agent->calls > 5) {
        ouro_raise(vm, "RuntimeError", "too many calls of tools");
        result = ouro_resume(vm, NULL, NULL);
    } else if (text) {
        OuroObject *value = ouro_text(vm, text);
        result = ouro_resume(vm, value, NULL);
        ouro_release(vm, value);
    } else {
        ouro_raise(vm, "PermissionError", "this address is not served");
        result = ouro_resume(vm, NULL, NULL);
    }
    ouro_release(vm, request);
    ouro_release(vm, name);
    ouro_release(vm, wish);
    return result;
}

/* Tell what a run gave. Whether it waits. */
static int look_at(const Agent *agent, OuroResult *result)
{
    OuroEnd end = ouro_result_end(result);
    if (ouro_result_output_size(result))
        printf("%s prints: %s", agent->name, ouro_result_output(result));
    if (end == OURO_END_OK)
        printf("%s is done: %s\n", agent->name, ouro_result_value(result));
    else if (end != OURO_END_SUSPENDED)
        printf("%s failed: %s: %s\n", agent->name, ouro_result_exception(result), ouro_result_message(result));
    ouro_result_free(result);
    return end == OURO_END_SUSPENDED;
}

int main(void)
{
    OuroOptions options = {.size = sizeof options, .memory_limit = 8 << 20, .instruction_limit = 1000000,
                           .time_limit_ms = OURO_UNLIMITED, .capture_output = 1};
    Agent *waiting[COUNT];
    size_t left = 0;
    for (size_t i = 0; i < COUNT; i++) {
        Agent *agent = &agents[i];
        agent->vm = ouro_vm_new(&options);
        ouro_add_function(agent->vm, NULL, "fetch(url: str) -> str", tool, "fetch");
        ouro_add_function(agent->vm, NULL, "ask(question: str) -> str", tool, "ask");
        if (look_at(agent, ouro_vm_run(agent->vm, agent->source, agent->name, NULL, 0)))
            waiting[left++] = agent;
    }
    while (left > 0) { /* one request of each that waits, in turn */
        size_t still = 0;
        for (size_t i = 0; i < left; i++)
            if (look_at(waiting[i], serve(waiting[i])))
                waiting[still++] = waiting[i];
        left = still;
    }
    for (size_t i = 0; i < COUNT; i++)
        ouro_vm_free(agents[i].vm);
    return 0;
}
