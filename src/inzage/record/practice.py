"""The result of practice: which invented visits an officer did and how they were judged, signed by the kit.

A DSSE envelope (``PayloadType.PRACTICE``) that a register can take in to qualify an officer.
It holds counts per visit, never the answers given, so that it is no record of how somebody
thinks. It proves what the kit saw, not who sat at the keyboard: that is for who was present.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inzage.record.faults import CaseFault
from inzage.signing import PayloadType
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.dsse import read, sign, verify_by
from inzage.signing.keys import PrivateKey, PublicKey

ENOUGH = 0.8
"""Share of all questions that must be right; of those that are critical every one."""


class PracticeWrong(CaseFault):
    """It is no result of practice; a fact is a pair (Dutch, English)."""

    nl = "Verwacht: een uitslag van een oefening. Gevonden: {found}. Vraag om het originele bestand."
    en = "Expected: a result of practice. Found: {found}. Ask for the original file."


@dataclass(frozen=True, slots=True)
class VisitScore:
    """One visit: questions asked, right, and critical ones that were missed."""

    visit: str
    asked: int
    right: int
    critical_missed: int

    @property
    def json(self) -> dict[str, object]:
        """As the result holds it."""
        return {"asked": self.asked, "critical_missed": self.critical_missed, "right": self.right, "visit": self.visit}


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """``officer``: the organisation's own word for the person (a number); ``book``: version of the visits.

    ``wanted``: names of the visits that a whole practice has.
    """

    officer: str
    official: str
    on: date
    book: str
    tool: str
    wanted: tuple[str, ...]
    visits: tuple[VisitScore, ...]

    @property
    def passed(self) -> bool:
        """Every visit done, nothing critical missed, and enough right."""
        whole = tuple(one.visit for one in self.visits) == self.wanted and bool(self.wanted)
        asked, right = sum(one.asked for one in self.visits), sum(one.right for one in self.visits)
        return whole and not any(one.critical_missed for one in self.visits) and right >= ENOUGH * asked

    @property
    def json(self) -> dict[str, object]:
        """As it is signed."""
        return {
            "book": self.book,
            "officer": self.officer,
            "official": self.official,
            "on": self.on.isoformat(),
            "passed": self.passed,
            "tool": self.tool,
            "version": 1,
            "visits": [one.json for one in self.visits],
            "wanted": list(self.wanted),
        }


def sign_practice(result: PracticeResult, key: PrivateKey) -> bytes:
    """The result as the kit signs it."""
    return sign(canonical(result.json), PayloadType.PRACTICE, [key])


def read_practice(envelope: bytes, key: PublicKey, *, file: str) -> PracticeResult:
    """The result that ``key`` signed.

    Raises:
        SigningError: it did not.
        PracticeWrong: it holds something else, or says *passed* of what is not.
    """
    try:
        return _result(parse(verify_by(read(envelope, file=file), PayloadType.PRACTICE, key)))
    except (NotCanonical, ValueError):
        raise PracticeWrong(found=("een document zonder de juiste velden", "a document without its fields")) from None


def _result(value: object) -> PracticeResult:
    match value:
        case {
            "book": str(book), "officer": str(officer), "official": str(official), "on": str(on), "tool": str(tool),
            "visits": list(visits), "wanted": list(wanted),
        } if all(isinstance(one, str) for one in wanted):  # fmt: skip
            day = date.fromisoformat(on)
            made = PracticeResult(officer, official, day, book, tool, tuple(wanted), _scores(visits))
            if made.json == value:
                return made
    raise NotCanonical("geen uitslag van een oefening", "no result of practice")


def _scores(values: Sequence[object]) -> tuple[VisitScore, ...]:
    return tuple(_score(value) for value in values)


def _score(value: object) -> VisitScore:
    match value:
        case {"visit": str(visit), "asked": int(asked), "right": int(right), "critical_missed": int(missed)} if (
            0 <= right <= asked and 0 <= missed <= asked - right
        ):
            return VisitScore(visit, asked, right, missed)
    raise NotCanonical("geen uitslag van een bezoek", "no result of a visit")
