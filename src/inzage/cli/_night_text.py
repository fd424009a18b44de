"""A night as text: what it came to, what asks for a person today, what the machine did. No person, no answer."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import click

from inzage.artefact import AMSTERDAM
from inzage.cli._shared import language, text
from inzage.errors import UsageFault
from inzage.words import Words

MINUTE, HOUR = 60, 3600


class NoNight(UsageFault):
    """No day was given."""

    nl = "Verwacht: een dag als 2026-11-22 (de avond waarop de nacht begon). Gevonden: {found}. Verbeter --night."
    en = "Expected: a day such as 2026-11-22 (the evening on which the night began). Found: {found}. Correct --night."


def run(day: str) -> None:
    """Print the night that began on this day; empty: the one at hand."""
    from inzage.register.running.serving import stand  # noqa: PLC0415 the register is loaded when needed

    first = _day(day)
    stand()
    from inzage.register.running import nights, runs  # noqa: PLC0415 tables can be loaded from here on

    moment = datetime.now(AMSTERDAM)
    night = nights.night_on(first) if first else nights.night_of(moment)
    if night is None:
        raise NoNight(found=day)
    for line in lines(nights.summary(night, moment, machine=runs.machine())):
        click.echo(line)


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        raise NoNight(found=day) from None


def lines(told: Any) -> Iterator[str]:  # noqa: ANN401 a shape of the register, which is loaded when needed
    """All of it, a line at a time. ``told``: a ``nights.Summary``."""
    from inzage.register.running import night_words as words  # noqa: PLC0415 as above
    from inzage.register.running.nights import FOR_SOMEBODY  # noqa: PLC0415 as above

    yield _heading(told)
    yield text(f"Klaargezet in deze nacht: {told.laid}", f"Queued in this night: {told.laid}")
    for became, many in told.counts.items():
        yield f"  {many:4}  {_said(words.BECAME[became])}"
    if not told.lines:
        yield text("  Er is niets uitgevoerd en er wacht niets.", "  Nothing was carried out and nothing waits.")
    for became in FOR_SOMEBODY:
        if found := told.of(became):
            yield f"\n{_said(words.BECAME[became]).capitalize()} ({len(found)}). {_said(words.TODAY[became])}"
            yield from (_line(each) for each in found)
    yield ""
    for use in told.uses:
        yield from _use(use)
    for deed in told.pauses:
        yield f"  {_moment(deed.at)}  {_said(words.DEEDS[deed.act])} ({deed.actor}). {deed.reasons}".rstrip()


def _heading(told: Any) -> str:  # noqa: ANN401 as above
    night = told.night
    until = text("nog bezig", "not over yet") if told.going else text("voorbij", "over")
    return text(
        f"Nacht van {night.day} op {night.after.day}, van 12.00 tot 12.00 uur ({until})",
        f"Night of {night.day} to {night.after.day}, from noon to noon ({until})",
    )


def _line(each: Any) -> str:  # noqa: ANN401 as above, a nights.Line
    said = each.run.said.get(language(), "")
    return f"  /controle/{each.run.activity_id}  {spell(each.seconds)}  {said}".rstrip()


def _use(use: Any) -> Iterator[str]:  # noqa: ANN401 as above, a nights.Use
    from inzage.register.running.machines import LACKS  # noqa: PLC0415 as above

    yield f"{use.name}: " + _worked(use)
    if use.away:
        since = _moment(use.seen) if use.seen else ""
        yield text(
            f"  Deze machine is er niet. Laatste teken: {since or 'nooit'}. Start inzage work.",
            f"  This machine is away. Its last sign: {since or 'never'}. Start inzage work.",
        )
    if use.lacks:
        yield f"  {_said(LACKS[use.lacks])}"
    if use.pause:
        yield text("  De wachtrij staat stil sinds ", "  The queue is paused since ") + _moment(use.pause.at)


def _worked(use: Any) -> str:  # noqa: ANN401 as above
    if use.taken is None:
        return text("niets uitgevoerd.", "nothing was carried out.")
    share = round(100 * use.taken)
    apart = (
        text(" Wat een cluster las, telt hier niet mee.", " What a cluster read is not counted here.")
        if use.elsewhere
        else ""
    )
    worked = text(
        f"{spell(use.worked)} gewerkt op {use.seats} {'plaats' if use.seats == 1 else 'plaatsen'}, bezet {share} % van "
        f"{spell(use.over)}; rekentijd {spell(use.cpu)} op {use.cores} kernen.",
        f"{spell(use.worked)} of work in {use.seats} {'place' if use.seats == 1 else 'places'}, taken {share} % of "
        f"{spell(use.over)}; processor time {spell(use.cpu)} on {use.cores} cores.",
    )
    return worked + apart


def spell(seconds: float) -> str:
    """A stretch of time: ``2 u 05 m``, ``4 m 12 s``, ``9 s``."""
    whole = round(seconds)
    if whole >= HOUR:
        return f"{whole // HOUR} {text('u', 'h')} {whole % HOUR // MINUTE:02} m"
    return f"{whole // MINUTE} m {whole % MINUTE:02} s" if whole >= MINUTE else f"{whole} s"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def _said(words: Words) -> str:
    return words.nl if language() == "nl" else words.en
