"""Publications over time: stretches between their bounds, and batches of what was known when.

Each count of a publication is the sum of layers: who entered in a stretch, as first known in a batch. Two publications
that differ by one person differ by a layer that holds one person; so a layer is a cell too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from inzage.evaluation.gate.published import Published


@dataclass(frozen=True, slots=True)
class Layer:
    """Who entered from ``since`` until before ``until``, known from ``batch`` (in order of extraction) on."""

    since: date
    until: date
    batch: int


@dataclass(frozen=True, slots=True)
class Layers:
    """``all``: every layer there is, in order; ``of``: for each publication the places of its layers."""

    all: tuple[Layer, ...]
    of: tuple[tuple[int, ...], ...]


def layers(publications: Sequence[Published]) -> Layers:
    """The layers of some publications of one population.

    Two of the same cohort, on the same day, are of one batch: they tell of the same people.
    """
    batches = sorted({(each.extracted_on, each.cohort) for each in publications})
    bounds = sorted({bound for each in publications for bound in (_since(each), each.until)})
    known = [batches.index((each.extracted_on, each.cohort)) for each in publications]
    every = [Layer(*ends, batch) for ends in pairwise(bounds) for batch in range(len(batches))]
    held = [
        layer
        for layer in every
        if any(batch == layer.batch and _covers(each, layer) for each, batch in zip(publications, known, strict=True))
    ]
    of = tuple(
        tuple(at for at, layer in enumerate(held) if layer.batch <= batch and _covers(each, layer))
        for each, batch in zip(publications, known, strict=True)
    )
    return Layers(tuple(held), of)


def _since(each: Published) -> date:
    return each.since or date.min


def _covers(each: Published, layer: Layer) -> bool:
    return _since(each) <= layer.since and layer.until <= each.until
