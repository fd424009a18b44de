"""What can be wrong with a list, each in two languages: expected, found, what to do."""

from inzage.errors import InzageError, Language, RefusedByMandate
from inzage.signing import in_language


class ListFault(InzageError):
    """Base of all that can be wrong with a list. A fact may be a pair: Dutch, English."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


class ManifestMissing(ListFault, RefusedByMandate):
    """A list without a manifest means nothing."""

    nl = (
        "Verwacht: een ondertekend manifest bij de lijst {file}. Gevonden: geen. "
        "Een lijst zonder manifest heeft geen betekenis; vraag het manifest aan wie de lijst uitgeeft."
    )
    en = (
        "Expected: a signed manifest with the list {file}. Found: none. "
        "A list without a manifest has no meaning; ask whoever issues the list for it."
    )


class ManifestFault(ListFault):
    """The manifest does not fit the file, or is out of date."""

    nl = "Het manifest van lijst {name} past niet. Verwacht: {expected}. Gevonden: {found}. {todo}"
    en = "The manifest of list {name} does not fit. Expected: {expected}. Found: {found}. {todo}"


class ListUnreadable(ListFault):
    """The file of a list cannot be read or written."""

    nl = "Verwacht: {expected} ({file}). Gevonden: {found}. Controleer het pad, de rechten en de ruimte."
    en = "Expected: {expected} ({file}). Found: {found}. Check the path, the permissions and the room."


class EntryFault(ListFault):
    """A line that is no address or no term."""

    nl = "Regel {line} van de lijst: verwacht {expected}, gevonden {found}. Verbeter de regel; er is niets ingevoerd."
    en = "Line {line} of the list: expected {expected}, found {found}. Mend the line; nothing was imported."


class OverlapsBenign(ListFault):
    """The hygiene gate: the list holds known-benign entries."""

    nl = (
        "De lijst {name} is in quarantaine gezet: {overlap} vermelding(en) staan ook op een lijst van gewone adressen "
        "({benign}). Laat de uitgever de lijst verbeteren."
    )
    en = (
        "The list {name} was put in quarantine: {overlap} entry(ies) are also on a list of ordinary addresses "
        "({benign}). Have its issuer mend the list."
    )


class StoreFault(ListFault):
    """The keyed file is damaged or of another installation."""

    nl = "De lijst in {file} is niet bruikbaar. Verwacht: {expected}. Gevonden: {found}. Voer de lijst opnieuw in."
    en = "The imported list in {file} cannot be used. Expected: {expected}. Found: {found}. Import the list again."
