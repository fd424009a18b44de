"""Refreshes the register's vendored files: NL Design System CSS, its tokens, Noto Sans, htmx.

For a developer who has npm; whoever runs or installs the register needs neither npm nor
Node. Fonts and htmx are taken as published. Of the two style sheets only the components
named below are kept, and of the tokens what those components use: a notice at the top of
each says so, as their licence (EUPL-1.2, article 5) asks. What loads a picture from
`data:` is left out, because the register's content policy forbids it. A change of version is a change
of ``PACKAGES``; the same versions give the same bytes.

    python tools/vendor_static.py
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src/inzage/register/static/inzage/vendor"

COMPONENTS = frozenset(
    re.findall(
        r"\S+",
        """
    alert blockquote breadcrumb-nav button button-group checkbox data-list form-field form-field-description
    form-field-error-message form-fieldset form-label heading-1 heading-2 heading-3 heading-4 link link-button
    ordered-list page-body pagination paragraph radio-button select separator skip-link status-badge table
    textarea textbox unordered-list
    """,
    )
)
"""Components of the library that are kept: `utrecht-<name>`."""

TOKENS = ("--basis-", "--utrecht-document-", "--utrecht-focus-", "--utrecht-space-")
"""Tokens kept whether or not a component uses them: our own style and an organisation's theme build on them."""

_CHOSEN = """/* Chosen from {0} {1}, {2}:
   only the components and tokens that Inzage uses. See VENDORED.toml.
{3}*/
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a package: where it lies there, its name here, and what is kept of it."""

    source: str
    name: str
    choose: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """One package at one version, with its licence."""

    name: str
    version: str
    licence: str
    licence_file: str
    parts: tuple[Part, ...]

    @property
    def licence_name(self) -> str:
        """The name its licence text gets here."""
        return f"LICENSES/{self.name.strip('@').replace('/', '-')}.txt"


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """(prelude, body) of each statement at this level; body None for one that ends in a semicolon."""
    start = at = 0
    while at < len(css):
        if css[at] == ";":
            yield css[start:at].strip(), None
            start = at + 1
        elif css[at] == "{":
            end = _closing(css, at)
            yield css[start:at].strip(), css[at + 1 : end]
            start = at = end + 1
            continue
        elif css[at] in "\"'":
            at = css.index(css[at], at + 1)
        at += 1


def _closing(css: str, at: int) -> int:
    depth = 0
    while True:
        if css[at] in "\"'":
            at = css.index(css[at], at + 1)
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if not depth:
            return at
        at += 1


def bare(css: str) -> str:
    """The style without its comments and its character set."""
    return re.sub(r'@charset "[^"]*";', "", re.sub(r"/\*.*?\*/", "", css, flags=re.S))


def components(css: str) -> str:
    """Rules whose selectors name kept components only, one rule per line."""
    return "".join(f"{line}\n" for line in _rules(bare(css)))


def _rules(css: str) -> Iterator[str]:
    for prelude, body in blocks(css):
        if body is None:
            continue
        if prelude.startswith("@keyframes"):
            yield f"{prelude}{{{_tight(body)}}}"
        elif prelude.startswith("@"):
            inside = "".join(_rules(body))
            if inside:
                yield f"{_tight(prelude)}{{{inside}}}"
        elif "url(" not in body and (selectors := [each for each in _selectors(prelude) if _kept(each)]):
            yield f"{','.join(map(_tight, selectors))}{{{_tight(body)}}}"


def _selectors(prelude: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, sign in enumerate(prelude):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            yield prelude[start:at]
            start = at + 1
    yield prelude[start:]


def _kept(selector: str) -> bool:
    names = re.findall(r"\.utrecht-([a-z0-9]+(?:-[a-z0-9]+)*)", selector)
    return bool(names) and all(name in COMPONENTS for name in names)


def _tight(css: str) -> str:
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).strip().rstrip(";")


def tokens(css: str) -> str:
    """Tokens that the kept components use, ours, and what those are built from."""
    ((_, body),) = blocks(bare(css))
    held = dict(re.findall(r"(--[\w-]+):\s*(.+?);\s*\n", body or ""))
    wanted = [name for name in held if name.startswith(TOKENS) or _of_component(name)]
    kept: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in held and name not in kept and "url(" not in held[name]:
            kept.add(name)
            wanted += re.findall(r"var\((--[\w-]+)", held[name])
    return ":root{\n" + "".join(f"{name}:{held[name]};\n" for name in held if name in kept) + "}\n"


def _of_component(name: str) -> bool:
    return any(name.startswith(f"--utrecht-{component}-") for component in COMPONENTS)


PACKAGES = (
    Package(
        "@utrecht/component-library-css",
        "9.0.4",
        "EUPL-1.2",
        "LICENSE.md",
        (Part("dist/index.css", "utrecht-components.css", components),),
    ),
    Package(
        "@nl-design-system-unstable/voorbeeld-design-tokens",
        "7.4.1",
        "EUPL-1.2",
        "LICENSE.md",
        (Part("dist/variables.css", "voorbeeld-tokens.css", tokens),),
    ),
    Package(
        "@fontsource/noto-sans",
        "5.3.0",
        "OFL-1.1",
        "LICENSE",
        tuple(
            Part(f"files/noto-sans-latin-{weight}-normal.woff2", f"noto-sans-latin-{weight}.woff2")
            for weight in (400, 700)
        ),
    ),
    # Not 4.x: that has no switch against making functions of text, 2.x has (allowEval).
    Package("htmx.org", "2.0.11", "0BSD", "LICENSE", (Part("dist/htmx.min.js", "htmx.min.js"),)),
)


def unpacked(package: Package, into: Path) -> Path:
    """The folder of a package, fetched with npm."""
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(into), wanted]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own list of names
    with tarfile.open(into / done.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(into / package.version, filter="data")
    return into / package.version / "package"


def taken(part: Part, package: Package, folder: Path) -> bytes:
    """What is kept of one file, with a notice where that is not all of it."""
    published = (folder / part.source).read_bytes()
    if part.choose is None:
        return published
    text = published.decode()
    rights = "".join(f"   {line}\n" for line in sorted(set(re.findall(r"Copyright \(c\).*", text))))
    notice = _CHOSEN.format(package.name, package.version, package.licence, rights)
    return (notice + part.choose(text)).encode()


def refresh(package: Package) -> str:
    """Writes a package's files and its licence; gives its part of the list."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = unpacked(package, Path(scratch))
        texts = {package.licence_name: (folder / package.licence_file).read_bytes()}
        files = {part.name: taken(part, package, folder) for part in package.parts}
        origins = {part.name: (folder / part.source).read_bytes() for part in package.parts}
    for name, content in (texts | files).items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / name).write_bytes(content)
    return "\n".join(
        [*_told(package, texts), *(line for part in package.parts for line in _file(part, files, origins))]
    )


def _told(package: Package, texts: dict[str, bytes]) -> list[str]:
    digest = hashlib.sha256(texts[package.licence_name]).hexdigest()
    lines = {"name": package.name, "version": package.version, "licence": package.licence}
    lines |= {"licence_file": package.licence_name, "licence_sha256": digest}
    return ["", "[[package]]", *(f'{key} = "{value}"' for key, value in lines.items())]


def _file(part: Part, files: dict[str, bytes], origins: dict[str, bytes]) -> list[str]:
    lines = {"name": part.name, "sha256": hashlib.sha256(files[part.name]).hexdigest()}
    lines |= {"source": part.source, "source_sha256": hashlib.sha256(origins[part.name]).hexdigest()}
    return ["", "[[package.file]]", *(f'{key} = "{value}"' for key, value in lines.items())]


def main() -> None:
    """Refreshes all, and the list beside them."""
    head = "# Files of others that the register carries. Written by tools/vendor_static.py; see LICENSES beside it.\n"
    (VENDOR / "VENDORED.toml").write_text(head + "\n".join(map(refresh, PACKAGES)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
