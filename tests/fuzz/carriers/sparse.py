"""Files with long stretches of nothing: where something stands in them, and changing that without writing the rest."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fuzz.edits import Edit, applied

PAGE = 1 << 16
SECTOR = 512


def write_sparse(at: Path, content: bytes) -> None:
    """The whole file, pages of zeros left out."""
    empty = bytes(PAGE)
    with at.open("wb") as file:
        file.truncate(len(content))
        for place in range(0, len(content), PAGE):
            if (page := content[place : place + PAGE]) != empty:
                os.pwrite(file.fileno(), page, place)


def stretches(content: bytes) -> list[range]:
    """Where something stands: sectors that are not all zeros, neighbours as one."""
    found = list[range]()
    for page in range(0, len(content), PAGE):
        if content[page : page + PAGE].count(0) == len(content[page : page + PAGE]):
            continue
        for at in range(page, min(page + PAGE, len(content)), SECTOR):
            if not content[at : at + SECTOR].strip(b"\0"):
                continue
            if found and found[-1].stop == at:
                found[-1] = range(found[-1].start, min(at + SECTOR, len(content)))
            else:
                found.append(range(at, min(at + SECTOR, len(content))))
    return found


def apart(edits: Sequence[Edit]) -> list[Edit]:
    """Those that ``applied`` makes: of edits that overlap the earlier is left out."""
    made, end = list[Edit](), None
    for edit in sorted(edits, reverse=True):
        if end is None or edit.at + edit.drop <= end:
            made.append(edit)
            end = edit.at
    return made[::-1]


@contextmanager
def spoilt_file(at: Path, content: bytes, edits: Sequence[Edit]) -> Iterator[None]:
    """The file ``at``, which holds ``content``, with these edits made; afterwards it is as it was."""
    edits = apart(edits)
    in_place = all(edit.drop == len(edit.put) for edit in edits)
    try:
        if in_place:
            _put(at, [(edit.at, edit.put) for edit in edits])
        else:
            write_sparse(at, applied(content, edits))
        yield
    finally:
        if in_place:
            _put(at, [(edit.at, content[edit.at : edit.at + edit.drop]) for edit in edits])
        else:
            write_sparse(at, content)


def _put(at: Path, pieces: Sequence[tuple[int, bytes]]) -> None:
    with at.open("r+b") as file:
        for place, piece in pieces:
            os.pwrite(file.fileno(), piece, place)
