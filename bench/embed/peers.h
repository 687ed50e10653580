/* peers.h - what the embedding benchmark measures of each interpreter. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H
#include <stddef.h>
#include <stdint.h>

typedef struct Peer {
    const char *name;
    const char *(*version)(void);
    /* `count` times: create a VM with its standard library, run `1+2`, read the result, destroy. */
    void (*create)(long count);
    /* Nanoseconds of CPU time for `count` calls of the script function add(i, 1) by the host, results read. */
    double (*call)(long count);
    /* The same for `count` turns of a script's loop that calls a C function twice(i). */
    double (*callback)(long count);
    /* Create `count` VMs and keep them, each after it ran `1+2`; bytes of RSS that they added. */
    double (*live)(long count);
} Peer;

void more(void); /* what only ouro is asked */

extern const Peer peer_ouro, peer_lua, peer_python;

double cpu_ns(void);      /* CPU time of this thread */
double resident(void);    /* bytes */
void expect(int condition, const char *what); /* ends the program if it does not hold */

#endif
