"""What ``inzage recount`` does once its words are understood."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

import click

from inzage.check import Offer
from inzage.check.earlier import unchanged
from inzage.check.prepare import Table
from inzage.check.recount import Compared, recount
from inzage.cli._acting import acting, attended, withheld
from inzage.cli._halt_text import leave
from inzage.cli._offers import offers
from inzage.cli._secrets import asked, entries
from inzage.cli._shared import language, text
from inzage.cli._tries_text import tell
from inzage.mandate.acting import Operation
from inzage.mandate.signed import any_mandate
from inzage.record.reading import Case, read_case
from inzage.report import wording
from inzage.report.words_codes import ANSWERS
from inzage.result import CheckStatus
from inzage.signing.kit import Kit


def run(as_json: bool, **given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Count again and say, question by question, whether it is the same."""
    kit = Kit.load(given["kit"])
    case = read_case(given["case"], kit)
    permit = acting(case.mandate, kit, Operation.RECOUNT, given["role"], given["reason"])
    table = Table(
        _as_laid(case, kit, given),
        given["out"],
        excluded=given["exclude"],
        unconfined=given["unconfined"],
        ask=partial(asked, entries(given["unlock"], given["carriers"]), given["carriers"]),
        tell=tell,
        attended=attended(permit, given["reason"]),
    )
    counted, compared = recount(case, kit, table, given["lists"])
    if counted.status is CheckStatus.HALTED:
        leave(counted, any_mandate(case.mandate).hit, given["out"], given["kit"], as_json=as_json)
    if not permit.results:
        withheld(counted.check_id, given["out"], as_json=as_json)
        return
    if as_json:
        told = {"same": all(one.same for one in compared), "questions": [asdict(one) for one in compared]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in compared:
        click.echo(f"{one.question}: {_said(one)}")
    click.echo(text(f"Hertelling: {given['out']}", f"Recount: {given['out']}"))


def _as_laid(case: Case, kit: Kit, given: Mapping[str, Any]) -> tuple[Offer, ...]:
    """The carriers as they lay on the table then, unless it is said otherwise now; raises ``CaseDamaged``."""
    unchanged(case.path, kit)
    before = case.result["carriers"]
    fits = len(before) == len(given["carriers"])
    kinds, presented, owners = (
        given[name] or tuple(one[name] for one in before if fits) for name in ("kind", "presented", "owner")
    )
    real = not any_mandate(case.mandate).validation
    return offers(given["carriers"], kinds, presented, owners, real=real)


def _said(one: Compared) -> str:
    if one.same:
        return text("zelfde uitkomst", "same outcome")
    told = [
        f"{wording.say(ANSWERS, answer, language())} ({count}, {days})" for answer, count, days in (one.then, one.now)
    ]
    return text(f"verschil: eerst {told[0]}, nu {told[1]}", f"difference: first {told[0]}, now {told[1]}")
