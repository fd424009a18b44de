"""Observations in a few words, for indicators: what matters to them is given, the rest is any."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from inzage.indicators import Indicator
from inzage.observations import (
    Call,
    ConnectedDevice,
    Contact,
    DeviceKind,
    Direction,
    Message,
    MessageText,
    OnThisDevice,
)

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
YES = OnThisDevice.YES
OUT, IN = Direction.OUTGOING, Direction.INCOMING


def message(
    contact: str = "jan", direction: Direction = OUT, *, group: str = "", in_group: bool = False, at: datetime = AT
) -> Message:
    return Message(at, direction, contact, in_group or bool(group), group, YES)


def call(contact: str = "jan", direction: Direction = OUT) -> Call:
    return Call(AT, direction, contact, 60, YES)


def contact(name: str = "jan", age: int | None = None) -> Contact:
    return Contact(AT, name, age, YES)


def device(number: str, kind: DeviceKind = DeviceKind.STORAGE, *, days: int = 0) -> ConnectedDevice:
    return ConnectedDevice(AT + timedelta(days=days), kind, number, YES)


def said(
    text: str, direction: Direction = IN, *, by: str = "anna", at: datetime = AT, group: bool = False
) -> MessageText:
    return MessageText(at, direction, by, group, text, YES)


def counted(indicator: Indicator, seen: Iterable[Any]) -> list[tuple[str, datetime, OnThisDevice]]:
    """What an indicator counts in an artefact: as it goes, and at the end."""
    acts = [act for one in seen for act in indicator.observe(one)]
    return [*acts, *indicator.conclude()]


def labels(indicator: Indicator, seen: Iterable[Any]) -> list[str]:
    """Only the classes of what it counts."""
    return [label for label, _, _ in counted(indicator, seen)]
