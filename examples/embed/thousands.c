/* thousands.c - ten thousand machines in one process, all alive at once, each with its own state.
 *
 *     cc thousands.c -I../../src/include ../../build/libouro.a -lm -o thousands && ./thousands [COUNT]
 *
 * The script is compiled once; its code is shared. Each machine counts what is sent to it. With an argument it also
 * tells what a machine takes. */
#include "ouro.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char source[] =
    "class Counter:\n"
    "    def __init__(self): self.seen = {}\n"
    "    def add(self, word):\n"
    "        self.seen[word] = self.seen.get(word, 0) + 1\n"
    "        return self.seen[word]\n"
    "counter = Counter()\n"
    "add = counter.add\n";

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
    OuroVM **machines = calloc(count, sizeof *machines);
    OuroObject **adders = calloc(count, sizeof *adders);
    OuroOptions options = {.size = sizeof options, .memory_limit = 1 << 20};
    OuroCode *code = NULL;
    for (size_t i = 0; i < count; i++) {
        machines[i] = ouro_vm_new(&options);
        if (!code)
            code = ouro_compile(machines[i], source, strlen(source), "counter.py", OURO_MODE_FILE);
        ouro_release(machines[i], ouro_exec(machines[i], code, NULL));
        adders[i] = ouro_global(machines[i], "add");
        if (!adders[i])
            return 1;
    }
    printf("%zu machines\n", count);

    int64_t total = 0;
    for (int turn = 0; turn < 5; turn++)
        for (size_t i = 0; i < count; i++) {
            if (i % 5 < (size_t)turn) /* some hear less than others */
                continue;
            OuroObject *word = ouro_text(machines[i], "tick"), *seen = ouro_call(machines[i], adders[i], &word, 1);
            int64_t number = 0;
            ouro_to_int(machines[i], seen, &number);
            total += number;
            ouro_release(machines[i], seen);
            ouro_release(machines[i], word);
        }
    printf("sum of their answers: %lld\n", (long long)total);

    uint64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        OuroUsage usage = {.size = sizeof usage};
        ouro_usage(machines[i], &usage);
        bytes += usage.bytes;
        ouro_release(machines[i], adders[i]);
        ouro_vm_free(machines[i]);
    }
    ouro_code_free(code);
    if (argc > 1)
        printf("bytes per machine: %llu\n", (unsigned long long)(bytes / count));
    free(machines);
    free(adders);
    return 0;
}
