"""Words of questions, of what counts for each, and of the closed classes that their detectors give."""

from inzage.report.wording import Table, Words

QUESTIONS: Table = {
    "listed_places_visited": Words(
        "Zijn plaatsen bezocht die op de vastgestelde lijst staan?",
        "Zijn er websites bezocht die op een vaste lijst staan?",
        "Were places visited that are on the settled list?",
    ),
    "listed_talk_places_visited": Words(
        "Zijn gespreksplaatsen, groepen of kanalen bezocht die op de vastgestelde lijst staan?",
        "Zijn er groepen of kanalen bezocht die op een vaste lijst staan?",
        "Were places of conversation, groups or channels visited that are on the settled list?",
    ),
    "listed_terms_searched": Words(
        "Is gezocht met termen die op de vastgestelde lijst staan?",
        "Is er gezocht met woorden die op een vaste lijst staan?",
        "Were searches made with terms that are on the settled list?",
    ),
    "history_kept": Words(
        "Is gebruiksgeschiedenis gewist?",
        "Is er geschiedenis gewist?",
        "Was history removed?",
    ),
    "listed_groups_used": Words(
        "Is geschreven in groepen of kanalen van berichtendiensten die op de vastgestelde lijst staan?",
        "Is er geschreven in groepen of kanalen die op een vaste lijst staan?",
        "Was anything written in groups or channels of messengers that are on the settled list?",
    ),
    "devices_declared": Words(
        "Zijn er apparaten aangesloten of gekoppeld die niet zijn opgegeven?",
        "Zijn er apparaten aangesloten die niet zijn opgegeven?",
        "Were devices connected or linked that were not declared?",
    ),
    "forbidden_software_present": Words(
        "Staat er software op de drager van een soort die de voorwaarde verbiedt, of is die gebruikt?",
        "Staan er programma’s op het apparaat die niet mogen?",
        "Is there software of a kind that the condition forbids, or was it used?",
    ),
    "concealing_software_present": Words(
        "Staat er software op de drager die computergebruik verhult, of is die gebruikt?",
        "Staan er programma’s op het apparaat die verbergen wat u doet?",
        "Is there software that conceals the use of computers, or was it used?",
    ),
    "concealed_storage_present": Words(
        "Is er verhulde opslag van een soort die de voorwaarde verbiedt?",
        "Zijn er verborgen plekken om gegevens te bewaren?",
        "Is there concealed storage of a kind that the condition forbids?",
    ),
    "contact_with_minors": Words(
        "Zijn er gesprekken met een minderjarige waarin meerdere tekenen samenkomen?",
        "Zijn er gesprekken met iemand onder de leeftijd van de voorwaarde?",
        "Are there conversations with a minor in which several signs come together?",
    ),
    "files_shared": Words(
        "Zijn bestanden gedeeld met een programma voor onderlinge uitwisseling?",
        "Zijn er bestanden gedeeld met anderen via een deelprogramma?",
        "Were files shared with a program for exchange between peers?",
    ),
    "known_material_present": Words(
        "Staat er bekend materiaal op de drager?",
        "Staan er bestanden op het apparaat die op een vaste lijst staan?",
        "Is there known material on the carrier?",
    ),
    "similar_material_present": Words(
        "Staan er beelden op de drager die lijken op beelden van de vastgestelde lijst?",
        "Staan er foto’s of video’s op het apparaat die lijken op beelden van een vaste lijst?",
        "Are there pictures on the carrier that look like pictures on the settled list?",
    ),
    "banned_contact_sought": Words(
        "Is contact gezocht met een persoon die de voorwaarde noemt?",
        "Is er contact gezocht met iemand met wie dat niet mag?",
        "Was contact sought with a person whom the condition names?",
    ),
    "listed_tools_present": Words(
        "Staat er software op de drager die op de vastgestelde lijst staat, of is die gebruikt?",
        "Zijn er programma’s die op een vaste lijst staan?",
        "Is there software that is on the settled list, or was it used?",
    ),
    "listed_markets_visited": Words(
        "Zijn marktplaatsen of fora bezocht die op de vastgestelde lijst staan?",
        "Zijn er marktplaatsen of fora bezocht die op een vaste lijst staan?",
        "Were markets or forums visited that are on the settled list?",
    ),
    "listed_channels_visited": Words(
        "Zijn kanalen of websites bezocht die op de vastgestelde lijst staan?",
        "Zijn er kanalen of websites bezocht die op een vaste lijst staan?",
        "Were channels or websites visited that are on the settled list?",
    ),
    "listed_channels_used": Words(
        "Is geschreven in kanalen of groepen die op de vastgestelde lijst staan?",
        "Is er geschreven in kanalen of groepen die op een vaste lijst staan?",
        "Was anything written in channels or groups that are on the settled list?",
    ),
    "hours_kept": Words(
        "Is het apparaat gebruikt in de uren waarin dat niet mag?",
        "Is het apparaat gebruikt in uren waarin dat niet mag?",
        "Was the device used in hours in which that is not allowed?",
    ),
}

COUNTS: Table = {
    "visits_listed_place": Words(
        "Telt mee: een bezoek of een download, op dit apparaat gedaan, bij een adres dat op de lijst staat.",
        "Wij tellen bezoeken aan websites van de lijst.",
        "Counts: a visit or a download, done on this device, at an address that is on the list.",
    ),
    "searched_listed_term": Words(
        "Telt mee: een zoekopdracht, op dit apparaat gegeven, met een heel woord dat op de lijst staat.",
        "Wij tellen zoekopdrachten met woorden van de lijst.",
        "Counts: a search, made on this device, with a whole word that is on the list.",
    ),
    "history_removed": Words(
        "Telt mee: een spoor dat geschiedenis is verwijderd. Geschiedenis die een browser na verloop van tijd zelf "
        "opruimt, telt niet mee.",
        "Wij tellen sporen van wissen. Wat een browser zelf opruimt, telt niet mee.",
        "Counts: a trace that history was removed. History that a browser clears by itself in time does not count.",
    ),
    "used_listed_group": Words(
        "Telt mee: een bericht dat de betrokkene verstuurde in een groep of kanaal van de lijst. Ontvangen "
        "berichten worden genoemd en tellen niet mee.",
        "Wij tellen berichten die u verstuurde in groepen van de lijst. Berichten van anderen tellen niet mee.",
        "Counts: a message that the person sent in a group or channel of the list. Messages received are named and"
        " do not count.",
    ),
    "undeclared_devices": Words(
        "Telt mee: een apparaat dat niet is opgegeven, eenmaal per bron waarin het voorkomt. Netwerken tellen niet"
        " mee.",
        "Wij tellen apparaten die niet zijn opgegeven. Een apparaat zonder eigen nummer telt niet mee.",
        "Counts: a device that was not declared, once for each source that names it. Networks do not count.",
    ),
    "forbidden_software": Words(
        "Telt mee: een programma van een verboden soort dat aanwezig is of is gebruikt, eenmaal per spoor.",
        "Wij tellen sporen van programma’s die niet mogen.",
        "Counts: a program of a forbidden kind that is there or was used, once for each trace.",
    ),
    "listed_software": Words(
        "Telt mee: een programma waarvan de naam op de lijst staat, eenmaal per spoor.",
        "Wij tellen sporen van programma’s van de lijst.",
        "Counts: a program whose name is on the list, once for each trace.",
    ),
    "contact_with_minor": Words(
        "Telt mee: een gesprek waarin de ander een leeftijd onder de grens noemt en ten minste één ander teken "
        "voorkomt. Een leeftijd in een profiel wordt genoemd en telt niet mee. Deze werkwijze is een concept: zij "
        "is nog niet beproefd op Nederlandse gesprekken.",
        "Wij tellen gesprekken waarin de ander zegt jonger te zijn dan de grens, en waarin nog iets opvalt. Deze "
        "manier van tellen is nog niet getest op Nederlandse gesprekken.",
        "Counts: a conversation in which the other states an age under the limit and at least one other sign "
        "occurs. An age in a profile is named and does not count. This method is a concept: it has not been tried on "
        "Dutch conversations.",
    ),
    "shared_files": Words(
        "Telt mee: een bestand waarvan het programma zelf bijhoudt dat het is verstuurd. Wat alleen klaarstond, "
        "wordt genoemd en telt niet mee.",
        "Wij tellen bestanden die echt verstuurd zijn. Wat alleen klaarstond, telt niet mee.",
        "Counts: a file of which the program itself keeps that it was sent. What only stood ready is named and "
        "does not count.",
    ),
    "banned_contact": Words(
        "Telt mee: een bericht of gesprek van de betrokkene aan een persoon die de voorwaarde noemt. Wat de ander "
        "stuurde en een naam in een adresboek worden genoemd en tellen niet mee.",
        "Wij tellen berichten en gesprekken van u aan die persoon. Wat de ander stuurde, telt niet mee.",
        "Counts: a message or call from the person to somebody whom the condition names. What the other sent, and "
        "a name in an address book, are named and do not count.",
    ),
    "known_material": Words(
        "Telt mee: een bestand waarvan alle kenmerken die de lijst noemt overeenkomen: elke digest, en de grootte. "
        "Een beeld dat alleen lijkt, telt niet mee.",
        "Wij tellen bestanden die precies gelijk zijn aan een bestand van de lijst.",
        "Counts: a file of which everything that the list names agrees: each digest, and the size. "
        "A picture that is only similar does not count.",
    ),
    "similar_material": Words(
        "Telt mee: een beeld waarvan de PDQ-waarde binnen afstand 31 van een vermelding ligt (kwaliteit ten minste 50, "
        "acht standen), en een video waarvan ten minste 80 procent van de beelden dat doet, met ten minste drie. "
        "Gelijkend is niet gelijk: dit staat los van bekend materiaal en laat de controle niet stoppen.",
        "Wij tellen foto’s en video’s die erg lijken op een beeld van de lijst. Niemand heeft ze bekeken.",
        "Counts: a picture whose PDQ value lies within distance 31 of an entry (quality at least 50, eight "
        "orientations), and a video of which at least 80 per cent of the frames do, at least three. Similar is not "
        "the same: this stands apart from known material and does not halt the check.",
    ),
    "used_outside_hours": Words(
        "Telt mee: een programma dat is gebruikt of een pagina die is geopend in de uren die de voorwaarde "
        "vrijhoudt, naar de klok in Nederland.",
        "Wij tellen gebruik in de uren waarin dat niet mag.",
        "Counts: a program used or a page opened in the hours that the condition keeps free, by the clock in the "
        "Netherlands.",
    ),
}

LABELS: Table = {
    "wiping_program": Words("Wisprogramma", "programma dat wist", "Wiping program"),
    "gap": Words("Gat in de geschiedenis", "gat in de geschiedenis", "Gap in the history"),
    "emptied": Words("Geleegde geschiedenis", "lege geschiedenis", "Emptied history"),
    "md5_only": Words("Overeenkomst op MD5 alleen", "overeenkomst op één kenmerk", "Match by MD5 alone"),
    "reset": Words("Apparaat teruggezet", "apparaat teruggezet", "Device reset"),
    "clock_set": Words("Klok verzet", "klok verzet", "Clock set"),
    "installed": Words(
        "Systeem geïnstalleerd",
        "systeem geïnstalleerd",
        "System installed",
    ),
    "received": Words("Ontvangen", "berichten of gesprekken van een ander", "Received"),
    "sent": Words("Verstuurd", "verstuurd", "Sent"),
    "present": Words(
        "Uitwisselprogramma aanwezig",
        "een deelprogramma",
        "Sharing program present",
    ),
    "available": Words("Stond klaar", "bestanden die klaarstonden", "Stood ready"),
    "address_book": Words("In het adresboek", "een naam in het adresboek", "In the address book"),
    "declared_age": Words(
        "Opgegeven leeftijd onder de grens",
        "een leeftijd onder de grens in een profiel of adresboek",
        "Declared age under the limit",
    ),
    "two_signs": Words("Gesprek met twee tekenen", "gesprek met twee tekenen", "Conversation with two signs"),
    "three_signs": Words("Gesprek met drie tekenen", "gesprek met drie tekenen", "Conversation with three signs"),
    "program": Words("Programma gebruikt", "programma gebruikt", "Program used"),
    "page": Words("Pagina geopend", "pagina geopend", "Page opened"),
    "storage": Words("Opslag (stick, schijf, kaart)", "stick, schijf of kaart", "Storage (stick, disk, card)"),
    "phone": Words("Telefoon of tablet", "telefoon of tablet", "Phone or tablet"),
    "bluetooth": Words("Bluetooth-apparaat", "bluetooth-apparaat", "Bluetooth device"),
    "linked_app": Words("Gekoppeld apparaat van een app", "gekoppeld apparaat van een app", "Linked device of an app"),
    "other": Words("Ander apparaat", "ander apparaat", "Other device"),
    "wiping": Words("Wisprogramma aanwezig", "programma dat wist", "Wiping program present"),
    "vpn": Words("VPN aanwezig", "VPN", "VPN present"),
    "tor": Words("Tor aanwezig", "Tor", "Tor present"),
    "peer_to_peer": Words("Uitwisselprogramma aanwezig", "deelprogramma", "Peer-to-peer program present"),
    "vault": Words("Kluis-app aanwezig", "kluis-app", "Vault app present"),
    "container": Words("Versleutelde container aanwezig", "versleutelde kluis", "Encrypted container present"),
    "remote_desktop": Words(
        "Programma voor bediening op afstand aanwezig", "programma voor bediening op afstand", "Remote desktop present"
    ),
    "virtual_machine": Words("Virtuele machine aanwezig", "computer in een computer", "Virtual machine present"),
    "cloud_storage": Words("Cloudopslag aanwezig", "cloudopslag", "Cloud storage present"),
    "messenger": Words("Berichtendienst aanwezig", "berichtendienst", "Messenger present"),
    "browser": Words("Browser aanwezig", "browser", "Browser present"),
    "wiping_used": Words("Wisprogramma gebruikt", "programma dat wist gebruikt", "Wiping program used"),
    "vpn_used": Words("VPN gebruikt", "VPN gebruikt", "VPN used"),
    "tor_used": Words("Tor gebruikt", "Tor gebruikt", "Tor used"),
    "peer_to_peer_used": Words("Uitwisselprogramma gebruikt", "deelprogramma gebruikt", "Peer-to-peer program used"),
    "vault_used": Words("Kluis-app gebruikt", "kluis-app gebruikt", "Vault app used"),
    "container_used": Words(
        "Versleutelde container gebruikt", "versleutelde kluis gebruikt", "Encrypted container used"
    ),
    "remote_desktop_used": Words(
        "Programma voor bediening op afstand gebruikt",
        "programma voor bediening op afstand gebruikt",
        "Remote desktop used",
    ),
    "virtual_machine_used": Words(
        "Virtuele machine gebruikt", "computer in een computer gebruikt", "Virtual machine used"
    ),
    "cloud_storage_used": Words("Cloudopslag gebruikt", "cloudopslag gebruikt", "Cloud storage used"),
    "messenger_used": Words("Berichtendienst gebruikt", "berichtendienst gebruikt", "Messenger used"),
    "browser_used": Words("Browser gebruikt", "browser gebruikt", "Browser used"),
}
