"""LUKS2, by a small reader of our own: the library refuses it.

Met real volumes (of 1 MiB) under PBKDF2 and Argon2id, AES in XTS, CBC and ECB.

References: LUKS2 On-Disk Format Specification 1.1.1.
"""

from inzage.formats.blocks import Blocks, Slice
from inzage.formats.encryption import Secret
from inzage.formats.encryption.luks2_header import header_of
from inzage.formats.encryption.luks_keys import check_cost, volume_key
from inzage.formats.encryption.sectors import Deciphered, SectorCipher


def unlocked(blocks: Blocks, secret: Secret) -> Blocks:
    """The plain volume; raises ``Unreadable``."""
    header = header_of(blocks)
    check_cost(header.slots, header.digest)
    segment = header.segment
    cipher = SectorCipher(segment.cipher, volume_key(blocks, header.slots, header.digest, secret))
    size = blocks.size - segment.offset if segment.size is None else segment.size
    place = Slice(blocks, segment.offset, size)
    return Deciphered(place, cipher, sector=segment.sector, first=segment.first)
