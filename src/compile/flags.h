/* flags.h - flags of a compilation: ouro's own, and those that scripts give to compile(). */
#ifndef OU_COMPILE_FLAGS_H
#define OU_COMPILE_FLAGS_H

#define OU_COMPILE_NESTED_EXEC 1u    /* exec/eval with separate locals: names go to a namespace */
#define OU_COMPILE_ANNOTATIONS 2u    /* from __future__ import annotations inherited */
#define OU_COMPILE_DONT_INHERIT 4u
#define OU_COMPILE_TOP_LEVEL_AWAIT 8u
#define OU_COMPILE_OPTIMIZE_1 16u    /* -O: no assert, __debug__ is False */
#define OU_COMPILE_OPTIMIZE_2 32u    /* -OO: no docstrings either */
#define OU_COMPILE_OPTIMIZE_0 64u    /* compile(optimize=0): not even the VM's -O */
#define OU_COMPILE_TEXT 128u         /* the source is a str: UTF-8, no coding line */
#define OU_COMPILE_INCOMPLETE 1024u  /* a source that could go on is "incomplete input" */
#define OU_COMPILE_NO_DEDENT 2048u   /* single: the end of the source does not close blocks */
#define OU_COMPILE_FILE 512u         /* the bytes of a script */
#define OU_COMPILE_WATCHED 4096u     /* a STEP before each instruction (object/watch.h) */
#define OU_COMPILE_LIBRARY 8192u     /* a module that ouro brings */
#define OU_COMPILE_LAST_VALUE 256u   /* a module whose last statement is an expression returns its value */

/* compile()'s flags, as in CPython's ast and __future__ modules. */
#define OU_PYCF_DONT_IMPLY_DEDENT 0x0200
#define OU_PYCF_ONLY_AST 0x0400
#define OU_PYCF_ALLOW_TOP_LEVEL_AWAIT 0x2000
#define OU_PYCF_ALLOW_INCOMPLETE_INPUT 0x4000
#define OU_PYCF_ANNOTATIONS 0x1000000
#define OU_PYCF_MASK 0x1FE7E10

#endif
