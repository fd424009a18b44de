"""Checks as units of a cohort: what is known of each check that was begun and came to its end.

The marks of a unit, None where the rows do not tell:

* ``how`` *gedaan* or *gestopt*, ``stop_reason``, ``refused``: somebody did not cooperate, ``notice``;
* ``in_term``, ``in_frequency``, ``in_manner``: inside what the condition says;
* ``answers``: by question, findings that lapsed left out; ``asked``, ``answered``, ``not_assessable``: how many
  questions; ``indications``: which;
* ``disputed``, ``upheld``, ``lapsed``: how many findings;
* ``minutes``: its length as said when it ended, or else when it was closed; ``performers``: how many;
  ``staff_minutes``: of all performers together, as said when it was closed, or else their number times the length;
* ``machine_rows``, ``human_looks``;
* ``presented``, ``declared``, ``undeclared``: how many carriers lay on the table, were declared, and were presented
  without having been declared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inzage.evaluation import Event, Rows, Span, Unit
from inzage.evaluation.allowing import in_frequency, in_manner, in_term
from inzage.evaluation.selecting import BEGUN, CHECKS, Check, about, by_person, by_source, checks, entered, now, states

KINDS = (*CHECKS, "gedraging", "weigering", "inbreuktelling", "voorwaarde-controle", "gegevensdrager")
"""The kinds that a question about checks sees."""
DISPUTED, UPHELD, LAPSED = "betwist", "bevestigd", "vervallen"
REVIEWED = "beoordeeld"
CLOSED = "not_assessable"
WEIGHT = ("not_assessable", "no_indication", "indication")
"""Where a question was answered more than once: the answer that says most."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows by what they are about, made once for all checks."""

    findings: Mapping[str, Sequence[Event]]
    refusals: Mapping[str, Sequence[Event]]
    openings: Mapping[str, Sequence[Event]]
    carriers: Mapping[str, Sequence[Event]]
    conditions: Mapping[str, Event]
    states: Mapping[str, Sequence[Span]]
    begun: Mapping[str, Sequence[tuple[date, str]]]


def known(rows: Rows) -> Known:
    """The rows by what they are about."""
    spans = states(rows, *KINDS)
    return Known(
        findings=about(rows, "gedraging"),
        refusals=about(rows, "weigering"),
        openings=about(rows, "inbreuktelling"),
        carriers=by_person(rows, "gegevensdrager"),
        conditions=by_source(rows, "voorwaarde-controle"),
        states=spans,
        begun=_begun(rows, spans),
    )


def _begun(rows: Rows, spans: Mapping[str, Sequence[Span]]) -> Mapping[str, Sequence[tuple[date, str]]]:
    """By condition every check that was begun under it, finished or not, in order."""
    found = defaultdict[str, list[tuple[date, str]]](list)
    for event in rows.of(*CHECKS):
        if begun := entered(spans.get(event.source, ()), BEGUN):
            found[event.about].append((begun.since, event.source))
    return {condition: sorted(each, key=lambda pair: pair[0]) for condition, each in found.items()}


def units(rows: Rows) -> list[Unit]:
    """Every finished check as a unit, in order of entry. ``group``: the version of the method ("" where not told)."""
    facts, before = known(rows), dict[str, date]()
    made = []
    for check in checks(rows):
        made.append(_unit(check, facts, before.get(check.event.person)))
        before[check.event.person] = check.ended
    return made


def _unit(check: Check, facts: Known, previous: date | None) -> Unit:
    source = check.event.source
    findings, openings = facts.findings.get(source, ()), facts.openings.get(source, ())
    refusals = facts.refusals.get(source, ())
    carriers = _carriers(check, facts, previous)
    marks = {
        "how": check.how,
        "stop_reason": check.ending.reasons.get("reason", "") if check.how == "gestopt" else "",
        "refused": bool(refusals),
        "notice": check.event.attributes.get("notice"),
        **_time(check, facts),
        **_within(check, facts),
        **_answers(findings, facts.states),
        **_opened(openings),
        **_presented(carriers, facts.states),
    }
    behind = [*findings, *refusals, *openings, *carriers]
    return Unit(
        person=check.event.person,
        sources=(source, *(each.source for each in behind)),
        zero=check.begun,
        until=max(check.begun, check.ended),
        event="aanwijzing" if marks["indications"] else "",
        group=str(check.event.attributes.get("method_version", "")),
        marks=marks,
        missing=not (findings or refusals or marks["stop_reason"]),
    )


def _time(check: Check, facts: Known) -> dict[str, int | None]:
    """A case that is taken in ends a check and tells no time; then who closes the check is asked for it."""
    closing = entered(facts.states.get(check.event.source, ()), REVIEWED)
    said = {**(closing.reasons if closing else {}), **check.ending.reasons}
    minutes, performers = said.get("minutes"), len(check.event.attributes.get("performers", ())) or None
    together = minutes * performers if minutes is not None and performers else None
    return {"minutes": minutes, "performers": performers, "staff_minutes": said.get("staff_minutes", together)}


def _within(check: Check, facts: Known) -> dict[str, bool | None]:
    condition = facts.conditions.get(check.event.about)
    if condition is None:
        return {"in_term": None, "in_frequency": None, "in_manner": None}
    begun = facts.begun.get(condition.source, ())
    return {
        "in_term": in_term(condition, facts.states.get(condition.source, ()), check.begun),
        "in_frequency": in_frequency(condition, begun, check),
        "in_manner": in_manner(condition, check.event),
    }


def _answers(findings: Sequence[Event], spans: Mapping[str, Sequence[Span]]) -> dict[str, Any]:
    ends = [now(spans.get(finding.source, ())) for finding in findings]
    held = [finding for finding, end in zip(findings, ends, strict=True) if end != LAPSED]
    answers = dict[str, str]()
    for finding in held:
        code, answer = str(finding.attributes.get("question", "")), str(finding.attributes.get("answer", ""))
        answers[code] = max(answers.get(code, ""), answer, key=_weight)
    closed = sum(answer == CLOSED for answer in answers.values())
    return {
        "answers": answers,
        "asked": len(answers),
        "answered": len(answers) - closed,
        "not_assessable": closed,
        "indications": sorted(code for code, answer in answers.items() if answer == "indication"),
        "disputed": sum(entered(spans.get(each.source, ()), DISPUTED) is not None for each in findings),
        "upheld": ends.count(UPHELD),
        "lapsed": ends.count(LAPSED),
    }


def _weight(answer: str) -> int:
    return WEIGHT.index(answer) if answer in WEIGHT else -1


def _opened(openings: Sequence[Event]) -> dict[str, int | None]:
    """What machine and human opened together; None where nothing was counted."""
    return {name: _sum(openings, name) for name in ("machine_rows", "human_looks")}


def _sum(openings: Sequence[Event], name: str) -> int | None:
    return sum(int(each.attributes.get(name, 0)) for each in openings) if openings else None


def _carriers(check: Check, facts: Known, previous: date | None) -> list[Event]:
    """Carriers written down since the person's check before, up to this one: each check begins with new lines."""
    those = facts.carriers.get(check.event.person, ())
    return [each for each in those if (previous is None or each.on > previous) and each.on <= check.ended]


def _presented(carriers: Sequence[Event], spans: Mapping[str, Sequence[Span]]) -> dict[str, int | None]:
    if not carriers:
        return {"presented": None, "declared": None, "undeclared": None}
    shown = [each for each in carriers if entered(spans.get(each.source, ()), "aangeboden")]
    return {
        "presented": len(shown),
        "declared": _declared(carriers),
        "undeclared": len(shown) - _declared(shown),
    }


def _declared(carriers: Iterable[Event]) -> int:
    return sum(each.attributes.get("declared") is True for each in carriers)
