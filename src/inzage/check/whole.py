"""The digest over a whole carrier, when it was asked for: last of all, so that the check itself is done by then.

What is made is kept in the ledger, so that a resumed run does not read the carrier again;
that it was begun is kept too, so that one that never ended is told as absent.
"""

from collections.abc import Callable

from inzage.check.diary import Diary
from inzage.record import EntryKind
from inzage.result import Reason, WholeDigest
from inzage.sources import Source
from inzage.sources.whole import whole_digest

MEGABYTE = 1_000_000

Tell = Callable[[int, int, int], None]
"""Hears of (carrier, megabytes done, megabytes in all)."""


class Wholes:
    """Digests of the carriers of one run. Once one was interrupted, the others are not begun."""

    def __init__(self, diary: Diary, *, asked: bool, tell: Tell) -> None:
        self._diary = diary
        self._asked = asked
        self._tell = tell
        self._broken_off = False

    def of(self, carrier: int, source: Source) -> WholeDigest | None:
        """The digest of a carrier, why there is none, or None where nobody asked for it."""
        known = self._diary.whole_of(carrier)
        if known is not None and known.sha256 is not None:
            return known
        if self._asked and not self._broken_off:
            return self._made(carrier, source)
        if self._asked or self._diary.whole_begun(carrier):
            return self._told(carrier, known or WholeDigest(None, 0, 0, Reason.INTERRUPTED))
        return None

    def _made(self, carrier: int, source: Source) -> WholeDigest:
        self._diary.note(EntryKind.DIGESTED, {"carrier": carrier, "begun": True}, durable=True)
        made = whole_digest(source, lambda done, size: self._tell(carrier, done // MEGABYTE, size // MEGABYTE))
        self._broken_off = made.reason is Reason.INTERRUPTED
        return self._told(carrier, made)

    def _told(self, carrier: int, made: WholeDigest) -> WholeDigest:
        self._diary.note(EntryKind.DIGESTED, {"carrier": carrier, **made.json}, durable=True)
        return made
