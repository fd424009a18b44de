"""The model DPIA and the entry for the algorithm register: whole, honest about what is not ours to say."""

import json
import re
from collections.abc import Iterator

import pytest

from inzage.signing.policy import Kept, Policy
from tests.architecture.tree import ROOT

DPIA = (ROOT / "docs" / "dpia.md").read_text(encoding="utf-8")
ENTRY = json.loads((ROOT / "docs" / "algoritmeregister.json").read_text(encoding="utf-8"))
FILL = "IN TE VULLEN"

POINTS = (
    "Voorstel", "Persoonsgegevens", "Gegevensverwerkingen", "Verwerkingsdoeleinden", "Betrokken partijen", "Belangen",
    "Verwerkingslocaties", "Techniek en methode", "Juridisch en beleidsmatig kader", "Bewaartermijnen", "Rechtsgrond",
    "Bijzondere en strafrechtelijke gegevens", "Doelbinding", "Noodzaak en evenredigheid",
    "Rechten van de betrokkene", "Risico's", "Maatregelen",
)  # fmt: skip
"""The 17 points of the model of the national government, in its order."""


def test_the_model_has_the_seventeen_points_in_their_order() -> None:
    found = re.findall(r"^### (\d+)\. (.+)$", DPIA, re.MULTILINE)
    assert found == [(str(number), name) for number, name in enumerate(POINTS, 1)]


@pytest.mark.parametrize("number", range(1, 18))
def test_each_point_says_what_the_organisation_must_fill_in(number: int) -> None:
    point = DPIA.partition(f"### {number}. ")[2].partition("\n### ")[0]
    assert f"**{FILL}**" in point


def test_every_term_that_a_policy_can_state_is_in_it() -> None:
    assert "`retention_days`" in DPIA
    for kind in Kept:
        assert f"{kind.value} = " in DPIA
    assert Policy().missing == ("name", "retention_days", "dpia")
    assert "Zonder kenmerk van een vastgestelde DPIA, een naam en een bewaartermijn" in DPIA


def test_what_the_sources_did_not_settle_is_said_to_be_open() -> None:
    assert DPIA.count("**niet uitgemaakt**") == 1
    assert DPIA.count("**niet gevonden**") == 1


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the entry, with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{number}")
    else:
        assert isinstance(value, str), path
        yield path, value


def test_the_entry_has_the_parts_of_the_publication_standard() -> None:
    assert list(ENTRY) == ["_lees_mij", "standaardversie", "algemene_informatie", "verantwoord_gebruik", "werking"]
    assert ENTRY["standaardversie"] == "1.0"
    assert {path for path, text in leaves(ENTRY) if not text} == {"/algemene_informatie/einddatum"}


@pytest.mark.parametrize(
    "field", ["organisatie", "status", "begindatum", "contactgegevens", "link_naar_publiekspagina"]
)
def test_what_only_the_organisation_knows_is_left_to_it(field: str) -> None:
    assert ENTRY["algemene_informatie"][field].startswith(FILL)


def test_the_entry_does_not_claim_that_its_names_were_verified() -> None:
    assert any("niet" in line and "nagegaan" in line for line in ENTRY["_lees_mij"])


def test_the_files_that_it_names_are_there() -> None:
    named = {name for _, text in leaves(ENTRY) for name in re.findall(r"[\w/-]+\.md", text)}
    assert named
    assert [name for name in sorted(named) if not (ROOT / "docs" / name).is_file()] == []


def test_the_manual_names_every_field_without_which_a_kit_does_no_real_check() -> None:
    manual = (ROOT / "docs" / "manual" / "uitrusting.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| alleen de demo en validatie \|$", manual, re.MULTILINE)
    assert tuple(rows) == Policy().missing
    assert all(f"`{kind.value}`" in manual for kind in Kept)
