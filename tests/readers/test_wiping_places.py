"""A wiping program's trace is one that using it leaves: not its installation, its update or its namesake."""

import pytest

from inzage.sources.patterns import Matcher, Patterns
from tests.readers.carried import READERS

READER = READERS["wiping_traces"]


def met(path: str) -> bool:
    matcher = Matcher([Patterns(READER.name, READER.at, READER.elsewhere, READER.beside)])
    return bool(list(matcher.match(path)))


@pytest.mark.parametrize(
    "path",
    [
        "Windows/Prefetch/CCLEANER.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/CCLEANER64.EXE-0AB1C2D3.pf",
        "C/Windows/Prefetch/BLEACHBIT.EXE-11111111.pf",
        "Windows/Prefetch/BLEACHBIT_CONSOLE.EXE-11111111.pf",
        "Windows/Prefetch/ERASER.EXE-22222222.pf",
        "Windows/Prefetch/PRIVAZER.EXE-33333333.pf",
        "Windows/Prefetch/SDELETE.EXE-44444444.pf",
        "Windows/Prefetch/SDELETE64.EXE-44444444.pf",
        "Windows/Prefetch/WIPEFILE.EXE-55555555.pf",
        "Users/somebody/AppData/Roaming/BleachBit/bleachbit.ini",
        "home/somebody/.config/bleachbit/bleachbit.ini",
        "Program Files/CCleaner/ccleaner.ini",
    ],
)
def test_what_using_it_leaves_is_met(path: str) -> None:
    assert met(path)


@pytest.mark.parametrize(
    "path",
    [
        # It came with the computer, or brought itself up to date: the date is that of the release.
        "Program Files/CCleaner/CCleaner64.exe",
        "Program Files/CCleaner/CCleaner.exe",
        "Program Files (x86)/Eraser/Eraser.exe",
        "Program Files/BleachBit/bleachbit.exe",
        "Program Files/PrivaZer/PrivaZer.exe",
        "Applications/CCleaner.app/Contents/Info.plist",
        # Its own helpers, which run by themselves.
        "Windows/Prefetch/CCLEANER_UPDATE_HELPER.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/CCLEANERBUGREPORT.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/CCLEANER_SERVICE.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/CCLEANERPERFORMANCEOPTIMIZERSERVICE.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/BLEACHBIT-4.6.0-SETUP.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/ERASER 6.2.0.EXE-0AB1C2D3.pf",
        # Namesakes, which erase pencil lines.
        "Windows/Prefetch/ERASERTOOL.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/ERASER-APP.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/BACKGROUND ERASER.EXE-0AB1C2D3.pf",
        "Windows/Prefetch/CHROME.EXE-0AB1C2D3.pf",
        "Users/somebody/Documents/bleachbit.ini",
    ],
)
def test_what_comes_without_using_it_is_not_met(path: str) -> None:
    assert not met(path)
