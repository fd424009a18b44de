"""100,000 messages (``INZAGE_MESSAGES``) on an iPhone, in WhatsApp and as SMS, beside a bare ``sqlite3`` loop."""

import os

from reading import compare

if __name__ == "__main__":
    compare(("ios_messages", "whatsapp_android", "android_sms"), int(os.environ.get("INZAGE_MESSAGES", "100000")))
