"""How a secret gets from the person's keyboard into the one locked process that needs it.

By a descriptor of memory that has no name: not in a message, not in argv, not in the
environment, not in a file. What lent it overwrites it as soon as it was answered; what
received it wipes its own after the try.

References: memfd_create(2); trust facts 6.
"""

import contextlib
import io
import os
from collections.abc import Iterator

from inzage.formats.encryption import Secret, SecretKind

MOST = 1 << 16
"""Bytes of a secret; key files are the longest."""


@contextlib.contextmanager
def lent(secret: Secret) -> Iterator[int]:
    """A descriptor over the secret's bytes, for the length of one request. The secret is wiped with it."""
    memory = os.memfd_create("inzage", os.MFD_CLOEXEC)
    held = secret.reveal()
    size = len(held)
    try:
        while held:
            held = held[os.write(memory, held) :]
        os.lseek(memory, 0, os.SEEK_SET)
        yield memory
    finally:
        held.release()
        secret.wipe()
        os.pwrite(memory, bytes(size), 0)
        os.ftruncate(memory, 0)
        os.close(memory)


def received(kind: str, descriptor: int) -> Secret:
    """The secret behind a descriptor that was handed over, which is closed. ``ValueError`` for no such kind."""
    with io.FileIO(descriptor, closefd=True) as file:
        value = bytearray(os.lseek(descriptor, 0, os.SEEK_END) % (MOST + 1))
        file.seek(0)
        with memoryview(value) as room:
            got = 0
            while got < len(value) and (read := file.readinto(room[got:])):
                got += read
    return Secret(SecretKind(kind), value)
