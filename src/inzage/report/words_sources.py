"""Names of the families of sources, and of readers of Windows, Android, Apple, browsers and programs to share."""

from inzage.report.wording import Table, Words

FAMILIES: Table = {
    "accounts": Words("accounts", "accounts", "accounts"),
    "browser_history": Words("bezochte adressen", "browser", "addresses visited"),
    "browser_saved": Words("bewaarde adressen", "browser", "addresses kept"),
    "calls": Words("gesprekken", "gesprekken", "calls"),
    "connected_devices": Words("verbonden apparaten en netwerken", "verbonden apparaten", "connected devices"),
    "contacts": Words("contacten", "contacten", "contacts"),
    "download_history": Words("downloads", "downloads", "downloads"),
    "download_trace": Words("sporen van downloads", "downloads", "traces of downloads"),
    "files_touched": Words("geopende en verwijderde bestanden", "geopende bestanden", "files opened and removed"),
    "history_extent": Words("omvang van de geschiedenis", "browser", "extent of the history"),
    "media": Words("foto’s en video’s", "foto’s en video’s", "pictures and video"),
    "media_looks": Words("beelden, vergeleken op gelijkenis", "foto’s en video’s", "pictures, compared for likeness"),
    "message_texts": Words("inhoud van berichten", "inhoud van berichten", "what messages said"),
    "messages": Words("berichten zonder tekst", "berichten", "messages without their text"),
    "program_use": Words("gebruik van programma’s", "programma’s", "use of programs"),
    "search_history": Words("zoekopdrachten", "zoekopdrachten", "searches"),
    "sharing": Words("programma’s om te delen", "programma’s om te delen", "programs to share"),
    "software": Words("aanwezige programma’s", "programma’s", "programs that are there"),
    "system_moments": Words("momenten van het systeem", "het systeem", "moments of the system"),
    "thumbnails": Words("miniaturen", "kleine plaatjes van bestanden", "thumbnails"),
    "typed_addresses": Words("ingetikte adressen", "browser", "typed addresses"),
    "usenet_downloads": Words("downloads van Usenet", "downloads", "downloads from Usenet"),
}
"""By the word that a reader's ``family`` is; a question's sources are named by it."""

_WINDOWS = (
    ("amcache", "Windows: inventaris van programma’s", "programma’s", "Windows: stock of programs"),
    ("bam", "Windows: gestarte programma’s (BAM)", "programma’s", "Windows: programs that ran (BAM)"),
    ("prefetch", "Windows: gestarte programma’s (Prefetch)", "programma’s", "Windows: programs that ran (Prefetch)"),
    ("shimcache", "Windows: programmabestanden (Shimcache)", "programma’s", "Windows: program files (Shimcache)"),
    ("uninstall_keys", "Windows: geïnstalleerde programma’s", "programma’s", "Windows: installed programs"),
    ("userassist", "Windows: zelf gestarte programma’s", "programma’s", "Windows: programs started by hand"),
    ("windows_activities", "Windows: tijdlijn van gebruik", "programma’s", "Windows: timeline of use"),
    ("jump_lists", "Windows: bestanden per programma", "geopende bestanden", "Windows: files by program"),
    ("lnk_files", "Windows: snelkoppelingen naar bestanden", "geopende bestanden", "Windows: shortcuts to files"),
    ("recent_docs", "Windows: laatst geopende bestanden", "geopende bestanden", "Windows: files opened last"),
    ("recycle_bin", "Windows: prullenbak", "prullenbak", "Windows: recycle bin"),
    ("sam_users", "Windows: gebruikers", "gebruikers van de computer", "Windows: users"),
    ("usb_history", "Windows: usb-opslag", "gekoppelde apparaten", "Windows: USB storage"),
    ("typed_urls", "Internet Explorer: ingetikte adressen", "browser", "Internet Explorer: typed addresses"),
    ("ie_history", "Internet Explorer 5 tot 9: bezoeken", "browser", "Internet Explorer 5 to 9: visits"),
)

_BROWSERS = (
    ("chromium_bookmarks", "Chromium: bladwijzers", "browser", "Chromium: bookmarks"),
    ("duckduckgo_history", "DuckDuckGo (iOS): bezoeken", "browser", "DuckDuckGo (iOS): visits"),
    ("firefox_bookmarks", "Firefox: bladwijzers", "browser", "Firefox: bookmarks"),
    ("firefox_downloads", "Firefox: downloads (tot versie 25)", "browser", "Firefox: downloads (until version 25)"),
    ("firefox_ios_history", "Firefox (iOS, ouder): bezoeken", "browser", "Firefox (iOS, older): visits"),
    ("firefox_mobile_downloads", "Firefox (Android): downloads", "browser", "Firefox (Android): downloads"),
    ("firefox_page_searches", "Firefox: zoekwoorden bij pagina’s", "browser", "Firefox: search words with pages"),
    ("firefox_places_downloads", "Firefox: downloads", "browser", "Firefox: downloads"),
    ("firefox_searches", "Firefox: zoekbalk", "browser", "Firefox: search bar"),
    ("firefox_sessions", "Firefox: open tabbladen", "browser", "Firefox: open tabs"),
)

_SYSTEMS = (
    ("android_downloads", "Android: downloads", "downloads", "Android: downloads"),
    ("android_packages", "Android: geïnstalleerde apps", "apps op de telefoon", "Android: installed apps"),
    ("android_play_installs", "Google Play: apps op dit toestel", "apps op de telefoon", "Google Play: apps put here"),
    (
        "android_play_library",
        "Google Play: apps van het account",
        "apps van het account",
        "Google Play: account’s apps",
    ),
    ("android_usage", "Android: Digitaal welzijn", "apps die gebruikt zijn", "Android: Digital Wellbeing"),
    ("linux_packages", "Linux: geïnstalleerde programma’s", "programma’s", "Linux: installed programs"),
    ("emule", "eMule en aMule: bestanden", "programma’s om te delen", "eMule and aMule: files"),
    (
        "qbittorrent",
        "qBittorrent en FrostWire: torrents",
        "programma’s om te delen",
        "qBittorrent, FrostWire: torrents",
    ),
    ("transmission", "Transmission: torrents", "programma’s om te delen", "Transmission: torrents"),
    ("utorrent", "µTorrent en BitTorrent: torrents", "programma’s om te delen", "µTorrent and BitTorrent: torrents"),
)

READERS: Table = {name: Words(nl, client, en) for name, nl, client, en in (*_WINDOWS, *_BROWSERS, *_SYSTEMS)}
