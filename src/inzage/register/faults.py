"""What can be wrong with what is asked of the register, each with what to do."""

from inzage.mandate.faults import Bilingual


class RegisterFault(Bilingual):
    """Base of all that the register refuses or finds broken."""


class KindFileFault(RegisterFault):
    """A file of the catalogue is not in order."""

    nl = "Soort in {file}: {found}. Verbeter dit eerst; tot dan wordt de catalogus niet gebruikt."
    en = "Kind in {file}: {found}. Mend this first; until then the catalogue is not used."


class KindUnknown(RegisterFault):
    """No such kind, or none that is valid on the day asked."""

    nl = "De soort {kind} bestaat niet of geldt niet op {day}. Kies een soort uit de catalogus."
    en = "The kind {kind} does not exist or is not valid on {day}. Choose a kind from the catalogue."


class DataWrong(RegisterFault):
    """The data of a record or a step do not fit what its kind asks."""

    nl = "{kind}, veld {field}: dit past niet bij wat de soort vraagt ({rule}). Verbeter dit veld."
    en = "{kind}, field {field}: this does not fit what the kind asks ({rule}). Mend this field."


class NoSuchRecord(RegisterFault):
    """A reference to a record that is not there, or of another noun than asked."""

    nl = "Verwacht: een bestaand gegeven ({expected}). Gevonden: niets onder {key}. Kies een ander."
    en = "Expected: an existing record ({expected}). Found: nothing under {key}. Choose another."


class Refused(RegisterFault):
    """What was asked may not be done; the sentence comes from the kind or the order."""

    nl = "Er is niets opgeslagen. {sentence}"
    en = "Nothing was saved. {sentence}"


class Overtaken(RegisterFault):
    """Somebody else changed the record first."""

    nl = "Dit gegeven is intussen gewijzigd (nu: {state}). Er is niets opgeslagen; lees het opnieuw en beslis dan."
    en = "This record was changed meanwhile (now: {state}). Nothing was saved; look at it again, then decide."


class ChainBroken(RegisterFault):
    """An entry of the log does not fit the one before it, or what it stands for."""

    nl = "Het logboek klopt niet bij regel {entry}: {found}. Laat de beheerder dit onderzoeken; wis niets."
    en = "The log does not hold at entry {entry}: {found}. Have the administrator look into it; erase nothing."
