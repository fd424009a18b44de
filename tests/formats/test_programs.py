"""Names of ordinary programs: what is of a class, and the near misses that are not."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.programs import COMES_ALONG, LISTED, comes_along, program_kind
from inzage.observations import ProgramKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("C:\\Program Files\\NordVPN\\NordVPN.exe", "vpn"),
        ("\\Device\\HarddiskVolume3\\Tor Browser\\Browser\\TorBrowser\\Tor\\tor.exe", "tor"),
        ("TOR.EXE", "tor"),
        ("org.torproject.torbrowser", "tor"),
        ("tor_report.exe", "other"),
        ("torch.exe", "other"),
        ("tutorial", "other"),
        ("C:\\tor\\readme.txt", "other"),
        ("qBittorrent 4.6.3 (x64)", "peer_to_peer"),
        ("qbittorrent-guide.pdf", "other"),
        ("emule.lnk", "peer_to_peer"),
        ("VeraCrypt", "container"),
        ("veracrypt.txt", "other"),
        ("TeamViewer 15.2", "remote_desktop"),
        ("Mozilla Firefox 71.0 (x86 fr)", "browser"),
        ("Mozilla Maintenance Service", "other"),
        ("Microsoft.SkypeApp_kzf8qxf38zg5c!App", "messenger"),
        ("Microsoft.SkypeApp_14.35.152.0_x64__kzf8qxf38zg5c", "messenger"),
        ("/usr/bin/signal-desktop", "messenger"),
        ("com.whatsapp", "messenger"),
        ("com.whatsapp.wallpaper", "other"),
        ("Signal processing toolbox", "other"),
        ("OneDrive.exe", "cloud_storage"),
        ("VirtualBox.app/", "virtual_machine"),
        ("ccleaner64.exe", "wiping"),
        ("", "other"),
        ("\\", "other"),
        ("(1.0)", "other"),
    ],
)
def test_a_name_is_of_a_class_where_it_is_a_listed_name_and_not_where_it_holds_one(name: str, kind: str) -> None:
    assert program_kind(name) is ProgramKind(kind)


@given(st.text(max_size=60))
def test_any_text_ends_in_a_class(name: str) -> None:
    assert program_kind(name) in ProgramKind


@pytest.mark.parametrize("name", sorted(LISTED))
def test_each_listed_name_is_lower_case_and_found_as_written(name: str) -> None:
    assert name == name.casefold().strip()
    assert program_kind(name) is LISTED[name]
    assert program_kind(f"C:\\Some folder\\{name.upper()}") is LISTED[name]


def test_a_name_stands_in_one_class_alone_and_every_class_but_other_has_names() -> None:
    listed = tomllib.loads(files("inzage.formats").joinpath("programs.toml").read_text("utf-8"))
    assert sum(len(names) for names in listed.values()) == len(LISTED)
    assert set(listed) == {str(kind) for kind in ProgramKind} - {"other"}


def test_what_comes_with_a_system_is_of_a_class() -> None:
    assert LISTED.keys() >= COMES_ALONG


@pytest.mark.parametrize(
    ("name", "along"),
    [
        ("ONEDRIVE.EXE", True),
        ("Microsoft.SkypeApp_kzf8qxf38zg5c!App", True),
        ("com.google.android.apps.docs", True),
        ("com.google.android.apps.docs.editors", False),
        ("Dropbox.exe", False),
        ("", False),
    ],
)
def test_what_comes_with_the_system_is_told_from_what_was_chosen(name: str, along: bool) -> None:
    assert comes_along(name) is along
