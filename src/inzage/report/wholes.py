"""The digest over a whole carrier, in a sentence: for the officer with its figure, for the client what it is."""

from inzage.errors import Language
from inzage.report import spelling
from inzage.result import Reason, WholeDigest

_WHY: dict[Reason, tuple[str, str]] = {
    Reason.READ_ERROR: ("de gegevensdrager gaf een leesfout", "the carrier gave a read error"),
    Reason.INTERRUPTED: ("het is afgebroken", "it was broken off"),
    Reason.CHANGED_WHILE_READ: ("de gegevensdrager veranderde ondertussen", "the carrier changed meanwhile"),
    Reason.NOT_A_FILE: (
        "een map heeft geen inhoud die in één stuk te lezen is", "a folder has no bytes that can be read as one"
    ),
}  # fmt: skip
_OTHER = ("onbekend waarom", "it is not known why")


def line(carrier: int, whole: WholeDigest, lang: Language) -> str:
    """For the officer: the digest and over how much, or why there is none."""
    size, read = spelling.count(whole.size, lang), spelling.count(whole.bytes, lang)
    if whole.sha256 is not None:
        figure = spelling.digest(whole.sha256)
        return (
            f"Gegevensdrager {carrier}: SHA-256 over het geheel ({size} bytes): {figure}"
            if lang == "nl"
            else f"Carrier {carrier}: SHA-256 of the whole ({size} bytes): {figure}"
        )
    nl, en = _WHY.get(whole.reason, _OTHER) if whole.reason else _OTHER
    return (
        f"Gegevensdrager {carrier}: er is geen SHA-256 over het geheel: {nl}. Gelezen: {read} van {size} bytes."
        if lang == "nl"
        else f"Carrier {carrier}: there is no SHA-256 of the whole: {en}. Read: {read} of {size} bytes."
    )


def plain(carrier: int, whole: WholeDigest, lang: Language) -> str:
    """For the client, in plain words: that every byte was gone through, and for what."""
    done = whole.sha256 is not None
    if lang == "nl":
        end = "" if done else " Dat is niet gelukt of niet afgemaakt; er is dus geen controlegetal."
        return (
            f"Voor apparaat {carrier} is ook een controlegetal gevraagd over alles wat erop staat. De computer leest "
            f"daarvoor alles één keer door om te rekenen. Niemand ziet daar iets van; er wordt niets van bewaard.{end}"
        )
    end = "" if done else " That did not succeed or was not finished, so there is no such number."
    return (
        f"For device {carrier} a check number was asked for over everything on it. The computer goes through all of "
        f"it once to calculate. Nobody sees any of it and nothing of it is kept.{end}"
    )
