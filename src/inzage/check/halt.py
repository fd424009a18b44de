"""The end of supervision: stop, seal, and nothing more.

A hit arrives from the worker as ciphertext. It is signed and committed durably before anything
else happens; then the run ends by ``Halting``. The officer's own stop ends it in the same way, so
that nobody can tell from the record that it was a hit: one that comes while nothing listed
could have been read is plainly a stop, and every hit could have been one.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from inzage.check.diary import Diary
from inzage.check.job import Asked, ToSeal
from inzage.mandate import Question
from inzage.record.case_bundle import Occasion, bundle
from inzage.record.handover import number
from inzage.record.sealing import seal
from inzage.result import CarrierFacts

HALTING = frozenset({"known_material"})
"""Detectors whose first act ends the reading: supervision stops where investigation begins."""


class Halting(Exception):
    """Reading has ended for good; what concerns it is sealed and committed."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """How a halt of this check is sealed.

    ``recipient``: the police's age key. ``occasion``: what the bundle says of this check, for a carrier at
    a moment (None: the officer stopped before any carrier was opened). ``sign``: ciphertext and that moment
    to the signed envelope.
    """

    recipient: str
    occasion: Callable[[CarrierFacts | None, datetime], Occasion]
    sign: Callable[[bytes, datetime], bytes]


class Halt:
    """Whether this run must end, and the sealing that goes with it."""

    def __init__(self, diary: Diary, sealing: Sealing | None, stop_asked: Callable[[], bool]) -> None:
        self._diary = diary
        self._sealing = sealing
        self._stop_asked = stop_asked

    def heed(self, carrier: CarrierFacts | None = None) -> None:
        """End the run where something is sealed already, or where the officer asked for it."""
        if self._diary.sealed is not None:
            raise Halting
        if self._stop_asked():
            self._by_officer(carrier)

    def to_seal(self, asked: Sequence[Asked], carrier: CarrierFacts) -> ToSeal | None:
        """What goes into the worker with questions that may end the reading; None with others."""
        codes = [one.question.code for one in asked if halts(one.question)]
        if not codes or self._sealing is None:
            return None
        occasion = self._sealing.occasion(carrier, _now())
        return ToSeal(tuple(codes), self._sealing.recipient, occasion.json)

    def hit(self, ciphertext: bytes) -> NoReturn:
        """Sign and commit what a worker sealed, before anything else; then end the run."""
        if self._sealing is None:
            raise AssertionError("nothing is given to a worker to seal where no key is at hand")
        self._commit(self._sealing.sign(ciphertext, _now()))

    def _by_officer(self, carrier: CarrierFacts | None) -> NoReturn:
        if self._sealing is None:
            self._diary.sealing({"number": None, "sha256": None}, None)
            raise Halting
        at = _now()
        words = bundle(self._sealing.occasion(carrier, at), None)
        self._commit(self._sealing.sign(seal(words, self._sealing.recipient), at))

    def _commit(self, envelope: bytes) -> NoReturn:
        facts: Mapping[str, object] = {"number": number(envelope), "sha256": hashlib.sha256(envelope).hexdigest()}
        self._diary.sealing(facts, {"envelope": base64.b64encode(envelope).decode()})
        raise Halting


def halts(question: Question) -> bool:
    """Does the first act of this question end the reading?"""
    return question.indicator in HALTING


def _now() -> datetime:
    return datetime.now(UTC)
