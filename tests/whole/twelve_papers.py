"""Invented papers for every question, made as their people make them: by the command line alone."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from inzage.cli.main import main
from tests.bench import inzage
from tests.whole.twelve_computer import DECLARED, picture
from tests.whole.twelve_phone import BANNED, DECLARED_SET, TALK, TELEGRAM, TER

ROLES = ("mandate_issuer", "second_signer", "register", "list_issuer")
BLOCKS = (
    "ALG-1", "ALG-2", "ALG-3", "ALG-4", "ALG-5", "ZO-1", "ZO-2", "ZO-3", "ZO-4", "ZO-5", "ZO-6",
    "CY-1", "CY-2", "CY-3", "TER-1", "TER-2",
)  # fmt: skip
DOORS = (
    "device_facts", "software", "connected_devices", "history_extent", "browsing", "searches", "downloads", "sharing",
    "contacts", "message_metadata", "message_content", "media_digests",
)  # fmt: skip


@dataclass(frozen=True)
class Papers:
    """A kit ready for the field, the keys of the roles, the imported lists."""

    root: Path
    kit: Path
    lists: Path
    today: date

    def key(self, role: str) -> Path:
        """The private key of a role."""
        return self.root / role / "private.pem"


def told(*words: object) -> str:
    """What a command gives that has to go well; in this process, for there are many."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, f"{words[:2]}: {done.output}"
    return done.stdout


def make_papers(root: Path, today: date) -> Papers:
    """A kit that trusts four roles, and the lists of an issuer."""
    papers = Papers(root, root / "kit", root / "lists", today)
    told("kit", "new", papers.kit)
    with (papers.kit / "kit.toml").open("a", encoding="utf-8") as policy:
        policy.write('retention_days = 42\ndpia = "DPIA-VERZONNEN-1"\n')
    for role in ROLES:
        told("kit", "new", root / role)
        told("trust", "add", role, root / role / "public.pem", "--kit", papers.kit)
    for listed in _lists():
        _import(papers, listed)
    return papers


_Listed = tuple[str, str, str, str, tuple[str, ...], Sequence[str]]
"""Name, kind, meaning, purpose, classes, lines."""


_PLACES = ["listed.example,soort_a", "second.example,soort_b"]


def _lists() -> list[_Listed]:
    places, terms, groups = "addresses", "terms", "handles"
    return [
        ("plaatsen", places, "listed", "places", ("soort_a", "soort_b"), _PLACES),
        ("uitleg", places, "benign", "benign", ("gewoon",), ["listed.example/uitleg/"]),
        ("gespreksplaatsen", places, "listed", "talk_places", ("gesprek",), ["talk.example/group-a/"]),
        ("markten", places, "listed", "cyber_markets", ("markt",), ["market.example"]),
        ("kanalen", places, "listed", "ter_places", ("kanaal",), ["ter.example/channel-a/"]),
        ("zoektermen", terms, "listed", "search_terms", ("term",), ["TERM-A", "TERM-B twee"]),
        ("gesprekstermen", terms, "listed", "conversation_terms", ("woord",), ["TERM-A"]),
        ("hulpmiddelen", terms, "listed", "cyber_tools", ("hulpmiddel",), ["Tool X"]),
        ("gespreksgroepen", groups, "listed", "talk_groups", ("groep",), [TALK, str(TELEGRAM)]),
        ("kanaalgroepen", groups, "listed", "ter_groups", ("kanaal",), [TER]),
        ("beelden", "digests", "listed", "known_material", ("bekend",), _digests()),
    ]  # fmt: skip


def _digests() -> list[str]:
    """Exactly, by MD5 alone, with the SHA-1 of another file, with another size."""
    square, dot, stripe, wave = map(picture, ("square", "dot", "stripe", "wave"))
    return [
        f"md5:{_md5(square)} sha1:{_sha1(square)} size:{len(square)}",
        f"md5:{_md5(dot)}",
        f"md5:{_md5(stripe)} sha1:{_sha1(dot)}",
        f"md5:{_md5(wave)} sha1:{_sha1(wave)} size:{len(wave) + 1}",
    ]


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def _import(papers: Papers, listed: _Listed) -> None:
    name, kind, meaning, purpose, classes, lines = listed
    file, manifest = papers.root / f"{name}.{'csv' if len(classes) > 1 else 'txt'}", papers.root / f"{name}.manifest"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    named = [word for one in classes for word in ("--class", one)]
    manifest.write_text(
        told(
            "lists", "sign", file, "--name", name, "--version", "1", "--purpose", purpose, "--kind", kind,
            "--meaning", meaning, *named, "--fresh-until", papers.today + timedelta(days=365),
            "--issuer", "Verzonnen uitgever", "--issued", papers.today, "--key", papers.key("list_issuer"),
        ),
        encoding="utf-8",
    )  # fmt: skip
    told("lists", "import", file, "--manifest", manifest, "--into", papers.lists, "--kit", papers.kit)


def mandate(
    papers: Papers,
    name: str,
    *,
    blocks: Sequence[str] = BLOCKS,
    doors: Sequence[str] = DOORS,
    filled: Mapping[str, str] | None = None,
    people: Sequence[str] = (BANNED,),
) -> Path:
    """A mandate of these blocks that opens these doors, completed from its draft and signed by two."""
    draft, signed = papers.root / f"{name}.toml", papers.root / f"{name}.json"
    chosen = [word for block in blocks for word in ("--block", block)]
    text = told(
        "mandate", "new", *chosen, "--reference", "ECLI:NL:RBDEM:2026:1", "--person", "P-verzonnen",
        "--title", "art. 14c lid 2 onder 14 Sr (verzonnen)", "--first", papers.today - timedelta(days=200),
        "--last", papers.today + timedelta(days=600),
    )  # fmt: skip
    draft.write_text(text, encoding="utf-8")
    for line, given in (_court(doors) | _named(draft, text, people) | dict(filled or {})).items():
        assert text.count(line) == 1, line
        text = text.replace(line, given)
    draft.write_text(text, encoding="utf-8")
    once = papers.root / f"{name}.once.json"
    once.write_text(told("mandate", "sign", draft, "--key", papers.key("mandate_issuer")), encoding="utf-8")
    signed.write_text(told("mandate", "sign", once, "--key", papers.key("second_signer")), encoding="utf-8")
    return signed


def validation(papers: Papers, blocks: Sequence[str]) -> Path:
    """A validation mandate over these blocks, of a laboratory whose kit holds the same lists."""
    kit, draft, signed = laboratory(papers), papers.root / "validation.toml", papers.root / "validation.json"
    chosen = [word for block in blocks for word in ("--block", block)]
    draft.write_text(told("mandate", "new", "--validation", *chosen), encoding="utf-8")
    signed.write_text(told("mandate", "sign", draft, "--key", kit / "private.pem"), encoding="utf-8")
    return signed


def laboratory(papers: Papers) -> Path:
    """The same kit in a laboratory."""
    kit = papers.root / "laboratory"
    shutil.copytree(papers.kit, kit)
    policy = kit / "kit.toml"
    policy.write_text(policy.read_text().replace("laboratory = false", "laboratory = true"), encoding="utf-8")
    return kit


def validate(papers: Papers, under: Path, case: Path, carriers: Sequence[Path]) -> dict[str, Any]:
    """Carry out one check under a validation mandate, and give its result."""
    words: list[object] = [
        "check", *carriers, "--mandate", under, "--kit", papers.root / "laboratory", "--lists", papers.lists,
        "--out", case, "--presented", "aangereikt", "--owner", "betrokkene", "--json",
    ]  # fmt: skip
    return _result(words)


def _court(doors: Sequence[str]) -> dict[str, str]:
    """What the court settled: lines of the draft, and what they become."""
    return {
        '# at_most = 2\n# per = "year"': 'at_most = 40\nper = "year"',
        '# carriers = ["computer", "phone"]': 'carriers = ["computer", "phone"]',
        '# data_classes = ["browsing"]': f"data_classes = {json.dumps(list(doors))}",
        "# window_days = 90": "window_days = 90",
        "# retention_days = 180": "retention_days = 42",
    }


def _named(draft: Path, text: str, people: Sequence[str]) -> dict[str, str]:
    """Persons and devices, as the tokens that ``inzage mandate token`` gives."""
    wanted = {"personen": people, "apparaten": (DECLARED, DECLARED_SET)}
    return {
        f"# {name} = null": f"{name} = {_one_line(told('mandate', 'token', draft, *handles))}"
        for name, handles in wanted.items()
        if f"# {name} = null" in text
    }


def _one_line(tokens: str) -> str:
    return json.dumps(json.loads(tokens))


_ORDERS = iter(range(1, 1000))


def order(papers: Papers, under: Path) -> Path:
    """A check order of the register, good for one check today or, past midnight, tomorrow."""
    file = papers.root / f"order-{next(_ORDERS)}.json"
    file.write_text(
        told("order", "new", "--mandate", under, "--number", "1", "--valid-days", "2", "--key", papers.key("register")),
        encoding="utf-8",
    )
    return file


def words(papers: Papers, under: Path, case: Path, carriers: Sequence[Path], *more: object) -> list[object]:
    """The command line of one check."""
    return [
        "check", *carriers, "--mandate", under, "--order", order(papers, under), "--kit", papers.kit,
        "--lists", papers.lists, "--out", case, "--presented", "aangereikt", "--owner", "betrokkene", *more,
    ]  # fmt: skip


def check(papers: Papers, under: Path, case: Path, carriers: Sequence[Path], *more: object) -> dict[str, Any]:
    """Carry out one check, and give its result."""
    return _result(words(papers, under, case, carriers, "--json", *more))


def _result(line: Sequence[object]) -> dict[str, Any]:
    done = inzage(*line)
    assert done.returncode in {0, 3, 4}, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result
