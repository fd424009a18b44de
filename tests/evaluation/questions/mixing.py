"""The same rows in another order."""

import random
from dataclasses import replace

from inzage.evaluation import Rows


def mixed(rows: Rows, chance: random.Random) -> Rows:
    """Events and spans shuffled."""
    events, spans = list(rows.events), list(rows.spans)
    chance.shuffle(events)
    chance.shuffle(spans)
    return replace(rows, events=tuple(events), spans=tuple(spans))
