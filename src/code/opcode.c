/* opcode.c - the table of instructions, from opcode.def. */
#include "code/code.h"

const OuOpInfo ou_op_info[OU_OPCODE_COUNT] = {
#define OP(name, operands, words, meaning) [OU_##name##_OP] = {#name, operands, meaning, words, OU_##name##_OP},
#define QOP(name, base) [OU_##name##_OP] = {#name, NULL, NULL, 0, OU_##base##_OP},
#include "code/opcode.def"
#undef OP
#undef QOP
};
