"""Kinds as an administrator reads them: versions, steps, terms, who makes and sees, where their files lie."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count

from inzage.register import Kind, StateTable, words
from inzage.register.kind_files import HERE
from inzage.register.models import KindVersion
from inzage.register.rights import sees
from inzage.register.values import Actor, Noun, Role, Words
from inzage.register.visibility import lines
from inzage.register.web.kinds import catalogue
from inzage.register.web.saying import say, t

GUARDS: Mapping[str, Words] = {
    "trained": Words("wie het uitvoert, is geldig opgeleid", "who performs it has a valid training"),
    "in_force": Words("de voorwaarde geldt op die dag", "the condition holds on that day"),
    "officials": Words("alleen functies die de voorwaarde noemt", "only functions that the condition names"),
    "manner": Words("op de manier die de voorwaarde noemt", "in the manner that the condition names"),
    "frequency": Words("niet vaker dan de voorwaarde toelaat", "no more often than the condition allows"),
    "granted": Words("alleen wat een mens mag bekijken", "only what a person may look at"),
    "withstands": Words(
        "wat is weggelaten, is niet terug te rekenen, ook niet met eerdere publicaties",
        "what was left out cannot be worked out, not with earlier publications either",
    ),
}
"""What is looked at before a state is entered, by the names that kinds give it."""
YEAR = 365


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the list. ``many``: records made with it here, by the log; ``adopted``: the database has it so."""

    kind: Kind
    scope: str
    term: str
    many: int
    adopted: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A permitted step in words. ``asks``: what must be said with it; ``first``: what is looked at before."""

    source: str
    target: str
    roles: str
    four_eyes: bool
    asks: str
    first: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that kinds are taken in from, and its files; ``own``: not ours."""

    place: str
    files: list[str]
    own: bool


def versions(by: Actor, noun: str = "") -> list[Line]:
    """All versions of all kinds, or of one noun, by code."""
    many, digests = _made(by), _adopted()
    kinds = [kind for kind in catalogue().kinds.values() if noun in ("", kind.noun)]
    return [_line(kind, many, digests) for kind in sorted(kinds, key=lambda kind: (kind.code, -kind.version))]


def line(by: Actor, kind: Kind) -> Line:
    """One version."""
    return _line(kind, _made(by), _adopted())


def _line(kind: Kind, many: Mapping[str, int], digests: Mapping[str, str]) -> Line:
    adopted = digests.get(kind.name) == kind.digest
    return Line(kind, say(SCOPES[kind.scope]), term(kind.retention_days), many.get(kind.name, 0), adopted)


SCOPES = {
    "traject": Words("persoon onder toezicht", "person under supervision"),
    "medewerker": Words("medewerker", "member of staff"),
    "organisatie": Words("organisatie", "organisation"),
}


def _made(by: Actor) -> Mapping[str, int]:
    """Records made with each version in one's own organisation: lines of the log, so that no record is opened."""
    found = lines(by).filter(action="record").values_list("kind").annotate(many=Count("number"))
    return Counter(dict(found))


def _adopted() -> Mapping[str, str]:
    return {f"{row.code}@{row.version}": row.digest for row in KindVersion.objects.all()}


def term(days: int) -> str:
    """A term of retention in whole years, or in days."""
    years, rest = divmod(days, YEAR)
    return t(f"{days} dagen", f"{days} days") if rest or not years else t(f"{years} jaar", f"{years} years")


def nouns() -> list[tuple[str, str]]:
    """Code and word of each noun."""
    return [(noun.value, say(words.noun(noun))) for noun in Noun]


def folders() -> list[Folder]:
    """Where kinds come from: our own folder, then those of ``INZAGE_KINDS``."""
    return [_folder(HERE, own=False), *(_folder(each, own=True) for each in settings.KINDS)]


def _folder(place: Path, *, own: bool) -> Folder:
    files = sorted(str(file.relative_to(place)) for file in place.glob("*.toml"))
    return Folder(str(place) if own else t("meegeleverd met Inzage", "supplied with Inzage"), files, own)


def steps(kind: Kind) -> list[Step]:
    """Its steps, in the order of its states."""
    order = list(kind.table.states)
    arrows = sorted(kind.table.arrows.values(), key=lambda each: (order.index(each.source), order.index(each.target)))
    return [
        Step(
            state(each.source, kind),
            state(each.target, kind),
            roles(each.roles),
            each.four_eyes,
            asks(kind.table, each.details),
            "; ".join(say(GUARDS[name]) for name in kind.guards.get(each.target, ())),
            say(each.words),
        )
        for each in arrows
    ]


def state(code: str, kind: Kind) -> str:
    """What a state of a kind is called."""
    return say(words.state(code, kind.code))


def states(kind: Kind) -> list[tuple[str, str, bool]]:
    """What each state is called, what is said in it, and whether records begin there."""
    return [(state(code, kind), say(said), code == kind.table.start) for code, said in kind.table.states.items()]


def asks(table: StateTable, details: Mapping[str, Any]) -> str:
    """Labels of what must, and may, be said with a step."""
    return ", ".join(say(words.label(field, table.code)) for field in details.get("properties", {}))


def fields(kind: Kind) -> list[tuple[str, str, bool]]:
    """Label and name of each field of a kind's data, and whether it must be there."""
    schema: Any = kind.data
    required = set(schema.get("required", ()))
    return [(say(words.label(name, kind.code)), name, name in required) for name in schema.get("properties", {})]


def acts(kind: Kind) -> list[tuple[str, str, str, str]]:
    """Acts of two people that a kind decides on: what, who proposes, who agrees, who carries out."""
    found = kind.acts.values()
    return [(say(each.words), roles(each.propose), roles(each.consent), roles(each.execute)) for each in found]


def readers(kind: Kind) -> str:
    """Who sees its records. Of a kind of decisions of two people: who has a part in one of its acts."""
    return roles(role for role in Role if any(sees(role, kind, act) for act in kind.acts or ("",)))


def roles(some: Iterable[Role]) -> str:
    """Roles in words, in one order."""
    return ", ".join(sorted(say(words.role(each)) for each in some)) or t("niemand", "nobody")
