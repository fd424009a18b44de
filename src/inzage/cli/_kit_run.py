"""What ``inzage kit new``, ``show`` and ``rotate`` do once their words are understood."""

import dataclasses
import json
from pathlib import Path

import click

from inzage.cli._shared import say, text
from inzage.signing import Role
from inzage.signing.files import others_may_read
from inzage.signing.kit import Kit
from inzage.signing.revocation import CAUSES, Cause
from inzage.signing.sealing import SealingKeyFault, SealingKeyMissing, laid_sealing_key
from inzage.signing.secret import secret_files


def new(directory: Path, *, laboratory: bool, as_json: bool) -> None:
    """Make a kit."""
    told(Kit.create(directory, laboratory=laboratory), as_json)


def show(directory: Path, *, as_json: bool) -> None:
    """Show a kit; one whose secrets others may read does not load."""
    told(Kit.load(directory), as_json)


def rotate(directory: Path, *, as_json: bool) -> None:
    """Renew a kit's key."""
    told(Kit.load(directory).rotate(), as_json)
    say(
        "Geef de nieuwe public.pem aan wie deze uitrusting vertrouwt.",
        "Give the new public.pem to whoever trusts this kit.",
    )


def told(kit: Kit, as_json: bool) -> None:
    """All that may be known of a kit: never a secret."""
    facts = _facts(kit)
    click.echo(json.dumps(facts, indent=2, ensure_ascii=False) if as_json else _readable(facts))
    if not as_json and not kit.policy.field_ready:
        missing = ", ".join(kit.policy.missing)
        say(
            f"Deze uitrusting doet alleen de demo en validatie, tot in kit.toml staat: {missing}.",
            f"This kit does only the demo and validation, until kit.toml has: {missing}.",
        )
    if not as_json and kit.key.public.keyid in kit.trust.revoked:
        say(
            "De sleutel van deze uitrusting is ingetrokken: er begint geen controle tot zij is vernieuwd (kit rotate).",
            "This kit's key was revoked: no check begins until it is renewed (kit rotate).",
        )


def _facts(kit: Kit) -> dict[str, object]:
    return {
        "kit": str(kit.path),
        "keyid": kit.key.public.keyid,
        "retired": [key.keyid for key in kit.own_keys()[1:]],
        "revoked": [dict(one.json) for _, one in sorted(kit.trust.revoked.items())],
        "policy": dataclasses.asdict(kit.policy),
        "field_ready": kit.policy.field_ready,
        "missing": list(kit.policy.missing),
        "secrets": _secrets(kit.path),
        "sealing": _sealing(kit),
        "trust": {role.value: [key.keyid for key in kit.trust.by_role.get(role, ())] for role in Role},
    }


def _secrets(path: Path) -> dict[str, int]:
    """How many secret files there are, and how many of them others may read (a kit with any does not load)."""
    files = [file for file in secret_files(path) if file.exists()]
    return {"files": len(files), "open_to_others": sum(others_may_read(file) for file in files)}


def _sealing(kit: Kit) -> dict[str, object]:
    """The police's sealing key as it lies here: its term, or what is wrong with it."""
    try:
        key = laid_sealing_key(kit)
    except SealingKeyMissing:
        return {"there": False}
    except SealingKeyFault as error:
        return {"there": True, "usable": False, "wrong": {"nl": error.sentence("nl"), "en": error.sentence("en")}}
    return {"there": True, "usable": True, "name": key.name, "first": str(key.first), "last": str(key.last)}


def _readable(facts: dict[str, object]) -> str:
    labels = {
        "kit": text("Uitrusting", "Kit"),
        "keyid": text("Sleutel", "Key"),
        "retired": text("Vroegere sleutels", "Earlier keys"),
        "policy": text("Beleid", "Policy"),
        "secrets": text("Geheime bestanden", "Secret files"),
        "sealing": text("Verzegelsleutel van de politie", "Sealing key of the police"),
        "trust": text("Vertrouwde sleutels", "Trusted keys"),
    }
    lines = [_line(label, facts[name]) for name, label in labels.items()]
    return "\n".join([*lines, *_revoked_lines(facts["revoked"])])


def _revoked_lines(revoked: object) -> list[str]:
    told = revoked if isinstance(revoked, list) else []
    if not told:
        return [text("Ingetrokken sleutels: -", "Revoked keys: -")]
    head = text("Ingetrokken sleutels:", "Revoked keys:")
    return [head, *(f"  {one['keyid'][:16]}  {one['since']}  {text(*CAUSES[Cause(one['why'])])}" for one in told)]


def _line(label: str, value: object) -> str:
    match value:
        case {"nl": str(nl), "en": str(en)}:
            return f"{label}: {text(nl, en)}"
        case dict():
            return "\n".join([f"{label}:", *(_line(f"  {_called(name)}", one) for name, one in value.items())])
        case list():
            return f"{label}: {', '.join(str(one)[:16] for one in value) or '-'}"
        case bool():
            return f"{label}: {text('ja', 'yes') if value else text('nee', 'no')}"
        case _:
            return f"{label}: {'-' if value is None else value}"


def _called(name: str) -> str:
    """A fact's name for a reader; names of policy fields and of roles stay as ``kit.toml`` and ``trust/`` have them."""
    return text(_IN_DUTCH[name], name.replace("_", " ")) if name in _IN_DUTCH else name


_IN_DUTCH = {
    "files": "aantal",
    "open_to_others": "door anderen te lezen",
    "there": "aanwezig",
    "usable": "bruikbaar",
    "wrong": "wat er mis is",
    "first": "eerste dag",
    "last": "laatste dag",
}
