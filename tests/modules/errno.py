# Module errno: all names and numbers, and what errorcode shows.
import errno
import os

names = [name for name in dir(errno) if name[0] == "E"]
for name in names:
    number = getattr(errno, name)
    print(name, number, errno.errorcode[number], os.strerror(number))
print(list(errno.errorcode.items()))
print(len(names), len(errno.errorcode), type(errno.errorcode))
