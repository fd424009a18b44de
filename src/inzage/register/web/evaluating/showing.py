"""The answer of one look as parts of a page, for ``{% include "inzage/evaluation_result.html" %}``.

In order: what was counted, what to beware of, the main figure, the others, what can be said of them and what cannot.
"""

from collections.abc import Mapping, Sequence

from inzage.evaluation import Caution, Estimator, Figure, Head, Protocol, Result
from inzage.register.charts.said import number
from inzage.register.web.evaluating import wording
from inzage.register.web.evaluating.amounts import is_difference, known
from inzage.register.web.evaluating.counting import units
from inzage.register.web.evaluating.flowing import funnel_part, overview, trend_part, trend_title
from inzage.register.web.evaluating.following import curves_part, sets
from inzage.register.web.evaluating.parts import Part
from inzage.register.web.evaluating.plotting import figures_part
from inzage.register.web.evaluating.rollouts import rollout_part
from inzage.register.web.evaluating.tabling import Asked, Trace
from inzage.register.web.saying import say, t
from inzage.register.web.templatetags.inzage_words import day
from inzage.words import Words

MAIN = {"pilot-50": "effective-any", "E1": "yield-any"}
"""The code of the main figure, where it is not the first of them."""
MANY = 16
"""More figures than these are not taken in at a glance on one axis."""
SHAPES = {
    Estimator.KAPLAN_MEIER: "curves",
    Estimator.AALEN_JOHANSEN: "curves",
    Estimator.FUNNEL: "funnels",
    Estimator.SEGMENTED: "trends",
}
ORDER = ("figures", "funnels", "curves", "trends")
HEADS = {
    Head.LAWFUL.value: Words("Rechtmatig", "Lawful"),
    Head.METHODICAL.value: Words("Methodisch", "Methodical"),
    Head.EFFECTIVE.value: Words("Effectief", "Effective"),
    Head.FEASIBLE.value: Words("Uitvoerbaar", "Feasible"),
}


def shown(result: Result, protocol: Protocol, trace: Trace) -> dict[str, object]:
    """What the template needs, in the language of the request. ``trace``: the address of a number's rows."""
    asked = Asked(wording.in_words(result), protocol, trace)
    main, rest = _parts(asked) if result.counted else ((), ())
    return {
        "counted": _counted(result, protocol),
        "left_out": [(wording.left_out(code), number(many)) for code, many in result.left_out.items()],
        "cautions": [_caution(each) for each in result.cautions],
        "nothing": "" if result.counted else _nothing(asked),
        "main": main,
        "sections": _sections([*rest, *_rollout(asked)]),
        "notes": [*_margins(asked), *(say(each) for each in result.notes)],
        "gaps": [say(each) for each in result.gaps],
    }


def _margins(asked: Asked) -> list[str]:
    """What the uncertainty means, where any is shown."""
    if not any(found.bounded for found in map(asked.shown, asked.result.figures) if found):
        return []
    nl = "De onzekerheid (95%) zegt hoe ver de uitkomst er door toeval naast kan zitten: in ongeveer een op de "
    nl += "twintig zulke tellingen ligt de werkelijkheid buiten de grenzen."
    en = "The uncertainty (95%) says how far off the outcome can be by chance: in about one in twenty such counts "
    return [t(nl, en + "the truth lies outside the bounds.")]


def _counted(result: Result, protocol: Protocol) -> str:
    n, last = units(result.counted, protocol), day(result.extracted_on)
    if not result.counted:
        nl = f"Er is nog niets geteld. De gegevens lopen tot en met {last}."
        return t(nl, f"Nothing was counted yet. The data run up to {last}.")
    verb = "is" if result.counted == 1 else "zijn"
    was = "was" if result.counted == 1 else "were"
    nl = f"Er {verb} {n} geteld, met gegevens tot en met {last}."
    return t(nl, f"{n} {was} counted, with data up to {last}.")


def _nothing(asked: Asked) -> str:
    needed, one = units(asked.protocol.minimum, asked.protocol), asked.protocol.minimum == 1
    return t(
        f"Er is nog niets om te tonen. Een cijfer komt hier zodra er {needed} {'is' if one else 'zijn'} geteld.",
        f"There is nothing to show yet. A figure appears here once {needed} {'has' if one else 'have'} been counted.",
    )


def _caution(each: Caution) -> dict[str, object]:
    """Its sentence, and the facts that made it sound."""
    facts = [(wording.fact(name), wording.told(value)) for name, value in each.facts.items()]
    return {"said": say(each.said), "facts": facts}


Headed = tuple[str, Part]
"""The title that a part stands under; empty for none."""


def _parts(asked: Asked) -> tuple[list[Part], list[Headed]]:
    """The main part, and the rest in order of their shapes."""
    by_shape = {
        "figures": _figures(asked),
        "funnels": _funnels(asked),
        "curves": _curves(asked),
        "trends": _trends(asked),
    }
    lead = SHAPES.get(asked.protocol.estimators[0], "figures") if asked.protocol.estimators else "figures"
    order = [lead, *(shape for shape in ORDER if shape != lead)]
    found = [each for shape in order for each in by_shape[shape]]
    return [part for _, part in found[:1]], found[1:]


def _funnels(asked: Asked) -> list[Headed]:
    """The funnel of all, and those of groups together, below an interval plot of their first share."""
    made = [(each, funnel_part(each, f"trechter-{i}", asked)) for i, each in enumerate(asked.result.funnels)]
    over = overview([each for each in asked.result.funnels if each.group], asked)
    return [
        *(("", part) for each, part in made if not each.group),
        *((_by_group(say(asked.result.funnels[0].label)), part) for part in over),
        *((_by_group(say(each.label)), part) for each, part in made if each.group),
    ]


def _by_group(label: str) -> str:
    return label + t(", voor elke groep apart", ", for each group")


def _curves(asked: Asked) -> list[Headed]:
    return [("", curves_part(each, f"verloop-{i}", asked)) for i, each in enumerate(sets(asked.result.curves))]


def _trends(asked: Asked) -> list[Headed]:
    made = [(each, trend_part(each, f"perioden-{i}", asked)) for i, each in enumerate(asked.result.trends)]
    return [(_by_group(trend_title(each)) if each.group else "", part) for each, part in made]


def _rollout(asked: Asked) -> list[Headed]:
    found = rollout_part("volgorde", asked)
    return [("", found)] if found else []


def _figures(asked: Asked) -> list[Headed]:
    """The main figure for each of its groups, then the others by head and by what they measure."""
    figures = asked.result.figures
    codes = {each.code for each in figures}
    wanted = MAIN.get(asked.protocol.code, "")
    lead = wanted if wanted in codes else figures[0].code if figures else ""
    first = [each for each in figures if each.code == lead]
    found: list[Headed] = [("", figures_part(first, "cijfer-0", asked, main=True))] if first else []
    rest = [each for each in figures if each.code != lead]
    for i, (head, some) in enumerate(_alike(rest, asked.result), 1):
        found.append((head, figures_part(some, f"cijfer-{i}", asked)))
    return found


def _alike(figures: Sequence[Figure], result: Result) -> list[tuple[str, list[Figure]]]:
    """Figures that can stand on one axis together, under the head that each belongs to; those of one label together."""
    heads, kinds = _heads(result), dict[tuple[str, str, bool, bool], list[list[Figure]]]()
    for each in figures:
        found = known(each.estimate)
        signed = found is not None and is_difference(each, found)
        kind = (heads.get(each.code, ""), each.measure, signed, each.effect)
        together = kinds.setdefault(kind, [])
        there = next((some for some in together if not any(_same(each, other) for other in some)), None)
        if there is None:
            together.append([each])
        else:
            there.append(each)
    return [(kind[0], part) for kind, sets_ in kinds.items() for some in sets_ for part in _divided(some)]


def _same(one: Figure, other: Figure) -> bool:
    return (one.label, one.group) == (other.label, other.group)


def _divided(figures: list[Figure]) -> list[list[Figure]]:
    """By label, in the order in which labels came; each label apart where all together would be too many."""
    by_label: dict[Words, list[Figure]] = {}
    for each in figures:
        by_label.setdefault(each.label, []).append(each)
    several = [some for some in by_label.values() if len(some) > 1]
    apart = len(figures) > MANY or figures[0].measure == "count"  # numbers of different things share no axis
    if not (apart and several):
        return [[each for some in by_label.values() for each in some]]
    single = [some[0] for some in by_label.values() if len(some) == 1]
    return [*several, *([single] if single else [])]


def _heads(result: Result) -> dict[str, str]:
    """By code of a figure the head that it belongs to, in words."""
    told = result.context.get("heads", {})
    if not isinstance(told, Mapping):
        return {}
    held = {head: codes for head, codes in told.items() if head in HEADS and isinstance(codes, list | tuple)}
    return {str(code): say(HEADS[head]) for head, codes in held.items() for code in codes}


def _sections(parts: Sequence[Headed]) -> list[tuple[str, list[Part]]]:
    """Parts under their heads; a head is said once."""
    found: dict[str, list[Part]] = {}
    for head, part in parts:
        found.setdefault(head, []).append(part)
    return list(found.items())
