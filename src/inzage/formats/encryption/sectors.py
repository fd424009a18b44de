"""Sectors deciphered as Linux's dm-crypt enciphers them: AES in the modes that are in use.

A sector's initialisation vector is its number, counted in units of 512 bytes whatever the
size of a sector. What is not known here is refused, never guessed at.

References: https://gitlab.com/cryptsetup/cryptsetup/-/wikis/DMCrypt; IEEE Std 1619 (XTS).
"""

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES

from inzage.formats.blocks import Blocks, within
from inzage.result import Reason, Unreadable

UNIT = 512
"""Bytes in which sectors are numbered."""
SECTOR_SIZES = (512, 1024, 2048, 4096)

_AES_KEYS = {"xts": (32, 64), "cbc": (16, 24, 32), "ecb": (16, 24, 32)}
_LOW = {"plain": 2**32 - 1, "plain64": 2**64 - 1, "essiv": 2**64 - 1}


class SectorCipher:
    """Deciphers whole sectors. ``named``: as dm-crypt names it, such as ``aes-xts-plain64``."""

    def __init__(self, named: str, key: bytes) -> None:
        cipher, _, rest = named.partition("-")
        mode, _, vector = rest.partition("-")
        if cipher != "aes" or len(key) not in _AES_KEYS.get(mode, ()):
            raise Unreadable(Reason.ENCRYPTED)
        self._algorithm = AES(key)
        self._mode = mode
        self._vector = _vectors(vector, key) if mode != "ecb" else None

    def decipher(self, data: bytes, first: int, sector: int) -> bytes:
        """Sectors of ``sector`` bytes each; ``first``: the number of the first one."""
        if self._vector is None:
            return self._run(modes.ECB(), data)  # noqa: S305  (what a carrier was enciphered with)
        return b"".join(
            self._run(self._of(self._vector(first + start // UNIT)), data[start : start + sector])
            for start in range(0, len(data), sector)
        )

    def _of(self, vector: bytes) -> modes.XTS | modes.CBC:
        return modes.XTS(vector) if self._mode == "xts" else modes.CBC(vector)

    def _run(self, mode: modes.XTS | modes.CBC | modes.ECB, data: bytes) -> bytes:
        running = Cipher(self._algorithm, mode).decryptor()
        return running.update(data) + running.finalize()


class Deciphered:
    """The plain view of a run of enciphered sectors. ``first``: the number of the first one."""

    def __init__(self, blocks: Blocks, cipher: SectorCipher, *, sector: int = UNIT, first: int = 0) -> None:
        self._blocks = blocks
        self._cipher = cipher
        self._sector = sector
        self._first = first
        self._size = blocks.size - blocks.size % sector

    @property
    def size(self) -> int:
        """Bytes in whole sectors."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """Plain bytes, out of as many sectors as they lie in."""
        size = within(self._size, offset, size)
        before = offset % self._sector
        start = offset - before
        length = -(-(before + size) // self._sector) * self._sector
        raw = self._blocks.read_at(start, length) if size else b""
        whole = raw[: len(raw) - len(raw) % self._sector]
        plain = self._cipher.decipher(whole, self._first + start // UNIT, self._sector)
        return plain[before : before + size]


def _vectors(named: str, key: bytes) -> Callable[[int], bytes]:
    """Sector number → 16 bytes."""
    kind, _, option = named.partition(":")
    low = _LOW.get(kind)
    if low is None or (kind == "essiv") != (option == "sha256") or (kind != "essiv" and option):
        raise Unreadable(Reason.ENCRYPTED)
    if kind != "essiv":
        return lambda number: (number & low).to_bytes(16, "little")
    salt = Cipher(AES(hashlib.sha256(key).digest()), modes.ECB())  # noqa: S305  (ESSIV is defined so)
    return lambda number: salt.encryptor().update((number & low).to_bytes(16, "little"))
