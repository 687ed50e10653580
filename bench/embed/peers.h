/* peers.h - what the embedding benchmark measures of each interpreter. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H
#include <stddef.h>
#include <stdint.h>

typedef struct Peer {
    const char *name;
    const char *(*version)(void);
    /* A VM with its standard library that ran `1+2`, the result read; and destroy it. */
    void *(*make)(void);
    void (*unmake)(void *vm);
    /* Nanoseconds of CPU time for `count` calls of the script function add(i, 1) by the host, results read. */
    double (*call)(long count);
    /* The same for `count` turns of a script's loop that calls a C function twice(i). */
    double (*callback)(long count);
    int many; /* there can be many at once */
} Peer;

void more(void); /* what only ouro is asked */

extern const Peer peer_ouro, peer_lua, peer_python;

void create(const Peer *peer, long count); /* make and unmake `count` times */
double cpu_ns(void);      /* CPU time of this thread */
double resident(void);    /* bytes */
void expect(int condition, const char *what); /* ends the program if it does not hold */

#endif
