"""300,000 visits (``INZAGE_VISITS``) in Chromium and in Firefox, beside a bare ``sqlite3`` loop."""

import os

from reading import compare

if __name__ == "__main__":
    compare(("chromium_history", "firefox_history"), int(os.environ.get("INZAGE_VISITS", "300000")))
