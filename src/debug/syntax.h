/* syntax.h - `ouro --parse`: texts in, syntax trees or errors out; for tests and fuzzing. */
#ifndef OU_DEBUG_SYNTAX_H
#define OU_DEBUG_SYNTAX_H
#include "base/strbuf.h"
#include "syntax/parse.h"

#include <stdio.h>

/* Read texts separated by NUL bytes, each headed by a letter: f (file), e (eval), s (single)
 * of text, b (file, bytes with their encoding); F and S: the same, "needs more" allowed. For
 * each write a line: the tree, `more`, or
 * Kind|message|line|column|end_line|end_column|text (the last five only if known).
 * Returns an exit status. */
int ou_debug_syntax_batch(FILE *in, FILE *out);

/* Append the tree as text: Kind(field,…)@line:column-end_line:end_column. */
void ou_debug_syntax_tree(OuBuf *out, const OuAstNode *node);

#endif
