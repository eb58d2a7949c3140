"""Quantities that know how sure they are, and sums of them that stay honest (`figures.md` section 4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from . import saying
from .saying import Spoken

__all__ = ["MOST", "AmountOutOfRange", "Qualifier", "Quantity", "Spoken", "Total", "UnitMismatch", "sum_of"]

MOST = 10**11


class Qualifier(StrEnum):
    """How sure an amount is."""

    EXACT = "exact"
    OVER = "over"  # 多 余 逾 超 以上 不少于 上百: at least
    NEARLY = "nearly"  # 近 将近 不到: a little under
    ABOUT = "about"  # 约 左右 上下
    TENS_OF = "tens_of"  # 数十 数百 几十: only the size is known, the amount is the power of ten
    ORDINAL = "ordinal"  # 第十九届: a rank, never added


class UnitMismatch(ValueError):
    """Two quantities counted in different units, as 人 and 人次 are."""

    def __init__(self, ours: str, theirs: str) -> None:
        self.ours, self.theirs = ours, theirs
        hint = "同一个人来两次，是1人、2人次。" if {ours, theirs} == {"人", "人次"} else ""
        super().__init__(f"单位不同，不能混在一起：一个按{_quoted(ours)}计，一个按{_quoted(theirs)}计。{hint}")


class AmountOutOfRange(ValueError):
    """An amount that no figure can have."""


@dataclass(frozen=True)
class Quantity:
    """One amount as its source states it; raises AmountOutOfRange where no figure could hold it."""

    amount: int
    unit: str
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        object.__setattr__(self, "qualifier", Qualifier(self.qualifier))
        if not 0 <= self.amount <= MOST:
            raise AmountOutOfRange("数量要在0到1000亿之间。")
        if self.qualifier is Qualifier.ORDINAL and self.amount == 0:
            raise AmountOutOfRange("届次从第一起。")
        if self.qualifier is Qualifier.TENS_OF and (self.amount == 1 or self.amount != self.place):
            raise AmountOutOfRange("“数十”“数百”这样的约数，数量只能是10、100、1000……")

    def __str__(self) -> str:
        return self.spoken

    @property
    def place(self) -> int:
        """Return the largest power of ten that divides the amount."""
        place = 1
        while self.amount and self.amount % (place * 10) == 0:
            place *= 10
        return place

    @property
    def floor(self) -> int | None:
        """Return what is guaranteed: of 近 and 约 nine tenths, rounded down, which is a convention of this ledger; of a rank nothing."""
        match self.qualifier:
            case Qualifier.ORDINAL:
                return None
            case Qualifier.NEARLY | Qualifier.ABOUT:
                return self.amount * 9 // 10
        return self.amount

    @property
    def grain(self) -> int | None:
        """Return the size of the step below which nothing is certain; None for a rank."""
        match self.qualifier:
            case Qualifier.ORDINAL:
                return None
            case Qualifier.TENS_OF:
                return self.amount
            case Qualifier.ABOUT:
                return max(1, self.place // 10)
            case Qualifier.OVER:
                return self.place // 10 if self.place >= 100 else self.place
        return 1

    @property
    def total(self) -> "Total":
        """Return the sum of this quantity alone."""
        if self.qualifier is Qualifier.ORDINAL:
            return Total(self.unit, parts=Counter([self.qualifier]), rank=self.amount)
        return Total(self.unit, self.amount, self.floor or 0, self.grain or 1, Counter([self.qualifier]))

    @property
    def typeset(self) -> Spoken:
        """Return the parts that the quantity is set from."""
        return self.total.typeset

    @property
    def spoken(self) -> str:
        """Return the quantity as one says it: 100多场."""
        return self.total.spoken


@dataclass(frozen=True)
class Total:
    """Many quantities of one unit added up: what was said, what is guaranteed, and how sure each part was.

    Holds sums and maxima only, so that any grouping and order agree; nothing is rounded before it is said.
    """

    unit: str
    amount: int = 0
    floor: int = 0
    grain: int = 1
    parts: Counter[Qualifier] = field(default_factory=Counter)
    rank: int = 0

    @classmethod
    def of(cls, *quantities: Quantity, unit: str) -> "Total":
        """Return the sum of quantities of one unit, or raise UnitMismatch."""
        total = cls(unit)
        for quantity in quantities:
            total += quantity.total
        return total

    def __add__(self, other: "Total") -> "Total":
        if self.unit != other.unit:
            raise UnitMismatch(self.unit, other.unit)
        return Total(
            self.unit,
            self.amount + other.amount,
            self.floor + other.floor,
            max(self.grain, other.grain),
            self.parts + other.parts,
            max(self.rank, other.rank),
        )

    def __str__(self) -> str:
        return self.spoken

    @property
    def count(self) -> int:
        """Return how many quantities took part, ranks included."""
        return self.parts.total()

    @property
    def counted(self) -> int:
        """Return how many quantities were added, ranks left out."""
        return self.count - self.parts[Qualifier.ORDINAL]

    @property
    def qualifier(self) -> Qualifier | None:
        """Return how sure the sum is; None where nothing took part."""
        has = {qualifier for qualifier, times in self.parts.items() if times}
        if not self.counted:
            return Qualifier.ORDINAL if has else None
        if Qualifier.TENS_OF in has:
            return Qualifier.TENS_OF if self.counted == 1 else Qualifier.OVER
        if Qualifier.ABOUT in has or has >= {Qualifier.OVER, Qualifier.NEARLY}:
            return Qualifier.ABOUT
        return next((qualifier for qualifier in (Qualifier.NEARLY, Qualifier.OVER) if qualifier in has), Qualifier.EXACT)

    @property
    def complete(self) -> bool:
        """Return whether every quantity could be added at the size it has."""
        return not (self.parts[Qualifier.TENS_OF] or self.parts[Qualifier.ORDINAL])

    @property
    def reported_amount(self) -> int | None:
        """Return the amount; None, which is not 0, where nothing or ranks alone were reported."""
        return self.amount if self.counted else None

    @property
    def reported_floor(self) -> int | None:
        """Return what is guaranteed; None where nothing or ranks alone were reported."""
        return self.floor if self.counted else None

    @property
    def typeset(self) -> Spoken:
        """Return the parts that the total is set from."""
        spoken = self._typeset_counted()
        return spoken.without_ranks() if self.counted and self.parts[Qualifier.ORDINAL] else spoken

    @property
    def spoken(self) -> str:
        """Return the total as one says it: 120多场, or 未报."""
        return str(self.typeset)

    def _typeset_counted(self) -> Spoken:
        match self.qualifier:
            case None:
                return saying.nothing()
            case Qualifier.ORDINAL:
                return saying.rank(self.rank, self.unit)
            case Qualifier.TENS_OF:
                return saying.tens_of(self.amount, self.unit)
            case Qualifier.ABOUT:
                return saying.about(self.amount, self.grain, self.unit)
            case Qualifier.NEARLY:
                return saying.nearly(self.amount, self.unit)
            case Qualifier.OVER if self.parts[Qualifier.TENS_OF]:
                return saying.at_least(self.floor, self.grain, self.unit)
            case Qualifier.OVER:
                return saying.over(self.amount, self.grain, self.unit)
        return saying.exact(self.amount, self.unit)


def sum_of(quantities: Iterable[Quantity], unit: str) -> Total:
    """Return the sum of quantities of one unit, or raise UnitMismatch."""
    return Total.of(*quantities, unit=unit)


def _quoted(unit: str) -> str:
    return f"“{unit}”" if unit else "没有写明的单位"
