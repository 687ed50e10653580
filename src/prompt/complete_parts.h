/* complete_parts.h - what complete.c and peek.c share. */
#ifndef OU_PROMPT_COMPLETE_PARTS_H
#define OU_PROMPT_COMPLETE_PARTS_H
#include "host/host.h"
#include "object/state.h"

bool prompt_is_word(char c); /* a character of names */
/* The dictionary with an object's own attributes, lent; NULL: it has none (its names are in its shape). */
OuDict *prompt_instance_dict(OuVM *vm, OuObj *o);

#endif
