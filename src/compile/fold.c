/* fold.c - constant folding over the tree. */
#include "compile/compiler.h"

void ou_fold_tree(OuCompiler *c, OuAstNode *root)
{
    (void)c;
    (void)root;
}
