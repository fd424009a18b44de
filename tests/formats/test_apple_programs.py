"""Which programs of an Apple device count: added ones, and Apple's own only where they are of a class."""

import pytest

from inzage.formats.apple_programs import counted
from inzage.observations import ProgramKind


@pytest.mark.parametrize(
    ("program", "names", "kind"),
    [
        ("com.discord", (), ProgramKind.MESSENGER),
        ("plain.example.app", (), ProgramKind.OTHER),
        ("plain.example.app", ("Plain", "VeraCrypt"), ProgramKind.CONTAINER),
        ("com.apple.Safari", (), ProgramKind.BROWSER),
        ("com.apple.mobilesafari", (), ProgramKind.BROWSER),
        ("com.apple.Preferences", (), None),
        ("COM.APPLE.Preferences", (), None),
        ("com.apple.plain", ("VeraCrypt",), ProgramKind.CONTAINER),
        ("com.applesauce", (), ProgramKind.OTHER),
        ("", (), None),
        ("", ("VeraCrypt",), None),
    ],
)
def test_what_counts_and_as_what(program: str, names: tuple[str, ...], kind: ProgramKind | None) -> None:
    assert counted(program, *names) is kind
