"""A court's order: entered with its wording checked, signed by two people, handed out as a file that the tool takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from django.test import Client, override_settings

from inzage.cli.main import main
from inzage.mandate.codec import mandate_payload
from inzage.mandate.named import token_of
from inzage.register import writing
from inzage.register.faults import Overtaken, Refused
from inzage.register.log import now
from inzage.register.log import verify as log_holds
from inzage.register.models import Entry, Record
from inzage.register.running.places import Places
from inzage.register.running.tables import Paper
from inzage.register.seconds import fields as compare_fields
from inzage.register.values import Role
from inzage.register.web.ordering import saving, signing
from inzage.register.web.ordering.reading import order_with
from inzage.register.zones import day_of
from inzage.signing import PayloadType
from inzage.signing import Role as Signer
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from tests.register.ground import BY, COLLEAGUE, KINDS, OFFICER, condition, trajectory
from tests.register.web.browser import Sent
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
    return (day_of(now()) + timedelta(ahead)).isoformat()


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


def test_what_is_recorded_is_what_was_typed_and_names_nobody(signed_in: SignedIn) -> None:
    order = enter(signed_in(), block=["zo-1", "alg-1"], also=["voorwaarde-meldplicht"])
    assert (order.kind, order.version, order.state) == ("opdracht", 3, "concept")
    assert order.data["verdict"] == VERDICT
    conditions = {each.data["block"]: each for each in Record.objects.filter(about=order)}
    assert sorted(conditions) == ["alg-1", "meldplicht", "zo-1"]
    of = conditions["zo-1"]
    assert of.data["filled"] == [{"parameter": "toelichting", "values": ["schriftelijk"]}]
    assert of.data["parameters"] == conditions["alg-1"].data["parameters"]
    assert (of.data["from"], of.data["to"]) == (order.data["from"], order.data["to"])
    assert order.data["shut_contacts"] == [token_of(bytes.fromhex(order.data["token_salt"]), "advocaat@listed.example")]
    assert not any("listed.example" in str(each.data) for each in Record.objects.all())


def test_the_page_of_an_order_says_what_opens_and_what_stays_closed_in_both_languages(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    page = signed_in().get(f"/opdracht/{order.root}").content.decode()
    for said in ("Bezochte adressen (inbreuk: midden)", "13 soorten gegevens", "ten hoogste 2 keer per jaar", "P-0001"):
        assert said in page
    assert VERDICT in page
    english = signed_in(Role.LEAD, language="en").get(f"/opdracht/{order.root}").content.decode()
    assert "2 at most per year" in english
    assert "Addresses visited (intrusion: medium)" in english


def test_the_list_leads_to_the_order_and_narrows_by_state(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    for query, there in (("", True), ("?toestand=concept", True), ("?toestand=ondertekend", False)):
        assert (f"/opdracht/{order.root}" in signed_in().get(f"/opdracht{query}").content.decode()) is there
    assert str(order.root) not in signed_in(number=9, organisation="svg-1").get("/opdracht").content.decode()


def test_an_order_of_before_is_shown_as_far_as_it_goes(signed_in: SignedIn) -> None:
    of = condition()
    assert of.about is not None
    page = signed_in().get(f"/opdracht/{of.about.root}").content.decode()
    assert "De letterlijke tekst van de uitspraak is niet vastgelegd." in page
    assert "ZO-1, versie 1" in page


WRONG = [
    ({"verdict": "te kort"}, "Schrijf ten minste 20 tekens"),
    ({"verdict": VERDICT + " zacht\u00adafgebroken"}, "een teken dat niet te zien is"),
    ({"verdict": VERDICT + " \u202eomgedraaid"}, "U+202E"),
    ({"reference": "met spaties erin"}, "zonder spaties"),
    ({"to": day(-31)}, "Dit einde ligt voor het begin"),
    ({"imposed_on": day(1)}, "Deze dag moet nog komen"),
    ({"block": []}, "Kies ten minste één bouwsteen"),
    ({"block": ["zo-1", "alg-4"]}, "Vul er ten minste 1 in"),
    ({"block": ["alg-5"], "blok__alg-5__van": "24"}, "Een heel getal van 0 tot en met 23"),
    ({"terms__human": ["niets", "inhoud"]}, "U koos zowel niets als iets anders"),
    ({"terms__frequency__per": ""}, "Kies een van de antwoorden"),
    ({"terms__frequency__at_most": "53"}, "Dit past hier niet"),
    ({"on_halt_call": "Bel 06-12345678 van de officier"}, "geen e-mailadres, telefoonnummer"),
    ({"retention_days": "0"}, "Dit past hier niet"),
]


@pytest.mark.parametrize(("changed", "said"), WRONG, ids=[each[1][:30] for each in WRONG])
def test_what_is_not_in_order_is_said_and_all_that_was_typed_is_kept(
    changed: dict[str, Any], said: str, signed_in: SignedIn
) -> None:
    client = signed_in()
    address, form = form_at(client, trajectory())
    answer = client.post(address, form | typed(**changed))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert not Record.objects.filter(kind__in=["opdracht", "voorwaarde-controle"]).exists()
    again = Sent()
    again.feed(page)
    kept: dict[str, list[str]] = {}
    for name, value in again.fields:
        kept.setdefault(name, []).append(value)
    for name, values in typed(**changed).items():
        shown = [value.replace("\u202e", "\ufffd") for value in values]
        assert kept.get(name, [""] if values == [""] else []) == shown, name


@pytest.mark.parametrize(
    "changed",
    [{"to": day(-30)}, {"imposed_on": day(0)}, {"terms__frequency__at_most": "52"}, {"block": ["alg-5"]}],
    ids=["one day", "today", "the most", "hours"],
)
def test_what_just_fits_is_taken(changed: dict[str, Any], signed_in: SignedIn) -> None:
    assert enter(signed_in(), **changed).state == "concept"


def test_a_form_that_is_posted_twice_makes_one_order_and_other_words_are_told(signed_in: SignedIn) -> None:
    client = signed_in()
    address, form = form_at(client, trajectory())
    once, twice = client.post(address, form | typed()), client.post(address, form | typed())
    assert once["Location"] == twice["Location"]
    assert Record.objects.filter(noun="mandate").count() == 2
    other = client.post(address, form | typed(reference="DEMO-2026-0008"))
    assert other.status_code == 409
    assert "DEMO-2026-0008" in other.content.decode()
    assert Record.objects.filter(noun="mandate").count() == 2


def test_the_records_come_all_or_none(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    address, form = form_at(client, trajectory())
    lines, made = Entry.objects.count(), writing.record

    def failing(catalogue: Any, code: str, *more: Any, **links: Any) -> Record:
        if code == "voorwaarde-meldplicht":
            raise Overtaken(state="?")
        return made(catalogue, code, *more, **links)

    monkeypatch.setattr(saving, "record", failing)
    answer = client.post(address, form | typed(also=["voorwaarde-meldplicht"]))
    assert answer.status_code == 409
    assert "Er is niets opgeslagen" in answer.content.decode()
    assert (Record.objects.filter(noun="mandate").count(), Entry.objects.count()) == (0, lines)


def look(client: Client, place: Record, **changed: Any) -> str:
    """The part beside the form."""
    _, form = form_at(client, place)
    address = f"/opdracht/nakijken?traject={place.root}"
    answer = client.post(address, form | typed(**changed), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_check_beside_the_form_is_a_part_of_the_page_and_saves_nothing(signed_in: SignedIn) -> None:
    place, client = trajectory(), signed_in()
    part = look(client, place)
    assert "<html" not in part
    assert "Er ontbreekt niets en niets is ruim geformuleerd." in part
    assert "Bezochte adressen" in part
    assert not Record.objects.filter(kind="opdracht").exists()


def test_without_scripts_the_button_gives_the_whole_page_with_all_that_was_typed(signed_in: SignedIn) -> None:
    place, client = trajectory(), signed_in()
    _, form = form_at(client, place)
    page = client.post(f"/opdracht/nakijken?traject={place.root}", form | typed(reference="DEMO-9")).content.decode()
    assert "<html" in page
    assert "DEMO-9" in page
    assert "Er ontbreekt niets" in page
    assert f'action="/opdracht/nieuw?traject={place.root}"' in page
    assert not Record.objects.filter(kind="opdracht").exists()
    assert client.get("/opdracht/nakijken").status_code == 302


def test_the_check_says_what_the_tool_says_of_the_same_fields(signed_in: SignedIn, tmp_path: Path) -> None:
    changed: dict[str, Any] = {"terms__human": [], "retention_days": "", "terms__data_class": ["browsing", "contacts"]}
    order = enter(signed_in(), **changed)
    assert order.trajectory is not None
    part = unescape(look(signed_in(), order.trajectory, **changed))
    file = tmp_path / "payload.dsse.json"
    file.write_bytes(sign(mandate_payload(order_with(order).mandate()), PayloadType.MANDATE, [PrivateKey.generate()]))
    told = json.loads(inzage("mandate", "lint", str(file), "--json").stdout)
    assert len(told["remarks"]) == 4
    for remark in told["remarks"]:
        assert remark["nl"] in part
        assert remark["source"] in part
    assert "Geachte officier van justitie" in part


SILENCES = [
    ({"terms__frequency__at_most": "", "terms__frequency__per": ""}, "De frequentie ontbreekt."),
    ({"terms__manner__notice": []}, "niet of een controle wordt aangekondigd"),
    ({"terms__manner__carriers": []}, "De soorten gegevensdragers ontbreken."),
    ({"terms__manner__owner": []}, "niet welke apparaten in aanmerking komen"),
    ({"terms__data_class": []}, "De soorten gegevens ontbreken."),
    ({"terms__window_days": ""}, "niet hoe ver mag worden teruggekeken"),
    ({"terms__human": []}, "niet wat een mens mag zien"),
    ({"terms__officials": []}, "niet wie mag controleren"),
    ({"shut_contacts": ""}, "Er is niemand uitgezonderd"),
    ({"on_halt": ""}, "niet wat er gebeurt als de controle stopt"),
    ({"retention_days": ""}, "De bewaartermijn ontbreekt."),
    ({"block": []}, "Er staat geen voorwaarde in de opdracht."),
    ({"verdict": ""}, "De tekst van het vonnis ontbreekt."),
    ({"terms__frequency__at_most": "2", "terms__frequency__per": "maand"}, "vaker dan maandelijks"),
    ({"terms__window_days": "366"}, "meer dan een jaar worden teruggekeken"),
    ({"terms__human": ["inhoud"]}, "Een mens mag inhoud zien."),
    ({"terms__data_class": ["software"]}, "kan niet worden beantwoord"),
]


@pytest.mark.parametrize(("changed", "said"), SILENCES, ids=[each[1][:30] for each in SILENCES])
def test_what_is_missing_or_wide_is_said_beside_the_form(
    changed: dict[str, Any], said: str, signed_in: SignedIn
) -> None:
    part = unescape(look(signed_in(), trajectory(), **changed))
    assert said in part
    assert "Er ontbreekt niets" not in part


@pytest.mark.parametrize(
    "changed",
    [{"terms__frequency__at_most": "1", "terms__frequency__per": "maand"}, {"terms__window_days": "365"}],
    ids=["monthly", "a year"],
)
def test_what_is_just_not_wide_is_not_said(changed: dict[str, Any], signed_in: SignedIn) -> None:
    assert "Er ontbreekt niets" in look(signed_in(), trajectory(), **changed)


def test_an_order_that_begins_later_says_what_will_open_then(signed_in: SignedIn) -> None:
    part = look(signed_in(), trajectory(), **{"from": day(10)})
    assert "Wat opengaat op" in part
    assert "Bezochte adressen" in part


def test_persons_and_devices_that_a_condition_names_are_kept_as_tokens_under_one_salt(signed_in: SignedIn) -> None:
    changed: dict[str, Any] = {"block": ["alg-4"], "blok__alg-4__personen": "06-12345678\nklager@listed.example"}
    order = enter(signed_in(), shut_contacts="", **changed)
    mandate = order_with(order).mandate()
    salt = bytes.fromhex(order.data["token_salt"])
    assert set(mandate.conditions[0].parameters["personen"]) == {  # type: ignore[call-overload]  # of tokens
        token_of(salt, "+31 6 1234 5678"),
        token_of(salt, "KLAGER@listed.example"),
    }
    assert mandate.exclusions.salt == salt


@pytest.mark.parametrize(("role", "status"), [(Role.LEAD, 403), (Role.PLANNER, 403), (Role.EXPERT, 403)])
def test_only_an_officer_enters_an_order(role: Role, status: int, signed_in: SignedIn) -> None:
    assert signed_in(role).get("/opdracht/nieuw").status_code == status


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ADMINISTRATOR, Role.POLICE, Role.LISTS])
def test_who_has_no_part_in_supervision_sees_no_order(role: Role, signed_in: SignedIn) -> None:
    order = enter(signed_in())
    for end in ("", "/bestand", "/ondertekenen"):
        assert signed_in(role).get(f"/opdracht/{order.root}{end}").status_code == 403


def test_another_organisation_does_not_find_it(signed_in: SignedIn) -> None:
    order = signed(signed_in)
    stranger = signed_in(number=9, organisation="svg-1")
    for end in ("", "/bestand", "/ondertekenen"):
        assert stranger.get(f"/opdracht/{order.root}{end}").status_code == 404


def test_on_whose_trajectory_is_asked_first(signed_in: SignedIn) -> None:
    place = trajectory()
    assert "Zoek eerst de persoon" in signed_in().get("/opdracht/nieuw").content.decode()
    found = signed_in().get("/opdracht/nieuw", {"zoek": "P-0001"}).content.decode()
    assert f"?traject={place.root}" in found
    assert signed_in().get("/opdracht/nieuw?traject=1").status_code == 200
    assert signed_in().get(f"/opdracht/nieuw?traject={uuid4()}").status_code == 404


def test_the_second_person_ticks_each_field_and_signs_with_a_passphrase(signed_in: SignedIn) -> None:
    order = enter(signed_in(), block=["zo-1", "zo-4"])
    assert "Deze opdracht is voorgelegd" in follow(signed_in(), first(signed_in(), order))
    colleague = signed_in(number=2)
    sent = ticked(colleague, order)
    assert sorted(name for value in sent["compared"] for name in value.split()) == sorted(compare_fields(order))
    assert len(sent["compared"]) < len(compare_fields(order))
    assert second(colleague, order, passphrase=PHRASE).status_code == 302
    step = order.steps.get(target="ondertekend")
    assert sorted(step.details["compared"]) == sorted(compare_fields(order))
    assert (step.actor, step.four_eyes, step.requested_by) == ("toezichthouder-2", True, "toezichthouder-1")
    page = colleague.get(f"/opdracht/{order.root}").content.decode()
    assert step.details["mandate_sha256"] in page
    for act in ("venster-verruimen", "inhoud-openen"):
        assert f"/nieuw/tweepersoonsbesluit?onderwerp={order.root}&amp;handeling={act}" in page


def follow(client: Client, answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(client.get(answer["Location"]).content.decode())


@pytest.mark.parametrize("left_out", [0, 5, -1])
def test_without_one_tick_nothing_is_signed_and_the_others_stay(left_out: int, signed_in: SignedIn) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    sent = ticked(signed_in(Role.LEAD), order)
    missing = sent["compared"].pop(left_out)
    answer = signed_in(Role.LEAD).post(f"/opdracht/{order.root}/ondertekenen", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Er is niets ondertekend. Nog niet vergeleken velden: 1." in page
    assert page.count("Nog niet vergeleken.<") == 1
    assert page.count(" checked>") == len(sent["compared"])
    assert f'value="{missing}">' in page
    assert (state(order), Paper.objects.count()) == ("wacht", 0)


def test_ticks_are_asked_below_the_screen_too(signed_in: SignedIn, house: House) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    found = order_with(Record.objects.get(id=order.id))
    how = signing.Signing(BY[Role.LEAD], now(), found.mandate().sha256, "")
    every = compare_fields(order)
    with pytest.raises(Refused, match="Compare each field"):
        signing.second(KINDS, found, how, every[1:], Places.from_settings())
    assert signing.second(KINDS, found, how, every, Places.from_settings()) == how.seen


def test_who_entered_it_is_not_the_second(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    assert "Vergelijken en ondertekenen</a>" not in signed_in().get(f"/opdracht/{order.root}").content.decode()
    answer = second(signed_in(), order)
    assert answer.status_code == 403
    assert "Deze stap vraagt een tweede persoon" in answer.content.decode()
    assert state(order) == "wacht"


def test_who_corrected_a_condition_is_not_the_second_either(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    of = Record.objects.get(kind="voorwaarde-controle")
    writing.correct(KINDS, of, COLLEAGUE, of.data, writing.Times(of.happened))
    first(signed_in(), order)
    answer = second(signed_in(number=2), order, passphrase=PHRASE)
    assert answer.status_code == 400
    assert "U hebt een deel van deze opdracht zelf ingevoerd" in answer.content.decode()
    assert second(signed_in(Role.LEAD), order).status_code == 302


def test_who_did_not_enter_it_is_not_the_first(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    seen = order_with(order).mandate().sha256
    answer = signed_in(number=2).post(f"/opdracht/{order.root}/voorleggen", {"seen": seen, "passphrase": PHRASE})
    assert "Eerst ondertekent wie de opdracht invoerde" in answer.content.decode()
    assert signed_in(Role.LEAD).post(f"/opdracht/{order.root}/voorleggen", {"seen": seen}).status_code == 403
    assert state(order) == "concept"


def test_one_key_is_not_two_people(signed_in: SignedIn, house: House) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    one, other = (house.root / "keys" / "rn-1" / f"{who}.pem" for who in ("toezichthouder-1", "toezichthouder-5"))
    other.write_bytes(one.read_bytes())
    other.chmod(0o600)
    answer = second(signed_in(number=5), order)
    assert answer.status_code == 400
    assert (state(order), Paper.objects.count()) == ("wacht", 0)


def test_what_was_changed_after_the_first_signature_is_given_back_and_signed_anew(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    of = Record.objects.get(kind="voorwaarde-controle")
    wider = of.data | {"parameters": of.data["parameters"] | {"window_days": 120}}
    writing.correct(KINDS, of, OFFICER, wider, writing.Times(of.happened))
    lead = signed_in(Role.LEAD)
    assert "gewijzigd nadat zij is voorgelegd" in lead.get(f"/opdracht/{order.root}").content.decode()
    answer = second(lead, order)
    assert "gewijzigd nadat zij is voorgelegd" in answer.content.decode()
    assert state(order) == "wacht"
    back = f"/gegeven/{order.id}/stap/concept"
    assert (
        lead.post(back, fields(lead, back) | {"reasons": ["Het venster klopt niet met de uitspraak."]}).status_code
        == 302
    )
    assert first(signed_in(), order).status_code == 302
    assert second(lead, order).status_code == 302
    assert order_with(Record.objects.get(id=order.id)).mandate().manner.window_days == 120


def test_what_was_not_on_the_screen_is_not_signed(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    answer = signed_in().post(f"/opdracht/{order.root}/voorleggen", {"seen": "ab" * 32})
    assert "gewijzigd terwijl u keek" in answer.content.decode()
    first(signed_in(), order)
    answer = second(signed_in(Role.LEAD), order, seen="ab" * 32)
    assert "gewijzigd terwijl u keek" in answer.content.decode()
    assert state(order) == "wacht"


@pytest.mark.parametrize("phrase", ["", "een andere wachtzin", PHRASE + " "])
def test_another_passphrase_opens_nothing_and_the_ticks_stay(phrase: str, signed_in: SignedIn) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    answer = second(signed_in(number=2), order, passphrase=phrase)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Met deze wachtzin gaat uw sleutel niet open" in page
    assert page.count(" checked>") == len(ticked(signed_in(number=2), order)["compared"])
    assert not phrase or phrase not in page
    assert state(order) == "wacht"


def test_a_key_that_is_not_there_open_to_others_or_not_trusted_signs_nothing(signed_in: SignedIn, house: House) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    nobody = second(signed_in(number=6), order).content.decode()
    assert "Voor u ligt hier geen sleutel" in nobody
    house.put("toezichthouder-7")
    assert "telt hier niet als tweede ondertekenaar" in second(signed_in(number=7), order).content.decode()
    house.put("toezichthouder-8", Signer.SECOND_SIGNER)
    (house.root / "keys" / "rn-1" / "toezichthouder-8.pem").chmod(0o644)
    assert "kan door anderen worden gelezen" in second(signed_in(number=8), order).content.decode()
    (house.root / "keys" / "rn-1" / "toezichthouder-6.pem").write_text("geen sleutel")
    (house.root / "keys" / "rn-1" / "toezichthouder-6.pem").chmod(0o600)
    assert "gaat uw sleutel niet open" in second(signed_in(number=6), order).content.decode()
    (house.root / "keys" / "rn-1" / "toezichthouder-6.pem").unlink()
    assert state(order) == "wacht"


def test_a_key_of_the_same_number_in_another_organisation_is_somebody_else_s(signed_in: SignedIn, house: House) -> None:
    house.put("toezichthouder-3", Signer.SECOND_SIGNER, organisation="svg-1")
    order = enter(signed_in())
    first(signed_in(), order)
    assert "Voor u ligt hier geen sleutel" in second(signed_in(number=3), order).content.decode()


def test_a_trial_has_two_keys_for_everybody_and_a_real_register_has_not(signed_in: SignedIn, house: House) -> None:
    trial = house.root / "proef"
    trial.mkdir()
    for role in (Signer.MANDATE_ISSUER, Signer.SECOND_SIGNER):
        key = PrivateKey.generate()
        key.save(trial / f"{role.value}.pem")
        TrustStore.add(house.kit.path / "trust", role, key.public)
    order = enter(signed_in())
    with override_settings(INZAGE_MANDATE_KEYS="", HOME=house.root, DEMO=False):
        assert "Voor u ligt hier geen sleutel" in first(signed_in(), order).content.decode()
    with override_settings(INZAGE_MANDATE_KEYS="", HOME=house.root, DEMO=True):
        assert first(signed_in(), order).status_code == 302
        assert second(signed_in(Role.LEAD), order).status_code == 302


def test_there_is_no_file_before_two_people_signed(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    first(signed_in(), order)
    answer = signed_in().get(f"/opdracht/{order.root}/bestand")
    assert answer.status_code == 400
    assert "geen ondertekend bestand bewaard" in answer.content.decode()


def test_handing_the_file_out_stands_in_the_log(signed_in: SignedIn) -> None:
    order = signed(signed_in)
    lines = Entry.objects.count()
    signed_in(Role.EXPERT).get(f"/opdracht/{order.root}/bestand")
    line = Entry.objects.get(number=Entry.objects.count())
    assert (Entry.objects.count(), line.action, line.subject) == (lines + 1, "hand out", order.root)
    assert line.actor == "digitaal-deskundige-1"
    assert log_holds()


def test_an_order_that_is_not_put_forward_or_is_signed_has_nothing_to_compare(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    assert signed_in(Role.LEAD).get(f"/opdracht/{order.root}/ondertekenen").status_code == 302
    done = signed(signed_in, reference="DEMO-2026-0009")
    assert signed_in(Role.LEAD).get(f"/opdracht/{done.root}/ondertekenen").status_code == 302
    again = signed_in().post(f"/opdracht/{done.root}/voorleggen", {"seen": "ab" * 32})
    assert "Deze opdracht is ondertekend en geldt" in again.content.decode()


def test_another_record_has_no_page_here(signed_in: SignedIn) -> None:
    assert signed_in().get(f"/opdracht/{trajectory().root}").status_code == 404
    assert signed_in().get(f"/opdracht/{uuid4()}").status_code == 404


def test_where_the_register_has_no_kit_it_says_so(signed_in: SignedIn) -> None:
    order = enter(signed_in())
    with override_settings(INZAGE_REGISTER_KIT="/nergens"):
        answer = first(signed_in(), order)
    assert "INZAGE_REGISTER_KIT" in answer.content.decode()
    assert state(order) == "concept"
