"""What stands beside the activities, in proportion: pairings, postings, advice with its outcomes, and events."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actions.enums import Work
from actions.models import Proposal, ProposalAuthor, ProposalOutcome
from events.models import Event
from members.models import Pairing, PairingItem, Posting
from publishing.models import State

SOURCE = "示例来源"
ADVICE_LINE = 2  # the third of the lines
AT_ONCE = 1000


def fill_beside(plan, lines, *, by, years, communities, units, members):
    """Enter them by the number of activities; `years` is first and last, the others are ids."""
    days = _Days(*years)
    common = {"created_by": by, "changed_by": by}
    _pairings(plan.activities // 200 + 1, days, common, communities, units)
    _postings(plan.activities // 200 + 1, days, communities, members)
    _proposals(plan.activities // 50 + 1, days, common, lines[ADVICE_LINE][0], members)
    _events(plan.activities // 100 + 1, days, common, lines, communities)


class _Days:
    """Days of the years that the data speaks of, one after another in leaps."""

    def __init__(self, first, last):
        self.first, self.span = date(first, 1, 1), (date(last, 12, 31) - date(first, 1, 1)).days + 1

    def of(self, number):
        return self.first + timedelta(number * 37 % self.span)


def _published(day):
    at = datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
    return {"state": State.PUBLISHED, "version": 3, "first_published_at": at, "published_at": at}


def _numbers(model, count):
    start = model.objects.filter(source=SOURCE).count()
    return range(start + 1, start + count + 1)


def _pairings(count, days, common, communities, units):
    rows = Pairing.objects.bulk_create(
        [
            Pairing(
                unit_id=units[number * 5 % len(units)],
                community_id=communities[number % len(communities)],
                started_on=days.of(number) + timedelta(number // days.span),
                initiative=f"示例结对{number}",
                aims="为测试生成的结对，不是真实结对。",
                source=SOURCE,
                **_published(days.of(number)),
                **common,
            )
            for number in _numbers(Pairing, min(count, len(communities) * 20))
        ],
        batch_size=AT_ONCE,
    )
    lists = PairingItem._meta.get_field("list").choices
    PairingItem.objects.bulk_create(
        [PairingItem(pairing=row, list=code, item=f"示例{label}") for row in rows for code, label in lists],
        batch_size=AT_ONCE,
    )


def _postings(count, days, communities, members):
    Posting.objects.bulk_create(
        [
            Posting(
                member_id=members[number % len(members)],
                community_id=communities[number * 3 % len(communities)],
                certificate_number=f"示例{number:06d}",
                started_on=days.of(number) + timedelta(number // days.span),
                source=SOURCE,
            )
            for number in _numbers(Posting, count)
        ],
        batch_size=AT_ONCE,
    )


def _proposals(count, days, common, line, members):
    kinds = [code for code, _ in Proposal._meta.get_field("kind").choices]
    rows = Proposal.objects.bulk_create(
        [
            Proposal(
                line_id=line,
                kind=kinds[number % len(kinds)],
                title=f"示例建言{number:05d}",
                summary="为测试生成的一条建言，不是真实建言。",
                addressee="示例部门",
                submitted_on=days.of(number),
                source=SOURCE,
                **_published(days.of(number)),
                **common,
            )
            for number in _numbers(Proposal, count)
        ],
        batch_size=AT_ONCE,
    )
    ProposalAuthor.objects.bulk_create(
        [ProposalAuthor(proposal=row, member_id=members[row.pk * 7 % len(members)]) for row in rows],
        batch_size=AT_ONCE,
    )
    outcomes = [code for code, _ in ProposalOutcome._meta.get_field("kind").choices]
    levels = [code for code, _ in ProposalOutcome._meta.get_field("level").choices]
    ProposalOutcome.objects.bulk_create(
        [
            ProposalOutcome(
                proposal=row,
                kind=outcomes[row.pk % len(outcomes)],
                level=levels[row.pk % len(levels)],
                by_whom="示例单位",
                happened_on=row.submitted_on + timedelta(20 + position),
                position=position,
                source=SOURCE,
            )
            for row in rows
            for position in range(row.pk % 3)
        ],
        batch_size=AT_ONCE,
    )


def _events(count, days, common, lines, communities):
    Event.objects.bulk_create(
        [
            Event(
                title=f"示例预告{number:05d}",
                slug=f"shi-li-yu-gao-{number:05d}",
                kind=Work.values[number % len(Work.values)],
                line_id=lines[number % len(lines)][0],
                starts_on=days.of(number),
                ends_on=days.of(number) + timedelta(number % 3),
                venue="示例地点",
                community_id=communities[number % len(communities)],
                summary="为测试生成的预告，不是真实活动。",
                source=SOURCE,
                is_example=True,
                **_published(days.of(number)),
                **common,
            )
            for number in _numbers(Event, count)
        ],
        batch_size=AT_ONCE,
    )
