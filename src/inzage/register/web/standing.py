"""Django set up for a command: what uses tables is imported inside ``standing``; the database speaks in sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import Error

from inzage.register.faults import RegisterFault


class DatabaseSilent(RegisterFault):
    """The database does not answer as one."""

    nl = "De database antwoordt niet zoals het hoort ({found}). Controleer INZAGE_DATABASE_URL, of de map bij --dir."
    en = "The database does not answer as it should ({found}). Look at INZAGE_DATABASE_URL, or the folder of --dir."


@contextmanager
def standing() -> Iterator[None]:
    """Settings read, applications loaded; a fault of the database is ``DatabaseSilent``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inzage.register.web.settings")
    django.setup()
    try:
        yield
    except Error as wrong:
        raise DatabaseSilent(found=str(wrong).strip().partition("\n")[0]) from wrong
