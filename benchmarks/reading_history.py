"""300,000 visits (``INZAGE_VISITS``) in Chromium and in Firefox, beside a bare ``sqlite3`` loop.

Five visits to a page, and beside it the hard shape: three to two pages, so that little can be told together.
"""

import os

from reading import compare

READERS = ("chromium_history", "firefox_history", "chromium_history seldom", "firefox_history seldom")

if __name__ == "__main__":
    compare(READERS, int(os.environ.get("INZAGE_VISITS", "300000")))
