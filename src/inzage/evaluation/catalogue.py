"""The protocols that are shipped: one TOML file each, checked before anybody asks anything.

Looks are a number, or "onbeperkt" (any number), which only an interval that stays valid at every look bears.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from inzage.evaluation import Estimator, NoSuchQuestion, NotAsTold, Protocol, ProtocolFileFault, Rung
from inzage.evaluation.told import protocol_read
from inzage.words import Words

HERE = Path(__file__).with_name("protocols")
ANY = "onbeperkt"
BEARS_ANY = (Estimator.ANYTIME, Estimator.COUNT)
TESTING = frozenset([Estimator.COX, Estimator.MCNEMAR, Estimator.POISSON, Estimator.SEGMENTED, Estimator.STRATIFIED])
"""Who tests for an effect at every look, finds one sooner or later: these bear no more looks than were planned."""
FOLLOWING = (Estimator.KAPLAN_MEIER, Estimator.AALEN_JOHANSEN, Estimator.COX)


@cache
def protocols() -> Mapping[str, Protocol]:
    """Every protocol by its code: the pilot first, then E1 to E12. Raises ProtocolFileFault."""
    return load(HERE)


def protocol(code: str) -> Protocol:
    """One protocol. Raises NoSuchQuestion, which names those there are."""
    if code not in protocols():
        raise NoSuchQuestion(asked=code, known=", ".join(protocols()))
    return protocols()[code]


def effects_tested(of: Protocol) -> frozenset[Estimator]:
    """The tests for an effect of a question: those that its protocol names, and those that the program does anyway."""
    shipped = protocols().get(of.code)
    return TESTING & {*of.estimators, *(shipped.estimators if shipped else ())}


def untold(of: Protocol) -> Iterator[tuple[str, Words]]:
    """What a protocol says of a question otherwise than the program does it: the field, and what should stand there.

    The program estimates what its question asks, whatever a protocol names.
    """
    shipped = protocols().get(of.code)
    if shipped is None:
        return
    if missing := sorted(effects_tested(of) - set(of.estimators)):
        named = ", ".join(missing)
        yield "estimators", Words(f"ook {named}, want zo rekent het programma", f"{named} too: the program does that")
    if effects_tested(of) and of.looks is None:
        yield "looks", Words("een aantal, want deze vraag toetst een verschil", "a number: it tests for an effect")
    if of.rung is not shipped.rung:
        yield "rung", Words(f"de trede van deze vraag, {shipped.rung}", f"the rung of this question, {shipped.rung}")


def load(folder: Path) -> Mapping[str, Protocol]:
    """The protocols of a folder. Raises ProtocolFileFault, which names file and field."""
    found = [_protocol(file) for file in folder.glob("*.toml")]
    return {each.code: each for each in sorted(found, key=_place)}


def _place(each: Protocol) -> tuple[bool, int, str]:
    number = each.code.removeprefix("E")
    return number.isdecimal(), int(number) if number.isdecimal() else 0, each.code


def _protocol(file: Path) -> Protocol:
    try:
        made = protocol_read(_looks(file, _text(file)))
    except NotAsTold as fault:
        raise ProtocolFileFault(file=file.name, field=fault.facts["place"], expected=fault.facts["expected"]) from None
    for field, expected in unsound(made, file.stem):
        raise ProtocolFileFault(file=file.name, field=field, expected=expected)
    return made


def _text(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        raise ProtocolFileFault(file=file.name, field="-", expected=Words("leesbare TOML", "readable TOML")) from None


def _looks(file: Path, text: dict[str, Any]) -> dict[str, Any]:
    """Any number of looks is said in so many words, never by leaving it out."""
    if "looks" not in text:
        expected = Words(f'een aantal, of "{ANY}"', f'a number, or "{ANY}" (any)')
        raise ProtocolFileFault(file=file.name, field="looks", expected=expected)
    return {name: value for name, value in text.items() if (name, value) != ("looks", ANY)}


def unsound(protocol: Protocol, code: str) -> Iterator[tuple[str, Words]]:
    """What of a protocol is of the right form and makes no sense: the field, and what should stand there."""
    if protocol.code != code:
        yield "code", Words(f"de naam van het bestand, {code}", f"the name of the file, {code}")
    yield from _numbers(protocol)
    yield from _texts(protocol)
    yield from _following(protocol)


def _numbers(protocol: Protocol) -> Iterator[tuple[str, Words]]:
    counts = {"version": protocol.version, "minimum": protocol.minimum, "looks": protocol.looks}
    counts |= {"follow_up_days": protocol.follow_up_days, "fixed_sample": protocol.fixed_sample}
    for field, value in counts.items():
        if value is not None and value < 1:
            yield field, Words("een aantal van ten minste 1", "a number of at least 1")
    if protocol.lag_days < 0:
        yield "lag_days", Words("een aantal dagen, of 0", "a number of days, or 0")
    if protocol.fixed_sample is not None and protocol.fixed_sample < protocol.minimum:
        yield "fixed_sample", Words("ten minste het minimum", "at least the minimum")
    if protocol.looks is None and protocol.estimators[:1] and protocol.estimators[0] not in BEARS_ANY:
        yield "looks", Words("een aantal, want deze schatter verdraagt niet elk aantal blikken", "a number of looks")


def _texts(protocol: Protocol) -> Iterator[tuple[str, Words]]:
    for field in ("estimators", "heads"):
        if not getattr(protocol, field):
            yield field, Words("ten minste één", "at least one")
    for field in ("title", "decision_served", "decision_rule", "population", "compared", "outcome", "source"):
        said: Words = getattr(protocol, field)
        if not (said.nl.strip() and said.en.strip()):
            yield field, Words("een zin in beide talen", "a sentence in both languages")
    if not (protocol.exposure_rule.nl.strip() and protocol.exposure_rule.en.strip()):
        yield "exposure_rule", Words("een zin in beide talen", "a sentence in both languages")


def _following(protocol: Protocol) -> Iterator[tuple[str, Words]]:
    if protocol.competing and Estimator.AALEN_JOHANSEN not in protocol.estimators:
        yield "estimators", Words("aalen-johansen, want er is een concurrerend einde", "aalen-johansen")
    if protocol.rung is Rung.RECIDIVISM and not (protocol.follow_up_days and protocol.lag_days):
        yield "follow_up_days", Words("een duur en een vertraging (lag_days)", "a length and a lag (lag_days)")
