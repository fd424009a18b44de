"""Separation of duties, as the database itself holds to it: who makes, who moves, who is the second, and for what.

Every record begins in its kind's first state, made by a role that may; every step is in the
table of permits and begins where the record stands; the state follows the step. What two people
agreed on is not corrected afterwards. An act of two people is proposed, agreed to and carried out by
roles that the act names, once, and by nobody who agreed to it. Nothing leaves its organisation.
"""

from inzage.register.triggers import Rule

# ruff: noqa: S608 - no value from outside is in these statements: they are the rules themselves

OF = "SELECT 1 FROM register_record r WHERE r.id = NEW.record_id"
RIGHT = "p.code = {of}.kind AND p.version = {of}.version AND p.role = NEW.role"
MAY_MAKE = (
    f"SELECT 1 FROM register_permit p WHERE {RIGHT.format(of='NEW')} AND p.source = '' "
    "AND (p.target = NEW.state OR NEW.corrects_id IS NOT NULL)"
)
MAY_STEP = (
    f"SELECT 1 FROM register_record r JOIN register_permit p ON {RIGHT.format(of='r')} WHERE r.id = NEW.record_id "
    "AND r.state = NEW.source AND p.source = NEW.source AND p.target = NEW.target "
    "AND (NEW.four_eyes OR NOT p.four_eyes)"
)
CORRECTED = "SELECT 1 FROM register_record c WHERE c.id = NEW.corrects_id"
AGREED = (
    "SELECT 1 FROM register_record c JOIN register_record v ON v.root = c.root "
    "JOIN register_step s ON s.record_id = v.id WHERE c.id = NEW.corrects_id AND s.four_eyes"
)
SIGNED = (
    "SELECT 1 FROM register_record o JOIN register_record v ON v.root = o.root "
    "JOIN register_step s ON s.record_id = v.id "
    "WHERE o.id = NEW.about_id AND o.kind = 'opdracht' AND s.target = 'ondertekend'"
)
STRANGE_LINK = (
    "SELECT 1 FROM register_record o WHERE o.organisation <> NEW.organisation AND (o.id = NEW.trajectory_id "
    "OR o.id = NEW.corrects_id OR (o.id = NEW.about_id AND o.noun NOT IN ('commitment', 'transfer')))"
)
RECEIVED = "r.noun = 'transfer' AND NOT NEW.four_eyes AND COALESCE(r.data ->> 'to', '') = NEW.organisation"
DECIDES = "SELECT 1 FROM register_actrole a WHERE a.code = {of}.kind AND a.version = {of}.version"
PROPOSES = f"{DECIDES.format(of='NEW')} AND a.act = NEW.data ->> 'act' AND a.part = 'propose' AND a.role = NEW.role"


def _part(part: str) -> str:
    """This step's role has this part in the act that its record decides on."""
    return (
        f"EXISTS ({OF} AND EXISTS ({DECIDES.format(of='r')} AND a.act = r.data ->> 'act' "
        f"AND a.part = '{part}' AND a.role = NEW.role))"
    )


AN_ACT = f"EXISTS ({OF} AND EXISTS ({DECIDES.format(of='r')}))"
CONSENTED_SELF = (
    "EXISTS (SELECT 1 FROM register_step s WHERE s.record_id = NEW.record_id AND s.four_eyes AND s.actor = NEW.actor)"
)
OTHER_OBJECT = f"EXISTS ({OF} AND COALESCE(r.data ->> 'object', '') <> COALESCE(NEW.details ->> 'object', ''))"


def done(act: str, subject: str) -> str:
    """A decision of two people on this act, about this, was carried out and stands uncorrected."""
    return (
        "SELECT 1 FROM register_record d WHERE d.state = 'uitgevoerd' "
        f"AND d.data ->> 'act' = {act} AND EXISTS ({DECIDES.format(of='d')}) AND {subject}"
    )


def plain(key: str) -> str:
    """A key without its strokes, as either database keeps it."""
    return f"REPLACE(CAST({key} AS text), '-', '')"


SAME = "COALESCE(d.data ->> '{field}', '') = COALESCE(NEW.data ->> '{field}', '')"
DECIDED = done(
    "p.act",
    "d.root = (SELECT root FROM register_record WHERE id = NEW.about_id) "
    f"AND {SAME.format(field='subject')} AND {SAME.format(field='object')}",
)
USED = (
    "SELECT 1 FROM register_record u WHERE u.kind = NEW.kind AND NEW.corrects_id IS NULL AND u.corrects_id IS NULL "
    "AND u.about_id = NEW.about_id"
)
NEEDS_ACT = f"SELECT 1 FROM register_permit p WHERE {RIGHT.format(of='NEW')} AND p.source = '' AND p.act <> ''"
CONTENT = done("'inhoud-openen'", f"REPLACE(d.data ->> 'subject', '-', '') = {plain('r.root')}")
CLOSED_KIND = "EXISTS (SELECT 1 FROM register_kindversion k WHERE k.code = NEW.code AND k.version = NEW.version)"
ORDERED = (
    "SELECT 1 FROM register_record d JOIN register_step s ON s.record_id = d.id, register_record a, register_record o "
    "WHERE d.id = NEW.consent_id AND a.id = NEW.activity_id AND o.id = NEW.record_id AND s.four_eyes "
    "AND s.target = 'vastgesteld' AND d.state IN ('vastgesteld', 'uitgevoerd') AND s.actor <> o.actor "
    f"AND EXISTS ({DECIDES.format(of='d')}) AND d.data ->> 'act' = 'controleopdracht' "
    f"AND (d.about_id = a.root OR REPLACE(d.data ->> 'subject', '-', '') = {plain('a.root')}) "
    "AND NOT EXISTS (SELECT 1 FROM register_record c WHERE c.corrects_id = d.id)"
)


def _in_house() -> str:
    return f"EXISTS ({OF} AND r.organisation <> NEW.organisation AND NOT ({RECEIVED}))"


RULES = (
    Rule("record_by_right", "record", "INSERT", f"NOT EXISTS ({MAY_MAKE})"),
    Rule(
        "record_takes_over",
        "record",
        "INSERT",
        f"NEW.corrects_id IS NOT NULL AND NOT EXISTS ({CORRECTED} AND c.state = NEW.state AND c.root = NEW.root "
        "AND c.kind = NEW.kind AND c.version = NEW.version)",
    ),
    Rule("record_agreed_on", "record", "INSERT", f"EXISTS ({AGREED})"),
    Rule("condition_of_draft", "record", "INSERT", f"NEW.noun = 'mandate' AND EXISTS ({SIGNED})"),
    Rule("record_in_house", "record", "INSERT", f"EXISTS ({STRANGE_LINK})"),
    Rule("act_proposed", "record", "INSERT", f"EXISTS ({DECIDES.format(of='NEW')}) AND NOT EXISTS ({PROPOSES})"),
    Rule("act_carried_out_first", "record", "INSERT", f"EXISTS ({NEEDS_ACT} AND NOT EXISTS ({DECIDED}))"),
    Rule("act_used_once", "record", "INSERT", f"EXISTS ({NEEDS_ACT}) AND EXISTS ({USED})"),
    Rule(
        "record_follows_step",
        "record",
        "UPDATE",
        "OLD.state <> NEW.state AND NEW.state IS DISTINCT FROM "
        "(SELECT s.target FROM register_step s WHERE s.record_id = NEW.id ORDER BY s.place DESC LIMIT 1)",
    ),
    Rule(
        "step_is_first",
        "step",
        "INSERT",
        f"NEW.place = 0 AND (NEW.source <> '' OR NEW.four_eyes OR NOT EXISTS ({OF} AND r.actor = NEW.actor "
        "AND r.role = NEW.role AND r.organisation = NEW.organisation AND r.state = NEW.target))",
    ),
    Rule("step_by_right", "step", "INSERT", f"NEW.place > 0 AND NOT EXISTS ({MAY_STEP})"),
    Rule(
        "step_of_newest",
        "step",
        "INSERT",
        "NEW.place > 0 AND EXISTS (SELECT 1 FROM register_record c WHERE c.corrects_id = NEW.record_id)",
    ),
    Rule("step_in_house", "step", "INSERT", _in_house()),
    Rule(
        "act_agreed",
        "step",
        "INSERT",
        f"NEW.target IN ('vastgesteld', 'niet_ingestemd') AND {AN_ACT} AND NOT {_part('consent')}",
    ),
    Rule(
        "act_by_right",
        "step",
        "INSERT",
        f"NEW.target = 'uitgevoerd' AND {AN_ACT} AND NOT {_part('execute')}",
    ),
    Rule("act_by_another", "step", "INSERT", f"NEW.target = 'uitgevoerd' AND {CONSENTED_SELF}"),
    Rule("act_on_its_object", "step", "INSERT", f"NEW.target = 'uitgevoerd' AND {AN_ACT} AND {OTHER_OBJECT}"),
    Rule(
        "content_by_two",
        "step",
        "INSERT",
        f"NEW.target = 'onderweg' AND EXISTS ({OF} AND r.kind = 'telefooncontrole' "
        f"AND REPLACE(r.data ->> 'grants', '\"inhoud\"', '') <> r.data ->> 'grants' AND NOT EXISTS ({CONTENT}))",
    ),
    Rule("order_by_two", "givenorder", "INSERT", f"NOT EXISTS ({ORDERED})"),
    Rule("kind_stays", "kindversion", "DELETE", "1 = 1"),
    *(
        Rule(f"{table}_{rule}", table, event, condition)
        for table in ("kindstate", "permit", "actrole")
        for rule, event, condition in (
            ("closed", "INSERT", CLOSED_KIND),
            ("stands", "UPDATE", "1 = 1"),
            ("stays", "DELETE", "1 = 1"),
        )
    ),
)


def compared(keys: str) -> Rule:
    """Signing an order takes a tick for each of its fields and of its conditions'. ``keys``: the database's own list.

    A field of a condition is ``<its root>/<field>``, its parameters each for itself.
    """
    ticks = "COALESCE(NEW.details ->> 'compared', '')"
    without = f"REPLACE({ticks}, '\"' || {{name}} || '\"', '') = {ticks}"
    of_condition = f"{plain('c.root')} || '/' || f.key"
    order = f"SELECT 1 FROM register_record r, {keys.format(of='r.data')} WHERE {{this}} AND {without}"
    conditions = (
        "SELECT 1 FROM register_record r JOIN register_record c ON c.about_id = r.root AND c.noun = 'mandate', "
        f"{{fields}} WHERE {{this}} AND f.key <> 'parameters' AND {without} "
        "AND NOT EXISTS (SELECT 1 FROM register_record n WHERE n.corrects_id = c.id)"
    )
    this = "r.id = NEW.record_id AND r.kind = 'opdracht' AND NEW.target = 'ondertekend'"
    parts = (
        order.format(this=this, name="f.key"),
        conditions.format(this=this, name=of_condition, fields=keys.format(of="c.data")),
        conditions.format(this=this, name=of_condition, fields=keys.format(of="c.data -> 'parameters'")),
    )
    return Rule("order_compared", "step", "INSERT", " OR ".join(f"EXISTS ({part})" for part in parts))


SQLITE = (*RULES, compared("json_each({of}) AS f"))
POSTGRESQL = (*RULES, compared("jsonb_object_keys(COALESCE({of}, jsonb_build_object())) AS f(key)"))
