"""What a page is made of: a part with its sentences, its plots and its table."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from inzage.register.charts import Drawn


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with the words above it; what it shows stands in the table of its part."""

    title: str
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Part:
    """``read``: what the figures say, in sentences. ``folded``: a longer table, which waits until it is asked.

    ``fold``: the whole part waits, as one of many alike.
    """

    title: str
    read: tuple[str, ...] = ()
    plots: tuple[Plot, ...] = ()
    table: str = ""
    folded: str = ""
    fold: bool = False


def drawn(chart: Drawn) -> Plot:
    """A chart without its own table."""
    return Plot(chart.said.title, chart.drawing())
