"""Publications cut into parts that say nothing of each other, so that each is looked at by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from inzage.evaluation.gate.published import Published


def components(publications: Sequence[Published]) -> Iterator[list[Published]]:
    """The same publications, once for each set of keys that equations tie together, in order of the keys."""
    ends: dict[str, str] = {}
    for each in publications:
        for group in equations(each):
            first, *others = sorted(group)
            for other in others:
                ends[_end(ends, other)] = _end(ends, first)
    told: dict[str, set[str]] = {}
    for key in sorted({key for each in publications for key in keys(each)}):
        told.setdefault(_end(ends, key), set()).add(key)
    for held in told.values():
        yield [_only(each, held) for each in publications]


def equations(published: Published) -> Iterator[set[str]]:
    """Keys that stand in one equation: a total with its parts, a whole with a part."""
    yield from ({total, *parts} for total, parts in published.sums())
    yield from ({bond.whole, bond.part} for bond in published.bonds)


def keys(published: Published) -> set[str]:
    """Every key of a publication, also of cells that it does not tell."""
    return {cell.key for cell in published.cells}.union(*equations(published))


def _end(ends: dict[str, str], key: str) -> str:
    while ends.setdefault(key, key) != key:
        key = ends[key]
    return key


def _only(each: Published, held: set[str]) -> Published:
    return replace(
        each,
        shapes=tuple(shape for shape in each.shapes if shape.key("", "") in held),
        cells=tuple(cell for cell in each.cells if cell.key in held),
        bonds=tuple(bond for bond in each.bonds if bond.whole in held),
    )
