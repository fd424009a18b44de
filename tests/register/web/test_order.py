"""A court's order: entered with its wording checked, signed by two people, handed out as a file that the tool takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from django.test import Client, override_settings

from inzage.cli.main import main
from inzage.register.models import Record
from inzage.register.running.tables import Paper
from inzage.register.values import Role
from inzage.signing import Role as Signer
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from tests.register.ground import trajectory
from tests.register.web.conftest import SignedIn
from tests.register.web.test_records import fields

VERDICT = "De veroordeelde bezoekt geen plaatsen van de lijst en laat dit ten hoogste twee keer per jaar controleren."
PHRASE = "een lange wachtzin van de tweede"
Form = dict[str, list[str]]


@dataclass(frozen=True)
class House:
    """Folders of the register, and the keys in them."""

    root: Path
    kit: Kit

    def put(self, staff: str, *roles: Signer, passphrase: str = "", organisation: str = "rn-1") -> PrivateKey:
        """A key of somebody, trusted for some roles."""
        key = PrivateKey.generate()
        file = self.root / "keys" / organisation / f"{staff}.pem"
        file.parent.mkdir(parents=True, exist_ok=True)
        if passphrase:
            shut = BestAvailableEncryption(passphrase.encode())
            raw = Ed25519PrivateKey.from_private_bytes(key.seed)
            file.write_bytes(raw.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, shut))
            file.chmod(0o600)
        else:
            key.save(file)
        for role in roles:
            TrustStore.add(self.kit.path / "trust", role, key.public)
        return key


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    root = tmp_path_factory.mktemp("house")
    (root / "files").mkdir()
    house = House(root, Kit.create(root / "kit", laboratory=True))
    house.put("toezichthouder-1", Signer.MANDATE_ISSUER, Signer.SECOND_SIGNER)
    house.put("toezichthouder-2", Signer.MANDATE_ISSUER, Signer.SECOND_SIGNER, passphrase=PHRASE)
    house.put("teamleider-1", Signer.SECOND_SIGNER)
    return house


@pytest.fixture(autouse=True)
def house(built: House) -> Iterator[House]:
    folders = {"INZAGE_REGISTER_KIT": built.kit.path, "INZAGE_REGISTER_FILES": built.root / "files"}
    with override_settings(**folders, INZAGE_MANDATE_KEYS=built.root / "keys"):
        yield built


def day(ahead: int) -> str:
    from inzage.register.log import now

    return (now() + timedelta(ahead)).date().isoformat()


def typed(**changed: str | list[str]) -> Form:
    """A whole verdict, as somebody types it; ``__`` in a name is a full stop."""
    said: dict[str, str | list[str]] = {
        "verdict": VERDICT,
        "reference": "DEMO-2026-0007",
        "imposed_on": day(-40),
        "legal_title": "voorwaardelijke-veroordeling",
        "category": "zeden-online",
        "from": day(-30),
        "to": day(300),
        "block": ["zo-1"],
        "terms.frequency.at_most": "2",
        "terms.frequency.per": "jaar",
        "terms.manner.notice": ["aangekondigd"],
        "terms.manner.carriers": ["computer", "phone"],
        "terms.manner.presented": ["aangereikt"],
        "terms.manner.owner": ["betrokkene"],
        "terms.officials": ["toezichthouder", "digitaal-deskundige"],
        "terms.excluded": ["politie"],
        "terms.human": ["niets"],
        "terms.data_class": ["browsing", "downloads"],
        "terms.window_days": "90",
        "shut_contacts": "advocaat@listed.example",
        "on_halt_call": "Dienstdoende officier van justitie",
        "on_halt": "Laat het apparaat zoals het is.",
        "retention_days": "180",
    }
    said |= {name.replace("__", "."): value for name, value in changed.items()}
    return {name: value if isinstance(value, list) else [value] for name, value in said.items()}


def form_at(client: Client, place: Record) -> tuple[str, Form]:
    address = f"/opdracht/nieuw?traject={place.root}"
    return address, fields(client, address)


def enter(client: Client, place: Record | None = None, **changed: Any) -> Record:
    """An order, entered on the screen."""
    place = place or trajectory()
    address, form = form_at(client, place)
    answer = client.post(address, form | typed(**changed))
    assert answer.status_code == 302, answer.content.decode()
    return Record.objects.get(root=answer["Location"].rpartition("/")[2], corrected_by=None)


def first(client: Client, order: Record, **more: str) -> Any:
    address = f"/opdracht/{order.root}"
    seen = fields(client, address).get("seen", [""])[0]
    return client.post(f"{address}/voorleggen", {"seen": seen, **more})


def ticked(client: Client, order: Record) -> Form:
    """The page of the second person with every tick set."""
    address = f"/opdracht/{order.root}/ondertekenen"
    page = client.get(address).content.decode()
    values = [part.partition('"')[0] for part in page.split('name="compared" value="')[1:]]
    return {"seen": fields(client, address)["seen"], "compared": values}


def second(client: Client, order: Record, **changed: Any) -> Any:
    return client.post(f"/opdracht/{order.root}/ondertekenen", ticked(client, order) | changed)


def state(order: Record) -> str:
    return Record.objects.get(id=order.id).state


def signed(signed_in: SignedIn, **changed: Any) -> Record:
    """An order that two people signed."""
    order = enter(signed_in(), **changed)
    assert first(signed_in(), order).status_code == 302
    assert second(signed_in(Role.LEAD), order).status_code == 302
    return order


def inzage(*words: str) -> Any:
    return CliRunner().invoke(main, ["--lang", "nl", *words])


def test_an_order_goes_from_the_form_to_a_file_that_the_tool_takes(signed_in: SignedIn, tmp_path: Path) -> None:
    order = signed(signed_in)
    answer = signed_in(Role.EXPERT).get(f"/opdracht/{order.root}/bestand")
    assert answer["Content-Type"] == "application/json"
    file = tmp_path / "opdracht.dsse.json"
    file.write_bytes(answer.content)
    shown = json.loads(inzage("mandate", "show", str(file), "--json").stdout)
    step = order.steps.get(target="ondertekend")
    assert shown["sha256"] == step.details["mandate_sha256"] == Paper.objects.get(about=order).sha256
    assert len(set(shown["signatures"])) == 2
    mandate = shown["mandate"]
    assert (mandate["person"], mandate["verdict_quote"], mandate["validation"]) == ("P-0001", VERDICT, False)
    assert mandate["frequency"] == {"at_most": 2, "per": "year", "notice": "announced"}
    assert mandate["manner"]["human"] == mandate["narrowed"] == []
    assert mandate["conditions"] == [{"block": "ZO-1", "version": 1, "parameters": {"toelichting": "schriftelijk"}}]
    assert len(mandate["exclusions"]["contacts"]) == 1
    assert "listed.example" not in answer.content.decode()
    told = json.loads(inzage("mandate", "lint", str(file), "--json").stdout)
    assert told["remarks"] == []
    assert {one["data_class"] for one in told["opens_today"]} == {"browsing", "downloads"}
    planned = json.loads(inzage("plan", str(file), "--json").stdout)
    assert [one["code"] for one in planned["questions"]] == ["listed_places_visited"]
