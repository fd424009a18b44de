"""The register's tables, made once per database; every test begins and ends without a row but the kinds."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pytest

from tests.register.server import server

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.register.web.settings"
url = os.environ.pop("INZAGE_DATABASE_URL", "")
"""A server that was given. It is kept from the settings: SQLite comes first, and the other in its place."""
django.setup()

from django.core.management import call_command  # noqa: E402 its settings are there from here on
from django.db import transaction  # noqa: E402

from tests.register.databases import BOTH, on  # noqa: E402

ON_SERVER = ("test_row_security",)
"""Modules on what PostgreSQL alone has."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of the server that was given, or of one started for these tests."""
    if url:
        yield url
        return
    with TemporaryDirectory(prefix="inzage-") as folder, server(Path(folder)) as found:
        yield found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What the database holds to is tried on either of them."""
    module = str(metafunc.module.__name__).rpartition(".")[2]
    if module in BOTH:
        sqlite = [] if module in ON_SERVER else [pytest.param(None, id="sqlite")]
        either = [*sqlite, pytest.param("postgresql", marks=pytest.mark.postgres)]
        metafunc.parametrize("database", either, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of PostgreSQL, which is Django's default now; empty for SQLite in memory."""
    if not getattr(request, "param", None):
        yield ""
        return
    address: str = request.getfixturevalue("postgresql")
    with on(address):
        yield address


@pytest.fixture(scope="session")
def tables(database: str) -> None:
    from inzage.register.adopting import adopt  # noqa: PLC0415 its tables exist from here on
    from tests.register.ground import KINDS  # noqa: PLC0415 likewise

    call_command("migrate", verbosity=0)
    adopt(KINDS)


@pytest.fixture(autouse=True)
def clean(tables: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
