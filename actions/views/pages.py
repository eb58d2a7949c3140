"""What lists and articles share: what may stand behind `page=`, and what an address answers whose record is public no longer."""

import re

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

PAGE = re.compile(r"[1-9][0-9]{0,6}")


def page_number(request, name="page"):
    """Return the page asked for, the first where none is; 404 for what is no number of a page."""
    asked = request.GET.get(name, "1")
    if not PAGE.fullmatch(asked):
        raise Http404("没有这一页")
    return int(asked)


def page_of(rows, request, *, size=20):
    """Return the page of a list that a request asks for; 404 past its end."""
    number, paginator = page_number(request), Paginator(rows, size)
    if number > paginator.num_pages:
        raise Http404("没有这一页")
    return paginator.page(number)


def moved_or_gone(request, record):
    """Lead to where a withdrawn record moved, for good; 410 where it moved nowhere."""
    if record.new_home:
        return redirect(record.new_home, permanent=True)
    return render(request, "410.html", {"number": request.number, "record": record}, status=410)
