"""Where the register that ``inzage serve`` starts keeps its things: kits, cases, lists; in a trial invented ones."""

import os
from datetime import datetime
from pathlib import Path

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.cli._demo_papers import make_papers
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

KEYS = (Role.MANDATE_ISSUER, Role.SECOND_SIGNER)
"""Whose keys a trial keeps, so that an order can be signed to a mandate there. A real register has none of them."""
TRIAL = "proef"
CARRIERS = "dragers"


def lay(home: Path, *, demo: bool) -> None:
    """Make the register's kit and folder of files, and name them to the settings where nothing else is named."""
    kit = home / "kit"
    if not kit.exists():
        Kit.create(kit, laboratory=demo)
    (home / "files").mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("INZAGE_REGISTER_KIT", str(kit))
    os.environ.setdefault("INZAGE_REGISTER_FILES", str(home / "files"))
    if demo:
        _trial(home / TRIAL, kit)


def _trial(place: Path, register: Path) -> None:
    """A kit that carries checks out, lists, a carrier, a mandate and the keys that signed it: all invented."""
    if not place.exists():
        unfinished = place.with_name(f"{place.name}.deel")
        unfinished.mkdir(mode=0o700)
        _papers(unfinished, register)
        unfinished.rename(place)
    os.environ.setdefault("INZAGE_CHECK_KIT", str(place / "kit"))
    os.environ.setdefault("INZAGE_LISTS", str(place / "lists"))
    os.environ.setdefault("INZAGE_CARRIERS", str(place / CARRIERS))


def _papers(place: Path, register: Path) -> None:
    now = datetime.now(AMSTERDAM)
    papers = make_papers(place, now.date())
    (place / CARRIERS).mkdir()
    make_carrier(place / CARRIERS / "laptop-1", now)
    for role in KEYS:
        papers.keys[role].save(place / f"{role.value}.pem")
        TrustStore.add(register / "trust", role, papers.keys[role].public)
    TrustStore.add(register / "trust", Role.KIT, Kit.load(papers.kit).key.public)
    TrustStore.add(papers.kit / "trust", Role.REGISTER, Kit.load(register).key.public)
