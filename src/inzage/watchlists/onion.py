"""Onion names, version 3: a name that carries its own checksum.

References: https://spec.torproject.org/address-spec.
"""

import base64
import binascii
import hashlib

_LENGTH = 56
_KEY = 32
_VERSION = b"\x03"
_SUFFIX = ".onion"


def is_onion(host: str) -> bool:
    """Does this host name lie under ``.onion`` at all, valid or not."""
    return host.endswith(_SUFFIX)


def is_onion_v3(host: str) -> bool:
    """Is this host name (canonical: lower case) a version 3 onion name whose checksum holds."""
    if not is_onion(host):
        return False
    name = host.removesuffix(_SUFFIX).rpartition(".")[2]
    if len(name) != _LENGTH or not name.isascii() or not name.islower():
        return False
    try:
        raw = base64.b32decode(name.upper())
    except binascii.Error:
        return False
    key, checksum, version = raw[:_KEY], raw[_KEY:-1], raw[-1:]
    return version == _VERSION and checksum == hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
