"""Where outcomes arrive: a folder, and two people under supervision."""

from pathlib import Path

import pytest

from inzage.register.models import Record
from inzage.register.running.places import Places
from tests.register.outcomes.lines import supervised


@pytest.fixture
def people() -> dict[str, Record]:
    """By pseudonym."""
    return {name: supervised(name) for name in ("P-0001", "P-0002")}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, tmp_path)
