"""Tests on SQLite and on PostgreSQL in one session: what Django calls ``default`` is put in the place of the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connections

from inzage.register.settings import postgresql

BOTH = (
    *("test_duties", "test_houses", "test_log", "test_models", "test_moving", "test_whole", "test_writing"),
    *(
        "test_histories",
        "test_row_security",
        "test_orders",
        "test_claims",
        "test_pausing",
        "test_nights",
        "test_erasing",
    ),
    *("test_keys", "test_checks", "test_cases", "test_evaluation", "test_evaluation_pages"),
    *("test_taking", "test_giving"),
)
"""Modules that say what the database itself holds to, or that write at once: they run on either."""


@contextmanager
def on(url: str) -> Iterator[None]:
    """``default`` is the database at this address; afterwards what it was, with all that stood in its memory."""
    before, told = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": postgresql(url)})["default"]
    del connections["default"]
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = told
        connections["default"] = before
        ContentType.objects.clear_cache()
