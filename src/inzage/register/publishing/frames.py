"""Sentences of a publication, on its page and on paper, in Dutch with English beside it."""

from inzage.report.voice import Frames

FRAMES: Frames = {
    "page": ("pagina", "page"),
    "of": ("van", "of"),
    "table": ("Tabel", "Table"),
    "figure": ("Figuur", "Figure"),
    "footer": ("Publicatie · gegevens tot en met {on}", "Publication · data up to {on}"),
    "about": ("Waar dit over gaat", "What this is about"),
    "question": ("Vraag", "Question"),
    "serves": ("Besluit dat zij dient", "Decision it serves"),
    "population": ("Wie zijn geteld", "Who was counted"),
    "since": ("Vanaf", "From"),
    "until": ("Tot en met", "Up to and including"),
    "beginning": ("het begin van de registratie", "the beginning of the records"),
    "extracted": ("Gegevens tot en met", "Data up to"),
    "people": ("Aantal geteld", "Number counted"),
    "for": ("Voor wie", "For whom"),
    "for.openbaar": ("Openbaar", "Public"),
    "for.organisatie": ("Binnen de organisatie", "Within the organisation"),
    "for.werkvloer": ("Alleen wie deze zaken zelf ziet", "Only who sees these cases"),
    "rules": ("Wat is afgerond en weggelaten", "What was rounded and withheld"),
    "gone": (
        "{n} van de {all} aantallen staan er niet bij.",
        "{n} of the {all} counts are not given.",
    ),
    "gone.none": ("Alle {all} aantallen staan erbij.", "All {all} counts are given."),
    "adds": (
        "Door het afronden tellen rijen en kolommen niet altijd precies op.",
        "Because of the rounding, rows and columns do not always add up exactly.",
    ),
    "shares": ("Aandelen", "Shares"),
    "what": ("Wat", "What"),
    "count": ("Aantal", "Number"),
    "of.many": ("Van", "Of"),
    "percent": ("Percentage", "Percentage"),
    "per": ("Per {what}", "By {what}"),
    "total": ("Totaal", "Total"),
    "measures": ("Andere cijfers", "Other figures"),
    "group": ("Groep", "Group"),
    "everybody": ("allen", "all"),
    "value": ("Waarde", "Value"),
    "span": ("Onzekerheid (95%)", "Uncertainty (95%)"),
    "method": ("Methode", "Method"),
    "curve.survival": ("{what}: nog zonder", "{what}: still without"),
    "curve.incidence": ("{what}: wel", "{what}: with it"),
    "curve.day": ("Dagen na het begin", "Days after the beginning"),
    "curve.across.day": ("Dagen na het begin", "Days after the beginning"),
    "curve.across.month": ("Maanden na het begin", "Months after the beginning"),
    "curve.across.year": ("Jaren na het begin", "Years after the beginning"),
    "curve.risk": ("Nog gevolgd", "Still followed"),
    "curve.up": ("Percentage", "Percentage"),
    "curve.about": (
        "Het percentage in de loop van de tijd, met onzekerheid; de tabel noemt dezelfde getallen.",
        "The percentage in the course of time, with its uncertainty; the table has the same numbers.",
    ),
    "curve.cut": (
        "De lijn stopt waar te weinig mensen nog zijn gevolgd, of waar te weinig gebeurtenissen zijn geteld. "
        "Dagen zijn afgerond.",
        "The line stops where too few people were still followed, or too few events were counted. Days are rounded.",
    ),
    "curve.gone": ("Deze lijn is weggelaten: er zijn te weinig mensen of gebeurtenissen, of te weinig meer dan eerder.",
                   "This line was withheld: there are too few people or events, or too few more than before."),
    "beside": ("Daarbij", "Beside it"),
    "beside.checks_per_person_month": ("controles per persoon per maand", "checks per person per month"),
    "beside.events": ("gebeurtenissen", "events"),
    "beside.person_years": ("persoonsjaren", "person-years"),
    "beside.p": ("p-waarde", "p value"),
    "unit.days": ("dagen", "days"),
    "unit.hours": ("uur", "hours"),
    "unit.money": ("euro", "euros"),
    "picture": ("Percentages in beeld: {what}", "Percentages in a picture: {what}"),
    "picture.about": (
        "Staven met het percentage per regel van de tabel; wat is weggelaten, heeft geen staaf.",
        "Bars with the percentage for each line of the table; what was withheld has no bar.",
    ),
    "remarks": ("Wat u moet weten om dit goed te lezen", "What to know to read this well"),
    "unsaid": (
        "{n} opmerkingen bij deze cijfers noemen zelf getallen die niet door deze regels zijn gegaan. Zij staan bij de "
        "vraag in het register.",
        "{n} remarks on these figures hold numbers that did not pass these rules. They stand with the question in the "
        "register.",
    ),
    "unsaid.one": (
        "Eén opmerking bij deze cijfers noemt zelf getallen die niet door deze regels zijn gegaan. Zij staat bij de "
        "vraag in het register.",
        "One remark on these figures holds numbers that did not pass these rules. It stands with the question in the "
        "register.",
    ),
    "digest": ("Kenmerk van deze publicatie (SHA-256)", "Digest of this publication (SHA-256)"),
    "method.shares": (
        "Een percentage is berekend uit de aantallen zoals zij hier staan.",
        "A percentage is calculated from the counts as they stand here.",
    ),
}  # fmt: skip
