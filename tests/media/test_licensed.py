"""The slot for PhotoDNA: empty, and saying so in words that help."""

from collections.abc import Sequence

import pytest

from inzage.media.licensed import VALUE, NoPhotoDna, PictureMatcher, photo_dna
from tests.media.patterns import Grey, pattern


def test_none_is_shipped_and_the_sentence_says_what_still_works() -> None:
    with pytest.raises(NoPhotoDna) as fault:
        photo_dna()
    assert "Gevonden: geen" in fault.value.sentence("nl")
    assert "PDQ-waarden werken wel" in fault.value.sentence("nl")
    assert "Found: none" in fault.value.sentence("en")
    assert fault.value.exit_code == 1


class Stand:
    """What a licensed library would be built in as."""

    name, version, most = "stand-in", "1", 40_000

    def values(self, grey: Grey) -> Sequence[bytes]:
        return [bytes(grey.ravel()[:VALUE])]

    def distance(self, one: bytes, other: bytes) -> int:
        return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def test_what_is_built_in_fits_the_slot() -> None:
    matcher: PictureMatcher = Stand()
    (value,) = matcher.values(pattern(1))
    assert len(value) == VALUE
    assert matcher.distance(value, value) == 0 <= matcher.most
