"""Publications: figures of a locked question that passed the gate, proposed by one evaluator, established by another.

    look (Result) ──draft──▶ gate ──Published──▶ concept ──second evaluator──▶ CSV, DCAT, HTML, PDF

A publication (``publicatie``) holds what was told and nothing that was withheld. What was established once is laid
beside every later public one of the same question, withdrawn ones too: readers keep what they have.

Implementations: ``proposing`` (a concept), ``standing`` (what is published, and whether it still holds when a second
evaluator establishes it), ``printing`` (tables in words), ``pictures``, ``sheets`` (on paper), ``tables`` (CSV),
``describing`` (DCAT) and ``files`` (all of them). Faults::

    RegisterFault
    ├── NotPublishable    not at this level, or not this question
    ├── NamesStaff        a key of a member of staff would go out
    └── NotEstablished    files of what is no publication yet, or any more
"""

from inzage.register.publishing.faults import NamesStaff, NotEstablished, NotPublishable

__all__ = ["NamesStaff", "NotEstablished", "NotPublishable"]
