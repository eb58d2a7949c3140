"""What wants a look, by app: each line says what, and leads to where it is mended."""

from dataclasses import dataclass

from django.urls import reverse

from actions import attention
from actions.models import Activity, Proposal, ProposalOutcome
from events.models import Event
from members.attention import overdue_pairings, postings_without_community
from members.models import Pairing, Posting
from members.roles import is_publisher, may_edit
from publishing.models import OutsideLink, State

from .kinds import listed

MOST = 8
FEW = 4
PUBLIC = {"state": State.PUBLISHED.value}


@dataclass(frozen=True)
class Remark:
    """One thing that wants a look."""

    text: str
    hint: str
    url: str


def remarks_for(user, *, today):
    """Return what wants a look of who enters records; some of it only of 终审."""
    if not may_edit(user):
        return []
    publishes = is_publisher(user)
    found = [*of_figures(publishes), *of_activities(), *of_pairings(today), *of_proposals(), *of_events(today)]
    return [*found, *of_postings(), *of_links()] if publishes else found


def opened(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def of_figures(publishes):
    """Overlaps that nobody answered, occasions that may be counted twice, summaries that fall short."""
    for overlap in attention.open_overlaps(MOST):
        yield Remark(overlap.sentence, "答复" if publishes else "看一看", overlap.url)
    for activity in attention.unplaced_occasions(MOST):
        yield Remark(f"“{activity}”没有品牌项目，日期却在同项行动一个累计情况之内，可能重复", "选项目", opened(activity))
    for figure in attention.short_summaries(MOST):
        yield Remark(f"“{figure.activity}”报的{figure.quantity}少于它所含的记录，累计因它减少", "看一看", opened(figure.activity))


def of_activities():
    """Public ones without a source, without a photo."""
    public = Activity.objects.published()
    if count := public.without_source().count():
        yield Remark(f"{count}条已发布的没有写来源", "补上要走修订", listed(Activity, **PUBLIC, lacks="source"))
    if count := public.without_photos().count():
        yield Remark(f"{count}条已发布的没有照片", "补上要走修订", listed(Activity, **PUBLIC, lacks="photos"))


def of_pairings(today):
    """Items of public pairings whose day has passed."""
    overdue = overdue_pairings(FEW + 1, today=today)
    for pairing, count in overdue[:FEW]:
        yield Remark(f"“{pairing}”有{count}件清单事项过了期限还没有办结", "写明进展", opened(pairing))
    if len(overdue) > FEW:
        yield Remark("还有别的结对也有过了期限的事项", "看列表", listed(Pairing, **PUBLIC, overdue=1))


def of_proposals():
    """Public ones with an outcome that names no source."""
    if count := Proposal.objects.published().filter(pk__in=ProposalOutcome.objects.unsourced().values("proposal")).count():
        yield Remark(f"{count}条已发布的建言有结果没写出处", "补上要走修订", listed(Proposal, **PUBLIC, outcome="unsourced"))


def of_events(today):
    """What is over and has not become an activity."""
    for event in Event.objects.published().to_be_closed(today)[:FEW]:
        yield Remark(f"“{event}”已经结束，还没有办结为活动", "办结", opened(event))


def of_postings():
    """Postings that do not say where to."""
    if count := postings_without_community():
        yield Remark(f"{count}条派驻没有写社区", "补上社区", listed(Posting, running="nowhere"))


def of_links():
    """Outside links that did not answer when they were looked at last."""
    if count := OutsideLink.objects.dead().count():
        yield Remark(f"{count}个外链打不开", "停用或修订", listed(OutsideLink, standing="dead"))
