"""The whole of these tests once more, on PostgreSQL. Without a server this fails; it never skips."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.register.server import NoServer, server

FOLDER = Path(__file__).parent


def suite(url: str) -> subprocess.CompletedProcess[str]:
    """This folder's tests but the ones of this file, on another database."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not postgres", str(FOLDER)]
    where = os.environ | {"INZAGE_DATABASE_URL": url}
    return subprocess.run(command, cwd=FOLDER.parents[1], env=where, capture_output=True, text=True, check=False)


@pytest.mark.postgres
@pytest.mark.timeout(900)
def test_all_that_holds_on_sqlite_holds_on_postgresql() -> None:
    if url := os.environ.get("INZAGE_DATABASE_URL"):
        done = suite(url)
    else:
        with TemporaryDirectory(prefix="inzage-") as folder, server(Path(folder)) as found:
            done = suite(found)
    print(done.stdout[-300:])
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.postgres
def test_without_a_server_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.register.server.BIN", [])
    with pytest.raises(NoServer, match="INZAGE_DATABASE_URL"), server(tmp_path):
        pass
