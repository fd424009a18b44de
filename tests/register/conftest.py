"""The register's tables, made once; every test begins and ends without a row but the kinds."""

import os
from collections.abc import Iterator

import django
import pytest
from django.core.management import call_command
from django.db import transaction

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.register.web.settings"
django.setup()


@pytest.fixture(scope="session")
def tables() -> None:
    from inzage.register.adopting import adopt  # noqa: PLC0415 its tables exist from here on
    from tests.register.ground import KINDS  # noqa: PLC0415 likewise

    call_command("migrate", verbosity=0)
    adopt(KINDS)


@pytest.fixture(autouse=True)
def clean(tables: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
