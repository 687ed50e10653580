/* effects.h - what an instruction does to the temporaries it names: the one description that
 * the code generator (live maps), the verifier and whoever walks code share. */
#ifndef OU_CODE_EFFECTS_H
#define OU_CODE_EFFECTS_H
#include "code/code.h"

typedef enum OuEffectKind {
    OU_EFFECT_CONSUMES, /* gone before anything can fail: not in the live map */
    OU_EFFECT_DIES,     /* released or moved when the instruction succeeds */
    OU_EFFECT_WRITES,   /* owned afterwards */
} OuEffectKind;
#define OU_ON_NEXT 1u   /* when execution goes on behind the instruction */
#define OU_ON_JUMP 2u   /* when it jumps */

typedef struct OuEffect {
    uint8_t kind, edges;
    uint16_t first, count;
} OuEffect;

typedef struct OuEffects {
    OuEffect items[8];
    int count;
} OuEffects;

/* `extra` is the word behind the instruction (any word if it has none). Registers that are
 * variables are left out; only flags tell them from temporaries. */
void ou_op_effects(const OuInsn *insn, const OuInsn *extra, OuEffects *out);
/* Does control never go on behind it? */
bool ou_op_ends(uint16_t op);
/* 0: no jump; 'c': 16 bits in c; 'k': 32 bits in k; 'x': 32 bits in the extra word. */
char ou_op_jump(uint16_t op);
/* Is the second word of its own (not a cache)? */
bool ou_op_has_extra(uint16_t op);
/* Handler entries: the first instruction of a handler. */
bool ou_op_enters_handler(uint16_t op);

#endif
