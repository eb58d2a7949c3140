"""The database's own refusal to change or delete what is appended: laid by a migration, and again by any that remakes these tables on SQLite."""

TABLES = ("publishing_trace", "publishing_seal")
ACTIONS = ("UPDATE", "DELETE")
REFUSAL = "留痕和封印只能追加，不能改动或删除"

FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_to_change_what_is_appended() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def laying(vendor):
    """Return the statements that lay the guards on a database of this kind; it must not have them yet."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for table in TABLES
            for action in ACTIONS
        ]
    return [FUNCTION] + [
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_is_appended()"
        for table in TABLES
        for action in ACTIONS
    ]


def lifting(vendor):
    """Return the statements that take the guards off again."""
    names = [(table, f"{table}_no_{action.lower()}") for table in TABLES for action in ACTIONS]
    return [f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {table}") for table, name in names]
