"""What can be wrong with a handover or a receipt, in two languages::

HandoverFault
├── NotAHandover           the file is none, or says what none can say
├── HandoverAltered        what is inside does not belong to what is outside
├── NotForThisKey          sealed to another key than the one given
├── IdentityWrong          no age identity where one was expected
├── DoesNotOpen            the key is right, the ciphertext is damaged
├── TimesOutOfOrder        sealed before it was halted, or later than now
├── SealedOutsideTerm      the key was not valid on that day
├── NothingHandedOver      the case was not halted, or nothing could be sealed
├── HandoverErased         the police said not confirmed, and it was erased
└── ReceiptFault
    ├── NotAReceipt, ReceiptUnsigned
    ├── ReceiptOfAnotherCase, ReceiptOfAnotherHandover
    └── ReceiptOutdated    it is there already, or a later one is
"""

from inzage.record.faults import CaseFault


class HandoverFault(CaseFault):
    """Base of what can be wrong with a handover; a fact may be a pair (Dutch, English)."""


class NotAHandover(HandoverFault):
    """The file is no handover."""

    nl = "Verwacht: een overdracht van Inzage. Gevonden: {found}. Controleer of dit het juiste bestand is."
    en = "Expected: a handover of Inzage. Found: {found}. Check that this is the right file."


class HandoverAltered(HandoverFault):
    """What is inside does not belong to what is outside."""

    nl = "Deze overdracht klopt niet: {found}. Gebruik haar niet; vraag de reclassering om een nieuw exemplaar."
    en = "This handover is not right: {found}. Do not use it; ask probation for another copy."


class NotForThisKey(HandoverFault):
    """Sealed to another key."""

    nl = (
        "Deze overdracht is verzegeld voor een andere sleutel ({recipient}). Gevonden: {found}. "
        "Gebruik de geheime sleutel van de politie die bij {recipient} hoort."
    )
    en = (
        "This handover is sealed to another key ({recipient}). Found: {found}. "
        "Use the secret key of the police that belongs to {recipient}."
    )


class IdentityWrong(HandoverFault):
    """No age identity where one was expected."""

    nl = "Verwacht: een geheime age-sleutel van de politie. Gevonden: {found}. Geef het bestand dat age-keygen maakte."
    en = "Expected: a secret age key of the police. Found: {found}. Give the file that age-keygen made."


class DoesNotOpen(HandoverFault):
    """The key is right, and it does not open."""

    nl = "De sleutel is de juiste, maar de versleutelde inhoud is beschadigd. Vraag om een nieuw exemplaar."
    en = "The key is right, but the encrypted content is damaged. Ask for another copy."


class TimesOutOfOrder(HandoverFault):
    """Its times cannot be."""

    nl = "De tijden van deze overdracht kunnen niet kloppen: {found}. Vraag de reclassering hoe dat komt."
    en = "The times of this handover cannot be right: {found}. Ask probation how that came about."


class SealedOutsideTerm(HandoverFault):
    """The key was not valid on the day of sealing."""

    nl = (
        "Verzegeld op {on}, met een sleutel die geldt van {first} tot en met {last}. "
        "Ga na welke uitrusting die sleutel nog gebruikte."
    )
    en = "Sealed on {on}, to a key valid from {first} up to and including {last}. Find out which kit still used it."


class NothingHandedOver(HandoverFault):
    """There is nothing to hand over."""

    nl = "In het dossier {case} is geen overdracht: {found}. Controleer of dit het juiste dossier is."
    en = "The case {case} holds no handover: {found}. Check that this is the right case."


class NothingMatched(HandoverFault):
    """There is no list entry to report."""

    nl = "Bij controle {check} kwam geen lijst overeen: de toezichthouder stopte zelf. Laat het verslag weg."
    en = "In check {check} no list matched: the officer stopped it. Leave out the report."


class HandoverErased(HandoverFault):
    """It was erased on the police's word."""

    nl = "De overdracht van {case} is gewist, omdat de politie niet bevestigde. Laat het dossier zoals het is."
    en = "The handover of {case} was erased, because the police did not confirm. Leave the case as it is."


class ReceiptFault(HandoverFault):
    """Base of what can be wrong with a receipt."""


class NotAReceipt(ReceiptFault):
    """The file is no receipt."""

    nl = "Verwacht: een ontvangstbericht van de politie. Gevonden: {found}. Vraag de politie om een nieuw bericht."
    en = "Expected: a receipt of the police. Found: {found}. Ask the police for a new one."


class ReceiptUnsigned(ReceiptFault):
    """Nobody trusted for it signed it."""

    nl = (
        "Verwacht: een ontvangstbericht dat een vertrouwde sleutel van de politie ondertekende. Gevonden: {found}. "
        "Er is niets veranderd; vraag de politie om een nieuw bericht."
    )
    en = (
        "Expected: a receipt signed by a trusted key of the police. Found: {found}. "
        "Nothing was changed; ask the police for a new one."
    )


class ReceiptOfAnotherCase(ReceiptFault):
    """It answers another case."""

    nl = "Dit ontvangstbericht hoort bij een ander dossier dan {case}. Er is niets veranderd; geef het juiste dossier."
    en = "This receipt belongs to another case than {case}. Nothing was changed; give the right case."


class ReceiptOfAnotherHandover(ReceiptFault):
    """It answers another handover."""

    nl = (
        "Dit ontvangstbericht noemt overdracht {found}; die van dit dossier is {expected}. "
        "Er is niets veranderd; vraag de politie om het juiste bericht."
    )
    en = (
        "This receipt names handover {found}; that of this case is {expected}. "
        "Nothing was changed; ask the police for the right one."
    )


class ReceiptOutdated(ReceiptFault):
    """It is there already, or a later one is."""

    nl = "Dit bericht van {found} is niet nieuwer dan dat van {expected} in het dossier. Gebruik het laatste bericht."
    en = "The receipt of {found} is not newer than that of {expected} in the case. Use the last one."
