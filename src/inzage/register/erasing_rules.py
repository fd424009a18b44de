"""What the database itself holds to when something is erased: two people, one line, and nothing else goes.

A record goes only where its key was entered in ``gone`` first; that takes an erasure, an
erasure takes a decision on which a second person agreed, and its line closes it. The key stays.
"""

from inzage.register.triggers import Rule

AGREED = (
    "EXISTS (SELECT 1 FROM register_record d, register_step s WHERE d.id = NEW.decision AND s.record_id = d.id "
    "AND s.target = 'vastgesteld' AND s.four_eyes AND d.kind = 'tweepersoonsbesluit' AND d.state = 'vastgesteld' "
    "AND d.data ->> 'act' = 'wissen' "
    "AND REPLACE(d.data ->> 'subject', '-', '') = REPLACE(CAST(NEW.subject AS text), '-', '') "
    "AND d.organisation = (SELECT o.organisation FROM register_record o WHERE o.id = NEW.subject) "
    "AND NOT EXISTS (SELECT 1 FROM register_record c WHERE c.corrects_id = d.id))"
)
CLOSED = "EXISTS (SELECT 1 FROM register_entry e WHERE e.number = NEW.{column}_id)"
OF_SUBJECT = (
    "EXISTS (SELECT 1 FROM register_record r, register_erasure e "
    "WHERE r.id = NEW.record AND e.line_id = NEW.erasure_id "
    "AND (r.root = e.subject OR r.trajectory_id = e.subject OR (r.noun = 'party' "
    "AND r.root = (SELECT t.about_id FROM register_record t WHERE t.id = e.subject))))"
)
ERASED = "EXISTS (SELECT 1 FROM register_gone g WHERE g.record = {key})"

RULES = (
    Rule("erasure_needs_two", "erasure", "INSERT", f"NOT {AGREED}"),
    Rule("erasure_before_its_line", "erasure", "INSERT", CLOSED.format(column="line")),
    Rule("erasure_stands", "erasure", "UPDATE", "1 = 1"),
    Rule("erasure_stays", "erasure", "DELETE", "1 = 1"),
    Rule("gone_before_the_line", "gone", "INSERT", CLOSED.format(column="erasure")),
    Rule("gone_of_the_subject", "gone", "INSERT", f"NOT {OF_SUBJECT}"),
    Rule("gone_stands", "gone", "UPDATE", "1 = 1"),
    Rule("gone_stays", "gone", "DELETE", "1 = 1"),
    Rule("record_stays", "record", "DELETE", f"NOT {ERASED.format(key='OLD.id')}"),
    Rule("step_stays", "step", "DELETE", f"NOT {ERASED.format(key='OLD.record_id')}"),
    Rule("record_comes_not_back", "record", "INSERT", ERASED.format(key="NEW.id")),
)
