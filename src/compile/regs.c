/* regs.c - temporaries: a stack of registers, and which of them hold a reference.
 *
 * What is owned at an instruction is one of few sets, each kept once: code is a list of
 * (instruction, number of a set). */
#include "compile/compiler.h"
#include <string.h>

/* Registers must exist up to (not including) `count`. */
static bool need_registers(OuCompiler *c, uint32_t count)
{
    OuUnit *unit = c->unit;
    if (count >= OU_NO_REGISTER) {
        ou_cc_error(c, unit->pos, "too many temporaries in one expression");
        return false;
    }
    if (count > unit->register_count)
        unit->register_count = count;
    if (count <= unit->owned_cap)
        return true;
    uint32_t cap = count * 2 < 64 ? 64 : count * 2;
    uint8_t *owned = ou_cc_take(c, cap);
    if (owned == NULL)
        return false;
    if (unit->owned_cap > 0)
        memcpy(owned, unit->owned, unit->owned_cap);
    unit->owned = owned;
    unit->owned_cap = cap;
    return true;
}

uint16_t ou_temp_take(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    if (!need_registers(c, unit->next_temp + 1))
        return unit->local_count;
    return (uint16_t)unit->next_temp++;
}

void ou_temp_need(OuCompiler *c, uint32_t count)
{
    (void)need_registers(c, c->unit->next_temp + count);
}

void ou_temp_release(OuCompiler *c, uint16_t reg)
{
    ou_emit(c, OU_RELEASE_OP, reg, 0, 0);
}

/* ---- sets ---- */

static uint32_t hash_set(const uint16_t *registers, uint32_t count)
{
    uint32_t hash = count * 2654435761u;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ registers[i]) * 16777619u;
    return hash;
}

static bool grow_index(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    uint32_t size = unit->set_index_size == 0 ? 32 : unit->set_index_size * 2;
    uint32_t *index = ou_cc_take(c, size * sizeof(uint32_t));
    if (index == NULL)
        return false;
    unit->set_index = index;
    unit->set_index_size = size;
    for (uint32_t i = 0; i < unit->set_count; i++) {
        uint32_t k = unit->sets[i].hash & (size - 1);
        while (index[k] != 0)
            k = (k + 1) & (size - 1);
        index[k] = i + 1;
    }
    return true;
}

static uint32_t set_number(OuCompiler *c, const uint16_t *registers, uint32_t count)
{
    OuUnit *unit = c->unit;
    if ((unit->set_count + 1) * 2 > unit->set_index_size && !grow_index(c))
        return 0;
    uint32_t hash = hash_set(registers, count), mask = unit->set_index_size - 1, k = hash & mask;
    for (; unit->set_index[k] != 0; k = (k + 1) & mask) {
        OuLiveSet *set = &unit->sets[unit->set_index[k] - 1];
        if (set->hash == hash && set->count == count &&
            memcmp(set->registers, registers, count * sizeof *registers) == 0)
            return unit->set_index[k] - 1;
    }
    uint16_t *copy = ou_cc_take(c, count * sizeof *registers + 1);
    if (copy == NULL || !OU_CC_PUSH(c, unit->sets, unit->set_count, unit->set_cap))
        return 0;
    memcpy(copy, registers, count * sizeof *registers);
    unit->sets[unit->set_count] = (OuLiveSet){hash, (uint16_t)count, copy, UINT32_MAX};
    unit->set_index[k] = ++unit->set_count;
    return unit->set_count - 1;
}

void ou_unpacked_begin(OuCompiler *c, uint32_t first, uint32_t end)
{
    OuUnit *unit = c->unit;
    if (unit->unpacked_count < OU_COUNT_OF(unit->unpacked)) {
        unit->unpacked[unit->unpacked_count].first = first;
        unit->unpacked[unit->unpacked_count].end = end;
    }
    unit->unpacked_count++;
    unit->live_known = false;
}

void ou_unpacked_done(OuCompiler *c)
{
    c->unit->unpacked_count--;
    c->unit->live_known = false;
}

static void turn_unpacked(const OuUnit *unit, uint16_t *registers, uint32_t count)
{
    for (uint32_t k = 0; k < unit->unpacked_count && k < OU_COUNT_OF(unit->unpacked); k++) {
        uint32_t low = 0, high = count;
        while (low < count && registers[low] < unit->unpacked[k].first)
            low++;
        while (high > low && registers[high - 1] >= unit->unpacked[k].end)
            high--;
        for (; low + 1 < high; low++) {
            uint16_t swapped = registers[low];
            registers[low] = registers[--high];
            registers[high] = swapped;
        }
    }
}

/* The set of what is owned, without what `out` says is consumed. */
uint32_t ou_live_without(OuCompiler *c, const OuEffects *without)
{
    OuUnit *unit = c->unit;
    uint16_t small[128], *registers = small;
    uint32_t top = unit->register_count < unit->owned_cap ? unit->register_count : unit->owned_cap;
    uint32_t count = 0, all = 0;
    for (uint32_t i = unit->local_count; i < top; i++)
        all += unit->owned[i];
    if (all > OU_COUNT_OF(small)) {
        registers = ou_cc_take(c, all * sizeof *registers);
        if (registers == NULL)
            return 0;
    }
    for (uint32_t i = unit->local_count; i < top && count < all; i++) {
        bool gone = !unit->owned[i];
        for (int k = 0; !gone && without != NULL && k < without->count; k++) {
            const OuEffect *effect = &without->items[k];
            gone = effect->kind == OU_EFFECT_CONSUMES && i >= effect->first &&
                   i < (uint32_t)effect->first + effect->count;
        }
        if (!gone)
            registers[count++] = (uint16_t)i;
        all -= unit->owned[i] && gone;
    }
    if (unit->unpacked_count > 0)
        turn_unpacked(unit, registers, count);
    return set_number(c, registers, count);
}

uint32_t ou_live_now(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    if (!unit->live_known) {
        unit->live = ou_live_without(c, NULL);
        unit->live_known = true;
    }
    return unit->live;
}

void ou_live_set(OuCompiler *c, uint32_t set)
{
    OuUnit *unit = c->unit;
    if (unit->owned_cap > 0)
        memset(unit->owned, 0, unit->owned_cap);
    if (set >= unit->set_count)
        return;
    for (uint32_t i = 0; i < unit->sets[set].count; i++)
        unit->owned[unit->sets[set].registers[i]] = 1;
    unit->live = set;
    unit->live_known = true;
}

void ou_live_own(OuCompiler *c, uint32_t reg, bool own)
{
    OuUnit *unit = c->unit;
    if (!need_registers(c, reg + 1))
        return;
    unit->owned[reg] = own;
    unit->live_known = false;
}
