"""A desk for checks from the screen: kits that know each other, an invented carrier, and the records up to a plan.

The papers are the demo's, signed by the same roles, for a person of the register. The days are
today's, because the tool that is started looks at the machine's clock.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from inzage.cli._demo_carrier import CHROMIUM, Profile, make_carrier
from inzage.cli._demo_papers import DemoPapers, make_papers
from inzage.mandate import ordering
from inzage.mandate.signed import any_mandate, signed_mandate
from inzage.register.models import Record
from inzage.register.moving import Asked, consent
from inzage.register.running import Laid, orders, papers
from inzage.register.running.places import Places
from inzage.register.running.tables import GivenOrder
from inzage.register.seconds import fields
from inzage.register.zones import AMSTERDAM
from inzage.signing import Role
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from tests.register.ground import (
    COLLEAGUE,
    KINDS,
    OFFICER,
    PARAMETERS,
    PLANNER,
    STANDING,
    WHY,
    check,
    go,
    make,
    train,
    trajectory,
)

NOW = datetime.now(AMSTERDAM).replace(microsecond=0)
TODAY = NOW.date().isoformat()
PERSON = "P-0001"
FEW: Sequence[Profile] = CHROMIUM[:1]


def around(days: int) -> str:
    """A day so many days from today."""
    return (NOW + timedelta(days=days)).date().isoformat()


@dataclass(frozen=True)
class Desk:
    """The kits, the papers and the carrier; of the register's records there is nothing in it."""

    root: Path
    places: Places
    field: DemoPapers
    carrier: Path
    mandate: bytes

    @property
    def laid(self) -> list[Laid]:
        """The carrier, as it lies there."""
        return [Laid(str(self.carrier), "computer", "aangereikt", "betrokkene")]

    @property
    def mandate_sha256(self) -> str:
        """Which mandate it is."""
        return any_mandate(self.mandate).sha256


def make_desk(root: Path, *, profiles: Sequence[Profile] = FEW, listed: bytes | None = None) -> Desk:
    """A desk below ``root``."""
    make_carrier(root / "carrier", NOW, chromium=profiles)
    field = make_papers(root, NOW.date(), listed=listed)
    register = Kit.create(root / "register", laboratory=True)
    TrustStore.add(field.kit / "trust", Role.REGISTER, register.key.public)
    for role, key in (
        (Role.KIT, Kit.load(field.kit).key.public),
        *((role, field.keys[role].public) for role in (Role.MANDATE_ISSUER, Role.SECOND_SIGNER)),
    ):
        TrustStore.add(register.path / "trust", role, key)
    files = root / "files"
    files.mkdir()
    places = Places(register.path, files, field.kit, field.lists)
    return Desk(root, places, field, root / "carrier", mandate_of(field, PERSON))


def mandate_of(field: DemoPapers, person: str, **changed: str) -> bytes:
    """The demo's mandate for this person, signed by the two who may."""
    text = field.mandate.with_name("mandate.toml").read_text(encoding="utf-8").replace('"P-demo"', f'"{person}"')
    for old, new in changed.items():
        text = text.replace(old, new)
    once = signed_mandate(text.encode(), field.keys[Role.MANDATE_ISSUER])
    return signed_mandate(once, field.keys[Role.SECOND_SIGNER])


def sign(opdracht: Record, mandate: bytes) -> None:
    """The second person's step, every field compared, with the mandate that was signed for it."""
    go(opdracht, "ondertekend", COLLEAGUE, mandate_sha256=any_mandate(mandate).sha256, compared=fields(opdracht))


def condition_at(desk: Desk, **changed: Any) -> Record:
    """A condition whose order was signed to the desk's mandate, which is kept."""
    place = trajectory(pseudonym=PERSON)
    opdracht = make("opdracht", trajectory=place, data={"from": around(-100), "to": around(100)})
    data = STANDING | {"from": around(-100), "to": around(100), "parameters": PARAMETERS | changed}
    of = make("voorwaarde-controle", trajectory=place, about=opdracht, data=data)
    sign(opdracht, desk.mandate)
    papers.keep_mandate(opdracht, desk.mandate, desk.places)
    return of


def planned(of: Record, day: str = TODAY, **data: Any) -> Record:
    """A planned check, with people who were trained."""
    train(valid_from=around(-300), valid_until=around(300))
    made = check(of, day, **data)
    go(made, "gepland", PLANNER, day)
    return made


def agreed(activity: Record) -> Record:
    """A proposal to give an order out, to which a second person agreed."""
    proposal = orders.ask(KINDS, activity, OFFICER, WHY, NOW)
    consent(KINDS, Asked(proposal.id, "vastgesteld", COLLEAGUE, NOW, {}))
    return proposal


def ordered(desk: Desk, activity: Record, **more: Any) -> GivenOrder:
    """The order for a planned check."""
    wanted = orders.Wanted(activity.id, OFFICER, agreed(activity).id, NOW, **more)
    return orders.issue(KINDS, wanted, desk.places)


@contextmanager
def nonce(wanted: str) -> Iterator[None]:
    """Orders that are made meanwhile bear this nonce: a case that was made before is of one of them."""
    with mock.patch.object(ordering.secrets, "token_hex", lambda _: wanted):
        yield


def settle(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    """Tell the pages where everything of this desk lies."""
    for name, place in (
        ("INZAGE_REGISTER_KIT", desk.places.kit),
        ("INZAGE_REGISTER_FILES", desk.places.files),
        ("INZAGE_CHECK_KIT", desk.places.tool),
        ("INZAGE_LISTS", desk.places.lists),
        ("INZAGE_CARRIERS", desk.root),
    ):
        patch.setenv(name, str(place))
