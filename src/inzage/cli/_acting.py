"""Lets somebody act under a role, or refuses; and says what an attending expert gets to see."""

import contextlib
import json
from pathlib import Path

import click

from inzage.cli._shared import text
from inzage.mandate import MandateFault
from inzage.mandate.acting import EXPERT, MayAct, Operation, of_kind
from inzage.mandate.actor import Actor, let_act
from inzage.mandate.attended import note_expert
from inzage.mandate.signed import any_mandate
from inzage.record import MANDATE, CaseFault
from inzage.record.store import Store
from inzage.signing import SigningError
from inzage.signing.kit import Kit


def acting(mandate: bytes, kit: Kit | None, operation: Operation, role: str | None = None, reason: str = "") -> MayAct:
    """The permit for ``operation`` under this mandate; an expert's reason is recorded in the kit before anything else.

    Raises:
        NotAdmitted: the role may not, or an expert gave no reason (exit 5).
    """
    actor = Actor(kit.policy.official if kit else None, role, reason)
    if not actor.roles:
        return MayAct("", operation, results=True)  # nothing is claimed, so there is nothing to hold against a mandate
    under = any_mandate(mandate)
    permit = let_act(under, actor, operation)
    if kit and of_kind(permit.role, EXPERT):
        note_expert(kit.path, under, actor, permit)
    return permit


def attended(permit: MayAct, reason: str) -> dict[str, object] | None:
    """What the ledger says of an expert who attends; None of anybody else."""
    return {"role": permit.role, "reason": reason} if of_kind(permit.role, EXPERT) else None


def acting_on(case: Path, kit: Kit | None, operation: Operation) -> None:
    """The same for a case that lies there; one whose mandate cannot be read is for the command itself to refuse."""
    if kit is None:
        return
    mandate = None
    with contextlib.suppress(CaseFault, SigningError):
        mandate = Store.open(case, kit).read(MANDATE)
    with contextlib.suppress(MandateFault, SigningError):
        if mandate is not None:
            acting(mandate, kit, operation)


def withheld(check_id: str, out: Path, *, as_json: bool) -> None:
    """What an expert is told of a finished check: that it is recorded, not what came out."""
    if as_json:
        click.echo(json.dumps({"check_id": check_id, "results": "withheld"}, indent=2))
        return
    click.echo(
        text(
            f"Klaar en vastgelegd in {out}. De uitkomsten zijn voor de toezichthouder en worden hier niet getoond.",
            f"Done and recorded in {out}. The results are for the supervisor and are not shown here.",
        )
    )
