"""Which programs of an Apple device count: those that the person added, and Apple's own where they are of a class.

Apple names its own programs ``com.apple.…``. Many of them come to the fore, use the network or lie
on the device by themselves, and none of them was added; but a browser is one wherever it came from.

References: https://developer.apple.com/documentation/bundleresources/information-property-list/cfbundleidentifier
"""

from inzage.formats.programs import program_kind
from inzage.observations import ProgramKind

_APPLE = "com.apple."


def counted(untrusted_program: str, *untrusted_names: str) -> ProgramKind | None:
    """The class of a program by its identifier or else by its names; None where it does not count."""
    kinds = (program_kind(name) for name in (untrusted_program, *untrusted_names))
    kind = next((one for one in kinds if one is not ProgramKind.OTHER), ProgramKind.OTHER)
    own = kind is ProgramKind.OTHER and untrusted_program.lower().startswith(_APPLE)
    return None if own or not untrusted_program else kind
