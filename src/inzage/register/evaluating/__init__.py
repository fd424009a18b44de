"""The register's side of the evaluation: questions that are locked, looks at them, and the way back to the rows.

    question (record) ──rows──▶ inzage.evaluation ──Result──▶ look (record) ──trace──▶ rows again

A question (``vraag``) holds a whole protocol; a second evaluator locks it. A look (``blik``) selects rows as they
were recorded at its moment, of its own organisation, of the kinds that the question names and an evaluator may count,
with persons keyed for this question alone. It keeps the result, the cohort's digest and one for each unit, so that a
figure leads back to the units that it counted, and what was erased since is missed.

Implementations: ``codes`` (what of a record goes into rows), ``keys`` (whose), ``rows``, ``protocols`` (a question's
record and its protocol), ``looking`` (a look), ``tracing`` (back to its rows), ``practice`` (invented rows, of which
nothing is kept). Faults::

    RegisterFault
    ├── OldForm            a question of the first version of its kind holds no whole protocol
    ├── NotLocked          a look before a second evaluator locked the question
    ├── Closed             a look at a question that is closed
    ├── UnsoundProtocol    a protocol of the right form that makes no sense
    └── NoSuchFigure       a figure that the look does not hold
"""

from inzage.register.evaluating.faults import Closed, NoSuchFigure, NotLocked, OldForm, UnsoundProtocol

__all__ = ["Closed", "NoSuchFigure", "NotLocked", "OldForm", "UnsoundProtocol"]
