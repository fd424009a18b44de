"""A desk at which lists arrive."""

from pathlib import Path

import pytest

from tests.register.watching.desk import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)
