"""What a benchmark is held to: each bound with what was measured, printed alike, and whether all are kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """One promise: `most` or `least` times something."""

    name: str
    measured: float
    most: float | None = None
    least: float | None = None

    @property
    def is_kept(self):
        return (self.most is None or self.measured <= self.most) and (self.least is None or self.measured >= self.least)

    @property
    def asked(self):
        return f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"

    @property
    def row(self):
        return [self.name, self.measured, self.asked, "PASS" if self.is_kept else "MISS"]


def show(bounds, title="bounds"):
    """Print bounds as a table and return whether all are kept."""
    from .portals import table  # which starts processes; what is held to what needs none

    print(f"\n{title}")
    table(["", "times", "to be", ""], [bound.row for bound in bounds])
    return all(bound.is_kept for bound in bounds)
