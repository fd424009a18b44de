"""How a test says that an estimator refuses: with a sentence in both languages, and never with a figure."""

from collections.abc import Callable

import pytest

from inzage.evaluation import NothingToCount


def refused(call: Callable[[], object], nl: str, en: str) -> None:
    """``call`` finds too little, and says what is needed in words that hold these."""
    with pytest.raises(NothingToCount) as said:
        call()
    assert nl in said.value.sentence("nl")
    assert en in said.value.sentence("en")
