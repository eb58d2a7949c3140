"""/dashboard/: for leaders and staff, never kept by anybody on the way."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from actions.attention import open_overlaps
from actions.involvement import MOST_OVERLAPS, ask_for_count
from actions.models import Activity
from actions.views.pages import page_of
from longgang.portal.opendata import csv_lines
from members.models import Member, Unit
from members.roles import is_publisher, may_edit
from publishing.models import Verb
from publishing.trail import leave_trace

from . import board, sentences, sheets
from .asked import Asked, BoardFilter
from .course import courses_of


class ForInsiders(PermissionRequiredMixin):
    """Who may see activities may see this; who has not signed in is asked to, everyone else is refused."""

    permission_required = "actions.view_activity"
    http_method_names = ("get", "head", "options")

    def filters(self) -> BoardFilter:
        return BoardFilter(self.request.GET, today=timezone.localdate())  # type: ignore[attr-defined]


class Board(ForInsiders, TemplateView):
    """/dashboard/: how the six lines stand."""

    template_name = "dashboard/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = self.filters()
        asked = filters.asked
        kept = board.kept_of(asked)
        lines = courses_of(asked, kept)
        blocks = board.blocks_of(asked)
        table, chart = board.trend_of(asked)
        return super().get_context_data(**kwargs) | {
            "filters": filters,
            "asked": asked,
            "lines": lines,
            "headline": sentences.headline(lines, elapsed=asked.elapsed, year=asked.year, community=str(asked.community or "")),
            "targets_sheet": sheets.targets(lines, asked),
            "months_sheet": sheets.months(lines, asked),
            "blocks": blocks,
            "main": board.main_of(blocks, asked),
            "totals_sheet": sheets.totals(blocks, asked),
            "trend": table,
            "chart": chart,
            "trend_sheet": sheets.parts("trend", table, asked, head="月份" if asked.year else "年份", title=f"{asked.indicator or ''}按时间"),
            **parts_context(asked),
            **people_context(asked, kept),
            **desk_context(asked, kept),
            "may_count": may_edit(self.request.user),
        }


def parts_context(asked: Asked) -> dict[str, Any]:
    """Return the indicator by programme and by community."""
    programmes, communities = board.programmes_of(asked), board.communities_of(asked)
    return {
        "programmes": board.ranking_of(programmes),
        "programmes_sentence": sentences.programmes(programmes, where=asked.place_and_time) if programmes else "",
        "programmes_sheet": sheets.parts("programmes", programmes, asked, head="品牌项目", title=f"{asked.indicator or ''}按品牌项目"),
        "communities_sheet": sheets.parts("communities", communities, asked, head="社区", title=f"{asked.indicator or ''}按社区"),
    }


def people_context(asked: Asked, kept: board.Kept) -> dict[str, Any]:
    """Return who takes part most, and where."""
    members, units = board.people_of(kept.members(), asked), board.people_of(kept.units(), asked)
    places = board.map_of(asked, kept)
    reached = [(place.community.name, place.records) for place in places if place.records]
    known, city = len(places), board.city_of(asked)
    unlisted = board.unlisted_of(asked, known)
    if asked.community:
        where, sum_up = sentences.in_community(str(asked.community), kept.records), sentences.in_community("", kept.records)
    else:
        where = sentences.communities(reached, known=known, city=city)
        sum_up = sentences.recorded(kept.records, len(reached), known, city=city)
    return {
        "kept": kept,
        "members": members,
        "members_sentence": sentences.active([(row.label, row.count or 0) for row in members], who="会员", unit="位"),
        "members_sheet": sheets.ranked("members", members, asked, who="会员"),
        "units": units,
        "units_sentence": sentences.active([(row.label, row.count or 0) for row in units], who="单位", unit="家"),
        "units_sheet": sheets.ranked("units", units, asked, who="单位"),
        "reached": len(reached),
        "known": known,
        "unreached": known - len(reached),
        "city": known + unlisted,
        "unlisted": unlisted,
        "cells": [] if asked.community else places[: board.MOST_CELLS],
        "blanks": range(max(0, min(unlisted, board.MOST_CELLS - known))),
        "places": [place for place in places[: board.MOST_CELLS] if place.records],
        "missed": [place for place in places[: board.MOST_CELLS] if not place.records],
        "places_left": max(0, len(places) - board.MOST_CELLS),
        "places_sentence": where,
        "records_sheet": sheets.records(places, kept, asked),
        "recorded_sentence": sum_up,
    }


def desk_context(asked: Asked, kept: board.Kept) -> dict[str, Any]:
    """Return postings, proposals, coming events, and what wants a look."""
    postings = board.postings_of(asked, kept)
    silent = sum(row.is_silent for row in postings)
    events, events_sentence = board.events_of(asked)
    return {
        "postings": postings[:8],
        "postings_url": asked.address("attention", "posted") if postings else "",
        "postings_sentence": sentences.postings(len(postings), silent, days=board.SILENT_AFTER, of=board.deeds_of(asked)),
        "proposals": board.proposals_of(asked),
        "events": events,
        "events_url": asked.address("attention", "events") if events else "",
        "events_sentence": events_sentence,
        "wanting": board.wanting_of(asked, kept, silent),
    }


class TableCSV(ForInsiders, View):
    """/dashboard/<table>.csv: one chart's table, whole, for a spreadsheet; that it was fetched leaves a trace."""

    def get(self, request, table):
        if table not in sheets.SHEETS:
            raise Http404("没有这张表")
        sheet = sheets.SHEETS[table](self.filters().asked)
        leave_trace(verb=Verb.EXPORTED, by=request.user, fields=["dashboard", table])
        rows = (dict(enumerate(row)) for row in sheet.all_rows)
        answer = StreamingHttpResponse(csv_lines(sheet.columns, rows), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="longgang-{table}.csv"'
        return answer


class Listed(ForInsiders, TemplateView):
    """A list behind a number of the dashboard, narrowed by the same filters."""

    template_name = "dashboard/listed.html"

    def listed(self, asked: Asked, *, title: str, rows: Any, row: str, unit: str) -> dict[str, Any]:
        """Return what the page shows. `row`: how a row is set (activity, overlap, posting, proposal, event)."""
        return {
            "title": title,
            "row_kind": row,
            "asked": asked,
            "page": page_of(rows, self.request),
            "query": asked.query,
            "board_url": asked.address("board"),
            "narrowed": f"{'·'.join(asked.chosen)}，" if asked.chosen else "",
            "unit": unit,
            "may_answer": is_publisher(self.request.user),
        }


class Attention(Listed):
    """/dashboard/attention/<what>/: the records behind one line of 要留意的, the postings, the advice, the events."""

    def get_context_data(self, *, what: str, **kwargs: Any) -> dict[str, Any]:
        if what not in LISTS:
            raise Http404("没有这张清单")
        asked = self.filters().asked
        title, row, unit, find = LISTS[what]
        return super().get_context_data(**kwargs) | self.listed(asked, title=title, rows=find(asked), row=row, unit=unit)


class Part(Listed):
    """/dashboard/part/<member or unit>/<id>/: the records that a member who may be named, or a unit, has part in."""

    def get_context_data(self, *, whose: str, pk: int, **kwargs: Any) -> dict[str, Any]:
        known = {"member": (Member.objects.named(), "people__member"), "unit": (Unit.objects.all(), "hosts__unit")}
        if whose not in known:
            raise Http404("没有这张清单")
        subjects, name = known[whose]
        subject = get_object_or_404(subjects, pk=pk)
        asked = self.filters().asked
        rows = _records_of(asked, year=asked.year).filter(**{name: subject}).distinct()
        return super().get_context_data(**kwargs) | self.listed(asked, title=f"{subject}参与的", rows=rows, row="activity", unit="条")


def _records_of(asked: Asked, *, year: int | None) -> Any:
    rows = Activity.objects.published().matching(action=asked.line, community=asked.community, year=year)
    return rows.newest_first().for_list()


def _stale(asked: Asked) -> Any:
    rows = _records_of(asked, year=asked.chosen_year)
    return rows.stale_on(asked.through) if asked.through else rows.none()


def _overlaps(asked: Asked) -> list[Any]:
    found = open_overlaps(MOST_OVERLAPS)
    if asked.line:
        found = [pair for pair in found if pair.about.line_id == asked.line.pk]
    if asked.community:
        found = [pair for pair in found if pair.about.community_id == asked.community.pk]
    return [pair for pair in found if asked.chosen_year in (None, pair.about.happened_to.year)]


def _silent(asked: Asked) -> list[Any]:
    return [row for row in board.postings_of(asked, board.kept_of(asked)) if row.is_silent]


TITLES = {slug: words for _, slug, _, words in board.WANTING}
#: Each list by its name in the address: its title, how a row is set, what its rows are counted in, and where they come from.
LISTS: dict[str, tuple[str, str, str, Callable[[Asked], Any]]] = {
    "no-photos": (TITLES["no-photos"], "activity", "条", lambda asked: _records_of(asked, year=asked.chosen_year).without_photos()),
    "no-source": (TITLES["no-source"], "activity", "条", lambda asked: _records_of(asked, year=asked.chosen_year).without_source()),
    "stale": (TITLES["stale"], "activity", "条", _stale),
    "overlap": (TITLES["overlap"], "overlap", "处", _overlaps),
    "postings": (f"专员超过{board.SILENT_AFTER}天没有活动记录", "posting", "位", _silent),
    "posted": ("专员派驻", "posting", "位", lambda asked: board.postings_of(asked, board.kept_of(asked))),
    "proposals": ("建言", "proposal", "件", lambda asked: board.advice_of(asked).newest_first().for_list()),
    "events": ("活动预告", "event", "场", board.coming_of),
}


class CountAnew(ForInsiders, View):
    """POST /dashboard/count/: have members, units and records counted now, by who may edit."""

    http_method_names = ("post", "options")

    def post(self, request):
        if not may_edit(request.user):
            raise PermissionDenied
        job = ask_for_count(by=request.user)
        messages.success(request, "已开始重新点数，稍后刷新就看到新的数。" if job else "正在点数，稍后刷新就看到新的数。")
        return redirect(BoardFilter(request.POST, today=timezone.localdate()).asked.address("board"))
