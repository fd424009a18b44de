"""Mandates, remarks and changes as lines for a person."""

from collections.abc import Sequence

from inzage.cli._shared import language, text
from inzage.errors import InzageError
from inzage.mandate import NEVER, Condition, Mandate, Permit
from inzage.mandate.catalogue import block
from inzage.mandate.changes import Change
from inzage.mandate.frequency import SAID
from inzage.mandate.lint import LintRemark


def mandate_text(mandate: Mandate, keys: Sequence[str]) -> str:
    """A mandate as the person before you may read it too."""
    rows = [
        (text("Kenmerk", "Reference"), mandate.reference),
        (text("Betrokkene (pseudoniem)", "Person (pseudonym)"), mandate.person or "—"),
        (text("Grondslag", "Legal title"), mandate.title),
        *((text("Voorwaarde", "Condition"), _condition(one)) for one in mandate.conditions),
        (text("Periode", "Period"), _period(mandate)),
        (text("Frequentie", "Frequency"), _frequency(mandate)),
        (text("Dragers", "Carriers"), _list(mandate.manner.carriers)),
        (text("Aanbieding", "Presented"), _list(mandate.manner.presented)),
        (text("Van wie", "Owners"), _list(mandate.manner.owners)),
        (text("Soorten gegevens", "Data classes"), _list(mandate.manner.data_classes)),
        (text("Terugkijken", "Looking back"), f"{mandate.manner.window_days} {text('dagen', 'days')}"),
        (text("Wat een mens mag zien", "What a human may see"), _list(mandate.manner.human)),
        (text("Wie mag controleren", "Who may check"), _list(mandate.officials.allowed)),
        (text("Wie niet", "Who may not"), _list(mandate.officials.excluded)),
        (text("Bij stoppen", "When stopped"), mandate.hit.instructions or text("stoppen en verzegelen", "stop, seal")),
        (text("Bewaartermijn", "Retention"), f"{mandate.retention_days} {text('dagen', 'days')}"),
        (text("Zo beperkt mogelijk gelezen", "Read narrowly"), _list(mandate.narrowed)),
        ("SHA-256", mandate.sha256),
        (text("Ondertekend door sleutel", "Signed by key"), _list([key[:16] for key in keys])),
    ]
    heading = text("VALIDATIEOPDRACHT", "VALIDATION MANDATE") + "\n" if mandate.validation else ""
    return heading + "\n".join(f"{label}: {value}" for label, value in rows)


def remark_text(remarks: Sequence[LintRemark], open_doors: Sequence[Permit]) -> str:
    """What the lint says, and what opens today all the same."""
    lines = [f"- {remark.field}: {text(remark.nl, remark.en)} ({remark.source})" for remark in remarks]
    if not remarks:
        lines = [text("Geen opmerkingen.", "No remarks.")]
    doors = [f"- {permit.question}: {permit.data_class}" for permit in open_doors]
    heading = text("\nVandaag gaat open:", "\nToday opens:")
    return "\n".join([*lines, heading, *(doors or [text("- niets", "- nothing")])])


def change_text(changes: Sequence[Change]) -> str:
    """What moved in the catalogue."""
    if not changes:
        return text("Geen verschil met de huidige catalogus.", "No difference with the current catalogue.")
    return "\n".join(
        f"- {one.block} {text('versie', 'version')} {one.version}: {text(one.nl, one.en)}" for one in changes
    )


def _condition(condition: Condition) -> str:
    try:
        wording = block(condition.block, condition.version).wording(condition.parameters)
    except InzageError as error:
        wording = error.sentence(language())
    return f"{condition.block} v{condition.version}: {wording}"


def _period(mandate: Mandate) -> str:
    if mandate.period == NEVER:
        return text("geen (er gaat niets open)", "none (nothing opens)")
    return f"{mandate.period.first} – {mandate.period.last}"


def _frequency(mandate: Mandate) -> str:
    said = mandate.frequency
    return f"{said.at_most}× per {text(*SAID[said.per])} ({said.notice})"


def _list(words: Sequence[str]) -> str:
    return ", ".join(words) or "—"
