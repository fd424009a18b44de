"""What can be wrong with a list that is brought, each with what to do. Never what stands in it."""

from collections.abc import Mapping

from inzage.register.faults import RegisterFault


class ListRefused(RegisterFault):
    """A list that was not taken: looked at, and let go of again. ``why``: a pair (Dutch, English)."""

    nl = "Deze lijst is niet aangenomen: {why} Er is niets bewaard. Bied haar aan als dit is verbeterd."
    en = "This list was not taken: {why} Nothing was kept. Bring it again when this is mended."


class ListGone(RegisterFault):
    """What was agreed to is not there any more, or is something else."""

    nl = "De lijst bij dit besluit is er niet meer of is gewijzigd. Er is niets ingevoerd; bied haar opnieuw aan."
    en = "The list of this decision is not there any more, or was changed. Nothing was imported; bring it again."


REFUSALS: Mapping[str, tuple[str, str]] = {
    "too_large": (
        "zij is te groot voor een browser. Voer haar op de machine in met inzage lists import.",
        "it is too large for a browser. Import it on the machine with inzage lists import.",
    ),
    "empty": (
        "kies een lijst en het manifest dat erbij hoort; geen van beide mag leeg zijn.",
        "choose a list and the manifest that belongs to it; neither may be empty.",
    ),
    "signature": (
        "het manifest is niet ondertekend door een uitgever die hier bekend is. Vraag de uitgever om het origineel.",
        "the manifest is not signed by an issuer who is known here. Ask its issuer for the original.",
    ),
    "manifest": (
        "het manifest is niet in orde of past niet bij de lijst. Vraag de uitgever om een nieuw manifest.",
        "the manifest is not in order, or does not fit the list. Ask its issuer for a new manifest.",
    ),
    "other_file": (
        "het manifest hoort bij een ander bestand. Kies het bestand dat bij dit manifest hoort.",
        "the manifest belongs to another file. Choose the file that belongs to this manifest.",
    ),
    "number": (
        "er staan {place} vermeldingen in, en het manifest noemt een ander aantal. Vraag de uitgever wat klopt.",
        "it has {place} entries, and the manifest names another number. Ask its issuer which is right.",
    ),
    "entry": (
        "plaats {place} is geen vermelding van de soort die het manifest noemt. Laat de uitgever dit verbeteren.",
        "place {place} is no entry of the kind that the manifest names. Have its issuer mend this.",
    ),
    "withdrawn": (
        "het manifest trekt de lijst in. Gebruik daarvoor op de machine inzage lists withdraw.",
        "the manifest withdraws the list. Use inzage lists withdraw on the machine for that.",
    ),
    "reader_died": (
        "het afgesloten proces dat haar nagaat, kwam niet tot een antwoord. Bied haar opnieuw aan, of voer haar op de "
        "machine in.",
        "the locked process that examines it came to no answer. Bring it again, or import it on the machine.",
    ),
}
"""Why a list is not taken, by the closed list of codes."""


def refused(code: str, place: int = 0) -> ListRefused:
    """The sentence that goes with a code; an unknown one is as no answer."""
    nl, en = REFUSALS.get(code, REFUSALS["reader_died"])
    return ListRefused(why=(nl.format(place=place), en.format(place=place)))
