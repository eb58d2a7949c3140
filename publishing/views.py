"""The page between the portal and the rest of the web, and what the editor asks for."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .bodies import MOST_SENT
from .models import OutsideLink
from .richtext import clean


@require_safe
def leave(request):
    """/leave/?to=…: ask before a link leads out. 404 for what no published record leads to, 410 for what was switched off."""
    link = OutsideLink.objects.at(request.GET.get("to", "")).first()
    status = 404 if link is None else 200 if link.is_open else 410
    return render(request, "publishing/leave.html", {"link": link if status == 200 else None, "is_off": status == 410}, status=status)


@never_cache
@staff_member_required
@require_POST
def pasted(request):
    """/pasted/: return what a body keeps of what was pasted from Word, WeChat or a page; nothing is stored. What is too long comes back empty."""
    html = request.POST.get("html", "")
    return JsonResponse({"html": clean(html) if len(html) <= MOST_SENT else ""})
