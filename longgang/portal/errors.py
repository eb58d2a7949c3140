"""What the portal says where a request cannot be answered: in Chinese, what to do next, and the number to ask about."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template import loader

from longgang.doors import after_a_stale_token

from .context import site

logger = logging.getLogger(__name__)

PLAIN = '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>暂时出错</title><h1>页面暂时打不开</h1><p>请稍后再试。编号：{number}</p>'


def page(request, status, *, template=""):
    """Return the error page of a status, drawn without asking who is there or what is in the database."""
    number = getattr(request, "number", "-")
    try:
        body = loader.render_to_string(template or f"{status}.html", {"number": number} | site(request))
    except Exception:  # the page of last resort, whatever it was that failed
        logger.exception("error page %s failed", status)
        body = PLAIN.format(number=number)
    return HttpResponse(body, status=status)


def bad_request(request, exception):
    """Answer 400; 413 where too much was sent."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request, exception):
    return page(request, 403)


def page_not_found(request, exception):
    return page(request, 404)


def server_error(request):
    return page(request, 500)


def csrf_failure(request, reason=""):
    """Answer a form that came without its token: usually a page left open too long, and then what was typed into it is not lost."""
    return after_a_stale_token(request) or page(request, 403, template="403_csrf.html")
