# Clocks by number and what is known about them.
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    print(time.get_clock_info(name))
for call, argument in ((time.get_clock_info, "x"), (time.get_clock_info, 1), (time.clock_gettime, 99),
                       (time.clock_gettime_ns, "x"), (time.clock_getres, 99)):
    try:
        print(call(argument))
    except Exception as error:
        print(type(error).__name__, error)
print(time.clock_getres(time.CLOCK_MONOTONIC), time.tzset())
before = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
print(before <= time.monotonic_ns() <= time.clock_gettime(time.CLOCK_MONOTONIC) * 1e9 + 1000)
print(abs(time.clock_gettime(time.CLOCK_REALTIME) - time.time()) < 5)
print(sorted((n, v) for n, v in vars(time).items() if n.startswith("CLOCK_")))
