"""The register of supervision: what was ordered, done, found, decided, handed over and promised.

Its core, without screens (docs/adr/0029). Eleven nouns share one header and one table;
what they can be is data, the catalogue of kinds. Every write goes through ``writing`` or
``moving`` and leaves its entry in the chained log in the same transaction. Nobody is scored.

Implementations: ``kind_files`` (catalogue from TOML, pure), ``schemas`` and ``absence`` (what
data may hold, and what no kind may), ``models`` and ``triggers`` (tables and what the database
itself holds to), ``log`` (the chain), ``writing`` (record, correct), ``moving`` (move, consent),
``guards`` (what a step asks beforehand), ``adopting`` (kinds into the database), ``instruments``
(a faulty version), ``histories`` (as recorded then, as known now), ``conditions`` (gaps,
coverage), ``funnels``, ``due``, ``staff``, ``commitments``, ``export`` and ``evaluating``; ``retention``,
``erasing`` and ``erasure_proof``, ``asking`` (a person's requests), ``inspection`` and ``giving``
(what is told to them; docs/adr/0031); ``rights`` (who may do what, pure), ``seconds``, ``permits``
and ``duties`` (two people, docs/adr/0032), ``houses``, ``row_security`` and ``visibility``
(organisations apart). All but the pure ones need Django with
``inzage.register.settings`` (extra ``register``). Errors::

    RegisterFault
    ├── KindFileFault          a file of the catalogue is not in order
    ├── KindUnknown            no such kind, or not valid on that day
    ├── DataWrong              the data do not fit the kind's schema
    ├── NoSuchRecord
    ├── Refused                a step or record that the catalogue or the order forbids
    ├── Overtaken              somebody else was first
    └── ChainBroken            the log does not verify
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inzage.mandate import DataClass
from inzage.register.faults import (
    ChainBroken,
    DataWrong,
    KindFileFault,
    KindUnknown,
    NoSuchRecord,
    Overtaken,
    Refused,
    RegisterFault,
)
from inzage.register.values import Actor, Noun, Role, Scope, Words


@dataclass(frozen=True, slots=True)
class Arrow:
    """One permitted step. ``details``: JSON schema of what must be said with it.

    ``words`` are shown to who may not take it. ``four_eyes``: only somebody other
    than who made the record may take it.
    """

    source: str
    target: str
    roles: frozenset[Role]
    words: Words
    details: Mapping[str, object]
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class StateTable:
    """States in order, what is said in each to a step that is not in the table, and the arrows."""

    code: str
    version: int
    start: str
    states: Mapping[str, Words]
    arrows: Mapping[tuple[str, str], Arrow]


@dataclass(frozen=True, slots=True)
class Act:
    """An act that takes two people: roles that propose it, agree to it and carry it out."""

    words: Words
    propose: frozenset[Role]
    consent: frozenset[Role]
    execute: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Kind:
    """One version of one kind of record. A record keeps the version that it was made with.

    ``rows``: the lines of the two ministerial memos that asked for it. ``about``: nouns that a
    record of this kind must be about (empty: none needed). ``guards``: what is looked at before a
    state is entered. ``needs_training``: without it a performer cannot be planned. ``readers``:
    who sees it. ``tests``: the four tests of a condition. ``acts``: what its records decide on
    that takes two people. ``made_by_act``: making one takes such an act that was carried out.
    ``digest`` is over all of it.
    """

    code: str
    version: int
    noun: Noun
    words: Words
    scope: Scope
    rows: tuple[str, ...]
    table: StateTable
    retention_days: int
    valid_from: date
    valid_to: date | None
    makers: frozenset[Role]
    made: Words
    made_by_act: str
    readers: frozenset[Role]
    about: tuple[Noun, ...]
    opens: tuple[DataClass, ...]
    needs_condition: bool
    needs_training: str
    guards: Mapping[str, tuple[str, ...]]
    tests: Mapping[str, str]
    acts: Mapping[str, Act]
    data: Mapping[str, object]
    digest: str

    @property
    def name(self) -> str:
        """``code@version``."""
        return f"{self.code}@{self.version}"

    def valid_on(self, day: date) -> bool:
        """Whether new records of this version may be made on ``day``, both ends inclusive."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds by (code, version)."""

    kinds: Mapping[tuple[str, int], Kind]

    def on(self, code: str, day: date) -> Kind:
        """The version of a kind that is valid on ``day``: the newest of them."""
        versions = [kind for (name, _), kind in self.kinds.items() if name == code and kind.valid_on(day)]
        if not versions:
            raise KindUnknown(kind=code, day=day.isoformat())
        return max(versions, key=lambda kind: kind.version)


__all__ = [
    "Act", "Actor", "Arrow", "Catalogue", "ChainBroken", "DataWrong", "Kind", "KindFileFault", "KindUnknown",
    "NoSuchRecord", "Noun", "Overtaken", "Refused", "RegisterFault", "Role", "Scope", "StateTable", "Words",
]  # fmt: skip
