"""Where the real files are that nobody here wrote."""

import os
from pathlib import Path

import pytest

REAL = Path(os.environ.get("INZAGE_REAL_DATA") or Path(__file__).parents[3] / "shared" / "data")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data; without it these tests say nothing, and under CI=true that is a failure."""
    if not REAL.is_dir():
        pytest.skip(f"no real data in {REAL}: set INZAGE_REAL_DATA to the folder that holds it")
    return REAL
