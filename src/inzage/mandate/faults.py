"""What can be wrong with a document: a mandate, an order, a building block, the kit's memory of orders."""

from inzage.errors import InzageError, Language


class Bilingual(InzageError):
    """An error whose facts may be pairs (Dutch, English), said in the sentence's language."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        side = 0 if language == "nl" else 1
        told = {name: fact[side] if isinstance(fact, tuple) else fact for name, fact in self.facts.items()}
        return (self.nl if language == "nl" else self.en).format(**told)


class MandateFault(Bilingual):
    """Base of all that can be wrong with a mandate or order as a document."""


class NotADocument(MandateFault):
    """The file is no TOML draft and no JSON document."""

    nl = "Verwacht: een opdracht in TOML, of een ondertekende envelop. Gevonden: {found}. Geef het juiste bestand."
    en = "Expected: a mandate in TOML, or a signed envelope. Found: {found}. Give the right file."


class FieldMissing(MandateFault):
    """A field without which the document says nothing."""

    nl = "Veld {field}: verwacht {expected}, gevonden niets. Vul dit veld in; het kan niet worden weggelaten."
    en = "Field {field}: expected {expected}, found nothing. Fill in this field; it cannot be left out."


class FieldUnknown(MandateFault):
    """A field that no document of this kind has."""

    nl = "Veld {field}: dit veld bestaat niet. Verwacht: een van {known}. Verbeter de naam of haal het veld weg."
    en = "Field {field}: there is no such field. Expected: one of {known}. Mend its name or take it out."


class FieldWrong(MandateFault):
    """A field with a value that it cannot have."""

    nl = "Veld {field}: verwacht {expected}, gevonden {found}. Verbeter dit veld."
    en = "Field {field}: expected {expected}, found {found}. Mend this field."


class BlockFileFault(MandateFault):
    """A file of the catalogue is not in order."""

    nl = "Bouwsteen in {file} is niet bruikbaar. {found} De catalogus wordt niet gebruikt voordat dit is verbeterd."
    en = "The building block in {file} cannot be used. {found} The catalogue is not used before this is mended."


class OrdersFault(MandateFault):
    """The kit's memory of used orders is damaged or cannot be written."""

    nl = (
        "Het geheugen van gebruikte controleopdrachten ({file}) is niet in orde. Verwacht: {expected}. "
        "Gevonden: {found}. Er begint geen controle; laat de beheerder dit bestand herstellen."
    )
    en = (
        "The memory of used check orders ({file}) is not in order. Expected: {expected}. "
        "Found: {found}. No check begins; have the administrator restore this file."
    )
