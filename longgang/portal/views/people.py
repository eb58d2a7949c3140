"""Members and units: only what may be shown of each, and what each did."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from actions.models import ActionLine, Activity, ActivityPerson, Proposal
from actions.views.pages import page_of
from events.models import Event
from members.models import Member, Pairing, Posting, Unit
from members.showing import shown

from .. import people

MOST = 20
COMING = 5
DEEDS = 2  # of each member of a list


class MemberList(TemplateView):
    """/members/: those whose names may be shown, by name."""

    template_name = "portal/member_list.html"

    def get_context_data(self, **kwargs):
        page = page_of(Member.objects.named().with_disclosures().by_name(), self.request)
        deeds = ActivityPerson.objects.deeds_of([member.pk for member in page], most=DEEDS)
        return super().get_context_data(**kwargs) | {"page": page, "members": [(shown(member), deeds.get(member.pk, [])) for member in page]}


class MemberDetail(TemplateView):
    """/members/<id>/: one of them with what may be shown and what was done; unknown where the name may not be shown."""

    template_name = "portal/member_detail.html"

    def get_context_data(self, *, pk, **kwargs):
        member = get_object_or_404(Member.objects.named().with_disclosures(), pk=pk)
        activities = Activity.objects.published().with_member(member)
        return super().get_context_data(**kwargs) | {
            "member": shown(member),
            "page": page_of(activities.newest_first().for_list(), self.request),
            "proposals": Proposal.objects.published().by_member(member).newest_first().for_list()[:MOST],
            "postings": Posting.objects.filter(member=member).select_related("community").newest_first()[:MOST],
        }


class UnitList(TemplateView):
    """/units/: those that something public names, by name."""

    template_name = "portal/unit_list.html"

    def get_context_data(self, **kwargs):
        page = page_of(people.units_at_work().order_by("sort_key", "pk"), self.request)
        return super().get_context_data(**kwargs) | {"page": page}


class UnitDetail(TemplateView):
    """/units/<slug>/: a unit, what it did, and those who may be named as its members."""

    template_name = "portal/unit_detail.html"

    def get_context_data(self, *, slug, **kwargs):
        unit = get_object_or_404(Unit, slug=slug)
        members = Member.objects.shown_with(unit).with_disclosures().by_name()[: MOST + 1]
        return super().get_context_data(**kwargs) | {
            "unit": unit,
            "page": page_of(Activity.objects.published().held_by(unit).newest_first().for_list(), self.request),
            "lines": ActionLine.objects.filter(lead_unit=unit).order_by("number"),
            "pairings": Pairing.objects.published().filter(unit=unit).newest_first().for_page()[:MOST],
            "proposals": Proposal.objects.published().by_unit(unit).newest_first().for_list()[:MOST],
            "events": Event.objects.hosted_by(unit).next_up(timezone.localtime(), most=COMING),
            "members": [shown(member) for member in members[:MOST]],
            "more_members": len(members) > MOST,
        }
