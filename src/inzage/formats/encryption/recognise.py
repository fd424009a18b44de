"""What encryption, if any, a volume begins with: told from its first bytes, with nothing tried.

References: libbde and libfvde format documents; LUKS On-Disk Format 1.2.3; LUKS2 On-Disk Format 1.1.
"""

from inzage.formats.blocks import Blocks
from inzage.formats.encryption import ACCEPTED, Encryption, EncryptionKind
from inzage.formats.encryption.bitlocker import described, is_bitlocker
from inzage.formats.encryption.luks2_header import second_place

_HEAD = 4096
_LUKS = b"LUKS\xba\xbe"
_LUKS_KINDS = {1: EncryptionKind.LUKS1, 2: EncryptionKind.LUKS2}
_CORE_STORAGE = slice(88, 90)
"""Where a CoreStorage physical volume says ``CS``; its block type 0x10 stands at 10."""
_CORE_STORAGE_TYPE = slice(10, 12)


def encryption_of(blocks: Blocks) -> Encryption | None:
    """The volume's encryption, or None where it has none that is known. May raise ``ReadFault``.

    Encrypted APFS is told by its container's volumes (``apfs``), not by the first bytes.
    """
    head = blocks.read_at(0, _HEAD)
    if is_bitlocker(head):
        return described(blocks)
    kind = _luks(head) or _core_storage(head) or _luks2_by_its_copy(blocks)
    return Encryption(kind, ACCEPTED[kind]) if kind else None


def _luks(head: bytes) -> EncryptionKind | None:
    return _LUKS_KINDS.get(int.from_bytes(head[6:8])) if head.startswith(_LUKS) else None


def _core_storage(head: bytes) -> EncryptionKind | None:
    said = head[_CORE_STORAGE] == b"CS" and head[_CORE_STORAGE_TYPE] == b"\x10\x00"
    return EncryptionKind.FILEVAULT if said else None


def _luks2_by_its_copy(blocks: Blocks) -> EncryptionKind | None:
    """The second header of a volume whose first one was wiped."""
    return EncryptionKind.LUKS2 if second_place(blocks) is not None else None
