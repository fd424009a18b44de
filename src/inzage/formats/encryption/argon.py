"""Argon2 in one thread, whatever the number of lanes: a locked process can make no other.

The package of which the rest of our cryptography comes makes a thread for each lane,
and says that memory ran out where it may not.

References: RFC 9106; https://argon2-cffi.readthedocs.io (low level).
"""

from collections.abc import Mapping

from inzage.formats.encryption.bindings import library
from inzage.result import Reason, Unreadable

PACKAGE = "argon2.low_level"
KINDS: Mapping[str, str] = {"argon2i": "I", "argon2id": "ID"}


def derived(
    kind: str, password: memoryview, salt: bytes, *, length: int, passes: int, memory: int, lanes: int
) -> bytes:
    """``length`` bytes; ``memory`` in KiB. Raises ``Unreadable``."""
    argon2 = library(PACKAGE)
    ffi, made = argon2.ffi, bytearray(length)
    out, word, grain = (ffi.from_buffer("uint8_t[]", each) for each in (made, password, salt))
    context = ffi.new(
        "argon2_context *",
        {
            "version": argon2.ARGON2_VERSION,
            **{"out": out, "outlen": length, "pwd": word, "pwdlen": len(password), "salt": grain, "saltlen": len(salt)},
            **{"secret": ffi.NULL, "secretlen": 0, "ad": ffi.NULL, "adlen": 0},
            **{"t_cost": passes, "m_cost": memory, "lanes": lanes, "threads": 1},
            **{"allocate_cbk": ffi.NULL, "free_cbk": ffi.NULL, "flags": argon2.lib.ARGON2_DEFAULT_FLAGS},
        },
    )
    outcome = argon2.core(context, argon2.Type[KINDS[kind]].value)
    if outcome == argon2.lib.ARGON2_MEMORY_ALLOCATION_ERROR:
        raise Unreadable(Reason.NO_MEMORY)
    if outcome != argon2.lib.ARGON2_OK:
        raise Unreadable(Reason.DAMAGED)
    return bytes(made)
