"""Loading by the million: rows into a table of this session, and on PostgreSQL indexes and foreign keys made again at the end, all in the transaction."""

from contextlib import contextmanager
from io import StringIO

from django.db import connection

INDEXES = """select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), i.indrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
  from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
  where i.indrelid = any(%s::regclass[]) and not i.indisprimary order by 1"""
KEYS = """select conname, conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint
  where contype = 'f' and conrelid = any(%s::regclass[]) order by 1"""


def fetch(sql, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def execute(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def is_postgres():
    return connection.vendor == "postgresql"


def make_table(name, columns, rows):
    """Make a table of this session with these columns (name to SQL type) and fill it: by COPY on PostgreSQL."""
    said = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    execute(f"create temporary table {name} ({said})")
    with connection.cursor() as cursor:
        if is_postgres():
            lines = StringIO("".join("\t".join(r"\N" if value is None else str(value) for value in row) + "\n" for row in rows))
            cursor.cursor.copy_expert(f"copy {name} from stdin", lines)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"insert into {name} values ({marks})", [tuple(row) for row in rows])  # noqa: S608
    execute(f"analyze {name}")


def drop_tables(*names):
    for name in names:
        execute(f"drop table {name}")


@contextmanager
def bare(tables, *, when):
    """Take indexes, unique and foreign keys from these tables on PostgreSQL while rows come in, where there are many, and make them again after.

    Keys are checked over all rows when they are made again, in one pass each; checks of single rows stay. Everything is in the caller's transaction.
    """
    if not (when and is_postgres()):
        yield
        return
    execute("set constraints all immediate")
    tables = list(tables)
    indexes, keys = fetch(INDEXES, [tables]), fetch(KEYS, [tables])
    for name, table, _ in keys:
        execute(f'alter table {table} drop constraint "{name}"')
    for name, _, table, constraint, _ in indexes:
        execute(f'alter table {table} drop constraint "{constraint}"' if constraint else f"drop index {name}")
    yield
    execute("set local maintenance_work_mem = '512MB'")
    for _, made, table, constraint, rule in indexes:
        execute(f'alter table {table} add constraint "{constraint}" {rule}' if constraint else made)
    for name, table, rule in keys:
        execute(f'alter table {table} add constraint "{name}" {rule}')
