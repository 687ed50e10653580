/* match.c - the match statement. */
#include "compile/compiler.h"

void ou_flow_match(OuCompiler *c, OuAstMatch *s)
{
    ou_cc_error(c, ou_cc_pos(&s->node), "match is not there yet");
}
