"""Results as a question gives them, one for each shape: with numbers as a pilot or a register of this size has."""

from dataclasses import replace
from datetime import date
from math import sqrt
from statistics import NormalDist

from inzage.evaluation import (
    Caution,
    Curve,
    Estimate,
    Estimator,
    Figure,
    Head,
    Level,
    Moment,
    Period,
    Protocol,
    Result,
    Rung,
    Step,
    Steps,
    Trend,
    Zero,
)
from inzage.words import Words

DAY = date(2026, 11, 20)
Z = NormalDist().inv_cdf(0.975)


def words(nl: str, en: str = "") -> Words:
    return Words(nl, en or nl)


SAME = words("Zie het protocol.", "See the protocol.")
PROTOCOL = Protocol(
    code="pilot-50",
    version=1,
    title=SAME,
    decision_served=SAME,
    decision_rule=SAME,
    population=SAME,
    compared=SAME,
    exposure_rule=SAME,
    outcome=SAME,
    source=SAME,
    time_zero=Zero.CHECK,
    estimators=(Estimator.ANYTIME,),
    minimum=10,
    looks=None,
    publication=Level.ORGANISATION,
    rung=Rung.DELIVERED,
    heads=(Head.LAWFUL,),
    fixed_sample=50,
)


def wilson(k: int, n: int) -> Estimate:
    """By the formula itself, so that no page waits for a library."""
    p, turn = k / n, Z**2 / n
    middle, reach = (p + turn / 2) / (1 + turn), Z * sqrt(p * (1 - p) / n + turn / (4 * n)) / (1 + turn)
    return Estimate(p, max(0.0, middle - reach) if k else 0.0, min(1.0, middle + reach) if k < n else 1.0, "Wilson")


def result(protocol: Protocol, counted: int, **more: object) -> Result:
    return Result(protocol.code, protocol.version, DAY, "0" * 64, counted, **{"left_out": {}, **more})  # type: ignore[arg-type]


def share(code: str, label: str, k: int, n: int, *, known: bool = True, **more: object) -> Figure:
    found = wilson(k, n) if known and n else None
    return Figure(code, words(label), "share", found, tuple(range(k)), tuple(range(n)), **more)  # type: ignore[arg-type]


def pilot(n: int, k: int) -> Result:
    """``n`` checks of the fifty, ``k`` with an indication."""
    known = n >= 10
    hours = Estimate(4.25, 3.5, 5.75, "mediaan, bootstrap") if known else None
    half = n // 2
    figures = [
        share("lawful-in-term", "Controles binnen de termijn van de voorwaarde", n, n, known=known),
        share("lawful-refused", "Controles waarbij iemand niet of niet helemaal meewerkte", min(2, n), n, known=known),
        share(
            "methodical-upheld",
            "Controles waarvan elke betwiste bevinding na hertelling overeind bleef",
            min(3, n),
            min(4, n),
            known=False,
        ),
        share("effective-any", "Controles met ten minste één aanwijzing", k, n, known=known),
        share(
            "effective-q1",
            "Controles met een aanwijzing bij de vraag over online contact",
            k // 2,
            half,
            known=half >= 10,
        ),
        Figure(
            "feasible-hours", words("Duur van een controle (mediaan)"), "hours", hours, tuple(range(n)), tuple(range(n))
        ),
    ]
    heads = {
        "rechtmatig": ["lawful-in-term", "lawful-refused"],
        "methodisch": ["methodical-upheld"],
        "effectief": ["effective-any", "effective-q1"],
        "uitvoerbaar": ["feasible-hours"],
    }
    few = Caution(
        "below_minimum",
        words(f"Er is nog te weinig geteld: {n}, en afgesproken is ten minste 10."),
        {"units": n, "minimum": 10},
    )
    return result(
        PROTOCOL,
        n,
        left_out={"after-sample": 3} if n == 50 else {},
        figures=tuple(figures),
        cautions=() if known else (few,),
        notes=(
            words("Dit gaat alleen over gegevensdragers die zijn aangereikt; wat niet is aangereikt, telt niet mee."),
        ),
        gaps=(words("Zonder tijden is de werktijd niet te tellen. Nodig is dat begin en einde zijn vastgelegd."),),
        context={"heads": heads},
    )


ADVICE = replace(
    PROTOCOL, code="E5", time_zero=Zero.SUMMONS, estimators=(Estimator.FUNNEL, Estimator.WILSON), fixed_sample=None
)


def advice() -> Result:
    """A funnel over all, one of an office below the minimum, a chart per quarter, the time to delivery."""
    asked, out, refused, imposed = 45, 31, 8, 22
    steps = (
        Step("gedagvaard", words("Gedagvaard"), tuple(range(60)), "", None),
        Step("aangevraagd", words("Advies aangevraagd"), tuple(range(asked)), "gedagvaard", wilson(asked, 60)),
        Step("uitgebracht", words("Advies uitgebracht"), tuple(range(out)), "aangevraagd", wilson(out, asked)),
        Step(
            "geweigerd",
            words("Betrokkene weigerde mee te werken"),
            tuple(range(refused)),
            "aangevraagd",
            wilson(refused, asked),
        ),
        Step("opgelegd", words("Voorwaarden opgelegd"), tuple(range(imposed)), "aangevraagd", wilson(imposed, asked)),
    )
    small = (
        Step("gedagvaard", words("Gedagvaard"), tuple(range(6)), "", None),
        Step("aangevraagd", words("Advies aangevraagd"), tuple(range(4)), "gedagvaard", wilson(4, 6)),
    )
    funnels = (
        Steps("trechter", words("Van dagvaarding tot uitspraak"), steps),
        Steps("trechter", words("Van dagvaarding tot uitspraak"), small, "midden-nederland"),
    )
    return result(ADVICE, 60, funnels=funnels, trends=(quarters(),), curves=(delivered(),), figures=(days(),))


def days() -> Figure:
    middle = Estimate(38, 29, None, "mediaan van Kaplan–Meier")
    return Figure(
        "doorlooptijd",
        words("Dagen van aanvraag tot advies (mediaan)"),
        "days",
        middle,
        tuple(range(45)),
        tuple(range(45)),
    )


def quarters() -> Trend:
    counts = [(5, 9), (6, 8), (7, 10), (1, 9), (8, 9), (9, 10), (9, 5)]
    periods = []
    for i, (k, n) in enumerate((min(k, n), n) for k, n in counts):
        reach = 3 * sqrt(0.75 * 0.25 / n)
        begins = date(2025 + i // 4, i % 4 * 3 + 1, 1)
        label = f"{begins.year}-K{i % 4 + 1}"
        low, high = max(0.0, 0.75 - reach), min(1.0, 0.75 + reach)
        periods.append(Period(label, begins, tuple(range(k)), tuple(range(n)), k / n, low, high))
    return Trend("dekking", words("Dagvaardingen waarbij advies is aangevraagd"), "share", 0.75, tuple(periods))


def moments(n: int, every: int, last: int, *, falls: bool) -> tuple[Moment, ...]:
    """``n`` followed; every ``every`` days one has it, and each third is followed no longer."""
    found, value, left = [Moment(0, 1.0 if falls else 0.0, 1.0 if falls else 0.0, 1.0 if falls else 0.08, n, 0)], 1.0, n
    for i, day in enumerate(range(every, last, every)):
        came = int(i % 3 != 2)
        value *= 1 - came / left
        told = value if falls else 1 - value
        reach = Z * sqrt(max(value * (1 - value), 0.0) / left)
        found.append(Moment(day, told, max(0.0, told - reach), min(1.0, told + reach), left, came))
        left -= 1
        if left < 2:
            break
    return (*found, Moment(last, found[-1].value, found[-1].low, found[-1].high, left, 0))


def delivered() -> Curve:
    label = words("Aanvragen waarop nog geen advies is uitgebracht")
    return Curve("doorlooptijd", label, "survival", moments(45, 2, 96, falls=True), tuple(range(45)))


DEBTS = replace(
    PROTOCOL,
    code="E7",
    time_zero=Zero.SUPERVISION,
    estimators=(Estimator.COX, Estimator.AALEN_JOHANSEN),
    rung=Rung.RECIDIVISM,
    fixed_sample=None,
    minimum=30,
    rollout_order=("noord-2025-03-01", "oost-2025-09-01", "zuid"),
)


def debts() -> Result:
    """A hazard ratio with its intensity of detection, incidence for two groups, and warnings."""
    of, events = tuple(range(165)), tuple(range(58))
    beside = {"n": 165.0, "events": 58.0, "person_years": 402.3, "checks_per_person_month": 0.19}
    by = {"checks_per_person_month_exposed": 0.24, "checks_per_person_month_other": 0.17, "p": 0.41}
    effect = Figure(
        "schuldhulp",
        words("Kans op een nieuwe zaak per dag, met hulp tegenover zonder"),
        "ratio",
        Estimate(0.82, 0.51, 1.31, "Cox"),
        events,
        of,
        beside | by,
        effect=True,
    )
    away = Figure(
        "e-waarde",
        words("Hoe sterk iets ongemetens zou moeten zijn om dit te verklaren (E-waarde)"),
        "ratio",
        Estimate(1.74, None, None, "E-waarde"),
        events,
        of,
        beside | {"e_value_limit": 1.0},
    )
    groups = (("vroeg", "Hulp op dag 90", 68, 24), ("later", "Op dag 90 nog geen hulp", 71, 19))
    curves = tuple(
        Curve("nieuwe-zaak", words(label), "incidence", moments(n, every, 1700, falls=False), tuple(range(n)), group)
        for group, label, n, every in groups
    )
    cautions = (
        Caution(
            "unequal_detection",
            words("Wie vaker wordt gecontroleerd, wordt vaker betrapt (handhavingsparadox)."),
            {"checks/month exposed": 0.24, "checks/month not exposed": 0.17},
        ),
        Caution(
            "registration_lag", words("De bron loopt ongeveer 270 dagen achter."), {"units": 41, "since": "2026-02-23"}
        ),
    )
    after = tuple(
        share(
            "recidive-2-jaar",
            f"{label}: nieuwe zaak binnen twee jaar",
            k,
            n,
            group=group,
            extra={
                "n": float(n),
                "events": float(k),
                "person_years": 2.0 * n,
                "checks_per_person_month": 0.2,
            },
        )
        for (group, label, n, _), k in zip(groups, (21, 27), strict=True)
    )
    return result(
        DEBTS, 165, figures=(effect, away, *after), curves=curves, cautions=cautions, left_out={"na-uittreksel": 4}
    )


COUNTS = replace(PROTOCOL, code="E6", time_zero=Zero.SUPERVISION, estimators=(Estimator.COUNT,), fixed_sample=None)


def forest() -> Result:
    """A share in eight groups, one of them below the minimum; amounts; numbers."""
    parts = [("noord", 9, 24), ("oost", 4, 31), ("zuid", 0, 12), ("west", 14, 14), ("midden", 3, 6)]
    shares = tuple(
        share("cova", "Toezichten met een training in vaardigheden", k, n, known=n >= 10, group=group)
        for group, k, n in parts
    )
    money = Figure(
        "schuld",
        words("Schuld bij het begin (mediaan)"),
        "money",
        Estimate(12_500, 8_200, 19_750, "mediaan"),
        tuple(range(60)),
        tuple(range(60)),
    )
    number = Figure(
        "aantal",
        words("Toezichten met een profiel"),
        "count",
        Estimate(71, None, None, "telling"),
        tuple(range(71)),
        tuple(range(87)),
    )
    rate = Figure(
        "contacten",
        words("Contacten per persoon per jaar"),
        "rate",
        Estimate(21.4, 19.0, 24.1, "Poisson"),
        tuple(range(87)),
        tuple(range(87)),
    )
    return result(COUNTS, 87, figures=(*shares, money, number, rate))


ALL = {
    "proef-0": (pilot(0, 0), PROTOCOL),
    "proef-5": (pilot(5, 1), PROTOCOL),
    "proef-27": (pilot(27, 5), PROTOCOL),
    "proef-27-geen": (pilot(27, 0), PROTOCOL),
    "proef-50": (pilot(50, 10), PROTOCOL),
    "trechter": (advice(), ADVICE),
    "schulden": (debts(), DEBTS),
    "groepen": (forest(), COUNTS),
}
