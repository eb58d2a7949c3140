"""How long pages take on a small and on a large portal, and how many a server sends beside a Django view that does nothing.

    python -m benchmarks.pages [--sizes 20 10000] [--requests 60] [--seconds 2]

Pages are asked of Django's own test client, in a process for each portal; portals and pages take turns, so that noise meets all alike. Requests per second
are those of gunicorn (two workers, DEBUG off) on the larger portal, two connections asking without pause, the addresses taking turns.
"""

import argparse
import http.client
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from time import monotonic, sleep

from .bounds import Bound, show
from .portals import ROOT, Portal, table

SIZES = [20, 10_000]
PAGES = ("home", "action", "list", "evidence", "activity", "community", "dashboard")
SERVED = ("home", "action", "activity")
PORT = 8196
TIMES = 1.5


def p95(seconds):
    return quantiles(seconds, n=20, method="inclusive")[-1]


def bounds(found):
    """Return how far p95 of each page is apart on the two sizes."""
    small, large = sorted({size for _, size, _ in found})
    seconds = {key: p95([one[0] for one in rows]) for key, rows in found.items()}
    keys = sorted({(vendor, page) for vendor, _, page in found}, key=lambda key: (key[0], PAGES.index(key[1])))
    return [
        Bound(f"{page} on {vendor}: p95 at {large:,} against {small:,}", seconds[vendor, large, page] / seconds[vendor, small, page], most=TIMES)
        for vendor, page in keys
    ]


def measure(sizes, requests, vendors):
    """Return seconds and processor seconds by vendor, size and page."""
    portals = {(vendor, size): Portal(size, vendor).prepare() for vendor in vendors for size in sizes}
    paths = {key: portal.ask("pages")["answer"] for key, portal in portals.items()}
    found = {(*key, page): [] for key in portals for page in PAGES}
    for turn in range(requests + 3):  # the first warm up
        for page in PAGES:
            for key, portal in portals.items():
                said = portal.ask("page", paths[key][page])
                if turn >= 3:
                    found[(*key, page)].append((said["seconds"], said["cpu"]))
    for portal in portals.values():
        portal.close()
    return found


def served(portal, seconds, turns=3):
    """Return requests per second of the bare view and of pages, by their names."""
    paths = {"bare": "/bare/"} | {page: path for page, path in portal.ask("pages")["answer"].items() if page in SERVED}
    portal.close()
    command = [sys.executable, "-m", "gunicorn", "longgang.wsgi:application", "--workers", "2", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=portal.environment)
    try:
        wait_for(server)
        found = {name: [] for name in paths}
        for _ in range(turns):
            for name, path in paths.items():
                with ThreadPoolExecutor(2) as pool:
                    found[name].append(sum(pool.map(asking, [path] * 2, [seconds] * 2)))
        return found
    finally:
        server.terminate()
        server.wait()


def wait_for(server):
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=5).request("GET", "/bare/")
            return
        except OSError:
            if server.poll() is not None:
                raise RuntimeError("gunicorn did not start") from None
            sleep(0.1)
    raise RuntimeError("gunicorn does not answer")


def asking(path, seconds):
    """Ask for a page again and again; return how many a second came."""
    connection, count, began = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30), 0, monotonic()
    while monotonic() - began < seconds:
        connection.request("GET", path, headers={"Connection": "keep-alive"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status}")
        count += 1
    return count / (monotonic() - began)


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--vendors", nargs="+", default=["postgresql", "sqlite"])
    asked = parser.parse_args(words)
    small, large = asked.sizes
    found = measure(asked.sizes, asked.requests, asked.vendors)
    for name, take, column in (("p95", p95, 0), ("median", median, 0), ("median of processor time", median, 1)):
        rows = []
        for vendor in asked.vendors:
            for page in PAGES:
                few, many = (take([one[column] for one in found[vendor, size, page]]) * 1000 for size in asked.sizes)
                rows.append([f"{page} on {vendor}", few, many, many / few])
        print(f"\n{name}, milliseconds")
        table(["", f"{small:,}", f"{large:,}", "ratio"], rows)
    show(bounds(found))
    rates = {name: median(rate) for name, rate in served(Portal(large, asked.vendors[0]).prepare(), asked.seconds).items()}
    print(f"\nrequests per second at {large:,} activities on {asked.vendors[0]}")
    table(["", "a second", "bare/page"], [[name, rate, rates["bare"] / rate] for name, rate in rates.items()])
    return found


if __name__ == "__main__":
    main()
