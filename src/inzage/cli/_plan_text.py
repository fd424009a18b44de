"""What ``inzage plan`` shows: doors, what stays closed and why, window, carriers, budget."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from inzage.check import Offer, Plan
from inzage.check.papers import Papers, Prepared, Previous, admitted, prepared
from inzage.check.plan_json import plan_to_json
from inzage.cli._offers import offers, today
from inzage.cli._shared import language, say, text
from inzage.errors import InzageError
from inzage.mandate import Admission, DataClass
from inzage.mandate.codec import mandate_of
from inzage.report import wording
from inzage.report.words_codes import DATA_CLASSES, LEVELS, READERS
from inzage.report.words_reasons import REASONS
from inzage.signing import PayloadType, WrongPayloadType
from inzage.signing.dsse import read
from inzage.signing.kit import Kit


def show(as_json: bool, **given: Any) -> None:  # noqa: ANN401 - click hands them over by name
    """Print the plan. Of a carrier only the names are walked, and only where a kit says who may."""
    ready = _ready(**given)
    plan = ready.plan
    if as_json:
        told = {**plan_to_json(plan), "carriers": _carriers_json(plan, **given), "sealing": _sealing_json(ready)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    _window(plan)
    _doors(plan)
    _closed(plan)
    _sealing(ready)
    for line in _carriers(plan, **given):
        click.echo(line)
    _budget(plan)


def _ready(**given: Any) -> Prepared:  # noqa: ANN401 - as click gives them
    kit = Kit.load(given["kit"]) if given["kit"] else None
    papers = Papers(
        mandate=given["mandate"].read_bytes(),
        order=given["order"].read_bytes() if given["order"] else None,
        lists=given["lists"],
        previous=_previous(given["previous"], kit),
    )
    admission = admitted(papers, kit, today()) if kit else _unproven(papers, str(given["mandate"]))
    return prepared(papers, admission, kit, today())


def _previous(case: Path | None, kit: Kit | None) -> Previous | None:
    if case is None:
        return None
    from inzage.check.earlier import previous_check  # noqa: PLC0415 - it loads all that reads a case

    return previous_check(case, kit)


def _unproven(papers: Papers, file: str) -> Admission:
    """The mandate as it reads, with no kit to say whose signature counts."""
    say(
        "Zonder --kit is niet nagegaan wie deze opdracht ondertekende, en zijn er geen lijsten.",
        "Without --kit nobody has verified who signed this mandate, and there are no lists.",
    )
    envelope = read(papers.mandate, file=file)
    if envelope.payload_type != PayloadType.MANDATE:
        raise WrongPayloadType(expected=PayloadType.MANDATE, found=envelope.payload_type)
    return Admission(mandate_of(envelope.payload), None, ())


def _window(plan: Plan) -> None:
    if plan.window is None:
        click.echo(text("Er gaat niets open.", "Nothing opens."))
        return
    first, last = plan.window
    click.echo(
        text(
            f"Gelezen wordt alleen wat van {first} tot en met {last} is gebeurd.",
            f"Only what happened from {first} to {last} is read.",
        )
    )


def _doors(plan: Plan) -> None:
    for question in plan.questions:
        click.echo(f"\n{question.block}  {text(question.nl, question.en)}")
        for door in plan.doors:
            if door.question == question.code:
                click.echo(f"  {'ABC'[door.stage - 1]}  {_class(door.data_class)}: {_reader(door.reader)}")
        if question.code in plan.moot:
            reason = wording.say(REASONS, plan.moot[question.code].value, language())
            click.echo(text(f"  Niets gaat open: {reason}", f"  Nothing opens: {reason}"))
        if plan.similar and question.code in plan.similar.questions:
            click.echo(f"  {text(plan.similar.nl, plan.similar.en)}")
    loose = [door for door in plan.doors if door.question not in {question.code for question in plan.questions}]
    if loose:
        click.echo(text("\nVoor validatie gaat open:", "\nFor validation these open:"))
    for door in loose:
        click.echo(f"  {'ABC'[door.stage - 1]}  {_class(door.data_class)}: {_reader(door.reader)}")


def _closed(plan: Plan) -> None:
    opened = {door.data_class for door in plan.doors}
    asked = {refusal.data_class: refusal.reason.value for refusal in plan.refusals}
    for question in plan.questions:
        if question.code in plan.moot:
            asked |= dict.fromkeys(question.opens, plan.moot[question.code].value)
    click.echo(text("\nDicht blijft:", "\nThese stay closed:"))
    for data_class in DataClass:
        if data_class not in opened:
            why = asked.get(data_class, "not_for_question")
            level = wording.say(LEVELS, data_class.level.name.lower(), language())
            click.echo(f"  {_class(data_class)} ({level}): {wording.say(REASONS, why, language())}")


def _sealing(ready: Prepared) -> None:
    """To whom a halt would be sealed, or what is wrong with the key, before anything is opened."""
    if ready.sealing is not None:
        key = ready.sealing
        click.echo(
            text(
                f"\nEen stop wordt verzegeld voor {key.name}; de verzegelsleutel geldt tot en met {key.last}.",
                f"\nA halt is sealed for {key.name}; the sealing key is valid up to and including {key.last}.",
            )
        )
    elif ready.unsealable is not None:
        click.echo(
            text(
                "\nEen stop kan nu niet worden verzegeld; lijsten van bestanden blijven daarom ongebruikt.",
                "\nA halt cannot be sealed now, so lists of files are not used.",
            )
        )
        click.echo(f"  {ready.unsealable.sentence(language())}")


def _sealing_json(ready: Prepared) -> dict[str, object]:
    key, fault = ready.sealing, ready.unsealable
    return {"key": dict(key.json) if key else None, "missing": _both(fault) if fault else None}


def _both(fault: InzageError) -> dict[str, str]:
    """What is wrong in both languages, so that JSON is the same whoever reads it."""
    return {"nl": fault.sentence("nl"), "en": fault.sentence("en")}


def _offered(plan: Plan, **given: Any) -> tuple[Offer, ...]:  # noqa: ANN401
    """The carriers on the table."""
    real = bool(given["kit"]) and not plan.mandate.validation
    return offers(given["carriers"], given["kind"], given["presented"], given["owner"], real=real)


def _carriers(plan: Plan, **given: Any) -> Iterator[str]:  # noqa: ANN401
    """What their names tell, which are walked only where a kit says who may. Without carriers nothing is loaded."""
    if table := _offered(plan, **given):
        from inzage.cli import _survey_text  # noqa: PLC0415 - it loads what opens carriers

        yield text("\nGegevensdragers:", "\nCarriers:")
        yield from _survey_text.lines_of(plan, table, walk=bool(given["kit"]))


def _carriers_json(plan: Plan, **given: Any) -> list[dict[str, object]]:  # noqa: ANN401
    table = _offered(plan, **given)
    if not table:
        return []
    from inzage.cli import _survey_text  # noqa: PLC0415 - as above

    return _survey_text.json_of(plan, table, walk=bool(given["kit"]))


def _budget(plan: Plan) -> None:
    budget = plan.budget
    click.echo(
        text(
            f"\nTen hoogste {budget.minutes} minuten, {budget.artefacts} bronnen en {budget.rows} regels; "
            "wat daarna overblijft, heet niet bekeken.",
            f"\nAt most {budget.minutes} minutes, {budget.artefacts} sources and {budget.rows} rows; "
            "what remains after that is called not seen.",
        )
    )


def _class(data_class: DataClass) -> str:
    return wording.say(DATA_CLASSES, data_class.value, language())


def _reader(name: str) -> str:
    return wording.say(READERS, name, language())
