/* host.c - a small host, C11 and C++17, with which scripts/check-packaging tries the ways to build one. */
#include <ouro.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    OuroOptions options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.capture_output = 1;
    OuroInput input = {"n", ouro_value_int(10)};
    OuroResult *r = ouro_run("import math\nfrom dataclasses import astuple, make_dataclass\nfrom collections import Counter\n"
                             "print(sum(range(n)), 0.1 + 0.2, 'h\\u00e9'.upper(), f'{math.pi:.10e}')\n"
                             "print(Counter('banana'), astuple(make_dataclass('P', ['x'])(1)))\n"
                             "class Node:\n"
                             "    def __init__(self): self.me = self\n"
                             "    def __del__(self): print('collected')\n"
                             "Node(); gc.collect()\n"
                             "print(2 ** 200 // 3, sorted('hello'), float('1e-320'), 1e22)\n"
                             "{'n': n}", &options, &input, 1);
    fputs(ouro_result_ok(r) ? ouro_result_output(r) : ouro_result_traceback(r), stdout);
    printf("%s\n", ouro_result_value(r) ? ouro_result_value(r) : "none");
    ouro_result_free(r);

    options.instruction_limit = 100000;
    r = ouro_run("def f(): return f()\n"
                 "try: f()\n"
                 "except RecursionError: print('deep')\n"
                 "while True: pass", &options, NULL, 0);
    printf("%s%d %d\n", ouro_result_output(r), ouro_result_end(r) == OURO_END_INSTRUCTIONS,
           ouro_version_number() == OURO_VERSION_NUMBER);
    ouro_result_free(r);
    return 0;
}
