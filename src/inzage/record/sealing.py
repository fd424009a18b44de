"""Sealing: bytes go in, and only the police's key gets them out.

Nothing in this program holds or loads an age identity; what is sealed here cannot
be opened here. The police's side is ``record.opening``.

References: https://age-encryption.org/v1 (X25519 recipient, binary format).
"""

import pyrage

_NOTHING = "age1pyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq8r66x"
"""The curve's base point: a key of nobody, to which only nothing is ever sealed."""


def seal(data: bytes, recipient: str) -> bytes:
    """``data`` as a binary age file for ``recipient`` (age1...) and nobody else; works inside a worker's lock.

    Raises:
        ValueError: no X25519 recipient. The plan has refused such a key, so this is a fault of the program.
    """
    try:
        return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))
    except (pyrage.RecipientError, pyrage.EncryptError):
        raise ValueError("not an age X25519 recipient") from None


def warm() -> None:
    """Load what sealing needs, before a lock after which nothing can be loaded."""
    seal(b"", _NOTHING)
