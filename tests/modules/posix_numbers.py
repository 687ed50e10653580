# System calls by descriptor, by path, and about the process.
import os

path = "/tmp/ouro-numbers-%d" % os.getpid()


def attempt(call, *args, **kwargs):
    try:
        print(call.__name__, args if call.__name__ != "truncate" else "", call(*args, **kwargs))
    except Exception as error:
        print(call.__name__, type(error).__name__, str(error).replace(path, "PATH"))


fd = os.open(path, os.O_RDWR | os.O_CREAT)
try:
    print(os.write(fd, b"hello world"), os.lseek(fd, 0, 0), os.read(fd, 5), os.pread(fd, 3, 6), os.pwrite(fd, b"W", 6))
    print(os.lseek(fd, -5, os.SEEK_END), os.read(fd, 99))
    print(os.ftruncate(fd, 8), os.fstat(fd).st_size, os.truncate(path, 4), os.fstat(fd).st_size)
    print(os.fsync(fd), os.fdatasync(fd), os.fchmod(fd, 0o600), oct(os.fstat(fd).st_mode))
    print(os.get_inheritable(fd), os.set_inheritable(fd, True), os.get_inheritable(fd))
    print(os.get_blocking(fd), os.set_blocking(fd, False), os.get_blocking(fd))
    other = os.dup(fd)
    print(other != fd, os.get_inheritable(other), os.dup2(fd, other) == other, os.get_inheritable(other))
    os.dup2(fd, other, inheritable=False)
    print(os.get_inheritable(other), os.fstat(other).st_ino == os.fstat(fd).st_ino)
    os.closerange(other, other + 1)
    attempt(os.fstat, -1)
    attempt(os.fsync, 9999)
    attempt(os.get_inheritable, 9999)
    attempt(os.ttyname, fd)
    attempt(os.truncate, path + "x", 1)
    attempt(os.fsync, "x")
    attempt(os.lseek, fd, 0)
    print(os.posix_fallocate(fd, 0, 10), os.fstat(fd).st_size, os.device_encoding(fd))
    os.unlink(path)
    print(os.mkfifo(path), oct(os.stat(path).st_mode & 0o170000))
finally:
    os.close(fd)
    os.unlink(path)

a, b = os.pipe2(os.O_NONBLOCK)
print(os.get_blocking(a), os.get_inheritable(a))
os.close(a), os.close(b)
print(os.major(0x1234), os.minor(0x1234), os.makedev(3, 4))
print(os.getegid() == os.getgid(), os.geteuid() == os.getuid(), os.getpgrp() == os.getpgid(0), os.getsid(0) == os.getsid(os.getpid()))
print(type(os.getgroups()), len(os.getloadavg()), os.ctermid())
print(os.times()[:2] >= (0, 0), os.times().elapsed > 0, type(os.times()))
for status in (0, 256, 9, 139, 0x137F, 0xFFFF):
    print(os.WIFEXITED(status), os.WEXITSTATUS(status), os.WIFSIGNALED(status), os.WTERMSIG(status),
          os.WCOREDUMP(status), os.WIFSTOPPED(status), os.WSTOPSIG(status), os.WIFCONTINUED(status))
    attempt(os.waitstatus_to_exitcode, status)

# Paths below an open folder.
os.mkdir(path)
folder = os.open(path, os.O_RDONLY)
try:
    os.mkdir("inner", dir_fd=folder)
    fd = os.open("file", os.O_CREAT | os.O_WRONLY, 0o640, dir_fd=folder)
    os.close(fd)
    os.symlink("file", "link", dir_fd=folder)
    os.link("file", "hard", src_dir_fd=folder, dst_dir_fd=folder)
    print(sorted(os.listdir(path)), os.readlink("link", dir_fd=folder))
    print(os.stat("link", dir_fd=folder).st_nlink, os.stat("link", dir_fd=folder, follow_symlinks=False).st_nlink)
    print(os.lstat("link", dir_fd=folder).st_size, os.access("file", os.R_OK, dir_fd=folder), os.access("none", os.F_OK, dir_fd=folder))
    os.chmod("file", 0o600, dir_fd=folder)
    print(oct(os.stat("hard", dir_fd=folder).st_mode))
    os.rename("file", "moved", src_dir_fd=folder, dst_dir_fd=folder)
    os.replace("moved", "inner/last", src_dir_fd=folder, dst_dir_fd=folder)
    for name in ("link", "hard", "inner/last"):
        os.unlink(name, dir_fd=folder)
    os.rmdir("inner", dir_fd=folder)
    print(os.listdir(path))
    attempt(os.stat, "x", dir_fd="y")
    attempt(os.stat, "nothing", dir_fd=folder)
finally:
    os.close(folder)
    os.rmdir(path)
