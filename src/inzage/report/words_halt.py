"""What an officer does after a halt: the same steps on the screen and in the report.

They come from the mandate where it has them; the rest holds after every halt.
"""

from collections.abc import Iterator

from inzage.errors import Language

_LEAVE = (
    "Laat de gegevensdrager zoals hij is. Zet niets aan of uit, open niets, kopieer niets.",
    "Leave the carrier as it is. Switch nothing on or off, open nothing, copy nothing.",
)
_SILENCE = (
    "Stel de betrokkene hierover geen vragen, en zeg niet meer dan dat de controle is gestopt.",
    "Ask the person nothing about this, and say no more than that the check was halted.",
)
_CALL = ("Bel nu: {contact}.", "Call now: {contact}.")
_NOBODY = (
    "De opdracht noemt niemand om te bellen. Bel uw leidinggevende; die belt de officier van justitie.",
    "The mandate names nobody to call. Call your manager, who calls the public prosecutor.",
)
_HAND_OVER = (
    "Draag het verzegelde bestand over aan de politie, met het overdrachtnummer. Openen kan alleen de politie. "
    "Noteer het ontvangstnummer dat u terugkrijgt.",
    "Hand the sealed file to the police, with the handover number. Only the police can open it. "
    "Write down the receipt number that you get.",
)
_UNSEALED = (
    "Er was geen geldige verzegelsleutel van de politie. Er is daarom niets om over te dragen; zeg dat erbij.",
    "There was no valid sealing key of the police. So there is nothing to hand over; say so.",
)
_CARE = (
    "Praat er met iemand over. Voor u is er nazorg, ook als u niets hebt gezien.",
    "Talk to somebody about it. There is aftercare for you, also where you saw nothing.",
)


def steps(contact: str, instructions: str, lang: Language, *, sealed: bool) -> Iterator[str]:
    """What to do, in order; ``contact`` and ``instructions`` as the mandate has them, or empty."""
    side = 0 if lang == "nl" else 1
    yield _LEAVE[side]
    yield _SILENCE[side]
    yield _CALL[side].format(contact=contact.rstrip(".")) if contact.strip() else _NOBODY[side]
    if instructions.strip():
        yield instructions.strip()
    yield _HAND_OVER[side] if sealed else _UNSEALED[side]
    yield _CARE[side]
