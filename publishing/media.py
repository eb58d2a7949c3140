"""Sending a stored picture or document: whether it may be seen is the caller's question, asked before."""

import hashlib

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from .documents import TYPES


def send_picture(request, picture, *, is_public):
    """Return the response that sends a picture, or says that the browser's copy still holds; raises Http404 where no file is there.

    A public one may be kept but is asked for again each time, so that what is withdrawn is gone at the next request; another is kept nowhere.
    """
    return _send(request, picture, {"Content-Type": "image/jpeg"}, is_public=is_public, missing="没有这张照片")


def send_document(request, document, *, kind, title, is_public):
    """Return the response that sends a document to be kept under its title, never to be shown in the page; else as `send_picture`."""
    headers = {"Content-Type": TYPES[kind], "Content-Disposition": content_disposition_header(True, f"{title}.{kind}")}
    return _send(request, document, headers, is_public=is_public, missing="没有这个附件")


def _send(request, file, headers, *, is_public, missing):
    if not file or not file.storage.exists(file.name):
        raise Http404(missing)
    etag = quote_etag(hashlib.sha256(file.name.encode()).hexdigest()[:32])  # a stored file never changes: its name says which it is
    response = get_conditional_response(request, etag=etag) or _sent(file)
    if response.status_code == 200:
        for name, value in headers.items():
            response[name] = value
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _sent(file):
    if settings.MEDIA_ACCEL:
        return HttpResponse(headers={"X-Accel-Redirect": f"{settings.MEDIA_ACCEL.rstrip('/')}/{file.name}"})
    return FileResponse(file.open("rb"))
