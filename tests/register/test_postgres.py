"""The server that tests are given, or start for themselves. Without one they fail; they never skip."""

from pathlib import Path

import pytest
from django.db import connection

from tests.register.databases import on
from tests.register.server import NoServer, second_database, server


@pytest.mark.postgres
def test_another_database_stands_in_for_the_first_and_leaves_it_as_it_was(postgresql: str) -> None:
    assert connection.vendor == "sqlite"
    with on(second_database(postgresql)):
        assert connection.vendor == "postgresql"
        assert connection.introspection.table_names() == []
    assert connection.vendor == "sqlite"
    assert "register_record" in connection.introspection.table_names()


def test_without_a_server_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.register.server.BIN", [])
    with pytest.raises(NoServer, match="INZAGE_DATABASE_URL"), server(tmp_path):
        pass
