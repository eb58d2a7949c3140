"""All that is measured against a bound, one after another, then every bound in one table; databases are removed at the end.

    python -m benchmarks [--keep]

Ends with 1 where a bound is missed. What was filled is used again where a run was cut off.
"""

import argparse
import sys
from time import monotonic

from . import pages, photos, portals, publishing, totals
from .bounds import show


def main(words=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leave the databases for another run")
    asked = parser.parse_args(words)
    began, bounds = monotonic(), []
    for work in (pages, publishing, totals, photos):
        print(f"\n==== {work.__name__}", flush=True)
        bounds += work.bounds(work.main([]))
    if not asked.keep:
        portals.drop()
    kept = show(bounds, f"all bounds, after {(monotonic() - began) / 60:.0f} minutes")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
