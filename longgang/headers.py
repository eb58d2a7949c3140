"""A number for each request, and the headers that neither Django nor django-csp sets (`trust.md`, Headers)."""

import logging
import secrets
from contextvars import ContextVar

from django.conf import settings

current_number: ContextVar[str] = ContextVar("request_number", default="-")


class RequestNumberFilter(logging.Filter):
    """Put the number of the request being answered on each log line, so that an error page leads to its log."""

    def filter(self, record):
        asked = getattr(record, "request", None)  # Django logs a 404 after the middleware has gone
        record.request_number = getattr(asked, "number", None) or current_number.get()
        return True


def request_number(get_response):
    """Give each request a short number, kept in the log and shown on error pages only."""

    def middleware(request):
        request.number = secrets.token_hex(4)
        token = current_number.set(request.number)
        try:
            return get_response(request)
        finally:
            current_number.reset(token)

    return middleware


def extra_headers(get_response):
    """Add Permissions-Policy and Cross-Origin-Resource-Policy, and keep signed-in pages out of every cache."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(settings.PRIVATE_PATHS):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware
