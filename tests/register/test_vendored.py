"""Files of others in the register: each named, with its licence and its digest; and how they are chosen."""

import hashlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import vendor_static

VENDOR = Path(str(files("inzage.register"))) / "static/inzage/vendor"
LISTED: list[dict[str, Any]] = tomllib.loads((VENDOR / "VENDORED.toml").read_text("utf-8"))["package"]
FILES = [(package["name"], file) for package in LISTED for file in package["file"]]
MOST = 450_000
"""Bytes that all vendored files together may take."""


def digest(name: str) -> str:
    return hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()


@pytest.mark.parametrize(("package", "file"), FILES, ids=lambda x: x if isinstance(x, str) else x["name"])
def test_a_file_is_what_the_list_says(package: str, file: dict[str, str]) -> None:
    assert digest(file["name"]) == file["sha256"], f"{file['name']} of {package} was changed here"


def test_every_file_is_named() -> None:
    here = {str(file.relative_to(VENDOR)) for file in VENDOR.rglob("*") if file.is_file()}
    named = {file["name"] for _, file in FILES} | {package["licence_file"] for package in LISTED}
    assert here == named | {"VENDORED.toml"}


@pytest.mark.parametrize("package", LISTED, ids=lambda package: package["name"])
def test_a_package_has_its_whole_licence_beside_it(package: dict[str, Any]) -> None:
    text = (VENDOR / package["licence_file"]).read_text("utf-8")
    words = {
        "EUPL-1.2": "EUROPEAN UNION PUBLIC LICENCE v. 1.2",
        "OFL-1.1": "SIL OPEN FONT LICENSE",
        "0BSD": "Zero-Clause BSD",
    }
    assert words[package["licence"]] in text
    assert digest(package["licence_file"]) == package["licence_sha256"]


def test_the_list_is_that_of_the_tool() -> None:
    listed = [(each["name"], each["version"], each["licence"]) for each in LISTED]
    assert listed == [(each.name, each.version, each.licence) for each in vendor_static.PACKAGES]


def test_no_design_that_is_not_free_to_use() -> None:
    told = " ".join(f"{package['name']} {file['source']}" for package in LISTED for file in package["file"]).lower()
    assert "rijkshuisstijl" not in told
    assert "@utrecht/design-tokens" not in told


def test_it_stays_small() -> None:
    assert sum((VENDOR / file["name"]).stat().st_size for _, file in FILES) < MOST


@pytest.mark.parametrize("name", [file["name"] for _, file in FILES if file["name"].endswith(".css")])
def test_a_style_of_others_loads_nothing(name: str) -> None:
    text = (VENDOR / name).read_text("utf-8")
    assert "url(" not in text
    assert "@import" not in text


def test_a_chosen_style_says_that_it_was_chosen_and_whose_it_is() -> None:
    text = (VENDOR / "utrecht-components.css").read_text("utf-8")
    assert text.startswith("/* Chosen from @utrecht/component-library-css 9.0.4, EUPL-1.2:")
    assert "Copyright (c) 2021-2025 Gemeente Utrecht" in text


def test_every_token_that_a_token_needs_is_there() -> None:
    text = (VENDOR / "voorbeeld-tokens.css").read_text("utf-8")
    told, asked = set(re.findall(r"(--[\w-]+):", text)), set(re.findall(r"var\((--(?:basis|voorbeeld)[\w-]+)", text))
    assert asked <= told


NAMES = st.from_regex(r"\.[a-z]{1,8}(::?[a-z]{1,5})?", fullmatch=True)
BODIES = st.sampled_from(["color: red", 'content: "}{;"', "a: b; c: d", "x { y: z }", "content: ';'", ""])


@given(st.lists(st.tuples(NAMES, BODIES)))
def test_statements_of_a_style_are_found_whatever_they_hold(rules: list[tuple[str, str]]) -> None:
    css = "\n".join(f"{name} {{{body}}}" for name, body in rules)
    assert list(vendor_static.blocks(css)) == rules


def test_a_statement_without_a_block_is_one_too() -> None:
    assert list(vendor_static.blocks('@charset "a;b";.a{b:c}')) == [('@charset "a;b"', None), (".a", "b:c")]


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".utrecht-button { color: red; }", ".utrecht-button{color: red}\n"),
        (".utrecht-button--busy::before{a:b}", ".utrecht-button--busy::before{a:b}\n"),
        (".utrecht-button__label{a:b}", ".utrecht-button__label{a:b}\n"),
        (".utrecht-buttonish{a:b}", ""),
        (".utrecht-calendar .utrecht-button{a:b}", ""),
        (".utrecht-calendar, .utrecht-button{a:b}", ".utrecht-button{a:b}\n"),
        (".utrecht-link:is(.utrecht-a, .utrecht-b){a:b}", ""),
        (".utrecht-link:is(:hover, :focus){a:b}", ".utrecht-link:is(:hover,:focus){a:b}\n"),
        ("h1{a:b}", ""),
        ("/* .utrecht-link{a:b} */", ""),
        ("@media print{.utrecht-link{a:b}.other{c:d}}", "@media print{.utrecht-link{a:b}}\n"),
        ("@media print{.other{c:d}}", ""),
        ("@keyframes turn { to { a: b; } }", "@keyframes turn{to{a: b;}}\n"),
        ('.utrecht-link{background:url("data:image/png;base64,AA")}', ""),
        ('@charset "UTF-8";', ""),
    ],
)
def test_only_rules_of_kept_components_stay(css: str, kept: str) -> None:
    assert vendor_static.components(css) == kept


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        ("--basis-a: 1px;\n", ["--basis-a:1px;"]),
        ("--utrecht-button-a: var(--other);\n--other: var(--more, 2px);\n--more: 3px;\n", None),
        ("--utrecht-calendar-a: 1px;\n", []),
        ("--utrecht-buttonish: 1px;\n", []),
        ("--utrecht-select-a: url(data:b);\n", []),
        ("--basis-a: 24px; /* 3ch */\n", ["--basis-a:24px;"]),
    ],
)
def test_a_token_stays_with_what_it_is_built_from(tokens: str, kept: list[str] | None) -> None:
    found = vendor_static.tokens(f"/* made */\n:root {{\n{tokens}}}\n").splitlines()[1:-1]
    assert found == (kept if kept is not None else tokens.replace(": ", ":").splitlines())
