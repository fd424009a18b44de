"""Where the register's own things lie, as its administrator set them.

``INZAGE_REGISTER_KIT``: the register's kit: its key signs check orders, its trust store says whose
kits and signatures it knows, ``case_keys/<first 16 of a kit's key id>.key`` opens encrypted cases.
``INZAGE_REGISTER_FILES``: cases, and what was brought. ``INZAGE_CHECK_KIT`` and ``INZAGE_LISTS``:
the kit and the lists with which this machine carries out checks itself.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from inzage.register.running.faults import NotSetUp
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.secret import read_secret
from inzage.signing.trust import SHORT, TrustStore

KIT, FILES, TOOL, LISTS = "INZAGE_REGISTER_KIT", "INZAGE_REGISTER_FILES", "INZAGE_CHECK_KIT", "INZAGE_LISTS"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: the register's kit, its files, and what a check on this machine needs (None: none is done here)."""

    kit: Path
    files: Path
    tool: Path | None = None
    lists: Path | None = None

    @classmethod
    def from_settings(cls) -> "Places":
        """As the administrator set them; ``NotSetUp`` where the first two are missing."""
        kit, files = _set(KIT), _set(FILES)
        for name, place in ((KIT, kit), (FILES, files)):
            if place is None or not place.is_dir():
                raise NotSetUp(setting=name)
        return cls(kit or Path(), files or Path(), _set(TOOL), _set(LISTS))

    def key(self) -> PrivateKey:
        """The key with which the register signs check orders."""
        return Kit.load(self.kit).key

    def trust(self) -> TrustStore:
        """Whose signature counts for what, with the register's own orders."""
        kit = Kit.load(self.kit)
        own = {Role.REGISTER: (*kit.trust.by_role.get(Role.REGISTER, ()), *kit.own_keys())}
        return TrustStore({**kit.trust.by_role, **own}, kit.trust.revoked)

    def case_secret(self, kit: str) -> bytes | None:
        """What opens the encrypted cases of the kit with this key id; None where it is not here."""
        file = self.kit / "case_keys" / f"{kit[:SHORT]}.key"
        if file.exists():
            return read_secret(self.kit, file)
        tool = Kit.load(self.tool) if self.tool else None
        own = tool is not None and kit in {key.keyid for key in tool.own_keys()}
        return tool.case_key() if tool and own else None

    def checking(self) -> Path:
        """The kit of this machine; ``NotSetUp`` where no check can be carried out here."""
        if self.tool is None or not self.tool.is_dir():
            raise NotSetUp(setting=TOOL)
        return self.tool

    def folder(self, *names: str) -> Path:
        """A folder among the register's files, made where it is not there, for its owner alone."""
        place = self.files.joinpath(*names)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place


def _set(name: str) -> Path | None:
    said = getattr(settings, name, "") or os.environ.get(name, "")
    return Path(said) if said else None
