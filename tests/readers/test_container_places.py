"""A container is looked for by the ending its program gives, nowhere else, and only where a question has use for it."""

import pytest

from inzage.indicators import all_indicators
from inzage.observations import Installation
from inzage.sources.patterns import Matcher, Patterns
from tests.readers.carried import READERS

READER = READERS["encrypted_containers"]


def met(path: str) -> list[tuple[str, bool]]:
    return list(Matcher([Patterns(READER.name, READER.at, READER.elsewhere, READER.beside)]).match(path))


@pytest.mark.parametrize("path", ["a.hc", "Users/jan/Documents/BACKUP.HC", "media/stick/x.y.tc", "home/jan/.tc"])
def test_by_its_ending(path: str) -> None:
    assert met(path) == [("encrypted_containers", False)]


@pytest.mark.parametrize("path", ["a.hcx", "hc", "a.tc.txt", "a.hc/History", "noise.bin", "a.img", "atc"])
def test_no_other_file_is_opened_to_see_whether_it_is_noise(path: str) -> None:
    assert met(path) == []


def test_no_question_without_use_for_programs_opens_it() -> None:
    assert READER.yields == {Installation}
    asking = {one.name for one in all_indicators() if READER.yields & set(one.observes)}
    assert "forbidden_software" in asking
    assert not asking & {"visits_listed_place", "banned_contact", "history_removed", "undeclared_devices"}
