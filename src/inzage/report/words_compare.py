"""Words of a comparison of two checks: what moved, and why counts may not be laid side by side."""

from inzage.report.wording import Table, Words

GROUNDS: Table = {
    "instrument": Words(
        "het instrument is gewijzigd", "wij gebruikten een andere versie van ons programma", "the instrument changed"
    ),
    "method": Words("de werkwijze is gewijzigd", "wij werkten op een andere manier", "the method changed"),
    "lists": Words("de lijsten zijn gewijzigd", "de lijst was anders", "the lists changed"),
    "mandate": Words("de opdracht is gewijzigd", "de opdracht was anders", "the mandate changed"),
    "carriers": Words(
        "het zijn niet dezelfde gegevensdragers", "het zijn niet dezelfde apparaten", "the carriers are not the same"
    ),
    "kit": Words(
        "de controles zijn met verschillende uitrusting gedaan, zodat de gegevensdragers niet te vergelijken zijn",
        "de controles zijn met een andere uitrusting gedaan",
        "the checks were made with two kits, so that the carriers cannot be compared",
    ),
    "ending": Words(
        "niet beide controles zijn afgerond", "niet beide controles zijn afgemaakt", "not both checks were finished"
    ),
}

MOVES: Table = {
    "same": Words("gelijk", "hetzelfde", "the same"),
    "changed": Words("gewijzigd", "anders", "changed"),
    "new": Words("nieuwe vraag", "nieuwe vraag", "new question"),
    "gone": Words("niet meer gevraagd", "niet meer gevraagd", "no longer asked"),
}

CAUSES: Table = {
    "new_reader": Words(
        "werd toen niet gelezen: de bron is nieuw, of geen vraag opende haar",
        "lazen wij toen niet",
        "was not read then: the source is new, or no question opened it",
    ),
    "door_opened": Words(
        "was toen gesloten en is nu gelezen", "mochten wij toen niet lezen", "was closed then, read now"
    ),
    "door_shut": Words("was toen gelezen en is nu gesloten", "mochten wij nu niet lezen", "was read then, closed now"),
    "appeared": Words("was er toen niet en is er nu wel", "was er toen niet", "was not there then, is there now"),
    "disappeared": Words("was er toen wel en is er nu niet", "is er niet meer", "was there then, is not there now"),
    "readable_now": Words("was toen niet leesbaar en nu wel", "konden wij toen niet lezen", "could not be read then"),
    "unreadable_now": Words("was toen leesbaar en nu niet", "konden wij nu niet lezen", "can no longer be read"),
    "history_later": Words(
        "de geschiedenis begint later dan de vorige controle",
        "de geschiedenis begint pas na de vorige controle",
        "the history begins later than the last check",
    ),
}
