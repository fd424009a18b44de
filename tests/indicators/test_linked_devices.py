"""Devices that a messenger or a browser is linked with count alike, of unknown origin: none accuses alone."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.indicators.undeclared_devices import UndeclaredDevices
from inzage.mandate.named import token_of
from inzage.observations import ConnectedDevice, OnThisDevice
from inzage.readers import all_readers
from inzage.result import AnswerKind, Reason, Tally
from tests.indicators.acts import counted
from tests.indicators.evidence import evidence
from tests.readers.recipe import HERE, Case, artefact, build

SALT = bytes(16)
CASES = [
    ("whatsapp_companions", "active_linked_and_window_edges", "31600000009.0:1@s.whatsapp.net", {"linked_app": 3}),
    (
        "chromium_synced_devices",
        "a_phone_a_tablet_and_computers_over_tables_and_logs",
        "guid-phone",
        {"linked_app": 3, "phone": 2},
    ),
    ("firefox_synced_devices", "phone_tablet_and_computers", "guid-desk", {"linked_app": 2, "phone": 2}),
]


def devices(reader: str, case: str, folder: Path) -> list[ConnectedDevice]:
    """What a reader says of its own worked case."""
    worked = Case(reader, HERE / reader / case)
    (found,) = [one for one in all_readers() if one.name == reader]
    with artefact(build(worked, folder), worked.facts) as opened:
        return [seen for seen in found.read(opened, worked.window) if isinstance(seen, ConnectedDevice)]


@pytest.mark.parametrize(("reader", "case", "declared", "kinds"), CASES)
def test_each_counts_once_and_a_declared_one_never(
    reader: str, case: str, declared: str, kinds: dict[str, int], tmp_path: Path
) -> None:
    seen = devices(reader, case, tmp_path)
    assert Counter(one.device.value for one in seen) == kinds
    apart = next(one for one in seen if one.untrusted_device == declared)
    named = {"apparaten": {"salt": SALT.hex(), "tokens": [token_of(SALT, declared)]}}
    acts = counted(UndeclaredDevices((), named), seen)
    assert Counter(label for label, _, _ in acts) == Counter(kinds) - Counter([apart.device.value])
    assert {origin for _, _, origin in acts} == {OnThisDevice.UNKNOWN}


@pytest.mark.parametrize(("reader", "case"), [(reader, case) for reader, case, _, _ in CASES])
def test_alone_they_are_not_assessable_and_no_indication(reader: str, case: str, tmp_path: Path) -> None:
    acts = counted(UndeclaredDevices((), {}), devices(reader, case, tmp_path))
    assert acts
    judged = UndeclaredDevices.judge(replace(evidence(), from_own=Tally.of(acts)))
    assert (judged.kind, judged.tally.count) == (AnswerKind.NOT_ASSESSABLE, 0)
    assert Reason.ORIGIN_UNKNOWN in judged.reasons
