"""The evidence behind one total."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from members.models import Community

from .. import progress, saying, span
from ..evidence import evidence_of
from ..models import ActionLine, Indicator, Programme, Target
from ..periods import ALL, Period
from ..quantities import Qualifier
from .pages import page_number

PARTS_OF_A_YEAR = (("H1", "上半年"), ("H2", "下半年"), ("Q1", "第一季度"), ("Q2", "第二季度"), ("Q3", "第三季度"), ("Q4", "第四季度"))


@dataclass(frozen=True)
class Tab:
    """One period among those a reader can go to."""

    label: str
    url: str
    here: bool


class Evidence(TemplateView):
    """/figures/<indicator>/[<line>/][<period>/]: one total, the records it is made of, and what was left out.

    Without a line only where the indicator adds over lines; a programme only within its own line.
    """

    template_name = "actions/evidence.html"

    def get_context_data(self, *, indicator, line=None, period=ALL, **kwargs):
        today = timezone.localdate()
        year = span.data_year(today=today)
        indicator = get_object_or_404(Indicator, code=indicator)
        scope = self.scope(indicator, line)
        evidence = evidence_of(
            indicator, scope=scope, period=period, year=year, page=page_number(self.request), covered_page=page_number(self.request, "covered")
        )
        if page_number(self.request) != evidence.counted.number or page_number(self.request, "covered") != evidence.covered.number:
            raise Http404("没有这一页")
        said = [scope.line.short_name if scope.line else "六项行动", *(str(row) for row in (scope.programme, scope.community) if row), indicator.name]
        heading = f"{'·'.join(said)}（{period.label}）"
        return super().get_context_data(**kwargs) | {
            "indicator": indicator,
            "line": scope.line,
            "programme": scope.programme,
            "community": scope.community,
            "period": period,
            "evidence": evidence,
            "through": span.data_through(today=today),
            "heading": heading,
            "description": f"{heading}：{evidence.sum.spoken}，由哪些记录相加得来",
            "whole_title": f"{period.label}{indicator.name}",
            "whole_facts": "" if evidence.counted.paginator.num_pages == 1 else f"共{evidence.counted.paginator.count}条，各页相加",
            "sure": sure_of(evidence.sum),
            "tabs": tabs_of(indicator, scope, period, year),
            "reach": reach_of(evidence.sum),
            "several": scope.line is None,
            "query": urlencode({name: row.slug for name, row in (("programme", scope.programme), ("community", scope.community)) if row}),
        }

    def scope(self, indicator, slug):
        """Return what the address asks for; 404 where it names what is not there or what has no total."""
        if slug is None and not indicator.adds_over_lines:
            raise Http404("这个指标不跨行动相加")
        line = get_object_or_404(ActionLine.objects.counting(indicator), slug=slug) if slug else None
        programme = self.asked(Programme.objects.filter(line=line), "programme")
        return progress.Scope(line, programme, self.asked(Community.objects.all(), "community"))

    def asked(self, rows, name):
        """Return the row that the query names by its slug, None where it names none; 404 where there is no such row."""
        slug = self.request.GET.get(name, "")
        if not slug:
            return None
        if not slug.isascii() or "\x00" in slug:
            raise Http404("没有这一项")
        return get_object_or_404(rows, slug=slug)


def sure_of(total):
    """Return what is guaranteed of a total where that needs saying: it is said with 多, 近 or 约."""
    if total.amount is None or total.qualifier is Qualifier.EXACT:
        return None
    return saying.exact(total.floor, total.indicator.unit)


def tabs_of(indicator, scope, period, year):
    """Return the periods to go to from here: 累计, the year and its parts, the one this is, and of 截至 the 本期 that ends with it."""
    year = period.year or year
    periods = [(ALL, ALL.label)]
    if year:
        periods += [(Period.of_year(year), f"{year}年"), *((Period(f"{year}{code}"), label) for code, label in PARTS_OF_A_YEAR)]
    for one in (*period.ending_here, period):
        if one not in [known for known, _ in periods]:
            periods.append((one, one.label.removeprefix(f"{one.year}年")))
    return [Tab(label, progress.evidence_url(indicator, period=one, scope=scope), one == period) for one, label in periods]


def reach_of(total):
    """Return a line's total against its target, None where it has none: of a year with 本期 of that year, without a year with 累计."""
    scope, period = total.scope, total.period
    is_year = period.is_calendar and period.code == str(period.year)
    if scope.line is None or scope.programme or scope.community or not (period.is_all or is_year):
        return None
    target = Target.objects.filter(line=scope.line, indicator=total.indicator, year=period.year).first()
    return target and progress.Reach(target, total)
