"""The catalogue from its files: kinds and the state tables that they share, checked before anything is used."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, NoReturn

from inzage.mandate import DataClass
from inzage.register import Act, Arrow, Catalogue, Kind, StateTable
from inzage.register.absence import forbidden
from inzage.register.faults import KindFileFault
from inzage.register.schemas import closed, free_texts
from inzage.register.values import GUARD_NAMES, Noun, Role, Scope, Words

HERE = Path(__file__).parent / "catalogue"
FOUR_TESTS = ("proportionaliteit", "subsidiariteit", "bepaaldheid", "uitvoerbaarheid")
COUNTED = (Noun.FINDING, Noun.OUTCOME)
FIELDS = frozenset(
    [
        "code",
        "version",
        "noun",
        "nl",
        "en",
        "scope",
        "rows",
        "table",
        "retention_days",
        "valid_from",
        "valid_to",
        "readers",
        "about",
        "opens",
        "needs_condition",
        "needs_training",
        "guards",
        "tests",
        "acts",
        "made",
        "data",
    ]
)


def load(*folders: Path) -> Catalogue:
    """The seed catalogue, with the kinds (and ``tables/``) of more folders beside it."""
    places = (HERE, *folders)
    tables = {table.code: table for file in _files(p / "tables" for p in places) for table in [_table(file)]}
    found = [_kind(file, tables) for file in _files(places)]
    kinds = {(kind.code, kind.version): kind for kind in found}
    if len(kinds) < len(found):
        _fault(HERE, "een soort staat er twee keer in", "a kind is in it twice")
    return Catalogue(kinds)


def _files(folders: Iterable[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.glob("*.toml"))]


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        _fault(file, "dit is geen leesbaar TOML-bestand", "this is no readable TOML file")


def _fault(file: Path, nl: str, en: str) -> NoReturn:
    raise KindFileFault(file=file.name, found=(nl, en))


def _table(file: Path) -> StateTable:
    try:
        return _states(file, _read(file))
    except (KeyError, TypeError, ValueError):
        _fault(file, "er ontbreekt iets, of een rol bestaat niet", "something is missing, or a role does not exist")


def _states(file: Path, text: Mapping[str, Any]) -> StateTable:
    states = {name: _words(words) for name, words in text["states"].items()}
    arrows = [_arrow(each) for each in text["arrows"]]
    named = {text["start"], *(a.source for a in arrows), *(a.target for a in arrows)}
    if named != states.keys():
        _fault(file, "toestanden en stappen noemen niet dezelfde namen", "states and steps do not name the same")
    if any(forbidden(arrow.details) for arrow in arrows):
        _fault(file, "een stap zou een score of naam dragen", "a step would carry a score or a name")
    return StateTable(text["code"], text["version"], text["start"], states, {(a.source, a.target): a for a in arrows})


def _arrow(each: Mapping[str, Any]) -> Arrow:
    roles = frozenset(map(Role, each["roles"]))
    details = closed(each.get("details", {"type": "object"}))
    return Arrow(each["from"], each["to"], roles, _words(each), details, each.get("four_eyes", False))


def _words(each: Mapping[str, Any]) -> Words:
    return Words(each["nl"], each["en"])


def _kind(file: Path, tables: Mapping[str, StateTable]) -> Kind:
    text = _read(file)
    _whole(file, text, tables)
    try:
        kind = _made(text, tables[text["table"]])
    except (KeyError, TypeError, ValueError):
        _fault(
            file,
            "er staat een onbekende waarde in, of een zin ontbreekt",
            "it has an unknown value, or lacks a sentence",
        )
    _sound(file, kind)
    return kind


def _whole(file: Path, text: Mapping[str, Any], tables: Mapping[str, StateTable]) -> None:
    """Refuse a file that lacks what no kind can do without; a term of retention above all."""
    if type(text.get("retention_days")) is not int or text["retention_days"] < 1:
        _fault(file, "er staat geen bewaartermijn in (retention_days, in dagen)", "it has no retention_days")
    needed = {"code", "version", "noun", "nl", "en", "scope", "rows", "table", "valid_from", "made", "data"}
    if missing := sorted(needed - text.keys()):
        _fault(file, f"er ontbreekt {', '.join(missing)}", f"it lacks {', '.join(missing)}")
    if strange := sorted(text.keys() - FIELDS):
        _fault(file, f"onbekend veld {', '.join(strange)}", f"unknown field {', '.join(strange)}")
    if text["table"] not in tables:
        _fault(file, "de tabel van toestanden bestaat niet", "its table of states does not exist")


def _made(text: Mapping[str, Any], table: StateTable) -> Kind:
    data = closed({"type": "object", **text["data"]})
    return Kind(
        code=text["code"],
        version=text["version"],
        noun=Noun(text["noun"]),
        words=_words(text),
        scope=Scope(text["scope"]),
        rows=tuple(text["rows"]),
        table=table,
        retention_days=text["retention_days"],
        valid_from=text["valid_from"],
        valid_to=text.get("valid_to"),
        makers=frozenset(map(Role, text["made"]["roles"])),
        made=_words(text["made"]),
        made_by_act=text["made"].get("act", ""),
        readers=frozenset(map(Role, text["readers"])) if "readers" in text else frozenset(Role) - {Role.POLICE},
        about=tuple(map(Noun, text.get("about", ()))),
        opens=tuple(map(DataClass, text.get("opens", ()))),
        needs_condition=text.get("needs_condition", False),
        needs_training=text.get("needs_training", ""),
        guards={state: tuple(names) for state, names in text.get("guards", {}).items()},
        tests=text.get("tests", {}),
        acts={name: _act(each) for name, each in text.get("acts", {}).items()},
        data=data,
        digest=_digest(text, table),
    )


def _act(each: Mapping[str, Any]) -> Act:
    propose, consent, execute = (frozenset(map(Role, each[part])) for part in ("propose", "consent", "execute"))
    return Act(_words(each), propose, consent, execute)


def _digest(text: Mapping[str, Any], table: StateTable) -> str:
    """What makes this version this version: its file and its states, whatever the order on the page."""
    arrows = sorted(dumps(_plain(asdict(arrow)), sort_keys=True) for arrow in table.arrows.values())
    states = {name: asdict(words) for name, words in table.states.items()}
    whole = {"kind": _plain(text), "start": table.start, "states": states, "arrows": arrows}
    return sha256(dumps(whole, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _sound(file: Path, kind: Kind) -> None:
    """Refuse a kind that would break a rule of the house."""
    if words := forbidden(kind.data):
        _fault(
            file,
            f"een score, rangorde of naam is niet toegestaan ({words[0]})",
            f"no score, ranking or name ({words[0]})",
        )
    if kind.noun in COUNTED and (texts := sorted(free_texts(kind.data))):
        _fault(file, f"vrije tekst is hier niet toegestaan ({texts[0]})", f"no free text here ({texts[0]})")
    if _is_condition(kind) and sorted(kind.tests) != sorted(FOUR_TESTS):
        _fault(file, "de vier toetsen zijn niet alle vier beantwoord", "the four tests are not all answered")
    if kind.opens and not kind.needs_condition:
        _fault(file, "wat gegevens opent, heeft een voorwaarde nodig", "what opens data needs a condition")
    if strange := sorted(kind.guards.keys() - kind.table.states.keys()):
        _fault(file, f"onbekende toestand {strange[0]}", f"unknown state {strange[0]}")
    if strange := sorted({name for names in kind.guards.values() for name in names} - set(GUARD_NAMES)):
        _fault(file, f"onbekende toets {strange[0]}", f"unknown guard {strange[0]}")
    if kind.acts and not _same_acts(kind):
        _fault(file, "niet elke handeling noemt haar rollen", "not every act names its roles")


def _same_acts(kind: Kind) -> bool:
    """Every act that the data can name has its roles, and each of them somebody in every part."""
    fields: Any = kind.data["properties"]
    whole = all(act.propose and act.consent and act.execute for act in kind.acts.values())
    return whole and sorted(fields.get("act", {}).get("enum", ())) == sorted(kind.acts)


def _is_condition(kind: Kind) -> bool:
    return kind.noun is Noun.MANDATE and Noun.MANDATE in kind.about
