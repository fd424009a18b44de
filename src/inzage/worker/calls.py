"""The system calls a locked worker may make; all others are refused.

Measured with our readers (Python, SQLite through apsw, JSON, zlib, bz2, lzma, time
zones). Not among them: any call that names a path, makes a socket or a process,
signals, traces, maps a file, makes memory executable, or writes to a descriptor,
so that even a carrier handed over writable by mistake stays as it was.

References: seccomp(2), https://github.com/seccomp/libseccomp
"""

import errno
from dataclasses import dataclass
from typing import Protocol

CHANNEL = 3
"""The one descriptor on which a worker may talk and listen."""

TRIES = 3
"""How often the library is looked for before it is called absent."""

_PROT_EXEC = 0x4
_MAP_ANONYMOUS = 0x20

READING = ("read", "pread64", "lseek", "fstat", "close")
MEMORY = ("brk", "munmap", "mremap", "madvise")
TIME = ("clock_gettime", "gettimeofday", "clock_nanosleep", "restart_syscall")
RUNNING = ("futex", "getrandom", "getpid", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "exit", "exit_group")
ALLOWED = (*READING, *MEMORY, *TIME, *RUNNING)

DEADLY = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp"),
    *("bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("add_key", "request_key", "keyctl", "mount", "umount2", "pivot_root", "unshare", "setns"),
    *("init_module", "finit_module", "delete_module", "kexec_load", "reboot", "swapon"),
)
"""No library of ours ever makes these by accident: who tries is ended at once."""


class Filter(Protocol):
    """A system call filter that waits to be switched on."""

    def load(self) -> None:
        """Switch it on for this thread, for ever. Needs no-new-privileges."""


@dataclass(frozen=True, slots=True)
class Only:
    """A call allowed where one argument, masked, has a value."""

    call: str
    argument: int
    mask: int
    value: int


WHERE = (
    Only("sendmsg", 0, 0xFFFFFFFF, CHANNEL),
    Only("recvmsg", 0, 0xFFFFFFFF, CHANNEL),
    Only("mprotect", 2, _PROT_EXEC, 0),
)


def available() -> bool:
    """Can a filter be made here: is libseccomp present?

    Looking for it starts a program of the system. One that was killed says nothing of the library: it is asked again.
    """
    for _ in range(TRIES):
        try:
            import pyseccomp  # noqa: F401, PLC0415  (its absence is an answer, not a fault of this module)
        except ImportError:
            return False
        except RuntimeError:
            continue
        return True
    return False


def build() -> Filter:
    """The filter, not yet switched on. Loads the library, which a locked process no longer can."""
    import pyseccomp as library  # noqa: PLC0415  (loading it starts programs: only where a worker is made)

    made = library.SyscallFilter(library.ERRNO(errno.EPERM))
    for name in ALLOWED:
        made.add_rule(library.ALLOW, name)
    for name in DEADLY:
        made.add_rule(library.KILL_PROCESS, name)
    for only in WHERE:
        made.add_rule(library.ALLOW, only.call, library.Arg(only.argument, library.MASKED_EQ, only.mask, only.value))
    made.add_rule(
        library.ALLOW,
        "mmap",
        library.Arg(2, library.MASKED_EQ, _PROT_EXEC, 0),
        library.Arg(3, library.MASKED_EQ, _MAP_ANONYMOUS, _MAP_ANONYMOUS),
    )
    return made  # type: ignore[no-any-return]
