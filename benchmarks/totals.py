"""What the dashboard asks the one door, beside plain GROUP BY over the figures and beside DuckDB over the same rows.

    python -m benchmarks.totals [--sizes 2000 200000 2000000] [--rounds 5]

All answers are compared before a number is printed. PostgreSQL only; databases are made where they are not there (two million activities take minutes).
"""

import argparse
import json
from statistics import median
from time import perf_counter

import duckdb
import psycopg2

from .bounds import Bound
from .bounds import show as show_bounds
from .portals import FILES, Portal, database, table

WORKS = ("totals", "targets", "trend", "by_programme", "by_community")
SIZES = [2000, 200_000, 2_000_000]
MOST = 12
TIMES_SLOWER, TIMES_FASTER = 3, 20  # the first: less than
#: The definition of a sum, once for both databases; an ordinal counts and adds nothing.
SUMS = """coalesce(sum(f.amount) filter (where f.qualifier <> 'ordinal'), 0), coalesce(sum(f.floor) filter (where f.qualifier <> 'ordinal'), 0), count(*)"""
FIGURES = """(select f.*, a.line_id, a.programme_id, a.community_id
  from actions_figure f join actions_activity a on a.id = f.activity_id where a.state = 'published') f"""


class Plain:
    """The same answers from the figures themselves: what counts in a period by where it is covered (`figures.md` 2)."""

    def __init__(self, fetch, figures, facts):
        self.fetch, self.figures, self.facts = fetch, figures, facts
        year = facts["year"]
        cells = [year, f"{year}H1", f"{year}H2", *(f"{year}Q{n}" for n in range(1, 5)), *(f"{year}-{n:02d}" for n in range(1, 13))]
        self.cells = ", ".join(f"'{cell}'" for cell in cells)
        self.months = ", ".join(f"'{cell}'" for cell in cells[7:])

    def in_year(self, own=""):
        return f"f.cell in ({self.cells}) and f.{own}covering_cell not in ({self.cells})"

    def grouped(self, by, where):
        columns = ", ".join(by)
        rows = self.fetch(f"select {columns}, {SUMS} from {self.figures} where {where} group by {columns}")
        return {tuple(row[: len(by)]): [int(value) for value in row[len(by) :]] for row in rows}

    def totals(self):
        end = f"{self.facts['year']}-12"
        upto = f"f.ends_in <= '{end}' and (f.covering_end = '' or f.covering_end > '{end}')"
        additive = f"f.indicator_id in ({', '.join(map(str, self.facts['adding']))})"
        found = {}
        for code, where in (("year", self.in_year()), ("upto", upto)):
            found[code] = {str(key[0]): sums for key, sums in self.grouped(["f.indicator_id"], f"{where} and {additive}").items()}
        return found

    def targets(self):
        whole, year = (self.grouped(["f.line_id", "f.indicator_id"], where) for where in ("f.covering_cell = ''", self.in_year()))
        return {f"{line}/{indicator}": [whole.get((line, indicator), [0, 0, 0]), year.get((line, indicator), [0, 0, 0])] for line, indicator in {*whole, *year}}

    def trend(self):
        mine = f"f.indicator_id = {self.facts['times']}"
        own = self.grouped(["f.cell"], f"{mine} and f.cell in ({self.months}) and f.covering_cell <> f.cell")
        counted = self.grouped(["f.cell"], f"{mine} and {self.in_year()}")
        return {cell: [sums, counted.get((cell,), [0, 0, 0])] for (cell,), sums in own.items()}

    def by_programme(self):
        found = self.grouped(["f.programme_id"], f"f.indicator_id = {self.facts['times']} and {self.in_year()}")
        rows = sorted(((-sums[0], -sums[1], key[0], sums) for key, sums in found.items() if key[0]), key=lambda row: row[:3])
        return {"whole": added(found.values()), "rows": [sums for *_, sums in rows[:MOST]]}

    def by_community(self):
        mine = f"f.indicator_id = {self.facts['times']}"
        counted = self.grouped(["f.community_id"], f"{mine} and {self.in_year()}")
        own = self.grouped(["f.community_id"], f"{mine} and {self.in_year('own_')}")
        first = sorted((key[0] for key in own if key[0]), key=lambda pk: (-own[pk,][0], -own[pk,][1], pk))[:MOST]
        rows = [[self.facts["communities"][str(pk)], own[pk,], counted.get((pk,), [0, 0, 0])] for pk in first]
        return {"whole": added(counted.values()), "rows": rows}


def added(sums):
    return [sum(column) for column in zip([0, 0, 0], *sums, strict=True)]


def alike(answer):
    """Return an answer in a form that compares: names of communities with the same sum come in any order."""
    if isinstance(answer.get("rows"), list):
        answer = answer | {"rows": sorted(answer["rows"], key=lambda row: json.dumps(row, ensure_ascii=False))}
    return json.loads(json.dumps(answer, sort_keys=True))


class Beside:
    """A portal with its three ways to the same answers."""

    def __init__(self, activities):
        self.portal = Portal(activities).prepare()
        self.facts = self.portal.ask("facts")["answer"]
        self.server = psycopg2.connect(database(self.portal.name))
        self.server.autocommit = True
        self.duck = duckdb.connect()
        self.load()

    def load(self):
        """Bring the rows into DuckDB, line, programme and community beside each figure."""
        kept = FILES / f"{self.portal.name}.csv"
        with kept.open("wb") as file, self.server.cursor() as cursor:
            columns = "f.indicator_id, f.amount, f.floor, f.qualifier, f.cell, f.ends_in, f.covering_cell, f.covering_end, f.own_covering_cell"
            cursor.copy_expert(f"copy (select {columns}, f.line_id, f.programme_id, f.community_id from {FIGURES}) to stdout with csv header", file)
        types = dict.fromkeys(("qualifier", "cell", "ends_in", "covering_cell", "covering_end", "own_covering_cell"), "varchar")
        self.duck.execute(f"create table f as select * from read_csv('{kept}', header = true, types = {types}, nullstr = '')")
        for name in ("covering_cell", "covering_end", "own_covering_cell"):
            self.duck.execute(f"update f set {name} = '' where {name} is null")
        kept.unlink()

    def fetch(self, sql):
        with self.server.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def ways(self):
        """Return how to get an answer by each way, by its name: seconds and the answer."""
        plain, duck = Plain(self.fetch, FIGURES, self.facts), Plain(lambda sql: self.duck.execute(sql).fetchall(), "f", self.facts)
        return {
            "door": lambda work: (lambda said: (said["seconds"], said["answer"]))(self.portal.ask(work)),
            "plain": lambda work: timed(getattr(plain, work)),
            "duckdb": lambda work: timed(getattr(duck, work)),
        }

    def close(self):
        self.portal.close()
        self.server.close()
        self.duck.close()


def timed(work):
    began = perf_counter()
    answer = work()
    return perf_counter() - began, answer


def measure(sizes, rounds):
    """Return seconds by size, way and work, every way and size in turn so that noise meets all alike; raises where answers differ."""
    portals = {size: Beside(size) for size in sizes}
    found = {(size, way, work): [] for size in sizes for way in ("door", "plain", "duckdb") for work in WORKS}
    for turn in range(rounds + 1):  # the first warms up
        for work in WORKS:
            for size, portal in portals.items():
                answers = {}
                for way, ask in portal.ways().items():
                    if way == "plain" and turn > 2 and size > 100_000:
                        continue  # seconds each: twice is enough
                    for _ in range(3 if way == "door" else 1):
                        seconds, answers[way] = ask(work)
                        if turn:
                            found[size, way, work].append(seconds)
                said = {way: alike(answer) for way, answer in answers.items()}
                if any(answer != said["door"] for answer in said.values()):
                    raise SystemExit(f"{work} at {size:,}: the answers differ\n{json.dumps(said, ensure_ascii=False)[:3000]}")
    for portal in portals.values():
        portal.close()
    return found


def bounds(found):
    """Return for each answer, and for all together, how it grows and how the other ways compare on the largest portal."""
    sizes = sorted({size for size, _, _ in found})
    small, large = sizes[0], sizes[-1]
    taken = {key: median(seconds) for key, seconds in found.items()}
    rows = []
    for work in (*WORKS, "all"):
        mine = WORKS if work == "all" else [work]
        door, base, plain, duck = (
            sum(taken[size, way, one] for one in mine) for size, way in ((large, "door"), (small, "door"), (large, "plain"), (large, "duckdb"))
        )
        rows += [
            Bound(f"{work}: {large:,} against {small:,}", door / base, most=TIMES_SLOWER),
            Bound(f"{work} at {large:,}: plain against the door", plain / door, least=TIMES_FASTER),
            Bound(f"{work} at {large:,}: DuckDB against the door", duck / door, least=1),
        ]
    return rows


def show(found, sizes, take, name):
    rows = []
    for work in (*WORKS, "all"):
        for size in sizes:
            door, plain, duck = (sum(take(found[size, way, one]) for one in (WORKS if work == "all" else [work])) * 1000 for way in ("door", "plain", "duckdb"))
            base = sum(take(found[sizes[0], "door", one]) for one in (WORKS if work == "all" else [work])) * 1000
            rows.append([f"{work} at {size:,}", door, plain, duck, door / base, plain / door, duck / door])
    print(f"\n{name}, milliseconds; all answers equal")
    table(["", "door", "plain", "DuckDB", f"door/{sizes[0]:,}", "plain/door", "DuckDB/door"], rows)


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(words)
    found = measure(asked.sizes, asked.rounds)
    show(found, asked.sizes, median, "median")
    show(found, asked.sizes, min, "least")
    show_bounds(bounds(found))
    return found


if __name__ == "__main__":
    main()
