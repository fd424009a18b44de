"""Figures as plots: squares for a few, intervals one under the other for the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence

from inzage.evaluation import Figure
from inzage.register.charts import Heading, Interval, Intervals, Said, Squares, Withheld
from inzage.register.charts.said import number
from inzage.register.charts.squares import MOST
from inzage.register.web.evaluating.amounts import LARGEST, Known, amount, is_difference, plain, reach
from inzage.register.web.evaluating.counting import counted, units
from inzage.register.web.evaluating.parts import Part, Plot, drawn
from inzage.register.web.evaluating.reading import among, briefly, neutral, sentences
from inzage.register.web.evaluating.tabling import Asked, figures_table, named
from inzage.register.web.evaluating.wording import group
from inzage.register.web.saying import say, t
from inzage.words import Words

TITLES = {
    "share": Words("Percentages", "Percentages"),
    "days": Words("Hoe lang het duurde", "How long it took"),
    "hours": Words("Uren", "Hours"),
    "count": Words("Aantallen", "Numbers"),
    "rate": Words("Hoe vaak in een bepaalde tijd", "How often in a given time"),
    "ratio": Words("Verhoudingen", "Ratios"),
    "money": Words("Bedragen", "Amounts"),
}
HUNDRED = 100.0
ALOUD = 3
"""More figures than these are not read aloud one by one."""


def figures_part(figures: Sequence[Figure], name: str, asked: Asked, *, main: bool = False, title: str = "") -> Part:
    """Figures of one measure. ``name``: unique in the page; ``main``: each is read aloud."""
    heading = title or _title(figures)
    plots = forest(figures, name, asked)
    read = _aloud(figures, asked, main=main, drawn=bool(plots))
    plots = [*(squares(figures[0], name, asked) if main and len(figures) == 1 else ()), *plots]
    return Part(heading, tuple(read), tuple(plots), figures_table(heading, figures, asked))


def _aloud(figures: Sequence[Figure], asked: Asked, *, main: bool, drawn: bool) -> list[str]:
    """The main figure and every effect; of others what is lacking, where no plot says it."""
    aloud = [each for each in figures if main or each.effect or (not drawn and _lacks(each, asked))]
    if len(aloud) > ALOUD and drawn:
        many = number(len(aloud))
        return [
            t(
                f"Dit staat hieronder {many} keer, voor elke groep apart. Hoe langer de lijn, hoe minder is geteld.",
                f"This stands below {many} times, for each group. The longer the line, the less was counted.",
            )
        ]
    alone = len(figures) == 1
    return [sentences(each, asked.protocol, asked.result, "" if alone else _full(each, figures)) for each in aloud]


def _full(figure: Figure, figures: Sequence[Figure]) -> str:
    name, label = named(figure, figures), say(figure.label)
    return name if name.startswith(label) else f"{label}, {name}"


def _lacks(figure: Figure, asked: Asked) -> bool:
    """Whether it must be said why this figure, and not all of them, is not given."""
    return asked.result.counted >= asked.protocol.minimum and asked.shown(figure) is None


def _title(figures: Sequence[Figure]) -> str:
    labels = {each.label for each in figures}
    return say(figures[0].label) if len(labels) == 1 else say(TITLES[figures[0].measure])


def forest(figures: Sequence[Figure], name: str, asked: Asked) -> list[Plot]:
    """The interval plot; none where nothing has an interval."""
    found = [(each, shown) for each in figures if (shown := asked.shown(each))]
    if not any(shown.bounded or each.measure == "share" for each, shown in found):
        return []
    first, known = found[0]
    percents, points = first.measure == "share", is_difference(first, known)
    same, ratios = neutral(first, known), first.measure == "ratio" and first.effect
    chart = Intervals(
        Said(_above(first, next((each for _, each in found if each.bounded), None)), _about(), f"{name}-interval", ()),
        tuple(_rows(figures, asked)),
        None if same is None else same * (HUNDRED if percents else 1),
        around=(0.0, HUNDRED) if percents and not points else () if ratios else (0.0,),
        suffix="%" if percents and not points else "",
        ratios=ratios,
    )
    return [drawn(chart)]


def _rows(figures: Sequence[Figure], asked: Asked) -> Iterator[Heading | Interval | Withheld]:
    """A row for each; where the same is told of several groups, it is said once and each row is a group."""
    repeated = {label for label, many in Counter(each.label for each in figures).items() if many > 1}
    several, before = len({each.label for each in figures}) > 1, None
    for each in figures:
        if several and each.label in repeated and each.label != before:
            yield Heading(say(each.label))
        before = each.label
        yield _row(each, _named(each, figures, heading=each.label in repeated), asked)


def _named(figure: Figure, figures: Sequence[Figure], *, heading: bool) -> str:
    if len(figures) == 1:
        return ""
    return group(figure.group) if heading else named(figure, figures)


def _row(figure: Figure, label: str, asked: Asked) -> Interval | Withheld:
    found = asked.shown(figure)
    if found is None:
        return Withheld(label, briefly(figure, asked.protocol, asked.result))
    points = is_difference(figure, found)
    said, times = amount(found.value, figure.measure, points=points), HUNDRED if figure.measure == "share" else 1.0
    told = f"{said} ({reach(found, figure.measure, points=points)})" if found.bounded else said
    if (
        not (found.bounded or figure.measure == "share")
        or max(abs(v) for v in (found.value, found.low or 0, found.high or 0)) * times > LARGEST
    ):
        return Withheld(label, told)
    low, high = (None if value is None else value * times for value in (found.low, found.high))
    return Interval(label, low, found.value * times, high, told=told, bare=not found.bounded)


UNITS = {
    "days": Words(", in dagen", ", in days"),
    "hours": Words(", in uren", ", in hours"),
    "money": Words(", in euro", ", in euros"),
}


def _above(figure: Figure, found: Known | None) -> str:
    if found is None:
        return t("Uitkomst (stip)", "Outcome (dot)")
    level, unit = plain(found.level * HUNDRED), say(UNITS[figure.measure]) if figure.measure in UNITS else ""
    nl = f"Uitkomst (stip) en onzekerheid (lijn, {level}%){unit}"
    return t(nl, f"Outcome (dot) and uncertainty (line, {level}%){unit}")


def _about() -> str:
    return t(
        "Per regel een stip voor de uitkomst en een lijn zo lang als de onzekerheid; de getallen staan in de tabel.",
        "On each line a dot for the outcome and a line as long as the uncertainty; the numbers are in the table.",
    )


def squares(figure: Figure, name: str, asked: Asked) -> list[Plot]:
    """A square for each that was counted, and for each still to come in a fixed sample; none where they are many."""
    found, n = asked.shown(figure), among(figure, asked.result)
    whole = max(n, asked.protocol.fixed_sample or 0)
    if not 0 < whole <= MOST or (found and not figure.is_part) or figure.measure != "share":
        return []
    if not found and not asked.protocol.fixed_sample:
        return []
    k = len(figure.units) if found else n
    return [
        drawn(Squares(_said_squares(figure, name, asked, k if found else None), ("", k), ("", n - k), ("", whole - n)))
    ]


def _said_squares(figure: Figure, name: str, asked: Asked, k: int | None) -> Said:
    n = among(figure, asked.result)
    one, left = say(counted(asked.protocol).one), max(n, asked.protocol.fixed_sample or 0) - n
    title = t(f"Elk vakje is een {one}", f"Each square is one {one}")
    if k is None:
        about = t(f"Gevuld: geteld ({n}).", f"Filled: counted ({n}).")
    else:
        about = t(f"Gevuld: wel ({k}). Open: niet ({n - k}).", f"Filled: yes ({k}). Open: no ({n - k}).")
    if left:
        about += t(f" Gestippeld: nog te doen ({left}).", f" Dotted: still to come ({left}).")
    return Said(f"{title}. {about}", f"{units(n, asked.protocol)}. {about}", f"{name}-vakjes", ())
