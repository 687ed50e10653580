/* time.c - module time: clocks, sleeping, calendar time. Everything but UTC needs libc's idea of
 * the local zone; nothing depends on the locale (names of days and months are English). */
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/float.h"
#include "object/int.h"
#include "types/struct_seq.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const day_names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July", "August",
                                          "September", "October", "November", "December"};

static const char *const struct_time_fields[] = {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday",
                                                 "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff", NULL};
static const OuStructSeqDef struct_time_def = {.name = "time.struct_time", .fields = struct_time_fields, .visible = 9};

static int64_t nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A clock as scripts may see it: the real one, or the given time, which only sleep() moves. */
static bool is_real(const OuVM *vm)
{
    return (vm->access.may & OU_MAY_CLOCK) != 0;
}

static int64_t seen(const OuVM *vm, clockid_t clock)
{
    return is_real(vm) ? nanoseconds(clock)
           : clock == CLOCK_REALTIME || clock == CLOCK_TAI ? vm->access.clock
                                                           : vm->access.clock - vm->access.clock_start;
}

static time_t now(const OuVM *vm)
{
    return (time_t)(seen(vm, CLOCK_REALTIME) / 1000000000);
}

/* The local zone is the machine's: with a given time it is UTC. */
static struct tm *to_local(const OuVM *vm, const time_t *when, struct tm *t)
{
    if (is_real(vm))
        return localtime_r(when, t);
    t = gmtime_r(when, t);
    if (t)
        t->tm_zone = "UTC";
    return t;
}

#define CLOCK(name, clock) \
    static OuObj *time_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs) \
    { \
        (void)self, (void)args, (void)nargs; \
        return ou_float_from(vm, (double)seen(vm, clock) * 1e-9); \
    } \
    static OuObj *time_##name##_ns(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs) \
    { \
        (void)self, (void)args, (void)nargs; \
        return ou_int_from(vm, seen(vm, clock)); \
    }
CLOCK(time, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(perf_counter, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)

static OuObj *time_sleep(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    double seconds;
    int64_t whole;
    if (ou_is(vm, args[0], OU_TF_IS_FLOAT)) {
        seconds = ou_float_value(args[0]);
    } else if (ou_as_int64(vm, args[0], &whole)) {
        seconds = (double)whole;
    } else {
        if (ou_error_swallow(vm, OU_T_OverflowError))
            ou_raise(vm, OU_T_OverflowError, "timestamp too large to convert to C _PyTime_t");
        return NULL;
    }
    if (isnan(seconds))
        return OU_VALUE_ERROR(vm, "Invalid value NaN (not a number)");
    if (seconds < 0)
        return OU_VALUE_ERROR(vm, "sleep length must be non-negative");
    if (seconds > 9.2e9)
        return ou_raise(vm, OU_T_OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (!is_real(vm)) {
        int64_t length = (int64_t)(seconds * 1e9);
        if (__builtin_add_overflow(vm->access.clock, length, &vm->access.clock))
            vm->access.clock = INT64_MAX;
        return ou_upcall_poll(vm) ? OU_NONE : NULL;
    }
    int64_t end = nanoseconds(CLOCK_MONOTONIC) + (int64_t)(seconds * 1e9);
    for (;;) { /* in pieces: other threads may interrupt, the time may be limited */
        int64_t piece = nanoseconds(CLOCK_MONOTONIC) + (vm->access.hosted ? 5000000 : 50000000);
        bool last = piece >= end;
        if (last)
            piece = end;
        struct timespec until = {.tv_sec = piece / 1000000000, .tv_nsec = piece % 1000000000};
        int failed = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        if (failed != 0 && failed != EINTR)
            return ou_raise_errno(vm, failed, NULL);
        if (!ou_upcall_poll(vm))
            return NULL;
        if (failed == 0 && last)
            return OU_NONE;
    }
}

/* ---- calendar ---- */

static OuObj *from_tm(OuVM *vm, const struct tm *t)
{
    const int values[] = {t->tm_year + 1900, t->tm_mon + 1, t->tm_mday, t->tm_hour, t->tm_min, t->tm_sec,
                          (t->tm_wday + 6) % 7, t->tm_yday + 1, t->tm_isdst};
    OuObj *items[11];
    bool complete = true;
    for (size_t i = 0; i < 9; i++)
        complete = (items[i] = ou_int_from(vm, values[i])) != NULL && complete;
    items[9] = ou_str_from_lossy(vm, t->tm_zone ? t->tm_zone : "UTC", strlen(t->tm_zone ? t->tm_zone : "UTC"));
    items[10] = ou_int_from(vm, t->tm_gmtoff);
    OuObj *result = complete && items[9] && items[10] ? ou_struct_seq_new(vm, &struct_time_def, items) : NULL;
    for (size_t i = 0; i < 11; i++)
        ou_unref(vm, items[i]);
    return result;
}

static bool seconds_argument(OuVM *vm, OuObj *argument, time_t *out)
{
    *out = now(vm);
    if (!argument || argument == OU_NONE)
        return true;
    double value;
    if (ou_is(vm, argument, OU_TF_IS_INT)) {
        int64_t whole;
        if (!ou_int_to_int64(argument, &whole)) {
            ou_raise(vm, OU_T_OverflowError, "timestamp out of range for platform time_t");
            return false;
        }
        *out = whole;
        return true;
    }
    if (!ou_is(vm, argument, OU_TF_IS_FLOAT)) {
        OuObj *index = ou_index_of(vm, argument);
        bool good = index && seconds_argument(vm, index, out);
        ou_unref(vm, index);
        return good;
    }
    if (!ou_as_double(vm, argument, &value))
        return false;
    if (isnan(value)) {
        ou_raise(vm, OU_T_ValueError, "Invalid value NaN (not a number)");
        return false;
    }
    if (!(fabs(value) < 9.2e18)) {
        ou_raise(vm, OU_T_OverflowError, "timestamp out of range for platform time_t");
        return false;
    }
    *out = (time_t)floor(value);
    return true;
}

static OuObj *broken_down(OuVM *vm, OuObj *argument, struct tm *(*convert)(const time_t *, struct tm *))
{
    time_t when;
    struct tm t;
    if (!seconds_argument(vm, argument, &when))
        return NULL;
    if (!convert(&when, &t))
        return ou_raise_errno(vm, errno ? errno : EOVERFLOW, NULL);
    return from_tm(vm, &t);
}

static OuObj *time_gmtime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return broken_down(vm, OU_ARG(0), gmtime_r);
}

static OuObj *time_localtime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return broken_down(vm, OU_ARG(0), is_real(vm) ? localtime_r : gmtime_r);
}

/* A time tuple to struct tm, checked as CPython does. NULL argument: now. */
static bool to_tm(OuVM *vm, const char *function, OuObj *argument, struct tm *t)
{
    memset(t, 0, sizeof *t);
    if (!argument) {
        time_t when = now(vm);
        return to_local(vm, &when, t) != NULL;
    }
    if (!ou_is(vm, argument, OU_TF_IS_TUPLE)) {
        ou_raise(vm, OU_T_TypeError, "Tuple or struct_time argument required");
        return false;
    }
    if (OU_TUPLE(argument)->len != 9) {
        ou_raise(vm, OU_T_TypeError, "%s(): illegal time tuple argument", function);
        return false;
    }
    int64_t v[9];
    for (size_t i = 0; i < 9; i++)
        if (!ou_as_int64(vm, OU_TUPLE(argument)->items[i], &v[i]))
            return false;
    static const struct { int low, high; const char *message; } ranges[9] = {
        {-2147481748, 2147483647, "year out of range"}, {0, 12, "month out of range"}, {0, 31, "day of month out of range"},
        {0, 23, "hour out of range"}, {0, 59, "minute out of range"}, {0, 61, "seconds out of range"},
        {-1000, 1000, "day of week out of range"}, {0, 366, "day of year out of range"}, {-1000, 1000, ""}};
    for (size_t i = 0; i < 9; i++)
        if (v[i] < ranges[i].low || v[i] > ranges[i].high) {
            ou_raise(vm, OU_T_ValueError, "%s", ranges[i].message);
            return false;
        }
    t->tm_year = (int)(v[0] - 1900);
    t->tm_mon = v[1] ? (int)v[1] - 1 : 0;
    t->tm_mday = v[2] ? (int)v[2] : 1;
    t->tm_hour = (int)v[3];
    t->tm_min = (int)v[4];
    t->tm_sec = (int)v[5];
    t->tm_wday = (int)((v[6] + 1) % 7);
    t->tm_yday = v[7] ? (int)v[7] - 1 : 0;
    t->tm_isdst = (int)v[8];
    t->tm_zone = "";
    return true;
}

static OuObj *time_mktime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    struct tm t;
    if (!to_tm(vm, "mktime", args[0], &t))
        return NULL;
    t.tm_wday = -1;
    time_t when = is_real(vm) ? mktime(&t) : timegm(&t);
    if (when == (time_t)-1 && t.tm_wday == -1)
        return ou_raise(vm, OU_T_OverflowError, "mktime argument out of range");
    return ou_float_from(vm, (double)when);
}

static OuObj *clock_text(OuVM *vm, const struct tm *t)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_buf_printf(&out, "%.3s %.3s%3d %.2d:%.2d:%.2d %d", day_names[(unsigned)t->tm_wday % 7],
                  month_names[(unsigned)t->tm_mon % 12], t->tm_mday, t->tm_hour, t->tm_min, t->tm_sec, 1900 + t->tm_year);
    return ou_str_from_buf(vm, &out);
}

static OuObj *time_asctime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    struct tm t;
    return to_tm(vm, "asctime", OU_ARG(0), &t) ? clock_text(vm, &t) : NULL;
}

static OuObj *time_ctime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    time_t when;
    struct tm t;
    if (!seconds_argument(vm, OU_ARG(0), &when))
        return NULL;
    return to_local(vm, &when, &t) ? clock_text(vm, &t) : ou_raise_errno(vm, errno, NULL);
}

static void put_zone(OuBuf *out, const struct tm *t)
{
    long offset = t->tm_gmtoff;
    ou_buf_printf(out, "%c%02ld%02ld", offset < 0 ? '-' : '+', labs(offset) / 3600, labs(offset) / 60 % 60);
}

/* ISO 8601 week and its year. */
static int iso_week(const struct tm *t, int *year)
{
    int weekday = (t->tm_wday + 6) % 7;
    int week = (t->tm_yday - weekday + 10) / 7;
    *year = t->tm_year + 1900;
    int leap_before = ((*year - 1) % 4 == 0 && (*year - 1) % 100 != 0) || (*year - 1) % 400 == 0;
    int days = (*year % 4 == 0 && *year % 100 != 0) || *year % 400 == 0 ? 366 : 365;
    if (week < 1) {
        *year -= 1;
        int yday = t->tm_yday + 365 + leap_before;
        week = (yday - weekday + 10) / 7;
    } else if (week == 53 && t->tm_yday - weekday + 3 >= days) {
        *year += 1;
        week = 1;
    }
    return week;
}

static void put_field(OuVM *vm, OuBuf *out, char c, const struct tm *t)
{
    unsigned day = (unsigned)t->tm_wday % 7, month = (unsigned)t->tm_mon % 12;
    int hour12 = t->tm_hour % 12 ? t->tm_hour % 12 : 12, year, week;
    switch (c) {
    case 'a': ou_buf_printf(out, "%.3s", day_names[day]); break;
    case 'A': ou_buf_puts(out, day_names[day]); break;
    case 'b': case 'h': ou_buf_printf(out, "%.3s", month_names[month]); break;
    case 'B': ou_buf_puts(out, month_names[month]); break;
    case 'c': ou_buf_printf(out, "%.3s %.3s %2d %02d:%02d:%02d %d", day_names[day], month_names[month], t->tm_mday,
                            t->tm_hour, t->tm_min, t->tm_sec, t->tm_year + 1900); break;
    case 'C': ou_buf_printf(out, "%02d", (t->tm_year + 1900) / 100); break;
    case 'd': ou_buf_printf(out, "%02d", t->tm_mday); break;
    case 'D': case 'x': ou_buf_printf(out, "%02d/%02d/%02d", t->tm_mon + 1, t->tm_mday, (t->tm_year + 1900) % 100); break;
    case 'e': ou_buf_printf(out, "%2d", t->tm_mday); break;
    case 'F': ou_buf_printf(out, "%d-%02d-%02d", t->tm_year + 1900, t->tm_mon + 1, t->tm_mday); break;
    case 'G': iso_week(t, &year); ou_buf_printf(out, "%d", year); break;
    case 'g': iso_week(t, &year); ou_buf_printf(out, "%02d", year % 100); break;
    case 'H': ou_buf_printf(out, "%02d", t->tm_hour); break;
    case 'I': ou_buf_printf(out, "%02d", hour12); break;
    case 'j': ou_buf_printf(out, "%03d", t->tm_yday + 1); break;
    case 'm': ou_buf_printf(out, "%02d", t->tm_mon + 1); break;
    case 'M': ou_buf_printf(out, "%02d", t->tm_min); break;
    case 'n': ou_buf_putc(out, '\n'); break;
    case 'p': ou_buf_puts(out, t->tm_hour < 12 ? "AM" : "PM"); break;
    case 'r': ou_buf_printf(out, "%02d:%02d:%02d %s", hour12, t->tm_min, t->tm_sec, t->tm_hour < 12 ? "AM" : "PM"); break;
    case 'R': ou_buf_printf(out, "%02d:%02d", t->tm_hour, t->tm_min); break;
    case 'S': ou_buf_printf(out, "%02d", t->tm_sec); break;
    case 's': { struct tm copy = *t; ou_buf_printf(out, "%lld", (long long)(is_real(vm) ? mktime(&copy) : timegm(&copy))); break; }
    case 't': ou_buf_putc(out, '\t'); break;
    case 'T': case 'X': ou_buf_printf(out, "%02d:%02d:%02d", t->tm_hour, t->tm_min, t->tm_sec); break;
    case 'u': ou_buf_printf(out, "%d", t->tm_wday ? t->tm_wday : 7); break;
    case 'U': ou_buf_printf(out, "%02d", (t->tm_yday + 7 - t->tm_wday) / 7); break;
    case 'V': week = iso_week(t, &year); ou_buf_printf(out, "%02d", week); break;
    case 'w': ou_buf_printf(out, "%d", t->tm_wday); break;
    case 'W': ou_buf_printf(out, "%02d", (t->tm_yday + 7 - (t->tm_wday + 6) % 7) / 7); break;
    case 'y': ou_buf_printf(out, "%02d", (t->tm_year + 1900) % 100); break;
    case 'Y': ou_buf_printf(out, "%d", t->tm_year + 1900); break;
    case 'z': put_zone(out, t); break;
    case 'Z': ou_buf_puts(out, t->tm_zone ? t->tm_zone : ""); break;
    case '%': ou_buf_putc(out, '%'); break;
    default: ou_buf_putc(out, '%'); ou_buf_putc(out, c); break;
    }
}

static OuObj *time_strftime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuStr *format;
    struct tm t;
    if (!ou_arg_str(vm, "strftime", "1", args[0], &format) || !to_tm(vm, "strftime", OU_ARG(1), &t))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    size_t round = 1;
    for (const char *p = ou_str_text(format); *p; p++, round++) {
        if (round % 1024 == 0 && !ou_check(vm, 1024)) {
            out.failed = true;
            break;
        }
        if (*p == '%' && p[1])
            put_field(vm, &out, *++p, &t);
        else
            ou_buf_putc(&out, *p);
    }
    return ou_str_from_buf(vm, &out);
}

/* ---- clocks by number ---- */

static bool read_clock(OuVM *vm, OuObj *argument, int (*read)(clockid_t, struct timespec *), struct timespec *out)
{
    int64_t clock;
    if (!ou_as_int64(vm, argument, &clock))
        return false;
    if (!is_real(vm) && read == clock_gettime) {
        int64_t time = seen(vm, (clockid_t)clock);
        *out = (struct timespec){.tv_sec = time / 1000000000, .tv_nsec = time % 1000000000};
        return true;
    }
    if (read((clockid_t)clock, out) == 0)
        return true;
    ou_raise_errno(vm, errno, NULL);
    return false;
}

static OuObj *time_clock_gettime(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    struct timespec t;
    return read_clock(vm, args[0], clock_gettime, &t) ? ou_float_from(vm, (double)t.tv_sec + 1e-9 * (double)t.tv_nsec)
                                                      : NULL;
}

static OuObj *time_clock_gettime_ns(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    struct timespec t;
    return read_clock(vm, args[0], clock_gettime, &t) ? ou_int_from(vm, (int64_t)t.tv_sec * 1000000000 + t.tv_nsec)
                                                      : NULL;
}

static OuObj *time_clock_getres(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    struct timespec t;
    return read_clock(vm, args[0], clock_getres, &t) ? ou_float_from(vm, (double)t.tv_sec + 1e-9 * (double)t.tv_nsec)
                                                     : NULL;
}

static OuObj *time_tzset(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    tzset();
    return OU_NONE;
}

static OuObj *time_get_clock_info(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    static const char *const clocks[][2] = {
        {"time", "REALTIME"}, {"monotonic", "MONOTONIC"}, {"perf_counter", "MONOTONIC"},
        {"process_time", "PROCESS_CPUTIME_ID"}, {"thread_time", "THREAD_CPUTIME_ID"}};
    static const char *const fields[] = {"implementation", "monotonic", "adjustable", "resolution"};
    OuStr *name;
    size_t at = 0;
    if (!ou_arg_str(vm, "get_clock_info", "1", args[0], &name))
        return NULL;
    while (at < OU_COUNT_OF(clocks) && !ou_str_is(name, clocks[at][0]))
        at++;
    if (at == OU_COUNT_OF(clocks))
        return OU_VALUE_ERROR(vm, "unknown clock");
    OuObj *values[] = {ou_str_format(vm, "clock_gettime(CLOCK_%s)", clocks[at][1]), OU_BOOL(at != 0), OU_BOOL(at == 0),
                       ou_float_from(vm, 1e-9)};
    OuObj *names[4], *result = NULL;
    bool complete = true;
    for (size_t i = 0; i < 4; i++) {
        names[i] = OU_OBJ(ou_str_intern(vm, fields[i], strlen(fields[i])));
        complete = complete && names[i] && values[i];
    }
    OuClass *cls = ou_builtin_class(vm, OU_T_NAMESPACE);
    OuObj *keys = complete && cls ? ou_tuple_new(vm, names, 4) : NULL;
    if (keys)
        result = ou_call(vm, OU_OBJ(cls), values, 0, keys);
    ou_unref(vm, keys);
    for (size_t i = 0; i < 4; i++) {
        ou_unref(vm, names[i]);
        ou_unref(vm, values[i]);
    }
    return result;
}

#define CLOCK_DOC "A clock of the system, by its number."
static const OuMethodDef functions[] = {
    {"clock_getres", "(clk_id, /)", time_clock_getres, OU_NO_TEXT, CLOCK_DOC},
    {"clock_gettime", "(clk_id, /)", time_clock_gettime, OU_NO_TEXT, CLOCK_DOC},
    {"clock_gettime_ns", "(clk_id, /)", time_clock_gettime_ns, OU_NO_TEXT, CLOCK_DOC},
    {"get_clock_info", "(name, /)", time_get_clock_info, OU_NO_TEXT,
     "What is known about a clock."},
    {"tzset", "()", time_tzset, OU_NO_TEXT, "Look at the time zone of the environment again."},
    {"asctime", "(tuple=<unrepresentable>, /)", time_asctime, OU_NO_TEXT,
     "Text of a time tuple: 'Sat Jun 06 16:26:11 1998'."},
    {"ctime", "(seconds=None, /)", time_ctime, OU_NO_TEXT,
     "Text of a time in seconds, local zone."},
    {"gmtime", "(seconds=None, /)", time_gmtime, OU_NO_TEXT,
     "Seconds since the epoch to a time tuple in UTC."},
    {"localtime", "(seconds=None, /)", time_localtime, OU_NO_TEXT,
     "Seconds since the epoch to a local time tuple."},
    {"mktime", "(tuple, /)", time_mktime, OU_NO_TEXT,
     "Local time tuple to seconds since the epoch."},
    {"monotonic", "()", time_monotonic, OU_NO_TEXT, "A clock that never goes back, in seconds."},
    {"monotonic_ns", "()", time_monotonic_ns, OU_NO_TEXT, "The same in nanoseconds."},
    {"perf_counter", "()", time_perf_counter, OU_NO_TEXT, "The clock for measuring, in seconds."},
    {"perf_counter_ns", "()", time_perf_counter_ns, OU_NO_TEXT, "The same in nanoseconds."},
    {"process_time", "()", time_process_time, OU_NO_TEXT, "CPU time of the process, in seconds."},
    {"process_time_ns", "()", time_process_time_ns, OU_NO_TEXT, "The same in nanoseconds."},
    {"sleep", "(seconds, /)", time_sleep, OU_NO_TEXT, "Wait that many seconds."},
    {"strftime", "(format, tuple=<unrepresentable>, /)", time_strftime, OU_NO_TEXT,
     "Format a time tuple."},
    {"thread_time", "()", time_thread_time, OU_NO_TEXT, "CPU time of the thread, in seconds."},
    {"thread_time_ns", "()", time_thread_time_ns, OU_NO_TEXT, "The same in nanoseconds."},
    {"time", "()", time_time, OU_NO_TEXT, "Seconds since the epoch."},
    {"time_ns", "()", time_time_ns, OU_NO_TEXT, "Nanoseconds since the epoch."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool init(OuVM *vm, OuModule *module)
{
    OuClass *cls = ou_struct_seq_class(vm, &struct_time_def);
    struct tm t;
    time_t when = now(vm);
    if (!cls || !ou_module_add(vm, module, "struct_time", OU_OBJ(cls)))
        return false;
    static const struct { const char *name; int value; } clocks[] = {
        {"CLOCK_REALTIME", CLOCK_REALTIME}, {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
        {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW}, {"CLOCK_BOOTTIME", CLOCK_BOOTTIME}, {"CLOCK_TAI", CLOCK_TAI},
        {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
        {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID}};
    for (size_t i = 0; i < OU_COUNT_OF(clocks); i++)
        if (!ou_module_add_take(vm, module, clocks[i].name, ou_int_from(vm, clocks[i].value)))
            return false;
    to_local(vm, &when, &t);
    OuObj *zone = ou_str_from(vm, t.tm_zone ? t.tm_zone : "UTC");
    OuObj *names = zone ? ou_tuple_pack(vm, 2, zone, zone) : NULL;
    ou_unref(vm, zone);
    return ou_module_add_take(vm, module, "tzname", names) &&
           ou_module_add_take(vm, module, "timezone", ou_int_from(vm, -t.tm_gmtoff)) &&
           ou_module_add_take(vm, module, "altzone", ou_int_from(vm, -t.tm_gmtoff)) &&
           ou_module_add_take(vm, module, "daylight", ou_int_from(vm, 0));
}

const OuModuleDef ou_module_time = {
    .name = "time", .doc = "Clocks and calendar time.", .functions = functions, .init = init};
