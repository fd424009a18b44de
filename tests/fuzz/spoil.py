"""Ways to spoil any file: bits, bytes, runs, cuts, blocks moved and doubled, numbers made extreme, fields of its form.

Each way is a function of the content and a source of chance that gives the edits; ``spoilt``
picks one. The same seed gives the same edits.
"""

from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.edits import Edit
from tests.fuzz.fields import Field, edited

Way = Callable[[bytes, Random], list[Edit]]

BLOCKS = (4, 16, 64, 512, 1024, 4096)
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def bits(content: bytes, chance: Random) -> list[Edit]:
    """One to eight bits turned over."""
    places = {chance.randrange(len(content)) for _ in range(chance.choice((1, 1, 1, 2, 8)))}
    return [Edit(at, 1, bytes([content[at] ^ 1 << chance.randrange(8)])) for at in sorted(places)]


def any_bytes(content: bytes, chance: Random) -> list[Edit]:
    """One to twenty bytes that are something else."""
    places = {chance.randrange(len(content)) for _ in range(chance.choice((1, 3, 20)))}
    return [Edit(at, 1, bytes([chance.randrange(256)])) for at in sorted(places)]


def run(content: bytes, chance: Random) -> list[Edit]:
    """A run of zeros, of ones or of noise, at a block's boundary or anywhere."""
    size = min(chance.choice(BLOCKS), len(content))
    at = chance.randrange(len(content) - size + 1)
    if chance.random() < 0.5:
        at -= at % size
    return [Edit(at, size, chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size))))]


def cut(content: bytes, chance: Random) -> list[Edit]:
    """The file stops early."""
    at = chance.randrange(1, max(2, len(content)))
    block = chance.choice(BLOCKS)
    at = at - at % block if chance.random() < 0.5 and at >= block else at
    return [Edit(at, len(content) - at, b"")]


def hole(content: bytes, chance: Random) -> list[Edit]:
    """A piece in the middle is gone."""
    at = chance.randrange(len(content))
    return [Edit(at, min(chance.choice(BLOCKS), len(content) - at), b"")]


def inserted(content: bytes, chance: Random) -> list[Edit]:
    """Something came in between: zeros, noise, or a piece from elsewhere in the file."""
    size = chance.choice(BLOCKS)
    elsewhere = chance.randrange(len(content))
    piece = chance.choice((bytes(size), chance.randbytes(size), content[elsewhere : elsewhere + size]))
    return [Edit(chance.randrange(len(content) + 1), 0, piece)]


def repeated(content: bytes, chance: Random) -> list[Edit]:
    """A block stands where another stood."""
    size = min(chance.choice(BLOCKS), len(content))
    source, target = (chance.randrange(0, len(content) - size + 1, size) for _ in range(2))
    return [Edit(target, size, content[source : source + size])]


def swapped(content: bytes, chance: Random) -> list[Edit]:
    """Two blocks changed places."""
    size = min(chance.choice(BLOCKS), len(content))
    one, other = (chance.randrange(0, len(content) - size + 1, size) for _ in range(2))
    return [Edit(one, size, content[other : other + size]), Edit(other, size, content[one : one + size])]


def extreme(content: bytes, chance: Random) -> list[Edit]:
    """A number of two, four or eight bytes at the edge of what it can hold."""
    size = min(chance.choice((2, 4, 8)), len(content))
    at = chance.randrange(0, len(content) - size + 1)
    value = chance.choice(EXTREMES) & (1 << 8 * size) - 1
    return [Edit(at, size, value.to_bytes(size, chance.choice(("little", "big"))))]


def longer(content: bytes, chance: Random) -> list[Edit]:
    """Something stands behind the end."""
    return [Edit(len(content), 0, chance.choice((bytes(512), chance.randbytes(64), content[:4096])))]


WAYS: tuple[Way, ...] = (bits, any_bytes, run, cut, hole, inserted, repeated, swapped, extreme, longer)
OF_FIELDS = 0.4
"""So many of the mutations change a field of the file's own form, where that is known."""


def spoilt(content: bytes, fields: Sequence[Field], chance: Random) -> tuple[str, list[Edit]]:
    """(name of the way, its edits)."""
    if not content:
        return "filled", [Edit(0, 0, chance.choice((bytes(512), chance.randbytes(64))))]
    if fields and chance.random() < OF_FIELDS:
        picked = [chance.choice(fields) for _ in range(chance.choice((1, 1, 2)))]
        return f"field {picked[0].what}", [edited(content, field, chance) for field in sorted(set(picked))]
    way = chance.choice(WAYS)
    return way.__name__, way(content, chance)
