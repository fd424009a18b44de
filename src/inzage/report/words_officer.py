"""Sentences of the officer's report and the conversation sheet: (Dutch, English)."""

from inzage.report.voice import Frames

SHARED: Frames = {
    "page": ("bladzijde", "page"),
    "of": ("van", "of"),
    "table": ("Tabel", "Table"),
    "figure": ("Figuur", "Figure"),
    "between": ("{first} tot en met {last}", "{first} to {last}"),
    "acts": ("handeling|handelingen", "act|acts"),
    "days": ("dag|dagen", "day|days"),
    "files": ("bestand|bestanden", "file|files"),
    "rows": ("rij|rijen", "row|rows"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "chart.acts": ("Aantal per week", "Count per week"),
    "chart.about": (
        "Staafdiagram van {first} tot en met {last}: {count}. De week met de meeste begint op {busiest} ({most}).",
        "Bar chart from {first} to {last}: {count}. The week with the most begins on {busiest} ({most}).",
    ),
    "chart.none": (
        "Staafdiagram van {first} tot en met {last}: geen handelingen geteld.",
        "Bar chart from {first} to {last}: no acts counted.",
    ),
    "shares.title": ("Wat is gelezen van de bronnen", "What was read of the sources"),
    "shares.about": (
        "Van {total}: gelezen {read}, niet of deels gelezen {unread}, dicht {closed}, niet nodig {not_needed}.",
        "Of {total}: read {read}, not or partly read {unread}, closed {closed}, not needed {not_needed}.",
    ),
    "sources": ("bron|bronnen", "source|sources"),
    "read": ("Gelezen", "Read"),
    "unread": ("Niet of deels gelezen", "Not or partly read"),
    "closed": ("Dicht gebleven", "Stayed closed"),
    "not_needed": ("Niet nodig", "Not needed"),
    "mark.head": ("Let op", "Note"),
    "mark.exception": (
        "Het leesproces was niet afgeschermd. De beheerder (sleutel {signers}) ondertekende daarvoor een uitzondering "
        "voor deze uitrusting op kernel {kernel}, geldig tot en met {until}. De reden: {reason} Wie deze uitkomst "
        "gebruikt, weegt dit mee.",
        "The reading process was not locked. The administrator (key {signers}) signed an exception for this kit on "
        "kernel {kernel}, valid up to and including {until}. The reason: {reason} Whoever uses this outcome takes "
        "this into account.",
    ),
}

REPORT: Frames = {
    **SHARED,
    "title": ("Rapport van een controle", "Report of a check"),
    "subtitle": (
        "Controle van gegevensdragers bij een bijzondere voorwaarde",
        "Check of data carriers under a special condition",
    ),
    "footer": ("Rapport · controle {check}", "Report · check {check}"),
    "intro": (
        "Dit rapport zegt dát er iets is geteld, hoe vaak en op welke dagen. Het bevat geen inhoud: geen teksten, "
        "beelden, adressen of namen van de gegevensdrager. Begin het gesprek met het gespreksblad achterin.",
        "This report says that something was counted, how often and on which days. It holds no content: no texts, "
        "pictures, addresses or names from the carrier. Begin the conversation with the sheet at the back.",
    ),
    "intro.halt": (
        "Dit rapport zegt wat er tot het stoppen is gelezen, en niet meer. Het bevat geen inhoud van de "
        "gegevensdrager en niets over de reden van het stoppen.",
        "This report says what was read until the halt, and no more. It holds no content of the carrier and nothing "
        "about the reason for the halt.",
    ),
    "case.reference": ("Kenmerk van de opdracht", "Reference of the mandate"),
    "case.title": ("Wettelijke grondslag", "Legal title"),
    "case.person": ("Betrokkene (pseudoniem)", "Person (pseudonym)"),
    "case.check": ("Kenmerk van de controle", "Check"),
    "case.number": ("Hoeveelste controle", "Number of this check"),
    "case.nth": ("{n} (ten hoogste {of} volgens de opdracht)", "{n} (at most {of} by the mandate)"),
    "case.on": ("Datum van de controle", "Date of the check"),
    "case.window": ("Te lezen periode", "Period to be read"),
    "case.status": ("Verloop", "Course"),
    "nothing": (
        "Er is niets geopend. De opdracht opent voor deze controle geen enkele soort gegevens.",
        "Nothing was opened. For this check the mandate opens no class of data.",
    ),
    "nothing.found": (
        "Er is niets geopend. Op de gegevensdragers is geen bron gevonden die gelezen mocht worden.",
        "Nothing was opened. No source that might be read was found on the carriers.",
    ),
    "nothing.head": ("Niets geopend", "Nothing opened"),
    # 1 outcome
    "outcome": ("Uitkomst in het kort", "Outcome in brief"),
    "outcome.caption": ("Antwoord per vraag", "Answer per question"),
    "col.question": ("Vraag", "Question"),
    "col.answer": ("Antwoord", "Answer"),
    "col.count": ("Aantal", "Count"),
    "col.days": ("Dagen", "Days"),
    "col.seen": ("Gezien", "Seen"),
    "outcome.read": (
        "Een aanwijzing is een reden voor een gesprek, geen bewijs. ‘Geen aanwijzing in wat te zien was’ zegt niets "
        "over wat niet te zien was. ‘Gezien’ is het deel van de verwachte bronnen dat geheel gelezen is. "
        "Dagen zijn kalenderdagen in Nederlandse tijd (Europe/Amsterdam), met zomer- en wintertijd.",
        "An indication is a reason to talk, not proof. ‘No indication in what could be seen’ says nothing about "
        "what could not be seen. ‘Seen’ is the share of the expected sources that was read whole. "
        "Days are calendar days in Dutch time (Europe/Amsterdam), with summer and winter time.",
    ),
    "outcome.none": ("Er zijn geen vragen beantwoord.", "No questions were answered."),
    "halt": ("Gestopt en verzegeld", "Halted and sealed"),
    "halt.sealed": (
        "De controle is gestopt. Wat dit betreft is verzegeld voor de politie; alleen de politie kan het openen.",
        "The check was halted. What concerns it was sealed for the police; only the police can open it.",
    ),
    "halt.unsealed": (
        "De controle is gestopt. Er kon niets worden verzegeld.",
        "The check was halted. Nothing could be sealed.",
    ),
    "halt.number": ("Overdrachtnummer", "Handover number"),
    "halt.receipt": ("Ontvangstnummer van de politie", "Receipt number of the police"),
    "halt.taken_up": (
        "Overgedragen. De politie heeft het in behandeling. Laat de gegevensdrager zoals hij is tot de politie zegt "
        "wat ermee gebeurt.",
        "Handed over. The police have taken it up. Leave the carrier as it is until the police say what becomes of it.",
    ),
    "halt.confirmed": (
        "Overgedragen. De politie heeft het bevestigd en gaat erover. Stel de betrokkene hierover geen vragen.",
        "Handed over. The police have confirmed it and deal with it. Ask the person nothing about this.",
    ),
    "halt.not_confirmed": (
        "De politie heeft niet bevestigd wat verzegeld was. Het is gewist uit dit dossier; wie een kopie heeft, wist "
        "die ook. Dat de controle is gestopt, zegt niets over de betrokkene.",
        "The police did not confirm what was sealed. It was erased from this case; who has a copy erases that too. "
        "That the check was halted says nothing about the person.",
    ),
    "halt.steps": ("Wat u doet:", "What to do:"),
    "halt.questions": (
        "De vragen van de opdracht zijn niet beantwoord. Wat er per vraag al was geteld, is niet bewaard.",
        "The questions of the mandate were not answered. What had been counted for each was not kept.",
    ),
    # 2 questions
    "questions": ("De vragen", "The questions"),
    "question": ("Vraag {n}. {question}", "Question {n}. {question}"),
    "count": ("Aantal", "Count"),
    "count.value": ("{acts} op {days}", "{acts} on {days}"),
    "firstlast": ("Eerste en laatste dag", "First and last day"),
    "seen": ("Deel van de bronnen gezien", "Share of sources seen"),
    "covers": ("Bronnen reiken van–tot", "Sources reach from–to"),
    "window": ("Periode van de controle", "Period of the check"),
    "lists": ("Gebruikte lijsten", "Lists used"),
    "list": ("{name}, versie {version}", "{name}, version {version}"),
    "none": ("geen", "none"),
    "block": ("Bouwsteen", "Building block"),
    "reasons": ("Grenzen van dit antwoord:", "Limits of this answer:"),
    "weeks.caption": ("Weken met handelingen bij vraag {n}", "Weeks with acts for question {n}"),
    "weeks.figure": ("Handelingen per week bij vraag {n}", "Acts per week for question {n}"),
    "weeks.col": ("Week vanaf maandag", "Week from Monday"),
    "shares.figure": ("Bronnen van vraag {n}", "Sources of question {n}"),
    "shares.figure.all": ("Alle bronnen van deze controle", "All sources of this check"),
    "by.caption": ("Handelingen per klasse en gegevensdrager", "Acts per class and carrier"),
    "named.caption": ("Ook gezien, telt niet mee", "Seen as well, does not count"),
    "origin.caption": (
        "Alle handelingen naar herkomst, ook die niet meetellen",
        "All acts by origin, also those that do not count",
    ),
    "col.origin": ("Herkomst", "Origin"),
    "col.class": ("Klasse", "Class"),
    "col.carrier": ("Drager", "Carrier"),
    "interpretation.text": (
        "Duiding door een mens. De machine duidt niet. Wie duidt, geeft de gronden, ook wat ertegen pleit.",
        "Interpretation by a person. The machine does not interpret. Whoever does, gives the grounds, "
        "also what speaks against it.",
    ),
    "interpretation.by": ("Naam, functie en datum", "Name, position and date"),
    # 3 coverage
    "coverage": ("Wat gelezen is", "What was read"),
    "coverage.text": (
        "Bronnen zijn genummerd in de volgorde waarin zij gevonden zijn. Paden, gebruikers en namen staan er niet in. "
        "‘Rijen’ is wat de machine opende; ‘handelingen’ is wat die rijen betekenen.",
        "Sources are numbered in the order in which they were found. Paths, users and names are not shown. "
        "‘Rows’ is what the machine opened; ‘acts’ is what those rows mean.",
    ),
    "coverage.caption": ("Bronnen en wat ervan geworden is", "Sources and what became of them"),
    "coverage.none": ("Er was geen bron om te lezen.", "There was no source to read."),
    "col.source": ("Bron", "Source"),
    "col.number": ("Nr.", "No."),
    "col.container": ("Profiel", "Profile"),
    "col.status": ("Uitkomst", "Outcome"),
    "col.rows": ("Rijen", "Rows"),
    "col.acts": ("Handelingen", "Acts"),
    "col.covers": ("Reikt van–tot", "Reaches from–to"),
    # 4 carriers
    "carriers": ("Gegevensdragers", "Carriers"),
    "carriers.caption": ("Onderzochte gegevensdragers", "Carriers checked"),
    "carriers.serial": (
        "Gegevensdrager {carrier} gaf een eigen serienummer. Het dossier bewaart daarvan alleen een afdruk onder de "
        "sleutel van betrokkene, zodat een volgende controle dezelfde drager herkent.",
        "Carrier {carrier} told a serial number of its own. The case keeps only a print of it under the person's key, "
        "so that a next check knows the same carrier again.",
    ),
    "carriers.none": ("Er is geen gegevensdrager geopend.", "No carrier was opened."),
    "col.kind": ("Soort", "Kind"),
    "col.presented": ("Verkregen", "Obtained"),
    "col.owner": ("Van wie", "Whose"),
    "col.containers": ("Profielen", "Profiles"),
    "col.filesystems": ("Bestandssystemen (vermeldingen)", "File systems (entries)"),
    # 5 intrusion
    "depth": ("Hoe diep is gekeken", "How deep the check went"),
    "depth.caption": ("Geopend per soort gegevens", "Opened per class of data"),
    "depth.text": (
        "Alles wat geopend is, staat in het inbreukregister. Betrokkene krijgt deze aantallen ook.",
        "Everything opened stands in the intrusion ledger. The client gets these figures too.",
    ),
    "col.data": ("Soort gegevens", "Class of data"),
    "col.level": ("Inbreuk", "Intrusion"),
    "col.files": ("Bestanden", "Files"),
    "col.size": ("Omvang", "Size"),
    "col.human": ("Door een mens bekeken", "Looked at by a person"),
    "total": ("Samen", "Together"),
    # 6 closed
    "shut": ("Wat dicht bleef, en waarom", "What stayed closed, and why"),
    "shut.caption": ("Deuren die dicht bleven", "Doors that stayed closed"),
    "shut.text": (
        "Wat dicht bleef, is niet geopend en ook niet afgetast. Of het er is, blijft dus onbekend.",
        "What stayed closed was not opened, nor probed. Whether it is there thus stays unknown.",
    ),
    "shut.none": ("Het plan noemt geen deuren die dicht bleven.", "The plan names no doors that stayed closed."),
    "shut.not_needed": (
        "Niet nodig voor de gestelde vragen: {classes}.",
        "Not needed for the questions asked: {classes}.",
    ),
    "shut.no_condition": ("Geen voorwaarde vraagt om: {classes}.", "No condition asks for: {classes}."),
    "col.why": ("Waarom", "Why"),
    "col.for": ("Voor vraag", "For question"),
    # 7 proof
    "proof": ("Hoe het is gedaan en na te gaan", "How it was done and can be verified"),
    "proof.method": ("Versie van de methode", "Method version"),
    "proof.seconds": ("Duur van het lezen", "Time spent reading"),
    "seconds": ("seconde|seconden", "second|seconds"),
    "proof.mandate": ("Opdracht (SHA-256)", "Mandate (SHA-256)"),
    "proof.entries": ("Regels in het inbreukregister", "Entries in the intrusion ledger"),
    "proof.root": ("Wortel van het inbreukregister", "Root of the intrusion ledger"),
    "proof.code": ("Code van het inbreukregister", "Code of the intrusion ledger"),
    "proof.text": (
        "Het commando ‘inzage verify’ met de map van het dossier leidt alles opnieuw af en noemt elke schakel die niet "
        "klopt. De code staat ook op het afschrift van betrokkene. Wijkt die af, dan is het dossier veranderd. Het "
        "resultaat (JSON) zit als bijlage in dit pdf-bestand.",
        "The command ‘inzage verify’ with the case directory derives everything anew and names each link that does not "
        "hold. The code also stands on the client’s copy. Where it differs, the case was changed. The result (JSON) "
        "is attached to this PDF file.",
    ),
    "limits": ("Wat dit rapport niet zegt", "What this report does not say"),
    "limit.1": (
        "Het zegt niet wie een handeling deed. Een apparaat of profiel kan door meer mensen zijn gebruikt.",
        "It does not say who did an act. Several people may have used a device or profile.",
    ),
    "limit.2": (
        "Het zegt niet waarom iets gebeurde of wat het betekent. Dat is duiding, en die geeft een mens met naam.",
        "It does not say why something happened or what it means. That is interpretation, given by a named person.",
    ),
    "limit.3": (
        "Het is geen maat voor risico en maakt geen vergelijking tussen mensen.",
        "It is no measure of risk and compares no people.",
    ),
    "limit.4": (
        "Het zegt niets over apparaten, profielen of perioden die niet zijn gezien.",
        "It says nothing about devices, profiles or periods that were not seen.",
    ),
    "limit.5": (
        "Betrokkene kan een antwoord betwisten en om een hertelling vragen. Een hertelling telt niet mee als controle.",
        "The client may dispute an answer and ask for a recount. A recount does not count as a check.",
    ),
}

TALK: Frames = {
    "talk": ("Gespreksblad", "Conversation sheet"),
    "talk.text": (
        "Laat eerst betrokkene vertellen. Bespreek daarna pas wat de machine telde. Schrijf op wat betrokkene zegt, in "
        "diens eigen woorden.",
        "Let the client speak first. Only then discuss what the machine counted. Write down what the client says, "
        "in the client’s own words.",
    ),
    "talk.own": ("Eerst het verhaal van betrokkene", "First the client’s own account"),
    "talk.own.1": (
        "Hoe gaat het met u, en hoe ging het sinds de vorige keer?",
        "How are you, and how have things been since last time?",
    ),
    "talk.own.2": (
        "Hoe gebruikte u uw apparaten in deze periode? Wie gebruikt ze nog meer?",
        "How did you use your devices in this period? Who else uses them?",
    ),
    "talk.own.3": (
        "Wat lukte goed met de voorwaarden, en wat was lastig?",
        "What went well with the conditions, and what was hard?",
    ),
    "talk.answer": ("{answer} ({count}, gezien: {seen})", "{answer} ({count}, seen: {seen})"),
    "talk.no_indication.1": (
        "Wat helpt u om u aan deze voorwaarde te houden?",
        "What helps you to keep to this condition?",
    ),
    "talk.no_indication.2": (
        "Is er iets wat de telling niet kon zien en dat u zelf wilt vertellen?",
        "Is there anything that the count could not see and that you want to tell?",
    ),
    "talk.indication.1": (
        "De telling geeft {count}. Wat kunt u daarover vertellen?",
        "The count gives {count}. What can you tell about that?",
    ),
    "talk.indication.2": (
        "Kan er een andere uitleg zijn, bijvoorbeeld een ander die het apparaat gebruikte?",
        "Could there be another explanation, for example somebody else who used the device?",
    ),
    "talk.indication.3": (
        "Wat was er in die dagen aan de hand, en wat zou een volgende keer helpen?",
        "What was going on in those days, and what would help another time?",
    ),
    "talk.not_assessable.1": (
        "De telling kon deze vraag niet beantwoorden. Wat wilt u er zelf over vertellen?",
        "The count could not answer this question. What do you want to tell about it yourself?",
    ),
    "talk.not_assessable.2": (
        "Weet u hoe het komt dat er weinig te zien was?",
        "Do you know why there was little to see?",
    ),
    "talk.said": ("Wat betrokkene hierover zegt", "What the client says about this"),
    "talk.end": ("Tot slot", "To conclude"),
    "talk.agreed": ("Afspraken", "What is agreed"),
    "talk.disputed": (
        "Betwist betrokkene een antwoord? Welk, en waarom?",
        "Does the client dispute an answer? Which, and why?",
    ),
    "talk.sign": ("Ondertekening", "Signatures"),
    "talk.sign.text": (
        "Tekenen betekent: dit is besproken. Het betekent niet dat betrokkene het ermee eens is.",
        "Signing means: this was discussed. It does not mean that the client agrees.",
    ),
    "sign.client": ("Betrokkene", "Client"),
    "sign.officer": ("Reclasseringswerker", "Probation officer"),
    "sign.second": ("Tweede reclasseringswerker", "Second probation officer"),
    "sign.name": ("Naam", "Name"),
    "sign.date": ("Datum", "Date"),
    "sign.mark": ("Handtekening", "Signature"),
}

OFFICER: Frames = {**REPORT, **TALK}
