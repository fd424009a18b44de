"""What ``inzage kit revoke`` does once its words are understood: make a list, or take one in."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from inzage.cli._shared import say, text
from inzage.errors import UsageFault
from inzage.signing import Role
from inzage.signing.canonical import NotCanonical
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.revocation import CAUSES, Cause, Revocation, moment_of
from inzage.signing.revoking import named_by, revocation_list, take_in


class RevokeHow(UsageFault):
    """Neither a list to take in, nor all that a new list needs."""

    nl = (
        "Verwacht: --take met een lijst, of een of meer sleutelkenmerken met --why en --key om een lijst te maken. "
        "Gevonden: iets anders. Geef een van beide op; er is niets ingetrokken."
    )
    en = (
        "Expected: --take with a list, or one or more key ids with --why and --key to make a list. "
        "Found: something else. Give one of the two; nothing was revoked."
    )


class NoSuchMoment(UsageFault):
    """The moment is not written as moments are."""

    nl = "Verwacht bij --since: een tijdstip in UTC, jjjj-mm-ddTuu:mm:ssZ. Gevonden: {found}. Geef het opnieuw op."
    en = "Expected for --since: a moment in UTC, yyyy-mm-ddThh:mm:ssZ. Found: {found}. Give it again."


def run(
    directory: Path,
    keyids: Sequence[str],
    *,
    take: Path | None,
    key: Path | None,
    why: str | None,
    since: str | None,
    as_json: bool,
) -> None:
    """Take a list in, or make one."""
    kit = Kit.load(directory)
    if take and not (keyids or key or why or since):
        _taken(kit, take, as_json)
    elif keyids and key and why and not take:
        _made(kit, keyids, PrivateKey.load(key), _when(since), Cause(why))
    else:
        raise RevokeHow


def _taken(kit: Kit, file: Path, as_json: bool) -> None:
    found = take_in(kit.path / "trust", file.read_bytes(), file=str(file))
    if as_json:
        click.echo(json.dumps({"revoked": [dict(one.json) for one in found]}, indent=2))
    else:
        for one in found:
            click.echo(f"{one.keyid[:16]}  {one.moment}  {text(*CAUSES[one.why])}")
    if kit.key.public.keyid in {one.keyid for one in found}:
        say(
            "Let op: ook de sleutel van deze uitrusting zelf is ingetrokken. Vernieuw haar met: inzage kit rotate.",
            "Note: this kit's own key was revoked too. Renew it with: inzage kit rotate.",
        )


def _made(kit: Kit, keyids: Sequence[str], administrator: PrivateKey, since: datetime, why: Cause) -> None:
    own = [key.keyid for key in kit.own_keys()]
    named = {named_by(kit.trust, own, one) for one in keyids}
    click.echo(revocation_list([Revocation(keyid, since, why) for keyid in named], administrator))
    if administrator.public not in kit.trust.keys(Role.ADMINISTRATOR):
        say(
            "Let op: deze uitrusting vertrouwt de sleutel waarmee u ondertekende niet als die van een beheerder.",
            "Note: this kit does not trust the key with which you signed as an administrator's.",
        )
    say(
        "Geef deze lijst aan elke uitrusting en aan het register; innemen met: inzage kit revoke DIR --take LIJST.",
        "Give this list to every kit and to the register; it is taken in with: inzage kit revoke DIR --take LIST.",
    )


def _when(said: str | None) -> datetime:
    if said is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return moment_of(said)
    except NotCanonical:
        raise NoSuchMoment(found=said[:40]) from None
