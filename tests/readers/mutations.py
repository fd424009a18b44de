"""A few bytes of a file changed at random, for whoever wants a simple spoilt file (``tests/fuzz`` has more ways)."""

import random


def mutated(content: bytes, seed: int) -> bytes:
    """A few bytes changed, or some cut off."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(1, len(changed))] if seed % 5 == 0 else changed)
