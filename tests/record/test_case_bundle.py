"""The bundle for the police: CASE, byte for byte the same, and whole whatever a name on a carrier holds."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.cli import _case_validate
from inzage.cli._case_validate import ValidatorMissing, validate
from inzage.record.case_bundle import Hit, Occasion, bundle
from inzage.record.case_nodes import CONTEXT
from inzage.record.spelling import spelt, unspelt
from inzage.record.statement import statement
from inzage.signing.canonical import canonical, parse
from tests.record.halted import BEGUN, HIT, occasion
from tests.record.making import Papers

PAPERS = Papers(b"", None, mandate_sha256="ef" * 32)
OCCASION = occasion(PAPERS)
SIMILAR = replace(
    HIT, match="similar", distance=12, digests=(*HIT.digests, "pdq:" + "12" * 32), matched=("pdq:" + "12" * 32,)
)

Nodes = dict[str, Any]


def nodes(data: bytes) -> Nodes:
    """Nodes by type; of hashes and lists the last."""
    return {node["@type"]: node for node in json.loads(data)["@graph"]}


# --- crossing into the worker ------------------------------------------------------


def test_an_occasion_crosses_as_json() -> None:
    assert Occasion.of(json.loads(json.dumps(OCCASION.json))) == OCCASION
    bare = replace(OCCASION, order=None, carrier=None, kind="", size=None, serial=None)
    assert Occasion.of(json.loads(canonical(bare.json))) == bare


def test_an_instant_stays_the_instant_whatever_its_zone() -> None:
    there = BEGUN.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert Occasion.of(replace(OCCASION, begun=there).json) == OCCASION


@pytest.mark.parametrize("spoil", [lambda j: j.pop("begun"), lambda j: j.update(more=1), lambda j: j.update(begun="x")])
def test_what_is_no_occasion(spoil: Callable[[Nodes], object]) -> None:
    value = OCCASION.json
    spoil(value)
    with pytest.raises(ValueError, match=r"."):
        Occasion.of(value)
    with pytest.raises(ValueError, match="aware"):
        replace(OCCASION, halted=datetime(2026, 1, 1))


# --- what it holds -----------------------------------------------------------------


def test_equal_halts_have_equal_bundles_and_no_two_checks_share_a_name() -> None:
    assert bundle(OCCASION, HIT) == bundle(replace(OCCASION), replace(HIT))
    one, other = (
        {node["@id"] for node in json.loads(bundle(replace(OCCASION, check_id=check), HIT))["@graph"]}
        for check in ("check-1", "check-2")
    )
    assert len(one) == len(other) == len(json.loads(bundle(OCCASION, HIT))["@graph"])
    assert not one & other


def test_every_part_of_a_hit_is_told() -> None:
    told = nodes(bundle(OCCASION, SIMILAR))
    file, content = told["uco-observable:FileFacet"], told["uco-observable:ContentDataFacet"]
    match = told["uco-analysis:ArtifactClassificationResultFacet"]
    assert file["uco-observable:filePath"] == "DCIM/100/geometric.png"
    assert file["uco-observable:fileName"] == "geometric.png"
    assert file["uco-observable:sizeInBytes"]["@value"] == "1234"
    assert file["uco-observable:modifiedTime"]["@value"] == "2026-11-01T12:00:00Z"
    assert len(content["uco-observable:hash"]) == 3
    assert (match["inzage:match"], match["inzage:distance"]["@value"]) == ("similar", "12")
    assert match["inzage:matchedDigest"] == ["pdq:" + "12" * 32]
    assert told["uco-analysis:ArtifactClassification"]["uco-analysis:class"] == "category-a"
    assert (told["inzage:List"]["inzage:listName"], told["inzage:List"]["inzage:listVersion"]) == (
        "Voorbeeldlijst",
        "3",
    )


def test_the_law_and_the_instrument_are_told() -> None:
    told = nodes(bundle(OCCASION, None))
    order, action = told["case-investigation:Authorization"], told["case-investigation:InvestigativeAction"]
    assert order["case-investigation:authorizationIdentifier"] == "ECLI:NL:RBXXX:2026:1"
    assert told["case-investigation:Investigation"]["case-investigation:relevantAuthorization"]["@id"] == order["@id"]
    assert told["uco-tool:AnalyticTool"]["uco-tool:version"] == "0.1.0"
    assert told["uco-tool:AnalyticTool"]["inzage:instrumentSha256"] == "cd" * 32
    assert action["uco-action:startTime"]["@value"] == "2026-11-20T09:00:00Z"
    assert action["uco-action:endTime"]["@value"] == "2026-11-20T09:05:00Z"
    assert action["uco-action:instrument"]["@id"] == told["uco-tool:AnalyticTool"]["@id"]
    assert told["case-investigation:ProvenanceRecord"]["case-investigation:exhibitNumber"] == "GD-1"
    assert told["uco-observable:DeviceFacet"]["inzage:keyedSerial"] == "ab" * 16


@pytest.mark.parametrize(
    ("made", "absent"),
    [
        (bundle(OCCASION, None), {"uco-observable:File", "uco-observable:FileFacet", "uco-types:Hash", "inzage:List"}),
        (bundle(replace(OCCASION, carrier=None), None), {"uco-observable:Device", "uco-observable:DeviceFacet"}),
        (bundle(OCCASION, replace(HIT, digests=(), lists=())), {"uco-types:Hash", "inzage:List"}),
    ],
)
def test_what_there_is_not_is_not_told(made: bytes, absent: set[str]) -> None:
    assert not absent & set(nodes(made))
    named = {node["@id"] for node in json.loads(made)["@graph"]}
    assert set(references(json.loads(made)["@graph"])) <= named


def references(value: Any) -> list[str]:
    """Every id that something points to."""
    if isinstance(value, list):
        return [found for one in value for found in references(one)]
    if isinstance(value, dict):
        mine = [value["@id"]] if set(value) == {"@id"} else []
        return mine + [found for one in value.values() for found in references(one)]
    return []


def test_every_prefix_is_known() -> None:
    used = {
        key.partition(":")[0] for node in json.loads(bundle(OCCASION, SIMILAR))["@graph"] for key in node if ":" in key
    }
    assert used <= set(CONTEXT)


# --- whatever a carrier holds ------------------------------------------------------

NASTY = (
    "", "/", "a/", "\x00", "\ud800", "\udcff\udc80", "\u202egnp.exe", "المجلد/ملف", "משפט", "\\", "\\x41", "\\u{41}",
    "\u2028\u2029", '"', "</script>", "@id", "_:b0", "http://x/{}", "a\tb\nc\rd", "\ufeff", "\ufffe", "\U0010ffff",
    "é", "e\u0301", "𝔘", "%00", "${x}", "x" * 4096, "\udc80" * 4096, "\x7f\x80\x9f",
)  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_any_name_is_spelt_and_read_back(name: str) -> None:
    assert unspelt(spelt(name)) == name
    assert spelt(name).isprintable()
    assert spelt(spelt(name)).isprintable()


@settings(max_examples=300)
@given(
    st.text(st.characters(), max_size=60)
    | st.binary(max_size=40).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
)
def test_the_spelling_is_reversible(name: str) -> None:
    assert unspelt(spelt(name)) == name
    assert spelt(name).isprintable()
    spelt(name).encode("utf-8")


def test_a_name_that_can_be_read_is_left_as_it_is() -> None:
    for name in ("DCIM/100/foto.png", "müller/ß.txt", "المجلد", "日本語", "a b"):
        assert spelt(name) == name


ANY_NAME = st.text(st.characters(), max_size=50) | st.sampled_from(NASTY)
ANY_TIME = (
    st.none()
    | st.datetimes(timezones=st.just(UTC))
    | st.sampled_from(
        [
            datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
            datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
        ]
    )
)


@settings(max_examples=200)
@given(ANY_NAME, st.none() | st.integers(-(2**70), 2**70), ANY_TIME, st.lists(ANY_NAME, max_size=3), ANY_NAME)
def test_a_bundle_is_made_of_anything(
    path: str, size: int | None, modified: datetime | None, digests: list[str], label: str
) -> None:
    hit = Hit(path, size, modified, tuple(digests), tuple(digests), "exact", label, ((label, path),))
    made = bundle(OCCASION, hit)
    assert canonical(parse(made)) == made
    assert unspelt(nodes(made)["uco-observable:FileFacet"]["uco-observable:filePath"]) == path
    told = statement("check-1", made)
    assert (told.label, told.digests, told.lists) == (label, tuple(digests), ((label, path),))


def test_a_name_as_long_as_any_still_fits_in_a_message() -> None:
    long = replace(HIT, untrusted_path="\U0010ffff" * 4096)
    assert len(bundle(OCCASION, long)) < 128 * 1024


# --- held against CASE -------------------------------------------------------------


def together(*bundles: bytes) -> bytes:
    """Several bundles as one graph: the validator starts once."""
    graph = [node for data in bundles for node in json.loads(data)["@graph"]]
    return canonical({"@context": CONTEXT, "@graph": graph})


def twins() -> list[bytes]:
    """Invented halts of every shape, each of another check."""
    names = NASTY[:-4]
    bare = replace(HIT, size=None, modified=None, digests=("odd",))
    nasty = replace(HIT, untrusted_path="/".join(NASTY), label=NASTY[2], lists=tuple((name, name) for name in names))
    shapes: list[tuple[Occasion, Hit | None]] = [
        (OCCASION, None), (OCCASION, HIT), (OCCASION, SIMILAR), (replace(OCCASION, carrier=None), None),
        (replace(OCCASION, order=None, size=None, serial=None), bare), (OCCASION, nasty),
        (OCCASION, replace(HIT, untrusted_path="\x00", modified=datetime.min.replace(tzinfo=UTC), size=2**70)),
    ]  # fmt: skip
    return [bundle(replace(about, check_id=f"check-{n}"), hit) for n, (about, hit) in enumerate(shapes)]


def test_every_shape_conforms() -> None:
    found = validate(together(*twins()))
    assert found.conforms, found.report[-3000:]


def test_a_bundle_conforms_to_the_ontology_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our own demands beside it; PDQ is no member of its vocabulary, on which it remarks."""
    (tmp_path / "none.ttl").write_text("")
    monkeypatch.setattr(_case_validate, "SHAPES", tmp_path / "none.ttl")
    found = validate(bundle(OCCASION, SIMILAR))
    assert found.conforms, found.report
    assert 'Literal("PDQ")' in found.report


def misspelt_class(told: Nodes) -> None:
    told["uco-observable:FileFacet"]["@type"] = "uco-observable:FileFacett"


def wrong_datatype(told: Nodes) -> None:
    told["uco-observable:FileFacet"]["uco-observable:sizeInBytes"] = "1234"


def no_identifier(told: Nodes) -> None:
    del told["case-investigation:Authorization"]["case-investigation:authorizationIdentifier"]


def no_performer(told: Nodes) -> None:
    del told["case-investigation:InvestigativeAction"]["uco-action:performer"]


@pytest.mark.parametrize("spoil", [misspelt_class, wrong_datatype, no_identifier, no_performer])
def test_what_was_spoilt_does_not_conform(spoil: Callable[[Nodes], None]) -> None:
    value = json.loads(bundle(OCCASION, HIT))
    spoil({node["@type"]: node for node in value["@graph"]})
    assert not validate(canonical(value)).conforms


def test_what_is_no_bundle_does_not_conform() -> None:
    assert not validate(b"garbage").conforms


def test_a_missing_validator_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(_case_validate.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(ValidatorMissing):
        validate(b"{}")


def test_a_validator_that_hangs_or_cannot_start_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "case_validate").write_text("no program")
    monkeypatch.setattr(_case_validate.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(ValidatorMissing):
        validate(b"{}")
