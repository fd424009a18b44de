"""What may be published: a gate between a counted table and whoever reads it.

    Draft ──gate(level, earlier)──▶ Published ──▶ CSV, DCAT, HTML, PDF
      tables, curves, measures        what is withheld says "." and nothing more

Three levels. *Openbaar*: nothing is told of fewer than ten people, nor that it is nobody or everybody; *organisatie*:
nothing of one to four; *werkvloer*: everything, to who already sees the cases. A cell is withheld when it is too small,
and others with it, until whoever knows every published number to the unit (rounding undone, totals subtracted, earlier
publications laid beside it) is left with a span of at least as many people for every withheld cell. What is then
told is rounded. Members of staff are counted as people are.

``rules`` (the levels), ``drafts`` (what comes in), ``published`` (what goes out), ``sight`` (what a reader can
calculate), ``suppression`` (what is withheld), ``curves``, ``measures``, ``passing`` (the gate itself), ``drafting``
(a result as a draft).

What it does not hold against: a reader who is one of very few in a cell and so knows more of it than is published; and
a reader who infers from *that* a cell is withheld, and from the order in which cells are, more than its span.

References: ACRO 1.0 (github.com/AI-SDC/ACRO, ``default.yaml``): threshold 10, also for survival, rounding to base 5,
zeros are disclosive; CBS, Aanvullende onderzoeksbeschrijving Inkomensstatistiek, section 5, stricter for incomes;
A. Hundepool and others, Statistical Disclosure Control (2012), chapter 5 (complementary suppression, interval audit).
"""

from inzage.evaluation.gate.faults import NothingLeft, NotToPublish, Reveals
from inzage.evaluation.gate.published import Published

__all__ = ["NotToPublish", "NothingLeft", "Published", "Reveals"]
