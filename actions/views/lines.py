"""The six lines and their programmes."""

from django.utils import timezone
from django.views.generic import DetailView, TemplateView

from members.exchange import exchange_of
from publishing.charts import Column, bar_chart

from .. import progress
from ..ledger import advice_of, ledger, shown_of
from ..models import ActionLine, Activity, ActivityHost, ActivityPerson, ActivityPhoto, Programme, Proposal, ProposalOutcome
from ..periods import Period
from ..span import data_through, data_year
from .evidence import sure_of

NEWEST = 10
NEWEST_ADVICE = 6
NEWEST_PAIRINGS = 2


def span():
    """Return the year and the last day that the data speaks of, one for the whole site."""
    today = timezone.localdate()
    return {"year": data_year(today=today), "through": data_through(today=today)}


class LineList(TemplateView):
    """/actions/: every indicator and target of the six lines."""

    template_name = "actions/line_list.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | span()
        return context | {"ledger": ledger(year=context["year"])}


class LineDetail(DetailView):
    """/actions/<slug>/: what a line has achieved and by what."""

    queryset = ActionLine.objects.select_related("lead_unit")
    context_object_name = "line"
    template_name = "actions/line_detail.html"

    def get_context_data(self, **kwargs):
        line = self.object
        context = super().get_context_data(**kwargs) | span()
        activities, proposals = Activity.objects.published().of_line(line), Proposal.objects.published().of_line(line)
        standing = progress.line_progress(line, year=context["year"])
        months = months_of(standing, context["year"])
        beside = self.beside(activities) | {"rows": shown_of(standing.rows), "months": months}
        return (
            context
            | beside
            | {
                "has_aside": any(beside.values()),
                "progress": standing,
                "chart": months and chart_of(months),
                "activities": activities.newest_first().for_list()[:NEWEST],
                "recorded": activities.count(),
                "advice": advice_of(line, proposals.count(), ProposalOutcome.objects.of(proposals).count()),
                "proposals": proposals.newest_first().for_list()[:NEWEST_ADVICE],
                "exchanges": [exchange_of(pairing) for pairing in activities.pairings().for_page()[:NEWEST_PAIRINGS]],
                "photos": ActivityPhoto.objects.newest_of(activities),
            }
        )

    def beside(self, activities):
        """Return what stands beside what was done, by the names of the template; what is empty is not shown."""
        return {
            "programmes": list(Programme.objects.of_line(self.object)),
            "people": ActivityPerson.objects.names_of(activities),
            "units": ActivityHost.objects.units_of(activities),
        }


def months_of(standing, year):
    """Return the year by month of the line's main indicator, None where it has none or there is no year."""
    main = next((row for row in standing.headlines if row.indicator.additive and row.to_date.is_reported), None)
    if main is None or year is None:
        return None
    return progress.table_by_time(main.indicator, progress.Scope(standing.line), Period.of_year(year))


def chart_of(table):
    """Return the chart of what each part says of itself."""
    columns = [
        Column(row.label, row.own.amount, row.own.spoken, row.own.evidence_url, row.own.spoken.removesuffix(row.own.indicator.unit), sure_of(row.own) is None)
        for row in table.rows
    ]
    return bar_chart(columns, title=f"{table.whole.period.label}各月{table.whole.indicator.name}")


class ProgrammeDetail(DetailView):
    """/programmes/<slug>/: what a programme has achieved and by what."""

    queryset = Programme.objects.select_related("line")
    context_object_name = "programme"
    template_name = "actions/programme_detail.html"

    def get_context_data(self, **kwargs):
        programme = self.object
        context = super().get_context_data(**kwargs) | span()
        activities = Activity.objects.published().filter(programme=programme)
        return context | {
            "line": programme.line,
            "rows": progress.programme_progress(programme, year=context["year"]),
            "activities": activities.newest_first().for_list()[:NEWEST],
            "recorded": activities.count(),
        }
