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
    """A line or record that is no entry. ``unit``: what the list counts in (``Regel``, ``Record``)."""

    nl = (
        "{unit} {line} van de lijst: verwacht {expected}, gevonden {found}. "
        "Laat de uitgever de lijst verbeteren; er is niets ingevoerd, en een eerdere versie blijft gelden."
    )
    en = (
        "{unit} {line} of the list: expected {expected}, found {found}. "
        "Have its issuer mend the list; nothing was imported, and an earlier version stays in force."
    )


class OverlapsBenign(ListFault):
    """The hygiene gate: the list holds known-benign entries."""

    nl = (
        "De lijst {name} is in quarantaine gezet: {overlap} vermelding(en) komen ook voor in {benign}. "
        "Laat de uitgever de lijst verbeteren; een eerdere versie die in orde was, blijft gelden."
    )
    en = (
        "The list {name} was put in quarantine: {overlap} entry(ies) also occur in {benign}. "
        "Have its issuer mend the list; an earlier version that was in order stays in force."
    )


class InQuarantine(ListFault):
    """The list was stopped before, and is brought once more."""

    nl = (
        "De lijst {name} staat in quarantaine: {overlap} vermelding(en) komen ook voor in {benign}. "
        "Verwacht: een verbeterde versie. Gevonden: hetzelfde bestand. Vraag de uitgever om een verbeterde lijst."
    )
    en = (
        "The list {name} is in quarantine: {overlap} entry(ies) also occur in {benign}. "
        "Expected: a mended version. Found: the same file. Ask its issuer for a mended list."
    )


class StoreFault(ListFault):
    """The keyed file is damaged or of another installation."""

    nl = "De lijst in {file} is niet bruikbaar. Verwacht: {expected}. Gevonden: {found}. Voer de lijst opnieuw in."
    en = "The imported list in {file} cannot be used. Expected: {expected}. Found: {found}. Import the list again."
