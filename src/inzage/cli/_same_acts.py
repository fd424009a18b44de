"""Sources that can tell of the very same act: which, and what it is that they both tell.

Nothing is merged, here or in a check: two traces with one moment are no proof of one act, and who
leaves one out must know which. So the manual says where a number may hold an act twice.
"""

SAME: tuple[tuple[tuple[str, ...], str], ...] = (
    (("userassist", "prefetch", "bam", "srum", "windows_activities"), "hetzelfde gebruik van een programma op Windows"),
    (("wiping_traces", "prefetch"), "hetzelfde gebruik van een wisprogramma: beide lezen het Prefetch-bestand"),
    (("amcache", "shimcache", "uninstall_keys"), "hetzelfde programma op Windows"),
    (("android_usage", "android_usage_stats", "android_recent_tasks"), "dezelfde app op hetzelfde moment in beeld"),
    (
        (
            "android_packages",
            "android_play_installs",
            "android_play_library",
            "android_play_updates",
            "android_checked_apps",
        ),
        "dezelfde app op een Android-toestel",
    ),
    (
        (
            "ios_store",
            "ios_app_metadata",
            "ios_app_state",
            "ios_backup_apps",
            "ios_installation_log",
            "ios_data_usage",
        ),
        "dezelfde app op een iPhone of iPad",
    ),
    (("macos_applications", "macos_install_history"), "hetzelfde programma op een Mac"),
    (("apple_app_focus", "apple_screen_time", "macos_app_usage"), "hetzelfde gebruik van een programma bij Apple"),
    (("recent_docs", "lnk_files", "jump_lists", "custom_destinations"), "hetzelfde bestand, geopend op Windows"),
    (("windows_thumbnails", "thumbs_db"), "hetzelfde bestand, als miniatuur"),
    (("android_trash", "samsung_trash", "samsung_gallery_trash"), "hetzelfde weggegooide bestand"),
    (("ie_history", "webcache_history", "typed_urls"), "hetzelfde bezoek: wie een adres intikt, bezoekt het ook"),
    (("safari_history", "safari_history_plist"), "dezelfde bezoeken, na de overgang naar een nieuwe opslag (2014)"),
    (("safari_last_session", "safari_tabs_db", "safari_tabs"), "hetzelfde tabblad"),
    (("macos_quarantine", "safari_downloads"), "dezelfde download van Safari"),
    (("firefox_searches", "firefox_page_searches"), "dezelfde zoekopdracht"),
    (("qbittorrent", "qbittorrent_db"), "dezelfde torrent, na de overgang naar een database"),
    (("cloud_accounts", "microsoft_accounts"), "hetzelfde account van OneDrive"),
    (("outlook_accounts", "outlook_stores"), "hetzelfde e-mailaccount van Outlook"),
    (("apple_bluetooth", "apple_bluetooth_le"), "hetzelfde gekoppelde apparaat"),
    (("apple_pairing", "apple_phone_backups", "apple_synchronised"), "dezelfde telefoon aan een computer"),
    (("android_wifi", "wpa_networks"), "hetzelfde wifinetwerk, na een nieuwe versie van Android"),
    (("messenger", "messenger_threads"), "hetzelfde bericht, na de overgang naar een nieuwe opslag (2021)"),
)
"""(readers, what they can both tell)."""
