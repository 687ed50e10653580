/* test_inflate.c - the embedded library unpacks, and damaged data is refused without harm. */
#include "base/inflate.h"
#include "host/host.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void library_unpacks(void **state)
{
    (void)state;
    for (size_t i = 0; i < ou_library_count; i++) {
        const OuLibraryFile *file = &ou_library[i];
        char *text = malloc(file->size + 1);
        assert_true(ou_inflate(file->packed, file->packed_size, text, file->size));
        for (size_t j = 0; j < file->size; j++)
            assert_true(text[j] == '\n' || (unsigned char)text[j] >= ' ');
        free(text);
    }
}

/* A copy of exactly the right size, so that a checked build sees each byte read beyond it. */
static bool inflate_copy(const unsigned char *packed, size_t size, size_t out_size)
{
    unsigned char *copy = malloc(size ? size : 1);
    char *out = malloc(out_size ? out_size : 1);
    memcpy(copy, packed, size);
    bool ok = ou_inflate(copy, size, out, out_size);
    free(copy);
    free(out);
    return ok;
}

static void kinds_of_blocks(void **state)
{
    (void)state;
    static const unsigned char stored[] = {1, 2, 0, 0xfd, 0xff, 'h', 'i'};
    static const unsigned char fixed[] = {0x4b, 0x4c, 0x84, 0x01, 0x00}; /* "aaaaaaaaaa": a literal and a match */
    assert_true(inflate_copy(stored, sizeof stored, 2));
    assert_false(inflate_copy(stored, sizeof stored, 3));
    assert_false(inflate_copy(stored, sizeof stored - 1, 2));
    assert_true(inflate_copy(fixed, sizeof fixed, 10));
    assert_false(inflate_copy(fixed, sizeof fixed, 9));
}

static void damaged_data(void **state)
{
    (void)state;
    const OuLibraryFile *file = &ou_library[0];
    unsigned char *packed = malloc(file->packed_size);
    uint32_t seed = 1;
    for (size_t cut = 0; cut < file->packed_size; cut += 7)
        assert_false(inflate_copy(file->packed, cut, file->size));
    for (int round = 0; round < 2000; round++) {
        memcpy(packed, file->packed, file->packed_size);
        seed = seed * 1103515245u + 12345u;
        packed[(seed >> 8) % file->packed_size] ^= (unsigned char)(1u << (seed >> 29));
        (void)inflate_copy(packed, file->packed_size, file->size); /* either way: no harm */
    }
    free(packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(library_unpacks),
        cmocka_unit_test(kinds_of_blocks),
        cmocka_unit_test(damaged_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
