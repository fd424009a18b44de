"""One view of a case: counts, days and closed codes, typed; every document is made from it.

Pure: JSON in, frozen values out. No sentence is made here, except the question as
the mandate's plan words it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import get_args

from inzage.artefact import AMSTERDAM
from inzage.errors import Language
from inzage.mandate import CarrierKind, Owner, Presented
from inzage.report import payload
from inzage.report.chart import Week, weeks
from inzage.report.coverage import Covered, Shares, coverage, of_question, stretch
from inzage.report.doors import Closed, Depth, closed, depths, unopened
from inzage.report.payload import Json
from inzage.result import AnswerKind, CheckStatus, Mark, Reason, Status, WholeDigest

_NEVER = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ByClass:
    """Acts of one class on one carrier."""

    carrier: int
    label: str
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class NamedClass:
    """Acts of one class that were seen and do not count."""

    label: str
    count: int
    days: int


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One question and its answer. ``seen``: share of the expected sources read.

    ``origins``: acts on this device yes, no, unknown. ``covers``: what its sources
    really reach, whatever the window. ``worded``: the question in the plan's words,
    ``indicator``: which detector answered it.
    """

    code: str
    block: str
    indicator: str
    worded: str
    kind: str
    count: int
    days: int
    first: date | None
    last: date | None
    weeks: tuple[Week, ...]
    by: tuple[ByClass, ...]
    named: tuple[NamedClass, ...]
    origins: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]
    seen: float
    lists: tuple[tuple[str, str], ...]
    shares: Shares
    covers: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Carried:
    """A carrier as the documents name it: by number and kind. ``size``: in bytes; None of a folder."""

    ordinal: int
    kind: str
    presented: str
    owner: str
    containers: int
    filesystems: tuple[tuple[str, int, str], ...]
    whole: WholeDigest | None = None
    size: int | None = None
    known_by_serial: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """On what the check rested: the mandate, and which check of how many."""

    reference: str
    title: str
    person: str
    period: tuple[date, date] | None
    number: int | None
    at_most: int | None
    contact: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that nothing changed."""

    mandate_sha256: str
    method_version: str
    instrument: tuple[tuple[str, str], ...]
    entries: int
    root: str
    code: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Why the lock could be left off: what the administrator signed. ``signers``: key ids, shortened."""

    reason: str
    kernel: str
    until: date | None
    signers: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything that any document of one case says. ``made``: the last instant on record (UTC).

    ``handover``: the number of what a halt sealed, None where nothing was. ``hit``: what the mandate says of a
    halt (whom to call, instructions), empty where it is silent. ``answered``: the police's receipt number and answer.
    """

    lang: Language
    check_id: str
    status: str
    marks: tuple[str, ...]
    made: datetime
    window: tuple[date, date] | None
    seconds: float
    basis: Basis
    outcomes: tuple[AnswerFacts, ...]
    coverage: tuple[Covered, ...]
    shares: Shares
    carriers: tuple[Carried, ...]
    depths: tuple[Depth, ...]
    closed: tuple[Closed, ...]
    unopened: tuple[tuple[str, tuple[str, ...]], ...]
    doors: int
    proof: Proof
    unlocked: Unlocked | None = None
    handover: str | None = None
    hit: tuple[str, str] = ("", "")
    answered: tuple[str, str] | None = None

    @property
    def halted(self) -> bool:
        """Whether reading ended because supervision ends here."""
        return self.status == CheckStatus.HALTED

    @property
    def on(self) -> date:
        """The Amsterdam day of the check."""
        return self.made.astimezone(AMSTERDAM).date()

    @property
    def opened(self) -> bool:
        """Whether anything of a carrier was opened."""
        return any(depth.artefacts or depth.human for depth in self.depths)


@dataclass(frozen=True, slots=True)
class Papers:
    """The case's JSON beside the result: payloads of mandate and order, the plan."""

    mandate: Json
    order: Json
    plan: Json


def view(result: Json, papers: Papers, entries: Sequence[Json], lang: Language) -> View:
    """Read one case's JSON: the result's payload, its papers, and the ledger's entries."""
    result, plan = payload.whole(result, "result"), payload.whole(papers.plan, "plan")
    covered = coverage(payload.items(result, "coverage"))
    window = _stretch(result, "window", "from", "to")
    return View(
        lang=lang,
        check_id=payload.text(result, "check_id"),
        status=payload.code(result, "status", _CHECK_STATUSES),
        marks=payload.codes(result, "marks", _MARKS),
        made=_made(entries, window),
        window=window,
        seconds=payload.total(result, "seconds"),
        basis=_basis(payload.whole(papers.mandate, "mandate"), payload.whole(papers.order, "order")),
        outcomes=tuple(_outcome(a, covered, plan, window, lang) for a in payload.items(result, "answers")),
        coverage=covered,
        shares=Shares.of(covered),
        carriers=tuple(_carried(c) for c in payload.items(result, "carriers")),
        depths=depths(payload.items(result, "intrusion")),
        closed=closed(payload.items(plan, "refusals")),
        unopened=unopened(result, plan),
        doors=len(payload.rows(plan, "doors")),
        proof=_proof(result),
        unlocked=_unlocked(payload.part(plan, "exception")),
        handover=payload.text(payload.part(result, "handover"), "number", "") or None,
        hit=_hit(payload.whole(papers.mandate, "mandate")),
    )


def _unlocked(told: Json) -> Unlocked | None:
    if not told:
        return None
    signers = ", ".join(str(one)[:16] for one in payload.rows(told, "signers"))
    return Unlocked(payload.text(told, "reason"), payload.text(told, "kernel"), payload.day(told, "until"), signers)


def _hit(mandate: Json) -> tuple[str, str]:
    said = payload.part(mandate, "hit")
    return payload.text(said, "contact", ""), payload.text(said, "instructions", "")


def _outcome(
    answer: Json, covered: Sequence[Covered], plan: Json, window: tuple[date, date] | None, lang: Language
) -> AnswerFacts:
    code = payload.text(answer, "question")
    mine, asked = of_question(code, covered, plan), _asked(code, plan)
    return AnswerFacts(
        code=code,
        block=payload.text(answer, "block", ""),
        indicator=payload.text(asked, "indicator", code),
        worded=payload.text(asked, lang, ""),
        kind=payload.code(answer, "answer", _ANSWERS),
        count=payload.number(answer, "count"),
        days=payload.number(answer, "days"),
        first=payload.day(answer, "first"),
        last=payload.day(answer, "last"),
        weeks=_weeks(answer, window),
        by=tuple(_by(b) for b in payload.items(answer, "by")),
        named=tuple(
            NamedClass(payload.text(n, "class"), payload.number(n, "count"), payload.number(n, "days"))
            for n in payload.items(answer, "named")
        ),
        origins=tuple((k, payload.number(payload.part(answer, "on_this_device"), k, 0)) for k in _ORIGINS),
        reasons=payload.codes(answer, "reasons", _REASONS),
        seen=payload.share(answer, "seen"),
        lists=tuple(
            (payload.text(used, "name"), payload.text(used, "version")) for used in payload.items(answer, "lists")
        ),
        shares=Shares.of(mine),
        covers=stretch(mine),
    )


_ORIGINS = ("yes", "no", "unknown")
_ANSWERS, _REASONS, _MARKS = (frozenset(map(str, codes)) for codes in (AnswerKind, Reason, Mark))
_STATUSES, _CHECK_STATUSES = (frozenset(map(str, codes)) for codes in (Status, CheckStatus))


def _weeks(answer: Json, window: tuple[date, date] | None) -> tuple[Week, ...]:
    per_day = payload.days(answer, "per_day")
    if window is None and not per_day:
        return ()
    first, last = window or (per_day[0][0], per_day[-1][0])
    return weeks(per_day, first, last)


def _asked(code: str, plan: Json) -> Json:
    return next((q for q in payload.items(plan, "questions") if q.get("code") == code), {})


def _by(by: Json) -> ByClass:
    return ByClass(
        payload.number(by, "carrier"),
        payload.text(by, "class"),
        payload.number(by, "count"),
        payload.number(by, "days"),
    )


def _carried(carrier: Json) -> Carried:
    systems = payload.items(carrier, "filesystems")
    return Carried(
        ordinal=payload.number(carrier, "ordinal"),
        kind=payload.code(carrier, "kind", get_args(CarrierKind)),
        presented=payload.code(carrier, "presented", get_args(Presented)),
        owner=payload.code(carrier, "owner", get_args(Owner)),
        containers=payload.number(carrier, "containers"),
        filesystems=tuple(
            (payload.text(s, "type"), payload.number(s, "entries"), payload.code(s, "status", _STATUSES))
            for s in systems
        ),
        whole=_whole(payload.part(carrier, "whole")),
        size=payload.number(carrier, "size") if carrier.get("size") is not None else None,
        known_by_serial=bool(payload.text(carrier, "serial")) if carrier.get("serial") is not None else False,
    )


def _whole(told: Json) -> WholeDigest | None:
    """The digest over the whole carrier; None where nobody asked for it, as in every case from before."""
    if not told:
        return None
    reason = Reason(payload.code(told, "reason", _REASONS)) if told.get("reason") is not None else None
    sha256 = payload.text(told, "sha256") if told.get("sha256") is not None else None
    return WholeDigest(sha256, payload.number(told, "bytes"), payload.number(told, "size"), reason)


def _basis(mandate: Json, order: Json) -> Basis:
    frequency = payload.part(mandate, "frequency")
    return Basis(
        reference=payload.text(mandate, "reference", ""),
        title=payload.text(mandate, "title", ""),
        person=payload.text(mandate, "person", ""),
        period=_stretch(mandate, "period", "first", "last") or _stretch(mandate, "period", "from", "to"),
        number=payload.number(order, "number", 0) or None,
        at_most=payload.number(frequency, "at_most", 0) or None,
        contact=payload.text(payload.part(mandate, "hit"), "contact", ""),
    )


def _proof(result: Json) -> Proof:
    ledger = payload.part(result, "ledger")
    return Proof(
        mandate_sha256=payload.text(result, "mandate_sha256", ""),
        method_version=payload.text(result, "method_version"),
        instrument=tuple(_leaves(payload.part(result, "instrument"))),
        entries=payload.number(ledger, "entries", 0),
        root=payload.text(ledger, "root", ""),
        code=payload.text(ledger, "code", ""),
    )


def _leaves(node: Json) -> list[tuple[str, str]]:
    told = ((key, value) for key, value in sorted(node.items()) if isinstance(value, str | int | float))
    return [(str(key), str(value)) for key, value in told if value != ""]


def _stretch(node: Json, key: str, first: str, last: str) -> tuple[date, date] | None:
    part: Mapping[str, object] = payload.part(node, key)
    start, end = payload.day(part, first), payload.day(part, last)
    return (start, end) if start and end else None


def _made(entries: Sequence[Json], window: tuple[date, date] | None) -> datetime:
    told = [at for entry in entries if (at := payload.moment(payload.whole(entry, "ledger"), "at"))]
    return max(told) if told else datetime.combine(window[1] if window else _NEVER, time.min, UTC)
