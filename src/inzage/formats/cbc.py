"""AES in CBC as a view: plain bytes at places, decrypted as they are asked for.

A block needs only the one before it, so reading in the middle costs no more than
reading at the start. The padding at the end is the caller's to judge: ``padding``.

References: NIST SP 800-38A 6.2; RFC 5652 6.3 (padding).
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from inzage.formats.blocks import Blocks, within

BLOCK = 16


class CbcBlocks:
    """What lies under AES-CBC. ``size``: whole blocks only; a broken last one holds nothing readable."""

    def __init__(self, blocks: Blocks, key: bytes, iv: bytes = bytes(BLOCK)) -> None:
        self._blocks = blocks
        self._key = key
        self._iv = iv

    @property
    def size(self) -> int:
        """Plain bytes, padding included."""
        return self._blocks.size - self._blocks.size % BLOCK

    def read_at(self, offset: int, size: int) -> bytes:
        """Plain bytes from ``offset`` on; fewer only at the end."""
        end = offset + within(self.size, offset, size)
        start = offset - offset % BLOCK
        if end <= offset:
            return b""
        before = max(0, start - BLOCK)
        sealed = self._blocks.read_at(before, end + -end % BLOCK - before)
        sealed = sealed[: len(sealed) - len(sealed) % BLOCK]
        iv, sealed = (sealed[:BLOCK], sealed[BLOCK:]) if start else (self._iv, sealed)
        return decrypted(sealed, self._key, iv)[offset - start : end - start]


def decrypted(sealed: bytes, key: bytes, iv: bytes = bytes(BLOCK)) -> bytes:
    """Whole blocks, decrypted."""
    return _finished(Cipher(AES(key), CBC(iv)), sealed)


def padding(last: bytes) -> int:
    """How many bytes at the end of the last block are padding; 0 where they are not."""
    count = last[-1] if last else 0
    return count if 1 <= count <= min(BLOCK, len(last)) and last.endswith(bytes([count]) * count) else 0


def _finished(cipher: "Cipher[CBC]", sealed: bytes) -> bytes:
    decryptor = cipher.decryptor()
    return decryptor.update(sealed) + decryptor.finalize()


decrypted(bytes(BLOCK), bytes(32))  # now: a locked process can no longer load what the library loads at first use
