"""What can be wrong with a case, in two languages."""

from inzage.errors import InzageError, Language, RefusedByMandate
from inzage.signing import in_language


class CaseFault(InzageError):
    """Base of what can be wrong with a case; a fact may be a pair (Dutch, English)."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


class CaseExists(CaseFault):
    """A finished case lies there already."""

    nl = "In {case} ligt al een afgerond dossier. Kies een andere map; een dossier wordt nooit overschreven."
    en = "A finished case lies in {case} already. Choose another directory; a case is never overwritten."


class CaseInterrupted(CaseFault):
    """An interrupted check lies there."""

    nl = "Voor {case} ligt er een onderbroken controle. Ga daarmee verder met --resume, of kies een andere map."
    en = "There is an interrupted check for {case}. Continue it with --resume, or choose another directory."


class CaseBusy(CaseFault):
    """Another process is working on this case."""

    nl = "Een ander proces werkt nu aan {case}. Wacht tot dat klaar is, of kies een andere map."
    en = "Another process is working on {case} now. Wait until it is done, or choose another directory."


class CaseDamaged(CaseFault):
    """A file of the case is not what was written."""

    nl = "Verwacht: {file} van het dossier in {case}, zoals geschreven. Gevonden: {found}. Gebruik een reservekopie."
    en = "Expected: {file} of the case in {case}, as it was written. Found: {found}. Use a spare copy."


class CaseEncrypted(CaseFault):
    """The case is encrypted at rest, and its kit was not given."""

    nl = "Het dossier in {case} is versleuteld. Geef met --kit de uitrusting waarmee het gemaakt is."
    en = "The case in {case} is encrypted. Give with --kit the kit that made it."


class NoCase(CaseFault):
    """No case where one was expected."""

    nl = "Verwacht: een dossier in {case}. Gevonden: {found}. Controleer het pad."
    en = "Expected: a case in {case}. Found: {found}. Check the path."


class NothingToResume(CaseFault):
    """No interrupted case to go on with."""

    nl = "Er is geen onderbroken controle in {case} om mee verder te gaan. Laat --resume weg."
    en = "There is no interrupted check in {case} to go on with. Leave out --resume."


class CaseOfAnother(CaseFault, RefusedByMandate):
    """The interrupted case belongs to another mandate, order or kit."""

    nl = "De onderbroken controle in {case} hoort bij een andere {what}. Gebruik dezelfde {what} als bij het begin."
    en = "The interrupted check in {case} belongs to another {what}. Use the same {what} as at the start."


class CannotWrite(CaseFault):
    """The disk is full or refuses; what was written stays."""

    nl = "Schrijven in {case} lukt niet ({found}). Wat er al stond is bewaard. Maak ruimte en ga verder met --resume."
    en = "Writing in {case} fails ({found}). What was there is kept. Make room and continue with --resume."
