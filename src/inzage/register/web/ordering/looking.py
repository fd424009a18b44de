"""The wording check beside the form: what is missing or too wide, what opens all the same, the letter that asks.

The same as ``inzage mandate lint`` says of the same fields; it refuses nothing.
"""

from dataclasses import dataclass
from datetime import date

from inzage.errors import InzageError
from inzage.mandate.letter import request
from inzage.mandate.lint import Kind, LintRemark, lint
from inzage.register.values import Words
from inzage.register.web.ordering.entry import Entry
from inzage.register.web.ordering.told import Told, told
from inzage.register.web.ordering.writing_down import Written, mandate_of
from inzage.register.web.saying import say, sentence, t

HEADINGS = {
    Kind.MISSING: Words("Ontbreekt", "Missing"),
    Kind.WIDE: Words("Ruim geformuleerd", "Widely worded"),
    Kind.CLOSED: Words("Niet te beantwoorden", "Cannot be answered"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """``pending``: fields that are not in order yet; ``fault``: why there is no mandate to look at, then all else is
    empty; ``groups``: heading and (sentence, source) of each remark."""

    pending: tuple[str, ...]
    fault: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    told: Told | None
    letter: str
    summary: str


def look_at(entry: Entry, person: str, today: date) -> Look:
    """A form so far."""
    pending = tuple(dict.fromkeys(node.trail for node in entry.faults if node.trail))
    try:
        return _looked(entry.so_far(person), today, pending)
    except InzageError as fault:
        return Look(pending, sentence(fault), (), None, "", t("Nog niet na te kijken.", "Cannot be checked yet."))


def look_over(written: Written, today: date) -> Look:
    """An order that was recorded."""
    try:
        return _looked(written, today, ())
    except InzageError as fault:
        return Look((), sentence(fault), (), None, "", "")


def _looked(written: Written, today: date, pending: tuple[str, ...]) -> Look:
    mandate = mandate_of(written)
    remarks = lint(mandate)
    groups = tuple((say(HEADINGS[kind]), _of(remarks, kind)) for kind in Kind if _of(remarks, kind))
    return Look(pending, "", groups, told(mandate, today), request(mandate, remarks, today), _summary(remarks))


def _of(remarks: list[LintRemark], kind: Kind) -> tuple[tuple[str, str], ...]:
    return tuple((t(one.nl, one.en), one.source) for one in remarks if one.kind is kind)


def _summary(remarks: list[LintRemark]) -> str:
    if not remarks:
        return t(
            "Er ontbreekt niets en niets is ruim geformuleerd.", "Nothing is missing and nothing is widely worded."
        )
    counts = {kind: sum(one.kind is kind for one in remarks) for kind in Kind}
    missing, wide, closed = (counts[kind] for kind in (Kind.MISSING, Kind.WIDE, Kind.CLOSED))
    return t(
        f"Ontbreekt: {missing}. Ruim geformuleerd: {wide}. Niet te beantwoorden: {closed}.",
        f"Missing: {missing}. Widely worded: {wide}. Cannot be answered: {closed}.",
    )
