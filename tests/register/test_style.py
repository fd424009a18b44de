"""The register's own style: contrast computed, nothing a strict policy forbids, classes as documented."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

REGISTER = Path(str(files("inzage.register")))
STATIC = REGISTER / "static/inzage"
CSS = (STATIC / "inzage.css").read_text("utf-8")
BARE = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
SCRIPT = (STATIC / "inzage.js").read_text("utf-8")
TOKENS = (STATIC / "vendor/voorbeeld-tokens.css").read_text("utf-8")
HELD = {name: value.strip() for name, value in re.findall(r"(--[\w-]+):\s*([^;]+);", TOKENS + BARE)}
"""Every token with its value; ours come after the theme's, as in the page."""


def colour(value: str) -> str:
    """A colour, through all the tokens it is made of, as six hexadecimal digits."""
    while match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = HELD[match[1]]
    assert re.fullmatch(r"#[0-9a-fA-F]{6}", value), value
    return value[1:].lower()


def light(value: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21, of two tokens or colours."""
    low, high = sorted(light(colour(v if v.startswith("#") else f"var({v})")) for v in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_the_norm() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("--iz-paper", "--iz-canvas", "--iz-shade")
SIGNS = ("info", "positive", "highlight", "negative")
TEXT = [
    *((ink, ground) for ink in ("--iz-ink", "--iz-ink-soft", "--iz-accent", "--iz-accent-deep") for ground in GROUNDS),
    *(("--iz-ink", f"--basis-color-{sign}-bg-subtle") for sign in SIGNS),
    *((f"--basis-color-{sign}-color-default", f"--basis-color-{sign}-bg-default") for sign in SIGNS),
    *(("--iz-accent", f"--basis-color-{sign}-bg-subtle") for sign in SIGNS),
    *(("--iz-danger", ground) for ground in (*GROUNDS, "--basis-color-negative-bg-subtle")),
    ("--iz-on-accent", "--iz-header"),
    ("--iz-on-accent", "--iz-header-deep"),
    ("--iz-on-accent", "--iz-accent-deep"),
    ("--iz-accent-deep", "--iz-accent-soft"),
    ("--iz-accent", "--iz-accent-soft"),
    ("--iz-ink", "--basis-color-accent-1-bg-subtle"),
    ("--iz-accent", "--basis-color-accent-1-bg-subtle"),
    ("--basis-color-negative-inverse-color-default", "--iz-danger"),
    ("--basis-color-negative-inverse-color-default", "--basis-color-negative-color-hover"),
]
FORMS = [
    *(("--iz-line-strong", ground) for ground in GROUNDS[:2]),
    *((f"--basis-color-{sign}-border-default", "--iz-paper") for sign in SIGNS),
    *((f"--iz-part-{part}", "--iz-paper") for part in ("read", "partly", "unreadable", "closed", "absent")),
    ("--iz-accent", "--iz-shade"),
    ("--basis-focus-outline-color", "--iz-canvas"),
    ("--basis-focus-inverse-outline-color", "--iz-header"),
    ("--basis-color-positive-color-default", "--iz-paper"),
]


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("form", "ground"), FORMS)
def test_what_must_be_seen_to_work_can_be_seen(form: str, ground: str) -> None:
    assert contrast(form, ground) >= 3


def test_every_ink_of_the_style_is_measured() -> None:
    inks = set(re.findall(r"(?<![\w-])color: var\((--[\w-]+)\)", BARE))
    indirect = {"--iz-word", "--basis-form-control-color"}
    assert inks <= {name for pair in TEXT for name in pair} | indirect


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.*")), ids=lambda file: file.name)
def test_no_colour_of_the_state(file: Path) -> None:
    assert b"154273" not in file.read_bytes().lower()


def test_nothing_behind_text_that_cannot_be_measured() -> None:
    assert "gradient" not in BARE
    assert "opacity" not in BARE


def test_the_style_asks_nothing_of_another_host_and_nothing_of_data() -> None:
    for address in re.findall(r"url\(\"?([^\")]+)", BARE):
        assert (STATIC / address).is_file(), address
    assert "//" not in BARE


def test_layers_are_in_order_and_hold_all_of_it() -> None:
    assert BARE.strip().startswith("@layer thema, nlds, inzage;")
    assert '@import url("vendor/voorbeeld-tokens.css") layer(thema);' in BARE
    assert '@import url("vendor/utrecht-components.css") layer(nlds);' in BARE
    outside = re.sub(r"@font-face \{[^}]*\}|@import [^;]*;|@layer thema, nlds, inzage;", "", BARE).strip()
    assert outside.startswith("@layer inzage {")
    assert outside.endswith("}")


GLYPHS = ("visually-hidden", "iz-check", "timeline__item", "iz-progress", "iz-light::before", "chart__patch", "details")
"""What may have a height of its own: nothing with running text in it."""


def test_no_height_is_fixed_where_text_stands() -> None:
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", BARE):
        if re.search(r"(?<![\w-])(block-size|height):", body):
            assert any(glyph in selector for glyph in GLYPHS), selector.strip()


def head() -> str:
    """The comment at the top, which names the classes."""
    return CSS[: CSS.index("*/")]


def expanded(text: str) -> set[str]:
    """Class names in a text, with `iz-badge--{a,b}` written out."""
    spread = re.sub(
        r"(iz-[\w-]+)--\{([\w,-]+)\}", lambda m: " ".join(f"{m[1]}--{each}" for each in m[2].split(",")), text
    )
    return set(re.findall(r"(?<![\w-])iz-[a-z]+(?:-[a-z]+)*(?:__[a-z-]+)?(?:--[a-z-]+)?", spread))


STYLED = set(re.findall(r"\.(iz(?:-[\w-]+)?)", BARE))
BARE_NAMES = {"iz-badge--neutral", "iz-message--info", "iz-button--secondary", "iz-field--error", "iz-card__meta"}
"""Documented names whose look is that of the name without its variant."""


def test_what_is_documented_is_styled() -> None:
    assert expanded(head()) - STYLED <= BARE_NAMES | {"iz-"}


def test_what_is_styled_is_documented() -> None:
    own = {name for name in STYLED if not name.startswith(("iz-chart__", "iz-nav__toggle"))}
    assert own - {"iz", "iz-field--wrong"} <= expanded(head())


PAGES = sorted(REGISTER.rglob("templates/**/*.html"))


def used(page: Path) -> set[str]:
    """Classes that a page gives, as far as they are written out."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", page.read_text("utf-8"), flags=re.S)
    return {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_uses_components_that_are_there_and_no_style_of_its_own(page: Path) -> None:
    utrecht = (STATIC / "vendor/utrecht-components.css").read_text("utf-8")
    names = used(page)
    assert {name for name in names if name.startswith("iz-")} <= STYLED | BARE_NAMES | {f"{name}--" for name in STYLED}
    assert not {name for name in names if name.startswith("nl-")}
    assert {name for name in names if name.startswith("utrecht-") and f".{name}" not in utrecht} == set()
    text = page.read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", text)


@pytest.mark.parametrize(
    "forbidden", ["eval(", "Function(", "innerHTML", "outerHTML", ".style", "document.write", "http"]
)
def test_the_script_makes_no_code_and_no_markup_of_text(forbidden: str) -> None:
    assert forbidden not in SCRIPT


@pytest.mark.parametrize(
    "setting",
    [
        "allowEval: false",
        "allowScriptTags: false",
        "includeIndicatorStyles: false",
        "selfRequestsOnly: true",
        "historyCacheSize: 0",
    ],
)
def test_htmx_is_told_to_make_no_code_no_style_and_to_keep_no_page(setting: str) -> None:
    assert setting in SCRIPT
    assert setting.partition(":")[0] in (STATIC / "vendor/htmx.min.js").read_text("utf-8")
