"""The ways of ``tests.fuzz.spoil`` on a carrier: mostly where something stands, and in the fields of its form."""

from collections.abc import Sequence
from random import Random

from tests.fuzz.carriers.sparse import apart
from tests.fuzz.edits import Edit
from tests.fuzz.fields import Field, edited
from tests.fuzz.spoil import WAYS, any_bytes, bits, extreme, repeated, run, swapped

INSIDE = (bits, any_bytes, run, repeated, swapped, extreme)
"""Ways that leave everything else in its place."""

_STRETCH = 1 << 16
OF_FIELDS, OF_STRETCHES = 0.45, 0.42


def spoilt(content: bytes, fields: Sequence[Field], live: Sequence[range], chance: Random) -> list[Edit]:
    """One carrier's edits: a field or two; something inside a stretch; else anything to the whole."""
    luck = chance.random()
    if fields and luck < OF_FIELDS:
        picked = {chance.choice(fields) for _ in range(chance.choice((1, 1, 1, 2)))}
        return apart([edited(content, field, chance) for field in sorted(picked)])
    if live and luck < OF_FIELDS + OF_STRETCHES:
        where = chance.choice(live)
        begin = chance.randrange(where.start, where.stop, 512) if len(where) > _STRETCH else where.start
        inside = content[begin : min(where.stop, begin + _STRETCH)]
        return [Edit(begin + one.at, one.drop, one.put) for one in apart(chance.choice(INSIDE)(inside, chance))]
    return apart(chance.choice(WAYS)(content, chance))
