"""A device as a browser tells of itself, byte for byte, and what the reader makes of it.

``TOLD`` and ``STATE`` are what Chromium 156 on Linux kept of one profile that synchronised within one computer: its
own device, and its own number.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inzage.artefact import Window
from inzage.observations import ConnectedDevice, Covers, DeviceKind, Observation, OnThisDevice, Opened, Remark
from inzage.readers.chromium_synced_devices import chromium_synced_devices
from tests.readers.makers.leveldb import Put, batches, folder, log
from tests.readers.recipe import artefact

OWN = b"efkvxmfrUiuH+RHMt2n1Dw=="
TOLD = bytes.fromhex(
    "0a1865666b76786d6672556975482b52484d74326e3144773d3d1202766d180322754368726f6d65204c494e55582031"
    "35362e302e383037382e3739202861323163653935633234636533393634343136663039616531383632663533663331"
    "3965623464302d726566732f6272616e63682d68656164732f38303738407b23313730347d29206368616e6e656c2875"
    "6e6b6e6f776e292a353135362e302e383037382e3739206275696c74206f6e2044656269616e20474e552f4c696e7578"
    "2031322028626f6f6b776f726d293a0c6c6f63616c5f64657669636540b3a18b8ca0344a0808011000200038005a0062"
    "0068a00b72541088810210c6a60210b1e60210cff30310f1f70110ce874710fac10210f7f70210a2b40510c7870310ec"
    "f90210e8a906109fef0510acb40a109ab70910e1fc0910948b1910c98b2910caaa3d10abd2361081f5028a01370a3531"
    "35362e302e383037382e3739206275696c74206f6e2044656269616e20474e552f4c696e75782031322028626f6f6b77"
    "6f726d29980103a00101"
)
STATE = bytes.fromhex("0a07089ab70912013912002a1865666b76786d6672556975482b52484d74326e3144773d3d32004803")
AT = datetime(2026, 11, 22, 4, 28, 0, 51_000, tzinfo=UTC)
MONTH = Window(date(2026, 11, 1), date(2026, 11, 30))


def read(at: Path, **kept: bytes) -> list[Observation | Remark]:
    puts = [Put(f"device_info-{key}".encode(), n, value) for n, (key, value) in enumerate(kept.items(), 1)]
    for name, held in folder({}, {5: log(batches(puts))}).items():
        (at / name).write_bytes(held)
    with artefact(at / "CURRENT") as opened:
        return list(chromium_synced_devices(opened, MONTH))


def test_the_device_itself_is_no_other(tmp_path: Path) -> None:
    told = read(tmp_path, **{f"dt-{OWN.decode()}": TOLD, "GlobalMetadata": STATE})
    assert told == [Opened(1), Covers(AT, AT)]


def test_the_same_device_seen_from_another(tmp_path: Path) -> None:
    state = STATE.replace(OWN, b"1" * len(OWN))
    told = read(tmp_path, **{f"dt-{OWN.decode()}": TOLD, "GlobalMetadata": state})
    assert told[0] == ConnectedDevice(AT, DeviceKind.LINKED_APP, OWN.decode(), OnThisDevice.UNKNOWN)
    assert told[1:] == [Opened(1), Covers(AT, AT)]


@pytest.mark.parametrize(
    ("turned", "kind"),
    [
        (b"\xa0\x01\x02", DeviceKind.PHONE),
        (b"\xa0\x01\x03", DeviceKind.PHONE),
        (b"\xa0\x01\x06", DeviceKind.LINKED_APP),
    ],
)
def test_its_form_decides_its_kind(turned: bytes, kind: DeviceKind, tmp_path: Path) -> None:
    assert TOLD.count(b"\xa0\x01\x01") == 1
    told = TOLD.replace(b"\xa0\x01\x01", turned)
    seen = read(tmp_path, **{f"dt-{OWN.decode()}": told, "GlobalMetadata": STATE.replace(OWN, b"1" * len(OWN))})
    assert [one.device for one in seen if isinstance(one, ConnectedDevice)] == [kind]


def test_nothing_that_names_a_device_comes_along(tmp_path: Path) -> None:
    state = STATE.replace(OWN, b"1" * len(OWN))
    (seen, *_) = read(tmp_path, **{f"dt-{OWN.decode()}": TOLD, "GlobalMetadata": state})
    for word in ("LINUX", "156.0", "local_device", "'vm'"):
        assert word.strip("'").encode() in TOLD
        assert word not in str(seen)
