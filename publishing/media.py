"""Sending a stored picture or document: whether it may be seen is the caller's question, asked before."""

import hashlib

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from .developing import STEPS
from .documents import TYPES
from .storing import size_name

KINDS = {"jpg": "image/jpeg", "webp": "image/webp"}


def send_picture(request, picture, *, is_public, step=None):
    """Return the response that sends a picture, or says that the browser's copy still holds; raises Http404 where no file is there.

    `step` asks for one of its sizes; where that is not made, the master is sent. A public one may be kept but is asked for again each time, so that
    what is withdrawn is gone at the next request; another is kept nowhere.
    """
    if step is not None and step not in STEPS:
        raise Http404("没有这样大小的照片")
    return send_file(request, picture and picture.name, is_public=is_public, step=step)


def send_file(request, name, *, is_public, step=None):
    """Do the same for a picture known by the name it is stored under."""
    names = [size_name(name, step), name] if name and step else [name]
    found = next((one for one in names if one and default_storage.exists(one)), None)
    return _send(request, found, {"Content-Type": KINDS[found.rpartition(".")[2]]} if found else {}, is_public=is_public, missing="没有这张照片")


def send_document(request, document, *, kind, title, is_public):
    """Return the response that sends a document to be kept under its title, never to be shown in the page; else as `send_picture`."""
    headers = {"Content-Type": TYPES[kind], "Content-Disposition": content_disposition_header(True, f"{title}.{kind}")}
    is_there = document and default_storage.exists(document.name)
    return _send(request, document.name if is_there else None, headers, is_public=is_public, missing="没有这个附件")


def _send(request, name, headers, *, is_public, missing):
    if name is None:
        raise Http404(missing)
    etag = quote_etag(hashlib.sha256(name.encode()).hexdigest()[:32])  # a stored file never changes: its name says which it is
    response = get_conditional_response(request, etag=etag) or _sent(name)
    if response.status_code == 200:
        for header, value in headers.items():
            response[header] = value
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _sent(name):
    if settings.MEDIA_ACCEL:
        return HttpResponse(headers={"X-Accel-Redirect": f"{settings.MEDIA_ACCEL.rstrip('/')}/{name}"})
    return FileResponse(default_storage.open(name))
