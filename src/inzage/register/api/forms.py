"""What goes in and out: JSON in camelCase, days as dates, moments in UTC."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel

from inzage.register.values import Noun, Scope

MOST = 100
"""Lines of one page."""
DEEPEST = 10_000
"""The last page that is given."""


class Form(Schema):
    """Names in camelCase; nothing beside what is described."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class Paging(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=DEEPEST, description="Welke bladzijde, vanaf 1.")
    page_size: int = Field(50, ge=1, le=MOST, alias="pageSize", description="Regels per bladzijde.")


class Listing(Form):
    """A page of a list. ``next`` and ``previous``: addresses, left out where there is none."""

    page: int
    page_size: int
    next: str | None = Field(None, description="Adres van de volgende bladzijde; ontbreekt bij de laatste.")
    previous: str | None = Field(None, description="Adres van de vorige bladzijde; ontbreekt bij de eerste.")


class Said(Form):
    """A sentence or name in both languages."""

    nl: str
    en: str


class Check(Form):
    """A planned check with an open order. Nothing of the person."""

    id: UUID = Field(description="Kenmerk van de controle.")
    planned_at: datetime = Field(description="Wanneer de controle is gepland (UTC).")
    state: str = Field(description="Toestand van de controle.")
    notice: str = Field(description="Aangekondigd of onaangekondigd.")
    carriers: list[str] = Field(description="Soorten gegevensdragers waar de controle over gaat.")
    mandate_sha256: str = Field(alias="mandateSha256", description="Kenmerk van de ondertekende opdracht.")
    order_sha256: str = Field(alias="orderSha256", description="Kenmerk van de controleopdracht.")
    number: int = Field(description="De hoeveelste controle van haar periode.")
    valid_from: date = Field(description="Eerste dag van de controleopdracht.")
    valid_until: date = Field(description="Laatste dag van de controleopdracht.")


class Checks(Listing):
    """Checks, a page at a time."""

    results: list[Check]


class CaseFile(Form):
    """A case that was brought, and what became of it. What it says stands in the register alone."""

    id: UUID = Field(description="Kenmerk van de inname.")
    check_id: UUID = Field(description="Kenmerk van de controle.")
    state: str = Field(description="ingenomen of geweigerd.")
    sha256: str | None = Field(None, description="SHA-256 van wat werd aangeboden.")
    bytes: int = Field(description="Grootte van wat werd aangeboden.")
    refused: str | None = Field(None, description="Waarom geweigerd: een woord uit een gesloten lijst.")
    received_at: datetime = Field(description="Wanneer het binnenkwam (UTC).")


class CaseFiles(Listing):
    """Cases of one check, a page at a time."""

    results: list[CaseFile]


class Progress(Form):
    """How far a stage of a running check is."""

    stage: str | None = None
    carrier: int | None = None
    done: int | None = None
    total: int | None = None
    fraction: float | None = None
    seconds: float | None = None
    left: float | None = None


class Run(Form):
    """One running of a check on a machine of the register. Never a path, never content."""

    id: UUID = Field(description="Kenmerk van de uitvoering.")
    check_id: UUID = Field(description="Kenmerk van de controle.")
    purpose: str = Field(description="check, of recount voor een hertelling.")
    state: str = Field(description="queued, running, interrupted, finished, failed, stopped of taken_in.")
    priority: str = Field(description="urgent, ordinary, of room: als er plaats is.")
    due_on: date | None = Field(None, description="Laatste dag waarop zij mag beginnen.")
    queued_at: datetime
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    exit_code: int | None = None
    progress: Progress
    said: Said | None = Field(None, description="Wat er misging of werd geweigerd.")


class Number(Form):
    """How many became something."""

    became: str = Field(description="halted, failed, not_taken_in, not_assessable, paused, running, waiting of done.")
    number: int


class NightRun(Form):
    """One running in a night."""

    id: UUID = Field(description="Kenmerk van de uitvoering.")
    check_id: UUID | None = Field(None, description="Kenmerk van de controle, als dit account haar mag zien.")
    became: str = Field(description="Wat ervan werd: een woord uit counts.")
    priority: str = Field(description="urgent, ordinary, of room: als er plaats is.")
    due_on: date | None = Field(None, description="Laatste dag waarop zij mag beginnen.")
    seconds: float = Field(description="Hoe lang eraan is gewerkt in deze nacht.")
    sittings: int = Field(description="In hoeveel keer.")
    said: Said | None = Field(None, description="Wat er misging of werd geweigerd.")


class NightMachine(Form):
    """What a machine did in a night, and how it stands now."""

    name: str
    places: int = Field(description="Hoeveel controles tegelijk.")
    cores: int
    worked_seconds: float = Field(description="Hoe lang de plaatsen samen bezet waren.")
    processor_seconds: float = Field(description="Rekentijd op deze machine.")
    taken: float | None = Field(None, description="Deel dat bezet was, van het eerste begin tot het laatste einde.")
    seen_at: datetime | None = Field(None, description="Laatste teken.")
    away: bool = Field(description="Gaf te lang geen teken.")
    paused: bool = Field(description="De wachtrij van deze organisatie staat er stil.")
    lacks: str | None = Field(None, description="Waarom er niets begint: disk, memory of cluster.")


class Night(Form):
    """A night: from noon to noon in Amsterdam."""

    night: date = Field(description="De dag waarop de nacht begon.")
    begins_at: datetime
    ends_at: datetime
    going: bool = Field(description="Nog bezig; dan staat ook wat wacht of loopt erbij.")
    queued: int = Field(description="Hoeveel controles in deze nacht zijn klaargezet.")
    counts: list[Number]
    runs: list[NightRun] = Field(description="Eerst wat iemand moet doen.")
    machines: list[NightMachine]


class Runs(Listing):
    """Runs of one check, a page at a time."""

    results: list[Run]


class Kind(Form):
    """The public part of a version of a kind: what it is called, its states, its term."""

    code: str
    version: int
    noun: Noun
    scope: Scope
    name: Said
    states: list[str]
    rows: list[str] = Field(description="Regels van de twee Kamerbrieven die erom vroegen.")
    retention_days: int = Field(description="Bewaartermijn in dagen.")
    valid_from: date
    valid_until: date | None = None
    digest: str = Field(description="Kenmerk over alles van deze versie.")


class Kinds(Listing):
    """Kinds, a page at a time."""

    results: list[Kind]


class Commitment(Form):
    """A commitment, as it was made."""

    id: UUID
    state: str
    row: str = Field(description="Regel van de Kamerbrief.")
    form: str
    to: str
    said: str
    made_on: date = Field(description="De dag waarop zij is gedaan.")
    due_on: date | None = Field(None, description="De dag waarop zij af moet zijn; ontbreekt waar er geen is genoemd.")


class Commitments(Listing):
    """Commitments, a page at a time."""

    results: list[Commitment]


class Event(Form):
    """Something that happened to somebody, on a day. ``person`` is a key that differs per question."""

    person: str
    on: date
    kind: str
    attributes: dict[str, Any]


class Events(Listing):
    """Events, a page of records at a time."""

    results: list[Event]


class Interval(Form):
    """Something of somebody was in a state from a day until before another."""

    person: str
    since: date
    until: date | None = None
    kind: str
    state: str
    reasons: dict[str, Any]


class Intervals(Listing):
    """Spans, a page of records at a time."""

    results: list[Interval]
