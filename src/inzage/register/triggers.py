"""What check constraints cannot say, as triggers of either database. Each is a rule: a table, an event, a condition.

The chain of hashes is the safeguard against whoever opens the file; these are
against mistakes of our own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OTHER_NOUN = "(SELECT noun FROM register_record WHERE id = NEW.{column}_id)"
HEADER = (
    *("id", "root", "noun", "kind", "version", "trajectory_id", "about_id", "corrects_id", "happened", "ended"),
    *("due", "actor", "role", "organisation", "data", "recorded", "salt"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Refuse ``event`` on ``table`` where ``condition`` (in both databases' SQL) is true."""

    name: str
    table: str
    event: str
    condition: str


def _differs(column: str) -> str:
    return f"OLD.{column} IS DISTINCT FROM NEW.{column}"


NO_STATE = (
    "NOT EXISTS (SELECT 1 FROM register_kindstate k "
    "WHERE k.state = NEW.state AND k.code = NEW.kind AND k.version = NEW.version)"
)
NO_TARGET = (
    "NOT EXISTS (SELECT 1 FROM register_kindstate k, register_record r "
    "WHERE r.id = NEW.record_id AND k.state = NEW.target AND k.code = r.kind AND k.version = r.version)"
)
CORRECTED = OTHER_NOUN.format(column="corrects")
TRAJECTORY = OTHER_NOUN.format(column="trajectory")
MAKER = "(SELECT actor FROM register_record WHERE id = NEW.record_id)"

RULES = (
    Rule("record_keeps_its_noun", "record", "INSERT", f"NEW.corrects_id IS NOT NULL AND {CORRECTED} <> NEW.noun"),
    Rule("record_of_trajectory", "record", "INSERT", f"NEW.trajectory_id IS NOT NULL AND {TRAJECTORY} <> 'trajectory'"),
    Rule("record_state", "record", "INSERT", NO_STATE),
    Rule("record_next_state", "record", "UPDATE", NO_STATE),
    Rule("record_stands", "record", "UPDATE", " OR ".join(_differs(column) for column in HEADER)),
    Rule("step_state", "step", "INSERT", NO_TARGET),
    Rule("step_of_requester", "step", "INSERT", f"NEW.four_eyes AND NEW.requested_by <> {MAKER}"),
    Rule("step_stands", "step", "UPDATE", "1 = 1"),
    Rule("entry_stands", "entry", "UPDATE", "1 = 1"),
    Rule("entry_stays", "entry", "DELETE", "1 = 1"),
    Rule("kind_stands", "kindversion", "UPDATE", "1 = 1"),
)

QUEUE = (Rule("steering_stands", "steering", "UPDATE", "1 = 1"),)
"""What was done to the queue is not changed afterwards."""


def sqlite(rules: Iterable[Rule] = RULES) -> Iterator[str]:
    """The statements for SQLite."""
    for rule in rules:
        condition = rule.condition.replace("IS DISTINCT FROM", "IS NOT")
        yield (
            f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON register_{rule.table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{rule.name}'); END"
        )


def postgresql(rules: Iterable[Rule] = RULES) -> Iterator[str]:
    """The statements for PostgreSQL; an emptied table is refused where a row that goes is."""
    for rule in rules:
        gone = "OLD" if rule.event == "DELETE" else "NEW"
        yield (
            f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {rule.condition} "
            f"THEN RAISE EXCEPTION '{rule.name}' USING ERRCODE = 'check_violation'; END IF; RETURN {gone}; END $$"
        )
        yield (
            f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON register_{rule.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
        )
        if rule.event == "DELETE":
            yield from _not_emptied(rule.table)


def _not_emptied(table: str) -> Iterator[str]:
    name = f"{table}_not_emptied"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table}_stays' USING ERRCODE = 'check_violation'; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE TRUNCATE ON register_{table} EXECUTE FUNCTION {name}()"
