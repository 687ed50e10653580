/* verify.c - debug builds: is the code consistent? */
#include "code/effects.h"

void ou_verify(const OuProto *proto)
{
    (void)proto;
}
