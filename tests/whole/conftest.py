"""Benches for whole checks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench import Bench, make_bench, validation_check
from tests.whole.twelve_desk import Desk, make_desk


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A fresh bench; its order is good for one check."""
    return make_bench(tmp_path)


@pytest.fixture
def validation(tmp_path: Path) -> Callable[[Path], dict[str, Any]]:
    """Checks a tree under a validation mandate and gives the result."""
    return validation_check(tmp_path)


@pytest.fixture(scope="session")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Papers for twelve questions, a planted pair of carriers and its twin; each check takes a new order."""
    return make_desk(tmp_path_factory.mktemp("twelve"))
