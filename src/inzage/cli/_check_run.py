"""What ``inzage check`` does once its words are understood."""

import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from inzage.check.crew import Crew, Here, usable
from inzage.check.earlier import previous_check
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._acting import acting, attended, withheld
from inzage.cli._answer_text import tell
from inzage.cli._halt_text import HALTED
from inzage.cli._halt_text import tell as tell_halt
from inzage.cli._met_before import lines as met_before
from inzage.cli._offers import offers, today
from inzage.cli._progress import Style, progress
from inzage.cli._secrets import asked, entries
from inzage.cli._shared import say, text
from inzage.cli._stop_key import listening
from inzage.cli._tries_text import tell as tell_try
from inzage.errors import Interrupted
from inzage.mandate.acting import Operation
from inzage.mandate.signed import any_mandate
from inzage.record import CASE, CaseExists, CaseFault
from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.record.result_json import printed, to_json
from inzage.result import AnswerKind, CheckStatus
from inzage.signing.kit import Kit
from inzage.worker.warm import Warm

NOT_ASSESSABLE = 4
"""Exit code of a finished check in which some question could not be assessed."""


class NotBegun(Interrupted):
    """Stopped before anything began; there is nothing to go on with."""

    nl = (
        "Gestopt voordat de controle begon: er is niets geopend en de controleopdracht is niet gebruikt. "
        "Geef de opdracht opnieuw, zonder --resume."
    )
    en = (
        "Stopped before the check began: nothing was opened and the check order was not used. "
        "Give the command again, without --resume."
    )


def run(style: Style | None, as_json: bool, warm: Warm | None = None, **given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Read the papers, run the check, say what came out. ``warm``: its workers, where they load already."""
    with stoppable(given["out"]):
        kit = Kit.load(given["kit"])
        wanted = entries(given["unlock"], given["carriers"])
        papers = _papers(kit, given)
        permit = acting(papers.mandate, kit, Operation.CHECK, given["role"], given["reason"])
        real = not any_mandate(papers.mandate).validation
        laid = offers(given["carriers"], given["kind"], given["presented"], given["owner"], real=real)
        with far(given, papers.mandate, kit) as crew, listening() as stop_asked, progress(style) as watch:
            table = Table(
                laid,
                given["out"],
                excluded=given["exclude"],
                unconfined=given["unconfined"],
                whole=given["digest"],
                disks=warm.disks if warm else None,
                crew=crew or Here(given["jobs"] or usable(), warm=warm.readers if warm else None),
                watch=watch,
                ask=partial(asked, wanted, given["carriers"]),
                tell=tell_try,
                stop_asked=stop_asked,
                attended=attended(permit, given["reason"]),
            )
            try:
                result = check(papers, kit, table, today(), resume=given["resume"])
            except CaseExists:
                told = _finished(given, kit, papers) if given["resume"] else None
                if told is None:
                    raise
                if permit.results or told["status"] == CheckStatus.HALTED:
                    _leave(told, given["out"], as_json=as_json)
                withheld(told["check_id"], given["out"], as_json=as_json)
                return
    if not permit.results and result.status is not CheckStatus.HALTED:
        withheld(result.check_id, given["out"], as_json=as_json)
        return
    if as_json:
        click.echo(printed(to_json(result)))
    elif result.status is CheckStatus.HALTED:
        tell_halt(result.handover, any_mandate(papers.mandate).hit, given["out"], given["kit"])
    else:
        tell(result, given["out"])
        if given["previous"]:
            for line in met_before(result, read_case(given["previous"], kit), kit):
                click.echo(line)
    if result.status is CheckStatus.HALTED:
        sys.exit(HALTED)
    if any(answer.verdict.kind is AnswerKind.NOT_ASSESSABLE for answer in result.answers):
        sys.exit(NOT_ASSESSABLE)


def _finished(given: Mapping[str, Any], kit: Kit, papers: Papers) -> Mapping[str, Any] | None:
    """The result of the finished case that was to be gone on with; None where it is no case, or one of other papers."""
    try:
        case = read_case(given["out"], kit)
    except CaseFault:
        return None
    return case.result if (case.mandate, case.order) == (papers.mandate, papers.order) else None


def _leave(result: Mapping[str, Any], out: Path, *, as_json: bool) -> NoReturn:
    """Say that there is nothing left to do, and leave with the exit code that the check itself ended with."""
    say(
        f"Deze controle was al afgerond; er is niets opnieuw geopend. Het dossier ligt in {out}.",
        f"This check was finished already; nothing was opened again. The case lies in {out}.",
    )
    click.echo(printed(result) if as_json else text(f"Dossier: {out}", f"Case: {out}"))
    if result["status"] == CheckStatus.HALTED:
        sys.exit(HALTED)
    kinds = {answer["answer"] for answer in result["answers"]}
    sys.exit(NOT_ASSESSABLE if AnswerKind.NOT_ASSESSABLE.value in kinds else 0)


def _papers(kit: Kit, given: Mapping[str, Any]) -> Papers:
    return Papers(
        mandate=given["mandate"].read_bytes(),
        order=given["order"].read_bytes() if given["order"] else None,
        lists=given["lists"],
        previous=previous_check(given["previous"], kit) if given["previous"] else None,
        unsigned=given["unsigned"],
    )


@contextmanager
def far(given: Mapping[str, Any], mandate: bytes, kit: Kit) -> Iterator[Crew | None]:
    """Who reads elsewhere, where that was asked for; only then is anything loaded for it."""
    if given["cluster"] is None:
        yield None
        return
    from inzage.cli._cluster_run import crew  # noqa: PLC0415 - only with --cluster

    with crew(given, mandate, kit) as made:
        yield made


@contextmanager
def stoppable(out: Path) -> Iterator[None]:
    """Ctrl-C and a polite kill end the check so that it can be resumed, where it had begun."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise (Interrupted if (part_of(out) / CASE).exists() else NotBegun) from None
    finally:
        signal.signal(signal.SIGTERM, before)
