# For names.py: what is not compared. docs/language.md has the reasons.
PROCESSES = """execl execle execlp execlpe execv execve execvp execvpe fork forkpty popen posix_spawn posix_spawnp
    pidfd_open register_at_fork spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe wait wait3 wait4 waitid
    waitid_result waitpid"""
SYSTEM = """chown chroot confstr copy_file_range eventfd eventfd_read eventfd_write fpathconf fstatvfs fwalk getenvb
    getgrouplist getpriority getrandom getresgid getresuid getxattr initgroups listxattr login_tty memfd_create mknod
    nice openpty pathconf preadv pwritev readv removexattr sched_get_priority_max sched_get_priority_min
    sched_getaffinity sched_getparam sched_getscheduler sched_param sched_rr_get_interval sched_setaffinity
    sched_setparam sched_setscheduler sendfile setegid seteuid setgid setgroups setpgid setpgrp setpriority setregid
    setresgid setresuid setreuid setsid setuid setxattr splice statvfs statvfs_result sysconf tcgetpgrp tcsetpgrp
    utime writev"""

NAMES = {
    "types": "thread_info asyncgen_hooks bytesio_buf odict_items odict_iterator odict_keys odict_values "
             "os.sched_param os.statvfs_result os.waitid_result weakref.WeakKeyDictionary weakref.WeakValueDictionary "
             "io.IncrementalNewlineDecoder",
    "code": "_co_code_adaptive _varname_from_oparg co_lnotab",
    "collections.UserList": "_UserList__cast",
    "enum.EnumType": "_convert_", "enum.EnumMeta": "_convert_",
    "functools.partial": "__vectorcalloffset__",
    "operator.attrgetter": "__vectorcalloffset__",
    "operator.itemgetter": "__vectorcalloffset__",
    "os": PROCESSES + " " + SYSTEM,
    "scandir": "__del__ __slots__",
    "sys": "addaudithook audit call_tracing get_asyncgen_hooks get_coroutine_origin_tracking_depth getdlopenflags "
           "set_asyncgen_hooks set_coroutine_origin_tracking_depth setdlopenflags setprofile setswitchinterval settrace",
    "time": "clock_settime clock_settime_ns pthread_getcpuclockid strptime",
    "builtins": "intern",
}
# Written in Python, or made in another way: only the names of the members are compared.
TYPES = set("collections.OrderedDict io.BufferedRWPair os.DirEntry scandir code".split())
KINDS = set("""bytearray_iterator.__reduce__ ExceptionGroup.__flags__ enum.EnumCheck.CONTINUOUS
    enum.EnumCheck.NAMED_FLAGS enum.EnumCheck.UNIQUE os.getcwdb os.scandir io.open_code abc.get_cache_token""".split())
