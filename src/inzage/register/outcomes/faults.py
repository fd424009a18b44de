"""What can be wrong with a file of outcomes, or a line of it, each with what to do. Never what stands in it."""

from collections.abc import Mapping

from inzage.register.faults import RegisterFault


class FileRefused(RegisterFault):
    """A file that was not taken. ``why``: a pair (Dutch, English)."""

    nl = "Dit bestand is niet aangenomen: {why} Er is niets bewaard. Bied het aan als dit is verbeterd."
    en = "This file was not taken: {why} Nothing was kept. Bring it again when this is mended."


class FileGone(RegisterFault):
    """The lines of a file that was examined are not there any more."""

    nl = "De nagekeken regels van dit bestand zijn er niet meer. Er is niets ingelezen; bied het bestand opnieuw aan."
    en = "The examined lines of this file are not there any more. Nothing was taken in; bring the file again."


class StillWrong(RegisterFault):
    """A corrected line cannot be taken in either. ``why``: a pair (Dutch, English)."""

    nl = (
        "Zo kan deze regel niet worden overgenomen: {why}. Er is niets opgeslagen; verbeter dit of laat haar vervallen."
    )
    en = "This line cannot be taken in like this yet: {why}. Nothing was saved; mend this, or drop the line."


REFUSALS: Mapping[str, tuple[str, str]] = {
    "empty": (
        "kies een bestand met een regel met namen van kolommen en daaronder de uitkomsten.",
        "choose a file with a line of column names and the outcomes below it.",
    ),
    "too_large": (
        "het is groter dan 4 MB. Verdeel het over meer bestanden.",
        "it is larger than 4 MB. Divide it over more files.",
    ),
    "too_many": (
        "het heeft meer dan {place} regels. Verdeel het over meer bestanden.",
        "it has more than {place} lines. Divide it over more files.",
    ),
    "encoding": (
        "het is geen tekst in UTF-8. Bewaar het als CSV in UTF-8.",
        "it is no text in UTF-8. Save it as CSV in UTF-8.",
    ),
    "column": (
        "kolom {place} hoort er niet in, of staat er twee keer in. Laat alleen de kolommen staan die hieronder staan.",
        "column {place} does not belong in it, or is in it twice. Leave only the columns that are named below.",
    ),
    "missing": (
        "er ontbreekt een kolom. Neem alle kolommen op die hieronder staan; alleen het geboortejaar mag weg.",
        "a column is missing. Put in all columns that are named below; only the year of birth may be left out.",
    ),
    "shape": (
        "regel {place} heeft een ander aantal velden dan de eerste regel, of een aanhalingsteken te veel.",
        "line {place} has another number of fields than the first line, or a quotation mark too many.",
    ),
    "number": (
        "op regel {place} staat iets als een BSN, telefoonnummer, rekeningnummer of e-mailadres. Haal dat weg.",
        "line {place} holds something like a citizen service, phone or account number or an e-mail address. Remove it.",
    ),
    "name": (
        "op regel {place} staat geen pseudoniem maar iets anders, zoals een naam. Een pseudoniem heeft hoofdletters en "
        "ten minste één cijfer.",
        "line {place} holds no pseudonym but something else, such as a name. A pseudonym has capitals and at least one "
        "digit.",
    ),
    "text": (
        "op regel {place} staat tekst die geen code of dag is. In dit bestand horen geen namen en geen toelichting.",
        "line {place} holds text that is no code and no day. No names and no remarks belong in this file.",
    ),
    "birth": (
        "op regel {place} staat geen geboortejaar van vier cijfers. Zet er alleen het jaar, of laat het leeg.",
        "line {place} holds no year of birth of four digits. Put in the year only, or leave it empty.",
    ),
    "reader_died": (
        "het afgesloten proces dat het nakijkt, kwam niet tot een antwoord. Bied het opnieuw aan.",
        "the locked process that examines it came to no answer. Bring it again.",
    ),
}
"""Why a file is not taken, by the closed list of codes."""


def refused(code: str, place: int = 0) -> FileRefused:
    """The sentence that goes with a code; an unknown one is as no answer."""
    nl, en = REFUSALS.get(code, REFUSALS["reader_died"])
    return FileRefused(why=(nl.format(place=place), en.format(place=place)))
