"""Files of a publication: the same each time, safe in a spreadsheet, told to catalogues, and with nobody of staff."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest

from inzage.errors import Language
from inzage.evaluation import Estimate, Figure, Level
from inzage.evaluation.gate.published import Published
from inzage.register.publishing import NotEstablished
from inzage.register.publishing.files import FORMS, file_of
from inzage.register.publishing.pictures import dressed
from inzage.register.publishing.printing import printed
from inzage.register.publishing.standing import published_of
from inzage.register.publishing.tables import FORMULA, table
from inzage.register.zones import day_of
from inzage.words import Words
from tests.register.ground import EVALUATOR, go
from tests.register.publishing.stock import SECOND_EVALUATOR, concept, established, result, span

ALL = sorted(FORMS)


@pytest.mark.parametrize("form", ALL)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_file_is_the_same_each_time_and_names_nobody(form: str, lang: Language) -> None:
    made = established()
    first = file_of(made, form, lang)
    assert first == file_of(made, form, lang)
    assert first.name == f"e6-2026-06-30.{form}"
    for key in (EVALUATOR.key, SECOND_EVALUATOR.key, made.actor):
        assert key.encode() not in first.content


def rows(told: Published) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table(told).decode())))


def test_the_values_are_those_that_are_told_and_a_full_stop_else() -> None:
    found = rows(published_of(established()))
    assert found[0] == ["tabel", "regel", "kolom", "waarde"]
    assert ["Interventie afgerond", "zuid", "Aantal", "."] in found
    assert ["Interventie afgerond", "noord", "Aantal", "40"] in found
    assert ["Interventie afgerond", "noord", "Percentage", "57%"] in found
    counts = [int(row[3]) for row in found if row[2] in ("Aantal", "Van", "Nog gevolgd") and row[3] != "."]
    assert counts
    assert {count % 5 for count in counts} == {0}


@pytest.mark.parametrize("begin", FORMULA)
def test_no_cell_is_a_formula_to_a_spreadsheet(begin: str) -> None:
    told = published_of(established())
    label = Words(f"{begin}cmd()", f"{begin}cmd()")
    shapes = tuple(
        replace(shape, rows=replace(shape.rows, lines=tuple(replace(line, label=label) for line in shape.rows.lines)))
        for shape in told.shapes
    )
    text = table(replace(told, shapes=shapes)).decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any(cell.startswith(f"'{begin}") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_a_catalogue_is_told_what_it_asks() -> None:
    made = established()
    told = json.loads(file_of(made, "jsonld", "nl").content)
    asked = ("title", "description", "issued", "publisher", "license", "temporal", "spatial", "accessRights")
    assert {f"dct:{each}" for each in asked} <= told.keys()
    signed = made.steps.get(target="vastgesteld").recorded
    assert told["dct:issued"] == {"@value": day_of(signed).isoformat(), "@type": "xsd:date"}
    assert told["dct:accessRights"]["@id"].endswith("/PUBLIC")
    assert told["dct:license"]["@id"].endswith("/licence/CC0")
    assert told["dct:temporal"]["dcat:endDate"]["@value"] == "2026-06-30"
    assert told["dct:publisher"]["foaf:name"] == made.organisation
    by_name = {each["dct:title"]: each for each in told["dcat:distribution"]}
    for form in ("csv", "html", "pdf"):
        file = file_of(made, form, "nl")
        assert by_name[file.name]["spdx:checksum"]["spdx:checksumValue"] == sha256(file.content).hexdigest()
        assert by_name[file.name]["dcat:byteSize"] == len(file.content)


def test_what_is_for_the_organisation_has_no_open_licence() -> None:
    told = json.loads(file_of(established(Level.ORGANISATION), "jsonld", "nl").content)
    assert told["dct:accessRights"]["@id"].endswith("/RESTRICTED")
    assert "CC0" not in json.dumps(told)


@pytest.mark.parametrize("form", ALL)
def test_of_a_concept_and_of_what_was_withdrawn_there_are_no_files(form: str) -> None:
    made = concept()
    with pytest.raises(NotEstablished) as refused:
        file_of(made, form, "nl")
    assert "concept" in refused.value.sentence("nl")
    gone = established()
    go(gone, "ingetrokken", EVALUATOR, "2026-07-02", withdrawn_because="cijfers-onjuist")
    gone.refresh_from_db()
    with pytest.raises(NotEstablished):
        file_of(gone, form, "nl")


def test_the_document_has_its_pictures_and_every_number_in_words() -> None:
    made = established()
    text = file_of(made, "html", "nl").content.decode()
    assert text.count("<svg xmlns") == 2
    assert "iz-chart" not in text
    assert "Aantallen zijn afgerond op vijftallen" in text
    assert "Er waren 3 bijzondere zaken" not in text
    for each in printed(published_of(made), "nl"):
        assert all(f">{cell}<" in text for row in each.rows for cell in row if "'" not in cell)


def test_the_document_for_print_is_tagged_and_dated_by_the_second_signature() -> None:
    made = established()
    with pikepdf.open(io.BytesIO(file_of(made, "pdf", "nl").content)) as read:
        assert read.Root.MarkInfo.Marked
        assert len(read.pages) >= 1


def test_a_drawing_is_dressed_without_a_style_sheet() -> None:
    bare = '<svg xmlns="http://www.w3.org/2000/svg" class="iz-chart__drawing" width="100%" height="40" role="img">'
    bare += '<text class="iz-chart__text iz-chart__text--end" x="3%">a</text><rect class="iz-chart__bar" x="0%"/></svg>'
    worn = dressed(bare)
    assert 'viewBox="0 0 680 40"' in worn
    assert "class=" not in worn
    assert 'text-anchor="end"' in worn
    assert '<rect fill="#14505c"' in worn


def test_an_effect_stands_beside_how_often_was_looked_and_is_no_formula() -> None:
    beside = {"checks_per_person_month": 0.31, "events": 43.0}
    value = Estimate(-0.12, -0.2, -0.04, "Newcombe")
    effect = Figure("v", Words("Verschil", "Difference"), "share", value, (), span(0, 165), beside, effect=True)
    made = established(figures=(effect, *result().figures))
    found = {tuple(row[1:3]): row[3] for row in rows(published_of(made)) if row[0] == "Andere cijfers"}
    assert found["Verschil", "Waarde"] == "−12%"
    assert found["Verschil", "Onzekerheid (95%)"] == "−20 – −4%"
    assert found["Verschil", "Daarbij"] == "controles per persoon per maand: 0,31; gebeurtenissen: 45"


@pytest.mark.parametrize(("lang", "said"), [("nl", "37 dagen"), ("en", "37 days")])
def test_tables_are_told_in_either_language(lang: Language, said: str) -> None:
    found = printed(published_of(established()), lang)
    assert said in [cell for each in found for row in each.rows for cell in row]
