"""A BitLocker key file (.BEK), as Windows writes it to a stick: one key and the name of what it opens.

Parsed here because the library takes only a path, which a locked process cannot name.

References: as ``fve_metadata``.
"""

import struct
from dataclasses import dataclass

from inzage.formats.encryption.fve_metadata import Type, Value, entries, key_in
from inzage.result import Reason, Unreadable

MOST = 1 << 16
_HEADER = struct.Struct("<4I16sIIQ")
_INSIDE = 24
"""An external key: identifier (16), time (8), then entries."""
_KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class ExternalKey:
    """A key from outside. ``identifier``: of the protector that it fits."""

    identifier: bytes
    key: bytes

    def __repr__(self) -> str:
        return "ExternalKey()"


def external_key(data: bytes) -> ExternalKey:
    """The key in a file; ``DAMAGED`` where it holds none."""
    try:
        length, _, header, _, _, _, _, _ = _HEADER.unpack_from(data)
    except struct.error:
        raise Unreadable(Reason.DAMAGED) from None
    if header != _HEADER.size or not header < length <= len(data) <= MOST:
        raise Unreadable(Reason.DAMAGED)
    for entry in entries(data[header:length]):
        if (entry.type, entry.value) == (Type.EXTERNAL, Value.EXTERNAL):
            return _inside(entry.data)
    raise Unreadable(Reason.DAMAGED)


def _inside(data: bytes) -> ExternalKey:
    keys = [key_in(entry.data) for entry in entries(data[_INSIDE:]) if entry.value == Value.KEY]
    if len(keys) != 1 or len(keys[0]) != _KEY_SIZE:
        raise Unreadable(Reason.DAMAGED)
    return ExternalKey(data[:16], keys[0])
