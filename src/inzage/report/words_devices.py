"""Names of the readers of media, browsers' accounts and devices, Android, Linux, sharing programs and cloud storage."""

from inzage.report.wording import Table, Words

READERS: Table = {
    "media_files": Words("Foto’s en video’s: bestanden", "foto’s en video’s", "Pictures and video: files"),
    "media_similar": Words(
        "Foto’s en video’s: op gelijkenis bekeken",
        "foto’s en video’s die wij vergeleken",
        "Pictures and video: compared",
    ),
    "chromium_sessions": Words("Chromium: open tabbladen", "browser", "Chromium: open tabs"),
    "chromium_accounts": Words("Chromium: accounts", "browser", "Chromium: accounts"),
    "chromium_synced_devices": Words(
        "Chromium: gesynchroniseerde apparaten", "gekoppelde apparaten", "Chromium: synchronised devices"
    ),
    "firefox_synced_devices": Words(
        "Firefox: gesynchroniseerde apparaten", "gekoppelde apparaten", "Firefox: synchronised devices"
    ),
    "firefox_account": Words("Firefox: account", "browser", "Firefox: account"),
    "android_accounts": Words("Android: accounts", "accounts op de telefoon", "Android: accounts"),
    "android_users": Words("Android: gebruikers", "gebruikers van de telefoon", "Android: users"),
    "android_bluetooth": Words("Android: bluetooth", "gekoppelde apparaten", "Android: Bluetooth"),
    "android_wifi": Words("Android: wifinetwerken", "wifinetwerken", "Android: Wi-Fi networks"),
    "wpa_networks": Words(
        "Wifinetwerken (oudere telefoons, Linux)", "wifinetwerken", "Wi-Fi networks (older phones, Linux)"
    ),
    "android_reset": Words("Android: fabrieksinstellingen", "terugzetten van de telefoon", "Android: factory reset"),
    "android_setup": Words("Android: ingebruikneming", "instellen van de telefoon", "Android: setting up"),
    "android_recent_tasks": Words("Android: recente apps", "apps die gebruikt zijn", "Android: recent apps"),
    "android_usage_stats": Words("Android: gebruik van apps", "apps die gebruikt zijn", "Android: use of apps"),
    "android_trash": Words("Android: prullenbak", "prullenbak", "Android: bin"),
    "samsung_trash": Words("Samsung: prullenbak", "prullenbak", "Samsung: bin"),
    "samsung_gallery_trash": Words("Samsung-galerij: prullenbak", "prullenbak", "Samsung gallery: bin"),
    "android_play_updates": Words(
        "Google Play: bijgewerkte apps", "apps op de telefoon", "Google Play: apps brought up to date"
    ),
    "android_checked_apps": Words("Google: nagekeken apps", "apps op de telefoon", "Google: apps that were checked"),
    "linux_installed": Words("Linux: installatie", "installatie van de computer", "Linux: installation"),
    "linux_users": Words("Linux: gebruikers", "gebruikers van de computer", "Linux: users"),
    "linux_recent": Words("Linux: recente bestanden", "bestanden die geopend zijn", "Linux: recent files"),
    "linux_trash": Words("Linux: prullenbak", "prullenbak", "Linux: bin"),
    "linux_bluetooth": Words("Linux: bluetooth", "gekoppelde apparaten", "Linux: Bluetooth"),
    "linux_networks": Words("Linux: netwerken", "netwerken", "Linux: networks"),
    "qbittorrent_db": Words(
        "qBittorrent: torrents (database)", "programma om te delen", "qBittorrent: torrents (database)"
    ),
    "libretorrent": Words("LibreTorrent: torrents", "programma om te delen", "LibreTorrent: torrents"),
    "deluge": Words("Deluge: torrents", "programma om te delen", "Deluge: torrents"),
    "vuze": Words("Vuze en BiglyBT: torrents", "programma om te delen", "Vuze and BiglyBT: torrents"),
    "bittorrent_downloads": Words(
        "BitTorrent (Android): downloads", "programma om te delen", "BitTorrent (Android): downloads"
    ),
    "nicotine": Words("Nicotine+ (Soulseek): bestanden", "programma om te delen", "Nicotine+ (Soulseek): files"),
    "sabnzbd": Words("SABnzbd (Usenet): downloads", "downloads", "SABnzbd (Usenet): downloads"),
    "dropbox_changes": Words("Dropbox: bestanden", "bestanden in de cloud", "Dropbox: files"),
    "dropbox_accounts": Words("Dropbox: accounts", "accounts voor de cloud", "Dropbox: accounts"),
    "cloud_accounts": Words("Cloudopslag: accounts", "accounts voor de cloud", "Cloud storage: accounts"),
}
