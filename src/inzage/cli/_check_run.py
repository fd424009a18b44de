"""What ``inzage check`` does once its words are understood."""

import json
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import click

from inzage.check.papers import Papers, previous_check
from inzage.check.prepare import Table, check
from inzage.cli._answer_text import tell
from inzage.cli._offers import offers, today
from inzage.cli._progress import Style, progress
from inzage.cli._secrets import asked, entries
from inzage.cli._tries_text import tell as tell_try
from inzage.errors import Interrupted
from inzage.record import CASE
from inzage.record.place import part_of
from inzage.record.result_json import to_json
from inzage.result import AnswerKind
from inzage.signing.kit import Kit

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


def run(style: Style | None, as_json: bool, **given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Read the papers, run the check, say what came out."""
    with stoppable(given["out"]):
        kit = Kit.load(given["kit"])
        wanted = entries(given["unlock"], given["carriers"])
        papers = _papers(kit, given)
        with progress(style) as watch:
            table = Table(
                offers(given["carriers"], given["kind"], given["presented"], given["owner"]),
                given["out"],
                excluded=given["exclude"],
                unconfined=given["unconfined"],
                whole=given["digest"],
                watch=watch,
                ask=partial(asked, wanted, given["carriers"]),
                tell=tell_try,
            )
            result = check(papers, kit, table, today(), resume=given["resume"])
    if as_json:
        click.echo(json.dumps(to_json(result), ensure_ascii=False, indent=2))
    else:
        tell(result, given["out"])
    if any(answer.verdict.kind is AnswerKind.NOT_ASSESSABLE for answer in result.answers):
        sys.exit(NOT_ASSESSABLE)


def _papers(kit: Kit, given: Mapping[str, Any]) -> Papers:
    return Papers(
        mandate=given["mandate"].read_bytes(),
        order=given["order"].read_bytes() if given["order"] else None,
        lists=given["lists"],
        previous=previous_check(given["previous"], kit) if given["previous"] else None,
        unsigned=given["unsigned"],
    )


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
