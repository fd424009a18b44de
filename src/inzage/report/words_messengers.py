"""Names of the readers of messages without their text, of calls, and of contacts."""

from inzage.report.wording import Table, Words

_MESSAGES = (
    ("android_sms", "Sms en mms (Android)", "SMS and MMS (Android)"),
    ("badoo_messages", "Badoo en Bumble (Android)", "Badoo and Bumble (Android)"),
    ("discord", "Discord (Android, iOS)", "Discord (Android, iOS)"),
    ("google_messages", "Google Berichten (Android)", "Google Messages (Android)"),
    ("instagram_android", "Instagram (Android)", "Instagram (Android)"),
    ("instagram_ios", "Instagram (iOS)", "Instagram (iOS)"),
    ("ios_messages", "iMessage en sms (Apple)", "iMessage and SMS (Apple)"),
    ("kik_android", "Kik (Android)", "Kik (Android)"),
    ("kik_ios", "Kik (iOS)", "Kik (iOS)"),
    ("line_android", "LINE (Android)", "LINE (Android)"),
    ("messenger", "Messenger (Android, iOS)", "Messenger (Android, iOS)"),
    ("messenger_threads", "Messenger (Android, tot 2021)", "Messenger (Android, until 2021)"),
    ("messengers_encrypted", "Berichtenapps die versleuteld zijn", "Messengers that are encrypted"),
    ("signal_android", "Signal (Android)", "Signal (Android)"),
    ("signal_desktop", "Signal (computer)", "Signal (computer)"),
    ("signal_ios", "Signal (iOS)", "Signal (iOS)"),
    ("skype", "Skype (tot versie 7)", "Skype (until version 7)"),
    ("snapchat_android", "Snapchat", "Snapchat"),
    ("teams_android", "Teams (Android)", "Teams (Android)"),
    ("teams_ios", "Teams (iOS)", "Teams (iOS)"),
    ("telegram_android", "Telegram (Android)", "Telegram (Android)"),
    ("textnow_android", "TextNow (Android)", "TextNow (Android)"),
    ("threema_ios", "Threema (iOS)", "Threema (iOS)"),
    ("tiktok_android", "TikTok (Android)", "TikTok (Android)"),
    ("tiktok_ios", "TikTok (iOS)", "TikTok (iOS)"),
    ("tinder_messages", "Tinder (Android)", "Tinder (Android)"),
    ("viber_android", "Viber (Android)", "Viber (Android)"),
    ("viber_ios", "Viber (iOS)", "Viber (iOS)"),
    ("whatsapp_android", "WhatsApp (Android)", "WhatsApp (Android)"),
    ("whatsapp_ios", "WhatsApp (Apple)", "WhatsApp (Apple)"),
)

_CALLS = (
    ("android_calls", "Android", "Android"),
    ("ios_calls", "Apple", "Apple"),
    ("messenger_calls", "Messenger", "Messenger"),
    ("skype_calls", "Skype (tot versie 7)", "Skype (until version 7)"),
    ("viber_android_calls", "Viber (Android)", "Viber (Android)"),
    ("whatsapp_android_calls", "WhatsApp (Android)", "WhatsApp (Android)"),
    ("whatsapp_ios_calls", "WhatsApp (iOS)", "WhatsApp (iOS)"),
)

_CONTACTS = (
    ("android_contacts", "Android", "Android"),
    ("badoo_contacts", "Badoo en Bumble (Android)", "Badoo and Bumble (Android)"),
    ("ios_contacts", "iOS", "iOS"),
    ("knuddels_contacts", "Knuddels (Android)", "Knuddels (Android)"),
    ("randochat_contacts", "RandoChat (Android)", "RandoChat (Android)"),
    ("snapchat_friends", "Snapchat (Android)", "Snapchat (Android)"),
    ("tinder_matches", "Tinder (Android)", "Tinder (Android)"),
    ("whatsapp_ios_contacts", "WhatsApp (iOS)", "WhatsApp (iOS)"),
)

READERS: Table = {
    **{name: Words(f"{nl}: berichten zonder tekst", "berichten", f"{en}: messages without text")
       for name, nl, en in _MESSAGES},
    **{name: Words(f"{nl}: gesprekken", "gesprekken", f"{en}: calls") for name, nl, en in _CALLS},
    **{name: Words(f"{nl}: contacten", "contacten", f"{en}: contacts") for name, nl, en in _CONTACTS},
    "whatsapp_companions": Words(
        "WhatsApp: gekoppelde apparaten", "gekoppelde apparaten", "WhatsApp: linked devices"
    ),
}  # fmt: skip
