"""Writes ``docs/asvs.md`` from ``docs/asvs.toml``: OWASP ASVS 5.0.0, levels 1 and 2, with our answers.

The standard is CC BY-SA 4.0 (https://github.com/OWASP/ASVS); its ids and levels are used, none of its text.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA, PAGE = ROOT / "docs/asvs.toml", ROOT / "docs/asvs.md"
ANSWERS = ("holds", "does not apply", "does not hold")
CHAPTERS = {
    1: "Encoding and cleaning",
    2: "Validation and the course of work",
    3: "In the browser",
    4: "Interface and web server",
    5: "Files",
    6: "Signing in",
    7: "Sessions",
    8: "Rights",
    9: "Self-contained tokens",
    10: "OAuth and OpenID Connect",
    11: "Cryptography",
    12: "Connections",
    13: "Configuration",
    14: "Data",
    15: "Code and components",
    16: "Logs and faults",
    17: "WebRTC",
}


def told() -> dict[str, Any]:
    """What the file says: ``top``, ``ground`` and each ``requirement``."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def requirements() -> list[dict[str, Any]]:
    """All of them, in the order of the file."""
    found: list[dict[str, Any]] = told()["requirement"]
    return found


def chapter_of(requirement: dict[str, Any]) -> int:
    """The number before the first stop of its id."""
    return int(requirement["id"].partition(".")[0])


def page() -> str:
    """The whole page."""
    found = requirements()
    parts = [told()["top"], _counts(found), told()["ground"]]
    parts += [_chapter(number, [each for each in found if chapter_of(each) == number]) for number in CHAPTERS]
    return "\n".join(parts)


def _counts(found: list[dict[str, Any]]) -> str:
    many = Counter((each["answer"], each["level"]) for each in found)
    lines = [f"| {answer} | {many[answer, 1]} | {many[answer, 2]} |" for answer in ANSWERS]
    return "\n".join(["| Answer | Level 1 | Level 2 |", "|---|---|---|", *lines, ""])


def _chapter(number: int, found: list[dict[str, Any]]) -> str:
    head = [
        f"## V{number} {CHAPTERS[number]}",
        "",
        "| Id | Level | What is asked | Answer | Shown by |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *map(_row, found), ""])


def _row(requirement: dict[str, Any]) -> str:
    answer = f"{requirement['answer']}. {requirement['reason']}".rstrip(". ") + "."
    tests = " ".join(f"`{each}`" for each in requirement["tests"]) or "the reason given"
    return f"| {requirement['id']} | {requirement['level']} | {requirement['summary']} | {answer} | {tests} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: written.")


if __name__ == "__main__":
    main()
