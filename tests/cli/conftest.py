"""A room with everything that a command may need, made once; each test has a copy of its own."""

from pathlib import Path

import pytest

from inzage.check import crew
from tests.check.beside import Beside
from tests.cli.room import Room, copied, make_room


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The room as it is made; nothing is changed in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "Pool", Beside)
        patch.setattr("inzage.worker.warm.Pool", Beside)
        return make_room(tmp_path_factory.mktemp("furnished"))


@pytest.fixture
def room(furnished: Room, tmp_path: Path) -> Room:
    """A copy, to do anything in."""
    return copied(furnished, tmp_path)
