/* hello.c - the smallest host: run a script with inputs, look at what came out.
 *
 *     cc hello.c -I../../src/include ../../build/libouro.a -lm -o hello
 */
#include "ouro.h"
#include <stdio.h>

static void show(const char *source)
{
    OuroOptions options = {.size = sizeof options, .capture_output = 1};
    OuroInput inputs[] = {{"n", ouro_value_int(10)}, {"who", ouro_value_text("world")}};
    OuroResult *result = ouro_run(source, &options, inputs, 2);
    printf("output:    %s", ouro_result_output(result));
    if (ouro_result_ok(result))
        printf("value:     %s\n", ouro_result_value(result) ? ouro_result_value(result) : "(none)");
    else
        printf("exception: %s: %s\n%s", ouro_result_exception(result), ouro_result_message(result),
               ouro_result_traceback(result));
    printf("used:      %llu bytes at most\n\n", (unsigned long long)ouro_result_peak_bytes(result));
    ouro_result_free(result);
}

int main(void)
{
    printf("ouro %s\n\n", ouro_version());
    show("print('hello,', who)\nsum(range(n))");
    show("print('about to fail')\n1 / 0");
    show("open('/etc/passwd')");   /* denied: the default grants no files */
    show("while True: pass");      /* ends after a second */
    return 0;
}
