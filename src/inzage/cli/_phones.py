"""The programs of others that make a phone's backup: found, asked whether a phone is there, run. Errors::

    AcquireFault
    ├── ProgramMissing         the program is not installed
    ├── NoPhone                nothing attached, or it does not answer
    ├── NotTrusted             attached, but it does not let this computer in
    ├── SeveralPhones          more than one, so nobody knows whose this is
    └── NothingMade            the program ended without a backup

What such a program says can hold names and numbers of the phone: it is read for the few
words that matter here and shown to nobody. None is ever given a password.

References: idevice_id(1), ideviceinfo(1), idevicebackup2(1); adb(1).
"""

import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from inzage.errors import InzageError, Language
from inzage.signing import in_language

LOOK_SECONDS = 60
"""How long a program may take to say which phones are there."""

_TRUST = ("kies op de telefoon Vertrouw (hier moet usbmuxd draaien)", "choose Trust on it (usbmuxd must run here)")
_DEBUG = ("zet USB-foutopsporing aan", "switch USB debugging on")
_AB_HEAD = 64
_STARTED = "daemon started"
"""What adb says, in every language, when it had to start its background process."""


class AcquireFault(InzageError):
    """Base of what can keep a backup from being made. A fact may be a pair: Dutch, English."""

    def sentence(self, language: Language) -> str:
        """The error as one sentence in ``language``."""
        return (self.nl if language == "nl" else self.en).format(**in_language(self.facts, language))


class ProgramMissing(AcquireFault):
    """The program is not installed."""

    nl = (
        "Verwacht: het programma {program}. Gevonden: niet op deze computer. "
        "Installeer het (Debian: apt install {package}) en probeer het opnieuw."
    )
    en = (
        "Expected: the program {program}. Found: not on this computer. "
        "Install it (Debian: apt install {package}) and try again."
    )


class NoPhone(AcquireFault):
    """Nothing attached, or it does not answer."""

    nl = (
        "Verwacht: één aangesloten telefoon ({family}). Gevonden: geen. Sluit de telefoon met een datakabel aan, "
        "ontgrendel haar en {todo}. Er is niets aan een telefoon veranderd."
    )
    en = (
        "Expected: one attached phone ({family}). Found: none. Attach the phone with a data cable, "
        "unlock it and {todo}. Nothing on any phone was changed."
    )


class NotTrusted(AcquireFault):
    """Attached, but it does not let this computer in."""

    nl = (
        "De telefoon is aangesloten, maar laat deze computer nog niet toe. Laat de betrokkene haar ontgrendelen en op "
        "het scherm deze computer toestaan; probeer het daarna opnieuw."
    )
    en = (
        "The phone is attached but does not let this computer in yet. Have its owner unlock it and allow this "
        "computer on its screen; then try again."
    )


class SeveralPhones(AcquireFault):
    """More than one, so nobody knows whose this is."""

    nl = "Verwacht: één aangesloten telefoon. Gevonden: {count}. Laat alleen de telefoon van deze controle aangesloten."
    en = "Expected: one attached phone. Found: {count}. Leave only this check's phone attached."


class NothingMade(AcquireFault):
    """The program ended without a backup."""

    nl = (
        "{program} is gestopt zonder een volledige reservekopie (code {code}). Is op de telefoon bevestigd, bleef zij "
        "ontgrendeld en is er genoeg ruimte in {folder}? Wat er wel is gebeurd, staat in footprint.json."
    )
    en = (
        "{program} ended without a whole backup (code {code}). Was it confirmed on the phone, did it stay unlocked, "
        "and is there enough room in {folder}? What did happen stands in footprint.json."
    )


class Phone(ABC):
    """One family of phones and the program that copies it."""

    family: str
    program: str
    package: str
    helpers: tuple[str, ...] = ()

    def find(self) -> None:
        """Raise unless the programs are here."""
        for program in (self.program, *self.helpers):
            if shutil.which(program) is None:
                raise ProgramMissing(program=program, package=self.package)

    def version(self) -> str:
        """The program's own first line about itself, or ''."""
        return asked([self.program, "--version"])[1].partition("\n")[0][:80]

    @abstractmethod
    def look(self) -> None:
        """Raise unless exactly one phone is attached and lets this computer in."""

    @abstractmethod
    def sealed(self) -> bool | None:
        """Will the phone encrypt the backup? None: it does not say."""

    @abstractmethod
    def words(self, folder: Path) -> list[str]:
        """The command line that makes the backup in ``folder``."""

    @abstractmethod
    def made(self, folder: Path) -> Path | None:
        """The backup that lies in ``folder``, if there is a whole one."""

    def leave(self) -> None:  # noqa: B027 - most programs leave nothing running
        """End what was started on this computer to reach the phone."""


class Iphone(Phone):
    """iPhone and iPad, by libimobiledevice."""

    family = "iPhone, iPad"
    program = "idevicebackup2"
    package = "libimobiledevice-utils usbmuxd"
    helpers = ("idevice_id", "ideviceinfo")

    def look(self) -> None:
        """By the list of attached phones, then by one question that needs trust."""
        code, said, _ = asked(["idevice_id", "--list"])
        count = len(said.split()) if code == 0 else 0
        if count == 0:
            raise NoPhone(family=self.family, todo=_TRUST)
        if count > 1:
            raise SeveralPhones(count=count)
        if asked(["ideviceinfo", "--key", "ProductVersion"])[0] != 0:
            raise NotTrusted

    def sealed(self) -> bool | None:
        """As the phone itself keeps it."""
        said = asked(["ideviceinfo", "--domain", "com.apple.mobile.backup", "--key", "WillEncrypt"])[1].strip()
        return {"true": True, "false": False}.get(said)

    def words(self, folder: Path) -> list[str]:
        """A full backup; the phone's own choice about encryption stays as it is."""
        return [self.program, "backup", "--full", str(folder)]

    def made(self, folder: Path) -> Path | None:
        """The one folder with the papers of a backup."""
        for paper in sorted(folder.glob("*/Manifest.plist")):
            if (paper.parent / "Manifest.db").is_file() or (paper.parent / "Manifest.mbdb").is_file():
                return paper.parent
        return None


class Android(Phone):
    """Android, by adb. ``shared``: the photos and files that belong to no app as well."""

    family = "Android"
    program = "adb"
    package = "adb"

    def __init__(self, *, shared: bool) -> None:
        self._shared = shared
        self._started = False

    def look(self) -> None:
        """By the list of attached phones, which also says whether they let this computer in."""
        started = asked([self.program, "start-server"])[2]
        self._started = _STARTED in started
        lines = [line.split("\t") for line in asked([self.program, "devices"])[1].splitlines()[1:]]
        states = [line[1].strip() for line in lines if len(line) > 1]
        if not states:
            raise NoPhone(family=self.family, todo=_DEBUG)
        if len(states) > 1:
            raise SeveralPhones(count=len(states))
        if states != ["device"]:
            raise NotTrusted

    def sealed(self) -> bool | None:
        """Whoever confirms on the phone may type a password there."""
        return None

    def words(self, folder: Path) -> list[str]:
        """Every app's data, no programs; files that belong to no app only if asked."""
        shared = "-shared" if self._shared else "-noshared"
        return [self.program, "backup", "-f", str(folder / "backup.ab"), "-all", "-noapk", shared]

    def made(self, folder: Path) -> Path | None:
        """The file, if it holds more than its own header: a phone that refuses leaves an empty one."""
        file = folder / "backup.ab"
        return file if file.is_file() and file.stat().st_size > _AB_HEAD else None

    def leave(self) -> None:
        """End adb's background process, unless it ran before."""
        if self._started:
            asked([self.program, "kill-server"])


def asked(words: Sequence[str]) -> tuple[int, str, str]:
    """(exit code, output, errors) of a short question to a program; 124 where it does not come back."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command line, no shell
            words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LOOK_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return 124, "", ""
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
