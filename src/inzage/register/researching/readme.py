"""The README of a delivery: what it is for, what may be done with it, what is in it and what is not."""

from inzage.register import words
from inzage.register.researching import Terms

NL = """GEGEVENS VOOR ONDERZOEK

Dit is een beperkte levering aan één ontvanger. Het is geen publicatie en wordt er geen.

Waarvoor:            {purpose}
Ontvanger:           {recipient}
Geleverd door:       {organisation}
Stand van:           {extracted_on}
Te gebruiken tot en met: {use_until}

Wat u ermee mag (voorwaarden van gebruik)
1. U gebruikt deze gegevens alleen voor het doel hierboven.
2. U geeft ze aan niemand door en koppelt ze niet aan andere gegevens.
3. U probeert niet te achterhalen wie iemand is. Denkt u iemand te herkennen, dan meldt u dat aan wie leverde.
4. In deze gegevens staan kleine aantallen. U publiceert geen aantal of groep onder de 10, ook niet als verschil van
   twee andere, geen 0 of 100 procent van een groep, en geen gegeven van één persoon.
5. Na de laatste dag hierboven wist u alles, ook wat u ervan hebt gemaakt en waarin nog een persoon te volgen is.
6. Alle rechten blijven bij wie leverde. Er is geen open licentie. Noem in een publicatie de dag van de stand.

Wat erin staat
event.csv, event.parquet    wat er op welke dag gebeurde ({events} regels)
span.csv, span.parquet      in welke toestand iets was, van dag tot dag; de laatste dag telt niet mee ({spans} regels)
dictionary.csv              elke kolom, en elk veld in attributes en reasons: soort, betekenis, sinds welke versie
values.csv                  elk woord van een gesloten lijst, in het Nederlands en het Engels
SHA256SUMS                  kenmerken van de bestanden

CSV en Parquet zeggen hetzelfde. In CSV staat tekst tussen aanhalingstekens; een lege cel zonder aanhalingstekens is
onbekend. De kolom record is in beide tabellen dezelfde sleutel, trajectory en about wijzen naar zo'n sleutel. Een
sleutel waarnaar wordt gewezen, kan ontbreken als dat soort gegevens niet is geleverd. Sleutels gelden alleen hier.

Wat er niet in staat
Namen, pseudoniemen, medewerkers, teksten, parketten, regio's en instellingen. Recidive is overgenomen uit een
uittreksel van elders; wat daarin nog niet was geregistreerd, ontbreekt. De laatste 6 tot 12 maanden zien er daardoor te
goed uit. Een controle vindt wat anders verborgen bleef: meer controle geeft meer geregistreerde recidive.

"""
EN = """DATA FOR RESEARCH

This is a restricted delivery to one recipient. It is no publication and does not become one.

Purpose:             {purpose}
Recipient:           {recipient}
Delivered by:        {organisation}
As of:               {extracted_on}
To be used up to and including: {use_until}

What you may do with it (terms of use)
1. You use these data for the purpose above only.
2. You pass them on to nobody and do not link them to other data.
3. You do not try to find out who somebody is. If you think that you recognise somebody, you tell who delivered.
4. There are small numbers in these data. You publish no number or group below 10, not as a difference of two others
   either, no 0 or 100 per cent of a group, and nothing of one person.
5. After the last day above you erase everything, and what you made of it in which a person can still be followed.
6. All rights stay with who delivered. There is no open licence. Name the day of the data in a publication.

What is in it
event.csv, event.parquet    what happened on which day ({events} rows)
span.csv, span.parquet      in which state something was, from day to day; the last day is not counted in ({spans} rows)
dictionary.csv              every column, and every field in attributes and reasons: type, meaning, since which version
values.csv                  every word of a closed list, in Dutch and in English
SHA256SUMS                  digests of the files

CSV and Parquet say the same. In CSV texts stand between quotation marks; an empty cell without them is unknown. The
column record is the same key in both tables, trajectory and about point to such a key. A key that is pointed to can be
missing where that kind of record was not delivered. Keys hold in this delivery only.

What is not in it
Names, pseudonyms, staff, texts, prosecutors' offices, regions and institutions. Re-offending was taken from an extract
from elsewhere; what was not registered in it yet is missing. So the last 6 to 12 months look too good. A check finds
what would have stayed hidden otherwise: more checks give more registered re-offending.
"""


def readme(terms: Terms, events: int, spans: int) -> str:
    """In Dutch, then in English."""
    purpose = words.value("purpose", terms.purpose)
    told = {
        "recipient": terms.recipient,
        "organisation": terms.organisation,
        "extracted_on": terms.extracted_on,
        "use_until": terms.use_until,
        "events": events,
        "spans": spans,
    }
    return NL.format(purpose=purpose.nl, **told) + EN.format(purpose=purpose.en, **told)
