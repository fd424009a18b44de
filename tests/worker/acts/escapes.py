"""Ways out of a worker, each tried inside it. ``attempt`` says whether the kernel refused."""

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyseccomp

from inzage.worker import Reply, Request

libc = ctypes.CDLL(None, use_errno=True)
ARCH = pyseccomp.system_arch()
AT_FDCWD = -100
AT_EMPTY_PATH = 0x1000
PROT_EXEC = 4

TRIES: dict[str, Callable[[str, int], Any]] = {}
FATAL: dict[str, Callable[[str, int], Any]] = {}


def number_of(call: str) -> int:
    return int(pyseccomp.resolve_syscall(ARCH, call))


def raw(call: str, *arguments: Any) -> int:
    result = int(libc.syscall(ctypes.c_long(number_of(call)), *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), call)
    return result


def tries(function: Callable[[str, int], Any]) -> Callable[[str, int], Any]:
    TRIES[function.__name__] = function
    return function


@tries
def open_a_file(path: str, _fd: int) -> None:
    Path(path).read_bytes()


@tries
def open_the_password_file(_path: str, _fd: int) -> None:
    Path("/etc/passwd").read_text()


@tries
def create_a_file(path: str, _fd: int) -> None:
    Path(path).with_name("created").write_text("x")


@tries
def list_a_folder(_path: str, _fd: int) -> None:
    next(Path("/").iterdir())


@tries
def read_own_memory(_path: str, _fd: int) -> None:
    os.open("/proc/self/mem", os.O_RDONLY)


@tries
def read_the_parents_environment(_path: str, _fd: int) -> None:
    Path(f"/proc/{os.getppid()}/environ").read_bytes()


@tries
def look_at_a_path(path: str, _fd: int) -> None:
    Path(path).stat()


@tries
def look_at_a_path_by_the_empty_path_trick(path: str, _fd: int) -> None:
    buffer = ctypes.create_string_buffer(256)
    raw("newfstatat", ctypes.c_int(AT_FDCWD), path.encode(), buffer, ctypes.c_int(AT_EMPTY_PATH))


@tries
def look_at_a_path_by_statx(path: str, _fd: int) -> None:
    buffer = ctypes.create_string_buffer(512)
    raw("statx", ctypes.c_int(AT_FDCWD), path.encode(), ctypes.c_int(0), ctypes.c_uint(0x7FF), buffer)


@tries
def ask_whether_a_path_is_there(path: str, _fd: int) -> None:
    raw("faccessat", ctypes.c_int(AT_FDCWD), path.encode(), ctypes.c_int(0))


@tries
def read_a_link(_path: str, _fd: int) -> None:
    Path("/proc/self/exe").readlink()


@tries
def rename(path: str, _fd: int) -> None:
    Path(path).rename(path + ".moved")


@tries
def remove(path: str, _fd: int) -> None:
    Path(path).unlink()


@tries
def make_a_folder(path: str, _fd: int) -> None:
    Path(path + ".d").mkdir()


@tries
def make_a_link(path: str, _fd: int) -> None:
    Path(path + ".link").symlink_to("/etc/passwd")


@tries
def make_a_hard_link(path: str, _fd: int) -> None:
    os.link(path, path + ".hard")


@tries
def change_rights(path: str, _fd: int) -> None:
    Path(path).chmod(0o777)


@tries
def change_rights_of_what_was_handed_over(_path: str, fd: int) -> None:
    os.fchmod(fd, 0o777)


@tries
def change_times_of_what_was_handed_over(_path: str, fd: int) -> None:
    os.utime(fd, (0, 0))


@tries
def change_the_folder(_path: str, _fd: int) -> None:
    os.chdir("/")


@tries
def truncate_a_path(path: str, _fd: int) -> None:
    os.truncate(path, 0)


@tries
def truncate_what_was_handed_over(_path: str, fd: int) -> None:
    os.ftruncate(fd, 0)


@tries
def write_to_what_was_handed_over(_path: str, fd: int) -> None:
    os.write(fd, b"changed")


@tries
def write_at_a_place_of_what_was_handed_over(_path: str, fd: int) -> None:
    os.pwrite(fd, b"changed", 0)


@tries
def allocate_in_what_was_handed_over(_path: str, fd: int) -> None:
    os.posix_fallocate(fd, 0, 4096)


@tries
def command_a_device(_path: str, fd: int) -> None:
    fcntl.ioctl(fd, termios.FIONREAD, bytes(8))


@tries
def set_flags_of_a_descriptor(_path: str, fd: int) -> None:
    fcntl.fcntl(fd, fcntl.F_SETFL, 0)


@tries
def map_what_was_handed_over(_path: str, fd: int) -> None:
    mmap.mmap(fd, 1, access=mmap.ACCESS_READ)


@tries
def make_memory_executable(_path: str, _fd: int) -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | PROT_EXEC)


@tries
def make_present_memory_executable(_path: str, _fd: int) -> None:
    page = mmap.mmap(-1, 4096)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    raw("mprotect", ctypes.c_void_p(address), ctypes.c_size_t(4096), ctypes.c_int(PROT_EXEC | 1))


@tries
def make_a_file_in_memory(_path: str, _fd: int) -> None:
    os.memfd_create("x")


@tries
def internet_socket(_path: str, _fd: int) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)


@tries
def internet_socket_six(_path: str, _fd: int) -> None:
    socket.socket(socket.AF_INET6, socket.SOCK_STREAM)


@tries
def datagram_socket(_path: str, _fd: int) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))


@tries
def local_socket(_path: str, _fd: int) -> None:
    socket.socket(socket.AF_UNIX)


@tries
def local_socket_pair(_path: str, _fd: int) -> None:
    socket.socketpair()


@tries
def netlink_socket(_path: str, _fd: int) -> None:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)


@tries
def look_up_a_name(_path: str, _fd: int) -> None:
    try:
        socket.getaddrinfo("listed.example", 80)
    except socket.gaierror:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


@tries
def connect_to_a_port(_path: str, _fd: int) -> None:
    refused_by_nobody(lambda: socket.socket(socket.AF_INET).connect(("127.0.0.1", 9)))


@tries
def connect_to_an_abstract_address(_path: str, _fd: int) -> None:
    _path_listener = "\0inzage-proof-" + str(os.getppid())
    refused_by_nobody(lambda: socket.socket(socket.AF_UNIX).connect(_path_listener))


def refused_by_nobody(connect: Callable[[], None]) -> None:
    """That nobody listens is no refusal of the kernel's."""
    try:
        connect()
    except ConnectionRefusedError:
        return


@tries
def fork(_path: str, _fd: int) -> None:
    if os.fork() == 0:
        os._exit(0)


@tries
def start_a_program(_path: str, _fd: int) -> None:
    subprocess.run(["/bin/true"], check=True)


@tries
def become_a_program(_path: str, _fd: int) -> None:
    os.execv("/bin/true", ["true"])  # noqa: S606


@tries
def start_a_shell(_path: str, _fd: int) -> None:
    status = os.system("true")  # noqa: S605
    if status != 0:
        raise PermissionError(errno.EPERM, str(status))


@tries
def signal_the_parent(_path: str, _fd: int) -> None:
    os.kill(os.getppid(), signal.SIGCONT)


@tries
def signal_everyone_in_the_group(_path: str, _fd: int) -> None:
    os.killpg(0, signal.SIGCONT)


@tries
def get_hold_of_the_parent(_path: str, _fd: int) -> None:
    os.pidfd_open(os.getppid())


@tries
def become_traceable(_path: str, _fd: int) -> None:
    raw("prctl", ctypes.c_int(4), ctypes.c_ulong(1), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))


@tries
def outlive_the_parent(_path: str, _fd: int) -> None:
    raw("prctl", ctypes.c_int(1), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0))


@tries
def raise_a_limit(_path: str, _fd: int) -> None:
    none = (ctypes.c_uint64 * 2)(0, 0)
    raw("prlimit64", ctypes.c_int(0), ctypes.c_int(resource.RLIMIT_CORE), none, ctypes.c_void_p(None))


@tries
def put_another_filter_on_top(_path: str, _fd: int) -> None:
    raw("seccomp", ctypes.c_uint(2), ctypes.c_uint(0), ctypes.create_string_buffer(b"\x07\0\0\0\0\0\0\0", 8))


@tries
def become_another_user(_path: str, _fd: int) -> None:
    os.setuid(os.getuid())


@tries
def make_an_event_line(_path: str, _fd: int) -> None:
    os.eventfd(0)


@tries
def make_a_pipe(_path: str, _fd: int) -> None:
    os.pipe()


@tries
def share_memory(_path: str, _fd: int) -> None:
    raw("shmget", ctypes.c_int(0), ctypes.c_size_t(4096), ctypes.c_int(0o1600))


@tries
def watch_a_folder(_path: str, _fd: int) -> None:
    raw("inotify_init1", ctypes.c_int(0))


def fatal(call: str, *arguments: Any) -> None:
    FATAL[call] = lambda _path, _fd: raw(call, *arguments)


NULL = ctypes.c_void_p(None)
for name in ("ptrace", "keyctl", "add_key", "request_key", "mount", "umount2", "setns", "kexec_load", "init_module"):
    fatal(name, ctypes.c_long(0), NULL, NULL, NULL, NULL)
fatal(
    "process_vm_readv", ctypes.c_int(os.getpid()), NULL, ctypes.c_ulong(0), NULL, ctypes.c_ulong(0), ctypes.c_ulong(0)
)
fatal(
    "process_vm_writev", ctypes.c_int(os.getpid()), NULL, ctypes.c_ulong(0), NULL, ctypes.c_ulong(0), ctypes.c_ulong(0)
)
fatal("unshare", ctypes.c_int(0))
fatal("bpf", ctypes.c_int(0), NULL, ctypes.c_uint(0))
fatal("perf_event_open", NULL, ctypes.c_int(0), ctypes.c_int(0), ctypes.c_int(0), ctypes.c_ulong(0))
fatal("userfaultfd", ctypes.c_int(0))
fatal("io_uring_setup", ctypes.c_uint(0), NULL)
fatal("pidfd_getfd", ctypes.c_int(0), ctypes.c_int(0), ctypes.c_uint(0))


def attempt(request: Request, descriptors: Sequence[int]) -> Reply:
    """Try one way out by name; with the path of a real file and a writable descriptor of it."""
    sys.stdout = None
    way = {**TRIES, **FATAL}[str(request["way"])]
    try:
        way(str(request["path"]), descriptors[0])
    except OSError as error:
        return {"refused": error.errno in (errno.EPERM, errno.EACCES), "errno": error.errno}
    return {"refused": False, "errno": 0}


def look_around(request: Request, descriptors: Sequence[int]) -> Reply:
    """All ways that do not kill, in one worker; with a real file where one is given."""
    path, held = request.get("path", "/etc/passwd"), list(descriptors) or [0]
    ways = {name: attempt({"way": name, "path": path}, held) for name in TRIES}
    return {"free": [name for name, outcome in ways.items() if not outcome["refused"]], "tried": len(ways)}
