"""What the dashboard is asked for: year, line, community and indicator, read from the address and written back into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.urls import reverse

from actions import span
from actions.filters import SlugChoiceField, choice
from actions.models import ActionLine, Indicator
from actions.pace import Elapsed, elapsed_of
from actions.periods import ALL, Period, month_of
from actions.progress import Scope
from members.models import Community

EVERY_YEAR = "all"


@dataclass(frozen=True)
class Asked:
    """One choice of filters, which every number of the page is narrowed by."""

    today: date
    through: date | None  # the last day that the data speaks of
    year: int | None  # None: all years
    year_is_chosen: bool  # by the address; what stands as of today (coming events, what wants a look) is not narrowed by a year nobody chose
    line: ActionLine | None
    community: Community | None
    indicator: Indicator | None  # what the tables and charts count

    @property
    def period(self) -> Period:
        return Period.of_year(self.year) if self.year else ALL

    @property
    def upto(self) -> Period:
        """Return the other block: 截至 the last month of the year that the data speaks of, 累计 where no year is asked for."""
        if not self.year:
            return ALL
        is_running = self.through and self.through.year == self.year
        return Period.upto(month_of(self.through)) if self.through and is_running else self.period.through

    @property
    def scope(self) -> Scope:
        return Scope(self.line, community=self.community)

    @property
    def elapsed(self) -> Elapsed | None:
        return elapsed_of(self.year, through=self.through) if self.year else None

    @property
    def as_of(self) -> date | None:
        """Return the last day that the choice speaks of: of the data, or of an earlier year."""
        last = self.period.last
        return min(last, self.through) if last and self.through else self.through

    @property
    def chosen_year(self) -> int | None:
        return self.year if self.year_is_chosen else None

    @property
    def filters(self) -> dict[str, str]:
        """Return what stands in the address, as it was chosen."""
        year = (str(self.year) if self.year else EVERY_YEAR) if self.year_is_chosen else ""
        rows = {"action": self.line and self.line.slug, "community": self.community and self.community.slug}
        return {name: value for name, value in ({"year": year} | rows).items() if value}

    @property
    def upto_label(self) -> str:
        return "累计" if self.upto.is_all else f"{self.upto.label}累计"

    @property
    def elapsed_words(self) -> str:
        return f"时间过去{self.elapsed.percent}%" if self.elapsed else ""

    @property
    def without_community(self) -> str:
        return self.address("board", community="")

    @property
    def query(self) -> str:
        return urlencode(self.filters)

    @property
    def place_and_time(self) -> str:
        """Return where and when as a sentence begins: 2022年方城浦社区."""
        return f"{f'{self.year}年' if self.year else ''}{self.community or ''}"

    def address(self, name: str, *arguments: str, **changes: str) -> str:
        """Return a page of the dashboard with the same filters, some of them changed; an empty one is left out."""
        asks = {key: value for key, value in (self.filters | changes).items() if value}
        return reverse(f"dashboard:{name}", args=arguments) + (f"?{urlencode(asks)}" if asks else "")

    def records(self, *, community: Community | None = None) -> str:
        """Return the list of the activities behind the numbers, narrowed alike."""
        place = community or self.community
        asks = {"action": self.line and self.line.slug, "community": place and place.slug, "year": self.year}
        words = urlencode({name: value for name, value in asks.items() if value})
        return reverse("actions:activity-list") + (f"?{words}" if words else "")

    @property
    def chosen(self) -> list[str]:
        """Return what was chosen, in words."""
        return [*([f"{self.year}年"] if self.chosen_year else []), *(str(row) for row in (self.line, self.community) if row)]

    @property
    def said(self) -> str:
        """Return the choice in words: 2022年·百企三创服务·方城浦社区."""
        parts = [f"{self.year}年" if self.year else "历年", *(str(row) for row in (self.line, self.community) if row)]
        return "·".join(parts)


class BoardFilter(forms.Form):
    """The filters of the dashboard: they combine, stay in the address, and one that means nothing is left out with a word about it."""

    year = choice("年份", "", [], "这一年没有数字，没有按它筛选。")
    action = SlugChoiceField(
        ActionLine.objects.order_by("number"),
        name="short_name",
        label="行动",
        empty_label="全部行动",
        error_messages={"invalid_choice": "没有这项行动，没有按它筛选。"},
    )
    community = SlugChoiceField(
        Community.objects.order_by("sort_key", "name"), label="社区", empty_label="全部社区", error_messages={"invalid_choice": "没有这个社区，没有按它筛选。"}
    )
    indicator = choice("图表数什么", "", [], "这里没有这个可以相加的指标，换成了主要指标。")

    def __init__(self, asked, *, today: date):
        self.today = today
        self.years = span.years_with_figures(today=today)
        self.newest = next(iter(self.years), None)
        typed = {name: value for name, value in asked.items() if name in self.base_fields}
        super().__init__(typed | {"year": typed.get("year") or str(self.newest or EVERY_YEAR)})
        self.year_is_chosen = bool(typed.get("year"))
        self.fields["year"].choices = [*((str(year), f"{year}年") for year in self.years), (EVERY_YEAR, "全部年份")]
        self.line = self._line_of(typed.get("action", ""))
        self.indicators = countable(self.line)
        self.fields["indicator"].choices = [("", self._main.name if self._main else "主要指标"), *self._others()]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("year", "action", "community", "indicator")
        self.full_clean()

    def _line_of(self, slug: str) -> ActionLine | None:
        try:
            return self.fields["action"].clean(slug)
        except forms.ValidationError:
            return None

    @property
    def _main(self) -> Indicator | None:
        return next(iter(self.indicators), None)

    def _others(self) -> Iterable[tuple[str, str]]:
        return [(indicator.code, indicator.name) for indicator in self.indicators[1:]]

    def clean_indicator(self) -> Indicator | None:
        code = self.cleaned_data["indicator"]
        return next((indicator for indicator in self.indicators if indicator.code == code), self._main)

    @property
    def asked(self) -> Asked:
        """Return what the address asks for, what means nothing left out."""
        cleaned = self.cleaned_data
        year = cleaned.get("year") or (str(self.newest) if self.newest else "")
        return Asked(
            today=self.today,
            through=span.data_through(today=self.today),
            year=int(year) if year and year != EVERY_YEAR else None,
            year_is_chosen=self.year_is_chosen and "year" not in self.errors,
            line=cleaned.get("action"),
            community=cleaned.get("community"),
            indicator=cleaned.get("indicator") or self._main,
        )


def countable(line: ActionLine | None) -> list[Indicator]:
    """Return the indicators that charts can count: the additive ones of a line, its main ones first; of all lines those that add over lines."""
    if line is None:
        return list(Indicator.objects.filter(adds_over_lines=True).order_by("-is_headline", "position", "pk"))
    on_line = line.counts.filter(indicator__additive=True).select_related("indicator").order_by("-is_headline", "position", "pk")
    return [row.indicator for row in on_line]
