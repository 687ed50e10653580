/* python.c - the benchmark's part for CPython. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "peers.h"

static const char *version(void)
{
    return PY_VERSION;
}

static void begin(void)
{
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    expect(!PyStatus_Exception(Py_InitializeFromConfig(&config)), "Py_Initialize");
    PyConfig_Clear(&config);
}

static PyObject *run(const char *text, int mode)
{
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__"));
    return PyRun_String(text, mode, globals, globals);
}

static void *make(void)
{
    begin();
    PyObject *value = run("1+2", Py_eval_input);
    expect(value && PyLong_AsLong(value) == 3, "1+2");
    Py_DECREF(value);
    return NULL;
}

static void unmake(void *unused)
{
    (void)unused;
    Py_Finalize();
}

static double call(long count)
{
    begin();
    Py_XDECREF(run("def add(a, b):\n    return a + b\n", Py_file_input));
    PyObject *add = run("add", Py_eval_input), *one = PyLong_FromLong(1);
    double start = cpu_ns();
    for (long i = 0; i < count; i++) {
        PyObject *args[2] = {PyLong_FromLong(i), one};
        PyObject *sum = PyObject_Vectorcall(add, args, 2, NULL);
        expect(sum && PyLong_AsLong(sum) == i + 1, "add(i, 1)");
        Py_DECREF(sum);
        Py_DECREF(args[0]);
    }
    double time = cpu_ns() - start;
    Py_DECREF(one);
    Py_DECREF(add);
    Py_Finalize();
    return time;
}

static PyObject *twice(PyObject *self, PyObject *arg)
{
    (void)self;
    long value = PyLong_AsLong(arg);
    return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(value * 2);
}

static double callback(long count)
{
    static PyMethodDef method = {"twice", twice, METH_O, NULL};
    begin();
    PyObject *function = PyCFunction_New(&method, NULL);
    PyDict_SetItemString(PyModule_GetDict(PyImport_AddModule("__main__")), "twice", function);
    Py_DECREF(function);
    Py_XDECREF(run("def loop(n):\n    s = 0\n    for i in range(n):\n        s += twice(i)\n    return s\n", Py_file_input));
    PyObject *loop = run("loop", Py_eval_input), *n = PyLong_FromLong(count);
    double start = cpu_ns();
    PyObject *sum = PyObject_CallOneArg(loop, n);
    double time = cpu_ns() - start;
    expect(sum && PyLong_AsLong(sum) == count * (count - 1), "loop");
    Py_DECREF(sum);
    Py_DECREF(n);
    Py_DECREF(loop);
    Py_Finalize();
    return time;
}

const Peer peer_python = {"CPython", version, make, unmake, call, callback, 0};
