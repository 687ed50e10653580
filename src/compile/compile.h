/* compile.h - from syntax tree to OuProto. Knows no objects and no VM state but its memory. */
#ifndef OU_COMPILE_COMPILE_H
#define OU_COMPILE_COMPILE_H
#include "code/code.h"
#include "compile/flags.h"
#include "syntax/parse.h"

/* Compile `root`, whose kind tells the mode (Module, Interactive, Expression); the tree is
 * changed on the way (constant folding). Code is allocated from `mem`, working memory from
 * `arena`. NULL: *error is filled (SyntaxError from scopes or code generation; text not set:
 * the caller adds the source line). Warnings (SyntaxWarning: "is" with a literal, …) go to
 * `warn` if not NULL; false: the warning is an error, a SyntaxError with its message. The
 * walks recurse as the tree nests: `stack_end` is the address that the C stack must not reach
 * (0: none), else the error is a RecursionError. */
typedef bool (*OuWarnFn)(void *user, const char *message, int line);
OU_MUST_CHECK OuProto *ou_compile(OuMem *mem, OuArena *arena, const OuAstNode *root, const char *filename,
                                  uint32_t flags, uintptr_t stack_end, OuSyntaxError *error, OuWarnFn warn,
                                  void *user);

#endif
