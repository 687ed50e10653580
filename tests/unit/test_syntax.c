/* test_syntax.c - the parser from text to tree: what the prompt asks it, sources and encodings,
 * errors, literals, and that every allocation may fail. (Trees and messages are compared with
 * CPython's by scripts/fuzz-syntax.) */
#include "base/inflate.h"
#include "syntax/parse.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

typedef struct Parsed {
    OuMem mem;
    OuArena arena;
    OuParseResult result;
} Parsed;

static Parsed *parse_bytes(const char *text, size_t len, OuParseMode mode, unsigned flags)
{
    Parsed *parsed = calloc(1, sizeof *parsed);
    assert_non_null(parsed);
    ou_mem_init(&parsed->mem, NULL, NULL, 0);
    ou_arena_init(&parsed->arena, &parsed->mem);
    ou_parse(&parsed->mem, &parsed->arena, text, len, NULL, mode, flags, 4300, &parsed->result);
    return parsed;
}

static Parsed *parse(const char *text, OuParseMode mode, unsigned flags)
{
    return parse_bytes(text, strlen(text), mode, flags);
}

static void drop(Parsed *parsed)
{
    ou_arena_drop(&parsed->arena);
    ou_unpacked_drop(&parsed->mem);
    assert_int_equal(ou_mem_live(&parsed->mem), 0);
    ou_mem_drop(&parsed->mem);
    free(parsed);
}

/* ---- the prompt ---- */

static void test_prompt(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        OuParseStatus status;
    } cases[] = {
        {"x = 1\n", OU_PARSE_OK},
        {"x = 1; y\n", OU_PARSE_OK},
        {"x\n# comment\n", OU_PARSE_OK},
        {"x = (1,\n", OU_PARSE_MORE},
        {"x = [\n1,\n", OU_PARSE_MORE},
        {"'''abc\n", OU_PARSE_MORE},
        {"x = \\\n", OU_PARSE_MORE},
        {"if x:\n", OU_PARSE_MORE},
        {"if x:\n    y\n", OU_PARSE_MORE},
        {"if x:\n    y\n\n", OU_PARSE_OK},
        {"if x:\n    y\nelse:\n", OU_PARSE_MORE},
        {"if x: y\n", OU_PARSE_MORE},
        {"if x: y\n\n", OU_PARSE_OK},
        {"def f():\n    return (\n", OU_PARSE_MORE},
        {"def f():\n    # nothing yet\n", OU_PARSE_MORE},
        {"@a\n", OU_PARSE_MORE},
        {"@a\ndef f(): pass\n", OU_PARSE_MORE},
        {"try:\n    x\n", OU_PARSE_MORE},
        {"try:\n    x\n\n", OU_PARSE_ERROR},
        {"if x:\n\n", OU_PARSE_ERROR},
        {"x = )\n", OU_PARSE_ERROR},
        {"(a b\n", OU_PARSE_ERROR},
        {"x y\n", OU_PARSE_ERROR},
        {"'abc\n", OU_PARSE_ERROR},
        {"1 +\n", OU_PARSE_ERROR},
        {"match x:\n    case 1:\n", OU_PARSE_MORE},
        {"match x:\n    case 1: y\n\n", OU_PARSE_OK},
        {"x\ny\n", OU_PARSE_ERROR},
    };
    for (size_t i = 0; i < OU_COUNT_OF(cases); i++) {
        Parsed *p = parse(cases[i].text, OU_PARSE_SINGLE,
                          OU_PARSE_ALLOW_MORE | OU_PARSE_IS_TEXT);
        if (p->result.status != cases[i].status)
            print_error("%s", cases[i].text);
        assert_int_equal(p->result.status, cases[i].status);
        drop(p);
    }
}

static void test_more_in_files(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        OuParseStatus status;
    } cases[] = {
        {"if x:\n    y\n", OU_PARSE_OK},       {"if x:\n", OU_PARSE_MORE},
        {"for x in y:\n  if z:\n", OU_PARSE_MORE}, {"a = {\n", OU_PARSE_MORE},
        {"try:\n  a\n", OU_PARSE_MORE},        {"a b", OU_PARSE_ERROR},
        {"a\n)", OU_PARSE_ERROR},              {"", OU_PARSE_OK},
    };
    for (size_t i = 0; i < OU_COUNT_OF(cases); i++) {
        Parsed *p = parse(cases[i].text, OU_PARSE_FILE, OU_PARSE_ALLOW_MORE);
        assert_int_equal(p->result.status, cases[i].status);
        drop(p);
    }
}

/* ---- sources ---- */

static const char *first_string(Parsed *p, size_t *len)
{
    assert_int_equal(p->result.status, OU_PARSE_OK);
    OuAstSeq body = OU_AST(Module, p->result.root)->body;
    OuAstNode *value = OU_AST(Expr, body.items[0])->value;
    OuAstValue constant = OU_AST(Constant, value)->value;
    *len = constant.text.len;
    return constant.text.text;
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        const char *text, *string;
    } cases[] = {
        {"'\xC3\xA9'", "\xC3\xA9"},
        {"\xEF\xBB\xBF'\xC3\xA9'", "\xC3\xA9"},
        {"# coding: latin-1\n'\xE9'", "\xC3\xA9"},
        {"#!/x\n# -*- coding: iso-8859-1 -*-\n'\xE9'", "\xC3\xA9"},
        {"# vim: set fileencoding=UTF-8 :\n'\xC3\xA9'", "\xC3\xA9"},
        {"'a\\\r\nb'", "ab"},
        {"'''a\r\nb\rc'''\r\n", "a\nb\nc"},
    };
    for (size_t i = 0; i < OU_COUNT_OF(cases); i++) {
        size_t len;
        Parsed *p = parse(cases[i].text, OU_PARSE_FILE, 0);
        const char *string = first_string(p, &len);
        assert_int_equal(len, strlen(cases[i].string));
        assert_memory_equal(string, cases[i].string, len);
        drop(p);
    }
    static const struct {
        const char *text;
        size_t len;
        OuSyntaxErrorKind kind;
    } wrong[] = {
        {"'\xFF'", 3, OU_SYNTAX_ERROR},
        {"# coding: ascii\n'\xC3\xA9'", 20, OU_SYNTAX_ERROR},
        {"# coding: rot13\n", 16, OU_SYNTAX_ERROR},
        {"\xEF\xBB\xBF# coding: latin-1\n", 21, OU_SYNTAX_ERROR},
        {"x\0y", 3, OU_SYNTAX_VALUE},
        {"'\xED\xA0\x80'", 5, OU_SYNTAX_ERROR},
    };
    for (size_t i = 0; i < OU_COUNT_OF(wrong); i++) {
        Parsed *p = parse_bytes(wrong[i].text, wrong[i].len, OU_PARSE_FILE, 0);
        assert_int_equal(p->result.status, OU_PARSE_ERROR);
        assert_int_equal(p->result.error.kind, wrong[i].kind);
        drop(p);
    }
}

static void test_lines(void **state)
{
    (void)state;
    Parsed *p = parse("a = 1\n\n  # c\nb = (2 +\n   3)", OU_PARSE_FILE, 0);
    const OuSource *source = &p->result.source;
    assert_int_equal(source->line_count, 5);
    assert_true(ou_ast_text_is(ou_source_line(source, 1), "a = 1"));
    assert_true(ou_ast_text_is(ou_source_line(source, 2), ""));
    assert_true(ou_ast_text_is(ou_source_line(source, 5), "   3)"));
    assert_true(ou_ast_text_is(ou_source_line(source, 6), ""));
    OuAstSeq body = OU_AST(Module, p->result.root)->body;
    OuAstNode *sum = OU_AST(Assign, body.items[1])->value;
    assert_true(ou_ast_text_is(ou_source_between(source, sum->line, sum->column, sum->end_line,
                                                 sum->end_column),
                               "2 +\n   3"));
    drop(p);
}

/* ---- errors ---- */

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
        int line, column;
    } cases[] = {
        {"x = (1,\ny = 2", "'(' was never closed", 1, 5},
        {"if x\n  y", "expected ':'", 1, 5},
        {"x = 'abc", "unterminated string literal (detected at line 1)", 1, 5},
        {"f(a b)", "invalid syntax. Perhaps you forgot a comma?", 1, 3},
        {"f'{a b}'", "f-string: invalid syntax. Perhaps you forgot a comma?", 1, 2},
        {"def f():\npass", "expected an indented block after function definition on line 1", 2, 1},
        {"print 1", "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1},
        {"1 = x", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1, 1},
        {"\xC3\xA9 \xC3\xA9", "invalid syntax", 1, 3},
        {"(\xC3\xA9 \xC3\xA9)", "invalid syntax. Perhaps you forgot a comma?", 1, 2},
    };
    for (size_t i = 0; i < OU_COUNT_OF(cases); i++) {
        Parsed *p = parse(cases[i].text, OU_PARSE_FILE, OU_PARSE_IS_TEXT);
        assert_int_equal(p->result.status, OU_PARSE_ERROR);
        assert_string_equal(p->result.error.message, cases[i].message);
        assert_int_equal(p->result.error.line, cases[i].line);
        assert_int_equal(p->result.error.column, cases[i].column);
        drop(p);
    }
}

static void test_too_deep(void **state)
{
    (void)state;
    static const char *const units[] = {"1+", "-", "not ", "lambda:", "x**", "x if x else ",
                                        "await "};
    enum { COUNT = 200000 };
    for (size_t i = 0; i < OU_COUNT_OF(units); i++) {
        size_t unit = strlen(units[i]);
        char *text = malloc(unit * COUNT + 2);
        for (size_t k = 0; k < COUNT; k++)
            memcpy(text + k * unit, units[i], unit);
        memcpy(text + unit * COUNT, "x", 2);
        Parsed *p = parse(text, OU_PARSE_FILE, OU_PARSE_IS_TEXT);
        assert_int_equal(p->result.status, OU_PARSE_ERROR);
        if (strcmp(units[i], "await ") != 0) /* await await is no Python */
            assert_int_equal(p->result.error.kind, OU_SYNTAX_RECURSION);
        drop(p);
        free(text);
    }
}

static void test_warnings(void **state)
{
    (void)state;
    Parsed *p = parse("a = '\\d'\nb = 1if a else 2\nc = f'\\{a}'\n", OU_PARSE_FILE, 0);
    assert_int_equal(p->result.status, OU_PARSE_OK);
    assert_int_equal(p->result.warning_count, 3);
    assert_string_equal(p->result.warnings[0].message, "invalid escape sequence '\\d'");
    assert_int_equal(p->result.warnings[0].line, 1);
    assert_string_equal(p->result.warnings[1].message, "invalid decimal literal");
    assert_int_equal(p->result.warnings[1].line, 2);
    assert_int_equal(p->result.warnings[2].line, 3);
    drop(p);
}

/* ---- the tree ---- */

static bool count_node(OuAstNode *node, void *user)
{
    unsigned *count = user;
    uint16_t below = 0;
    *count += 1;
    for (size_t i = 0; i < ou_ast_kinds[node->kind].field_count; i++) {
        const OuAstField *field = &ou_ast_kinds[node->kind].fields[i];
        if (field->type != OU_AST_FIELD_CHILD)
            continue;
        OuAstNode *child = *(OuAstNode **)(void *)((char *)node + field->offset);
        if (child->height > below)
            below = child->height;
    }
    assert_true(node->height > below);
    return ou_ast_each_child(node, count_node, user);
}

static void test_walk(void **state)
{
    (void)state;
    Parsed *p = parse("def f(a, *, b=1):\n    return {**a, 'x': b}\n", OU_PARSE_FILE, 0);
    unsigned count = 0;
    count_node(p->result.root, &count);
    /* Module FunctionDef arguments arg arg 1 Return Dict 'x' a b */
    assert_int_equal(count, 11);
    drop(p);
}

/* ---- without memory ---- */

static const char *const programs[] = {
    "import a.b as c, d\nfrom . import (x, y as z)\n",
    "def f(a, /, b=1, *c, d: int = 2, **e) -> 'r':\n    '''doc'''\n    return f'{a!r:>{b}} {c=}'\n",
    "x = y = [i for i in range(10) if i if j]; a, *b = {1: 2, **c}, {3, 4}, (5,)\n",
    "match p:\n    case [1, *_] | {'k': -1j, **r} if q: pass\n    case A(b, c=d) as e: pass\n",
    "with (a as b, c): pass\nasync def g():\n    async for x in y: await z\n",
    "try: a\nexcept* B as c: d\nelse: e\nfinally: f\n",
    "class A(B, m=C):\n    x: int = 5\n    @p\n    def m(self): yield\n",
    "s = 'a\\n' 'b' u'c' f'{f\"{x}\"}' rf'{y}\\d'; t = b'\\x00' b'z'; n = 1_000 + 0XFF + 1E5 + 2J\n",
    "\xC3\xA9t\xC3\xA9 = \xEF\xAC\x81 + '\\N{BULLET}'\n",
    "f(a, b for c in d)\n",
    "f(**a, b=1, *c)\n",
    "x = f'{a b}'\n",
    "if x:\n    y = (1\n",
    "match x:\n    case A(b=1, c): pass\n",
    "def f(a=1, b): pass\n",
    "x = '\\N{no such name}'\n",
    "for f() in x: {1: 2, 3}\n",
};

static void check_failures(const char *text, bool forever)
{
    Parsed *sound = parse(text, OU_PARSE_FILE, OU_PARSE_IS_TEXT);
    OuParseStatus expected = sound->result.status;
    drop(sound);
    for (uint64_t n = 1;; n++) {
        OuMem mem = {0};
        OuArena arena;
        OuParseResult result;
        ou_mem_init(&mem, NULL, NULL, 0);
        ou_arena_init(&arena, &mem);
        mem.fail_countdown = n;
        mem.fail_forever = forever;
        ou_parse(&mem, &arena, text, strlen(text), NULL, OU_PARSE_FILE, OU_PARSE_IS_TEXT, 4300,
                 &result);
        bool reached = mem.fail_countdown == 0 || (forever && mem.fail_countdown <= 1);
        mem.fail_countdown = 0;
        mem.fail_forever = false;
        if (result.status == OU_PARSE_OK)
            assert_non_null(result.root);
        else
            assert_non_null(result.error.message);
        bool out_of_memory =
            result.status == OU_PARSE_ERROR && result.error.kind == OU_SYNTAX_NO_MEMORY;
        assert_true(out_of_memory || result.status == expected);
        ou_arena_drop(&arena);
        ou_unpacked_drop(&mem);
        assert_int_equal(ou_mem_live(&mem), 0);
        ou_mem_drop(&mem);
        if (!reached)
            break;
        assert_true(n < 5000);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < OU_COUNT_OF(programs); i++) {
        check_failures(programs[i], false);
        check_failures(programs[i], true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prompt),    cmocka_unit_test(test_more_in_files),
        cmocka_unit_test(test_encodings), cmocka_unit_test(test_lines),
        cmocka_unit_test(test_errors),    cmocka_unit_test(test_too_deep),
        cmocka_unit_test(test_warnings),  cmocka_unit_test(test_walk),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
