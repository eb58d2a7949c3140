"""The page between the portal and the rest of the web."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .models import OutsideLink


@require_safe
def leave(request):
    """/leave/?to=…: ask before a link leads out. 404 for what no published record leads to, 410 for what was switched off."""
    link = OutsideLink.objects.at(request.GET.get("to", "")).first()
    status = 404 if link is None else 200 if link.is_open else 410
    return render(request, "publishing/leave.html", {"link": link if status == 200 else None, "is_off": status == 410}, status=status)
