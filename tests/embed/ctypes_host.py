"""ctypes_host.py LIBRARY: drive libouro.so from another language by its plain functions and structs."""
import ctypes
import sys
import threading
from ctypes import (CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_double, c_int, c_int64, c_size_t, c_uint32,
                    c_uint64, c_void_p, sizeof)

lib = ctypes.CDLL(sys.argv[1])


class Value(Structure):  # the union as what it is for texts: data and size
    _fields_ = [("kind", c_int), ("data", c_int64), ("length", c_size_t)]


class Input(Structure):
    _fields_ = [("name", c_char_p), ("value", Value)]


WRITE = CFUNCTYPE(None, c_void_p, c_int, POINTER(ctypes.c_char), c_size_t)


class Options(Structure):  # a part: its size says how much
    _fields_ = [("size", c_size_t), ("memory_limit", c_uint64), ("instruction_limit", c_uint64), ("time_limit_ms", c_uint64),
                ("recursion_limit", c_uint32), ("capture_output", c_int), ("write", WRITE), ("user", c_void_p),
                ("filename", c_char_p)]


class Usage(Structure):
    _fields_ = [("size", c_size_t), ("instructions", c_uint64), ("peak_bytes", c_uint64)]


def function(name, result, *arguments):
    found = getattr(lib, name)
    found.restype, found.argtypes = result, arguments
    return found


Handle = c_void_p
run = function("ouro_run", Handle, c_char_p, POINTER(Options), POINTER(Input), c_size_t)
vm_new = function("ouro_vm_new", Handle, POINTER(Options))
vm_free = function("ouro_vm_free", None, Handle)
vm_run = function("ouro_vm_run", Handle, Handle, c_char_p, c_char_p, POINTER(Input), c_size_t)
ok = function("ouro_result_ok", c_int, Handle)
end = function("ouro_result_end", c_int, Handle)
output = function("ouro_result_output", c_char_p, Handle)
value = function("ouro_result_value", c_char_p, Handle)
json = function("ouro_result_json", c_char_p, Handle)
message = function("ouro_result_message", c_char_p, Handle)
trace = function("ouro_result_traceback", c_char_p, Handle)
usage = function("ouro_result_usage", None, Handle, POINTER(Usage))
plain = function("ouro_result_plain", Value, Handle)
free = function("ouro_result_free", None, Handle)
value_int = function("ouro_value_int", Value, c_int64)
value_text = function("ouro_value_text", Value, c_char_p)
make_int = function("ouro_int", Handle, Handle, c_int64)
make_text = function("ouro_text", Handle, Handle, c_char_p)
to_int = function("ouro_to_int", c_int, Handle, Handle, POINTER(c_int64))
to_float = function("ouro_to_float", c_int, Handle, Handle, POINTER(c_double))
as_text = function("ouro_as_text", c_char_p, Handle, Handle, POINTER(c_size_t))
global_ = function("ouro_global", Handle, Handle, c_char_p)
call = function("ouro_call", Handle, Handle, Handle, POINTER(Handle), c_size_t)
method = function("ouro_call_method", Handle, Handle, Handle, c_char_p, POINTER(Handle), c_size_t)
release = function("ouro_release", None, Handle, Handle)
error_is = function("ouro_error_is", c_int, Handle, c_char_p)
error_take = function("ouro_error_take", Handle, Handle)
traceback = function("ouro_traceback", Handle, Handle, Handle)
interrupt = function("ouro_interrupt", None, Handle)


def one_call():
    options = Options(size=sizeof(Options), capture_output=1, filename=b"ffi.py")
    inputs = (Input * 2)(Input(b"n", value_int(10)), Input(b"who", value_text("wörld".encode())))
    r = run(b"print('hello,', who)\n[n * n, who, None]", byref(options), inputs, 2)
    assert ok(r) and output(r).decode() == "hello, wörld\n", trace(r)
    assert value(r).decode() == "[100, 'wörld', None]" and json(r) == b'[100, "w\\u00f6rld", null]', json(r)
    used = Usage(size=sizeof(Usage))
    usage(r, byref(used))
    assert used.instructions > 0 and used.peak_bytes > 1000
    free(r)
    r = run(b"2 ** 40", None, None, 0)
    number = plain(r)
    assert (number.kind, number.data) == (2, 2 ** 40)
    free(r)
    r = run(b"{}['x']", byref(options), None, 0)
    assert not ok(r) and message(r) == b"'x'" and b'File "ffi.py", line 1' in trace(r)
    free(r)


def limits():
    r = run(b"while True: pass", byref(Options(size=sizeof(Options), instruction_limit=10000)), None, 0)
    assert end(r) == 4
    free(r)
    r = run(b"x = [0] * 10 ** 9", byref(Options(size=sizeof(Options), memory_limit=1 << 20)), None, 0)
    assert end(r) == 2
    free(r)


def machine():
    vm = vm_new(None)
    free(vm_run(vm, b"def add(a, b): return a + b", None, None, 0))
    add, total, number = global_(vm, b"add"), make_int(vm, 0), c_int64()
    for i in range(1000):
        item = make_int(vm, i)
        new = call(vm, add, (Handle * 2)(total, item), 2)
        release(vm, total)
        release(vm, item)
        total = new
    assert to_int(vm, total, byref(number)) and number.value == 499500
    text = make_text(vm, "ünï".encode())
    upper = method(vm, text, b"upper", None, 0)
    size, real = c_size_t(), c_double()
    assert as_text(vm, upper, byref(size)).decode() == "ÜNÏ" and size.value == 5
    assert not to_float(vm, text, byref(real)) and error_is(vm, b"TypeError")
    release(vm, error_take(vm))
    assert call(vm, add, (Handle * 2)(total, text), 2) is None
    exception = error_take(vm)
    rendered = traceback(vm, exception)
    assert as_text(vm, rendered, None).endswith(b"TypeError: unsupported operand type(s) for +: 'int' and 'str'\n")
    for handle in add, total, text, upper, exception, rendered:
        release(vm, handle)
    vm_free(vm)


def callback():
    pieces = []
    write = WRITE(lambda user, stream, data, size: pieces.append((stream, data[:size])))
    options = Options(size=sizeof(Options), write=write)
    free(run(b"import sys\nprint('a')\nprint('b', file=sys.stderr)", byref(options), None, 0))
    assert pieces == [(1, b"a\n"), (2, b"b\n")], pieces


def threads():
    """CPython gives its lock up during a foreign call: these run at the same time."""
    answers = []

    def work(n):
        r = run(b"sum(range(n))", None, (Input * 1)(Input(b"n", value_int(n))), 1)
        answers.append((n, int(value(r))))
        free(r)

    workers = [threading.Thread(target=work, args=(n * 1000,)) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(answers) == [(n * 1000, sum(range(n * 1000))) for n in range(8)]
    vm = vm_new(byref(Options(size=sizeof(Options), time_limit_ms=2 ** 64 - 1)))
    waker = threading.Thread(target=interrupt, args=(vm,))
    waker.start()
    r = vm_run(vm, b"while True: pass", None, None, 0)
    waker.join()
    assert end(r) == 8
    free(r)
    vm_free(vm)


for test in one_call, limits, machine, callback, threads:
    test()
print("passed")
