/* compile.h - from syntax tree to OuProto. Knows no objects and no VM state but its memory. */
#ifndef OU_COMPILE_COMPILE_H
#define OU_COMPILE_COMPILE_H
#include "code/code.h"
#include "syntax/parse.h"

/* Flags. */
#define OU_COMPILE_NESTED_EXEC 1u    /* exec/eval with separate locals: names go to a namespace */
#define OU_COMPILE_ANNOTATIONS 2u    /* from __future__ import annotations inherited */
#define OU_COMPILE_DONT_INHERIT 4u
#define OU_COMPILE_TOP_LEVEL_AWAIT 8u
#define OU_COMPILE_OPTIMIZE_1 16u    /* -O: no assert, __debug__ is False */
#define OU_COMPILE_OPTIMIZE_2 32u    /* -OO: no docstrings either */

/* Compile `root`. Mode is told by the root (Module, Interactive, Expression). NULL: *error is
 * filled (SyntaxError from scopes or code generation, or no memory). Warnings (SyntaxWarning:
 * "is" with a literal, …) go to `warn` if not NULL. */
typedef void (*OuWarnFn)(void *user, const char *message, int line);
OU_MUST_CHECK OuProto *ou_compile(OuMem *mem, OuArena *arena, const OuAstNode *root, const char *filename,
                                  uint32_t flags, OuSyntaxError *error, OuWarnFn warn, void *user);

#endif
