"""Numbers in words of the reader: rounded, never cut off."""

import pytest
from django.utils.translation import override

from inzage.register.charts.said import number


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (7.563, 1, "7,6", "7.6"),
        (1764.706, 0, "1.765", "1,765"),
        (0.999, 0, "1", "1"),
        (-0.96, 1, "-1,0", "-1.0"),
        (21176, 0, "21.176", "21,176"),
        (3, 2, "3,00", "3.00"),
    ],
)
def test_a_number_is_rounded_and_written_as_the_reader_does(value: float, decimals: int, nl: str, en: str) -> None:
    with override("nl"):
        assert number(value, decimals) == nl
    with override("en"):
        assert number(value, decimals) == en
