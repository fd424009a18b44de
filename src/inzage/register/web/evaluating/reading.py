"""A figure read aloud: what was counted, what that is, and how uncertain it stays with so few."""

from inzage.evaluation import Figure, Protocol, Result, Rung
from inzage.register.charts.said import number
from inzage.register.web.evaluating.amounts import Known, is_difference, known, plain, span, spelled
from inzage.register.web.evaluating.counting import part, units
from inzage.register.web.saying import say, t

FEW = 100
"""Below so many units the uncertainty is said to come of their small number."""
_SAME = 1e-6
DETECTION = "checks_per_person_month"
"""How often people were checked; one for a whole, or with ``_`` and the name of a part behind it."""


def among(figure: Figure, result: Result) -> int:
    """How many units it is counted among."""
    return len(figure.of) or len(figure.units) or result.counted


def why_not(figure: Figure, protocol: Protocol, result: Result) -> str:
    """Why there is no figure; empty where there is one. A number of units is always given."""
    n, found = among(figure, result), known(figure.estimate)
    if figure.measure == "count" and found:
        return ""
    if n < protocol.minimum or result.counted < protocol.minimum:
        return too_few(min(n, result.counted), protocol)
    if found is None:
        return t("dit is niet te berekenen uit wat is geteld", "what was counted is not enough to work this out")
    if figure.effect and not detection(figure):
        return t(
            "dit wordt niet getoond, omdat niet bekend is hoe vaak er is gecontroleerd",
            "this is not shown, because it is not known how often there were checks",
        )
    return ""


def briefly(figure: Figure, protocol: Protocol, result: Result) -> str:
    """The same in a few words, where there is little room."""
    n = min(among(figure, result), result.counted)
    if n < protocol.minimum:
        need = number(protocol.minimum)
        return t(f"nog geen cijfer ({number(n)} geteld, {need} nodig)", f"no figure yet ({number(n)} of {need})")
    return t("geen cijfer", "no figure")


def too_few(n: int, protocol: Protocol) -> str:
    """How many there are, and how many are needed."""
    more = protocol.minimum - n
    nl = f"nog geen cijfer. Geteld {'is' if n == 1 else 'zijn'} {units(n, protocol)}; "
    en = f"no figure yet. Counted: {units(n, protocol)}; "
    return t(nl, en) + t(
        f"nodig {'is' if protocol.minimum == 1 else 'zijn'} er {number(protocol.minimum)}, dus nog {number(more)}",
        f"needed: {number(protocol.minimum)}, so {number(more)} more",
    )


def sentences(figure: Figure, protocol: Protocol, result: Result, label: str = "") -> str:
    """The figure in plain sentences, as one paragraph. ``label``: what it is called here, where others stand by it."""
    why, label = why_not(figure, protocol, result), label or say(figure.label)
    if why:
        return f"{label}: {why}."
    found = known(figure.estimate)
    assert found is not None  # noqa: S101 - why_not says why it would be
    said = [f"{label}: {_counted(figure, found, protocol, result)}", *_uncertain(figure, found, protocol, result)]
    return " ".join([*said, *_no_difference(figure, found)])


def _counted(figure: Figure, found: Known, protocol: Protocol, result: Result) -> str:
    points = is_difference(figure, found)
    value = spelled(found.value, figure.measure, points=points)
    if figure.measure == "count":
        return f"{value}."
    if figure.is_part:
        told = part(len(figure.units), len(figure.of), protocol)
        return f"{told}. " + t(f"Dat is {value}.", f"That is {value}.")
    if part_ := _beside_units(figure, found):
        return f"{part_}. " + t(f"Dat is {value}.", f"That is {value}.")
    if figure.measure == "ratio":
        value = t(f"een verhouding van {value}", f"a ratio of {value}")
    over = units(among(figure, result), protocol)
    return f"{value}, " + t(f"geteld over {over}.", f"counted over {over}.")


def _beside_units(figure: Figure, found: Known) -> str:
    """Where not units are counted but what they hold (questions, appointments): how many of how many."""
    k, n = figure.extra.get("events", 0.0), figure.extra.get("n", 0.0)
    if figure.measure != "share" or not n or not abs(found.value - k / n) < _SAME:
        return ""
    return t(f"{plain(k)} van de {plain(n)}", f"{plain(k)} of the {plain(n)}")


def _uncertain(figure: Figure, found: Known, protocol: Protocol, result: Result) -> list[str]:
    if figure.measure == "count" and not found.bounded:
        return []
    if not found.bounded:
        return [t("Bij dit cijfer staat geen onzekerheid.", "No uncertainty stands with this figure.")]
    few = among(figure, result) < FEW
    many = units(2, protocol).split(" ", 1)[1]
    nl = f"Met de onzekerheid die bij {'zo weinig' if few else 'dit aantal'} {many} hoort, "
    en = f"With the uncertainty that comes with {'so few' if few else 'this number of'} {many}, "
    return [t(nl, en) + between(figure, found) + "."]


def between(figure: Figure, found: Known) -> str:
    """``ligt het tussen de 8 en 37 procent``; at an edge of what can be, only the other bound."""
    measure, points = figure.measure, is_difference(figure, found)
    low, high = _bounds(figure, found)
    if low is not None and high is not None:
        if spelled(low, measure, points=points) == spelled(high, measure, points=points):
            return t("is het vrijwel precies ", "it is nearly exactly ") + spelled(low, measure, points=points)
        both = span(low, high, measure, points=points)
        return t(f"ligt het tussen de {both}", f"it lies between {both}")
    if high is not None:
        most = spelled(high, measure, points=points)
        return t(f"kan het in werkelijkheid tot {most} zijn", f"it may really be up to {most}")
    if low is not None:
        least = spelled(low, measure, points=points)
        return t(f"is het ten minste {least}", f"it is at least {least}")
    return t("kan het nog alles zijn", "it may still be anything")


def _bounds(figure: Figure, found: Known) -> tuple[float | None, float | None]:
    """A share without a sign is never below 0 nor above 1: such a bound says nothing."""
    if figure.measure != "share" or is_difference(figure, found):
        return found.low, found.high
    low = None if found.low is None or found.low <= 0 else found.low
    return low, None if found.high is None or found.high >= 1 else found.high


def neutral(figure: Figure, found: Known) -> float | None:
    """Where a comparison would show no difference; None for what does not compare."""
    if not figure.effect:
        return None
    return 0.0 if is_difference(figure, found) else 1.0 if figure.measure == "ratio" else None


def _no_difference(figure: Figure, found: Known) -> list[str]:
    same = neutral(figure, found)
    if same is None or found.low is None or found.high is None:
        return []
    told = plain(same)
    none = t(f"Bij {told} is er geen verschil.", f"At {told} there is no difference.")
    if found.low <= same <= found.high:
        nl = "Dat ligt binnen deze grenzen, dus een verschil is niet aangetoond."
        return [none, t(nl, "That lies within these bounds, so no difference has been shown.")]
    nl = "Dat ligt buiten deze grenzen. Waardoor het verschil komt, zegt dit cijfer niet."
    return [none, t(nl, "That lies outside these bounds. What it comes from, this figure does not say.")]


def detection(figure: Figure) -> list[str]:
    """Names of what says how often people were checked."""
    return [name for name in figure.extra if name == DETECTION or name.startswith(f"{DETECTION}_")]


def shows_detection(figure: Figure, protocol: Protocol) -> bool:
    """Whether how often there were checks must stand beside it."""
    return figure.effect or protocol.rung == Rung.RECIDIVISM or bool(detection(figure))
