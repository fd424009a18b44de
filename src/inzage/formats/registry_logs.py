"""A dirty hive brought up to date from its logs: in memory, never on the carrier, and all of it or nothing.

Windows writes to a log first (``.LOG``, or ``.LOG1`` and ``.LOG2``). A hive that it could not
finish is only what it should be together with its log: hundreds of keys may lie there alone.

Nothing is guessed. A log counts only where its own first block is whole and names this hive;
an entry only where both its checksums hold and it follows the last one without a gap; a log
of the older form only where its date is the hive's and all of its pages are there. And the
outcome counts only where its bins follow each other from the first to the last. Else the hive
stays as it lies on the carrier, and the answer says that it was not brought up to date.

``whole`` is False where something more recent was begun and cannot be had: a log of the pair
is missing or damaged, an entry is torn or a number is left out.

References: https://github.com/msuhanov/regf (transaction logs, old and new format; multiple
log files), artefact facts 1 (13)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inzage.formats.blocks import Blocks, DescriptorBlocks, ReadFault
from inzage.formats.overlay import Overlay
from inzage.formats.registry_base import BASE, HEAD, LOG_NEW, LOGS_OLD, BaseBlock, base_block, mended
from inzage.formats.registry_log_new import Chain, Entry, chain
from inzage.formats.registry_log_old import pages

LOGS = (".log1", ".log2", ".log")
"""Endings of a hive's logs, in the order in which they are looked at."""

_PAIR = LOGS[:2]
_BIN = b"hbin"
Pages = Sequence[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Recovered:
    """A hive that was brought up to date. ``whole``: nothing more recent was begun and is missing."""

    blocks: Blocks
    whole: bool


@dataclass(frozen=True, slots=True)
class _Log:
    blocks: Blocks
    base: BaseBlock


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is to be laid over the hive."""

    head: bytes
    bins: int
    pages: Pages
    whole: bool


class Patched:
    """A hive with what its logs add, as ``Blocks``."""

    def __init__(self, file: int, head: bytes, pages: Pages) -> None:
        self._file = Overlay(file)
        self._file.write(head, 0)
        for place, page in pages:
            self._file.write(page, BASE + place)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._file.size

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes of the logs where they have any, else of the hive."""
        try:
            return self._file.read(size, offset)
        except OSError:
            raise ReadFault(offset) from None


def recovered(file: int, sidecars: Mapping[str, int]) -> Recovered | None:
    """The dirty hive of this descriptor, brought up to date; None where its logs cannot do that."""
    try:
        hive = base_block(DescriptorBlocks(file).read_at(0, HEAD))
        if hive is None:
            return None
        logs = {ending: DescriptorBlocks(sidecars[ending]) for ending in LOGS if ending in sidecars}
        found = {ending: log for ending, blocks in logs.items() if (log := _log_of(blocks, hive))}
        outcome = _from_new(hive, logs, found) or _from_old(hive, file, found)
        return _laid_over(file, outcome) if outcome else None
    except OSError:
        return None


def _log_of(blocks: Blocks, hive: BaseBlock) -> _Log | None:
    base = base_block(blocks.read_at(0, HEAD))
    if base is None or base.dirty or not base.belongs_to(hive):
        return None
    return _Log(blocks, base)


def _laid_over(file: int, outcome: _Outcome) -> Recovered | None:
    blocks = Patched(file, outcome.head, outcome.pages)
    return Recovered(blocks, outcome.whole) if _bins_follow(blocks, outcome.bins) else None


def _bins_follow(blocks: Blocks, bins: int) -> bool:
    """Does each bin begin where the last one ends, and say so itself?"""
    at = 0
    while at < bins:
        header = blocks.read_at(BASE + at, 12)
        size = int.from_bytes(header[8:12], "little")
        if header[:8] != _BIN + at.to_bytes(4, "little") or size < BASE or size % BASE:
            return False
        at += size
    return at == bins and blocks.size >= BASE + bins


def _from_new(hive: BaseBlock, logs: Mapping[str, Blocks], found: Mapping[str, _Log]) -> _Outcome | None:
    chains = {end: chain(log.blocks, log.base) for end, log in found.items() if log.base.kind == LOG_NEW}
    useful = [one for one in chains.values() if one.entries and (not hive.sound or one.first >= hive.sequence[1])]
    useful.sort(key=lambda one: one.first)
    if not useful:
        return None
    if not hive.sound:
        useful = useful[-1:]
    entries, torn = _joined(useful)
    base = hive if hive.sound else next(log.base for end, log in found.items() if chains.get(end) is useful[0])
    last = entries[-1]
    paired = all(end in chains or (end in logs and _never_used(logs[end])) for end in _PAIR)
    empty = any(not one.entries for one in chains.values())
    return _Outcome(
        head=mended(base, sequence=last.sequence, bins=last.bins, flag=last.flag),
        bins=last.bins,
        pages=[page for entry in entries for page in entry.pages],
        whole=paired and not torn and not empty,
    )


def _joined(chains: Sequence[Chain]) -> tuple[list[Entry], bool]:
    """The entries of logs that follow each other, and whether something breaks off."""
    entries, torn = list(chains[0].entries), chains[0].torn
    for one in chains[1:]:
        if one.first != entries[-1].sequence + 1:
            return entries, True
        entries += one.entries
        torn = one.torn
    return entries, torn


def _never_used(log: Blocks) -> bool:
    return not any(log.read_at(0, HEAD))


def _from_old(hive: BaseBlock, file: int, found: Mapping[str, _Log]) -> _Outcome | None:
    written = hive.written if hive.sound else _first_bin_written(file)
    logs = [log for log in found.values() if log.base.kind in LOGS_OLD]
    matching = [log for log in logs if log.base.written == written]
    later = any(log.base.written > written for log in logs)
    for log in matching:
        held = pages(log.blocks, log.base)
        if held is not None:
            base = hive if hive.sound else log.base
            number = max(hive.sequence[0], log.base.sequence[0]) if hive.sound else log.base.sequence[0]
            head = mended(base, sequence=number, bins=log.base.bins)
            return _Outcome(head, log.base.bins, held, whole=not later and log is matching[0])
    return None


def _first_bin_written(file: int) -> int:
    """The moment that the first bin keeps of the first block's."""
    return int.from_bytes(DescriptorBlocks(file).read_at(BASE + 20, 8), "little")
