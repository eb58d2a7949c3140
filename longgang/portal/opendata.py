"""Open data: what is published, row by row, for anyone's own use. The columns are part of the public contract (design 8); no person is named."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import progress
from actions.models import Activity, Figure
from actions.quantities import Qualifier

BOM = "\ufeff"
#: How a cell begins that a spreadsheet would take for a formula: = + - @, their full-width kin, and what is skipped before one.
FORMULAE = tuple("=+-@＝＋－＠﹢﹣−﹫\t\r\n")
FIGURE_COLUMNS = (
    "activity_id", "activity", "kind", "action", "action_number", "programme", "indicator", "indicator_code", "amount", "floor", "unit", "qualifier", "spoken",
    "happened_from", "happened_to", "precision", "cell", "covered_by", "community", "url",
)  # fmt: skip


def absolute(path: str) -> str:
    """Return a path of the portal as a whole address, from the settings: never the host that was asked."""
    return urljoin(f"{settings.SITE_URL}/", path)


def figure_row(figure: Figure) -> dict[str, Any]:
    activity, quantity = figure.activity, figure.quantity
    is_rank = quantity.qualifier is Qualifier.ORDINAL
    values = (
        activity.pk, activity.title, activity.kind, activity.line.full_name, activity.line.number, activity.programme.name if activity.programme else None,
        figure.indicator.name, figure.indicator.code, None if is_rank else quantity.amount, quantity.floor, quantity.unit, quantity.qualifier.value,
        quantity.spoken, activity.happened_from, activity.happened_to, activity.precision, figure.cell,
        figure.covered_by.activity_id if figure.covered_by else None, activity.community.name if activity.community else None,
        absolute(activity.get_absolute_url()),
    )  # fmt: skip
    return dict(zip(FIGURE_COLUMNS, values, strict=True))


def total_row(total: progress.Sum) -> dict[str, Any]:
    return {
        "action": total.line.full_name if total.line else None,
        "action_number": total.line.number if total.line else None,
        "indicator": total.indicator.name,
        "indicator_code": total.indicator.code,
        "period": total.period.code or "all",
        "amount": total.amount,
        "floor": total.floor,
        "unit": total.indicator.unit,
        "qualifier": total.qualifier,
        "spoken": total.spoken,
        "complete": total.complete,
        "count": total.count,
        "evidence_url": absolute(total.evidence_url),
    }


def activity_row(activity: Activity) -> dict[str, Any]:
    return {
        "activity_id": activity.pk,
        "activity": activity.title,
        "kind": activity.kind,
        "work": activity.get_work_display(),
        "action": activity.line.full_name,
        "action_number": activity.line.number,
        "programme": activity.programme.name if activity.programme else None,
        "number": activity.number,
        "happened_from": activity.happened_from,
        "happened_to": activity.happened_to,
        "precision": activity.precision,
        "community": activity.community.name if activity.community else None,
        "place": activity.place or None,
        "summary": activity.summary or None,
        "source": activity.source or None,
        "units": [{"unit": host.unit.name, "role": host.get_role_display()} for host in activity.hosts.all()],
        "figures": [{"indicator": figure.indicator.name, "spoken": figure.quantity.spoken} for figure in activity.figures.all()],
        "published_on": timezone.localtime(activity.published_at).date(),
        "url": absolute(activity.get_absolute_url()),
    }


class _Line:
    """What csv.writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def safe_cell(value: Any) -> Any:
    """Return text that a spreadsheet would take for a formula with an apostrophe before it, which makes it text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \u3000\u00a0").startswith(FORMULAE) else value


def csv_lines(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BOM + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row.values()])


def json_parts(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield an object that holds the day it was made and the rows under their name."""
    yield f'{{"generated_on": "{timezone.localdate()}", "{name}": ['
    before = "\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False, default=str)
        before = ",\n"
    yield "\n]}\n"


def _json(name: str, rows: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    return StreamingHttpResponse(json_parts(name, rows), content_type="application/json; charset=utf-8")


@require_safe
def figures_csv(request):
    """Send every published figure as a table that Excel opens."""
    rows = map(figure_row, progress.public_figures().iterator(chunk_size=2000))
    answer = StreamingHttpResponse(csv_lines(FIGURE_COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="longgang-figures.csv"'
    return answer


@require_safe
def figures_json(request):
    return _json("figures", map(figure_row, progress.public_figures().iterator(chunk_size=2000)))


@require_safe
def totals_json(request):
    return _json("totals", map(total_row, progress.public_totals()))


@require_safe
def activities_json(request):
    published = Activity.objects.published().newest_first().with_figures().with_hosts()
    return _json("activities", map(activity_row, published.iterator(chunk_size=2000)))
