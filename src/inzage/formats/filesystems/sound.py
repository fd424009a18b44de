"""Blocks in which a structure that bears its own proof is looked at as it passes, because its library does not look.

What is read is given all the same: the names in one damaged record may be most of a volume. It is told.
"""

from collections.abc import Callable

from inzage.formats.blocks import Blocks


class Proven:
    """The same blocks; ``faults`` counts the pieces of which ``is_damaged`` says that they are not as written."""

    def __init__(self, blocks: Blocks, is_damaged: Callable[[bytes], bool]) -> None:
        self._blocks = blocks
        self._is_damaged = is_damaged
        self.faults = 0

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._blocks.size

    def read_at(self, offset: int, size: int) -> bytes:
        """As the blocks below."""
        content = self._blocks.read_at(offset, size)
        self.faults += self._is_damaged(content)
        return content
