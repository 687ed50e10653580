/* header.c - include/ouro.h alone compiles as strict C11 and as C++17. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char program[] =
    "#include \\\"ouro.h\\\"\\nint main() { OuroResult *r = ouro_run(\\\"1+2\\\", 0, 0, 0); "
    "int ok = ouro_result_plain(r).as.integer == 3; ouro_result_free(r); return !ok; }\\n";

static void compiles(const char *compiler, const char *language)
{
    char command[1200];
    snprintf(command, sizeof command,
             "printf \"%s\" | %s -Wall -Wextra -pedantic -Wstrict-aliasing -Werror -Isrc/include -x %s - -fsyntax-only",
             program, compiler, language);
    assert_int_equal(system(command), 0);
}

static void c11(void **state)
{
    (void)state;
    compiles("gcc -std=c11 -Wmissing-prototypes", "c");
}

static void cxx17(void **state)
{
    (void)state;
    if (system("command -v g++ >/dev/null 2>&1") != 0)
        skip();
    compiles("g++ -std=c++17 -Wold-style-cast", "c++");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(c11), cmocka_unit_test(cxx17)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
