"""Beheer: each role its own parts; the catalogue, the keys and the queue as they are, to be read alone."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from inzage.register.log import now
from inzage.register.models import Entry, KindVersion, Record
from inzage.register.running import State
from inzage.register.running.tables import GivenOrder, Paper, Run
from inzage.register.values import GUARD_NAMES, Role
from inzage.register.web.administering import catalogue_of, runs
from inzage.register.web.administering import keys as shelved
from inzage.register.web.screens import administration
from inzage.register.web.screens import screens as all_screens
from inzage.signing import Role as Signer
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.revocation import REVOKED, Cause, Revocation, payload
from inzage.signing.trust import TrustStore
from tests.register.ground import ADMIN, KINDS, LEAD, OFFICER, ORG, check, condition, make, trajectory
from tests.register.web.conftest import SignedIn

PARTS = {
    Role.ADMINISTRATOR: {"soorten", "sleutels", "gebruikers", "logboek", "aanmeldingen", "controles"},
    Role.LEAD: {"lijsten", "soorten", "gebruikers", "logboek", "aanmeldingen", "controles"},
    Role.LISTS: {"lijsten"},
}
OPEN = ("lijsten", "soorten", "sleutels", "gebruikers", "logboek", "aanmeldingen", "controles")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    (tmp_path / "files").mkdir()
    for name, place in (("KIT", "kit"), ("FILES", "files")):
        monkeypatch.setenv(f"INZAGE_REGISTER_{name}", str(tmp_path / place))
    return Kit.create(tmp_path / "kit", laboratory=True)


def test_it_stands_in_the_menu_of_three_roles_and_leads_to_what_each_may_open(signed_in: SignedIn) -> None:
    for role in Role:
        answer = signed_in(role).get("/beheer")
        assert answer.status_code == (200 if role in PARTS else 403), role
        found = set(re.findall(r'iz-card__title"><a href="/beheer/([a-z-]+)"', answer.content.decode()))
        assert found & set(OPEN) == PARTS.get(role, set()), role


def test_every_part_is_a_screen_and_every_screen_of_administration_has_its_place() -> None:
    names = {each.name for each in all_screens()}
    assert administration.PARTS.keys() <= names
    plain = {each.name for each in all_screens() if re.fullmatch("beheer/[a-z-]+", each.route)}
    assert plain <= administration.PARTS.keys()


@pytest.mark.parametrize("part", OPEN)
def test_a_part_opens_for_its_roles_alone(part: str, signed_in: SignedIn, kit: Kit) -> None:
    for role in Role:
        expected = 200 if part in PARTS.get(role, set()) else 403
        assert signed_in(role).get(f"/beheer/{part}").status_code == expected, role


def test_the_catalogue_lists_every_version_with_term_and_use(signed_in: SignedIn) -> None:
    make("gesprek", trajectory=trajectory())
    client = signed_in(Role.ADMINISTRATOR)
    shown = page(client, "/beheer/soorten") + page(client, "/beheer/soorten?pagina=2")
    assert set(re.findall(r'/beheer/soorten/([a-z0-9-]+)/(\d+)"', shown)) == {(c, str(v)) for c, v in KINDS.kinds}
    row = re.search(r'/beheer/soorten/gesprek/1">.*?</tr>', shown, re.DOTALL)
    assert row and 'iz-num">1</td><td><span class="iz-badge iz-badge--ok">ja' in row[0]
    assert "INZAGE_KINDS" in shown and "meegeleverd met Inzage" in shown


def test_of_another_organisation_no_use_is_counted(signed_in: SignedIn) -> None:
    make("gesprek", trajectory=trajectory())
    assert catalogue_of.line(ADMIN, KINDS.kinds["gesprek", 1]).many == 1
    there = page(signed_in(Role.ADMINISTRATOR, number=9, organisation="rn-2"), "/beheer/soorten/gesprek/1")
    assert re.search(r"Vastgelegd in uw organisatie</dt><dd>0<", there)


def test_a_group_narrows_the_catalogue(signed_in: SignedIn) -> None:
    shown = page(signed_in(Role.LEAD), "/beheer/soorten?soort=trajectory")
    codes = {code for code, _ in re.findall(r'/beheer/soorten/([a-z0-9-]+)/(\d+)"', shown)}
    assert codes == {k.code for k in KINDS.kinds.values() if k.noun == "trajectory"}
    assert "geen soort" in page(signed_in(Role.LEAD), "/beheer/soorten?soort=niets")


@pytest.mark.parametrize("kind", KINDS.kinds.values(), ids=lambda kind: kind.name)
def test_every_kind_shows_its_steps_as_a_table(kind: Any, signed_in: SignedIn) -> None:
    shown = page(signed_in(Role.ADMINISTRATOR), f"/beheer/soorten/{kind.code}/{kind.version}")
    table = shown[shown.index("Stappen</h2>") : shown.index("Velden</h2>")]
    acts = table.count('<th scope="row">')
    assert table.count("<tbody><tr>") + table.count("\n<tr>") >= len(kind.table.arrows) > 0 or not kind.table.arrows
    assert acts == len(kind.acts)
    assert shown.count("tweede persoon</span>") == sum(arrow.four_eyes for arrow in kind.table.arrows.values())
    assert kind.digest in shown and "zo in de database" in shown
    assert all(f"<code>{name}</code>" in shown for name in kind.data.get("properties", {}))


def test_a_version_that_is_not_there_is_not_found(signed_in: SignedIn) -> None:
    assert signed_in(Role.LEAD).get("/beheer/soorten/gesprek/99").status_code == 404
    assert signed_in(Role.LEAD).get("/beheer/soorten/niets/1").status_code == 404


def test_a_version_that_the_database_lacks_is_marked(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_of, "_adopted", dict)
    assert KindVersion.objects.exists()
    assert "nog niet in de database" in page(signed_in(Role.LEAD), "/beheer/soorten/gesprek/1")
    assert "nog niet opgenomen" in page(signed_in(Role.LEAD), "/beheer/soorten")


def test_folders_of_ones_own_are_named_with_their_files(
    signed_in: SignedIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weer.v1.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(settings, "KINDS", [tmp_path])
    shown = page(signed_in(Role.ADMINISTRATOR), "/beheer/soorten")
    assert str(tmp_path) in shown and "weer.v1.toml" in shown


def test_every_guard_has_words_and_terms_are_said_in_years_where_they_are_whole() -> None:
    assert catalogue_of.GUARDS.keys() == set(GUARD_NAMES)
    assert [catalogue_of.term(days) for days in (365, 3650, 400, 30)] == ["1 jaar", "10 jaar", "400 dagen", "30 dagen"]


def test_keys_stand_by_what_they_are_for_and_revoked_ones_say_since_when(signed_in: SignedIn, kit: Kit) -> None:
    good, gone, stranger = (PrivateKey.generate().public for _ in range(3))
    for key, role in ((good, Signer.LIST_ISSUER), (gone, Signer.MANDATE_ISSUER)):
        TrustStore.add(kit.path / "trust", role, key)
    revoked = [Revocation(each.keyid, now().replace(microsecond=0), Cause.STOLEN) for each in (gone, stranger)]
    (kit.path / "trust" / REVOKED).write_bytes(payload(revoked))
    (kit.path / "trust" / "revocations").mkdir()
    shown = page(signed_in(Role.ADMINISTRATOR), "/beheer/sleutels")
    rows = {keyid: row for row, keyid in re.findall(r"(<tr><td>.*?<code>([0-9a-f]{16})</code>.*?</tr>)", shown)}
    assert rows.keys() == {each.keyid[:16] for each in (good, gone, kit.key.public)}
    assert "Geeft lijsten uit" in rows[good.keyid[:16]] and "geldig" in rows[good.keyid[:16]]
    assert "ingetrokken" in rows[gone.keyid[:16]] and "gestolen of gekopieerd" in rows[gone.keyid[:16]]
    assert "van deze uitrusting zelf" in rows[kit.key.public.keyid[:16]]
    assert stranger.keyid[:16] in shown[shown.index("ook niet meer opgenomen") :]


def test_no_secret_is_on_the_page_of_keys(signed_in: SignedIn, kit: Kit) -> None:
    shown = page(signed_in(Role.ADMINISTRATOR), "/beheer/sleutels")
    for file in ("lists.key", "case.key"):
        raw = (kit.path / file).read_bytes()
        assert raw.hex() not in shown and raw.decode("latin-1") not in shown
    kept = (kit.path / "private.pem").read_text(encoding="ascii").splitlines()
    assert not any(line in shown for line in kept)


def test_every_signer_has_words() -> None:
    assert shelved.ROLES.keys() == set(Signer)


def test_without_a_kit_the_page_says_what_to_set(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INZAGE_REGISTER_KIT", raising=False)
    answer = signed_in(Role.ADMINISTRATOR).get("/beheer/sleutels")
    assert answer.status_code == 400 and "INZAGE_REGISTER_KIT" in answer.content.decode()


def run(activity: Record, state: State, **more: Any) -> Run:
    """A run in a state, of an order that was never signed: the rules on orders are held elsewhere."""
    given = {"order_id": activity.id, "activity": activity, "id": uuid4(), "state": state.value, "queued": now()}
    told = {"purpose": "check", "machine": "veldlaptop-1", "carriers": [{"path": "/geheim"}], "folder": "/elders"}
    who = {"actor": OFFICER.key, "role": OFFICER.role.value, "organisation": ORG}
    return Run(**given, **told, **who, **more)


def test_a_run_shows_where_it_is_and_never_where_a_carrier_lies() -> None:
    activity = check(condition())
    found = runs.shown(LEAD, [run(activity, State.FAILED, said={"nl": "De drager is niet te lezen.", "en": "No."})])
    assert (found[0].state, found[0].tone, found[0].said) == ("Mislukt", "danger", "De drager is niet te lezen.")
    assert found[0].record == str(activity.root)
    assert runs.shown(ADMIN, [run(activity, State.QUEUED)])[0].record == ""
    assert "/geheim" not in repr([found[0].said, found[0].purpose, found[0].state, found[0].record])


def test_every_state_of_a_run_has_words() -> None:
    assert runs.STATES.keys() == {state.value for state in State}


def test_the_queue_is_ones_own_and_narrows_by_state(signed_in: SignedIn) -> None:
    assert str(runs.queue(LEAD).query).count("organisation") >= 1
    assert "WHERE" in str(runs.queue(LEAD, "failed").query)
    assert runs.queue(LEAD, "niets").query.where == runs.queue(LEAD).query.where
    shown = page(signed_in(Role.LEAD), "/beheer/controles?toestand=failed")
    assert "geen controle uitgevoerd" in shown
    assert not GivenOrder.objects.exists() and not Paper.objects.exists()


def test_looking_at_kinds_or_runs_leaves_no_line(signed_in: SignedIn) -> None:
    before = Entry.objects.count()
    for part in ("soorten", "controles", "gebruikers"):
        page(signed_in(Role.LEAD), f"/beheer/{part}")
    assert Entry.objects.count() == before
