"""Pages of a list: what may stand behind `page=`."""

import re

from django.core.paginator import Paginator
from django.http import Http404

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
