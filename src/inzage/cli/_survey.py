"""What a plan would meet on a carrier: file systems, containers by ordinal, sources by number.

Only names are walked; no file is opened. Containers are told by ordinal and kind,
because their names are the carrier's own; who types ``--exclude NAAM`` knows the name.
"""

from collections import Counter
from collections.abc import Iterator

from inzage.artefact import ContainerKind
from inzage.check import Offer, Plan
from inzage.check.shut import Shut
from inzage.check.spots import lay_out
from inzage.cli._shared import language, text
from inzage.errors import InzageError
from inzage.readers import Reader, all_readers
from inzage.report import wording
from inzage.report.words_codes import READERS, STATUSES
from inzage.result import FileSystem, Status
from inzage.sources import Source, Survey
from inzage.sources.opening import open_source

KINDS = {
    ContainerKind.CARRIER: ("de drager zelf", "the carrier itself"),
    ContainerKind.USER: ("gebruiker", "user"),
    ContainerKind.PROFILE: ("profiel", "profile"),
}


def survey_lines(plan: Plan, offer: Offer) -> Iterator[str]:
    """Lines about one carrier, or the sentence that says why there are none. Without doors nothing is looked at."""
    if not plan.doors:
        return
    try:
        source = open_source(offer.path, entries=plan.budget.entries)
    except InzageError as fault:
        yield f"    {fault.sentence(language())}"
        return
    try:
        yield from _met(plan, offer, source)
    except InzageError as fault:
        yield f"    {fault.sentence(language())}"
    finally:
        source.close()


def _met(plan: Plan, offer: Offer, source: Source) -> Iterator[str]:
    survey = source.survey()
    for filesystem in survey.filesystems:
        yield f"    {_filesystem(filesystem)}"
    yield from _containers(survey)
    yield from _sources(plan, offer, source)


def _filesystem(found: FileSystem) -> str:
    if found.status is Status.READ:
        return text(f"{found.type}: {found.entries} namen", f"{found.type}: {found.entries} names")
    return f"{found.type}: {wording.say(STATUSES, found.status.value, language())}"


def _containers(survey: Survey) -> Iterator[str]:
    for container in survey.containers:
        nl, en = KINDS[container.kind]
        inside = "" if container.parent is None else text(f" in {container.parent}", f" in {container.parent}")
        yield f"    {container.ordinal}: {text(nl, en)}{inside}"


def _sources(plan: Plan, offer: Offer, source: Source) -> Iterator[str]:
    """What would be read, found as a check finds it: not in accounts that are shut, and no older copies."""
    shut = Shut(plan.mandate.exclusions, ())
    table = lay_out(1, offer, source, _planned(plan), person_key=b"", excluded=shut)
    met = Counter(spot.reader.name for spot in table.spots)
    for name in sorted(met):
        said = wording.say(READERS, name, language())
        yield text(f"    {said}: {met[name]} te lezen", f"    {said}: {met[name]} to be read")


def _planned(plan: Plan) -> list[Reader]:
    wanted = {door.reader for door in plan.doors}
    return [reader for reader in all_readers() if reader.name in wanted]
