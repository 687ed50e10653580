/* rules.c - a rules engine: scripts that users write decide about orders, each under limits of its own.
 *
 *     cc rules.c -I../../src/include ../../build/libouro.a -lm -o rules
 *
 * A rule is a script with a function decide(order). It is compiled once and lives in a machine of its own, so that
 * a bad rule (endless, hungry, wrong) harms no other; one that fails three times is taken out of service. */
#include "ouro.h"
#include <stdio.h>
#include <string.h>

typedef struct Rule {
    const char *name, *source;
    OuroVM *vm;
    OuroObject *decide;
    int failures;
} Rule;

static const char *const orders[] = {
    "{\"customer\": \"Ada\", \"country\": \"DE\", \"items\": [{\"price\": 40, \"count\": 3}]}",
    "{\"customer\": \"Bob\", \"country\": \"US\", \"items\": [{\"price\": 5, \"count\": 1}]}",
    "{\"customer\": \"Eve\", \"country\": \"XX\", \"items\": []}",
    "{\"customer\": \"Dan\", \"country\": \"DE\", \"items\": [{\"price\": 900, \"count\": 2}]}",
};

static Rule rules[] = {
    {"discount",
     "def decide(order):\n"
     "    total = sum(i['price'] * i['count'] for i in order['items'])\n"
     "    return {'discount': round(total * 0.1, 2)} if total > 100 else None\n", NULL, NULL, 0},
    {"embargo",
     "BLOCKED = {'XX', 'YY'}\n"
     "def decide(order):\n"
     "    if order['country'] in BLOCKED: return {'refuse': f\"no deliveries to {order['country']}\"}\n", NULL, NULL, 0},
    {"endless", "def decide(order):\n    while True: pass\n", NULL, NULL, 0},
    {"hungry", "def decide(order):\n    return list(range(10 ** 8))\n", NULL, NULL, 0},
    {"average", "def decide(order):\n    return {'average': sum(i['price'] for i in order['items']) / len(order['items'])}\n",
     NULL, NULL, 0},
    {"nosy", "def decide(order):\n    return {'secret': open('/etc/passwd').read()}\n", NULL, NULL, 0},
    {"broken", "def decide(order) return 1\n", NULL, NULL, 0},
};
#define RULES (sizeof rules / sizeof rules[0])

/* Print the exception that is pending in the machine, in a line, and forget it. */
static void complain(Rule *rule, const char *what)
{
    OuroEnd end = ouro_error_end(rule->vm);
    OuroObject *exception = ouro_error_take(rule->vm), *text = ouro_str(rule->vm, exception);
    printf("  %s %s: %s: %s%s\n", rule->name, what, ouro_type_name(rule->vm, exception), ouro_as_text(rule->vm, text, NULL),
           end == OURO_END_INSTRUCTIONS ? " (ended by the host)" : "");
    ouro_release(rule->vm, text);
    ouro_release(rule->vm, exception);
}

static void load(Rule *rule)
{
    OuroOptions options = {.size = sizeof options, .memory_limit = 4 << 20, .instruction_limit = 100000};
    rule->vm = ouro_vm_new(&options);
    OuroCode *code = ouro_compile(rule->vm, rule->source, strlen(rule->source), rule->name, OURO_MODE_FILE);
    OuroObject *done = code ? ouro_exec(rule->vm, code, NULL) : NULL;
    rule->decide = done ? ouro_global(rule->vm, "decide") : NULL;
    if (!rule->decide)
        complain(rule, "is not loaded");
    ouro_release(rule->vm, done);
    ouro_code_free(code);
}

static void apply(Rule *rule, const char *order)
{
    OuroVM *vm = rule->vm;
    if (!rule->decide || rule->failures == 3)
        return;
    OuroObject *argument = ouro_from_json(vm, order, strlen(order)), *answer = ouro_call(vm, rule->decide, &argument, 1);
    OuroObject *json = ouro_to_json(vm, answer);
    if (json && ouro_kind(vm, answer) != OURO_NONE)
        printf("  %s: %s\n", rule->name, ouro_as_text(vm, json, NULL));
    if (!json) {
        rule->failures++;
        complain(rule, rule->failures == 3 ? "failed for the last time" : "failed");
    }
    ouro_release(vm, json);
    ouro_release(vm, answer);
    ouro_release(vm, argument);
}

int main(void)
{
    printf("loading\n");
    for (size_t i = 0; i < RULES; i++)
        load(&rules[i]);
    for (size_t n = 0; n < sizeof orders / sizeof orders[0]; n++) {
        printf("order %zu\n", n + 1);
        for (size_t i = 0; i < RULES; i++)
            apply(&rules[i], orders[n]);
    }
    for (size_t i = 0; i < RULES; i++) {
        ouro_release(rules[i].vm, rules[i].decide);
        ouro_vm_free(rules[i].vm);
    }
    return 0;
}
