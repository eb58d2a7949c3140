"""What of a member a page may show: each field only while its own disclosure is in force, with the basis said (design 6)."""

from dataclasses import dataclass
from functools import cached_property

from .enums import MemberField
from .models import Disclosure, Member

ORDER = MemberField.values


@dataclass(frozen=True)
class ShownMember:
    """A member as the public may see it; what is not disclosed, or blank, is empty here."""

    _member: Member

    @property
    def url(self) -> str:
        return self._member.get_absolute_url()

    @property
    def pk(self) -> int:
        return self._member.pk

    @property
    def name(self) -> str:
        return self._member.name if MemberField.NAME in self._disclosed else ""

    @property
    def profession(self) -> str:
        return self._member.profession if MemberField.PROFESSION in self._disclosed else ""

    @property
    def unit(self):
        return self._member.unit if MemberField.UNIT in self._disclosed else None

    @property
    def post(self) -> str:
        return self._member.post if MemberField.POST in self._disclosed else ""

    @property
    def category(self) -> str:
        return self._member.get_category_display() if MemberField.CATEGORY in self._disclosed else ""

    @property
    def introduction(self) -> str:
        return self._member.introduction if MemberField.INTRODUCTION in self._disclosed else ""

    @property
    def brief(self) -> str:
        """What stands beside the name in a list: 律师 · 龙港律师事务所 · 理事."""
        return " · ".join(str(word) for word in (self.profession, self.unit, self.post) if word)

    @property
    def grounds(self) -> list[str]:
        """The bases of what is shown here, fields that share one together: 姓名、职业依据浙江统战2022年7月20日的报道公开."""
        labels: dict[str, list[str]] = {}
        for field in ORDER:
            if field in self._disclosed and getattr(self, field):
                labels.setdefault(self._disclosed[field].ground, []).append(MemberField(field).label)
        return ["、".join(fields) + ground for ground, fields in labels.items()]

    @cached_property
    def _disclosed(self) -> dict[str, Disclosure]:
        return {row.field: row for row in self._member.disclosed}  # type: ignore[attr-defined]


def shown(member: Member) -> ShownMember:
    """Return a member from `with_disclosures()` as the public may see it."""
    return ShownMember(member)
