"""Settings of the register's core: the database and the clock. Screens bring their own on top.

``INZAGE_DATABASE`` is the file of SQLite (default: in memory). ``INZAGE_DATABASE_URL``
chooses PostgreSQL: ``postgresql://user@/name?host=/folder/of/its/socket``.
"""

import os
from urllib.parse import parse_qs, unquote, urlsplit

WRITER_WAITS = 20
"""Seconds a writer waits for its turn: measured, four writers at once lose nothing."""


def sqlite(file: str) -> dict[str, object]:
    """SQLite as measured: one writer at a time from the start of its transaction; FULL, because the log must last.

    ``secure_delete``: what is erased, or was moved within the file before that, is overwritten with zeroes.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON;"
    pragmas += " PRAGMA secure_delete=ON;"
    options = {"timeout": WRITER_WAITS, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


def postgresql(url: str) -> dict[str, object]:
    """PostgreSQL from one address; a folder as ``host`` is a local socket."""
    parts = urlsplit(url)
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.get("host", parts.hostname or ""),
        "PORT": str(parts.port or asked.get("port", "")),
    }


def database(url: str, file: str) -> dict[str, object]:
    """The database that was asked for."""
    return postgresql(url) if url else sqlite(file)


DATABASES = {
    "default": database(os.environ.get("INZAGE_DATABASE_URL", ""), os.environ.get("INZAGE_DATABASE", ":memory:"))
}
INSTALLED_APPS = ["inzage.register.apps.RegisterConfig"]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
