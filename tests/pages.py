"""Every address that the public can open, for every row there is: what a test walks that asks whether something is nowhere."""

from itertools import count

from django.urls import reverse

from actions import progress
from actions.models import ActionLine, Activity, ActivityPhoto, Indicator, Programme, Proposal
from events.models import ContestEntry, Event
from longgang.portal.models import Attachment, Page
from members.models import Community, Member, Pairing, Unit
from publishing.models import OutsideLink

from .urls import named_urls

#: What nobody opens without signing in.
PRIVATE = ("admin:", "account:", "dashboard:", "portal:gallery", "publishing:pasted")
#: Lists that run over several pages.
LISTS = (
    "actions:activity-list", "actions:proposal-list", "events:event-list",
    "portal:community-list", "portal:notice-list", "portal:pairing-list", "portal:member-list", "portal:unit-list",
)  # fmt: skip


def public_names():
    return {name for name in named_urls() if not name.startswith(PRIVATE)}


def addresses():
    """Return the addresses of each public name, by the name."""
    rows = {
        "actions:programme-detail": Programme.objects.all(),
        "actions:activity-detail": Activity.objects.originals(),
        "actions:photo": ActivityPhoto.objects.all(),
        "actions:proposal-detail": Proposal.objects.originals(),
        "events:event-detail": Event.objects.originals(),
        "portal:community-detail": Community.objects.all(),
        "portal:pairing-detail": Pairing.objects.originals(),
        "portal:member-detail": Member.objects.all(),
        "portal:notice-detail": Page.objects.originals().filter(column="notice"),
        "portal:about-detail": Page.objects.originals().filter(column="about"),
        "portal:contact-detail": Page.objects.originals().filter(column="contact"),
        "portal:attachment": Attachment.objects.all(),
        "portal:unit-detail": Unit.objects.all(),
    }
    by_slug = {
        "actions:line-detail": ActionLine.objects.all(),
        "actions:line-cover": ActionLine.objects.all(),
        "portal:line-detail": ActionLine.objects.all(),
        "events:event-ics": Event.objects.originals(),
    }
    found = {name: [row.get_absolute_url() for row in some] for name, some in rows.items()}
    found |= {name: [reverse(name, args=[row.slug]) for row in some] for name, some in by_slug.items()}
    found["events:entry-picture"] = [reverse("events:entry-picture", args=[entry.pk]) for entry in ContestEntry.objects.all()]
    found["actions:photo-size"] = [photo.sized.small for photo in ActivityPhoto.objects.all()]
    found["events:entry-picture-size"] = [entry.sized.small for entry in ContestEntry.objects.all()]
    found["publishing:leave"] = [f"{reverse('publishing:leave')}?to={link.url}" for link in OutsideLink.objects.all()]
    found |= evidence()
    return found | {name: [reverse(name)] for name in public_names() - found.keys()}  # a name that needs more fails here


def evidence():
    """Return the evidence of every total of every year, of every programme and of every community."""
    found = {name: [] for name in ("actions:evidence", "actions:evidence-period", "actions:evidence-line", "actions:evidence-line-period")}
    for total in progress.public_totals():
        found["actions:evidence" + ("-line" if total.line else "") + ("-period" if total.period.code else "")].append(total.evidence_url)
    for indicator in Indicator.objects.prefetch_related("lines__programmes"):
        for line in indicator.lines.all():
            scopes = [progress.Scope(line, programme) for programme in line.programmes.all()]
            scopes += [progress.Scope(line, None, community) for community in Community.objects.all()]
            asked = [scope for scope in scopes if progress.figures_in(scope, indicator).exists()]
            found["actions:evidence-line"] += [progress.evidence_url(indicator, scope=scope) for scope in asked]
    return found


def everything(client):
    """Return what each public address answers, with its headers, by the address."""
    said = {}
    for name, paths in addresses().items():
        for path in paths:
            said[path] = answer(client, path)[1]
            if name in LISTS:
                said |= dict(further_pages(client, path))
    return said


def further_pages(client, path):
    for number in count(2):
        status, words = answer(client, f"{path}?page={number}")
        if status == 404:
            return
        yield f"{path}?page={number}", words


def answer(client, path):
    """Return the status and all that is sent: a page, a file or a picture, and the headers."""
    response = client.get(path)
    sent = response.getvalue() if response.streaming else response.content
    return response.status_code, f"{response.headers}{sent.decode(errors='replace')}"
