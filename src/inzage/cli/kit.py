"""``inzage kit``: make, show and renew a kit.

There is no ``kit revoke``: a key is withdrawn by everyone who trusts it (with
``inzage trust remove``), and a command here could only seem to do that for them.
"""

import dataclasses
import json
from pathlib import Path

import click

from inzage.cli._shared import say, text
from inzage.signing import Role
from inzage.signing.kit import Kit

_DIRECTORY = click.Path(path_type=Path, file_okay=False)


@click.group()
def command() -> None:
    """Uitrusting maken, tonen en vernieuwen (make, show and renew a kit)."""


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--laboratory", is_flag=True, help="Voor validatie op testmedia (for validation on test media).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def new(directory: Path, laboratory: bool, as_json: bool) -> None:
    """Maak een nieuwe uitrusting in DIR (make a new kit)."""
    _print(Kit.create(directory, laboratory=laboratory), as_json)


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def show(directory: Path, as_json: bool) -> None:
    """Toon beleid en sleutel van een uitrusting (show policy and key)."""
    _print(Kit.load(directory), as_json)


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def rotate(directory: Path, as_json: bool) -> None:
    """Vernieuw de sleutel; de oude openbare sleutel blijft bewaard (renew the key, keep the old public one)."""
    kit = Kit.load(directory).rotate()
    _print(kit, as_json)
    say(
        "Geef de nieuwe public.pem aan wie deze uitrusting vertrouwt.",
        "Give the new public.pem to whoever trusts this kit.",
    )


def _print(kit: Kit, as_json: bool) -> None:
    facts = _facts(kit)
    click.echo(json.dumps(facts, indent=2, ensure_ascii=False) if as_json else _readable(facts))
    if not as_json and not kit.policy.field_ready:
        missing = ", ".join(kit.policy.missing)
        say(
            f"Deze uitrusting doet alleen de demo en validatie, tot in kit.toml staat: {missing}.",
            f"This kit does only the demo and validation, until kit.toml has: {missing}.",
        )


def _facts(kit: Kit) -> dict[str, object]:
    return {
        "kit": str(kit.path),
        "keyid": kit.key.public.keyid,
        "retired": [key.keyid for key in kit.own_keys()[1:]],
        "policy": dataclasses.asdict(kit.policy),
        "field_ready": kit.policy.field_ready,
        "missing": list(kit.policy.missing),
        "trust": {role.value: [key.keyid for key in kit.trust.keys(role)] for role in Role},
    }


def _readable(facts: dict[str, object]) -> str:
    labels = {
        "kit": text("Uitrusting", "Kit"),
        "keyid": text("Sleutel", "Key"),
        "retired": text("Vroegere sleutels", "Earlier keys"),
        "policy": text("Beleid", "Policy"),
        "trust": text("Vertrouwde sleutels", "Trusted keys"),
    }
    return "\n".join(_line(label, facts[name]) for name, label in labels.items())


def _line(label: str, value: object) -> str:
    match value:
        case dict():
            return "\n".join([f"{label}:", *(_line(f"  {name}", one) for name, one in value.items())])
        case list():
            return f"{label}: {', '.join(str(one)[:16] for one in value) or '-'}"
        case bool():
            return f"{label}: {text('ja', 'yes') if value else text('nee', 'no')}"
        case _:
            return f"{label}: {'-' if value is None else value}"
