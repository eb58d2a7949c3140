"""录入助手: reads a report with the names of the live lists, and finds records that say already what it says."""

from dataclasses import dataclass
from datetime import date

from members.models import Community, Member, Unit

from .models import ActionLine, Activity, Indicator, IndicatorOnLine, Programme
from .reading import Entry, IndicatorEntry, Names, Proposal, Reading, read_report

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MOST_FOUND = 5
AT_ONCE = 100
MOST_ROWS = 500


class UnknownEncoding(ValueError):
    """Bytes that are no text in any encoding that reports come in."""


@dataclass(frozen=True)
class Already:
    """Records that say what a proposal says."""

    proposal: Proposal
    activities: list[Activity]


def live_names() -> Names:
    """Return the names of the live lists as they are now: a new member, community or programme is known at once."""
    lines = {line.pk: line for line in ActionLine.objects.order_by("number")}
    counted_on: dict[int, list[int]] = {}
    for indicator, line in IndicatorOnLine.objects.values_list("indicator", "line"):
        counted_on.setdefault(indicator, []).append(lines[line].number)
    return Names(
        lines=tuple(Entry(line.full_name, _without_new(line), line.number) for line in lines.values()),
        programmes=tuple(Entry(programme.name, (), lines[programme.line_id].number) for programme in Programme.objects.order_by("name")),
        indicators=tuple(
            IndicatorEntry(indicator.name, indicator.unit, tuple(sorted(counted_on.get(indicator.pk, ()))), indicator.definition, indicator.additive)
            for indicator in Indicator.objects.order_by("position", "pk")
        ),
        communities=tuple(Entry(community.name, _short_community(community.name)) for community in Community.objects.order_by("name")),
        units=tuple(Entry(unit.name, (unit.short_name,) if unit.short_name else ()) for unit in Unit.objects.order_by("name")),
        members=tuple(Entry(name) for name in Member.objects.order_by("name").values_list("name", flat=True).distinct()),
    )


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB 18030; raises UnknownEncoding for any other."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(content, "gb18030")


def read_article(text: str, *, published: date | None = None) -> Reading:
    """Return what an article proposes, read with the live lists."""
    return read_report(text, live_names(), published)


def already_recorded(reading: Reading) -> list[Already]:
    """Return for each proposal that records are there for, which: the same figure of the same programme and kind, for days that meet."""
    asked = [proposal for proposal in reading.proposals if proposal.indicator is not None and proposal.happened_to is not None]
    found = []
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        rows = list(Activity.objects.saying([_said(proposal) for proposal in some]).with_figures().newest_first()[:MOST_ROWS])
        for proposal in some:
            if activities := [row for row in rows if _says(row, proposal)][:MOST_FOUND]:
                found.append(Already(proposal, activities))
    return found


def _said(proposal: Proposal) -> dict[str, object]:
    """Return what a record must say to say what a proposal says."""
    return {
        "indicator": proposal.indicator,
        "amount": proposal.quantity.amount,
        "qualifier": str(proposal.quantity.qualifier),
        "kind": proposal.kind,
        "programme": proposal.programme,
        "first": proposal.happened_from,
        "last": proposal.happened_to,
    }


def _says(activity: Activity, proposal: Proposal) -> bool:
    """Say whether a record that says one of many figures says this one."""
    said = any(
        figure.indicator.name == proposal.indicator and (figure.amount, figure.qualifier) == (proposal.quantity.amount, proposal.quantity.qualifier)
        for figure in activity.figures.all()
    )
    ends = proposal.happened_from is None or activity.happened_to >= proposal.happened_from
    begins = activity.happened_from is None or proposal.happened_to is None or activity.happened_from <= proposal.happened_to
    same = proposal.programme is None or (activity.programme is not None and activity.programme.name == proposal.programme)
    return said and ends and begins and same and activity.kind == proposal.kind


def _without_new(line: ActionLine) -> tuple[str, ...]:
    """Return the other ways to say a line's name: without 新·, and with 行动 after the short name."""
    bare = line.full_name.removeprefix("新·")
    return tuple(dict.fromkeys(name for name in (bare, f"{line.short_name}行动", line.short_name) if name != line.full_name))


def _short_community(name: str) -> tuple[str, ...]:
    """Return 方城浦 for 方城浦社区; a name of one or two characters alone would be found in other words."""
    short = name.removesuffix("社区")
    return (short,) if len(short) >= 3 and short != name else ()


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as failure:
        raise UnknownEncoding("看不懂这个文件的编码：请另存为 UTF-8 的纯文本。") from failure
