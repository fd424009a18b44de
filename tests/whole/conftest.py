"""Benches for whole checks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bench import Bench, make_bench, validation_check


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A fresh bench; its order is good for one check."""
    return make_bench(tmp_path)


@pytest.fixture
def validation(tmp_path: Path) -> Callable[[Path], dict[str, Any]]:
    """Checks a tree under a validation mandate and gives the result."""
    return validation_check(tmp_path)
