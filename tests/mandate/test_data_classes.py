"""The doors and their levels: the order of work rests on them."""

import pytest

from inzage.mandate import DataClass, Level

LOW = {"device_facts", "accounts", "software", "connected_devices", "history_extent"}
MEDIUM = {"browsing", "searches", "downloads", "files_touched", "sharing"}
HIGH = {"contacts", "message_metadata", "message_content", "media_digests", "recovered"}


@pytest.mark.parametrize(("level", "names"), [(Level.LOW, LOW), (Level.MEDIUM, MEDIUM), (Level.HIGH, HIGH)])
def test_each_class_has_its_level(level: Level, names: set[str]) -> None:
    assert {str(one) for one in DataClass if one.level == level} == names


def test_levels_are_the_order_of_work() -> None:
    assert sorted(Level) == [Level.LOW, Level.MEDIUM, Level.HIGH]


def test_what_was_recovered_lies_behind_a_door_of_its_own() -> None:
    assert DataClass.RECOVERED.level == Level.HIGH
