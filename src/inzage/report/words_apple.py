"""Names of the readers of macOS, iOS and Safari."""

from inzage.report.wording import Table, Words

READERS: Table = {
    "safari_history": Words("Safari: bezoeken", "browser", "Safari: visits"),
    "safari_history_plist": Words("Safari: bezoeken (tot 2014)", "browser", "Safari: visits (until 2014)"),
    "safari_extent": Words("Safari: omvang", "browser", "Safari: extent"),
    "safari_searches": Words("Safari: zoeken", "browser", "Safari: searches"),
    "safari_downloads": Words("Safari: downloads", "browser", "Safari: downloads"),
    "safari_bookmarks": Words("Safari: bladwijzers (macOS)", "browser", "Safari: bookmarks (macOS)"),
    "safari_bookmarks_db": Words("Safari: bladwijzers (iOS)", "browser", "Safari: bookmarks (iOS)"),
    "safari_last_session": Words("Safari: laatste sessie (macOS)", "browser", "Safari: last session (macOS)"),
    "safari_closed_tabs": Words("Safari: gesloten tabbladen (macOS)", "browser", "Safari: closed tabs (macOS)"),
    "safari_tabs": Words("Safari: tabbladen (iOS tot 14)", "browser", "Safari: tabs (iOS until 14)"),
    "safari_tabs_db": Words("Safari: tabbladen en tabgroepen", "browser", "Safari: tabs and tab groups"),
    "macos_quarantine": Words("macOS: binnengekomen bestanden", "downloads", "macOS: files that came in"),
    "macos_applications": Words("macOS: map Programma’s", "programma’s", "macOS: folder Applications"),
    "macos_install_history": Words("macOS: installaties", "programma’s", "macOS: installations"),
    "macos_app_usage": Words("macOS: gestarte programma’s", "programma’s", "macOS: programs started"),
    "apple_app_focus": Words("Apple: programma’s op de voorgrond", "programma’s", "Apple: programs in front"),
    "apple_screen_time": Words("Apple: schermtijd", "programma’s", "Apple: Screen Time"),
    "ios_store": Words("iOS: App Store", "apps", "iOS: App Store"),
    "ios_app_metadata": Words("iOS: apps uit de App Store", "apps", "iOS: apps from the App Store"),
    "ios_app_state": Words("iOS: apps op het beginscherm", "apps", "iOS: apps on the home screen"),
    "ios_backup_apps": Words("iOS: apps in een reservekopie", "apps", "iOS: apps in a backup"),
    "ios_installation_log": Words("iOS: logboek van installaties", "apps", "iOS: log of installations"),
    "ios_data_usage": Words("iOS: apps die internet gebruikten", "apps", "iOS: apps that used the network"),
    "apple_accounts": Words("Apple: accounts", "accounts", "Apple: accounts"),
    "macos_users": Words("macOS: gebruikers", "gebruikers van de computer", "macOS: users"),
    "apple_networks": Words("Apple: draadloze netwerken", "wifi-netwerken", "Apple: wireless networks"),
    "apple_bluetooth": Words("Apple: gekoppelde Bluetooth", "Bluetooth-apparaten", "Apple: paired Bluetooth"),
    "apple_bluetooth_le": Words(
        "Apple: gekoppelde Bluetooth (zuinig)", "Bluetooth-apparaten", "Apple: paired Bluetooth (low energy)"
    ),
    "apple_synchronised": Words("iTunes en Finder: apparaten", "telefoons en tablets", "iTunes and Finder: devices"),
    "apple_pairing": Words("Apple: koppelingen met een telefoon", "telefoons en tablets", "Apple: phone pairings"),
    "apple_phone_backups": Words(
        "Reservekopieën van iPhone of iPad", "reservekopieën van telefoons", "Backups of an iPhone or iPad"
    ),
    "macos_installed": Words("macOS: installatie", "het systeem", "macOS: installation"),
    "macos_setup": Words("macOS: eerste inrichting", "het systeem", "macOS: first set-up"),
    "ios_setup": Words("iOS: inrichting", "het systeem", "iOS: set-up"),
    "ios_erased": Words("iOS: wissen van het apparaat", "het systeem", "iOS: erasing of the device"),
}
