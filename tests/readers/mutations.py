"""Mutated files inside a locked worker: what a library of another language makes of them ends in an answer."""

import random
from pathlib import Path

from inzage.check.job import parse_reply, request
from inzage.result import Status
from inzage.worker.pool import Pool
from tests.readers.recipe import Case, artefact, build


def mutated(content: bytes, seed: int) -> bytes:
    """A few bytes changed, or some cut off."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(1, len(changed))] if seed % 5 == 0 else changed)


def statuses(pool: Pool, case: Case, folder: Path, seeds: range) -> set[Status]:
    """What became of a case's file under each mutation; raises where a worker died."""
    made = build(case, folder)
    content, found = made.read_bytes(), set()
    for seed in seeds:
        made.write_bytes(mutated(content, seed))
        with artefact(made, case.facts) as one:
            message, descriptors = request(case.reader, case.window, one, [], b"")
            found.add(parse_reply(pool.run(message, descriptors), case.window, []).status)
    return found
