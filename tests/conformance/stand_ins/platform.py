"""Stands for platform."""
import os


def system():
    return os.uname().sysname


def machine():
    return os.uname().machine


def python_implementation():
    return "ouro"


def libc_ver():
    return "glibc", ""


def platform():
    return "-".join(os.uname())
