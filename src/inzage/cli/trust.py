"""``inzage trust``: whose signature counts for what, in one kit."""

import json
from pathlib import Path

import click

from inzage.cli._shared import kit_option, later, say
from inzage.cli._trust_sealing import sealing_facts, sealing_line
from inzage.signing import Role
from inzage.signing.keys import PublicKey
from inzage.signing.kit import Kit
from inzage.signing.trust import SHORT, TrustStore

_ROLE = click.Choice([role.value for role in Role])
_JSON = click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")


@click.group()
def command() -> None:
    """Wiens handtekening telt waarvoor (whose signature counts for what)."""


@command.command()
@click.argument("role", type=_ROLE, metavar="ROLE")
@click.argument("public", type=click.Path(path_type=Path), metavar="PUBLIC.PEM")
@kit_option
@_JSON
def add(role: str, public: Path, kit_path: Path, as_json: bool) -> None:
    """Vertrouw een openbare sleutel voor een rol (trust a public key for a role)."""
    kit, key = Kit.load(kit_path), PublicKey.load(public)
    TrustStore.add(kit.path / "trust", Role(role), key)
    others = [one for one in Role if one != role and key in kit.trust.keys(one)]
    if others:
        names = ", ".join(others)
        say(
            f"Let op: dezelfde sleutel geldt ook voor {names}. Eén sleutel telt nooit als twee mensen.",
            f"Note: the same key counts for {names} too. One key never counts as two people.",
        )
    _print(Kit.load(kit_path), as_json)


@command.command("add-sealing")
@click.argument("document", type=click.Path(path_type=Path), metavar="FILE")
@kit_option
@_JSON
def add_sealing(document: Path, kit_path: Path, as_json: bool) -> None:
    """Leg de verzegelsleutel van de politie in de uitrusting (lay the sealing key of the police in the kit)."""
    later("_trust_sealing", "add", document=document, kit_path=kit_path)
    _print(Kit.load(kit_path), as_json)


@command.command("list")
@kit_option
@_JSON
def list_(kit_path: Path, as_json: bool) -> None:
    """Toon wie waarvoor vertrouwd wordt (show who is trusted for what)."""
    _print(Kit.load(kit_path), as_json)


@command.command()
@click.argument("role", type=_ROLE, metavar="ROLE")
@click.argument("keyid", metavar="KEYID")
@kit_option
@_JSON
def remove(role: str, keyid: str, kit_path: Path, as_json: bool) -> None:
    """Vertrouw een sleutel niet langer voor een rol (trust a key no longer for a role)."""
    TrustStore.remove(Kit.load(kit_path).path / "trust", Role(role), keyid)
    _print(Kit.load(kit_path), as_json)


def _print(kit: Kit, as_json: bool) -> None:
    by_role = {role.value: [key.keyid for key in kit.trust.keys(role)] for role in Role}
    sealing = sealing_facts(kit)
    if as_json:
        click.echo(json.dumps({**by_role, "sealing_key": sealing}, indent=2, ensure_ascii=False))
        return
    for role, ids in by_role.items():
        click.echo(f"{role:16} {' '.join(one[:SHORT] for one in ids) or '-'}")
    click.echo(f"{'sealing_key':16} {sealing_line(sealing)}")
