"""What publishing one activity of five figures costs, by how many there are, with totals and with totals switched off.

    python -m benchmarks.publishing [--sizes 2000 200000] [--rounds 20]

Each publishes drafts of its own, foreign keys checked as at a commit, and takes them back; the portals and the three ways take
turns. `off`: neither placed nor totalled, all else as always (locks, rules, trail); `placed`: who stands for whom is worked out, totals are not.
"""

import argparse
from statistics import median

from .bounds import Bound, show
from .portals import Portal, table

SIZES = [2000, 200_000]
WAYS = ("whole", "placed", "off")
TIMES_SIZE, TIMES_OFF = 1.5, 3


def bounds(found):
    """Return what publishing costs on the larger portal against the smaller one, and against the same with totals off."""
    sizes = sorted({size for size, _ in found})
    cost = {key: median([one[0] for one in rows]) for key, rows in found.items()}
    small, large = sizes[0], sizes[-1]
    return [
        Bound(f"publishing one at {large:,} against {small:,}", cost[large, "whole"] / cost[small, "whole"], most=TIMES_SIZE),
        Bound(f"publishing one at {large:,} against totals off", cost[large, "whole"] / cost[large, "off"], most=TIMES_OFF),
    ]


def measure(sizes, rounds):
    """Return seconds and processor seconds by size and way."""
    portals = {size: Portal(size).prepare() for size in sizes}
    found = {(size, way): [] for size in sizes for way in WAYS}
    for turn in range(rounds + 1):  # the first warms up
        for way in WAYS:
            for size, portal in portals.items():
                taken = portal.ask("publish_one", turn, way)["answer"]
                if turn:
                    found[size, way].append(tuple(taken))
    for portal in portals.values():
        portal.close()
    return found


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args(words)
    found = measure(asked.sizes, asked.rounds)
    for name, take, column in (("median", median, 0), ("least", min, 0), ("median of processor time", median, 1)):
        base = {way: take([one[column] for one in found[asked.sizes[0], way]]) for way in WAYS}
        rows = []
        for size in asked.sizes:
            cost = {way: take([one[column] for one in found[size, way]]) for way in WAYS}
            rows.append(
                [f"{size:,}", *(cost[way] * 1000 for way in WAYS), cost["whole"] / base["whole"], cost["whole"] / cost["off"], cost["whole"] / cost["placed"]]
            )
        print(f"\n{name}, milliseconds")
        table(["activities", *WAYS, f"whole/{asked.sizes[0]:,}", "whole/off", "whole/placed"], rows)
    show(bounds(found))
    return found


if __name__ == "__main__":
    main()
