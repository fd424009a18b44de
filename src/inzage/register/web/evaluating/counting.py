"""What is counted, one and many, and what it is followed from, in words."""

from dataclasses import dataclass

from inzage.evaluation import Protocol, Zero
from inzage.register.charts.said import number
from inzage.register.web.saying import say, t
from inzage.words import Words


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit by its name. ``neuter``: "het" and not "de". ``since``: the day from which each is followed."""

    one: Words
    many: Words
    since: Words
    neuter: bool = False


COUNTED = {
    Zero.CHECK: Counted(Words("controle", "check"), Words("controles", "checks"), Words("de controle", "the check")),
    Zero.SUMMONS: Counted(
        Words("dagvaarding", "summons"), Words("dagvaardingen", "summonses"), Words("de dagvaarding", "the summons")
    ),
    Zero.SUPERVISION: Counted(
        Words("toezicht", "supervision"),
        Words("toezichten", "supervisions"),
        Words("het begin van het toezicht", "the beginning of supervision"),
        neuter=True,
    ),
    Zero.RELEASE: Counted(
        Words("vrijlating", "release"), Words("vrijlatingen", "releases"), Words("de vrijlating", "release")
    ),
    Zero.DETENTION: Counted(
        Words("detentie", "detention"),
        Words("detenties", "detentions"),
        Words("het begin van de detentie", "the beginning of detention"),
    ),
    Zero.CONDITION: Counted(
        Words("voorwaarde", "condition"),
        Words("voorwaarden", "conditions"),
        Words("het ingaan van de voorwaarde", "the beginning of the condition"),
    ),
    Zero.COMMITMENT: Counted(
        Words("toezegging", "commitment"),
        Words("toezeggingen", "commitments"),
        Words("de toezegging", "the commitment"),
    ),
}


BY_CODE = {
    "E3": Counted(
        Words("aanwijzing", "indication"), Words("aanwijzingen", "indications"), Words("de controle", "the check")
    ),
    "E4": Counted(
        Words("persoon", "person"), Words("mensen", "people"), Words("de eerste controle", "the first check")
    ),
    "E6": Counted(
        Words("toezicht of medewerker", "supervision or member of staff"),
        Words("toezichten of medewerkers", "supervisions or members of staff"),
        Words("het begin van het toezicht", "the beginning of supervision"),
        neuter=True,
    ),
}
"""Questions that count something else than what stands at their time zero."""


def counted(protocol: Protocol) -> Counted:
    """What a protocol counts."""
    return BY_CODE.get(protocol.code) or COUNTED[protocol.time_zero]


def units(n: int, protocol: Protocol) -> str:
    """``27 controles``, ``1 controle``."""
    what = counted(protocol)
    return f"{number(n)} {say(what.one if n == 1 else what.many)}"


def part(k: int, n: int, protocol: Protocol) -> str:
    """``5 van de 27 controles``, ``geen van de 27 controles``, ``de enige controle die is geteld``."""
    if n == 1:
        return _only(k, counted(protocol))
    many = say(counted(protocol).many)
    if k == 0:
        return t(f"geen van de {number(n)} {many}", f"none of the {number(n)} {many}")
    if k == n:
        return t(f"alle {number(n)} {many}", f"all {number(n)} {many}")
    return t(f"{number(k)} van de {number(n)} {many}", f"{number(k)} of the {number(n)} {many}")


def _only(k: int, what: Counted) -> str:
    the, that = ("het", "dat") if what.neuter else ("de", "die")
    nl = f"{the} enige {what.one.nl} {that} is geteld"
    en = f"the only {what.one.en} that was counted"
    return t(nl if k else f"niet {nl}", en if k else f"not {en}")
