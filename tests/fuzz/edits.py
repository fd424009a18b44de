"""A mutation as a short list of edits, so that it can be made smaller, kept as text and made again."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """At ``at``, ``drop`` bytes go and ``put`` comes in their place; places count in the unchanged file."""

    at: int
    drop: int
    put: bytes

    @property
    def plain(self) -> list[int | str]:
        """As JSON has it: place, bytes dropped, bytes put in (hex)."""
        return [self.at, self.drop, self.put.hex()]

    @classmethod
    def of(cls, plain: list[int | str]) -> "Edit":
        """Back from JSON."""
        at, drop, put = plain
        return cls(int(at), int(drop), bytes.fromhex(str(put)))


def applied(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The content with every edit made, from the back; of edits that overlap the earlier in the file is left out."""
    end, pieces = len(content), list[bytes]()
    for edit in sorted(edits, reverse=True):
        if edit.at + edit.drop <= end:
            pieces += [content[edit.at + edit.drop : end], edit.put]
            end = edit.at
    return b"".join([content[:end], *reversed(pieces)])
