"""What the interface refuses, each with the status that goes with it."""

from typing import ClassVar

from inzage.register.faults import RegisterFault
from inzage.register.web.accounts.faults import AccountFault


class TokenWrong(AccountFault):
    """A key for a machine cannot be made like this."""

    nl = "Deze toegangssleutel kan zo niet worden gemaakt: {why}. Verbeter dit en probeer het opnieuw."
    en = "This access key cannot be made like this: {why}. Mend this and try again."


class ApiFault(RegisterFault):
    """Base of what the interface itself refuses."""

    status: ClassVar[int] = 400


class KeyRefused(ApiFault):
    """No key, or none that opens anything (any more)."""

    status = 401
    nl = "Verwacht: een geldige toegangssleutel in de kop Authorization. Vraag de beheerder om een nieuwe."
    en = "Expected: a valid access key in the Authorization header. Ask the administrator for a new one."


class NotForThis(ApiFault):
    """The key is for another use, or its account's role may not do this."""

    status = 403
    nl = "Deze toegangssleutel is niet voor dit gebruik gegeven. Vraag de beheerder om een sleutel die dat wel is."
    en = "This access key was not given for this use. Ask the administrator for one that was."


class ParameterUnknown(ApiFault):
    """Something is asked in the address that this route does not know: a filter that would not be heard."""

    nl = "In het adres staat een parameter die hier niet bestaat. Gebruik alleen wat openapi.json noemt."
    en = (
        "The address holds a parameter that does not exist here. The description in openapi.json names those there are."
    )


class NoOrderOut(ApiFault):
    """There is nothing to take out for this check."""

    status = 409
    nl = "Voor deze controle staat geen controleopdracht open die nog geldt. Laat er een afgeven, en vraag opnieuw."
    en = "No check order that still holds is open for this check. Have one given out, then ask again."


class PurposeWrong(ApiFault):
    """Figures are given for a locked question of the evaluation only."""

    status = 403
    nl = (
        "Verwacht in de kop Processing-Purpose: het kenmerk van een vergrendelde vraag van de evaluatie. Leg de vraag "
        "eerst vast en laat haar vergrendelen."
    )
    en = (
        "Expected in the Processing-Purpose header: the key of a locked question of the evaluation. Register the "
        "question first and have it locked."
    )


class LengthUnsaid(ApiFault):
    """A case comes with its size, so that what is too large is not even read."""

    status = 411
    nl = "Zeg in de kop Content-Length hoe groot het dossier is, en stuur het dan opnieuw. Er is niets ingenomen."
    en = "Say in the Content-Length header how large the case is, then send it again. Nothing was taken in."


class NoZip(ApiFault):
    """A case comes as a zip."""

    status = 415
    nl = "Verwacht: een dossier als application/zip. Stuur het zo opnieuw. Er is niets ingenomen."
    en = "Expected: a case as application/zip. Send it again like that. Nothing was taken in."


class BytesMissing(ApiFault):
    """Fewer bytes came than were announced."""

    nl = "Er kwamen minder bytes dan was aangekondigd ({found} van {declared}). Er is niets ingenomen; stuur opnieuw."
    en = "Fewer bytes came than were announced ({found} of {declared}). Nothing was taken in; send it again."


class NumberUsed(ApiFault):
    """An idempotency key that was used for something else."""

    status = 409
    nl = "Dit nummer in de kop Idempotency-Key is al gebruikt voor iets anders. Neem een nieuw nummer."
    en = "This number in the Idempotency-Key header was used for something else. Take a new one."
