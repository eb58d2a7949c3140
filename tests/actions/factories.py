"""Small ledgers for tests: lines, indicators, programmes and activities, made with as few words as a test needs."""

from datetime import date

from actions.enums import Ink, Kind, Precision
from actions.models import ActionLine, Activity, Indicator, IndicatorOnLine, Programme, Proposal
from actions.readings import read_quantity
from actions.services import record_figure
from members.models import Community, Unit, User
from publishing import services as publishing


def make_user(username="zhongshen", **fields):
    return User.objects.get_or_create(username=username, defaults=fields)[0]


def make_line(number=1):
    return ActionLine.objects.get_or_create(
        number=number,
        defaults={
            "full_name": f"新·第{number}行动",
            "short_name": f"第{number}行动",
            "slug": f"line-{number}",
            "serves": "共同富裕",
            "ink": Ink.values[number - 1],
        },
    )[0]


def make_indicator(name="活动场次", unit="场", *, lines=(), **fields):
    indicator = Indicator.objects.get_or_create(name=name, defaults={"code": f"i-{Indicator.objects.count() + 1}", "unit": unit} | fields)[0]
    for line in lines or [make_line()]:
        IndicatorOnLine.objects.get_or_create(indicator=indicator, line=line)
    return indicator


def make_programme(name="读书会", line=None):
    return Programme.objects.get_or_create(name=name, defaults={"line": line or make_line(), "slug": f"p-{Programme.objects.count() + 1}"})[0]


def make_community(name="方城浦社区"):
    return Community.objects.get_or_create(name=name, defaults={"slug": f"c-{Community.objects.count() + 1}"})[0]


def make_activity(title="一次活动", *, line=None, programme=None, days="2022-05-10", summary=False, figures=None, published=False, by=None, **fields):
    """Return an activity. `days` is 2022-05-10, 2022-05-10..2022-06-01 or ..2022-07-20; `figures` maps indicators to words such as 100多场."""
    first, _, last = days.partition("..")
    activity = Activity.objects.create(
        title=title,
        line=line or (programme.line if programme else make_line()),
        programme=programme,
        kind=Kind.SUMMARY if summary else Kind.OCCASION,
        happened_from=date.fromisoformat(first) if first else None,
        happened_to=date.fromisoformat(last or first),
        precision=Precision.DAY if first else Precision.TO_DATE,
        **fields,
    )
    for indicator, words in (figures or {}).items():
        record_figure(activity=activity, indicator=indicator, quantity=read_quantity(words, unit=indicator.unit))
    if published:
        return publishing.publish(activity, by=by or make_user())
    return activity


def make_proposal(title="《一条建议》", *, day="2022-05-10", outcomes=(), authors=(), published=True, **fields):
    """Return a proposal; `outcomes` are kinds, `authors` units and members."""
    proposal = Proposal.objects.create(title=title, line=fields.pop("line", None) or make_line(3), submitted_on=date.fromisoformat(day), **fields)
    for position, kind in enumerate(outcomes):
        proposal.outcomes.create(kind=kind, position=position)
    for author in authors:
        proposal.authors.create(**{"unit" if isinstance(author, Unit) else "member": author})
    return publishing.publish(proposal, by=make_user()) if published else proposal
