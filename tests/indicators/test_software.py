"""Forbidden and listed software: classes and whole names; present apart from used."""

import pytest

from inzage.indicators.forbidden_software import ForbiddenSoftware
from inzage.indicators.listed_software import ListedSoftware
from inzage.observations import Installation, ProgramKind, ProgramRun, ProgramTrace
from tests.indicators.acts import AT, YES, labels
from tests.indicators.lookups import Table, benign

KINDS = {"soorten": ["vpn", "tor"]}


def installed(kind: ProgramKind, name: str = "Program") -> Installation:
    return Installation(AT, kind, name, YES)


def ran(kind: ProgramKind, name: str = "Program", times: int = 1) -> ProgramRun:
    return ProgramRun(AT, kind, name, times, YES)


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (installed(ProgramKind.VPN), ["vpn"]),
        (installed(ProgramKind.TOR), ["tor"]),
        (ran(ProgramKind.VPN), ["vpn_used"]),
        (ran(ProgramKind.VPN, times=400), ["vpn_used"]),
        (ProgramTrace(AT, ProgramKind.TOR, YES), ["tor_used"]),
        # near misses: a class that the condition does not name, a program of no class
        (installed(ProgramKind.WIPING), []),
        (ran(ProgramKind.CONTAINER), []),
        (installed(ProgramKind.OTHER), []),
    ],
)
def test_only_the_classes_that_the_condition_names(
    seen: Installation | ProgramRun | ProgramTrace, counts: list[str]
) -> None:
    assert labels(ForbiddenSoftware((), KINDS), [seen]) == counts


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (installed(ProgramKind.CLOUD_STORAGE, "Microsoft OneDrive"), []),
        (installed(ProgramKind.CLOUD_STORAGE, "com.google.android.apps.docs"), []),
        (ran(ProgramKind.CLOUD_STORAGE, "ONEDRIVE.EXE", times=0), []),
        # somebody started it, or chose it: it does not come with the system
        (ran(ProgramKind.CLOUD_STORAGE, "C:\\A\\OneDrive.exe", times=2), ["cloud_storage_used"]),
        (installed(ProgramKind.CLOUD_STORAGE, "Dropbox"), ["cloud_storage"]),
        (ran(ProgramKind.CLOUD_STORAGE, "DROPBOX.EXE", times=0), ["cloud_storage_used"]),
    ],
)
def test_what_comes_with_the_system_counts_only_where_somebody_started_it(
    seen: Installation | ProgramRun, counts: list[str]
) -> None:
    assert labels(ForbiddenSoftware((), {"soorten": ["cloud_storage"]}), [seen]) == counts


@pytest.mark.parametrize("parameters", [{}, {"soorten": []}, {"soorten": "vpn"}, {"soorten": ["other"]}])
def test_where_no_class_is_named_nothing_counts(parameters: dict[str, object]) -> None:
    everything = [installed(kind) for kind in ProgramKind]
    assert labels(ForbiddenSoftware((), parameters), everything) == []


def test_every_class_can_be_forbidden_and_has_a_label_of_its_own() -> None:
    kinds = [kind for kind in ProgramKind if kind is not ProgramKind.OTHER]
    found = ForbiddenSoftware((), {"soorten": [kind.value for kind in kinds]})
    seen = [made(kind) for kind in kinds for made in (installed, ran)]
    assert set(labels(found, seen)) == set(ForbiddenSoftware.registered.labels)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("Tool X", ["tools"]),
        ("TOOL x 4.2 (64-bit)", ["tools"]),
        ("The tool-x", ["tools"]),
        # near misses: inside a longer word, in another order, and one that a benign list names as well
        ("Toolx", []),
        ("Tool Xtra", []),
        ("X Tool", []),
        ("Tool X Screensaver", []),
        ("", []),
    ],
)
def test_a_listed_name_counts_as_whole_words(name: str, counts: list[str]) -> None:
    lookups = [Table({"tool x": "tools"}), benign("screensaver")]
    found = ListedSoftware(lookups, {})  # type: ignore[arg-type]
    assert labels(found, [ran(ProgramKind.OTHER, name)]) == counts
    assert labels(found, [installed(ProgramKind.OTHER, name)]) == counts
