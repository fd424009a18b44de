"""Words of the closed reasons: why something was not read, stayed closed, or answers only so far."""

from inzage.report.wording import Table, Words

UNREADABLE: Table = {
    "not_a_database": Words(
        "Het bestand is geen database.",
        "Het bestand had een vorm die wij niet kunnen lezen.",
        "The file is no database.",
    ),
    "empty_file": Words("Het bestand is leeg.", "Het bestand was leeg.", "The file is empty."),
    "zeroed": Words(
        "Het bestand bevat alleen nullen.", "In het bestand stond niets meer.", "The file holds only zeroes."
    ),
    "truncated": Words(
        "Het bestand houdt halverwege op.", "Een deel van het bestand ontbrak.", "The file stops halfway."
    ),
    "damaged": Words("Het bestand is beschadigd.", "Het bestand was kapot.", "The file is damaged."),
    "table_is_a_view": Words(
        "De database is anders opgebouwd dan verwacht (een view in plaats van een tabel).",
        "Het bestand zat anders in elkaar dan wij kennen.",
        "The database is built in another way than expected (a view where a table belongs).",
    ),
    "table_missing": Words(
        "In de database ontbreekt een tabel die nodig is.",
        "In het bestand ontbrak een deel dat nodig is.",
        "The database lacks a table that is needed.",
    ),
    "columns_missing": Words(
        "In de database ontbreken kolommen die nodig zijn.",
        "In het bestand ontbrak een deel dat nodig is.",
        "The database lacks columns that are needed.",
    ),
    "too_large": Words("Het bestand is te groot.", "Het bestand was te groot.", "The file is too large."),
    "too_slow": Words("Het lezen duurde te lang.", "Het lezen duurde te lang.", "Reading took too long."),
    "no_memory": Words(
        "Het lezen vroeg te veel geheugen.",
        "De computer had te weinig geheugen om het te lezen.",
        "Reading asked for too much memory.",
    ),
    "worker_died": Words(
        "Het leesproces stopte onverwacht.", "Het leesprogramma stopte.", "The reading process ended unexpectedly."
    ),
    "worker_garbage": Words(
        "Het leesproces gaf geen geldig antwoord.",
        "Het leesprogramma gaf geen goed antwoord.",
        "The reading process gave no valid answer.",
    ),
    "not_a_file": Words("Het is geen gewoon bestand.", "Het was geen gewoon bestand.", "It is no ordinary file."),
    "link": Words(
        "Het is een verwijzing; die wordt niet gevolgd.",
        "Het was alleen een verwijzing.",
        "It is a link; links are not followed.",
    ),
    "name_too_long": Words(
        "De bestandsnaam is te lang.", "De naam van het bestand was te lang.", "The name is too long."
    ),
    "no_permission": Words(
        "Er is geen toegang tot het bestand.", "Wij konden niet bij het bestand.", "The file may not be accessed."
    ),
    "read_error": Words(
        "De gegevensdrager gaf een leesfout.",
        "Het apparaat gaf een fout bij het lezen.",
        "The carrier gave a read error.",
    ),
    "archive_bomb": Words(
        "Het archief zou bij het uitpakken veel te groot worden.",
        "Het pakket met bestanden zou te groot worden.",
        "The archive would grow far too large when unpacked.",
    ),
    "archive_damaged": Words(
        "Het archief is beschadigd.", "Het pakket met bestanden was kapot.", "The archive is damaged."
    ),
    "image_damaged": Words(
        "De kopie van de schijf is beschadigd.",
        "De kopie van het apparaat was kapot.",
        "The image of the disk is damaged.",
    ),
    "image_incomplete": Words(
        "De schijf of de kopie ervan is niet volledig: een deel ontbreekt.",
        "Een deel van het apparaat ontbrak.",
        "The disk or its image is incomplete: a part is missing.",
    ),
    "image_snapshot": Words(
        "De kopie bevat alleen wat veranderde sinds een andere kopie (een snapshot), en die andere ontbreekt. "
        "Voeg ze samen met het programma dat ze maakte, of met: qemu-img convert -O raw. Bied het resultaat aan.",
        "De kopie van het apparaat was niet volledig.",
        "The image holds only what changed since another one (a snapshot), and that one is missing. "
        "Merge them with the program that made them, or with: qemu-img convert -O raw. Present the outcome.",
    ),
    "image_encrypted": Words(
        "De kopie van de schijf (QCOW2) is zelf versleuteld. Laat wie het wachtwoord heeft haar ontsleutelen met: "
        "qemu-img convert -O raw. Bied het resultaat aan.",
        "De kopie van het apparaat zat op slot. Wij breken geen slot open.",
        "The image of the disk (QCOW2) is itself encrypted. Have whoever holds the password decrypt it with: "
        "qemu-img convert -O raw. Present the outcome.",
    ),
    "image_ex01": Words(
        "De kopie van de schijf heeft de vorm Ex01 (EnCase 7). Inzage leest E01. "
        "Zet haar om naar E01 of raw met het programma dat haar maakte, of met: ewfexport.",
        "De kopie van het apparaat had een vorm die wij niet kunnen lezen.",
        "The image of the disk is in the form Ex01 (EnCase 7). Inzage reads E01. "
        "Convert it to E01 or raw with the program that made it, or with: ewfexport.",
    ),
    "image_zstd": Words(
        "De kopie van de schijf (QCOW2) is ingepakt met zstd. Inzage leest haar zonder, of ingepakt met zlib. "
        "Zet haar om met: qemu-img convert -O raw.",
        "De kopie van het apparaat had een vorm die wij niet kunnen lezen.",
        "The image of the disk (QCOW2) is packed with zstd. Inzage reads it unpacked, or packed with zlib. "
        "Convert it with: qemu-img convert -O raw.",
    ),
    "image_form": Words(
        "De kopie van de schijf (QCOW2) heeft een vorm die Inzage niet kent. Zet haar om met: qemu-img convert -O raw.",
        "De kopie van het apparaat had een vorm die wij niet kunnen lezen.",
        "The image of the disk (QCOW2) has a form unknown to Inzage. Convert it with: qemu-img convert -O raw.",
    ),
    "partition_table": Words(
        "De indeling van de schijf klopt niet: een deel overlapt een ander of ligt erbuiten.",
        "De indeling van het apparaat klopte niet.",
        "The partition table is wrong: a part overlaps another or lies outside the disk.",
    ),
    "file_system_unknown": Words(
        "Dit bestandssysteem kan Inzage niet lezen.",
        "Dit deel van het apparaat konden wij niet lezen.",
        "Inzage cannot read this file system.",
    ),
    "file_system_damaged": Words(
        "Het bestandssysteem is beschadigd.",
        "Een deel van het apparaat was kapot.",
        "The file system is damaged.",
    ),
    "encrypted": Words(
        "Het bestand is versleuteld.", "Het bestand zat op slot. Wij breken geen slot open.", "The file is encrypted."
    ),
    "quota": Words(
        "Er zijn meer bestanden dan één controle mag meenemen.",
        "Er waren meer bestanden dan wij in één keer mogen lezen.",
        "There are more files than one check may take in.",
    ),
    "not_read_here": Words(
        "Deze bron is in orde, maar houdt meer in dan hier gelezen kan of mag worden.",
        "Hier staat meer in dan wij kunnen of mogen lezen.",
        "This source is sound, but holds more than can or may be read here.",
    ),
    "other_kind": Words(
        "Het bestand is van een andere soort.",
        "Het bestand was van een andere soort.",
        "The file is of another kind.",
    ),
    "library_missing": Words(
        "De programmabibliotheek om dit soort bestand te lezen is niet geïnstalleerd.",
        "Ons programma kon dit soort bestand niet lezen.",
        "The library for reading this kind of file is not installed.",
    ),
    "changed_while_read": Words(
        "Het bestand veranderde tijdens het lezen.",
        "Het bestand veranderde terwijl wij het lazen.",
        "The file changed while it was read.",
    ),
    "unchanged": Words(
        "Sinds de vorige controle niet gewijzigd, byte voor byte; daarom niet opnieuw gelezen.",
        "Dit was niet veranderd sinds de vorige controle. Daarom lazen wij het niet opnieuw.",
        "Not changed since the last check, byte for byte; so it was not read again.",
    ),
    "size_not_listed": Words(
        "Geen bestand op de gebruikte lijsten is even groot; daarom is alleen het begin gelezen, zonder digest.",
        "Geen bestand op de lijst is even groot. Daarom keken wij alleen naar het begin.",
        "No file on the lists that were used is of this size; so only its beginning was read, and no digest made.",
    ),
    "log_replayed": Words(
        "Het bestand was niet afgesloten; het is uit zijn eigen logboek bijgewerkt, in het geheugen.",
        "Het bestand was nog niet helemaal opgeslagen. Het ontbrekende stond ernaast en is meegelezen.",
        "The file had not been closed; it was brought up to date from its own log, in memory.",
    ),
    "log_not_replayed": Words(
        "Het bestand was niet afgesloten en zijn logboek ontbreekt of is beschadigd: de aantallen zijn een ondergrens.",
        "Het bestand was nog niet helemaal opgeslagen. Wat ontbreekt, konden wij niet lezen.",
        "The file had not been closed, and its log is missing or damaged: the counts are a lower bound.",
    ),
}

CLOSED: Table = {
    "not_in_mandate": Words(
        "De opdracht laat dit niet toe.",
        "De opdracht van de rechter laat dit niet toe.",
        "The mandate does not permit this.",
    ),
    "not_for_question": Words(
        "Dit hoort niet bij een vraag.", "Dit hoort niet bij de vraag.", "This does not belong to a question."
    ),
    "no_condition": Words(
        "Er is geen voorwaarde die dit vraagt.",
        "U hebt geen voorwaarde waar dit bij hoort.",
        "No condition asks for this.",
    ),
    "excluded_container": Words(
        "Deze gebruiker of dit profiel is uitgesloten.",
        "Dat is van iemand anders of is vooraf uitgesloten.",
        "This user or profile is excluded.",
    ),
    "carrier_kind": Words(
        "De opdracht noemt deze soort gegevensdrager niet.",
        "De opdracht noemt dit soort apparaat niet.",
        "The mandate does not name this kind of carrier.",
    ),
    "carrier_owner": Words(
        "De gegevensdrager is van een ander.",
        "Het apparaat is van iemand anders.",
        "The carrier belongs to somebody else.",
    ),
    "carrier_presented": Words(
        "De gegevensdrager is niet verkregen op een manier die de opdracht noemt.",
        "Wij kregen het apparaat niet op een manier die mag.",
        "The carrier was not obtained in a way that the mandate names.",
    ),
    "out_of_period": Words(
        "Het valt buiten de periode die gelezen mag worden.",
        "Dit valt buiten de periode die wij mogen lezen.",
        "It falls outside the period that may be read.",
    ),
    "answered_earlier": Words(
        "De vraag was al beantwoord met minder ingrijpende gegevens.",
        "De vraag was al beantwoord. Verder kijken was niet nodig.",
        "The question was already answered with less intrusive data.",
    ),
    "older_copy": Words(
        "Dit is een oudere kopie van een bron die zelf gelezen is.",
        "Dit is een oude kopie van iets dat al gelezen is.",
        "This is an older copy of a source that was read itself.",
    ),
    "same_file": Words(
        "Dit bestand staat er meer dan eens (onder een tweede naam of op een tweede plaats). Het telt één keer mee.",
        "Dit stond er twee keer. Wij telden het één keer.",
        "This file is there more than once (by a second name or in a second place). It counts once.",
    ),
    "time_budget": Words(
        "De tijd voor de controle was op.", "De tijd voor de controle was op.", "The time for the check ran out."
    ),
    "count_budget": Words(
        "Het grootste aantal dat één controle mag lezen, was bereikt.",
        "Wij hadden al zoveel gelezen als mag.",
        "The most that one check may read was reached.",
    ),
    "halted": Words(
        "De controle is gestopt voordat dit aan de beurt was.",
        "De controle stopte voordat wij hieraan toe waren.",
        "The check was halted before this was reached.",
    ),
    "interrupted": Words(
        "De controle is onderbroken.", "De controle stopte voordat zij klaar was.", "The check was interrupted."
    ),
}

LIMITS: Table = {
    "no_list": Words(
        "Er was geen lijst die deze vraag betekenis geeft.",
        "Er was geen lijst om mee te vergelijken.",
        "There was no list that gives this question meaning.",
    ),
    "stale_list": Words("De lijst was verouderd.", "De lijst was te oud.", "The list was out of date."),
    "halt_missing": Words(
        "De lijst van bestanden telt alleen mee waar de controle kan stoppen en verzegelen; dat kan deze versie niet.",
        "De lijst voor deze vraag mochten wij nog niet gebruiken.",
        "The list of files counts only where the check can halt and seal; this version cannot.",
    ),
    "false_alarms": Words(
        "De lijst is te lang: volgens de metingen zou vaker dan bij één op honderd controles een vals alarm te "
        "verwachten zijn. Er is niets ontpakt.",
        "De lijst was te lang om betrouwbaar te vergelijken. Wij hebben daarom geen beeld bekeken.",
        "The list is too long: by the measurements a false alarm would be expected in more than one check in a "
        "hundred. Nothing was decoded.",
    ),
    "no_source": Words(
        "Een bron die voor deze vraag nodig is, was er niet.",
        "Wat wij nodig hebben voor deze vraag, stond niet op het apparaat.",
        "A source that this question needs was not there.",
    ),
    "source_unreadable": Words(
        "Een bron die voor deze vraag nodig is, was niet of niet geheel leesbaar.",
        "Een deel van wat wij nodig hebben, konden wij niet lezen.",
        "A source that this question needs could not be read, or not whole.",
    ),
    "source_closed": Words(
        "Een bron die voor deze vraag nodig is, bleef dicht.",
        "Een deel van wat wij nodig hebben, mochten wij niet openen.",
        "A source that this question needs stayed closed.",
    ),
    "content_closed": Words(
        "De inhoud van berichten bleef dicht. Zonder die inhoud is deze vraag niet te beantwoorden.",
        "De berichten zelf mochten wij niet lezen. Daarom kunnen wij hier geen antwoord op geven.",
        "The content of messages stayed closed. Without it this question cannot be answered.",
    ),
    "source_not_reached": Words(
        "Aan een bron die voor deze vraag nodig is, is de controle niet toegekomen.",
        "Aan een deel van wat wij nodig hebben, zijn wij niet toegekomen.",
        "A source that this question needs was not reached.",
    ),
    "origin_unknown": Words(
        "Van een deel van de handelingen is niet vast te stellen of zij op dit apparaat en in deze periode zijn "
        "gedaan.",
        "Een deel is misschien op een ander apparaat gedaan, of in een andere periode.",
        "Of some acts it cannot be told whether they were done on this device and in this period.",
    ),
    "other_device": Words(
        "Een deel is op een ander apparaat gedaan en hierheen gesynchroniseerd. Dat deel telt niet mee.",
        "Een deel is op een ander apparaat gedaan. Dat deel telt niet mee.",
        "Some acts were done on another device and synchronised to this one. They do not count.",
    ),
    "shared_profile": Words(
        "Meer mensen gebruiken dit profiel; handelingen daarin dragen op zichzelf geen aanwijzing.",
        "Meer mensen gebruiken dit apparaat. Wij weten niet wie het deed.",
        "Several people use this profile; acts in it carry no indication by themselves.",
    ),
    "history_short": Words(
        "De geschiedenis gaat minder ver terug dan de periode van deze controle. Dat kan een gewone oorzaak hebben.",
        "De geschiedenis gaat niet terug tot het begin van de periode. Dat kan heel gewoon zijn.",
        "The history goes back less far than the period of this check. That may have an ordinary cause.",
    ),
}

REASONS: Table = UNREADABLE | CLOSED | LIMITS
