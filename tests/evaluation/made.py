"""Rows made by hand for tests, of the shape that the register gives: each call writes a record and gives its key.

::

    made = Made("2026-06-30")
    condition = made.condition("p1", "2026-01-01", "2026-12-31", at_most=2, per="kwartaal")
    made.check(condition, "2026-02-02", answers={"visits-listed-place": "indication"}, minutes=90)
    rows = made.rows()
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from inzage.evaluation import Event, Rows, Span

State = tuple[str, str] | tuple[str, str, Mapping[str, Any]]
"""A state, the day on which it was entered, and what was said then."""


def on(day: str) -> date:
    """The day of a text."""
    return date.fromisoformat(day)


def later(day: str, days: int) -> str:
    """The day so many days on."""
    return (on(day) + timedelta(days)).isoformat()


@dataclass
class Made:
    """Records so far; ``rows`` gives them in order of time."""

    extracted_on: str = "2026-06-30"
    events: list[Event] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def record(
        self,
        kind: str,
        person: str,
        day: str,
        states: Sequence[State] = (),
        *,
        about: str = "",
        trajectory: str = "",
        key: str = "",
        **attributes: Any,
    ) -> str:
        """Any record with its states; gives its key."""
        kind = kind if "@" in kind else f"{kind}@1"
        source = key or f"{kind.partition('@')[0]}-{len(self.events) + 1}"
        self.events.append(Event(person, on(day), kind, attributes, source, about, trajectory))
        ends = [on(state[1]) for state in states[1:]]
        for state, until in zip(states, [*ends, None], strict=False):
            said = dict(state[2]) if len(state) > 2 else {}
            self.spans.append(Span(person, on(state[1]), until, kind, state[0], said, source))
        return source

    def supervision(self, person: str, since: str, until: str = "", reason: str = "termijn-om", **more: Any) -> str:
        """A supervision, closed where ``until`` is said."""
        closed: list[State] = [("gesloten", until, {"reason": reason})] if until else []
        told: dict[str, Any] = {"category": "mensenhandel", "region": "noord"} | more
        return self.record("toezicht", person, since, [("open", since), *closed], **told)

    def condition(
        self,
        person: str,
        since: str,
        until: str,
        at_most: int = 2,
        per: str = "kwartaal",
        *,
        gaps: Sequence[tuple[str, str]] = (),
        ended: str = "",
        **parameters: Any,
    ) -> str:
        """The condition of checks, with ``gaps``: from which day until before which it was not executed."""
        said: list[State] = [("lopend", since)]
        for begin, end in gaps:
            said.append(("niet_uitgevoerd", begin, {"reason": "geen-capaciteit"}))
            said += [("lopend", end)] if end else []
        said += [("beeindigd", ended)] if ended else []
        told: dict[str, Any] = {"from": since, "to": until, "standing": "bijzonder"}
        told["parameters"] = {
            "frequency": {"at_most": at_most, "per": per},
            "manner": {"notice": ["aangekondigd", "onaangekondigd"], "carriers": ["computer", "phone"]},
            "officials": ["toezichthouder", "digitaal-deskundige"],
        } | parameters
        return self.record("voorwaarde-controle@2", person, since, said, trajectory=f"toezicht-{person}", **told)

    def often(self, condition: str, day: str, times: int, per: str) -> str:
        """How often the officer lets check under a condition."""
        told: dict[str, Any] = {"times": times, "per": per}
        person = self.person_of(condition)
        return self.record("controlefrequentie", person, day, [("vastgesteld", day)], about=condition, **told)

    def person_of(self, source: str) -> str:
        """Whose record it is."""
        return next(event.person for event in self.events if event.source == source)

    def check(
        self,
        condition: str,
        day: str,
        how: str = "gedaan",
        *,
        answers: Mapping[str, str] | None = None,
        minutes: int | None = 120,
        version: str = "methode-1",
        reason: str = "",
        closed: Mapping[str, Any] | None = None,
        **attributes: Any,
    ) -> str:
        """A check (or an appointment that came to nothing) with its findings; ``closed``: said when it was closed."""
        person = self.person_of(condition)
        said: dict[str, Any] = {"minutes": minutes} if minutes is not None and how == "gedaan" else {}
        said |= {"reason": reason} if reason else {}
        planned = later(day, -7)
        course: list[State] = [("voorgenomen", planned), ("gepland", planned)]
        course += [("onderweg", day)] if how in {"gedaan", "gestopt", "onderweg"} else []
        course += [(how, day, said)] if how not in {"onderweg", "gepland"} else []
        course += [("beoordeeld", later(day, 3), dict(closed))] if closed is not None else []
        told: dict[str, Any] = {
            "notice": "aangekondigd",
            "carriers": ["computer"],
            "method_version": version,
        } | attributes
        told = {name: value for name, value in told.items() if value is not None}
        place = {"about": condition, "trajectory": f"toezicht-{person}"}
        source = self.record("controle", person, planned, course, **place, **told)
        for question, answer in (answers or {}).items():
            self.finding(source, day, question, answer)
        return source

    def finding(self, check: str, day: str, question: str, answer: str, *steps: State, **more: Any) -> str:
        """What a check came to for a question; ``steps``: a dispute and what came of it."""
        told: dict[str, Any] = {"question": question, "answer": answer, "announced": True} | more
        told = {"count_band": "1-4" if answer == "indication" else "0"} | told
        course = [("vastgesteld", day), *steps]
        return self.record("gedraging", self.person_of(check), day, course, about=check, **told)

    def refusal(self, check: str, day: str, manner: str = "code-geweigerd") -> str:
        """Somebody did not cooperate."""
        told: dict[str, Any] = {"manner": manner, "explained": True, "reasons_given": ["eerst-advocaat"]}
        return self.record("weigering", self.person_of(check), day, [("vastgesteld", day)], about=check, **told)

    def opened(self, check: str, day: str, machine: int, human: int, data_class: str = "browsing") -> str:
        """What machine and human opened of a class of data."""
        told: dict[str, Any] = {"data_class": data_class, "machine_rows": machine, "human_looks": human}
        return self.record("inbreuktelling", self.person_of(check), day, [("vastgesteld", day)], about=check, **told)

    def carrier(self, condition: str, day: str, *, declared: bool = True, presented: str = "") -> str:
        """A carrier that was declared, and presented on a day where that is said."""
        course: list[State] = [("opgegeven", day)]
        course += [("aangeboden", presented, {"how_presented": "aangereikt"})] if presented else []
        told: dict[str, Any] = {"carrier": "computer", "owner": "betrokkene", "declared": declared}
        return self.record("gegevensdrager", self.person_of(condition), day, course, about=condition, **told)

    def rows(self, extracted_on: str = "") -> Rows:
        """All of it, in order of time."""
        events = sorted(self.events, key=lambda event: event.on)
        spans = sorted(self.spans, key=lambda span: span.since)
        return Rows(tuple(events), tuple(spans), on(extracted_on or self.extracted_on))
