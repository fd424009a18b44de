"""Words of the closed codes: answers, statuses, marks, data classes, levels."""

from inzage.report import (
    words_apple,
    words_devices,
    words_messengers,
    words_registry,
    words_sources,
    words_windows,
)
from inzage.report.wording import Table, Words

ANSWERS: Table = {
    "no_indication": Words(
        "Geen aanwijzing in wat te zien was",
        "Geen aanwijzing in wat te zien was",
        "No indication in what could be seen",
    ),
    "indication": Words("Aanwijzing", "Aanwijzing", "Indication"),
    "not_assessable": Words("Niet te beoordelen", "Niet te beoordelen", "Cannot be assessed"),
}

MEANINGS: Table = {
    "no_indication": Words(
        "In wat gelezen is, kwam niets voor dat bij deze vraag meetelt. "
        "Over wat niet te zien was, zegt dit antwoord niets.",
        "In wat wij konden zien, stond niets dat bij deze vraag meetelt. Over de rest zegt dit antwoord niets.",
        "What was read held nothing that counts for this question. This answer says nothing about what was not seen.",
    ),
    "indication": Words(
        "Er zijn handelingen geteld die bij deze vraag meetellen. Een aanwijzing is een reden voor een gesprek. "
        "Zij is geen bewijs en zegt niet waarom iets gebeurde.",
        "Er is iets geteld dat bij deze vraag meetelt. Dat is een reden om er samen over te praten. "
        "Het is geen bewijs. Er kan een goede uitleg voor zijn.",
        "Acts were counted that count for this question. An indication is a reason to talk. "
        "It is no proof, and it does not say why something happened.",
    ),
    "not_assessable": Words(
        "Er was te weinig te zien om deze vraag te beantwoorden. Dat is geen aanwijzing en ook geen geruststelling.",
        "Er was te weinig te zien om deze vraag te beantwoorden. Dat is geen aanwijzing.",
        "Too little could be seen to answer this question. That is no indication, and no reassurance either.",
    ),
}

STATUSES: Table = {
    "read": Words("Gelezen", "Gelezen", "Read"),
    "absent": Words("Niet aanwezig", "Niet aanwezig", "Not present"),
    "unreadable": Words("Niet leesbaar", "Niet te lezen", "Unreadable"),
    "degraded": Words("Deels gelezen", "Voor een deel gelezen", "Read in part"),
    "encrypted": Words("Versleuteld", "Op slot", "Encrypted"),
    "closed": Words("Dicht gebleven", "Dicht gebleven", "Stayed closed"),
    "excluded": Words("Uitgesloten", "Niet bekeken", "Excluded"),
    "not_needed": Words("Niet nodig", "Niet nodig", "Not needed"),
    "out_of_period": Words("Buiten de periode", "Buiten de periode", "Outside the period"),
    "over_budget": Words("Buiten het budget", "Te veel om te lezen", "Beyond the budget"),
    "not_reached": Words("Niet aan toegekomen", "Niet aan toegekomen", "Not reached"),
}

ENDINGS: Table = {
    "done": Words("De controle is afgerond.", "De controle is klaar.", "The check was completed."),
    "halted": Words(
        "De controle is gestopt, want hier houdt toezicht op en begint opsporing. "
        "Er is niets getoond, en er is niets verder gelezen.",
        "De controle is gestopt. Er is niets getoond. Wij hebben daarna niets meer gelezen.",
        "The check was halted, for here supervision ends and investigation begins. "
        "Nothing was shown, and nothing more was read.",
    ),
    "refused": Words(
        "De controle is niet uitgevoerd. De opdracht liet haar niet toe.",
        "De controle is niet gedaan. De opdracht van de rechter gaf daar geen ruimte voor.",
        "The check was not carried out. The mandate did not allow it.",
    ),
    "interrupted": Words(
        "De controle is onderbroken en niet afgerond. De aantallen zijn daarom een ondergrens.",
        "De controle is gestopt voordat zij klaar was. Wij hebben dus niet alles geteld.",
        "The check was interrupted and not completed. The counts are therefore a lower bound.",
    ),
}

MARKS: Table = {
    "validation": Words(
        "Dit is een validatie: een proef op testmateriaal. Dit document gaat over niemand.",
        "Dit is een proef met testmateriaal. Dit papier gaat over niemand.",
        "This is a validation: a trial on test material. This document is about nobody.",
    ),
    "unsigned": Words(
        "De opdracht is niet ondertekend. Aan dit document kan niemand rechten of gevolgen verbinden.",
        "De opdracht is niet ondertekend. Dit papier heeft daarom geen gevolgen voor u.",
        "The mandate is not signed. Nobody can attach rights or consequences to this document.",
    ),
    "unconfined": Words(
        "Het leesproces was niet afgeschermd. Deze uitkomst mag niet worden gebruikt.",
        "Het programma las zonder de bescherming die nodig is. Deze uitkomst mag niet worden gebruikt.",
        "The reading process was not locked. This outcome may not be used.",
    ),
    "concept": Words(
        "Een gebruikte bouwsteen heeft de status concept en is nog niet vastgesteld.",
        "Een deel van de tekst van de voorwaarde is nog een concept.",
        "A building block that was used is a draft and has not been adopted.",
    ),
    "recount": Words(
        "Dit is een hertelling van een eerdere controle. Zij telt zelf niet als controle.",
        "Dit is een hertelling. Een hertelling is geen nieuwe controle.",
        "This is a recount of an earlier check. It does not count as a check itself.",
    ),
    "look": Words(
        "Dit is een inzage door twee mensen, die de opdracht toestaat. Het is geen controle; wat is getoond, is "
        "nergens bewaard.",
        "Twee mensen hebben op een scherm gekeken. De rechter stond dat toe. Wat zij zagen, is niet bewaard.",
        "This is a look by two people, which the mandate grants. It is no check; what was shown is kept nowhere.",
    ),
}

STAMPS: Table = {
    "validation": Words("VALIDATIE", "PROEF", "VALIDATION"),
    "unsigned": Words("NIET ONDERTEKEND", "NIET ONDERTEKEND", "UNSIGNED"),
    "unconfined": Words("NIET AFGESCHERMD", "NIET AFGESCHERMD", "UNCONFINED"),
    "concept": Words("CONCEPT", "CONCEPT", "DRAFT"),
    "recount": Words("HERTELLING", "HERTELLING", "RECOUNT"),
    "look": Words("INZAGE", "INZAGE", "HUMAN LOOK"),
}

DATA_CLASSES: Table = {
    "device_facts": Words("Apparaatgegevens", "gegevens over het apparaat zelf", "Device facts"),
    "accounts": Words("Accounts", "accounts op het apparaat", "Accounts"),
    "software": Words("Programma’s", "programma’s op het apparaat", "Software"),
    "connected_devices": Words("Aangesloten apparaten", "apparaten die aangesloten waren", "Connected devices"),
    "history_extent": Words("Omvang van de geschiedenis", "hoe ver de geschiedenis teruggaat", "Extent of the history"),
    "browsing": Words("Bezochte adressen", "bezochte websites", "Addresses visited"),
    "searches": Words("Zoekopdrachten", "zoekopdrachten", "Searches"),
    "downloads": Words("Downloads", "downloads", "Downloads"),
    "files_touched": Words("Geopende bestanden", "bestanden die geopend zijn", "Files opened"),
    "sharing": Words("Gedeelde bestanden", "bestanden die gedeeld zijn", "Files shared"),
    "contacts": Words("Contacten", "contacten", "Contacts"),
    "message_metadata": Words("Berichten zonder tekst", "wanneer er berichten waren", "Messages without text"),
    "message_content": Words("Berichten met tekst", "de tekst van berichten", "Messages with text"),
    "media_digests": Words("Kenmerken van beeldbestanden", "foto’s en video’s", "Digests of pictures and video"),
    "recovered": Words("Teruggehaalde gegevens", "gewiste gegevens", "Recovered data"),
}

LEVELS: Table = {
    "low": Words("Laag", "een beetje", "Low"),
    "medium": Words("Midden", "meer", "Medium"),
    "high": Words("Hoog", "veel", "High"),
}

REFUSALS: Table = {
    "not_in_mandate": Words(
        "De opdracht laat deze soort gegevens niet toe.",
        "De opdracht van de rechter laat dit niet toe.",
        "The mandate does not permit this class of data.",
    ),
    "not_for_question": Words(
        "Deze soort gegevens hoort niet bij deze vraag.",
        "Dit hoort niet bij de vraag.",
        "This class of data does not belong to this question.",
    ),
    "out_of_period": Words(
        "De controle valt buiten de periode van de opdracht.",
        "De controle valt buiten de periode die mag.",
        "The check falls outside the period of the mandate.",
    ),
    "no_condition": Words(
        "Er is geen voorwaarde die deze vraag stelt.",
        "U hebt geen voorwaarde waar dit bij hoort.",
        "No condition raises this question.",
    ),
}

ORIGINS: Table = {
    "yes": Words("Op dit apparaat gedaan", "op dit apparaat gedaan", "Done on this device"),
    "no": Words("Op een ander apparaat gedaan", "op een ander apparaat gedaan", "Done on another device"),
    "unknown": Words("Herkomst onbekend", "niet bekend op welk apparaat", "Origin unknown"),
}

RECORDS: Table = {
    "Visit": Words("bezoeken", "bezoeken", "visits"),
    "Search": Words("zoekopdrachten", "zoekopdrachten", "searches"),
    "Download": Words("downloads", "downloads", "downloads"),
    "HistoryGap": Words("gaten", "gaten", "gaps"),
    "HistoryEmptied": Words("legingen", "legingen", "emptyings"),
    "ProgramTrace": Words("programmasporen", "programmasporen", "program traces"),
    "Saved": Words("bewaarde adressen", "bewaarde websites", "saved addresses"),
    "Message": Words("berichten", "berichten", "messages"),
    "Call": Words("gesprekken", "telefoongesprekken", "calls"),
    "Contact": Words("contacten", "contacten", "contacts"),
    "Installation": Words("geïnstalleerde programma’s", "programma’s op het apparaat", "programs installed"),
    "ProgramRun": Words("gebruikte programma’s", "programma’s die gebruikt zijn", "programs used"),
    "FileTouched": Words("geopende bestanden", "bestanden die geopend zijn", "files touched"),
    "Sharing": Words("gedeelde bestanden", "bestanden die gedeeld zijn", "files shared"),
    "ConnectedDevice": Words("aangesloten apparaten", "aangesloten apparaten", "connected devices"),
    "Account": Words("accounts", "accounts", "accounts"),
    "MessageText": Words("berichtteksten", "teksten van berichten", "message texts"),
    "SystemMoment": Words("momenten van het systeem", "momenten van het apparaat zelf", "moments of the system"),
    "MediaItem": Words("mediabestanden", "foto’s en video’s", "media files"),
    "MediaLook": Words("op gelijkenis bekeken beelden", "foto’s en video’s die wij vergeleken", "pictures compared"),
}

CARRIERS: Table = {
    "computer": Words("computer", "computer", "computer"),
    "phone": Words("telefoon", "telefoon", "phone"),
    "tablet": Words("tablet", "tablet", "tablet"),
    "disk": Words("schijf", "schijf", "disk"),
    "stick": Words("usb-stick", "usb-stick", "USB stick"),
    "backup": Words("reservekopie", "reservekopie", "backup"),
    "image": Words("schijfkopie", "kopie van een schijf", "disk image"),
    "folder": Words("map", "map", "folder"),
    "zip": Words("archief (zip)", "archief", "archive (zip)"),
    "tar": Words("archief (tar)", "archief", "archive (tar)"),
}

PRESENTED: Table = {
    "aangereikt": Words("aangereikt", "u gaf het zelf", "handed over"),
    "in-zicht": Words("in zicht", "het lag in het zicht", "in sight"),
    "in_zicht": Words("in zicht", "het lag in het zicht", "in sight"),
}

OWNERS: Table = {
    "betrokkene": Words("betrokkene", "van u", "the person"),
    "gedeeld": Words("gedeeld", "gedeeld met anderen", "shared"),
    "ander": Words("een ander", "van een ander", "somebody else"),
    "kind": Words("een kind", "van een kind", "a child"),
}

_SPOKEN = (
    ("android_sms_texts", "Sms en mms", "SMS and MMS"),
    ("badoo_messages_texts", "Badoo en Bumble", "Badoo and Bumble"),
    ("ios_messages_texts", "iMessage en sms (Apple)", "iMessage and SMS (Apple)"),
    ("discord_texts", "Discord (Android, iOS)", "Discord (Android, iOS)"),
    ("instagram_ios_texts", "Instagram (iOS)", "Instagram (iOS)"),
    ("kik_android_texts", "Kik (Android)", "Kik (Android)"),
    ("kik_ios_texts", "Kik (iOS)", "Kik (iOS)"),
    ("signal_android_texts", "Signal (Android)", "Signal (Android)"),
    ("signal_desktop_texts", "Signal (computer)", "Signal (computer)"),
    ("skype_texts", "Skype", "Skype"),
    ("tiktok_android_texts", "TikTok (Android)", "TikTok (Android)"),
    ("tiktok_ios_texts", "TikTok (iOS)", "TikTok (iOS)"),
    ("tinder_messages_texts", "Tinder", "Tinder"),
    ("whatsapp_android_texts", "WhatsApp (Android)", "WhatsApp (Android)"),
    ("whatsapp_ios_texts", "WhatsApp (Apple)", "WhatsApp (Apple)"),
)
"""What the readers of content read, by program."""

READERS: Table = {
    "chromium_history": Words("Chromium: bezoeken", "browser", "Chromium: visits"),
    "chromium_searches": Words("Chromium: zoeken", "browser", "Chromium: searches"),
    "chromium_downloads": Words("Chromium: downloads", "browser", "Chromium: downloads"),
    "firefox_history": Words("Firefox: bezoeken", "browser", "Firefox: visits"),
    "chromium_extent": Words("Chromium: omvang", "browser", "Chromium: extent"),
    "firefox_extent": Words("Firefox: omvang", "browser", "Firefox: extent"),
    "wiping_traces": Words("Wisprogramma’s: sporen", "programma’s", "Wiping programs: traces"),
    "encrypted_containers": Words("Versleutelde containers", "programma’s", "Encrypted containers"),
    **words_apple.READERS,
    **words_devices.READERS,
    **words_messengers.READERS,
    **words_registry.READERS,
    **words_sources.READERS,
    **words_windows.READERS,
    **{
        name: Words(f"{nl}: inhoud van berichten", "inhoud van berichten", f"{en}: what messages said")
        for name, nl, en in _SPOKEN
    },
}

INSTRUMENT: Table = {
    "version": Words("Versie van het programma", "versie van het programma", "Version of the program"),
    "engine_sha256": Words("Programma (SHA-256)", "programma", "Program (SHA-256)"),
    "engine_files": Words("Bestanden van het programma", "bestanden van het programma", "Files of the program"),
    "python": Words("Python", "Python", "Python"),
    "kernel": Words("Linux-kernel", "Linux-kernel", "Linux kernel"),
    "decoders": Words("Ontpakt met", "ontpakt met", "Decoded by"),
}
