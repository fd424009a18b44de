"""``inzage log``: make the logs of finished cases, and examine a log without any secret of the kit."""

import json
from pathlib import Path

import click

from inzage.cli._acting import acting_on
from inzage.cli._shared import say, text
from inzage.mandate.acting import Operation
from inzage.report.log_seal import SEAL, Fault, code_of, faults
from inzage.signing.keys import PublicKey
from inzage.signing.kit import Kit

_DIRECTORY = click.Path(path_type=Path, file_okay=False)


@click.group()
def command() -> None:
    """Logboeken maken en nagaan (make and examine logs)."""


@command.command()
@click.argument("cases", nargs=-1, required=True, type=_DIRECTORY, metavar="CASE...")
@click.option("--kit", "kit_at", required=True, type=_DIRECTORY, metavar="DIR", help="Uitrusting (the kit).")
@click.option("--out", required=True, type=_DIRECTORY, metavar="DIR", help="Nieuwe map (a new directory).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
def export(cases: tuple[Path, ...], kit_at: Path, out: Path, as_json: bool) -> None:
    """Maak logboek, auditlog en besluiten van afgeronde dossiers (make the logs of finished cases).

    Wie het logboek later nagaat, bewaart de code buiten de handen van wie het maakte.
    (Whoever examines the log keeps its code out of the hands of who made it.)
    """
    from inzage.report.log_export import export as make  # noqa: PLC0415 - help makes none, and need not load what does

    kit = Kit.load(kit_at)
    for case in cases:
        acting_on(case, kit, Operation.LOG)
    code = code_of(make(cases, kit, out))
    lines = {file.name: file.read_bytes().count(b"\n") for file in sorted(out.glob("*.jsonl"))}
    if as_json:
        click.echo(json.dumps({"out": str(out), "lines": lines, "code": code}, indent=2, ensure_ascii=False))
        return
    for name, number in lines.items():
        click.echo(f"{number:8}  {out / name}")
    click.echo(text(f"Code van dit logboek: {code}", f"Code of this log: {code}"))


@command.command()
@click.argument("directory", type=_DIRECTORY, metavar="DIR")
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PUB",
    help="Openbare sleutel van de uitrusting, public.pem (the kit's public key).",
)
@click.option("--code", "typed", metavar="CODE", help="Code die bij het maken is bewaard (code kept at export).")
@click.option("--json", "as_json", is_flag=True, help="Uitkomst als JSON (result as JSON).")
@click.pass_context
def verify(ctx: click.Context, *, directory: Path, key: Path, typed: str | None, as_json: bool) -> None:
    """Ga na of een logboek ongewijzigd is; daar is niets geheims voor nodig (is a log unchanged; needs no secret)."""
    found = faults(directory, PublicKey.load(key), typed)
    code = code_of((directory / SEAL).read_bytes())
    if as_json:
        told = [{"file": one.file, "line": one.line, "nl": one.nl, "en": one.en} for one in found]
        click.echo(json.dumps({"holds": not found, "code": code, "faults": told}, indent=2, ensure_ascii=False))
    else:
        _tell(found, code, typed)
    ctx.exit(1 if found else 0)


def _tell(found: list[Fault], code: str, typed: str | None) -> None:
    for one in found:
        where = one.file if one.line is None else text(f"{one.file} regel {one.line}", f"{one.file} line {one.line}")
        click.echo(f"{where}: {text(one.nl, one.en)}")
    if found:
        say(
            "Dit logboek is niet zoals het verzegeld is. Meld het als incident; zoek het origineel.",
            "This log is not as it was sealed. Report it as an incident; find the original.",
        )
        return
    click.echo(text(f"Elke regel is zoals verzegeld. Code: {code}", f"Every line is as sealed. Code: {code}"))
    if typed is None:
        say(
            "De code is niet vergeleken: alleen met --code blijkt of dit nog hetzelfde logboek is als bij het maken.",
            "The code was not compared: only --code shows whether this is still the log that was made then.",
        )
