"""Sending a stored picture: whether it may be seen is the caller's question, asked before."""

import hashlib

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def send_picture(request, picture, *, is_public):
    """Return the response that sends a picture, or says that the browser's copy still holds; raises Http404 where no file is there.

    A public one may be kept but is asked for again each time, so that what is withdrawn is gone at the next request; another is kept nowhere.
    """
    if not picture or not picture.storage.exists(picture.name):
        raise Http404("没有这张照片")
    etag = quote_etag(hashlib.sha256(picture.name.encode()).hexdigest()[:32])  # a stored picture never changes: its name says which it is
    response = get_conditional_response(request, etag=etag) or _sent(picture)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _sent(picture):
    if settings.MEDIA_ACCEL:
        return HttpResponse(content_type="image/jpeg", headers={"X-Accel-Redirect": f"{settings.MEDIA_ACCEL.rstrip('/')}/{picture.name}"})
    return FileResponse(picture.open("rb"), content_type="image/jpeg")
