"""One ground for all that is disturbed here."""

import pytest

from tests.crash.ground import Ground, make_ground


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Papers, a carrier, and what an undisturbed check of it comes to."""
    return make_ground(tmp_path_factory.mktemp("ground"))
